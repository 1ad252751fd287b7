//! The form in which built-in pages lie in the program: what the loader makes of their files, so that nothing is parsed at
//! start. A test holds them to what the loader makes of the files.

use crate::pack::builtin::{PAGES, TEXTS};
use crate::pack::page::{Page, Pattern};
use std::borrow::Cow;

/// `pages` without their texts as bytes for the program, the programs of their expressions, and these as they are written.
///
/// # Errors
/// What cannot be written.
pub fn pack(mut pages: Vec<Page>) -> Result<(Vec<u8>, Vec<u32>, String), postcard::Error> {
    let (mut programs, mut patterns) = (Vec::new(), String::new());
    for page in &mut pages {
        let varied = page.variants.iter_mut().flat_map(|variant| &mut variant.patterns);
        let excuses = page.unless.iter_mut().map(|excuse| &mut excuse.pattern);
        for pattern in page.patterns.iter_mut().chain(excuses).chain(varied) {
            if let Pattern::Regex(expression) = pattern {
                expression.move_to(&mut programs, &mut patterns);
            }
        }
    }
    Ok((postcard::to_allocvec(&pages)?, programs, patterns))
}

/// The built-in pages, in the order of their paths.
pub fn builtin() -> Vec<Page> {
    // A test reads them: the bytes are those of this very type.
    let pages: Vec<Page> = postcard::from_bytes(PAGES).unwrap_or_default();
    pages.into_iter().zip(TEXTS).map(|(page, (_, text))| Page { text: Cow::Borrowed(text), ..page }).collect()
}
