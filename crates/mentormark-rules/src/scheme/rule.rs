//! What a scheme says of when a level is earned: a rule, and how several programmes make one result.

use crate::packed::packed;
use alloc::vec::Vec;

use serde::Serialize;

use super::{is_false, test::Test};
use crate::{Entries, Id};

/// When something earns a level: a test asked once for each level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rule {
    /// Whether a level also needs every lower one.
    #[serde(skip_serializing_if = "is_false")]
    pub cumulative: bool,
    /// The anchor of the rule.
    pub source: Id,
    /// The anchors of the assumptions in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub assumes: Vec<Id>,
    /// What is asked.
    #[serde(flatten)]
    pub asks: Asks,
}

packed!(struct Rule { cumulative, source, assumes, asks });

/// What a rule asks at each level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Asks {
    /// A test of its own at each level.
    #[serde(rename = "at")]
    At(Entries<Test, Id>),
    /// The same test at every level.
    #[serde(untagged)]
    Same(Test),
}

packed!(enum Asks { 0 => At(a), 1 => Same(a) });

impl Asks {
    /// The test asked at a level; `None` where there is none, which `check` refuses.
    #[must_use]
    pub fn at(&self, level: &str) -> Option<&Test> {
        match self {
            Self::Same(test) => Some(test),
            Self::At(tests) => tests.get(level),
        }
    }

    /// Every test, with the pointer below the rule at which it stands.
    pub(crate) fn tests(&self) -> impl Iterator<Item = (alloc::string::String, &Test)> {
        let (same, at) = match self {
            Self::Same(test) => (Some((alloc::string::String::new(), test)), None),
            Self::At(tests) => (None, Some(tests)),
        };
        let at = at.into_iter().flatten().map(|(level, test)| (alloc::format!("/at/{level}"), test));
        same.into_iter().chain(at)
    }
}

/// How several programmes make one result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Programmes {
    /// How.
    pub combine: Combine,
    /// Its anchor.
    pub source: Id,
    /// The anchors of the assumptions in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub assumes: Vec<Id>,
}

packed!(struct Programmes { combine, source, assumes });

/// How several programmes make one result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Combine {
    /// The level of the lowest.
    Lowest,
    /// The highest level that so many reach; that all reach where there are fewer.
    Quorum(u32),
}

packed!(enum Combine { 0 => Lowest, 1 => Quorum(a) });
