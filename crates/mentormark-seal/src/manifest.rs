//! The manifest of a batch: one signature over many lines.

use alloc::{string::String, vec::Vec};

use mentormark_rules::{json::Node, verification::Status};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::{
    Code, Fault, Hash, Moment, Sealed, Subject,
    name::{REFERENCE, VERSION},
    read::{Members, Notes, SAFE},
    sealed::Closed,
};

/// The signed manifest of a batch.
pub type Manifest = Sealed<Batch>;

/// What a batch of verifications found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Batch {
    /// The batch's id: 1 to 64 of `a-z`, `A-Z`, `0-9`, `-` and `_`.
    pub batch_id: String,
    /// When its last line was verified.
    pub verified_at: Moment,
    /// The version of the engine that judged: 1 to 64 of `a-z`, `A-Z`, `0-9`, `.`, `-` and `+`.
    pub engine_version: String,
    /// The lines and what became of them.
    pub lines: LineCounts,
    /// The SHA-256 of the SHA-256s of the lines, 32 bytes each, in order.
    pub lines_hash: Hash,
}

/// How many lines a batch has, and what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LineCounts {
    /// All of them; below 2^53.
    pub all: u64,
    /// Those whose claim was what the rules say.
    pub confirmed: u64,
    /// Those whose claim was not.
    pub differs: u64,
    /// Those that were refused.
    pub refused: u64,
}

/// Takes up the lines of a batch one by one; its size does not grow with them.
#[derive(Clone, Debug, Default)]
pub struct Lines {
    digests: Sha256,
    counts: LineCounts,
}

impl Lines {
    /// Takes up the next line of the answer, without its line break; `status` is `None` where the line was refused.
    pub fn push(&mut self, line: &[u8], status: Option<Status>) {
        self.digests.update(Sha256::digest(line));
        let count = match status {
            Some(Status::Confirmed) => &mut self.counts.confirmed,
            Some(Status::Differs) => &mut self.counts.differs,
            None => &mut self.counts.refused,
        };
        *count = count.saturating_add(1);
        self.counts.all = self.counts.all.saturating_add(1);
    }

    /// What became of the lines so far.
    #[must_use]
    pub fn counts(&self) -> LineCounts {
        self.counts
    }

    /// What a manifest states of the lines so far.
    #[must_use]
    pub fn batch(&self, batch_id: String, verified_at: Moment, engine_version: String) -> Batch {
        Batch { batch_id, verified_at, engine_version, lines: self.counts, lines_hash: hash(&self.digests) }
    }
}

impl Batch {
    /// Whether `lines`, without their line breaks, are those of this batch: all of them, in order and unchanged.
    #[must_use]
    pub fn is_of<L: AsRef<[u8]>>(&self, lines: impl IntoIterator<Item = L>) -> bool {
        let mut digests = Sha256::default();
        for line in lines {
            digests.update(Sha256::digest(line));
        }
        hash(&digests) == self.lines_hash
    }
}

fn hash(digests: &Sha256) -> Hash {
    Hash::of_digest(&digests.clone().finalize())
}

impl Subject for Batch {}

impl Closed for Batch {
    const TYPE: &'static str = "MentormarkManifest";

    fn at(&self) -> Moment {
        self.verified_at
    }

    fn faults(&self) -> Vec<Fault> {
        let LineCounts { all, confirmed, differs, refused } = self.lines;
        let mut faults = Vec::new();
        for (kind, key, text) in
            [(&REFERENCE, "batch_id", &*self.batch_id), (&VERSION, "engine_version", &*self.engine_version)]
        {
            faults.extend(kind.fault(key, text));
        }
        if all > SAFE {
            let code = Code::Shape(mentormark_rules::Code::NumberOutOfRange);
            faults.push(Fault::new(code, "/credentialSubject/lines/all", "numbers end at 2^53 less one"));
        }
        if confirmed.checked_add(differs).and_then(|sum| sum.checked_add(refused)) != Some(all) {
            let message = "these are not as many as all lines";
            faults.push(Fault::new(Code::CountsDiffer, "/credentialSubject/lines", message));
        }
        faults
    }

    fn read(node: &Node<'_>, notes: &Notes) -> Option<Self> {
        let known = ["batch_id", "verified_at", "engine_version", "lines", "lines_hash"];
        let members = Members::of(node, "/credentialSubject", notes, &known)?;
        let (batch_id, engine_version) = (members.text("batch_id"), members.text("engine_version"));
        let verified_at = members.parsed("verified_at", Code::BadTime);
        let (lines, lines_hash) = (line_counts(&members), members.hash("lines_hash"));
        let (batch_id, engine_version, verified_at) = (batch_id?, engine_version?, verified_at?);
        let (lines, lines_hash) = (lines?, lines_hash?);
        Some(Self {
            batch_id: batch_id.into(),
            verified_at,
            engine_version: engine_version.into(),
            lines,
            lines_hash: Hash::read(lines_hash),
        })
    }
}

fn line_counts(members: &Members<'_, '_>) -> Option<LineCounts> {
    let known = ["all", "confirmed", "differs", "refused"];
    let node = members.required("lines")?;
    let members = Members::of(&node, "/credentialSubject/lines", members.notes, &known)?;
    let [all, confirmed, differs, refused] = known.map(|key| members.count(key));
    Some(LineCounts { all: all?, confirmed: confirmed?, differs: differs?, refused: refused? })
}
