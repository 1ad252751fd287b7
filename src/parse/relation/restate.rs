//! Claims and calls that say again what stood before, in nearly the same words.
//!
//! Two units are compared by their pairs of neighbouring characters: wording that was turned round or padded keeps most of
//! its pairs, while another sentence about the same thing shares few. So that a long text costs little, only units that
//! share one of their rarest pairs are compared.

use crate::model::argument::{Relation, RelationKind, Role, Unit};
use std::collections::BTreeMap;

/// Units with fewer pairs than this say too little to be told apart.
const LEAST_PAIRS: usize = 8;

/// A claim said again rests on the first of the evidence alone: a text of one sentence a thousand times must not have a
/// million relations.
const MOST_INHERITED: usize = 3;

/// A unit is compared with no more earlier ones than that. Those that are short enough to be read never have so many in sight.
const MOST_COMPARED: usize = 1024;

/// An occurrence list that is longer than this is no help in telling units apart.
const COMMON: usize = 64;

/// Two neighbouring characters in one number.
type Pair = u64;

/// Claims and calls said again: each one half of whose pairs it has in common with an earlier one, to the first such.
#[must_use]
pub fn restates(text: &str, units: &[Unit]) -> Vec<Relation> {
    let said: Vec<usize> =
        (0..units.len()).filter(|&id| matches!(units[id].role, Role::Claim | Role::CallToAction)).collect();
    let pairs: Vec<Vec<Pair>> = said.iter().map(|&id| pairs_of(units[id].span.of(text))).collect();
    let counts = counts(&pairs);
    // Only pairs that occur twice can lead from one unit to another.
    let mut seen: BTreeMap<Pair, Vec<usize>> = BTreeMap::new();
    let mut found = Vec::new();
    // Which unit each was last compared with.
    let mut met = vec![usize::MAX; said.len()];
    for (at, own) in pairs.iter().enumerate().filter(|(_, own)| own.len() >= LEAST_PAIRS) {
        // Units that have half of all their pairs in common share one of the rarer half of each.
        let half = own.len() / 2 + 1;
        if counts[at].iter().filter(|&&count| count == 1).count() >= half {
            continue;
        }
        let mut rarest: Vec<(u32, Pair)> = counts[at].iter().copied().zip(own.iter().copied()).collect();
        rarest.sort_unstable();
        rarest.truncate(half);
        rarest.retain(|&(count, _)| count > 1);
        let same = |earlier: usize| {
            let shared = shared(own, &pairs[earlier]);
            let all = own.len() + pairs[earlier].len() - shared;
            units[said[at]].role == units[said[earlier]].role && shared * 2 >= all
        };
        let mut first = None;
        let in_sight = rarest.iter().filter_map(|(_, pair)| seen.get(pair)).flatten().copied();
        let is_new = |earlier: &usize| std::mem::replace(&mut met[*earlier], at) != at;
        for earlier in in_sight.filter(is_new).take(MOST_COMPARED) {
            if first.is_none_or(|first| earlier < first) && same(earlier) {
                first = Some(earlier);
            }
        }
        if let Some(earlier) = first {
            found.push(Relation { from: said[at], to: said[earlier], kind: RelationKind::Restates });
        }
        for (_, pair) in rarest {
            let earlier = seen.entry(pair).or_default();
            if earlier.len() < COMMON {
                earlier.push(at);
            }
        }
    }
    found
}

/// The supports relations that a claim or call said twice gains: where one of the two places rests on evidence and the other
/// on none, both rest on it, because it is the same claim. `supports` are the relations that hold.
#[must_use]
pub fn inherited(supports: &[Relation], restates: &[Relation]) -> Vec<Relation> {
    let mut grounds: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for relation in supports.iter().filter(|relation| relation.kind == RelationKind::Supports) {
        grounds.entry(relation.to).or_default().push(relation.from);
    }
    let mut gained = Vec::new();
    for restate in restates {
        for (heir, other) in [(restate.from, restate.to), (restate.to, restate.from)] {
            if grounds.contains_key(&heir) {
                continue;
            }
            let Some(mut evidence) = grounds.get(&other).cloned() else { continue };
            evidence.truncate(MOST_INHERITED);
            gained.extend(evidence.iter().map(|&from| Relation { from, to: heir, kind: RelationKind::Supports }));
            grounds.insert(heir, evidence);
        }
    }
    gained
}

