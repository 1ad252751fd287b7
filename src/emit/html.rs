//! One page for people who do not read terminals: the articles as they read, roles and findings marked in colours and signs,
//! what is said of each finding in the margin beside its words, and a map of each argument. The page is whole in itself and
//! has no script: filters are checkboxes that its style sheet looks at. All that comes from drafts goes through [`escape`].

mod finding;
mod inline;
mod labels;
mod sheet;

use super::{Parsed, ReportEmitter, Style, picture, xml};
use crate::model::argument::{Argument, Role};
use crate::model::diagnostic::{Failure, MessageLanguage, Report, Severity, Summary};
use labels::Labels;
use sheet::{Sheet, role_of};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};

/// How the page looks.
pub const STYLE: &str = include_str!("html/page.css");

/// Nothing is loaded and nothing runs, whatever a draft may hold; the empty icon keeps a browser from asking a server for one.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/// Gathers the articles; the page, which begins with the counts, is written at the end.
pub struct Html {
    style: Style,
    /// The language of the page: the one asked for, else the first article's.
    language: Option<MessageLanguage>,
    sections: Vec<String>,
    /// The names of the sections and how many findings they have.
    contents: Vec<(String, usize)>,
    levels: BTreeMap<Severity, usize>,
    /// How many findings there are about no claim, evidence or call.
    others: usize,
    unsupported: usize,
    /// Where the pages of lints are, if they can be read from this page.
    lints: Option<String>,
}

impl Html {
    /// An emitter that speaks the language of `style`.
    pub fn new(style: Style) -> Self {
        Self {
            style,
            language: style.language,
            sections: Vec::new(),
            contents: Vec::new(),
            levels: BTreeMap::new(),
            others: 0,
            unsupported: 0,
            lints: None,
        }
    }

    /// Adds a section for `report`, with the article if it is at hand.
    fn add(&mut self, report: &Report, parsed: Option<&Parsed>) -> io::Result<()> {
        let language = self.style.language.unwrap_or_else(|| MessageLanguage::of_article(report.language));
        let page = *self.language.get_or_insert(language);
        let labels = labels::of(language);
        let number = self.sections.len() + 1;
        for diagnostic in &report.diagnostics {
            *self.levels.entry(diagnostic.severity).or_default() += 1;
            self.others += usize::from(role_of(diagnostic, parsed) == Role::Other);
        }
        let mut out = String::new();
        let lang = if language == page { String::new() } else { format!(" lang=\"{}\"", labels.tag) };
        let _ = writeln!(out, "<section class=\"draft\"{lang} aria-labelledby=\"a{number}\">");
        let _ = writeln!(out, "<h2 class=\"path\" id=\"a{number}\">{}</h2>", escape(&report.path));
        match parsed {
            Some(parsed) => self.unsupported += self.draft(report, parsed, number, labels, &mut out)?,
            None => findings(report, number, labels, &mut out),
        }
        out.push_str("</section>\n");
        self.contents.push((escape(&report.path), report.diagnostics.len()));
        self.sections.push(out);
        Ok(())
    }

    /// Appends an article with its findings and its map; gives the number of claims that no evidence supports.
    fn draft(
        &self,
        report: &Report,
        parsed: &Parsed,
        number: usize,
        labels: &'static Labels,
        out: &mut String,
    ) -> io::Result<usize> {
        let counts = labels.count(&report.summary).into_iter().map(|count| {
            let part = count.part.map(|part| labels.bracket(&part)).unwrap_or_default();
            format!("{} {}{part}", count.label, count.number)
        });
        let _ = writeln!(out, "<p class=\"sums\">{}</p>", counts.collect::<Vec<_>>().join(" · "));
        let language = labels::tag(parsed.argument.language);
        let _ = writeln!(out, "<article class=\"text\" lang=\"{language}\" aria-labelledby=\"a{number}\">");
        let mut sheet = Sheet::new(parsed, report, labels, number, self.lints.as_deref());
        sheet.write(out);
        out.push_str("</article>\n");
        if parsed.argument.units.iter().any(|unit| unit.role != Role::Other) {
            let title = labels.map;
            let _ = writeln!(out, "<section aria-labelledby=\"a{number}-m\">\n<h3 id=\"a{number}-m\">{title}</h3>");
            let _ =
                writeln!(out, "<div class=\"picture\" role=\"group\" tabindex=\"0\" aria-labelledby=\"a{number}-m\">");
            let mut drawn = Vec::new();
            picture(self.style, parsed, number, self.lints.is_none(), &mut drawn)?;
            out.push_str(&String::from_utf8_lossy(&drawn));
            out.push_str("</div>\n");
            sheet::write_bare(&sheet, out);
            out.push_str("</section>\n");
        }
        Ok(unsupported(parsed.argument, &sheet.supported))
    }

