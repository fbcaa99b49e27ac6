//! The engine as a surface: the shipped schemes, called in this process.

use mentormark_rules::{Plan, assess_text, json, scheme::edition_on};

use crate::vector::{Surface, Vector};

/// The shipped schemes, compiled.
pub(crate) struct Engine {
    plans: Vec<Plan>,
}

impl Engine {
    /// Compiles every shipped scheme.
    pub(crate) fn new() -> Self {
        let plan = |shipped: &mentormark_schemes::Shipped| Plan::from_json(shipped.compiled).expect("it is sound");
        Self { plans: mentormark_schemes::all().iter().map(plan).collect() }
    }

    /// The canonical JSON that answers a vector.
    pub(crate) fn answer(&self, vector: &Vector) -> String {
        // The site reads in one way and everything else in two: both must find the same.
        assert_eq!(json::assessment(&vector.text), json::thorough_assessment(&vector.text));
        let outcome = if vector.surface == Surface::Plan {
            let (scheme, edition) = &vector.scheme;
            let is_named = |plan: &&Plan| plan.scheme().id == **scheme && plan.scheme().edition == **edition;
            let plan = self.plans.iter().find(is_named).expect("vectors stand in the folder of a shipped edition");
            assess_text(&vector.text, |_| Ok(plan))
        } else {
            let editions = mentormark_schemes::editions();
            assess_text(&vector.text, |assessment| Ok(&self.plans[edition_on(&editions, assessment)?]))
        };
        outcome.map_or_else(|refusals| json::refused(&refusals), |outcome| json::canonical(&outcome))
    }
}
