//! Words of the frame of every page: titles, the ways between pages, where one stands, whether answers are kept.

use mentormark_rules::{Bounds, Id, Wording, outcome::EligibilityStatus};

use crate::state::Kept;
use crate::text::said::level_name;

// Pages.
pub(crate) const OVERVIEW: &str = "Overview";
pub(crate) const ABOUT: &str = "About you";
pub(crate) const PROGRAMMES: &str = "Your programmes";
pub(crate) const RESULT: &str = "Your result";
pub(crate) const CHECK: &str = "Check your answers";
pub(crate) const UNKNOWN: &str = "Page not found";
pub(crate) const UNKNOWN_WHY: &str =
    "There is no page at this address. It may have been typed wrongly, or the page may have gone.";
pub(crate) const UNKNOWN_HOME: &str = "Go to the overview";
pub(crate) const ONWARD: &str = "Previous and next";

/// The title of the window.
pub(crate) fn window_title(page: &str, scheme: &str, wrong: bool) -> String {
    let error = if wrong { "Error: " } else { "" };
    format!("{error}{page} | {scheme} | Mentormark")
}

/// The title of the window at the start of a standard.
pub(crate) fn start_title(scheme: &str) -> String {
    format!("{scheme} | Mentormark")
}

pub(crate) fn back_to(page: &str) -> String {
    format!("Back: {page}")
}

pub(crate) fn on_to(page: &str) -> String {
    format!("Next: {page}")
}

/// A section with the programme it is of.
pub(crate) fn of_programme(section: &str, programme: &str) -> String {
    format!("{section}, {programme}")
}

// When the standard is not there.
pub(crate) const MISSING: &str = "The standard could not be loaded";
pub(crate) const MISSING_WHY: &str =
    "Check your connection and try again. Answers that you gave before are still kept in this browser.";
pub(crate) const TRY_AGAIN: &str = "Try again";

// Where one stands.
pub(crate) const STANDING: &str = "Where you stand";
pub(crate) const COULD_REACH: &str = "Could still reach";
pub(crate) const ANSWERS_EARN: &str = "Answers earn";
pub(crate) const FEE_WITH_VAT: &str = "Fee with VAT";
pub(crate) const FEE_SHORT: &str = "Fee";
pub(crate) const MAY_APPLY: &str = "May apply";
pub(crate) const ANSWERED: &str = "Answered";
pub(crate) const NO_LEVEL: &str = "None yet";
pub(crate) const NO_FEE: &str = "No fee";
pub(crate) const NOT_PUBLISHED: &str = "Not published";
pub(crate) const NO_STANDING: &str = "No result: see the notice at the top of the page.";
pub(crate) const TOP_LEVEL: &str = "You hold the top level";

pub(crate) fn award_now(open: bool) -> &'static str {
    if open { "Award now, at least" } else { "Award now" }
}

pub(crate) fn next_date(level: Option<&str>) -> String {
    level.map_or_else(|| "Next level".to_owned(), |level| format!("{level}, earliest"))
}

pub(crate) fn fee_needs(facts: &[&str]) -> String {
    format!("Depends on: {}", facts.join(", "))
}

/// What the answers earn, short.
pub(crate) fn earned(quality: &Bounds<Option<Id>>, wording: &Wording) -> String {
    let level =
        |level: &Option<Id>| level.as_ref().map_or(NO_LEVEL, |level| level_name(Some(level), wording)).to_owned();
    if quality.is_settled() {
        level(&quality.level)
    } else {
        format!("{}, up to {}", level(&quality.level), level(&quality.could_reach))
    }
}

pub(crate) fn not_kept_and(standing: &str) -> String {
    format!("{KEPT_REFUSED} {standing}")
}

pub(crate) fn announced(award: &str, fee: Option<&str>) -> String {
    let fee = fee.map(|fee| format!(" Fee with VAT: {fee}.")).unwrap_or_default();
    format!("Award now: {award}.{fee}")
}

/// Whether one may apply, short.
pub(crate) fn eligible(status: EligibilityStatus) -> &'static str {
    match status {
        EligibilityStatus::Eligible => "Yes",
        EligibilityStatus::NotEligible => "No",
        EligibilityStatus::Undetermined => "Not known yet",
    }
}

// Steps.
pub(crate) const STEPS: &str = "Steps";
pub(crate) const ANSWERED_AFTER: &str = " answered";

pub(crate) const DOES_NOT_APPLY: &str = "Does not apply";

pub(crate) fn of<Count: std::fmt::Display>((part, whole): (Count, Count)) -> String {
    format!("{part} of {whole}")
}

pub(crate) fn answered((part, whole): (usize, usize)) -> String {
    format!("{part} of {whole} answered")
}

// Keeping answers.
pub(crate) const KEPT_REFUSED: &str = "Your answers cannot be saved in this browser.";
pub(crate) const CANNOT_KEEP: &str = "Your answers cannot be saved in this browser: its storage is switched off or full. They will be lost when you close this page. Download them instead, and open the file here next time.";
pub(crate) const UNREADABLE: &str = "This browser holds answers that this page cannot read. They may be damaged, or from a newer version. They are left as they are, and nothing new is saved over them. Download them if you may need them, then set them aside so that new answers can be saved.";
pub(crate) const UNREADABLE_FILE: &str = "mentormark-unreadable.json";
pub(crate) const UNREADABLE_KEEP: &str = "Download what is there";
pub(crate) const UNREADABLE_GO_ON: &str = "Set it aside and save new answers";

pub(crate) fn kept(kept: &Kept) -> &'static str {
    match kept {
        Kept::Nothing | Kept::Aside => "Answers are saved in this browser as you go.",
        Kept::Saving => "Saving…",
        Kept::Saved => "Saved in this browser.",
        Kept::Refused => "Not saved: this browser refuses. Download your answers instead.",
        Kept::Blocked(_) => "Not saved: see the notice at the top of the page.",
    }
}

/// What stands before whether answers are kept: the name of the assessment, if it has one.
pub(crate) fn of_named(name: &str) -> String {
    if name.is_empty() { String::new() } else { format!("{name}: ") }
}
