//! The vectors of `tests/submissions`: what is claimed, and what must come of checking it.
//!
//! The same files are for every other surface that checks submissions; `tests/submissions/README.md` says what is expected of one.

use std::{
    collections::BTreeMap,
    fs,
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

use libtest_mimic::{Failed, Trial};
use mentormark_rules::{Plan, json, read_submission};
use serde_json::{Map, Value};

use crate::{
    expectation, found, program,
    vector::{entries, spelt_out, text},
};

/// The day on which the stream of all vectors is said to have come in.
const STREAMED: &str = "2026-11-21";

/// A submission, and what must come of checking it.
struct Vector {
    id: String,
    /// The submission, to the byte.
    text: String,
    /// The day on which it came in; some day where it is refused in any case.
    received: String,
    expect: Map<String, Value>,
}

/// One test for each vector and surface, and one for all of them in a stream.
pub(crate) fn trials() -> Vec<Trial> {
    let vectors: Arc<[Vector]> = all().into();
    let rules: Arc<Rules> = Arc::default();
    let mut trials = Vec::new();
    for number in 0..vectors.len() {
        for (surface, check) in [("engine", in_engine as fn(&Rules, &Vector) -> _), ("cli", in_program)] {
            let (vectors, rules) = (Arc::clone(&vectors), Arc::clone(&rules));
            let name = format!("{surface}::submission::{}", vectors[number].id);
            trials.push(Trial::test(name, move || check(&rules, &vectors[number])));
        }
    }
    trials.push(Trial::test("stream::all-submissions-in-order", move || in_stream(&rules, &vectors)));
    trials
}

fn all() -> Vec<Vector> {
    let mut vectors = Vec::new();
    for file in entries(&Path::new(env!("CARGO_MANIFEST_DIR")).join("submissions")) {
        if file.extension().is_none_or(|ending| ending != "json") {
            continue;
        }
        let stored = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let listed: Vec<Map<String, Value>> =
            serde_json::from_str(&stored).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        vectors.extend(listed.into_iter().map(vector));
    }
    assert!(!vectors.is_empty(), "there are no vectors");
    vectors
}

fn vector(mut fields: Map<String, Value>) -> Vector {
    let id = text(fields.remove("id"), "id");
    text(fields.remove("why"), "why");
    let received = fields.remove("received").map_or(STREAMED.to_owned(), |day| text(Some(day), "received"));
    let text = match (fields.remove("given"), fields.remove("given_text")) {
        (Some(given), None) => given.to_string(),
        (None, Some(given)) => spelt_out(&given, &id),
        _ => panic!("{id}: it has either `given` or `given_text`"),
    };
    let Some(Value::Object(expect)) = fields.remove("expect") else { panic!("{id}: it expects nothing") };
    assert!(fields.is_empty(), "{id}: unknown fields {:?}", fields.keys());
    Vector { id, text, received, expect }
}

/// How much is asked for.
#[derive(Clone, Copy)]
pub(crate) enum Depth {
    /// The claim beside levels, award and fee.
    Claim,
    /// The whole outcome too.
    Outcome,
}

/// The released rules, each compiled when it is first asked for and then kept for good.
#[derive(Default)]
pub(crate) struct Rules {
    plans: Mutex<BTreeMap<&'static str, &'static Plan>>,
}

impl Rules {
    /// The rules with this hash.
    pub(crate) fn by_hash(&self, rules_hash: &str) -> Option<&'static Plan> {
        let revision = mentormark_schemes::by_rules_hash(rules_hash)?;
        let mut plans = self.plans.lock().unwrap_or_else(PoisonError::into_inner);
        let plan = plans.entry(revision.rules_hash).or_insert_with(|| {
            Box::leak(Box::new(Plan::from_json(revision.compiled).expect("released rules are sound")))
        });
        Some(plan)
    }

    /// What comes of checking a submission that came in on a day, as canonical JSON.
    pub(crate) fn answer(&self, text: &str, received: &str, depth: Depth) -> String {
        let received = Some(received.parse().expect("a day"));
        match (read_submission(text, |hash| self.by_hash(hash)), depth) {
            (Ok(filed), Depth::Claim) => json::canonical(&filed.checked(received)),
            (Ok(filed), Depth::Outcome) => json::canonical(&filed.verified(received)),
            (Err(refusals), _) => json::refused(&refusals),
        }
    }
}

fn in_engine(rules: &Rules, vector: &Vector) -> Result<(), Failed> {
    // A page may read in one way and everything else reads in two: both must find the same.
    assert_eq!(json::submission(&vector.text), json::thorough_submission(&vector.text));
    found(&differences(vector, &rules.answer(&vector.text, &vector.received, Depth::Outcome)))
}

fn differences(vector: &Vector, answer: &str) -> Vec<String> {
    let Ok(Value::Object(answer)) = serde_json::from_str(answer) else {
        return vec![format!("no answer in JSON: `{answer}`")];
    };
    let mut differences = Vec::new();
    if vector.expect.contains_key("refused") {
        expectation::refused(&vector.expect, &answer, &mut differences);
    } else {
        expectation::outcome(&vector.expect, &answer, &mut differences);
    }
    differences
}

/// The same bytes, with the outcome and without, and the exit code that tells.
fn in_program(rules: &Rules, vector: &Vector) -> Result<(), Failed> {
    let code = match vector.expect.get("status").and_then(Value::as_str) {
        Some("confirmed") => 0,
        Some(_) => 1,
        None => 2,
    };
    let mut differences = Vec::new();
    for depth in [Depth::Claim, Depth::Outcome] {
        let outcome: &[&str] = if matches!(depth, Depth::Outcome) { &["--outcome"] } else { &[] };
        let arguments = [outcome, &["--json", "--received", &vector.received, "-"]].concat();
        let answered = program::run("verify", &arguments, &[], &vector.text);
        let expected = rules.answer(&vector.text, &vector.received, depth);
        differences.extend(expectation::parting(&format!("{expected}\n"), &answered.stdout));
        if answered.code != Some(code) {
            differences.push(format!("the exit code is {:?}, not {code}: {}", answered.code, answered.stderr));
        }
    }
    found(&differences)
}

fn in_stream(rules: &Rules, vectors: &[Vector]) -> Result<(), Failed> {
    let lines: Vec<&Vector> =
        vectors.iter().filter(|vector| !vector.text.is_empty() && !vector.text.contains('\n')).collect();
    let input: String = lines.iter().flat_map(|vector| [vector.text.as_str(), "\n"]).collect();
    let answered = program::run("verify", &["--ndjson", "--received", STREAMED], &[], &input);
    let answers: Vec<&str> = answered.stdout.lines().collect();
    if (answers.len(), answered.code) != (lines.len(), Some(2)) {
        let (found, code) = (answers.len(), answered.code);
        return Err(format!("{} lines in, {found} out, exit code {code:?}: {}", lines.len(), answered.stderr).into());
    }
    let parting = |(vector, answer): (&&Vector, &str)| {
        let expected = rules.answer(&vector.text, STREAMED, Depth::Claim);
        expectation::parting(&expected, answer).map(|parting| format!("{}: {parting}", vector.id))
    };
    found(&lines.iter().zip(answers).filter_map(parting).collect::<Vec<_>>())
}
