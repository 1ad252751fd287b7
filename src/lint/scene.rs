//! One text as lints look at it: indices that answer in logarithmic time where a place lies.

use crate::lint::memory::{Memory, Searches};
use crate::model::argument::{Argument, Cue, RelationKind, Role};
use crate::model::article::Article;
use crate::model::span::Span;
use crate::pack::cues::CueIndex;
use crate::pack::lexicon::{Guard, Guarded, Lexicons};

/// An article, its argument, and indices into them. Spans count bytes of the folded text.
pub struct Scene<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its argument.
    pub argument: &'a Argument,
    /// The occurrences of each list's words.
    pub cues: CueIndex<'a>,
    /// What expressions find.
    pub searches: Searches<'a>,
    /// Stretches in quotation marks or title marks, in order, none overlapping.
    hidden: Vec<Span>,
    /// The places of the signs that end a clause, in order.
    clause_ends: Vec<Span>,
    /// Whether evidence supports the unit.
    supported: Vec<bool>,
    /// The units that are evidence, in order.
    evidence: Vec<usize>,
    /// The words inside which nothing is found.
    inside: Guarded,
    /// The words on which nothing is found either.
    whole: Guarded,
    /// The words to which nothing may reach but expressions.
    over: Guarded,
}

impl<'a> Scene<'a> {
    /// Looks at `argument`, which was parsed from `article` with `lexicons`; `memory` may know something of an earlier version.
    pub fn new(
        lexicons: &'a Lexicons,
        article: &'a Article,
        argument: &'a Argument,
        memory: Option<&mut Memory>,
    ) -> Self {
        let mut hidden = titles(&argument.text);
        hidden.extend(&argument.quotations);
        let mut supported = vec![false; argument.units.len()];
        for relation in &argument.relations {
            let from = argument.units.get(relation.from).map(|unit| unit.role);
            if relation.kind == RelationKind::Supports
                && from == Some(Role::Evidence)
                && let Some(to) = supported.get_mut(relation.to)
            {
                *to = true;
            }
        }
        let guards = lexicons.guards();
        let guard = |cue: &Cue| guards.get(&cue.list).map(|guard| (*guard, cue.span));
        let guarding: Vec<(Guard, Span)> = argument.cues.iter().filter_map(guard).collect();
        let of =
            |wanted: Guard| Guarded::new(guarding.iter().filter(|(guard, _)| *guard == wanted).map(|(_, span)| *span));
        Self {
            article,
            argument,
            inside: of(Guard::Inside),
            whole: of(Guard::Whole),
            over: of(Guard::Over),
            cues: CueIndex::new(lexicons, &argument.cues),
            searches: Searches::new(lexicons, &argument.text, memory),
            hidden: union(hidden),
            clause_ends: clause_ends(&argument.text),
            supported,
            evidence: (0..argument.units.len()).filter(|&id| argument.units[id].role == Role::Evidence).collect(),
        }
    }

    /// Whether evidence supports unit `id`.
    pub fn is_supported(&self, id: usize) -> bool {
        self.supported.get(id).copied().unwrap_or(false)
    }

    /// The last evidence before unit `id` and the first behind it.
    pub fn evidence_around(&self, id: usize) -> (Option<usize>, Option<usize>) {
        let next = self.evidence.partition_point(|&other| other <= id);
        let before = self.evidence[..next].iter().rev().copied().find(|&other| other < id);
        (before, self.evidence.get(next).copied())
    }

    /// The furthest byte to which a gap of at most `most` scalar values behind byte `at` reaches in the clause, and not
    /// beyond `limit`.
    pub fn gap_behind(&self, at: usize, most: usize, limit: usize) -> usize {
        let behind = self.clause_ends.partition_point(|sign| sign.start < at);
        let end = self.clause_ends.get(behind).map_or(limit, |sign| sign.start.min(limit)).max(at);
        let text = Span::new(at, end).of(&self.argument.text);
        text.char_indices().nth(most).map_or(end, |(reached, _)| at + reached)
    }

    /// Whether a word that is read as a whole, a name or an exception of the house, covers `span`.
    pub fn is_guarded(&self, span: Span) -> bool {
        self.inside.covers_inside(span) || self.whole.covers(span) || self.over.covers(span)
    }

    /// Whether `at` lies inside quotation marks or title marks.
    pub fn is_hidden(&self, at: usize) -> bool {
        overlaps(&self.hidden, Span::new(at, at + 1))
    }

    /// The unit that holds byte `at`.
    pub fn unit_at(&self, at: usize) -> Option<usize> {
        let units = &self.argument.units;
        let id = units.partition_point(|unit| unit.span.start <= at).checked_sub(1)?;
        (at < units[id].span.end).then_some(id)
    }

