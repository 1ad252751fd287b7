//! Cuts a sentence where the role may change inside it: a linear model over named features weighs every clause boundary.
//!
//! Parts that turn out to have one role are joined again, so the model may propose more cuts than hold.

mod boundary;
mod join;

pub use boundary::boundaries;
pub use join::{Part, continuations, seams};

use crate::model::argument::Cue;
use crate::model::span::Span;
use crate::pack::weights::{ByName, Weights, hash};
use boundary::Name;

/// The lead of "cut" over "keep", in thousandths, from which a boundary is cut: where cross-validated agreement with the
/// labelled cuts is best once parts with one role are joined again.
const LEAST_LEAD: i32 = -2200;

/// What the cuts of a sentence are decided on.
#[derive(Clone, Copy)]
pub struct Clauses<'a> {
    /// The folded text.
    pub text: &'a str,
    /// The cues in it, sorted by start.
    pub hits: &'a [Cue],
    /// Stretches in quotation marks, outermost, of the sentence's block.
    pub quotations: &'a [Span],
}

/// The model of cuts.
pub struct Cutter<'a> {
    weights: &'a Weights,
    /// The weights of names that are known beforehand, each looked up once.
    known: ByName<[i32; 2]>,
}

/// About how many names that are known beforehand the boundaries of an article have.
const NAMES: usize = 256;

impl<'a> Cutter<'a> {
    /// Decides by `weights`.
    #[must_use]
    pub fn new(weights: &'a Weights) -> Self {
        Self { weights, known: ByName::with_room(NAMES) }
    }

    /// Adds the weights of "cut" and "keep" of a feature to `scores`.
    fn add(&mut self, name: Name, scores: &mut [i32; 2]) {
        match name {
            Name::Words(family, words) => {
                self.weights.add_weights(family.hash.with(words).short(), scores);
            }
            Name::Static(feature) => {
                let weights = self.weights;
                let row = self.known.get(feature, || {
                    let mut row = [0; 2];
                    weights.add_weights(hash(&name.parts()), &mut row);
                    row
                });
                scores.iter_mut().zip(row).for_each(|(score, weight)| *score = score.wrapping_add(*weight));
            }
        }
    }
}

/// The proposed parts of `sentence`, one or several, each with the lead of "cut" over "keep" at its beginning, in thousandths
/// (0 for the first).
#[must_use]
pub fn cut(clauses: Clauses, sentence: Span, cutter: &mut Cutter) -> Vec<(Span, i32)> {
    let mut parts = Vec::new();
    let (mut start, mut start_lead) = (sentence.start, 0);
    for boundary in boundaries(clauses, sentence) {
        let mut scores = [0; 2];
        boundary.features(clauses, |name| cutter.add(name, &mut scores));
        let lead = scores[0] - scores[1];
        if lead > LEAST_LEAD {
            parts.push((Span::new(start, boundary.at), start_lead));
            (start, start_lead) = (boundary.at, lead);
        }
    }
    parts.push((Span::new(start, sentence.end), start_lead));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::fold::fold;
    use crate::pack::lexicon::Lexicons;

    fn places(text: &str) -> Vec<String> {
        let lexicons = Lexicons::builtin();
        let text = fold(text);
        let found = lexicons.scan(&text);
        let whole = Span::new(0, text.len());
        let quotations = crate::parse::sentence::quotations(&text, whole);
        let clauses = Clauses { text: &text, hits: &found, quotations: &quotations };
        boundaries(clauses, whole).iter().map(|boundary| text[..boundary.at].to_owned()).collect()
    }

    #[test]
    fn clauses_may_be_cut_behind_their_sign() {
        assert_eq!(places("去年乘客減少三成,顯示新線並未分流。"), ["去年乘客减少三成,"]);
        assert_eq!(places("當局早已知情；為何遲遲不公布?"), ["当局早已知情;"]);
    }

    #[test]
    fn nothing_is_cut_in_quotations_brackets_numbers_or_too_short() {
        for text in [
            "他說「數字下跌,顯示政策有效」。",
            "新規定(今年生效,顯示決心)已經刊憲。",
            "數字升,顯示好。",
            "全港共有7,500,000人居住於此地",
        ] {
            assert_eq!(places(text), Vec::<String>::new());
        }
    }
}
