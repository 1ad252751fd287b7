//! A window with its mark, drawn by ariadne.
//!
//! Ariadne draws a report with a header of its own, which would say our first line again, and with the columns of the
//! window instead of those of the file; its margin counts the lines of the window too. So only what it draws right of the
//! margin is taken.

use super::window::Window;
use crate::model::diagnostic::Severity;
use ariadne::{Color, Config, IndexType, Label, Report, ReportKind, Source};
use std::io::{self, Write};

/// Lines that ariadne draws before the source: header, place, margin.
const HEADER_LINES: usize = 3;

/// How to show a window.
pub struct Snippet<'a> {
    /// The line of the file that the window stands on.
    pub line: usize,
    /// Colours the mark.
    pub severity: Severity,
    /// What to say at the mark.
    pub label: Option<&'a str>,
    /// Whether there are colours.
    pub color: bool,
}

impl Snippet<'_> {
    /// Draws `window`.
    pub fn write(&self, out: &mut dyn Write, window: &Window) -> io::Result<()> {
        let color = match self.severity {
            Severity::Error => Color::Red,
            Severity::Warning => Color::Yellow,
            Severity::Info | Severity::Off => Color::Cyan,
        };
        let span = window.mark.start..window.mark.end;
        let config = Config::new().with_index_type(IndexType::Byte).with_color(self.color);
        let mut drawn = Vec::new();
        Report::build(ReportKind::Advice, span.clone())
            .with_config(config)
            // Without a message there is no mark at all.
            .with_label(Label::new(span).with_message(self.label.unwrap_or_default()).with_color(color))
            .finish()
            .write(Source::from(&*window.text), &mut drawn)?;
        let drawn = String::from_utf8_lossy(&drawn);
        let number = self.line.to_string();
        let blank = " ".repeat(number.len());
        let rows = drawn.lines().skip(HEADER_LINES).filter_map(right_of_margin);
        for (row, text) in rows.enumerate().take(if self.label.is_some() { 3 } else { 2 }) {
            let margin = super::paint(self.color, "2", &format!(" {} │", if row == 0 { &number } else { &blank }));
            match self.label {
                // A mark without words has no stem.
                None if row == 1 => writeln!(out, "{margin} {}", text.trim_end().replace('┬', "─"))?,
                _ => writeln!(out, "{margin} {}", text.trim_end())?,
            }
        }
        Ok(())
    }
}

/// What stands right of the margin in a line of ariadne's.
fn right_of_margin(line: &str) -> Option<&str> {
    let (_, text) = line.split_once('│')?;
    let text = text.strip_prefix("\u{1B}[0m").unwrap_or(text);
    Some(text.strip_prefix(' ').unwrap_or(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::span::Span;

    fn draw(line: usize, label: Option<&str>) -> String {
        let window = Window { text: "我們必將成功。".to_owned(), mark: Span::new(6, 12) };
        let mut out = Vec::new();
        Snippet { line, severity: Severity::Warning, label, color: false }.write(&mut out, &window).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn the_mark_stands_under_its_words() {
        assert_eq!(draw(7, None), " 7 │ 我們必將成功。\n   │     ────\n");
    }

    #[test]
    fn a_label_hangs_on_the_mark() {
        let drawn = " 120 │ 我們必將成功。\n     │     ──┬─\n     │       ╰───── 可改為「可能」\n";
        assert_eq!(draw(120, Some("可改為「可能」")), drawn);
    }
}
