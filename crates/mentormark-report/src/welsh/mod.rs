//! Every Welsh sentence, with the same functions as [`english`](crate::english).
//!
//! Plain modern written Welsh, and formal `chi`. Names come from the scheme's wording, in whatever language that is, and their
//! gender is not known: so they stand in quotation marks, after a colon, or after a word that changes no letter of what follows it,
//! such as `lefel`. What a rule asks is a clause with `bod`, `nad` or `mai`, which fits behind `rhaid` and behind `ar yr amod`.
//!
//! | To find | Look in |
//! |---|---|
//! | what a deciding clause says | `reasons` |
//! | the clauses as lines of a list, and what is open in them | `lines` |
//! | what it says of how many count and how many are needed | `counts` |
//! | which sections a clause counts | `turnout` |
//! | which criteria a rule or a clause counts, and how | `criteria` |
//! | all else that is said of an outcome | `outcome` |
//! | what a scheme's rules say | `rules` |
//! | how they find a level | `levels` |
//! | what each shape of a rule asks | `asked` |
//! | its rules on dates, fees and what comes after | `terms` |
//! | what a condition asks of facts and awards held | `conditions`, `values`, `held` |
//! | amounts of a fact, and what they add to the fee | `amounts` |
//! | what is said of a submission that was checked | `verification` |
//! | the sections as a table | `sections` |
//! | what the pictures say | `pictures` |
//! | how far a value can be relied on | `sources` |
//! | dates, and the names of what may have none | `names` |
//! | nouns after a number | `plural` |
//! | articles, and words joined by `a`, `neu`, `o` and `na` | `joining` |
//! | what all of these share | here |
mod amounts;
mod asked;
mod conditions;
mod counts;
mod criteria;
mod held;
mod joining;
mod levels;
mod lines;
mod names;
mod outcome;
mod pictures;
mod plural;
mod reasons;
mod rules;
mod sections;
mod sources;
mod terms;
mod turnout;
mod values;
mod verification;

pub use criteria::criterion_notes;
pub use lines::reason_lines;
use mentormark_rules::{Id, Wording};
pub use names::{award_name, date, level_name, rating_name, section_noun};
pub use outcome::{
    award_phrase, bounds_phrase, check_status, eligibility_list, eligibility_phrase, fee_sentence, lift_phrase,
    limits_phrase, open_phrase, programme_phrase, route_notes, validity_sentence,
};
pub use pictures::{section_chart, timeline};
pub use plural::Noun;
pub use reasons::reason_sentence;
pub use rules::rulebook;
pub use sections::section_table;
pub use sources::{provenance_words, source_note};
pub use verification::{caution_sentence, claim_table, verification_sentence};

use crate::{Standard, fact_name, phrase::quoted, section_name};

/// A time in hours and minutes: `1 awr 48 munud`.
///
/// ```
/// assert_eq!(mentormark_report::welsh::duration(122), "2 awr 2 funud");
/// ```
#[must_use]
pub fn duration(minutes: i64) -> String {
    let sign = if minutes < 0 { "minws " } else { "" };
    let (hours, minutes) = (minutes.unsigned_abs() / 60, minutes.unsigned_abs() % 60);
    match (hours, minutes) {
        (0, minutes) => format!("{sign}{}", plural::MINUTE.counted(minutes)),
        (hours, 0) => format!("{sign}{}", plural::HOUR.counted(hours)),
        (hours, minutes) => format!("{sign}{} {}", plural::HOUR.counted(hours), plural::MINUTE.counted(minutes)),
    }
}

/// `6 mis`.
fn months(months: u16) -> String {
    plural::MONTH.counted(u64::from(months))
}

/// `lefel Arian`.
fn level(level: &str, standard: Standard<'_>) -> String {
    format!("lefel {}", level_name(Some(level), standard.wording))
}

/// `lefel Arian neu uwch`; the highest level stands alone.
fn or_higher(id: &str, standard: Standard<'_>) -> String {
    let name = level(id, standard);
    if standard.is_top(id) { name } else { format!("{name} neu uwch") }
}

/// `“Gweithwyr”, “Incwm” ac “Aelodau”`.
fn facts(ids: &[Id], wording: &Wording) -> String {
    let names: Vec<String> = ids.iter().map(|id| quoted(fact_name(id, wording))).collect();
    joining::all_of(&names)
}

/// `i’w hateb o hyd: “Gweithwyr” ac “Incwm”`.
fn open_facts(ids: &[Id], wording: &Wording) -> String {
    format!("{} o hyd: {}", if ids.len() == 1 { "i’w ateb" } else { "i’w hateb" }, facts(ids, wording))
}

/// `“Nodau”`.
fn section(id: &str, standard: Standard<'_>) -> String {
    quoted(section_name(id, standard.wording))
}

/// `heb ei ateb`, `heb eu hateb`: that one or several things are not answered.
fn unanswered(count: u64) -> &'static str {
    if count == 1 { "heb ei ateb" } else { "heb eu hateb" }
}
