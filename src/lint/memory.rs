//! What expressions find in a text: each searches a stretch once, and not again while a draft is checked anew.

use crate::model::argument::Cue;
use crate::model::span::Span;
use crate::pack::cues::ByList;
use crate::pack::lexicon::{Lexicons, ListId};
use crate::pack::page::Expression;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// What expressions found in the paragraphs of a draft when it was checked last.
///
/// It depends on the expressions and on the paragraphs alone, so a check with a memory gives what one without gives. It must not
/// outlive the pages that it was filled with.
#[derive(Default)]
pub struct Memory {
    /// The numbers of the expressions that were met, by their patterns.
    numbers: BTreeMap<String, usize>,
    /// The paragraphs by their folded text, each as often as it stands in the draft.
    paragraphs: BTreeMap<String, Vec<Known>>,
}

/// What is known of one paragraph. Spans count its bytes.
struct Known {
    /// The occurrences of the words that expressions require.
    required: Vec<Cue>,
    /// By expression and stretch what was found.
    found: BTreeMap<(usize, Span), Vec<Span>>,
}

/// The searches in one text.
pub struct Searches<'a> {
    text: &'a str,
    /// Where the paragraphs begin, and the end of the text.
    starts: Vec<usize>,
    /// The occurrences of the words that expressions require.
    required: ByList,
    state: RefCell<State>,
}

struct State {
    numbers: BTreeMap<String, usize>,
    paragraphs: Vec<Known>,
}

impl<'a> Searches<'a> {
    /// Searches in the folded `text` with expressions of pages that were read with `lexicons`; `memory`, which was filled with the
    /// same, may know something of it.
    pub fn new(lexicons: &Lexicons, text: &'a str, mut memory: Option<&mut Memory>) -> Self {
        let numbers = memory.as_deref_mut().map(|memory| std::mem::take(&mut memory.numbers)).unwrap_or_default();
        let (mut start, mut starts) = (0, vec![0]);
        let (mut paragraphs, mut all) = (Vec::new(), Vec::with_capacity(text.len() / 16));
        for line in text.split_inclusive('\n') {
            let known = memory.as_deref_mut().and_then(|memory| memory.paragraphs.get_mut(line)?.pop());
            let read = || Known { required: lexicons.required().scan(line), found: BTreeMap::new() };
            let known = known.unwrap_or_else(read);
            all.extend(known.required.iter().map(|cue| Cue { span: cue.span.shifted(start), ..*cue }));
            paragraphs.push(known);
            start += line.len();
            starts.push(start);
        }
        let required = ByList::new(lexicons.required().len(), &all);
        Self { text, starts, required, state: RefCell::new(State { numbers, paragraphs }) }
    }

    /// Hands what is known over to `memory`, which then knows nothing else.
    pub fn remember(self, memory: &mut Memory) {
        let state = self.state.into_inner();
        memory.numbers = state.numbers;
        memory.paragraphs.clear();
        for (line, found) in self.text.split_inclusive('\n').zip(state.paragraphs) {
            memory.paragraphs.entry(line.to_owned()).or_default().push(found);
        }
    }

    /// Adds stretches of which every match of `expression` meets one.
    pub fn places(&self, expression: &Expression, to: &mut Vec<Span>) {
        match expression.required() {
            Some(words) => to.extend(self.required.of(words)),
            None => to.push(Span::new(0, self.text.len())),
        }
    }

    /// Adds what `expression` finds in each of `nodes` (in order, none within another) to `found`.
    pub fn find(&self, expression: &Expression, nodes: &[Span], found: &mut Vec<Span>) {
        let Some(words) = expression.required() else {
            return nodes.iter().for_each(|&node| self.search(expression, node, found));
        };
        let mut next = 0;
        for word in self.required.of(words) {
            next += nodes[next..].partition_point(|node| node.end <= word.start);
            let Some(&node) = nodes.get(next) else { return };
            if node.contains(*word) {
                self.search(expression, node, found);
                next += 1;
            }
        }
    }

    /// Adds what `expression` finds in `node` to `found`, if a word that it requires stands there.
    pub fn find_in(&self, expression: &Expression, node: Span, found: &mut Vec<Span>) {
        let is_there = |words: ListId| self.required.within(words, node).next().is_some();
        if expression.required().is_none_or(is_there) {
            self.search(expression, node, found);
        }
    }

    fn search(&self, expression: &Expression, node: Span, found: &mut Vec<Span>) {
        let mut state = self.state.borrow_mut();
        let State { numbers, paragraphs } = &mut *state;
        let paragraph = self.starts.partition_point(|&start| start <= node.start).saturating_sub(1);
        let start = self.starts.get(paragraph).copied().unwrap_or_default();
        let is_within = self.starts.get(paragraph + 1).is_some_and(|&end| node.end <= end);
        let Some(known) = paragraphs.get_mut(paragraph).filter(|_| is_within) else {
            // What reaches over several paragraphs is not worth keeping.
            found.extend(expression.find(node.of(self.text)).iter().map(|place| place.shifted(node.start)));
            return;
        };
        let next = numbers.len();
        let known_as = numbers.get(expression.written()).copied();
        let number = known_as.unwrap_or_else(|| *numbers.entry(expression.written().to_owned()).or_insert(next));
        let key = (number, Span::new(node.start - start, node.end - start));
        let places = known.found.entry(key).or_insert_with(|| expression.find(node.of(self.text)));
        found.extend(places.iter().map(|place| place.shifted(node.start)));
    }
}
