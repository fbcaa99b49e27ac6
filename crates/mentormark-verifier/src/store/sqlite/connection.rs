//! Connections to the file, and its tables brought up to date.

use std::{path::Path, time::Duration};

use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};

use super::FILE;
use crate::store::{SCHEMA_VERSION, StoreError};

/// How long to wait for another connection, such as one that takes a backup.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// What makes each version of the tables from the one before.
const MIGRATIONS: [&str; 1] = [include_str!("../sqlite-1.sql")];

pub(super) fn connect(file: &Path, flags: OpenFlags) -> Result<Connection, StoreError> {
    let no_store = |error| cannot("open", file, error);
    let connection = Connection::open_with_flags(file, flags).map_err(no_store)?;
    connection.busy_timeout(PATIENCE).map_err(no_store)?;
    connection.set_prepared_statement_cache_capacity(32);
    if !flags.contains(OpenFlags::SQLITE_OPEN_READ_ONLY) {
        connection.pragma_update(None, "journal_mode", "WAL").map_err(no_store)?;
        connection.pragma_update(None, "synchronous", "FULL").map_err(no_store)?;
        connection.pragma_update(None, "foreign_keys", "ON").map_err(no_store)?;
    }
    Ok(connection)
}

#[expect(clippy::needless_pass_by_value, reason = "it stands where an error is turned into another")]
fn cannot(verb: &str, file: &Path, error: rusqlite::Error) -> StoreError {
    let text = format!("cannot {verb} `{}`: {error}", file.display());
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => StoreError::Full(text),
        Some(ErrorCode::SystemIoFailure) => StoreError::Unavailable(text),
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => StoreError::NoStore(text),
        _ => StoreError::Unusable(text),
    }
}

/// A store that must be there already: a folder, or its file.
pub(super) fn existing(path: &Path) -> Result<Connection, StoreError> {
    let file = if path.is_dir() { path.join(FILE) } else { path.to_owned() };
    if !file.is_file() {
        return Err(StoreError::NoStore(format!("there is no store in `{}`", path.display())));
    }
    let connection = connect(&file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    known_version(&connection, &file)?;
    Ok(connection)
}

fn known_version(connection: &Connection, file: &Path) -> Result<u32, StoreError> {
    let found = connection
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .map_err(|error| cannot("read", file, error))?;
    if found > SCHEMA_VERSION { Err(StoreError::TooNew { found }) } else { Ok(found) }
}

pub(super) fn migrate(connection: &mut Connection, file: &Path) -> Result<(), StoreError> {
    let found = known_version(connection, file)?;
    for (version, sql) in (1..).zip(MIGRATIONS).skip(usize::try_from(found).unwrap_or(usize::MAX)) {
        let step = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(trouble)?;
        step.execute_batch(sql).map_err(trouble)?;
        step.pragma_update(None, "user_version", version).map_err(trouble)?;
        step.commit().map_err(trouble)?;
    }
    Ok(())
}

#[expect(clippy::needless_pass_by_value, reason = "it stands where an error is turned into another")]
pub(super) fn trouble(error: rusqlite::Error) -> StoreError {
    let text = error.to_string();
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => StoreError::Full(text),
        _ => StoreError::Unavailable(text),
    }
}
