//! The floor of durable verifications: a bare loop that inserts what the store inserts.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use mentormark_tests::submission;

/// A file of its own with the settings and the tables of the store, that grows as the store does.
pub(super) struct Bare {
    connection: rusqlite::Connection,
    rows: u64,
    answer: String,
    asked: String,
}

impl Bare {
    pub(super) fn new(folder: &Path, answer: String) -> Self {
        let connection = rusqlite::Connection::open(folder.join("bare.db")).expect("a file");
        connection.pragma_update(None, "journal_mode", "WAL").expect("it is set");
        connection.pragma_update(None, "synchronous", "FULL").expect("it is set");
        let tables = include_str!("../../../crates/mentormark-verifier/src/store/sqlite-1.sql");
        connection.execute_batch(tables).expect("tables");
        Self { connection, rows: 0, answer, asked: submission::numbered(1) }
    }

    /// Rows a second of a loop that inserts what the store inserts and commits in groups.
    pub(super) fn inserts(&mut self, group: u64, length: Duration) -> f64 {
        let prepare = |sql| self.connection.prepare(sql).expect("it is sound");
        let mut record = prepare("INSERT INTO record VALUES (?1, ?2, 'verification', ?3, ?4, ?5)");
        let mut audit = prepare("INSERT INTO audit VALUES (?1, ?3, 'verification', ?2, ?4, ?4, ?4, ?4)");
        let (at, hash) = ("2026-11-21T10:00:00Z", "sha256:0".repeat(8));
        let (start, before) = (Instant::now(), self.rows);
        while start.elapsed() < length {
            self.connection.execute_batch("BEGIN IMMEDIATE").expect("it begins");
            for _ in 0..group {
                self.rows += 1;
                let id = format!("{:032x}", self.rows.wrapping_mul(0x9e37_79b9_7f4a_7c15));
                record.execute((self.rows, &id, at, &self.answer, &self.asked)).expect("it is inserted");
                audit.execute((self.rows, &id, at, &hash)).expect("it is inserted");
            }
            self.connection.execute_batch("COMMIT").expect("it commits");
        }
        (self.rows - before) as f64 / start.elapsed().as_secs_f64()
    }
}
