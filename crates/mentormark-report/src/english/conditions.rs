//! What a condition asks of facts and awards held.

use std::fmt::Write;

use mentormark_rules::{
    Id,
    scheme::{
        facts::{Answer, Comparison, Expression, FactKind, Operation, RoundTo, Within},
        test::{Case, Held, Test},
    },
};

use super::{
    duration, listed, months_long, quoted,
    reasons::{award_of, pence},
};
use crate::{Standard, count, date, fact_name, option_name};

/// What a condition asks, in one line: `“Role” is “Mentor”, or “Showcase” is answered yes`.
pub(super) fn condition(test: &Test, standard: Standard<'_>) -> String {
    match test {
        Test::Fact(test) => comparison(&test.comparison, standard),
        Test::Held(test) => held(test, standard),
        Test::All(tests) => joined(tests, ", and ", standard),
        Test::Any(tests) => joined(tests, ", or ", standard),
        Test::Quorum(quorum) => {
            let each: Vec<String> = quorum.of.iter().map(|test| condition(test, standard)).collect();
            format!("at least {} of these: {}", quorum.needed, each.join("; "))
        }
        Test::Not(test) => format!("it is not so that {}", condition(test, standard)),
        Test::Cases(cases) => {
            let each: Vec<String> = cases.iter().map(|case| case_of(case, standard)).collect();
            each.join("; ")
        }
        // These ask of ratings, and are no conditions.
        Test::Share(_) | Test::Points(_) | Test::NoneBelow(_) | Test::Sections(_) | Test::Table(_) => String::new(),
    }
}

/// `where “Weekly minutes” is at least 30 hours: …`
pub(super) fn case_of(case: &Case, standard: Standard<'_>) -> String {
    format!("{}: {}", when(case, standard), condition(&case.then, standard))
}

/// When a case is so.
pub(super) fn when(case: &Case, standard: Standard<'_>) -> String {
    case.when
        .as_ref()
        .map_or_else(|| "in every other case".to_owned(), |when| format!("where {}", condition(when, standard)))
}

fn joined(tests: &[Test], with: &str, standard: Standard<'_>) -> String {
    let each = tests.iter().map(|test| {
        let words = condition(test, standard);
        if matches!(test, Test::All(_) | Test::Any(_) | Test::Quorum(_) | Test::Cases(_)) && tests.len() > 1 {
            format!("({words})")
        } else {
            words
        }
    });
    each.collect::<Vec<_>>().join(with)
}

fn held(held: &Held, standard: Standard<'_>) -> String {
    let mut words = format!("{} is held", award_of(held.scheme.as_ref(), &held.levels, standard));
    if let Some(months) = held.for_months {
        let _ = write!(words, ", and has been for at least {}", months_long(months));
    }
    if let Some(months) = held.in_date_months {
        let _ = write!(words, ", and was made less than {} ago", months_long(months));
    }
    if let Some(days) = held.within_days {
        let days = if days == 1 { "1 day".to_owned() } else { format!("{} days", count(i64::from(days))) };
        let _ = write!(words, ", and was made no more than {days} ago");
    }
    words
}

