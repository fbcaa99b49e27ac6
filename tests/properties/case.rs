//! A plan and an assessment for it: of a shipped scheme, of a small one, or of one drawn from the whole language.

use fastrand::Rng;
use mentormark_rules::Plan;
use mentormark_tests::oracle::canonical::canonical;
use mentormark_tests::random;
use serde_json::{Value, json};

/// A plan, the levels and ratings it knows, lowest first, and an assessment for it.
pub(crate) struct Case {
    pub(crate) plan: Plan,
    /// The compiled scheme.
    pub(crate) scheme: Value,
    pub(crate) scale: Vec<String>,
    pub(crate) assessment: Value,
    /// What to print when the case fails.
    pub(crate) story: String,
    levels: Vec<String>,
}

/// A criterion of a programme, whose place in the list of them is told; of none where the ratings stand alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) programme: Option<usize>,
    pub(crate) criterion: String,
}

/// Case `number` of `run`. Of ten cases seven are of the whole language, two are small, and one is of a shipped scheme, each in its turn.
pub(crate) fn case(run: u64, number: u64) -> (Case, Rng) {
    let mut rng = random::case(run, number);
    let (plan, compiled, assessment) = match number % 10 {
        0 => {
            let all = mentormark_schemes::all();
            let turn = usize::try_from(number / 10).expect("a small number") % all.len();
            let assessment = random::shipped::assessment(&mut rng, &all[turn]);
            (planned(all[turn].compiled), all[turn].compiled.to_owned(), assessment)
        }
        1 | 2 => {
            let scheme = random::small::scheme(&mut rng);
            let assessment = random::small::assessment(&mut rng, &scheme);
            let compiled = canonical(&scheme.compiled());
            (planned(&compiled), compiled, assessment.json(&scheme))
        }
        _ => loop {
            let scheme = random::schemes::scheme(&mut rng);
            let compiled = canonical(&scheme);
            // Few are refused; what for is told by tests/differential.
            if let Ok(plan) = Plan::from_json(&compiled) {
                break (plan, compiled, random::schemes::assessment::assessment(&mut rng, &scheme));
            }
        },
    };
    let scheme: Value = serde_json::from_str(&compiled).expect("JSON");
    let story = format!("case {number} of run {run}\nscheme {compiled}\nassessment {assessment}");
    (Case::new(plan, scheme, assessment, story), rng)
}

pub(crate) fn planned(compiled: &str) -> Plan {
    Plan::from_json(compiled).unwrap_or_else(|refusals| panic!("{refusals:?}\n{compiled}"))
}

/// The entries of a list; none where there is no list.
pub(crate) fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// The ids of a list's entries.
pub(crate) fn ids(of: &Value) -> Vec<String> {
    list(of).iter().map(|item| item["id"].as_str().expect("an id").to_owned()).collect()
}

impl Case {
    pub(crate) fn new(plan: Plan, scheme: Value, assessment: Value, story: String) -> Self {
        Self { plan, scale: ids(&scheme["scale"]), levels: ids(&scheme["levels"]), scheme, assessment, story }
    }

    /// The same case of another assessment.
    pub(crate) fn with(&self, assessment: Value) -> Self {
        Self::new(self.plan.clone(), self.scheme.clone(), assessment, self.story.clone())
    }

    /// A level as its place on the ladder, 0 for none.
    pub(crate) fn rank(&self, level: &Value) -> usize {
        match level {
            Value::Null => 0,
            id => 1 + self.levels.iter().position(|level| level == id).expect("a level of the scheme"),
        }
    }

    pub(crate) fn outcome(&self, assessment: &Value) -> Value {
        let answered = self.plan.assess_json(&assessment.to_string());
        let answered = answered.unwrap_or_else(|refusals| panic!("{refusals:?}\n{}\n{assessment}", self.story));
        serde_json::from_str(&answered).expect("JSON")
    }

    /// Every criterion in scheme order, programme by programme where there are several.
    pub(crate) fn places(&self) -> Vec<Place> {
        let criteria: Vec<String> =
            list(&self.scheme["sections"]).iter().flat_map(|section| ids(&section["criteria"])).collect();
        let programmes: Vec<Option<usize>> = match self.assessment.get("programmes") {
            Some(programmes) => (0..list(programmes).len()).map(Some).collect(),
            None => vec![None],
        };
        let of = |programme| criteria.iter().map(move |criterion| Place { programme, criterion: criterion.clone() });
        programmes.into_iter().flat_map(of).collect()
    }

