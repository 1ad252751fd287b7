//! The page of `check --format html`: what it shows of two small drafts, that nothing of a draft becomes markup, that words
//! and findings lead to each other, and, where there is a Chromium, that the page works in a browser.

use crate::clients::{left_out, node};
use html5gum::{Token, Tokenizer};
use regex::Regex;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const DRAFTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/page");
const HANT: &str = "堤岸.md";
const HANS: &str = "堤岸.hans.md";

/// What `lunju check` prints of `paths` in `format`, all lints on.
fn check(format: &str, paths: &[&str], more: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lunju"));
    command.args(["check", "--isolated", "--config", "set=\"all\"", "--format", format]).args(paths).args(more);
    let output = command.current_dir(DRAFTS).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

fn page(paths: &[&str]) -> String {
    check("html", paths, &[])
}

/// The page of a draft that comes in by standard input as `name`.
fn page_of(name: &str, text: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lunju"));
    command.args(["check", "--isolated", "-", "--stdin-filename", name, "--format", "html"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap()
}

/// A tag of a page with its attributes.
struct Tag {
    name: String,
    attributes: BTreeMap<String, String>,
}

impl Tag {
    fn get(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }
}

fn string(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn tags(page: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    for token in Tokenizer::new(page) {
        let Ok(token) = token;
        if let Token::StartTag(tag) = token {
            let attributes = tag.attributes.iter().map(|(name, value)| (string(name), string(value))).collect();
            tags.push(Tag { name: string(&tag.name), attributes });
        }
    }
    tags
}

/// The words that are marked for each finding of the page's first article.
fn marked(page: &str) -> BTreeMap<String, String> {
    let mut marked: BTreeMap<String, String> = BTreeMap::new();
    let mut open = Vec::new();
    for token in Tokenizer::new(page) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) if &**tag.name == b"mark" => {
                open.push(tag.attributes.get(b"data-finding".as_slice()).map(|value| string(value)));
            }
            Token::EndTag(tag) if &**tag.name == b"mark" => drop(open.pop()),
            Token::String(text) => {
                for number in open.iter().flatten() {
                    marked.entry(number.clone()).or_default().push_str(&string(&text));
                }
            }
            _ => {}
        }
    }
    marked
}

/// The page without its style sheets and its pictures, which change more often than what it says.
fn bare(page: &str) -> String {
    let page = Regex::new(r"(?s)<style>.*?</style>").unwrap().replace_all(page, "<style>…</style>").into_owned();
    Regex::new(r"(?s)<svg .*?</svg>").unwrap().replace_all(&page, "<svg>…</svg>").into_owned()
}

#[test]
fn snapshots() {
    insta::assert_snapshot!("page_zh_hant", bare(&page(&[HANT])));
    insta::assert_snapshot!("page_zh_hans", bare(&page(&[HANS])));
}

#[test]
fn ids_are_unique_and_links_lead_somewhere() {
    let drawn = Regex::new(r"url\(#([^)]*)\)").unwrap();
    for paths in [&[HANT][..], &[HANT, HANS, HANT, "../formats/english.md"]] {
        let page = page(paths);
        let tags = tags(&page);
        let ids: Vec<&str> = tags.iter().map(|tag| tag.get("id")).filter(|id| !id.is_empty()).collect();
        let known: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), known.len(), "an id is given twice");
        for tag in &tags {
            let href = tag.get("href");
            match href.strip_prefix('#') {
                Some(id) => assert!(known.contains(id), "{href} leads nowhere"),
                None => assert!(href.is_empty() || href == "data:," || href.starts_with("https://"), "{href}"),
            }
            for id in tag.get("aria-labelledby").split_whitespace() {
                assert!(known.contains(id), "{id} names nothing");
            }
        }
        for id in drawn.captures_iter(&page) {
            assert!(known.contains(&id[1]), "{} draws nothing", &id[0]);
        }
    }
}

#[test]
fn every_finding_and_its_words_lead_to_each_other() {
    for path in [HANT, HANS] {
        let source = std::fs::read_to_string(Path::new(DRAFTS).join(path)).unwrap();
        let json: Value = serde_json::from_str(&check("json", &[path], &[])).unwrap();
        let diagnostics = json["diagnostics"].as_array().unwrap();
        assert!(diagnostics.len() > 4, "{path}: too little to show");
        let page = page(&[path]);
        let (tags, marked) = (tags(&page), marked(&page));
        for (index, diagnostic) in diagnostics.iter().enumerate() {
            let number = (index + 1).to_string();
            let [words, finding] = ["w", "f"].map(|kind| format!("a1-{kind}{number}"));
            for (id, href) in [(&words, &finding), (&finding, &words)] {
                assert_eq!(tags.iter().filter(|tag| tag.get("id") == *id).count(), 1, "{path}: {id}");
                assert!(tags.iter().any(|tag| tag.get("href") == format!("#{href}")), "{path}: {href}");
            }
            let byte = |at: usize| diagnostic["range"]["byte"][at].as_u64().unwrap() as usize;
            let cut = &source[byte(0)..byte(1)];
            let marked = marked.get(&number).map_or("", String::as_str);
            assert!(!marked.is_empty(), "{path}: nothing is marked for {diagnostic}");
            if !cut.contains(['*', '[', '\\', '|', '\n']) {
                assert_eq!(marked, cut, "{path}: {diagnostic}");
            }
            for text in ["message", "help", "query"] {
                let text = diagnostic[text].as_str().unwrap();
                let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
                assert!(page.contains(&text), "{path}: {text}");
            }
        }
    }
}