/// What a comparison asks: `“Start date” is before 1 August 2025`.
fn comparison(comparison: &Comparison, standard: Standard<'_>) -> String {
    let name = |fact: &Id| quoted(fact_name(fact, standard.wording));
    let option = |fact: &Id, option: &Id| quoted(option_name(fact, option, standard.wording));
    match comparison {
        Comparison::Is { fact, value: Answer::Flag(flag) } => {
            format!("{} is answered {}", name(fact), if *flag { "yes" } else { "no" })
        }
        Comparison::Is { fact, value: Answer::Option(is) } => format!("{} is {}", name(fact), option(fact, is)),
        Comparison::IsOneOf { fact, options } => {
            let options: Vec<String> = options.iter().map(|is| option(fact, is)).collect();
            format!("{} is {}", name(fact), listed(&options, "or"))
        }
        Comparison::Includes { fact, option: has } => format!("{} includes {}", name(fact), option(fact, has)),
        Comparison::Range { fact, at_least, at_most, more_than, less_than, within } => {
            let value = written_out(fact, standard);
            let unit = unit(&value, standard);
            let ends = [
                (at_least, "at least", "on or after"),
                (at_most, "at most", "on or before"),
                (more_than, "more than", "after"),
                (less_than, "less than", "before"),
            ];
            let ends: Vec<(&Expression, &str)> = ends
                .into_iter()
                .filter_map(|(end, than, day)| Some((end.as_ref()?, if unit == Unit::Date { day } else { than })))
                .collect();
            // What is left of one number without another is put against nought: then the two are what is compared.
            if let (Expression::Of(Operation::Difference, parts), [(Expression::Whole(0), than)]) =
                (&value, ends.as_slice())
                && let [one, other] = parts.as_slice()
            {
                return format!("{} {than} {}", subject(one, standard), in_unit_of(one, other, standard));
            }
            let said = ends.iter().map(|(end, than)| format!("{than} {}", in_unit_of(&value, end, standard)));
            let said: Vec<String> = said.chain(within.iter().map(|within| near(*within, unit, standard))).collect();
            format!("{} {}", subject(&value, standard), said.join(" and "))
        }
    }
}

/// A value and its verb: `“Start date” is`.
fn subject(value: &Expression, standard: Standard<'_>) -> String {
    let verb = if matches!(value, Expression::Of(Operation::Sum, _)) { "are" } else { "is" };
    format!("{} {verb}", expression(value, unit(value, standard), standard))
}

/// An end as it stands beside a value: a sum of minutes that is worked out says so.
fn in_unit_of(value: &Expression, end: &Expression, standard: Standard<'_>) -> String {
    let (of_value, of_end) = (unit(value, standard), unit(end, standard));
    let words = expression(end, if of_end == Unit::Number { of_value } else { of_end }, standard);
    match (end, of_value, of_end) {
        (Expression::Of(..), Unit::Minutes, Unit::Number) => format!("{words} minutes"),
        _ => words,
    }
}

/// `within 10% of 2 hours (1 hour 48 minutes to 2 hours 12 minutes)`.
fn near(within: Within, unit: Unit, standard: Standard<'_>) -> String {
    let of = number(within.of, unit, standard);
    let end = |percent: i64| {
        let hundred_times = within.of.checked_mul(percent)?;
        (hundred_times % 100 == 0).then(|| number(hundred_times / 100, unit, standard))
    };
    let percent = i64::from(within.percent);
    let range = end(100 - percent).zip(end(100 + percent));
    let range = range.map(|(least, most)| format!(" ({least} to {most})")).unwrap_or_default();
    format!("within {}% of {of}{range}", within.percent)
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Number,
    Money,
    Minutes,
    Months,
    Days,
    Date,
}

/// An expression with derived facts in place of their names.
fn written_out(expression: &Expression, standard: Standard<'_>) -> Expression {
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

fn unit(expression: &Expression, standard: Standard<'_>) -> Unit {
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

/// A value in words; its constants are in `unit`.
fn expression(value: &Expression, unit: Unit, standard: Standard<'_>) -> String {
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
                format!("{}, {to}", each(parts, unit).concat())
            }
        },
    }
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
        Unit::Money => {
            let fee = standard.scheme.fee.as_ref().and_then(|fee| fee.published());
            pence(number, fee.map_or("GBP", |fee| &fee.currency))
        }
        Unit::Minutes => duration(number),
        Unit::Months if number == 1 => "1 month".to_owned(),
        Unit::Months => format!("{} months", count(number)),
        Unit::Days if number == 1 => "1 day".to_owned(),
        Unit::Days => format!("{} days", count(number)),
    }
}
