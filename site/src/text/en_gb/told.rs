//! Words about the rules that answers are judged by: revised, newer, or of another edition.

pub(crate) const REFUSED: &str = "Some of your answers do not fit the rules of this edition as they are now, so no result can be worked out. Nothing of what you entered is lost.";
pub(crate) const REFUSED_GO: &str = "See which, and keep the rest";
pub(crate) const REVISED: &str = "The rules of this edition were revised after you gave these answers. The result here is by the rules as they are now.";
pub(crate) const REVISED_UNKNOWN: &str = "What changed cannot be shown: the rules as they were could not be loaded.";
pub(crate) const REVISED_READ: &str = "I have read this";
pub(crate) const RULES: &str = "Fingerprints of the rules";
pub(crate) const RULES_THEN: &str = "Then:";
pub(crate) const RULES_NOW: &str = "Now:";
pub(crate) const ELSEWHERE: &str = "This browser keeps answers for another edition of this standard.";
pub(crate) const ELSEWHERE_GO: &str = "See them, or carry them over";

/// By both the result is the same as a whole.
pub(crate) fn same(award: &str) -> String {
    format!("Your result is the same by both. The award: {award}.")
}

pub(crate) fn award(then: &str, now: &str) -> String {
    if then == now {
        format!("The award is the same by both: {now}. Something else in your result may be different.")
    } else {
        format!("The award by the rules as they were: {then}. By the rules as they are now: {now}.")
    }
}

pub(crate) fn new(count: usize) -> String {
    if count == 1 { "1 criterion is new".to_owned() } else { format!("{count} criteria are new") }
}

pub(crate) fn newer(here: &str, edition: &str) -> String {
    format!(
        "This is edition {here} of the standard, and there is a newer one: edition {edition}. Your answers stay here under the edition that you gave them for. You can also carry them over, and see first what would change."
    )
}

pub(crate) fn newer_go(edition: &str) -> String {
    format!("Go to edition {edition} to carry them over")
}
