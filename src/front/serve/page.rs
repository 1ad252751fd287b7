//! The page: the form with the draft, and beside it what was found. What it shows is written here, so that it works without a
//! script; the script (`assets/page.js`) asks for the result alone while somebody types.

use super::desk::{Checked, Desk, Outcome};
use super::draft::{Draft, Form, format_of};
use super::refusal::Refusal;
use super::words::{asked, fill, spoken, word};
use super::{explained, sample};
use crate::emit::{self, CheckFormat, Style};
use crate::model::argument::{Argument, Language};
use crate::model::article::{Article, Source};
use crate::model::diagnostic::MessageLanguage::{self, English, ZhHans, ZhHant};
use crate::model::span::Range;
use axum::extract::{FromRequestParts, Path, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse as _, Response};
use serde_json::{Value, json};
use std::convert::Infallible;
use std::sync::Arc;

const PAGE: &str = include_str!("assets/page.html");
const STYLE: &str = include_str!("assets/page.css");
const SCRIPT: &str = include_str!("assets/page.js");
/// Where the pages of lints are.
const LINTS: &str = "/lints/";
const HTML: &str = "text/html; charset=utf-8";

/// The language of the reader of a request.
pub struct Reader(pub MessageLanguage);

impl<S: Sync> FromRequestParts<S> for Reader {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(spoken(parts.uri.query(), &parts.headers)))
    }
}

/// What a page shows beside its fixed words.
#[derive(Default)]
struct Shown<'a> {
    /// What was sent.
    form: Option<&'a Form>,
    /// The text of the draft, and its name, where they are not those of the form.
    text: Option<(&'a str, &'a str)>,
    /// The language of the text.
    spoken: Option<Language>,
    /// What came of it: a sentence, and markup.
    status: String,
    result: String,
    is_refused: bool,
}

/// The page without a draft, or with the sample.
pub async fn open(State(desk): State<Arc<Desk>>, Reader(language): Reader, uri: Uri) -> Response {
    if asked(uri.query(), "sample").is_none() {
        return html(StatusCode::OK, page(&Shown::default(), language));
    }
    let done = desk.work(None, move |desk| whole(desk, sample::draft(language), language)).await;
    done.flatten().unwrap_or_else(|refusal| refused(&refusal, language))
}

/// The page with the draft of the form.
pub async fn submit(State(desk): State<Arc<Desk>>, Reader(language): Reader, request: Request) -> Response {
    let mut form = Form::default();
    match submitted(&desk, request, language, &mut form).await {
        Ok(response) => response,
        Err(refusal) => refused_with(&refusal, &form, language),
    }
}

async fn submitted(
    desk: &Arc<Desk>,
    request: Request,
    language: MessageLanguage,
    sent: &mut Form,
) -> Result<Response, Refusal> {
    let (parts, body) = request.into_parts();
    let received = desk.receive(&parts.headers, body).await?;
    *sent = Form::read(&parts.headers, received.bytes).await?;
    match sent.draft(language)? {
        Some(draft) => desk.work(received.room, move |desk| whole(desk, draft, language)).await?,
        None => Ok(html(StatusCode::OK, page(&Shown { form: Some(sent), ..Shown::default() }, language))),
    }
}

/// The page of `draft` with its result.
fn whole(desk: &Desk, draft: Draft, language: MessageLanguage) -> Result<Response, Refusal> {
    match desk.check(draft, Some(language)) {
        Outcome::Checked(checked) => {
            let source = &checked.parsed.0.source;
            let shown = Shown {
                text: Some((&source.text, &source.path)),
                spoken: Some(checked.report.language),
                status: status(&checked, language),
                result: result(&checked, language)?,
                ..Shown::default()
            };
            Ok(html(StatusCode::OK, page(&shown, language)))
        }
        Outcome::Empty => Err(Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, "no-prose")),
        Outcome::Refused(refusal) => Err(refusal),
    }
}

/// The result alone, for the script of the page: the draft is the body of the request.
pub async fn view(State(desk): State<Arc<Desk>>, Reader(language): Reader, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let name = asked(parts.uri.query(), "name").unwrap_or_default();
    let is_file = asked(parts.uri.query(), "file").is_some();
    let viewed = async {
        let received = desk.receive(&parts.headers, body).await?;
        let bytes = received.bytes.to_vec();
        drop(received.bytes);
        let draft = Draft::file(&name, bytes, language)?;
        desk.work(received.room, move |desk| seen(desk, Draft { is_file, ..draft }, language)).await?
    };
    match viewed.await {
        Ok(seen) => ([(CONTENT_TYPE, "application/json")], seen.to_string()).into_response(),
        Err(refusal) => refusal.json(&name, language),
    }
}

