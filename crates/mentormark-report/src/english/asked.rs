//! What each shape of a rule asks.

use mentormark_rules::{
    Id,
    scheme::{
        Floor, Needed, Part, Section, Sections, Share,
        test::{NoneBelow, Points, PointsNeeded, Selector, Table, Test},
    },
};

use super::{
    are, conditions,
    criteria::{self, Picked},
    level_name, listed, or_higher, rating_name, section_noun,
};
use crate::{Clause, Standard, format::whole, phrase::quoted, section_name};

/// Where a rule is asked.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    /// The section; every one by itself, or none, where left out.
    pub(super) section: Option<&'a Section>,
    /// The level; every one in turn where left out.
    pub(super) level: Option<&'a str>,
    /// Whether it is asked of all sections together.
    pub(super) is_award: bool,
}

impl Place<'_> {
    /// Where nothing is known of section and level.
    pub(super) const NOWHERE: Self = Self { section: None, level: None, is_award: false };

    /// `its` criteria or `the` criteria.
    fn whose(self) -> &'static str {
        if self.is_award { "the" } else { "its" }
    }
}

/// What a test asks: without a capital and a full stop, for it may stand within a sentence.
pub(super) fn asked(test: &Test, place: Place<'_>, standard: Standard<'_>) -> Clause {
    let each = |tests: &[Test]| tests.iter().map(|test| asked(test, place, standard)).collect();
    match test {
        Test::Share(share) => {
            of_criteria(share_words(share, place, standard), &share.selector, &share.source, standard)
        }
        Test::Points(points) => {
            of_criteria(points_words(points, place, standard), &points.selector, &points.source, standard)
        }
        Test::NoneBelow(none_below) => {
            let words = none_below_words(none_below, place, standard);
            of_criteria(words, &none_below.selector, &none_below.source, standard)
        }
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

/// What is asked of criteria, with those that the rule lists by themselves.
fn of_criteria(words: String, selector: &Selector, source: &Id, standard: Standard<'_>) -> Clause {
    let listed = criteria::listed_ones(selector, standard);
    let words = if listed.is_empty() { words } else { format!("{words}:") };
    Clause::new(words, source).with(listed)
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
            let could = if place.is_award { "they could make" } else { "it could have" };
            format!("{has} at least {percent}% of the points that {could}{from}")
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

/// What a table gives, a row a clause.
pub(super) fn table_clause(title: &str, table: &Table, standard: Standard<'_>) -> Clause {
    let wording = standard.wording;
    let level = |id: &Id| {
        let name = if *id == *"none" { "no level" } else { level_name(Some(id.as_str()), wording) };
        name.to_owned()
    };
    let mut of: Vec<Clause> = Vec::new();
    for row in standard.rows_with_levels(table) {
        let cells = table.sections.iter().zip(&row.when);
        let cells: Vec<String> =
            cells.map(|(section, at)| format!("{} at {}", section_name(section, wording), level(at))).collect();
        of.push(Clause::plain(format!("{}: with {}", level(&row.then), listed(&cells, "and"))));
    }
    of.push(Clause::plain("no level: in every other case"));
    Clause::new(title, &table.source).with(of)
}
