//! Misses: by how much a comparison does not hold, where that can be said in the unit of its facts.

use super::{CompiledExpression, Facts, Packed, comparison::By, comparison::Comparison, expression::Operation};
use crate::{Date, scheme::facts::FactKind};

/// Why a comparison does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Miss {
    /// A duration is too short.
    DurationBelow {
        /// How long it is.
        minutes: i64,
        /// The shortest that would do.
        least: i64,
    },
    /// A duration is too long.
    DurationAbove {
        /// How long it is.
        minutes: i64,
        /// The longest that would do.
        most: i64,
    },
    /// For another reason, or because a fact is blank.
    Other,
}

impl Facts {
    /// Why a comparison of a checked scheme does not hold.
    pub(crate) fn miss(&self, comparison: &Comparison, values: &[Option<Packed>], as_of: Date) -> Miss {
        self.missed_duration(comparison, values, as_of).unwrap_or(Miss::Other)
    }

    fn missed_duration(&self, comparison: &Comparison, values: &[Option<Packed>], as_of: Date) -> Option<Miss> {
        let stated = self.as_stated(comparison)?;
        let By::Ends(value, ends) = &self.comparisons.get(stated.index)?.by else { return None };
        // What is left of two durations is none that anybody stated.
        if !stated.is_left_alone || !self.is_duration(value) {
            return None;
        }
        let limits = self.limits(values, as_of);
        let (minutes, greatest) = value.range(&limits)?;
        if minutes != greatest || minutes.denominator() != 1 {
            return None;
        }
        let missed = ends.iter().find(|end| end.cut(&limits).is_passed(minutes) != end.is_above)?;
        let first_past = missed.cut(&limits).whole().at();
        let minutes = minutes.numerator();
        Some(if missed.is_above {
            Miss::DurationBelow { minutes, least: first_past }
        } else {
            Miss::DurationAbove { minutes, most: first_past.saturating_sub(1) }
        })
    }

    /// Whether an expression is a number of minutes.
    fn is_duration(&self, expression: &CompiledExpression) -> bool {
        match expression {
            CompiledExpression::Constant(_) => true,
            CompiledExpression::Fact(fact) => {
                self.stated.get(*fact).is_some_and(|fact| matches!(fact.kind, FactKind::Duration { .. }))
            }
            CompiledExpression::Of(operation, parts) => {
                use Operation::{Difference, Greatest, Least, Round, Sum};
                matches!(operation, Sum | Difference | Least | Greatest | Round(_))
                    && parts.iter().all(|part| self.is_duration(part))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::tests::{comparison, scheme};

    fn check(text: &str, values: [Option<Packed>; 2], expected: Miss) {
        let facts = r#"[
            { "id": "first", "kind": "duration", "least": 0, "most": 600, "source": "x#x" },
            { "id": "second", "kind": "duration", "least": 0, "most": 600, "source": "x#x" },
            { "id": "count", "kind": "count", "least": 0, "most": 600, "source": "x#x" }
        ]"#;
        let mut facts = Facts::new(&scheme(facts, "[]"));
        let comparison = comparison(text);
        facts.comparison(&comparison);
        let [first, second] = values;
        let values = [first, second, Some(0)];
        assert_eq!(facts.miss(&comparison, &values, "2026-11-21".parse().unwrap()), expected, "{text} {values:?}");
    }

    #[test]
    fn a_duration_is_missed_by_what_it_is_and_what_would_do() {
        let within = r#"{ "fact": { "sum": ["first", "second"] }, "within": { "of": 120, "percent": 10 } }"#;
        check(within, [Some(50), Some(48)], Miss::DurationBelow { minutes: 98, least: 108 });
        check(within, [Some(50), Some(57)], Miss::DurationBelow { minutes: 107, least: 108 });
        check(within, [Some(50), Some(58)], Miss::Other);
        check(within, [Some(50), Some(82)], Miss::Other);
        check(within, [Some(50), Some(83)], Miss::DurationAbove { minutes: 133, most: 132 });
        check(within, [Some(50), None], Miss::Other);
        check(
            r#"{ "fact": "first", "more_than": 60 }"#,
            [Some(60), None],
            Miss::DurationBelow { minutes: 60, least: 61 },
        );
        check(
            r#"{ "fact": "first", "less_than": 60 }"#,
            [Some(60), None],
            Miss::DurationAbove { minutes: 60, most: 59 },
        );
        check(r#"{ "fact": "first", "at_least": "second" }"#, [Some(1), Some(2)], Miss::Other);
        check(r#"{ "fact": "count", "at_least": 1 }"#, [None, None], Miss::Other);
        // A number of something else, a date, and minutes times minutes are no durations.
        let known = [Some(1), Some(2)];
        check(r#"{ "fact": "count", "at_least": 1 }"#, known, Miss::Other);
        check(r#"{ "fact": { "sum": ["first", "count"] }, "at_least": 9 }"#, known, Miss::Other);
        check(r#"{ "fact": { "sum": ["count", "first"] }, "at_least": 9 }"#, known, Miss::Other);
        check(r#"{ "fact": { "product": ["first", 2] }, "at_least": 9 }"#, known, Miss::Other);
        check(r#"{ "fact": "as_of", "at_least": "2030-01-01" }"#, known, Miss::Other);
    }
}
