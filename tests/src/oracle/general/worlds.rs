//! Every way of filling the blank facts.

use super::expression::{Answer, value};
use super::given::Given;
use super::model::{Model, list, number, text};
use super::ratio::Ratio;
use crate::oracle::calendar::Day;
use serde_json::Value;
use std::collections::HashMap;

/// The most ways there may be: the tests leave few facts of few values blank.
const MOST: usize = 100_000;

/// What is so when every fact has a value.
#[derive(Debug)]
pub struct World<'a> {
    /// Facts, derived facts and the day judged on, as `as_of`.
    pub answers: HashMap<&'a str, Answer>,
    /// What the applicant says, which holds in every world.
    pub given: &'a Given<'a>,
}

/// All worlds: counted like a number, whose first digit is the first blank fact's value.
#[derive(Debug)]
pub struct Worlds<'a> {
    /// The worlds.
    pub all: Vec<World<'a>>,
    /// Each blank fact and how many values it can have.
    pub blanks: Vec<(&'a str, usize)>,
}

impl<'a> Worlds<'a> {
    /// Every world that `given` leaves possible.
    ///
    /// # Panics
    /// Where there are too many.
    #[must_use]
    pub fn of(model: &Model<'a>, given: &'a Given<'a>) -> Worlds<'a> {
        let mut known: HashMap<&str, Answer> = HashMap::from([("as_of", Answer::Date(given.as_of))]);
        let mut blanks = Vec::new();
        for fact in list(&model.json["facts"]) {
            match given.facts.get(text(&fact["id"])) {
                Some(value) => drop(known.insert(text(&fact["id"]), answered(fact, value))),
                None => blanks.push((text(&fact["id"]), values(fact))),
            }
        }
        let many: usize = blanks.iter().map(|(_, values)| values.len()).product();
        assert!(many <= MOST, "{many} ways to fill {:?}", blanks.iter().map(|(id, _)| id).collect::<Vec<_>>());
        let all = (0..many).map(|mut rest| {
            let mut world = World { answers: known.clone(), given };
            for (id, values) in &blanks {
                world.answers.insert(*id, values[rest % values.len()].clone());
                rest /= values.len();
            }
            for derived in list(&model.json["derived"]) {
                let value = value(&derived["value"], &world);
                world.answers.insert(text(&derived["id"]), value);
            }
            world
        });
        Worlds { all: all.collect(), blanks: blanks.iter().map(|(id, values)| (*id, values.len())).collect() }
    }

    /// The blank facts that can change what is said of the worlds, one entry of `said` a world: two worlds that differ in
    /// that fact alone have another said of them.
    pub fn needs<T: PartialEq>(&self, said: &[T]) -> Vec<&'a str> {
        let mut needs = Vec::new();
        let mut stride = 1;
        for (id, values) in &self.blanks {
            // If two of those that differ in it alone differ, then one of them differs from the first of them.
            let differs = |at: usize| said[at] != said[at - (at / stride % values) * stride];
            if (0..said.len()).any(differs) {
                needs.push(*id);
            }
            stride *= values;
        }
        needs
    }
}

/// The value given for `fact`.
fn answered(fact: &Value, value: &Value) -> Answer {
    match text(&fact["kind"]) {
        "date" => Answer::Date(Day::read(text(value))),
        "yes-no" => Answer::YesNo(*value == true),
        "choice" => Answer::Choice(text(value).to_owned()),
        "choices" => Answer::Choices(list(value).iter().map(|option| text(option).to_owned()).collect()),
        _ => Answer::Number(Ratio::whole(number(value).into())),
    }
}

/// Every value that `fact` can have.
#[must_use]
pub fn values(fact: &Value) -> Vec<Answer> {
    let options: Vec<String> = list(&fact["options"]).iter().map(|option| text(option).to_owned()).collect();
    match text(&fact["kind"]) {
        "date" => {
            let last = Day::read(fact["most"].as_str().unwrap_or("2199-12-31"));
            let mut day = Day::read(fact["least"].as_str().unwrap_or("1900-01-01"));
            let mut days = Vec::new();
            while day <= last {
                days.push(Answer::Date(day));
                day = day.tomorrow();
            }
            days
        }
        "yes-no" => vec![Answer::YesNo(false), Answer::YesNo(true)],
        "choice" => options.into_iter().map(Answer::Choice).collect(),
        "choices" => (0..1_usize << options.len())
            .map(|set| {
                let chosen = options.iter().enumerate().filter(|(place, _)| set >> place & 1 == 1);
                Answer::Choices(chosen.map(|(_, option)| option.clone()).collect())
            })
            .collect(),
        _ => (number(&fact["least"])..=number(&fact["most"])).map(|n| Answer::Number(Ratio::whole(n.into()))).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_fact_is_needed_where_it_alone_makes_a_difference() {
        let scheme = json!({ "facts": [
            { "id": "a", "kind": "count", "least": 1, "most": 3 }, { "id": "b", "kind": "yes-no" },
            { "id": "c", "kind": "choices", "options": ["x", "y"] }, { "id": "d", "kind": "date" }],
            "derived": [{ "id": "twice", "value": { "product": ["a", 2] } }] });
        let model = Model::read(&scheme);
        let assessment = json!({ "as_of": "2026-01-01", "facts": { "d": "2026-01-02" } });
        let given = Given::read(&model, &assessment);
        let worlds = Worlds::of(&model, &given);
        assert_eq!(worlds.blanks, [("a", 3), ("b", 2), ("c", 4)]);
        assert_eq!(worlds.all.len(), 24);
        let of = |id: &str| worlds.all.iter().map(|world| world.answers[id].clone()).collect::<Vec<_>>();
        assert_eq!(worlds.needs(&of("twice")), ["a"]);
        assert_eq!(worlds.needs(&of("c")), ["c"]);
        assert_eq!(worlds.needs(&of("d")), Vec::<&str>::new());
        let both: Vec<bool> = of("twice")
            .iter()
            .zip(of("b"))
            .map(|(twice, b)| *twice == Answer::Number(Ratio::whole(6)) && b == Answer::YesNo(true))
            .collect();
        assert_eq!(worlds.needs(&both), ["a", "b"]);
    }
}
