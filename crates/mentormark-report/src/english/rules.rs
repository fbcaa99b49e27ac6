//! What a scheme's rules say: chapters of clauses, each with the anchor of its source.
//!
//! Longer than most files, since it has a function for each part of a scheme. Nothing here is written for one scheme: every clause
//! is made from the rules as data, so it says what is judged and not what was meant.

use mentormark_rules::{
    Id,
    scheme::{
        Applicability, Asks, Check, CheckAsks, Combine, Criterion, Floor, Force, Needed, NotApplicableCounts, Part,
        Rule, Section, Sections, Share,
        facts::FactKind,
        test::{NoneBelow, Points, PointsNeeded, Table, Test},
    },
};

use super::{
    are, capital, conditions,
    criteria::{self, Picked},
    listed, or_higher, quoted,
    reasons::amount,
    terms, whole, with_article,
};
use crate::{
    Standard, check_name, count, date, fact_name, level_name, option_name, prerequisite_name, rating_name,
    section_name, section_noun,
};

/// A part of a scheme in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chapter {
    /// What it is about.
    pub title: &'static str,
    /// What it says, at least one thing.
    pub clauses: Vec<Clause>,
}

/// One thing that a rule says; with what it is made up of, where that is several things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// The words.
    pub text: String,
    /// The anchor of the source; that of the clause around it where there is none.
    pub source: Option<Id>,
    /// What it is made up of.
    pub of: Vec<Clause>,
}

impl Clause {
    pub(super) fn new(text: impl Into<String>, source: &Id) -> Self {
        Self { text: text.into(), source: Some(source.clone()), of: Vec::new() }
    }

    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), source: None, of: Vec::new() }
    }

    pub(super) fn with(self, of: Vec<Self>) -> Self {
        Self { of, ..self }
    }
}

/// What the rules of a scheme say, in chapters; one about which it says nothing is left out. Sections, criteria and what levels
/// stand for are not among them: those are in the wording.
#[must_use]
pub fn rulebook(standard: Standard<'_>) -> Vec<Chapter> {
    let chapters = [
        ("How criteria are rated", ratings(standard)),
        ("What is asked of the applicant", facts(standard)),
        ("Who may apply", eligibility(standard)),
        ("What applies to whom", concerns(standard)),
        ("How the level is found", levels(standard)),
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
        clauses.push(Clause::new(format!("{name}{points}."), &rating.source));
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
        let question = wording.facts.get(fact.id.as_str()).map_or("", |words| words.question.as_str());
        let answer = answer(&fact.id, &fact.kind, standard);
        let when = fact.asked_when.as_ref().map(|test| conditions::condition(test, standard));
        let when = when.map(|when| format!(" Asked only where {when}.")).unwrap_or_default();
        let text = format!("{}: {question} ({answer}){when}", fact_name(&fact.id, wording));
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
                    let when = match (version.from, ends) {
                        (Some(from), _) => format!("Where {by} is on or after {}", date(from)),
                        (None, Some(ends)) => format!("Where {by} is before {}", date(ends)),
                        (None, None) => "Always".to_owned(),
                    };
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

/// `the pillar Aims`.
fn the_section(section: &Section, standard: Standard<'_>) -> String {
    format!("the {} {}", section_noun(1, standard.wording), section_name(&section.id, standard.wording))
}

fn levels(standard: Standard<'_>) -> Vec<Clause> {
    let (scheme, wording) = (standard.scheme, standard.wording);
    let mut clauses = Vec::new();
    let inherits =
        scheme.sections.iter().flat_map(|section| section.inherits.iter().map(move |level| (section, level)));
    for (section, level) in inherits {
        let (which, level) = (the_section(section, standard), level_name(Some(level), wording));
        let text = format!(
            "{} asks nothing of its own at {level}: it is there when it is at the level below.",
            capital(&which)
        );
        clauses.push(Clause::new(text, &section.source));
    }
    if let Some(rule) =
        scheme.section_rule.as_ref().filter(|_| scheme.sections.iter().any(|section| section.rule.is_none()))
    {
        let which = capital(&with_article(section_noun(1, wording)));
        clauses.extend(rule_clauses(Some(&which), rule, None, standard));
    }
    for section in &scheme.sections {
        if let Some(rule) = &section.rule {
            let which = capital(&the_section(section, standard));
            clauses.extend(rule_clauses(Some(&which), rule, Some(section), standard));
        }
    }
    clauses.extend(rule_clauses(None, &scheme.award_rule, None, standard));
    if let Some(programmes) = &scheme.programmes {
        let text = match programmes.combine {
            Combine::Lowest => "Several programmes together are at the level of the lowest of them.".to_owned(),
            Combine::Quorum(1) => "Several programmes together are at the level of the highest of them.".to_owned(),
            Combine::Quorum(needed) => format!(
                "Several programmes together are at the highest level that {needed} of them reach, or that all reach where \
                 there are fewer."
            ),
        };
        clauses.push(Clause::new(text, &programmes.source));
    }
    clauses
}

/// Where a rule is asked.
#[derive(Clone, Copy)]
struct Place<'a> {
    /// The section; every one by itself, or none, where left out.
    section: Option<&'a Section>,
    /// The level; every one in turn where left out.
    level: Option<&'a str>,
    /// Whether it is asked of all sections together.
    is_award: bool,
}

impl Place<'_> {
    const NOWHERE: Self = Self { section: None, level: None, is_award: false };

    /// `its` criteria or `the` criteria.
    fn whose(self) -> &'static str {
        if self.is_award { "the" } else { "its" }
    }
}

