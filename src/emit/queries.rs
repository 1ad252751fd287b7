//! The questions that an editor would send to the author, as Markdown, in the order of the text: the words in question and
//! their sentence, then what to ask. A question that was asked before is not asked again in full.

use super::{ReportEmitter, Style, clean};
use crate::model::argument::Language;
use crate::model::diagnostic::{Diagnostic, Failure, MessageLanguage, Report, Summary};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Writes the questions article by article.
pub struct Queries {
    style: Style,
    /// The language of what comes last: the one asked for, else the first article's.
    language: Option<MessageLanguage>,
    written: bool,
}

impl Queries {
    /// An emitter that speaks the language of `style`.
    pub fn new(style: Style) -> Self {
        Self { style, language: style.language, written: false }
    }
}

impl ReportEmitter for Queries {
    fn piece(&self, report: &Report) -> io::Result<Option<Vec<u8>>> {
        let language = self.style.language_of(report.language);
        let mut out = Vec::new();
        let questions: Vec<&Diagnostic> =
            report.diagnostics.iter().filter(|diagnostic| !diagnostic.query.is_empty()).collect();
        writeln!(out, "# {}", heading(language, &escape(&report.path)))?;
        if questions.is_empty() {
            writeln!(out, "\n{}", none(language))?;
        }
        let mut asked: BTreeMap<&str, usize> = BTreeMap::new();
        let mut quoted = None;
        for (index, diagnostic) in questions.into_iter().enumerate() {
            let number = index + 1;
            // Two questions about the same words stand under one quotation.
            if quoted != Some(diagnostic.range) {
                let Diagnostic { words, sentence, range, .. } = diagnostic;
                // A sentence in question stands for itself.
                let words = if words == sentence { String::new() } else { escape(words) };
                let place = place(language, range.start.line, &words);
                writeln!(out, "\n{place}\n\n> {}\n", escape(sentence))?;
                quoted = Some(diagnostic.range);
            }
            match asked.get(&*diagnostic.query) {
                Some(&before) => writeln!(out, "{number}. {}", same(language, before))?,
                None => writeln!(out, "{number}. {}", escape(&diagnostic.query))?,
            }
            asked.entry(&diagnostic.query).or_insert(number);
        }
        Ok(Some(out))
    }

    fn put(&mut self, out: &mut dyn Write, piece: &[u8], language: Language) -> io::Result<()> {
        self.language.get_or_insert(self.style.language_of(language));
        if std::mem::replace(&mut self.written, true) {
            writeln!(out)?;
        }
        out.write_all(piece)
    }

    fn finish(&mut self, out: &mut dyn Write, _summary: &Summary, failures: &[Failure]) -> io::Result<()> {
        if failures.is_empty() {
            return Ok(());
        }
        let language = self.language.unwrap_or(MessageLanguage::English);
        writeln!(out, "{}# {}\n", if self.written { "\n" } else { "" }, not_checked(language))?;
        failures
            .iter()
            .try_for_each(|Failure { path, message, .. }| writeln!(out, "- {}: {}", escape(path), escape(message)))
    }
}

/// `text` on one line, with a backslash before what Markdown would take for markup.
fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for c in clean(text).chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

fn heading(language: MessageLanguage, path: &str) -> String {
    match language {
        MessageLanguage::ZhHant => format!("請教作者：{path}"),
        MessageLanguage::ZhHans => format!("请教作者：{path}"),
        MessageLanguage::English => format!("Questions for the author: {path}"),
    }
}

/// Where it stands, and the `words` in question, if they are not the whole sentence.
fn place(language: MessageLanguage, line: usize, words: &str) -> String {
    match (language, words) {
        (MessageLanguage::ZhHant | MessageLanguage::ZhHans, "") => format!("第 {line} 行："),
        (MessageLanguage::ZhHant | MessageLanguage::ZhHans, words) => format!("第 {line} 行「{words}」："),
        (MessageLanguage::English, "") => format!("Line {line}:"),
        (MessageLanguage::English, words) => format!("Line {line}, “{words}”:"),
    }
}

fn same(language: MessageLanguage, number: usize) -> String {
    match language {
        MessageLanguage::ZhHant => format!("同第 {number} 題。"),
        MessageLanguage::ZhHans => format!("同第 {number} 题。"),
        MessageLanguage::English => format!("The same as question {number}."),
    }
}

fn none(language: MessageLanguage) -> &'static str {
    match language {
        MessageLanguage::ZhHant => "沒有要問的。",
        MessageLanguage::ZhHans => "没有要问的。",
        MessageLanguage::English => "There is nothing to ask.",
    }
}

fn not_checked(language: MessageLanguage) -> &'static str {
    match language {
        MessageLanguage::ZhHant => "沒有檢查的檔案",
        MessageLanguage::ZhHans => "没有检查的文件",
        MessageLanguage::English => "Files that were not checked",
    }
}
