//! What a condition asks of facts and awards held.

use mentormark_rules::{
    Id,
    scheme::{
        facts::{Answer, Comparison, Expression, Operation},
        test::{Case, Test},
    },
};

use super::{held::is_held, listed, values};
use crate::{
    Standard,
    compared::{Compared, Than},
    fact_name, option_name,
    phrase::quoted,
    unit::{Unit, unit},
};

/// What a condition asks, in one line: `“Role” is “Mentor”, or “Showcase” is answered yes`.
pub(super) fn condition(test: &Test, standard: Standard<'_>) -> String {
    match test {
        Test::Fact(test) => comparison(&test.comparison, standard),
        Test::Held(test) => is_held(test, standard),
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
            let ends = [at_least, at_most, more_than, less_than].map(Option::as_ref);
            range(&Compared::new(fact, ends, *within, standard), standard)
        }
    }
}

/// `“Start date” is on or after 1 August 2025 and before 1 August 2026`.
fn range(compared: &Compared, standard: Standard<'_>) -> String {
    let ends = compared.ends.iter().map(|(than, end)| {
        let words = values::expression(end, compared.unit_of_end(end, standard), standard);
        let minutes = if compared.is_worked_out_minutes(end, standard) { " minutes" } else { "" };
        format!("{} {words}{minutes}", self::than(*than, compared.unit))
    });
    let near = compared.within.iter().map(|within| values::near(*within, compared.unit, standard));
    let ends: Vec<String> = ends.chain(near).collect();
    let verb = match &compared.value {
        // A sum is of several things, and a time is counted.
        Expression::Of(Operation::Sum, _) => " are",
        Expression::Of(Operation::DaysBetween | Operation::MonthsBetween, _) => " come to",
        Expression::Of(Operation::Round(_), _) => ", is",
        _ => " is",
    };
    let value = values::expression(&compared.value, unit(&compared.value, standard), standard);
    // A day that is worked out is said in so many words that what follows needs a pause.
    let is_long = compared.ends.iter().any(|(_, end)| matches!(end, Expression::Of(..)));
    format!("{value}{verb} {}", ends.join(if is_long { ", and " } else { " and " }))
}

fn than(than: Than, unit: Unit) -> &'static str {
    match (than, unit) {
        (Than::AtLeast, Unit::Date) => "on or after",
        (Than::AtLeast, _) => "at least",
        (Than::AtMost, Unit::Date) => "on or before",
        (Than::AtMost, _) => "at most",
        (Than::More, Unit::Date) => "after",
        (Than::More, _) => "more than",
        (Than::Less, Unit::Date) => "before",
        (Than::Less, _) => "less than",
    }
}
