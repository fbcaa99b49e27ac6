//! The sections as a picture: one row a section, one cell a level.
//!
//! A cell is filled and ticked where the level is reached, outlined with dashes where it could still be, and a thin line
//! where it is out of reach, so the picture holds without colour. Nothing in it needs a style sheet; the classes let one
//! colour it: `section-chart`, `chart-name`, `chart-level`, `chart-cell` with `is-reached`, `is-possible` or `is-out`,
//! `chart-tick` and `chart-key`.

use std::fmt::Write;

use mentormark_rules::{Id, Outcome, Wording, outcome::SectionOutcome};

use crate::{english, level_name, section_name};

/// Everything is drawn 320 units wide and grows with its place.
const WIDTH: usize = 320;
const NAMES: usize = 128;
const HEAD: usize = 24;
const ROW: usize = 32;
const CELL: usize = 20;
/// About as many letters as fit beside the cells.
const NAME_LETTERS: usize = 20;

/// The sections' levels as an SVG picture, which names and describes itself and grows to the width of its place.
///
/// The ids `section-chart-title` and `section-chart-words` must not stand elsewhere on the page.
#[must_use]
pub fn section_chart(outcome: &Outcome, wording: &Wording) -> String {
    let levels: Vec<&Id> = outcome
        .sections
        .first()
        .map(|section| section.tallies.iter().map(|tally| &tally.level).collect())
        .unwrap_or_default();
    let step = (WIDTH - NAMES) / levels.len().max(1);
    let height = HEAD + ROW * outcome.sections.len() + ROW;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"section-chart\" role=\"img\" viewBox=\"0 0 {WIDTH} {height}\" \
         width=\"100%\" font-size=\"13\" fill=\"currentColor\" aria-labelledby=\"section-chart-title\" \
         aria-describedby=\"section-chart-words\">\n\
         <title id=\"section-chart-title\">{}</title>\n<desc id=\"section-chart-words\">{}</desc>\n",
        english::chart_title(),
        escaped(&described(outcome, wording)),
    );
    for (i, level) in levels.iter().enumerate() {
        // Beyond four levels there is no room for names: the cells are numbered, and the words name them.
        let name =
            if levels.len() > 4 { (i + 1).to_string() } else { escaped(level_name(Some(level.as_str()), wording)) };
        let x = NAMES + step * i + step / 2;
        let _ = writeln!(svg, "<text class=\"chart-level\" x=\"{x}\" y=\"15\" text-anchor=\"middle\">{name}</text>");
    }
    for (i, section) in outcome.sections.iter().enumerate() {
        row(&mut svg, section, &levels, HEAD + ROW * i, step, wording);
    }
    key(&mut svg, HEAD + ROW * outcome.sections.len());
    svg.push_str("</svg>");
    svg
}

fn described(outcome: &Outcome, wording: &Wording) -> String {
    let rows = outcome.sections.iter().map(|section| {
        let level = |level| english::section_level(level, wording);
        let could_reach = level(section.bounds.could_reach.as_deref());
        english::chart_row(
            section_name(&section.id, wording),
            level(section.bounds.level.as_deref()),
            (!section.bounds.is_settled()).then_some(could_reach),
        )
    });
    rows.collect::<Vec<_>>().join(" ")
}

fn row(svg: &mut String, section: &SectionOutcome, levels: &[&Id], y: usize, step: usize, wording: &Wording) {
    let lines = wrapped(section_name(&section.id, wording));
    let first = y + ROW / 2 + 5 - (lines.len() - 1) * 7;
    for (i, line) in lines.iter().enumerate() {
        let y = first + i * 14;
        let _ = writeln!(svg, "<text class=\"chart-name\" x=\"0\" y=\"{y}\">{}</text>", escaped(line));
    }
    let place = |level: &Option<Id>| levels.iter().position(|id| Some(*id) == level.as_ref()).map_or(0, |i| i + 1);
    let (reached, possible) = (place(&section.bounds.level), place(&section.bounds.could_reach));
    for i in 0..levels.len() {
        let x = NAMES + step * i + step.saturating_sub(step.min(44)) / 2;
        let look = if i < reached {
            Look::Reached
        } else if i < possible {
            Look::Possible
        } else {
            Look::Out
        };
        cell(svg, x, y + (ROW - CELL) / 2, step.min(44).saturating_sub(2), look);
    }
}

#[derive(Clone, Copy)]
enum Look {
    Reached,
    Possible,
    Out,
}

fn cell(svg: &mut String, x: usize, y: usize, width: usize, look: Look) {
    let (class, paint) = match look {
        Look::Reached => ("is-reached", "fill=\"currentColor\" stroke=\"currentColor\""),
        Look::Possible => {
            ("is-possible", "fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\" stroke-dasharray=\"4 3\"")
        }
        Look::Out => ("is-out", "fill=\"none\" stroke=\"currentColor\" stroke-opacity=\"0.35\""),
    };
    let _ = writeln!(
        svg,
        "<rect class=\"chart-cell {class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{CELL}\" rx=\"3\" {paint}/>"
    );
    if matches!(look, Look::Reached) {
        let (left, middle) = (x + width / 2 - 5, y + CELL / 2);
        let _ = writeln!(
            svg,
            "<path class=\"chart-tick\" d=\"M{left} {middle}l4 4l6 -8\" fill=\"none\" stroke=\"Canvas\" stroke-width=\"2\"/>"
        );
    }
}

/// What the cells stand for.
fn key(svg: &mut String, y: usize) {
    let baseline = y + ROW / 2 + 5;
    for (x, look, words) in
        [(0, Look::Reached, english::CHART_REACHED), (NAMES - 16, Look::Possible, english::CHART_COULD_REACH)]
    {
        cell(svg, x + 1, y + (ROW - CELL) / 2, CELL, look);
        let x = x + CELL + 8;
        let _ = writeln!(svg, "<text class=\"chart-key\" x=\"{x}\" y=\"{baseline}\">{words}</text>");
    }
}

/// A name in one line, or in two where it is long.
fn wrapped(name: &str) -> Vec<String> {
    let fits = |text: &str| text.chars().count() <= NAME_LETTERS;
    if fits(name) {
        return vec![name.to_owned()];
    }
    let (mut first, mut second) = (String::new(), String::new());
    for word in name.split_whitespace() {
        let line = if second.is_empty() && (first.is_empty() || fits(&format!("{first} {word}"))) {
            &mut first
        } else {
            &mut second
        };
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    [first, second].into_iter().filter(|line| !line.is_empty()).map(|line| shortened(&line)).collect()
}

fn shortened(line: &str) -> String {
    if line.chars().count() <= NAME_LETTERS {
        return line.to_owned();
    }
    let kept: String = line.chars().take(NAME_LETTERS - 1).collect();
    format!("{}…", kept.trim_end())
}

fn escaped(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut safe, letter| {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            other => safe.push(other),
        }
        safe
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_take_two_lines_and_are_cut_after_that() {
        assert_eq!(wrapped("Aims"), ["Aims"]);
        assert_eq!(wrapped("Matching and ending well"), ["Matching and ending", "well"]);
        assert_eq!(wrapped(""), [""]);
        assert_eq!(wrapped("Abcdefghijklmnopqrstuvwxyz"), ["Abcdefghijklmnopqrs…"]);
    }

    #[test]
    fn markup_in_names_is_text() {
        assert_eq!(escaped("a<b> & \"c\""), "a&lt;b&gt; &amp; &quot;c&quot;");
    }
}
