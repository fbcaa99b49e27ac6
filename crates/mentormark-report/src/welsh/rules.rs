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
    conditions, date, level, levels,
    plural::{POINT, TIME},
    rating_name, section, terms,
};
use crate::{Chapter, Clause, Standard, check_name, count, fact_name, option_name, phrase::quoted, prerequisite_name};

/// What the rules of a scheme say, in chapters; one about which it says nothing is left out. Sections, criteria and what levels
/// stand for are not among them: those are in the wording.
#[must_use]
pub fn rulebook(standard: Standard<'_>) -> Vec<Chapter> {
    let chapters = [
        ("Sut mae meini prawf yn cael eu sgorio", ratings(standard)),
        ("Yr hyn a ofynnir i’r ymgeisydd", facts(standard)),
        ("Pwy sy’n cael gwneud cais", eligibility(standard)),
        ("Beth sy’n berthnasol i bwy", concerns(standard)),
        ("Sut mae’r lefel yn cael ei phennu", levels::levels(standard)),
        ("Beth arall sydd ei angen ar lefel", prerequisites(standard)),
        ("Symud i fyny", terms::progression(standard)),
        ("Am ba hyd y mae dyfarniad yn para", terms::validity(standard)),
        ("Ffi", terms::fee(standard)),
        ("Ar ôl y dyfarniad", terms::after_award(standard)),
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
        let points = if counts_points { format!(", am {}", POINT.counted(points)) } else { String::new() };
        // Where a criterion is met or is not, that is what the rules call it.
        let is_met =
            standard.scale_is_plain() && place > 0 && name.to_lowercase().replace('\'', "’") != "wedi’i fodloni";
        let is_met = if is_met { ": mae’r maen prawf wedi’i fodloni" } else { "" };
        clauses.push(Clause::new(format!("{name}{points}{is_met}."), &rating.source));
    }
    if let Some(not_applicable) = &scheme.not_applicable {
        let counts = match not_applicable.counts {
            NotApplicableCounts::LeftOut => "caiff ei adael allan o bob cyfrif",
            NotApplicableCounts::AsHighest => "mae’n cyfrif fel pe bai ganddo’r sgôr uchaf",
        };
        let text = format!("Gellir rhoi’r sgôr “ddim yn berthnasol” i faen prawf sy’n caniatáu hynny: {counts}.");
        clauses.push(Clause::new(text, &not_applicable.source));
    }
    for of in scheme.sections.iter().filter(|section| section.weight > 1) {
        let (name, times) = (section(&of.id, standard), TIME.counted(u64::from(of.weight)));
        clauses.push(Clause::new(format!("Mae pob maen prawf yn {name} yn cyfrif {times}."), &of.source));
    }
    clauses
}

fn facts(standard: Standard<'_>) -> Vec<Clause> {
    let wording = standard.wording;
    let asked = standard.scheme.facts.iter().map(|fact| {
        let question = wording.facts.get(fact.id.as_str()).map(|words| format!(": {}", words.question));
        let answer = answer(&fact.id, &fact.kind, standard);
        let when = fact.asked_when.as_ref().map(|test| conditions::condition(test, standard));
        let when = when.map(|when| format!(" Gofynnir hyn dim ond ar yr amod {when}.")).unwrap_or_default();
        let text = format!("{}{} ({answer}){when}", fact_name(&fact.id, wording), question.unwrap_or_default());
        Clause::new(text, &fact.source)
    });
    asked.collect()
}

/// What an answer may be.
fn answer(fact: &Id, kind: &FactKind, standard: Standard<'_>) -> String {
    let between =
        |least: i64, most: i64| format!("o {} i {}", amount(fact, least, standard), amount(fact, most, standard));
    let of = |options: &[Id]| {
        let names: Vec<&str> = options.iter().map(|id| option_name(fact, id, standard.wording)).collect();
        names.join("; ")
    };
    match kind {
        FactKind::Count { least, most } => format!("rhif cyfan {}", between(*least, *most)),
        FactKind::Amount { least, most } => format!("swm {}", between(*least, *most)),
        FactKind::Duration { least, most } => {
            format!("nifer cyfan o funudau, o {} i {}", count(*least), count(*most))
        }
        FactKind::Date { least, most } => match (least, most) {
            (None, None) => "dyddiad".to_owned(),
            (Some(least), None) => format!("dyddiad o {} ymlaen", date(*least)),
            (None, Some(most)) => format!("dyddiad hyd at {}", date(*most)),
            (Some(least), Some(most)) => format!("dyddiad o {} hyd at {}", date(*least), date(*most)),
        },
        FactKind::YesNo => "ie neu na".to_owned(),
        FactKind::Choice { options } => format!("un o’r rhain: {}", of(options)),
        FactKind::Choices { options } => format!("unrhyw rai o’r rhain: {}", of(options)),
    }
}

