//! Every English sentence. Another language stands beside this with the same functions.
//!
//! Written to be read at about the age of twelve: short sentences, one thing in each, no term that the scheme's own
//! wording does not explain.
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
//! | what all of these share | here |
mod amounts;
mod asked;
mod conditions;
mod counts;
mod criteria;
mod held;
mod levels;
mod lines;
mod names;
mod outcome;
mod pictures;
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
use mentormark_rules::{Id, Wording, scheme::Section};
pub use names::{award_name, date, level_name, rating_name, section_noun};
pub use outcome::{
    award_phrase, bounds_phrase, check_status, eligibility_list, eligibility_phrase, fee_sentence, lift_phrase,
    limits_phrase, open_phrase, programme_phrase, route_notes, validity_sentence,
};
pub use pictures::{section_chart, timeline};
pub use reasons::reason_sentence;
pub use rules::rulebook;
pub use sections::section_table;
pub use sources::{provenance_words, source_note};
pub use verification::{caution_sentence, claim_table, verification_sentence};

use crate::{Standard, count, fact_name, section_name};

/// A time in hours and minutes: `1 hour 48 minutes`.
///
/// ```
/// assert_eq!(mentormark_report::english::duration(108), "1 hour 48 minutes");
/// ```
#[must_use]
pub fn duration(minutes: i64) -> String {
    let sign = if minutes < 0 { "minus " } else { "" };
    let some = |number: u64, one: &str| match number {
        1 => format!("1 {one}"),
        number => format!("{} {one}s", count(i64::try_from(number).unwrap_or(i64::MAX))),
    };
    let (hours, minutes) = (minutes.unsigned_abs() / 60, minutes.unsigned_abs() % 60);
    match (hours, minutes) {
        (0, minutes) => format!("{sign}{}", some(minutes, "minute")),
        (hours, 0) => format!("{sign}{}", some(hours, "hour")),
        (hours, minutes) => format!("{sign}{} {}", some(hours, "hour"), some(minutes, "minute")),
    }
}

fn are(count: u64) -> &'static str {
    if count == 1 { "is" } else { "are" }
}

fn criteria_noun(count: u64) -> &'static str {
    if count == 1 { "criterion" } else { "criteria" }
}

fn months_long(months: u16) -> String {
    if months == 1 { "1 month".to_owned() } else { format!("{months} months") }
}

/// `Silver or higher`; the highest level stands alone.
fn or_higher(level: &str, standard: Standard<'_>) -> String {
    let name = level_name(Some(level), standard.wording);
    if standard.is_top(level) { name.to_owned() } else { format!("{name} or higher") }
}

/// `Employees`, `Employees and Income`, `Employees, Income and Members`.
fn facts(ids: &[Id], wording: &Wording) -> String {
    let names: Vec<&str> = ids.iter().map(|id| fact_name(id, wording)).collect();
    // Where a name has a comma of its own, another mark parts them.
    if names.len() > 1 && names.iter().any(|name| name.contains(',')) {
        return names.join("; ");
    }
    listed(&names, "and")
}

/// `a`, `a and b`, `a, b and c`.
fn listed(names: &[impl AsRef<str>], last: &str) -> String {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    match names.as_slice() {
        [] => String::new(),
        [name] => (*name).to_owned(),
        [first @ .., end] => format!("{} {last} {end}", first.join(", ")),
    }
}

/// `a pillar`, `an area`.
fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {noun}")
}

/// `the pillar Aims`.
fn the_section(section: &Section, standard: Standard<'_>) -> String {
    format!("the {} {}", section_noun(1, standard.wording), section_name(&section.id, standard.wording))
}
