//! The store behind a PostgreSQL address, which several instances may share.
//!
//! One task writes, on a connection of its own; what waits for it meanwhile goes into its next transaction. Whoever writes holds the
//! one row of `audit_head`, so all instances add to one chain. A claim to an idempotency key is a row too; one whose attempt died is
//! taken over after a number of seconds, by the clock of the database. A connection that breaks, or no longer answers, is made anew at
//! the next need.

mod link;
mod write;

use std::{fmt, sync::Arc};

use tokio::sync::{Mutex, mpsc, oneshot};
use tokio_postgres::{Client, GenericClient, types::ToSql};

use self::{
    link::{Address, Link, in_time},
    write::{Order, write},
};
use super::{
    Checked, Claim, Key, MOST_IN_GROUP, Record, SCHEMA_VERSION, StoreError,
    audit::{self, Row},
};

/// How many answers a check reads at once.
const PAGE: i64 = 500;

const MIGRATIONS: [&str; 1] = [include_str!("../postgres-1.sql")];

/// What keeps two instances from making the tables at once.
const MIGRATION_LOCK: i64 = 0x6d65_6e74_6f72;

/// The store behind an address.
pub struct Postgres {
    writer: mpsc::Sender<Order>,
    reader: Link,
    /// Seconds after which an attempt that claimed a key and never answered counts as dead.
    claim_seconds: f64,
}

impl Postgres {
    /// The store behind an address, its tables made where there are none.
    ///
    /// # Errors
    /// An address that cannot be read or reached, or tables of a later version.
    pub async fn open(address: &str, claim_seconds: u32) -> Result<Self, StoreError> {
        let address = Address::read(address)?;
        let mut client = address.connect().await?;
        migrate(&mut client).await?;
        let (writer, orders) = mpsc::channel(MOST_IN_GROUP * 4);
        tokio::spawn(write(address.clone(), orders));
        let reader = Link { address, open: Mutex::new(Some(Arc::new(client))) };
        Ok(Self { writer, reader, claim_seconds: claim_seconds.into() })
    }

    pub(super) async fn claim(&self, key: &Key) -> Result<Claim, StoreError> {
        // A claim from further in the future than that is from before the clock of the database went back.
        let claim = "INSERT INTO idempotency AS taken (key, fingerprint, attempt, claimed_at) VALUES ($1, $2, $3, now()) \
                     ON CONFLICT (key) DO UPDATE SET fingerprint = $2, attempt = $3, claimed_at = now() \
                     WHERE taken.id IS NULL AND abs(extract(epoch FROM now() - taken.claimed_at)) > $4::float8";
        let values: [&(dyn ToSql + Sync); 4] = [&key.name, &key.fingerprint, &key.attempt, &self.claim_seconds];
        let claimed = self.reader.ask(async |client| client.execute(claim, &values).await).await?;
        if claimed == 1 {
            return Ok(Claim::Granted);
        }
        let found = "SELECT fingerprint, id, answer FROM idempotency LEFT JOIN record USING (id) WHERE key = $1";
        let Some(row) = self.reader.ask(async |client| client.query_opt(found, &[&key.name]).await).await? else {
            // Released between the two questions: whoever asks again may have it.
            return Ok(Claim::Running);
        };
        if row.get::<_, &str>(0) != key.fingerprint {
            return Ok(Claim::OtherBody);
        }
        let answered = row.get::<_, Option<String>>(1).zip(row.get::<_, Option<String>>(2));
        Ok(answered.map_or(Claim::Running, |(id, answer)| Claim::Answered { id, answer }))
    }

    pub(super) async fn release(&self, key: &Key) {
        let sql = "DELETE FROM idempotency WHERE key = $1 AND attempt = $2 AND id IS NULL";
        // Where this fails the claim runs out by itself.
        let _ = self.reader.ask(async |client| client.execute(sql, &[&key.name, &key.attempt]).await).await;
    }

    pub(super) async fn keep(&self, record: Record) -> Result<(), StoreError> {
        let gone = || StoreError::Unavailable("the writing task has ended".to_owned());
        let (reply, done) = oneshot::channel();
        self.writer.send((record, reply)).await.map_err(|_| gone())?;
        done.await.map_err(|_| gone())?
    }

    pub(super) async fn verification(&self, id: &str) -> Result<Option<String>, StoreError> {
        let sql = "SELECT answer FROM record WHERE id = $1 AND event = 'verification'";
        let found = self.reader.ask(async |client| client.query_opt(sql, &[&id]).await).await?;
        Ok(found.map(|row| row.get(0)))
    }

