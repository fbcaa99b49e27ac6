//! Routes where there is too much to look at, and where facts are blank.

use alloc::{format, string::String, vec::Vec};

use crate::{Plan, outcome::Route};

const SOURCE: &str = r#""source": "x#x""#;

/// A scheme of these levels and sections, with whatever `more` says.
fn plan(levels: &[&str], sections: &str, more: &str) -> Plan {
    let level = |id: &&str| format!(r#"{{ "id": "{id}", {SOURCE} }}"#);
    let levels: Vec<String> = levels.iter().map(level).collect();
    let scheme = format!(
        r#"{{ "id": "x", "edition": "1", "starts_on": "2020-01-01", {SOURCE}, "levels": [{}],
        "scale": [{{ "id": "no", {SOURCE} }}, {{ "id": "partly", {SOURCE} }}, {{ "id": "yes", {SOURCE} }}],
        "sections": [{sections}], {more} }}"#,
        levels.join(",")
    );
    Plan::from_json(&scheme).unwrap_or_else(|refusals| panic!("{refusals}"))
}

/// The last of the routes of an assessment in which every fact is blank, and nothing is rated but `ratings`.
fn last_route(plan: &Plan, ratings: &str) -> Route {
    let text = format!(r#"{{ "scheme": "x", "as_of": "2026-11-22", "facts": {{}}, "ratings": {{ {ratings} }} }}"#);
    let (_, case) = crate::read_text(&text, |_| Ok(plan)).unwrap();
    plan.outcome(&case).routes.pop().unwrap()
}

/// What a route lifts, and whether it is surely the least.
fn lifted(route: &Route) -> (Vec<&str>, bool) {
    (route.lift.as_ref().unwrap().iter().map(|lift| &*lift.criterion).collect(), route.exact)
}

/// A section of these criteria.
fn section(id: &str, criteria: &[String]) -> String {
    format!(r#"{{ "id": "{id}", {SOURCE}, "criteria_source": "x#x", "criteria": [{}] }}"#, criteria.join(","))
}

/// A criterion of a level.
fn criterion(id: &str, level: &str) -> String {
    format!(r#"{{ "id": "{id}", "level": "{level}" }}"#)
}

/// The same for those alone who are big, or are not.
fn criterion_where(id: &str, level: &str, is_big: bool) -> String {
    format!(r#"{{ "id": "{id}", "level": "{level}", "applies_when": {{ "fact": "big", "is": {is_big} }} }}"#)
}

/// A fact, a rule that asks for all criteria of a level and those below, and one that asks for all sections, with a floor.
fn all_with_floor(floor: &str) -> String {
    format!(
        r#""facts": [{{ "id": "big", "kind": "yes-no", {SOURCE} }}],
        "section_rule": {{ "cumulative": true, "share": {{ "rated": "yes", "of": "all", {SOURCE} }}, {SOURCE} }},
        "award_rule": {{ "sections": {{ "needed": "all", "floor": "{floor}", {SOURCE} }}, {SOURCE} }}"#
    )
}

#[test]
fn of_ways_that_lift_as_many_the_one_of_the_fewest_steps_is_the_route_whichever_comes_first() {
    for is_big in [false, true] {
        let criteria = [criterion_where("far", "pass", is_big), criterion_where("near", "pass", !is_big)];
        let plan = plan(&["pass"], &section("one", &criteria), &all_with_floor("none"));
        let route = last_route(&plan, r#""far": "no", "near": "partly""#);
        assert_eq!(lifted(&route), (Vec::from(["near"]), true));
        assert_eq!(route.needs.iter().map(|fact| &**fact).collect::<Vec<_>>(), ["big"]);
    }
}

#[test]
fn of_ways_to_rise_above_a_floor_the_one_that_lifts_fewest_is_the_route_whichever_comes_first() {
    for is_big in [false, true] {
        let own = [criterion("first", "low"), criterion("second", "low"), criterion("third", "high")];
        let criteria = [own.as_slice(), &[criterion_where("fourth", "high", is_big)]].concat();
        let plan = plan(&["low", "high"], &section("one", &criteria), &all_with_floor("one-below"));
        assert_eq!(lifted(&last_route(&plan, "")), (Vec::from(["first", "second", "third"]), true));
    }
}

/// Criteria of these weights, for those alone whom `concerns` says.
fn weighed(name: &str, weights: impl IntoIterator<Item = u32>, concerns: &str) -> Vec<String> {
    let one = |(number, weight)| format!(r#"{{ "id": "{name}.{number}", "weight": {weight}{concerns} }}"#);
    weights.into_iter().enumerate().map(one).collect()
}

/// Forty weights, of which there is too much to look at.
fn forty() -> impl Iterator<Item = u32> {
    (1..=40).map(|number| number * 2 + u32::from(number % 3 == 0))
}

/// A rule that asks for points, and one that asks for one section.
fn one_by_points() -> String {
    format!(
        r#""section_rule": {{ "points": {{ "at_least": {{ "percent": 70 }}, {SOURCE} }}, {SOURCE} }},
        "award_rule": {{ "sections": {{ "needed": 1, "floor": "none", {SOURCE} }}, {SOURCE} }}"#
    )
}

#[test]
fn a_route_past_a_section_with_too_many_ways_is_not_surely_the_least() {
    let many = section("many", &weighed("many", forty(), ""));
    let few = section("few", &weighed("few", [1; 3], ""));
    let exact = |sections: &str| {
        let route = last_route(&plan(&["pass"], sections, &one_by_points()), "");
        (route.count, route.exact)
    };
    assert_eq!(exact(&few), (Some(3), true));
    assert_eq!(exact(&format!("{few},{many}")), (Some(3), false));
    assert_eq!(exact(&format!("{many},{few}")), (Some(3), false));
}

#[test]
fn nor_is_one_past_a_way_in_which_there_is_too_much_to_look_at() {
    for is_big in [false, true] {
        let concerns = format!(r#", "applies_when": {{ "fact": "big", "is": {is_big} }}"#);
        let few = [weighed("few", [1; 3], ""), weighed("few.more", [1; 2], &concerns)].concat();
        let sections = format!("{},{}", section("few", &few), section("many", &weighed("many", forty(), &concerns)));
        let facts = format!(r#""facts": [{{ "id": "big", "kind": "yes-no", {SOURCE} }}], {}"#, one_by_points());
        let route = last_route(&plan(&["pass"], &sections, &facts), "");
        assert_eq!((route.count, route.exact), (Some(3), false));
    }
}
