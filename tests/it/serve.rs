//! The web page over real connections: what it answers, in which language, and that a draft stays text. What programs, foreign
//! pages, crowds and a browser make of it stands in the files of this folder.
#![cfg(feature = "serve")]

mod api;
mod browser;
mod guard;
mod load;

use percent_encoding::{NON_ALPHANUMERIC, percent_encode};
use regex::Regex;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A draft with roles of every sort and some findings.
pub const DRAFT: &str = "堤岸不必再加高\n\n水務署去年的報告說，這條河在三十年間氾濫了十四次。每一次加高堤岸都是災難，必然令河岸死去。\n\n\
                         有專家認為，加高堤岸會令下游的水患減少三成。鎮公所應該在明年底前買下河邊的農地。\n";

/// A running server.
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Server {
    /// A server on a free port that was started with `more` options.
    pub fn start(more: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lunju"));
        command.args(["serve", "--port", "0", "--isolated"]).args(more).stdin(Stdio::null()).stdout(Stdio::piped());
        Self::of(command)
    }

    /// The server that `command` starts.
    fn of(mut command: Command) -> Self {
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = Regex::new("http://([^/]+)/").unwrap().captures(&line).unwrap_or_else(|| panic!("{line}"));
        Self { address: address[1].parse().unwrap(), child }
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    pub fn get(&self, target: &str) -> Answer {
        self.ask("GET", target, &[], b"")
    }

    /// Sends `body` as it is.
    pub fn post(&self, target: &str, kind: &str, body: &[u8]) -> Answer {
        self.ask("POST", target, &[("Content-Type", kind)], body)
    }

    /// Sends what a browser sends for the form of the page.
    pub fn form(&self, target: &str, fields: &[(&str, &str)], file: Option<(&str, &[u8])>) -> Answer {
        let mut body = Vec::new();
        for (name, value) in fields {
            write!(body, "--B\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").unwrap();
        }
        let (name, bytes) = file.unwrap_or(("", b""));
        write!(body, "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n").unwrap();
        body.extend_from_slice(b"Content-Type: application/octet-stream\r\n\r\n");
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n--B--\r\n");
        self.post(target, "multipart/form-data; boundary=B", &body)
    }

    pub fn ask(&self, method: &str, target: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut request = format!("{method} {target} HTTP/1.1\r\nConnection: close\r\n").into_bytes();
        if !headers.iter().any(|(name, _)| *name == "Host") {
            write!(request, "Host: {}\r\n", self.address).unwrap();
        }
        if !body.is_empty() || method == "POST" {
            write!(request, "Content-Length: {}\r\n", body.len()).unwrap();
        }
        for (name, value) in headers {
            write!(request, "{name}: {value}\r\n").unwrap();
        }
        self.raw(&[&request, &b"\r\n"[..], body].concat())
    }

    /// Sends these bytes and reads until the server closes.
    pub fn raw(&self, request: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_mins(2))).unwrap();
        stream.write_all(request).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        Answer::read(&answer)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have stopped by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a server says.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: BTreeMap<String, String>,
    pub body: Vec<u8>,
}

impl Answer {
    fn read(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("an answer has a head");
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        let mut lines = head.lines();
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let headers = lines.filter_map(|line| line.split_once(": "));
        let headers = headers.map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned())).collect();
        Self { status, headers, body: bytes[end + 4..].to_vec() }
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

fn fixture(path: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(path)).unwrap()
}

/// A fresh folder.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    drop(std::fs::remove_dir_all(&folder));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn the_page_speaks_the_language_of_its_reader() {
    let server = Server::start(&[]);
    let of = |target: &str, preferred: &str| server.ask("GET", target, &[("Accept-Language", preferred)], b"").text();
    for (tag, title) in [("zh-Hant", "論據：檢查論證"), ("zh-Hans", "论据：检查论证"), ("en", "lunju: check")]
    {
        let page = of(&format!("/?lang={tag}"), "fr");
        assert!(page.contains(&format!("<html lang=\"{tag}\">")) && page.contains(title), "{tag}: {page}");
        assert!(page.contains(&format!("lang=\"{tag}\" aria-pressed=\"true\"")), "{tag}");
    }
    assert!(of("/", "zh-HK,zh;q=0.8").contains("<html lang=\"zh-Hant\">"));
    assert!(of("/", "zh-CN").contains("<html lang=\"zh-Hans\">"));
    assert!(of("/", "fr").contains("<html lang=\"en\">"));
    assert!(of("/lints/vague-source", "zh-CN").contains("<h2>为什么要紧</h2>"));
    assert_eq!(server.get("/lints/%3Cscript%3E").status, 404);
    assert!(!server.get("/lints/%3Cscript%3E").text().contains("<script>"));
    assert!(of("/nowhere", "zh-TW").contains("沒有這一頁"));
    assert_eq!(server.get("/view").status, 405);
}

