//! Which language a text is in, as far as that decides which pack reads it.

use crate::model::argument::Language;
use crate::pack::fold::script_votes;

/// The language of `prose`. Chinese needs Han characters that weigh more than the Latin words around them, and no more than
/// a sprinkling of kana or hangul.
#[must_use]
pub fn detect(prose: &str) -> Language {
    let mut han = 0_usize;
    let mut other_letters = 0_usize;
    let mut latin_words = 0_usize;
    let mut in_latin = false;
    for c in prose.chars() {
        let latin = c.is_ascii_alphabetic() || ('\u{C0}'..='\u{24F}').contains(&c);
        latin_words += usize::from(latin && !in_latin);
        in_latin = latin || (in_latin && c == '\'');
        if is_han(c) {
            han += 1;
        } else if !latin && c.is_alphabetic() {
            other_letters += 1;
        }
    }
    if han > 0 && han >= latin_words && han > 4 * other_letters {
        let (traditional, simplified) = script_votes(prose);
        return if simplified > traditional { Language::ZhHans } else { Language::ZhHant };
    }
    if latin_words > other_letters && latin_words > han { Language::English } else { Language::Unknown }
}

/// Whether `c` is a Han character.
fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_the_scripts_and_refuses_the_rest() {
        for (text, language) in [
            ("這是DeepSeek的一次attempt。", Language::ZhHant),
            ("这是一个国家的问题。", Language::ZhHans),
            ("The government must act now.", Language::English),
            ("これは日本語の文章です。", Language::Unknown),
            ("정부는 지금 행동해야 한다.", Language::Unknown),
            ("12345 !!", Language::Unknown),
            ("", Language::Unknown),
        ] {
            assert_eq!(detect(text), language, "{text}");
        }
    }
}
