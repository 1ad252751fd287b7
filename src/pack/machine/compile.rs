//! Makes a program of an expression.

use super::code::{BRANCH, Bloom, CHAR, CLASS, HEAD, JUMP, LOOK, MATCH, RUN, SPLIT, STAR, look, word};
use regex_syntax::hir::{Class, Hir, HirKind, Look, Repetition};
use std::collections::BTreeMap;

/// The most numbers of a program.
const MOST_NUMBERS: usize = 1 << 15;
/// The most that all counts of a program may come to: each adds so many steps at every place.
const MOST_COUNTS: u64 = 1 << 14;
/// The most characters of a class that a [`Bloom`] takes in.
const MOST_FIRST: u32 = 48;

/// The expression is too big, or has a part that is no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooBig;

/// The program of an expression. The depth of `hir` is limited by the parser that made it.
///
/// # Errors
/// Where the expression is too big.
pub fn compile(hir: &Hir) -> Result<Vec<u32>, TooBig> {
    let mut compiler = Compiler { code: vec![0; HEAD], choices: 0, counts: 0, classes: BTreeMap::new() };
    compiler.add(hir)?;
    compiler.push(word(MATCH, 0))?;
    compiler.place_classes()?;
    let Compiler { mut code, choices, .. } = compiler;
    code[0] = choices;
    code[1] = u32::from(hir.properties().look_set_prefix().contains(Look::Start));
    code[2..HEAD].copy_from_slice(&first(hir).map_or(Bloom::ALL, |first| first.bloom).0);
    Ok(code)
}

/// A class as its ranges.
type Ranges = Vec<(u32, u32)>;

struct Compiler {
    code: Vec<u32>,
    choices: u32,
    counts: u64,
    /// The classes, and the instructions that name them.
    classes: BTreeMap<Ranges, Vec<usize>>,
}

impl Compiler {
    fn push(&mut self, number: u32) -> Result<(), TooBig> {
        self.code.push(number);
        if self.code.len() > MOST_NUMBERS { Err(TooBig) } else { Ok(()) }
    }

    /// An instruction with a choice of its own.
    fn choose(&mut self, kind: u32) -> Result<(), TooBig> {
        self.choices += 1;
        self.push(word(kind, self.choices - 1))
    }

    fn here(&self) -> u32 {
        self.code.len() as u32
    }

    fn add(&mut self, hir: &Hir) -> Result<(), TooBig> {
        match hir.kind() {
            HirKind::Empty => Ok(()),
            HirKind::Literal(literal) => {
                let text = std::str::from_utf8(&literal.0).map_err(|_| TooBig)?;
                text.chars().try_for_each(|c| self.push(word(CHAR, c as u32)))
            }
            HirKind::Class(class) => self.class(class),
            HirKind::Look(look) => self.push(word(LOOK, number_of(*look))),
            HirKind::Repetition(repetition) => self.repeat(repetition),
            HirKind::Capture(group) => self.add(&group.sub),
            HirKind::Concat(parts) => parts.iter().try_for_each(|part| self.add(part)),
            HirKind::Alternation(branches) => self.branches(branches),
        }
    }

    fn class(&mut self, class: &Class) -> Result<(), TooBig> {
        let ranges = ranges(class);
        if let [(first, last)] = ranges[..]
            && first == last
        {
            return self.push(word(CHAR, first));
        }
        self.classes.entry(ranges).or_default().push(self.code.len());
        self.push(word(CLASS, 0))
    }

