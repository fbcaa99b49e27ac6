//! The result: the award, why, what lifts it, what holds it up, dates, fee, and what was assumed.

use mentormark_report::{
    criterion_statement, date, fact_name, fee_band_name, level_name, money, percent, section_chart, section_name,
    section_table, source, validity_sentence,
};
use mentormark_rules::{
    Id, Outcome, Reason, Wording,
    outcome::{Fee, KnownFee, Limit, Route, Status},
};

use super::{heading, onward, start::open_page};
use crate::html::{Html, html};
use crate::parts::{about, level, reasons};
use crate::route::{Page, Router};
use crate::sheet::Sheet;
use crate::state::Session;
use crate::text;

pub(super) fn page(sheet: &mut Sheet, session: Session, router: Router) {
    heading(sheet, session, router, "", text::RESULT);
    // One outcome as a whole: it changes here only from another tab, or at midnight.
    sheet.show(session.markup(move |to, outcome| Result { session, router, outcome }.write(to)));
    onward(sheet, session, router, Page::Result);
}

/// An outcome on its way to the page.
#[derive(Clone, Copy)]
struct Result<'a> {
    session: Session,
    router: Router,
    outcome: &'a Outcome,
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
        self.verdict(to);
        self.open(to);
        self.why(to);
        html!(to, "<h2>", text::LIFTS, "</h2>");
        self.lifts(to);
        html!(to, "<h2>", text::HOLDS, "</h2>");
        self.holds(to);
        html!(to, "<h2>", text::PICTURE, "</h2><figure class=\"chart\">");
        to.picture(&section_chart(outcome, wording));
        html!(to, "</figure>");
        table(to, outcome, wording);
        html!(to, "<h2>", text::DATES, "</h2>");
        self.dates(to);
        html!(to, "<h2>", text::FEE, "</h2>");
        self.fee(to);
        assumed(to, outcome, wording);
        html!(
            to,
            "<h2>",
            text::KEEP,
            "</h2><p>",
            text::KEEP_HELP,
            "</p><p class=\"buttons\"><button type=\"button\" class=\"button\" data-do=\"export\">",
            text::DOWNLOAD,
            "</button><button type=\"button\" class=\"button plain\" data-do=\"print\">",
            text::PRINT,
            "</button></p><p class=\"quiet\">",
            text::HASH,
            " <span class=\"hash\">",
            outcome.rules_hash.as_str(),
            "</span></p></div>"
        );
    }

    fn wording(self) -> &'static Wording {
        &self.session.catalogue.wording
    }

    /// The award now, what could still be reached, what the answers earn.
    fn verdict(self, to: &mut Html) {
        let catalogue = self.session.catalogue;
        let award = &self.outcome.award.bounds;
        html!(
            to,
            "<section class=\"verdict\" aria-labelledby=\"verdict-title\"><h2 id=\"verdict-title\">",
            text::award_now(!award.is_settled()),
            "</h2><p>"
        );
        level(to, catalogue, award.level.as_deref());
        html!(to, "</p><dl><div><dt>", text::COULD_REACH, "</dt><dd>");
        level(to, catalogue, award.could_reach.as_deref());
        html!(
            to,
            "</dd></div><div><dt>",
            text::ANSWERS_EARN,
            "</dt><dd>",
            text::earned(&self.outcome.quality, self.wording()),
            "</dd></div>"
        );
        let limits = limits(&self.outcome.award.limited_by);
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
            let blanks: u32 =
                self.outcome.sections.iter().flat_map(|section| &section.tallies).map(|tally| tally.unanswered).sum();
            let address = self.router.address(leptos::prelude::untrack(move || open_page(self.session)));
            html!(
                to,
                "<p class=\"note\">",
                text::still_open(blanks),
                " <a href=\"",
                address,
                "\">",
                text::GO_ON,
                "</a></p>"
            );
        }
    }

    /// The deciding clauses: of the award, of each section, of the fee.
    fn why(self, to: &mut Html) {
        let (all, wording) = (&self.outcome.reasons, self.wording());
        let of_fee = |reason: &Reason| {
            matches!(reason, Reason::FeeBand { .. } | Reason::FeeUnknown { .. } | Reason::VatRate { .. })
        };
        let of_section = |reason: &Reason| about(reason).is_some();
        html!(to, "<h2>", text::WHY, "</h2>");
        reasons(to, all, wording, &|reason| !of_fee(reason) && !of_section(reason));
        html!(to, "<h3>", text::WHY_SECTIONS, "</h3>");
        reasons(to, all, wording, &of_section);
        html!(to, "<h3>", text::WHY_FEE, "</h3>");
        reasons(to, all, wording, &of_fee);
    }

    fn lifts(self, to: &mut Html) {
        if self.outcome.routes.is_empty() {
            return html!(to, "<p>", text::LIFTS_NONE, "</p>");
        }
        html!(to, "<p>", text::LIFTS_HELP, "</p>");
        for (at, route) in self.outcome.routes.iter().enumerate() {
            // The nearest level is shown open.
            to.markup(if at == 0 { "<details class=\"lifts\" open>" } else { "<details class=\"lifts\">" });
            self.lift(to, route);
        }
    }

    /// The smallest set of criteria for one level.
    fn lift(self, to: &mut Html, route: &Route) {
        html!(to, "<summary>", text::lift_to(level_name(Some(&route.to), self.wording()), route.count), "</summary>");
        if !route.exact {
            html!(to, "<p class=\"quiet\">", text::NOT_EXACT, "</p>");
        }
        if !route.needs.is_empty() {
            let facts: Vec<&str> = route.needs.iter().map(|fact| fact_name(fact, self.wording())).collect();
            html!(to, "<p class=\"quiet\">", text::lift_needs(&facts), "</p>");
        }
        html!(to, "<ul class=\"lift\">");
        for lift in &route.lift {
            self.criterion(to, &lift.criterion, "");
        }
        html!(to, "</ul></details>");
    }

    /// A criterion as a link to where it is answered.
    fn criterion(self, to: &mut Html, id: &str, after: &str) {
        let (catalogue, wording) = (self.session.catalogue, self.wording());
        let place = catalogue.section_of(id).unwrap_or_default();
        let section = catalogue.scheme().sections.get(place).map_or("", |section| section_name(&section.id, wording));
        let level = level_name(catalogue.level_of(id).map(Id::as_str), wording);
        html!(
            to,
            "<li><a href=\"",
            self.router.criterion(place, id),
            "\">",
            criterion_statement(id, wording),
            "</a><span class=\"quiet\">",
            section,
            ", ",
            level,
            after,
            "</span></li>"
        );
    }

    fn holds(self, to: &mut Html) {
        if self.outcome.fragile.is_empty() {
            let awarded = self.outcome.award.bounds.level.is_some();
            let words = if awarded { text::HOLDS_NONE } else { text::HOLDS_NOTHING };
            return html!(to, "<p>", words, "</p>");
        }
        html!(to, "<p>", text::HOLDS_HELP, "</p><ul class=\"lift\">");
        for fragile in &self.outcome.fragile {
            self.criterion(
                to,
                &fragile.criterion,
                &text::would_be(level_name(fragile.would_be.as_deref(), self.wording())),
            );
        }
        html!(to, "</ul>");
    }

    fn dates(self, to: &mut Html) {
        if self.outcome.progression.is_empty() {
            html!(to, "<p>", text::DATES_NONE, "</p>");
        } else {
            html!(
                to,
                "<table class=\"sum\"><caption>",
                text::DATES_HELP,
                "</caption><thead><tr><th scope=\"col\">",
                text::TABLE_LEVEL,
                "</th><th scope=\"col\">",
                text::EARLIEST,
                "</th></tr></thead><tbody>"
            );
            for next in &self.outcome.progression {
                html!(to, "<tr><th scope=\"row\">");
                level(to, self.session.catalogue, Some(&next.level));
                html!(to, "</th><td>", date(next.earliest), "</td></tr>");
            }
            html!(to, "</tbody></table>");
        }
        if let Some(validity) = &self.outcome.validity {
            html!(to, "<p>", text::valid_for(&validity_sentence(validity)), "</p>");
        }
    }

    fn fee(self, to: &mut Html) {
        match &self.outcome.fee {
            Fee::Known(fee) => known(to, fee, self.wording()),
            Fee::Unknown { needs } => {
                let needs: Vec<&str> = needs.iter().map(|fact| fact_name(fact, self.wording())).collect();
                html!(
                    to,
                    "<p>",
                    text::fee_needs(&needs),
                    ". <a href=\"",
                    self.router.address(Page::About),
                    "\">",
                    text::FEE_ANSWER,
                    "</a></p>"
                );
            }
            Fee::None => html!(to, "<p>", text::NO_FEE, "</p>"),
        }
    }
}

