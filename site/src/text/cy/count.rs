//! Numbers with their nouns, which stay singular after a number and begin as it asks.

use mentormark_report::welsh::Noun;

/// The number with its noun.
fn counted(noun: &Noun, number: impl TryInto<u64>) -> String {
    noun.counted(number.try_into().unwrap_or(u64::MAX))
}

pub(super) fn criteria(number: impl TryInto<u64>) -> String {
    counted(&Noun::new("maen prawf", "faen prawf"), number)
}

pub(super) fn answers(number: usize) -> String {
    counted(&Noun::new("ateb", "ateb"), number)
}

pub(super) fn questions(number: usize) -> String {
    let breathed = "chwestiwn byr";
    counted(&Noun { three: breathed, six: breathed, ..Noun::new("cwestiwn byr", "gwestiwn byr") }, number)
}

pub(super) fn differences(number: usize) -> String {
    counted(&Noun::new("gwahaniaeth", "wahaniaeth"), number)
}

/// Places without an answer.
pub(super) fn gaps(number: usize) -> String {
    counted(&Noun::new("lle gwag", "le gwag"), number)
}

pub(super) fn notes(number: usize) -> String {
    counted(&Noun::new("nodyn", "nodyn"), number)
}

pub(super) fn links(number: usize) -> String {
    counted(&Noun { one: "ddolen", ..Noun::new("dolen", "ddolen") }, number)
}

pub(super) fn notes_or_links(number: usize) -> String {
    counted(&Noun::new("nodyn neu restr o ddolenni", "nodyn neu restr o ddolenni"), number)
}

pub(super) fn seconds(number: u32) -> String {
    counted(&Noun::new("eiliad", "eiliad"), number)
}

pub(super) fn keys(number: usize) -> String {
    counted(&Noun::new("allwedd", "allwedd"), number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_noun_begins_as_its_number_asks() {
        let of = |noun: fn(usize) -> String| [0, 1, 2, 3, 4, 6].map(noun).join(", ");
        assert_eq!(of(criteria), "0 maen prawf, 1 maen prawf, 2 faen prawf, 3 maen prawf, 4 maen prawf, 6 maen prawf");
        assert_eq!(
            of(questions),
            "0 cwestiwn byr, 1 cwestiwn byr, 2 gwestiwn byr, 3 chwestiwn byr, 4 cwestiwn byr, 6 chwestiwn byr"
        );
        assert_eq!(of(links), "0 dolen, 1 ddolen, 2 ddolen, 3 dolen, 4 dolen, 6 dolen");
    }
}
