//! Names by id, from a scheme's wording; the id itself where there is none.

use mentormark_rules::Wording;

use crate::english;

/// The name of a level, or "no award" for none.
#[must_use]
pub fn level_name<'a>(level: Option<&'a str>, wording: &'a Wording) -> &'a str {
    level.map_or(english::NO_AWARD, |id| wording.levels.get(id).map_or(id, |words| &words.name))
}

/// The name of a section.
#[must_use]
pub fn section_name<'a>(section: &'a str, wording: &'a Wording) -> &'a str {
    wording.sections.get(section).map_or(section, |words| &words.name)
}

/// What a criterion says, in a sentence.
#[must_use]
pub fn criterion_statement<'a>(criterion: &'a str, wording: &'a Wording) -> &'a str {
    wording.criteria.get(criterion).map_or(criterion, String::as_str)
}

/// The name of a rating.
#[must_use]
pub fn rating_name<'a>(rating: &'a str, wording: &'a Wording) -> &'a str {
    wording.ratings.get(rating).map_or(rating, String::as_str)
}

/// The name of a fact.
#[must_use]
pub fn fact_name<'a>(fact: &'a str, wording: &'a Wording) -> &'a str {
    wording.facts.get(fact).map_or(fact, |words| &words.name)
}

/// The name of a fee band.
#[must_use]
pub fn fee_band_name<'a>(band: &'a str, wording: &'a Wording) -> &'a str {
    wording.fee_bands.get(band).map_or(band, String::as_str)
}