    fn branches(&mut self, branches: &[Hir]) -> Result<(), TooBig> {
        let firsts: Vec<Option<First>> = branches.iter().map(first).collect();
        let all = firsts.iter().copied().collect::<Option<Vec<First>>>();
        let bloom = all.map_or(Bloom::ALL, |all| all.iter().fold(Bloom::default(), |sum, one| sum.or(one.bloom)));
        self.choose(BRANCH)?;
        self.push(branches.len() as u32)?;
        bloom.0.into_iter().try_for_each(|bits| self.push(bits))?;
        let table = self.code.len();
        for first in &firsts {
            self.push(first.and_then(|first| first.only).map_or(0, |c| c as u32 + 1))?;
            self.push(0)?;
        }
        let mut ends = Vec::new();
        for (number, branch) in branches.iter().enumerate() {
            self.code[table + 2 * number + 1] = self.here();
            self.add(branch)?;
            ends.push(self.code.len());
            self.push(word(JUMP, 0))?;
        }
        for end in ends {
            self.code[end] = word(JUMP, self.here());
        }
        Ok(())
    }

    fn repeat(&mut self, repetition: &Repetition) -> Result<(), TooBig> {
        let Repetition { min, max, greedy, sub } = repetition;
        let is_single = matches!(sub.kind(), HirKind::Class(_))
            || matches!(sub.kind(), HirKind::Literal(literal) if std::str::from_utf8(&literal.0).is_ok_and(is_one));
        if is_single && *greedy {
            return self.repeat_one(sub, *min, *max);
        }
        // To go on with another one comes first, unless as few as possible are wanted.
        let mut outs = Vec::new();
        match max {
            Some(max) => {
                (0..*min).try_for_each(|_| self.add(sub))?;
                for _ in *min..*max {
                    outs.push(self.split(*greedy, None)?);
                    self.add(sub)?;
                }
            }
            None if *min == 0 && sub.properties().minimum_len().is_some_and(|least| least > 0) => {
                let head = self.here();
                outs.push(self.split(*greedy, None)?);
                self.add(sub)?;
                self.push(word(JUMP, head))?;
            }
            // Where one may be empty, none at all is tried after one: `(a|)*` is `((a|)+)?`.
            None => {
                if *min == 0 {
                    outs.push(self.split(*greedy, None)?);
                }
                (1..*min).try_for_each(|_| self.add(sub))?;
                let head = self.here();
                self.add(sub)?;
                outs.push(self.split(*greedy, Some(head))?);
            }
        }
        for out in outs {
            self.code[out] = self.here();
        }
        Ok(())
    }

    /// A choice between going on at `again` (none: right behind it) and at a place that is still open; gives where that is to
    /// be written.
    fn split(&mut self, greedy: bool, again: Option<u32>) -> Result<usize, TooBig> {
        self.choose(SPLIT)?;
        let at = self.code.len();
        let again = again.unwrap_or(at as u32 + 2);
        let (first, second) = if greedy { (again, 0) } else { (0, again) };
        self.push(first)?;
        self.push(second)?;
        Ok(at + usize::from(greedy))
    }

    /// One character, several times, as often as possible.
    fn repeat_one(&mut self, sub: &Hir, min: u32, max: Option<u32>) -> Result<(), TooBig> {
        let (least, most) = (min, max.unwrap_or(min));
        match (least, most) {
            (_, 0) => {}
            (1, 1) => self.add(sub)?,
            _ => {
                self.counts += u64::from(most);
                if self.counts > MOST_COUNTS {
                    return Err(TooBig);
                }
                self.choose(RUN)?;
                self.add(sub)?;
                self.push(least)?;
                self.push(most)?;
            }
        }
        if max.is_none() {
            self.choose(STAR)?;
            self.add(sub)?;
        }
        Ok(())
    }

    /// Puts the classes behind the instructions, and their places into these.
    fn place_classes(&mut self) -> Result<(), TooBig> {
        for (ranges, named) in std::mem::take(&mut self.classes) {
            let at = self.here();
            let mut ascii = [0_u32; 4];
            for &(first, last) in &ranges {
                (first..=last.min(127)).for_each(|c| ascii[c as usize / 32] |= 1 << (c % 32));
            }
            ascii.into_iter().try_for_each(|bits| self.push(bits))?;
            let beyond = ranges.iter().filter(|(_, last)| *last > 127);
            self.push(beyond.clone().count() as u32)?;
            for &(first, last) in beyond {
                self.push(first.max(128))?;
                self.push(last)?;
            }
            for instruction in named {
                self.code[instruction] = word(CLASS, at);
            }
        }
        Ok(())
    }
}

