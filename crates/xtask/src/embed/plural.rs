//! Words for what is counted: a text for each plural form of the language, as the Unicode CLDR has them for whole numbers.

use crate::language::Language;
use crate::words::Words;
use anyhow::Result;

/// `number` of something: the words of `key` for the form that the number takes.
pub(super) fn count(language: &Language, words: &Words, key: &str, number: usize) -> Result<String> {
    words.say(&format!("{key}_{}", form(language.tag, number)), &[("n", &number.to_string())])
}

/// The form of a number, by the name that CLDR gives it.
fn form(language: &str, number: usize) -> &'static str {
    match (language, number) {
        ("cy", 0) => "zero",
        (_, 1) => "one",
        ("cy", 2) => "two",
        ("cy", 3) => "few",
        ("cy", 6) => "many",
        _ => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a browser says of Welsh, as `tests/js/plurals.test.mjs` keeps it: a number and its category a line.
    const WELSH: &str = include_str!("../../../mentormark-report/tests/samples/plurals-cy.txt");

    #[test]
    fn the_forms_are_those_of_cldr() {
        let lines = WELSH.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(' '));
        let mut tried = 0;
        for (number, category) in lines {
            assert_eq!(form("cy", number.parse().unwrap()), category, "{number}");
            tried += 1;
        }
        assert!(tried > 100);
        assert_eq!([0, 1, 2].map(|number| form("en-GB", number)), ["other", "one", "other"]);
    }
}
