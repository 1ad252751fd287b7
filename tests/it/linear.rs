//! Time grows with the text and no faster: exactly, counted by callgrind, for every stage on an ordinary text; and roughly, by the
//! clock, for texts that are made to hurt.

use crate::hostile::docx;
use lunju::emit::{self, CheckFormat, MapFormat, ParseFormat, Parsed, Style};
use lunju::lint::{self, Settings};
use lunju::model::article::Article;
use lunju::model::diagnostic::{Report, Summary};
use lunju::pack::page::Pack;
use lunju::parse;
use lunju::read::read;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::process::Command;

/// Says to the test that it is being counted.
const COUNTED: &str = "LUNJU_COUNT";

/// Twice the text may take so many times the instructions.
const TWICE: f64 = 2.2;

/// Paragraphs of an op-ed, with figures, sources, claims and words that lints look for; no two are the same.
fn paragraph(number: usize) -> String {
    let year = 1990 + number % 30;
    format!(
        "運輸署{year}年的報告說，第{number}區的渡輪全年載客{}萬人次，比前一年少了一成。有人說航線早就應該取消，但是居民別無選擇，\
         每天多花{}分鐘上班。因此政府必須在三月前重開{number}號航線，每一次拖延都是浪費。",
        number * 3 + 1,
        number % 90 + 5
    )
}

fn text(paragraphs: usize) -> String {
    (0..paragraphs).map(|number| paragraph(number) + "\n\n").collect()
}

/// Callgrind writes down what it has counted when a stage begins and when it ends.
#[inline(never)]
fn stage_begins() {
    black_box(1);
}

#[inline(never)]
fn stage_ends() {
    black_box(2);
}

/// One name and one stage after the other, each on a text and on twice of it.
fn run_stages(pack: &Pack, count: &mut impl FnMut(&str, &mut dyn FnMut())) {
    for paragraphs in [16, 32] {
        let text = text(paragraphs);
        let html = format!("<article>{}</article>", text.replace("運輸署", "<p><b>運輸署</b>"));
        let body: String = text.lines().map(|line| ["<w:p><w:r><w:t>", line, "</w:t></w:r></w:p>"].concat()).collect();
        let word = docx(format!("<w:document><w:body>{body}</w:body></w:document>").as_bytes());
        let markdown = text.replace("因此", "**因此**").replace("有人", "\n- 有人");
        for (name, bytes) in [
            ("a.txt", text.as_bytes()),
            ("a.md", markdown.as_bytes()),
            ("a.html", html.as_bytes()),
            ("a.docx", &word[..]),
        ] {
            count(&format!("read {name}"), &mut || drop(black_box(read(name, bytes))));
        }
        let article = read("a.txt", text.as_bytes()).unwrap();
        count("parse", &mut || drop(black_box(parse::parse(&article, &pack.lexicons))));
        let argument = parse::parse(&article, &pack.lexicons);
        let settings = Settings::default();
        count("lint", &mut || drop(black_box(lint::lint(pack, &settings, &article, &argument))));
        let report = lint::lint(pack, &settings, &article, &argument);
        let parsed = Parsed { article: &article, argument: &argument, reasons: None };
        for format in CheckFormat::ALL {
            count(format.name(), &mut || write(format, &report, &parsed));
        }
        for (name, format) in [("parse tree", ParseFormat::Tree), ("parse json", ParseFormat::Json)] {
            count(name, &mut || emit::argument(format, Style::default(), &parsed, &mut Vec::new()).unwrap());
        }
        for format in MapFormat::ALL {
            count(format.name(), &mut || emit::map(format, Style::default(), &parsed, &mut Vec::new()).unwrap());
        }
        let found = read("a.docx", &word).unwrap();
        annotate(pack, &found, &word, count);
    }
}

fn write(format: CheckFormat, report: &Report, parsed: &Parsed) {
    let mut out = Vec::new();
    let mut emitter = emit::reports(format, Style::default(), Vec::new());
    emitter.article(&mut out, report, parsed).unwrap();
    emitter.finish(&mut out, &Summary::default(), &[]).unwrap();
    black_box(out);
}

fn annotate(pack: &Pack, article: &Article, word: &[u8], count: &mut impl FnMut(&str, &mut dyn FnMut())) {
    let argument = parse::parse(article, &pack.lexicons);
    let report = lint::lint(pack, &Settings::default(), article, &argument);
    let package = article.source.package.as_ref().unwrap();
    count("annotate", &mut || drop(black_box(emit::annotate(word, package, &report, None).unwrap())));
}

/// The names of the stages, in order, for one text.
fn names() -> Vec<String> {
    let mut names = Vec::new();
    run_stages(&Pack::builtin(), &mut |name, _| names.push(name.to_owned()));
    names.truncate(names.len() / 2);
    names
}

