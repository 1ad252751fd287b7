//! Softer words for words that allow no exception.

use crate::model::argument::Language;
use crate::model::span::Span;
use crate::pack::fold::{fold, simplify};

/// Lints about words that are too strong.
pub const LINTS: [&str; 2] = ["rhetorical-absolute", "certainty-booster"];

/// Words, folded, and what says less; of words that begin alike the longer stands first.
const SOFTER: [(&str, &str); 42] = [
    ("每一次", "許多時候"),
    ("每次", "往往"),
    ("从来没有", "很少"),
    ("从来不", "很少"),
    ("从未", "很少"),
    ("从没有", "很少"),
    ("从没", "很少"),
    ("从不", "很少"),
    ("永远不", "很少"),
    ("永远", "往往"),
    ("没有任何", "沒有多少"),
    ("没有一个", "很少有"),
    ("没有人", "很少人"),
    ("没人", "很少人"),
    ("人人", "許多人"),
    ("所有", "許多"),
    ("一切", "許多"),
    ("全部", "大部分"),
    ("全世界", "世界各地許多"),
    ("任何", "許多"),
    ("每一个", "許多"),
    ("每个", "許多"),
    ("唯一", "主要"),
    ("完全", "大致上"),
    ("彻底", "大致"),
    ("毫无疑问", "看來"),
    ("无可否认", "看來"),
    ("毋庸置疑", "看來"),
    ("无庸置疑", "看來"),
    ("毫无", "缺乏"),
    ("毫不", "不太"),
    ("绝对不", "不太"),
    ("绝对", "很"),
    ("绝不", "不太"),
    ("必然会", "很可能會"),
    ("必然", "很可能"),
    ("必定", "很可能"),
    ("必将", "很可能會"),
    ("一定会", "很可能會"),
    ("肯定", "很可能"),
    ("显然", "看來"),
    ("总是", "往往"),
];

/// The bytes of `text` (words of a draft in `language`) that are too strong, and what says less; none where nothing is known.
pub fn softer(text: &str, language: Language) -> Option<(Span, String)> {
    let folded = fold(text);
    let at_of = |&(word, soft): &(&'static str, &'static str)| folded.find(word).map(|at| (at, word, soft));
    let (at, word, soft) = SOFTER.iter().filter_map(at_of).min_by_key(|(at, ..)| *at)?;
    // One scalar value folds to one scalar value.
    let first = folded[..at].chars().count();
    let byte = |scalar: usize| text.char_indices().nth(scalar).map_or(text.len(), |(byte, _)| byte);
    let span = Span::new(byte(first), byte(first + word.chars().count()));
    let soft = if language == Language::ZhHans { simplify(soft) } else { soft.to_owned() };
    Some((span, soft))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_strong_word_is_softened_in_the_script_of_the_draft() {
        let (span, soft) = softer("官員從來沒有交代", Language::ZhHant).unwrap();
        assert_eq!((span.of("官員從來沒有交代"), &*soft), ("從來沒有", "很少"));
        let (span, soft) = softer("这必将拖垮每一次改革", Language::ZhHans).unwrap();
        assert_eq!((span.of("这必将拖垮每一次改革"), &*soft), ("必将", "很可能会"));
        assert_eq!(softer("天氣很好", Language::ZhHant), None);
    }

    #[test]
    fn words_are_folded_and_each_once() {
        for (at, (word, soft)) in SOFTER.iter().enumerate() {
            assert_eq!(fold(word), *word);
            assert_ne!(fold(soft), *word);
            assert!(SOFTER[..at].iter().all(|(before, _)| !word.starts_with(before)), "{word}");
        }
    }
}
