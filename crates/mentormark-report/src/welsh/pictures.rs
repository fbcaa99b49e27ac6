//! What the pictures say.

use mentormark_rules::{Outcome, Wording};

use super::{
    names::{date, section_noun},
    sections::{NO_LEVEL, NOT_CONCERNED},
};
use crate::{Standard, phrase::quoted, section_chart, timeline};

/// The sections' levels as an SVG picture, which names and describes itself and grows to the width of its place.
///
/// The ids `section-chart-title` and `section-chart-words` must not stand elsewhere on the page.
#[must_use]
pub fn section_chart(outcome: &Outcome, standard: Standard<'_>) -> String {
    let words = section_chart::Words {
        title: chart_title,
        programme: chart_programme,
        row: chart_row,
        no_level: NO_LEVEL,
        not_concerned: NOT_CONCERNED,
        reached: "cyrhaeddwyd",
        could_reach: "o fewn cyrraedd o hyd",
    };
    section_chart::section_chart(outcome, standard, &words)
}

/// The first days on which levels may be applied for as an SVG picture, which names and describes itself and grows to the width of its
/// place; `None` where there is no day to show.
///
/// The ids `timeline-title` and `timeline-words` must not stand elsewhere on the page.
#[must_use]
pub fn timeline(outcome: &Outcome, standard: Standard<'_>) -> Option<String> {
    let words =
        timeline::Words { title: "Pryd y gellir gwneud cais am bob lefel", today: "heddiw", row: timeline_row, date };
    timeline::timeline(outcome, standard, &words)
}

fn chart_title(wording: &Wording) -> String {
    format!("Lefel pob {}", section_noun(1, wording))
}

fn chart_programme(programme: &str) -> String {
    format!("Rhaglen {}", quoted(programme))
}

fn chart_row(section: &str, level: &str, could_reach: Option<&str>) -> String {
    match could_reach {
        Some(could_reach) => format!("{section}: {level}, gallai gyrraedd {could_reach} o hyd."),
        None => format!("{section}: {level}."),
    }
}

fn timeline_row(level: &str, day: &str) -> String {
    format!("{level}: o {day} ymlaen.")
}
