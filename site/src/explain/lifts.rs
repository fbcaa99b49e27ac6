//! What would lift the award, and what holds it up: criteria, each with the way to where it is answered.

use mentormark_report::{criterion_statement, section_name};
use mentormark_rules::{Id, outcome::Route};

use super::result::Result;
use crate::html::{Html, html};
use crate::state::name_of;
use crate::text;
use crate::text::said::{level_name, lift_phrase, route_notes};

impl Result<'_> {
    pub(super) fn lifts(self, to: &mut Html) {
        if self.outcome.routes.is_empty() {
            return html!(to, "<p>", text::LIFTS_NONE, "</p>");
        }
        html!(to, "<p>", text::LIFTS_HELP);
        if self.session.catalogue.scheme().progression.is_some() {
            html!(to, " ", text::LIFTS_WAIT);
        }
        html!(to, "</p>");
        for (at, route) in self.outcome.routes.iter().enumerate() {
            // The nearest level is shown open.
            to.markup(if at == 0 { "<details class=\"lifts\" open>" } else { "<details class=\"lifts\">" });
            self.lift(to, route);
        }
    }

    /// The smallest set of criteria for one level, or what stands in its way.
    fn lift(self, to: &mut Html, route: &Route) {
        html!(to, "<summary>", text::lift_to(level_name(Some(&route.to), self.wording()), route.count), "</summary>");
        for note in route_notes(route, self.wording()) {
            html!(to, "<p class=\"quiet\">", note, "</p>");
        }
        let lifts = route.lift.as_deref().unwrap_or_default();
        if !lifts.is_empty() {
            html!(to, "<ul class=\"lift\">");
            for lift in lifts {
                let words = lift_phrase(lift, self.session.catalogue.standard());
                self.criterion(to, lift.programme.as_ref(), &lift.criterion, &words, "");
            }
            html!(to, "</ul>");
        }
        html!(to, "</details>");
    }

    /// A criterion as a link to where it is answered.
    fn criterion(self, to: &mut Html, programme: Option<&Id>, id: &str, words: &str, after: &str) {
        let (catalogue, wording) = (self.session.catalogue, self.wording());
        let Some((place, criterion)) = catalogue.criterion(id) else { return };
        let section = catalogue.scheme().sections.get(place).map_or("", |section| section_name(&section.id, wording));
        let of = programme.and_then(|id| self.session.place_of(id)).unwrap_or_default();
        html!(to, "<li><a href=\"", self.router.criterion(of, place, id), "\">", words, "</a><span class=\"quiet\">");
        if let Some(programme) = programme {
            html!(to, name_of(programme), ", ");
        }
        html!(to, section);
        if let Some(level) = &criterion.level {
            html!(to, ", ", level_name(Some(level), wording));
        }
        html!(to, after, "</span></li>");
    }

    pub(super) fn holds(self, to: &mut Html) {
        if self.outcome.fragile.is_empty() {
            let awarded = self.outcome.award.bounds.level.is_some();
            let words = if awarded { text::HOLDS_NONE } else { text::HOLDS_NOTHING };
            return html!(to, "<p>", words, "</p>");
        }
        html!(to, "<p>", text::HOLDS_HELP, "</p><ul class=\"lift\">");
        for fragile in &self.outcome.fragile {
            let words = criterion_statement(&fragile.criterion, self.wording());
            let would_be = text::would_be(level_name(fragile.would_be.as_deref(), self.wording()));
            self.criterion(to, fragile.programme.as_ref(), &fragile.criterion, words, &would_be);
        }
        html!(to, "</ul>");
    }
}