#[test]
fn without_a_script_the_form_gives_the_whole_page() {
    let server = Server::start(&[]);
    let typed = DRAFT.replace('\n', "\r\n");
    let page = server.form("/?lang=zh-Hant", &[("text", &typed), ("format", "txt"), ("name", "")], None).text();
    assert!(page.contains("檢查完畢：") && page.contains("class=\"finding ") && page.contains("<svg "), "{page}");
    assert!(page.contains("每一次加高堤岸都是災難，必然令河岸死去。\n\n有專家認為"), "the draft is still in the field");
    assert!(page.contains("# 請教作者：稿件.txt") && page.contains("href=\"/lints/vague-source?lang=zh-Hant\""));
    // The same from a form that sends no files, and from a script.
    let encoded = format!("text={}", percent_encode(DRAFT.as_bytes(), NON_ALPHANUMERIC));
    let same = server.post("/?lang=zh-Hant", "application/x-www-form-urlencoded", encoded.as_bytes());
    assert_eq!(page, same.text());
    let view = server.post("/view?lang=zh-Hant&name=%E7%A8%BF%E4%BB%B6.txt", "text/plain", DRAFT.as_bytes()).json();
    assert!(page.contains(view["html"].as_str().unwrap()) && page.contains(view["status"].as_str().unwrap()));
    let none = server.form("/?lang=en", &[("text", " \r\n ")], None);
    assert!(none.status == 200 && none.text().contains("class=\"waiting\""));
}

#[test]
fn files_of_every_kind_are_read() {
    let server = Server::start(&[]);
    for name in ["ferry.docx", "ferry.html", "ferry.md", "ferry.big5.txt", "ferry.gb18030.txt", "ferry.utf16.txt"] {
        let page = server.form("/?lang=en", &[("text", "")], Some((name, &fixture(&format!("formats/{name}")))));
        assert_eq!(page.status, 200, "{name}: {}", page.text());
        let page = page.text();
        assert!(page.contains("Checked: ") && page.contains("<article "), "{name}: {page}");
        assert!(page.contains(&format!("value=\"{name}\"")), "{name}");
        let view = server.post(&format!("/view?file=1&name={name}"), "", &fixture(&format!("formats/{name}"))).json();
        assert_eq!(view["source"]["word"], name == "ferry.docx", "{name}");
        assert!(view["source"]["text"].as_str().unwrap().contains('渡') || name.contains("gb18030"), "{name}");
    }
    let refused = server.form("/?lang=en", &[("text", "草稿")], Some(("leader.pdf", b"%PDF-1.7")));
    assert_eq!(refused.status, 415);
    assert!(refused.text().contains("A .pdf file cannot be read here") && refused.text().contains("草稿"));
    let refused = server.form("/?lang=en", &[], Some(("leader.docx", b"no archive")));
    assert_eq!(refused.status, 422);
    let refused = server.form("/?lang=zh-Hant", &[("text", "This draft is in English, which has no pack.")], None);
    assert!(refused.status == 422 && refused.text().contains("還沒有英文的詞表"), "{}", refused.text());
}

