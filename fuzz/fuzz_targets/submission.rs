//! Whatever the text, a signed verification or refusals, whichever way it is read. What is confirmed is what the outcome says, the hash
//! is that of the assessment as it was written, the receipt holds and states what was computed, and what a store keeps verifies alike.

#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use mentormark_rules::verification::Status;
use mentormark_rules::{Date, Plan, json, read_submission};
use mentormark_seal::{Issuer, Keys, Moment, PublicKeys, Verification, check_receipt};
use mentormark_tests::oracle::canonical::canonical;
use mentormark_tests::{claim, random};
use serde_json::{Value, json};
use std::sync::LazyLock;

/// Every released revision with its hash, and the levels that a claim may name, `null` among them.
static PLANS: LazyLock<Vec<(&str, Plan, Vec<Value>)>> = LazyLock::new(|| {
    let plans = mentormark_schemes::revisions().iter().map(|revision| {
        let plan = Plan::from_json(revision.compiled).expect("released rules are sound");
        let levels = plan.scheme().levels.iter().map(|level| json!(level.id.as_str()));
        let levels = levels.chain([Value::Null]).collect();
        (revision.rules_hash, plan, levels)
    });
    plans.collect()
});

/// The time at which everything comes in.
static NOW: LazyLock<Moment> = LazyLock::new(|| "2026-11-22T10:00:00Z".parse().expect("a moment"));

/// The keys of this verifier, and what others have of them.
static KEYS: LazyLock<(Keys, PublicKeys)> = LazyLock::new(|| {
    let keys = Keys::new([7; 32], *NOW);
    let public = keys.public(&Issuer::Key);
    (keys, public)
});

fn by_hash(rules_hash: &str) -> Option<&'static Plan> {
    PLANS.iter().find(|(hash, ..)| *hash == rules_hash).map(|(_, plan, _)| plan)
}

fuzz_target!(|text: &str| {
    assert_eq!(json::submission(text), json::thorough_submission(text), "read fast and read thoroughly");
    let filed = match read_submission(text, by_hash) {
        Ok(filed) => filed,
        Err(refusals) => return assert!(!refusals.as_slice().is_empty(), "refused without a reason"),
    };
    let (submission, today) = (&filed.received().submission, NOW.date());
    let (checked, outcome) = (filed.checked(Some(today)), filed.outcome());
    let sent: Value = serde_json::from_str(text).expect("what is taken is JSON");
    let hash = json::sha256(canonical(&sent["assessment"]).as_bytes());
    assert_eq!(*checked.assessment_hash, *hash, "the hash of what was written");

    let said: Value = serde_json::from_str(&json::canonical(&outcome)).expect("an outcome is JSON");
    let honest = claim::honest(&sent["assessment"], &said)["claim"].clone();
    let is_confirmed = checked.status == Status::Confirmed;
    assert_eq!(is_confirmed, sent["claim"] == honest, "confirmed is what the outcome says: {honest}");
    assert_eq!(is_confirmed, checked.differences.is_empty());

    let stated = Verification::new("fuzz".to_owned(), *NOW, "0.0.0".to_owned(), submission, &checked, &outcome);
    let (keys, public) = &*KEYS;
    let receipt = keys.seal(&Issuer::Key, stated.expect("hashes"), *NOW).expect("it can be signed").to_json();
    let held = check_receipt(&receipt, public).unwrap_or_else(|refusal| panic!("{refusal}: {receipt}"));
    let stated: Value = serde_json::from_str(&json::canonical(held.subject())).expect("a subject is JSON");
    assert_eq!(stated["award"], honest["award"], "the receipt states what was computed");
    assert_eq!(stated["quality"], honest["quality"]);
    assert_eq!(stated["fee"]["gross"], honest["fee"]["gross"]);
    assert_eq!(stated["assessment_hash"], hash);

    assert_eq!(answer(&json::canonical(submission), today), answer(text, today), "what is kept verifies alike");
});

/// What comes of a submission, without the hash of how it was written.
fn answer(text: &str, today: Date) -> Value {
    let filed = read_submission(text, by_hash).unwrap_or_else(|refusals| panic!("{refusals:?}: {text}"));
    let mut answer: Value = serde_json::from_str(&json::canonical(&filed.verified(Some(today)))).expect("it is JSON");
    answer["assessment_hash"].take();
    answer
}

/// The same assessment with an honest claim, or one that is not quite; `None` where it is refused.
fn claimed(rng: &mut fastrand::Rng, sent: &Value) -> Option<Value> {
    let (_, plan, levels) = &PLANS[rng.usize(0..PLANS.len())];
    let named = PLANS.iter().find(|(_, plan, _)| sent["assessment"]["scheme"] == plan.scheme().id.as_str());
    let (plan, levels) = named.map_or((plan, levels), |(_, plan, levels)| (plan, levels));
    let outcome = plan.assess_json(&sent["assessment"].to_string()).ok()?;
    let mut made = claim::honest(&sent["assessment"], &serde_json::from_str(&outcome).ok()?);
    if rng.bool() {
        claim::one_change(rng, &mut made["claim"], levels);
    }
    Some(made)
}

// Bytes alone seldom make JSON, and a changed assessment seldom has the claim it had: most texts are changed as JSON, some claimed anew.
fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let mut rng = random::case(73, u64::from(seed));
    let tree: Option<Value> = serde_json::from_slice(&data[..size]).ok();
    let made = match (rng.u32(0..8), tree) {
        (0, Some(tree)) => Some(random::text::shuffled(&mut rng, &tree)),
        (1..4, Some(tree)) => Some(random::text::mutated(&mut rng, &tree).to_string()),
        (4..6, Some(tree)) => {
            let changed = random::text::mutated(&mut rng, &tree["assessment"]);
            claimed(&mut rng, &json!({ "assessment": changed })).map(|made| made.to_string())
        }
        _ => None,
    };
    match made {
        Some(made) if made.len() <= max_size => {
            data[..made.len()].copy_from_slice(made.as_bytes());
            made.len()
        }
        _ => libfuzzer_sys::fuzzer_mutate(data, size, max_size),
    }
});