/// What the script shows of `draft`. Places are in characters of the text; a draft that came as a file has its text with it.
fn seen(desk: &Desk, draft: Draft, language: MessageLanguage) -> Result<Value, Refusal> {
    let (is_file, is_word, bytes) = (draft.is_file, draft.is_word(), draft.bytes.len());
    let checked = match desk.check(draft, Some(language)) {
        Outcome::Checked(checked) => checked,
        Outcome::Empty if bytes == 0 || !is_file => return Ok(json!({ "empty": true })),
        Outcome::Empty => return Err(Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, "no-prose")),
        Outcome::Refused(refusal) => return Err(refusal),
    };
    let findings = checked.report.diagnostics.iter().map(|found| {
        let changes = found.suggestions.iter();
        let changes = changes.map(|change| json!({ "at": characters(change.range), "text": change.text }));
        json!({ "at": characters(found.range), "changes": changes.collect::<Vec<_>>() })
    });
    let (article, argument) = &*checked.parsed;
    let mut seen = json!({
        "status": status(&checked, language),
        "language": argument.language.name(),
        "html": result(&checked, language)?,
        "findings": findings.collect::<Vec<_>>(),
        "units": units(article, argument),
    });
    if is_file {
        let Source { text, path, .. } = &article.source;
        seen["source"] = json!({ "text": text, "name": path, "format": format_of(path), "word": is_word });
    }
    Ok(seen)
}

/// Where the units stand in the source, in characters.
fn units(article: &Article, argument: &Argument) -> Vec<[usize; 2]> {
    let place = |span| characters(article.source.range(article.map.map(argument.prose_span(span))));
    argument.units.iter().map(|unit| place(unit.span)).collect()
}

fn characters(range: Range) -> [usize; 2] {
    [range.char.start, range.char.end]
}

/// The sentence that sums up a check.
fn status(checked: &Checked, language: MessageLanguage) -> String {
    let number = checked.report.summary.diagnostics;
    let found = match number {
        0 => word("found-none", language).to_owned(),
        1 => word("found-one", language).to_owned(),
        _ => fill(word("found", language), &number.to_string()),
    };
    let source = &checked.parsed.0.source;
    let guess = source.is_guess.then(|| fill(word("guessed", language), source.encoding.name()));
    [Some(found), guess].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The markup of the result: counts, filters, the article with its findings, the map, the questions.
fn result(checked: &Checked, language: MessageLanguage) -> Result<String, Refusal> {
    let broken = |_| Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, "broken-down");
    let style = Style { color: false, language: Some(language) };
    let mut out = Vec::new();
    emit::embed(style, &checked.report, &checked.parsed(), LINTS, &mut out).map_err(broken)?;
    let questions = checked.write(CheckFormat::Queries, Some(language)).map_err(broken)?;
    let said = |key| word(key, language);
    Ok(format!(
        "{}<section class=\"questions\" aria-labelledby=\"questions\">\n<h3 id=\"questions\">{}</h3>\n\
         <button type=\"button\" class=\"copy\" hidden>{}</button>\n\
         <pre role=\"group\" tabindex=\"0\" aria-labelledby=\"questions\">{}</pre>\n</section>\n",
        String::from_utf8_lossy(&out),
        said("questions"),
        said("copy"),
        escape(&String::from_utf8_lossy(&questions)),
    ))
}

/// The page of the lint that the address names.
pub async fn lint(State(desk): State<Arc<Desk>>, Path(id): Path<String>, Reader(language): Reader) -> Response {
    match explained::lint(&desk.run.pack, &id, language) {
        Some(page) => html(StatusCode::OK, page),
        None => refused(&Refusal::about(StatusCode::NOT_FOUND, "no-lint", &id), language),
    }
}

/// The style sheet: that of annotated articles, then that of the page around them.
pub async fn css() -> Response {
    let sheet = [&*emit::looks(), STYLE].concat();
    ([(CONTENT_TYPE, "text/css; charset=utf-8"), (CACHE_CONTROL, "no-cache")], sheet).into_response()
}

