//! Whatever the text, a plan or refusals. A plan answers an assessment in which nothing is answered, and says the same of it in
//! its full outcome as in its verdict.

#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use mentormark_rules::Plan;
use mentormark_tests::oracle::canonical::canonical;
use mentormark_tests::random;
use mentormark_tests::verdict;
use serde_json::{Value, json};

fuzz_target!(|text: &str| {
    let Ok(plan) = Plan::from_json(text) else { return };
    let scheme = plan.scheme();
    let levels: Vec<String> = scheme.levels.iter().map(|level| level.id.as_str().to_owned()).collect();
    let assessment = json!({ "scheme": scheme.id.as_str(), "edition": scheme.edition.as_str(),
        "as_of": scheme.starts_on.to_string(), "facts": {}, "ratings": {} });
    let assessment = assessment.to_string();
    let answered = plan.assess_json(&assessment).unwrap_or_else(|refusals| panic!("{refusals:?}"));
    let outcome: Value = serde_json::from_str(&answered).expect("an outcome is JSON");
    assert_eq!(answered, canonical(&outcome), "an outcome is canonical");
    assert_eq!(verdict::differences(&plan, &levels, &assessment, &outcome), Vec::<String>::new());
});

// Bytes alone seldom make JSON, and JSON alone seldom a scheme: half of the texts are changed as JSON, and a few drawn anew.
fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let mut rng = random::case(71, u64::from(seed));
    let made = match rng.u32(0..16) {
        0 => Some(random::schemes::scheme(&mut rng)),
        1..8 => serde_json::from_slice(&data[..size]).ok().map(|tree| random::text::mutated(&mut rng, &tree)),
        _ => None,
    };
    match made.map(|tree| tree.to_string().into_bytes()) {
        Some(made) if made.len() <= max_size => {
            data[..made.len()].copy_from_slice(&made);
            made.len()
        }
        _ => libfuzzer_sys::fuzzer_mutate(data, size, max_size),
    }
});
