//! The tutorial in `docs/scheme-format.md`: each step compiles, and its answers come out as the text says.

use std::{fs, path::PathBuf};

use mentormark_author::{Anchors, Compiled, RateTables, SchemeFile, Setting, compile, render};
use mentormark_rules::{Code, Plan};
use serde_json::{Value, json};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn text(path: &str) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The fenced blocks of the guide that start with this.
fn blocks(fence: &str) -> Vec<String> {
    let guide = text("docs/scheme-format.md");
    let mut blocks = Vec::new();
    let mut lines = guide.lines();
    while lines.any(|line| line == format!("```{fence}")) {
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").chain([""]).collect();
        blocks.push(block.join("\n"));
    }
    blocks
}

fn step(number: usize) -> String {
    let mut blocks = blocks(&format!("toml tutorial-{number}"));
    assert_eq!(blocks.len(), 1, "step {number}");
    blocks.remove(0)
}

fn sources() -> Anchors {
    let blocks = blocks("toml tutorial-sources");
    assert_eq!(blocks.len(), 1);
    Anchors::read(&SchemeFile { name: "sources.toml", text: &blocks[0] }).unwrap()
}

fn rate_tables() -> RateTables {
    let vat = "crates/mentormark-schemes/policy/vat";
    let mut tables = RateTables::default();
    tables.add(&SchemeFile { name: "uk-standard.toml", text: &text(&format!("{vat}/uk-standard.toml")) }).unwrap();
    let sources = text(&format!("{vat}/sources.toml"));
    tables.add_sources("vat", &Anchors::read(&SchemeFile { name: "sources.toml", text: &sources }).unwrap());
    tables
}

fn compiled(text: &str, settings: &[&str]) -> Compiled {
    let settings: Vec<Setting> = settings.iter().map(|setting| setting.parse().unwrap()).collect();
    compile(&SchemeFile { name: "2026.toml", text }, &sources(), &rate_tables(), &settings)
        .unwrap_or_else(|faults| panic!("{}", render(&faults, text, false)))
}

/// What a step says of an assessment.
fn outcome(plan: &Plan, assessment: &Value) -> Value {
    let outcome = plan.assess_json(&assessment.to_string()).unwrap_or_else(|refusals| panic!("{refusals}"));
    serde_json::from_str(&outcome).unwrap()
}

fn plan(number: usize) -> Plan {
    Plan::from_json(&compiled(&step(number), &[]).json).unwrap()
}

/// An assessment of a garden with every criterion met but these, which are rated otherwise.
fn garden(plan: &Plan, others: &Value) -> Value {
    let mut ratings: serde_json::Map<String, Value> =
        plan.scheme().criteria().map(|criterion| (criterion.id.to_string(), json!("met"))).collect();
    for (id, rating) in others.as_object().unwrap() {
        assert!(ratings.insert(id.clone(), rating.clone()).is_some(), "{id}");
    }
    ratings.retain(|_, rating| !rating.is_null());
    json!({ "scheme": "garden", "as_of": "2026-06-01", "facts": {}, "ratings": ratings })
}

/// Levels as `quality/award`, `-` for none.
fn levels(outcome: &Value) -> String {
    let level = |of: &str| outcome[of]["level"].as_str().unwrap_or("-").to_owned();
    format!("{}/{}", level("quality"), level("award"))
}

fn section(outcome: &Value, id: &str) -> String {
    let sections = outcome["sections"].as_array().unwrap();
    let section = sections.iter().find(|section| section["id"] == id).unwrap();
    section["level"].as_str().unwrap_or("-").to_owned()
}

#[test]
fn every_step_compiles_and_loads() {
    for number in 1..=6 {
        assert_eq!(plan(number).scheme().id.as_str(), "garden", "step {number}");
    }
    assert_eq!(blocks("toml tutorial-7").len(), 0, "add the step here");
}

