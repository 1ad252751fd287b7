//! What the client can do, and what it asks for, as far as that makes a difference.

use super::positions::Unit;
use crate::front::cli::Lang;
use crate::model::diagnostic::MessageLanguage;
use clap::ValueEnum as _;
use serde_json::Value;
use std::time::Duration;

/// How long after the last key findings are looked for, unless the client says otherwise.
const PAUSE: Duration = Duration::from_millis(200);
/// The longest pause that a client may ask for.
const LONGEST_PAUSE: Duration = Duration::from_mins(1);

/// A client.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is something that a client can or cannot do")]
pub struct Client {
    /// What its characters count in.
    pub unit: Unit,
    /// Whether it shows other places beside a finding.
    pub shows_related: bool,
    /// Whether it can show that something takes its time.
    pub shows_progress: bool,
    /// Whether it can be asked to watch files.
    pub watches: bool,
    /// Whether it can be asked for its settings.
    pub tells_settings: bool,
    /// Whether an action may create a file.
    pub creates_files: bool,
    /// The language that it asks for.
    pub language: Option<MessageLanguage>,
    /// How long after the last key findings are looked for.
    pub pause: Duration,
}

impl Client {
    /// What the parameters of `initialize` say.
    pub fn new(params: &Value) -> Self {
        let can = |pointer: &str| params.pointer(pointer).and_then(Value::as_bool).unwrap_or_default();
        let texts = |pointer: &str| params.pointer(pointer).and_then(Value::as_array).into_iter().flatten();
        let units = texts("/capabilities/general/positionEncodings").filter_map(Value::as_str);
        let mut operations = texts("/capabilities/workspace/workspaceEdit/resourceOperations");
        let mut client = Self {
            unit: Unit::agree(&units),
            shows_related: can("/capabilities/textDocument/publishDiagnostics/relatedInformation"),
            shows_progress: can("/capabilities/window/workDoneProgress"),
            watches: can("/capabilities/workspace/didChangeWatchedFiles/dynamicRegistration"),
            tells_settings: can("/capabilities/workspace/configuration"),
            creates_files: operations.any(|operation| operation == "create")
                && can("/capabilities/workspace/workspaceEdit/documentChanges"),
            language: None,
            pause: PAUSE,
        };
        client.set(params.get("initializationOptions").unwrap_or(&Value::Null));
        client
    }

    /// Takes the `settings` of a user: `lang` and `debounce` (milliseconds), plain or in a table called `lunju`.
    pub fn set(&mut self, settings: &Value) {
        let settings = settings.get("lunju").unwrap_or(settings);
        if let Some(lang) = settings.get("lang").and_then(Value::as_str) {
            self.language = Lang::from_str(lang, true).ok().map(MessageLanguage::from);
        }
        if let Some(pause) = settings.get("debounce").and_then(Value::as_u64) {
            self.pause = Duration::from_millis(pause).min(LONGEST_PAUSE);
        }
    }
}
