//! What every route needs: the store, the keys, the judging threads, the counters.

use std::{
    io,
    sync::Arc,
    time::{Duration, Instant},
};

use mentormark_rules::{
    Checked, Filed, Id, Outcome, Refusals, json,
    verification::{Caution, Difference, Status},
};
use mentormark_seal::{Faults, Issuer, Keys, Manifest, PublicKeys, Receipt, Verification};
use serde::Serialize;
use tokio::sync::{Mutex, Semaphore};

use crate::{
    Config, Store, StoreError, clock,
    keys::{self, KeyError},
    metrics::Metrics,
    pool::Pool,
    problem::{Kind, Problem},
    random,
    rate::Rate,
    share::Share,
    store::{Event, Record},
};

/// How long an answer to "are you ready?" is good for: each one writes to the store.
const READY_FOR: Duration = Duration::from_secs(1);

/// The version of the engine, which receipts tell.
pub(crate) const ENGINE_VERSION: &str = env!("CARGO_PKG_VERSION");

/// A verifier at work: everything but the socket.
pub struct Verifier {
    pub(crate) config: Config,
    pub(crate) store: Store,
    pub(crate) pool: Pool,
    pub(crate) metrics: Metrics,
    /// Requests that may be at work.
    pub(crate) requests: Semaphore,
    /// Batches that may be at work.
    pub(crate) batches: Arc<Semaphore>,
    /// Batches that one client may have at work.
    pub(crate) batches_of: Share,
    pub(crate) assess_rate: Rate,
    pub(crate) verify_rate: Rate,
    pub(crate) read_rate: Rate,
    /// Names this process in request ids.
    pub(crate) run: String,
    keys: Keys,
    issuer: Issuer,
    ready: Mutex<Option<(Instant, Result<(), StoreError>)>>,
}

/// Why a verifier cannot start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The key file.
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// The system gives no threads.
    #[error("the system gives no threads: {0}")]
    Threads(#[from] io::Error),
}

/// A submission that was judged and signed, not yet kept.
pub(crate) struct Judged {
    pub(crate) record: Record,
    pub(crate) status: Status,
}

/// Why a submission could not be judged.
pub(crate) enum Unjudged {
    /// It was refused.
    Refused(Refusals),
    /// It could not be signed.
    Unsigned(Faults),
    /// Something that cannot be.
    Defect(&'static str),
}

impl From<Unjudged> for Problem {
    fn from(unjudged: Unjudged) -> Self {
        match unjudged {
            Unjudged::Refused(refusals) => refusals.into(),
            Unjudged::Unsigned(faults) => unsigned(&faults),
            Unjudged::Defect(defect) => {
                tracing::error!(defect, "a submission was not judged");
                Self::new(Kind::Internal)
            }
        }
    }
}

/// What is answered where the clock stands before the key: nothing can be signed until it is set.
pub(crate) fn unsigned(faults: &Faults) -> Problem {
    tracing::error!(%faults, "nothing can be signed: is the clock of this machine right?");
    Problem::new(Kind::SigningUnavailable).retry_after(30)
}

/// A verification as it is answered, its members in the order of their names, so that the canonical writer need not sort them.
#[derive(Serialize)]
struct Answer<'a> {
    assessment_hash: &'a Id,
    cautions: &'a [Caution],
    differences: &'a [Difference],
    id: &'a str,
    outcome: &'a Outcome,
    receipt: &'a Receipt,
    rules_hash: &'a Id,
    status: Status,
}

impl Verifier {
    /// Opens the store and the key file, and makes those that are not there.
    ///
    /// # Errors
    /// A store or a key file that cannot be used; a key file that is gone while the store has answers.
    pub async fn open(config: Config) -> Result<Arc<Self>, OpenError> {
        let store = match &config.database_url {
            Some(address) => Store::at_address(address, config.limits.claim_seconds).await?,
            None => Store::in_folder(&config.data)?,
        };
        let issuer = config.issuer.clone().map_or(Issuer::Key, Issuer::Web);
        let file = config.key_file();
        let keys = if let Some(keys) = keys::read(&file)? {
            keys
        } else {
            let known = store.keys().await?;
            if let (false, Some(last)) = (config.new_key, known.last()) {
                return Err(KeyError::Gone { file, known: keys::name(last) }.into());
            }
            keys::make(&file, config.clock.now())?
        };
        store.enter_keys(keys::entries(&keys.public(&issuer))).await?;
        let limits = config.limits;
        Ok(Arc::new(Self {
            pool: Pool::new()?,
            metrics: Metrics::new(),
            requests: Semaphore::new(limits.concurrent_requests),
            batches: Arc::new(Semaphore::new(limits.concurrent_batches)),
            batches_of: Share::new(limits.batches_per_client),
            assess_rate: Rate::new("assess", limits.assess_per_minute),
            verify_rate: Rate::new("verify", limits.verify_per_minute),
            read_rate: Rate::new("read", limits.read_per_minute),
            run: random::id().chars().take(8).collect(),
            ready: Mutex::default(),
            config,
            store,
            keys,
            issuer,
        }))
    }

