//! The laws that every rule obeys, on random schemes as well as on random assessments.
//!
//! A failing case prints its run and number; `random::case(run, number)` makes it again.

mod blanks;
mod json;
mod order;
mod raising;
mod totality;

use fastrand::Rng;
use mentormark_rules::Plan;
use mentormark_tests::oracle::canonical::canonical;
use mentormark_tests::oracle::nms::Pillar;
use mentormark_tests::{nms, random};
use serde_json::{Value, json};

/// A plan, the criteria and ratings it knows, lowest first, and an assessment for it.
struct Case {
    plan: Plan,
    levels: Vec<String>,
    criteria: Vec<String>,
    scale: Vec<String>,
    assessment: Value,
    /// What to print when the case fails.
    story: String,
}

/// The shipped scheme, read once a test.
struct Shipped {
    compiled: &'static str,
    pillars: Vec<Pillar>,
}

impl Shipped {
    fn read() -> Self {
        let compiled = nms::compiled();
        Self { compiled, pillars: nms::pillars(compiled) }
    }

    /// Case `number` of `run`: a random small scheme, or one time in five the shipped one, and an assessment for it.
    fn case(&self, run: u64, number: u64) -> (Case, Rng) {
        let mut rng = random::case(run, number);
        let (compiled, assessment) = if number.is_multiple_of(5) {
            (self.compiled.to_owned(), random::nms::assessment(&mut rng, &self.pillars))
        } else {
            let scheme = random::small::scheme(&mut rng);
            let assessment = random::small::assessment(&mut rng, &scheme);
            (canonical(&scheme.compiled()), assessment.json(&scheme))
        };
        let scheme: Value = serde_json::from_str(&compiled).expect("JSON");
        let ids = |list: &Value| -> Vec<String> {
            let ids =
                list.as_array().expect("a list").iter().map(|item| item["id"].as_str().expect("an id").to_owned());
            ids.collect()
        };
        let criteria =
            scheme["sections"].as_array().expect("a list").iter().flat_map(|section| ids(&section["criteria"]));
        let case = Case {
            plan: Plan::from_json(&compiled).unwrap_or_else(|refusals| panic!("{refusals:?}\n{compiled}")),
            levels: ids(&scheme["levels"]),
            criteria: criteria.collect(),
            scale: ids(&scheme["scale"]),
            story: format!("case {number} of run {run}\nscheme {compiled}\nassessment {assessment}"),
            assessment,
        };
        (case, rng)
    }
}

impl Case {
    fn outcome(&self, assessment: &Value) -> Value {
        let answered = self.plan.assess_json(&assessment.to_string());
        let answered = answered.unwrap_or_else(|refusals| panic!("{refusals:?}\n{}\n{assessment}", self.story));
        serde_json::from_str(&answered).expect("JSON")
    }

    /// The step of the scale at which `criterion` is rated, or `None` where it is blank.
    fn step(&self, criterion: &str) -> Option<usize> {
        let rating = self.assessment["ratings"].get(criterion)?;
        self.scale.iter().position(|step| step == rating)
    }

    /// The assessment with `criterion` rated at `step`.
    fn rated(&self, criterion: &str, step: usize) -> Value {
        let mut assessment = self.assessment.clone();
        assessment["ratings"][criterion] = json!(self.scale[step]);
        assessment
    }

    /// Every (name, level, could reach) of an outcome, a level as its place on the ladder, 0 for none.
    fn bounds(&self, outcome: &Value) -> Vec<(String, usize, usize)> {
        let place = |level: &Value| match level {
            Value::Null => 0,
            id => 1 + self.levels.iter().position(|level| level == id).expect("a level of the scheme"),
        };
        let sections = outcome["sections"].as_array().expect("a list").iter();
        let named = sections.map(|section| (section["id"].to_string(), section));
        let overall = ["quality", "award"].map(|name| (name.to_owned(), &outcome[name]));
        named.chain(overall).map(|(name, pair)| (name, place(&pair["level"]), place(&pair["could_reach"]))).collect()
    }
}
