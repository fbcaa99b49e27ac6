//! `POST /v1/verifications/batch`: submissions in, one a line; what came of each out, one a line, in order; a signed manifest at the end.
//!
//! Lines are cut into blocks as they arrive, blocks are judged on every core, and answers are sent while more is read. No more than a few
//! blocks are held at any time, so memory does not grow with the length of the batch, and a client that does not read is not read from.

use std::{collections::VecDeque, io, pin::Pin, sync::Arc};

use axum::{
    body::Body,
    extract::{Query, State, rejection::QueryRejection},
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use http_body_util::{
    BodyExt,
    channel::{Channel, Sender},
};
use mentormark_rules::{Code, json, verification::Status};
use mentormark_seal::Lines;
use serde::{Deserialize, Serialize};
use tokio::{sync::OwnedSemaphorePermit, time};

use crate::{
    Clock, body, clock,
    judge::Judge,
    limits::LONGEST_KEPT,
    metrics,
    pool::{Lost, Pool},
    problem::{Kind, Problem},
    routes::verifications::name,
    verifier::{Verifier, unsigned},
};

const NDJSON: &str = "application/x-ndjson";

/// What may be asked for besides.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// Whether each line has the whole outcome.
    outcome: bool,
}

/// Judges many submissions, one a line, and answers with one line for each in the same order: status, differences and hashes, or
/// `{"refused":[…]}`. A line that is refused does not stop the others. The last line is `{"manifest":…}`, signed over all lines before it
/// and kept for good; where that cannot be, it is `{"problem":…}`. An answer without either broke off: send the lines again from the
/// first that has no answer. Read the answer while you send: what is not read is not judged.
#[utoipa::path(post, path = "/v1/verifications/batch", tag = "judging",
    params(("outcome" = Option<bool>, Query, description = "add the whole outcome to each line")),
    request_body(content = String, content_type = "application/x-ndjson", description = "one submission a line, each at most 1 MiB"),
    responses(
        (status = 200, description = "one answer a line, then the manifest", body = String, content_type = "application/x-ndjson"),
        (status = 400, description = "`bad-query`", body = crate::wire::Problem, content_type = "application/problem+json"),
        (status = 415, description = "`unsupported-media-type`", body = crate::wire::Problem, content_type = "application/problem+json"),
        (status = 429, description = "`too-many-requests`", body = crate::wire::Problem, content_type = "application/problem+json"),
        (status = 503, description = "`overloaded`", body = crate::wire::Problem, content_type = "application/problem+json")))]
pub(crate) async fn batch(
    State(verifier): State<Arc<Verifier>>,
    options: Result<Query<Options>, QueryRejection>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let Query(options) = options.map_err(|_| {
        Problem::new(Kind::BadQuery).detail("only `outcome=true` or `outcome=false` may follow the `?`").closing()
    })?;
    if body::kind(&headers, NDJSON)? {
        let detail = "send a batch as it is, not compressed";
        return Err(Problem::new(Kind::UnsupportedMediaType).detail(detail).closing());
    }
    let permit = Arc::clone(&verifier.batches).try_acquire_owned().map_err(|_| {
        Problem::new(Kind::Overloaded).detail("as many batches as may are at work").retry_after(5).closing()
    })?;
    let (sender, channel) = Channel::<Bytes, io::Error>::new(1);
    tokio::spawn(Batch::new(verifier, options, sender, permit).run(body));
    let headers = [(header::CONTENT_TYPE, NDJSON), (header::CACHE_CONTROL, "no-store")];
    Ok((headers, Body::new(channel)).into_response())
}

/// One answer, without its line break.
struct Answer {
    line: String,
    /// What came of it; the codes where it was refused.
    status: Result<Status, Vec<Code>>,
}

type Judging = Pin<Box<dyn Future<Output = Result<Vec<Answer>, Lost>> + Send>>;

/// A batch at work.
struct Batch {
    verifier: Arc<Verifier>,
    options: Options,
    sender: Sender<Bytes, io::Error>,
    /// Blocks being judged, oldest first.
    judging: VecDeque<Judging>,
    /// The start of a line that has not ended.
    rest: Vec<u8>,
    lines: Lines,
    _permit: OwnedSemaphorePermit,
}

/// Why a batch ends before its manifest.
enum Broken {
    /// The client has gone, or does not read.
    Gone,
    /// The client sends no more, or what it sends breaks off.
    Told(Problem),
}

impl Batch {
    fn new(
        verifier: Arc<Verifier>,
        options: Options,
        sender: Sender<Bytes, io::Error>,
        permit: OwnedSemaphorePermit,
    ) -> Self {
        let (judging, rest, lines) = (VecDeque::new(), Vec::new(), Lines::default());
        Self { verifier, options, sender, judging, rest, lines, _permit: permit }
    }

    async fn run(mut self, body: Body) {
        #[derive(Serialize)]
        struct Last<T> {
            manifest: T,
        }
        let last = match self.lines(body).await {
            Ok(()) => self.manifest().await.map(|manifest| json::canonical(&Last { manifest })),
            Err(Broken::Told(problem)) => Err(problem),
            Err(Broken::Gone) => return self.sender.abort(io::ErrorKind::ConnectionAborted.into()),
        };
        let last = last.unwrap_or_else(|problem| format!("{{\"problem\":{}}}", problem.to_json()));
        // If nobody hears it, the batch has no end and must be sent again.
        let _ = self.send(last + "\n").await;
    }

