//! Law 7: what a route lifts reaches the level, and leaving any of it out does not. So too where there is too much to look at all of it.

use crate::case::{Case, Place, case, list, planned};
use fastrand::Rng;
use mentormark_tests::random;
use serde_json::{Value, json};

const RUN: u64 = 14;

/// Lifts what each route names, and all of it but one thing. What is open stays open: a route names what is enough as it stands.
fn check_routes(case: &Case) -> usize {
    let outcome = case.outcome(&case.assessment);
    let routes: Vec<&Value> = list(&outcome["routes"]).iter().filter(|route| route["lift"].is_array()).collect();
    for route in &routes {
        let lifts = list(&route["lift"]);
        assert!(is_reached(case, route, lifts), "{route} does not reach its level\n{}", case.story);
        for place in 0..lifts.len() {
            let rest = [&lifts[..place], &lifts[place + 1..]].concat();
            assert!(!is_reached(case, route, &rest), "{route} lifts {} for nothing\n{}", lifts[place], case.story);
        }
    }
    routes.iter().filter(|route| route["exact"] == false).count()
}

/// Whether the quality level is the route's or higher with `lifts` done.
fn is_reached(case: &Case, route: &Value, lifts: &[Value]) -> bool {
    let mut lifted = case.with(case.assessment.clone());
    for lift in lifts {
        let programme =
            list(&lifted.assessment["programmes"]).iter().position(|other| other["id"] == lift["programme"]);
        let place = Place { programme, criterion: lift["criterion"].as_str().expect("an id").to_owned() };
        let step = case.scale.iter().position(|step| lift["to"] == **step).expect("a rating");
        lifted = case.with(lifted.rated(&place, step));
    }
    let outcome = case.outcome(&lifted.assessment);
    case.rank(&outcome["quality"]["level"]) >= case.rank(&route["to"])
}

#[test]
fn every_route_reaches_its_level_and_lifts_nothing_that_it_could_leave() {
    for number in 0..700 {
        let (case, _) = case(RUN, number);
        if case.blank_facts().is_empty() {
            assert_eq!(check_routes(&case), 0, "a route of so little is not surely the least\n{}", case.story);
        }
    }
}

#[test]
fn a_route_among_too_many_ways_is_no_longer_surely_the_least_and_lifts_nothing_that_it_could_leave() {
    let mut inexact = 0;
    for number in 0..20 {
        inexact += check_routes(&weighed(&mut random::case(RUN + 1, number)));
    }
    assert!(inexact > 5, "{inexact} of 20 routes had too many ways");
}

/// Forty criteria, each of its own weight, and a share of the points that takes many of them.
fn weighed(rng: &mut Rng) -> Case {
    let source = "s#a";
    let mut ratings = json!({});
    let criteria = (1..=40).map(|number| {
        let id = format!("one.pass.c{number}");
        if rng.u32(0..10) == 0 {
            ratings[&id] = json!(random::one_of(rng, &["no", "yes"]));
        }
        json!({ "id": id, "level": "pass", "weight": number * 2 + rng.i64(0..2) })
    });
    let criteria: Vec<Value> = criteria.collect();
    let scheme = json!({
        "id": "s", "edition": "1", "starts_on": "2020-01-01", "source": source,
        "levels": [{ "id": "pass", "source": source }],
        "scale": [{ "id": "no", "source": source }, { "id": "yes", "source": source }],
        "sections": [{ "id": "one", "source": source, "criteria_source": source, "criteria": criteria }],
        "section_rule": { "points": { "at_least": { "percent": rng.i64(40..80) }, "source": source }, "source": source },
        "award_rule": { "sections": { "needed": "all", "floor": "none", "source": source }, "source": source },
    });
    let assessment = json!({ "scheme": "s", "as_of": "2026-11-22", "facts": {}, "ratings": ratings });
    let story = format!("scheme {scheme}\nassessment {assessment}");
    Case::new(planned(&scheme.to_string()), scheme, assessment, story)
}