/// The script.
pub async fn js() -> Response {
    ([(CONTENT_TYPE, "text/javascript; charset=utf-8"), (CACHE_CONTROL, "no-cache")], SCRIPT).into_response()
}

/// The page that says why there is no answer.
pub fn refused(refusal: &Refusal, language: MessageLanguage) -> Response {
    refused_with(refusal, &Form::default(), language)
}

/// The same with what was sent, so that nobody loses a draft.
pub fn refused_with(refusal: &Refusal, form: &Form, language: MessageLanguage) -> Response {
    let status = refusal.text(language);
    let shown = Shown { form: Some(form), status, is_refused: true, ..Shown::default() };
    html(refusal.status, page(&shown, language))
}

fn html(status: StatusCode, page: String) -> Response {
    (status, [(CONTENT_TYPE, HTML)], page).into_response()
}

fn page(shown: &Shown, language: MessageLanguage) -> String {
    let form = shown.form;
    let (text, name) = shown.text.or(form.map(|form| (&*form.text, &*form.name))).unwrap_or_default();
    let format = match (shown.text, form) {
        (None, Some(form)) => &*form.format,
        _ => format_of(name),
    };
    let chosen = |of: &str| if of == format { " selected" } else { "" };
    // Han characters look as the reader is used to, until the text tells.
    let tag = shown.spoken.map_or(word("text-lang", language), Language::name);
    let result = match (&*shown.result, shown.is_refused) {
        ("", true) => format!("<p class=\"refused\">{}{}</p>", word("refused", language), sign(language)),
        ("", false) => format!("<p class=\"waiting\">{}</p>", word("waiting", language)),
        (result, _) => result.to_owned(),
    };
    fill_in(
        PAGE,
        language,
        &[
            ("languages", &languages(language)),
            ("txt-selected", chosen("txt")),
            ("md-selected", chosen("md")),
            ("html-selected", chosen("html")),
            ("stem", &escape(name)),
            ("text", &escape(text)),
            ("text-lang", tag),
            ("status", &escape(&shown.status)),
            ("state", if shown.is_refused { "failed" } else { "" }),
            ("result", &result),
        ],
    )
}

fn sign(language: MessageLanguage) -> &'static str {
    if language == English { "." } else { "。" }
}

/// The switch of languages. Its buttons belong to the form, so that the draft comes along.
fn languages(current: MessageLanguage) -> String {
    let button = |(language, name): (MessageLanguage, &str)| {
        let tag = word("tag", language);
        let pressed = language == current;
        format!(
            "<button form=\"desk\" formaction=\"/?lang={tag}\" lang=\"{tag}\" aria-pressed=\"{pressed}\">{name}</button>"
        )
    };
    [(ZhHant, "繁體中文"), (ZhHans, "简体中文"), (English, "English")].map(button).concat()
}

/// `template` with the `values` of its names in double braces, else the words of those names. What is put in is not read again.
pub fn fill_in(template: &str, language: MessageLanguage, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, behind)) = rest.split_once("{{") {
        let (name, after) = behind.split_once("}}").unwrap_or((behind, ""));
        let value = values.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
        out.push_str(before);
        out.push_str(value.unwrap_or_else(|| word(name, language)));
        rest = after;
    }
    out + rest
}

/// `text` as text of a page or of an attribute in double quotation marks, on as many lines as it has.
pub fn escape(text: &str) -> String {
    quick_xml::escape::escape(text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_of_the_templates_has_a_word_or_a_value() {
        for language in [ZhHant, ZhHans, English] {
            let page = page(&Shown::default(), language);
            assert!(!page.contains("{{") && page.contains(word("title", language)));
        }
        let values = [
            "languages",
            "txt-selected",
            "md-selected",
            "html-selected",
            "stem",
            "text",
            "text-lang",
            "status",
            "state",
            "result",
        ];
        for name in PAGE.split("{{").skip(1).filter_map(|piece| piece.split_once("}}")).map(|(name, _)| name) {
            assert!(values.contains(&name) || !word(name, English).is_empty(), "{name}");
        }
    }

    #[test]
    fn what_is_put_in_is_not_read_again() {
        assert_eq!(fill_in("<{{text}}|{{check}}>", English, &[("text", "{{check}}")]), "<{{check}}|Check>");
        assert_eq!(escape("<a href='\"&\n"), "&lt;a href=&apos;&quot;&amp;\n");
    }
}
