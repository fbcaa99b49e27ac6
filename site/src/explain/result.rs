//! The result: whether one may apply, the award, why, what lifts it, what holds it up, dates, fee, and what was assumed. What the
//! standard does not have is left out.

use mentormark_rules::{
    Id, Outcome, Reason, Wording,
    outcome::{Limit, Status},
};

use super::reasons::{Topic, about, reasons, topic};
use super::{Explains, Loaded, figures};
use crate::html::{Html, html};
use crate::pages::open_page;
use crate::parts;
use crate::route::{Page, Router};
use crate::state::{Session, name_of};
use crate::text::said::{date, eligibility_phrase, section_noun};
use crate::text::{self, keeping, merging, planning, sending};

/// Adds the result of an outcome.
pub(super) fn write(to: &mut Html, session: Session, router: Router, outcome: &Outcome) {
    Result { session, router, outcome }.write(to);
}

/// An outcome on its way to the page.
#[derive(Clone, Copy)]
pub(super) struct Result<'a> {
    pub(super) session: Session,
    pub(super) router: Router,
    pub(super) outcome: &'a Outcome,
}

/// What stands below the verdict: parts, each under its heading, and the links to them.
#[derive(Default)]
pub(super) struct Parts {
    body: Html,
    links: Html,
}

impl Parts {
    /// Begins a part: its heading, and the link to it. What it holds goes where this gives.
    pub(super) fn begin(&mut self, id: &str, title: &str) -> &mut Html {
        html!(self.links, "<li><a href=\"#", id, "\">", title, "</a></li>");
        html!(self.body, "<h2 id=\"", id, "\" tabindex=\"-1\">", title, "</h2>");
        &mut self.body
    }
}

