//! The sections as rows of a table: the twin of the picture, for those who read rather than look.

use mentormark_rules::{Outcome, Wording, outcome::Tally};

use crate::{english, level_name, section_name};

/// One section of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionRow {
    /// The section's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The name of its level, or "none yet".
    pub level: String,
    /// The name of the level it could still reach, where that is higher.
    pub could_reach: Option<String>,
    /// The counts at each level, lowest first.
    pub tallies: Vec<TallyCell>,
}

/// The counts of one section at one level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TallyCell {
    /// The level's name.
    pub level: String,
    /// Criteria met.
    pub met: u32,
    /// Criteria in all.
    pub of: u32,
    /// The counts in words: `4 of 5 met, 1 not answered`.
    pub words: String,
}

/// The sections of an outcome as rows, in scheme order.
#[must_use]
pub fn section_table(outcome: &Outcome, wording: &Wording) -> Vec<SectionRow> {
    let rows = outcome.sections.iter().map(|section| {
        let could_reach = english::section_level(section.bounds.could_reach.as_deref(), wording);
        SectionRow {
            id: section.id.to_string(),
            name: section_name(&section.id, wording).to_owned(),
            level: english::section_level(section.bounds.level.as_deref(), wording).to_owned(),
            could_reach: (!section.bounds.is_settled()).then(|| could_reach.to_owned()),
            tallies: section.tallies.iter().map(|tally| cell(tally, wording)).collect(),
        }
    });
    rows.collect()
}

fn cell(tally: &Tally, wording: &Wording) -> TallyCell {
    TallyCell {
        level: level_name(Some(&tally.level), wording).to_owned(),
        met: tally.met,
        of: tally.of,
        words: english::tally_phrase(tally),
    }
}
