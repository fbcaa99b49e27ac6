//! Where answers are kept: SQLite in one file by default, PostgreSQL for several instances.
//!
//! An answer is given only after [`Store::keep`] came back, and that comes back only when the answer would outlive a power cut.
//! Each kept answer has a row in the audit chain ([`audit`]), written in the same transaction. Writes that wait at the same time
//! share one transaction, so the cost of reaching the disk is shared too.

pub mod audit;
mod postgres;
mod sqlite;
mod tls;

use std::{fmt, path::Path};

use crate::random;

pub use postgres::Postgres;
pub use sqlite::Sqlite;

/// The version of the tables that this program reads and writes.
pub const SCHEMA_VERSION: u32 = 1;

/// The most answers that are written in one transaction.
pub(crate) const MOST_IN_GROUP: usize = 256;

/// Where answers are kept.
#[derive(Debug)]
pub enum Store {
    /// A file of this process alone.
    Sqlite(Sqlite),
    /// A server that several instances may share.
    Postgres(Box<Postgres>),
}

/// An answer to be kept, with the hashes that its audit row tells. They are worked out when it is made, so that the one who writes need not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// 128 random bits in hexadecimal.
    pub id: String,
    /// What was answered.
    pub event: Event,
    /// When, by the clock of the machine: RFC 3339 in UTC.
    pub at: String,
    /// The idempotency key that was claimed for it.
    pub key: Option<Key>,
    // INVARIANT: each text with its own hash.
    answer: (String, String),
    submission: Option<(String, String)>,
}

impl Record {
    /// An answer, to the byte, and what was asked, as far as it is kept.
    #[must_use]
    pub fn new(id: String, event: Event, at: String, answer: String, submission: Option<String>) -> Self {
        let hashed = |text: String| {
            let hash = mentormark_rules::json::sha256(text.as_bytes());
            (text, hash)
        };
        Self { id, event, at, key: None, answer: hashed(answer), submission: submission.map(hashed) }
    }

    /// The answer.
    #[must_use]
    pub fn answer(&self) -> &str {
        &self.answer.0
    }

    /// What was asked, as far as it is kept.
    #[must_use]
    pub fn submission(&self) -> Option<&str> {
        self.submission.as_ref().map(|(text, _)| text.as_str())
    }
}

/// What was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// One submission.
    Verification,
    /// A batch, by its manifest.
    Manifest,
}

impl Event {
    /// As it stands in the tables.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Verification => "verification",
            Self::Manifest => "manifest",
        }
    }
}

/// An idempotency key with what it was sent for. Neither is kept in clear: both may say something of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// The hash of what stood in the header.
    pub name: String,
    /// The hash of the body.
    pub fingerprint: String,
    /// Names this one attempt.
    pub attempt: String,
}

impl Key {
    /// A new attempt to answer `body` under the key that a client sent.
    #[must_use]
    pub fn new(sent: &str, body: &[u8]) -> Self {
        let hash = mentormark_rules::json::sha256;
        Self { name: hash(sent.as_bytes()), fingerprint: hash(body), attempt: random::id() }
    }
}

/// What became of the claim to answer under a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claim {
    /// Nobody has answered under it: it is this attempt's to answer or to release.
    Granted,
    /// Another attempt with the same body is at work.
    Running,
    /// The key belongs to another body.
    OtherBody,
    /// It was answered, like this.
    Answered {
        /// The id of the answer.
        id: String,
        /// The answer.
        answer: String,
    },
}

/// Why the store could not do as it was asked. Nothing of a record that was refused is kept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// It cannot be reached, or it cannot write.
    #[error("the store does not answer: {0}")]
    Unavailable(String),
    /// There is no room left.
    #[error("there is no room left where the store writes: {0}")]
    Full(String),
    /// Another process serves from this folder.
    #[error("another process has `{0}` open: stop it, or name another folder with `--data`")]
    InUse(String),
    /// The tables are of a later version of this program.
    #[error(
        "the tables are of version {found}, and this program knows versions up to {SCHEMA_VERSION}: use the later program"
    )]
    TooNew {
        /// The version of the tables.
        found: u32,
    },
    /// The file or the address is no store.
    #[error("{0}")]
    NoStore(String),
    /// The system does not let the folder or the file be used.
    #[error("{0}")]
    Unusable(String),
    /// The key was claimed again meanwhile, because this attempt took too long.
    #[error("another attempt took over the idempotency key: ask again")]
    Overtaken,
}

