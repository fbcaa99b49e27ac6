//! What a person reads of each shipped scheme: its rules, and reports that need its own words.

use std::{
    env, fs,
    io::Write,
    path::Path,
    process::{Command, Stdio},
};

use mentormark_rules::{Plan, Scheme, Wording};

fn run(args: &[&str], input: &str) -> String {
    let mut child = Command::new(env!("CARGO_BIN_EXE_mentormark"))
        .args(args)
        .env_remove("NO_COLOR")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{args:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// Holds `found` against the golden file, or writes that with `BLESS=1`. The hash of the rules is left out: it is told elsewhere.
fn golden(name: &str, found: &str) {
    let mut lines: Vec<&str> = found.lines().filter(|line| !line.starts_with("Rules  ")).collect();
    lines.push("");
    let found = lines.join("\n");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if env::var_os("BLESS").is_some() {
        fs::write(&path, &found).unwrap();
    }
    assert_eq!(found, fs::read_to_string(&path).unwrap_or_default(), "{name}: look at it, then set BLESS=1 to keep it");
}

/// The part of a page before a line.
fn before<'p>(page: &'p str, line: &str) -> &'p str {
    page.split_once(&format!("\n{line}\n")).map_or(page, |(before, _)| before)
}

fn scheme(id: &str) -> Scheme {
    let shipped = mentormark_schemes::all().iter().find(|shipped| shipped.id == id).unwrap();
    Plan::from_json(shipped.compiled).unwrap().scheme().clone()
}

/// The ratings that `rate` gives, as JSON.
fn ratings(scheme: &Scheme, rate: impl Fn(&str) -> Option<&'static str>) -> String {
    let rated =
        scheme.criteria().filter_map(|criterion| Some(format!("\"{}\":\"{}\"", criterion.id, rate(&criterion.id)?)));
    format!("{{{}}}", rated.collect::<Vec<_>>().join(","))
}

#[test]
fn the_rules_of_every_scheme_read_as_they_did() {
    for shipped in mentormark_schemes::all() {
        let page = run(&["show", shipped.id], "");
        assert!(page.lines().all(|line| line.chars().count() <= 80), "{}: a line is too wide", shipped.id);
        let first = &scheme(shipped.id).sections[0];
        let words = Wording::from_json(shipped.words[0].compiled).unwrap();
        golden(
            &format!("show-{}.txt", shipped.id),
            before(&page, &words.sections.get(first.id.as_str()).unwrap().name),
        );
    }
}

