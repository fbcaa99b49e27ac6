//! Names by id, from a scheme's wording; the id itself where there is none.

use std::collections::BTreeMap;

use mentormark_rules::{
    Wording,
    outcome::Award,
    wording::{Question, Titled},
};

use crate::english;

fn named<'a>(id: &'a str, words: &'a BTreeMap<String, String>) -> &'a str {
    words.get(id).map_or(id, String::as_str)
}

fn titled<'a>(id: &'a str, words: &'a BTreeMap<String, Titled>) -> &'a str {
    words.get(id).map_or(id, |words| &words.name)
}

/// The name of a level, or "no award" for none.
#[must_use]
pub fn level_name<'a>(level: Option<&'a str>, wording: &'a Wording) -> &'a str {
    level.map_or(english::NO_AWARD, |id| titled(id, &wording.levels))
}

/// The name of what may be awarded now: of the level, or of what the scheme calls the place below its ladder.
#[must_use]
pub fn award_name<'a>(award: &'a Award, wording: &'a Wording) -> &'a str {
    match (&award.bounds.level, &award.label) {
        (None, Some(below)) => titled(below, &wording.outcomes),
        (level, _) => level_name(level.as_deref(), wording),
    }
}

/// The name of a section.
#[must_use]
pub fn section_name<'a>(section: &'a str, wording: &'a Wording) -> &'a str {
    titled(section, &wording.sections)
}

/// What one section or several are called: `pillar`, `pillars`.
#[must_use]
pub fn section_noun(count: usize, wording: &Wording) -> &str {
    let noun = if count == 1 { &wording.section_noun } else { &wording.section_nouns };
    match noun.as_str() {
        "" if count == 1 => english::SECTION,
        "" => english::SECTIONS,
        noun => noun,
    }
}

/// What a criterion says, in a sentence.
#[must_use]
pub fn criterion_statement<'a>(criterion: &'a str, wording: &'a Wording) -> &'a str {
    named(criterion, &wording.criteria)
}

/// The name of a rating.
#[must_use]
pub fn rating_name<'a>(rating: &'a str, wording: &'a Wording) -> &'a str {
    if rating == mentormark_rules::assessment::NOT_APPLICABLE && !wording.ratings.contains_key(rating) {
        return english::NOT_APPLICABLE;
    }
    named(rating, &wording.ratings)
}

/// The name of a tag.
#[must_use]
pub fn tag_name<'a>(tag: &'a str, wording: &'a Wording) -> &'a str {
    named(tag, &wording.tags)
}

/// The name of a fact.
#[must_use]
pub fn fact_name<'a>(fact: &'a str, wording: &'a Wording) -> &'a str {
    wording.facts.get(fact).map_or(fact, |words| &words.name)
}

/// The name of an option of a fact.
#[must_use]
pub fn option_name<'a>(fact: &str, option: &'a str, wording: &'a Wording) -> &'a str {
    wording.facts.get(fact).map_or(option, |Question { options, .. }| named(option, options))
}

/// The name of an eligibility check.
#[must_use]
pub fn check_name<'a>(check: &'a str, wording: &'a Wording) -> &'a str {
    titled(check, &wording.checks)
}

/// The name of something that a level needs besides quality.
#[must_use]
pub fn prerequisite_name<'a>(prerequisite: &'a str, wording: &'a Wording) -> &'a str {
    titled(prerequisite, &wording.prerequisites)
}

/// The name of a fee band.
#[must_use]
pub fn fee_band_name<'a>(band: &'a str, wording: &'a Wording) -> &'a str {
    named(band, &wording.fee_bands)
}

/// The name of something that raises or lowers the fee.
#[must_use]
pub fn fee_modifier_name<'a>(modifier: &'a str, wording: &'a Wording) -> &'a str {
    named(modifier, &wording.fee_modifiers)
}
