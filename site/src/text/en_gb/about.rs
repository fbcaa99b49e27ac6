//! Words of the page about the applicant.

use mentormark_report::count;
use mentormark_rules::{outcome::CheckStatus, scheme::facts::FactKind};

use crate::text::capital;
use crate::text::said::{check_status as met, duration};

// About the applicant.
pub(crate) const ABOUT_LEAD: &str =
    "The result depends on these answers besides what you can show. Leave out what you do not know yet.";
pub(crate) const ABOUT_NOTHING: &str = "This standard asks nothing about you.";
pub(crate) const YES: &str = "Yes";
pub(crate) const NO: &str = "No";
pub(crate) const NOT_ANSWERED: &str = "Not answered";
pub(crate) const NONE_OF_THESE: &str = "None of these";
pub(crate) const WHO_MAY_APPLY: &str = "Who may apply";
pub(crate) const CHECKS_HELP: &str = "These follow your answers above.";
pub(crate) const SAVE_AND_GO_ON: &str = "Save and continue";
pub(crate) const HELD: &str = "Which level of this award do you hold now?";
pub(crate) const HELD_HELP: &str = "Choose the level on your latest certificate.";
pub(crate) const HELD_NONE: &str = "None yet";
pub(crate) const DAY: &str = "When was it awarded?";
pub(crate) const DAY_HELP: &str = "The date on the certificate, for example 2 3 2026.";
pub(crate) const DAY_DAY: &str = "Day";
pub(crate) const DAY_MONTH: &str = "Month";
pub(crate) const DAY_YEAR: &str = "Year";
pub(crate) const DAY_MISSING: &str = "Enter the date of the award you hold";
pub(crate) const DAY_WRONG: &str = "The date of the award must be a real date in numbers, such as 2 3 2026";
pub(crate) const TARGET: &str = "Which level are you aiming for?";
pub(crate) const TARGET_HELP: &str = "You may leave this open. It never changes your result.";
pub(crate) const TARGET_NONE: &str = "Not decided";
pub(crate) const PROBLEM: &str = "There is a problem";
pub(crate) const ERROR: &str = "Error: ";

/// In what unit a number is given; empty where the question says of what it is, `None` for what is no number.
pub(crate) fn unit(kind: &FactKind) -> Option<&'static str> {
    match kind {
        FactKind::Count { .. } => Some(""),
        FactKind::Amount { .. } => Some("In pounds, for example 1,250 or 1,250.50."),
        FactKind::Duration { .. } => Some("Minutes, or hours and minutes: for example 90 or 1 h 30."),
        _ => None,
    }
}

pub(crate) fn not_a_number(fact: &str, kind: &FactKind) -> String {
    let example = match kind {
        FactKind::Amount { .. } => "an amount in pounds, such as 1,250.50",
        FactKind::Duration { .. } => "a number of minutes, such as 90, or hours and minutes, such as 1 h 30",
        _ => "a whole number, in figures",
    };
    format!("{fact} must be {example}")
}

pub(crate) fn not_a_date(fact: &str) -> String {
    format!("{fact} must be a real date in numbers, such as 2 3 2026")
}

pub(crate) fn not_within(fact: &str, kind: &FactKind) -> String {
    match kind {
        FactKind::Count { least, most } => {
            format!("{fact} must be a whole number from {} to {}", count(*least), count(*most))
        }
        FactKind::Amount { least, most } => {
            format!("{fact} must be from £{} to £{}", count(least / 100), count(most / 100))
        }
        FactKind::Duration { least, most } => {
            format!("{fact} must be from {} to {}", duration(*least), duration(*most))
        }
        _ => format!("{fact} is too early or too late"),
    }
}

/// Whether a check is met, on a line of its own; `waived` where it asks nothing of this applicant.
pub(crate) fn check_status(status: CheckStatus, waived: bool) -> String {
    if waived {
        return "Not asked of you".to_owned();
    }
    capital(met(status))
}