#[test]
fn step_1_tells_what_is_certain_from_what_is_possible() {
    let first: Value = serde_json::from_str(&blocks("json")[0]).unwrap();
    let outcome = outcome(&plan(1), &first);
    assert_eq!((&outcome["award"]["level"], &outcome["award"]["could_reach"]), (&Value::Null, &json!("bud")));
    assert_eq!(outcome["routes"][0]["lift"], json!([{ "criterion": "welcome.path", "to": "met" }]));
    let misspelt = step(1).replace("rated = \"met\"", "rated = \"mett\"");
    let faults = compile(&SchemeFile { name: "2026.toml", text: &misspelt }, &sources(), &rate_tables(), &[]);
    let faults = faults.unwrap_err();
    assert_eq!(
        (faults.len(), faults[0].code, faults[0].did_you_mean.as_deref()),
        (1, Code::UnknownRating, Some("met"))
    );
}

#[test]
fn step_2_asks_two_parts_and_no_part_more_than_one_below() {
    let plan = plan(2);
    let not_bloom = json!({ "growing.wildlife": "not-met", "growing.seeds": "not-met" });
    let bloom = outcome(&plan, &garden(&plan, &not_bloom));
    assert_eq!((levels(&bloom).as_str(), section(&bloom, "growing").as_str()), ("bloom/bloom", "bud"));
    let not_bud = json!({ "growing.compost": "not-met", "growing.water": "not-met" });
    let bud = outcome(&plan, &garden(&plan, &not_bud));
    assert_eq!((levels(&bud).as_str(), section(&bud, "growing").as_str()), ("bud/bud", "-"));
    // More than half of 2 is 2.
    let one_less = outcome(&plan, &garden(&plan, &json!({ "people.ideas": "not-met" })));
    assert_eq!(section(&one_less, "people"), "bud");
}

#[test]
fn step_3_leaves_out_what_does_not_apply_and_asks_why() {
    let plan = plan(3);
    let growing = |others: &Value| section(&outcome(&plan, &garden(&plan, others)), "growing");
    assert_eq!(growing(&json!({ "growing.compost": "not-met" })), "bloom");
    assert_eq!(growing(&json!({ "growing.water": "not-applicable" })), "bloom");
    assert_eq!(growing(&json!({ "growing.water": "not-applicable", "growing.compost": "not-met" })), "-");
    let mut assessment = garden(&plan, &json!({ "people.children": "not-applicable", "people.contact": "not-met" }));
    let mut unanswered = |note: &str| {
        assessment["evidence"] = json!({ "people.children": { "note": note } });
        let outcome = outcome(&plan, &assessment);
        outcome["sections"][2]["tallies"][0]["unanswered"].clone()
    };
    assert_eq!((unanswered("  "), unanswered("A hospital garden for adults")), (json!(1), json!(0)));
    let elsewhere = garden(&plan, &json!({ "welcome.sign": "not-applicable" })).to_string();
    let refusals = plan.assess_json(&elsewhere).unwrap_err().into_vec();
    assert_eq!(refusals[0].code, Code::NotApplicableForbidden);
}

#[test]
fn step_4_asks_for_a_year_and_waits_for_what_is_not_said() {
    let plan = plan(4);
    let check = |facts: Value, as_of: &str| {
        let mut assessment = garden(&plan, &json!({}));
        assessment["facts"] = facts;
        assessment["as_of"] = as_of.into();
        outcome(&plan, &assessment)
    };
    let opened = || json!({ "open-to-all": true, "open-since": "2025-06-01" });
    let early = check(opened(), "2026-05-31");
    assert_eq!((levels(&early), &early["eligibility"]["checks"][1]["status"]), ("bloom/-".into(), &json!("not-met")));
    assert_eq!(levels(&check(opened(), "2026-06-01")), "bloom/bloom");
    let unsaid = check(json!({ "open-to-all": true }), "2026-06-01");
    assert_eq!((levels(&unsaid), &unsaid["eligibility"]["status"]), ("bloom/-".into(), &json!("undetermined")));
    assert_eq!(unsaid["award"]["could_reach"], "bloom");
}

#[test]
fn step_5_lets_nobody_rise_before_six_months_are_complete() {
    let plan = plan(5);
    let mut assessment = garden(&plan, &json!({}));
    assessment["facts"] = json!({ "open-to-all": true, "open-since": "2025-06-01" });
    let newcomer = outcome(&plan, &assessment);
    assert_eq!((levels(&newcomer).as_str(), &newcomer["award"]["limited_by"][0]), ("bloom/bud", &json!("progression")));
    assessment["held"] = json!({ "level": "bud", "awarded_on": "2026-03-01" });
    for (as_of, expected) in [("2026-08-31", "bloom/bud"), ("2026-09-01", "bloom/bloom")] {
        assessment["as_of"] = as_of.into();
        let outcome = outcome(&plan, &assessment);
        assert_eq!(levels(&outcome), expected, "{as_of}");
        let days: Vec<&Value> = outcome["progression"].as_array().unwrap().iter().collect();
        let bloom = days.iter().find(|day| day["level"] == "bloom").unwrap();
        assert_eq!(bloom["earliest"], "2026-09-01");
    }
}

