//! The web page: an HTTP server for this machine that checks drafts, shows them annotated and gives them back in other formats.
//!
//! Nothing is stored and nothing is sent elsewhere: a draft lives as long as the request that brings it. `listen` accepts
//! connections, `guard` refuses what foreign pages send and says what the page may load, `draft` reads what is sent, `desk`
//! checks it within limits; `page` (with `explained` for lints and `sample` for a draft to try), `downloads` and `api` answer,
//! `refusal` where there is no answer. `words` holds what the page says.

mod api;
mod desk;
mod downloads;
mod draft;
mod explained;
mod guard;
mod listen;
mod page;
mod refusal;
mod sample;
mod words;

pub use guard::Hosts;

use super::command::run::Run;
use crate::model::diagnostic::MessageLanguage;
use axum::Router;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use desk::Desk;
use listen::Door;
use refusal::Refusal;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::{Notify, oneshot};

/// How long answers that are under way may take when the server is told to stop.
const GRACE: Duration = Duration::from_secs(2);

/// Checks with `run` for everybody who asks at `address`, until the process is told to stop. `tell` is called with the address
/// once it is open: port 0 stands for any free one.
///
/// # Errors
/// Why the address cannot be opened.
pub fn serve(run: Run, address: SocketAddr, hosts: Hosts, tell: impl FnOnce(SocketAddr)) -> io::Result<()> {
    let desk = Arc::new(Desk::new(run, hosts));
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.enable_all().max_blocking_threads(desk.at_once() + 1).build()?;
    let served = runtime.block_on(async {
        let listener = TcpListener::bind(address).await?;
        let stop = stop_signal()?;
        tell(listener.local_addr()?);
        let (end, ended) = oneshot::channel::<()>();
        let server = axum::serve(Door::new(listener), router(desk)).with_graceful_shutdown(async {
            // Either way it is over.
            let _ = ended.await;
        });
        let server = tokio::spawn(server.into_future());
        stop.notified().await;
        drop(end);
        // Who is not done by now is not waited for.
        let _ = tokio::time::timeout(GRACE, server).await;
        Ok(())
    });
    runtime.shutdown_background();
    served
}

/// Told when the process is asked to stop.
fn stop_signal() -> io::Result<Arc<Notify>> {
    let stop = Arc::new(Notify::new());
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        for kind in [SignalKind::interrupt(), SignalKind::terminate()] {
            let (mut signal, stop) = (signal(kind)?, Arc::clone(&stop));
            tokio::spawn(async move {
                signal.recv().await;
                stop.notify_one();
            });
        }
    }
    #[cfg(not(unix))]
    {
        let stop = Arc::clone(&stop);
        tokio::spawn(async move {
            if tokio::signal::ctrl_c().await.is_ok() {
                stop.notify_one();
            }
        });
    }
    Ok(stop)
}

fn router(desk: Arc<Desk>) -> Router {
    let not_found = |language: page::Reader| async move {
        page::refused(&Refusal::new(StatusCode::NOT_FOUND, "not-found"), language.0)
    };
    let not_so = |language: page::Reader| async move {
        page::refused(&Refusal::new(StatusCode::METHOD_NOT_ALLOWED, "not-so"), language.0)
    };
    Router::new()
        .route("/", get(page::open).post(page::submit))
        .route("/view", post(page::view))
        .route("/lints/{id}", get(page::lint))
        .route("/download/{format}", post(downloads::download))
        .route("/page.css", get(page::css))
        .route("/page.js", get(page::js))
        .route("/api/check", post(api::check))
        .route("/api/parse", post(api::parse))
        .route("/api/openapi.json", get(api::document))
        .fallback(not_found)
        .method_not_allowed_fallback(not_so)
        .layer(from_fn_with_state(Arc::clone(&desk), guard::guard))
        .with_state(desk)
}

/// What to say on the terminal when the page is open at `address`.
pub fn opened(address: SocketAddr, language: MessageLanguage) -> String {
    let mut said = words::fill(words::word("opened", language), &format!("http://{address}/"));
    if !address.ip().is_loopback() {
        said = format!("{said}\n{}", words::word("open-to-others", language));
    }
    said
}
