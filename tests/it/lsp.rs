//! The language server, spoken to as an editor does it: over pipes, in its own protocol.

mod client;
mod cost;
mod editors;
mod edits;

use client::{Client, place, stretch};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// A draft whose second paragraph allows no exception.
const DRAFT: &str = "圖書館應該開到深夜\n\n每一次縮短開放時間，都是把學生趕到街上。\n\n去年有三萬人次使用自修室。\n";

/// A fresh folder with a configuration.
fn folder(name: &str, configuration: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    drop(std::fs::remove_dir_all(&folder));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("lunju.toml"), configuration).unwrap();
    folder
}

/// The address of a file in `folder`.
fn uri(folder: &Path, name: &str) -> String {
    format!("file://{}", folder.join(name).display())
}

/// The lints of `diagnostics`.
fn lints(diagnostics: &Value) -> Vec<&str> {
    diagnostics.as_array().unwrap().iter().filter_map(|found| found["code"].as_str()).collect()
}

/// `text` after `edits` of a workspace edit's `changes`.
fn edited(text: &str, edits: &Value) -> String {
    let lines: Vec<&str> = text.split('\n').collect();
    let at = |place: &Value| {
        let (line, character) = (place["line"].as_u64().unwrap() as usize, place["character"].as_u64().unwrap());
        let before: usize = lines[..line].iter().map(|line| line.len() + 1).sum();
        let mut units = 0;
        let inner = lines[line].char_indices().find(|(_, c)| {
            let is_there = units >= character;
            units += c.len_utf16() as u64;
            is_there
        });
        before + inner.map_or(lines[line].len(), |(at, _)| at)
    };
    let mut text = text.to_owned();
    for edit in edits.as_array().unwrap().iter().rev() {
        text.replace_range(at(&edit["range"]["start"])..at(&edit["range"]["end"]), edit["newText"].as_str().unwrap());
    }
    text
}

