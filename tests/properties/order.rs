//! Law 9 and the canonical form: the same bytes whatever the order of keys in the input, lists in the order of the scheme, and those
//! bytes are RFC 8785.

use crate::case::{Case, case, ids, list};
use mentormark_rules::Plan;
use mentormark_tests::oracle::canonical::canonical;
use mentormark_tests::random::text::shuffled;
use serde_json::Value;

const RUN: u64 = 9;

#[test]
fn the_order_of_keys_in_an_assessment_changes_no_byte_of_the_outcome() {
    for number in 0..2_000 {
        let (case, mut rng) = case(RUN, number);
        let answered = case.plan.assess_json(&case.assessment.to_string()).expect("well formed");
        for _ in 0..3 {
            let other = shuffled(&mut rng, &case.assessment);
            let again = case.plan.assess_json(&other);
            assert_eq!(again.as_ref(), Ok(&answered), "{}\nwritten as {other}", case.story);
        }
    }
}

#[test]
fn the_order_of_keys_in_a_scheme_changes_neither_its_hash_nor_an_outcome() {
    for number in 0..1_000 {
        let (case, mut rng) = case(RUN + 1, number);
        let text = case.assessment.to_string();
        let other = shuffled(&mut rng, &case.scheme);
        let plan = Plan::from_json(&other).unwrap_or_else(|refusals| panic!("{refusals:?}\n{other}"));
        assert_eq!(plan.rules_hash(), case.plan.rules_hash(), "{}\nwritten as {other}", case.story);
        assert_eq!(plan.assess_json(&text), case.plan.assess_json(&text), "{}\nwritten as {other}", case.story);
    }
}

#[test]
fn an_outcome_is_written_in_canonical_form() {
    for number in 0..2_000 {
        let (case, _) = case(RUN + 2, number);
        let answered = case.plan.assess_json(&case.assessment.to_string()).expect("well formed");
        let value: Value = serde_json::from_str(&answered).expect("JSON");
        assert_eq!(answered, canonical(&value), "{}", case.story);
        assert_eq!(value["rules_hash"], case.plan.rules_hash(), "{}", case.story);
    }
}

#[test]
fn every_list_of_an_outcome_is_in_the_order_of_the_scheme() {
    for number in 0..4_000 {
        let (case, _) = case(RUN + 3, number);
        let outcome = case.outcome(&case.assessment);
        let check = |what: &str, found: Vec<String>, whole: &[String]| {
            assert!(is_in_order(&found, whole), "{what}: {found:?}\n{}", case.story);
        };
        let (levels, facts) = (ids(&case.scheme["levels"]), ids(&case.scheme["facts"]));
        let sections = ids(&case.scheme["sections"]);
        check_sections(&case, &outcome["sections"], &sections, &levels);
        for programme in list(&outcome["programmes"]) {
            check_sections(&case, &programme["sections"], &sections, &levels);
        }
        assert_eq!(ids(&outcome["programmes"]), ids(&case.assessment["programmes"]), "{}", case.story);
        assert_eq!(ids(&outcome["eligibility"]["checks"]), ids(&case.scheme["eligibility"]), "{}", case.story);
        check("progression", texts(&outcome["progression"], "level"), &levels);
        check("routes", texts(&outcome["routes"], "to"), &levels);
        check("fee needs", names(&outcome["fee"]["needs"]), &facts);
        check("assumptions", names(&outcome["assumptions"]), &names(&case.scheme["assumptions"]));
        let places: Vec<String> = case
            .places()
            .iter()
            .map(|place| {
                let programme = place.programme.map(|at| case.assessment["programmes"][at]["id"].to_string());
                format!("{}/{}", programme.unwrap_or_default(), place.criterion)
            })
            .collect();
        check("fragile", criteria(&outcome["fragile"]), &places);
        for route in list(&outcome["routes"]) {
            check("lift", criteria(&route["lift"]), &places);
            check("route needs", names(&route["needs"]), &facts);
        }
    }
}

fn check_sections(case: &Case, found: &Value, sections: &[String], levels: &[String]) {
    assert!(list(found).is_empty() || ids(found) == sections, "{found}\n{}", case.story);
    for section in list(found) {
        assert!(is_in_order(&texts(&section["tallies"], "level"), levels), "{section}\n{}", case.story);
    }
}

/// Whether `found` is some of `whole`, each once and in its order.
fn is_in_order(found: &[String], whole: &[String]) -> bool {
    let places: Vec<Option<usize>> = found.iter().map(|name| whole.iter().position(|other| other == name)).collect();
    places.iter().all(Option::is_some) && places.is_sorted_by(|one, next| one < next)
}

fn texts(of: &Value, key: &str) -> Vec<String> {
    list(of).iter().map(|item| item[key].as_str().expect("a text").to_owned()).collect()
}

fn names(of: &Value) -> Vec<String> {
    list(of).iter().map(|item| item.as_str().expect("a text").to_owned()).collect()
}

/// Each entry's programme and criterion.
fn criteria(of: &Value) -> Vec<String> {
    let place = |item: &Value| {
        let programme = item.get("programme").map(Value::to_string).unwrap_or_default();
        format!("{programme}/{}", item["criterion"].as_str().expect("a text"))
    };
    list(of).iter().map(place).collect()
}

#[test]
fn what_is_out_of_order_twice_or_unknown_is_found() {
    let names = |text: &str| -> Vec<String> { text.split(' ').map(str::to_owned).collect() };
    let whole = names("a b c");
    for (found, is_right) in [("a c", true), ("a b c", true), ("b a", false), ("a a", false), ("a d", false)] {
        assert_eq!(is_in_order(&names(found), &whole), is_right, "{found}");
    }
}