fn limits(limits: &[Limit]) -> String {
    let words = limits.iter().map(|limit| match limit {
        Limit::Progression => text::LIMIT_PROGRESSION,
    });
    let words: Vec<&str> = words.collect();
    words.join(", ")
}

fn known(to: &mut Html, fee: &KnownFee, wording: &Wording) {
    let amount = |amount| money(amount, &fee.currency);
    html!(
        to,
        "<table class=\"sum total\"><caption>",
        fee_band_name(&fee.band, wording),
        "</caption><tbody><tr><th scope=\"row\">",
        text::FEE_NET,
        "</th><td>",
        amount(fee.net),
        "</td></tr><tr><th scope=\"row\">",
        text::vat_at(&percent(fee.vat_rate_bp)),
        "</th><td>",
        amount(fee.vat),
        "</td></tr><tr><th scope=\"row\">",
        text::FEE_GROSS,
        "</th><td>",
        amount(fee.gross),
        "</td></tr></tbody></table>"
    );
}

/// The picture's twin.
fn table(to: &mut Html, outcome: &Outcome, wording: &Wording) {
    let rows = section_table(outcome, wording);
    html!(
        to,
        "<div class=\"wide-table\" tabindex=\"0\" role=\"group\" aria-label=\"",
        text::TABLE,
        "\"><table><caption>",
        text::TABLE_HELP,
        "</caption><thead><tr><th scope=\"col\">",
        text::TABLE_SECTION,
        "</th><th scope=\"col\">",
        text::TABLE_LEVEL,
        "</th>"
    );
    for tally in rows.first().map(|row| row.tallies.as_slice()).unwrap_or_default() {
        html!(to, "<th scope=\"col\">", tally.level, "</th>");
    }
    html!(to, "</tr></thead><tbody>");
    for row in &rows {
        html!(to, "<tr><th scope=\"row\">", row.name, "</th><td>", row.level);
        if let Some(could_reach) = &row.could_reach {
            html!(to, ", ", text::could_still_reach(could_reach));
        }
        html!(to, "</td>");
        for tally in &row.tallies {
            html!(to, "<td>", text::of((tally.met, tally.of)), "</td>");
        }
        html!(to, "</tr>");
    }
    html!(to, "</tbody></table></div>");
}

fn assumed(to: &mut Html, outcome: &Outcome, wording: &Wording) {
    if outcome.assumptions.is_empty() {
        return;
    }
    html!(to, "<h2>", text::ASSUMED, "</h2><p>", text::ASSUMED_HELP, "</p><ul class=\"reasons\">");
    for anchor in &outcome.assumptions {
        let (says, place) =
            source(anchor, wording).map_or((anchor.as_str(), ""), |source| (&source.says, &source.place));
        html!(to, "<li>", says, "<span class=\"source\">", place, "</span></li>");
    }
    html!(to, "</ul>");
}
