//! The store behind a PostgreSQL address, which several instances may share.
//!
//! One task writes, on a connection of its own; what waits for it meanwhile goes into its next transaction. Whoever writes holds the
//! one row of `audit_head`, so all instances add to one chain. A claim to an idempotency key is a row too; one whose attempt died is
//! taken over after a number of seconds, by the clock of the database. A connection that breaks, or no longer answers, is made anew at
//! the next need.
//!
//! Longer than most files: what is written and what is read of the same tables stand together.

use std::{error::Error as _, fmt, sync::Arc, time::Duration};

use tokio::{
    sync::{Mutex, mpsc, oneshot},
    time,
};
use tokio_postgres::{
    Client, Config, GenericClient, NoTls, Statement, Transaction, config::SslMode, error::SqlState, types::ToSql,
};

use super::{
    Checked, Claim, Key, MOST_IN_GROUP, Record, SCHEMA_VERSION, StoreError,
    audit::{self, Row},
    tls::Tls,
};

/// How long a connection may take to be made.
const CONNECTING: Duration = Duration::from_secs(5);
/// How long one question may take; after that the connection counts as broken.
const ANSWERING: Duration = Duration::from_secs(10);
/// How many answers a check reads at once.
const PAGE: i64 = 500;

const MIGRATIONS: [&str; 1] = [include_str!("postgres-1.sql")];

/// What keeps two instances from making the tables at once.
const MIGRATION_LOCK: i64 = 0x6d65_6e74_6f72;

/// The store behind an address.
pub struct Postgres {
    writer: mpsc::Sender<(Record, oneshot::Sender<Result<(), StoreError>>)>,
    reader: Link,
    /// Seconds after which an attempt that claimed a key and never answered counts as dead.
    claim_seconds: f64,
}

/// Where the server is, and how to speak to it.
#[derive(Clone)]
struct Address {
    config: Config,
    /// There where the address asks for it.
    tls: Option<Tls>,
}

