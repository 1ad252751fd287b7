//! Which language a text is in, as far as that decides which pack reads it.

use crate::model::argument::Language;
use crate::pack::fold::{Script, script_of};

/// What the letters of a stretch of prose say of its language; stretches that are parted by signs add up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Letters {
    han: usize,
    latin_words: usize,
    /// Neither of the two.
    others: usize,
    /// Characters that only Traditional texts use, and that only Simplified ones use.
    traditional: usize,
    simplified: usize,
}

impl Letters {
    /// Counts the letters of `prose`.
    #[must_use]
    pub fn of(prose: &str) -> Self {
        let mut letters = Self::default();
        let mut in_latin = false;
        for c in prose.chars() {
            match script_of(c) {
                Some(Script::Traditional) => letters.traditional += 1,
                Some(Script::Simplified) => letters.simplified += 1,
                None => {}
            }
            if is_han(c) {
                letters.han += 1;
                in_latin = false;
                continue;
            }
            let latin = c.is_ascii_alphabetic() || ('\u{C0}'..='\u{24F}').contains(&c);
            letters.latin_words += usize::from(latin && !in_latin);
            in_latin = latin || (in_latin && c == '\'');
            letters.others += usize::from(!latin && !c.is_ascii() && c.is_alphabetic());
        }
        if letters.han == 0 {
            (letters.traditional, letters.simplified) = (0, 0);
        }
        letters
    }

    /// Adds the letters of another stretch.
    pub fn add(&mut self, other: Self) {
        self.han += other.han;
        self.latin_words += other.latin_words;
        self.others += other.others;
        self.traditional += other.traditional;
        self.simplified += other.simplified;
    }

    /// The language. Chinese needs Han characters that weigh more than the Latin words around them, and no more than a
    /// sprinkling of kana or hangul.
    #[must_use]
    pub fn language(self) -> Language {
        if self.han > 0 && self.han >= self.latin_words && self.han > 4 * self.others {
            return if self.simplified > self.traditional { Language::ZhHans } else { Language::ZhHant };
        }
        if self.latin_words > self.others && self.latin_words > self.han {
            Language::English
        } else {
            Language::Unknown
        }
    }
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
            assert_eq!(Letters::of(text).language(), language, "{text}");
        }
    }
}