/// For each of the `pairs` of each unit how many units have it.
fn counts(pairs: &[Vec<Pair>]) -> Vec<Vec<u32>> {
    // Most pairs stand in one unit: those that share their slot with no other need not be sorted.
    let slot = |pair: Pair| (pair.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 48) as usize;
    let mut taken = vec![0_u8; 1 << 16];
    for &pair in pairs.iter().flatten() {
        taken[slot(pair)] = taken[slot(pair)].saturating_add(1);
    }
    let mut all: Vec<(Pair, u32, u32)> = Vec::new();
    for (unit, own) in pairs.iter().enumerate() {
        let shared = own.iter().enumerate().filter(|(_, pair)| taken[slot(**pair)] > 1);
        all.extend(shared.map(|(at, &pair)| (pair, unit as u32, at as u32)));
    }
    all.sort_unstable();
    let mut counts: Vec<Vec<u32>> = pairs.iter().map(|own| vec![1; own.len()]).collect();
    for same in all.chunk_by(|left, right| left.0 == right.0) {
        for &(_, unit, at) in same {
            counts[unit as usize][at as usize] = same.len() as u32;
        }
    }
    counts
}

/// How many pairs two sorted lists have in common.
fn shared(left: &[Pair], right: &[Pair]) -> usize {
    let (mut left, mut right, mut count) = (left, right, 0);
    while let (Some((a, behind_a)), Some((b, behind_b))) = (left.split_first(), right.split_first()) {
        count += usize::from(a == b);
        (left, right) = (if a <= b { behind_a } else { left }, if b <= a { behind_b } else { right });
    }
    count
}

/// The pairs of neighbouring characters of `text`, without signs and blanks; sorted, each once.
fn pairs_of(text: &str) -> Vec<Pair> {
    let mut before = None;
    let mut pairs = Vec::with_capacity(text.len() / 3);
    for c in text.chars().filter(|&c| matches!(c, '\u{4E00}'..='\u{9FFF}') || c.is_alphanumeric()) {
        pairs.extend(before.map(|before: char| u64::from(before as u32) << 32 | u64::from(c as u32)));
        before = Some(c);
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

#[cfg(test)]
mod tests {
    use super::inherited;
    use crate::model::argument::{Relation, RelationKind};
    use crate::pack::page::Pack;

    #[test]
    fn a_claim_said_twice_rests_on_the_same_evidence() {
        let supports = |from, to| Relation { from, to, kind: RelationKind::Supports };
        let restates = |from, to| Relation { from, to, kind: RelationKind::Restates };
        let held = [supports(1, 0), supports(2, 0), supports(8, 7)];
        let gained = inherited(&held, &[restates(5, 0), restates(7, 6), restates(9, 4)]);
        assert_eq!(gained, [supports(1, 5), supports(2, 5), supports(8, 6)]);
        let held: Vec<Relation> = (1..100).map(|from| supports(from, 0)).collect();
        assert_eq!(inherited(&held, &[restates(200, 0)]).len(), 3);
    }

    /// The texts of claims and calls that say again what stood before.
    fn said_again(text: &str) -> Vec<String> {
        let pack = Pack::builtin();
        let argument = crate::parse::parse(&crate::read::read_text("draft.txt", text), &pack.lexicons);
        let restates = argument.relations.iter().filter(|relation| relation.kind == RelationKind::Restates);
        restates.map(|relation| argument.units[relation.from].span.of(&argument.text).to_owned()).collect()
    }

    #[test]
    fn nearly_the_same_words_are_found() {
        let text =
            "政府必須立即重建碼頭並公開招標文件。\n\n渡輪是離島的命脈。\n\n政府必須立即公開招標文件，並重建碼頭。\n";
        assert_eq!(said_again(text), ["政府必须立即公开招标文件,并重建码头。"]);
    }

    #[test]
    fn another_sentence_about_the_same_thing_is_not() {
        let text = "政府必須立即重建碼頭並公開招標文件。\n\n政府必須向離島居民交代碼頭何時重建。\n";
        assert!(said_again(text).is_empty());
    }
}