#[test]
fn step_6_comes_out_as_its_table_says() {
    let mut last: Value = serde_json::from_str(&blocks("json")[1]).unwrap();
    let plan = plan(6);
    let outcome_of = |assessment: &Value| outcome(&plan, assessment);
    let found = outcome_of(&last);
    assert_eq!(found["eligibility"]["status"], "eligible");
    assert_eq!(["welcome", "growing", "people"].map(|id| section(&found, id)), ["bloom", "bud", "bloom"]);
    let growing = &found["sections"][1]["tallies"];
    let tally = |level: usize| {
        (growing[level]["met"].clone(), growing[level]["of"].clone(), growing[level]["not_applicable"].clone())
    };
    assert_eq!((tally(0), tally(1)), ((json!(2), json!(3), json!(1)), (json!(0), json!(2), json!(0))));
    assert_eq!(levels(&found), "bloom/bloom");
    assert_eq!(found["validity"], json!({ "last_day": "2028-08-31", "months": 24, "renew_from": "2028-06-01" }));
    let fee = &found["fee"];
    assert_eq!(
        [&fee["band"], &fee["net"], &fee["vat"], &fee["gross"], &fee["vat_rate_bp"]],
        [&json!("large"), &json!(7_500), &json!(1_500), &json!(9_000), &json!(2_000)]
    );

    let half = compiled(&step(6), &["section_rule.share.of=at-least-half"]);
    assert_ne!(half.rules_hash, compiled(&step(6), &[]).rules_hash);
    let half = Plan::from_json(&half.json).unwrap();
    let mut no_tours = last.clone();
    assert_eq!(no_tours["ratings"]["welcome.tours"].take(), "met");
    no_tours["ratings"]["welcome.tours"] = "not-met".into();
    let as_most = outcome_of(&no_tours);
    let bloom = &as_most["sections"][0]["tallies"][1];
    assert_eq!((&bloom["met"], &bloom["of"]), (&json!(1), &json!(2)));
    assert_eq!(["welcome", "growing", "people"].map(|id| section(&as_most, id)), ["bud", "bud", "bloom"]);
    assert_eq!(levels(&as_most), "bud/bud");
    assert_eq!(levels(&outcome(&half, &no_tours)), "bloom/bloom");

    last["as_of"] = "2026-08-31".into();
    let early = outcome_of(&last);
    assert_eq!((levels(&early).as_str(), &early["award"]["limited_by"][0]), ("bloom/bud", &json!("progression")));
    last["facts"].as_object_mut().unwrap().remove("plots");
    let fee = &outcome_of(&last)["fee"];
    assert_eq!((&fee["status"], &fee["needs"]), (&json!("unknown"), &json!(["plots"])));
}

#[test]
fn a_fact_that_stands_twice_is_rearranged_as_the_guide_has_it() {
    let facts = ["volunteers", "staff"].map(|id| {
        format!("[[facts]]\nid = \"{id}\"\nkind = \"count\"\nleast = 1\nmost = 100\nsource = \"garden#parts\"\n\n")
    });
    let checks: Vec<String> =
        blocks("toml").into_iter().filter(|block| block.contains("id = \"half-volunteers\"")).collect();
    assert_eq!(checks.len(), 2);
    let faults = |check: &str| {
        let text = format!("{}\n{}{check}", step(2), facts.concat());
        let compiled = compile(&SchemeFile { name: "2026.toml", text: &text }, &sources(), &rate_tables(), &[]);
        compiled.err().unwrap_or_default().iter().map(|fault| fault.code).collect::<Vec<Code>>()
    };
    assert_eq!(faults(&checks[0]), [Code::FactUsedTwice]);
    assert_eq!(faults(&checks[1]), []);
}
