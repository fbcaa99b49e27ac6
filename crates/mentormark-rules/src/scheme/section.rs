//! What a scheme says of its sections, and of their criteria.

use crate::packed::packed;
use alloc::vec::Vec;

use serde::Serialize;

use super::{Rule, test::Test};
use crate::Id;

/// A group of criteria that earns a level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Section {
    /// The section's id.
    pub id: Id,
    /// Its anchor.
    pub source: Id,
    /// The anchor of its criteria.
    pub criteria_source: Id,
    /// By how much the weight of each criterion is multiplied; 1 where left out.
    #[serde(skip_serializing_if = "is_one")]
    pub weight: u32,
    /// Whom the section concerns; everyone where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub applies_when: Option<Test>,
    /// Levels at which the section has no criteria of its own and is as good as at the one below.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub inherits: Vec<Id>,
    /// The section's own rule, in place of the scheme's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<Rule>,
    /// Its criteria, in the order shown.
    pub criteria: Vec<Criterion>,
}

packed!(struct Section { id, source, criteria_source, weight, applies_when, inherits, rule, criteria });

/// One thing to be rated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Criterion {
    /// The criterion's id.
    pub id: Id,
    /// The level it belongs to; to every level where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<Id>,
    /// How binding it is.
    #[serde(skip_serializing_if = "Force::is_must")]
    pub force: Force,
    /// What else selects it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Id>,
    /// How often its points count; 1 where left out.
    #[serde(skip_serializing_if = "is_one")]
    pub weight: u32,
    /// Whether it may be rated `not-applicable`.
    #[serde(skip_serializing_if = "Applicability::is_forbidden")]
    pub not_applicable: Applicability,
    /// Whom the criterion concerns; everyone where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub applies_when: Option<Test>,
}

packed!(struct Criterion { id, level, force, tags, weight, not_applicable, applies_when });

/// How binding a criterion is. It only matters to rules that select by it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Force {
    /// It has to be met.
    #[default]
    Must,
    /// It has to be met, or there is a reason why not.
    Should,
    /// It is worth meeting.
    Suggested,
}

packed!(enum Force { 0 => Must, 1 => Should, 2 => Suggested });

/// Whether a criterion may be rated `not-applicable`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Applicability {
    /// It may not.
    #[default]
    Forbidden,
    /// It may.
    Allowed,
    /// It may, with a note that says why.
    WithReason,
}

packed!(enum Applicability { 0 => Forbidden, 1 => Allowed, 2 => WithReason });

impl Force {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes fields by reference")]
    fn is_must(&self) -> bool {
        *self == Self::Must
    }
}

impl Applicability {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes fields by reference")]
    fn is_forbidden(&self) -> bool {
        *self == Self::Forbidden
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes fields by reference")]
fn is_one(weight: &u32) -> bool {
    *weight == 1
}
