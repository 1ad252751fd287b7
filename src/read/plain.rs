//! Plain text: every line is a paragraph or a heading, unless the lines were wrapped by hand.

use unicode_width::UnicodeWidthStr;

use crate::model::article::BlockKind;
use crate::model::span::Span;
use crate::read::prose::{Builder, is_blank};

/// A title that asks or exclaims is no longer than this, in scalar values; a longer line is a sentence.
const LONGEST_QUESTION: usize = 24;
/// The longest heading, in scalar values.
const LONGEST_HEADING: usize = 60;

/// A row of this many lines that look like headings is a list (names, sources, figures), not headings.
const LIST_FROM: usize = 3;

/// The narrowest and the widest column, in display columns, that a text is taken to be wrapped at.
const WRAP_COLUMNS: std::ops::RangeInclusive<usize> = 24..=120;

/// Signs that end a sentence or a part of one.
const PUNCTUATION: &str = "。．.！？!?…⋯；;：:，,、";
/// Signs that end a whole sentence.
const STOPS: &str = "。．.！？!?…⋯";
/// Signs that may close behind the end of a sentence.
const CLOSERS: &str = "」』”’）)》〉】]］\"*";
/// Signs that open a line of a list.
const BULLETS: &str = "-*•●▪◦·・‧○■□◆–—";

/// Adds the blocks of the plain `text` to `to`.
pub fn read(text: &str, to: &mut Builder) {
    let lines = lines(text);
    let width = wrap_width(text, &lines);
    let paragraphs = paragraphs(&lines, text, width);
    for (paragraph, is_heading) in paragraphs.iter().zip(headings(text, &paragraphs)) {
        to.begin(match is_heading {
            Some(level) => BlockKind::Heading(level),
            None => BlockKind::Paragraph,
        });
        for line in *paragraph {
            to.text(line.span.of(text), line.span);
            to.line_break();
        }
        to.end();
    }
}

/// A line that is not blank.
#[derive(Clone, Copy, Debug)]
struct Line {
    /// Its bytes, without blanks at either end.
    span: Span,
    /// How many display columns of blanks stand before it.
    indent: usize,
    /// Whether it opens the text or follows a blank line.
    apart: bool,
}

impl Line {
    fn width(self, text: &str) -> usize {
        self.indent + self.span.of(text).width()
    }
}

/// The lines of `text`, which end at LF, CR LF or a lone CR.
fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut apart = true;
    for piece in text.split_inclusive(['\n', '\r']) {
        let bare = piece.trim_matches(is_blank);
        let lead = piece.len() - piece.trim_start_matches(is_blank).len();
        // The LF of a CR LF is a piece of its own, and no blank line.
        let is_rest_of_end = piece == "\n" && text[..start].ends_with('\r');
        if !bare.is_empty() {
            let span = Span::new(start + lead, start + lead + bare.len());
            lines.push(Line { span, indent: piece[..lead].width(), apart });
            apart = false;
        } else if !is_rest_of_end {
            apart = true;
        }
        start += piece.len();
    }
    lines
}

/// The column that the lines were wrapped at by hand, if they were: of the lines with another right behind them most
/// end within a sentence, and most are about as long as the long lines of the whole text.
fn wrap_width(text: &str, lines: &[Line]) -> Option<usize> {
    // Most texts have a blank line between any two; the width of a text is slow to tell.
    if lines.iter().skip(1).all(|line| line.apart) {
        return None;
    }
    let mut widths: Vec<usize> = lines.iter().map(|line| line.width(text)).collect();
    widths.sort_unstable();
    // A few lines may be longer: a table, an address.
    let width = widths.get(widths.len().checked_sub(1)? * 9 / 10).copied()?;
    let (mut inner, mut open, mut long) = (0, 0, 0);
    for group in lines.chunk_by(|_, next| !next.apart).filter(|group| is_prose(text, group)) {
        for line in &group[..group.len() - 1] {
            inner += 1;
            open += usize::from(!ends_with(line.span.of(text), STOPS));
            long += usize::from(fills(line.width(text), width));
        }
    }
    let is_wrapped = inner >= 2 && open * 10 >= inner * 6 && long * 10 >= inner * 6;
    (is_wrapped && WRAP_COLUMNS.contains(&width)).then_some(width)
}

