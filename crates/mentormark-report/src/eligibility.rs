//! The eligibility checks as a list.

use mentormark_rules::{Outcome, Wording, outcome::CheckStatus};

use crate::check_name;

/// One eligibility check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckRow {
    /// The check's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it asks for; empty where the scheme's words do not say.
    pub asks: String,
    /// Whether it is met.
    pub status: CheckStatus,
    /// The same in words: `met`.
    pub words: &'static str,
}

/// The eligibility checks of an outcome, in scheme order, each with what a language calls its `status`.
pub(crate) fn eligibility_list(
    outcome: &Outcome,
    wording: &Wording,
    status: fn(CheckStatus) -> &'static str,
) -> Vec<CheckRow> {
    let rows = outcome.eligibility.checks.iter().map(|check| CheckRow {
        id: check.id.to_string(),
        name: check_name(&check.id, wording).to_owned(),
        asks: wording.checks.get(check.id.as_str()).map(|words| words.summary.clone()).unwrap_or_default(),
        status: check.status,
        words: status(check.status),
    });
    rows.collect()
}