    /// What stands above the articles.
    fn head(&self, labels: &Labels, summary: &Summary) -> String {
        let mut out = String::new();
        let _ = writeln!(out, "<header>\n<h1>{}</h1>", labels.title);
        self.counts(labels, summary, &mut out);
        out.push_str("</header>\n");
        if self.contents.len() > 1 {
            let _ = write!(
                out,
                "<nav aria-labelledby=\"contents\">\n<h2 class=\"path\" id=\"contents\">{}</h2>\n<ol>\n",
                labels.contents
            );
            for (index, (path, findings)) in self.contents.iter().enumerate() {
                let (number, count) = (index + 1, labels.bracket(&format!("{} {findings}", labels.findings)));
                let _ = writeln!(out, "<li><a href=\"#a{number}\">{path}</a>{count}</li>");
            }
            out.push_str("</ol>\n</nav>\n");
        }
        out
    }

    /// The numbers, and the switches below them.
    fn counts(&self, labels: &Labels, summary: &Summary, out: &mut String) {
        let _ = writeln!(out, "<dl class=\"counts\" aria-label=\"{}\">", labels.counts);
        for count in labels.count(summary) {
            let part = count.part.map(|part| format!("<small>{}</small>", labels.bracket(&part))).unwrap_or_default();
            let _ = writeln!(out, "<div><dt>{}</dt><dd>{}{part}</dd></div>", count.label, count.number);
        }
        out.push_str("</dl>\n");
        self.filters(labels, summary, out);
    }

    /// The switches of roles and levels, which are the legend too.
    fn filters(&self, labels: &Labels, summary: &Summary, out: &mut String) {
        let _ = writeln!(out, "<fieldset class=\"filters\"><legend>{}</legend>", labels.show_roles);
        let numbers = [
            (Role::Claim, summary.claims),
            (Role::Evidence, summary.evidence),
            (Role::CallToAction, summary.calls_to_action),
        ];
        for (role, number) in numbers {
            let (Some((name, sign)), class) = (labels.role(role), labels::class(role)) else { continue };
            let sample = sample(class, sign, name);
            let _ = writeln!(out, "<label>{}{sample} {number}</label>", switch(class));
            if role == Role::Claim && self.unsupported > 0 {
                let sample = sample_of_bare(sign, labels);
                let _ = writeln!(out, "<span>{sample} {}</span>", self.unsupported);
            }
        }
        let _ = writeln!(out, "<label>{}{} {}</label>", switch("other"), labels.no_role, self.others);
        let _ = writeln!(out, "</fieldset>\n<fieldset class=\"filters\"><legend>{}</legend>", labels.show_levels);
        for severity in [Severity::Error, Severity::Warning, Severity::Info] {
            let (class, name, sign) = (severity.name(), labels.level(severity), labels::sign(severity));
            let number = self.levels.get(&severity).copied().unwrap_or_default();
            let _ = writeln!(
                out,
                "<label>{}<mark class=\"{class}\"><span class=\"level {class}\">{sign} {name}</span></mark> {number}</label>",
                switch(class)
            );
        }
        out.push_str("</fieldset>\n");
    }
}

impl ReportEmitter for Html {
    fn piece(&self, _report: &Report) -> io::Result<Option<Vec<u8>>> {
        Ok(None)
    }

