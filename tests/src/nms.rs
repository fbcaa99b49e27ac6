//! The shipped `nms@2022`, as the tests need it.

use crate::oracle::nms::Pillar;
use serde_json::Value;

/// The compiled scheme.
///
/// # Panics
/// Where it is not shipped.
#[must_use]
pub fn compiled() -> &'static str {
    let shipped = mentormark_schemes::all().iter().find(|scheme| scheme.id == "nms" && scheme.edition == "2022");
    shipped.expect("nms@2022 is shipped").compiled
}

/// The sections and criteria of `compiled` in the plain answer's words.
///
/// # Panics
/// Where it is not a compiled scheme.
#[must_use]
pub fn pillars(compiled: &str) -> Vec<Pillar> {
    let scheme: Value = serde_json::from_str(compiled).expect("JSON");
    let text = |value: &Value| value.as_str().expect("a string").to_owned();
    let mut triples = Vec::new();
    for section in scheme["sections"].as_array().expect("sections") {
        for criterion in section["criteria"].as_array().expect("criteria") {
            triples.push((text(&section["id"]), text(&criterion["level"]), text(&criterion["id"])));
        }
    }
    crate::oracle::nms::pillars(&triples)
}
