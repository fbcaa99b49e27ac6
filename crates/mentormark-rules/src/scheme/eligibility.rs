//! What a scheme says of who may apply, and of what a level needs besides quality.

use crate::packed::packed;
use alloc::vec::Vec;

use serde::Serialize;

use super::test::Test;
use crate::{Date, Id};

/// Something that must hold for anyone to apply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Check {
    /// The check's id.
    pub id: Id,
    /// Its anchor.
    pub source: Id,
    /// The anchors of the assumptions in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub assumes: Vec<Id>,
    /// Whom it concerns; everyone where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub applies_when: Option<Test>,
    /// What is asked.
    #[serde(flatten)]
    pub asks: CheckAsks,
}

packed!(struct Check { id, source, assumes, applies_when, asks });

/// What a check asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum CheckAsks {
    /// By date: what is asked changes over time.
    Dated {
        /// The date fact that decides, or `as_of`.
        dated_by: Id,
        /// What is asked, each storing only from when.
        versions: Vec<Version>,
    },
    /// Always the same.
    Always(Test),
}

packed!(enum CheckAsks { 0 => Dated { dated_by, versions }, 1 => Always(a) });

/// What a check asks from a day on; it ends where the next starts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Version {
    /// The first day; the first version has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Its anchor.
    pub source: Id,
    /// What is asked; nothing where left out.
    #[serde(flatten)]
    pub test: Option<Test>,
}

packed!(struct Version { from, source, test });

/// What a level needs besides quality.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Prerequisite {
    /// The prerequisite's id.
    pub id: Id,
    /// The level.
    pub level: Id,
    /// Its anchor.
    pub source: Id,
    /// The anchors of the assumptions in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub assumes: Vec<Id>,
    /// What is asked.
    #[serde(flatten)]
    pub test: Test,
}

packed!(struct Prerequisite { id, level, source, assumes, test });