    fn report(&mut self, _out: &mut dyn Write, report: &Report) -> io::Result<()> {
        self.add(report, None)
    }

    fn article(&mut self, _out: &mut dyn Write, report: &Report, parsed: &Parsed) -> io::Result<()> {
        self.add(report, Some(parsed))
    }

    fn finish(&mut self, out: &mut dyn Write, summary: &Summary, failures: &[Failure]) -> io::Result<()> {
        let labels = labels::of(self.language.unwrap_or(MessageLanguage::English));
        writeln!(out, "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">", labels.tag)?;
        writeln!(out, "<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">")?;
        writeln!(out, "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")?;
        writeln!(out, "<meta name=\"color-scheme\" content=\"light dark\">\n<link rel=\"icon\" href=\"data:,\">")?;
        writeln!(out, "<title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>", self.title(labels))?;
        writeln!(out, "<a class=\"skip\" href=\"#articles\">{}</a>\n<div class=\"page\">", labels.skip)?;
        out.write_all(self.head(labels, summary).as_bytes())?;
        writeln!(out, "<main id=\"articles\" tabindex=\"-1\">")?;
        for section in &self.sections {
            out.write_all(section.as_bytes())?;
        }
        if !failures.is_empty() {
            writeln!(out, "<section class=\"draft\" aria-labelledby=\"failures\">")?;
            writeln!(out, "<h2 class=\"path\" id=\"failures\">{}</h2>\n<ul class=\"failures\">", labels.failures)?;
            for Failure { path, message, .. } in failures {
                writeln!(out, "<li>{}{}{}</li>", escape(path), labels.colon, escape(message))?;
            }
            writeln!(out, "</ul>\n</section>")?;
        }
        writeln!(out, "</main>\n</div>\n</body>\n</html>")
    }
}

impl Html {
    fn title(&self, labels: &Labels) -> String {
        match &self.contents[..] {
            [(path, _)] => format!("{}{}{path}", labels.title, labels.colon),
            _ => labels.title.to_owned(),
        }
    }
}

/// Writes what the page says of one article, for a page that has a head of its own and has the pages of lints below `lints`.
pub fn embed(style: Style, report: &Report, parsed: &Parsed, lints: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut page = Html { lints: Some(lints.to_owned()), ..Html::new(style) };
    page.add(report, Some(parsed))?;
    let labels = labels::of(page.language.unwrap_or(MessageLanguage::English));
    let mut head = String::new();
    page.counts(labels, &report.summary, &mut head);
    out.write_all(head.as_bytes())?;
    page.sections.iter().try_for_each(|section| out.write_all(section.as_bytes()))
}

fn unsupported(argument: &Argument, supported: &[bool]) -> usize {
    argument.units.iter().zip(supported).filter(|(unit, supported)| unit.role == Role::Claim && !**supported).count()
}

/// Appends the findings of a report that is about no article.
fn findings(report: &Report, number: usize, labels: &Labels, out: &mut String) {
    finding::open(labels, out);
    for (index, diagnostic) in report.diagnostics.iter().enumerate() {
        let place = finding::Place { article: number, number: index + 1, role: Role::Other, in_text: false };
        finding::write(diagnostic, place, labels, None, |_| None, out);
    }
    finding::close(out);
}

fn switch(name: &str) -> String {
    format!("<input type=\"checkbox\" id=\"show-{name}\" autocomplete=\"off\" checked>")
}

/// How the words of a role look.
fn sample(class: &str, sign: &str, name: &str) -> String {
    format!("<span class=\"u {class}\"><span class=\"tag\" aria-hidden=\"true\">{sign}</span>{name}</span>")
}

fn sample_of_bare(sign: &str, labels: &Labels) -> String {
    sample("claim unsupported", &format!("{sign}!"), labels.unsupported)
}

/// `text` on one line as text of a page or of an attribute in double quotation marks, without what turns the direction of
/// writing.
fn escape(text: &str) -> String {
    quick_xml::escape::escape(xml(text)).into_owned()
}
