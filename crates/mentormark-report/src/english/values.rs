//! The values that a condition compares, and what they are put against.

use mentormark_rules::{
    Id,
    scheme::facts::{Expression, Operation, RoundTo, Within},
};

use super::{date, duration, listed, months_long};
use crate::{
    Standard,
    compared::ends_within,
    count, fact_name,
    format::pence,
    phrase::quoted,
    unit::{Unit, unit, written_out},
};

/// A value in words; its constants are in `unit`.
pub(super) fn expression(value: &Expression, unit: Unit, standard: Standard<'_>) -> String {
    let each = |parts: &[Expression], unit: Unit| -> Vec<String> {
        parts.iter().map(|part| within_words(part, unit, standard)).collect()
    };
    match value {
        Expression::Whole(whole) => number(*whole, unit, standard),
        Expression::Date(day) => date(*day),
        Expression::Name(id) if *id == "as_of" => "the day judged on".to_owned(),
        Expression::Name(id) => quoted(fact_name(id, standard.wording)),
        Expression::Of(operation, parts) => match operation {
            Operation::Sum => format!("{} together", listed(&each(parts, unit), "and")),
            Operation::Difference => each(parts, unit).join(" less "),
            Operation::Product => each(parts, Unit::Number).join(" × "),
            Operation::Ratio => each(parts, Unit::Number).join("/"),
            Operation::Least if unit == Unit::Date => format!("the earlier of {}", listed(&each(parts, unit), "and")),
            Operation::Greatest if unit == Unit::Date => format!("the later of {}", listed(&each(parts, unit), "and")),
            Operation::Least => format!("the lesser of {}", listed(&each(parts, unit), "and")),
            Operation::Greatest => format!("the greater of {}", listed(&each(parts, unit), "and")),
            Operation::MonthsBetween => format!("the whole months from {}", each(parts, Unit::Date).join(" to ")),
            Operation::DaysBetween => format!("the days from {}", each(parts, Unit::Date).join(" to ")),
            Operation::PlusMonths(months) => {
                let after = if *months < 0 { "before" } else { "after" };
                let months = months_long(u16::try_from(months.unsigned_abs()).unwrap_or(u16::MAX));
                format!("the day {months} {after} {}", each(parts, Unit::Date).concat())
            }
            Operation::Round(to) => {
                let to = match to {
                    RoundTo::Down => "rounded down",
                    RoundTo::Up => "rounded up",
                    RoundTo::Nearest => "rounded to the nearest whole number",
                };
                format!("{}, {to}", parts.iter().map(|part| expression(part, unit, standard)).collect::<String>())
            }
        },
    }
}

/// A fact by its name; a derived fact by what it is worked out from, for it has no name.
pub(super) fn fact(id: &Id, standard: Standard<'_>) -> String {
    let value = written_out(&Expression::Name(id.clone()), standard);
    expression(&value, unit(&value, standard), standard)
}

/// A part of an expression; what is itself put together stands in brackets, but for a fraction of two numbers.
fn within_words(part: &Expression, of_whole: Unit, standard: Standard<'_>) -> String {
    let own = unit(part, standard);
    let words = expression(part, if own == Unit::Number { of_whole } else { own }, standard);
    let is_plain = |part: &Expression| !matches!(part, Expression::Of(..));
    match part {
        Expression::Of(Operation::Ratio, parts) if parts.iter().all(is_plain) => words,
        Expression::Of(Operation::Product, _) if of_whole != Unit::Number => words,
        Expression::Of(..) => format!("({words})"),
        _ => words,
    }
}

fn number(number: i64, unit: Unit, standard: Standard<'_>) -> String {
    match unit {
        Unit::Number | Unit::Date => count(number),
        Unit::Money => pence(number, standard.currency()),
        Unit::Minutes => duration(number),
        Unit::Months if number == 1 => "1 month".to_owned(),
        Unit::Months => format!("{} months", count(number)),
        Unit::Days if number == 1 => "1 day".to_owned(),
        Unit::Days => format!("{} days", count(number)),
    }
}

/// `within 10% of 2 hours (1 hour 48 minutes to 2 hours 12 minutes)`.
pub(super) fn near(within: Within, unit: Unit, standard: Standard<'_>) -> String {
    let of = number(within.of, unit, standard);
    let ends = ends_within(within)
        .map(|(least, most)| format!(" ({} to {})", number(least, unit, standard), number(most, unit, standard)));
    format!("within {}% of {of}{}", within.percent, ends.unwrap_or_default())
}
