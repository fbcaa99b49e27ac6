//! What a deciding clause says of how many count, how many are needed, and what is open.

use mentormark_rules::Id;

use super::{are, criteria_noun, duration, facts, level_name, listed};
use crate::{Standard, fact_name, format::whole, phrase::quoted, section_name};

/// `6 would do` where there are more than enough, else `3 are needed`.
pub(super) fn enough(have: u64, needed: u64) -> String {
    let number = whole(needed);
    if have > needed { format!("{number} would do") } else { format!("{number} {} needed", are(needed)) }
}

/// `6 would do`, `6 are needed`, or `all are needed` where that is as many as there are.
pub(super) fn enough_of(have: u32, needed: u32, of: Option<u32>) -> String {
    if have > needed { enough(u64::from(have), u64::from(needed)) } else { are_needed(needed, of) }
}

pub(super) fn are_needed(needed: u32, of: Option<u32>) -> String {
    match of {
        Some(of) if of == needed && of > 1 => "all are needed".to_owned(),
        _ => format!("{needed} {} needed", are(u64::from(needed))),
    }
}

/// `1 is`, `2 are`.
pub(super) fn are_so_many(count: u32) -> String {
    format!("{count} {}", are(u64::from(count)))
}

pub(super) fn unanswered_of_these(unanswered: u32) -> String {
    if unanswered == 0 { String::new() } else { format!(" {} not answered yet.", are_so_many(unanswered)) }
}

/// `3 criteria of Observations are`.
pub(super) fn criteria_are(count: u32, of_section: &str) -> String {
    let count = u64::from(count);
    format!("{count} {}{of_section} {}", criteria_noun(count), are(count))
}

/// What a check that is not met comes from: the facts `against` it, or an award that is not held.
pub(super) fn because(against: &[Id], standard: Standard<'_>) -> String {
    let names = facts(against, standard.wording);
    match against {
        [] => "No award that it asks for is held.".to_owned(),
        [_] => format!("This is because of the answer to: {names}."),
        _ => format!("This is because of the answers to: {names}."),
    }
}

pub(super) fn to_be_answered(needs: &[Id], standard: Standard<'_>) -> String {
    if needs.is_empty() {
        return String::new();
    }
    format!(" Still to be answered: {}.", facts(needs, standard.wording))
}

/// ` of Observations`; nothing where all sections are meant.
pub(super) fn of_section(section: Option<&Id>, standard: Standard<'_>) -> String {
    section.map(|section| format!(" of {}", section_name(section, standard.wording))).unwrap_or_default()
}

/// `Observations has 56 of 64 points`.
pub(super) fn points_of(section: Option<&Id>, points: u64, most: u64, standard: Standard<'_>) -> String {
    let has = match section {
        Some(section) => format!("{} has", section_name(section, standard.wording)),
        None => "the ratings make".to_owned(),
    };
    format!("{has} {} of {} {}", whole(points), whole(most), if most == 1 { "point" } else { "points" })
}

/// `Observations does not reach Pass`.
pub(super) fn not_reached(section: Option<&Id>, level: &Id, standard: Standard<'_>) -> String {
    let level = level_name(Some(level), standard.wording);
    match section {
        Some(section) => format!("{} does not reach {level}", section_name(section, standard.wording)),
        None => format!("{level} is not reached"),
    }
}

/// `“First observation” and “Second observation” come to 1 hour 38 minutes`.
pub(super) fn lasts(facts: &[Id], minutes: i64, standard: Standard<'_>) -> String {
    let names: Vec<String> = facts.iter().map(|fact| quoted(fact_name(fact, standard.wording))).collect();
    let comes = if names.len() == 1 { "is" } else { "come to" };
    format!("{} {comes} {}", listed(&names, "and"), duration(minutes))
}

/// What would have to be different: `the answer to “Ready” would have to be different, or given`; the day, where no fact is looked at.
pub(super) fn would_have_to_differ(looked_at: &[Id], standard: Standard<'_>) -> String {
    let names: Vec<String> = looked_at.iter().map(|fact| quoted(fact_name(fact, standard.wording))).collect();
    let names = listed(&names, "and");
    match looked_at {
        [] => "the day judged on would have to be different".to_owned(),
        [_] => format!("the answer to {names} would have to be different, or given"),
        _ => format!("the answers to {names} would have to be different, or given"),
    }
}

/// `Observations at Pass and Discussion at no level`.
pub(super) fn table_of(results: &[Option<Id>], source: &Id, standard: Standard<'_>) -> String {
    let sections = standard.sections_of_table(results.len(), source);
    let cells = results.iter().enumerate().map(|(i, result)| {
        let level = result.as_ref().map_or("no level", |level| level_name(Some(level), standard.wording));
        match sections.get(i) {
            Some(section) => format!("{} at {level}", section_name(section, standard.wording)),
            None => level.to_owned(),
        }
    });
    listed(&cells.collect::<Vec<_>>(), "and")
}

pub(super) fn so_many_programmes(count: u32) -> String {
    if count == 1 { "1 programme".to_owned() } else { format!("{count} programmes") }
}
