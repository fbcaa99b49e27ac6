//! What a form asks for, and which levels can be reached at all.

use alloc::{format, string::String, vec::Vec};

use crate::{Code, Plan, Refusals};

const KIND: &str = r#"{ "id": "kind", "kind": "choice", "options": ["a", "b", "c"], "source": "example#all" }"#;

/// The scheme of the examples, with this in place of its sections' head and of what its award rule asks besides.
fn plan(facts: &str, of_second: &str, award: &str) -> Result<Plan, Refusals> {
    let scheme = include_str!("../../examples/two-sections.json");
    let scheme = scheme.replace(r#""sections": ["#, &format!(r#""facts": [{facts}], "sections": ["#));
    let scheme = scheme.replace(r#"{ "id": "two","#, &format!(r#"{{ "id": "two", {of_second}"#));
    let sections = r#""sections": { "needed": "all", "floor": "none", "source": "example#all" }"#;
    Plan::from_json(&scheme.replace(sections, &format!(r#""all": [{{ {sections} }}{award}]"#)))
}

/// The scheme of the examples with three levels, all of which the same criteria earn.
fn three_levels() -> String {
    let text = include_str!("../../examples/two-sections.json");
    let level = |id: &str| format!(r#"{{ "id": "{id}", "source": "example#all" }}"#);
    let levels = format!(r#""levels": [{}, {}, {}]"#, level("pass"), level("merit"), level("star"));
    let text = text.replace(r#""levels": [{ "id": "pass", "source": "example#all" }]"#, &levels);
    let text = text.replace(r#""level": "pass""#, r#""level": "star""#);
    text.replace(r#""of": "at-least-half""#, r#""of": "at-least-half", "level": "star""#)
}

/// What a scheme is refused for, and where.
fn codes(plan: Result<Plan, Refusals>) -> Vec<(Code, String)> {
    let refusals = plan.err().map(Refusals::into_vec).unwrap_or_default();
    refusals.into_iter().map(|refusal| (refusal.code, refusal.pointer)).collect()
}

#[test]
fn a_form_asks_what_is_surely_wanted_and_shows_what_may_concern() {
    let a_or_b = r#"{ "any": [{ "fact": "kind", "is": "a" }, { "fact": "kind", "is": "b" }] }"#;
    let facts = format!(
        r#"{KIND}, {{ "id": "size", "kind": "count", "least": 0, "most": 9, "source": "example#all", "asked_when": {a_or_b} }}"#
    );
    let applies = format!(r#""applies_when": {a_or_b},"#);
    let plan = plan(&facts, &applies, r#", { "fact": "size", "at_least": 1 }"#).unwrap();
    let asked = |facts: &str| {
        let text = format!(r#"{{ "scheme": "example", "as_of": "2026-11-22", "facts": {facts}, "ratings": {{}} }}"#);
        let asked = plan.asked(&crate::json::assessment(&text).unwrap());
        (asked.facts, asked.sections)
    };
    assert_eq!(asked(r#"{ "kind": "a" }"#), ([true, true].into(), [true, true].into()));
    assert_eq!(asked(r#"{ "kind": "b" }"#), ([true, true].into(), [true, true].into()));
    assert_eq!(asked(r#"{ "kind": "c" }"#), ([true, false].into(), [true, false].into()));
    assert_eq!(asked("{}"), ([true, false].into(), [true, true].into()));
    // What cannot be read is blank.
    assert_eq!(asked(r#"{ "kind": "z" }"#), ([true, false].into(), [true, true].into()));
}

#[test]
fn a_level_that_is_reached_on_some_day_is_reachable() {
    let refused = |award: &str| -> Vec<(Code, String)> {
        codes(plan(KIND, r#""applies_when": { "fact": "kind", "is": "a" },"#, award))
    };
    assert_eq!(refused(""), []);
    assert_eq!(refused(r#", { "fact": "as_of", "at_least": "2030-01-01" }"#), []);
    assert_eq!(refused(r#", { "fact": "as_of", "more_than": "2030-01-01" }"#), []);
    assert_eq!(refused(r#", { "fact": "as_of", "less_than": "2030-01-01" }"#), []);
    let never = r#", { "fact": "as_of", "less_than": "2019-01-01" }"#;
    assert_eq!(refused(never), [(Code::LevelUnreachable, "/levels/0/id".into())]);
    let once = r#", { "fact": "as_of", "at_least": "2027-01-01" }, { "fact": "as_of", "at_most": "2027-01-01" }"#;
    assert_eq!(refused(once), []);
    // On which days what facts and the day judged on come to together is so, is not worked out.
    let mixed = r#", { "fact": { "days_between": ["2019-01-01", "as_of"] }, "less_than": 0 }"#;
    assert_eq!(refused(mixed), []);
    let derived =
        r#"], "derived": [{ "id": "later", "value": { "plus_months": ["as_of", 120] }, "source": "example#all" }"#;
    let on_one_day = r#", { "fact": "later", "at_least": "2035-01-01", "at_most": "2035-01-01" }"#;
    assert!(plan(&format!("{KIND}{derived}"), "", on_one_day).is_ok());
    let on_a_day_before = r#", { "fact": "as_of", "at_most": "2019-01-01" }"#;
    assert_eq!(refused(on_a_day_before), [(Code::LevelUnreachable, "/levels/0/id".into())]);
    // What a check asks does not keep it from being told of levels.
    let mixed_check = r#"], "eligibility": [{ "id": "c", "source": "example#all",
        "fact": { "days_between": ["2019-01-01", "as_of"] }, "less_than": 0 }"#;
    let unreachable = plan(&format!("{KIND}{mixed_check}"), "", never).unwrap_err();
    assert_eq!(unreachable.as_slice()[0].code, Code::LevelUnreachable);
    // What an award held would open cannot be told without one.
    let held = r#", { "held": { "levels": ["pass"], "source": "example#all" } }"#;
    assert_eq!(refused(&format!("{never}{held}")), []);
}

#[test]
fn levels_that_need_each_other_are_given_to_nobody() {
    let text = three_levels();
    let refused = |rest: &[&str]| -> Vec<(Code, String)> {
        let prerequisite = |(i, asked): (usize, &&str)| {
            let (level, asked) = asked.split_once(": ").unwrap();
            format!(r#"{{ "id": "p{i}", "level": "{level}", "source": "example#all", {asked} }}"#)
        };
        let all: Vec<String> = rest.iter().enumerate().map(prerequisite).collect();
        let facts = format!(r#""facts": [{KIND}], "prerequisites": [{}], "sections": ["#, all.join(","));
        codes(Plan::from_json(&text.replace(r#""sections": ["#, &facts)))
    };
    let held = |levels: &str| format!(r#""held": {{ "levels": [{levels}] }}"#);
    let at = |levels: &[usize]| -> Vec<(Code, String)> {
        levels.iter().map(|level| (Code::LevelUnreachable, format!("/levels/{level}/id"))).collect()
    };
    let merit_needs = |levels: &str| format!("merit: {}", held(levels));
    assert_eq!(refused(&[&merit_needs(r#""pass""#)]), []);
    assert_eq!(refused(&[&merit_needs(r#""merit", "pass""#)]), []);
    // It can be had again by those who were given it by an earlier edition.
    assert_eq!(refused(&[&merit_needs(r#""merit""#)]), []);
    // Each needs the other, and what needs one of them is lost with it.
    let cycle = [merit_needs(r#""star""#), format!("star: {}", held(r#""merit""#))];
    assert_eq!(refused(&[&cycle[0], &cycle[1]]), at(&[1, 2]));
    // One of several is enough, and what leads to it.
    let or_pass = format!("star: {}", held(r#""merit", "pass""#));
    assert_eq!(refused(&[&cycle[0], &or_pass]), []);
    // The level above can be had without this one.
    assert_eq!(refused(&[&cycle[0]]), []);
    let elsewhere = r#"merit: "held": { "scheme": "other", "levels": ["merit"] }"#;
    assert_eq!(refused(&[elsewhere]), []);
    // Two of one level that exclude each other.
    let kind = |kind: &str| format!(r#"pass: "fact": "kind", "is": "{kind}""#);
    assert_eq!(refused(&[&kind("a"), &kind("b")]), at(&[0]));
    assert_eq!(refused(&[&kind("a"), &format!("merit: {}", kind("b").split_once(": ").unwrap().1)]), []);
    // A prerequisite that excludes what a check asks; told of once where the checks exclude each other already.
    let beside = |check: &str, of_merit: &str| -> Vec<(Code, String)> {
        let facts = format!(
            r#""facts": [{KIND}], "eligibility": [{{ "id": "c", "source": "example#all", "fact": "kind", {check} }}],
            "prerequisites": [{{ "id": "p", "level": "merit", "source": "example#all", "fact": "kind", {of_merit} }}], "sections": ["#
        );
        codes(Plan::from_json(&text.replace(r#""sections": ["#, &facts)))
    };
    assert_eq!(beside(r#""is_one_of": ["a", "b"]"#, r#""is": "b""#), []);
    assert_eq!(beside(r#""is_one_of": ["a", "b"]"#, r#""is": "c""#), at(&[1]));
}

#[test]
fn checks_that_exclude_each_other_are_met_by_nobody() {
    let refused = |checks: &[&str]| -> Vec<(Code, String)> {
        let check = |(i, asked): (usize, &&str)| format!(r#"{{ "id": "c{i}", "source": "example#all", {asked} }}"#);
        let checks: Vec<String> = checks.iter().enumerate().map(check).collect();
        let text = include_str!("../../examples/two-sections.json");
        let flag = |id: &str| format!(r#"{{ "id": "{id}", "kind": "yes-no", "source": "example#all" }}"#);
        let count = |id: &str| {
            format!(r#"{{ "id": "{id}", "kind": "count", "least": 0, "most": 9, "source": "example#all" }}"#)
        };
        let others = [flag("x"), flag("y"), count("n"), count("m")].join(",");
        let facts = format!(r#""facts": [{KIND}, {others}], "eligibility": [{}], "sections": ["#, checks.join(","));
        codes(Plan::from_json(&text.replace(r#""sections": ["#, &facts)))
    };
    let nobody_from = |check: usize| [(Code::NobodyEligible, format!("/eligibility/{check}"))];
    let nobody = nobody_from(1);
    let (a, b) = (r#""fact": "kind", "is": "a""#, r#""fact": "kind", "is": "b""#);
    assert_eq!(refused(&[a]), []);
    assert_eq!(refused(&[a, b]), nobody);
    // The first beside which nobody is left is told of.
    assert_eq!(refused(&[a, a, r#""fact": "x", "is": true"#, b, r#""fact": "y", "is": true"#]), nobody_from(3));
    assert_eq!(refused(&[r#""fact": "as_of", "less_than": "2019-01-01""#, a]), nobody_from(0));
    // They look at other facts besides, which have nothing to do with each other.
    let with = |kind: &str, other: &str| format!(r#""all": [{{ {kind} }}, {{ "fact": "{other}", "is": true }}]"#);
    assert_eq!(refused(&[&with(a, "x"), &with(b, "y")]), nobody);
    assert_eq!(refused(&[&with(a, "x"), &with(a, "y")]), []);
    // The later of them looks at more.
    assert_eq!(refused(&[a, &with(b, "x")]), nobody);
    assert_eq!(refused(&[a, &with(a, "x")]), []);
    // One looks at what several facts come to.
    let few = r#""fact": { "sum": ["n", "m"] }, "at_most": 4"#;
    assert_eq!(refused(&[r#""fact": "n", "at_least": 4"#, few]), []);
    assert_eq!(refused(&[r#""fact": "n", "at_least": 5"#, few]), nobody);
    // Of those whom the second does not concern, some meet the first.
    let of_c = format!(r#""applies_when": {{ "fact": "kind", "is": "c" }}, {b}"#);
    assert_eq!(refused(&[a, &of_c]), []);
    // What changes on a day may be met before it, between two such days, or after.
    let dated = |versions: &str| {
        let version = |(i, asked): (usize, &str)| {
            let from = if i == 0 { String::new() } else { format!(r#""from": "202{i}-01-01", "#) };
            format!(r#"{{ {from}"source": "example#all", {asked} }}"#)
        };
        let versions: Vec<String> = versions.split(" | ").enumerate().map(version).collect();
        format!(r#""dated_by": "as_of", "versions": [{}]"#, versions.join(","))
    };
    for met in [format!("{a} | {b}"), format!("{b} | {a}"), format!("{b} | {a} | {b}")] {
        assert_eq!(refused(&[a, &dated(&met)]), [], "{met}");
    }
    assert_eq!(refused(&[a, &dated(&format!("{b} | {b}"))]), nobody);
    // Whatever else is asked, even of the day judged on and facts together.
    let held = r#""held": { "scheme": "other", "levels": ["pass"] }"#;
    let mixed = r#""fact": { "days_between": ["2019-01-01", "as_of"] }, "less_than": 0"#;
    assert_eq!(refused(&[a, held, mixed]), []);
    assert_eq!(refused(&[a, b, held, mixed]), nobody);
    // The day is put against what is worked out: on which days it is past that is not looked up.
    assert_eq!(refused(&[r#""fact": "as_of", "at_least": { "plus_months": ["2030-01-01", 12] }"#]), []);
    let of_others = format!(r#""applies_when": {{ {held} }}, {b}"#);
    assert_eq!(refused(&[a, &of_others]), []);
}

#[test]
fn a_wait_that_leads_no_further_than_entry_delays_nobody() {
    let text = three_levels();
    let refused = |entry: &str, steps: u8| -> Vec<(Code, String)> {
        let terms = format!(
            r#""validity": {{ "months": 12, "source": "example#all" }}, "progression": {{ "entry": "{entry}", "most_steps": {steps},
            "lapsed": "blocked", "lapsed_source": "example#all", "source": "example#all", "waits": [
                {{ "at": "pass", "months": 12, "source": "example#all" }},
                {{ "at": "merit", "months": 11, "source": "example#all" }}] }}, "sections": ["#
        );
        codes(Plan::from_json(&text.replace(r#""sections": ["#, &terms)))
    };
    let outlasts = [(Code::WaitOutlastsTerm, String::from("/progression/waits/0/months"))];
    assert_eq!(refused("pass", 1), outlasts);
    assert_eq!(refused("merit", 1), []);
    assert_eq!(refused("merit", 2), outlasts);
    assert_eq!(refused("star", 2), []);
}
