//! A crowd: this process is the second one, and sends a bounded number of requests to its own server on 127.0.0.1.

use super::{DRAFT, Server, fixture};
use std::sync::Barrier;
use std::time::{Duration, Instant};

const CROWD: usize = 200;

/// The most memory that the server has ever taken, in MiB; none where the system does not say.
fn peak(server: &Server) -> Option<usize> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().trim_end_matches(" kB").parse::<usize>().ok()? >> 10)
}

/// Sends `count` requests at once; gives how long each took, the longest last.
fn crowd(count: usize, send: impl Fn(usize) + Sync) -> Vec<Duration> {
    let (barrier, send) = (Barrier::new(count), &send);
    let mut times: Vec<Duration> = std::thread::scope(|scope| {
        let started: Vec<_> = (0..count)
            .map(|number| {
                let barrier = &barrier;
                scope.spawn(move || {
                    barrier.wait();
                    let begun = Instant::now();
                    send(number);
                    begun.elapsed()
                })
            })
            .collect();
        started.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    times.sort();
    times
}

#[test]
fn two_hundred_at_once_get_their_answers() {
    let server = Server::start(&[]);
    let docx = fixture("formats/ferry.docx");
    let expected = server.post("/api/check", "text/plain", DRAFT.as_bytes()).text();
    let before = peak(&server);
    let times = crowd(CROWD, |number| match number % 4 {
        0 => assert_eq!(server.form("/download/docx", &[], Some(("ferry.docx", &docx))).status, 200),
        1 => assert_eq!(server.post("/view?name=a.txt&lang=en", "text/plain", DRAFT.as_bytes()).status, 200),
        _ => assert_eq!(server.post("/api/check", "text/plain", DRAFT.as_bytes()).text(), expected),
    });
    let (median, longest) = (times[CROWD / 2], times[CROWD - 1]);
    let after = peak(&server);
    println!("{CROWD} at once: median {median:.2?}, longest {longest:.2?}; memory {before:?} MiB, then {after:?} MiB");
    assert!(after.is_none_or(|after| after < 160), "{after:?} MiB");
    assert_eq!(server.post("/api/check", "text/plain", DRAFT.as_bytes()).text(), expected, "nothing is left behind");
}

#[test]
fn big_drafts_wait_for_room() {
    let server = Server::start(&[]);
    // Three times what may be read at one time. On a slow machine some may be told that it takes too long.
    let page = format!("<!-- {} --><article><p>{DRAFT}</p></article>", "x".repeat(8 << 20));
    let times = crowd(24, |_| {
        let status = server.post("/api/check", "text/html", page.as_bytes()).status;
        assert!([200, 503].contains(&status), "{status}");
    });
    let after = peak(&server);
    println!("24 times 8 MiB at once: longest {:.2?}; memory {after:?} MiB", times[23]);
    assert!(after.is_none_or(|after| after < 300), "{after:?} MiB");
}
