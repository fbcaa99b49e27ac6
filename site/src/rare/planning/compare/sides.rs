//! The table: what the rules say of the answers, and beside it of the copy.

use leptos::prelude::*;
use mentormark_report::{money, section_name};
use mentormark_rules::{Outcome, outcome::Fee};

use crate::html::{Html, html};
use crate::parts::{award, could_reach};
use crate::state::{Session, name_of};
use crate::text::said::date;
use crate::text::{self, planning as words};

/// Adds the table, once both are judged.
pub(super) fn write(to: &mut Html, session: Session, copy: Session, name: &str) {
    session.standing.with(|yours| {
        copy.standing.with(|copied| match (&yours.0, &copied.0) {
            (Ok(yours), Ok(copied)) => Sides { session, outcomes: [&yours.outcome, &copied.outcome] }.write(to, name),
            (Err(refused), _) | (_, Err(refused)) => {
                for refusal in refused.as_slice() {
                    html!(to, "<p class=\"fault\">", text::sentence(refusal), "</p>");
                }
            }
        });
    });
}

/// Two outcomes of one standard.
struct Sides<'a> {
    session: Session,
    outcomes: [&'a Outcome; 2],
}

impl Sides<'_> {
    fn write(&self, to: &mut Html, name: &str) {
        let catalogue = self.session.catalogue;
        let (scheme, wording) = (catalogue.scheme(), &catalogue.wording);
        html!(
            to,
            "<table class=\"sides\"><caption>",
            words::SIDES_HELP,
            "</caption><thead><tr><th scope=\"col\">",
            words::WHAT,
            "</th><th scope=\"col\">",
            words::YOURS,
            "</th><th scope=\"col\">",
            name,
            "</th></tr></thead><tbody>"
        );
        self.row(to, words::AWARD, &|to, outcome| award(to, catalogue, &outcome.award));
        self.row(to, text::COULD_REACH, &|to, outcome| could_reach(to, catalogue, &outcome.award));
        self.row(to, text::ANSWERS_EARN, &|to, outcome| to.words(&text::earned(&outcome.quality, wording)));
        if !scheme.eligibility.is_empty() {
            self.row(to, text::MAY_APPLY, &|to, outcome| to.words(text::eligible(outcome.eligibility.status)));
        }
        for programme in self.programmes() {
            for section in &scheme.sections {
                let mut title = String::new();
                if let Some(id) = &programme {
                    title.extend([&*name_of(id), ": "]);
                }
                title.push_str(section_name(&section.id, wording));
                self.row(to, &title, &|to, outcome| {
                    let sections = match &programme {
                        None => Some(&outcome.sections),
                        Some(id) => outcome.programmes.iter().find(|of| of.id == **id).map(|of| &of.sections),
                    };
                    match sections.and_then(|sections| sections.iter().find(|of| of.id == section.id)) {
                        Some(found) => to.words(&text::earned(&found.bounds, wording)),
                        None => to.words(words::NOT_THERE),
                    }
                });
            }
        }
        if let Some(fee) = &scheme.fee {
            let has_vat = fee.published().is_some_and(|fee| fee.vat.is_some());
            self.row(to, if has_vat { text::FEE_WITH_VAT } else { text::FEE_SHORT }, &|to, outcome| {
                to.words(&match &outcome.fee {
                    Fee::Known(fee) => money(fee.gross, &fee.currency),
                    Fee::Unknown { .. } => text::FEE_OPEN.to_owned(),
                    Fee::NotPublished => text::NOT_PUBLISHED.to_owned(),
                    Fee::None => text::NO_FEE.to_owned(),
                });
            });
        }
        if scheme.progression.is_some() {
            for rung in &scheme.levels {
                let day = |outcome: &Outcome| outcome.progression.iter().find(|next| next.level == rung.id).cloned();
                if self.outcomes.iter().any(|outcome| day(outcome).is_some()) {
                    let name = crate::text::said::level_name(Some(&rung.id), wording);
                    self.row(to, &words::earliest(name), &|to, outcome| {
                        to.words(&day(outcome).map_or(words::ALREADY_HELD.to_owned(), |next| date(next.earliest)));
                    });
                }
            }
        }
        html!(to, "</tbody></table>");
    }

    /// The programmes of either side; one without a name where neither has any.
    fn programmes(&self) -> Vec<Option<String>> {
        let mut found: Vec<Option<String>> = Vec::new();
        for outcome in self.outcomes {
            if outcome.programmes.is_empty() && !found.contains(&None) {
                found.push(None);
            }
            for programme in &outcome.programmes {
                let id = Some(programme.id.to_string());
                if !found.contains(&id) {
                    found.push(id);
                }
            }
        }
        found
    }

    /// Adds a row: a name and what each side says. Where they differ, the second says so in words.
    fn row(&self, to: &mut Html, name: &str, says: &dyn Fn(&mut Html, &Outcome)) {
        let [yours, copy] = self.outcomes.map(|outcome| {
            let mut cell = Html::default();
            says(&mut cell, outcome);
            cell
        });
        let differs = yours != copy;
        to.markup(if differs { "<tr class=\"differs\">" } else { "<tr>" });
        html!(to, "<th scope=\"row\">", name, "</th><td>");
        to.add(&yours);
        html!(to, "</td><td>");
        to.add(&copy);
        if differs {
            html!(to, " <span class=\"mark\">", words::CHANGED, "</span>");
        }
        html!(to, "</td></tr>");
    }
}