/// What a rule asks of a section, or of all together where it names none: a clause for each level at which that differs.
fn rule_clauses(which: Option<&str>, rule: &Rule, section: Option<&Section>, standard: Standard<'_>) -> Vec<Clause> {
    let clause = |level: Option<&str>, test: &Test| {
        let name = level.map_or("a level", |level| level_name(Some(level), standard.wording));
        let place = Place { section, level, is_award: which.is_none() };
        let mut of = parts(test, place, standard);
        let is_lowest = level.is_some_and(|level| standard.is_lowest(level));
        if rule.cumulative && !is_lowest {
            of.push(Clause::plain("it is at every lower level too"));
        }
        let title = match which {
            Some(which) => format!("{which} is at {name} when:"),
            None => format!("Overall, {name} is reached when:"),
        };
        Clause::new(title, &rule.source).with(of)
    };
    match (&rule.asks, standard.scheme.levels.as_slice()) {
        (Asks::Same(test), [only]) => vec![clause(Some(&only.id), test)],
        // A table says it for every level at once.
        (Asks::Same(Test::Table(table)), _) => vec![table_clause("Overall, the level is:", table, standard)],
        (Asks::Same(test), _) => vec![clause(None, test)],
        (Asks::At(_), levels) => {
            // A level that comes with the one below asks nothing.
            let inherits = |id: &Id| section.is_some_and(|section| section.inherits.contains(id));
            let asks = levels.iter().filter(|level| !inherits(&level.id));
            asks.filter_map(|level| Some(clause(Some(&level.id), rule.asks.at(&level.id)?))).collect()
        }
    }
}

/// The parts that must all hold.
fn parts(test: &Test, place: Place<'_>, standard: Standard<'_>) -> Vec<Clause> {
    match test {
        Test::All(tests) => tests.iter().flat_map(|test| parts(test, place, standard)).collect(),
        test => vec![asked(test, place, standard)],
    }
}

