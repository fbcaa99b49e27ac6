//! What explains an outcome: the reasons, the routes, the answers an award hangs on, and the result page made of them.
//!
//! None of it is needed to answer questions and to see where one stands, so it is loaded once the page can be used, as two WebAssembly
//! modules side by side: what the engine works out besides, and what says it. The rest of the site reaches them through [`Judge`] and
//! [`Explains`] alone; whatever else it calls directly would move back into the first load.

#![expect(
    clippy::unnecessary_wraps,
    reason = "what can fail is the loading, which `wasm_split` reports through the result"
)]

mod figures;
mod lifts;
mod reasons;
mod result;

use leptos::task::spawn_local;
use mentormark_rules::{Case, Outcome, Plan, scheme::Section};
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use crate::html::{Html, html};
use crate::route::Router;
use crate::state::{Catalogue, Session};
use reasons::{Topic, about, reasons, topic};

/// What the rules say of a case, with all that explains it.
pub(crate) type Judge = fn(&Plan, &Case) -> Outcome;

/// What says why an outcome is as it is.
pub(crate) trait Explains: Send + Sync {
    /// Adds what to be careful about, such as that the edition is retired.
    fn cautions(&self, to: &mut Html, catalogue: &Catalogue, outcome: &Outcome);
    /// Adds why a section of a programme has its level.
    fn section(&self, to: &mut Html, catalogue: &Catalogue, outcome: &Outcome, programme: usize, section: &Section);
    /// Adds the result as a whole.
    fn result(&self, to: &mut Html, session: Session, router: Router, outcome: &Outcome);
}

/// Whether what explains outcomes is there.
#[derive(Clone, Copy)]
pub(crate) enum Explainer {
    /// It is on its way.
    Awaited,
    /// It could not be loaded.
    Missing,
    /// It is.
    Here(Judge, &'static dyn Explains),
}

/// What explains outcomes, once it is loaded.
///
/// # Errors
/// When one of the modules could not be had; asking again tries again.
pub(crate) async fn load() -> Result<Explainer, SplitLoaderError> {
    // Both are on their way at once.
    spawn_local(async { drop(ready().await) });
    let judge = judge().await?;
    Ok(Explainer::Here(judge, words().await?))
}

#[wasm_split(judge, fallible)]
fn judge() -> Result<Judge, SplitLoaderError> {
    Ok(Plan::outcome)
}

#[wasm_split(explain, fallible, preload(ready))]
fn words() -> Result<&'static dyn Explains, SplitLoaderError> {
    Ok(&Loaded)
}

struct Loaded;

impl Explains for Loaded {
    fn cautions(&self, to: &mut Html, catalogue: &Catalogue, outcome: &Outcome) {
        if outcome.reasons.iter().any(|reason| topic(reason) == Topic::Caution) {
            html!(to, "<div class=\"note grave\">");
            reasons(to, outcome, catalogue.standard(), &|reason| topic(reason) == Topic::Caution);
            html!(to, "</div>");
        }
    }

    fn section(&self, to: &mut Html, catalogue: &Catalogue, outcome: &Outcome, programme: usize, section: &Section) {
        let of = outcome.programmes.get(programme).map(|programme| &programme.id);
        let is_of_it = |reason: &_| about(reason) == (of, Some(&section.id));
        reasons(to, outcome, catalogue.standard(), &is_of_it);
    }

    fn result(&self, to: &mut Html, session: Session, router: Router, outcome: &Outcome) {
        result::write(to, session, router, outcome);
    }
}