    /// Reads, judges and answers until the body ends.
    async fn lines(&mut self, mut body: Body) -> Result<(), Broken> {
        let (limits, mut reading) = (self.verifier.config.limits, true);
        while reading || !self.judging.is_empty() {
            let may_read = reading && self.judging.len() < Pool::threads() * 2;
            tokio::select! {
                answered = oldest(&mut self.judging), if !self.judging.is_empty() => {
                    self.judging.pop_front();
                    self.answer(answered).await?;
                }
                frame = time::timeout(limits.body_time(), body.frame()), if may_read => match frame {
                    Ok(Some(Ok(frame))) => if let Ok(data) = frame.into_data() { self.take(&data) },
                    Ok(None) => {
                        reading = false;
                        self.take_rest();
                    }
                    Ok(Some(Err(_))) => return Err(Broken::Gone),
                    Err(_) if self.judging.is_empty() => return Err(Broken::Told(Problem::new(Kind::TooSlow))),
                    Err(_) => {}
                },
            }
        }
        Ok(())
    }

    /// Has the whole lines among what arrived judged.
    fn take(&mut self, data: &[u8]) {
        let end = data.iter().rposition(|&byte| byte == b'\n').map_or(0, |end| end + 1);
        let (whole, rest) = data.split_at(end);
        if !whole.is_empty() {
            let mut block = std::mem::take(&mut self.rest);
            block.extend_from_slice(whole);
            self.judge(block);
        }
        // Of a line that is refused for its length, no more is kept than shows that.
        let room = LONGEST_KEPT.saturating_sub(self.rest.len());
        self.rest.extend_from_slice(&rest[..rest.len().min(room)]);
    }

    fn take_rest(&mut self) {
        if !self.rest.is_empty() {
            let block = std::mem::take(&mut self.rest);
            self.judge(block);
        }
    }

    fn judge(&mut self, block: Vec<u8>) {
        let (options, clock) = (self.options, self.verifier.config.clock);
        let judging = self.verifier.pool.run(move |judge| {
            let lines = block.strip_suffix(b"\n").unwrap_or(&block).split(|&byte| byte == b'\n');
            lines.map(|line| judged(judge, line, options, clock)).collect()
        });
        self.judging.push_back(Box::pin(judging));
    }

    /// Sends the answers to a block and takes them up into the manifest.
    async fn answer(&mut self, answered: Result<Vec<Answer>, Lost>) -> Result<(), Broken> {
        let defect = |_| Broken::Told(Problem::new(Kind::Internal));
        let answers = answered.map_err(defect)?;
        for answer in &answers {
            let counters = &self.verifier.metrics;
            let status = answer.status.as_ref().map_or("refused", |&status| name(status));
            counters.verifications.get_or_create(&metrics::Outcome { status, by: "batch" }).inc();
            for code in answer.status.as_ref().err().into_iter().flatten() {
                counters.refusals.get_or_create(&metrics::Code { code: code.as_str() }).inc();
            }
        }
        // Hashing takes as long as judging does, so a judging thread does it.
        let mut lines = std::mem::take(&mut self.lines);
        let taken_up = self.verifier.pool.run(move |_| {
            let mut text = String::new();
            for answer in &answers {
                lines.push(answer.line.as_bytes(), answer.status.as_ref().ok().copied());
                text += &answer.line;
                text.push('\n');
            }
            (lines, text)
        });
        let (lines, text) = taken_up.await.map_err(defect)?;
        self.lines = lines;
        self.send(text).await
    }

    async fn send(&mut self, text: String) -> Result<(), Broken> {
        let sent = time::timeout(self.verifier.config.limits.body_time(), self.sender.send_data(text.into()));
        sent.await.map_err(|_| Broken::Gone)?.map_err(|_| Broken::Gone)
    }

    /// The signed manifest over every line, kept.
    async fn manifest(&mut self) -> Result<mentormark_seal::Manifest, Problem> {
        let (record, manifest) = self.verifier.manifest(&self.lines).map_err(|faults| unsigned(&faults))?;
        self.verifier.keep(record).await?;
        Ok(manifest)
    }
}

/// What comes of the block that is judged longest.
async fn oldest(judging: &mut VecDeque<Judging>) -> Result<Vec<Answer>, Lost> {
    match judging.front_mut() {
        Some(judging) => judging.await,
        None => std::future::pending().await,
    }
}

fn judged(judge: &Judge, line: &[u8], options: Options, clock: Clock) -> Answer {
    let filed = body::text(line).and_then(|text| judge.file(&text));
    match filed {
        Ok(filed) => {
            let as_of = filed.received().submission.assessment.as_of;
            let today = Some(clock::today(clock.seconds(), as_of));
            let checked = if options.outcome { filed.verified(today) } else { filed.checked(today) };
            Answer { line: json::canonical(&checked), status: Ok(checked.status) }
        }
        Err(refusals) => Answer {
            line: json::refused(&refusals),
            status: Err(refusals.as_slice().iter().map(|refusal| refusal.code).collect()),
        },
    }
}
