//! `mentormark dry-run`: who gains and who loses where a threshold changes.

use std::fs;

use crate::{NMS, SAMPLE, Scratch, golden, run, run_with, sample_line};

/// The standard with one value changed, compiled.
fn changed(name: &str, setting: &str) -> Scratch {
    let output = Scratch::new(&format!("{name}.json"), "");
    let compiled = run(&["compile", NMS, "--set", setting, "-o", output.path()]);
    assert_eq!(compiled.code, 0, "{}", compiled.err);
    output
}

/// The sample with Awareness below Bronze, which leaves just enough sections at Bronze.
fn with_six_sections() -> String {
    sample_line().replace(r#""awareness.bronze.where-seen": "met""#, r#""awareness.bronze.where-seen": "not-met""#)
}

/// One who stays, one for whom it is close, one that is no JSON and one with a wrong date.
fn lines() -> String {
    let faulty = sample_line().replace("2026-11-21", "2026-02-30");
    [sample_line(), with_six_sections(), "not json".to_owned(), faulty].join("\n") + "\n"
}

#[test]
fn a_raised_threshold_is_a_loss_for_those_who_just_passed() {
    let seven = changed("seven", "award_rule.sections.needed=7");
    let told = run_with(&["dry-run", "--from", "nms@2022", "--to", seven.path()], lines().as_bytes());
    assert_eq!((told.code, told.err.as_str()), (2, ""), "two lines are refused");
    golden("dry-run.txt", &told.out);
    assert!(told.out.lines().all(|line| line.chars().count() <= 80), "a line is too wide");
}

#[test]
fn a_lowered_threshold_is_a_gain() {
    let seven = changed("lowered", "award_rule.sections.needed=7");
    let told = run_with(&["dry-run", "--from", seven.path(), "--to", "nms", "--json"], lines().as_bytes());
    assert_eq!((told.code, told.err.as_str()), (2, ""));
    golden("dry-run.ndjson", &told.out);
    let changes: Vec<&str> =
        told.out.lines().filter_map(|line| line.strip_prefix(r#"{"change":""#)?.split('"').next()).collect();
    assert_eq!(changes, ["same", "gains", "refused", "refused"]);
    assert!(told.out.lines().last().unwrap().starts_with(r#"{"summary":{"#));
}

#[test]
fn the_same_edition_changes_nothing_for_anyone() {
    let told = run(&["dry-run", "--from", "nms", "--to", NMS, "--json", SAMPLE]);
    assert_eq!(told.code, 2, "the sample is laid out over several lines, and each is refused");
    let input = Scratch::new("three.ndjson", &format!("{0}\n{0}\n{0}", sample_line()));
    let told = run(&["dry-run", "--from", "nms", "--to", NMS, "--json", input.path()]);
    assert_eq!((told.code, told.err.as_str()), (0, ""));
    assert_eq!(told.out.matches(r#"{"change":"same""#).count(), 3);
    assert!(told.out.contains(r#""gains":0,"lines":3,"loses":0"#), "{}", told.out);
}

#[test]
fn an_assessment_is_judged_whatever_edition_it_names() {
    let other = sample_line().replace(r#""edition": "2022""#, r#""edition": "1999""#).replacen("nms", "else", 1);
    assert!(other.contains("1999") && other.contains(r#""else""#));
    let told = run_with(&["dry-run", "--from", "nms", "--to", "nms", "--json"], other.as_bytes());
    assert_eq!(told.code, 0, "{}", told.out);
}

#[test]
fn a_line_may_be_refused_under_one_edition_alone() {
    let small = changed("small", "facts.0.most=300");
    let input = sample_line().replace("\"employees\": 180", "\"employees\": 400");
    assert!(input.contains("400"));
    for (from, to, which) in [("nms", small.path(), "second"), (small.path(), "nms", "first")] {
        let told = run_with(&["dry-run", "--from", from, "--to", to], input.as_bytes());
        assert_eq!(told.code, 2);
        let words = told.out.split_whitespace().collect::<Vec<_>>().join(" ");
        let expected = format!("line 1 is refused under the {which}: number-out-of-range at /facts/employees:");
        assert!(words.contains(&expected), "{}", told.out);
    }
    let told = run_with(&["dry-run", "--from", "nms", "--to", small.path(), "--json"], input.as_bytes());
    assert!(told.out.starts_with(r#"{"change":"refused","from":{"award":{"#), "{}", told.out);
    assert!(told.out.contains(r#""to":{"refused":[{"code":"number-out-of-range""#), "{}", told.out);
}

#[test]
fn many_lines_come_in_order_with_their_numbers() {
    let seven = changed("many", "award_rule.sections.needed=7");
    let input = format!("{}\n{}\n", sample_line(), with_six_sections()).repeat(500);
    let told = run_with(&["dry-run", "--from", "nms", "--to", seven.path(), "--json"], input.as_bytes());
    assert_eq!(told.code, 0);
    for (number, line) in (1..=1_000).zip(told.out.lines()) {
        assert!(line.contains(&format!(r#""line":{number},"#)), "{line}");
        assert_eq!(line.starts_with(r#"{"change":"loses""#), number % 2 == 0, "{line}");
    }
    assert!(told.out.lines().last().unwrap().contains(r#""lines":1000,"loses":500"#));
}

#[test]
fn editions_and_files_that_are_not_there_are_told() {
    let unknown = run_with(&["dry-run", "--from", "nsm", "--to", "nms"], b"");
    assert_eq!((unknown.code, unknown.out.as_str()), (2, ""));
    assert!(unknown.err.contains("did you mean `nms`?"), "{}", unknown.err);
    assert_eq!(run_with(&["dry-run", "--from", "nms", "--to", "no-such-file.toml"], b"").code, 3);
    assert_eq!(run(&["dry-run", "--from", "nms", "--to", "nms", "no-such-file.ndjson"]).code, 3);
    let good = changed("good", "award_rule.sections.needed=7");
    let faulty = fs::read_to_string(good.path()).unwrap().replace("aims", "Aims");
    let faulty = Scratch::new("dry-run-faulty.json", &faulty);
    let refused = run_with(&["dry-run", "--from", "nms", "--to", faulty.path()], b"");
    assert_eq!((refused.code, refused.out.as_str()), (2, ""));
    assert!(refused.err.contains("bad-id"), "{}", refused.err);
}
