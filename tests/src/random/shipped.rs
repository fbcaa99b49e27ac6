//! Random assessments for whatever is shipped.

use fastrand::Rng;
use mentormark_schemes::Shipped;
use serde_json::Value;

use crate::{nms, random, shipped};

/// A random assessment for a shipped scheme.
///
/// # Panics
/// For a scheme that nothing here draws assessments for.
pub fn assessment(rng: &mut Rng, of: &Shipped) -> Value {
    let sections = || shipped::sections(of.compiled);
    match of.id {
        "learning-mentor" => random::learning_mentor::assessment(rng, &criteria(of.compiled)),
        "mentorsme" => random::mentorsme::assessment(rng, &sections()),
        "nms" => random::nms::assessment(rng, &nms::pillars(of.compiled)),
        "nms-university" => random::nms_university::assessment(rng, &nms::pillars(of.compiled)),
        "nos-coaching-mentoring" => random::nos_coaching_mentoring::assessment(rng, &sections()),
        "qim" => random::qim::assessment(rng, &sections()),
        other => panic!("`{other}` is shipped: draw assessments for it here too"),
    }
}

/// The ids of a compiled scheme's criteria.
fn criteria(compiled: &str) -> Vec<String> {
    let scheme: Value = serde_json::from_str(compiled).expect("JSON");
    let sections = scheme["sections"].as_array().expect("sections").iter();
    let criteria = sections.flat_map(|section| section["criteria"].as_array().expect("criteria"));
    criteria.map(|criterion| criterion["id"].as_str().expect("an id").to_owned()).collect()
}
