//! `mentormark compile --set`: another reading of a standard, judged by.

use std::{fs, path::Path};

use serde_json::Value;

use crate::{Scratch, run};

const DATA: &str = "../mentormark-schemes/data";

/// An edition with settings, compiled; plain where there are none.
fn reading(name: &str, edition: &str, settings: &[&str]) -> Scratch {
    let output = Scratch::new(&format!("{name}.json"), "");
    let file = format!("{DATA}/{edition}.toml");
    let mut args = vec!["compile", &file, "-o", output.path()];
    args.extend(settings.iter().flat_map(|setting| ["--set", setting]));
    let compiled = run(&args);
    assert_eq!(compiled.code, 0, "{}", compiled.err);
    output
}

/// What a vector gives.
fn given(file: &str, id: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors").join(file);
    let vectors: Vec<Value> = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    vectors.into_iter().find(|vector| vector["id"] == id).unwrap()["given"].take()
}

fn outcome(given: &Value, scheme: &Scratch) -> Value {
    let assessment = Scratch::new(&format!("given-of-{}", scheme.0.file_name().unwrap().display()), &given.to_string());
    let judged = run(&["assess", assessment.path(), "--json", "--scheme-file", scheme.path()]);
    assert_eq!(judged.code, 0, "{}", judged.err);
    serde_json::from_str(&judged.out).unwrap()
}

#[test]
fn a_university_can_be_judged_by_its_lowest_programme_or_by_a_quorum_of_them() {
    let three = given("nms-university/2022/programmes.json", "nms-university-2022-programmes-gold-silver-and-bronze");
    let quality = |name, settings: &[&str]| {
        outcome(&three, &reading(name, "nms-university/2022", settings))["quality"]["level"].take()
    };
    assert_eq!(quality("lowest", &[]), "bronze");
    for (name, setting, level) in [
        ("one", "programmes.combine={ quorum = 1 }", "gold"),
        ("two", "programmes.combine={ quorum = 2 }", "silver"),
        ("three", "programmes.combine={ quorum = 3 }", "bronze"),
    ] {
        assert_eq!(quality(name, &[setting]), level, "{setting}");
    }
    assert_eq!(quality("lowest-again", &["programmes.combine={ quorum = 2 }", "programmes.combine=lowest"]), "bronze");
}

#[test]
fn a_refusal_of_a_quorum_says_how_to_set_one() {
    let file = format!("{DATA}/nms-university/2022.toml");
    for (setting, code, said) in [
        ("programmes.combine.quorum=2", "unknown-setting", "set `programmes.combine` to a table that holds it"),
        ("programmes.combine={ quorum = 2", "toml-syntax", "what `programmes.combine` is set to is not TOML"),
        ("programmes.combine=quorum", "unknown-choice", "`programmes.combine` was set to `quorum`"),
        (
            "programmes.combine={ quorum = 0 }",
            "number-out-of-range",
            "`programmes.combine` was set to `{ quorum = 0 }`",
        ),
    ] {
        let refused = run(&["compile", &file, "--set", setting]);
        assert_eq!((refused.code, refused.out.as_str()), (2, ""), "{setting}");
        assert!(refused.err.contains(&format!("[{code}]")), "{setting}: {}", refused.err);
        assert!(refused.err.contains(said), "{setting}: {}", refused.err);
    }
}

/// The minutes needed off the job, rounded up to a whole hour, under each of the three rules.
const WHOLE_HOURS: [&str; 3] = [
    r#"derived.1.value.difference.1={ product = [{ round = { product = ["weekly-minutes", "planned-weeks", { ratio = [58, 19500] }] }, to = "up" }, 60] }"#,
    r#"derived.2.value.difference.1={ product = [{ round = { product = ["planned-weeks", { ratio = [348, 65] }] }, to = "up" }, 60] }"#,
    r#"derived.3.value.difference.1={ product = [{ round = { product = [{ greatest = [{ product = ["weekly-minutes", "planned-weeks"] }, 93_600] }, { ratio = [58, 19500] }] }, to = "up" }, 60] }"#,
];

#[test]
fn an_apprenticeship_can_be_judged_by_exact_minutes_or_by_whole_hours() {
    let exact = reading("exact-minutes", "learning-mentor/ap01", &[]);
    let whole = reading("whole-hours", "learning-mentor/ap01", &WHOLE_HOURS);
    let mut apprentice =
        given("learning-mentor/ap01/off-the-job.json", "learning-mentor-ap01-off-the-job-six-hours-just-reached");
    // 17,025 minutes and a fifth, which is more than 283 hours.
    apprentice["facts"]["planned-weeks"] = 53.into();
    for (minutes, by_minutes, by_hours) in
        [(17_025, "not-met", "not-met"), (17_026, "met", "not-met"), (17_039, "met", "not-met"), (17_040, "met", "met")]
    {
        apprentice["facts"]["off-the-job-minutes"] = minutes.into();
        for (scheme, expected) in [(&exact, by_minutes), (&whole, by_hours)] {
            let outcome = outcome(&apprentice, scheme);
            let checks = outcome["eligibility"]["checks"].as_array().unwrap();
            let found = checks.iter().find(|check| check["id"] == "off-the-job").unwrap();
            assert_eq!(found["status"], expected, "{minutes} minutes, {}", scheme.path());
        }
    }
}
