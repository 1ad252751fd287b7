//! The desk: drafts to reports, so many at a time and no more memory than there is room for.

use super::draft::Draft;
use super::guard::Hosts;
use super::refusal::Refusal;
use crate::emit::{CheckFormat, Parsed, Style, reports};
use crate::front::command::run::{Linted, Run};
use crate::front::files::Input;
use crate::front::messages::Message;
use crate::model::argument::Argument;
use crate::model::article::Article;
use crate::model::diagnostic::{Failure, MessageLanguage, Report, Summary};
use crate::read::read_as;
use axum::body::{Body, Bytes, HttpBody as _, to_bytes};
use axum::http::{HeaderMap, StatusCode, header};
use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::thread::available_parallelism;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// The most bytes of a request: a Word file with its pictures.
const MOST_BYTES: usize = 16 << 20;
/// The most bytes of prose in a draft: some 350,000 Chinese characters.
const MOST_PROSE: usize = 1 << 20;
/// The bytes of all requests that are read or checked at one time; others wait outside.
const ROOM: usize = 64 << 20;
/// The most bytes of a request that is too big that are read all the same, one piece at a time.
const MOST_DRAINED: usize = 128 << 20;
/// Requests are measured in these, so that each has a share however small it is.
const SHARE: usize = 4 << 10;

/// What checks drafts.
pub struct Desk {
    /// The lints and settings.
    pub run: Run,
    /// The names that the server answers to.
    pub hosts: Hosts,
    at_once: usize,
    checks: Arc<Semaphore>,
    room: Arc<Semaphore>,
}

/// The bytes of a request, and the room that they take.
pub struct Received {
    /// The bytes.
    pub bytes: Bytes,
    /// The room.
    pub room: Room,
}

/// Room that is taken until this is dropped.
pub type Room = Option<OwnedSemaphorePermit>;

/// A draft that has been checked.
pub struct Checked {
    /// The article and its argument.
    pub parsed: Box<(Article, Argument)>,
    /// What was found.
    pub report: Report,
}

impl Checked {
    /// The article as formats need it.
    pub fn parsed(&self) -> Parsed<'_> {
        Parsed { article: &self.parsed.0, argument: &self.parsed.1, reasons: None }
    }

    /// The report in `format`, in the words of `language`; none: of the article's own.
    ///
    /// # Errors
    /// None but those of memory.
    pub fn write(&self, format: CheckFormat, language: Option<MessageLanguage>) -> io::Result<Vec<u8>> {
        let mut emitter = reports(format, Style { color: false, language }, Vec::new());
        let mut out = Vec::new();
        emitter.article(&mut out, &self.report, &self.parsed())?;
        emitter.finish(&mut out, &self.report.summary, &[])?;
        Ok(out)
    }
}

/// What became of a draft.
pub enum Outcome {
    /// It has been checked.
    Checked(Box<Checked>),
    /// There is no prose in it.
    Empty,
    /// It cannot be checked.
    Refused(Refusal),
}

impl Desk {
    /// A desk that checks with `run` for who asks for one of `hosts`.
    pub fn new(run: Run, hosts: Hosts) -> Self {
        let at_once = available_parallelism().map_or(1, usize::from);
        let [checks, room] = [at_once, ROOM / SHARE].map(|places| Arc::new(Semaphore::new(places)));
        Self { run, hosts, at_once, checks, room }
    }

    /// How many drafts are checked at one time.
    pub fn at_once(&self) -> usize {
        self.at_once
    }

    /// Reads the body of a request when there is room for it.
    ///
    /// # Errors
    /// Where it is too big, or does not come.
    pub async fn receive(&self, headers: &HeaderMap, body: Body) -> Result<Received, Refusal> {
        let too_big = || Refusal::about(StatusCode::PAYLOAD_TOO_LARGE, "too-big", &(MOST_BYTES >> 20).to_string());
        let length = headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
        let length = length.unwrap_or(MOST_BYTES);
        if length > MOST_BYTES {
            drain(body).await;
            return Err(too_big());
        }
        let shares = u32::try_from(length / SHARE + 1).unwrap_or(u32::MAX);
        // It is never closed; without a permit the bytes are limited all the same.
        let room = Arc::clone(&self.room).acquire_many_owned(shares).await.ok();
        let bytes = to_bytes(body, MOST_BYTES).await.map_err(|_| too_big())?;
        Ok(Received { bytes, room })
    }

    /// Does `work` on a thread of its own when its turn has come; `room` is kept until it is done.
    ///
    /// # Errors
    /// Where it breaks down.
    pub async fn work<T: Send + 'static>(
        self: &Arc<Self>,
        room: Room,
        work: impl FnOnce(&Self) -> T + Send + 'static,
    ) -> Result<T, Refusal> {
        let turn = Arc::clone(&self.checks).acquire_owned().await.ok();
        let desk = Arc::clone(self);
        let done = tokio::task::spawn_blocking(move || {
            let done = work(&desk);
            drop((turn, room));
            done
        });
        done.await.map_err(|_| Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, "broken-down"))
    }

    /// Checks `draft` for somebody who reads `language`; none: in the configured language, or the article's own.
    pub fn check(&self, draft: Draft, language: Option<MessageLanguage>) -> Outcome {
        let said = language.unwrap_or(MessageLanguage::English);
        if let Some(refusal) = too_long(&draft) {
            return Outcome::Refused(refusal);
        }
        let input = Input::sent(draft.name, draft.bytes);
        match self.run.lint_for(&input, language) {
            Linted::Article(parsed, report, ..) => Outcome::Checked(Box::new(Checked { parsed, report })),
            Linted::Empty => Outcome::Empty,
            Linted::Unwanted(spoken) => {
                let message = Message::OtherLanguage(spoken.name().to_owned());
                Outcome::Refused(Refusal::unchecked(message.text(said)))
            }
            Linted::Failed(Failure { message, .. }) => Outcome::Refused(Refusal::unchecked(message)),
            Linted::Unconfigured => Outcome::Refused(Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, "unconfigured")),
        }
    }
}

/// Reads a body that nobody wants, within limits: a browser that is still sending does not read why it is refused.
async fn drain(mut body: Body) {
    let mut left = MOST_DRAINED;
    while left > 0
        && let Some(Ok(frame)) = poll_fn(|cx| Pin::new(&mut body).poll_frame(cx)).await
    {
        left = left.saturating_sub(frame.data_ref().map_or(0, Bytes::len));
    }
}

/// The report of a draft without prose, as JSON.
///
/// # Errors
/// None but those of memory.
pub fn nothing() -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    reports(CheckFormat::Json, Style::default(), Vec::new()).finish(&mut out, &Summary::default(), &[])?;
    Ok(out)
}

/// Why a draft is too long to be parsed. Of a file that is no text, or much more than its prose, the prose counts.
pub fn too_long(draft: &Draft) -> Option<Refusal> {
    if draft.bytes.len() <= MOST_PROSE && !draft.is_word() {
        return None;
    }
    let article = read_as(&draft.name, &draft.bytes, None).ok()?;
    let limit = || (MOST_PROSE >> 10).to_string();
    (article.prose.len() > MOST_PROSE).then(|| Refusal::about(StatusCode::PAYLOAD_TOO_LARGE, "too-long", &limit()))
}
