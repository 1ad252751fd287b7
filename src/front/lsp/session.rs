//! The talk with one client, from its introduction to its leave.

use super::actions::{self, actions};
use super::client::Client;
use super::diagnostics::{of_failures, of_outcome};
use super::documents::{Checked, Document};
use super::hints::hints;
use super::hover::hover;
use super::outline::symbols;
use super::project::Project;
use super::protocol::{About, Changed, Opened, Refusal, answer, ask, notify, refuse};
use super::wire::{self, Received};
use crate::front::cli::ConfigArgs;
use crate::model::diagnostic::MessageLanguage;
use crate::model::span::Span;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::time::{Duration, Instant};

/// Findings are not put off for longer, however fast somebody types.
const LONGEST_WAIT: Duration = Duration::from_secs(1);
/// The ids of what is asked of the client.
const WATCH: &str = "lunju/watch";
const SETTINGS: &str = "lunju/settings";
const PROGRESS: &str = "lunju/progress/";

/// How far the talk has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// The client has not introduced itself.
    Fresh,
    Open,
    /// It has said that it will go.
    Closed,
}

/// A talk.
pub struct Session<W> {
    out: W,
    typed: ConfigArgs,
    /// The language that the command line asks for.
    language: Option<MessageLanguage>,
    client: Client,
    phase: Phase,
    documents: BTreeMap<String, Document>,
    /// When findings are to be looked for: since when the draft has waited, and until when.
    due: BTreeMap<String, (Instant, Instant)>,
    /// What was said to be wrong with the files of users, by address.
    failures: BTreeMap<String, Vec<Value>>,
    /// How often the client was asked to show progress.
    reloads: usize,
}

/// Why a request is not answered, and what to say.
type Refused = (Refusal, String);

impl<W: Write> Session<W> {
    /// A talk that has not begun; `typed` and `language` are those of the command line.
    pub fn new(typed: ConfigArgs, language: Option<MessageLanguage>, out: W) -> Self {
        Self {
            out,
            typed,
            language,
            client: Client::default(),
            phase: Phase::Fresh,
            documents: BTreeMap::new(),
            due: BTreeMap::new(),
            failures: BTreeMap::new(),
            reloads: 0,
        }
    }

    /// When findings have to be looked for next.
    pub fn next_due(&self) -> Option<Instant> {
        self.due.values().map(|&(_, until)| until).min()
    }

    /// Takes in what the client sent; `cancelled` are the requests that it does not care for any more. Gives how the talk ends,
    /// if it ends.
    pub fn take(&mut self, received: Received, cancelled: &[&Value]) -> io::Result<Option<bool>> {
        let message = match received {
            Received::Message(message) => message,
            Received::Malformed(why) => {
                self.send(&refuse(&Value::Null, Refusal::ParseError, &why))?;
                return Ok(None);
            }
        };
        let params = message.get("params").cloned().unwrap_or_default();
        match (message.get("method").and_then(Value::as_str), message.get("id")) {
            (Some("exit"), None) => return Ok(Some(self.phase == Phase::Closed)),
            (Some(method), None) => self.notice(method, params)?,
            (Some(method), Some(id)) if id.is_string() || id.is_number() => {
                let answered = match self.request(method, params, cancelled.contains(&id)) {
                    Ok(result) => answer(id, &result),
                    Err((why, message)) => refuse(id, why, &message),
                };
                self.send(&answered)?;
            }
            (None, Some(id)) if message.get("result").is_some() || message.get("error").is_some() => {
                self.reply(id, message.get("result"))?;
            }
            _ => {
                let why = "this is neither a request nor a notification nor a response";
                self.send(&refuse(&Value::Null, Refusal::InvalidRequest, why))?;
            }
        }
        Ok(None)
    }

    /// Looks for findings in the drafts that have waited long enough.
    pub fn publish_due(&mut self, now: Instant) -> io::Result<()> {
        let ripe = |(uri, &(_, until)): (&String, &(Instant, Instant))| (until <= now).then(|| uri.clone());
        let uris: Vec<String> = self.due.iter().filter_map(ripe).collect();
        for uri in uris {
            self.publish(&uri)?;
        }
        Ok(())
    }

    fn send(&mut self, message: &Value) -> io::Result<()> {
        wire::write(&mut self.out, message)
    }