    /// The step of the scale at which a criterion is rated, or `None` where it is blank or not applicable.
    pub(crate) fn step(&self, place: &Place) -> Option<usize> {
        let rating = part(&self.assessment, place.programme)["ratings"].get(&place.criterion)?;
        self.scale.iter().position(|step| step == rating)
    }

    /// Whether a criterion has no rating, or says that it is not applicable without the reason that it takes.
    pub(crate) fn is_blank(&self, place: &Place) -> bool {
        let of = part(&self.assessment, place.programme);
        let Some(rating) = of["ratings"].get(&place.criterion) else {
            return true;
        };
        let criteria = list(&self.scheme["sections"]).iter().flat_map(|section| list(&section["criteria"]));
        let with_reason =
            |criterion: &Value| criterion["id"] == *place.criterion && criterion["not_applicable"] == "with-reason";
        let note = of["evidence"][&place.criterion]["note"].as_str().unwrap_or_default();
        rating == "not-applicable" && note.trim().is_empty() && criteria.into_iter().any(with_reason)
    }

    /// The assessment with a criterion rated at `step`.
    pub(crate) fn rated(&self, place: &Place, step: usize) -> Value {
        let mut assessment = self.assessment.clone();
        let of = match place.programme {
            Some(programme) => &mut assessment["programmes"][programme],
            None => &mut assessment,
        };
        of["ratings"][&place.criterion] = json!(self.scale[step]);
        assessment
    }

    /// The facts that have no value, as the scheme declares them.
    pub(crate) fn blank_facts(&self) -> Vec<Value> {
        let is_blank = |fact: &&Value| self.assessment["facts"].get(fact["id"].as_str().expect("an id")).is_none();
        list(&self.scheme["facts"]).iter().filter(is_blank).cloned().collect()
    }

    /// Every (name, level, could reach) of an outcome, a level as its place on the ladder, 0 for none.
    pub(crate) fn bounds(&self, outcome: &Value) -> Vec<(String, usize, usize)> {
        let mut named = Vec::new();
        let mut add =
            |name: String, pair: &Value| named.push((name, self.rank(&pair["level"]), self.rank(&pair["could_reach"])));
        for section in list(&outcome["sections"]) {
            add(format!("section {}", section["id"]), section);
        }
        for programme in list(&outcome["programmes"]) {
            for section in list(&programme["sections"]) {
                add(format!("section {} of programme {}", section["id"], programme["id"]), section);
            }
            add(format!("the quality of programme {}", programme["id"]), &programme["quality"]);
        }
        add("the quality level".to_owned(), &outcome["quality"]);
        add("the award".to_owned(), &outcome["award"]);
        named
    }
}

/// The part of an assessment that holds the ratings of a programme.
fn part(assessment: &Value, programme: Option<usize>) -> &Value {
    programme.map_or(assessment, |programme| &assessment["programmes"][programme])
}

/// A value that the `fact` may have, often one of its limits.
pub(crate) fn value_of(rng: &mut Rng, fact: &Value) -> Value {
    let options: Vec<&str> = list(&fact["options"]).iter().filter_map(Value::as_str).collect();
    match fact["kind"].as_str().expect("a kind") {
        "yes-no" => json!(rng.bool()),
        "choice" => json!(random::one_of(rng, &options)),
        "choices" => options.into_iter().filter(|_| rng.bool()).collect(),
        "date" => match (rng.bool(), &fact["least"], &fact["most"]) {
            (true, Value::String(day), _) | (false, _, Value::String(day)) => json!(day),
            (_, Value::Null, Value::Null) => json!(random::days::judged_on(rng).to_string()),
            (_, day, Value::Null) | (_, _, day) => day.clone(),
        },
        _ => {
            let (least, most) = (fact["least"].as_i64().expect("a number"), fact["most"].as_i64().expect("a number"));
            let between = rng.i64(least..=most);
            json!(random::one_of(rng, &[least, most, between, between]))
        }
    }
}
