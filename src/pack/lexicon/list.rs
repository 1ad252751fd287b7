//! The form of a list file. Knows nothing of the crate: the build script uses it too.

/// The words of a list file, without comments and notes.
pub fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split('\t').next())
        .map(str::trim)
        .filter(|word| !word.is_empty())
}
