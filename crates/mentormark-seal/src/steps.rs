//! The steps of a check, each with what came of it in words.

use alloc::{string::String, vec::Vec};
use core::cmp::Ordering;

use serde::Serialize;

/// One step of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// The document has the shape of a receipt or of a manifest, and nothing besides.
    Shape,
    /// The signature is that of the key it names, over this very document.
    Signature,
    /// The key is one that the reader trusts, and speaks for the issuer.
    Key,
    /// The key was in use when it signed.
    Time,
}

/// What came of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Holding {
    /// It holds.
    Holds,
    /// It does not.
    Fails,
    /// A step before it failed.
    NotChecked,
}

/// What came of one step, with a sentence for a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The step.
    pub step: Step,
    /// What came of it.
    pub holding: Holding,
    /// The same in words.
    pub words: String,
}

pub(crate) const STEPS: [Step; 4] = [Step::Shape, Step::Signature, Step::Key, Step::Time];

impl Step {
    fn words(self, holding: Holding) -> &'static str {
        match (holding, self) {
            (Holding::NotChecked, _) => "not checked, because a step before it failed",
            (Holding::Holds, Self::Shape) => "the document has the shape that it should have, and nothing besides",
            (Holding::Fails, Self::Shape) => {
                "the document has not the shape of a receipt, so nothing in it was checked"
            }
            (Holding::Holds, Self::Signature) => "the signature holds: nothing was changed since the key signed",
            (Holding::Fails, Self::Signature) => {
                "the signature does not hold: something was changed, or it was made by another key"
            }
            (Holding::Holds, Self::Key) => "the key is one that you gave, and speaks for the issuer",
            (Holding::Fails, Self::Key) => "the signature holds, but the key is not one that you gave for this issuer",
            (Holding::Holds, Self::Time) => "the key was in use when it signed",
            (Holding::Fails, Self::Time) => "the key was not in use when it signed",
        }
    }
}

/// What came of each step where the first `holding` of them hold.
pub(crate) fn findings(holding: usize) -> Vec<Finding> {
    let finding = |(at, step): (usize, Step)| {
        let holding = match at.cmp(&holding) {
            Ordering::Less => Holding::Holds,
            Ordering::Equal => Holding::Fails,
            Ordering::Greater => Holding::NotChecked,
        };
        Finding { step, holding, words: step.words(holding).into() }
    };
    STEPS.into_iter().enumerate().map(finding).collect()
}
