//! What expressions found in the paragraphs of a text: each is searched once, and not again while a draft is checked anew.

use crate::model::span::Span;
use crate::pack::page::Expression;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// What expressions found in the paragraphs of a draft when it was checked last.
///
/// It depends on the expressions and on the paragraphs alone, so a check with a memory gives what one without gives, whatever
/// else has changed.
#[derive(Default)]
pub struct Memory {
    /// The number of each expression, by its folded pattern.
    numbers: BTreeMap<String, usize>,
    /// The paragraphs by their folded text, each as often as it stands in the draft.
    paragraphs: BTreeMap<String, Vec<Searched>>,
}

/// What is known of one paragraph. Spans count its bytes.
#[derive(Default)]
struct Searched {
    /// For each expression, by number, whether it could occur, as far as that is known.
    may_occur: Vec<Option<bool>>,
    /// By expression and stretch what was found in there.
    found: BTreeMap<(usize, Span), Vec<Span>>,
}

/// The searches in one text.
pub struct Searches<'a> {
    text: &'a str,
    numbers: RefCell<BTreeMap<String, usize>>,
    /// Where the paragraphs begin, and the end of the text.
    starts: Vec<usize>,
    paragraphs: Vec<RefCell<Searched>>,
}

impl<'a> Searches<'a> {
    /// Searches in the folded `text`, of which `memory` may know something.
    pub fn new(text: &'a str, memory: &mut Memory) -> Self {
        let (mut starts, mut paragraphs) = (vec![0], Vec::new());
        for line in text.split_inclusive('\n') {
            let known = memory.paragraphs.get_mut(line).and_then(Vec::pop).unwrap_or_default();
            paragraphs.push(RefCell::new(known));
            starts.push(starts.last().copied().unwrap_or_default() + line.len());
        }
        Self { text, numbers: RefCell::new(std::mem::take(&mut memory.numbers)), starts, paragraphs }
    }

    /// Hands what is known over to `memory`, which then knows nothing else.
    pub fn remember(self, memory: &mut Memory) {
        memory.numbers = self.numbers.into_inner();
        memory.paragraphs.clear();
        for (line, searched) in self.text.split_inclusive('\n').zip(self.paragraphs) {
            memory.paragraphs.entry(line.to_owned()).or_default().push(searched.into_inner());
        }
    }

    /// The number by which `expression` is known.
    pub fn number(&self, expression: &Expression) -> usize {
        let mut numbers = self.numbers.borrow_mut();
        let count = numbers.len();
        match numbers.get(expression.folded()) {
            Some(&number) => number,
            None => *numbers.entry(expression.folded().to_owned()).or_insert(count),
        }
    }

    /// Whether the expression of that number could occur in some paragraph, as far as a cheap look tells.
    pub fn may_occur(&self, expression: &Expression, number: usize) -> bool {
        expression.crosses_lines()
            || (0..self.paragraphs.len()).any(|paragraph| self.may_occur_in(expression, number, paragraph))
    }

    fn may_occur_in(&self, expression: &Expression, number: usize, paragraph: usize) -> bool {
        let mut searched = self.paragraphs[paragraph].borrow_mut();
        if searched.may_occur.len() <= number {
            searched.may_occur.resize(number + 1, None);
        }
        let span = Span::new(self.starts[paragraph], self.starts[paragraph + 1]);
        *searched.may_occur[number].get_or_insert_with(|| expression.may_match(span.of(self.text)))
    }

    /// Adds what the expression of that number finds in `span` to `found`.
    pub fn find(&self, expression: &Expression, number: usize, span: Span, found: &mut Vec<Span>) {
        let paragraph = self.starts.partition_point(|&start| start <= span.start).saturating_sub(1);
        // What reaches over several paragraphs is not worth keeping.
        let Some(&end) = self.starts.get(paragraph + 1).filter(|&&end| span.end <= end) else {
            found.extend(search(expression, span.of(self.text), span.start));
            return;
        };
        if !self.may_occur_in(expression, number, paragraph) {
            return;
        }
        let start = self.starts[paragraph];
        let place = Span::new(span.start - start, span.end.min(end) - start);
        let mut searched = self.paragraphs[paragraph].borrow_mut();
        let known = searched
            .found
            .entry((number, place))
            .or_insert_with(|| search(expression, span.of(self.text), place.start).collect());
        found.extend(known.iter().map(|place| place.shifted(start)));
    }
}

/// What `expression` finds in `text`, which begins at byte `start`.
fn search<'t>(expression: &'t Expression, text: &'t str, start: usize) -> impl Iterator<Item = Span> + 't {
    let matches = expression.for_text(text).into_iter().flat_map(move |regex| regex.find_iter(text));
    matches.map(move |found| Span::new(start + found.start(), start + found.end())).filter(|found| !found.is_empty())
}
