//! What an applicant states.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What an applicant states: facts, an award held, ratings, evidence and the day to judge on.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Assessment {
    /// The scheme's id.
    #[schema(example = "nms")]
    pub scheme: String,
    /// The edition; chosen by `as_of` where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = "2022")]
    pub edition: Option<String>,
    /// The day judged on, 1900 to 2199.
    #[schema(format = Date, example = "2026-11-21")]
    pub as_of: String,
    /// The level applied for. It never changes a level.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = "silver")]
    pub target: Option<String>,
    /// The day that decides the VAT rate; `as_of` where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, format = Date)]
    pub tax_point: Option<String>,
    /// The award of this scheme held now; left out where none is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub held: Option<Held>,
    /// Awards of other schemes held now.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_items = 100)]
    pub held_elsewhere: Option<Vec<HeldElsewhere>>,
    /// Values by fact id. A fact left out is unknown.
    #[schema(example = json!({ "employees": 180 }))]
    pub facts: BTreeMap<String, FactValue>,
    /// Rating ids by criterion id, up to 10,000. A criterion left out is unknown. Left out where there are `programmes`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = json!({ "aims.bronze.purpose": "met" }))]
    pub ratings: Option<BTreeMap<String, String>>,
    /// Evidence by criterion id. It does not score; a note may be the reason that a rule asks for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub evidence: Option<BTreeMap<String, Evidence>>,
    /// Several programmes in place of `ratings` and `evidence`, for schemes that combine them.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, min_items = 1, max_items = 100)]
    pub programmes: Option<Vec<Programme>>,
}

/// One of several programmes.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    /// Its id, of the applicant's own making.
    pub id: String,
    /// Rating ids by criterion id.
    pub ratings: BTreeMap<String, String>,
    /// Evidence by criterion id.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub evidence: Option<BTreeMap<String, Evidence>>,
}

/// What is stated of one fact.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(untagged)]
pub enum FactValue {
    /// Yes or no.
    Flag(bool),
    /// A count, an amount in minor units or a duration.
    Whole(i64),
    /// A date, or an option's id.
    Text(String),
    /// Ids of options, at most 16.
    Texts(Vec<String>),
}

/// An award held in the scheme judged by.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Held {
    /// The level's id.
    #[schema(example = "bronze")]
    pub level: String,
    /// The day of the award, not after `as_of`.
    #[schema(format = Date, example = "2026-03-02")]
    pub awarded_on: String,
}

/// An award held in another scheme.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HeldElsewhere {
    /// The other scheme's id.
    pub scheme: String,
    /// The level's id there.
    pub level: String,
    /// The day of the award.
    #[schema(format = Date)]
    pub awarded_on: String,
}

/// What shows that a criterion is met.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// A note.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_length = 4000)]
    pub note: Option<String>,
    /// Addresses that start with `https://` or `http://`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, max_items = 20)]
    pub links: Option<Vec<String>>,
}
