//! Leaving a finding alone, with a reason: by a comment where the format has comments, else by an entry of `lunju.toml`.

use super::addresses::uri_of;
use super::client::Client;
use super::documents::{Checked, Document, Format};
use super::positions::{Lines, Stretch};
use crate::front::config::FILE;
use crate::model::article::BlockKind;
use crate::model::diagnostic::{Diagnostic, MessageLanguage};
use crate::model::span::Span;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// So many scalar values of the words of a finding tell it from others.
const TELLING: usize = 12;

/// The edit by which `found` is left alone; none where there is no way to say so.
pub fn edit(document: &Document, checked: &Checked, found: &Diagnostic, client: &Client) -> Option<Value> {
    let reason = checked.language.pick(["請在此寫明原因", "请在此写明原因", "say why here"]);
    match document.format {
        Format::Plain => entry(document, found, reason, client),
        Format::Markdown | Format::Html => {
            let (at, text) = comment(document, checked, found, reason)?;
            let range = document.stretch(Span::new(at, at));
            Some(json!({ "changes": { &*document.uri: [{ "range": range, "newText": text }] } }))
        }
    }
}

/// Where a comment goes, and what it is. In Markdown it stands at the end of the block's last line: at the beginning of a line it
/// would turn the line into markup.
fn comment(document: &Document, checked: &Checked, found: &Diagnostic, reason: &str) -> Option<(usize, String)> {
    let article = &checked.article;
    let lint = &found.lint;
    let words = telling(document, found).filter(|words| !words.contains("--"));
    let item = match words.as_deref() {
        Some(words) if !words.contains("\"]") => format!("{lint}[\"{words}\"]"),
        Some(words) if !words.contains("」]") => format!("{lint}[「{words}」]"),
        _ => lint.clone(),
    };
    let leaf = article.blocks.iter().filter(|block| block.kind.is_leaf()).find(|block| {
        let span = article.map.map(block.span);
        span.start <= found.range.byte.start && found.range.byte.start <= span.end
    })?;
    if leaf.kind == BlockKind::Row {
        // A comment in a row would be a cell of it.
        return Some((0, format!("<!-- lunju-ignore-file {item}: {reason} -->\n\n")));
    }
    let end = article.map.map(leaf.span).end;
    let text = format!("<!-- lunju-ignore {item}: {reason} -->");
    match document.format {
        Format::Markdown => Some((document.lines.end_of_line(&document.text, end), format!(" {text}"))),
        _ => Some((end, text)),
    }
}

/// The beginning of the words of a finding, as they stand in the draft.
fn telling(document: &Document, found: &Diagnostic) -> Option<String> {
    let words = found.range.byte.of(&document.text).trim();
    let line = words.split(['\n', '\r', '<', '*', '[', ']', '`']).next()?.trim();
    let end = line.char_indices().nth(TELLING).map_or(line.len(), |(end, _)| end);
    (!line.is_empty()).then(|| line[..end].trim().to_owned())
}

/// The entry in the configuration above `document`, or in a new one beside it.
fn entry(document: &Document, found: &Diagnostic, reason: &str, client: &Client) -> Option<Value> {
    let path = document.path.as_deref()?;
    let file = configuration(path)?;
    let is_new = !file.is_file();
    if is_new && !client.creates_files {
        return None;
    }
    let text = if is_new { String::new() } else { std::fs::read_to_string(&file).ok()? };
    if !takes_entries(&text) {
        return None;
    }
    let name = path.strip_prefix(file.parent()?).ok()?.to_string_lossy().replace('\\', "/");
    // A text in quotation marks is the same in TOML as in JSON.
    let quoted = |text: &str| serde_json::to_string(text).unwrap_or_default();
    let gap = if text.is_empty() || text.ends_with("\n\n") {
        ""
    } else if text.ends_with('\n') {
        "\n"
    } else {
        "\n\n"
    };
    let mut written = format!("{gap}[[ignore]]\nlint = {}\nfiles = [{}]\n", quoted(&found.lint), quoted(&name));
    if let Some(words) = telling(document, found) {
        written = format!("{written}match = {}\n", quoted(&words));
    }
    written = format!("{written}reason = {}\n", quoted(reason));
    let place = Lines::new(&text, client.unit).place(&text, text.len());
    let edits = json!([{ "range": Stretch { start: place, end: place }, "newText": written }]);
    let uri = uri_of(&file);
    if !client.creates_files {
        return Some(json!({ "changes": { &*uri: edits } }));
    }
    let identified = json!({ "uri": uri, "version": null });
    let mut changes = vec![json!({ "textDocument": identified, "edits": edits })];
    if is_new {
        changes.insert(0, json!({ "kind": "create", "uri": uri, "options": { "ignoreIfExists": true } }));
    }
    Some(json!({ "documentChanges": changes }))
}

/// The configuration next above the file `path`, or the one that could stand beside it.
fn configuration(path: &Path) -> Option<PathBuf> {
    let beside = path.parent()?.join(FILE);
    let found = path.ancestors().skip(1).map(|folder| folder.join(FILE)).find(|file| file.is_file());
    Some(found.unwrap_or(beside))
}

/// Whether an entry can stand at the end of the configuration `text`.
fn takes_entries(text: &str) -> bool {
    let Ok(table) = toml::de::DeTable::parse(text) else { return false };
    !table.get_ref().contains_key("ignore") || text.lines().any(|line| line.trim().starts_with("[[ignore]]"))
}

/// What the action is called.
pub fn title(found: &Diagnostic, language: MessageLanguage) -> String {
    let way = language.pick(["略過這處問題，並說明原因", "略过这处问题，并说明原因", "Leave this alone, and say why"]);
    format!("{way} ({})", found.lint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_does_not_break_a_configuration() {
        assert!(takes_entries(""));
        assert!(takes_entries("set = \"all\"\n"));
        assert!(takes_entries("[[ignore]]\nlint = \"a\"\nfiles = [\"b\"]\n"));
        assert!(!takes_entries("ignore = [\"a\"]\n"));
        assert!(!takes_entries("set = "));
    }
}
