//! The first days on which levels may be applied for as a picture: one row a level, a line from today to its day.
//!
//! It is the twin of a table, which has the days in words. A day that is already there is a filled mark at the start of its row; one that
//! is still ahead is an outlined mark at the end of a dashed line, so the picture holds without colour. Nothing in it needs a style
//! sheet; the classes let one colour it: `timeline`, `chart-name`, `chart-level`, `chart-wait`, `chart-day` with `is-now` or `is-ahead`.

use std::fmt::Write;

use mentormark_rules::{Date, Outcome};

use crate::{Standard, names, section_chart::escaped};

/// Everything is drawn 320 units wide and grows with its place.
const WIDTH: i32 = 320;
const NAMES: i32 = 92;
const HEAD: i32 = 24;
const ROW: i32 = 30;
/// Half as wide as a mark.
const MARK: i32 = 7;

/// What a language says in the picture.
pub(crate) struct Words {
    /// What it shows.
    pub(crate) title: &'static str,
    /// Where it begins.
    pub(crate) today: &'static str,
    /// A level in the description, with its day.
    pub(crate) row: fn(&str, &str) -> String,
    /// A day.
    pub(crate) date: fn(Date) -> String,
}

/// The days as an SVG picture, which names and describes itself and grows to the width of its place; `None` where there is no day to show.
pub(crate) fn timeline(outcome: &Outcome, standard: Standard<'_>, words: &Words) -> Option<String> {
    let last = outcome.progression.iter().map(|next| next.earliest).max()?;
    let span = days(last) - days(outcome.as_of);
    let rows = i32::try_from(outcome.progression.len()).ok()?;
    let wording = standard.wording;
    let described: Vec<String> = outcome
        .progression
        .iter()
        .map(|next| (words.row)(names::level(&next.level, wording), &(words.date)(next.earliest)))
        .collect();
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"timeline\" role=\"img\" viewBox=\"0 0 {WIDTH} {}\" width=\"100%\" \
         font-size=\"13\" fill=\"currentColor\" aria-labelledby=\"timeline-title\" aria-describedby=\"timeline-words\">\n\
         <title id=\"timeline-title\">{}</title>\n<desc id=\"timeline-words\">{}</desc>\n\
         <text class=\"chart-level\" x=\"{NAMES}\" y=\"15\">{}</text>\n",
        HEAD + ROW * rows,
        words.title,
        escaped(&described.join(" ")),
        words.today,
    );
    if span > 0 {
        let day = escaped(&(words.date)(last));
        let _ = writeln!(svg, "<text class=\"chart-level\" x=\"{WIDTH}\" y=\"15\" text-anchor=\"end\">{day}</text>");
    }
    for (next, place) in outcome.progression.iter().zip(0..) {
        let (top, middle) = (HEAD + ROW * place, HEAD + ROW * place + ROW / 2);
        let name = escaped(names::level(&next.level, wording));
        let wait = days(next.earliest) - days(outcome.as_of);
        let (first, room) = (NAMES + MARK, WIDTH - NAMES - MARK * 2);
        let x = if span > 0 { first + wait * room / span } else { first };
        let _ = writeln!(svg, "<text class=\"chart-name\" x=\"0\" y=\"{}\">{name}</text>", middle + 5);
        let (look, paint) = if wait > 0 {
            let _ = writeln!(
                svg,
                "<path class=\"chart-wait\" d=\"M{NAMES} {middle}H{}\" stroke=\"currentColor\" stroke-width=\"2\" \
                 stroke-dasharray=\"4 3\"/>",
                x - MARK
            );
            ("is-ahead", "fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\"")
        } else {
            ("is-now", "fill=\"currentColor\"")
        };
        let _ =
            writeln!(svg, "<circle class=\"chart-day {look}\" cx=\"{x}\" cy=\"{middle}\" r=\"{}\" {paint}/>", MARK - 1);
        let _ = writeln!(
            svg,
            "<path class=\"chart-start\" d=\"M{NAMES} {top}v{ROW}\" stroke=\"currentColor\" stroke-opacity=\"0.35\"/>"
        );
    }
    svg.push_str("</svg>");
    Some(svg)
}

/// About how many days a date lies after the year 0: near enough for a picture, whose months are as long as each other.
fn days(date: Date) -> i32 {
    (i32::from(date.year()) * 12 + i32::from(date.month())) * 31 + i32::from(date.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_lie_in_their_order() {
        let ordered = ["2026-11-30", "2026-12-01", "2026-12-31", "2027-01-01", "2027-02-28", "2027-03-01"];
        let days: Vec<i32> = ordered.iter().map(|day| days(day.parse().unwrap())).collect();
        assert!(days.is_sorted_by(|before, after| before < after), "{days:?}");
    }
}
