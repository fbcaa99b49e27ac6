//! `POST /v1/verifications/batch`: submissions in, one a line; what came of each out, one a line, in order; a signed manifest at the end.
//!
//! Lines are cut into small pieces as they arrive, pieces are judged on every core, and answers are sent while more is read. No more than
//! a few pieces with their answers are held at any time, and nothing is read while one waits to be judged. So memory does not grow with
//! the length of the batch nor with the number of its lines, and a client that does not read is not read from.
//!
//! A client has a few batches at work and no more, and what it sends must come to something: a byte now and then is not enough.

use std::{collections::VecDeque, io, pin::Pin, sync::Arc};

use axum::{
    body::Body,
    extract::{Extension, Query, State, rejection::QueryRejection},
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
use tokio::{
    sync::OwnedSemaphorePermit,
    time::{self, Instant},
};

use crate::{
    Clock, body,
    judge::Judge,
    metrics,
    pieces::Pieces,
    pool::{Lost, Pool},
    problem::{Kind, Problem},
    rate::Client,
    routes::verifications::name,
    share::Held,
    verifier::{Verifier, unsigned},
};

const NDJSON: &str = "application/x-ndjson";

/// Bytes of one line that count as much as a line does for a client that is still sending.
const PROGRESS: usize = 64 << 10;

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
/// first that has no answer. Read the answer while you send: what is not read is not judged. Within the `body-seconds` of the limits a
/// line must end, or 64 KiB more of it arrive.
#[utoipa::path(post, path = "/v1/verifications/batch", tag = "judging",
    params(("outcome" = Option<bool>, Query, description = "add the whole outcome to each line")),
    request_body(content = String, content_type = "application/x-ndjson", description = "one submission a line, each at most 1 MiB"),
    responses(
        (status = 200, description = "one answer a line, then the manifest", body = String, content_type = "application/x-ndjson"),
        (status = 400, description = "`bad-query`", body = crate::wire::Problem, content_type = "application/problem+json"),
        (status = 415, description = "`unsupported-media-type`", body = crate::wire::Problem, content_type = "application/problem+json"),
        (status = 429, description = "`too-many-requests`: asked too often, or `batches-per-client` are at work", body = crate::wire::Problem, content_type = "application/problem+json"),
        (status = 503, description = "`overloaded`", body = crate::wire::Problem, content_type = "application/problem+json")))]
pub(crate) async fn batch(
    State(verifier): State<Arc<Verifier>>,
    Extension(client): Extension<Client>,
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
    let own = verifier.batches_of.take(client).ok_or_else(|| {
        let detail = format!("at most {} batches of one client are at work at once", verifier.batches_of.most());
        Problem::new(Kind::TooManyRequests).detail(detail).retry_after(5).closing()
    })?;
    let permit = Arc::clone(&verifier.batches).try_acquire_owned().map_err(|_| {
        Problem::new(Kind::Overloaded).detail("as many batches as may are at work").retry_after(5).closing()
    })?;
    let (sender, channel) = Channel::<Bytes, io::Error>::new(1);
    tokio::spawn(Batch::new(verifier, options, sender, (permit, own)).run(body));
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
    /// What was read and waits to be judged.
    waiting: Pieces,
    /// Pieces being judged or whose answers wait to be sent, oldest first.
    judging: VecDeque<Judging>,
    lines: Lines,
    _place: Place,
}

/// A place among all batches, and among those of one client.
type Place = (OwnedSemaphorePermit, Held);

/// Why a batch ends before its manifest.
enum Broken {
    /// The client has gone, or does not read.
    Gone,
    /// The client sends no more, or what it sends breaks off.
    Told(Problem),
}

impl Batch {
    fn new(verifier: Arc<Verifier>, options: Options, sender: Sender<Bytes, io::Error>, place: Place) -> Self {
        let (waiting, judging, lines) = (Pieces::default(), VecDeque::new(), Lines::default());
        Self { verifier, options, sender, waiting, judging, lines, _place: place }
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
        let patience = self.verifier.config.limits.body_time();
        // Until when something must come of what is sent, and how much of a line has come since the last time it did.
        let (mut deadline, mut since, mut reading) = (Instant::now() + patience, 0, true);
        loop {
            self.judge_waiting(!reading);
            // Having been filled up, it has room only where nothing waits.
            let has_room = self.judging.len() < most_judging();
            if !reading && self.judging.is_empty() {
                return Ok(());
            }
            tokio::select! {
                answered = oldest(&mut self.judging), if !self.judging.is_empty() => {
                    self.judging.pop_front();
                    self.answer(answered).await?;
                    deadline = Instant::now() + patience;
                }
                frame = time::timeout_at(deadline, body.frame()), if reading && has_room => match frame {
                    Ok(Some(Ok(frame))) => if let Ok(data) = frame.into_data() {
                        self.waiting.add(&data);
                        since += data.len();
                        if since >= PROGRESS || data.contains(&b'\n') {
                            (deadline, since) = (Instant::now() + patience, 0);
                        }
                    },
                    Ok(None) => reading = false,
                    Ok(Some(Err(_))) => return Err(Broken::Gone),
                    Err(_) if self.judging.is_empty() => return Err(Broken::Told(Problem::new(Kind::TooSlow))),
                    // What was sent before is still being judged; that is not for the client to hurry.
                    Err(_) => deadline = Instant::now() + patience,
                },
            }
        }
    }

    /// Has as much of what waits judged as may be at once: whole lines, and `at_end` the one without an end.
    fn judge_waiting(&mut self, at_end: bool) {
        while self.judging.len() < most_judging() {
            let piece = match self.waiting.take_lines() {
                None if at_end => self.waiting.take_rest(),
                piece => piece,
            };
            let Some(piece) = piece else { return };
            let (options, clock) = (self.options, self.verifier.config.clock);
            let judging = self.verifier.pool.run(move |judge| {
                let lines = piece.strip_suffix(b"\n").unwrap_or(&piece).split(|&byte| byte == b'\n');
                lines.map(|line| judged(judge, line, options, clock)).collect()
            });
            self.judging.push_back(Box::pin(judging));
        }
    }

    /// Sends the answers to a piece and takes them up into the manifest.
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

/// How many pieces are judged or answered at once.
fn most_judging() -> usize {
    Pool::threads() * 2
}

/// What comes of the piece that is judged longest.
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
            let today = Some(clock.today(as_of));
            let checked = if options.outcome { filed.verified(today) } else { filed.checked(today) };
            Answer { line: json::canonical(&checked), status: Ok(checked.status) }
        }
        Err(refusals) => Answer {
            line: json::refused(&refusals),
            status: Err(refusals.as_slice().iter().map(|refusal| refusal.code).collect()),
        },
    }
}
