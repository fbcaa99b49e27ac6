//! A level: its hallmark and its name. The mark has a chevron a rung, so it reads without colour; none is hollow.

use mentormark_rules::outcome::Award;

use crate::html::{Html, html};
use crate::state::Catalogue;
use crate::text;
use crate::text::said::{award_name, level_name};

/// Adds a level with its name.
pub(crate) fn level(to: &mut Html, catalogue: &Catalogue, level: Option<&str>) {
    let name = level.map_or(text::NO_LEVEL, |level| level_name(Some(level), &catalogue.wording));
    named(to, catalogue, level, name);
}

/// Adds the highest level that may still be awarded; where that is none, what may be awarded now.
pub(crate) fn could_reach(to: &mut Html, catalogue: &Catalogue, of: &Award) {
    match &of.bounds.could_reach {
        Some(reached) => level(to, catalogue, Some(reached)),
        None => award(to, catalogue, of),
    }
}

/// Adds what may be awarded now, by the name that the standard gives it.
pub(crate) fn award(to: &mut Html, catalogue: &Catalogue, award: &Award) {
    let is_named = award.label.is_some();
    let name = if is_named { award_name(award, &catalogue.wording) } else { text::NO_LEVEL };
    named(to, catalogue, award.bounds.level.as_deref(), name);
}

fn named(to: &mut Html, catalogue: &Catalogue, level: Option<&str>, name: &str) {
    let rank = catalogue.rank(level);
    html!(
        to,
        "<span class=\"level\" data-rank=\"",
        rank.to_string(),
        "\" data-level=\"",
        level.unwrap_or("none"),
        "\">"
    );
    html!(to, "<svg viewBox=\"0 0 24 24\" aria-hidden=\"true\"><path d=\"M7.5 1.5h9l6 6v9l-6 6h-9l-6-6v-9z\"/>");
    // A fourth rung and higher ones show three chevrons; their names tell them apart.
    to.markup(match rank {
        0 => "",
        1 => "<path class=\"rungs\" d=\"M7.8 13.8l4.2-3.6 4.2 3.6\"/>",
        2 => "<path class=\"rungs\" d=\"M7.8 11.5l4.2-3.6 4.2 3.6M7.8 16.1l4.2-3.6 4.2 3.6\"/>",
        _ => "<path class=\"rungs\" d=\"M7.8 9.5l4.2-3.6 4.2 3.6M7.8 13.8l4.2-3.6 4.2 3.6M7.8 18.1l4.2-3.6 4.2 3.6\"/>",
    });
    html!(to, "</svg>", name, "</span>");
}
