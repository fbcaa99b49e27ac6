//! Everything that brute force says of an assessment, in the words of the contract.

use super::bounds::{Bounds, bounds};
use super::scheme::{Assessment, Scheme};
use super::{dates, fee, fragile, route};
use serde_json::{Value, json};

/// The part of the outcome that the oracle decides.
///
/// # Panics
/// Where a level cannot be reached by raising ratings: the tests make no such scheme.
#[must_use]
pub fn answer(scheme: &Scheme, assessment: &Assessment) -> Value {
    let ratings = &assessment.ratings;
    let cap = dates::cap(scheme, assessment);
    let all = bounds(scheme, ratings, cap);
    let fee = fee::fee(scheme, assessment);

    let pair = |bounds: &Bounds| json!({ "level": scheme.level_id(bounds.level), "could_reach": scheme.level_id(bounds.could_reach) });
    let decided = |bounds: &Bounds| bounds.level == bounds.could_reach;
    let complete =
        all.sections.iter().all(decided) && decided(&all.quality) && decided(&all.award) && fee["status"] != "unknown";
    let mut award = pair(&all.award);
    award["limited_by"] = if cap < all.quality.level { json!(["progression"]) } else { json!([]) };

    let mut sections = Vec::new();
    let mut start = 0;
    for (section, bounds) in scheme.sections.iter().zip(&all.sections) {
        let end = start + section.criteria.len();
        let mut json = pair(bounds);
        json["id"] = json!(section.id);
        json["tallies"] = tallies(scheme, start, &ratings[start..end]);
        sections.push(json);
        start = end;
    }

    let ids: Vec<&String> = scheme.criteria().map(|criterion| &criterion.id).collect();
    let first_above = all.quality.level.map_or(0, |level| level + 1);
    let routes: Vec<Value> = (first_above..scheme.levels.len())
        .map(|level| {
            let lift = route::route(scheme, ratings, level).expect("all at the top reaches every level");
            let lift: Vec<Value> =
                lift.iter().map(|(at, to)| json!({ "criterion": ids[*at], "to": scheme.scale[*to] })).collect();
            json!({ "to": scheme.levels[level], "count": lift.len(), "lift": lift, "exact": true, "needs": [] })
        })
        .collect();
    let fragile: Vec<Value> = fragile::fragile(scheme, ratings, cap)
        .into_iter()
        .map(|(at, level)| json!({ "criterion": ids[at], "would_be": scheme.level_id(level) }))
        .collect();
    let progression: Vec<Value> = dates::earliest(scheme, assessment)
        .into_iter()
        .map(|(level, day)| json!({ "level": scheme.levels[level], "earliest": day.to_string() }))
        .collect();
    let validity = scheme.validity.map_or(Value::Null, |months| {
        let last_day = assessment.as_of.plus_months(months).yesterday();
        json!({ "months": months, "last_day": last_day.to_string(), "renew_from": null })
    });

    json!({
        "scheme": "t",
        "edition": "1",
        "as_of": assessment.as_of.to_string(),
        "target": scheme.level_id(assessment.target),
        "status": if complete { "complete" } else { "incomplete" },
        "eligibility": { "status": "eligible", "checks": [] },
        "sections": sections,
        "programmes": [],
        "quality": pair(&all.quality),
        "award": award,
        "progression": progression,
        "validity": validity,
        "fee": fee,
        "routes": routes,
        "fragile": fragile,
    })
}

/// How many of a section's criteria at each level are met, blank and there at all. The section starts at `start`.
fn tallies(scheme: &Scheme, start: usize, ratings: &[Option<usize>]) -> Value {
    let levels: Vec<usize> =
        scheme.criteria().skip(start).take(ratings.len()).map(|criterion| criterion.level).collect();
    (0..scheme.levels.len())
        .map(|level| {
            let here: Vec<Option<usize>> =
                levels.iter().zip(ratings).filter(|(of, _)| **of == level).map(|(_, step)| *step).collect();
            let met = here.iter().filter(|step| step.is_some_and(|step| step >= scheme.rated)).count();
            let unanswered = here.iter().filter(|step| step.is_none()).count();
            json!({ "level": scheme.levels[level], "met": met, "unanswered": unanswered, "not_applicable": 0,
                "of": here.len() })
        })
        .collect::<Vec<_>>()
        .into()
}

