//! `lunju lsp`: the language server, over standard input and output.
//!
//! One thread reads messages (`wire`), the other one answers them in order (`session`), so that nothing needs a lock. A request
//! that is cancelled while it waits is not answered; none takes longer than a few milliseconds. `documents` holds the drafts
//! that are open and what was found in them, with the memories that make an edit cheap; `project` is what a draft is checked
//! with. `diagnostics`, `hover`, `outline`, `hints` and `actions` put what was found into the protocol's shapes, `positions`
//! counts lines and characters as the `client` does, `addresses` leads from addresses to files, `labels` holds words.
//!
//! The messages are read here and not by a crate, because a server must outlive a client's mistakes: what is no message, or
//! announces more bytes than there is memory, is refused, and the next message is answered.

mod actions;
mod addresses;
mod client;
mod diagnostics;
mod documents;
mod hints;
mod hover;
mod ignoring;
mod labels;
mod outline;
mod positions;
mod project;
mod protocol;
mod session;
mod soften;
mod wire;

use crate::front::cli::{LspArgs, Speech};
use crate::model::diagnostic::MessageLanguage;
use serde_json::Value;
use session::Session;
use std::collections::VecDeque;
use std::io;
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::Instant;
use wire::Received;

/// So many messages may wait; a client that sends more has to.
const MOST_WAITING: usize = 256;

/// Serves the client at the other end of standard input and output. The exit status is 0 where the client said that it would
/// go, else 1.
pub fn run(typed: &LspArgs, speech: Speech) -> ExitCode {
    let (sender, receiver) = sync_channel(MOST_WAITING);
    std::thread::spawn(move || {
        let mut input = io::stdin().lock();
        while let Ok(Some(received)) = wire::read(&mut input) {
            if sender.send(received).is_err() {
                return;
            }
        }
    });
    let language = speech.lang.map(MessageLanguage::from);
    let mut session = Session::new(typed.config.clone(), language, io::stdout());
    let is_clean = serve(&receiver, &mut session).unwrap_or(false);
    if is_clean { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Answers what comes in until the client goes. Gives whether it said so before.
fn serve(input: &Receiver<Received>, session: &mut Session<impl io::Write>) -> io::Result<bool> {
    let mut waiting = VecDeque::new();
    loop {
        if waiting.is_empty() {
            let next = match session.next_due() {
                Some(due) => input.recv_timeout(due.saturating_duration_since(Instant::now())),
                None => input.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match next {
                Ok(next) => waiting.push_back(next),
                Err(RecvTimeoutError::Timeout) => session.publish_due(Instant::now())?,
                Err(RecvTimeoutError::Disconnected) => return Ok(false),
            }
        }
        waiting.extend(input.try_iter().take(MOST_WAITING));
        let Some(next) = waiting.pop_front() else { continue };
        let cancelled: Vec<&Value> = waiting.iter().filter_map(cancelled_by).collect();
        if let Some(is_clean) = session.take(next, &cancelled)? {
            return Ok(is_clean);
        }
        if waiting.is_empty() {
            session.publish_due(Instant::now())?;
        }
    }
}

/// What a client that sends `bytes` and is in no hurry is answered: for fuzzing.
#[cfg(any(test, fuzzing))]
pub fn talk(mut bytes: &[u8], typed: crate::front::cli::ConfigArgs) -> Vec<Value> {
    let mut out = Vec::new();
    let mut session = Session::new(typed, None, &mut out);
    while let Ok(Some(received)) = wire::read(&mut bytes)
        && let Ok(None) = session.take(received, &[])
    {
        // Later than any draft can wait.
        let written = session.publish_due(Instant::now() + std::time::Duration::from_hours(1));
        assert!(written.is_ok(), "nothing fails to be written into memory");
    }
    let mut answers = Vec::new();
    let mut out = &out[..];
    while let Ok(Some(Received::Message(answer))) = wire::read(&mut out) {
        answers.push(answer);
    }
    assert!(out.is_empty(), "an answer that nobody can read");
    answers
}

/// The id of the request that a message cancels.
fn cancelled_by(received: &Received) -> Option<&Value> {
    match received {
        Received::Message(message) if message.get("method").is_some_and(|method| method == "$/cancelRequest") => {
            message.pointer("/params/id")
        }
        _ => None,
    }
}
