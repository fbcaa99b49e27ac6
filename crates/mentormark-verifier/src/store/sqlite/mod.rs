//! The store in one SQLite file: one thread writes, and what waits for it meanwhile goes into its next transaction.
//!
//! The write-ahead log reaches the disk at each commit (`synchronous=FULL`), so what was acknowledged outlives a power cut. A lock
//! file keeps a second process away, which is why claims to idempotency keys may live in memory: nobody else could claim them, and
//! after a crash nobody is at work.

mod connection;
mod write;

use std::{
    collections::{HashMap, hash_map},
    fs::{self, File, TryLockError},
    io::ErrorKind,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
        mpsc,
    },
    thread,
    time::{Duration, Instant},
};

use rusqlite::{Connection, OpenFlags, OptionalExtension, backup::StepResult};
use tokio::sync::oneshot;

use self::{
    connection::{PATIENCE, connect, existing, migrate, trouble},
    write::{Order, write},
};
use super::{
    Checked, Claim, Key, Record, StoreError,
    audit::{self, Row},
};
use crate::{private, random};

/// The name of the file within the data folder.
const FILE: &str = "mentormark.db";
const LOCK: &str = "mentormark.lock";

/// How long to wait before trying again what is locked.
const BREATH: Duration = Duration::from_millis(20);

/// The store in one file.
#[derive(Debug)]
pub struct Sqlite {
    file: PathBuf,
    writer: mpsc::Sender<Order>,
    reader: Arc<Mutex<Connection>>,
    /// The keys that attempts are at work under, by their names.
    at_work: Mutex<HashMap<String, Key>>,
    /// How many transactions have kept answers.
    transactions: Arc<AtomicU64>,
    /// Held for as long as the store is open.
    _lock: File,
}

impl Sqlite {
    /// The store in a folder, made where there is none.
    ///
    /// # Errors
    /// A folder that cannot be written to, is in use, or holds a store of a later version.
    pub fn open(data: &Path) -> Result<Self, StoreError> {
        let unusable =
            |error: std::io::Error| StoreError::Unusable(format!("cannot use `{}`: {error}", data.display()));
        private::folder(data).map_err(unusable)?;
        let lock = File::options().create(true).truncate(false).write(true).open(data.join(LOCK)).map_err(unusable)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(StoreError::InUse(data.display().to_string())),
            Err(TryLockError::Error(error)) => return Err(unusable(error)),
        }
        let file = data.join(FILE);
        // SQLite gives the files beside it the same mode. Where this fails, opening it says why.
        drop(private::new_file(&file));
        let mut writer = connect(&file, OpenFlags::default())?;
        migrate(&mut writer, &file)?;
        let reader = connect(&file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let (orders, received) = mpsc::channel();
        // It ends when the store is dropped, after what was ordered before.
        let transactions = Arc::new(AtomicU64::new(0));
        let counted = Arc::clone(&transactions);
        thread::Builder::new()
            .name("store".to_owned())
            .spawn(move || write(&mut writer, &received, &counted))
            .map_err(unusable)?;
        let reader = Arc::new(Mutex::new(reader));
        Ok(Self { file, writer: orders, reader, at_work: Mutex::default(), transactions, _lock: lock })
    }

    /// Copies the store in a folder into a new file while a server may be writing to it; what is being written meanwhile is in it
    /// whole or not at all. The file is there whole or not at all too, and nobody but its owner may read it.
    ///
    /// # Errors
    /// A folder without a store, a file that is there already or cannot be written.
    pub fn back_up(data: &Path, to: &Path) -> Result<(), StoreError> {
        let from = existing(data)?;
        let untold = |error: std::io::Error| match error.kind() {
            ErrorKind::AlreadyExists => {
                StoreError::NoStore(format!("`{}` is there already: name a new file", to.display()))
            }
            _ => StoreError::Unusable(format!("cannot write `{}`: {error}", to.display())),
        };
        if fs::symlink_metadata(to).is_ok() {
            return Err(untold(ErrorKind::AlreadyExists.into()));
        }
        let beside = to.with_extension(format!("{}.new", random::id()));
        let made = private::new_file(&beside).map_err(untold);
        let copied = made.and_then(|_| copy(&from, &beside)).and_then(|()| {
            File::open(&beside)
                .and_then(|file| file.sync_all())
                .and_then(|()| private::put(&beside, to))
                .and_then(|()| private::sync_folder(to))
                .map_err(untold)
        });
        // Its other name, or what there is of it where it failed.
        let _ = fs::remove_file(&beside);
        let mut journal = beside.into_os_string();
        journal.push("-journal");
        let _ = fs::remove_file(journal);
        copied
    }

    /// Checks the chain of the store in a folder, or in one file, which a server may have open.
    ///
    /// # Errors
    /// A folder without a store.
    pub fn check_at(path: &Path, known_head: Option<&str>) -> Result<Checked, StoreError> {
        check(&existing(path)?, known_head).map_err(trouble)
    }

    /// How many transactions have kept answers; each keeps all that waited for it.
    #[must_use]
    pub fn transactions(&self) -> u64 {
        self.transactions.load(Ordering::Relaxed)
    }

    /// The file.
    pub(super) fn file(&self) -> &Path {
        &self.file
    }

