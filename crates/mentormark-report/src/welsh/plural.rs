//! Nouns after a number. In Welsh they stay singular, and some numbers change their first letter: 2 faen prawf, 3 phwynt.

use crate::format::whole;

/// The categories that the Unicode CLDR has for numbers in Welsh.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Plural {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

/// The category of a whole number.
fn plural(number: u64) -> Plural {
    match number {
        0 => Plural::Zero,
        1 => Plural::One,
        2 => Plural::Two,
        3 => Plural::Few,
        6 => Plural::Many,
        _ => Plural::Other,
    }
}

/// A noun as it stands after each kind of number.
#[derive(Clone, Copy, Debug)]
pub struct Noun {
    /// After most numbers, and after none.
    pub most: &'static str,
    /// After 1, which softens feminine nouns.
    pub one: &'static str,
    /// After 2, which softens all.
    pub two: &'static str,
    /// After 3, which makes a breath of the first letter of masculine nouns.
    pub three: &'static str,
    /// After 6, which does that to all.
    pub six: &'static str,
}

impl Noun {
    /// A noun whose first letter only 2 changes, if any number does.
    #[must_use]
    pub const fn new(most: &'static str, two: &'static str) -> Self {
        Self { most, one: most, two, three: most, six: most }
    }

    /// The noun after a number.
    #[must_use]
    pub fn after(&self, number: u64) -> &'static str {
        match plural(number) {
            Plural::Zero | Plural::Other => self.most,
            Plural::One => self.one,
            Plural::Two => self.two,
            Plural::Few => self.three,
            Plural::Many => self.six,
        }
    }

    /// A number with the noun: `2 faen prawf`.
    #[must_use]
    pub fn counted(&self, number: u64) -> String {
        format!("{} {}", whole(number), self.after(number))
    }
}

/// Criterion.
pub(super) const CRITERION: Noun = Noun::new("maen prawf", "faen prawf");
/// Check.
pub(super) const CHECK: Noun = Noun::new("gwiriad", "wiriad");
/// Rating.
pub(super) const RATING: Noun = Noun::new("sgôr", "sgôr");
/// Point.
pub(super) const POINT: Noun = Noun { three: "phwynt", six: "phwynt", ..Noun::new("pwynt", "bwynt") };
/// Level.
pub(super) const LEVEL: Noun = Noun::new("lefel", "lefel");
/// Programme.
pub(super) const PROGRAMME: Noun = Noun::new("rhaglen", "raglen");
/// Minute.
pub(super) const MINUTE: Noun = Noun::new("munud", "funud");
/// Hour.
pub(super) const HOUR: Noun = Noun::new("awr", "awr");
/// Day.
pub(super) const DAY: Noun = Noun::new("diwrnod", "ddiwrnod");
/// Working day.
pub(super) const WORKING_DAY: Noun = Noun::new("diwrnod gwaith", "ddiwrnod gwaith");
/// Month.
pub(super) const MONTH: Noun = Noun::new("mis", "fis");
/// Time, as in how often.
pub(super) const TIME: Noun = Noun { one: "waith", ..Noun::new("gwaith", "waith") };
/// Assessor.
pub(super) const ASSESSOR: Noun = Noun::new("aseswr", "aseswr");
/// Renewal.
pub(super) const RENEWAL: Noun = Noun::new("adnewyddiad", "adnewyddiad");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn categories_are_those_of_the_cldr() {
        let lines = include_str!("../../tests/samples/plurals-cy.txt").lines().filter(|line| !line.starts_with('#'));
        let mut looked_at = 0;
        for line in lines {
            let (number, category) = line.split_once(' ').unwrap();
            assert_eq!(format!("{:?}", plural(number.parse().unwrap())).to_lowercase(), category, "{number}");
            looked_at += 1;
        }
        assert_eq!(looked_at, 1_001);
    }

    #[test]
    fn nouns_stay_singular_and_change_their_first_letter() {
        let of = |noun: &Noun| [0, 1, 2, 3, 4, 6, 1_200].map(|number| noun.counted(number)).join(", ");
        assert_eq!(
            of(&CRITERION),
            "0 maen prawf, 1 maen prawf, 2 faen prawf, 3 maen prawf, 4 maen prawf, 6 maen prawf, 1,200 maen prawf"
        );
        assert_eq!(of(&POINT), "0 pwynt, 1 pwynt, 2 bwynt, 3 phwynt, 4 pwynt, 6 phwynt, 1,200 pwynt");
        assert_eq!(of(&TIME), "0 gwaith, 1 waith, 2 waith, 3 gwaith, 4 gwaith, 6 gwaith, 1,200 gwaith");
    }
}
