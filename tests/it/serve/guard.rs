//! What pages elsewhere may do: nothing. And what a request may take: not more than there is.

use super::{DRAFT, Server};
use std::net::TcpStream;
use std::time::Instant;

#[test]
fn foreign_names_and_pages_are_refused() {
    let server = Server::start(&["--allow-host", "desk.example"]);
    let own = server.address.to_string();
    let port = server.address.port();
    let status = |method: &str, target: &str, headers: &[(&str, &str)]| {
        server.ask(method, target, headers, if method == "POST" { DRAFT.as_bytes() } else { b"" }).status
    };
    // A name that was made to lead here.
    for host in
        ["evil.example", "127.0.0.1.evil.example", "10.0.0.1", "localhost.evil.example:80", "user@localhost", ""]
    {
        for target in ["/", "/page.js", "/api/openapi.json", "/nowhere"] {
            assert_eq!(status("GET", target, &[("Host", host)]), 421, "{host} {target}");
        }
    }
    assert_eq!(server.raw(b"GET / HTTP/1.0\r\n\r\n").status, 421, "no name at all");
    let two = format!("GET / HTTP/1.1\r\nHost: {own}\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
    assert!([400, 421].contains(&server.raw(two.as_bytes()).status));
    let absolute = format!("GET http://evil.example/ HTTP/1.1\r\nHost: {own}\r\nConnection: close\r\n\r\n");
    assert_eq!(server.raw(absolute.as_bytes()).status, 421);
    for host in [&*own, &format!("localhost:{port}"), &format!("[::1]:{port}"), "desk.example", "DESK.example:8080"] {
        assert_eq!(status("GET", "/", &[("Host", host)]), 200, "{host}");
    }
    // A page elsewhere, the same machine with another port among them.
    let other = format!("http://127.0.0.1:{}", port ^ 1);
    let local = format!("http://localhost:{port}");
    for origin in ["http://evil.example", "null", "", &other, &local, &format!("file://{own}"), "http://"] {
        for target in ["/", "/view?name=a.txt", "/api/check", "/api/parse", "/download/json"] {
            assert_eq!(status("POST", target, &[("Origin", origin)]), 403, "{origin} {target}");
        }
        assert_eq!(status("GET", "/", &[("Origin", origin)]), 403, "{origin}");
    }
    for site in ["cross-site", "same-site"] {
        assert_eq!(status("POST", "/api/check", &[("Sec-Fetch-Site", site)]), 403, "{site}");
        assert_eq!(status("GET", "/", &[("Sec-Fetch-Site", site)]), 200, "a link may lead here");
    }
    let origin = format!("http://{own}");
    assert_eq!(status("POST", "/api/check", &[("Origin", &origin), ("Sec-Fetch-Site", "same-origin")]), 200);
    let proxied = [("Host", "desk.example"), ("Origin", "https://desk.example")];
    assert_eq!(status("POST", "/api/check", &proxied), 200, "behind a server that encrypts");
}

#[test]
fn every_answer_says_what_a_browser_may_do() {
    let server = Server::start(&[]);
    for answer in [
        server.get("/"),
        server.get("/page.js"),
        server.get("/lints/vague-source"),
        server.get("/nowhere"),
        server.ask("GET", "/", &[("Host", "evil.example")], b""),
        server.ask("POST", "/api/check", &[("Origin", "null")], b"x"),
        server.post("/api/check", "text/plain", DRAFT.as_bytes()),
        server.form("/download/html", &[("text", DRAFT)], None),
    ] {
        let policy = answer.header("content-security-policy");
        for part in ["default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'"] {
            assert!(policy.contains(part), "{policy}");
        }
        assert!(!policy.contains("unsafe") && !policy.contains('*') && !policy.contains("http"), "{policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "same-origin");
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin");
        assert!(matches!(answer.header("cache-control"), "no-store" | "no-cache"));
        assert_eq!(answer.header("access-control-allow-origin"), "");
        assert_eq!(answer.header("set-cookie"), "");
    }
}

#[test]
fn what_is_too_big_is_refused_in_words() {
    let server = Server::start(&[]);
    let big = vec![b' '; (16 << 20) + 1];
    let page = server.form("/?lang=en", &[], Some(("big.txt", &big)));
    assert!(page.status == 413 && page.text().contains("at most 16 MB"), "{}", page.status);
    assert_eq!(server.post("/api/check", "text/plain", &big).status, 413);
    // Without a length, and more than it says.
    let mut request =
        format!("POST /api/check HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n", server.address).into_bytes();
    request.extend_from_slice(b"Transfer-Encoding: chunked\r\n\r\n");
    request.extend_from_slice(format!("{:x}\r\n", big.len()).as_bytes());
    request.extend_from_slice(&big);
    request.extend_from_slice(b"\r\n0\r\n\r\n");
    assert_eq!(server.raw(&request).status, 413);
    // A long text is too much to parse, a long page around a short text is not.
    let long = DRAFT.repeat((3 << 19) / DRAFT.len());
    assert_eq!(server.post("/api/check", "text/plain", long.as_bytes()).status, 413);
    let page = format!("<script>{}</script><article><p>{DRAFT}</p></article>", "x".repeat(3 << 20));
    assert_eq!(server.post("/api/check", "text/html", page.as_bytes()).status, 200);
    for (kind, body) in [("text/plain", "x"), ("multipart/form-data; boundary=B", "--B\r\nnothing"), ("", "")] {
        assert_eq!(server.post("/", kind, body.as_bytes()).status, 400, "{kind}");
    }
    assert_eq!(server.get("/").status, 200, "it is still there");
}

#[test]
fn who_says_nothing_does_not_keep_others_out() {
    let server = Server::start(&[]);
    let silent: Vec<TcpStream> = (0..400).map(|_| TcpStream::connect(server.address).unwrap()).collect();
    assert_eq!(server.post("/api/check", "text/plain", DRAFT.as_bytes()).status, 200);
    drop(silent);
    // A body that never comes is given up.
    let head = format!(
        "POST /api/check HTTP/1.1\r\nHost: {}\r\nContent-Length: 10\r\nConnection: close\r\n\r\n",
        server.address
    );
    let begun = Instant::now();
    assert_eq!(server.raw(head.as_bytes()).status, 503);
    assert!((25..60).contains(&begun.elapsed().as_secs()), "{:?}", begun.elapsed());
}
