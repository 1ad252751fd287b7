//! Runs a program over a text.

use super::code::{
    BLOOM, BRANCH, CHAR, CLASS, CLASS_HEAD, FAIL, HEAD, JUMP, LOOK, MATCH, RUN, SPLIT, STAR, look, may_hold, parts,
};
use crate::model::span::Span;

/// The most bits that an attempt may remember; further than these reach nothing matches.
const MOST_BITS: usize = 1 << 27;

/// The matches of the program `code` in `text`, in order, none overlapping another, none empty; bytes of `text`.
#[must_use]
pub fn find_all(code: &[u32], text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let [choices, anchored, rest @ ..] = code else { return found };
    let Some(first) = rest.get(..BLOOM) else { return found };
    let choices = (*choices as usize).max(1);
    let reach = MOST_BITS / choices;
    let mut chars = Vec::with_capacity(text.len() / 2);
    chars.extend(text.chars());
    let (tries, seen) = (Vec::new(), Seen { choices, reach, base: 0, furthest: 0, bits: Vec::new() });
    let mut run = Run { code, text: chars, tries, seen };
    // The place of `start` in bytes.
    let (mut start, mut at) = (0, 0);
    while let Some(&c) = run.text.get(start) {
        if *anchored != 0 && start > 0 {
            break;
        }
        let end = if may_hold(first, c) { run.attempt(start) } else { None };
        let Some(end) = end.filter(|&end| end > start) else {
            start += 1;
            at += c.len_utf8();
            continue;
        };
        let length: usize = run.text.get(start..end).unwrap_or_default().iter().map(|c| c.len_utf8()).sum();
        found.push(Span::new(at, at + length));
        (start, at) = (end, at + length);
        run.seen.forget(start);
    }
    found
}

/// What is left to try: an instruction, and the place to go on from; where that is behind `low`, the place before it too, and
/// so on down to `low`.
#[derive(Clone, Copy)]
struct Try {
    next: usize,
    at: usize,
    low: usize,
}

struct Run<'p> {
    code: &'p [u32],
    text: Vec<char>,
    tries: Vec<Try>,
    seen: Seen,
}

