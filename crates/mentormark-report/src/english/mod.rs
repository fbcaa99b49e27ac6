//! Every English sentence. Another language stands beside this folder with the same functions.
//!
//! Written to be read at about the age of twelve: short sentences, one thing in each, no term that the scheme's own
//! wording does not explain.
//!
//! | To find | Look in |
//! |---|---|
//! | what a deciding clause says | `reasons` |
//! | what a scheme's rules say | `rules` |
//! | what a condition asks of facts and awards held | `conditions` |
//! | which criteria a rule counts, and how | `criteria` |
//! | all that is said of an outcome besides | here |
pub(crate) mod conditions;
mod criteria;
mod reasons;
mod rules;

use std::fmt::Write;

use mentormark_rules::{
    Bounds, Id, Outcome, Reason, Wording,
    outcome::{
        Award, Blocked, CheckStatus, Eligibility, EligibilityStatus, Fee, Lift, Limit, ProgrammeOutcome, Route, Status,
        Tally, Validity,
    },
    wording::Provenance,
};
pub use reasons::reason_sentence;
pub use rules::{Chapter, Clause, criterion_notes, rulebook};

use crate::{
    Standard, award_name, count, criterion_statement, date, fact_name, level_name, money, open_criteria, percent,
    rating_name, section_noun,
};

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

/// A level and, where blanks could still raise it, the level they could raise it to: `Bronze, could still reach Gold`.
#[must_use]
pub fn bounds_phrase(bounds: &Bounds<Option<Id>>, wording: &Wording) -> String {
    reach(level_name(bounds.level.as_deref(), wording), bounds, wording)
}

/// What may be awarded now, by the name that the scheme gives it, and what it could still be: `Visible, not listed, could still
/// reach Listed`.
#[must_use]
pub fn award_phrase(award: &Award, wording: &Wording) -> String {
    reach(award_name(award, wording), &award.bounds, wording)
}

fn reach(name: &str, bounds: &Bounds<Option<Id>>, wording: &Wording) -> String {
    if bounds.is_settled() {
        return name.to_owned();
    }
    // A name with a comma in it ends at a semicolon.
    let pause = if name.contains(',') { ";" } else { "," };
    format!("{name}{pause} could still reach {}", level_name(bounds.could_reach.as_deref(), wording))
}

/// Whether one may apply at all: `all 9 checks are met`. `None` where the scheme has no checks.
#[must_use]
pub fn eligibility_phrase(eligibility: &Eligibility) -> Option<String> {
    let of = eligibility.checks.len();
    if of == 0 {
        return None;
    }
    let with = |status| eligibility.checks.iter().filter(|check| check.status == status).count();
    let some = |status| {
        let (some, is) = (with(status), check_status(status));
        match (some, of) {
            (1, 1) => format!("the 1 check is {is}"),
            (1, _) => format!("1 of the {of} checks is {is}"),
            (some, _) => format!("{some} of the {of} checks are {is}"),
        }
    };
    Some(match eligibility.status {
        EligibilityStatus::Eligible if of == 1 => "the 1 check is met".to_owned(),
        EligibilityStatus::Eligible => format!("all {of} checks are met"),
        EligibilityStatus::NotEligible => some(CheckStatus::NotMet),
        EligibilityStatus::Undetermined => some(CheckStatus::Undetermined),
    })
}

/// Whether an eligibility check is met.
#[must_use]
pub fn check_status(status: CheckStatus) -> &'static str {
    match status {
        CheckStatus::Met => "met",
        CheckStatus::NotMet => "not met",
        CheckStatus::Undetermined => "not known yet",
    }
}

/// What holds the award below the level that the ratings earn; `None` where nothing does.
#[must_use]
pub fn limits_phrase(limits: &[Limit]) -> Option<String> {
    let each = limits.iter().map(|limit| match limit {
        Limit::Eligibility => "who may apply",
        Limit::Progression => "the order and the timing of awards",
        Limit::Prerequisite => "something else that the level needs",
    });
    let each: Vec<&str> = each.collect();
    (!each.is_empty()).then(|| listed(&each, "and"))
}