    /// The answer to a request.
    fn request(&mut self, method: &str, params: Value, is_cancelled: bool) -> Result<Value, Refused> {
        let refused = |why, message: &str| Err((why, message.to_owned()));
        match (self.phase, method) {
            (Phase::Fresh, "initialize") => return Ok(self.introduce(&params)),
            (Phase::Fresh, _) => return refused(Refusal::NotInitialized, "the first request is `initialize`"),
            (Phase::Closed, _) => return refused(Refusal::InvalidRequest, "the server is shutting down"),
            (Phase::Open, "initialize") => return refused(Refusal::InvalidRequest, "this was said already"),
            (Phase::Open, _) if is_cancelled => return refused(Refusal::Cancelled, "cancelled"),
            (Phase::Open, "shutdown") => {
                self.phase = Phase::Closed;
                self.due.clear();
                return Ok(Value::Null);
            }
            (Phase::Open, _) => {}
        }
        let give = match method {
            "textDocument/hover" => hover_at,
            "textDocument/documentSymbol" => symbols_in,
            "textDocument/codeAction" => actions_in,
            "textDocument/inlayHint" => hints_in,
            _ => return refused(Refusal::MethodNotFound, &format!("unknown method: {method}")),
        };
        let about: About = read(params)?;
        let client = self.client.clone();
        let Some(document) = self.look(&about.text_document.uri) else { return Ok(Value::Null) };
        Ok(document.checked().map_or(Value::Null, |checked| give(document, checked, &about, &client)))
    }

    /// The draft at `uri`, whose findings are then known.
    fn look(&mut self, uri: &str) -> Option<&Document> {
        let (typed, language) = (&self.typed, self.language.or(self.client.language));
        let document = self.documents.get_mut(uri)?;
        document.outcome(|input, path| Project::load(typed, input, path, language));
        Some(document)
    }

    /// What the server can do, for a client that introduces itself by `params`.
    fn introduce(&mut self, params: &Value) -> Value {
        self.client = Client::new(params);
        self.phase = Phase::Open;
        json!({
            "capabilities": {
                "positionEncoding": self.client.unit.name(),
                // 2: changes come as they are made.
                "textDocumentSync": { "openClose": true, "change": 2 },
                "hoverProvider": true,
                "documentSymbolProvider": true,
                "inlayHintProvider": true,
                "codeActionProvider": { "codeActionKinds": [actions::KIND] },
            },
            "serverInfo": { "name": "lunju", "version": env!("CARGO_PKG_VERSION") },
        })
    }

