//! The form of a list file. Knows nothing of the crate: the build script uses it too.

/// The words of a list file, without comments and notes.
pub fn words_of(text: &str) -> impl Iterator<Item = &str> {
    lines_of(text).map(|(_, word)| word)
}

/// The same, each with the byte of `text` at which it begins.
pub fn lines_of(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut next = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let start = next;
        next += line.len();
        let cell = line.split('\t').next().filter(|_| !line.starts_with('#'))?;
        let word = cell.trim();
        (!word.is_empty()).then(|| (start + (cell.len() - cell.trim_start().len()), word))
    })
}
