//! Signed receipts that anybody can check: content, keys and the W3C proof.
//!
//! A verifier that has judged a submission states what came out in a [`Receipt`], and what came of a batch in a [`Manifest`]. Both are
//! documents of the W3C's VC data model 2.0 with an `eddsa-jcs-2022` Data Integrity proof, so that other programs than this one
//! can check them. The crate is pure: keys and times are arguments; it reads no clock and no file, makes no random numbers and fetches
//! nothing.
//!
//! | To find | Look in |
//! |---|---|
//! | what a receipt states | [`Verification`], and of a batch [`Batch`] |
//! | what exactly is signed | `proof` |
//! | the words of the documents | `context` |
//! | secrets, rotation, signing | [`Keys`] |
//! | the keys that others need | [`PublicKeys`] |
//! | checking offline | [`check`], [`check_receipt`], [`check_manifest`], [`report`], [`refused`] |
//! | why something does not hold | [`Fault`], [`Code`] |
#![no_std]

extern crate alloc;
#[cfg(test)]
extern crate std;

mod check;
pub mod context;
mod fault;
mod hash;
mod issuer;
mod keys;
mod manifest;
mod moment;
mod multikey;
mod name;
mod proof;
mod public_keys;
mod read;
mod receipt;
mod report;
mod sealed;
mod shape;
mod steps;

pub use check::{
    AnyChecked, Checked, CheckedManifest, CheckedReceipt, ReceiptRefusal, check, check_manifest, check_receipt,
};
pub use fault::{Code, Fault, Faults};
pub use hash::{Hash, NotAHash};
pub use issuer::{DidWeb, Issuer, NotADidWeb};
pub use keys::Keys;
pub use manifest::{Batch, LineCounts, Lines, Manifest};
pub use moment::{Moment, NotAMoment};
pub use multikey::{NotAKey, PublicKey};
pub use proof::Proof;
pub use public_keys::{DatedKey, PublicKeys};
pub use receipt::{Fee, Receipt, Verification};
pub use report::{refused, report};
pub use sealed::{Sealed, Subject};
pub use steps::{Finding, Holding, Step};
