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
    known: Known,
    /// The paragraphs by their folded text, each as often as it stands in the draft.
    paragraphs: BTreeMap<String, Vec<Searched>>,
}

/// The expressions that were met.
#[derive(Default)]
struct Known {
    /// The number of each, by its folded pattern.
    numbers: BTreeMap<String, usize>,
    /// For each by number the words of which every match holds one; none: it may match anywhere.
    needles: Vec<Vec<String>>,
}

/// What is known of one paragraph. Spans count its bytes.
#[derive(Default)]
struct Searched {
    /// How many of the expressions were looked for in it.
    looked: usize,
    /// Those of them, by number, that may match in it.
    may_match: Vec<usize>,
    /// By expression and stretch what was found in there.
    found: BTreeMap<(usize, Span), Vec<Span>>,
}

impl Searched {
    /// Looks in `text`, the paragraph, for the words of the expressions that are new.
    fn look(&mut self, text: &str, needles: &[Vec<String>]) {
        let may_match = |words: &[String]| words.is_empty() || words.iter().any(|word| text.contains(word.as_str()));
        let new = self.looked..needles.len();
        self.may_match.extend(new.filter(|&number| may_match(&needles[number])));
        self.looked = needles.len();
    }
}

/// The searches in one text.
pub struct Searches<'a> {
    text: &'a str,
    /// Where the paragraphs begin, and the end of the text.
    starts: Vec<usize>,
    state: RefCell<State>,
}

struct State {
    known: Known,
    paragraphs: Vec<Searched>,
    /// For each expression by number the paragraphs in which it may match.
    places: Vec<Vec<usize>>,
}

impl<'a> Searches<'a> {
    /// Searches in the folded `text`, of which `memory` may know something.
    pub fn new(text: &'a str, memory: &mut Memory) -> Self {
        let known = std::mem::take(&mut memory.known);
        let (mut starts, mut paragraphs) = (vec![0], Vec::new());
        let mut places = vec![Vec::new(); known.needles.len()];
        for line in text.split_inclusive('\n') {
            let mut searched = memory.paragraphs.get_mut(line).and_then(Vec::pop).unwrap_or_default();
            searched.look(line, &known.needles);
            searched.may_match.iter().for_each(|&number| places[number].push(paragraphs.len()));
            paragraphs.push(searched);
            starts.push(starts.last().copied().unwrap_or_default() + line.len());
        }
        Self { text, starts, state: RefCell::new(State { known, paragraphs, places }) }
    }

    /// Hands what is known over to `memory`, which then knows nothing else.
    pub fn remember(self, memory: &mut Memory) {
        let state = self.state.into_inner();
        memory.known = state.known;
        memory.paragraphs.clear();
        for (line, searched) in self.text.split_inclusive('\n').zip(state.paragraphs) {
            memory.paragraphs.entry(line.to_owned()).or_default().push(searched);
        }
    }

    /// The number by which `expression` is known.
    pub fn number(&self, expression: &Expression) -> usize {
        let mut state = self.state.borrow_mut();
        let State { known, paragraphs, places } = &mut *state;
        if let Some(&number) = known.numbers.get(expression.folded()) {
            return number;
        }
        let number = known.needles.len();
        known.numbers.insert(expression.folded().to_owned(), number);
        // A word that reaches over the end of a line is found in no line.
        let needles = expression.needles();
        let is_in_lines = needles.iter().all(|word| !word.contains('\n'));
        known.needles.push(if is_in_lines { needles.to_vec() } else { Vec::new() });
        let found = self.paragraphs_with(&known.needles[number]);
        for &paragraph in &found {
            paragraphs[paragraph].may_match.push(number);
        }
        for searched in paragraphs.iter_mut() {
            searched.looked = known.needles.len();
        }
        places.push(found);
        number
    }

    /// The paragraphs that hold one of `needles`; all of them where there are none.
    fn paragraphs_with(&self, needles: &[String]) -> Vec<usize> {
        let count = self.starts.len() - 1;
        let mut holds = vec![needles.is_empty(); count];
        for needle in needles {
            let mut from = 0;
            while let Some(at) = self.text.get(from..).and_then(|rest| rest.find(needle.as_str())) {
                let paragraph = self.starts.partition_point(|&start| start <= from + at) - 1;
                holds[paragraph.min(count - 1)] = true;
                from = self.starts[(paragraph + 1).min(count)];
            }
        }
        (0..count).filter(|&paragraph| holds[paragraph]).collect()
    }

    /// Adds the paragraphs in which the expression of that number may match, as far as a cheap look tells.
    pub fn places(&self, number: usize, to: &mut Vec<Span>) {
        let state = self.state.borrow();
        let places = state.places.get(number).into_iter().flatten();
        to.extend(places.map(|&paragraph| Span::new(self.starts[paragraph], self.starts[paragraph + 1])));
    }

    /// Adds what `expression`, known by `number`, finds in each of `nodes` (in order, none within another) to `found`.
    pub fn find(&self, expression: &Expression, number: usize, nodes: &[Span], found: &mut Vec<Span>) {
        let mut state = self.state.borrow_mut();
        let State { paragraphs, places, .. } = &mut *state;
        let mut searched_to = 0;
        for &paragraph in places.get(number).map_or(&[][..], Vec::as_slice) {
            let line = Span::new(self.starts[paragraph], self.starts[paragraph + 1]);
            let first = nodes.partition_point(|node| node.end <= line.start).max(searched_to);
            for (index, &node) in nodes.iter().enumerate().skip(first).take_while(|(_, node)| node.start < line.end) {
                searched_to = index + 1;
                // What reaches over several paragraphs is not worth keeping.
                if !line.contains(node) {
                    found.extend(search(expression, node.of(self.text), node.start));
                    continue;
                }
                let place = Span::new(node.start - line.start, node.end - line.start);
                let known = paragraphs[paragraph].found.entry((number, place));
                let known = known.or_insert_with(|| search(expression, node.of(self.text), place.start).collect());
                found.extend(known.iter().map(|place| place.shifted(line.start)));
            }
        }
    }
}

/// What `expression` finds in `text`, which begins at byte `start`.
fn search<'t>(expression: &'t Expression, text: &'t str, start: usize) -> impl Iterator<Item = Span> + 't {
    let matches = expression.for_text(text).into_iter().flat_map(move |regex| regex.find_iter(text));
    matches.map(move |found| Span::new(start + found.start(), start + found.end())).filter(|found| !found.is_empty())
}
