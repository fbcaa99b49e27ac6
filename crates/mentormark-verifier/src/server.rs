//! Listening, and stopping when told to.

use std::{convert::Infallible, io, net::SocketAddr, sync::Arc, time::Duration};

use axum::body::Body;
use hyper::{Request, body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use tokio::{
    net::{TcpListener, TcpStream},
    signal,
    sync::{OwnedSemaphorePermit, Semaphore},
    time,
};
use tower::ServiceExt;

use crate::{
    Config, Limits, OpenError, Verifier, app,
    paced::Paced,
    rate::Client,
    share::{Held, Share},
};

/// How long to wait before taking connections again when the system has no more of something.
const BREATH: Duration = Duration::from_millis(50);

/// Why the server could not start or go on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ServeError {
    /// The address cannot be listened on.
    #[error("cannot listen on `{listen}` ({reason}): name another address and port, such as `127.0.0.1:8081`")]
    Listen {
        /// The address asked for.
        listen: String,
        /// What the system says.
        reason: io::Error,
    },
    /// The verifier cannot start.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The system failed the server.
    #[error("the server stopped: {0}")]
    System(#[from] io::Error),
}

/// Serves until the process is interrupted or told to terminate, then lets open requests end.
///
/// `announce` is called once with the address as soon as connections are taken; with port 0 asked for, it has the real one.
///
/// # Errors
/// [`ServeError::Listen`] where the address cannot be had, [`ServeError::Open`] where the store or the keys cannot be used,
/// [`ServeError::System`] for any other trouble.
pub fn serve(config: Config, announce: impl FnOnce(SocketAddr)) -> Result<(), ServeError> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(async {
        let refused = |reason| ServeError::Listen { listen: config.listen.clone(), reason };
        let listener = TcpListener::bind(&config.listen).await.map_err(refused)?;
        let address = listener.local_addr()?;
        let verifier = Verifier::open(config).await?;
        let mut stop = Stop::new()?;
        announce(address);
        accept(listener, verifier, stop.told()).await;
        Ok(())
    })
}

/// Takes connections until `stop`, then lets those that are open end.
async fn accept(listener: TcpListener, verifier: Arc<Verifier>, stop: impl Future<Output = ()>) {
    let limits = verifier.config.limits;
    let room = Arc::new(Semaphore::new(limits.connections));
    // Every connection comes from the proxy where there is one: it has to tell its clients apart.
    let is_direct = verifier.config.proxies == 0;
    let own = Share::new(if is_direct { limits.connections_per_client } else { limits.connections });
    let open = GracefulShutdown::new();
    let app = app(&verifier);
    tokio::pin!(stop);
    loop {
        let next = async {
            let room = Arc::clone(&room).acquire_owned().await;
            (listener.accept().await, room)
        };
        let (accepted, room) = tokio::select! {
            () = &mut stop => break,
            next = next => next,
        };
        match (accepted, room) {
            (Ok((stream, from)), Ok(room)) => {
                // Whoever has as many as one may hears of it by the end of this one.
                let Some(own) = own.take(Client::at(from.ip())) else { continue };
                let connection = connection(stream, from, app.clone(), &limits);
                tokio::spawn(held(open.watch(connection), room, own));
            }
            // Out of file descriptors, or the client went again: others are served all the same.
            _ => time::sleep(BREATH).await,
        }
    }
    drop(listener);
    tracing::info!("stopping: open requests may end");
    if time::timeout(Duration::from_secs(limits.grace_seconds), open.shutdown()).await.is_err() {
        tracing::warn!("some requests were cut off: they took longer than the grace");
    }
}

async fn held<E>(connection: impl Future<Output = Result<(), E>>, _room: OwnedSemaphorePermit, _own: Held) {
    // What goes wrong on a connection is its client's affair.
    let _ = connection.await;
}

/// One connection, which must send the head of each request in time, and take what is answered.
fn connection(
    stream: TcpStream,
    from: SocketAddr,
    app: axum::Router,
    limits: &Limits,
) -> impl hyper_util::server::graceful::GracefulConnection<Error = hyper::Error> + Send + use<> {
    // Small answers go out at once.
    let _ = stream.set_nodelay(true);
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(from.ip());
        let answered = app.clone().oneshot(request.map(Body::new));
        async move { answered.await.map_err(|never: Infallible| never) }
    });
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(Duration::from_secs(limits.head_seconds))
        .serve_connection(TokioIo::new(Paced::new(stream, limits.body_time())), service)
}

/// The signals that end the process.
struct Stop {
    #[cfg(unix)]
    terminate: signal::unix::Signal,
}

impl Stop {
    fn new() -> io::Result<Self> {
        Ok(Self {
            #[cfg(unix)]
            terminate: signal::unix::signal(signal::unix::SignalKind::terminate())?,
        })
    }

    #[cfg(unix)]
    async fn told(&mut self) {
        tokio::select! {
            _ = signal::ctrl_c() => {}
            _ = self.terminate.recv() => {}
        }
    }

    #[cfg(not(unix))]
    async fn told(&mut self) {
        // Without a handler for it, an interrupt ends the process by itself.
        let _ = signal::ctrl_c().await;
    }
}