#[test]
fn findings_come_as_somebody_types() {
    let folder = folder("lsp-types", "");
    let mut client = Client::start(&folder, &json!({}));
    let uri = uri(&folder, "draft.md");
    client.open(&uri, "markdown", DRAFT);
    let shown = client.diagnostics(&uri);
    assert_eq!(shown["version"], 1);
    assert!(lints(&shown["diagnostics"]).contains(&"rhetorical-absolute"), "{shown}");
    let found = shown["diagnostics"].as_array().unwrap().iter().find(|found| found["code"] == "rhetorical-absolute");
    let found = found.unwrap();
    assert_eq!((&found["severity"], &found["source"]), (&json!(3), &json!("lunju")));
    assert_eq!(found["range"], stretch((2, 0), (2, 3)));
    assert!(found["message"].as_str().unwrap().contains('\n'), "the message has the help below it");
    // One change upon the other: the words go, others come.
    client.change(
        &uri,
        2,
        &json!([
            { "range": stretch((2, 0), (2, 3)), "text": "" },
            { "range": stretch((2, 0), (2, 0)), "text": "有時" },
        ]),
    );
    let shown = client.diagnostics(&uri);
    assert_eq!(shown["version"], 2);
    assert!(!lints(&shown["diagnostics"]).contains(&"rhetorical-absolute"), "{shown}");
    client.notify("textDocument/didClose", &json!({ "textDocument": { "uri": uri } }));
    assert_eq!(client.diagnostics(&uri)["diagnostics"], json!([]));
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn keys_in_a_row_are_one_check() {
    let folder = folder("lsp-debounce", "");
    let mut client = Client::start(&folder, &json!({ "initializationOptions": { "debounce": 300 } }));
    let uri = uri(&folder, "draft.txt");
    client.open(&uri, "plaintext", DRAFT);
    client.diagnostics(&uri);
    for version in 2..12 {
        client.change(&uri, version, &json!([{ "range": stretch((4, 0), (4, 0)), "text": "又" }]));
    }
    assert_eq!(client.diagnostics(&uri)["version"], 11, "nothing is shown for what was typed over");
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn positions_are_counted_as_agreed() {
    let folder = folder("lsp-units", "");
    let text = "題目\n\n😀每一次縮短開放時間，都是把學生趕到街上。\n";
    for (units, agreed, from) in
        [(json!(["utf-8", "utf-16"]), "utf-8", 4), (json!(["utf-32"]), "utf-32", 1), (json!(["utf-16"]), "utf-16", 2)]
    {
        let capabilities = json!({ "capabilities": { "general": { "positionEncodings": units } } });
        let mut client = Client::start(&folder, &capabilities);
        assert_eq!(client.introduced["capabilities"]["positionEncoding"], agreed);
        let uri = uri(&folder, "draft.txt");
        client.open(&uri, "plaintext", text);
        let shown = client.diagnostics(&uri);
        let found =
            shown["diagnostics"].as_array().unwrap().iter().find(|found| found["code"] == "rhetorical-absolute");
        let width = if agreed == "utf-8" { 9 } else { 3 };
        assert_eq!(found.unwrap()["range"], stretch((2, from), (2, from + width)), "{agreed}");
        assert_eq!(client.leave(), Some(0));
    }
}

#[test]
fn a_hover_tells_the_page_and_the_role() {
    let folder = folder("lsp-hover", "lang = \"en\"\n");
    let mut client = Client::start(&folder, &json!({}));
    let uri = uri(&folder, "draft.md");
    client.open(&uri, "markdown", DRAFT);
    let hover = client.ask("textDocument/hover", &json!({ "textDocument": { "uri": uri }, "position": place(2, 1) }));
    let text = hover["contents"]["value"].as_str().unwrap();
    for part in ["`rhetorical-absolute`", "#### Why it matters", "**claim**", "why claim and not"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("## Examples"), "{text}");
    let nothing = client.ask("textDocument/hover", &json!({ "textDocument": { "uri": uri }, "position": place(1, 0) }));
    assert_eq!(nothing, Value::Null);
    client.notify("workspace/didChangeConfiguration", &json!({ "settings": { "lunju": { "lang": "zh-Hans" } } }));
    let hover = client.ask("textDocument/hover", &json!({ "textDocument": { "uri": uri }, "position": place(2, 1) }));
    let text = hover["contents"]["value"].as_str().unwrap();
    assert!(text.contains("#### 为何重要") && text.contains("**主张**"), "{text}");
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn the_outline_is_the_argument() {
    let folder = folder("lsp-outline", "");
    let mut client = Client::start(&folder, &json!({}));
    let uri = uri(&folder, "draft.html");
    let text = "<html><body><article><h1>自修室</h1><p>自修室應該通宵開放。教育局公布，去年有三萬人次使用自修室。</p>\
                <h2>反對的聲音</h2><p>政府必須聽取學生的意見。</p></article></body></html>";
    client.open(&uri, "html", text);
    let symbols = client.ask("textDocument/documentSymbol", &json!({ "textDocument": { "uri": uri } }));
    let names: Vec<&str> = symbols.as_array().unwrap().iter().map(|symbol| symbol["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["自修室", "反對的聲音"]);
    let demand = &symbols[1]["children"][0];
    assert_eq!((&demand["name"], &demand["detail"]), (&json!("政府必須聽取學生的意見。"), &json!("呼籲 · 政策")));
    let hints = client.ask(
        "textDocument/inlayHint",
        &json!({
            "textDocument": { "uri": uri }, "range": stretch((0, 0), (0, 9999)),
        }),
    );
    assert!(hints.as_array().unwrap().iter().any(|hint| hint["label"] == "呼籲"), "{hints}");
    let none = client.ask(
        "textDocument/inlayHint",
        &json!({
            "textDocument": { "uri": uri }, "range": stretch((0, 0), (0, 5)),
        }),
    );
    assert_eq!(none, json!([]));
    assert_eq!(client.leave(), Some(0));
}

/// The actions on the first finding of `lint` in `text`, and what the draft is with each of them applied.
fn actions(client: &mut Client, uri: &str, text: &str, lint: &str) -> Vec<(String, Value)> {
    let shown = client.diagnostics(uri);
    let found = shown["diagnostics"].as_array().unwrap().iter().find(|found| found["code"] == lint);
    let found = found.unwrap_or_else(|| panic!("no {lint} in {text}: {shown}"));
    let params =
        json!({ "textDocument": { "uri": uri }, "range": found["range"], "context": { "diagnostics": [found] } });
    let actions = client.ask("textDocument/codeAction", &params);
    let own = actions.as_array().unwrap().iter().filter(|action| action["diagnostics"][0]["code"] == lint);
    own.map(|action| (action["title"].as_str().unwrap().to_owned(), action["edit"].clone())).collect()
}

#[test]
fn actions_soften_ask_for_sources_and_ignore() {
    let folder = folder("lsp-actions", "");
    let mut client = Client::start(&folder, &json!({}));
    for (name, language) in [("draft.md", "markdown"), ("draft.html", "html")] {
        let uri = uri(&folder, name);
        let text = match language {
            "html" => format!("<p>{}</p>\n", DRAFT.trim().replace("\n\n", "</p>\n<p>")),
            _ => DRAFT.to_owned(),
        };
        client.open(&uri, language, &text);
        let found = actions(&mut client, &uri, &text, "rhetorical-absolute");
        let titles: Vec<&str> = found.iter().map(|(title, _)| &**title).collect();
        assert_eq!(titles, ["改為「許多時候」", "略過這處問題，並說明原因 (rhetorical-absolute)"], "{name}");
        for (title, edit) in &found {
            let after = edited(&text, &edit["changes"][&uri]);
            client.change(&uri, 2, &json!([{ "text": after }]));
            let shown = client.diagnostics(&uri);
            assert_eq!(
                lints(&shown["diagnostics"]).iter().filter(|lint| lint.starts_with("rhet")).count(),
                0,
                "{title}: {after}"
            );
            assert!(!shown.to_string().contains("suppression"), "{shown}");
            client.change(&uri, 3, &json!([{ "text": text }]));
            client.diagnostics(&uri);
        }
    }
    let uri = uri(&folder, "source.md");
    let text = "自修室\n\n學生會公布的數字令人憂心。專家認為，自修室不足會拖低成績。\n";
    client.open(&uri, "markdown", text);
    let found = actions(&mut client, &uri, text, "vague-source");
    let after = edited(text, &found[0].1["changes"][&uri]);
    assert!(after.contains("成績（出處：待補）。"), "{after}");
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn a_plain_text_is_excused_in_the_configuration() {
    let folder = folder("lsp-ignore", "set = \"all\"\n");
    let mut client = Client::start(&folder, &json!({}));
    let uri = uri(&folder, "draft.txt");
    client.open(&uri, "plaintext", DRAFT);
    let found = actions(&mut client, &uri, DRAFT, "rhetorical-absolute");
    let (title, edit) = found.last().unwrap();
    assert!(title.starts_with("略過"), "{title}");
    let file = folder.join("lunju.toml");
    let (address, edits) = edit["changes"].as_object().unwrap().iter().next().unwrap();
    assert_eq!(*address, format!("file://{}", file.display()));
    std::fs::write(&file, edited(&std::fs::read_to_string(&file).unwrap(), edits)).unwrap();
    client.notify("workspace/didChangeWatchedFiles", &json!({ "changes": [{ "uri": address, "type": 2 }] }));
    let shown = client.diagnostics(&uri);
    assert!(!lints(&shown["diagnostics"]).contains(&"rhetorical-absolute"), "{shown}");
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn a_configuration_is_read_anew_with_progress_shown() {
    let folder = folder("lsp-reload", "");
    let capabilities = json!({ "capabilities": {
        "window": { "workDoneProgress": true },
        "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } },
    } });
    let mut client = Client::start(&folder, &capabilities);
    let watching = client.asked("client/registerCapability");
    assert!(
        watching.to_string().contains("**/lunju.toml") && watching.to_string().contains("**/.lunju/**"),
        "{watching}"
    );
    let uri = uri(&folder, "draft.md");
    client.open(&uri, "markdown", DRAFT);
    client.diagnostics(&uri);
    std::fs::write(folder.join("lunju.toml"), "[lints]\nrhetorical-absolute = \"error\"\n").unwrap();
    client.notify("workspace/didChangeWatchedFiles", &json!({ "changes": [] }));
    let token = client.asked("window/workDoneProgress/create")["token"].clone();
    let mut kinds = Vec::new();
    let mut shown = Value::Null;
    while kinds.last().is_none_or(|kind| kind != "end") {
        let (method, params) = client.next_notification();
        if method == "$/progress" {
            assert_eq!(params["token"], token);
            kinds.push(params["value"]["kind"].as_str().unwrap().to_owned());
        } else if params["uri"] == uri.as_str() {
            shown = params;
        }
    }
    assert_eq!(kinds, ["begin", "report", "end"]);
    let severe = shown["diagnostics"].as_array().unwrap().iter().filter(|found| found["severity"] == 1);
    assert_eq!(severe.map(|found| &found["code"]).collect::<Vec<_>>(), ["rhetorical-absolute"]);
    // A mistake in the configuration is shown in it, and the draft is not checked by other settings than the ones meant.
    std::fs::write(folder.join("lunju.toml"), "set = \"al\"\n").unwrap();
    client.notify("workspace/didChangeWatchedFiles", &json!({ "changes": [] }));
    client.asked("window/workDoneProgress/create");
    assert_eq!(client.diagnostics(&uri)["diagnostics"], json!([]));
    let configuration = format!("file://{}", folder.join("lunju.toml").display());
    assert_eq!(client.diagnostics(&configuration)["diagnostics"][0]["range"]["start"]["line"], 0);
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn what_is_malformed_is_refused_and_the_talk_goes_on() {
    let folder = folder("lsp-malformed", "");
    let mut client = Client::start(&folder, &json!({}));
    client.write_raw(b"rubbish\r\n\r\nContent-Length: 5\r\n\r\n{]{]{Content-Length: 2\r\n\r\n[]");
    client.write_raw(b"Content-Length: 99999999999999999999\r\n\r\n");
    client.write_raw(b"Content-Length: 2\r\n\r\n{}Content-Length: 3\r\n\r\n\"\xff\"");
    let codes: Vec<i64> = (0..6).map(|_| client.next_refusal()).collect();
    assert_eq!(codes, [-32700, -32700, -32600, -32700, -32600, -32700]);
    client.notify("textDocument/didChange", &json!({ "textDocument": 7 }));
    client.notify("no/such/thing", &json!([1]));
    client.notify("textDocument/didChange", &json!({ "textDocument": { "uri": "a" }, "contentChanges": [] }));
    assert_eq!(client.refused("textDocument/hover", &json!({ "position": 3 })), -32602);
    assert_eq!(client.refused("no/such/request", &Value::Null), -32601);
    assert_eq!(client.refused("initialize", &json!({})), -32600);
    let uri = uri(&folder, "draft.md");
    client.open(&uri, "markdown", DRAFT);
    assert_eq!(client.diagnostics(&uri)["version"], 1);
    // Places that are nowhere are the nearest ones.
    client.change(&uri, 2, &json!([{ "range": stretch((99, 7), (3, 99)), "text": "完。" }]));
    assert_eq!(client.diagnostics(&uri)["version"], 2);
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn a_request_that_waits_can_be_cancelled() {
    let folder = folder("lsp-cancel", "");
    let mut client = Client::start(&folder, &json!({}));
    let uri = uri(&folder, "draft.md");
    client.open(&uri, "markdown", &DRAFT.repeat(200));
    // All in one write, so that the last is there before the first is answered.
    let params = json!({ "textDocument": { "uri": uri } });
    let asked = (1000..1020).map(|id| client::request(id, "textDocument/documentSymbol", &params));
    let cancelled = (1010..1020).map(|id| client::notification("$/cancelRequest", &json!({ "id": id })));
    let all: Vec<u8> = asked.chain(cancelled).flatten().collect();
    client.write_raw(&all);
    let answers: Vec<Value> = (0..20).map(|_| client.next_answer()).collect();
    let refused = answers.iter().filter(|answer| answer["error"]["code"] == -32800).count();
    assert!(refused > 0 && refused <= 10, "{refused} of 10 were cancelled in time");
    assert!(answers[..10].iter().all(|answer| answer["result"].is_array()));
    assert_eq!(client.leave(), Some(0));
}

#[test]
fn the_exit_status_tells_whether_the_client_said_that_it_would_go() {
    let folder = folder("lsp-exit", "");
    let mut client = Client::start(&folder, &json!({}));
    client.notify("exit", &Value::Null);
    assert_eq!(client.status(), Some(1));
    let mut client = Client::start(&folder, &json!({}));
    client.ask("shutdown", &Value::Null);
    assert_eq!(client.refused("textDocument/hover", &Value::Null), -32600);
    client.notify("exit", &Value::Null);
    assert_eq!(client.status(), Some(0));
    assert_eq!(Client::start(&folder, &json!({})).hang_up(), Some(1), "an editor that dies leaves nothing behind");
}

#[test]
fn what_cannot_be_checked_is_never_silently_clean() {
    let folder = folder("lsp-languages", "");
    let mut client = Client::start(&folder, &json!({}));
    let uri_of = |name: &str| uri(&folder, name);
    client.open(&uri_of("english.md"), "markdown", "The library should stay open at night.\n");
    let shown = client.diagnostics(&uri_of("english.md"));
    assert!(shown["diagnostics"][0]["message"].as_str().unwrap().contains("English"), "{shown}");
    // A program is no draft, an unnamed text is one.
    client.open(&uri_of("main.rs"), "rust", "fn main() {}\n");
    client.open("untitled:Untitled-1", "markdown", DRAFT);
    let (_, shown) = client.next_notification();
    assert_eq!(shown["uri"], "untitled:Untitled-1");
    assert!(lints(&shown["diagnostics"]).contains(&"rhetorical-absolute"), "{shown}");
    assert_eq!(client.leave(), Some(0));
}
