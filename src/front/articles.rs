//! From an input to an article and its argument, with every reason why there may be none.

use super::files::Input;
use super::limits::Limits;
use super::messages::Message;
use super::messages::limit::Exceeded;
use crate::model::argument::{Argument, Language};
use crate::model::article::{Article, Shortfall};
use crate::model::diagnostic::{Failure, MessageLanguage};
use crate::model::span::Span;
use crate::pack::lexicon::Lexicons;
use crate::parse::{language as language_of, longest_sentence, overlong, parse};
use crate::read::read_as;

/// What became of an input.
pub enum Loaded {
    /// An article in a language that can be parsed.
    Article(Box<(Article, Argument)>),
    /// A file without prose, with the argument of nothing.
    Empty(Box<(Article, Argument)>),
    /// An article in a language that nobody asked for.
    Unwanted(Language),
    /// A file that cannot be checked.
    Failed(Failure),
}

/// Reads and parses `input` within `limits`; failures are in `language`.
#[must_use]
pub fn load(input: &Input, limits: Limits, lexicons: &Lexicons, language: MessageLanguage) -> Loaded {
    load_wanted(input, limits, lexicons, language, None)
}

/// The same for an article in one of the languages `wanted`; none: in any that has a pack.
#[must_use]
pub fn load_wanted(
    input: &Input,
    limits: Limits,
    lexicons: &Lexicons,
    language: MessageLanguage,
    wanted: Option<&[Language]>,
) -> Loaded {
    let failed = |message: String| Loaded::Failed(Failure { path: input.name.clone(), position: None, message });
    let bytes = match input.bytes(limits) {
        Ok(bytes) => bytes,
        Err(message) => return failed(message.text(language)),
    };
    match read_as(&input.name, &bytes, input.encoding) {
        Ok(article) => parse_wanted(article, lexicons, language, wanted),
        Err(error) => failed(error.message(language)),
    }
}

/// Parses an article that was read, if it is in one of the languages `wanted`; none: in any that has a pack.
#[must_use]
pub fn parse_wanted(
    article: Article,
    lexicons: &Lexicons,
    language: MessageLanguage,
    wanted: Option<&[Language]>,
) -> Loaded {
    let failed =
        |path: &str, message: String| Loaded::Failed(Failure { path: path.to_owned(), position: None, message });
    if article.prose.trim().is_empty() {
        let argument = parse(&article, lexicons);
        return Loaded::Empty(Box::new((article, argument)));
    }
    // A text that was read in the wrong encoding is in no language.
    let failed = |message: Message| {
        let guess = Message::Guessed(article.source.encoding.name().to_owned());
        let guess = article.source.is_guess.then(|| guess.text(language));
        let words: Vec<String> = [Some(message.text(language)), guess].into_iter().flatten().collect();
        failed(&article.source.path, words.join(" — "))
    };
    // The language first: a text that cannot be parsed costs no parse.
    match language_of(&article) {
        spoken if wanted.is_some_and(|wanted| !wanted.contains(&spoken)) => Loaded::Unwanted(spoken),
        spoken if spoken.has_pack() => {
            let argument = parse(&article, lexicons);
            Loaded::Article(Box::new((article, argument)))
        }
        Language::English => failed(Message::EnglishArticle),
        _ => failed(Message::UnknownLanguage),
    }
}

/// What there is to say, in `language`, of how the article was read: that its encoding is a guess, and where it goes beyond limits.
#[must_use]
pub fn doubts(article: &Article, argument: &Argument, language: MessageLanguage) -> Vec<Failure> {
    let place = |span: Span| {
        let start = article.source.range(span).start;
        (start.line, start.column)
    };
    let mut doubts = Vec::new();
    let mut doubt = |position, message: &Message| {
        let (path, message) = (article.source.path.clone(), message.text(language));
        doubts.push(Failure { path, position, message });
    };
    if article.source.is_guess {
        doubt(None, &Message::Guessed(article.source.encoding.name().to_owned()));
    }
    for &(shortfall, at) in &article.shortfalls {
        let exceeded = match shortfall {
            Shortfall::Depth(most) => Exceeded::Depth(most),
            Shortfall::Markup(most) => Exceeded::Markup(most),
        };
        doubt(Some(place(Span::new(at, at))), &Message::Limit(exceeded));
    }
    if let Some(sentence) = overlong(argument) {
        let at = article.map.map(argument.prose_span(sentence));
        doubt(Some(place(at)), &Message::Limit(Exceeded::Sentence(longest_sentence())));
    }
    doubts
}
