//! `JUnit`'s XML, which continuous integration servers show as test results: an article is a suite, a finding a case.
//!
//! The form is the one that Jenkins reads (<https://github.com/jenkinsci/xunit-plugin>, `junit-10.xsd`). Findings below
//! `warning` are cases that pass and say something, so that advice breaks no build. There is no time and no host in it.

use super::{ReportEmitter, end_line, xml};
use crate::model::argument::Language;
use crate::model::diagnostic::{Diagnostic, Failure, Report, Severity, Summary};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::io::{self, Write};

/// Writes a suite an article.
#[derive(Default)]
pub struct Junit {
    opened: bool,
}

type Xml<'a> = Writer<&'a mut dyn Write>;

impl Junit {
    fn open(&mut self, out: &mut Xml) -> io::Result<()> {
        if self.opened {
            return Ok(());
        }
        self.opened = true;
        out.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        end_line(out)?;
        out.write_event(Event::Start(BytesStart::new("testsuites").with_attributes([("name", "lunju")])))?;
        end_line(out)
    }
}

impl ReportEmitter for Junit {
    fn piece(&self, report: &Report) -> io::Result<Option<Vec<u8>>> {
        let mut piece = Vec::new();
        let mut out: Xml = Writer::new(&mut piece);
        let path = xml(&report.path);
        let failed = report.diagnostics.iter().filter(|diagnostic| fails(diagnostic)).count();
        open_suite(&mut out, &path, report.diagnostics.len().max(1), failed, 0)?;
        for diagnostic in &report.diagnostics {
            case(&mut out, &path, diagnostic)?;
        }
        if report.diagnostics.is_empty() {
            // A suite without a case counts as a mistake of the run.
            let case = out.create_element("testcase").with_attribute(("name", "no findings"));
            case.with_attribute(("classname", &*path)).write_empty()?;
            end_line(&mut out)?;
        }
        out.write_event(Event::End(BytesEnd::new("testsuite")))?;
        end_line(&mut out)?;
        Ok(Some(piece))
    }

    fn put(&mut self, out: &mut dyn Write, piece: &[u8], _language: Language) -> io::Result<()> {
        self.open(&mut Writer::new(out))?;
        out.write_all(piece)
    }

    fn finish(&mut self, out: &mut dyn Write, _summary: &Summary, failures: &[Failure]) -> io::Result<()> {
        let mut out = Writer::new(out);
        self.open(&mut out)?;
        for failure in failures {
            let (path, message) = (xml(&failure.path), xml(&failure.message));
            open_suite(&mut out, &path, 1, 0, 1)?;
            let place = failure.position.map(|(line, column)| format!(" at {line}:{column}")).unwrap_or_default();
            let case = out.create_element("testcase").with_attribute(("name", &*format!("not checked{place}")));
            case.with_attribute(("classname", &*path)).write_inner_content(|out| {
                let error = out.create_element("error").with_attribute(("message", &*message));
                error.with_attribute(("type", "not-checked")).write_empty().map(drop)
            })?;
            end_line(&mut out)?;
            out.write_event(Event::End(BytesEnd::new("testsuite")))?;
            end_line(&mut out)?;
        }
        out.write_event(Event::End(BytesEnd::new("testsuites")))?;
        end_line(&mut out)
    }
}

fn fails(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity >= Severity::Warning
}

fn open_suite(out: &mut Xml, path: &str, tests: usize, failures: usize, errors: usize) -> io::Result<()> {
    let [tests, failures, errors] = [tests, failures, errors].map(|count| count.to_string());
    let attributes = [("name", path), ("tests", &tests), ("failures", &failures), ("errors", &errors)];
    out.write_event(Event::Start(BytesStart::new("testsuite").with_attributes(attributes)))?;
    end_line(out)
}

fn case(out: &mut Xml, path: &str, diagnostic: &Diagnostic) -> io::Result<()> {
    let start = diagnostic.range.start;
    let place = format!("{}:{}", start.line, start.column);
    let (lint, message) = (xml(&diagnostic.lint), xml(&diagnostic.message));
    let said = [&diagnostic.message, &diagnostic.help, &diagnostic.query];
    let lines: Vec<String> = said.into_iter().filter(|said| !said.is_empty()).map(|said| xml(said)).collect();
    let text = format!("{path}:{place}: {}", lines.join("\n"));
    let case = out.create_element("testcase").with_attribute(("name", &*format!("{lint} at {place}")));
    case.with_attribute(("classname", path)).write_inner_content(|out| {
        let inner = if fails(diagnostic) {
            let failure = out.create_element("failure").with_attribute(("message", &*message));
            failure.with_attribute(("type", diagnostic.severity.name()))
        } else {
            out.create_element("system-out")
        };
        inner.write_text_content(BytesText::new(&text)).map(drop)
    })?;
    end_line(out)
}
