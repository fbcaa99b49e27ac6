//! A small wording and the makers of values that the tests share.

#![allow(dead_code, reason = "each test file uses its own part")]

use mentormark_rules::{BasisPoints, Date, Id, Pence, Wording};

/// Three levels, two sections, one fact, two bands, one source of each provenance.
pub(crate) fn wording() -> Wording {
    Wording::from_json(include_str!("wording.json")).unwrap()
}

pub(crate) fn id(text: &str) -> Id {
    Id::from(text)
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
