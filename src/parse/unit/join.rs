//! Which of a sentence's proposed parts stay apart, now that their roles are known.
//!
//! The cuts were proposed on words alone. A part that does the same as the one before it is joined to it; of parts that seem
//! to do something else a small linear model weighs how plainly their roles differ and how strongly the words spoke for a cut.

use crate::model::argument::Role;
use crate::pack::weights::{ONE, Weights};

/// A proposed part of a sentence.
#[derive(Clone, Copy, Debug)]
pub struct Part<'a> {
    /// Its sentence.
    pub sentence: usize,
    /// The lead of "cut" over "keep" at its beginning, in thousandths.
    pub lead: i32,
    /// How many bytes it has.
    pub length: usize,
    /// The scores of its roles, in thousandths.
    pub scores: &'a [i32],
}

/// What is known where two parts meet.
struct Seam {
    lead: i32,
    /// The likeliest role of what stands before the seam, and behind it.
    roles: (usize, usize),
    /// How much the scores gain by two roles over one, and each side's lead over its runner-up; thousandths.
    gain: i32,
    margins: (i32, i32),
    lengths: (usize, usize),
}

/// Which parts go on what the part before them does. `seam` is called for every place where two parts with different
/// likeliest roles meet: the part's number and `emit(name in parts, value in 256ths)` for its features; it decides.
fn walk(parts: &[Part], mut seam: impl FnMut(usize, &Seam) -> bool) -> Vec<bool> {
    let mut continues = vec![false; parts.len()];
    // The unit before the seam: the sum of its parts' scores, how many they are, its bytes.
    let mut before: (Vec<i64>, i64, usize) = (Vec::new(), 0, 0);
    for (number, part) in parts.iter().enumerate() {
        let row = || part.scores.iter().map(|&score| i64::from(score)).collect();
        let first = number == 0 || parts[number - 1].sentence != part.sentence;
        let joins = !first && {
            let left: Vec<i32> = before.0.iter().map(|sum| (sum / before.1.max(1)) as i32).collect();
            let meets = meet(&left, part, before.2);
            meets.roles.0 == meets.roles.1 || !seam(number, &meets)
        };
        continues[number] = joins;
        if joins {
            before.0.iter_mut().zip(part.scores).for_each(|(sum, &score)| *sum += i64::from(score));
            before.1 += 1;
            before.2 += part.length;
        } else {
            before = (row(), 1, part.length);
        }
    }
    continues
}

fn meet(left: &[i32], part: &Part, length: usize) -> Seam {
    let (a, b) = (leader(left), leader(part.scores));
    let together = left.iter().zip(part.scores).map(|(left, right)| left.saturating_add(*right)).max();
    let apart = left[a.0].saturating_add(part.scores[b.0]);
    Seam {
        lead: part.lead,
        roles: (a.0, b.0),
        gain: apart.saturating_sub(together.unwrap_or_default()),
        margins: (a.1, b.1),
        lengths: (length, part.length),
    }
}

/// The class with the highest score, the first of equals, and its lead.
fn leader(scores: &[i32]) -> (usize, i32) {
    let class = (0..scores.len()).rev().max_by_key(|&class| scores[class]).unwrap_or_default();
    let next = (0..scores.len()).filter(|&other| other != class).map(|other| scores[other]).max();
    (class, scores[class].saturating_sub(next.unwrap_or_default()))
}

impl Seam {
    fn features(&self, mut emit: impl FnMut(&[&str], i32)) {
        let name = |role: usize| Role::ALL.get(role).map_or("", |role| role.name());
        let thousandths = |value: i32| (i64::from(value.clamp(-8000, 8000)) * i64::from(ONE) / 1000) as i32;
        let pair = [name(self.roles.0), ">", name(self.roles.1)];
        emit(&["bias"], ONE);
        emit(&["pair=", pair[0], pair[1], pair[2]], ONE);
        emit(&["lead"], thousandths(self.lead));
        emit(&["lead=", level(self.lead, &[-2000, -1500, -1000, -500, 0, 500, 1000, 2000])], ONE);
        emit(&["gain"], thousandths(self.gain));
        emit(&["gain:", pair[0], pair[1], pair[2]], thousandths(self.gain));
        emit(&["gain=", level(self.gain, &[250, 500, 750, 1000, 1500, 2000, 3000])], ONE);
        emit(&["before"], thousandths(self.margins.0));
        emit(&["behind"], thousandths(self.margins.1));
        let length = |bytes: usize| level((bytes / 3) as i32, &[8, 14, 20, 30, 45]);
        emit(&["before-length=", length(self.lengths.0)], ONE);
        emit(&["behind-length=", length(self.lengths.1)], ONE);
    }
}

/// The number of bounds that `value` reaches, as a name.
fn level(value: i32, bounds: &[i32]) -> &'static str {
    const NAMES: [&str; 9] = ["0", "1", "2", "3", "4", "5", "6", "7", "8"];
    NAMES[bounds.iter().filter(|&&bound| value >= bound).count().min(8)]
}

/// Which of `parts`, in order, go on what the part before them does.
#[must_use]
pub fn continuations(parts: &[Part], weights: &Weights) -> Vec<bool> {
    walk(parts, |_, seam| {
        let mut scores = [0_i64; 2];
        seam.features(|name, value| weights.add(name, value, &mut scores));
        scores[0] > scores[1]
    })
}

/// Calls `emit(part, name in parts, value in 256ths)` for the features of every seam that the model would be asked about.
pub fn seams(parts: &[Part], mut emit: impl FnMut(usize, &[&str], i32)) {
    walk(parts, |number, seam| {
        seam.features(|name, value| emit(number, name, value));
        // Where parts stay apart, the seams of a sentence do not depend on one another.
        true
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(sentence: usize, lead: i32, scores: &[i32]) -> Part<'_> {
        Part { sentence, lead, length: 30, scores }
    }

    const CLAIM: [i32; 4] = [2000, 0, 0, 0];
    const EVIDENCE: [i32; 4] = [0, 2000, 0, 0];

    #[test]
    fn parts_of_one_sentence_with_one_role_go_on() {
        let weights = Weights::from_text("%classes\tcut\tkeep\nbias\t1000\t0\n").unwrap();
        let parts = [part(0, 0, &EVIDENCE), part(0, 0, &CLAIM), part(0, 0, &CLAIM), part(1, 0, &CLAIM)];
        assert_eq!(continuations(&parts, &weights), [false, false, true, false]);
    }

    #[test]
    fn a_weak_cut_between_two_roles_is_taken_back() {
        let weights = Weights::from_text("%classes\tcut\tkeep\nlead\t1000\t0\n").unwrap();
        let parts = [part(0, 0, &EVIDENCE), part(0, -100, &CLAIM), part(0, 100, &CLAIM)];
        assert_eq!(continuations(&parts, &weights), [false, true, true]);
        assert_eq!(continuations(&parts[..2], &weights), [false, true]);
        let parts = [part(0, 0, &EVIDENCE), part(0, 100, &CLAIM)];
        assert_eq!(continuations(&parts, &weights), [false, false]);
    }
}
