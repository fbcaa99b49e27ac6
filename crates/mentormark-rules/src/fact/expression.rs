//! Expressions: what is worked out from facts, exactly.
//!
//! Each operation rises or falls with each of its parts alone, and a fact stands once in an expression. So an expression's least and
//! greatest values over any limits are found at their corners, and both come true.

use crate::packed::packed;
use alloc::{boxed::Box, format, vec::Vec};

use serde::{Serialize, Serializer, ser::SerializeMap};

pub use super::ratio::RoundTo;
use super::{Limits, ratio::Ratio};
use crate::{Code, Date, Id, json::Node};

/// The name of the day judged on.
pub(crate) const AS_OF: &str = "as_of";
/// The most and, below nought, the least whole number that a scheme may state.
pub(crate) const MOST_WHOLE: i64 = 1_000_000_000_000;
/// The most months that a date is moved by.
const MOST_MONTHS: i64 = 1_200;

/// What is worked out from facts: a number or a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expression {
    /// A whole number.
    Whole(i64),
    /// A date.
    Date(Date),
    /// A number or a date among the facts and the derived facts, or `as_of`, the day judged on.
    Name(Id),
    /// Something done with parts, of which there is at least one, and as many as the operation takes.
    Of(Operation, Vec<Expression>),
}

packed!(enum Expression { 0 => Whole(a), 1 => Date(a), 2 => Name(a), 3 => Of(a, b) });

/// What is done with the parts of an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// All numbers together.
    Sum,
    /// The first number without the second.
    Difference,
    /// All numbers multiplied.
    Product,
    /// The first number over the second, which is never nought.
    Ratio,
    /// The least number or the first date.
    Least,
    /// The greatest number or the last date.
    Greatest,
    /// The whole calendar months gone by from the first date to the second; below nought where the second is before.
    MonthsBetween,
    /// The days from the first date to the second; below nought where the second is before.
    DaysBetween,
    /// The same day of the month so many months later, or earlier where they are below nought; clamped to the month's last day.
    PlusMonths(i32),
    /// The whole number nearby.
    Round(RoundTo),
}

packed!(enum Operation { 0 => Sum, 1 => Difference, 2 => Product, 3 => Ratio, 4 => Least, 5 => Greatest, 6 => MonthsBetween, 7 => DaysBetween, 8 => PlusMonths(a), 9 => Round(a) });

/// The name of each operation, and how many parts it takes; any number where 0.
const OPERATIONS: [(&str, Operation, usize); 10] = [
    ("sum", Operation::Sum, 0),
    ("difference", Operation::Difference, 2),
    ("product", Operation::Product, 0),
    ("ratio", Operation::Ratio, 2),
    ("least", Operation::Least, 0),
    ("greatest", Operation::Greatest, 0),
    ("months_between", Operation::MonthsBetween, 2),
    ("days_between", Operation::DaysBetween, 2),
    ("plus_months", Operation::PlusMonths(0), 2),
    ("round", Operation::Round(RoundTo::Down), 1),
];
const ROUND_TO: [(&str, RoundTo); 3] = [("down", RoundTo::Down), ("up", RoundTo::Up), ("nearest", RoundTo::Nearest)];

impl Operation {
    /// How the operation is written.
    pub(crate) fn name(self) -> &'static str {
        let same = |other: &Self| core::mem::discriminant(other) == core::mem::discriminant(&self);
        OPERATIONS.iter().find(|(_, operation, _)| same(operation)).map_or("", |&(name, ..)| name)
    }

    /// Whether the parts are dates; `None` where they are either.
    pub(crate) fn takes_dates(self) -> Option<bool> {
        match self {
            Self::Least | Self::Greatest => None,
            Self::MonthsBetween | Self::DaysBetween | Self::PlusMonths(_) => Some(true),
            Self::Sum | Self::Difference | Self::Product | Self::Ratio | Self::Round(_) => Some(false),
        }
    }

    /// What comes of two values.
    fn both(self, one: Ratio, other: Ratio) -> Option<Ratio> {
        match self {
            Self::Sum => one.plus(other),
            Self::Difference => one.minus(other),
            Self::Product => one.times(other),
            Self::Ratio => one.over(other),
            Self::Least => Some(one.min(other)),
            Self::Greatest => Some(one.max(other)),
            Self::MonthsBetween => Some(Ratio::whole(day(one).months_until(day(other)).into())),
            Self::DaysBetween => other.minus(one),
            // INVARIANT: these take one part.
            Self::PlusMonths(_) | Self::Round(_) => None,
        }
    }

    /// What comes of the least and the greatest values of two parts: the extremes stand at the corners.
    pub(crate) fn over(self, one: (Ratio, Ratio), other: (Ratio, Ratio)) -> Option<(Ratio, Ratio)> {
        let corner = self.both(one.0, other.0)?;
        let mut range = (corner, corner);
        for (one, other) in [(one.0, other.1), (one.1, other.0), (one.1, other.1)] {
            let corner = self.both(one, other)?;
            range = (range.0.min(corner), range.1.max(corner));
        }
        Some(range)
    }

    /// What comes of one value, once all parts are taken together.
    pub(crate) fn alone(self, value: Ratio) -> Ratio {
        match self {
            Self::PlusMonths(months) => Ratio::whole(day(value).plus_months(months).day_number()),
            Self::Round(to) => Ratio::whole(value.round(to)),
            _ => value,
        }
    }
}

