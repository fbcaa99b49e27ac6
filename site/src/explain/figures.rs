//! The figures of the result: the sections as a picture and as a table, dates, what it costs, and what was assumed.

use mentormark_report::{fact_name, fee_band_name, money, percent, source};
use mentormark_rules::{
    Outcome, Wording,
    outcome::{Fee, KnownFee},
};

use super::result::{Parts, Result};
use crate::html::{Html, html};
use crate::parts::level;
use crate::route::Page;
use crate::state::name_of;
use crate::text;
use crate::text::said::{date, section_chart, section_noun, section_table, timeline, validity_sentence};

impl Result<'_> {
    /// The sections as a picture, and its twin as a table.
    pub(super) fn sections(self, parts: &mut Parts) {
        let standard = self.session.catalogue.standard();
        let (noun, nouns) = (section_noun(1, self.wording()), section_noun(2, self.wording()));
        let to = parts.begin("sections", &text::picture(nouns));
        html!(to, "<figure class=\"chart\">");
        to.picture(&section_chart(self.outcome, standard));
        html!(to, "</figure><div class=\"wide-table\" tabindex=\"0\" role=\"group\" aria-label=\"", text::table(noun));
        html!(
            to,
            "\"><table><caption>",
            text::table_help(noun),
            "</caption><thead><tr><th scope=\"col\">",
            text::capital(noun)
        );
        html!(to, "</th><th scope=\"col\">", text::TABLE_LEVEL, "</th>");
        let rows = section_table(self.outcome, standard);
        for tally in rows.first().map(|row| row.tallies.as_slice()).unwrap_or_default() {
            html!(to, "<th scope=\"col\">", tally.level.as_deref().unwrap_or(text::TABLE_COUNT), "</th>");
        }
        html!(to, "</tr></thead><tbody>");
        for row in &rows {
            html!(to, "<tr><th scope=\"row\">");
            if let Some(programme) = &row.programme {
                html!(to, name_of(programme), ": ");
            }
            html!(to, row.name, "</th><td>", row.level);
            if let Some(could_reach) = &row.could_reach {
                html!(to, ", ", text::could_still_reach(could_reach));
            }
            html!(to, "</td>");
            for tally in &row.tallies {
                let counts = match (row.may_apply, row.applies) {
                    (true, _) => tally.words.clone(),
                    (false, true) => text::of((tally.met, tally.of)),
                    (false, false) => String::new(),
                };
                html!(to, "<td>", counts, "</td>");
            }
            html!(to, "</tr>");
        }
        html!(to, "</tbody></table></div>");
    }

    /// When one may apply, and how long an award lasts, where the standard says so.
    pub(super) fn dates(self, parts: &mut Parts) {
        let has_steps = self.session.catalogue.scheme().progression.is_some();
        if !has_steps && self.outcome.validity.is_none() {
            return;
        }
        let to = parts.begin("dates", if has_steps { text::DATES } else { text::LASTS });
        if has_steps {
            self.steps(to);
        }
        if let Some(validity) = &self.outcome.validity {
            html!(to, "<p>", text::valid_for(&validity_sentence(validity)), "</p>");
        }
    }

    fn steps(self, to: &mut Html) {
        if self.outcome.progression.is_empty() {
            return html!(to, "<p>", text::DATES_NONE, "</p>");
        }
        if let Some(drawing) = timeline(self.outcome, self.session.catalogue.standard()) {
            html!(to, "<figure class=\"chart\">");
            to.picture(&drawing);
            html!(to, "</figure>");
        }
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

    /// What it costs, where it costs something.
    pub(super) fn fee(self, parts: &mut Parts) {
        if self.session.catalogue.scheme().fee.is_none() {
            return;
        }
        let to = parts.begin("fee", text::FEE);
        match &self.outcome.fee {
            Fee::Known(fee) => known(to, fee, self.wording()),
            Fee::Unknown { needs } if needs.is_empty() => html!(to, "<p>", text::FEE_BY_LEVEL, "</p>"),
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
            Fee::NotPublished => html!(to, "<p>", text::FEE_NOT_PUBLISHED, "</p>"),
            Fee::None => html!(to, "<p>", text::NO_FEE, "</p>"),
        }
    }
}

fn known(to: &mut Html, fee: &KnownFee, wording: &Wording) {
    html!(to, "<table class=\"sum total\"><caption>", fee_band_name(&fee.band, wording), "</caption><tbody>");
    let vat = text::vat_at(&percent(fee.vat_rate_bp));
    for (name, amount) in [(text::FEE_NET, fee.net), (&vat, fee.vat), (text::FEE_GROSS, fee.gross)] {
        html!(to, "<tr><th scope=\"row\">", name, "</th><td>", money(amount, &fee.currency), "</td></tr>");
    }
    html!(to, "</tbody></table>");
}

/// What was assumed where the standard is silent.
pub(super) fn assumed(parts: &mut Parts, outcome: &Outcome, wording: &Wording) {
    if outcome.assumptions.is_empty() {
        return;
    }
    let to = parts.begin("assumed", text::ASSUMED);
    html!(to, "<p>", text::ASSUMED_HELP, "</p><ul class=\"reasons\">");
    for anchor in &outcome.assumptions {
        let (says, place) =
            source(anchor, wording).map_or((anchor.as_str(), ""), |source| (&source.says, &source.place));
        html!(to, "<li>", says, "<span class=\"source\">", place, "</span></li>");
    }
    html!(to, "</ul>");
}
