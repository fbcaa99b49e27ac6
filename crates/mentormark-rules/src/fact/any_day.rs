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