fn day(value: Ratio) -> Date {
    Date::of_day_number(value.numerator())
}

impl Serialize for Expression {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (operation, parts) = match self {
            Self::Whole(number) => return serializer.serialize_i64(*number),
            Self::Date(date) => return date.serialize(serializer),
            Self::Name(name) => return name.serialize(serializer),
            Self::Of(operation, parts) => (*operation, parts),
        };
        let mut map = serializer.serialize_map(None)?;
        match (operation, parts.as_slice()) {
            (Operation::Round(to), [part]) => {
                map.serialize_entry(operation.name(), part)?;
                let to = ROUND_TO.iter().find(|(_, other)| *other == to).map_or("", |&(name, _)| name);
                map.serialize_entry("to", to)?;
            }
            (Operation::PlusMonths(months), [part]) => {
                let parts = [part.clone(), Self::Whole(months.into())];
                map.serialize_entry(operation.name(), parts.as_slice())?;
            }
            (_, parts) => map.serialize_entry(operation.name(), parts)?,
        }
        map.end()
    }
}

/// Reads an expression; a faulty one is nought, its faults noted.
pub(crate) fn read(node: &Node<'_>) -> Expression {
    let read = if node.is_object() {
        read_operation(node)
    } else if !node.is_text() {
        node.whole(-MOST_WHOLE, MOST_WHOLE).map(Expression::Whole)
    } else if node.text().is_some_and(Date::is_shape_of) {
        node.date().map(Expression::Date)
    } else if node.text() == Some(AS_OF) {
        Some(Expression::Name(AS_OF.into()))
    } else {
        node.id().map(Expression::Name)
    };
    read.unwrap_or(Expression::Whole(0))
}

fn read_operation(node: &Node<'_>) -> Option<Expression> {
    let mut keys: Vec<&str> = OPERATIONS.iter().map(|&(name, ..)| name).collect();
    keys.push("to");
    let object = node.object(&keys)?;
    let mut found = OPERATIONS.iter().filter_map(|it| Some((it, object.optional(it.0)?)));
    let Some((&(name, operation, count), value)) = found.next() else {
        node.refuse(Code::MissingField, "nothing is worked out here: add `sum`, `difference` or another operation");
        return None;
    };
    for ((other, ..), node) in found {
        node.refuse(Code::TwoShapes, format!("`{name}` and `{other}` stand side by side: put one into the other"));
    }
    if let Operation::Round(_) = operation {
        let to = object.required("to").and_then(|node| node.choice(&ROUND_TO)).unwrap_or(RoundTo::Down);
        return Some(Expression::Of(Operation::Round(to), [read(&value)].into()));
    }
    if let Some(to) = object.optional("to") {
        to.refuse(Code::UnknownField, "only `round` takes `to`: remove it");
    }
    let parts = value.filled_list()?;
    if count > 0 && parts.len() != count {
        value.refuse(Code::WrongType, format!("`{name}` takes a list of {count}, not of {}", parts.len()));
        for part in parts {
            let _ = read(&part);
        }
        return None;
    }
    if let (Operation::PlusMonths(_), [date, months]) = (operation, parts.as_slice()) {
        let months = months.whole(-MOST_MONTHS, MOST_MONTHS).unwrap_or_default();
        return Some(Expression::Of(Operation::PlusMonths(months), [read(date)].into()));
    }
    Some(Expression::Of(operation, parts.iter().map(read).collect()))
}

