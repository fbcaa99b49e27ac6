//! Names by id, from a scheme's wording; the id itself where there is none. What stands where nothing has a name is a language's to say.

use mentormark_rules::{
    Entries, Wording,
    outcome::Award,
    wording::{Question, Titled},
};

fn named<'a>(id: &'a str, words: &'a Entries<String>) -> &'a str {
    words.get(id).map_or(id, String::as_str)
}

fn titled<'a>(id: &'a str, words: &'a Entries<Titled>) -> &'a str {
    words.get(id).map_or(id, |words| &words.name)
}

/// The name of a level.
pub(crate) fn level<'a>(level: &'a str, wording: &'a Wording) -> &'a str {
    titled(level, &wording.levels)
}

/// The name of what may be awarded now: of the level, or of what the scheme calls the place below its ladder, if it does.
pub(crate) fn award<'a>(award: &'a Award, wording: &'a Wording) -> Option<&'a str> {
    match (&award.bounds.level, &award.label) {
        (None, Some(below)) => Some(titled(below, &wording.outcomes)),
        (id, _) => id.as_ref().map(|id| level(id, wording)),
    }
}

/// The name of a section.
#[must_use]
pub fn section_name<'a>(section: &'a str, wording: &'a Wording) -> &'a str {
    titled(section, &wording.sections)
}

/// What one section or several are called, where the scheme's words say.
pub(crate) fn section_noun(count: usize, wording: &Wording) -> Option<&str> {
    let noun = if count == 1 { &wording.section_noun } else { &wording.section_nouns };
    Some(noun.as_str()).filter(|noun| !noun.is_empty())
}

/// What a criterion says, in a sentence.
#[must_use]
pub fn criterion_statement<'a>(criterion: &'a str, wording: &'a Wording) -> &'a str {
    named(criterion, &wording.criteria)
}

/// The name of a rating; `not_applicable` is that of the one outside the scale, where the scheme's words do not name it.
pub(crate) fn rating<'a>(rating: &'a str, wording: &'a Wording, not_applicable: &'static str) -> &'a str {
    if rating == mentormark_rules::assessment::NOT_APPLICABLE && !wording.ratings.contains_key(rating) {
        return not_applicable;
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
