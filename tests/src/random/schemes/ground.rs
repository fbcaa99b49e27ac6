//! What the rest of a scheme stands on: its ladder, its scale and its facts.

use super::super::{chance, one_of};
use super::{SOURCE, conditions, put_list};
use crate::oracle::calendar::{Day, day};
use crate::oracle::general::ratio::Ratio;
use fastrand::Rng;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The day around which dated things gather: a month's end, and next to 29 February four years in one.
pub(super) const CENTRE: Day = day(2026, 2, 28);

/// An expression, the facts in it, and values that it can have.
#[derive(Clone)]
pub(super) struct Drawn<T> {
    pub(super) json: Value,
    pub(super) facts: BTreeSet<String>,
    pub(super) values: Vec<T>,
    /// Whether it can have no other values.
    pub(super) sure: bool,
}

/// A comparison that takes in two or more facts.
struct Taken {
    facts: BTreeSet<String>,
    expression: Value,
    constant: bool,
}

/// A criterion, as far as selectors ask.
pub(super) struct Criterion {
    pub(super) id: String,
    pub(super) section: usize,
    pub(super) level: Option<usize>,
    pub(super) force: &'static str,
    pub(super) tags: Vec<&'static str>,
    pub(super) weight: i64,
}

/// What has been drawn so far.
pub(super) struct Ground {
    pub(super) levels: Vec<&'static str>,
    pub(super) scale: Vec<&'static str>,
    pub(super) points: Vec<i64>,
    /// Facts and derived facts that are numbers.
    pub(super) numbers: Vec<Drawn<Ratio>>,
    /// Facts and derived facts that are dates.
    pub(super) dates: Vec<Drawn<Day>>,
    pub(super) yes_no: Vec<String>,
    pub(super) choice: Vec<(String, Vec<&'static str>)>,
    pub(super) choices: Vec<(String, Vec<&'static str>)>,
    taken: Vec<Taken>,
    pub(super) criteria: Vec<Criterion>,
    /// For each section, whether it inherits at each level.
    pub(super) inherits: Vec<Vec<bool>>,
}

impl Ground {
    /// A ladder and a scale.
    pub(super) fn draw(rng: &mut Rng) -> Ground {
        let levels = ["low", "mid", "high"][..rng.usize(1..=3)].to_vec();
        let scale: Vec<&str> = if chance(rng, 55) { vec!["no", "yes"] } else { vec!["no", "partly", "yes"] };
        Ground {
            levels,
            points: (0..).take(scale.len()).collect(),
            scale,
            numbers: Vec::new(),
            dates: Vec::new(),
            yes_no: Vec::new(),
            choice: Vec::new(),
            choices: Vec::new(),
            taken: Vec::new(),
            criteria: Vec::new(),
            inherits: Vec::new(),
        }
    }

    /// Whether a comparison of `expression` may stand beside those drawn before: one that takes in two or more facts shares
    /// none with another such, unless both compare the same with constants. If it may, it is kept in mind.
    pub(super) fn admits(&mut self, facts: &BTreeSet<String>, expression: &Value, constant: bool) -> bool {
        if facts.len() < 2 {
            return true;
        }
        let clashes = self.taken.iter().any(|taken| {
            let same = taken.constant && constant && taken.expression == *expression;
            !same && !taken.facts.is_disjoint(facts)
        });
        if !clashes {
            self.taken.push(Taken { facts: facts.clone(), expression: expression.clone(), constant });
        }
        !clashes
    }
}

/// Up to three facts of any kind, each of few values but for some dates.
pub(super) fn facts(rng: &mut Rng, ground: &mut Ground) -> Vec<Value> {
    let mut facts = Vec::new();
    for number in 1..=one_of(rng, &[0, 1, 2, 2, 3, 3]) {
        let kind =
            one_of(rng, &["count", "count", "amount", "duration", "date", "date", "yes-no", "choice", "choices"]);
        let id = format!("{kind}-{number}");
        let mut fact = json!({ "id": id, "kind": kind, "source": SOURCE });
        if !facts.is_empty() && chance(rng, 15) {
            // It decides nothing; so let it take in one fact only, as it is.
            fact["asked_when"] = conditions::of_one_fact(rng, ground);
        }
        let facts_in = BTreeSet::from([id.clone()]);
        match kind {
            "date" => {
                let (values, limits) = dates(rng);
                if let Some((least, most)) = limits {
                    fact["least"] = json!(least.to_string());
                    fact["most"] = json!(most.to_string());
                }
                ground.dates.push(Drawn { json: json!(id), facts: facts_in, values, sure: limits.is_some() });
            }
            "yes-no" => ground.yes_no.push(id),
            "choice" | "choices" => {
                let options = ["red", "amber", "green"][..rng.usize(2..=3)].to_vec();
                fact["options"] = json!(options);
                if kind == "choice" {
                    ground.choice.push((id, options));
                } else {
                    let options = if chance(rng, 20) { vec!["red"] } else { options };
                    fact["options"] = json!(options);
                    ground.choices.push((id, options));
                }
            }
            _ => {
                let least = if kind == "duration" && chance(rng, 30) { -2 } else { rng.i64(0..3) };
                let most = least + rng.i64(1..8);
                fact["least"] = json!(least);
                fact["most"] = json!(most);
                let values = (least..=most).map(|value| Ratio::whole(value.into())).collect();
                ground.numbers.push(Drawn { json: json!(id), facts: facts_in, values, sure: true });
            }
        }
        facts.push(fact);
    }
    facts
}

/// Takes out the facts and derived facts that nothing looks at. Whether a fact is asked is no use of another.
pub(super) fn prune(scheme: &mut Value) {
    let mut rest = scheme.clone();
    let (facts, derived) = (rest["facts"].take(), rest["derived"].take());
    let mut used = rest.to_string();
    let quoted = |entry: &Value| entry["id"].to_string();
    let mut kept = Vec::new();
    // Only later ones name earlier ones.
    for entry in derived.as_array().into_iter().flatten().rev() {
        if used.contains(&quoted(entry)) {
            used += &entry["value"].to_string();
            kept.insert(0, entry.clone());
        }
    }
    let facts: Vec<&Value> =
        facts.as_array().into_iter().flatten().filter(|fact| used.contains(&quoted(fact))).collect();
    let asked = |fact: &&Value| {
        let mut fact = (*fact).clone();
        let when = fact["asked_when"]["fact"].to_string();
        if when != "\"as_of\"" && !facts.iter().any(|fact| quoted(fact) == when) {
            fact.as_object_mut().map(|fact| fact.remove("asked_when"));
        }
        fact
    };
    for (key, list) in [("derived", kept), ("facts", facts.iter().map(asked).collect())] {
        scheme.as_object_mut().map(|scheme| scheme.remove(key));
        put_list(scheme, key, list);
    }
}

/// The days that a fact can be, and its limits; one time in five it has none.
fn dates(rng: &mut Rng) -> (Vec<Day>, Option<(Day, Day)>) {
    let mut first = CENTRE.minus_months(one_of(rng, &[0, 0, 1, 6, 12, 24]));
    for _ in 0..rng.usize(0..5) {
        first = first.yesterday();
    }
    let mut values = vec![first];
    let mut last = first;
    for _ in 0..rng.usize(2..9) {
        last = last.tomorrow();
        values.push(last);
    }
    (values, chance(rng, 80).then_some((first, last)))
}
