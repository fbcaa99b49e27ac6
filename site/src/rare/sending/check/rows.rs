//! The answers as rows: what was asked, what was answered, and the way to change it.

use leptos::prelude::*;
use mentormark_report::{criterion_statement, fact_name, section_name};
use mentormark_rules::{
    Assessment,
    assessment::{Evidence, NOT_APPLICABLE},
    scheme::Criterion,
};

use crate::html::{Html, html};
use crate::rare::said::said;
use crate::route::{Page, Router};
use crate::state::{AWARDED, Session, name_of};
use crate::text::said::{date, level_name, rating_name};
use crate::text::{self, sending};

/// All rows of a page.
pub(super) struct Rows<'a> {
    pub(super) session: Session,
    pub(super) router: Router,
    pub(super) answers: &'a Assessment,
}

/// A question with its answer.
struct Row<'a> {
    question: &'a str,
    /// None where it is not answered.
    answer: Option<String>,
    evidence: Option<&'a Evidence>,
    /// Where it is changed.
    at: String,
}

impl Rows<'_> {
    /// Adds every answer: about the applicant, then by programme and section.
    pub(super) fn all(&self, to: &mut Html) {
        if self.session.catalogue.asks() {
            html!(to, "<h2>", text::ABOUT, "</h2><dl class=\"answered\">");
            self.about(to);
            html!(to, "</dl>");
        }
        for programme in self.programmes() {
            if let Some(id) = self.session.programme(programme) {
                html!(to, "<h2>", name_of(&id), "</h2>");
            }
            for place in self.sections() {
                let catalogue = self.session.catalogue;
                let Some(section) = catalogue.scheme().sections.get(place) else { continue };
                self.heading(to, programme, section_name(&section.id, &catalogue.wording));
                html!(to, "<p class=\"quiet\">", text::answered(self.session.answered(programme, place)));
                html!(to, "</p><dl class=\"answered\">");
                for criterion in &section.criteria {
                    self.criterion(to, programme, place, criterion);
                }
                html!(to, "</dl>");
            }
        }
    }

    /// Adds the questions about the applicant that are asked and not answered.
    pub(super) fn open_facts(&self, to: &mut Html) {
        let facts = &self.session.catalogue.scheme().facts;
        let asked = self.session.asked.with(|(asked, _)| asked.facts.clone());
        let asked = facts.iter().zip(asked).filter(|(_, is_asked)| *is_asked).map(|(fact, _)| &*fact.id);
        let open: Vec<&str> = asked.filter(|id| !self.answers.facts.contains_key(*id)).collect();
        if open.is_empty() {
            return;
        }
        html!(to, "<div class=\"note\"><p>", sending::facts_not_answered(open.len()), "</p><ul class=\"plain-list\">");
        for id in open {
            html!(to, "<li><a data-change href=\"", self.field(id), "\">");
            html!(to, fact_name(id, &self.session.catalogue.wording), "</a></li>");
        }
        html!(to, "</ul></div>");
    }

    /// Adds the criteria that are claimed, wholly or in part, with neither note nor link; by programme and section.
    pub(super) fn without_evidence(&self, to: &mut Html) {
        let mut groups = Html::default();
        let mut all = 0;
        for programme in self.programmes() {
            for place in self.sections() {
                all += self.without_evidence_in(&mut groups, programme, place);
            }
        }
        if all == 0 {
            return html!(to, "<p>", sending::EVIDENCE_ALL, "</p>");
        }
        html!(
            to,
            "<details class=\"card\"><summary>",
            sending::without_evidence(all),
            "</summary><div class=\"stack\"><p>"
        );
        html!(to, sending::EVIDENCE_HELP, "</p>");
        to.add(&groups);
        html!(to, "</div></details>");
    }

    fn without_evidence_in(&self, to: &mut Html, programme: usize, place: usize) -> usize {
        let catalogue = self.session.catalogue;
        let scheme = catalogue.scheme();
        let Some(section) = scheme.sections.get(place) else { return 0 };
        let lowest = scheme.scale.first().map(|rating| &*rating.id);
        let is_claimed = |rating: &str| rating != NOT_APPLICABLE && Some(rating) != lowest;
        let is_bare = |criterion: &&Criterion| {
            let (rating, evidence) = self.stated(programme, &criterion.id);
            let is_shown =
                evidence.is_some_and(|evidence| !evidence.note.trim().is_empty() || !evidence.links.is_empty());
            rating.is_some_and(is_claimed) && !is_shown
        };
        let mut count = 0;
        for criterion in section.criteria.iter().filter(is_bare) {
            if count == 0 {
                let name = section_name(&section.id, &catalogue.wording);
                let of = self.session.programme(programme).map(|id| text::of_programme(name, &name_of(&id)));
                html!(to, "<h3>", of.as_deref().unwrap_or(name), "</h3><ul class=\"plain-list\">");
            }
            count += 1;
            html!(to, "<li><a data-change href=\"", self.router.criterion(programme, place, &criterion.id), "\">");
            html!(to, criterion_statement(&criterion.id, &catalogue.wording), "</a></li>");
        }
        if count > 0 {
            html!(to, "</ul>");
        }
        count
    }

    fn heading(&self, to: &mut Html, programme: usize, name: &str) {
        // Below the name of a programme, where there are several.
        if self.session.programme(programme).is_some() {
            html!(to, "<h3>", name, "</h3>");
        } else {
            html!(to, "<h2>", name, "</h2>");
        }
    }

    fn about(&self, to: &mut Html) {
        let catalogue = self.session.catalogue;
        let (scheme, wording) = (catalogue.scheme(), &catalogue.wording);
        let asked = self.session.asked.with(|(asked, _)| asked.facts.clone());
        for (fact, _) in scheme.facts.iter().zip(asked).filter(|(_, is_asked)| *is_asked) {
            let question = wording.facts.get(&*fact.id).map_or(&*fact.id, |words| words.question.as_str());
            let answer = self.answers.facts.get(&*fact.id).map(|value| said(&fact.id, value, catalogue));
            Self::row(to, &Row { question, answer, evidence: None, at: self.field(&fact.id) });
        }
        if catalogue.plan.looks_at_held() {
            let held = self.answers.held.as_ref();
            let held = held.map(|held| sending::held(level_name(Some(&held.level), wording), &date(held.awarded_on)));
            let answer = Some(held.unwrap_or_else(|| text::HELD_NONE.to_owned()));
            Self::row(to, &Row { question: text::HELD, answer, evidence: None, at: self.field(AWARDED) });
        }
        if scheme.levels.len() > 1 {
            let target = self.answers.target.as_deref();
            let target = target.map_or(text::TARGET_NONE, |level| level_name(Some(level), wording));
            let answer = Some(target.to_owned());
            Self::row(to, &Row { question: text::TARGET, answer, evidence: None, at: self.field("_target") });
        }
    }

    fn criterion(&self, to: &mut Html, programme: usize, place: usize, criterion: &Criterion) {
        let wording = &self.session.catalogue.wording;
        let (rating, evidence) = self.stated(programme, &criterion.id);
        let row = Row {
            question: criterion_statement(&criterion.id, wording),
            answer: rating.map(|rating| rating_name(rating, wording).to_owned()),
            evidence,
            at: self.router.criterion(programme, place, &criterion.id),
        };
        Self::row(to, &row);
    }

    fn row(to: &mut Html, row: &Row<'_>) {
        html!(to, "<div><dt>", row.question, "</dt><dd>");
        match &row.answer {
            Some(answer) => html!(to, "<p>", answer, "</p>"),
            None => html!(to, "<p class=\"open\">", text::NOT_ANSWERED, "</p>"),
        }
        if let Some(evidence) = row.evidence {
            if !evidence.note.is_empty() {
                html!(to, "<p class=\"quiet noted\">", evidence.note, "</p>");
            }
            for link in &evidence.links {
                html!(to, "<p class=\"quiet\">", link, "</p>");
            }
        }
        html!(to, "</dd><dd><a data-change href=\"", row.at, "\">", sending::CHANGE, "<span class=\"unseen\"> ");
        html!(to, row.question, "</span></a></dd></div>");
    }

    fn field(&self, name: &str) -> String {
        format!("{}#field-{name}", self.router.address(Page::About))
    }

    /// The rating of a criterion, and what shows it.
    fn stated(&self, programme: usize, criterion: &str) -> (Option<&str>, Option<&Evidence>) {
        let (ratings, evidence) = match self.answers.programmes.get(programme) {
            Some(programme) => (&programme.ratings, &programme.evidence),
            None => (&self.answers.ratings, &self.answers.evidence),
        };
        (ratings.get(criterion).map(String::as_str), evidence.get(criterion))
    }

    fn programmes(&self) -> std::ops::Range<usize> {
        0..self.answers.programmes.len().max(1)
    }

    /// The places of the sections that apply.
    fn sections(&self) -> impl Iterator<Item = usize> {
        let session = self.session;
        (0..session.catalogue.scheme().sections.len()).filter(move |&place| session.applies(place))
    }
}