/// Whether a line of `columns` is as good as full where lines are wrapped at `width`.
fn fills(columns: usize, width: usize) -> bool {
    columns * 3 >= width * 2
}

/// Whether the lines of `group` read like sentences that go on from line to line: there is punctuation inside them or
/// at the end.
fn is_prose(text: &str, group: &[Line]) -> bool {
    let ends = group.last().is_some_and(|last| ends_with(last.span.of(text), STOPS));
    group.len() > 1 && (ends || group.iter().filter(|line| line.span.of(text).contains(['。', '，', ','])).count() > 1)
}

/// The paragraphs: one a line, or where the text was wrapped at `width`, the lines that belong together.
fn paragraphs<'a>(lines: &'a [Line], text: &str, width: Option<usize>) -> Vec<&'a [Line]> {
    // A line that is set in further than the one before opens a paragraph.
    let goes_on = |line: &Line, next: &Line| {
        width.is_some_and(|width| !next.apart && next.indent <= line.indent && fills(line.width(text), width))
    };
    lines.chunk_by(goes_on).collect()
}

/// The level of each paragraph that is a heading.
///
/// A heading is short, has no punctuation at its end, and heads something: neither the last lines of a text nor the
/// members of a list are headings. The line that opens the text may ask or exclaim, and has level 1.
fn headings(text: &str, paragraphs: &[&[Line]]) -> Vec<Option<u8>> {
    let looks = |index: usize, lines: &&[Line]| looks_like_heading(text, lines, index == 0);
    let looks: Vec<bool> = paragraphs.iter().enumerate().map(|(index, lines)| looks(index, lines)).collect();
    let mut levels = vec![None; paragraphs.len()];
    if let [true, _, ..] = looks[..] {
        levels[0] = Some(1);
    }
    let mut at = 1;
    while at < looks.len() {
        let row = looks[at..].iter().take_while(|looks| **looks).count();
        if row > 0 && row < LIST_FROM && at + row < looks.len() {
            levels[at..at + row].fill(Some(2));
        }
        at += row.max(1);
    }
    levels
}

/// Whether a paragraph could be a heading by its looks.
fn looks_like_heading(text: &str, lines: &[Line], opens: bool) -> bool {
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return false };
    let length: usize = lines.iter().map(|line| line.span.of(text).chars().count()).sum();
    let (head, tail) = (first.span.of(text), last.span.of(text));
    let asks = opens && length <= LONGEST_QUESTION && ends_with(tail, "？！?!");
    length <= LONGEST_HEADING
        && (asks || !ends_with(tail, PUNCTUATION))
        && !opens_list_line(head)
        // A table's row, a sum, an address.
        && !lines.iter().any(|line| line.span.of(text).contains(['|', '｜', '=', '＝']) || line.span.of(text).contains("://"))
}

/// Whether `line` ends with one of `signs`, before signs that close something.
fn ends_with(line: &str, signs: &str) -> bool {
    line.trim_end_matches(|c| is_blank(c) || CLOSERS.contains(c)).ends_with(|c| signs.contains(c))
}

