//! The standards for coaching and mentoring, suite of 2012, in plain Rust: every role and every list that may be meant is tried.

use crate::shipped::Section;
use serde_json::{Value, json};

/// The name of the one level.
const COMPETENT: &str = "competent";

/// How many standards there are.
const STANDARDS: usize = 10;

/// The standards that each role needs. The last role has a list of its own.
const PROFILES: [(&str, &[&str]); 4] = [
    ("mentor", &["cm01", "cm03", "cm04", "cm05", "cm06", "cm07", "cm08", "cm09"]),
    ("coach", &["cm01", "cm02", "cm03", "cm04", "cm05", "cm06", "cm07", "cm08", "cm09"]),
    ("coordinator", &["cm01", "cm02", "cm06", "cm08", "cm09", "cm10"]),
    ("custom", &[]),
];

/// The place of the role with a list of its own.
const CUSTOM: usize = 3;

/// Which standards apply.
type Standards = [bool; STANDARDS];

/// What may be meant: the roles, by their place, and the lists.
struct Meant {
    roles: Vec<usize>,
    lists: Vec<Standards>,
    /// What each role needs, whatever the list.
    needed: [Standards; 4],
}

impl Meant {
    fn of(facts: &Value, standards: &[Section]) -> Meant {
        let among = |listed: &dyn Fn(&str) -> bool| -> Standards {
            assert_eq!(standards.len(), STANDARDS);
            std::array::from_fn(|at| listed(&standards[at].id))
        };
        let role = |id: &str| PROFILES.iter().position(|(profile, _)| *profile == id).expect("one of the four roles");
        let every =
            || (0..1_usize << STANDARDS).map(|number| std::array::from_fn(|at| number >> at & 1 == 1)).collect();
        Meant {
            roles: facts["profile"].as_str().map_or((0..PROFILES.len()).collect(), |id| vec![role(id)]),
            lists: facts["standards"]
                .as_array()
                .map_or_else(every, |list| vec![among(&|id| list.iter().any(|it| it == id))]),
            needed: PROFILES.map(|(_, needed)| among(&|id| needed.contains(&id))),
        }
    }

    /// Every set of standards that may have to be met.
    fn sets(&self) -> Vec<Standards> {
        let mut sets: Vec<Standards> = Vec::new();
        for &role in &self.roles {
            if role == CUSTOM {
                sets.extend(&self.lists);
            } else {
                sets.push(self.needed[role]);
            }
        }
        sets
    }

    fn set(&self, role: usize, list: usize) -> Standards {
        if role == CUSTOM { self.lists[list] } else { self.needed[role] }
    }

    /// The facts that are not known and can change whether a set is enough: two ways to fill the blanks that differ in that
    /// fact alone come out otherwise.
    fn needs(&self, is_enough: impl Fn(&Standards) -> bool) -> Vec<&'static str> {
        let differ = |mut said: Vec<bool>| {
            said.dedup();
            said.len() > 1
        };
        let of_list = |list| self.roles.iter().map(|&role| is_enough(&self.set(role, list))).collect::<Vec<bool>>();
        let of_role = |role| (0..self.lists.len()).map(|list| is_enough(&self.set(role, list))).collect::<Vec<bool>>();
        let mut needs = Vec::new();
        if (0..self.lists.len()).any(|list| differ(of_list(list))) {
            needs.push("profile");
        }
        if self.roles.iter().any(|&role| differ(of_role(role))) {
            needs.push("standards");
        }
        needs
    }
}

/// What the standards say of `assessment`, in the words of the contract.
///
/// # Panics
/// Where the assessment is not well formed: the tests hand over no other.
#[must_use]
pub fn expected(assessment: &Value, standards: &[Section]) -> Value {
    let ratings = &assessment["ratings"];
    let meant = Meant::of(&assessment["facts"], standards);
    let sets = meant.sets();
    let id = |competent: bool| competent.then_some(COMPETENT);

    // Whether each standard is met with blanks at their worst, and at their best.
    let worst: Vec<bool> =
        standards.iter().map(|it| it.criteria.iter().all(|it| ratings[&it.id] == "evidenced")).collect();
    let best: Vec<bool> =
        standards.iter().map(|it| it.criteria.iter().all(|it| ratings[&it.id] != "not-evidenced")).collect();
    let sections: Vec<(bool, bool)> = (0..STANDARDS)
        .map(|at| (worst[at] && sets.iter().all(|set| set[at]), best[at] && sets.iter().any(|set| set[at])))
        .collect();
    let quality = (sets.iter().all(|set| is_competent(set, &worst)), sets.iter().any(|set| is_competent(set, &best)));
    let is_decided = quality.0 == quality.1 && sections.iter().all(|(level, could_reach)| level == could_reach);

    let mut fragile = Vec::new();
    for (at, standard) in standards.iter().enumerate() {
        let counts = quality.0 && sets.iter().any(|set| set[at]);
        let evidenced = standard.criteria.iter().filter(|it| counts && ratings[&it.id] == "evidenced");
        fragile.extend(evidenced.map(|it| json!({ "criterion": it.id, "would_be": null })));
    }
    let sections: Vec<Value> = standards
        .iter()
        .zip(sections)
        .map(|(standard, (level, could_reach))| json!({ "id": standard.id, "level": id(level), "could_reach": id(could_reach) }))
        .collect();
    json!({
        "scheme": "nos-coaching-mentoring",
        "edition": "2012",
        "as_of": assessment["as_of"],
        "target": assessment["target"],
        "status": if is_decided { "complete" } else { "incomplete" },
        "eligibility": { "status": "eligible", "checks": [] },
        "sections": sections,
        "programmes": [],
        "quality": { "level": id(quality.0), "could_reach": id(quality.1) },
        "award": { "level": id(quality.0), "could_reach": id(quality.1), "limited_by": [], "label": id(quality.0) },
        "progression": [{ "level": COMPETENT, "earliest": assessment["as_of"] }],
        "validity": null,
        "fee": { "status": "none" },
        "routes": if quality.0 { json!([]) } else { json!([route(ratings, standards, &meant)]) },
        "fragile": fragile,
    })
}

