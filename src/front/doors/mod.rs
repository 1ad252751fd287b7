//! Every way in for what strangers write, each as a function of bytes: what fuzzing pushes at. No part of the program.
//!
//! The fuzzer calls them (`fuzz/targets`), and so does a test, with the seeds of `fuzz/corpus`. A door may refuse whatever it is
//! given; it must not panic, and what comes out of it keeps what `promises` says.
#![expect(clippy::missing_panics_doc, reason = "a broken promise is told by a panic")]

mod promises;
#[cfg(test)]
mod tests;
mod word;

use super::cli::ConfigArgs;
use super::config::Configurations;
use super::files::Input;
use super::lsp;
use super::records::{Line, Lines, Record};
use crate::emit::{self, CheckFormat, MapFormat, ParseFormat, Parsed, Style};
use crate::lint::suppress::OWN;
use crate::lint::{Settings, Wishes, check_examples, lint};
use crate::model::argument::Argument;
use crate::model::article::{Article, Encoding};
use crate::model::diagnostic::{Failure, Report};
use crate::pack::page::{Manifest, Pack, Sources};
use crate::pack::select;
use crate::pack::select::tree::Tree;
use crate::parse::parse;
use crate::read::{read, read_as, read_text};
use serde_json::Value;
use std::io::sink;
use std::sync::LazyLock;

/// A way in.
type Door = fn(&[u8]);

/// All of them, by the names of their targets and of the folders of their seeds.
pub const DOORS: [(&str, Door); 10] = [
    ("plain", plain),
    ("markdown", markdown),
    ("html", html),
    ("docx", docx),
    ("page", page),
    ("config", config),
    ("select", select),
    ("records", records),
    ("lsp", talk),
    ("check", check),
];

/// What the first byte of a text may ask for: 1 for the first of them.
const ENCODINGS: [Encoding; 5] =
    [Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Big5, Encoding::Gb18030];

/// No line of an archive is longer here.
const LONGEST_LINE: usize = 1 << 10;

/// A short article in which most lints find something.
const ARTICLE: &str = "# 夜班車不應停駛\n\n政府指出，去年每晚有 1,240 人乘搭夜班車，比 2019 年多 12%。\
                       有專家認為停駛會節省公帑。任何人都知道這是錯的，因為護士凌晨才下班。\n\n## 反對的聲音\n\n\
                       > 有人說：「車上總是空的。」\n\n然而[運輸署的調查](https://a.example)顯示，週末每班載客四十人[^1]。\
                       這無疑證明停駛等於拋棄基層。\n\n- 運輸署應在年底前恢復班次。\n- 大家都應該支持。\n\n[^1]: 年報第三頁。\n";

static PACK: LazyLock<Pack> = LazyLock::new(Pack::builtin);
static ARGUED: LazyLock<(Article, Argument)> = LazyLock::new(|| {
    let article = read_text("article.md", ARTICLE);
    let argument = parse(&article, &PACK.lexicons);
    (article, argument)
});

/// The argument and the findings of an article; findings only if its language has a pack.
fn checked(article: &Article) -> (Argument, Report) {
    let argument = parse(article, &PACK.lexicons);
    promises::argument(article, &argument);
    let select = (!argument.language.has_pack()).then(Vec::new);
    let report = lint(&PACK, &Settings { select, ..Settings::default() }, article, &argument);
    promises::report(article, &report);
    (argument, report)
}

