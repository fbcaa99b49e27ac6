//! The values that a condition compares, and what they are put against. None begins with `c`, `p` or `t`, which `na` would change.

use mentormark_rules::{
    Id,
    scheme::facts::{Expression, Operation, RoundTo, Within},
};

use super::{
    date, duration, joining, months,
    plural::{DAY, MONTH},
};
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
    let from_to = |parts: &[Expression]| joining::joined("o", &each(parts, Unit::Date).join(" hyd at "));
    match value {
        Expression::Whole(whole) => number(*whole, unit, standard),
        Expression::Date(day) => date(*day),
        Expression::Name(id) if *id == "as_of" => "y diwrnod y bernir arno".to_owned(),
        Expression::Name(id) => quoted(fact_name(id, standard.wording)),
        Expression::Of(operation, parts) => match operation {
            Operation::Sum => format!("swm {}", joining::all_of(&each(parts, unit))),
            Operation::Difference => each(parts, unit).join(" minws "),
            Operation::Product => each(parts, Unit::Number).join(" × "),
            Operation::Ratio => each(parts, Unit::Number).join("/"),
            Operation::Least if unit == Unit::Date => format!("y cynharaf o’r rhain: {}", each(parts, unit).join("; ")),
            Operation::Greatest if unit == Unit::Date => {
                format!("y diweddaraf o’r rhain: {}", each(parts, unit).join("; "))
            }
            Operation::Least => format!("y lleiaf o’r rhain: {}", each(parts, unit).join("; ")),
            Operation::Greatest => format!("y mwyaf o’r rhain: {}", each(parts, unit).join("; ")),
            Operation::MonthsBetween => format!("nifer y misoedd llawn {}", from_to(parts)),
            Operation::DaysBetween => format!("nifer y diwrnodau {}", from_to(parts)),
            Operation::PlusMonths(by) => {
                let after = if *by < 0 { "cyn" } else { "ar ôl" };
                let months = months(u16::try_from(by.unsigned_abs()).unwrap_or(u16::MAX));
                format!("y diwrnod {months} {after} {}", each(parts, Unit::Date).concat())
            }
            Operation::Round(to) => {
                let to = match to {
                    RoundTo::Down => "wedi’i dalgrynnu i lawr",
                    RoundTo::Up => "wedi’i dalgrynnu i fyny",
                    RoundTo::Nearest => "wedi’i dalgrynnu i’r rhif cyfan agosaf",
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
        Unit::Months => format!("{} {}", count(number), MONTH.after(number.unsigned_abs())),
        Unit::Days => format!("{} {}", count(number), DAY.after(number.unsigned_abs())),
    }
}

/// `o fewn 10% i 2 awr (1 awr 48 munud i 2 awr 12 munud)`.
pub(super) fn near(within: Within, unit: Unit, standard: Standard<'_>) -> String {
    let of = number(within.of, unit, standard);
    let ends = ends_within(within)
        .map(|(least, most)| format!(" ({} i {})", number(least, unit, standard), number(most, unit, standard)));
    format!("o fewn {}% i {of}{}", within.percent, ends.unwrap_or_default())
}