/// An expression whose names are resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum CompiledExpression {
    /// A number, or the number of a day.
    Constant(Ratio),
    /// The value of a fact; the day judged on stands after the last fact.
    Fact(usize),
    /// Something done with parts.
    Of(Operation, Box<[CompiledExpression]>),
}

packed!(enum CompiledExpression { 0 => Constant(a), 1 => Fact(a), 2 => Of(a, b) });

impl CompiledExpression {
    /// The least and the greatest value within limits; `None` where it cannot be told, which the checks rule out.
    pub(crate) fn range(&self, limits: &Limits) -> Option<(Ratio, Ratio)> {
        match self {
            Self::Constant(value) => Some((*value, *value)),
            Self::Fact(fact) => limits.get(*fact).map(|&(least, most)| (Ratio::whole(least), Ratio::whole(most))),
            Self::Of(operation, parts) => {
                let mut parts = parts.iter();
                let mut range = parts.next()?.range(limits)?;
                for part in parts {
                    range = operation.over(range, part.range(limits)?)?;
                }
                Some((operation.alone(range.0), operation.alone(range.1)))
            }
        }
    }

    /// The value where limits leave one only; else the least.
    pub(crate) fn value(&self, limits: &Limits) -> Ratio {
        // INVARIANT: the checks rule out what has no value.
        self.range(limits).map_or(Ratio::ZERO, |(value, _)| value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        fact::tests::{codes, expression, read},
        json::canonical,
    };

    #[test]
    fn an_expression_is_written_as_it_is_read() {
        for text in [
            "7",
            "-1000000000000",
            r#""2024-02-29""#,
            r#""as_of""#,
            r#""a.b-c""#,
            r#"{"sum":["a"]}"#,
            r#"{"difference":["a",2]}"#,
            r#"{"product":["a",2,{"ratio":[1,3]}]}"#,
            r#"{"least":["d","2024-01-01"]}"#,
            r#"{"greatest":[1,2]}"#,
            r#"{"months_between":["d","as_of"]}"#,
            r#"{"days_between":["d","as_of"]}"#,
            r#"{"plus_months":["d",-12]}"#,
            r#"{"round":{"ratio":["a",7]},"to":"nearest"}"#,
            r#"{"round":"a","to":"up"}"#,
        ] {
            assert_eq!(canonical(&expression(text)), text);
        }
    }

    fn check(text: &str, expected: &[(Code, &str)]) {
        let (_, faults) = read(text, super::read);
        assert_eq!(codes(&faults), expected, "{text}");
    }

    #[test]
    fn what_is_no_expression_is_refused_where_it_stands() {
        check("1000000000000", &[]);
        check("1000000000001", &[(Code::NumberOutOfRange, "")]);
        check("-1000000000001", &[(Code::NumberOutOfRange, "")]);
        check("1.5", &[(Code::WrongType, "")]);
        check("null", &[(Code::WrongType, "")]);
        check("[]", &[(Code::WrongType, "")]);
        check(r#""2024-02-30""#, &[(Code::BadDate, "")]);
        check(r#""1899-12-31""#, &[(Code::DateOutOfRange, "")]);
        check(r#""A b""#, &[(Code::BadId, "")]);
        check("{}", &[(Code::MissingField, "")]);
        check(r#"{"summ":[1]}"#, &[(Code::UnknownField, "/summ"), (Code::MissingField, "")]);
        check(r#"{"sum":[]}"#, &[(Code::EmptyList, "/sum")]);
        check(r#"{"sum":["a",null]}"#, &[(Code::WrongType, "/sum/1")]);
        check(r#"{"sum":[1],"product":[1]}"#, &[(Code::TwoShapes, "/product")]);
        check(r#"{"difference":[1]}"#, &[(Code::WrongType, "/difference")]);
        check(r#"{"difference":[1,2,3]}"#, &[(Code::WrongType, "/difference")]);
        check(r#"{"plus_months":["d",1200]}"#, &[]);
        check(r#"{"plus_months":["d",1201]}"#, &[(Code::NumberOutOfRange, "/plus_months/1")]);
        check(r#"{"plus_months":["d","a"]}"#, &[(Code::WrongType, "/plus_months/1")]);
        check(r#"{"round":1}"#, &[(Code::MissingField, "/to")]);
        check(r#"{"round":1,"to":"sideways"}"#, &[(Code::UnknownChoice, "/to")]);
        check(r#"{"sum":[1],"to":"up"}"#, &[(Code::UnknownField, "/to")]);
    }
}
