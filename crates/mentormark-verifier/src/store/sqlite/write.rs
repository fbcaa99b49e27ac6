//! The thread that writes: what waits for it while it is at the disk goes into its next transaction.

use std::sync::{
    atomic::{AtomicU64, Ordering},
    mpsc,
};

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use tokio::sync::oneshot;

use super::connection::trouble;
use crate::store::{
    MOST_IN_GROUP, Record, StoreError,
    audit::{self, Row},
};

/// What the writing thread is asked for.
pub(super) enum Order {
    Keep(Box<Record>, oneshot::Sender<Result<(), StoreError>>),
    Probe(oneshot::Sender<Result<(), StoreError>>),
    EnterKeys(Vec<(String, String)>, oneshot::Sender<Result<(), StoreError>>),
}

/// Does what is ordered until nobody can order any more.
pub(super) fn write(connection: &mut Connection, orders: &mpsc::Receiver<Order>, transactions: &AtomicU64) {
    while let Ok(first) = orders.recv() {
        let (mut records, mut replies) = (Vec::new(), Vec::new());
        for order in [first].into_iter().chain(orders.try_iter()).take(MOST_IN_GROUP) {
            match order {
                Order::Keep(record, reply) => {
                    records.push(*record);
                    replies.push(reply);
                }
                Order::Probe(reply) => drop(reply.send(probe(connection).map_err(trouble))),
                Order::EnterKeys(keys, reply) => drop(reply.send(enter_keys(connection, &keys).map_err(trouble))),
            }
        }
        if records.is_empty() {
            continue;
        }
        let kept: Vec<Result<(), StoreError>> = match insert(connection, &records) {
            Ok(()) => {
                transactions.fetch_add(1, Ordering::Relaxed);
                records.iter().map(|_| Ok(())).collect()
            }
            Err(_) if records.len() > 1 => {
                // One that cannot be kept must not stop the others.
                let alone = |record| insert(connection, std::slice::from_ref(record)).map_err(trouble);
                records.iter().map(alone).collect()
            }
            Err(error) => vec![Err(trouble(error))],
        };
        for (reply, kept) in replies.into_iter().zip(kept) {
            // Whoever asked may have gone; what is kept is kept.
            let _ = reply.send(kept);
        }
    }
}

/// Inserts records and their audit rows in one transaction.
fn insert(connection: &mut Connection, records: &[Record]) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    insert_all(&transaction, records)?;
    transaction.commit()
}

fn insert_all(transaction: &Transaction<'_>, records: &[Record]) -> rusqlite::Result<()> {
    let (mut seq, mut previous) = head(transaction)?;
    let mut record_row = transaction.prepare_cached(
        "INSERT INTO record (seq, id, event, at, answer, submission) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    let mut audit_row = transaction.prepare_cached(
        "INSERT INTO audit (seq, at, event, id, answer, submission, previous, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    for record in records {
        let row = Row::after(seq, &previous, record);
        let hash = row.hash();
        record_row.execute(params![row.seq, row.id, row.event, row.at, record.answer(), record.submission()])?;
        audit_row.execute(params![
            row.seq,
            row.at,
            row.event,
            row.id,
            row.answer,
            row.submission,
            row.previous,
            hash
        ])?;
        if let Some(key) = &record.key {
            let sql = "INSERT INTO idempotency (key, fingerprint, id) VALUES (?1, ?2, ?3)";
            transaction.prepare_cached(sql)?.execute(params![key.name, key.fingerprint, record.id])?;
        }
        (seq, previous) = (row.seq, hash);
    }
    Ok(())
}

/// The place and the hash of the last audit row.
fn head(connection: &Connection) -> rusqlite::Result<(u64, String)> {
    let mut last = connection.prepare_cached("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")?;
    let found = last.query_row([], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    Ok(found.unwrap_or_else(|| (0, audit::FIRST.to_owned())))
}

fn probe(connection: &Connection) -> rusqlite::Result<()> {
    let count = "UPDATE probe SET written = written + 1";
    connection.prepare_cached(count)?.execute([])?;
    Ok(())
}

fn enter_keys(connection: &mut Connection, keys: &[(String, String)]) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for (id, document) in keys {
        let sql = "INSERT INTO signing_key (id, document) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET document = ?2";
        transaction.execute(sql, [id, document])?;
    }
    transaction.commit()
}