#[test]
fn a_draft_full_of_markup_stays_text() {
    let server = Server::start(&[]);
    let trap = "<script>alert(1)</script></textarea></pre><img src=x onerror=alert(2)> \"'&lt;b&gt; {{title}}";
    let draft = format!("{trap}{DRAFT}{trap}每一次{trap}都是災難。\n");
    let page = server.form("/?lang=en", &[("text", &draft), ("name", "\"><script>.txt")], None).text();
    assert!(page.contains("class=\"finding "), "{page}");
    for markup in ["<script>", "<img", "</textarea></pre>", "&lt;b&gt; {{title}}"] {
        let own = usize::from(markup == "&lt;b&gt; {{title}}") * usize::MAX;
        assert!(page.matches(markup).count() <= own, "{markup}: {page}");
    }
    assert_eq!(page.matches("<script").count(), 1, "only the page's own");
    assert_eq!(page.matches("</textarea>").count(), 1);
    assert!(page.matches("&lt;script&gt;alert(1)&lt;/script&gt;").count() >= 3);
    assert!(page.contains("{{title}}"), "names in braces are text in a draft");
}

#[test]
fn drafts_come_back_in_other_formats() {
    let server = Server::start(&[]);
    let fields = [("text", DRAFT), ("format", "txt"), ("name", "堤岸.md")];
    let download = |format: &str| server.form(&format!("/download/{format}?lang=zh-Hant"), &fields, None);
    for (format, kind, ending, holds) in [
        ("html", "text/html; charset=utf-8", "html", "論證檢查報告"),
        ("json", "application/json", "json", "\"diagnostics\":["),
        ("questions", "text/markdown; charset=utf-8", "md", "# 請教作者：堤岸.txt"),
        ("reasons", "text/plain; charset=utf-8", "txt", "why: "),
        ("map", "image/svg+xml", "svg", "<svg "),
    ] {
        let file = download(format);
        assert_eq!((file.status, file.header("content-type")), (200, kind), "{format}");
        let name = format!("attachment; filename*=UTF-8''%E5%A0%A4%E5%B2%B8.lunju.{ending}");
        assert_eq!(file.header("content-disposition"), name, "{format}");
        assert!(file.text().contains(holds), "{format}");
    }
    let refused = download("docx");
    assert!(refused.status == 422 && refused.text().contains("只有 .docx 檔才能"), "a text has no Word comments");
    assert_eq!(download("pdf").status, 404);
    assert_eq!(server.form("/download/json", &[("text", "")], None).status, 422);
    let docx = fixture("formats/ferry.docx");
    let copy = server.form("/download/docx?lang=zh-Hant", &[], Some(("ferry.docx", &docx)));
    assert_eq!(copy.status, 200);
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(copy.body)).unwrap();
    let mut comments = String::new();
    archive.by_name("word/comments.xml").unwrap().read_to_string(&mut comments).unwrap();
    assert!(comments.contains("w:author=\"lunju\""), "{comments}");
}

#[test]
fn the_configuration_of_the_folder_counts() {
    let folder = folder("served");
    std::fs::write(folder.join("lunju.toml"), "ignore = [\"rhetorical-absolute\"]\n").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_lunju"));
    command.args(["serve", "--port", "0"]).current_dir(&folder).stdout(Stdio::piped());
    let server = Server::of(command);
    let lints = |server: &Server| {
        let found = server.post("/api/check", "text/plain", DRAFT.as_bytes()).json();
        let found = found["diagnostics"].as_array().unwrap().clone();
        found.iter().map(|found| found["lint"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let absolute = "rhetorical-absolute".to_owned();
    assert!(!lints(&server).contains(&absolute) && lints(&Server::start(&[])).contains(&absolute));
    std::fs::write(folder.join("lunju.toml"), "ignored = 1\n").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_lunju"));
    let output = command.args(["serve", "--port", "0"]).current_dir(&folder).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "a broken configuration is not served");
    // Two cannot listen at one address.
    let port = server.address.port().to_string();
    let mut command = Command::new(env!("CARGO_BIN_EXE_lunju"));
    let output = command.args(["serve", "--isolated", "--port", &port]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("choose another with --port"));
}

#[cfg(unix)]
#[test]
fn it_stops_when_it_is_told_to() {
    for signal in ["INT", "TERM"] {
        let mut server = Server::start(&[]);
        assert_eq!(server.get("/").status, 200);
        // A connection that says nothing does not keep it.
        let _open = TcpStream::connect(server.address).unwrap();
        let told = Command::new("kill").args(["-s", signal, &server.id().to_string()]).status().unwrap();
        assert!(told.success() && server.child.wait().unwrap().success(), "{signal}");
    }
}
