//! The sections as a picture: one row a section, one cell a level; programme by programme where there are several.
//!
//! A cell is filled and ticked where the level is reached, outlined with dashes where it could still be, and a thin line
//! where it is out of reach, so the picture holds without colour. A section that does not concern the applicant has words in
//! place of cells. Nothing in it needs a style sheet; the classes let one colour it: `section-chart`, `chart-programme`,
//! `chart-name`, `chart-level`, `chart-cell` with `is-reached`, `is-possible` or `is-out`, `chart-tick`, `chart-not` and `chart-key`.

use std::fmt::Write;

use mentormark_rules::{Id, Outcome, Wording, outcome::SectionOutcome};

use crate::{
    Standard, names,
    open::Open,
    section_name,
    section_table::{is_left_out, sections},
};

/// Everything is drawn 320 units wide and grows with its place.
const WIDTH: usize = 320;
/// The least that names take; where there are few levels they have more room.
const NAMES: usize = 128;
/// The most from one level's cell to the next.
const STEP: usize = 96;
const HEAD: usize = 24;
const ROW: usize = 32;
const CELL: usize = 20;
/// About as wide as a letter is in a wide typeface.
const LETTER: usize = 8;
/// About as many letters as fit into the least that names take.
const NAME_LETTERS: usize = 20;
/// From one line of a name to the next, and how many lines it has at most.
const LINE: usize = 14;
const MOST_LINES: usize = 3;
/// About as many letters as fit in a whole row.
const PROGRAMME_LETTERS: usize = 46;

/// What a language says in the picture.
pub(crate) struct Words {
    /// What it shows.
    pub(crate) title: fn(&Wording) -> String,
    /// What stands before the sections of one of several programmes.
    pub(crate) programme: fn(&str) -> String,
    /// A section in the description, with its level and the one it could still reach.
    pub(crate) row: fn(&str, &str, Option<&str>) -> String,
    /// Where a level would stand, when there is none.
    pub(crate) no_level: &'static str,
    /// Where a level would stand, when the section does not concern the applicant.
    pub(crate) not_concerned: &'static str,
    /// What a filled cell stands for.
    pub(crate) reached: &'static str,
    /// What an outlined cell stands for.
    pub(crate) could_reach: &'static str,
}

/// The sections' levels as an SVG picture, which names and describes itself and grows to the width of its place.
pub(crate) fn section_chart(outcome: &Outcome, standard: Standard<'_>, words: &Words) -> String {
    let wording = standard.wording;
    let open = &Open::new(outcome, standard);
    let step = ((WIDTH - NAMES) / standard.scheme.levels.len().max(1)).min(STEP);
    let drawn = Drawn { outcome, standard, words, open, names: WIDTH - step * standard.scheme.levels.len(), step };
    let rows: usize = sections(outcome).map(|(_, section)| drawn.height(section)).sum();
    let height = HEAD + rows + ROW * outcome.programmes.len() + ROW;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"section-chart\" role=\"img\" viewBox=\"0 0 {WIDTH} {height}\" \
         width=\"100%\" font-size=\"13\" fill=\"currentColor\" aria-labelledby=\"section-chart-title\" \
         aria-describedby=\"section-chart-words\">\n\
         <title id=\"section-chart-title\">{}</title>\n<desc id=\"section-chart-words\">{}</desc>\n",
        escaped(&(words.title)(wording)),
        escaped(&drawn.described()),
    );
    let levels = &standard.scheme.levels;
    for (i, level) in levels.iter().enumerate() {
        // Beyond four levels there is no room for names: the cells are numbered, and the words name them.
        let name = if levels.len() > 4 { (i + 1).to_string() } else { escaped(names::level(&level.id, wording)) };
        let x = drawn.names + drawn.step * i + drawn.step / 2;
        let _ = writeln!(svg, "<text class=\"chart-level\" x=\"{x}\" y=\"15\" text-anchor=\"middle\">{name}</text>");
    }
    let (mut y, mut of) = (HEAD, None);
    for (programme, section) in sections(outcome) {
        if let Some(programme) = programme.filter(|_| programme != of) {
            let (name, baseline) = (shortened(&(words.programme)(programme), PROGRAMME_LETTERS), y + ROW / 2 + 5);
            let _ = writeln!(
                svg,
                "<text class=\"chart-programme\" x=\"0\" y=\"{baseline}\" font-weight=\"bold\">{}</text>",
                escaped(&name)
            );
            y += ROW;
        }
        of = programme;
        drawn.row(&mut svg, programme, section, y);
        y += drawn.height(section);
    }
    key(&mut svg, y, words);
    svg.push_str("</svg>");
    svg
}

/// What is drawn.
#[derive(Clone, Copy)]
struct Drawn<'a> {
    outcome: &'a Outcome,
    standard: Standard<'a>,
    words: &'a Words,
    open: &'a Open<'a>,
    /// How wide the names are.
    names: usize,
    /// From one level's cell to the next.
    step: usize,
}

