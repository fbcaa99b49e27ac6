//! Words and pictures from an outcome.
//!
//! The engine answers with data; this crate says it so that a person can read it. It decides nothing: every number and
//! name here comes from an [`Outcome`](mentormark_rules::Outcome), a [`Scheme`](mentormark_rules::Scheme) or a scheme's
//! [`Wording`](mentormark_rules::Wording). An id without words is shown as it is.
//!
//! | To find | Look in |
//! |---|---|
//! | every English sentence | `english` |
//! | amounts, dates and rates as text | `format` |
//! | names by id | `names` |
//! | a scheme together with its words | `standard` |
//! | where a value comes from | `source` |
//! | what is claimed beside what the rules say | `claim` |
//! | the eligibility checks as a list | `eligibility` |
//! | the sections as rows of a table | `section_table` |
//! | the sections as a picture | `section_chart` |
//! | the first days on which levels may be applied for as a picture | `timeline` |
mod claim;
mod eligibility;
mod english;
mod format;
mod names;
mod section_chart;
mod section_table;
mod source;
mod standard;
mod timeline;

pub use claim::{ClaimRow, claim_table};
pub use eligibility::{CheckRow, eligibility_list};
pub use english::{
    Chapter, Clause, ReasonLine, award_phrase, bounds_phrase, caution_sentence, check_status, criterion_notes,
    duration, eligibility_phrase, fee_sentence, lift_phrase, limits_phrase, open_phrase, programme_phrase,
    provenance_words, reason_lines, reason_sentence, route_notes, rulebook, validity_sentence, verification_sentence,
};
pub use format::{count, date, money, percent};
pub use names::{
    award_name, check_name, criterion_statement, fact_name, fee_band_name, fee_modifier_name, level_name, option_name,
    prerequisite_name, rating_name, section_name, section_noun, tag_name,
};
pub use section_chart::section_chart;
pub use section_table::{SectionRow, TallyCell, open_criteria, section_table};
pub use source::{source, source_note};
pub use standard::Standard;
pub use timeline::timeline;
