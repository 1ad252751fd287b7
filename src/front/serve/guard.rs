//! What stands before every answer: requests that a foreign page has made a browser send are refused, none takes for ever, and
//! every answer says that a browser is to load nothing from elsewhere and to keep nothing.
//!
//! A page elsewhere can reach a server on this machine in two ways: it sends a form or a script's request (which carries the
//! page's `Origin`), or it has its own name lead to 127.0.0.1 (and then the request carries that name as `Host`).

use super::desk::Desk;
use super::page;
use super::refusal::Refusal;
use super::words::spoken;
use axum::extract::{Request, State};
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

/// The longest that an answer may take, from the request's head on.
const PATIENCE: Duration = Duration::from_secs(30);

/// Scripts and styles come from this server alone, pictures from nowhere, and no text becomes markup but what the page's
/// script takes from this server.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
                      require-trusted-types-for 'script'; trusted-types lunju";

/// Headers of every answer. Forms need to send their `Origin`, which `no-referrer` would take away.
const HEADERS: [(HeaderName, &str); 8] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "same-origin"),
    (header::CACHE_CONTROL, "no-store"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()"),
];

/// The names that the server answers to.
#[derive(Clone, Debug)]
pub struct Hosts {
    /// Names that the user allows, in small letters.
    names: Vec<String>,
    /// Whether any IP address will do: nobody can have a name lead to one without being that name.
    any_address: bool,
}

impl Hosts {
    /// The names of a server at `address` that is also called `names`.
    #[must_use]
    pub fn new(address: IpAddr, names: &[String]) -> Self {
        let names = names.iter().map(|name| name.to_ascii_lowercase()).collect();
        Self { names, any_address: !address.is_loopback() }
    }

    /// Whether `authority` (a name or an address, with or without a port) is this server.
    fn know(&self, authority: &str) -> bool {
        let Ok(authority) = authority.parse::<Authority>() else { return false };
        if authority.as_str().contains('@') {
            return false;
        }
        let host = authority.host().to_ascii_lowercase();
        let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
        match address {
            Ok(address) => self.any_address || address.is_loopback() || self.names.contains(&host),
            Err(_) => host == "localhost" || self.names.contains(&host),
        }
    }
}

/// Answers `request`, or refuses it.
pub async fn guard(State(desk): State<Arc<Desk>>, request: Request, next: Next) -> Response {
    let language = spoken(request.uri().query(), request.headers());
    let is_api = request.uri().path().starts_with("/api/");
    let refuse = |refusal: Refusal| if is_api { refusal.json("", language) } else { page::refused(&refusal, language) };
    let mut response = match foreign(&desk.hosts, &request) {
        Some(refusal) => refuse(refusal),
        None => match tokio::time::timeout(PATIENCE, next.run(request)).await {
            Ok(response) => response,
            Err(_) => refuse(Refusal::new(StatusCode::SERVICE_UNAVAILABLE, "too-slow")),
        },
    };
    for (name, value) in HEADERS {
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}

/// Why `request` is none of this server's.
fn foreign(hosts: &Hosts, request: &Request) -> Option<Refusal> {
    let headers = request.headers();
    let host = one(headers, &header::HOST);
    let named = request.uri().authority().map(Authority::as_str);
    let Some(host) = host.filter(|host| hosts.know(host) && named.is_none_or(|named| named == *host)) else {
        return Some(Refusal::new(StatusCode::MISDIRECTED_REQUEST, "foreign-host"));
    };
    let is_own = |origin: &str| {
        let authority = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
        authority.is_some_and(|authority| authority.eq_ignore_ascii_case(host))
    };
    let origin = !headers.contains_key(header::ORIGIN) || one(headers, &header::ORIGIN).is_some_and(is_own);
    // What a browser says of itself; a link from elsewhere may lead here, a form from elsewhere may not.
    let site = headers.get("sec-fetch-site").is_none_or(|site| site == "same-origin" || site == "none");
    let only_looks = matches!(*request.method(), Method::GET | Method::HEAD);
    (!origin || !(site || only_looks)).then(|| Refusal::new(StatusCode::FORBIDDEN, "foreign-origin"))
}

/// The header `name`, if it is there once and is text.
fn one<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok();
    value.filter(|_| values.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_knows_its_names() {
        let own = Hosts::new([127, 0, 0, 1].into(), &["Desk.example".to_owned()]);
        for host in ["127.0.0.1", "127.0.0.1:5865", "localhost:1", "LOCALHOST", "[::1]:5865", "desk.example:80"] {
            assert!(own.know(host), "{host}");
        }
        for host in ["", "evil.example", "127.0.0.1.evil.example", "localhost.", "10.0.0.1:5865", "a@localhost", "a b"]
        {
            assert!(!own.know(host), "{host}");
        }
        let open = Hosts::new([0, 0, 0, 0].into(), &[]);
        assert!(open.know("10.0.0.1:5865") && open.know("localhost") && !open.know("evil.example"));
    }
}