    /// The first unit that begins inside `span`.
    pub fn first_unit(&self, span: Span) -> Option<usize> {
        let units = &self.argument.units;
        let id = units.partition_point(|unit| unit.span.start < span.start);
        units.get(id).is_some_and(|unit| unit.span.start < span.end.max(span.start + 1)).then_some(id)
    }

    /// The first unit of the heading of `section`.
    pub fn heading_unit(&self, section: usize) -> Option<usize> {
        let block = self.argument.sections.get(section)?.heading?;
        let sentences = &self.argument.sentences;
        let sentence = sentences.partition_point(|sentence| sentence.block < block);
        let held = sentences.get(sentence).filter(|sentence| sentence.block == block)?;
        self.first_unit(held.span)
    }

    /// The sentence of unit `id`.
    pub fn sentence_of(&self, id: usize) -> Span {
        let sentence = self.argument.units.get(id).map(|unit| unit.sentence);
        sentence.and_then(|sentence| self.argument.sentences.get(sentence)).map(|held| held.span).unwrap_or_default()
    }

    /// The sentences of the block of unit `id`, from the first one's start to the last one's end.
    pub fn paragraph_of(&self, id: usize) -> Span {
        let sentences = &self.argument.sentences;
        let block = self.argument.units.get(id).and_then(|unit| sentences.get(unit.sentence)).map(|held| held.block);
        let Some(block) = block else { return Span::default() };
        let first = sentences.partition_point(|sentence| sentence.block < block);
        let end = sentences.partition_point(|sentence| sentence.block <= block);
        Span::new(sentences[first].span.start, sentences[end - 1].span.end)
    }

    /// The part of the clause around `matched` that lies before it and the part behind it, neither beyond `unit`.
    pub fn clause_around(&self, matched: Span, unit: Span) -> (Span, Span) {
        let before = self.clause_ends.partition_point(|sign| sign.end <= matched.start);
        let start = before.checked_sub(1).map_or(unit.start, |sign| self.clause_ends[sign].end.max(unit.start));
        let behind = self.clause_ends.partition_point(|sign| sign.start < matched.end);
        let end = self.clause_ends.get(behind).map_or(unit.end, |sign| sign.start.min(unit.end));
        (Span::new(start.min(matched.start), matched.start), Span::new(matched.end, end))
    }
}

/// The signs that end a clause: ，；：。！？ and their like. A comma or colon inside a number ends none.
fn clause_ends(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    let digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    let ends = |at: usize, c: char| match c {
        ',' | ':' => !(digit(at.checked_sub(1)) && digit(Some(at + 1))),
        ';' | '!' | '?' | '。' | '\n' => true,
        _ => false,
    };
    text.char_indices().filter(|&(at, c)| ends(at, c)).map(|(at, c)| Span::new(at, at + c.len_utf8())).collect()
}

/// The stretches in 《》 or 〈〉, outermost only, marks included; a mark that is not closed on its line encloses nothing.
fn titles(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '《' | '〈' => open.push(at),
            '》' | '〉' => {
                if let Some(start) = open.pop() {
                    found.push(Span::new(start, at + c.len_utf8()));
                }
            }
            '\n' => open.clear(),
            _ => {}
        }
    }
    found
}

/// The union of `spans` as sorted spans that do not touch.
pub fn union(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => merged.push(span),
        }
    }
    merged
}

/// Whether `span` shares a byte with one of `spans`, which are sorted and do not overlap.
pub fn overlaps(spans: &[Span], span: Span) -> bool {
    let next = spans.partition_point(|other| other.end <= span.start);
    spans.get(next).is_some_and(|other| other.overlaps(span))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_end_at_signs_but_not_inside_numbers() {
        let text = "在10:30有1,200人,走了;好。";
        let signs: Vec<_> = clause_ends(text).iter().map(|span| span.of(text)).collect();
        assert_eq!(signs, [",", ";", "。"]);
    }

    #[test]
    fn titles_close_on_their_line() {
        let text = "《甲〈乙〉》丙《丁\n戊》";
        let found = union(titles(text));
        assert_eq!(found.iter().map(|span| span.of(text)).collect::<Vec<_>>(), ["《甲〈乙〉》"]);
    }

    #[test]
    fn overlaps_are_found_in_a_union() {
        let spans = union(vec![Span::new(5, 8), Span::new(1, 3), Span::new(2, 4)]);
        assert_eq!(spans, [Span::new(1, 4), Span::new(5, 8)]);
        assert!(overlaps(&spans, Span::new(3, 5)));
        assert!(!overlaps(&spans, Span::new(4, 5)));
        assert!(!overlaps(&spans, Span::new(8, 9)));
    }
}
