//! What a condition asks of facts and awards held, as a clause with `bod`, `nad` or `mai`.

use mentormark_rules::{
    Id,
    scheme::{
        facts::{Answer, Comparison, Expression, Operation},
        test::{Case, Test},
    },
};

use super::{held::is_held, joining, values};
use crate::{
    Standard,
    compared::{Compared, Than},
    fact_name, option_name,
    phrase::quoted,
    unit::{Unit, unit},
};

/// What a condition asks, in one line: `mai “Mentor” yw’r ateb i “Rôl”, neu mai “Ie” yw’r ateb i “Arddangos”`.
pub(super) fn condition(test: &Test, standard: Standard<'_>) -> String {
    match test {
        Test::Fact(test) => comparison(&test.comparison, standard),
        Test::Held(test) => is_held(test, standard),
        Test::All(tests) => joined(tests, ", a hefyd ", standard),
        Test::Any(tests) => joined(tests, ", neu ynteu ", standard),
        Test::Quorum(quorum) => {
            let each: Vec<String> = quorum.of.iter().map(|test| condition(test, standard)).collect();
            format!("bod o leiaf {} o’r rhain yn wir: {}", quorum.needed, each.join("; "))
        }
        Test::Not(test) => format!("nad yw’n wir {}", condition(test, standard)),
        Test::Cases(cases) => {
            let each: Vec<String> = cases.iter().map(|case| case_of(case, standard)).collect();
            format!("bod hyn yn wir: {}", each.join("; "))
        }
        // These ask of ratings, and are no conditions.
        Test::Share(_) | Test::Points(_) | Test::NoneBelow(_) | Test::Sections(_) | Test::Table(_) => String::new(),
    }
}

/// `ar yr amod bod “Munudau’r wythnos” yn 30 awr o leiaf: …`
fn case_of(case: &Case, standard: Standard<'_>) -> String {
    format!("{}: {}", when(case, standard), condition(&case.then, standard))
}

/// When a case is so.
pub(super) fn when(case: &Case, standard: Standard<'_>) -> String {
    let when = case.when.as_ref().map(|when| format!("ar yr amod {}", condition(when, standard)));
    when.unwrap_or_else(|| "ym mhob achos arall".to_owned())
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

/// What a comparison asks: `bod “Dyddiad dechrau” cyn 1 Awst 2025`.
fn comparison(comparison: &Comparison, standard: Standard<'_>) -> String {
    let answer = |fact: &Id| format!("ateb i {}", quoted(fact_name(fact, standard.wording)));
    let option = |fact: &Id, option: &Id| quoted(option_name(fact, option, standard.wording));
    match comparison {
        Comparison::Is { fact, value: Answer::Flag(flag) } => {
            format!("mai “{}” yw’r {}", if *flag { "Ie" } else { "Na" }, answer(fact))
        }
        Comparison::Is { fact, value: Answer::Option(is) } => format!("mai {} yw’r {}", option(fact, is), answer(fact)),
        Comparison::IsOneOf { fact, options } => {
            let options: Vec<String> = options.iter().map(|is| option(fact, is)).collect();
            format!("mai {} yw’r {}", joining::one_of(&options), answer(fact))
        }
        Comparison::Includes { fact, option: has } => {
            let name = quoted(fact_name(fact, standard.wording));
            format!("bod {} ymhlith yr atebion i {name}", option(fact, has))
        }
        Comparison::Range { fact, at_least, at_most, more_than, less_than, within } => {
            let ends = [at_least, at_most, more_than, less_than].map(Option::as_ref);
            range(&Compared::new(fact, ends, *within, standard), standard)
        }
    }
}

/// `bod “Dyddiad dechrau” ar neu ar ôl 1 Awst 2025 a chyn 1 Awst 2026`.
fn range(compared: &Compared, standard: Standard<'_>) -> String {
    let ends = compared.ends.iter().map(|(than, end)| {
        let words = values::expression(end, compared.unit_of_end(end, standard), standard);
        let minutes = if compared.is_worked_out_minutes(end, standard) { " o funudau" } else { "" };
        let is_constant = matches!(end, Expression::Whole(_));
        place(*than, compared.unit, is_constant, &format!("{words}{minutes}"))
    });
    let near = compared.within.iter().map(|within| values::near(*within, compared.unit, standard));
    let mut said = String::new();
    for end in ends.chain(near) {
        said = if said.is_empty() { end } else { format!("{said} {}", joining::and(&end)) };
    }
    let value = values::expression(&compared.value, unit(&compared.value, standard), standard);
    let pause = if matches!(compared.value, Expression::Of(Operation::Round(_), _)) { "," } else { "" };
    format!("bod {value}{pause} {said}")
}

/// Where a value lies: `yn 10 o leiaf`, `heb fod yn fwy na “Aelodau”`, `ar ôl 1 Awst 2025`.
fn place(than: Than, unit: Unit, is_constant: bool, end: &str) -> String {
    match (than, unit) {
        (Than::AtLeast, Unit::Date) => format!("ar neu ar ôl {end}"),
        (Than::AtMost, Unit::Date) => format!("ar neu cyn {end}"),
        (Than::More, Unit::Date) => format!("ar ôl {end}"),
        (Than::Less, Unit::Date) => format!("cyn {end}"),
        (Than::AtLeast, _) if is_constant => format!("yn {end} o leiaf"),
        (Than::AtMost, _) if is_constant => format!("yn {end} ar y mwyaf"),
        (Than::AtLeast, _) => format!("heb fod yn llai {}", joining::joined("na", end)),
        (Than::AtMost, _) => format!("heb fod yn fwy {}", joining::joined("na", end)),
        (Than::More, _) => format!("yn fwy {}", joining::joined("na", end)),
        (Than::Less, _) => format!("yn llai {}", joining::joined("na", end)),
    }
}
