//! Where submissions and their verifications are kept, for ever.

use std::path::{Path, PathBuf};

use mentormark_rules::Date;
use mentormark_schemes::Revision;

/// The file of submissions, one a line.
pub const SUBMISSIONS: &str = "submissions.ndjson";
/// The file of their verifications, line by line.
pub const VERIFICATIONS: &str = "verifications.ndjson";

/// Where all of them are.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("frozen")
}

/// Where those under a revision are: `<scheme>/<edition>.<number>`.
#[must_use]
pub fn folder(of: &Revision) -> PathBuf {
    root().join(of.id).join(format!("{}.{}", of.edition, of.number))
}

/// The day on which those under a revision are said to have come in: that of its release.
///
/// # Panics
/// Where that is no day.
#[must_use]
pub fn received(of: &Revision) -> Option<Date> {
    of.released_on.map(|day| day.parse().expect("a day"))
}