#[test]
fn twice_the_text_takes_twice_the_instructions() {
    if std::env::var_os(COUNTED).is_some() {
        let pack = Pack::builtin();
        // Tables that are built once are built before.
        run_stages(&pack, &mut |_, stage| stage());
        return run_stages(&pack, &mut |_, stage| {
            stage_begins();
            stage();
            stage_ends();
        });
    }
    if !Command::new("valgrind").arg("--version").output().is_ok_and(|output| output.status.success()) {
        return println!("skipped: there is no valgrind; .ci/run installs it");
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("linear");
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(&folder).unwrap();
    let counted = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=out"])
        .args(["--dump-before=*linear::stage_begins", "--dump-before=*linear::stage_ends"])
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "linear::twice_the_text_takes_twice_the_instructions", "--nocapture", "--test-threads=1"])
        .env(COUNTED, "1")
        .current_dir(&folder)
        .output()
        .unwrap();
    assert!(counted.status.success(), "{}", String::from_utf8_lossy(&counted.stderr));
    let instructions = |stage: usize| -> f64 {
        let number = 2 * stage + 2;
        let dump = fs::read_to_string(folder.join(format!("out.{number}"))).unwrap();
        let totals = dump.lines().rev().find_map(|line| line.strip_prefix("totals: "));
        totals.unwrap_or_else(|| panic!("out.{number}")).trim().parse().unwrap()
    };
    let names = names();
    let mut wrong = Vec::new();
    for (at, name) in names.iter().enumerate() {
        let (once, twice) = (instructions(at), instructions(at + names.len()));
        println!("{name:<12} {once:>12} {twice:>12} {:.2}", twice / once);
        if twice > once * TWICE || once < 1000.0 {
            wrong.push(format!("{name}: {once} and {twice} instructions"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Texts that are made to hurt, of about so many bytes.
fn hostile(bytes: usize) -> Vec<(&'static str, String)> {
    let fill = |unit: &str| unit.repeat(bytes / unit.len() + 1);
    let number = |unit: &dyn Fn(usize) -> String| (0..bytes / unit(1000).len()).map(unit).collect::<String>();
    let nested = |open: &str, close: &str| format!("渡輪停航。{}渡{}", fill(open), fill(close));
    vec![
        ("line.txt", fill("渡輪停航之後，居民每天多花兩小時上班；政府應該重開航線。")),
        ("nostop.txt", fill("局長說居民說渡輪停航")),
        ("headings.md", number(&|at| format!("# 航線問題{at}\n\n"))),
        ("items.md", number(&|at| format!("- 渡輪停航{at}。\n"))),
        ("equal.txt", fill("渡輪停航之後，居民每天多花兩小時上班。\n\n")),
        ("paragraph.txt", number(&|at| format!("{at}號渡輪停航，居民受苦。"))),
        ("claims.txt", number(&|at| format!("第{at}區政府應該重開{at}號航線，每一次都這樣。"))),
        ("however.txt", fill("有人說渡輪不該開。但是我們認為應該開。")),
        ("figures.txt", number(&|at| format!("全年渡輪載客{at}萬人次。"))),
        ("letters.txt", number(&|at| format!("世界組織（WHO）說{}停航。", letters(at)))),
        ("quotes.txt", nested("「", "」")),
        ("straight.txt", nested("「", "\"渡")),
        ("open.txt", nested("「", "』渡")),
        ("brackets.md", nested("[", "]")),
        ("brackets.txt", nested("（", "）")),
        ("emphasis.md", fill("**渡_")),
        ("notes.md", number(&|at| format!("渡輪停航。[^{at}]\n\n[^{at}]: 報告。\n\n"))),
        ("ignores.md", fill("<!-- lunju-ignore rhetorical-absolute: 試 -->\n\n政府每一次都這樣。\n\n")),
        ("divs.html", nested("<div>", "</div>")),
        ("lists.html", fill("<ul><li>渡輪停航。")),
        ("tables.html", fill("<table><tr><td>渡輪停航。")),
    ]
}

/// An abbreviation of its own for each number.
fn letters(number: usize) -> String {
    (0..4).map(|at| char::from(b'A' + (number / 26_usize.pow(at) % 26) as u8)).collect()
}

/// The least processor time of a check of the file at `path`, in seconds, out of `tries`.
fn seconds(path: &Path, tries: usize) -> f64 {
    let line = "TIMEFORMAT='%U %S'; time \"$0\" check --isolated --format json --fail-on never \"$1\" >/dev/null 2>&1";
    let times = (0..tries).map(|_| {
        let output = Command::new("bash").args(["-c", line, env!("CARGO_BIN_EXE_lunju")]).arg(path).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        said.split_whitespace().map(|part| part.parse::<f64>().unwrap_or_else(|_| panic!("{said}"))).sum::<f64>()
    });
    times.fold(f64::INFINITY, f64::min)
}

/// Sixteen times the text takes about sixteen times as long; what takes the square of it would take 256 times as long.
#[cfg(unix)]
#[test]
fn nobody_can_make_a_check_take_the_square() {
    const SMALL: usize = 24 << 10;
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile");
    fs::create_dir_all(&folder).unwrap();
    let mut wrong = Vec::new();
    for ((name, small), (_, big)) in hostile(SMALL).into_iter().zip(hostile(16 * SMALL)) {
        let [small, big] = [("small", small), ("big", big)].map(|(size, text)| {
            let path = folder.join(format!("{size}.{name}"));
            fs::write(&path, text).unwrap();
            path
        });
        // Less than that is the noise of starting a program.
        let (one, sixteen) = (seconds(&small, 3).max(0.01), seconds(&big, 1));
        if sixteen > one * 48.0 && seconds(&big, 3) > seconds(&small, 5).max(0.01) * 48.0 {
            wrong.push(format!("{name}: {one} and {sixteen} seconds"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
