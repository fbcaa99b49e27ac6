//! A submission held against the rules that its claim names: what is claimed beside what the rules say.

use alloc::{boxed::Box, format, vec::Vec};

use serde::Serialize;

use crate::{
    Assessment, Case, Date, Id, Outcome, Pence, Plan, Rank, Refusal, Refusals,
    case::level,
    fee::Price,
    json,
    submission::{Claim, FeeAmounts, Received, Submission},
};

/// What came of checking a submission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Checked {
    /// `sha256:` and the hash of the RFC 8785 form of the assessment, as it was written.
    pub assessment_hash: Id,
    /// What else to look at. It changes no result.
    pub cautions: Vec<Caution>,
    /// Where the claim is not what the rules say, in the order quality, award, fee; none where it is confirmed.
    pub differences: Vec<Difference>,
    /// All that the rules say, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Box<Outcome>>,
    /// `sha256:` and the hash of the rules.
    pub rules_hash: Id,
    /// Whether the claim is what the rules say.
    pub status: Status,
}

/// Whether a claim is what the rules say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// In everything.
    Confirmed,
    /// Not in everything.
    Differs,
}

/// A part of a claim that is not what the rules say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// What is claimed; `None` for none.
    pub claimed: Option<Stated>,
    /// What the rules say with every blank at its worst; `None` for none.
    pub computed: Option<Stated>,
    /// An RFC 6901 JSON pointer into the submission.
    pub pointer: &'static str,
}

/// A value that a claim states.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Stated {
    /// A level.
    Level(Id),
    /// A part of a fee.
    Pence(Pence),
    /// A whole fee, where the other side has none.
    Fee(FeeAmounts),
}

/// What else to look at in a submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Caution {
    /// It is judged on another day than the one on which it came in.
    AsOfNotToday,
    /// It states an award held, which no register has confirmed.
    HeldUnverified,
}

/// A submission that the rules named in its claim have read.
#[derive(Clone, Debug)]
pub struct Filed<'p> {
    // INVARIANT: `case` and `claimed` are what `plan` reads in `received`.
    plan: &'p Plan,
    received: Received,
    case: Case,
    /// The quality level and the award claimed.
    claimed: (Option<Rank>, Option<Rank>),
}

impl<'p> Filed<'p> {
    /// The rules that its claim names.
    #[must_use]
    pub fn plan(&self) -> &'p Plan {
        self.plan
    }

    /// The submission.
    #[must_use]
    pub fn received(&self) -> &Received {
        &self.received
    }

    /// What the rules say of its assessment, whatever is claimed.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        self.plan.outcome(&self.case)
    }

    /// The claim beside the levels, the award and the fee that the rules give; nothing else is worked out.
    ///
    /// `today` is the day on which the submission came in; without it nobody is cautioned about `as_of`.
    #[must_use]
    pub fn checked(&self, today: Option<Date>) -> Checked {
        let Received { submission, assessment_hash } = &self.received;
        let verdict = self.plan.verify(&self.case);
        let mut differences = Vec::new();
        let stated = |level: Option<Rank>| level.map(|level| Stated::Level(self.plan.level_id(level)));
        let levels = [
            ("/claim/quality", self.claimed.0, verdict.quality.level),
            ("/claim/award", self.claimed.1, verdict.award.level),
        ];
        for (pointer, claimed, computed) in levels {
            if claimed != computed {
                differences.push(Difference { claimed: stated(claimed), computed: stated(computed), pointer });
            }
        }
        let computed = match verdict.price {
            Price::Known(charge) => Some(FeeAmounts { net: charge.net, vat: charge.vat, gross: charge.gross }),
            Price::Unknown | Price::NotPublished | Price::None => None,
        };
        fee_differences(submission.claim.fee, computed, &mut differences);
        Checked {
            status: if differences.is_empty() { Status::Confirmed } else { Status::Differs },
            differences,
            cautions: cautions(&submission.assessment, today),
            assessment_hash: assessment_hash.clone(),
            rules_hash: self.plan.hash().clone(),
            outcome: None,
        }
    }

    /// The same with the whole outcome.
    #[must_use]
    pub fn verified(&self, today: Option<Date>) -> Checked {
        Checked { outcome: Some(Box::new(self.outcome())), ..self.checked(today) }
    }
}

fn fee_differences(claimed: Option<FeeAmounts>, computed: Option<FeeAmounts>, differences: &mut Vec<Difference>) {
    let (Some(claims), Some(computes)) = (claimed, computed) else {
        if claimed != computed {
            let (claimed, computed) = (claimed.map(Stated::Fee), computed.map(Stated::Fee));
            differences.push(Difference { claimed, computed, pointer: "/claim/fee" });
        }
        return;
    };
    let parts = [
        ("/claim/fee/net", claims.net, computes.net),
        ("/claim/fee/vat", claims.vat, computes.vat),
        ("/claim/fee/gross", claims.gross, computes.gross),
    ];
    for (pointer, claimed, computed) in parts {
        if claimed != computed {
            let (claimed, computed) = (Some(Stated::Pence(claimed)), Some(Stated::Pence(computed)));
            differences.push(Difference { claimed, computed, pointer });
        }
    }
}

