//! The words that excuse a match.

use crate::lint::find::Finding;
use crate::lint::matching::Ready;
use crate::lint::scene::{Scene, overlaps};
use crate::model::span::Span;
use crate::pack::page::{Page, Side};

/// No word of a list is longer, in bytes: the window in which words that overlap a place can begin.
const LONGEST_WORD: usize = 256;

/// The excuses of one page, ready for one text.
pub struct Excuses<'a> {
    excuses: Vec<Excuse<'a>>,
}

struct Excuse<'a> {
    side: Side,
    pattern: Ready<'a>,
    within: Option<usize>,
    /// What an expression or a phrase found in the node that it searched last, so that a long node is searched once.
    searched: Option<(Span, Vec<Span>)>,
}

impl<'a> Excuses<'a> {
    /// Makes the excuses of `page` ready.
    pub fn new(page: &'a Page) -> Self {
        let ready = |excuse: &'a crate::pack::page::Excuse| Excuse {
            side: excuse.side,
            pattern: Ready::new(&excuse.pattern),
            within: excuse.within,
            searched: None,
        };
        Self { excuses: page.unless.iter().map(ready).collect() }
    }

    /// Whether one of the excuses holds for `finding`. Findings are asked about in the order of the text.
    pub fn excuse(&mut self, scene: &Scene, finding: &Finding) -> bool {
        self.excuses.iter_mut().any(|excuse| excuse.holds(scene, finding))
    }
}

impl Excuse<'_> {
    fn holds(&mut self, scene: &Scene, finding: &Finding) -> bool {
        let unit = finding.unit.map_or(finding.node, |id| scene.argument.units[id].span);
        match self.side {
            Side::Before => finding.is_match && self.stands_before(scene, finding.span, unit),
            Side::After => finding.is_match && self.stands_behind(scene, finding.span, unit),
            Side::Inside => self.stands_over(scene, if finding.is_match { finding.span } else { unit }, unit),
            Side::Unit => self.stands_in(scene, unit, finding),
            Side::Sentence => {
                self.stands_in(scene, finding.unit.map_or(finding.node, |id| scene.sentence_of(id)), finding)
            }
            Side::Paragraph => {
                self.stands_in(scene, finding.unit.map_or(finding.node, |id| scene.paragraph_of(id)), finding)
            }
        }
    }

    /// Whether the word stands before `matched` in its clause.
    fn stands_before(&mut self, scene: &Scene, matched: Span, unit: Span) -> bool {
        let (clause, _) = scene.clause_around(matched, unit);
        let Some(within) = self.within else { return self.any(scene, clause, |_| true) };
        let last = clause.of(&scene.argument.text).char_indices().rev().take(within).last();
        let nearest = last.map_or(clause.end, |(at, _)| clause.start + at);
        let window = Span::new(clause.start.max(nearest.saturating_sub(LONGEST_WORD)), clause.end);
        self.any(scene, window, |word| word.end >= nearest)
    }

    /// Whether the word stands behind `matched` in its clause.
    fn stands_behind(&mut self, scene: &Scene, matched: Span, unit: Span) -> bool {
        let (_, clause) = scene.clause_around(matched, unit);
        let Some(within) = self.within else { return self.any(scene, clause, |_| true) };
        let text = clause.of(&scene.argument.text);
        let furthest = text.char_indices().nth(within).map_or(clause.end, |(at, _)| clause.start + at);
        let window = Span::new(clause.start, clause.end.min(furthest + LONGEST_WORD));
        self.any(scene, window, |word| word.start <= furthest)
    }

    /// Whether an occurrence in `unit` overlaps `matched`.
    fn stands_over(&mut self, scene: &Scene, matched: Span, unit: Span) -> bool {
        if !matches!(self.pattern, Ready::List(_)) {
            return overlaps(self.searched(scene, unit), matched);
        }
        let window = Span::new(
            unit.start.max(matched.start.saturating_sub(LONGEST_WORD)),
            unit.end.min(matched.end + LONGEST_WORD),
        );
        self.any(scene, window, |word| word.overlaps(matched))
    }

    /// Whether the word stands anywhere in `span` but over a match.
    fn stands_in(&mut self, scene: &Scene, span: Span, finding: &Finding) -> bool {
        self.any(scene, span, |word| !finding.is_match || !word.overlaps(finding.span))
    }

    /// Whether an occurrence inside `span` passes `test`.
    fn any(&mut self, scene: &Scene, span: Span, test: impl Fn(Span) -> bool) -> bool {
        match self.pattern {
            Ready::List(list) => scene.cues.within(list, span).any(test),
            _ => self.searched(scene, span).iter().any(|&word| test(word)),
        }
    }

    fn searched(&mut self, scene: &Scene, span: Span) -> &[Span] {
        if self.searched.as_ref().is_none_or(|(last, _)| *last != span) {
            let mut found = Vec::new();
            self.pattern.find(scene, span, &mut found);
            self.searched = Some((span, found));
        }
        self.searched.as_ref().map_or(&[], |(_, found)| found)
    }
}
