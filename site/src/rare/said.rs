//! Single answers in words: what is asked, and what was said.

use mentormark_report::{count, criterion_statement, fact_name, money, option_name};
use mentormark_rules::{Pence, Wording, assessment::FactValue, scheme::facts::FactKind};

use super::answers::{Answer, Item};
use crate::state::{Catalogue, name_of};
use crate::text::said::{date, duration, level_name, rating_name};
use crate::text::{self, keeping as words};

/// What a place asks, with the programme it is of.
pub(super) fn place(item: &Item, wording: &Wording) -> String {
    let asked = match item {
        Item::Held => words::HELD.to_owned(),
        Item::Target => words::TARGET.to_owned(),
        Item::TaxPoint => words::TAX_POINT.to_owned(),
        Item::Elsewhere(scheme) => words::held_elsewhere(scheme),
        Item::Fact(fact) => fact_name(fact, wording).to_owned(),
        Item::Rating(_, criterion) => criterion_statement(criterion, wording).to_owned(),
        Item::Note(_, criterion) => words::note_on(criterion_statement(criterion, wording)),
        Item::Links(_, criterion) => words::links_on(criterion_statement(criterion, wording)),
    };
    match item {
        Item::Rating(Some(programme), _) | Item::Note(Some(programme), _) | Item::Links(Some(programme), _) => {
            words::of_one(&name_of(programme), &asked)
        }
        _ => asked,
    }
}

/// What was said there.
pub(super) fn answer(item: &Item, answer: &Answer, catalogue: &Catalogue) -> String {
    let wording = &catalogue.wording;
    match answer {
        Answer::Held(held) => words::awarded(level_name(Some(&held.level), wording), &date(held.awarded_on)),
        Answer::Elsewhere(held) => words::awarded(&held.level, &date(held.awarded_on)),
        Answer::Level(level) => level_name(Some(level), wording).to_owned(),
        Answer::Day(day) => date(*day),
        Answer::Rating(rating) => rating_name(rating, wording).to_owned(),
        Answer::Note(note) => note.clone(),
        Answer::Links(links) => links.join("\n"),
        Answer::Fact(value) => match item {
            Item::Fact(fact) => said(fact, value, catalogue),
            _ => String::new(),
        },
    }
}

/// The value of a fact in words.
pub(super) fn said(fact: &str, value: &FactValue, catalogue: &Catalogue) -> String {
    let option = |option: &String| option_name(fact, option, &catalogue.wording).to_owned();
    let kind = catalogue.scheme().facts.iter().find(|other| *other.id == *fact).map(|fact| &fact.kind);
    match (kind, value) {
        (Some(FactKind::Amount { .. }), FactValue::Whole(pence)) => {
            let pence = u64::try_from(*pence).ok().and_then(Pence::new);
            pence.map(|pence| money(pence, text::CURRENCY)).unwrap_or_default()
        }
        (Some(FactKind::Duration { .. }), FactValue::Whole(minutes)) => duration(*minutes),
        (_, FactValue::Whole(number)) => count(*number),
        (_, FactValue::Flag(is_so)) => if *is_so { text::YES } else { text::NO }.to_owned(),
        (Some(FactKind::Date { .. }), FactValue::Text(day)) => day.parse().map_or_else(|_| day.clone(), date),
        (_, FactValue::Text(chosen)) => option(chosen),
        (_, FactValue::Texts(chosen)) if chosen.is_empty() => text::NONE_OF_THESE.to_owned(),
        (_, FactValue::Texts(chosen)) => chosen.iter().map(option).collect::<Vec<_>>().join(", "),
    }
}