fn cautions(assessment: &Assessment, today: Option<Date>) -> Vec<Caution> {
    let mut cautions = Vec::new();
    if today.is_some_and(|today| today != assessment.as_of) {
        cautions.push(Caution::AsOfNotToday);
    }
    if assessment.held.is_some() || !assessment.held_elsewhere.is_empty() {
        cautions.push(Caution::HeldUnverified);
    }
    cautions
}

impl Plan {
    /// Holds a submission against these rules, which its claim must name.
    ///
    /// # Errors
    /// [`Code::UnknownRules`](crate::Code::UnknownRules) where it names others; else every fault at once: of the assessment as
    /// [`Plan::read`] finds them, below `/assessment`, and levels claimed that the scheme does not have.
    pub fn file(&self, received: Received) -> Result<Filed<'_>, Refusals> {
        let claim = &received.submission.claim;
        if claim.rules_hash != self.rules_hash() {
            return Err(claim.unknown_rules().into());
        }
        let mut faults = Vec::new();
        let case = self.case(&received.submission.assessment, &mut faults);
        let claimed = self.claimed(claim, &mut faults);
        match Refusals::unless_none(faults, case)? {
            Some(case) => Ok(Filed { plan: self, received, case, claimed }),
            // INVARIANT: there is a case unless there are faults.
            None => Err(received.submission.claim.unknown_rules().into()),
        }
    }

    /// The case of an assessment within a submission.
    fn case(&self, assessment: &Assessment, faults: &mut Vec<Refusal>) -> Option<Case> {
        let read = self.read(assessment);
        read.map_err(|refusals| {
            faults.extend(refusals.into_vec().into_iter().map(|refusal| {
                let pointer = format!("/assessment{}", refusal.pointer);
                Refusal { pointer, ..refusal }
            }));
        })
        .ok()
    }

    /// The quality level and the award that are claimed.
    fn claimed(&self, claim: &Claim, faults: &mut Vec<Refusal>) -> (Option<Rank>, Option<Rank>) {
        let mut rank = |id: &Option<_>, pointer| id.as_deref().and_then(|id| level(self.scheme(), id, pointer, faults));
        (rank(&claim.quality, "/claim/quality"), rank(&claim.award, "/claim/award"))
    }
}

/// A submission in JSON, read by the rules that `rules` finds for the hash in its claim.
///
/// ```no_run
/// # fn plans() -> Vec<mentormark_rules::Plan> { vec![] }
/// use mentormark_rules::{json, read_submission};
///
/// let plans = plans();
/// let by_hash = |hash: &str| plans.iter().find(|plan| plan.rules_hash() == hash);
/// let answer = match read_submission("{}", by_hash) {
///     Ok(filed) => json::canonical(&filed.verified(None)),
///     Err(refusals) => json::refused(&refusals),
/// };
/// ```
///
/// # Errors
/// Every fault at once: of the text's shape, rules that are not found, and what [`Plan::file`] finds.
pub fn read_submission<'p>(text: &str, rules: impl FnOnce(&str) -> Option<&'p Plan>) -> Result<Filed<'p>, Refusals> {
    filed(json::submission(text), rules)
}

/// The same without trying the fast way first: for where one submission is read and every kilobyte is waited for.
///
/// # Errors
/// As [`read_submission`].
pub fn read_submission_once<'p>(
    text: &str,
    rules: impl FnOnce(&str) -> Option<&'p Plan>,
) -> Result<Filed<'p>, Refusals> {
    filed(json::thorough_submission(text), rules)
}

fn filed<'p>(
    read: Result<Received, json::Unread<Submission>>,
    rules: impl FnOnce(&str) -> Option<&'p Plan>,
) -> Result<Filed<'p>, Refusals> {
    let unread = match read {
        Ok(received) => {
            let claim = &received.submission.claim;
            let plan = rules(&claim.rules_hash).ok_or_else(|| claim.unknown_rules())?;
            return plan.file(received);
        }
        Err(unread) => unread,
    };
    let mut faults = unread.refusals.into_vec();
    if let Some(rest) = unread.rest {
        match rules(&rest.claim.rules_hash) {
            Some(plan) => {
                plan.case(&rest.assessment, &mut faults);
                plan.claimed(&rest.claim, &mut faults);
            }
            None => faults.push(rest.claim.unknown_rules()),
        }
    }
    // INVARIANT: an unread text has at least one refusal.
    Err(Refusals::all(faults))
}
