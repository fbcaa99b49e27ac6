//! How the rules find a level: what they ask of each section, of all together, and of several programmes.

use mentormark_rules::{
    Id,
    scheme::{Asks, Combine, Rule, Section, test::Test},
};

use super::{
    asked::{Place, asked, table_clause},
    level_name, section_noun, the_section, with_article,
};
use crate::{Clause, Standard, phrase::capital};

/// What the rules say of how the level is found.
pub(super) fn levels(standard: Standard<'_>) -> Vec<Clause> {
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
