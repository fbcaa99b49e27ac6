//! The sections as a table, and what a criterion must be to count there.

use std::fmt::Write;

use mentormark_rules::{Outcome, outcome::Tally};

use super::{rating_name, unanswered};
use crate::{
    SectionRow, Standard,
    phrase::quoted,
    section_table::{self, Words},
};

/// What stands where a section's level would, when it has none.
pub(super) const NO_LEVEL: &str = "dim eto";

/// What stands where the level of a section would, when that does not concern the applicant.
pub(super) const NOT_CONCERNED: &str = "ddim yn berthnasol";

/// The sections of an outcome as rows, in scheme order; programme by programme where there are several.
#[must_use]
pub fn section_table(outcome: &Outcome, standard: Standard<'_>) -> Vec<SectionRow> {
    let words =
        Words { no_level: NO_LEVEL, not_concerned: NOT_CONCERNED, rated: |id, of| rated(id, 1, of), tally, may_apply };
    section_table::section_table(outcome, standard, &words)
}

/// The counts at one level: `4 o 5 wedi’u bodloni, 1 heb ei ateb`.
fn tally(tally: &Tally, rating: &str, standard: Standard<'_>) -> String {
    let mut phrase = format!("{} o {} {}", tally.met, tally.of, rated(rating, u64::from(tally.met), standard));
    if tally.unanswered > 0 {
        let _ = write!(phrase, ", {} {}", tally.unanswered, unanswered(u64::from(tally.unanswered)));
    }
    if tally.not_applicable > 0 {
        let _ = write!(phrase, ", {} ddim yn berthnasol", tally.not_applicable);
    }
    phrase
}

/// How many have a rating, where it is open whether the section applies: `4 o 5 wedi cael sgôr, os yw’n berthnasol`.
fn may_apply(rated: u32, of: u32) -> String {
    format!("{rated} o {of} wedi cael sgôr, os yw’n berthnasol")
}

/// What so many criteria must be to count: `wedi’u bodloni`, or `wedi cael sgôr “2: da” neu uwch` where the scale has more than two
/// ratings.
pub(super) fn rated(rating: &str, count: u64, standard: Standard<'_>) -> String {
    let name = quoted(rating_name(rating, standard.wording));
    let is_top = standard.scheme.scale.last().is_some_and(|top| top.id == *rating);
    match (is_top, standard.scale_is_plain()) {
        (true, true) if count == 1 => "wedi’i fodloni".to_owned(),
        (true, true) => "wedi’u bodloni".to_owned(),
        (true, false) => format!("wedi cael sgôr {name}"),
        (false, _) => format!("wedi cael sgôr {name} neu uwch"),
    }
}