/// A connection that is made when needed.
struct Link {
    address: Address,
    open: Mutex<Option<Arc<Client>>>,
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

impl Link {
    /// What is answered to a question; a connection that gives no answer in time is not used again.
    async fn ask<T>(
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
    fn read(written: &str) -> Result<Self, StoreError> {
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

    async fn connect(&self) -> Result<Client, StoreError> {
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

/// The writing connection with what it is asked again and again.
struct Writing {
    client: Client,
    head: Statement,
    keys: Statement,
    records: Statement,
    audit: Statement,
    advance: Statement,
}

impl Writing {
    async fn connect(address: &Address) -> Result<Self, StoreError> {
        let client = address.connect().await?;
        let [head, keys, records, audit, advance] = [
            "SELECT seq, hash FROM audit_head FOR UPDATE",
            "UPDATE idempotency AS claimed SET id = k.id FROM unnest($1::text[], $2::text[], $3::text[]) AS k(key, attempt, id) \
             WHERE claimed.key = k.key AND claimed.attempt = k.attempt AND claimed.id IS NULL RETURNING k.id",
            "INSERT INTO record (seq, id, event, at, answer, submission) \
             SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])",
            "INSERT INTO audit (seq, at, event, id, answer, submission, previous, hash) \
             SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[])",
            "UPDATE audit_head SET seq = $1, hash = $2",
        ]
        .map(|sql| client.prepare(sql));
        let (head, keys, records, audit, advance) =
            in_time(Box::pin(async { tokio::try_join!(head, keys, records, audit, advance) })).await?;
        Ok(Self { client, head, keys, records, audit, advance })
    }

    /// Inserts records and their audit rows in one transaction. For each whether it was kept: one whose key was taken over is not.
    async fn insert(&mut self, records: &[Record]) -> Result<Vec<bool>, tokio_postgres::Error> {
        let transaction = self.client.transaction().await?;
        let head = transaction.query_one(&self.head, &[]).await?;
        let (mut seq, mut previous) = (head.get::<_, i64>(0), head.get::<_, String>(1));
        let kept = still_claimed(&transaction, &self.keys, records).await?;
        let chosen: Vec<&Record> = records.iter().zip(&kept).filter(|(_, kept)| **kept).map(|(it, _)| it).collect();
        let mut rows = Vec::with_capacity(chosen.len());
        for record in &chosen {
            let row = Row::after(u64::try_from(seq).unwrap_or_default(), &previous, record);
            (seq, previous) = (seq + 1, row.hash());
            rows.push((seq, row, previous.clone()));
        }
        let seqs: Vec<i64> = rows.iter().map(|row| row.0).collect();
        let ids: Vec<&str> = chosen.iter().map(|it| it.id.as_str()).collect();
        let events: Vec<&str> = chosen.iter().map(|it| it.event.as_str()).collect();
        let times: Vec<&str> = chosen.iter().map(|it| it.at.as_str()).collect();
        let answers: Vec<&str> = chosen.iter().map(|it| it.answer()).collect();
        let submissions: Vec<Option<&str>> = chosen.iter().map(|it| it.submission()).collect();
        transaction.execute(&self.records, &[&seqs, &ids, &events, &times, &answers, &submissions]).await?;
        let answers: Vec<&str> = rows.iter().map(|row| row.1.answer.as_str()).collect();
        let submissions: Vec<Option<&str>> = rows.iter().map(|row| row.1.submission.as_deref()).collect();
        let links: Vec<&str> = rows.iter().map(|row| row.1.previous.as_str()).collect();
        let hashes: Vec<&str> = rows.iter().map(|row| row.2.as_str()).collect();
        transaction
            .execute(&self.audit, &[&seqs, &times, &events, &ids, &answers, &submissions, &links, &hashes])
            .await?;
        transaction.execute(&self.advance, &[&seq, &previous]).await?;
        transaction.commit().await?;
        Ok(kept)
    }
}

/// For each record whether the key that was claimed for it is still its own; true for one without a key.
async fn still_claimed(
    transaction: &Transaction<'_>,
    statement: &Statement,
    records: &[Record],
) -> Result<Vec<bool>, tokio_postgres::Error> {
    let keyed: Vec<(&Key, &str)> =
        records.iter().filter_map(|record| Some((record.key.as_ref()?, record.id.as_str()))).collect();
    if keyed.is_empty() {
        return Ok(vec![true; records.len()]);
    }
    let names: Vec<&str> = keyed.iter().map(|(key, _)| key.name.as_str()).collect();
    let attempts: Vec<&str> = keyed.iter().map(|(key, _)| key.attempt.as_str()).collect();
    let ids: Vec<&str> = keyed.iter().map(|(_, id)| *id).collect();
    let rows = transaction.query(statement, &[&names, &attempts, &ids]).await?;
    let own: Vec<&str> = rows.iter().map(|row| row.get(0)).collect();
    Ok(records.iter().map(|record| record.key.is_none() || own.contains(&record.id.as_str())).collect())
}

/// Does what is ordered until nobody can order any more.
async fn write(address: Address, mut orders: mpsc::Receiver<(Record, oneshot::Sender<Result<(), StoreError>>)>) {
    let mut open: Option<Writing> = None;
    let mut waiting = Vec::new();
    while orders.recv_many(&mut waiting, MOST_IN_GROUP).await > 0 {
        let (records, replies): (Vec<Record>, Vec<_>) = waiting.drain(..).unzip();
        let kept = match keep_all(&address, &mut open, &records).await {
            Ok(kept) => kept,
            // One that cannot be kept must not stop the others.
            Err(Unkept::Refused(_)) if records.len() > 1 => {
                let mut kept = Vec::with_capacity(records.len());
                for record in &records {
                    let alone = keep_all(&address, &mut open, std::slice::from_ref(record)).await;
                    kept.push(alone.map_or_else(|error| Err(error.into()), |mut kept| kept.remove(0)));
                }
                kept
            }
            Err(error) => vec![Err(error.into()); records.len()],
        };
        for (reply, kept) in replies.into_iter().zip(kept) {
            // Whoever asked may have gone; what is kept is kept.
            let _ = reply.send(kept);
        }
    }
}

/// Why a group was not kept.
enum Unkept {
    /// The database does not answer.
    Silent(StoreError),
    /// The database answered that it would not.
    Refused(StoreError),
}

impl From<Unkept> for StoreError {
    fn from(unkept: Unkept) -> Self {
        match unkept {
            Unkept::Silent(error) | Unkept::Refused(error) => error,
        }
    }
}

/// For each record whether it was kept: one whose key was taken over is not.
async fn keep_all(
    address: &Address,
    open: &mut Option<Writing>,
    records: &[Record],
) -> Result<Vec<Result<(), StoreError>>, Unkept> {
    let mut writing = match open.take().filter(|writing| !writing.client.is_closed()) {
        Some(writing) => writing,
        None => Writing::connect(address).await.map_err(Unkept::Silent)?,
    };
    let kept = time::timeout(ANSWERING, writing.insert(records)).await.map_err(|_| Unkept::Silent(slow()))?;
    match kept {
        Ok(kept) => {
            *open = Some(writing);
            Ok(kept.into_iter().map(|kept| if kept { Ok(()) } else { Err(StoreError::Overtaken) }).collect())
        }
        // The next group starts on a new connection, whatever became of this one.
        Err(error) if error.as_db_error().is_some() && !writing.client.is_closed() => {
            Err(Unkept::Refused(trouble(error)))
        }
        Err(error) => Err(Unkept::Silent(trouble(error))),
    }
}

async fn in_time<T>(question: impl Future<Output = Result<T, tokio_postgres::Error>>) -> Result<T, StoreError> {
    time::timeout(ANSWERING, question).await.map_err(|_| slow())?.map_err(trouble)
}

fn slow() -> StoreError {
    StoreError::Unavailable("the database did not answer in time".to_owned())
}

/// What the database says, without what was sent to it.
#[expect(clippy::needless_pass_by_value, reason = "it stands where an error is turned into another")]
fn trouble(error: tokio_postgres::Error) -> StoreError {
    let full = error.code() == Some(&SqlState::DISK_FULL);
    let text = error.as_db_error().map_or_else(|| with_cause(&error), |error| error.message().to_owned());
    if full { StoreError::Full(text) } else { StoreError::Unavailable(text) }
}

/// What went wrong, and why.
fn with_cause(error: &tokio_postgres::Error) -> String {
    error.source().map_or_else(|| error.to_string(), |cause| format!("{error}: {cause}"))
}