#[test]
fn a_draft_full_of_markup_stays_text() {
    let trap = "<script>alert(1)</script> \"'><img src=x onerror=alert(2)> </style><style>*{display:none}</style> &lt;b&gt; ]]> -->";
    // Enough Chinese around it for the draft to be a Chinese one.
    let draft = format!(
        "堤岸的是與非{trap}\n\n有專家認為，加高堤岸會令下游的水患減少三成，河邊的農地也不必再買下。每一次加高都毫無意義，眾所周知。\n\n\
         水務署去年的報告說，這條河在三十年間氾濫了十四次，最深的一次水深兩米。{trap}每一個鎮民都知道河水會流得更快。\n\n\
         鎮公所應該在明年底前買下河邊的農地，讓河水有地方可去。上游的村民也應該得到補償，否則他們必然會反對。{trap}\n"
    );
    let name = format!("{}.txt", trap.replace('/', "|"));
    let page = page_of(&name, &draft);
    assert!(page.contains("<article ") && page.contains("class=\"finding "), "the draft was not checked");
    for text in ["&lt;script&gt;", "onerror=alert(2)&gt;", "&lt;/style&gt;", "&amp;lt;b&amp;gt;"] {
        assert!(page.matches(text).count() > 3, "{text}");
    }
    let known = [
        "html", "head", "meta", "link", "title", "style", "body", "a", "div", "header", "h1", "dl", "dt", "dd",
        "small", "fieldset", "legend", "label", "input", "span", "mark", "main", "section", "h2", "p", "article", "h3",
        "ol", "li", "code", "svg", "defs", "marker", "path", "rect", "g", "text", "use", "h4",
    ];
    for tag in tags(&page) {
        assert!(known.contains(&&*tag.name), "<{}>", tag.name);
        assert!(tag.attributes.keys().all(|name| !name.starts_with("on") && name != "src"), "<{}>", tag.name);
    }
    // The page's own sheet and the picture's.
    assert_eq!(page.matches("<style>").count(), 2);
}

#[test]
fn several_articles_have_a_list_and_what_failed_is_said() {
    let page = page(&[HANT, HANS, "../formats/english.md"]);
    assert!(page.contains("<nav aria-labelledby=\"contents\">"));
    assert_eq!(page.matches("<article ").count(), 2);
    assert!(page.contains("id=\"failures\"") && page.contains("../formats/english.md"));
    assert!(page.contains("<article class=\"text\" lang=\"zh-Hans\""));
    assert!(!self::page(&[HANT]).contains("<nav"));
}

#[test]
fn a_page_speaks_three_languages_and_is_the_same_twice() {
    let speak = |language| check("html", &[HANT], &["--lang", language]);
    for (language, title) in [("zh-Hant", "論證檢查報告"), ("zh-Hans", "论证检查报告"), ("en", "Argument report")]
    {
        let page = speak(language);
        assert!(page.contains(&format!("<html lang=\"{language}\">")) && page.contains(title), "{language}");
        assert!(page.contains("<article class=\"text\" lang=\"zh-Hant\""), "{language}");
    }
    assert_eq!(speak("en"), speak("en"));
}

/// Chromium, where there is one.
pub fn chromium() -> Option<&'static str> {
    let names = ["chromium", "chromium-browser", "google-chrome", "chrome"];
    names.into_iter().find(|name| Command::new(name).arg("--version").output().is_ok_and(|out| out.status.success()))
}

/// What the document of `file` is when it has been loaded, and what the browser says on its console.
fn browse(browser: &str, file: &Path) -> (String, String) {
    let profile = file.with_extension("profile");
    let mut command = Command::new(browser);
    command.args(["--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--dump-dom"]);
    command.arg("--virtual-time-budget=5000").arg(format!("--user-data-dir={}", profile.display()));
    let output = command.arg(format!("file://{}", file.display())).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    let console = said.lines().filter(|line| line.contains("CONSOLE")).collect::<Vec<_>>().join("\n");
    (String::from_utf8(output.stdout).unwrap(), console)
}

fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pages");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// What is asked of the page in the browser: everything that can be used can be reached with the keyboard, has a name and a
/// place; the switches hide what they name; nothing is wider than a narrow window.
const PROBE: &str = r"
const problems = [];
const all = [...document.querySelectorAll('a[href],input,[tabindex]')];
if (all[0].className !== 'skip') problems.push('the first stop is not the skip link');
for (const element of all) {
  element.focus();
  const name = element.getAttribute('aria-label') || element.getAttribute('aria-labelledby') || element.textContent.trim() ||
    (element.labels && element.labels[0] && element.labels[0].textContent.trim());
  const what = element.outerHTML.slice(0, 90);
  if (document.activeElement !== element) problems.push('no focus: ' + what);
  if (!name && element.tagName !== 'MAIN') problems.push('no name: ' + what);
}
const seen = selector => [...document.querySelectorAll(selector)].filter(element => element.offsetParent !== null).length;
for (const input of document.querySelectorAll('input')) {
  const kind = input.id.replace('show-', '');
  const level = ['error', 'warning', 'info'].includes(kind);
  const selector = '.finding.' + (level ? kind : 'is-' + kind);
  const before = seen(selector);
  input.click();
  if (seen(selector) !== 0) problems.push(kind + ' is not hidden');
  input.click();
  if (seen(selector) !== before) problems.push(kind + ' does not come back');
}
if (seen('.finding') === 0) problems.push('there are no findings');
if (document.documentElement.scrollWidth > window.innerWidth) problems.push('wider than the window');
document.body.setAttribute('data-problems', JSON.stringify(problems));
";

/// Everything that can be used is reached with the Tab key, in order, in sight and with a mark around it.
#[test]
fn the_page_is_used_with_the_keyboard_alone() {
    let Some(browser) = chromium() else { return left_out("chromium") };
    let file = folder().join("keyboard.html");
    std::fs::write(&file, page(&[HANT, HANS])).unwrap();
    let Some(said) = node("tab.cjs", &[file.to_str().unwrap(), browser], "") else { return };
    let said: Value = serde_json::from_slice(&said).unwrap();
    assert_eq!(said["problems"], serde_json::json!([]));
    assert!(said["stops"].as_u64().unwrap() > 30, "{said}");
}

/// A map that is longer than a sheet of paper is printed in pieces, none of which begins or ends in a box.
#[test]
fn a_long_map_is_printed_in_pieces() {
    let article = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/ai-leadership.txt");
    let page = page(&[article]);
    let number = |text: &str| text.parse::<i32>().unwrap();
    let view = Regex::new(r##"<svg viewBox="0 ([0-9]+) 1300 ([0-9]+)">\n?<use href="#a1-map"/>"##).unwrap();
    let pieces: Vec<(i32, i32)> =
        view.captures_iter(&page).map(|found| (number(&found[1]), number(&found[1]) + number(&found[2]))).collect();
    assert!(pieces.len() > 3, "{pieces:?}");
    assert!(pieces.windows(2).all(|pair| pair[0].1 == pair[1].0), "{pieces:?}");
    let whole = Regex::new(r#"class="lunju-map" viewBox="0 0 1300 ([0-9]+)""#).unwrap();
    assert_eq!(pieces.last().unwrap().1, number(&whole.captures(&page).unwrap()[1]));
    let boxes =
        Regex::new(r#"<rect x="[0-9]+" y="([0-9]+)" width="[0-9]+" height="([0-9]+)" rx="(?:2|12)"/>"#).unwrap();
    let boxes: Vec<_> = boxes.captures_iter(&page).map(|found| (number(&found[1]), number(&found[2]))).collect();
    assert!(boxes.len() > 40);
    for (upper, height) in boxes {
        assert!(pieces.iter().any(|piece| piece.0 < upper && upper + height < piece.1), "{upper} {height}: {pieces:?}");
    }
}

#[test]
fn a_browser_has_nothing_to_complain_of() {
    let Some(browser) = chromium() else { return left_out("chromium") };
    let page = page(&[HANT, HANS]);
    let file = folder().join("page.html");
    std::fs::write(&file, &page).unwrap();
    let (document, console) = browse(browser, &file);
    assert!(document.contains("</html>"));
    assert_eq!(console, "");
    // A copy in which a script may run asks what a reader would try.
    let policy = Regex::new("<meta http-equiv=[^>]*>").unwrap();
    let copy = policy.replace(&page, "").replace("</body>", &format!("<script>{PROBE}</script></body>"));
    let file = folder().join("probe.html");
    std::fs::write(&file, copy).unwrap();
    let (document, console) = browse(browser, &file);
    assert_eq!(console, "");
    assert!(document.contains("data-problems=\"[]\""), "{:?}", document.split("data-problems=").nth(1));
}
