//! Words and pictures from an outcome.
//!
//! The engine answers with data; this crate says it so that a person can read it. It decides nothing: every number and
//! name here comes from an [`Outcome`](mentormark_rules::Outcome), a [`Scheme`](mentormark_rules::Scheme) or a scheme's
//! [`Wording`](mentormark_rules::Wording). An id without words is shown as it is.
//!
//! Each language is a module, and all of them have the same functions. What has no language is here: amounts, rates and counts, names
//! by id, and the shapes that a language fills.
//!
//! | To find | Look in |
//! |---|---|
//! | every English sentence | [`english`] |
//! | every Welsh sentence | [`welsh`] |
//! | amounts, dates and rates as text | `format` |
//! | names by id | `names` |
//! | a scheme together with its words | `standard` |
//! | where a value comes from | `source` |
//! | what is claimed beside what the rules say | `claim` |
//! | the eligibility checks as a list | `eligibility` |
//! | the deciding clauses as lines | `reason_line` |
//! | which part of a rule a clause comes from | `origin`, `turnout` |
//! | what a condition compares, and what its numbers count | `compared`, `unit` |
//! | by what a fee chooses its band, and what each band takes | `bands` |
//! | what is still to be answered, and what hangs on it | `open` |
//! | which facts a part of the rules looks at | `looked_at` |
//! | what a scheme's rules say, as chapters | `rulebook` |
//! | the sections as rows of a table | `section_table` |
//! | the sections as a picture | `section_chart` |
//! | the first days on which levels may be applied for as a picture | `timeline` |
mod bands;
mod claim;
mod compared;
mod eligibility;
pub mod english;
mod format;
mod looked_at;
mod names;
mod open;
mod origin;
mod phrase;
mod reason_line;
mod rulebook;
mod section_chart;
mod section_table;
mod source;
mod standard;
mod timeline;
mod turnout;
mod unit;
pub mod welsh;

pub use claim::ClaimRow;
pub use eligibility::CheckRow;
pub use format::{count, money, percent};
pub use names::{
    check_name, criterion_statement, fact_name, fee_band_name, fee_modifier_name, option_name, prerequisite_name,
    section_name, tag_name,
};
pub use open::open_criteria;
pub use reason_line::ReasonLine;
pub use rulebook::{Chapter, Clause};
pub use section_table::{SectionRow, TallyCell};
pub use source::source;
pub use standard::Standard;