/// What the page of a scheme says of its fee, on one line.
fn fee(scheme: &str, file: &str) -> String {
    let page = run(&["show", scheme, "--scheme-file", file], "");
    let (_, fee) = page.split_once("\nFee\n").unwrap();
    fee.split_once("\n\n").unwrap().0.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_fee_is_said_by_its_limits_and_in_the_order_of_the_ladder() {
    let by_size = fee("cyber-essentials", "../../tests/schemes/cyber-essentials/2021.toml");
    let bands = "- The fee band goes by “employees”. - micro, from 0 to 9: £400.00 plus VAT. - small, from 10 to 49: £500.00 \
                 plus VAT. - medium, from 50 to 249: £550.00 plus VAT. - large, from 250: £600.00 plus VAT.";
    assert!(by_size.contains(bands), "{by_size}");
    let by_level = fee("programme-table", "../../tests/schemes/programme-table/1.toml");
    let bands = "- The fee band goes by “programmes-run” and “programmes-planned” together. - few, from 1 to 4: [6] - bronze: \
                 €120.00 - silver: €220.00 - gold: €320.00 - many, from 5: [6] - bronze: €150.00 - silver: €250.00 - gold: \
                 €400.00";
    assert!(by_level.contains(bands), "{by_level}");
}

#[test]
fn another_limit_of_a_band_is_on_the_page() {
    let output = env::temp_dir().join(format!("mentormark-limit-{}.json", std::process::id()));
    let path = output.to_str().unwrap();
    run(&["compile", "../mentormark-schemes/data/nms/2022.toml", "--set", "fee.bands.1.from=300", "-o", path], "");
    let fee = fee("nms", path);
    fs::remove_file(&output).unwrap();
    assert!(fee.contains("from 0 to 299: £800.00") && fee.contains("from 300: £1,400.00"), "{fee}");
}

#[test]
fn a_page_names_every_source_and_every_criterion() {
    for shipped in mentormark_schemes::all() {
        let page = run(&["show", shipped.id], "");
        let one_line = page.split_whitespace().collect::<Vec<_>>().join(" ");
        let words = Wording::from_json(shipped.words[0].compiled).unwrap();
        let said = |text: &str| one_line.contains(&text.split_whitespace().collect::<Vec<_>>().join(" "));
        for (anchor, source) in &words.sources {
            let because = source.because.as_deref().unwrap_or_default();
            let is_said = said(&source.says) && said(&source.place) && said(because);
            assert!(is_said, "{} does not say {anchor}", shipped.id);
        }
        for criterion in words.criteria.keys() {
            assert!(one_line.contains(&format!("({criterion}")), "{} does not show {criterion}", shipped.id);
        }
    }
}

#[test]
fn a_report_of_marks_names_times_checks_and_a_retired_edition() {
    let scheme = scheme("learning-mentor");
    let rate = |id: &str| match id {
        "observation.opening" => Some("one"),
        "discussion.role" => None,
        "discussion.respect" => Some("zero"),
        _ => Some("two"),
    };
    let facts = r#"{"start-date":"2023-09-01","age-at-start":20,"weekly-minutes":2250,"planned-weeks":60,
        "off-the-job-minutes":20000,"employer-decision":true,"english-and-maths":false,"ict":true,"safeguarding":true,
        "showcase":true,"ksbs":false,"observation-1-minutes":50,"observation-2-minutes":48}"#;
    let ratings = ratings(&scheme, rate);
    let text = format!(r#"{{"scheme":"learning-mentor","as_of":"2025-09-01","facts":{facts},"ratings":{ratings}}}"#);
    golden("report-learning-mentor.txt", before(&run(&["assess"], &text), "Sources"));
}

#[test]
fn a_report_of_checks_says_what_is_met_and_what_is_open() {
    let rate = |id: &str| id.contains(".award.").then_some("met");
    let ratings = ratings(&scheme("qim"), rate);
    let facts = r#"{"supports-vulnerable":true,"mentors-primarily-mentor":true,"full-cycle":true,
        "funding-secured-until":"2027-01-01","nation":"scotland"}"#;
    let held = r#"{"level":"award","awarded_on":"2024-05-01"}"#;
    let text = format!(r#"{{"scheme":"qim","as_of":"2026-11-22","held":{held},"facts":{facts},"ratings":{ratings}}}"#);
    golden("report-qim.txt", before(&run(&["assess"], &text), "Sources"));
}

#[test]
fn a_report_of_a_role_leaves_out_what_does_not_apply() {
    let rate = |id: &str| (!id.ends_with("p3")).then_some("evidenced");
    let ratings = ratings(&scheme("nos-coaching-mentoring"), rate);
    let text = format!(
        r#"{{"scheme":"nos-coaching-mentoring","as_of":"2026-11-22","facts":{{"profile":"mentor"}},"ratings":{ratings}}}"#
    );
    golden("report-nos-coaching-mentoring.txt", before(&run(&["assess"], &text), "Sources"));
}

#[test]
fn a_report_of_one_level_names_the_outcome_below_it() {
    let rate = |id: &str| (!id.starts_with("developing")).then_some("met");
    let ratings = ratings(&scheme("mentorsme"), rate);
    let text = format!(r#"{{"scheme":"mentorsme","as_of":"2026-11-22","facts":{{}},"ratings":{ratings}}}"#);
    golden("report-mentorsme.txt", before(&run(&["assess"], &text), "Sources"));
}

#[test]
fn a_report_of_programmes_names_each() {
    let scheme = scheme("nms-university");
    let programme = |id, rate: &dyn Fn(&str) -> Option<&'static str>| {
        format!(r#"{{"id":"{id}","ratings":{}}}"#, ratings(&scheme, rate))
    };
    let programmes = [
        programme("peer", &|id| (!id.contains("gold")).then_some("met")),
        programme("reverse", &|id| id.contains("bronze").then(|| if id.starts_with('a') { "not-met" } else { "met" })),
    ];
    let text = format!(
        r#"{{"scheme":"nms-university","as_of":"2026-11-22","target":"silver","facts":{{"employees":300}},"programmes":[{}]}}"#,
        programmes.join(",")
    );
    golden("report-nms-university.txt", before(&run(&["assess"], &text), "Sources"));
}

/// The report of an assessment under a scheme from a file, on one line.
fn report(file: &str, assessment: &str) -> String {
    let page = run(&["assess", "-", "--scheme-file", file], assessment);
    page.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Holds that each of some sentences stands on a page, and that none of some others does.
fn says(page: &str, said: &[&str], unsaid: &[&str]) {
    for sentence in said {
        assert!(page.contains(sentence), "`{sentence}` is not in: {page}");
    }
    for sentence in unsaid {
        assert!(!page.contains(sentence), "`{sentence}` is in: {page}");
    }
}

#[test]
fn a_section_that_may_apply_counts_no_rating_and_names_the_blank_fact() {
    let rate = |id: &str| (!id.ends_with("p3")).then_some("evidenced");
    let ratings = ratings(&scheme("nos-coaching-mentoring"), rate);
    let text =
        format!(r#"{{"scheme":"nos-coaching-mentoring","as_of":"2026-11-22","facts":{{}},"ratings":{ratings}}}"#);
    let page = run(&["assess"], &text).split_whitespace().collect::<Vec<_>>().join(" ");
    let said = [
        "10 criteria are not answered yet, and some of them may not apply; still to be answered: Role and Standards in your list",
        "- 28 ratings count only if their criteria apply, which depends on what is still to be answered: Role and Standards in \
         your list.",
        "- Whether CM02 Agree contracts with stakeholders applies depends on what is still to be answered: Role and Standards \
         in your list.",
        "- CM02 Agree contracts with stakeholders: none yet, could still reach Competent. Competent: 13 of 14 rated, if it \
         applies",
        "8 are needed for Competent. This depends on what is still to be answered: Role and Standards in your list.",
    ];
    says(&page, &said, &["not applicable"]);
}

#[test]
fn a_section_that_no_role_could_give_a_level_is_not_said_to_be_settled_while_the_role_is_blank() {
    let page = |facts: &str| {
        let ratings = r#"{"cm02.p1":"not-evidenced","cm02.p2":"evidenced"}"#;
        let head = r#""scheme":"nos-coaching-mentoring","as_of":"2026-06-01""#;
        let text = format!(r#"{{{head},"facts":{facts},"ratings":{ratings}}}"#);
        run(&["assess"], &text).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let on = "depends on what is still to be answered: Role and Standards in your list.";
    let said = [
        "141 criteria are not answered yet, and some of them may not apply;",
        &format!("- 2 ratings count only if their criteria apply, which {on}"),
        &format!("- Whether CM02 Agree contracts with stakeholders applies {on}"),
        "- CM02 Agree contracts with stakeholders: none yet. Competent: 2 of 14 rated, if it applies",
    ];
    says(&page("{}"), &said, &["does not apply", "do not apply here"]);
    says(
        &page(r#"{"profile":"mentor"}"#),
        &["- 2 ratings do not count: their criteria do not apply here."],
        &["only if"],
    );
}

#[test]
fn a_length_that_is_blank_is_named_and_one_that_is_given_is_not() {
    let ratings = ratings(&scheme("learning-mentor"), |_| Some("two"));
    let page = |facts: &str| {
        let text =
            format!(r#"{{"scheme":"learning-mentor","as_of":"2025-06-22","facts":{facts},"ratings":{ratings}}}"#);
        run(&["assess"], &text).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let said = [
        "- Observations does not reach Pass yet. Still to be answered: Second observation.",
        "together give no level. This depends on what is still to be answered: Second observation and Professional discussion.",
    ];
    says(&page(r#"{"observation-1-minutes":60}"#), &said, &["would have to be different"]);
    // No way up names what the observations hang on, where the discussion stands in every way.
    let said = ["; some of these are still to be answered: First observation and Second observation Who may apply"];
    says(&page(r#"{"discussion-minutes":10}"#), &said, &[]);
    // Too long already, whatever the second comes to.
    let too_long = page(r#"{"discussion-minutes":60,"observation-1-minutes":200}"#);
    says(
        &too_long,
        &["would have to be different, or given"],
        &["observation Who may apply", "give no level. This depends"],
    );
}

#[test]
fn a_criterion_that_does_not_apply_is_not_said_to_be_open() {
    let file = "../../tests/schemes/choices-and-steps/1.toml";
    let rated = r#""core.purpose":"met","core.safety-lead":"met","place.access":"met","place.travel":"met""#;
    let page = |region: &str| {
        let facts = format!(r#"{region}"settings":["online"],"suspended":false,"participants":10"#);
        let head = r#""scheme":"choices-and-steps","edition":"1","as_of":"2026-11-22""#;
        report(file, &format!("{{{head},\"facts\":{{{facts}}},\"ratings\":{{{rated}}}}}"))
    };
    says(
        &page(r#""region":"abroad","#),
        &["- 2 ratings do not count: their criteria do not apply here."],
        &["only if"],
    );
    says(&page(""), &[], &["do not apply here"]);
}

#[test]
fn what_a_level_needs_besides_is_named_where_it_is_open() {
    let file = "../../tests/schemes/programme-table/1.toml";
    let page = |facts: &str| {
        let facts = format!(
            r#"{facts}"kind":"charity","reviewed-on":"2026-11-20","programmes-run":1,"programmes-planned":1,"people":50"#
        );
        let plan = run(&["show", "programme-table", "--scheme-file", file, "--json"], "");
        let plan = Plan::from_json(plan.trim_end()).unwrap();
        let ratings = ratings(plan.scheme(), |_| Some("yes"));
        let head = r#""scheme":"programme-table","edition":"1","as_of":"2026-11-22""#;
        let held = r#""held":{"level":"bronze","awarded_on":"2025-12-01"}"#;
        report(file, &format!("{{{head},{held},\"facts\":{{{facts}}},\"ratings\":{ratings}}}"))
    };
    let said = [
        "Answers incomplete: some of these are still to be answered: kind, trustees, accounts-filed and opened-on",
        "- Gold also needs “standing-for-gold”. Whether that is so depends on answers of which some are still to be given: \
         kind, trustees and accounts-filed.",
    ];
    says(&page(""), &said, &["which is missing", "something is still to be answered"]);
    let settled = page(r#""trustees":1,"opened-on":"2020-01-01","#);
    says(&settled, &["Answers complete", "- Gold also needs “standing-for-gold”, which is missing."], &["depends on"]);
}

#[test]
fn the_level_applied_for_is_asked_for_where_the_fee_hangs_on_it() {
    let file = "../../tests/schemes/programme-table/1.toml";
    let facts = r#"{"kind":"charity","trustees":3,"opened-on":"2020-01-01","reviewed-on":"2020-01-01","programmes-run":1,
        "programmes-planned":1,"people":50}"#;
    let head = r#""scheme":"programme-table","edition":"1","as_of":"2026-11-22""#;
    let page = report(file, &format!("{{{head},\"facts\":{facts},\"ratings\":{{}}}}"));
    says(&page, &["it is still to be said which level is applied for"], &[]);
}

/// The page of the rules of a scheme from a file, on one line.
fn rules(name: &str, file: &str) -> String {
    let page = run(&["show", name, "--scheme-file", file], "");
    page.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn rules_say_which_criteria_they_look_at() {
    let page = rules("weighted-parts", "../../tests/schemes/weighted-parts/1.toml");
    let said = [
        "- the ratings make at least 10 of 12 points from the criteria that the rule lists: [13] - plan.aim - learn.review",
        "- none of the criteria under “core” are rated below “sound”",
        "plan - plan.aim (counts 2 times; under “core”) - plan.people - plan.money (can be rated not applicable)",
        "- For the greater of 0 and (“partners” less 1) above 0, each one adds £0.99 before VAT.",
        "- (“trained” × 100)/“mentors”, rounded to the nearest whole number, is at least 80.",
        "- it has at least 60% of the points that it could have",
        "- last-review-on (a date from 1 January 2000 to 31 December 2099)",
    ];
    says(&page, &said, &["on a list", "further-partners"]);
    let page = rules("choices-and-steps", "../../tests/schemes/choices-and-steps/1.toml");
    let said = [
        "- core.safety-lead (under “safety”; applies only where",
        "“helpers” is at least “participants”/20, rounded up.",
        "- The next award can be up to 2 levels above the one held, and no more.",
    ];
    says(&page, &said, &[]);
    let page = rules("openssf-passing", "../../tests/schemes/openssf-passing/2016.toml");
    says(&page, &["- contribution (must be met)", "- dco (should be met)"], &[]);
    let page = rules("investing-in-volunteers", "../../tests/schemes/investing-in-volunteers/nine-indicators.toml");
    says(&page, &["- missing. [2] - shown: the criterion is met. [2]"], &["missing: "]);
    let page = rules("unicef-rrsa", "../../tests/schemes/unicef-rrsa/2019.toml");
    says(&page, &["- bronze need not be held for any time before a higher award."], &["0 months"]);
    let page = rules("programme-table", "../../tests/schemes/programme-table/1.toml");
    let table = "- bronze: with practice at bronze and results at bronze - no level: in every other case";
    says(&page, &[table, "come to at least 0 days and at most 30 days"], &[]);
}
