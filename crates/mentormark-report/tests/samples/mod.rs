//! Small schemes with their words and the makers of values that the tests share.

#![allow(dead_code, reason = "each test file uses its own part")]

use mentormark_report::Standard;
use mentormark_rules::{BasisPoints, Date, Id, Pence, Plan, Wording};

/// A scheme and its words, both read from files.
pub(crate) struct Sample {
    plan: Plan,
    wording: Wording,
}

impl Sample {
    /// Seven pillars, three levels, ratings met and not met, a fee in two bands. Words for two pillars.
    pub(crate) fn pillars() -> Self {
        Self::read(include_str!("pillars.json"), include_str!("wording.json"))
    }

    /// Two components with marks from 0 to 2 and criteria of no level, and every other shape that a scheme may have.
    pub(crate) fn components() -> Self {
        Self::read(include_str!("components.json"), include_str!("components-wording.json"))
    }

    /// The components with a version of a check and of the fee between the first and the last.
    pub(crate) fn three_versions() -> Self {
        let check = r#"{"from": "2024-01-01", "source": "c#all", "fact": "members", "more_than": 10}, "#;
        let fee =
            r#"{"from": "2023-02-28", "fact": "members", "bands": [{"id": "all", "net": 11000, "source": "c#all"}]}, "#;
        let last_check = r#"{"from": "2024-07-29","#;
        let last_fee = r#"{"from": "2024-01-01", "fact": "members", "bands": [{"id": "few","#;
        let scheme = include_str!("components.json")
            .replace(last_fee, &format!("{fee}{last_fee}"))
            .replace(last_check, &format!("{check}{last_check}"));
        Self::read(&scheme, include_str!("components-wording.json"))
    }

    pub(crate) fn read(scheme: &str, words: &str) -> Self {
        let plan = Plan::from_json(scheme).unwrap_or_else(|faults| panic!("{faults}"));
        Self { plan, wording: Wording::from_json(words).unwrap_or_else(|faults| panic!("{faults}")) }
    }

    pub(crate) fn standard(&self) -> Standard<'_> {
        Standard { scheme: self.plan.scheme(), wording: &self.wording }
    }

    pub(crate) fn plan(&self) -> &Plan {
        &self.plan
    }

    pub(crate) fn wording(&self) -> &Wording {
        &self.wording
    }
}

/// The words of the pillars.
pub(crate) fn wording() -> Wording {
    Wording::from_json(include_str!("wording.json")).unwrap()
}

pub(crate) fn id(text: &str) -> Id {
    Id::from(text)
}

pub(crate) fn ids(texts: &[&str]) -> Vec<Id> {
    texts.iter().map(|text| id(text)).collect()
}

pub(crate) fn date(text: &str) -> Date {
    text.parse().unwrap()
}

pub(crate) fn pence(amount: u64) -> Pence {
    Pence::new(amount).unwrap()
}

pub(crate) fn rate(basis_points: u16) -> BasisPoints {
    BasisPoints::new(basis_points).unwrap()
}
