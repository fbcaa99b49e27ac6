//! What a scheme's rules say: chapters of clauses, each with the anchor of its source.
//!
//! Nothing here is written for one scheme: every clause is made from the rules as data, so it says what is judged and not what was meant.

use mentormark_rules::{
    Date, Id,
    scheme::{Check, CheckAsks, NotApplicableCounts, Section, facts::FactKind, test::Test},
};

use super::{
    amounts::amount,
    asked::{Place, asked},
    conditions, date, level_name, levels, rating_name, terms, the_section,
};
use crate::{
    Chapter, Clause, Standard, check_name, count, fact_name,
    format::whole,
    option_name,
    phrase::{capital, quoted},
    prerequisite_name, section_name,
};

/// What the rules of a scheme say, in chapters; one about which it says nothing is left out. Sections, criteria and what levels
/// stand for are not among them: those are in the wording.
#[must_use]
pub fn rulebook(standard: Standard<'_>) -> Vec<Chapter> {
    let chapters = [
        ("How criteria are rated", ratings(standard)),
        ("What is asked of the applicant", facts(standard)),
        ("Who may apply", eligibility(standard)),
        ("What applies to whom", concerns(standard)),
        ("How the level is found", levels::levels(standard)),
        ("What else a level needs", prerequisites(standard)),
        ("Moving up", terms::progression(standard)),
        ("How long an award lasts", terms::validity(standard)),
        ("Fee", terms::fee(standard)),
        ("After the award", terms::after_award(standard)),
    ];
    let filled = chapters.into_iter().filter(|(_, clauses)| !clauses.is_empty());
    filled.map(|(title, clauses)| Chapter { title, clauses }).collect()
}

fn ratings(standard: Standard<'_>) -> Vec<Clause> {
    let scheme = standard.scheme;
    let counts_points = standard.counts_points();
    let mut clauses: Vec<Clause> = Vec::new();
    for (place, rating) in scheme.scale.iter().enumerate() {
        let name = rating_name(&rating.id, standard.wording);
        let points = rating.points.map_or(place as u64, u64::from);
        let points = match (counts_points, points) {
            (false, _) => String::new(),
            (true, 1) => ", for 1 point".to_owned(),
            (true, points) => format!(", for {} points", whole(points)),
        };
        // Where a criterion is met or is not, that is what the rules call it.
        let is_met = standard.scale_is_plain() && place > 0 && name.to_lowercase() != "met";
        let is_met = if is_met { ": the criterion is met" } else { "" };
        clauses.push(Clause::new(format!("{name}{points}{is_met}."), &rating.source));
    }
    if let Some(not_applicable) = &scheme.not_applicable {
        let counts = match not_applicable.counts {
            NotApplicableCounts::LeftOut => "it is left out of every count",
            NotApplicableCounts::AsHighest => "it counts as if it had the highest rating",
        };
        let text = format!("A criterion that allows it can be rated not applicable: {counts}.");
        clauses.push(Clause::new(text, &not_applicable.source));
    }
    for section in scheme.sections.iter().filter(|section| section.weight > 1) {
        let name = section_name(&section.id, standard.wording);
        let text = format!("Each criterion of {name} counts {} times.", section.weight);
        clauses.push(Clause::new(text, &section.source));
    }
    clauses
}

fn facts(standard: Standard<'_>) -> Vec<Clause> {
    let wording = standard.wording;
    let asked = standard.scheme.facts.iter().map(|fact| {
        let question = wording.facts.get(fact.id.as_str()).map(|words| format!(": {}", words.question));
        let answer = answer(&fact.id, &fact.kind, standard);
        let when = fact.asked_when.as_ref().map(|test| conditions::condition(test, standard));
        let when = when.map(|when| format!(" Asked only where {when}.")).unwrap_or_default();
        let text = format!("{}{} ({answer}){when}", fact_name(&fact.id, wording), question.unwrap_or_default());
        Clause::new(text, &fact.source)
    });
    asked.collect()
}

/// What an answer may be.
fn answer(fact: &Id, kind: &FactKind, standard: Standard<'_>) -> String {
    let between =
        |least: i64, most: i64| format!("from {} to {}", amount(fact, least, standard), amount(fact, most, standard));
    let of = |options: &[Id]| {
        let names: Vec<&str> = options.iter().map(|id| option_name(fact, id, standard.wording)).collect();
        names.join("; ")
    };
    match kind {
        FactKind::Count { least, most } => format!("a whole number {}", between(*least, *most)),
        FactKind::Amount { least, most } => format!("an amount {}", between(*least, *most)),
        FactKind::Duration { least, most } => {
            format!("a whole number of minutes from {} to {}", count(*least), count(*most))
        }
        FactKind::Date { least, most } => match (least, most) {
            (None, None) => "a date".to_owned(),
            (Some(least), None) => format!("a date from {}", date(*least)),
            (None, Some(most)) => format!("a date to {}", date(*most)),
            (Some(least), Some(most)) => format!("a date from {} to {}", date(*least), date(*most)),
        },
        FactKind::YesNo => "yes or no".to_owned(),
        FactKind::Choice { options } => format!("one of: {}", of(options)),
        FactKind::Choices { options } => format!("any of: {}", of(options)),
    }
}

