//! The words of which every match of an expression holds one.

use regex_syntax::hir::{Class, Hir, HirKind};

/// The most characters of a class that count as words.
const MOST_OF_CLASS: usize = 12;
/// The most words of an expression.
const MOST_WORDS: usize = 400;

/// Words of which every match of `hir` holds at least one; none where there are no such words, or only such as stand in every
/// sentence. The best set is not sought, only a certain one that is rare enough. The parser limits how deep `hir` nests.
#[must_use]
pub fn required(hir: &Hir) -> Option<Vec<String>> {
    let mut words = find(hir)?;
    words.sort_unstable();
    words.dedup();
    (worth(&words) > 0 && words.len() <= MOST_WORDS).then_some(words)
}

fn find(hir: &Hir) -> Option<Vec<String>> {
    match hir.kind() {
        // Words are looked for line by line.
        HirKind::Literal(literal) => {
            let word = String::from_utf8(literal.0.to_vec()).ok().filter(|word| !word.contains('\n'));
            word.map(|word| vec![word])
        }
        HirKind::Class(Class::Unicode(class)) => {
            let chars = class.iter().flat_map(|range| range.start()..=range.end());
            let words: Vec<String> = chars.take(MOST_OF_CLASS + 1).map(String::from).collect();
            (!words.is_empty() && words.len() <= MOST_OF_CLASS).then_some(words)
        }
        HirKind::Capture(group) => find(&group.sub),
        HirKind::Repetition(repeated) if repeated.min > 0 => find(&repeated.sub),
        HirKind::Alternation(branches) => {
            branches.iter().map(find).collect::<Option<Vec<_>>>().map(|words| words.concat())
        }
        HirKind::Concat(parts) => {
            let sets = parts.iter().filter_map(find);
            sets.max_by_key(|words| (worth(words), std::cmp::Reverse(words.len())))
        }
        _ => None,
    }
}

/// How rare the words are: that of the most common one.
fn worth(words: &[String]) -> usize {
    let of_char = |c: char| match c {
        ',' | '。' | '\n' | ' ' | '、' => 0,
        '的' | '是' | '不' | '一' | '在' | '有' | '了' | '人' | '和' | '会' => 3,
        _ if c.is_ascii() => 2,
        _ => 5,
    };
    words.iter().map(|word| word.chars().map(of_char).sum()).min().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(pattern: &str) -> Option<Vec<String>> {
        required(&regex_syntax::parse(pattern).unwrap())
    }

    #[test]
    fn words_stand_in_one_line() {
        assert_eq!(words("[他她]们早晚会"), Some(vec!["们早晚会".to_owned()]));
        assert_eq!(words("早晚\n会"), None);
        assert_eq!(words("早晚\n+必然"), Some(vec!["必然".to_owned()]));
    }
}
