//! Whatever the text, an outcome or refusals, whichever way it is read. An outcome is canonical, and the verdict says the same.

#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use mentormark_rules::{Plan, json};
use mentormark_tests::oracle::canonical::canonical;
use mentormark_tests::random;
use mentormark_tests::verdict;
use serde_json::Value;
use std::sync::LazyLock;

/// One scheme that asks for one fact, and one whose gateway asks for many facts.
static PLANS: LazyLock<Vec<(Plan, Vec<String>)>> = LazyLock::new(|| {
    let plans = [("nms", "2022"), ("learning-mentor", "ap01")].map(|(id, edition)| {
        let shipped = mentormark_schemes::find(id, edition).expect("it is shipped");
        let plan = Plan::from_json(shipped.compiled).expect("a shipped scheme is sound");
        let levels = plan.scheme().levels.iter().map(|level| level.id.as_str().to_owned()).collect();
        (plan, levels)
    });
    plans.into()
});

fuzz_target!(|text: &str| {
    assert_eq!(json::assessment(text), json::thorough_assessment(text), "read fast and read thoroughly");
    for (plan, levels) in PLANS.iter() {
        match plan.assess_json(text) {
            Ok(answered) => {
                let outcome: Value = serde_json::from_str(&answered).expect("an outcome is JSON");
                assert_eq!(answered, canonical(&outcome), "an outcome is canonical");
                assert_eq!(verdict::differences(plan, levels, text, &outcome), Vec::<String>::new());
            }
            Err(refusals) => assert!(!refusals.as_slice().is_empty(), "refused without a reason"),
        }
    }
});

// Bytes alone seldom make JSON: half of the texts are changed as JSON.
fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let mut rng = random::case(72, u64::from(seed));
    let made = match rng.u32(0..8) {
        0 => serde_json::from_slice(&data[..size]).ok().map(|tree: Value| random::text::shuffled(&mut rng, &tree)),
        1..4 => {
            serde_json::from_slice(&data[..size]).ok().map(|tree| random::text::mutated(&mut rng, &tree).to_string())
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
