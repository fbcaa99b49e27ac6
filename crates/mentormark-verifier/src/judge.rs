//! The rules that were ever released, compiled for one thread. All judging is the engine's.

use std::cell::OnceCell;

use mentormark_rules::{
    Filed, Plan, Refusals, assess_text, json, read_submission,
    scheme::{Edition, edition_on},
};

/// The rules to judge by, each compiled when it is first asked for.
pub(crate) struct Judge {
    editions: Vec<Edition<'static>>,
    // INVARIANT: one for each of `mentormark_schemes::revisions()`.
    plans: Vec<OnceCell<Plan>>,
}

impl Default for Judge {
    fn default() -> Self {
        let plans = mentormark_schemes::revisions().iter().map(|_| OnceCell::new()).collect();
        Self { editions: mentormark_schemes::editions(), plans }
    }
}

impl Judge {
    /// The outcome of an assessment, as canonical JSON.
    pub(crate) fn assess(&self, text: &str) -> Result<String, Refusals> {
        let outcome = assess_text(text, |assessment| {
            let shipped = &mentormark_schemes::all()[edition_on(&self.editions, assessment)?];
            Ok(self.plan(shipped.rules_hash).expect("what is shipped is among the revisions"))
        })?;
        Ok(json::canonical(&outcome))
    }

    /// A submission read by the rules that its claim names, of whatever revision.
    pub(crate) fn file(&self, text: &str) -> Result<Filed<'_>, Refusals> {
        read_submission(text, |rules_hash| self.plan(rules_hash))
    }

    fn plan(&self, rules_hash: &str) -> Option<&Plan> {
        let revisions = mentormark_schemes::revisions();
        let at = revisions.iter().position(|revision| revision.rules_hash == rules_hash)?;
        Some(
            self.plans[at]
                .get_or_init(|| Plan::from_checked_json(revisions[at].compiled).expect("the build checked it")),
        )
    }
}
