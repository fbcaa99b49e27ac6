//! What the check of a receipt, or of the manifest of a batch, says: each step in words.

use mentormark_report::money;
use mentormark_rules::{Wording, verification::Status};
use mentormark_seal::{AnyChecked, Code, Holding, PublicKeys, Step, Verification, check};

use super::{Finding, Holds, Report, Stated, rules};
use crate::text::said::{date, level_name};
use crate::text::{sending, verify};

/// The keys that a receipt is held against.
pub(super) enum Trusted {
    /// Those of a file that was given.
    File(PublicKeys),
    /// Those that the verifier of this site publishes.
    Site(PublicKeys),
    /// None could be had.
    None,
}

/// Checks a receipt: what holds goes into the report, and what it states comes back where everything does.
pub(super) fn checked(text: &str, trusted: &Trusted, report: &mut Report) -> Option<Verification> {
    let none = PublicKeys::none();
    let keys = match trusted {
        Trusted::File(keys) | Trusted::Site(keys) => keys,
        Trusted::None => &none,
    };
    let checked = check(text, keys);
    let (findings, refusal) = match &checked {
        Ok(checked) => (checked.findings(), None),
        Err(refusal) => (refusal.findings(), Some(refusal)),
    };
    for found in findings {
        let unknown = found.step == Step::Key && matches!(trusted, Trusted::None);
        let holds = match found.holding {
            Holding::Holds => Holds::Yes,
            Holding::Fails if !unknown => Holds::No,
            Holding::Fails | Holding::NotChecked => Holds::Open,
        };
        let words = verify::step(found.step, holds, trusted.words(), unknown && found.holding == Holding::Fails);
        let mut finding = Finding::new(holds, words);
        if let (Holding::Fails, Some(refusal), false) = (found.holding, refusal, unknown) {
            let faults = refusal.faults().as_slice().iter();
            // What nobody vouches for is said by the finding itself.
            let told = faults.filter(|fault| fault.code != Code::KeyNotGiven && fault.code != Code::SignatureFails);
            finding.faults = told.map(|fault| (verify::fault(fault), fault.pointer.clone())).collect();
        }
        report.findings.push(finding);
    }
    if let Some(key) = refusal.and_then(mentormark_seal::ReceiptRefusal::key) {
        report.facts.push((verify::KEY, key.to_string(), true));
    }
    match checked {
        Ok(AnyChecked::Receipt(receipt)) => Some(receipt.subject().clone()),
        Ok(AnyChecked::Manifest(manifest)) => {
            let batch = manifest.subject();
            report.facts.push((verify::BATCH, batch.batch_id.clone(), true));
            report.facts.push((verify::VERIFIED_AT, sending::moment(&batch.verified_at.to_string()), false));
            report.findings.push(Finding::new(Holds::Open, verify::LINES));
            None
        }
        Err(_) => None,
    }
}

/// Adds what a receipt states.
pub(super) async fn states(subject: &Verification, report: &mut Report) {
    let words = rules::words(&subject.scheme, &subject.edition).await;
    let fact = |name, value: &str| (name, value.to_owned(), false);
    let hash = |name, value: &str| (name, value.to_owned(), true);
    let fee = subject.fee.as_ref().map(|fee| money(fee.gross, &fee.currency));
    report.facts.extend([
        hash(verify::REFERENCE, &subject.verification_id),
        fact(verify::VERIFIED_AT, &sending::moment(&subject.verified_at.to_string())),
        fact(verify::CLAIM, verify::status(subject.status == Status::Confirmed)),
        fact(sending::STANDARD, &sending::standard(name(words, &subject.scheme), &subject.edition)),
        fact(sending::JUDGED_ON, &date(subject.as_of)),
        fact(verify::QUALITY, level(subject.quality.as_deref(), words)),
        fact(verify::AWARD, level(subject.award.as_deref(), words)),
        fact(verify::FEE, fee.as_deref().unwrap_or(sending::NO_FEE_KNOWN)),
        hash(sending::ASSESSMENT_HASH, subject.assessment_hash.as_str()),
        hash(sending::RULES_HASH, subject.rules_hash.as_str()),
    ]);
    for caution in &subject.cautions {
        let words = crate::text::said::caution_sentence(*caution, subject.as_of);
        report.findings.push(Finding::new(Holds::Open, words));
    }
}

/// The name of a standard, or its id.
pub(super) fn name<'a>(words: &'a Wording, scheme: &'a str) -> &'a str {
    if words.name.is_empty() { scheme } else { &words.name }
}

/// The name of a level, or that there is none.
pub(super) fn level<'a>(level: Option<&'a str>, words: &'a Wording) -> &'a str {
    level.map_or(verify::NO_LEVEL, |level| level_name(Some(level), words))
}

/// The levels and the fee that a receipt states.
pub(super) fn stated(subject: &Verification) -> Stated {
    let level = |level: &Option<mentormark_rules::Id>| level.as_ref().map(ToString::to_string);
    let fee = subject.fee.as_ref().map(|fee| [fee.net.get(), fee.vat.get(), fee.gross.get()]);
    Stated { quality: level(&subject.quality), award: level(&subject.award), fee }
}

impl Trusted {
    fn words(&self) -> &'static str {
        match self {
            Self::File(_) => verify::KEYS_OF_FILE,
            Self::Site(_) | Self::None => verify::KEYS_OF_SITE,
        }
    }
}
