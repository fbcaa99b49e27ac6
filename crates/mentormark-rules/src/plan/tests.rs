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
        let refusals = plan(KIND, r#""applies_when": { "fact": "kind", "is": "a" },"#, award).err();
        let refusals = refusals.map(Refusals::into_vec).unwrap_or_default();
        refusals.into_iter().map(|refusal| (refusal.code, refusal.pointer)).collect()
    };
    assert_eq!(refused(""), []);
    assert_eq!(refused(r#", { "fact": "as_of", "at_least": "2030-01-01" }"#), []);
    assert_eq!(refused(r#", { "fact": "as_of", "less_than": "2030-01-01" }"#), []);
    let never = r#", { "fact": "as_of", "less_than": "2019-01-01" }"#;
    assert_eq!(refused(never), [(Code::LevelUnreachable, "/levels/0/id".into())]);
    // What an award held would open cannot be told without one.
    let held = r#", { "held": { "levels": ["pass"], "source": "example#all" } }"#;
    assert_eq!(refused(&format!("{never}{held}")), []);
}