#[cfg(test)]
mod tests {
    use super::super::scheme::{Criterion, Floor, Progression, Section, Share};
    use super::*;
    use crate::oracle::agreement::differences;
    use crate::oracle::calendar::day;

    /// Two sections of two criteria at each of two levels, rated no, partly or yes; half must be yes, both sections count.
    fn scheme() -> Scheme {
        let criterion = |id: &str, level| Criterion { id: id.to_owned(), level };
        let section = |id: &str| Section {
            id: id.to_owned(),
            criteria: ["la", "lb", "ha", "hb"]
                .iter()
                .zip([0, 0, 1, 1])
                .map(|(c, l)| criterion(&format!("{id}.{c}"), l))
                .collect(),
        };
        Scheme {
            levels: vec!["low".to_owned(), "high".to_owned()],
            scale: vec!["no".to_owned(), "partly".to_owned(), "yes".to_owned()],
            sections: vec![section("s1"), section("s2")],
            rated: 2,
            share: Share::AtLeastHalf,
            cumulative: true,
            needed: None,
            floor: Floor::Free,
            progression: Some(Progression { entry: 0, most_steps: 1, waits: vec![6], lapsed_is_blocked: true }),
            validity: Some(12),
            employees: None,
            fee: None,
        }
    }

    #[test]
    fn a_small_case_worked_by_hand() {
        // s1: partly, blank | no, yes.   s2: yes, no | partly, no.
        let assessment = Assessment {
            as_of: day(2026, 8, 31),
            held: None,
            employees: None,
            tax_point: None,
            ratings: vec![Some(1), None, Some(0), Some(2), Some(2), Some(0), Some(1), Some(0)],
            target: None,
            names_edition: true,
        };
        let expected = json!({
            "status": "incomplete",
            "sections": [
                { "level": null, "could_reach": "high", "tallies": [
                    { "level": "low", "met": 0, "unanswered": 1, "of": 2 }, { "level": "high", "met": 1, "unanswered": 0, "of": 2 }] },
                { "level": "low", "could_reach": "low" },
            ],
            "quality": { "level": null, "could_reach": "low" },
            "award": { "level": null, "could_reach": "low", "limited_by": [] },
            "progression": [{ "level": "low", "earliest": "2026-08-31" }, { "level": "high", "earliest": "2027-02-28" }],
            "validity": { "last_day": "2027-08-30" },
            "fee": { "status": "none" },
            "routes": [
                { "to": "low", "lift": [{ "criterion": "s1.la", "to": "yes" }] },
                { "to": "high", "lift": [{ "criterion": "s1.la", "to": "yes" }, { "criterion": "s2.ha", "to": "yes" }] },
            ],
            "fragile": [],
        });
        assert_eq!(differences(&expected, &answer(&scheme(), &assessment)), Vec::<String>::new());
    }

    #[test]
    fn a_lapsed_award_that_is_blocked_counts_as_none() {
        let assessment = |as_of| Assessment {
            as_of,
            held: Some((0, day(2024, 2, 29))),
            employees: None,
            tax_point: None,
            ratings: vec![Some(2); 8],
            target: None,
            names_edition: true,
        };
        let last = answer(&scheme(), &assessment(day(2025, 2, 27)));
        assert_eq!(last["award"]["level"], "high");
        assert_eq!(last["progression"], json!([{ "level": "high", "earliest": "2025-02-27" }]));
        let lapsed = answer(&scheme(), &assessment(day(2025, 2, 28)));
        assert_eq!(lapsed["award"], json!({ "level": "low", "could_reach": "low", "limited_by": ["progression"] }));
        assert_eq!(lapsed["fragile"], json!([]));
    }
}
