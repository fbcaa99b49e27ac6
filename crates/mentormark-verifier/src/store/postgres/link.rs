//! Connections to the server: made when needed, and made anew when they break or no longer answer.

use std::{error::Error as _, sync::Arc, time::Duration};

use tokio::{sync::Mutex, time};
use tokio_postgres::{Client, Config, NoTls, config::SslMode, error::SqlState};

use crate::store::{StoreError, tls::Tls};

/// How long a connection may take to be made.
const CONNECTING: Duration = Duration::from_secs(5);
/// How long one question may take; after that the connection counts as broken.
pub(super) const ANSWERING: Duration = Duration::from_secs(10);

/// Where the server is, and how to speak to it.
#[derive(Clone)]
pub(super) struct Address {
    config: Config,
    /// There where the address asks for it.
    tls: Option<Tls>,
}

/// A connection that is made when needed.
pub(super) struct Link {
    pub(super) address: Address,
    pub(super) open: Mutex<Option<Arc<Client>>>,
}

impl Link {
    /// What is answered to a question; a connection that gives no answer in time is not used again.
    pub(super) async fn ask<T>(
        &self,
        question: impl AsyncFnOnce(&Client) -> Result<T, tokio_postgres::Error>,
    ) -> Result<T, StoreError> {
        let client = self.client().await?;
        let Ok(answer) = time::timeout(ANSWERING, question(&client)).await else {
            self.open.lock().await.take_if(|open| Arc::ptr_eq(open, &client));
            return Err(slow());
        };
        answer.map_err(trouble)
    }

    async fn client(&self) -> Result<Arc<Client>, StoreError> {
        let mut open = self.open.lock().await;
        if let Some(client) = open.as_ref().filter(|client| !client.is_closed()) {
            return Ok(Arc::clone(client));
        }
        let client = Arc::new(self.address.connect().await?);
        *open = Some(Arc::clone(&client));
        Ok(client)
    }
}

impl Address {
    /// An address as the operator wrote it.
    pub(super) fn read(written: &str) -> Result<Self, StoreError> {
        let mut config: Config = written.parse().map_err(|error: tokio_postgres::Error| {
            StoreError::NoStore(format!(
                "the database address cannot be read ({}): write `postgres://user@host/database`, with `?sslmode=require` for TLS",
                with_cause(&error)
            ))
        })?;
        config.connect_timeout(CONNECTING).application_name("mentormark");
        let tls = match config.get_ssl_mode() {
            SslMode::Require => Some(Tls::of_this_machine()?),
            _ => None,
        };
        Ok(Self { config, tls })
    }

    pub(super) async fn connect(&self) -> Result<Client, StoreError> {
        // A connection ends when its client is dropped or the server goes; the client then says that it is closed.
        let made = time::timeout(CONNECTING, async {
            if let Some(tls) = &self.tls {
                let (client, connection) = self.config.connect(tls.clone()).await?;
                tokio::spawn(connection);
                Ok(client)
            } else {
                let (client, connection) = self.config.connect(NoTls).await?;
                tokio::spawn(connection);
                Ok(client)
            }
        });
        let client = made.await.map_err(|_| slow())?.map_err(trouble)?;
        // Acknowledged means on disk, whatever the server's own setting.
        let durable =
            "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'";
        in_time(client.batch_execute(durable)).await?;
        Ok(client)
    }
}

pub(super) async fn in_time<T>(
    question: impl Future<Output = Result<T, tokio_postgres::Error>>,
) -> Result<T, StoreError> {
    time::timeout(ANSWERING, question).await.map_err(|_| slow())?.map_err(trouble)
}

pub(super) fn slow() -> StoreError {
    StoreError::Unavailable("the database did not answer in time".to_owned())
}

/// What the database says, without what was sent to it.
#[expect(clippy::needless_pass_by_value, reason = "it stands where an error is turned into another")]
pub(super) fn trouble(error: tokio_postgres::Error) -> StoreError {
    let full = error.code() == Some(&SqlState::DISK_FULL);
    let text = error.as_db_error().map_or_else(|| with_cause(&error), |error| error.message().to_owned());
    if full { StoreError::Full(text) } else { StoreError::Unavailable(text) }
}

/// What went wrong, and why.
fn with_cause(error: &tokio_postgres::Error) -> String {
    error.source().map_or_else(|| error.to_string(), |cause| format!("{error}: {cause}"))
}