fn text_of(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

/// A plain text; a first byte from 1 to 5 asks for an encoding.
pub fn plain(bytes: &[u8]) {
    file("a.txt", bytes);
}

/// A text in Markdown.
pub fn markdown(bytes: &[u8]) {
    file("a.md", bytes);
}

/// A page.
pub fn html(bytes: &[u8]) {
    file("a.html", bytes);
}

fn file(path: &str, bytes: &[u8]) {
    let asked = bytes.first().and_then(|&first| ENCODINGS.get(usize::from(first).checked_sub(1)?));
    let bytes = &bytes[usize::from(asked.is_some())..];
    if let Ok(article) = read_as(path, bytes, asked.copied()) {
        promises::article(&article);
    }
}

/// A Word file, or what `word::package` makes one of; it is checked, and what was found is written into it as comments.
pub fn docx(bytes: &[u8]) {
    let made;
    let bytes = if bytes.starts_with(b"PK") {
        bytes
    } else {
        made = word::package(bytes).unwrap_or_default();
        &made
    };
    let Ok(article) = read("a.docx", bytes) else { return };
    promises::article(&article);
    let (_, report) = checked(&article);
    let Some(package) = &article.source.package else { return };
    if let Ok(copy) = emit::annotate(bytes, package, &report, None) {
        let again = read("a.docx", &copy);
        let text = again.as_ref().map(|article| &*article.source.text);
        assert_eq!(text, Ok(&*article.source.text), "the copy with comments says something else");
    }
}

/// A lint page, and the same bytes as a word list and as a `pack.toml`.
pub fn page(bytes: &[u8]) {
    let text = text_of(bytes);
    if let Err(failures) = Manifest::read("pack.toml", text) {
        promises::failures(text, &failures);
    }
    let id = text.split("id = \"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or("own");
    let pages = vec![(format!("own/{id}.md"), text.to_owned())];
    // A file is one or the other; as what it is not it is a mistake on every line.
    let is_page = text.starts_with("+++");
    let users = if is_page {
        Sources { pages, ..Sources::default() }
    } else {
        Sources { lists: vec![("lexicon/zh/names.tsv".to_owned(), text.to_owned())], ..Sources::default() }
    };
    let (pack, failures) = Pack::gather(&users);
    promises::failures(text, &failures);
    let (article, _) = &*ARGUED;
    if is_page {
        let Some(page) = pack.page(id).filter(|page| page.path.starts_with("own/")) else { return };
        let _ = (page.title(), check_examples(&pack, page, &|text| read_text("-", text)));
    }
    let argument = parse(article, &pack.lexicons);
    promises::argument(article, &argument);
    let select = is_page.then(|| vec![id.to_owned()]);
    promises::report(article, &lint(&pack, &Settings { select, ..Settings::default() }, article, &argument));
}

/// A configuration. It is given as `--config`, which is read as a file is, so that nothing is looked for on the disk.
pub fn config(bytes: &[u8]) {
    let text = text_of(bytes);
    let typed = ConfigArgs { isolated: true, config: vec![text.to_owned()] };
    let input = Input::stdin(Some("columns/a.md"));
    let (mut found, failures) = Configurations::load(&typed, std::slice::from_ref(&input), None);
    promises::failures(text, &failures);
    let pages = PACK.pages.iter().map(|page| &*page.id);
    let known: Vec<&str> = pages.chain(OWN.iter().map(|lint| lint.id)).collect();
    let wrong = found.check_lints(&PACK, &known);
    promises::failures(text, &wrong);
    let Some(configured) = found.of(&input, &Wishes::default()) else { return };
    let options: Vec<_> = found.wanted(std::slice::from_ref(&input)).options;
    let (article, argument) = &*ARGUED;
    let check = |pack: &Pack, argument: &Argument| {
        promises::report(article, &lint(pack, &configured.settings, article, argument));
    };
    if options.is_empty() {
        check(&PACK, argument);
    } else {
        let pack = PACK.with_options(options);
        check(&pack, &parse(article, &pack.lexicons));
    }
}

/// A selector.
pub fn select(bytes: &[u8]) {
    let text = text_of(bytes);
    let (article, argument) = &*ARGUED;
    match select::compile(text) {
        Ok(selector) => {
            assert_eq!(selector.text(), text);
            let tree = Tree::new(article, argument);
            let found = selector.find(&tree);
            assert!(found.is_sorted_by(|left, right| left < right), "nodes out of order");
            assert!(found.iter().all(|&node| node < tree.nodes.len()));
            let everywhere = [crate::model::span::Span::new(0, argument.text.len())];
            assert!(selector.find_at(&tree, &everywhere).iter().all(|node| found.contains(node)));
        }
        Err(errors) => {
            assert!(!errors.is_empty(), "refused without a reason");
            for error in errors {
                promises::span(text, error.span);
            }
        }
    }
}

/// An archive: articles as JSON, one a line.
pub fn records(bytes: &[u8]) {
    let mut lines = Lines::new(bytes, LONGEST_LINE);
    let mut reached = 0;
    while let Ok(few) = lines.next_few()
        && !few.is_empty()
    {
        for (number, line) in few {
            assert!(number > reached, "lines out of order");
            reached = number;
            let Line::Whole(line) = line else { continue };
            assert!(line.len() <= LONGEST_LINE && !line.contains(&b'\n'));
            record(&line, number);
        }
    }
}

fn record(line: &[u8], number: usize) {
    let Ok(record) = Record::read(line) else { return };
    let failure = Failure { path: record.name(number), position: None, message: "無".to_owned() };
    let mut written = Vec::new();
    let done = emit::record(&record.fields, Err(&failure), &mut written);
    assert!(done.is_ok(), "a record cannot be written");
    let Some((b'\n', result)) = written.split_last() else { panic!("no line") };
    assert!(!result.contains(&b'\n'), "a record of two lines");
    let again = Record::read(result).unwrap_or_default();
    let told = |record: &Record| -> Vec<(String, String)> {
        let fields = record.fields.iter().filter(|(name, _)| name != "lunju");
        fields.map(|(name, value)| (name.to_string(), value.get().to_owned())).collect()
    };
    assert_eq!(told(&again), told(&record), "a field was lost");
}

/// What the client of a language server sends: a whole session, or a message on each line.
pub fn talk(bytes: &[u8]) {
    let framed;
    let bytes = if bytes.starts_with(b"Content-Length") {
        bytes
    } else {
        let frame = |line: &[u8]| [format!("Content-Length: {}\r\n\r\n", line.len()).as_bytes(), line].concat();
        framed = bytes.split(|&byte| byte == b'\n').flat_map(frame).collect::<Vec<u8>>();
        &framed
    };
    let answers = lsp::talk(bytes, ConfigArgs { isolated: true, ..ConfigArgs::default() });
    assert!(answers.iter().all(|answer| answer.get("jsonrpc") == Some(&Value::from("2.0"))));
}

/// A text through everything: read, parsed, checked, and written in every form.
pub fn check(bytes: &[u8]) {
    let text = text_of(bytes);
    let path = match bytes.first() {
        Some(b'<') => "a.html",
        Some(b'#' | b'-' | b'>' | b'[') => "a.md",
        _ => "a.txt",
    };
    let article = read_text(path, text);
    promises::article(&article);
    let (argument, report) = checked(&article);
    let parsed = Parsed { article: &article, argument: &argument, reasons: None };
    let style = Style { color: true, language: None };
    for format in CheckFormat::ALL {
        let mut emitter = emit::reports(format, style, Vec::new());
        let mut out = Vec::new();
        let done = emitter.article(&mut out, &report, &parsed);
        let done = done.and_then(|()| emitter.finish(&mut out, &report.summary, &[]));
        assert!(done.is_ok() && std::str::from_utf8(&out).is_ok(), "{}", format.name());
        if matches!(format, CheckFormat::Json | CheckFormat::Sarif | CheckFormat::Gitlab) {
            assert!(serde_json::from_slice::<Value>(&out).is_ok(), "{}", format.name());
        }
    }
    for format in MapFormat::ALL {
        assert!(emit::map(format, style, &parsed, &mut sink()).is_ok(), "{}", format.name());
    }
    for format in [ParseFormat::Tree, ParseFormat::Json] {
        assert!(emit::argument(format, style, &parsed, &mut sink()).is_ok());
    }
}
