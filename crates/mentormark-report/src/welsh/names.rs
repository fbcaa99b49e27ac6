//! Dates, and the names of what may have none.

use mentormark_rules::{Date, Wording, outcome::Award};

use crate::{format, names};

/// What stands where a level would, when there is none.
pub(super) const NO_AWARD: &str = "dim dyfarniad";

/// What a rating outside the scale is called, where the scheme's words do not name it.
const NOT_APPLICABLE: &str = "Ddim yn berthnasol";

/// What a section is called, where the scheme's words do not say.
const SECTION: &str = "adran";

/// What sections are called, where the scheme's words do not say.
const SECTIONS: &str = "adrannau";

const MONTHS: [&str; 12] = [
    "Ionawr",
    "Chwefror",
    "Mawrth",
    "Ebrill",
    "Mai",
    "Mehefin",
    "Gorffennaf",
    "Awst",
    "Medi",
    "Hydref",
    "Tachwedd",
    "Rhagfyr",
];

/// A date in words: `2 Mawrth 2026`.
///
/// ```
/// assert_eq!(mentormark_report::welsh::date("2026-03-02".parse()?), "2 Mawrth 2026");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn date(date: Date) -> String {
    format::date(date, &MONTHS)
}

/// The name of a level, or "dim dyfarniad" for none.
#[must_use]
pub fn level_name<'a>(level: Option<&'a str>, wording: &'a Wording) -> &'a str {
    level.map_or(NO_AWARD, |level| names::level(level, wording))
}

/// The name of what may be awarded now: of the level, or of what the scheme calls the place below its ladder.
#[must_use]
pub fn award_name<'a>(award: &'a Award, wording: &'a Wording) -> &'a str {
    names::award(award, wording).unwrap_or(NO_AWARD)
}

/// What one section or several are called: `piler`, `pileri`.
#[must_use]
pub fn section_noun(count: usize, wording: &Wording) -> &str {
    names::section_noun(count, wording).unwrap_or(if count == 1 { SECTION } else { SECTIONS })
}

/// The name of a rating.
#[must_use]
pub fn rating_name<'a>(rating: &'a str, wording: &'a Wording) -> &'a str {
    names::rating(rating, wording, NOT_APPLICABLE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_month_has_its_name() {
        assert_eq!(date("2024-02-29".parse().unwrap()), "29 Chwefror 2024");
        assert_eq!(date("2026-12-01".parse().unwrap()), "1 Rhagfyr 2026");
    }
}
