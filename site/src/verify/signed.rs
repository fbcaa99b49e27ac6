//! What was signed: receipts, the answers of verifiers and lists of keys, each by itself and against the answers that were worked out
//! again. A WebAssembly module of its own, because of what checks signatures.

use mentormark_rules::{json::Tree, verification::Status};
use mentormark_seal::{PublicKeys, Verification};

use super::given::{Given, Kind};
use super::receipt::{self, Trusted};
use super::recount::Recount;
use super::{Finding, Holds, Report, Stated};
use crate::text::verify;
use crate::verifier::{self, Answer, Heard, member};

/// What is said of each of these files that was signed or is a list of keys; a report for each other is left as it is.
pub(super) async fn look(given: &[Given], recounts: &[Recount], root: &str, reports: &mut [Report]) {
    let mut receipts: Vec<(usize, Verification)> = Vec::new();
    let mut keys_of_file = None;
    for Given { is, .. } in given {
        if let Kind::Keys(text) = is {
            keys_of_file = PublicKeys::from_json(text).ok().or(keys_of_file);
        }
    }
    let trusted = match keys_of_file {
        Some(keys) => Trusted::File(keys),
        None if given.iter().any(|given| matches!(given.is, Kind::Receipt(_) | Kind::Verification(_))) => {
            published(root).await
        }
        None => Trusted::None,
    };
    for (at, (given, report)) in given.iter().zip(reports.iter_mut()).enumerate() {
        match &given.is {
            Kind::Receipt(text) => {
                if let Some(subject) = receipt::checked(text, &trusted, report) {
                    receipt::states(&subject, report).await;
                    receipts.push((at, subject));
                }
            }
            Kind::Verification(tree) => {
                if let Some(subject) = verification(tree, &trusted, report).await {
                    receipts.push((at, subject));
                }
            }
            Kind::Keys(text) => keys(text, report),
            Kind::Submission(..) | Kind::Assessment(_) | Kind::Other(_) => {}
        }
    }
    for (at, subject) in &receipts {
        if let Some(report) = reports.get_mut(*at) {
            against(subject, recounts, report);
        }
    }
}

/// The keys that the verifier of this site publishes.
async fn published(root: &str) -> Trusted {
    match verifier::read(&format!("{root}v1/keys")).await {
        Heard::Document(text) => PublicKeys::from_json(&text).map_or(Trusted::None, Trusted::Site),
        _ => Trusted::None,
    }
}

fn keys(text: &str, report: &mut Report) {
    report.findings.push(match PublicKeys::from_json(text) {
        Ok(keys) => Finding::new(Holds::Yes, verify::keys(keys.keys().len())),
        Err(faults) => {
            let faults = faults.as_slice().iter();
            let faults = faults.map(|fault| (verify::fault(fault), fault.pointer.clone()));
            Finding { holds: Holds::No, words: verify::KEYS_UNREAD.to_owned(), faults: faults.collect() }
        }
    });
}

/// The whole answer of a verifier: its receipt, and whether what stands around that says the same.
async fn verification(tree: &Tree, trusted: &Trusted, report: &mut Report) -> Option<Verification> {
    let Some(answer) = Answer::of(tree) else {
        report.findings.push(Finding::new(Holds::No, verify::NO_VERIFICATION));
        return None;
    };
    let subject = receipt::checked(&answer.receipt, trusted, report)?;
    let fee = member(tree, &["outcome", "fee"]).and_then(|fee| {
        let part = |key: &str| match member(fee, &[key]) {
            Some(Tree::Whole(pence)) => u64::try_from(*pence).ok(),
            _ => None,
        };
        Some([part("net")?, part("vat")?, part("gross")?])
    });
    let level = |of: &str| verifier::text(tree, &["outcome", of, "level"]).map(str::to_owned);
    let outside = Stated { quality: level("quality"), award: level("award"), fee };
    let same = answer.id == subject.verification_id
        && answer.checked.assessment_hash == *subject.assessment_hash.as_str()
        && answer.checked.rules_hash == *subject.rules_hash.as_str()
        && answer.checked.status == subject.status
        && (answer.checked.status == Status::Differs) != answer.checked.differences.is_empty()
        && answer.of == [&*subject.scheme, &*subject.edition]
        && answer.as_of == subject.as_of
        && outside == receipt::stated(&subject);
    let (holds, words) = if same { (Holds::Yes, verify::AROUND_SAME) } else { (Holds::No, verify::AROUND_DIFFERS) };
    report.findings.push(Finding::new(holds, words));
    receipt::states(&subject, report).await;
    Some(subject)
}

/// Holds a receipt against the answers in the other files.
fn against(subject: &Verification, recounts: &[Recount], report: &mut Report) {
    let same = recounts.iter().find(|recount| recount.assessment_hash == subject.assessment_hash.as_str());
    let Some(same) = same else {
        report.findings.push(match recounts {
            [] => Finding::new(Holds::Open, verify::NO_ANSWERS),
            others => {
                let names: Vec<&str> = others.iter().map(|recount| recount.name.as_str()).collect();
                Finding::new(Holds::No, verify::other_answers(&names.join(", ")))
            }
        });
        return;
    };
    report.findings.push(Finding::new(Holds::Yes, verify::same_answers(&same.name)));
    report.findings.push(if same.rules_hash != subject.rules_hash.as_str() {
        Finding::new(Holds::Open, verify::OTHER_RULES)
    } else if same.stated == receipt::stated(subject) {
        Finding::new(Holds::Yes, verify::RESULT_SAME)
    } else {
        Finding::new(Holds::No, verify::RESULT_DIFFERS)
    });
}
