//! What explains an outcome: the reasons, the routes, the answers an award hangs on, and the result page made of them.
//!
//! None of it is needed to answer questions and to see where one stands, so it is a WebAssembly module of its own, loaded once the
//! page can be used. The rest of the site reaches it through [`Explains`] alone; whatever else it calls directly would move back
//! into the first load.

#![expect(
    clippy::unnecessary_wraps,
    reason = "what can fail is the loading, which `wasm_split` reports through the result"
)]

mod figures;
mod lifts;
mod reasons;
mod result;

use mentormark_rules::{Case, Outcome, scheme::Section};
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use crate::html::{Html, html};
use crate::route::Router;
use crate::state::{Catalogue, Session};
use reasons::{Topic, about, reasons, topic};

/// What explains outcomes.
pub(crate) trait Explains: Send + Sync {
    /// What the rules say of a case, with all that explains it.
    fn outcome(&self, catalogue: &Catalogue, case: &Case) -> Outcome;
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
    Here(&'static dyn Explains),
}

/// What explains outcomes, once it is loaded.
///
/// # Errors
/// When the module could not be had; asking again tries again.
#[wasm_split(explain, fallible)]
pub(crate) fn load() -> Result<&'static dyn Explains, SplitLoaderError> {
    Ok(&Loaded)
}

struct Loaded;

impl Explains for Loaded {
    fn outcome(&self, catalogue: &Catalogue, case: &Case) -> Outcome {
        catalogue.plan.outcome(case)
    }

    fn cautions(&self, to: &mut Html, catalogue: &Catalogue, outcome: &Outcome) {
        if outcome.reasons.iter().any(|reason| topic(reason) == Topic::Caution) {
            html!(to, "<div class=\"note grave\">");
            reasons(to, &outcome.reasons, catalogue.standard(), &|reason| topic(reason) == Topic::Caution);
            html!(to, "</div>");
        }
    }

    fn section(&self, to: &mut Html, catalogue: &Catalogue, outcome: &Outcome, programme: usize, section: &Section) {
        let of = outcome.programmes.get(programme).map(|programme| &programme.id);
        let is_of_it = |reason: &_| about(reason) == (of, Some(&section.id));
        reasons(to, &outcome.reasons, catalogue.standard(), &is_of_it);
    }

    fn result(&self, to: &mut Html, session: Session, router: Router, outcome: &Outcome) {
        result::write(to, session, router, outcome);
    }
}