impl Run<'_> {
    /// The end of the match that begins at `start`. What has failed for an earlier start fails for this one too.
    fn attempt(&mut self, start: usize) -> Option<usize> {
        if start > self.seen.furthest {
            self.seen.forget(start);
        }
        self.tries.clear();
        self.tries.push(Try { next: HEAD, at: start, low: start });
        while let Some(Try { next, at, low }) = self.tries.pop() {
            let at = self.skip(next, at, low);
            if at > low {
                self.tries.push(Try { next, at: at - 1, low });
            }
            if let Some(end) = self.follow(next, at) {
                return Some(end);
            }
        }
        None
    }

    /// The last place from `at` down to `low` at which the instruction at `next` does not fail at the first look.
    #[inline]
    fn skip(&self, next: usize, mut at: usize, low: usize) -> usize {
        if at == low {
            return at;
        }
        match parts(self.number(next)) {
            (CHAR, wanted) => {
                while at > low && self.text.get(at).is_none_or(|&c| c as u32 != wanted) {
                    at -= 1;
                }
            }
            (BRANCH, _) => {
                let bloom = self.code.get(next + 2..next + 2 + BLOOM).unwrap_or_default();
                while at > low && self.text.get(at).is_some_and(|&c| !may_hold(bloom, c)) {
                    at -= 1;
                }
            }
            _ => {}
        }
        at
    }

    /// Goes on from `next` at `at` until it fails, or has to choose, or has a match: then its end.
    fn follow(&mut self, mut next: usize, mut at: usize) -> Option<usize> {
        loop {
            let (kind, argument) = parts(self.number(next));
            match kind {
                MATCH => return Some(at),
                CHAR | CLASS => {
                    if !self.takes(next, at) {
                        return None;
                    }
                    (next, at) = (next + 1, at + 1);
                }
                LOOK => {
                    if !self.looks(argument, at) {
                        return None;
                    }
                    next += 1;
                }
                JUMP => next = argument as usize,
                _ if self.seen.before(argument as usize, at) => return None,
                SPLIT => {
                    let other = self.number(next + 2) as usize;
                    self.tries.push(Try { next: other, at, low: at });
                    next = self.number(next + 1) as usize;
                }
                BRANCH => {
                    self.branch(next, at);
                    return None;
                }
                STAR => {
                    let mut end = at;
                    while self.takes(next + 1, end) {
                        end += 1;
                        // What follows from there has been tried already.
                        if self.seen.before(argument as usize, end) {
                            end -= 1;
                            break;
                        }
                    }
                    self.tries.push(Try { next: next + 2, at: end, low: at });
                    return None;
                }
                RUN => {
                    let (least, most) = (self.number(next + 2) as usize, self.number(next + 3) as usize);
                    let mut count = 0;
                    while count < most && self.takes(next + 1, at + count) {
                        count += 1;
                    }
                    if count < least {
                        return None;
                    }
                    if count > least {
                        self.tries.push(Try { next: next + 4, at: at + count - 1, low: at + least });
                    }
                    (next, at) = (next + 4, at + count);
                }
                _ => return None,
            }
        }
    }

    /// Has the branches of the instruction at `next` that may match tried, the first one first.
    fn branch(&mut self, next: usize, at: usize) {
        let count = self.number(next + 1) as usize;
        let table = next + 2 + BLOOM;
        let here = self.text.get(at).copied();
        let wanted = here.map_or(0, |c| c as u32 + 1);
        if let (Some(c), Some(bloom)) = (here, self.code.get(next + 2..table))
            && !may_hold(bloom, c)
        {
            return;
        }
        let (branches, _) = self.code.get(table..table + 2 * count).unwrap_or_default().as_chunks::<2>();
        let fitting = branches.iter().rev().filter(|[first, _]| *first == 0 || *first == wanted);
        self.tries.extend(fitting.map(|&[_, next]| Try { next: next as usize, at, low: at }));
    }

    #[inline]
    fn number(&self, at: usize) -> u32 {
        self.code.get(at).copied().unwrap_or(FAIL)
    }

    /// Whether the instruction at `next`, a `CHAR` or `CLASS`, takes the character at `at`.
    #[inline]
    fn takes(&self, next: usize, at: usize) -> bool {
        let Some(&c) = self.text.get(at) else { return false };
        let (kind, argument) = parts(self.number(next));
        if kind == CHAR { c as u32 == argument } else { self.class_holds(argument as usize, c) }
    }

    #[inline]
    fn class_holds(&self, class: usize, c: char) -> bool {
        let code = c as u32;
        if code < 128 {
            return self.number(class + (code / 32) as usize) >> (code % 32) & 1 == 1;
        }
        let count = self.number(class + CLASS_HEAD - 1) as usize;
        let ranges = class + CLASS_HEAD;
        let (ranges, _) = self.code.get(ranges..ranges + 2 * count).unwrap_or_default().as_chunks::<2>();
        if count > 8 {
            let next = ranges.partition_point(|[_, last]| *last < code);
            return ranges.get(next).is_some_and(|[first, _]| *first <= code);
        }
        ranges.iter().any(|[first, last]| *first <= code && code <= *last)
    }

    fn looks(&self, what: u32, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.text.get(before)).copied();
        let behind = self.text.get(at).copied();
        let is_word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        let (left, right) = (is_word(before), is_word(behind));
        match what {
            look::START => before.is_none(),
            look::END => behind.is_none(),
            look::LINE_START => before.is_none_or(|c| c == '\n'),
            look::LINE_END => behind.is_none_or(|c| c == '\n'),
            look::EDGE => left != right,
            look::NO_EDGE => left == right,
            look::WORD_START => !left && right,
            look::WORD_END => left && !right,
            look::HALF_START => !left,
            look::HALF_END => !right,
            _ => false,
        }
    }
}

/// The states that have been tried, by choice and place.
struct Seen {
    choices: usize,
    reach: usize,
    /// The place that the bits begin with.
    base: usize,
    /// The furthest place with a bit.
    furthest: usize,
    bits: Vec<u64>,
}

impl Seen {
    /// Whether `choice` has been tried at `at`; from now on it has.
    #[inline]
    fn before(&mut self, choice: usize, at: usize) -> bool {
        let place = at - self.base;
        if place >= self.reach {
            return true;
        }
        self.furthest = self.furthest.max(at);
        let bit = place * self.choices + choice;
        let (number, bit) = (bit / 64, 1 << (bit % 64));
        if number >= self.bits.len() {
            self.bits.resize(number + 1, 0);
        }
        let held = self.bits.get_mut(number);
        held.is_none_or(|held| {
            let tried = *held & bit != 0;
            *held |= bit;
            tried
        })
    }

    /// Forgets everything; nothing before `base` is asked about any more.
    fn forget(&mut self, base: usize) {
        self.bits.clear();
        (self.base, self.furthest) = (base, base);
    }
}
