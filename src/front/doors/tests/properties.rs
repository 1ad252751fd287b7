//! What holds for every draft, in every format.

use super::drafts;
use crate::front::doors::{check, docx, html, markdown, plain, select, talk};
use proptest::prelude::*;

/// What does not belong into a text, or turns it into something else.
const NOISE: &[&str] = &[
    "\r", "\n\n", "「", "」", "\u{3000}", "\u{200b}", "😀", "\0", "<", "](", "|", "`", "&#x", "\u{feff}", "…", "。",
    "A", "𠮷",
];

/// `text` with `noise` at a place.
fn spoilt(mut text: String, noise: &str, at: prop::sample::Index) -> String {
    let at = at.index(text.len() + 1);
    text.insert_str(text.floor_char_boundary(at), noise);
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    /// Ranges lie on character boundaries, inside the text; units cover the prose without overlap; the fold keeps lengths; and every
    /// form of output can be written: see `promises` and the doors.
    #[test]
    fn every_draft_keeps_the_promises(
        draft in drafts::marked(),
        noise in prop::collection::vec((prop::sample::select(NOISE), any::<prop::sample::Index>()), 0..4),
    ) {
        for mut text in [draft.markdown(), draft.plain(), draft.html()] {
            for (noise, at) in &noise {
                text = spoilt(text, noise, *at);
            }
            check(text.as_bytes());
            for door in [markdown, html, plain] {
                door(text.as_bytes());
            }
        }
    }

    #[test]
    fn every_word_file_keeps_the_promises(draft in drafts::bare(), cut in any::<prop::sample::Index>()) {
        let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
        let mut body = String::new();
        for (heading, paragraphs) in &draft.sections {
            let heading = heading.iter().map(|text| format!("<w:p><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr>{}</w:p>", run(text)));
            body.extend(heading);
            let paragraphs = paragraphs.iter().map(|sentences| sentences.iter().map(|text| run(text)).collect::<String>());
            body.extend(paragraphs.map(|runs| format!("<w:p>{runs}</w:p>")));
        }
        let whole = format!("<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>");
        docx(whole.as_bytes());
        docx(&whole.as_bytes()[..cut.index(whole.len())]);
    }

    #[test]
    fn every_talk_about_a_draft_goes_on(draft in drafts::marked(), noise in prop::sample::select(NOISE), line in 0u32..20, character in 0u32..40) {
        let uri = "untitled:a";
        let range = serde_json::json!({ "start": { "line": line, "character": character }, "end": { "line": line + 1, "character": 3 } });
        let document = serde_json::json!({ "uri": uri });
        let open = serde_json::json!({ "uri": uri, "languageId": "markdown", "text": draft.markdown() });
        let about = serde_json::json!({ "textDocument": document, "position": range["start"], "range": range });
        let messages = [
            ("initialize", Some(1), serde_json::json!({})),
            ("textDocument/didOpen", None, serde_json::json!({ "textDocument": open })),
            ("textDocument/codeAction", Some(2), about.clone()),
            ("textDocument/didChange", None, serde_json::json!({ "textDocument": document, "contentChanges": [{ "range": range, "text": noise }] })),
            ("textDocument/hover", Some(3), about.clone()),
            ("textDocument/inlayHint", Some(4), about.clone()),
            ("textDocument/documentSymbol", Some(5), about),
            ("shutdown", Some(6), serde_json::json!({})),
        ];
        let lines = messages.map(|(method, id, params)| match id {
            Some(id) => serde_json::json!({ "method": method, "id": id, "params": params }).to_string(),
            None => serde_json::json!({ "method": method, "params": params }).to_string(),
        });
        talk(lines.join("\n").as_bytes());
    }

    #[test]
    fn no_selector_breaks_the_reader(parts in prop::collection::vec(prop::sample::select(SELECTORS), 0..12)) {
        select(parts.concat().as_bytes());
    }
}

/// What selectors are made of.
const SELECTORS: &[&str] = &[
    "claim",
    "evidence",
    "section",
    "article",
    "heading",
    "*",
    " ",
    " > ",
    " + ",
    " ~ ",
    ", ",
    ":not(",
    ":has(",
    ":is(",
    ")",
    ":sure",
    ":supports(",
    ":next(",
    ":nth-child(2n+1",
    " of ",
    "[source=none]",
    "[thesis]",
    "[level",
    "=",
    "\"1\"",
    "]",
    ":more-than(3, ",
    ":in-section-with(",
    "（",
    "\\",
    "/*",
    "\0",
];
