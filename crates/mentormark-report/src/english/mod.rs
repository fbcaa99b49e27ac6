//! Every English sentence. Another language stands beside this folder with the same functions.
//!
//! Written to be read at about the age of twelve: short sentences, one thing in each, no term that the scheme's own
//! wording does not explain.
//!
//! | To find | Look in |
//! |---|---|
//! | what a deciding clause says | `reasons` |
//! | all else that is said of an outcome | `outcome` |
//! | what a scheme's rules say | `rules` |
//! | its rules on dates, fees and what comes after | `terms` |
//! | what a condition asks of facts and awards held | `conditions` |
//! | which criteria a rule or a clause counts, and how | `criteria` |
//! | which sections a clause counts | `turnout` |
//! | what is said of a submission that was checked | `verification` |
//! | what all of these share | here |
mod conditions;
mod criteria;
mod outcome;
mod reasons;
mod rules;
mod terms;
mod turnout;
mod verification;

use std::fmt::Write;

use mentormark_rules::{Id, Wording, outcome::Tally, wording::Provenance};
pub use outcome::{
    award_phrase, bounds_phrase, check_status, eligibility_phrase, fee_sentence, lift_phrase, limits_phrase,
    open_phrase, programme_phrase, route_notes, validity_sentence,
};
pub use reasons::{ReasonLine, reason_lines, reason_sentence};
pub use rules::{Chapter, Clause, criterion_notes, rulebook};
pub(crate) use verification::{CLAIM_AWARD, CLAIM_FEE, CLAIM_GROSS, CLAIM_NET, CLAIM_NO_FEE, CLAIM_QUALITY, CLAIM_VAT};
pub use verification::{caution_sentence, verification_sentence};

use crate::{Standard, count, fact_name, level_name, rating_name, section_noun};

/// What stands where a level would, when there is none.
pub(crate) const NO_AWARD: &str = "no award";

/// What stands where a section's level would, when it has none.
pub(crate) const NO_LEVEL: &str = "none yet";

/// What stands where the level of a section would, when that does not concern the applicant.
pub(crate) const NOT_CONCERNED: &str = "does not apply";

/// What a rating outside the scale is called, where the scheme's words do not name it.
pub(crate) const NOT_APPLICABLE: &str = "Not applicable";

/// What a section is called, where the scheme's words do not say.
pub(crate) const SECTION: &str = "section";

/// What sections are called, where the scheme's words do not say.
pub(crate) const SECTIONS: &str = "sections";

pub(crate) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// How far a value can be relied on.
#[must_use]
pub fn provenance_words(provenance: Provenance) -> &'static str {
    match provenance {
        Provenance::Published => "Published in the standard",
        Provenance::Elsewhere => "From another public source",
        Provenance::Drafted => "Drafted by Mentormark",
        Provenance::Assumption => "Assumed by Mentormark",
    }
}

/// A time in hours and minutes: `1 hour 48 minutes`.
///
/// ```
/// assert_eq!(mentormark_report::duration(108), "1 hour 48 minutes");
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

/// The counts at one level: `4 of 5 met, 1 not answered`; `met` is what a criterion must be to count.
pub(crate) fn tally_phrase(tally: &Tally, met: &str) -> String {
    let mut phrase = format!("{} of {} {met}", tally.met, tally.of);
    if tally.unanswered > 0 {
        let _ = write!(phrase, ", {} not answered", tally.unanswered);
    }
    if tally.not_applicable > 0 {
        let _ = write!(phrase, ", {} not applicable", tally.not_applicable);
    }
    phrase
}

/// What a criterion must be to count: `met`, or `rated “2: good” or higher` where the scale has more than two ratings.
pub(crate) fn rated(rating: &str, standard: Standard<'_>) -> String {
    let scale = &standard.scheme.scale;
    let name = quoted(rating_name(rating, standard.wording));
    let is_top = scale.last().is_some_and(|top| top.id == *rating);
    match (is_top, standard.scale_is_plain()) {
        (true, true) => "met".to_owned(),
        (true, false) => format!("rated {name}"),
        (false, _) => format!("rated {name} or higher"),
    }
}

impl Standard<'_> {
    /// Whether a criterion is met or is not, with nothing between.
    pub(crate) fn scale_is_plain(self) -> bool {
        self.scheme.scale.len() == 2
    }
}

/// The name of a section's level, or what stands for none.
pub(crate) fn section_level<'a>(level: Option<&'a str>, wording: &'a Wording) -> &'a str {
    level.map_or(NO_LEVEL, |level| level_name(Some(level), wording))
}

/// The title of the picture of the sections.
pub(crate) fn chart_title(wording: &Wording) -> String {
    format!("The level of each {}", section_noun(1, wording))
}

/// One section in the description of the picture.
pub(crate) fn chart_row(section: &str, level: &str, could_reach: Option<&str>) -> String {
    match could_reach {
        Some(could_reach) => format!("{section}: {level}, could still reach {could_reach}."),
        None => format!("{section}: {level}."),
    }
}

/// What stands before the sections of one of several programmes, in the picture and in its description.
pub(crate) fn chart_programme(programme: &str) -> String {
    format!("Programme {}", quoted(programme))
}

/// What a filled cell of the picture stands for.
pub(crate) const CHART_REACHED: &str = "reached";

/// What an outlined cell of the picture stands for.
pub(crate) const CHART_COULD_REACH: &str = "could still be reached";

/// The title of the picture of the days on which levels may be applied for.
pub(crate) const TIMELINE: &str = "When each level may be applied for";

/// Where that picture begins.
pub(crate) const TODAY: &str = "today";

/// One level in the description of that picture.
pub(crate) fn timeline_row(level: &str, day: &str) -> String {
    format!("{level}: from {day}.")
}

/// `6 would do` where there are more than enough, else `3 are needed`.
fn enough(have: u64, needed: u64) -> String {
    let number = whole(needed);
    if have > needed { format!("{number} would do") } else { format!("{number} {} needed", are(needed)) }
}

fn are(count: u64) -> &'static str {
    if count == 1 { "is" } else { "are" }
}

fn whole(number: u64) -> String {
    count(i64::try_from(number).unwrap_or(i64::MAX))
}

fn criteria_noun(count: u64) -> &'static str {
    if count == 1 { "criterion" } else { "criteria" }
}

fn months_long(months: u16) -> String {
    if months == 1 { "1 month".to_owned() } else { format!("{months} months") }
}

fn quoted(text: &str) -> String {
    format!("“{text}”")
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

/// The same with a capital at its start.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// `a pillar`, `an area`.
fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {noun}")
}
