//! Words about the rules that answers are judged by: revised, newer, or of another edition.

pub(crate) const REFUSED: &str = "Some of your answers do not fit the rules of this edition as they are now, so no result can be worked out. Nothing of what you entered is lost.";
pub(crate) const REFUSED_GO: &str = "See which, and keep the rest";
pub(crate) const REVISED: &str = "These answers were given by another revision of the rules of this edition. The result here is by the revision that this page uses.";
pub(crate) const REVISED_UNKNOWN: &str = "What is different cannot be shown: those rules could not be loaded.";
pub(crate) const REVISED_READ: &str = "I have read this";
pub(crate) const RULES: &str = "Fingerprints of the rules";
pub(crate) const RULES_THEN: &str = "Of your answers:";
pub(crate) const RULES_NOW: &str = "Of this page:";
pub(crate) const NEWER_YOURS: &str = "Your answers stay here under the edition that you gave them for. You can also carry them over, and see first what would change.";
pub(crate) const ELSEWHERE: &str = "This browser keeps answers for another edition of this standard.";
pub(crate) const ELSEWHERE_GO: &str = "See them, or carry them over";

/// By both the outcome is the same but for what explains it.
pub(crate) fn same(award: &str) -> String {
    format!("Whether you may apply, your levels, the dates and the fee are the same by both. The award: {award}.")
}

pub(crate) fn award(then: &str, now: &str) -> String {
    if then == now {
        format!("The award is the same by both: {now}. Something else in your result may be different.")
    } else {
        format!("The award by the rules of your answers: {then}. By the rules of this page: {now}.")
    }
}

/// The other rules do not take what is answered.
pub(crate) fn award_here(now: &str) -> String {
    format!(
        "The award by the rules of this page: {now}. By those of your answers there is none to compare, because they do not take everything that is answered now."
    )
}

pub(crate) fn new(count: usize) -> String {
    if count == 1 {
        "1 criterion was not in those rules".to_owned()
    } else {
        format!("{count} criteria were not in those rules")
    }
}

pub(crate) fn newer(here: &str, edition: &str) -> String {
    format!("This is edition {here} of the standard, and there is a newer one: edition {edition}.")
}

pub(crate) fn newer_go(edition: &str) -> String {
    format!("Go to edition {edition}")
}

pub(crate) fn newer_carry(edition: &str) -> String {
    format!("Go to edition {edition} to carry them over")
}