/// What the check of the audit chain found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// How many rows the chain has.
    pub rows: u64,
    /// The hash of the last; a chain that was cut off at its end checks just as well, so keep this elsewhere and compare.
    pub head: String,
    /// Whether the head that was asked for stands in the chain.
    pub holds_known_head: bool,
    /// What is wrong, the first faults of them.
    pub faults: Vec<audit::Fault>,
}

impl Store {
    /// The store in the folder `data`, made where there is none.
    ///
    /// # Errors
    /// A folder that cannot be written to, is in use, or holds a store of a later version.
    pub fn in_folder(data: &Path) -> Result<Self, StoreError> {
        Sqlite::open(data).map(Self::Sqlite)
    }

    /// The store behind a PostgreSQL address such as `postgres://user@host/database?sslmode=require`, where an attempt that claimed a key counts as dead
    /// if it has not answered for so many seconds.
    ///
    /// # Errors
    /// An address that cannot be read or reached, or tables of a later version.
    pub async fn at_address(address: &str, claim_seconds: u32) -> Result<Self, StoreError> {
        Postgres::open(address, claim_seconds).await.map(|store| Self::Postgres(Box::new(store)))
    }

    /// Claims an idempotency key for one attempt.
    ///
    /// # Errors
    /// A store that does not answer.
    pub async fn claim(&self, key: &Key) -> Result<Claim, StoreError> {
        match self {
            Self::Sqlite(store) => store.claim(key).await,
            Self::Postgres(store) => store.claim(key).await,
        }
    }

    /// Gives up a claim that was granted and will not be used. Where another attempt has claimed the key since, that one keeps it.
    pub async fn release(&self, key: &Key) {
        match self {
            Self::Sqlite(store) => store.release(key),
            Self::Postgres(store) => store.release(key).await,
        }
    }

    /// Keeps an answer. When this comes back without an error, the answer outlives the process and the machine.
    ///
    /// # Errors
    /// A store that does not answer or has no room; then nothing of the record is kept.
    pub async fn keep(&self, record: Record) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(store) => store.keep(record).await,
            Self::Postgres(store) => store.keep(record).await,
        }
    }

    /// The kept answer to one submission.
    ///
    /// # Errors
    /// A store that does not answer.
    pub async fn verification(&self, id: &str) -> Result<Option<String>, StoreError> {
        match self {
            Self::Sqlite(store) => store.verification(id).await,
            Self::Postgres(store) => store.verification(id).await,
        }
    }

    /// Counts up in a row of its own, to tell whether answers could be kept now: what is written here reaches the disk as an answer does.
    ///
    /// # Errors
    /// A store that does not answer or has no room.
    pub async fn probe(&self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(store) => store.probe().await,
            Self::Postgres(store) => store.probe().await,
        }
    }

    /// Enters public keys, each by its id, in place of what was entered for it before.
    ///
    /// # Errors
    /// A store that does not answer or has no room.
    pub async fn enter_keys(&self, keys: Vec<(String, String)>) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(store) => store.enter_keys(keys).await,
            Self::Postgres(store) => store.enter_keys(keys).await,
        }
    }

    /// Every public key that was ever entered, as it was entered last, in the order of first entries.
    ///
    /// # Errors
    /// A store that does not answer.
    pub async fn keys(&self) -> Result<Vec<String>, StoreError> {
        match self {
            Self::Sqlite(store) => store.keys().await,
            Self::Postgres(store) => store.keys().await,
        }
    }

    /// Reads the whole audit chain and every answer that it tells of.
    ///
    /// # Errors
    /// A store that does not answer.
    pub async fn check(&self, known_head: Option<&str>) -> Result<Checked, StoreError> {
        match self {
            Self::Sqlite(store) => store.check(known_head).await,
            Self::Postgres(store) => store.check(known_head).await,
        }
    }
}

/// Checks what is kept in a folder or its copy, or behind a PostgreSQL address, which a server may have open.
///
/// # Errors
/// No store there, or one that does not answer.
pub fn check(data: &Path, address: Option<&str>, known_head: Option<&str>) -> Result<Checked, StoreError> {
    let Some(address) = address else { return Sqlite::check_at(data, known_head) };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| StoreError::Unavailable(error.to_string()))?;
    runtime.block_on(Postgres::check_at(address, known_head))
}

impl fmt::Display for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(store) => write!(f, "{}", store.file().display()),
            Self::Postgres(_) => f.write_str("PostgreSQL"),
        }
    }
}
