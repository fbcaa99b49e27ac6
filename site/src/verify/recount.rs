//! The result of a submission or of a file of answers, worked out again by the engine from the answers alone.

use mentormark_report::money;
use mentormark_rules::{
    Assessment, Outcome, Plan, Refusals, Wording,
    json::{self, Tree},
    outcome::Fee,
    verification::Status,
};

use super::receipt::{level, name};
use super::rules::{self, Missing};
use super::{Finding, Holds, Report, Stated};
use crate::text::said::{claim_table, date};
use crate::text::{self, sending, verify};
use crate::verifier::text as text_at;

/// What was worked out from the answers in a file.
pub(super) struct Recount {
    /// The name of the file.
    pub(super) name: String,
    /// The hash of the answers.
    pub(super) assessment_hash: String,
    /// The result.
    pub(super) stated: Stated,
    /// The rules by which.
    pub(super) rules_hash: String,
}

/// Works out a submission again and holds its claim against that.
pub(super) async fn submission(name: &str, text: &str, tree: &Tree, report: &mut Report) -> Option<Recount> {
    let plan = known(rules::by_hash(text_at(tree, &["claim", "rules_hash"]).unwrap_or_default()).await, report)?;
    let words = rules::words(&plan.scheme().id, &plan.scheme().edition).await;
    let received = json::thorough_submission(text).map_err(|unread| unread.refusals);
    let filed = match received.and_then(|received| plan.file(received)) {
        Ok(filed) => filed,
        Err(refusals) => return refused(&refusals, report),
    };
    let received = filed.received();
    let wording_hash = &received.submission.wording_hash;
    let (holds, said) = if rules::knows_words(wording_hash) {
        (Holds::Yes, verify::WORDS_KNOWN)
    } else {
        (Holds::Open, verify::WORDS_UNKNOWN)
    };
    report.findings.push(Finding::new(holds, said));
    let checked = filed.checked(None);
    let standard = mentormark_report::Standard { scheme: plan.scheme(), wording: words };
    let mut finding = match checked.status {
        Status::Confirmed => Finding::new(Holds::Yes, verify::CLAIM_HOLDS),
        Status::Differs => Finding::new(Holds::No, verify::CLAIM_DIFFERS),
    };
    let rows = claim_table(&received.submission.claim, &checked, standard).into_iter().filter(|row| row.differs);
    finding.faults = rows.map(|row| (verify::differs(row.name, &row.claimed, &row.computed), String::new())).collect();
    report.findings.push(finding);
    report.findings.push(Finding::new(Holds::Open, verify::UNSIGNED));
    let assessment_hash = checked.assessment_hash.to_string();
    let stated = shown(plan, &received.submission.assessment, words, report)?;
    report.facts.push((sending::ASSESSMENT_HASH, assessment_hash.clone(), true));
    report.facts.push((sending::RULES_HASH, plan.rules_hash().to_owned(), true));
    Some(Recount { name: name.to_owned(), assessment_hash, stated, rules_hash: plan.rules_hash().to_owned() })
}

/// Works out the result of a file of answers.
pub(super) async fn assessment(name: &str, tree: &Tree, report: &mut Report) -> Option<Recount> {
    let document = json::canonical(tree);
    let scheme = text_at(tree, &["scheme"]).unwrap_or_default();
    let plan = known(rules::of(scheme, text_at(tree, &["edition"])).await, report)?;
    let words = rules::words(&plan.scheme().id, &plan.scheme().edition).await;
    let assessment = match json::thorough_assessment(&document) {
        Ok(assessment) => assessment,
        Err(unread) => return refused(&unread.refusals, report),
    };
    let stated = shown(plan, &assessment, words, report)?;
    report.findings.push(Finding::new(Holds::Open, verify::UNSIGNED));
    let assessment_hash = json::sha256(document.as_bytes());
    report.facts.push((sending::ASSESSMENT_HASH, assessment_hash.clone(), true));
    report.facts.push((sending::RULES_HASH, plan.rules_hash().to_owned(), true));
    Some(Recount { name: name.to_owned(), assessment_hash, stated, rules_hash: plan.rules_hash().to_owned() })
}

/// Notes whether the rules are known.
fn known(found: Result<&'static Plan, Missing>, report: &mut Report) -> Option<&'static Plan> {
    let (holds, words) = match &found {
        Ok(_) => (Holds::Yes, verify::RULES_KNOWN),
        Err(Missing::Unknown) => (Holds::No, verify::RULES_UNKNOWN),
        Err(Missing::Unloaded) => (Holds::Open, verify::RULES_UNLOADED),
    };
    report.findings.push(Finding::new(holds, words));
    found.ok()
}

fn refused(refusals: &Refusals, report: &mut Report) -> Option<Recount> {
    let faults = refusals.as_slice().iter();
    let faults = faults.map(|refusal| (text::sentence(refusal), refusal.pointer.clone())).collect();
    report.findings.push(Finding { holds: Holds::No, words: verify::REFUSED.to_owned(), faults });
    None
}

/// Adds the result, and gives it.
fn shown(plan: &Plan, assessment: &Assessment, words: &Wording, report: &mut Report) -> Option<Stated> {
    let case = match plan.read(assessment) {
        Ok(case) => case,
        Err(refusals) => {
            refused(&refusals, report);
            return None;
        }
    };
    let outcome = plan.outline(&case);
    let fee = match &outcome.fee {
        Fee::Known(fee) => money(fee.gross, &fee.currency),
        Fee::Unknown { .. } | Fee::NotPublished | Fee::None => sending::NO_FEE_KNOWN.to_owned(),
    };
    let fact = |name, value: &str| (name, value.to_owned(), false);
    report.facts.extend([
        fact(sending::STANDARD, &sending::standard(name(words, &outcome.scheme), &outcome.edition)),
        fact(sending::JUDGED_ON, &date(outcome.as_of)),
        fact(verify::QUALITY, level(outcome.quality.level.as_deref(), words)),
        fact(verify::AWARD, level(outcome.award.bounds.level.as_deref(), words)),
        fact(verify::FEE, &fee),
    ]);
    Some(stated(&outcome))
}

fn stated(outcome: &Outcome) -> Stated {
    Stated {
        quality: outcome.quality.level.as_ref().map(ToString::to_string),
        award: outcome.award.bounds.level.as_ref().map(ToString::to_string),
        fee: match &outcome.fee {
            Fee::Known(fee) => Some([fee.net.get(), fee.vat.get(), fee.gross.get()]),
            Fee::Unknown { .. } | Fee::NotPublished | Fee::None => None,
        },
    }
}
