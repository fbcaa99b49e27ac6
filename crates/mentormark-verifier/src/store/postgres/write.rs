//! The task that writes: what waits for it while the database is at work goes into its next transaction.

use tokio::{
    sync::{mpsc, oneshot},
    time,
};
use tokio_postgres::{Client, Statement, Transaction};

use super::link::{ANSWERING, Address, in_time, slow, trouble};
use crate::store::{Key, MOST_IN_GROUP, Record, StoreError, audit::Row};

/// A record to be kept, and who waits for it.
pub(super) type Order = (Record, oneshot::Sender<Result<(), StoreError>>);

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
pub(super) async fn write(address: Address, mut orders: mpsc::Receiver<Order>) {
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
