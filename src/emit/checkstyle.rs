//! Checkstyle's XML, which many code review tools read.
//!
//! The form: `<checkstyle>`, a `<file>` for each article, an `<error>` for each finding.

use super::{ReportEmitter, end_line, xml};
use crate::model::argument::Language;
use crate::model::diagnostic::{Diagnostic, Failure, Report, Severity, Summary};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, Event};
use std::io::{self, Write};

/// Writes findings file by file.
#[derive(Default)]
pub struct Checkstyle {
    opened: bool,
}

impl Checkstyle {
    fn open(&mut self, out: &mut Writer<&mut dyn Write>) -> io::Result<()> {
        if self.opened {
            return Ok(());
        }
        self.opened = true;
        out.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        end_line(out)?;
        out.write_event(Event::Start(BytesStart::new("checkstyle").with_attributes([("version", "4.3")])))?;
        end_line(out)
    }
}

/// An `<error>`: line and column, severity, message, source.
type Item<'a> = (usize, usize, &'static str, &'a str, String);

fn item(diagnostic: &Diagnostic) -> Item<'_> {
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Off => "info",
    };
    let start = diagnostic.range.start;
    (start.line, start.column, severity, &diagnostic.message, format!("lunju.{}", diagnostic.lint))
}

fn file(out: &mut Writer<&mut dyn Write>, path: &str, items: &[Item]) -> io::Result<()> {
    out.write_event(Event::Start(BytesStart::new("file").with_attributes([("name", &*xml(path))])))?;
    end_line(out)?;
    for (line, column, severity, message, source) in items {
        let error = out.create_element("error").with_attribute(("line", &*line.to_string()));
        let error = error.with_attribute(("column", &*column.to_string())).with_attribute(("severity", *severity));
        let error = error.with_attribute(("message", &*xml(message)));
        error.with_attribute(("source", &*xml(source))).write_empty()?;
        end_line(out)?;
    }
    out.write_event(Event::End(BytesEnd::new("file")))?;
    end_line(out)
}

impl ReportEmitter for Checkstyle {
    fn piece(&self, report: &Report) -> io::Result<Option<Vec<u8>>> {
        let (mut out, items) = (Vec::new(), report.diagnostics.iter().map(item).collect::<Vec<Item>>());
        file(&mut Writer::new(&mut out), &report.path, &items)?;
        Ok(Some(out))
    }

    fn put(&mut self, out: &mut dyn Write, piece: &[u8], _language: Language) -> io::Result<()> {
        self.open(&mut Writer::new(out))?;
        out.write_all(piece)
    }

    fn finish(&mut self, out: &mut dyn Write, _summary: &Summary, failures: &[Failure]) -> io::Result<()> {
        let mut out = Writer::new(out);
        self.open(&mut out)?;
        for failure in failures {
            let (line, column) = failure.position.unwrap_or((1, 1));
            file(
                &mut out,
                &failure.path,
                &[(line, column, "error", &failure.message, "lunju.not-checked".to_owned())],
            )?;
        }
        out.write_event(Event::End(BytesEnd::new("checkstyle")))?;
        end_line(&mut out)
    }
}
