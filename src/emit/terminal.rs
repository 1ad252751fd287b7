//! Findings for people: a line that editors and `grep` understand, the sentence with the finding marked, and what to do.

pub mod comparison;
mod labels;
mod snippet;
mod window;

use super::{ReportEmitter, Style, clean, paint, shorten};
use crate::model::argument::Language;
use crate::model::diagnostic::{Diagnostic, Failure, MessageLanguage, Related, Report, Severity, Suggestion, Summary};
use crate::model::span::Range;
use labels::Labels;
use std::io::{self, Write};

/// Columns for the words of another place.
const PLACE_COLUMNS: usize = 40;

/// Writes findings for people.
pub struct Terminal {
    style: Style,
    /// The language of the summary: the one asked for, else the first article's.
    language: Option<MessageLanguage>,
}

impl Terminal {
    /// An emitter that looks like `style` says.
    pub fn new(style: Style) -> Self {
        Self { style, language: style.language }
    }

    fn finding(
        &self,
        out: &mut dyn Write,
        labels: &Labels,
        report: &Report,
        diagnostic: &Diagnostic,
    ) -> io::Result<()> {
        let Diagnostic { severity, range, .. } = diagnostic;
        let place = format!("{}:{}:{}:", clean(&report.path), range.start.line, range.start.column);
        let kind = format!("{}[{}]", severity.name(), clean(&diagnostic.lint));
        writeln!(
            out,
            "{} {} {}",
            paint(self.style.color, "1", &place),
            paint(self.style.color, color_of(*severity), &kind),
            paint(self.style.color, "1", &clean(&diagnostic.message))
        )?;
        let (here, elsewhere): (Vec<_>, Vec<_>) =
            diagnostic.suggestions.iter().partition(|suggestion| suggestion.range == *range);
        let edit = edits(labels, &here);
        let shown = snippet::Snippet {
            line: range.start.line,
            severity: *severity,
            label: (!edit.is_empty()).then_some(&*edit),
            color: self.style.color,
        };
        let margin = " ".repeat(range.start.line.to_string().len() + 1);
        if let Some(window) = window::Window::around(&report.source, range.byte) {
            shown.write(out, &window)?;
        }
        for suggestion in elsewhere {
            let text = edits(labels, &[suggestion]);
            self.note(out, &margin, labels.suggestion, &place_of(labels, report, suggestion.range, &text))?;
        }
        for Related { range, message } in &diagnostic.related {
            self.note(out, &margin, labels.related, &place_of(labels, report, *range, &clean(message)))?;
        }
        self.note(out, &margin, labels.help, &clean(&diagnostic.help))?;
        self.note(out, &margin, labels.query, &clean(&diagnostic.query))?;
        writeln!(out)
    }

    /// A line of advice; nothing where there is none.
    fn note(&self, out: &mut dyn Write, margin: &str, label: &str, text: &str) -> io::Result<()> {
        if text.is_empty() { Ok(()) } else { writeln!(out, "{margin} {}{text}", paint(self.style.color, "36", label)) }
    }
}

impl ReportEmitter for Terminal {
    fn piece(&self, report: &Report) -> io::Result<Option<Vec<u8>>> {
        let labels = labels::of(self.style.language_of(report.language));
        let mut out = Vec::new();
        report.diagnostics.iter().try_for_each(|diagnostic| self.finding(&mut out, labels, report, diagnostic))?;
        Ok(Some(out))
    }

    fn put(&mut self, out: &mut dyn Write, piece: &[u8], language: Language) -> io::Result<()> {
        self.language.get_or_insert(self.style.language_of(language));
        out.write_all(piece)
    }

    fn finish(&mut self, out: &mut dyn Write, summary: &Summary, _failures: &[Failure]) -> io::Result<()> {
        // Failures go to standard error; a run that read no article has nothing to sum up.
        if summary.articles == 0 {
            return Ok(());
        }
        writeln!(out, "{}", labels::summary(summary, self.language.unwrap_or(MessageLanguage::English)))
    }
}

/// What the suggestions offer, on one line.
fn edits(labels: &Labels, suggestions: &[&Suggestion]) -> String {
    let texts: Vec<String> = suggestions
        .iter()
        .map(|suggestion| {
            if suggestion.text.is_empty() { labels.delete.to_owned() } else { labels.replace(&clean(&suggestion.text)) }
        })
        .collect();
    texts.join(labels.comma)
}

/// Line, column and words of another place, and what there is to say of it.
fn place_of(labels: &Labels, report: &Report, range: Range, text: &str) -> String {
    let words = labels.quote(&shorten(range.byte.of(&report.source), PLACE_COLUMNS));
    format!("{}:{}{words}{}{text}", range.start.line, range.start.column, labels.gap)
}

