//! The page on which anybody checks what a verifier signed, what was submitted, or a file of answers. Nobody who answers questions loads
//! any of it. What checks signatures is a WebAssembly module of its own, loaded with the first file that was signed.
//!
//! | To find | Look in |
//! |---|---|
//! | the page | `shown` |
//! | what a file is | `given` |
//! | all files together | `together` |
//! | the result worked out again | `recount` |
//! | the rules and words that a document names | `rules` |
//! | what was signed, against the answers that it is for | `signed` |
//! | what a receipt's check says | `receipt` |

#![expect(
    clippy::unnecessary_wraps,
    reason = "what can fail is the loading, which `wasm_split` reports through the result"
)]

mod given;
mod receipt;
mod recount;
pub(crate) mod rules;
mod shown;
mod signed;
mod together;

use std::pin::Pin;

use leptos::task::spawn_local;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use crate::route;
use given::Given;
use recount::Recount;

/// Opens the page once its part is there.
pub(crate) fn start() {
    spawn_local(async {
        let failed = if open().await.is_err() { route::element("#failed") } else { None };
        if let Some(failed) = failed {
            let _ = failed.remove_attribute("hidden");
        }
        if let Some(waiting) = route::element(".waiting") {
            let _ = waiting.set_attribute("hidden", "");
        }
    });
}

#[wasm_split(verify, fallible)]
fn open() -> Result<(), SplitLoaderError> {
    shown::open();
    Ok(())
}

/// Adds what is said of what was signed to the reports, of which there is one for each file.
#[wasm_split(signed, fallible)]
fn signed(
    given: Vec<Given>,
    recounts: Vec<Recount>,
    root: String,
    mut reports: Vec<Report>,
) -> Result<Reporting, SplitLoaderError> {
    Ok(Box::pin(async move {
        signed::look(&given, &recounts, &root, &mut reports).await;
        reports
    }))
}

/// Reports on their way.
type Reporting = Pin<Box<dyn Future<Output = Vec<Report>>>>;

/// Whether something holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Holds {
    /// It does.
    Yes,
    /// It does not.
    No,
    /// It was not checked.
    Open,
}

/// What came of one thing that was looked at.
pub(crate) struct Finding {
    /// Whether it holds.
    pub(crate) holds: Holds,
    /// The same in words.
    pub(crate) words: String,
    /// What is wrong, each with its place in the file.
    pub(crate) faults: Vec<(String, String)>,
}

impl Finding {
    pub(crate) fn new(holds: Holds, words: impl Into<String>) -> Self {
        Self { holds, words: words.into(), faults: Vec::new() }
    }
}

/// What is said of one file.
#[derive(Default)]
pub(crate) struct Report {
    /// The file and what it is.
    pub(crate) title: String,
    /// What holds and what does not.
    pub(crate) findings: Vec<Finding>,
    /// What it says: a name, a value, and whether the value is a hash or a reference.
    pub(crate) facts: Vec<(&'static str, String, bool)>,
}

/// The levels and the fee that a document states, or that were worked out.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Stated {
    pub(crate) quality: Option<String>,
    pub(crate) award: Option<String>,
    /// Before VAT, the VAT, with VAT.
    pub(crate) fee: Option<[u64; 3]>,
}
