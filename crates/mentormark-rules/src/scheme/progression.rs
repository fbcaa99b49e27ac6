//! What a scheme says of entry, steps and waiting times.

use crate::packed::packed;
use alloc::vec::Vec;

use serde::Serialize;

use crate::{Id, Months};

/// Entry, steps and waiting times.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Progression {
    /// The highest level that may be awarded to one who holds none.
    pub entry: Id,
    /// The most levels to rise at once, at least 1.
    pub most_steps: u8,
    /// What an award past its last valid day counts for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lapsed: Option<Lapsed>,
    /// The anchor of that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lapsed_source: Option<Id>,
    /// The anchor of entry and steps.
    pub source: Id,
    /// The anchors of the assumptions in how the level applied for is read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub assumes: Vec<Id>,
    /// The waiting time at each level but the top.
    pub waits: Vec<Wait>,
}

packed!(struct Progression { entry, most_steps, lapsed, lapsed_source, source, assumes, waits });

/// What an award past its last valid day counts for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lapsed {
    /// It counts, with a caution.
    Allowed,
    /// It counts as if none were held.
    Blocked,
}

packed!(enum Lapsed { 0 => Allowed, 1 => Blocked });

/// How long a level must be held before rising from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Wait {
    /// The level.
    pub at: Id,
    /// Calendar months; the anniversary day is late enough.
    pub months: Months,
    /// Its anchor.
    pub source: Id,
}

packed!(struct Wait { at, months, source });