/// What a test asks: without a capital and a full stop, for it may stand within a sentence.
fn asked(test: &Test, place: Place<'_>, standard: Standard<'_>) -> Clause {
    let each = |tests: &[Test]| tests.iter().map(|test| asked(test, place, standard)).collect();
    match test {
        Test::Share(share) => Clause::new(share_words(share, place, standard), &share.source),
        Test::Points(points) => Clause::new(points_words(points, place, standard), &points.source),
        Test::NoneBelow(none_below) => Clause::new(none_below_words(none_below, place, standard), &none_below.source),
        Test::Sections(sections) => Clause::new(sections_words(sections, place, standard), &sections.source),
        Test::Table(table) => table_clause("it is the level that this table gives, or lower:", table, standard),
        Test::All(tests) => Clause::plain("all of these hold:").with(each(tests)),
        Test::Any(tests) => Clause::plain("one of these holds:").with(each(tests)),
        Test::Quorum(quorum) => {
            Clause::plain(format!("at least {} of these hold:", quorum.needed)).with(each(&quorum.of))
        }
        Test::Cases(cases) => {
            let of = cases.iter().map(|case| {
                let then = asked(&case.then, place, standard);
                Clause { text: format!("{}: {}", conditions::when(case, standard), then.text), ..then }
            });
            Clause::plain("what is asked in the first of these cases that fits:").with(of.collect())
        }
        Test::Fact(fact) => {
            Clause { source: fact.source.clone(), ..Clause::plain(conditions::condition(test, standard)) }
        }
        Test::Held(held) => {
            Clause { source: held.source.clone(), ..Clause::plain(conditions::condition(test, standard)) }
        }
        Test::Not(_) => Clause::plain(conditions::condition(test, standard)),
    }
}

fn share_words(share: &Share, place: Place<'_>, standard: Standard<'_>) -> String {
    let picked = Picked::new(&share.selector, place.section, place.level, standard);
    let known = place.level.filter(|_| place.is_award || place.section.is_some());
    let of = known.map(|level| standard.picked(&share.selector, place.section, level).len() as u64);
    let (whose, criteria) = (place.whose(), picked.counted(of));
    let rated = criteria::rated(&share.rated, share.or_reasoned, standard);
    let (part, is) = match share.of {
        Part::All if of == Some(1) => return format!("{whose} {criteria} is {rated}"),
        Part::All => ("all".to_owned(), "are"),
        Part::Count(needed) if of == Some(u64::from(needed)) && needed > 1 => ("all".to_owned(), "are"),
        Part::Any => ("at least one".to_owned(), "is"),
        Part::MoreThanHalf => ("more than half".to_owned(), "are"),
        Part::AtLeastHalf => ("at least half".to_owned(), "are"),
        Part::Count(needed) => (format!("at least {needed}"), are(u64::from(needed))),
        Part::Percent(percent) => (format!("at least {percent}%"), "are"),
    };
    format!("{part} of {whose} {criteria} {is} {rated}")
}

fn points_words(points: &Points, place: Place<'_>, standard: Standard<'_>) -> String {
    let picked = Picked::new(&points.selector, place.section, place.level, standard);
    let from =
        if picked.is_all() { String::new() } else { format!(" from {} {}", place.whose(), picked.counted(None)) };
    let known = place.level.filter(|_| place.is_award || place.section.is_some());
    let most = known.map(|level| standard.most_points(&standard.picked(&points.selector, place.section, level)));
    let has = if place.is_award { "the ratings make" } else { "it has" };
    match (points.at_least, most) {
        (PointsNeeded::Count(needed), Some(most)) => {
            format!("{has} at least {} of {} points{from}", whole(u64::from(needed)), whole(most))
        }
        (PointsNeeded::Count(needed), None) => format!("{has} at least {} points{from}", whole(u64::from(needed))),
        (PointsNeeded::Percent(percent), _) => {
            format!("{has} at least {percent}% of the most points there could be{from}")
        }
    }
}

fn none_below_words(none_below: &NoneBelow, place: Place<'_>, standard: Standard<'_>) -> String {
    let picked = Picked::new(&none_below.selector, place.section, place.level, standard);
    let rated = quoted(rating_name(&none_below.rated, standard.wording));
    format!("none of {} {} are rated below {rated}", place.whose(), picked.counted(None))
}

