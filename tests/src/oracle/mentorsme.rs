//! The mentorsme listing test, edition 2012, in plain Rust: three systems, each with all of its criteria met.

use crate::shipped::Section;
use serde_json::{Value, json};

/// The name of the one level.
const LISTED: &str = "listed";

/// What an organisation is that is not listed.
const NOT_LISTED: &str = "visible-not-listed";

/// What the plan says of `assessment`, in the words of the contract.
///
/// # Panics
/// Where the assessment is not well formed: the tests hand over no other.
#[must_use]
pub fn expected(assessment: &Value, systems: &[Section]) -> Value {
    let ratings = &assessment["ratings"];
    let level = |listed: bool| listed.then_some(LISTED);

    // A system is robust for certain if all is met, and may be if nothing is known not to be.
    let mut sections = Vec::new();
    let (mut certain, mut possible, mut decided) = (true, true, true);
    for system in systems {
        let all_met = system.criteria.iter().all(|criterion| ratings[&criterion.id] == "met");
        let none_missed = system.criteria.iter().all(|criterion| ratings[&criterion.id] != "not-met");
        certain = certain && all_met;
        possible = possible && none_missed;
        decided = decided && all_met == none_missed;
        sections.push(json!({ "id": system.id, "level": level(all_met), "could_reach": level(none_missed) }));
    }

    let mut lift = Vec::new();
    let mut fragile = Vec::new();
    for criterion in systems.iter().flat_map(|system| &system.criteria) {
        if ratings[&criterion.id] != "met" {
            lift.push(json!({ "criterion": criterion.id, "to": "met" }));
        } else if certain {
            fragile.push(json!({ "criterion": criterion.id, "would_be": null }));
        }
    }
    let route = json!({ "to": LISTED, "count": lift.len(), "lift": lift, "exact": true, "needs": [] });
    json!({
        "scheme": "mentorsme",
        "edition": "2012",
        "as_of": assessment["as_of"],
        "target": assessment["target"],
        "status": if decided { "complete" } else { "incomplete" },
        "eligibility": { "status": "eligible", "checks": [] },
        "sections": sections,
        "programmes": [],
        "quality": { "level": level(certain), "could_reach": level(possible) },
        "award": { "level": level(certain), "could_reach": level(possible), "limited_by": [],
            "label": if certain { LISTED } else { NOT_LISTED } },
        "progression": [{ "level": LISTED, "earliest": assessment["as_of"] }],
        "validity": null,
        "fee": { "status": "none" },
        "routes": if certain { json!([]) } else { json!([route]) },
        "fragile": fragile,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shipped::Criterion;

    /// Two systems of two criteria.
    fn systems() -> Vec<Section> {
        let criterion = |id: &str| Criterion { id: id.to_owned(), level: LISTED.to_owned() };
        let system =
            |id: &str, criteria: [&str; 2]| Section { id: id.to_owned(), criteria: criteria.map(criterion).into() };
        vec![system("a", ["a.1", "a.2"]), system("b", ["b.1", "b.2"])]
    }

    #[test]
    fn all_met_is_listed_and_hangs_on_each_answer() {
        let ratings = json!({ "a.1": "met", "a.2": "met", "b.1": "met", "b.2": "met" });
        let expected = expected(&json!({ "as_of": "2026-11-21", "ratings": ratings }), &systems());
        assert_eq!(expected["award"]["label"], LISTED);
        assert_eq!(expected["fragile"].as_array().map(Vec::len), Some(4));
        assert_eq!((&expected["status"], &expected["routes"]), (&json!("complete"), &json!([])));
    }

    #[test]
    fn an_open_answer_in_a_system_that_failed_leaves_nothing_open() {
        let ratings = json!({ "a.1": "met", "a.2": "met", "b.1": "not-met" });
        let expected = expected(&json!({ "as_of": "2026-11-21", "ratings": ratings }), &systems());
        assert_eq!(expected["award"]["label"], NOT_LISTED);
        assert_eq!((&expected["status"], &expected["routes"][0]["count"]), (&json!("complete"), &json!(2)));
    }
}
