//! What the rules say of a session's answers, as words and markup for slots, and what explains it once that is loaded.

use leptos::prelude::*;
use leptos::task::spawn_local;
use mentormark_rules::{Assessment, Case, Outcome, Wording};

use super::{Fresh, Judged, Session, Standing};
use crate::explain::{self, Explainer, Explains};
use crate::html::{Html, html};
use crate::state::Catalogue;
use crate::text;

impl Session {
    /// Words about the outcome, which may not be explained yet, for a slot; none where there is no outcome.
    pub(crate) fn words(
        self,
        words: impl Fn(&Outcome, &Wording) -> String + Send + Sync + 'static,
    ) -> impl Fn(&mut Html) + Send + Sync + 'static {
        self.markup(move |to, outcome| to.words(&words(outcome, &self.catalogue.wording)))
    }

    /// Markup about the outcome, which may not be explained yet, for a slot; none where there is no outcome.
    pub(crate) fn markup(
        self,
        markup: impl Fn(&mut Html, &Outcome) + Send + Sync + 'static,
    ) -> impl Fn(&mut Html) + Send + Sync + 'static {
        move |to| {
            self.standing.with(|standing| {
                if let Ok(judged) = &standing.0 {
                    markup(to, &judged.outcome);
                }
            });
        }
    }

    /// Markup that needs explanations, for a slot; until they are loaded, that they are on their way or could not be had.
    pub(crate) fn explained(
        self,
        markup: impl Fn(&mut Html, &dyn Explains, &Outcome) + Send + Sync + 'static,
    ) -> impl Fn(&mut Html) + Send + Sync + 'static {
        move |to| match self.explainer.get() {
            Explainer::Awaited => html!(to, "<p class=\"quiet\">", text::WAIT, "</p>"),
            Explainer::Missing => html!(
                to,
                "<p class=\"fault\">",
                text::EXPLANATIONS_MISSING,
                "</p><p class=\"buttons\"><button type=\"button\" class=\"button plain\" data-do=\"explain\">",
                text::TRY_AGAIN,
                "</button></p>"
            ),
            Explainer::Here(_, explainer) => self.standing.with(|standing| {
                if let Ok(Judged { outcome, is_explained: true, .. }) = &standing.0 {
                    markup(to, explainer, outcome);
                }
            }),
        }
    }

    /// Loads what explains outcomes.
    pub(crate) fn explain(self) {
        self.explainer.set(Explainer::Awaited);
        spawn_local(async move {
            let loaded = explain::load().await;
            if loaded.is_err() {
                self.said.set(text::EXPLANATIONS_MISSING.to_owned());
            }
            self.explainer.set(loaded.unwrap_or(Explainer::Missing));
        });
    }
}

/// What the rules say of answers, with what explains it where that is loaded.
pub(super) fn judged(catalogue: &Catalogue, answers: &Assessment, explainer: Explainer) -> Standing {
    let judged = |case: Case| {
        let (outcome, is_explained) = match explainer {
            Explainer::Here(judge, _) => (judge(&catalogue.plan, &case), true),
            _ => (catalogue.plan.outline(&case), false),
        };
        Judged { outcome, is_explained, unreasoned: case.unreasoned() }
    };
    Fresh(catalogue.plan.read(answers).map(judged))
}