/// Whether `line` opens like a line of a list of things or of notes: a bullet, a note's number in square brackets, a
/// letter in round ones. Numbers alone are no sign, because headings are numbered too.
fn opens_list_line(line: &str) -> bool {
    let mut rest = line.chars();
    match rest.next() {
        Some('[' | '［' | '〔') => {
            let number = rest.as_str().trim_start_matches(['^', '註', '注']);
            let bare = number.trim_start_matches(char::is_numeric);
            number.len() > bare.len() && bare.starts_with([']', '］', '〕'])
        }
        Some('(') => rest.next().is_some_and(|c| c.is_ascii_lowercase()) && rest.next() == Some(')'),
        // A dash or star that touches the next word may open a title; a bullet needs no blank.
        Some('-' | '*' | '–' | '—') => rest.next().is_some_and(is_blank),
        Some(c) => BULLETS.contains(c),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::article::{Article, Source};

    fn article(text: &str) -> Article {
        let mut builder = Builder::default();
        read(text, &mut builder);
        builder.finish(Source::new("-", text))
    }

    fn headings(text: &str) -> Vec<String> {
        let article = article(text);
        let heading = |block: &&crate::model::article::Block| matches!(block.kind, BlockKind::Heading(_));
        article.blocks.iter().filter(heading).map(|block| block.span.of(&article.prose).to_owned()).collect()
    }

    #[test]
    fn a_heading_is_short_has_no_punctuation_and_heads_something() {
        let text =
            "夜市應該留下\n\n夜市養活了三百戶人家。\n\n一、攤販的一夜\n\n攤販凌晨收工。\n他們說:「不走。」\n\n明天再說";
        assert_eq!(headings(text), ["夜市應該留下", "一、攤販的一夜"]);
        assert_eq!(headings("夜市應該留下"), Vec::<String>::new());
        let long = format!("題目\n{}\n內文。", "長".repeat(61));
        assert_eq!(headings(&long), ["題目"]);
    }

    #[test]
    fn only_the_title_may_ask() {
        assert_eq!(headings("夜市還留得住嗎？\n攤販凌晨收工。\n誰來負責？\n市府沒有回答。"), ["夜市還留得住嗎？"]);
    }

    #[test]
    fn a_list_of_names_notes_or_figures_holds_no_headings() {
        let text = "聯署聲明\n我們反對拆除。\n甲會\n乙會\n丙會\n以上團體聯署。\n300攤＝900人\n是這樣。\n| 攤位 | 300 |\n[1] 見市府年報\n- 一項\n完。";
        assert_eq!(headings(text), ["聯署聲明"]);
    }

    #[test]
    fn lines_wrapped_by_hand_are_joined() {
        let text = "夜市應該留下\n\n夜市養活了三百戶人家，每一戶都有孩子要上\n學，也有老人要照顧。市府說要拆，卻沒有說攤\n販以後到哪裡去。\n\n攤販的一夜\n他們下午四點出門，一直忙到凌晨兩點，收攤以\n後還要洗刷地面。\n";
        let article = article(text);
        let found: Vec<_> = article.blocks.iter().map(|block| (block.kind, block.span.of(&article.prose))).collect();
        assert_eq!(
            found,
            [
                (BlockKind::Heading(1), "夜市應該留下"),
                (
                    BlockKind::Paragraph,
                    "夜市養活了三百戶人家，每一戶都有孩子要上學，也有老人要照顧。市府說要拆，卻沒有說攤販以後到哪裡去。"
                ),
                (BlockKind::Heading(2), "攤販的一夜"),
                (BlockKind::Paragraph, "他們下午四點出門，一直忙到凌晨兩點，收攤以後還要洗刷地面。"),
            ]
        );
        let at = article.prose.find("攤販以後").unwrap();
        let broken = Span::new(at, at + "攤販".len());
        assert_eq!(article.map.map(broken).of(text), "攤\n販");
    }

    #[test]
    fn wrapped_latin_words_stay_apart_and_an_indent_opens_a_paragraph() {
        let text = "  The night market feeds three hundred families\r\nand every one of them has children to send to\r\nschool.\r\n  The council has not said where the stalls will\r\ngo when the square is closed.\r\n";
        let article = article(text);
        let found: Vec<_> = article.blocks.iter().map(|block| block.span.of(&article.prose)).collect();
        assert_eq!(
            found,
            [
                "The night market feeds three hundred families and every one of them has children to send to school.",
                "The council has not said where the stalls will go when the square is closed."
            ]
        );
        let at = article.prose.find("families and").unwrap();
        assert_eq!(article.map.map(Span::new(at, at + 12)).of(text), "families\r\nand");
    }

    #[test]
    fn a_text_of_one_line_a_paragraph_is_not_joined() {
        let text =
            "題目\n夜市養活了三百戶人家，每一戶都有孩子要上學\n。也有老人要照顧。\n小題\n市府沒有說話。\n也沒有人問。";
        assert_eq!(article(text).blocks.len(), 6);
    }
}
