//! What each shape of a rule asks, as a clause with `bod` or `nad`.

use mentormark_rules::{
    Id,
    scheme::{
        Floor, Needed, Part, Section, Sections, Share,
        test::{NoneBelow, Points, PointsNeeded, Selector, Table, Test},
    },
};

use super::{
    conditions,
    criteria::{self, Picked},
    joining, level, or_higher,
    plural::POINT,
    rating_name, section, section_noun,
};
use crate::{Clause, Standard, format::whole, phrase::quoted};

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

impl<'a> Place<'a> {
    /// Where nothing is known of section and level.
    pub(super) const NOWHERE: Self = Self { section: None, level: None, is_award: false };

    /// The level at which it is known what is counted.
    fn counted_at(self) -> Option<&'a str> {
        self.level.filter(|_| self.is_award || self.section.is_some())
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
        Test::Table(table) => table_clause("bod y lefel yr un y mae’r tabl hwn yn ei rhoi, neu’n is:", table, standard),
        Test::All(tests) => Clause::plain("bod pob un o’r rhain yn wir:").with(each(tests)),
        Test::Any(tests) => Clause::plain("bod un o’r rhain yn wir:").with(each(tests)),
        Test::Quorum(quorum) => {
            Clause::plain(format!("bod o leiaf {} o’r rhain yn wir:", quorum.needed)).with(each(&quorum.of))
        }
        Test::Cases(cases) => {
            let of = cases.iter().map(|case| {
                let then = asked(&case.then, place, standard);
                Clause { text: format!("{}: rhaid {}", conditions::when(case, standard), then.text), ..then }
            });
            Clause::plain("bod gofyniad y cyntaf o’r achosion hyn sy’n ffitio wedi’i fodloni:").with(of.collect())
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
    let of = place.counted_at().map(|level| standard.picked(&share.selector, place.section, level).len() as u64);
    let criteria = picked.counted(of);
    let rated = |count| criteria::rated(&share.rated, share.or_reasoned, count, standard);
    match share.of {
        Part::All if of == Some(1) => format!("bod {} {}", joining::the(&criteria), rated(1)),
        Part::All => format!("bod pob un o’r {criteria} {}", rated(1)),
        Part::Count(needed) if of == Some(u64::from(needed)) && needed > 1 => {
            format!("bod pob un o’r {criteria} {}", rated(1))
        }
        Part::Any => format!("bod o leiaf un o’r {criteria} {}", rated(1)),
        Part::MoreThanHalf => format!("bod mwy na hanner {} {}", joining::the(&criteria), rated(2)),
        Part::AtLeastHalf => format!("bod o leiaf hanner {} {}", joining::the(&criteria), rated(2)),
        Part::Count(needed) => format!("bod o leiaf {needed} o’r {criteria} {}", rated(u64::from(needed))),
        Part::Percent(percent) => format!("bod o leiaf {percent}% o’r {criteria} {}", rated(2)),
    }
}

fn points_words(points: &Points, place: Place<'_>, standard: Standard<'_>) -> String {
    let picked = Picked::new(&points.selector, place.section, place.level, standard);
    let from = if picked.is_all() { String::new() } else { format!(" o’r {}", picked.counted(None)) };
    let most = place.counted_at();
    let most = most.map(|level| standard.most_points(&standard.picked(&points.selector, place.section, level)));
    match (points.at_least, most) {
        (PointsNeeded::Count(needed), Some(most)) => {
            format!("bod y sgorau’n rhoi o leiaf {} o {}{from}", whole(u64::from(needed)), POINT.counted(most))
        }
        (PointsNeeded::Count(needed), None) => {
            format!("bod y sgorau’n rhoi o leiaf {}{from}", POINT.counted(u64::from(needed)))
        }
        (PointsNeeded::Percent(percent), _) => {
            format!("bod y sgorau’n rhoi o leiaf {percent}% o’r pwyntiau y gellid eu cael{from}")
        }
    }
}

fn none_below_words(none_below: &NoneBelow, place: Place<'_>, standard: Standard<'_>) -> String {
    let picked = Picked::new(&none_below.selector, place.section, place.level, standard);
    let rated = quoted(rating_name(&none_below.rated, standard.wording));
    format!("nad oes yr un o’r {} wedi cael sgôr is na {rated}", picked.counted(None))
}

fn sections_words(sections: &Sections, place: Place<'_>, standard: Standard<'_>) -> String {
    let among: Vec<String> = sections.among.iter().map(|id| section(id, standard)).collect();
    let of = standard.scheme.sections.len();
    let nouns = section_noun(2, standard.wording);
    let apply = if sections.without_not_applicable { " sy’n berthnasol" } else { "" };
    // How many there are is said where all are meant, for everyone.
    let all_of = match (among.is_empty(), sections.without_not_applicable) {
        (true, false) => format!("o’r {nouns} ({of})"),
        (true, true) => format!("o’r {nouns}{apply}"),
        (false, _) => format!("o {}{apply}", joining::all_of(&among)),
    };
    let who = match sections.needed {
        Needed::All => format!("bod pob un {all_of}"),
        Needed::Count(needed) if among.is_empty() && !sections.without_not_applicable => {
            format!("bod o leiaf {needed} allan o {of} o’r {nouns}")
        }
        Needed::Count(needed) => format!("bod o leiaf {needed} {all_of}"),
        Needed::Ratio(part, whole) => format!("bod o leiaf {part} o bob {whole} {all_of}"),
    };
    let at = match (&sections.at, place.level) {
        (Some(level), _) => or_higher(level, standard),
        (None, Some(level)) => or_higher(level, standard),
        (None, None) => "y lefel honno neu uwch".to_owned(),
    };
    let floor = match &sections.floor {
        Floor::None if sections.needed == Needed::All => String::new(),
        Floor::None => ", beth bynnag yw lefel y lleill".to_owned(),
        Floor::OneBelow => ", ac nad oes yr un fwy nag un lefel o dan hynny".to_owned(),
        Floor::Level(id) => format!(", ac nad oes yr un o dan {}", level(id, standard)),
    };
    let leave = match (sections.without_not_applicable, sections.needed) {
        (true, Needed::Count(_)) => " (pob un ohonynt, lle mae llai na hynny’n berthnasol)",
        _ => "",
    };
    format!("{who} ar {at}{floor}{leave}")
}

/// What a table gives, a row a clause.
pub(super) fn table_clause(title: &str, table: &Table, standard: Standard<'_>) -> Clause {
    let at = |id: &Id| if *id == *"none" { "heb lefel".to_owned() } else { format!("ar {}", level(id, standard)) };
    let mut of: Vec<Clause> = Vec::new();
    for row in standard.rows_with_levels(table) {
        let cells = table.sections.iter().zip(&row.when);
        let cells: Vec<String> = cells.map(|(id, cell)| format!("{} {}", section(id, standard), at(cell))).collect();
        of.push(Clause::plain(format!("{}: {}", level(&row.then, standard), joining::all_of(&cells))));
    }
    of.push(Clause::plain("dim lefel: ym mhob achos arall"));
    Clause::new(title, &table.source).with(of)
}
