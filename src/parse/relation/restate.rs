//! Claims and calls that say again what stood before, in nearly the same words.
//!
//! Two units are compared by their pairs of neighbouring characters: wording that was turned round or padded keeps most of
//! its pairs, while another sentence about the same thing shares few. So that a long text costs little, only units that
//! share one of their rarest pairs are compared.

use crate::model::argument::{Relation, RelationKind, Role, Unit};
use std::collections::{BTreeMap, BTreeSet};

/// Units with fewer pairs than this say too little to be told apart.
const LEAST_PAIRS: usize = 8;

/// An occurrence list that is longer than this is no help in telling units apart.
const COMMON: usize = 64;

type Pair = (char, char);

/// Claims and calls said again: each one half of whose pairs it has in common with an earlier one, to the first such.
#[must_use]
pub fn restates(text: &str, units: &[Unit]) -> Vec<Relation> {
    let said: Vec<usize> =
        (0..units.len()).filter(|&id| matches!(units[id].role, Role::Claim | Role::CallToAction)).collect();
    let pairs: Vec<BTreeSet<Pair>> = said.iter().map(|&id| pairs_of(units[id].span.of(text))).collect();
    let mut counts: BTreeMap<Pair, usize> = BTreeMap::new();
    for pair in pairs.iter().flatten() {
        *counts.entry(*pair).or_default() += 1;
    }
    let mut seen: BTreeMap<Pair, Vec<usize>> = BTreeMap::new();
    let mut found = Vec::new();
    for (at, own) in pairs.iter().enumerate().filter(|(_, own)| own.len() >= LEAST_PAIRS) {
        let mut rarest: Vec<Pair> = own.iter().copied().collect();
        rarest.sort_by_key(|pair| (counts.get(pair).copied().unwrap_or_default(), *pair));
        // Units that have half of all their pairs in common share one of the rarer half of each.
        rarest.truncate(own.len() / 2 + 1);
        let candidates: BTreeSet<usize> =
            rarest.iter().filter_map(|pair| seen.get(pair)).flat_map(|earlier| earlier.iter().copied()).collect();
        let same = |&earlier: &usize| {
            let shared = own.intersection(&pairs[earlier]).count();
            let all = own.len() + pairs[earlier].len() - shared;
            units[said[at]].role == units[said[earlier]].role && shared * 2 >= all
        };
        if let Some(earlier) = candidates.into_iter().find(same) {
            found.push(Relation { from: said[at], to: said[earlier], kind: RelationKind::Restates });
        }
        for pair in rarest {
            let earlier = seen.entry(pair).or_default();
            if earlier.len() < COMMON {
                earlier.push(at);
            }
        }
    }
    found
}

/// The pairs of neighbouring characters of `text`, without signs and blanks.
fn pairs_of(text: &str) -> BTreeSet<Pair> {
    let characters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    characters.windows(2).map(|pair| (pair[0], pair[1])).collect()
}

#[cfg(test)]
mod tests {
    use crate::model::argument::RelationKind;
    use crate::pack::page::Pack;

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
