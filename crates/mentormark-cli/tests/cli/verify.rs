//! `mentormark verify`: one submission on paper, streams of them, and how each ends.

use std::{fs, path::Path};

use super::{Scratch, golden, run, run_with};

/// Claims Silver where Bronze may be given.
const SUBMISSION: &str = "tests/samples/submission.json";
const SILVER: &str = r#""award": "silver""#;
/// The day that the sample is judged on.
const THE_DAY: [&str; 2] = ["--received", "2026-11-21"];

fn sample() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(SUBMISSION)).unwrap()
}

/// The hash that the sample names: that of the rules as they ship.
fn shipped_rules() -> &'static str {
    mentormark_schemes::find("nms", "2022").unwrap().rules_hash
}

/// The sample on one line, with `award` claimed.
fn line(award: &str) -> String {
    let text: String = sample().replace(SILVER, &format!(r#""award": {award}"#)).lines().map(str::trim).collect();
    text + "\n"
}

#[test]
fn a_submission_reads_as_something_to_keep() {
    let differs = run(&["verify", SUBMISSION, "--received", "2026-11-22"]);
    assert_eq!((differs.code, differs.err.as_str()), (1, ""));
    golden("verified-differs.txt", &differs.out);
    let honest = run_with(&["verify", THE_DAY[0], THE_DAY[1]], line(r#""bronze""#).as_bytes());
    assert_eq!((honest.code, honest.err.as_str()), (0, ""));
    golden("verified.txt", &honest.out);
}

#[test]
fn what_a_scheme_calls_no_level_and_a_fee_on_one_side_alone_have_words() {
    let claim = |fee: &str| {
        format!(
            r#"{{"assessment":{{"scheme":"mentorsme","as_of":"2026-11-21","facts":{{}},"ratings":{{}}}},
                "wording_hash":"{0}","claim":{{"rules_hash":"{1}","quality":null,"award":null,"fee":{fee}}}}}"#,
            mentormark_rules::json::sha256(b""),
            mentormark_schemes::find("mentorsme", "2012").unwrap().rules_hash
        )
    };
    let honest = run_with(&["verify", THE_DAY[0], THE_DAY[1]], claim("null").as_bytes());
    assert!(honest.out.contains("Award    Visible"), "{}", honest.out);
    assert!(honest.out.ends_with("Fee      no fee known         no fee known\n"), "{}", honest.out);
    let charged = run_with(&["verify", THE_DAY[0], THE_DAY[1]], claim(r#"{"net":1,"vat":0,"gross":1}"#).as_bytes());
    assert!(charged.out.contains("no fee known") && charged.out.ends_with("differs\n"), "{}", charged.out);
}

#[test]
fn the_whole_outcome_follows_where_it_is_asked_for() {
    let short = run(&["verify", SUBMISSION, THE_DAY[0], THE_DAY[1]]);
    let long = run(&["verify", SUBMISSION, THE_DAY[0], THE_DAY[1], "--outcome"]);
    let report = run(&["assess", "tests/samples/charity.json"]);
    assert_eq!(long.out, format!("{}\n{}", short.out, report.out));
}

#[test]
fn a_refused_submission_is_told_on_standard_error_or_as_json() {
    let unknown = sample().replace(shipped_rules(), &format!("sha256:{}", "0".repeat(64)));
    let told = run_with(&["verify"], unknown.as_bytes());
    assert_eq!((told.code, told.out.as_str()), (2, ""));
    assert!(told.err.contains("unknown-rules at /claim/rules_hash"), "{}", told.err);
    let as_json = run_with(&["verify", "--json"], unknown.as_bytes());
    assert_eq!(as_json.code, 2);
    assert!(as_json.out.starts_with(r#"{"refused":[{"code":"unknown-rules""#), "{}", as_json.out);
}

#[test]
fn a_stream_ends_as_its_worst_line_does_and_a_refused_line_stops_no_other() {
    let (honest, differs, refused) = (line(r#""bronze""#), line(r#""silver""#), "{\n".to_owned());
    for (lines, code, statuses) in [
        (vec![], 0, vec![]),
        (vec![&honest, &honest], 0, vec!["confirmed", "confirmed"]),
        (vec![&differs, &honest], 1, vec!["differs", "confirmed"]),
        (vec![&refused, &differs, &honest], 2, vec!["syntax", "differs", "confirmed"]),
    ] {
        let input: String = lines.into_iter().map(String::as_str).collect();
        let run = run_with(&["verify", "--ndjson", THE_DAY[0], THE_DAY[1]], input.as_bytes());
        assert_eq!((run.code, run.out.lines().count()), (code, statuses.len()), "{}", run.err);
        for (line, status) in run.out.lines().zip(statuses) {
            assert!(line.contains(&format!(r#":"{status}""#)), "{line}");
        }
    }
}

#[test]
fn a_stream_goes_on_from_any_line() {
    let awards = [r#""bronze""#, r#""silver""#, "null", r#""gold""#, r#""sliver""#];
    // More than one block of the stream.
    let lines: Vec<String> = (0..400).map(|i| line(awards[i % awards.len()])).collect();
    let input: String = lines.concat();
    let whole = run_with(&["verify", "--ndjson", THE_DAY[0], THE_DAY[1]], input.as_bytes());
    let answers: Vec<&str> = whole.out.lines().collect();
    assert_eq!(answers.len(), 400);
    for from in [1, 2, 57, 399, 400, 401, 1_000] {
        let rest = run_with(
            &["verify", "--ndjson", THE_DAY[0], THE_DAY[1], "--from-line", &from.to_string()],
            input.as_bytes(),
        );
        assert_eq!(rest.out.lines().collect::<Vec<_>>(), answers[(from - 1).min(400)..], "from line {from}");
    }
    let unterminated =
        run_with(&["verify", "--ndjson", THE_DAY[0], THE_DAY[1], "--from-line", "400"], input.trim_end().as_bytes());
    assert_eq!(unterminated.out.lines().collect::<Vec<_>>(), answers[399..]);
}

#[test]
fn the_day_it_came_in_is_today_unless_it_is_given() {
    let caution = r#""cautions":["as-of-not-today","held-unverified"]"#;
    let with = |more: &[&str]| run_with(&[&["verify", "--json"], more].concat(), line(r#""bronze""#).as_bytes()).out;
    assert!(with(&THE_DAY).contains(r#""cautions":["held-unverified"]"#));
    assert!(with(&["--received", "2026-11-20"]).contains(caution));
    // The sample is judged on a day that has passed.
    assert!(with(&[]).contains(caution));
}

#[test]
fn rules_from_a_file_are_known_by_their_hash() {
    let changed = run(&["compile", super::NMS, "--set", "award_rule.sections.needed=5"]);
    let file = Scratch::new("five.json", &changed.out);
    let hash = mentormark_rules::json::sha256(changed.out.as_bytes());
    let claim =
        line(r#""silver""#).replace(shipped_rules(), &hash).replace(r#""quality": "bronze""#, r#""quality": "silver""#);
    let args = ["verify", "--json", "--scheme-file", file.path(), THE_DAY[0], THE_DAY[1]];
    let by_file = run_with(&args, claim.as_bytes());
    assert!(by_file.out.contains(r#""status":"confirmed""#) && by_file.out.contains(&hash), "{}", by_file.out);
    assert!(run_with(&["verify", "--json"], claim.as_bytes()).out.contains("unknown-rules"));
    // What the file takes the place of is still there for what was claimed under it.
    let by_shipped = run_with(&args, line(r#""bronze""#).as_bytes());
    assert!(by_shipped.out.contains(r#""status":"confirmed""#), "{}", by_shipped.out);
}

#[test]
fn a_claim_is_judged_by_the_revision_that_it_names() {
    let of_nms = |revision: &&mentormark_schemes::Revision| (revision.id, revision.edition) == ("nms", "2022");
    let hashes: Vec<&str> =
        mentormark_schemes::revisions().iter().filter(of_nms).map(|revision| revision.rules_hash).collect();
    assert!(hashes.len() >= 2 && hashes.ends_with(&[shipped_rules()]), "{hashes:?}");
    for hash in hashes {
        let claim = line(r#""bronze""#).replace(shipped_rules(), hash);
        let judged = run_with(&["verify", "--json", THE_DAY[0], THE_DAY[1]], claim.as_bytes());
        assert!(judged.out.contains(&format!(r#""rules_hash":"{hash}","status":"confirmed""#)), "{}", judged.out);
    }
}

#[test]
fn a_wrong_command_line_is_bad_input() {
    for more in [&["--from-line", "0", "--ndjson"][..], &["--from-line", "2"], &["--received", "yesterday"]] {
        assert_eq!(run_with(&[&["verify"], more].concat(), b"").code, 2, "{more:?}");
    }
}
