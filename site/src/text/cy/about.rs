//! Words of the page about the applicant.

use mentormark_report::count;
use mentormark_rules::{outcome::CheckStatus, scheme::facts::FactKind};

use crate::text::capital;
use crate::text::said::{check_status as met, duration};

// About the applicant.
pub(crate) const ABOUT_LEAD: &str = "Mae’r canlyniad yn dibynnu ar yr atebion hyn yn ogystal â’r hyn y gallwch ei ddangos. Gadewch allan yr hyn nad ydych yn ei wybod eto.";
pub(crate) const ABOUT_NOTHING: &str = "Nid yw’r safon hon yn gofyn dim amdanoch chi.";
pub(crate) const YES: &str = "Ie";
pub(crate) const NO: &str = "Na";
pub(crate) const NOT_ANSWERED: &str = "Heb ei ateb";
pub(crate) const NONE_OF_THESE: &str = "Dim un o’r rhain";
pub(crate) const WHO_MAY_APPLY: &str = "Pwy sy’n cael gwneud cais";
pub(crate) const CHECKS_HELP: &str = "Mae’r rhain yn dilyn eich atebion uchod.";
pub(crate) const SAVE_AND_GO_ON: &str = "Cadw a pharhau";
pub(crate) const HELD: &str = "Pa lefel o’r dyfarniad hwn sydd gennych nawr?";
pub(crate) const HELD_HELP: &str = "Dewiswch y lefel ar eich tystysgrif ddiweddaraf.";
pub(crate) const HELD_NONE: &str = "Dim eto";
pub(crate) const DAY: &str = "Pryd y cafodd ei ddyfarnu?";
pub(crate) const DAY_HELP: &str = "Y dyddiad ar y dystysgrif, er enghraifft 2 3 2026.";
pub(crate) const DAY_DAY: &str = "Diwrnod";
pub(crate) const DAY_MONTH: &str = "Mis";
pub(crate) const DAY_YEAR: &str = "Blwyddyn";
pub(crate) const DAY_MISSING: &str = "Nodwch ddyddiad y dyfarniad sydd gennych";
pub(crate) const DAY_WRONG: &str = "Rhaid i ddyddiad y dyfarniad fod yn ddyddiad go iawn mewn rhifau, megis 2 3 2026";
pub(crate) const TARGET: &str = "At ba lefel rydych chi’n anelu?";
pub(crate) const TARGET_HELP: &str = "Cewch adael hyn yn agored. Nid yw byth yn newid eich canlyniad.";
pub(crate) const TARGET_NONE: &str = "Heb benderfynu";
pub(crate) const PROBLEM: &str = "Mae problem";
pub(crate) const ERROR: &str = "Gwall: ";

/// In what unit a number is given; empty where the question says of what it is, `None` for what is no number.
pub(crate) fn unit(kind: &FactKind) -> Option<&'static str> {
    match kind {
        FactKind::Count { .. } => Some(""),
        FactKind::Amount { .. } => Some("Mewn punnoedd, er enghraifft 1,250 neu 1,250.50."),
        FactKind::Duration { .. } => Some("Munudau, neu oriau a munudau: er enghraifft 90 neu 1:30."),
        _ => None,
    }
}

pub(crate) fn not_a_number(fact: &str, kind: &FactKind) -> String {
    let example = match kind {
        FactKind::Amount { .. } => "swm mewn punnoedd, megis 1,250.50",
        FactKind::Duration { .. } => "nifer o funudau, megis 90, neu oriau a munudau, megis 1:30",
        _ => "rhif cyfan, mewn ffigurau",
    };
    format!("{fact}: rhaid rhoi {example}")
}

pub(crate) fn not_a_date(fact: &str) -> String {
    format!("{fact}: rhaid rhoi dyddiad go iawn mewn rhifau, megis 2 3 2026")
}

pub(crate) fn not_within(fact: &str, kind: &FactKind) -> String {
    match kind {
        FactKind::Count { least, most } => {
            format!("{fact}: rhaid rhoi rhif cyfan o {} i {}", count(*least), count(*most))
        }
        FactKind::Amount { least, most } => {
            format!("{fact}: rhaid rhoi swm o £{} i £{}", count(least / 100), count(most / 100))
        }
        FactKind::Duration { least, most } => {
            format!("{fact}: rhaid rhoi amser rhwng {} a {}", duration(*least), duration(*most))
        }
        _ => format!("{fact}: mae hyn yn rhy gynnar neu’n rhy hwyr"),
    }
}

/// Whether a check is met, on a line of its own; `waived` where it asks nothing of this applicant.
pub(crate) fn check_status(status: CheckStatus, waived: bool) -> String {
    if waived {
        return "Ni ofynnir i chi".to_owned();
    }
    capital(met(status))
}
