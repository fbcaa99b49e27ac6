//! What the numbers of a condition count: people, pence, minutes, months or days.

use mentormark_rules::scheme::facts::{Expression, FactKind, Operation};

use crate::Standard;

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Nothing that needs a name.
    Number,
    /// Pence.
    Money,
    /// Minutes.
    Minutes,
    /// Months.
    Months,
    /// Days.
    Days,
    /// No number but a day.
    Date,
}

/// An expression with derived facts in place of their names.
pub(crate) fn written_out(expression: &Expression, standard: Standard<'_>) -> Expression {
    match expression {
        Expression::Name(id) => match standard.scheme.derived.iter().find(|derived| derived.id == *id) {
            // INVARIANT: a derived fact names earlier ones only.
            Some(derived) => written_out(&derived.value, standard),
            None => expression.clone(),
        },
        Expression::Of(operation, parts) => {
            Expression::Of(*operation, parts.iter().map(|part| written_out(part, standard)).collect())
        }
        constant => constant.clone(),
    }
}

/// What the value of an expression counts.
pub(crate) fn unit(expression: &Expression, standard: Standard<'_>) -> Unit {
    match expression {
        Expression::Whole(_) => Unit::Number,
        Expression::Date(_) => Unit::Date,
        Expression::Name(id) => match standard.scheme.facts.iter().find(|fact| fact.id == *id).map(|fact| &fact.kind) {
            Some(FactKind::Amount { .. }) => Unit::Money,
            Some(FactKind::Duration { .. }) => Unit::Minutes,
            Some(FactKind::Date { .. }) => Unit::Date,
            Some(_) => Unit::Number,
            None => match standard.scheme.derived.iter().find(|derived| derived.id == *id) {
                Some(derived) => unit(&derived.value, standard),
                // The day judged on.
                None => Unit::Date,
            },
        },
        Expression::Of(operation, parts) => match operation {
            Operation::MonthsBetween => Unit::Months,
            Operation::DaysBetween => Unit::Days,
            Operation::PlusMonths(_) => Unit::Date,
            // A number of something by plain numbers is still a number of it.
            Operation::Product | Operation::Ratio => {
                let mut units = parts.iter().map(|part| unit(part, standard)).filter(|unit| *unit != Unit::Number);
                match (units.next(), units.next(), operation) {
                    (Some(one), None, Operation::Product) => one,
                    _ => Unit::Number,
                }
            }
            Operation::Sum | Operation::Difference | Operation::Least | Operation::Greatest | Operation::Round(_) => {
                let units = parts.iter().map(|part| unit(part, standard));
                units.reduce(|one, other| if one == Unit::Number { other } else { one }).unwrap_or(Unit::Number)
            }
        },
    }
}