impl Result<'_> {
    fn write(self, to: &mut Html) {
        let (wording, outcome) = (self.wording(), self.outcome);
        html!(
            to,
            "<div class=\"stack\"><p class=\"lead\">",
            text::judged_on(&date(outcome.as_of), &wording.name, &outcome.edition),
            "</p>"
        );
        Loaded.cautions(to, self.session.catalogue, outcome);
        self.verdict(to);
        self.open(to);
        let mut parts = Parts::default();
        self.eligibility(&mut parts);
        self.why(&mut parts);
        self.lifts(parts.begin("lifts", text::LIFTS));
        self.holds(parts.begin("holds", text::HOLDS));
        self.next(&mut parts);
        self.sections(&mut parts);
        self.dates(&mut parts);
        self.fee(&mut parts);
        figures::assumed(&mut parts, outcome, wording);
        self.keep(&mut parts);
        html!(to, "<nav aria-label=\"", text::ON_THIS_PAGE, "\"><ul class=\"contents\">");
        to.add(&parts.links);
        html!(to, "</ul></nav>");
        to.add(&parts.body);
        html!(to, "</div>");
    }

    fn keep(self, parts: &mut Parts) {
        let to = parts.begin("keep", text::KEEP);
        html!(
            to,
            "<p>",
            text::KEEP_HELP,
            "</p><p class=\"buttons\"><button type=\"button\" class=\"button\" data-do=\"export\">",
            text::DOWNLOAD,
            "</button><button type=\"button\" class=\"button plain\" data-do=\"print\">",
            text::PRINT,
            "</button></p><p class=\"quiet\">",
            text::HASH,
            " <span class=\"hash\">",
            self.outcome.rules_hash.as_str(),
            "</span></p>"
        );
    }

    /// Where one can go on with what lifts the award and what other answers would give.
    fn next(self, parts: &mut Parts) {
        let to = parts.begin("next", planning::NEXT);
        html!(to, "<ul class=\"tasks\">");
        for (page, name, help) in [
            (Page::Plan, planning::TO_PLAN, planning::TO_PLAN_HELP),
            (Page::Compare, planning::TO_COMPARE, planning::TO_COMPARE_HELP),
            (Page::Saved, keeping::SAVED, keeping::TO_SAVED_HELP),
            (Page::Merge, merging::MERGE, keeping::TO_MERGE_HELP),
            (Page::Check, text::CHECK, sending::TO_CHECK_HELP),
        ] {
            html!(
                to,
                "<li class=\"task\"><a href=\"",
                self.router.address(page),
                "\">",
                name,
                "</a><p>",
                help,
                "</p></li>"
            );
        }
        html!(to, "</ul>");
    }

    pub(super) fn wording(self) -> &'static Wording {
        &self.session.catalogue.wording
    }

    /// The award now, what could still be reached, what the answers earn.
    fn verdict(self, to: &mut Html) {
        let catalogue = self.session.catalogue;
        let award = &self.outcome.award;
        html!(
            to,
            "<section class=\"verdict\" aria-labelledby=\"verdict-title\"><h2 id=\"verdict-title\">",
            text::award_now(!award.bounds.is_settled()),
            "</h2><p>"
        );
        parts::award(to, catalogue, award);
        html!(to, "</p>");
        let below = award.label.as_deref().and_then(|label| self.wording().outcomes.get(label));
        if let Some(below) = below {
            html!(to, "<p>", below.summary, "</p>");
        }
        html!(to, "<dl><div><dt>", text::COULD_REACH, "</dt><dd>");
        parts::could_reach(to, catalogue, award);
        html!(
            to,
            "</dd></div><div><dt>",
            text::ANSWERS_EARN,
            "</dt><dd>",
            text::earned(&self.outcome.quality, self.wording()),
            "</dd></div>"
        );
        let limits = limits(&award.limited_by);
        if !limits.is_empty() {
            html!(to, "<div><dt>", text::LIMITED_BY, "</dt><dd>", limits, "</dd></div>");
        }
        html!(to, "</dl></section>");
    }

    /// What is still open, while something is.
    fn open(self, to: &mut Html) {
        if self.session.is_unfinished() {
            html!(
                to,
                "<p class=\"note grave\">",
                text::UNFINISHED,
                " <a href=\"",
                self.router.address(Page::About),
                "\">",
                text::FEE_ANSWER,
                "</a></p>"
            );
        }
        if self.outcome.status == Status::Incomplete {
            let session = self.session;
            let (answered, of) = session.answered_in_all();
            let may_rise = self.outcome.quality.level != self.outcome.quality.could_reach;
            let address = self.router.address(leptos::prelude::untrack(move || open_page(session)));
            html!(
                to,
                "<p class=\"note\">",
                text::still_open(of.saturating_sub(answered), may_rise),
                " <a class=\"on-screen\" href=\"",
                address,
                "\">",
                text::GO_ON,
                "</a></p>"
            );
        }
    }

    /// Whether one may apply, check by check.
    fn eligibility(self, parts: &mut Parts) {
        if let Some(all) = eligibility_phrase(&self.outcome.eligibility) {
            let to = parts.begin("eligibility", text::WHO_MAY_APPLY);
            html!(to, "<p>", text::eligible_because(self.outcome.eligibility.status, &all), "</p>");
            self.because(to, &|reason| topic(reason) == Topic::Eligibility);
        }
    }

    /// The deciding clauses: of the award, of each section, of the fee.
    fn why(self, parts: &mut Parts) {
        let to = parts.begin("why", text::WHY);
        self.because(to, &|reason| topic(reason) == Topic::Award && about(reason) == (None, None));
        if self.outcome.programmes.is_empty() {
            html!(to, "<h3>", text::why_sections(section_noun(1, self.wording())), "</h3>");
            self.because(to, &|reason| about(reason) != (None, None));
        }
        for programme in &self.outcome.programmes {
            html!(to, "<h3>", name_of(&programme.id), ": ", text::earned(&programme.quality, self.wording()), "</h3>");
            let of: Option<&Id> = Some(&programme.id);
            self.because(to, &|reason| about(reason).0 == of);
        }
        if self.session.catalogue.scheme().fee.is_some() {
            html!(to, "<h3>", text::WHY_FEE, "</h3>");
            self.because(to, &|reason| topic(reason) == Topic::Fee);
        }
    }

    fn because(self, to: &mut Html, shown: &dyn Fn(&Reason) -> bool) {
        reasons(to, self.outcome, self.session.catalogue.standard(), shown);
    }
}

fn limits(limits: &[Limit]) -> String {
    let words = limits.iter().map(|limit| match limit {
        Limit::Eligibility => text::LIMIT_ELIGIBILITY,
        Limit::Progression => text::LIMIT_PROGRESSION,
        Limit::Prerequisite => text::LIMIT_PREREQUISITE,
    });
    let words: Vec<&str> = words.collect();
    words.join(", ")
}