    pub(super) async fn probe(&self) -> Result<(), StoreError> {
        let sql = "UPDATE probe SET written = written + 1";
        self.reader.ask(async |client| client.execute(sql, &[]).await).await.map(drop)
    }

    pub(super) async fn enter_keys(&self, keys: Vec<(String, String)>) -> Result<(), StoreError> {
        for (id, document) in keys {
            let sql =
                "INSERT INTO signing_key (id, document) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET document = $2";
            self.reader.ask(async |client| client.execute(sql, &[&id, &document]).await).await?;
        }
        Ok(())
    }

    pub(super) async fn keys(&self) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT document FROM signing_key ORDER BY place";
        let rows = self.reader.ask(async |client| client.query(sql, &[]).await).await?;
        Ok(rows.iter().map(|row| row.get(0)).collect())
    }

    pub(super) async fn check(&self, known_head: Option<&str>) -> Result<Checked, StoreError> {
        // On a connection of its own, so that answers can be looked up meanwhile.
        check(self.reader.address.connect().await?, known_head).await
    }

    /// Checks the chain of the store behind an address, and changes nothing there.
    ///
    /// # Errors
    /// An address that cannot be read or reached, or behind which there is no store or one of a later version.
    pub async fn check_at(address: &str, known_head: Option<&str>) -> Result<Checked, StoreError> {
        let client = Address::read(address)?.connect().await?;
        let tables = "SELECT to_regclass('schema_version') IS NOT NULL";
        if !in_time(client.query_one(tables, &[])).await?.get::<_, bool>(0) {
            return Err(StoreError::NoStore(
                "there is no store in this database: has a server been started with it?".to_owned(),
            ));
        }
        known_version(&client).await?;
        check(client, known_head).await
    }
}

impl fmt::Debug for Postgres {
    /// Without the address, which may hold a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Postgres").finish_non_exhaustive()
    }
}

async fn check(mut client: Client, known_head: Option<&str>) -> Result<Checked, StoreError> {
    let reading = client
        .build_transaction()
        .isolation_level(tokio_postgres::IsolationLevel::RepeatableRead)
        .read_only(true)
        .start();
    let reading = in_time(reading).await?;
    let sql = "SELECT a.seq, a.at, a.event, a.id, a.answer, a.submission, a.previous, a.hash, r.answer, r.submission \
               FROM audit a LEFT JOIN record r ON r.id = a.id AND r.event = a.event AND r.at = a.at \
               WHERE a.seq > $1 ORDER BY a.seq LIMIT $2";
    let page = in_time(reading.prepare(sql)).await?;
    let mut check = audit::Check::new(known_head);
    let mut last = i64::MIN;
    loop {
        let rows = in_time(reading.query(&page, &[&last, &PAGE])).await?;
        for row in &rows {
            last = row.get(0);
            check.take(&audit::Found {
                row: Row {
                    seq: u64::try_from(last).unwrap_or_default(),
                    at: row.get(1),
                    event: row.get(2),
                    id: row.get(3),
                    answer: row.get(4),
                    submission: row.get(5),
                    previous: row.get(6),
                },
                hash: row.get(7),
                record: row.get::<_, Option<String>>(8).map(|answer| (answer, row.get(9))),
            });
        }
        if rows.is_empty() {
            break;
        }
    }
    let answers: i64 = in_time(reading.query_one("SELECT count(*) FROM record", &[])).await?.get(0);
    Ok(check.end(u64::try_from(answers).unwrap_or_default()))
}

async fn migrate(client: &mut Client) -> Result<(), StoreError> {
    let step = in_time(client.transaction()).await?;
    in_time(step.execute("SELECT pg_advisory_xact_lock($1)", &[&MIGRATION_LOCK])).await?;
    in_time(step.batch_execute("CREATE TABLE IF NOT EXISTS schema_version (version integer NOT NULL)")).await?;
    let found = known_version(&step).await?;
    for (version, sql) in (1i32..).zip(MIGRATIONS).skip(usize::try_from(found).unwrap_or(usize::MAX)) {
        in_time(step.batch_execute(sql)).await?;
        in_time(step.execute("INSERT INTO schema_version VALUES ($1)", &[&version])).await?;
    }
    in_time(step.commit()).await
}

/// The version of the tables.
async fn known_version(client: &impl GenericClient) -> Result<u32, StoreError> {
    let row = in_time(client.query_one("SELECT coalesce(max(version), 0) FROM schema_version", &[])).await?;
    let found = u32::try_from(row.get::<_, i32>(0)).unwrap_or(u32::MAX);
    if found > SCHEMA_VERSION { Err(StoreError::TooNew { found }) } else { Ok(found) }
}