    /// Takes in something that needs no answer. What is not understood is passed over, as the protocol wants it.
    fn notice(&mut self, method: &str, params: Value) -> io::Result<()> {
        if self.phase != Phase::Open {
            return Ok(());
        }
        match method {
            "initialized" => self.ask_client()?,
            "textDocument/didOpen" => {
                if let Ok(Opened { text_document }) = read(params) {
                    let uri = text_document.uri.clone();
                    let document = Document::open(text_document, self.client.unit);
                    if !document.is_foreign() {
                        self.documents.insert(uri.clone(), document);
                        self.wait(&uri, Duration::ZERO);
                    }
                }
            }
            "textDocument/didChange" => {
                if let Ok(Changed { text_document, content_changes }) = read(params)
                    && let Some(document) = self.documents.get_mut(&text_document.uri)
                {
                    let version = text_document.version.unwrap_or(document.version);
                    document.change(version, content_changes);
                    self.wait(&text_document.uri, self.client.pause);
                }
            }
            "textDocument/didClose" => {
                if let Ok(About { text_document, .. }) = read(params)
                    && self.documents.remove(&text_document.uri).is_some()
                {
                    self.due.remove(&text_document.uri);
                    let nothing = json!({ "uri": text_document.uri, "diagnostics": [] });
                    self.send(&notify("textDocument/publishDiagnostics", &nothing))?;
                }
            }
            "workspace/didChangeWatchedFiles" => self.reload()?,
            "workspace/didChangeConfiguration" => {
                self.client.set(params.get("settings").unwrap_or(&Value::Null));
                self.ask_settings()?;
                self.reload()?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Has the findings of `uri` looked for after `pause`, or when they have waited for too long.
    fn wait(&mut self, uri: &str, pause: Duration) {
        let now = Instant::now();
        let since = self.due.get(uri).map_or(now, |&(since, _)| since);
        let until = (now + pause).min(since + LONGEST_WAIT.max(pause));
        self.due.insert(uri.to_owned(), (since, until));
    }

    /// Asks the client for what it can tell: its settings, and when files of users change.
    fn ask_client(&mut self) -> io::Result<()> {
        self.ask_settings()?;
        if !self.client.watches {
            return Ok(());
        }
        let watchers = json!([{ "globPattern": "**/lunju.toml" }, { "globPattern": "**/.lunju/**" }]);
        let registration = json!({
            "id": WATCH,
            "method": "workspace/didChangeWatchedFiles",
            "registerOptions": { "watchers": watchers },
        });
        self.send(&ask(WATCH, "client/registerCapability", &json!({ "registrations": [registration] })))
    }

    fn ask_settings(&mut self) -> io::Result<()> {
        if !self.client.tells_settings {
            return Ok(());
        }
        self.send(&ask(SETTINGS, "workspace/configuration", &json!({ "items": [{ "section": "lunju" }] })))
    }

    /// Takes in what the client answers.
    fn reply(&mut self, id: &Value, result: Option<&Value>) -> io::Result<()> {
        match id.as_str() {
            Some(SETTINGS) => {
                let before = self.client.language;
                self.client.set(result.and_then(|result| result.get(0)).unwrap_or(&Value::Null));
                if before == self.client.language { Ok(()) } else { self.reload() }
            }
            Some(token) if token.starts_with(PROGRESS) && result.is_some() => self.reload_shown(token),
            _ => Ok(()),
        }
    }

    /// Reads everything that drafts are checked with anew. A client that can show that this takes its time is asked first.
    fn reload(&mut self) -> io::Result<()> {
        self.documents.values_mut().for_each(Document::forget);
        let pause = if self.client.shows_progress { LONGEST_WAIT } else { Duration::ZERO };
        let now = Instant::now();
        self.due = self.documents.keys().map(|uri| (uri.clone(), (now, now + pause))).collect();
        if !self.client.shows_progress || self.documents.is_empty() {
            return Ok(());
        }
        self.reloads += 1;
        let token = format!("{PROGRESS}{}", self.reloads);
        self.send(&ask(&token, "window/workDoneProgress/create", &json!({ "token": token })))
    }

    /// The same with the client looking on.
    fn reload_shown(&mut self, token: &str) -> io::Result<()> {
        let say = |value: Value| notify("$/progress", &json!({ "token": token, "value": value }));
        self.send(&say(json!({ "kind": "begin", "title": "lunju", "percentage": 0 })))?;
        let uris: Vec<String> = self.due.keys().cloned().collect();
        for (number, uri) in uris.iter().enumerate() {
            self.publish(uri)?;
            self.send(&say(json!({ "kind": "report", "percentage": (number + 1) * 100 / uris.len() })))?;
        }
        self.send(&say(json!({ "kind": "end" })))
    }

    /// Looks for findings in the draft at `uri`, and shows them.
    fn publish(&mut self, uri: &str) -> io::Result<()> {
        self.due.remove(uri);
        let client = self.client.clone();
        let Some(document) = self.look(uri) else { return Ok(()) };
        let Some(outcome) = document.known() else { return Ok(()) };
        let found = json!({
            "uri": uri,
            "version": document.version,
            "diagnostics": of_outcome(document, outcome, &client),
        });
        self.send(&notify("textDocument/publishDiagnostics", &found))?;
        self.publish_failures()
    }

    /// Shows what is wrong with the files of users, where that has changed.
    fn publish_failures(&mut self) -> io::Result<()> {
        let projects = self.documents.values().filter_map(|document| document.project.as_ref());
        let mut all: Vec<_> = projects.flat_map(|project| project.failures.clone()).collect();
        all.sort();
        all.dedup();
        let new = of_failures(&all);
        let old = std::mem::replace(&mut self.failures, new.clone());
        let gone = old.keys().filter(|uri| !new.contains_key(*uri)).map(|uri| (uri, Vec::new()));
        let changed = new.iter().filter(|(uri, found)| old.get(*uri) != Some(*found));
        let changed: Vec<(&String, Vec<Value>)> =
            changed.map(|(uri, found)| (uri, found.clone())).chain(gone).collect();
        for (uri, found) in changed {
            let shown = json!({ "uri": uri, "diagnostics": found });
            self.send(&notify("textDocument/publishDiagnostics", &shown))?;
        }
        Ok(())
    }
}

/// The parameters of a request.
fn read<T: DeserializeOwned>(params: Value) -> Result<T, Refused> {
    serde_json::from_value(params).map_err(|error| (Refusal::InvalidParams, error.to_string()))
}

fn hover_at(document: &Document, checked: &Checked, about: &About, _: &Client) -> Value {
    let at = document.lines.byte(&document.text, about.position);
    let project = document.project.as_ref();
    project.and_then(|project| hover(document, checked, project, at)).unwrap_or_default()
}

fn symbols_in(document: &Document, checked: &Checked, _: &About, _: &Client) -> Value {
    symbols(document, checked).into()
}

fn hints_in(document: &Document, checked: &Checked, about: &About, _: &Client) -> Value {
    hints(document, checked, within(document, about)).into()
}

fn actions_in(document: &Document, checked: &Checked, about: &About, client: &Client) -> Value {
    let fits = |kind: &String| actions::KIND == kind || kind.is_empty();
    if about.context.only.as_ref().is_some_and(|only| !only.iter().any(fits)) {
        return json!([]);
    }
    actions(document, checked, within(document, about), client).into()
}

/// The bytes that a request is about; all of them where it does not say.
fn within(document: &Document, about: &About) -> Span {
    let whole = Span::new(0, document.text.len());
    about.range.map_or(whole, |range| document.lines.span(&document.text, range))
}
