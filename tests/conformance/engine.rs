//! The engine as a surface: the shipped schemes and those of `tests/schemes`, called in this process.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use mentormark_rules::{
    Plan, assess_text, json,
    scheme::{Edition, edition_on},
};
use mentormark_tests::proofs;

use crate::vector::{Surface, Vector};

/// The schemes, each compiled when it is first asked for and then kept for good.
#[derive(Default)]
pub(crate) struct Engine {
    plans: Mutex<BTreeMap<(String, String), &'static Plan>>,
}

impl Engine {
    /// The canonical JSON that answers a vector.
    pub(crate) fn answer(&self, vector: &Vector) -> String {
        // The site reads in one way and everything else in two: both must find the same.
        assert_eq!(json::assessment(&vector.text), json::thorough_assessment(&vector.text));
        let (scheme, edition) = &vector.scheme;
        let outcome = if vector.surface == Surface::Plan {
            assess_text(&vector.text, |_| Ok(self.plan(scheme, edition)))
        } else {
            let mut editions = mentormark_schemes::editions();
            if vector.proof().is_some() {
                let starts_on = self.plan(scheme, edition).scheme().starts_on;
                editions.push(Edition { scheme, edition, starts_on });
            }
            assess_text(&vector.text, |assessment| {
                let edition = &editions[edition_on(&editions, assessment)?];
                Ok(self.plan(edition.scheme, edition.edition))
            })
        };
        outcome.map_or_else(|refusals| json::refused(&refusals), |outcome| json::canonical(&outcome))
    }

    fn plan(&self, scheme: &str, edition: &str) -> &'static Plan {
        let mut plans = self.plans.lock().unwrap_or_else(PoisonError::into_inner);
        plans.entry((scheme.into(), edition.into())).or_insert_with(|| {
            let mut shipped = mentormark_schemes::all().iter().filter(|it| it.id == scheme && it.edition == edition);
            let compiled = shipped.next().map(|shipped| shipped.compiled.to_owned());
            let compiled = compiled.or_else(|| proofs::compiled(scheme, edition));
            let compiled = compiled.expect("vectors stand in the folder of an edition");
            Box::leak(Box::new(Plan::from_json(&compiled).expect("it is sound")))
        })
    }
}