fn eligibility(standard: Standard<'_>) -> Vec<Clause> {
    let wording = standard.wording;
    let clause = |check: &Check| {
        let summary = wording.checks.get(check.id.as_str()).map(|words| format!(": {}", words.summary));
        let text = format!("{}{}", check_name(&check.id, wording), summary.unwrap_or_default());
        let mut of = Vec::new();
        if let Some(test) = &check.applies_when {
            of.push(Clause::plain(format!("Asked only where {}.", conditions::condition(test, standard))));
        }
        match &check.asks {
            CheckAsks::Always(test) => of.extend(whole_clauses(test, standard)),
            CheckAsks::Dated { dated_by, versions } => {
                let by = if *dated_by == *"as_of" {
                    "the day judged on".to_owned()
                } else {
                    quoted(fact_name(dated_by, wording))
                };
                for (i, version) in versions.iter().enumerate() {
                    let ends = versions.get(i + 1).and_then(|next| next.from);
                    let when = in_force(&by, version.from, ends);
                    of.push(match &version.test {
                        Some(test) => one_clause(&when, test, &version.source, standard),
                        None => Clause::new(format!("{when}: nothing is asked."), &version.source),
                    });
                }
            }
        }
        Clause::new(text, &check.source).with(of)
    };
    standard.scheme.eligibility.iter().map(clause).collect()
}

/// On which days one of several dated versions counts: `Where the tax point is from 1 January 2024 to 31 March 2025`.
pub(super) fn in_force(day: &str, from: Option<Date>, ends: Option<Date>) -> String {
    match (from, ends) {
        (Some(from), Some(ends)) => format!("Where {day} is from {} to {}", date(from), date(ends.day_before())),
        (Some(from), None) => format!("Where {day} is on or after {}", date(from)),
        (None, Some(ends)) => format!("Where {day} is before {}", date(ends)),
        (None, None) => "Always".to_owned(),
    }
}

fn prerequisites(standard: Standard<'_>) -> Vec<Clause> {
    let wording = standard.wording;
    let each = standard.scheme.prerequisites.iter().map(|prerequisite| {
        let level = level_name(Some(&prerequisite.level), wording);
        let summary = wording.prerequisites.get(prerequisite.id.as_str()).map(|words| format!(": {}", words.summary));
        let name = quoted(prerequisite_name(&prerequisite.id, wording));
        let text = format!("{level} also needs {name}{}", summary.unwrap_or_default());
        Clause::new(text, &prerequisite.source).with(whole_clauses(&prerequisite.test, standard))
    });
    each.collect()
}

/// What a condition asks, as sentences: one for each part that must hold.
fn whole_clauses(test: &Test, standard: Standard<'_>) -> Vec<Clause> {
    match test {
        Test::All(tests) => tests.iter().flat_map(|test| whole_clauses(test, standard)).collect(),
        test => {
            let clause = asked(test, Place::NOWHERE, standard);
            vec![Clause { text: sentence(&clause), ..clause }]
        }
    }
}

/// What a condition asks at a time or in a case.
fn one_clause(when: &str, test: &Test, source: &Id, standard: Standard<'_>) -> Clause {
    let clause = asked(test, Place::NOWHERE, standard);
    let end = if clause.of.is_empty() { "." } else { "" };
    Clause {
        text: format!("{when}: {}{end}", clause.text),
        source: clause.source.or_else(|| Some(source.clone())),
        ..clause
    }
}

/// The text of a clause with its capital, and its full stop where nothing follows.
fn sentence(clause: &Clause) -> String {
    let end = if clause.of.is_empty() { "." } else { "" };
    format!("{}{end}", capital(&clause.text))
}

fn concerns(standard: Standard<'_>) -> Vec<Clause> {
    let clause = |section: &Section| {
        let when = conditions::condition(section.applies_when.as_ref()?, standard);
        Some(Clause::new(
            format!("{} applies only where {when}.", capital(&the_section(section, standard))),
            &section.source,
        ))
    };
    standard.scheme.sections.iter().filter_map(clause).collect()
}