impl Drawn<'_> {
    /// The picture in words.
    fn described(self) -> String {
        let (words, wording) = (self.words, self.standard.wording);
        let (mut said, mut of) = (Vec::new(), None);
        for (programme, section) in sections(self.outcome) {
            if let Some(programme) = programme.filter(|_| programme != of) {
                said.push(format!("{}.", (words.programme)(programme)));
            }
            of = programme;
            let level = |level: Option<&Id>| match level {
                Some(level) => names::level(level, wording).to_owned(),
                None => words.no_level.to_owned(),
            };
            let could_reach = level(section.bounds.could_reach.as_ref());
            let stands = if self.applies(programme, section) {
                level(section.bounds.level.as_ref())
            } else {
                words.not_concerned.to_owned()
            };
            let name = section_name(&section.id, wording);
            said.push((words.row)(name, &stands, (!section.bounds.is_settled()).then_some(&could_reach)));
        }
        said.join(" ")
    }

    /// Whether a section concerns the applicant, by the answers so far; also where it might.
    fn applies(self, programme: Option<&Id>, section: &SectionOutcome) -> bool {
        !is_left_out(self.outcome, programme, section) || self.open.applying(programme, section).is_some()
    }

    /// A section's name in lines.
    fn lines(self, section: &SectionOutcome) -> Vec<String> {
        wrapped(section_name(&section.id, self.standard.wording), NAME_LETTERS + (self.names - NAMES) / LETTER)
    }

    fn height(self, section: &SectionOutcome) -> usize {
        ROW.max(LINE * self.lines(section).len() + 4)
    }

    fn row(self, svg: &mut String, programme: Option<&Id>, section: &SectionOutcome, y: usize) {
        let lines = self.lines(section);
        let first = y + self.height(section) / 2 + 5 - (lines.len() - 1) * LINE / 2;
        for (i, line) in lines.iter().enumerate() {
            let y = first + i * LINE;
            let _ = writeln!(svg, "<text class=\"chart-name\" x=\"0\" y=\"{y}\">{}</text>", escaped(line));
        }
        if !self.applies(programme, section) {
            let (words, y, room) = (self.words.not_concerned, y + self.height(section) / 2 + 5, WIDTH - self.names);
            let fits = LETTER * words.chars().count() <= room;
            let (x, anchor) = if fits { (WIDTH - room / 2, "middle") } else { (WIDTH, "end") };
            let _ =
                writeln!(svg, "<text class=\"chart-not\" x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{words}</text>");
            return;
        }
        let levels = &self.standard.scheme.levels;
        let place = |level: &Option<Id>| {
            level.as_ref().and_then(|id| self.standard.scheme.level_index(id)).map_or(0, |i| i + 1)
        };
        let (reached, possible) = (place(&section.bounds.level), place(&section.bounds.could_reach));
        for i in 0..levels.len() {
            let x = self.names + self.step * i + self.step.saturating_sub(self.step.min(44)) / 2;
            let look = if i < reached {
                Look::Reached
            } else if i < possible {
                Look::Possible
            } else {
                Look::Out
            };
            cell(svg, x, y + (self.height(section) - CELL) / 2, self.step.min(44).saturating_sub(2), look);
        }
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

/// What the cells stand for. The second stands after the words of the first, however long those are in a language.
fn key(svg: &mut String, y: usize, words: &Words) {
    let baseline = y + ROW / 2 + 5;
    let second = (CELL + 16 + LETTER * words.reached.chars().count()).max(NAMES - 16);
    for (x, look, words) in [(0, Look::Reached, words.reached), (second, Look::Possible, words.could_reach)] {
        cell(svg, x + 1, y + (ROW - CELL) / 2, CELL, look);
        let x = x + CELL + 8;
        let _ = writeln!(svg, "<text class=\"chart-key\" x=\"{x}\" y=\"{baseline}\">{words}</text>");
    }
}

/// A name in lines of up to `most` letters; what no line is left for is cut.
fn wrapped(name: &str, most: usize) -> Vec<String> {
    let fits = |text: &str| text.chars().count() <= most;
    let mut lines = vec![String::new()];
    for word in name.split_whitespace() {
        let is_last = lines.len() == MOST_LINES;
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if is_last || fits(&format!("{line} {word}")) => line.extend([" ", word]),
            _ => lines.push(word.to_owned()),
        }
    }
    lines.iter().map(|line| shortened(line, most)).collect()
}

fn shortened(line: &str, most: usize) -> String {
    if line.chars().count() <= most {
        return line.to_owned();
    }
    let kept: String = line.chars().take(most - 1).collect();
    format!("{}…", kept.trim_end())
}

/// `text` as it stands in markup.
pub(crate) fn escaped(text: &str) -> String {
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
    fn long_names_take_three_lines_and_are_cut_after_that() {
        assert_eq!(wrapped("Aims", 20), ["Aims"]);
        assert_eq!(wrapped("Matching and ending well", 20), ["Matching and ending", "well"]);
        assert_eq!(wrapped("Matching and ending well", 24), ["Matching and ending well"]);
        assert_eq!(wrapped("One two three four five", 9), ["One two", "three", "four five"]);
        assert_eq!(wrapped("One two three four five", 8), ["One two", "three", "four fi…"]);
        assert_eq!(wrapped("", 20), [""]);
        assert_eq!(wrapped("Abcdefghijklmnopqrstuvwxyz", 20), ["Abcdefghijklmnopqrs…"]);
    }

    #[test]
    fn markup_in_names_is_text() {
        assert_eq!(escaped("a<b> & \"c\""), "a&lt;b&gt; &amp; &quot;c&quot;");
    }
}