fn sections_words(sections: &Sections, place: Place<'_>, standard: Standard<'_>) -> String {
    let (scheme, wording) = (standard.scheme, standard.wording);
    let among: Vec<&str> = sections.among.iter().map(|id| section_name(id, wording)).collect();
    let of = if among.is_empty() { scheme.sections.len() } else { among.len() };
    let nouns = section_noun(of, wording);
    let those = match (among.as_slice(), sections.without_not_applicable) {
        ([], false) => format!("{of} {nouns}"),
        ([], true) => format!("{nouns} that apply"),
        (among, false) => listed(among, "and"),
        (among, true) => format!("those of {} that apply", listed(among, "and")),
    };
    let counted = if among.is_empty() { format!("the {those}") } else { those.clone() };
    let (who, is) = match sections.needed {
        Needed::All if among.is_empty() => (format!("all {those}"), "are"),
        Needed::All => (format!("each of {those}"), "is"),
        Needed::Count(needed) => (format!("at least {needed} of {counted}"), are(u64::from(needed))),
        Needed::Ratio(part, whole) => (format!("at least {part} in every {whole} of {counted}"), "are"),
    };
    let at = match (&sections.at, place.level) {
        (Some(level), _) => or_higher(level, standard),
        (None, Some(level)) => or_higher(level, standard),
        (None, None) => "that level or higher".to_owned(),
    };
    let floor = match &sections.floor {
        Floor::None if sections.needed == Needed::All => String::new(),
        Floor::None => ", whatever the others are at".to_owned(),
        Floor::OneBelow => ", and none is more than one level below that".to_owned(),
        Floor::Level(level) => format!(", and none is below {}", level_name(Some(level), wording)),
    };
    let leave = match (sections.without_not_applicable, sections.needed) {
        (true, Needed::Count(_)) => format!(" (all of them, where fewer {nouns} apply)"),
        _ => String::new(),
    };
    format!("{who} {is} at {at}{floor}{leave}")
}

fn table_clause(title: &str, table: &Table, standard: Standard<'_>) -> Clause {
    let wording = standard.wording;
    let level = |id: &Id| {
        let name = if *id == *"none" { "no level" } else { level_name(Some(id.as_str()), wording) };
        name.to_owned()
    };
    let mut of: Vec<Clause> = Vec::new();
    // The best stands first.
    for row in table.rows.iter().rev().filter(|row| row.then != *"none") {
        let cells = table.sections.iter().zip(&row.when);
        let cells: Vec<String> =
            cells.map(|(section, at)| format!("{} at {}", section_name(section, wording), level(at))).collect();
        of.push(Clause::plain(format!("{}: with {}", level(&row.then), listed(&cells, "and"))));
    }
    of.push(Clause::plain("no level: in every other case"));
    Clause::new(title, &table.source).with(of)
}

impl Standard<'_> {
    /// Whether any rule counts points.
    fn counts_points(self) -> bool {
        let sections = self.scheme.sections.iter().map(|section| Some(section.id.as_str()));
        let levels = &self.scheme.levels;
        let mut asked =
            sections.chain([None]).flat_map(|of| levels.iter().flat_map(move |level| self.asked(of, &level.id)));
        asked.any(|test| matches!(test, Test::Points(_)))
    }
}

/// What is special about a criterion, each in a few words: `should be met`, `counts 2 times`.
#[must_use]
pub fn criterion_notes(criterion: &Criterion, standard: Standard<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    match criterion.force {
        Force::Must => {}
        Force::Should => notes.push("should be met".to_owned()),
        Force::Suggested => notes.push("suggested".to_owned()),
    }
    if criterion.weight > 1 {
        notes.push(format!("counts {} times", criterion.weight));
    }
    match criterion.not_applicable {
        Applicability::Forbidden => {}
        Applicability::Allowed => notes.push("can be rated not applicable".to_owned()),
        Applicability::WithReason => notes.push("can be rated not applicable, with a note that says why".to_owned()),
    }
    if let Some(test) = &criterion.applies_when {
        notes.push(format!("applies only where {}", conditions::condition(test, standard)));
    }
    notes
}
