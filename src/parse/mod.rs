//! Floor 3: an `Article` to an `Argument`. Total: strange input gives a poorer argument, never an error.

use crate::model::argument::Argument;
use crate::model::article::Article;
use crate::pack::lexicon::Lexicons;

/// The argument of `article`. `lexicons` holds at least the built-in lists; the occurrences of all its words are kept in
/// the argument, so that lints need not look for them again.
#[must_use]
pub fn parse(article: &Article, lexicons: &Lexicons) -> Argument {
    let _ = lexicons;
    let (text, map) = crate::pack::fold::fold_with_map(&article.prose);
    Argument {
        language: crate::model::argument::Language::ZhHant,
        text,
        map,
        words: Vec::new(),
        quotations: Vec::new(),
        cues: Vec::new(),
        sections: Vec::new(),
        sentences: Vec::new(),
        units: Vec::new(),
        relations: Vec::new(),
    }
}
