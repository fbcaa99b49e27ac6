//! Scores an assessment against a scheme held as data: the one implementation of the rules.
//!
//! Plain data goes in ([`Scheme`], [`Assessment`]) and plain data comes out ([`Outcome`]). Between them stands a [`Plan`]: a
//! scheme checked and compiled once, which then answers as often as asked. The crate is pure: it reads no clock, no
//! file and no locale, knows no scheme by name, and holds no number from a standard.
//!
//! | To find | Look in |
//! |---|---|
//! | what a scheme may say | [`scheme`] |
//! | what an applicant states | [`assessment`] |
//! | what an applicant claims, and how it is checked | [`submission`], [`verification`] |
//! | what the rules answer | [`outcome`], [`reason`] |
//! | the rule shapes, one a file | `rule/` |
//! | facts, what is worked out from them, and what blank ones leave open | `fact/` |
//! | what is certain and what is still possible | `bounds` |
//! | eligibility, prerequisites, and the ways blank facts can come out | `eligibility` |
//! | the full outcome, and why it is so | `assess`, `explain` |
//! | the smallest set of criteria to lift | `route`, `search` |
//! | the answers that an award hangs on | `fragile` |
//! | waiting times and validity, fee and VAT | `progression`, `fee` |
//! | the way in and out as text | [`json`] |
//! | why something was turned away | [`refusal`] |
//!
//! ```
//! # let compiled = include_str!("../examples/two-sections.json");
//! use mentormark_rules::Plan;
//!
//! let plan = Plan::from_json(compiled)?;
//! let outcome = plan.assess_json(r#"{
//!     "scheme": "example", "as_of": "2026-11-21", "facts": {},
//!     "ratings": { "one.pass.a": "met", "two.pass.a": "met" }
//! }"#)?;
//! assert!(outcome.contains(r#""quality":{"could_reach":"pass","level":"pass"}"#));
//! # Ok::<(), mentormark_rules::Refusals>(())
//! ```
#![no_std]
#![deny(
    clippy::arithmetic_side_effects,
    clippy::as_conversions,
    clippy::expect_used,
    clippy::float_arithmetic,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used
)]
#![cfg_attr(
    test,
    allow(
        clippy::arithmetic_side_effects,
        clippy::as_conversions,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::unwrap_used
    )
)]

extern crate alloc;
#[cfg(test)]
extern crate std;

mod assess;
pub mod assessment;
mod bounds;
mod case;
mod date;
mod eligibility;
mod entries;
mod explain;
mod fact;
mod fee;
mod fragile;
mod id;
pub mod json;
mod money;
mod order;
pub mod outcome;
mod packed;
mod plan;
mod progression;
pub mod reason;
pub mod refusal;
mod route;
mod rule;
pub mod scheme;
mod search;
pub mod submission;
mod suggest;
mod survey;
pub mod verification;
pub mod wording;

pub use assess::{ProgrammeSummary, Summary, assess_text, read_text};
pub use assessment::Assessment;
pub use bounds::{Bounds, Rank};
pub use case::Case;
pub use date::{Date, DateError, Months};
pub use entries::Entries;
pub use fee::{Charge, Price};
pub use id::Id;
pub use money::{BasisPoints, Pence};
pub use outcome::Outcome;
pub use plan::{Asked, Plan, Verdict};
pub use reason::Reason;
pub use refusal::{Code, Refusal, Refusals};
pub use scheme::Scheme;
pub use submission::{Claim, Received, Submission};
pub use suggest::nearest;
pub use verification::{Checked, Filed, read_submission, read_submission_once};
pub use wording::Wording;
