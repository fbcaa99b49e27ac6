//! What every store promises, asked of SQLite and of PostgreSQL alike.

mod postgres;
mod promises;
mod sqlite;

use std::path::PathBuf;

use mentormark_verifier::{
    Store, StoreError,
    store::{Event, Key, Record},
};

/// Where a store is.
enum Place {
    Folder(PathBuf),
    Address(String),
}

impl Place {
    async fn open(&self) -> Result<Store, StoreError> {
        match self {
            Self::Folder(folder) => Store::in_folder(folder),
            Self::Address(address) => Store::at_address(address, 30).await,
        }
    }

    /// Runs SQL behind the store's back.
    async fn tamper(&self, sql: &str) -> Result<(), String> {
        match self {
            Self::Folder(folder) => {
                let connection = rusqlite::Connection::open(folder.join("mentormark.db")).unwrap();
                connection.busy_timeout(std::time::Duration::from_secs(5)).unwrap();
                connection.execute_batch(sql).map_err(|error| error.to_string())
            }
            Self::Address(address) => {
                let (client, connection) = tokio_postgres::connect(address, tokio_postgres::NoTls).await.unwrap();
                tokio::spawn(connection);
                client.batch_execute(sql).await.map_err(|error| error.to_string())
            }
        }
    }
}

/// An answer to keep, by its number.
fn record(number: u64) -> Record {
    entry(number, Event::Verification)
}

fn entry(number: u64, event: Event) -> Record {
    let asked = number.is_multiple_of(2).then(|| format!("{{\"asked\":{number}}}"));
    let (id, at) = (format!("{number:032x}"), "2026-11-21T10:00:00Z".to_owned());
    Record::new(id, event, at, format!("{{\"number\":{number}}}"), asked)
}

fn keyed(number: u64, key: &Key) -> Record {
    let mut record = record(number);
    record.key = Some(key.clone());
    record
}