/// The colour of a severity, as `paint` takes it.
fn color_of(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "1;31",
        Severity::Warning => "1;33",
        Severity::Info | Severity::Off => "1;36",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::article::Source;
    use crate::model::span::Span;

    const DRAFT: &str = "城市需要更多的樹\n\n每一次砍樹都是錯的，沒有例外。專家指出，樹蔭能降溫四度。\n\n\
        市府花了十年等待一份報告，又花了三年討論報告的封面，再花了兩年把討論過的封面印出來送給每一個區公所，\
        而這段時間裏樹只增加了十二棵。我們必須種樹。\n";

    fn find(source: &Source, words: &str) -> Range {
        let start = source.text.find(words).unwrap();
        source.range(Span::new(start, start + words.len()))
    }

    fn finding(lint: &str, severity: Severity, range: Range, texts: [&str; 3]) -> Diagnostic {
        let [message, help, query] = texts.map(str::to_owned);
        let (related, suggestions) = (Vec::new(), Vec::new());
        Diagnostic {
            lint: lint.to_owned(),
            severity,
            message,
            help,
            query,
            range,
            words: String::new(),
            sentence: String::new(),
            unit: None,
            related,
            suggestions,
            fingerprint: 0,
        }
    }

    fn report() -> Report {
        let source = Source::new("drafts/樹.md", DRAFT);
        let mut absolute = finding(
            "rhetorical-absolute",
            Severity::Warning,
            find(&source, "每一次"),
            ["「每一次」不容例外，一個反例就能推翻", "改成有限度的說法，或說明範圍", "真的沒有例外嗎？"],
        );
        absolute.suggestions.push(Suggestion { range: absolute.range, text: "許多時候".to_owned() });
        let vague = finding(
            "vague-source",
            Severity::Error,
            find(&source, "專家指出，樹蔭能降溫四度。"),
            ["沒有說是哪位專家", "寫出姓名與機構", "是哪位專家，在哪裏說的？"],
        );
        let mut cause = finding(
            "missing-source",
            Severity::Info,
            find(&source, "只增加了十二棵"),
            ["數字沒有出處", "附上來源", ""],
        );
        let range = find(&source, "樹蔭能降溫四度");
        cause.related.push(Related { range, message: "另一個沒有出處的數字".to_owned() });
        let range = find(&source, "十年");
        cause.suggestions.push(Suggestion { range, text: String::new() });
        let diagnostics = vec![absolute, vague, cause];
        Report {
            path: source.path.clone(),
            language: Language::ZhHant,
            source: source.text.clone(),
            summary: Summary { articles: 1, claims: 1, evidence: 3, diagnostics: 3, ..Summary::default() },
            diagnostics,
        }
    }

    fn print(style: Style) -> String {
        let (mut out, report) = (Vec::new(), report());
        let mut terminal = Terminal::new(style);
        terminal.report(&mut out, &report).unwrap();
        terminal.finish(&mut out, &report.summary, &[]).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn findings_read_well() {
        let english = Style { color: false, language: Some(MessageLanguage::English) };
        insta::assert_snapshot!(print(Style::default()), @r#"
        drafts/樹.md:3:1: warning[rhetorical-absolute] 「每一次」不容例外，一個反例就能推翻
         3 │ 每一次砍樹都是錯的，沒有例外。
           │ ──┬───
           │   ╰─────── 可改為「許多時候」
           說明：改成有限度的說法，或說明範圍
           可問作者：真的沒有例外嗎？

        drafts/樹.md:3:16: error[vague-source] 沒有說是哪位專家
         3 │ 專家指出，樹蔭能降溫四度。
           │ ──────────────────────────
           說明：寫出姓名與機構
           可問作者：是哪位專家，在哪裏說的？

        drafts/樹.md:5:58: info[missing-source] 數字沒有出處
         5 │ …年把討論過的封面印出來送給每一個區公所，而這段時間裏樹只增加了十二棵。
           │                                                        ──────────────
           建議：5:5 「十年」可刪去
           另見：3:21 「樹蔭能降溫四度」另一個沒有出處的數字
           說明：附上來源

        1 篇文章：主張 1（有證據支持 0），證據 3（有出處 0），呼籲 0；發現 3 處問題
        "#);
        let summary = print(english).lines().last().map(str::to_owned);
        let expected =
            "1 article: 1 claim (0 supported), 3 pieces of evidence (0 sourced), 0 calls to action; 3 findings";
        assert_eq!(summary.as_deref(), Some(expected));
    }
}
