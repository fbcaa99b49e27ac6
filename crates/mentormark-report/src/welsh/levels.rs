//! How the rules find a level: what they ask of each section, of all together, and of several programmes.

use mentormark_rules::{
    Id,
    scheme::{Asks, Combine, Rule, Section, test::Test},
};

use super::{
    asked::{Place, asked, table_clause},
    level, section, section_noun,
};
use crate::{Clause, Standard};

/// What the rules say of how the level is found.
pub(super) fn levels(standard: Standard<'_>) -> Vec<Clause> {
    let scheme = standard.scheme;
    let mut clauses = Vec::new();
    let inherits =
        scheme.sections.iter().flat_map(|section| section.inherits.iter().map(move |level| (section, level)));
    for (of, id) in inherits {
        let (name, at) = (section(&of.id, standard), level(id, standard));
        let text = format!("Nid yw {name} yn gofyn dim ychwanegol ar {at}: mae yno pan fydd ar y lefel oddi tani.");
        clauses.push(Clause::new(text, &of.source));
    }
    if let Some(rule) =
        scheme.section_rule.as_ref().filter(|_| scheme.sections.iter().any(|section| section.rule.is_none()))
    {
        clauses.extend(rule_clauses(Some(section_noun(1, standard.wording)), rule, None, standard));
    }
    for of in &scheme.sections {
        if let Some(rule) = &of.rule {
            clauses.extend(rule_clauses(Some(&section(&of.id, standard)), rule, Some(of), standard));
        }
    }
    clauses.extend(rule_clauses(None, &scheme.award_rule, None, standard));
    if let Some(programmes) = &scheme.programmes {
        let text = match programmes.combine {
            Combine::Lowest => "Mae sawl rhaglen gyda’i gilydd ar lefel yr isaf ohonynt.".to_owned(),
            Combine::Quorum(1) => "Mae sawl rhaglen gyda’i gilydd ar lefel yr uchaf ohonynt.".to_owned(),
            Combine::Quorum(needed) => format!(
                "Mae sawl rhaglen gyda’i gilydd ar y lefel uchaf y mae {needed} ohonynt yn ei chyrraedd, neu y mae pob un yn ei chyrraedd lle mae llai."
            ),
        };
        clauses.push(Clause::new(text, &programmes.source));
    }
    clauses
}

/// What a rule asks of a section, or of all together where it names none: a clause for each level at which that differs.
fn rule_clauses(which: Option<&str>, rule: &Rule, of: Option<&Section>, standard: Standard<'_>) -> Vec<Clause> {
    let clause = |at: Option<&str>, test: &Test| {
        let name = at.map_or_else(|| "lefel".to_owned(), |id| level(id, standard));
        let place = Place { section: of, level: at, is_award: which.is_none() };
        let mut of = parts(test, place, standard);
        let is_lowest = at.is_some_and(|level| standard.is_lowest(level));
        if rule.cumulative && !is_lowest {
            of.push(Clause::plain("bod pob lefel is wedi’i chyrraedd hefyd"));
        }
        let title = match which {
            Some(which) => format!("Mae {which} yn cyrraedd {name} ar yr amod:"),
            None => format!("Ar y cyfan, cyrhaeddir {name} ar yr amod:"),
        };
        Clause::new(title, &rule.source).with(of)
    };
    match (&rule.asks, standard.scheme.levels.as_slice()) {
        (Asks::Same(test), [only]) => vec![clause(Some(&only.id), test)],
        // A table says it for every level at once.
        (Asks::Same(Test::Table(table)), _) => vec![table_clause("Ar y cyfan, dyma’r lefel:", table, standard)],
        (Asks::Same(test), _) => vec![clause(None, test)],
        (Asks::At(_), levels) => {
            // A level that comes with the one below asks nothing.
            let inherits = |id: &Id| of.is_some_and(|section| section.inherits.contains(id));
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