fn eligibility(standard: Standard<'_>) -> Vec<Clause> {
    let wording = standard.wording;
    let clause = |check: &Check| {
        let summary = wording.checks.get(check.id.as_str()).map(|words| format!(": {}", words.summary));
        let text = format!("{}{}", check_name(&check.id, wording), summary.unwrap_or_default());
        let mut of = Vec::new();
        if let Some(test) = &check.applies_when {
            let when = conditions::condition(test, standard);
            of.push(Clause::plain(format!("Gofynnir hyn dim ond ar yr amod {when}.")));
        }
        match &check.asks {
            CheckAsks::Always(test) => of.extend(whole_clauses(test, standard)),
            CheckAsks::Dated { dated_by, versions } => {
                let by = if *dated_by == *"as_of" {
                    "’r diwrnod y bernir arno".to_owned()
                } else {
                    format!(" {}", quoted(fact_name(dated_by, wording)))
                };
                for (i, version) in versions.iter().enumerate() {
                    let ends = versions.get(i + 1).and_then(|next| next.from);
                    let when = in_force(&by, version.from, ends);
                    of.push(match &version.test {
                        Some(test) => one_clause(&when, test, &version.source, standard),
                        None => Clause::new(format!("{when}: ni ofynnir dim."), &version.source),
                    });
                }
            }
        }
        Clause::new(text, &check.source).with(of)
    };
    standard.scheme.eligibility.iter().map(clause).collect()
}

/// On which days one of several dated versions counts: `Os yw’r pwynt treth o 1 Ionawr 2024 hyd at 31 Mawrth 2025`. The day comes with
/// its article, or with the space before a name.
pub(super) fn in_force(day: &str, from: Option<Date>, ends: Option<Date>) -> String {
    match (from, ends) {
        (Some(from), Some(ends)) => format!("Os yw{day} o {} hyd at {}", date(from), date(ends.day_before())),
        (Some(from), None) => format!("Os yw{day} ar neu ar ôl {}", date(from)),
        (None, Some(ends)) => format!("Os yw{day} cyn {}", date(ends)),
        (None, None) => "Bob amser".to_owned(),
    }
}

fn prerequisites(standard: Standard<'_>) -> Vec<Clause> {
    let wording = standard.wording;
    let each = standard.scheme.prerequisites.iter().map(|prerequisite| {
        let level = level(&prerequisite.level, standard);
        let summary = wording.prerequisites.get(prerequisite.id.as_str()).map(|words| format!(": {}", words.summary));
        let name = quoted(prerequisite_name(&prerequisite.id, wording));
        let text = format!("Ar gyfer {level} mae angen {name} hefyd{}", summary.unwrap_or_default());
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
            vec![Clause { text: format!("Rhaid {}{}", clause.text, end(&clause)), ..clause }]
        }
    }
}

/// What a condition asks at a time or in a case.
fn one_clause(when: &str, test: &Test, source: &Id, standard: Standard<'_>) -> Clause {
    let clause = asked(test, Place::NOWHERE, standard);
    Clause {
        text: format!("{when}: rhaid {}{}", clause.text, end(&clause)),
        source: clause.source.or_else(|| Some(source.clone())),
        ..clause
    }
}

/// The full stop of a clause after which nothing follows.
fn end(clause: &Clause) -> &'static str {
    if clause.of.is_empty() { "." } else { "" }
}

fn concerns(standard: Standard<'_>) -> Vec<Clause> {
    let clause = |of: &Section| {
        let when = conditions::condition(of.applies_when.as_ref()?, standard);
        let name = section(&of.id, standard);
        Some(Clause::new(format!("Mae {name} yn berthnasol dim ond ar yr amod {when}."), &of.source))
    };
    standard.scheme.sections.iter().filter_map(clause).collect()
}
