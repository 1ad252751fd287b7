//! Which findings of a check are not new: those of a baseline, and those in units that a git revision has too.

use super::console::Console;
use super::files::{Input, Origin, shown, unreadable};
use super::history::file_at;
use super::messages::Message;
use super::messages::history::Trouble;
use crate::lint::baseline::Baseline;
use crate::lint::changes::keep_changed;
use crate::model::argument::Argument;
use crate::model::article::Article;
use crate::model::diagnostic::{Failure, Report};
use crate::pack::page::Pack;
use crate::parse::parse;
use crate::read::read_as;
use std::path::Path;

/// What findings are compared with.
pub struct Known {
    baseline: Option<Baseline>,
    revision: Option<String>,
}

impl Known {
    /// Reads the file of a baseline; notes on `console` if it is none.
    pub fn new(baseline: Option<&Path>, revision: Option<String>, console: &mut Console) -> Self {
        Self { baseline: baseline.and_then(|path| open(path, console)), revision }
    }

    /// Whether there is nothing to compare with.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.baseline.is_none() && self.revision.is_none()
    }

    /// Takes out of `report`, made of `new`, what is known of `input`.
    ///
    /// # Errors
    /// Why git gives no older version.
    pub fn leave_out(
        &self,
        report: &mut Report,
        input: &Input,
        new: (&Article, &Argument),
        pack: &Pack,
    ) -> Result<(), Trouble> {
        if let Some(baseline) = &self.baseline {
            baseline.keep_new(report, new.0, new.1);
        }
        let Some(revision) = &self.revision else { return Ok(()) };
        let path = match &input.origin {
            Origin::File(path) => path,
            // Standard input without a name has no older version: everything in it is new.
            Origin::Stdin if input.name == "-" => return Ok(()),
            Origin::Stdin | Origin::Sent(_) => Path::new(&input.name),
        };
        // An older version that is no text tells nothing about what has changed.
        let old = file_at(revision, path)?.and_then(|bytes| read_as(&input.name, &bytes, input.encoding).ok());
        if let Some(old) = old {
            let argument = parse(&old, &pack.lexicons);
            keep_changed(report, new, (&old, &argument));
        }
        Ok(())
    }
}

fn open(path: &Path, console: &mut Console) -> Option<Baseline> {
    let name = shown(path);
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) => {
            console.fail(&name, &unreadable(&error));
            return None;
        }
    };
    match Baseline::from_json(&text) {
        Ok(baseline) => Some(baseline),
        Err((line, column, what)) => {
            let message = Message::History(Trouble::NoBaseline(what)).text(console.language);
            console.fail_all([Failure { path: name, position: Some((line, column)), message }]);
            None
        }
    }
}
