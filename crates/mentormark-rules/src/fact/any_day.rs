//! Comparisons on a day that is not told, for asking what can hold together on some day, whichever it is.

use alloc::vec::Vec;

use super::{
    CompiledExpression, Facts, Ratio,
    comparison::{By, Compared, End},
    expression::Operation,
    ratio::RoundTo,
};
use crate::{
    Id,
    scheme::facts::{Fact, FactKind},
};

/// A number above everything that values come to; what lies between it and its opposite can be counted.
const ENDLESS: i64 = i64::MAX / 2;

/// What of a comparison turns on the day judged on, taken for a fact of its own.
#[derive(PartialEq)]
enum Apart<'c> {
    /// A whole number that is worked out from the day, and perhaps from facts, put against numbers or dates.
    Value(&'c CompiledExpression),
    /// What is put against the day itself, or against so many months before or after it, which follow each other alike on every day.
    AgainstDay(&'c CompiledExpression),
    /// Anything else: whether the comparison of this index holds.
    Holds(usize),
}

impl Facts {
    /// The same comparisons in their places, but what turns on the day judged on stands as facts of its own, which can be anything. So
    /// whatever can hold together on some day can here, and perhaps more.
    pub(crate) fn on_any_day(&self) -> Self {
        let day = self.stated.len();
        let mut apart: Vec<Apart<'_>> = Vec::new();
        let places: Vec<Option<usize>> = self
            .comparisons
            .iter()
            .enumerate()
            .map(|(index, compared)| {
                let own = Apart::of(index, compared, day)?;
                let known = apart.iter().position(|known| *known == own);
                Some(known.unwrap_or_else(|| {
                    apart.push(own);
                    apart.len().saturating_sub(1)
                }))
            })
            .collect();
        let later_day = day.saturating_add(apart.len());
        let comparisons = self.comparisons.iter().zip(&places).map(|(compared, &place)| {
            let fact = place.map(|place| day.saturating_add(place));
            let value = |value: &CompiledExpression| {
                fact.map_or_else(|| moved(value, day, later_day), CompiledExpression::Fact)
            };
            let by = match (&compared.by, place.and_then(|place| apart.get(place))) {
                (By::Ends(..), Some(Apart::Holds(_))) => By::Among(2),
                (By::Ends(of, ends), _) => {
                    let moved = |end: &End| End { than: moved(&end.than, day, later_day), ..end.clone() };
                    By::Ends(value(of), ends.iter().map(moved).collect())
                }
                (by, _) => by.clone(),
            };
            Compared { facts: fact.map_or_else(|| compared.facts.clone(), |fact| [fact].into()), by }
        });
        let facts = apart.iter().map(|apart| Fact {
            id: Id::default(),
            kind: match apart {
                Apart::Holds(_) => FactKind::YesNo,
                _ => FactKind::Count { least: -ENDLESS, most: ENDLESS },
            },
            asked_when: None,
            source: Id::default(),
        });
        Self {
            stated: self.stated.iter().cloned().chain(facts).collect(),
            derived: Vec::new(),
            comparisons: comparisons.collect(),
            rules: Vec::new(),
        }
    }
}

impl<'c> Apart<'c> {
    /// `None` where the comparison does not look at the day.
    fn of(index: usize, compared: &'c Compared, day: usize) -> Option<Self> {
        let By::Ends(value, ends) = &compared.by else { return None };
        let of_day = ends.iter().filter(|end| names(&end.than, day)).count();
        match (names(value, day), of_day) {
            (false, 0) => None,
            (true, 0) if is_whole(value) => Some(Self::Value(value)),
            (false, of_day) if of_day == ends.len() && ends.iter().all(|end| is_day_or_months_off(&end.than, day)) => {
                Some(Self::AgainstDay(value))
            }
            _ => Some(Self::Holds(index)),
        }
    }
}

fn names(expression: &CompiledExpression, fact: usize) -> bool {
    match expression {
        CompiledExpression::Constant(_) => false,
        CompiledExpression::Fact(named) => *named == fact,
        CompiledExpression::Of(_, parts) => parts.iter().any(|part| names(part, fact)),
    }
}

/// Whether it can be a whole number only.
fn is_whole(expression: &CompiledExpression) -> bool {
    match expression {
        CompiledExpression::Constant(value) => Ratio::whole(value.round(RoundTo::Down)) == *value,
        CompiledExpression::Of(Operation::Round(_), _) | CompiledExpression::Fact(_) => true,
        CompiledExpression::Of(Operation::Ratio, _) => false,
        CompiledExpression::Of(_, parts) => parts.iter().all(is_whole),
    }
}

fn is_day_or_months_off(expression: &CompiledExpression, day: usize) -> bool {
    match expression {
        CompiledExpression::Fact(named) => *named == day,
        CompiledExpression::Of(Operation::PlusMonths(_), parts) => {
            parts.iter().all(|part| *part == CompiledExpression::Fact(day))
        }
        _ => false,
    }
}

/// The same where the day stands at another place.
fn moved(expression: &CompiledExpression, day: usize, to: usize) -> CompiledExpression {
    match expression {
        CompiledExpression::Fact(named) if *named == day => CompiledExpression::Fact(to),
        CompiledExpression::Of(operation, parts) => {
            CompiledExpression::Of(*operation, parts.iter().map(|part| moved(part, day, to)).collect())
        }
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use alloc::{collections::BTreeSet, format, string::String};

    use super::*;
    use crate::fact::tests::{comparison, scheme};

    const FACTS: &str = r#"[
        { "id": "a", "kind": "count", "least": 0, "most": 100, "source": "x#x" },
        { "id": "d", "kind": "date", "source": "x#x" },
        { "id": "e", "kind": "date", "source": "x#x" },
        { "id": "b", "kind": "count", "least": 0, "most": 2, "source": "x#x" }
    ]"#;

    /// Checks in which ways comparisons can hold together on some day: `1` for each that does.
    fn check(comparisons: &[&str], expected: &[&str]) {
        let mut facts = Facts::new(&scheme(FACTS, "[]"));
        let wanted: Vec<usize> = comparisons.iter().map(|text| facts.comparison(&comparison(text))).collect();
        let ways = facts.on_any_day().ways(&[], "2026-11-21".parse().unwrap(), &wanted);
        let told = |holds: bool| if holds { '1' } else { '0' };
        let found: BTreeSet<String> =
            ways.iter().map(|way| wanted.iter().map(|&index| told(way.truths.holds(index))).collect()).collect();
        let found: Vec<&str> = found.iter().map(|way| &**way).collect();
        assert_eq!(found, expected, "{comparisons:?}");
    }

    #[test]
    fn what_does_not_look_at_the_day_comes_out_as_ever() {
        let past = r#"{ "fact": "d", "at_most": "as_of" }"#;
        let (three, five) = (r#"{ "fact": "a", "at_least": 3 }"#, r#"{ "fact": "a", "at_least": 5 }"#);
        check(&[three, five, past], &["000", "001", "100", "101", "110", "111"]);
        check(&[r#"{ "fact": "b", "at_least": 3 }"#, past], &["00", "01"]);
    }

    #[test]
    fn one_date_is_put_against_the_day_and_months_from_it_in_their_order() {
        let months = |months: i64| format!(r#"{{ "fact": "d", "at_most": {{ "plus_months": ["as_of", {months}] }} }}"#);
        let today = r#"{ "fact": "d", "at_most": "as_of" }"#;
        check(&[today, &months(-12)], &["00", "10", "11"]);
        check(&[&months(1), today, &months(-12)], &["000", "100", "110", "111"]);
        // Of two dates each is where it is.
        check(&[today, r#"{ "fact": "e", "at_most": "as_of" }"#], &["00", "01", "10", "11"]);
    }

    #[test]
    fn a_whole_number_from_the_day_is_one_number_however_often_it_is_compared() {
        let since = r#"{ "sum": [{ "months_between": ["d", "as_of"] }, 2] }"#;
        let at_least = |fact: &str, least: u32| format!(r#"{{ "fact": {fact}, "at_least": {least} }}"#);
        check(&[&at_least(since, 3), &at_least(since, 5)], &["00", "10", "11"]);
        // Another number is another, and no fact that stands beside it.
        let days = r#"{ "days_between": ["e", "as_of"] }"#;
        let (one, other, stated) = (at_least(since, 3), at_least(days, 2), at_least(r#""b""#, 1));
        check(&[&one, &other, &stated], &["000", "001", "010", "011", "100", "101", "110", "111"]);
        // Half a month is no whole number: what is between two of them can be met.
        let half = r#"{ "ratio": [{ "months_between": ["d", "as_of"] }, 2] }"#;
        let between = format!(r#"{{ "fact": {half}, "more_than": 1, "less_than": 2 }}"#);
        check(&[&between], &["0", "1"]);
    }

    #[test]
    fn what_moves_otherwise_with_the_day_holds_or_not_whatever_else_does() {
        let past = r#"{ "fact": "d", "at_most": "as_of" }"#;
        let soon = r#"{ "fact": "d", "at_least": { "plus_months": ["as_of", 1] } }"#;
        // Not before 2027, and that is after the day that ways are told on here.
        let range = r#"{ "fact": "d", "at_least": "2027-01-01", "at_most": "as_of" }"#;
        check(&[range, past], &["00", "01", "10", "11"]);
        // On a day before 2020 both are met.
        let until = r#"{ "fact": "d", "at_least": "as_of", "at_most": { "greatest": ["as_of", "2020-01-01"] } }"#;
        check(&[until, soon], &["00", "01", "10", "11"]);
        // Before 2026 the number is below nought, and twice as much is less.
        let since = |by: u32| {
            let months = r#"{ "months_between": ["2026-01-01", "as_of"] }"#;
            format!(r#"{{ "fact": "a", "at_least": {{ "product": [{months}, {by}] }} }}"#)
        };
        check(&[&since(1), &since(2)], &["00", "01", "10", "11"]);
    }
}