/// What is still open, where something is: `27 criteria are not answered yet; still to be answered besides: Employees`.
#[must_use]
pub fn open_phrase(outcome: &Outcome, standard: Standard<'_>) -> Option<String> {
    if outcome.status == Status::Complete {
        return None;
    }
    let mut facts: Vec<&Id> = Vec::new();
    let mut add = |needs| facts.extend(needs);
    for reason in &outcome.reasons {
        if let Reason::CheckUndetermined { needs, .. } | Reason::FeeUnknown { needs, .. } = reason {
            add(needs);
        }
    }
    outcome.routes.iter().for_each(|route| add(&route.needs));
    let in_order = standard.scheme.facts.iter().map(|fact| &fact.id).filter(|id| facts.contains(id));
    let facts: Vec<Id> = in_order.cloned().collect();
    let open = u64::from(open_criteria(outcome, standard));
    let criteria =
        (open > 0).then(|| format!("{} {} {} not answered yet", whole(open), criteria_noun(open), are(open)));
    let facts = (!facts.is_empty()).then(|| format!("still to be answered: {}", self::facts(&facts, standard.wording)));
    let said: Vec<String> = criteria.into_iter().chain(facts).collect();
    Some(if said.is_empty() { "something is still to be answered".to_owned() } else { said.join("; ") })
}

/// The fee with its VAT: `£960.00: £800.00 plus £160.00 VAT at 20%`.
#[must_use]
pub fn fee_sentence(fee: &Fee, wording: &Wording) -> String {
    match fee {
        Fee::Known(fee) if fee.vat_rate_bp.get() == 0 => money(fee.net, &fee.currency),
        Fee::Known(fee) => {
            let amount = |amount| money(amount, &fee.currency);
            let (gross, net, vat) = (amount(fee.gross), amount(fee.net), amount(fee.vat));
            format!("{gross}: {net} plus {vat} VAT at {}", percent(fee.vat_rate_bp))
        }
        Fee::Unknown { needs } if needs.is_empty() => "not known yet; it depends on the level".to_owned(),
        Fee::Unknown { needs } => format!("not known yet; still to be answered: {}", facts(needs, wording)),
        Fee::NotPublished => "not published; ask the awarding body".to_owned(),
        Fee::None => "none".to_owned(),
    }
}

/// How long an award made on the day judged on would be valid: `12 months, to 20 November 2027`.
#[must_use]
pub fn validity_sentence(validity: &Validity) -> String {
    let length = format!("{}, to {}", months_long(validity.months), date(validity.last_day));
    match validity.renew_from {
        Some(day) => format!("{length}; renewal can be asked for from {}", date(day)),
        None => length,
    }
}

/// A criterion to lift: what it says and, where the scale has more than two ratings, the one it needs.
#[must_use]
pub fn lift_phrase(lift: &Lift, standard: Standard<'_>) -> String {
    let statement = criterion_statement(&lift.criterion, standard.wording);
    if standard.scale_is_plain() {
        return statement.to_owned();
    }
    format!("{statement} Needed: {}", quoted(rating_name(&lift.to, standard.wording)))
}

/// What else there is to say of a way up: what stands in it, what it relies on, and whether there may be a shorter one.
#[must_use]
pub fn route_notes(route: &Route, wording: &Wording) -> Vec<String> {
    let level = level_name(Some(&route.to), wording);
    let mut notes = Vec::new();
    if route.lift.is_none() {
        let because = route.blocked_by.iter().map(|blocked| match blocked {
            Blocked::Facts => "what is said of the applicant, or of awards held, does not allow it",
            Blocked::NotApplicable => "too little is left beside what was rated not applicable",
        });
        let because: Vec<&str> = because.collect();
        let because = if because.is_empty() { String::new() } else { format!(": {}", because.join(", and ")) };
        notes.push(format!("No ratings would reach {level}{because}."));
    } else if !route.exact {
        notes.push("There may be a shorter way.".to_owned());
    }
    if !route.needs.is_empty() {
        notes.push(format!("This also depends on what is still to be answered: {}.", facts(&route.needs, wording)));
    }
    notes
}

/// One of several programmes with the level that its ratings earn: `Programme “peer”: Bronze, could still reach Gold`.
#[must_use]
pub fn programme_phrase(programme: &ProgrammeOutcome, wording: &Wording) -> String {
    format!("Programme {}: {}", quoted(&programme.id), bounds_phrase(&programme.quality, wording))
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
    listed(&ids.iter().map(|id| fact_name(id, wording)).collect::<Vec<_>>(), "and")
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
