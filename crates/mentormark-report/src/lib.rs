//! Words and pictures from an outcome.
//!
//! The engine answers with data; this crate says it so that a person can read it. It decides nothing: every number and
//! name here comes from an [`Outcome`](mentormark_rules::Outcome) or from a scheme's
//! [`Wording`](mentormark_rules::Wording). An id without words is shown as it is.
//!
//! | To find | Look in |
//! |---|---|
//! | every English sentence | `english` |
//! | amounts, dates and rates as text | `format` |
//! | names by id | `names` |
//! | where a value comes from | `source` |
//! | the sections as rows of a table | `section_table` |
//! | the sections as a picture | `section_chart` |
mod english;
mod format;
mod names;
mod section_chart;
mod section_table;
mod source;

pub use english::{bounds_phrase, fee_sentence, provenance_words, reason_sentence, validity_sentence};
pub use format::{count, date, money, percent};
pub use names::{criterion_statement, fact_name, fee_band_name, level_name, rating_name, section_name};
pub use section_chart::section_chart;
pub use section_table::{SectionRow, TallyCell, section_table};
pub use source::{source, source_note};
