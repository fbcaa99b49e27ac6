//! The words of the page on which receipts and self-assessments are checked.

use mentormark_seal::{Fault, Step};

use super::spoken;
use crate::verify::Holds;

pub(crate) const CHOOSE: &str = "Choose files, or drop them here";
pub(crate) const CHOOSE_HELP: &str = "A receipt, what was submitted, the whole answer of a verifier, a file of answers, or a list of keys. Several together are also held against each other.";
pub(crate) const CHECKING: &str = "Checking…";
pub(crate) const CLEAR: &str = "Start again";

// What a file is.
pub(crate) const TOO_LONG: &str = "This file is longer than any that can be checked here.";
pub(crate) const UNREAD: &str = "This file cannot be read.";
pub(crate) const NO_DATA: &str = "This page holds no self-assessment. Choose the page that was saved from the self-assessment, not one that was saved by the browser.";
pub(crate) const REPEATS: &str = "Something in this file stands twice under one name, so two readers could read it in two ways. It is not read at all.";
pub(crate) const UNKNOWN: &str = "This is none of the files that can be checked here.";

pub(crate) fn title(file: &str, kind: &str) -> String {
    format!("{file}: {kind}")
}

pub(crate) fn kind(name: &str) -> &'static str {
    match name {
        "receipt" => "a receipt",
        "verification" => "the answer of a verifier",
        "submission" => "a submission",
        "assessment" => "a file of answers",
        "keys" => "a list of keys",
        _ => "not known",
    }
}

// Whether it holds.
pub(crate) fn verdict(holds: Holds) -> &'static str {
    match holds {
        Holds::Yes => "Everything that was checked holds",
        Holds::No => "Something does not hold",
        Holds::Open => "Nothing could be checked",
    }
}

/// What a mark says to those who do not see it.
pub(crate) fn holds(holds: Holds) -> &'static str {
    match holds {
        Holds::Yes => "Holds: ",
        Holds::No => "Does not hold: ",
        Holds::Open => "Not checked, or to know: ",
    }
}

// A receipt.
pub(crate) const KEYS_OF_FILE: &str = "the list of keys that you gave";
pub(crate) const KEYS_OF_SITE: &str = "the keys that the verifier of this site publishes";
pub(crate) const REFERENCE: &str = "Reference";
pub(crate) const KEY: &str = "Key that signed";
pub(crate) const VERIFIED_AT: &str = "Verified on";
pub(crate) const CLAIM: &str = "What was claimed";
pub(crate) const QUALITY: &str = "Answers earn, at least";
pub(crate) const AWARD: &str = "Award, at least";
pub(crate) const FEE: &str = "Fee with VAT";
pub(crate) const NO_LEVEL: &str = "None";
pub(crate) const BATCH: &str = "Batch";
pub(crate) const LINES: &str =
    "The lines of the batch are not checked here: “mentormark receipt verify --lines” does that.";

pub(crate) fn status(confirmed: bool) -> &'static str {
    if confirmed { "Confirmed: it is what the rules say" } else { "Differs from what the rules say" }
}

/// A step of the check of a receipt; `without` where there were no keys to check against.
pub(crate) fn step(step: Step, holds: Holds, keys: &str, without: bool) -> String {
    match (step, holds) {
        (Step::Key, Holds::Open) if without => {
            "Whose key it is was not checked: no keys. The verifier of this site could not be asked, or there is none. Anybody can make a key, so nothing that the receipt states is shown. Add the list of keys of the verifier that you trust.".to_owned()
        }
        (_, Holds::Open) => format!("Not checked, because something before it does not hold: {}.", subject(step)),
        (Step::Shape, Holds::Yes) => "It has the shape of a receipt, and nothing stands in it besides.".to_owned(),
        (Step::Shape, Holds::No) => "It has not the shape of a receipt, so nothing in it is checked or shown.".to_owned(),
        (Step::Signature, Holds::Yes) => "The signature holds: nothing was changed since it was signed.".to_owned(),
        (Step::Signature, Holds::No) => {
            "The signature does not hold: something was changed, or another key signed.".to_owned()
        }
        (Step::Key, Holds::Yes) => format!("The key is one of {keys}."),
        (Step::Key, Holds::No) => {
            format!("The key is none of {keys}, so whoever signed is not known. Nothing that the receipt states is shown.")
        }
        (Step::Time, Holds::Yes) => "The key was in use when it signed.".to_owned(),
        (Step::Time, Holds::No) => "The key was not in use when it signed.".to_owned(),
    }
}

fn subject(step: Step) -> &'static str {
    match step {
        Step::Shape => "the shape of the document",
        Step::Signature => "the signature",
        Step::Key => "whose key it is",
        Step::Time => "whether the key was in use",
    }
}

/// What is wrong with a receipt or with a list of keys.
pub(crate) fn fault(fault: &Fault) -> String {
    spoken(fault.code.as_str(), &fault.message, None)
}

// The answer of a verifier.
pub(crate) const NO_VERIFICATION: &str = "It has not the shape of a verifier’s answer, so nothing in it is checked.";
pub(crate) const AROUND_SAME: &str = "What stands around the receipt says the same as the receipt.";
pub(crate) const AROUND_DIFFERS: &str =
    "What stands around the receipt says something else than the receipt, and only the receipt is signed.";

// Keys.
pub(crate) const KEYS_UNREAD: &str = "This list of keys cannot be used.";

pub(crate) fn keys(count: usize) -> String {
    match count {
        1 => "1 key. Receipts are held against this list and no other.".to_owned(),
        count => format!("{count} keys. Receipts are held against this list and no other."),
    }
}

// Worked out again.
pub(crate) const RULES_KNOWN: &str = "The rules are known here: the file names a released edition.";
pub(crate) const RULES_UNKNOWN: &str =
    "The rules that the file names are not known here, so the result cannot be worked out again.";
pub(crate) const RULES_UNLOADED: &str =
    "The rules could not be loaded. Look at your connection and choose the file again.";
pub(crate) const WORDS_KNOWN: &str = "The words that the applicant read are those that this site shows.";
pub(crate) const WORDS_UNKNOWN: &str =
    "The words that the applicant read are not those that this site shows now. They change no result.";
pub(crate) const CLAIM_HOLDS: &str = "Worked out again here, the result is what the submission claims.";
pub(crate) const CLAIM_DIFFERS: &str = "Worked out again here, the result is not what the submission claims.";
pub(crate) const UNSIGNED: &str =
    "Nobody has signed this file: anybody could have written it. A receipt says that a verifier has seen it.";
pub(crate) const REFUSED: &str = "The rules do not read this file.";

pub(crate) fn differs(name: &str, claimed: &str, computed: &str) -> String {
    format!("{name}: claimed {claimed}, worked out {computed}.")
}

// Together.
pub(crate) const NO_ANSWERS: &str =
    "Whether the receipt is for your answers was not checked: add what was submitted, or the file of those answers.";
pub(crate) const OTHER_RULES: &str =
    "The result was worked out again here by another revision of the rules, so it is not compared.";
pub(crate) const RESULT_SAME: &str = "Worked out again here from those answers, the result is what the receipt states.";
pub(crate) const RESULT_DIFFERS: &str =
    "Worked out again here from those answers, the result is not what the receipt states.";

pub(crate) fn same_answers(file: &str) -> String {
    format!("It is for the very answers in {file}: they have the fingerprint that was signed.")
}

pub(crate) fn other_answers(files: &str) -> String {
    format!("It is for other answers, or another day, than {files}: the fingerprints differ.")
}