    pub(super) async fn claim(&self, key: &Key) -> Result<Claim, StoreError> {
        match lock(&self.at_work).entry(key.name.clone()) {
            hash_map::Entry::Occupied(taken) if taken.get().fingerprint == key.fingerprint => {
                return Ok(Claim::Running);
            }
            hash_map::Entry::Occupied(_) => return Ok(Claim::OtherBody),
            hash_map::Entry::Vacant(free) => drop(free.insert(key.clone())),
        }
        let name = key.name.clone();
        let answered = self
            .read(move |connection| {
                let sql = "SELECT fingerprint, id, answer FROM idempotency JOIN record USING (id) WHERE key = ?1";
                let mut statement = connection.prepare_cached(sql)?;
                let found = |row: &rusqlite::Row<'_>| Ok((row.get::<_, String>(0)?, row.get(1)?, row.get(2)?));
                statement.query_row([name], found).optional()
            })
            .await;
        let claim = match answered {
            Ok(None) => return Ok(Claim::Granted),
            Ok(Some((fingerprint, id, answer))) if fingerprint == key.fingerprint => Ok(Claim::Answered { id, answer }),
            Ok(Some(_)) => Ok(Claim::OtherBody),
            Err(error) => Err(error),
        };
        self.release(key);
        claim
    }

    pub(super) fn release(&self, key: &Key) {
        if let hash_map::Entry::Occupied(claimed) = lock(&self.at_work).entry(key.name.clone())
            && claimed.get().attempt == key.attempt
        {
            claimed.remove();
        }
    }

    pub(super) async fn keep(&self, record: Record) -> Result<(), StoreError> {
        let key = record.key.clone();
        let kept = self.order(|reply| Order::Keep(Box::new(record), reply)).await;
        if let Some(key) = key {
            self.release(&key);
        }
        kept
    }

    pub(super) async fn verification(&self, id: &str) -> Result<Option<String>, StoreError> {
        let id = id.to_owned();
        self.read(move |connection| {
            let sql = "SELECT answer FROM record WHERE id = ?1 AND event = 'verification'";
            connection.prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()
        })
        .await
    }

    pub(super) async fn probe(&self) -> Result<(), StoreError> {
        self.order(Order::Probe).await
    }

    pub(super) async fn enter_keys(&self, keys: Vec<(String, String)>) -> Result<(), StoreError> {
        self.order(|reply| Order::EnterKeys(keys, reply)).await
    }

    pub(super) async fn keys(&self) -> Result<Vec<String>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached("SELECT document FROM signing_key ORDER BY place")?;
            statement.query_map([], |row| row.get(0))?.collect()
        })
        .await
    }

    pub(super) async fn check(&self, known_head: Option<&str>) -> Result<Checked, StoreError> {
        let (file, known_head) = (self.file.clone(), known_head.map(str::to_owned));
        // On a connection of its own, so that answers can be looked up meanwhile.
        run(move || Self::check_at(&file, known_head.as_deref())).await?
    }

    async fn order(
        &self,
        order: impl FnOnce(oneshot::Sender<Result<(), StoreError>>) -> Order,
    ) -> Result<(), StoreError> {
        let (reply, done) = oneshot::channel();
        let gone = || StoreError::Unavailable("the writing thread has ended".to_owned());
        self.writer.send(order(reply)).map_err(|_| gone())?;
        done.await.map_err(|_| gone())?
    }

    async fn read<T: Send + 'static>(
        &self,
        ask: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, StoreError> {
        let reader = Arc::clone(&self.reader);
        run(move || ask(&lock(&reader)).map_err(trouble)).await?
    }
}

/// Copies a whole store at one instant. Writing goes on meanwhile: in steps, the copy would start again at each write.
fn copy(from: &Connection, to: &Path) -> Result<(), StoreError> {
    let mut copy = Connection::open(to).map_err(trouble)?;
    let backup = rusqlite::backup::Backup::new(from, &mut copy).map_err(trouble)?;
    let end = Instant::now() + PATIENCE;
    while backup.step(-1).map_err(trouble)? != StepResult::Done {
        // Something else has the file to itself for a moment, such as a server that starts.
        if Instant::now() >= end {
            return Err(StoreError::Unavailable("the store is locked: try again".to_owned()));
        }
        thread::sleep(BREATH);
    }
    drop(backup);
    // A copy is one file by itself, without a log beside it.
    copy.pragma_update(None, "journal_mode", "DELETE").map_err(trouble)?;
    copy.close().map_err(|(_, error)| trouble(error))
}

/// Runs what waits for the disk outside the threads that serve.
async fn run<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, StoreError> {
    tokio::task::spawn_blocking(work).await.map_err(|_| StoreError::Unavailable("reading was cut short".to_owned()))
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // What is behind these locks is whole between any two statements.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn check(connection: &Connection, known_head: Option<&str>) -> rusqlite::Result<Checked> {
    // One transaction, so that rows written meanwhile do not show in half of it.
    let reading = connection.unchecked_transaction()?;
    let mut rows = reading.prepare(
        "SELECT a.seq, a.at, a.event, a.id, a.answer, a.submission, a.previous, a.hash, r.answer, r.submission \
         FROM audit a LEFT JOIN record r ON r.id = a.id AND r.event = a.event AND r.at = a.at ORDER BY a.seq",
    )?;
    let mut rows = rows.query([])?;
    let mut check = audit::Check::new(known_head);
    while let Some(row) = rows.next()? {
        let answer: Option<String> = row.get(8)?;
        let submission: Option<String> = row.get(9)?;
        check.take(&audit::Found {
            row: Row {
                seq: row.get(0)?,
                at: row.get(1)?,
                event: row.get(2)?,
                id: row.get(3)?,
                answer: row.get(4)?,
                submission: row.get(5)?,
                previous: row.get(6)?,
            },
            hash: row.get(7)?,
            record: answer.map(|answer| (answer, submission)),
        });
    }
    let answers = reading.query_row("SELECT count(*) FROM record", [], |row| row.get(0))?;
    Ok(check.end(answers))
}
