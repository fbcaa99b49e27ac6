//! `cargo run --package mentormark-tests --example freeze SCHEME@EDITION`: draws submissions under the newest revision of an edition
//! and keeps them in `tests/frozen` with what comes of verifying them.
//!
//! What is kept there already is never touched.

use std::{env, fs, process::ExitCode};

use mentormark_rules::{Plan, json as rules_json, read_submission};
use mentormark_schemes::{Revision, Shipped};
use mentormark_tests::{
    claim::{honest, one_change},
    frozen,
    oracle::canonical::canonical,
    random,
};
use serde_json::{Value, json};

/// How many submissions are kept for each level that could be awarded, and as many for none.
const FOR_EACH: usize = 3;
/// How many assessments are looked at for them.
const DRAWN: u64 = 4_000;

fn main() -> ExitCode {
    let named = env::args().nth(1).unwrap_or_default();
    let of = |id: &str, edition: &str| named == format!("{id}@{edition}");
    let shipped = mentormark_schemes::all().iter().find(|it| of(it.id, it.edition));
    let newest = mentormark_schemes::revisions().iter().rfind(|it| of(it.id, it.edition) && it.number > 0);
    let (Some(shipped), Some(newest)) = (shipped, newest) else {
        eprintln!("`{named}` is not released: name an edition as SCHEME@EDITION");
        return ExitCode::FAILURE;
    };
    let folder = frozen::folder(newest);
    if folder.exists() {
        eprintln!("{} is kept already, and what is frozen is never drawn again", folder.display());
        return ExitCode::FAILURE;
    }
    let drawn = drawn(shipped, newest);
    fs::create_dir_all(&folder).expect("the folder can be made");
    for (file, of) in [(frozen::SUBMISSIONS, 0), (frozen::VERIFICATIONS, 1)] {
        let lines: String = drawn.iter().flat_map(|pair| [pair[of].as_str(), "\n"]).collect();
        fs::write(folder.join(file), lines).expect("the file can be written");
    }
    println!("{} submissions in {}", drawn.len(), folder.display());
    ExitCode::SUCCESS
}

/// Submissions and their verifications: for each level two that are confirmed and one that differs.
fn drawn(shipped: &Shipped, newest: &Revision) -> Vec<[String; 2]> {
    let plan = Plan::from_json(newest.compiled).expect("released rules are sound");
    let mut levels: Vec<Value> = plan.scheme().levels.iter().map(|level| json!(level.id)).collect();
    levels.push(Value::Null);
    let mut kept = vec![0; levels.len()];
    let mut drawn = Vec::new();
    for number in 0..DRAWN {
        let mut rng = random::case(u64::from(newest.number), number);
        let assessment = random::shipped::assessment(&mut rng, shipped);
        let Ok(outcome) = plan.assess_json(&assessment.to_string()) else { continue };
        let outcome: Value = serde_json::from_str(&outcome).expect("JSON");
        let level = levels.iter().position(|level| *level == outcome["award"]["level"]).expect("a level");
        if kept[level] == FOR_EACH {
            continue;
        }
        kept[level] += 1;
        let mut submission = honest(&assessment, &outcome);
        if kept[level] == FOR_EACH {
            one_change(&mut rng, &mut submission["claim"], &levels);
        }
        let submission = canonical(&submission);
        let filed = read_submission(&submission, |_| Some(&plan)).expect("it was assessed");
        let verification = rules_json::canonical(&filed.verified(frozen::received(newest)));
        drawn.push([submission, verification]);
    }
    drawn
}
