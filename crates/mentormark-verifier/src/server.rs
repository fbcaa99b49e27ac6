//! Listening, and stopping when told to.

use std::{io, net::SocketAddr, sync::Arc, time::Duration};

use tokio::{net::TcpListener, signal, sync::Notify, time};

use crate::{Config, app};

/// How long open requests may take to end once the server is told to stop.
const GRACE: Duration = Duration::from_secs(10);

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
    /// The system failed the server.
    #[error("the server stopped: {0}")]
    System(#[from] io::Error),
}

/// Serves until the process is interrupted or told to terminate, then lets open requests end.
///
/// `announce` is called once with the address as soon as connections are taken; with port 0 asked for, it has the real one.
///
/// # Errors
/// [`ServeError::Listen`] where the address cannot be had, [`ServeError::System`] for any other trouble.
pub fn serve(config: &Config, announce: impl FnOnce(SocketAddr)) -> Result<(), ServeError> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(async {
        let refused = |reason| ServeError::Listen { listen: config.listen.clone(), reason };
        let listener = TcpListener::bind(&config.listen).await.map_err(refused)?;
        let address = listener.local_addr()?;
        let mut stop = Stop::new()?;
        announce(address);

        let stopping = Arc::new(Notify::new());
        let told = Arc::clone(&stopping);
        let served = axum::serve(listener, app(config)).with_graceful_shutdown(async move {
            stop.told().await;
            told.notify_one();
        });
        tokio::select! {
            ended = served => Ok(ended?),
            () = async { stopping.notified().await; time::sleep(GRACE).await } => Ok(()),
        }
    })
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
