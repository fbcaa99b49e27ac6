//! The sections as a table, and what a criterion must be to count there.

use std::fmt::Write;

use mentormark_rules::{Outcome, outcome::Tally};

use super::rating_name;
use crate::{
    SectionRow, Standard,
    phrase::quoted,
    section_table::{self, Words},
};

/// What stands where a section's level would, when it has none.
pub(super) const NO_LEVEL: &str = "none yet";

/// What stands where the level of a section would, when that does not concern the applicant.
pub(super) const NOT_CONCERNED: &str = "does not apply";

/// The sections of an outcome as rows, in scheme order; programme by programme where there are several.
#[must_use]
pub fn section_table(outcome: &Outcome, standard: Standard<'_>) -> Vec<SectionRow> {
    let words = Words { no_level: NO_LEVEL, not_concerned: NOT_CONCERNED, rated, tally, may_apply };
    section_table::section_table(outcome, standard, &words)
}

/// The counts at one level: `4 of 5 met, 1 not answered`.
fn tally(tally: &Tally, rating: &str, standard: Standard<'_>) -> String {
    let mut phrase = format!("{} of {} {}", tally.met, tally.of, rated(rating, standard));
    if tally.unanswered > 0 {
        let _ = write!(phrase, ", {} not answered", tally.unanswered);
    }
    if tally.not_applicable > 0 {
        let _ = write!(phrase, ", {} not applicable", tally.not_applicable);
    }
    phrase
}

/// How many have a rating, where it is open whether the section applies: `4 of 5 rated, if it applies`.
fn may_apply(rated: u32, of: u32) -> String {
    format!("{rated} of {of} rated, if it applies")
}

/// What a criterion must be to count: `met`, or `rated “2: good” or higher` where the scale has more than two ratings.
pub(super) fn rated(rating: &str, standard: Standard<'_>) -> String {
    let scale = &standard.scheme.scale;
    let name = quoted(rating_name(rating, standard.wording));
    let is_top = scale.last().is_some_and(|top| top.id == *rating);
    match (is_top, standard.scale_is_plain()) {
        (true, true) => "met".to_owned(),
        (true, false) => format!("rated {name}"),
        (false, _) => format!("rated {name} or higher"),
    }
}
