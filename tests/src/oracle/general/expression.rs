//! What an expression comes to when every fact has a value.

use super::dates::{days_between, months_between, plus_months};
use super::model::{list, number, text};
use super::ratio::Ratio;
use super::worlds::World;
use crate::oracle::calendar::Day;
use serde_json::Value;
use std::cmp::Ordering;

/// A fact's value, or what an expression comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A number.
    Number(Ratio),
    /// A date.
    Date(Day),
    /// Yes or no.
    YesNo(bool),
    /// One option.
    Choice(String),
    /// Any of the options.
    Choices(Vec<String>),
}

impl Answer {
    /// The number.
    ///
    /// # Panics
    /// Where it is something else.
    #[must_use]
    pub fn number(&self) -> Ratio {
        match self {
            Answer::Number(number) => *number,
            other => panic!("not a number: {other:?}"),
        }
    }

    /// The date.
    ///
    /// # Panics
    /// Where it is something else.
    #[must_use]
    pub fn date(&self) -> Day {
        match self {
            Answer::Date(day) => *day,
            other => panic!("not a date: {other:?}"),
        }
    }

    /// How it compares with `other`; later dates are greater.
    ///
    /// # Panics
    /// Where they are not two numbers nor two dates.
    #[must_use]
    pub fn against(&self, other: &Answer) -> Ordering {
        match (self, other) {
            (Answer::Number(one), Answer::Number(other)) => one.cmp(other),
            (Answer::Date(one), Answer::Date(other)) => one.cmp(other),
            _ => panic!("no order between {self:?} and {other:?}"),
        }
    }
}

/// Whether a text is a date rather than an id, which never starts with a digit.
#[must_use]
pub fn is_date(text: &str) -> bool {
    text.len() == 10 && text.starts_with(|first: char| first.is_ascii_digit())
}

/// What `expression` comes to in `world`.
///
/// # Panics
/// Where it is no expression.
#[must_use]
pub fn value(expression: &Value, world: &World) -> Answer {
    match expression {
        Value::Number(_) => Answer::Number(Ratio::whole(number(expression).into())),
        Value::String(text) if is_date(text) => Answer::Date(Day::read(text)),
        Value::String(id) => world.answers.get(id.as_str()).unwrap_or_else(|| panic!("no fact `{id}`")).clone(),
        Value::Object(fields) => {
            let (key, of) = fields.iter().find(|(key, _)| *key != "to").expect("an expression has a key");
            table(key, of, expression, world)
        }
        other => panic!("not an expression: {other}"),
    }
}

fn table(key: &str, of: &Value, expression: &Value, world: &World) -> Answer {
    let operands = || list(of).iter().map(move |operand| value(operand, world));
    let numbers = || operands().map(|operand| operand.number());
    let two = |at: usize| value(&of[at], world);
    let number = Answer::Number;
    let whole = |whole: i64| Answer::Number(Ratio::whole(whole.into()));
    match key {
        "sum" => number(numbers().fold(Ratio::ZERO, |sum, part| sum + part)),
        "product" => number(numbers().fold(Ratio::whole(1), |product, part| product * part)),
        "difference" => number(two(0).number() - two(1).number()),
        "ratio" => number(two(0).number() / two(1).number()),
        "least" => operands().reduce(|one, other| if other.against(&one).is_lt() { other } else { one }).expect("one"),
        "greatest" => {
            operands().reduce(|one, other| if other.against(&one).is_gt() { other } else { one }).expect("one")
        }
        "months_between" => whole(months_between(two(0).date(), two(1).date())),
        "days_between" => whole(days_between(two(0).date(), two(1).date())),
        "plus_months" => Answer::Date(plus_months(two(0).date(), super::model::number(&of[1]))),
        "round" => {
            let rounded = value(of, world).number().rounded(text(&expression["to"]));
            number(Ratio::whole(rounded))
        }
        other => panic!("no operator `{other}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::given::Given;
    use super::super::model::Model;
    use super::super::worlds::Worlds;
    use super::*;
    use crate::oracle::calendar::day;
    use serde_json::json;

    #[test]
    fn every_operator_comes_to_what_it_says() {
        let scheme =
            json!({ "facts": [{ "id": "n", "kind": "count", "least": 0, "most": 9 }, { "id": "d", "kind": "date" }] });
        let model = Model::read(&scheme);
        let assessment = json!({ "as_of": "2026-03-31", "facts": { "n": 7, "d": "2026-01-31" } });
        let given = Given::read(&model, &assessment);
        let worlds = Worlds::of(&model, &given);
        let of = |expression: Value| value(&expression, &worlds.all[0]);
        let number = |above, below| Answer::Number(Ratio::new(above, below));
        assert_eq!(of(json!({ "sum": ["n", 1, -3] })), number(5, 1));
        assert_eq!(of(json!({ "product": ["n", 2] })), number(14, 1));
        assert_eq!(of(json!({ "difference": [1, "n"] })), number(-6, 1));
        assert_eq!(of(json!({ "ratio": ["n", 2] })), number(7, 2));
        assert_eq!(of(json!({ "round": { "ratio": ["n", -2] }, "to": "nearest" })), number(-3, 1));
        assert_eq!(of(json!({ "round": { "ratio": ["n", -2] }, "to": "down" })), number(-4, 1));
        assert_eq!(of(json!({ "least": ["n", 9, 8] })), number(7, 1));
        assert_eq!(of(json!({ "greatest": ["d", "2026-01-30"] })), Answer::Date(day(2026, 1, 31)));
        assert_eq!(of(json!({ "months_between": ["d", "as_of"] })), number(2, 1));
        assert_eq!(of(json!({ "days_between": ["d", "2026-02-03"] })), number(3, 1));
        assert_eq!(of(json!({ "plus_months": ["d", 1] })), Answer::Date(day(2026, 2, 28)));
        assert_eq!(of(json!({ "plus_months": ["d", -2] })), Answer::Date(day(2025, 11, 30)));
    }
}