/// All standards of the set are met, and there is one.
fn is_competent(set: &Standards, met: &[bool]) -> bool {
    set.contains(&true) && (0..STANDARDS).all(|at| met[at] || !set[at])
}

/// The fewest statements that make some set complete, the earliest where several are as few.
fn route(ratings: &Value, standards: &[Section], meant: &Meant) -> Value {
    // The places of the statements still missing, by standard.
    let mut missing: Vec<Vec<usize>> = Vec::new();
    let mut ids: Vec<&str> = Vec::new();
    for standard in standards {
        let mut of_standard = Vec::new();
        for criterion in &standard.criteria {
            if ratings[&criterion.id] != "evidenced" {
                of_standard.push(ids.len());
            }
            ids.push(&criterion.id);
        }
        missing.push(of_standard);
    }
    let mut least: Option<Vec<usize>> = None;
    for set in meant.sets().iter().filter(|set| set.contains(&true)) {
        let in_set = || (0..STANDARDS).filter(|&at| set[at]);
        let count: usize = in_set().map(|at| missing[at].len()).sum();
        if least.as_ref().is_none_or(|least| count <= least.len()) {
            let lift: Vec<usize> = in_set().flat_map(|at| missing[at].iter().copied()).collect();
            if least.as_ref().is_none_or(|least| (lift.len(), &lift) < (least.len(), least)) {
                least = Some(lift);
            }
        }
    }
    let Some(least) = least else {
        return json!({ "to": COMPETENT, "lift": null, "count": null, "exact": true, "needs": [], "blocked_by": ["facts"] });
    };
    let met: Vec<bool> = missing.iter().map(|missing| missing.iter().all(|place| least.contains(place))).collect();
    let needs = meant.needs(|set| is_competent(set, &met));
    let lift: Vec<Value> = least.iter().map(|&place| json!({ "criterion": ids[place], "to": "evidenced" })).collect();
    json!({ "to": COMPETENT, "count": lift.len(), "lift": lift, "exact": true, "needs": needs })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shipped::Criterion;

    /// Ten standards of two statements; the fourth has one.
    fn standards() -> Vec<Section> {
        let criterion = |id: String| Criterion { id, level: COMPETENT.to_owned() };
        let standard = |number: usize| {
            let id = format!("cm{number:02}");
            let kinds: &[&str] = if number == 4 { &["p1"] } else { &["p1", "k1"] };
            Section { criteria: kinds.iter().map(|kind| criterion(format!("{id}.{kind}"))).collect(), id }
        };
        (1..=STANDARDS).map(standard).collect()
    }

    /// All statements evidenced but these.
    fn judged(facts: &Value, missing: &[&str]) -> Value {
        let mut ratings = json!({});
        for criterion in standards().iter().flat_map(|standard| &standard.criteria) {
            let rating = if missing.contains(&&*criterion.id) { "not-evidenced" } else { "evidenced" };
            ratings[&criterion.id] = json!(rating);
        }
        expected(&json!({ "as_of": "2026-11-21", "facts": facts, "ratings": ratings }), &standards())
    }

    #[test]
    fn a_role_needs_its_own_standards() {
        assert_eq!(judged(&json!({ "profile": "mentor" }), &["cm02.p1", "cm10.k1"])["quality"]["level"], COMPETENT);
        assert_eq!(judged(&json!({ "profile": "coach" }), &["cm02.p1"])["quality"]["level"], Value::Null);
        assert_eq!(
            judged(&json!({ "profile": "coordinator" }), &["cm03.p1", "cm04.p1"])["quality"]["level"],
            COMPETENT
        );
        assert_eq!(judged(&json!({ "profile": "coordinator" }), &["cm10.p1"])["routes"][0]["count"], 1);
    }

    #[test]
    fn an_empty_list_is_never_enough() {
        let empty = judged(&json!({ "profile": "custom", "standards": [] }), &[]);
        assert_eq!((&empty["status"], &empty["routes"][0]["blocked_by"]), (&json!("complete"), &json!(["facts"])));
        let unknown = judged(&json!({ "profile": "custom" }), &[]);
        assert_eq!(unknown["quality"], json!({ "level": null, "could_reach": COMPETENT }));
        assert_eq!(unknown["routes"][0]["needs"], json!(["standards"]));
    }

    #[test]
    fn what_every_role_needs_is_certain_though_the_role_is_not() {
        let open = judged(&json!({ "standards": ["cm01"] }), &[]);
        assert_eq!((&open["quality"]["level"], &open["status"]), (&json!(COMPETENT), &json!("incomplete")));
        assert_eq!(open["sections"][0]["level"], COMPETENT);
        assert_eq!(open["sections"][1], json!({ "id": "cm02", "level": null, "could_reach": COMPETENT }));
    }

    #[test]
    fn the_shortest_list_that_may_be_meant_is_the_way() {
        let answer = expected(&json!({ "as_of": "2026-11-21", "facts": {}, "ratings": {} }), &standards());
        let lift = json!([{ "criterion": "cm04.p1", "to": "evidenced" }]);
        assert_eq!(
            (&answer["routes"][0]["lift"], &answer["routes"][0]["needs"]),
            (&lift, &json!(["profile", "standards"]))
        );
    }
}