fn is_one(text: &str) -> bool {
    text.chars().nth(1).is_none() && !text.is_empty()
}

fn ranges(class: &Class) -> Ranges {
    match class {
        Class::Unicode(class) => class.iter().map(|range| (range.start() as u32, range.end() as u32)).collect(),
        // Only those of ASCII pass a parser that keeps to UTF-8.
        Class::Bytes(class) => class.iter().map(|range| (range.start().into(), range.end().into())).collect(),
    }
}

fn number_of(look: Look) -> u32 {
    match look {
        Look::Start => look::START,
        Look::End => look::END,
        Look::StartLF | Look::StartCRLF => look::LINE_START,
        Look::EndLF | Look::EndCRLF => look::LINE_END,
        Look::WordAscii | Look::WordUnicode => look::EDGE,
        Look::WordAsciiNegate | Look::WordUnicodeNegate => look::NO_EDGE,
        Look::WordStartAscii | Look::WordStartUnicode => look::WORD_START,
        Look::WordEndAscii | Look::WordEndUnicode => look::WORD_END,
        Look::WordStartHalfAscii | Look::WordStartHalfUnicode => look::HALF_START,
        Look::WordEndHalfAscii | Look::WordEndHalfUnicode => look::HALF_END,
    }
}

/// The characters that a match may begin with.
#[derive(Clone, Copy)]
struct First {
    bloom: Bloom,
    /// The one character that it begins with, if there is but one.
    only: Option<char>,
}

/// The characters that a match of `hir` may begin with; none where that may be anything, or nothing at all.
fn first(hir: &Hir) -> Option<First> {
    match hir.kind() {
        HirKind::Literal(literal) => {
            let c = std::str::from_utf8(&literal.0).ok()?.chars().next()?;
            Some(First { bloom: Bloom::default().with(c), only: Some(c) })
        }
        HirKind::Class(class) => {
            let ranges = ranges(class);
            let count = ranges.iter().fold(0_u32, |sum, (first, last)| sum.saturating_add(last - first + 1));
            let mut chars = ranges.iter().flat_map(|&(first, last)| first..=last).filter_map(char::from_u32);
            let only = if count == 1 { chars.clone().next() } else { None };
            (count <= MOST_FIRST).then(|| First { bloom: chars.by_ref().fold(Bloom::default(), Bloom::with), only })
        }
        HirKind::Repetition(repetition) if repetition.min > 0 => first(&repetition.sub),
        HirKind::Empty | HirKind::Look(_) | HirKind::Repetition(_) => None,
        HirKind::Capture(group) => first(&group.sub),
        HirKind::Alternation(branches) => any(&branches.iter().map(first).collect::<Option<Vec<_>>>()?),
        HirKind::Concat(parts) => {
            let mut firsts = Vec::new();
            for part in parts {
                match part.kind() {
                    HirKind::Look(_) | HirKind::Empty => {}
                    // What may be left out does not hide what follows.
                    HirKind::Repetition(repetition) if repetition.min == 0 => firsts.push(first(&repetition.sub)?),
                    _ if part.properties().minimum_len().is_none_or(|least| least == 0) => return None,
                    _ => {
                        firsts.push(first(part)?);
                        return any(&firsts);
                    }
                }
            }
            None
        }
    }
}

fn any(firsts: &[First]) -> Option<First> {
    let bloom = firsts.iter().fold(Bloom::default(), |sum, one| sum.or(one.bloom));
    let only = firsts.first()?.only.filter(|only| firsts.iter().all(|first| first.only == Some(*only)));
    Some(First { bloom, only })
}