    /// Where answers are kept.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Judges and signs a submission; nothing is kept yet.
    ///
    /// # Errors
    /// What the submission is refused for, and a clock with which nothing can be signed.
    pub(crate) async fn judge(self: &Arc<Self>, text: String) -> Result<Judged, Problem> {
        let own = Arc::clone(self);
        let judged = self.pool.run(move |judge| {
            let filed = judge.file(&text).map_err(Unjudged::Refused)?;
            own.sign(&filed)
        });
        Ok(judged.await.map_err(|_| Problem::new(Kind::Internal))??)
    }

    fn sign(&self, filed: &Filed<'_>) -> Result<Judged, Unjudged> {
        let seconds = self.config.clock.seconds();
        let (now, id) = (clock::moment(seconds), random::id());
        let submission = &filed.received().submission;
        let today = clock::today(seconds, submission.assessment.as_of);
        let (checked, outcome) = (filed.checked(Some(today)), filed.outcome());
        let version = ENGINE_VERSION.to_owned();
        let subject = Verification::new(id.clone(), now, version, submission, &checked, &outcome)
            .map_err(|_| Unjudged::Defect("the engine let through what is no hash"))?;
        let receipt = self.keys.seal(&self.issuer, subject, now).map_err(Unjudged::Unsigned)?;
        let Checked { assessment_hash, cautions, differences, rules_hash, status, outcome: _ } = &checked;
        let answer = json::canonical(&Answer {
            assessment_hash,
            cautions,
            differences,
            id: &id,
            outcome: &outcome,
            receipt: &receipt,
            rules_hash,
            status: *status,
        });
        let mut kept = submission.clone();
        if !self.config.keep_evidence {
            kept.assessment.evidence.clear();
            kept.assessment.programmes.iter_mut().for_each(|programme| programme.evidence.clear());
        }
        let submission = Some(json::canonical(&kept));
        let record = Record::new(id, Event::Verification, now.to_string(), answer, submission);
        Ok(Judged { record, status: checked.status })
    }

    /// Signs a manifest, ready to be kept under its id.
    pub(crate) fn manifest(&self, lines: &mentormark_seal::Lines) -> Result<(Record, Manifest), Faults> {
        let (now, id) = (self.config.clock.now(), random::id());
        let batch = lines.batch(id.clone(), now, ENGINE_VERSION.to_owned());
        let manifest = self.keys.seal(&self.issuer, batch, now)?;
        let (at, answer) = (now.to_string(), manifest.to_json());
        Ok((Record::new(id, Event::Manifest, at, answer, None), manifest))
    }

    /// Keeps an answer and counts how that went.
    ///
    /// # Errors
    /// A store that does not answer or has no room.
    pub(crate) async fn keep(&self, record: Record) -> Result<(), StoreError> {
        let start = Instant::now();
        let kept = self.store.keep(record).await;
        self.metrics.keeping.observe(start.elapsed().as_secs_f64());
        if kept.is_err() {
            self.metrics.not_kept.inc();
        }
        kept
    }

    /// Every public key that has signed: those of the file, and those that the store knows.
    ///
    /// # Errors
    /// A store that does not answer.
    pub(crate) async fn public_keys(&self) -> Result<PublicKeys, StoreError> {
        Ok(keys::all(&self.keys.public(&self.issuer), &self.store.keys().await?))
    }

    /// Whether an answer could be signed and kept now; the store is tried by writing, at most once a second.
    ///
    /// # Errors
    /// A clock with which nothing can be signed, a store that does not answer or has no room.
    pub(crate) async fn ready(&self) -> Result<(), Problem> {
        self.keys.in_use(self.config.clock.now()).map_err(|fault| unsigned(&fault.into()))?;
        let mut ready = self.ready.lock().await;
        if let Some((_, last)) = ready.as_ref().filter(|(at, _)| at.elapsed() < READY_FOR) {
            return Ok(last.clone()?);
        }
        let now = self.store.probe().await;
        *ready = Some((Instant::now(), now.clone()));
        Ok(now?)
    }
}
