//! The shipped schemes, as the tests need them.

use serde_json::Value;

/// A section's id and its criteria, in scheme order.
#[derive(Clone, Debug)]
pub struct Section {
    /// The section's id.
    pub id: String,
    /// Its criteria.
    pub criteria: Vec<Criterion>,
}

/// A criterion's id and its level.
#[derive(Clone, Debug)]
pub struct Criterion {
    /// The criterion's id.
    pub id: String,
    /// The level's id.
    pub level: String,
}

/// The compiled form of an edition.
///
/// # Panics
/// Where it is not shipped.
#[must_use]
pub fn compiled(id: &str, edition: &str) -> &'static str {
    let shipped = mentormark_schemes::find(id, edition);
    shipped.unwrap_or_else(|| panic!("{id}@{edition} is not shipped")).compiled
}

/// The sections of a compiled scheme.
///
/// # Panics
/// Where it is none, or has a criterion without a level.
#[must_use]
pub fn sections(compiled: &str) -> Vec<Section> {
    let scheme: Value = serde_json::from_str(compiled).expect("JSON");
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let criterion = |criterion: &Value| Criterion { id: text(&criterion["id"]), level: text(&criterion["level"]) };
    let section = |section: &Value| Section {
        id: text(&section["id"]),
        criteria: section["criteria"].as_array().expect("criteria").iter().map(criterion).collect(),
    };
    scheme["sections"].as_array().expect("sections").iter().map(section).collect()
}
