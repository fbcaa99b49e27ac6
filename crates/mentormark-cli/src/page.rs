//! Lays text out in lines no wider than the page: headings, paragraphs, lists, labelled lines and tables.

use std::io::{self, IsTerminal, Write};

use crate::paint::Paint;

const WIDEST: usize = 100;
const NARROWEST: usize = 40;
const WITHOUT_TERMINAL: usize = 80;
/// Between the columns of a table.
const GAP: usize = 2;

/// A page being written.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    paint: Paint,
    width: usize,
    text: String,
}

impl Page {
    /// An empty page, as wide as the terminal allows; 80 where output goes elsewhere.
    pub(crate) fn for_output(paint: Paint) -> Self {
        let terminal = io::stdout().is_terminal().then(terminal_size::terminal_size).flatten();
        let width = terminal.map_or(WITHOUT_TERMINAL, |(width, _)| usize::from(width.0));
        Self::new(paint, width)
    }

    fn new(paint: Paint, width: usize) -> Self {
        Self { paint, width: width.clamp(NARROWEST, WIDEST), text: String::new() }
    }

    /// What is written so far.
    pub(crate) fn into_text(self) -> String {
        self.text
    }

    /// Prints the page.
    pub(crate) fn print(&self) -> io::Result<()> {
        let mut out = io::stdout().lock();
        out.write_all(self.text.as_bytes())?;
        out.flush()
    }

    /// A strong line of its own; a blank line before it unless it is the first.
    pub(crate) fn heading(&mut self, text: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        for line in wrapped(text, self.width) {
            let line = self.paint.strong(&line);
            self.push(&line);
        }
    }

    /// A paragraph.
    pub(crate) fn paragraph(&mut self, text: &str) {
        self.hanging("", text);
    }

    /// A paragraph that matters less.
    pub(crate) fn aside(&mut self, text: &str) {
        for line in wrapped(text, self.width) {
            let line = self.paint.faint(&line);
            self.push(&line);
        }
    }

    /// A line of a list: later lines stand under the first word.
    pub(crate) fn item(&mut self, text: &str) {
        self.hanging("- ", text);
    }

    /// A blank line.
    pub(crate) fn blank(&mut self) {
        self.text.push('\n');
    }

    /// A paragraph after a mark; later lines stand under its first word.
    pub(crate) fn hanging(&mut self, mark: &str, text: &str) {
        let indent = mark.chars().count();
        for (i, line) in wrapped(text, self.width.saturating_sub(indent)).iter().enumerate() {
            let before = if i == 0 { mark.to_owned() } else { " ".repeat(indent) };
            self.push(&format!("{before}{line}"));
        }
    }

    /// Lines with labels in a column of their own.
    pub(crate) fn labelled(&mut self, lines: &[(&str, String)]) {
        let widest = lines.iter().map(|(label, _)| label.chars().count()).max().unwrap_or_default();
        for (label, text) in lines {
            let room = self.width.saturating_sub(widest + GAP);
            for (i, line) in wrapped(text, room).iter().enumerate() {
                let label = if i == 0 { padded(label, widest) } else { " ".repeat(widest) };
                let label = self.paint.faint(&label);
                self.push(&format!("{label}{}{line}", " ".repeat(GAP)));
            }
        }
    }

    /// A table with aligned columns. Whether there was room for it: it is not written where there was not.
    pub(crate) fn table(&mut self, head: &[String], rows: &[Vec<String>]) -> bool {
        let width = |column: usize| {
            let cells = rows.iter().chain([head].map(<[String]>::to_vec).iter()).map(Vec::clone).collect::<Vec<_>>();
            cells.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or_default()
        };
        let widths: Vec<usize> = (0..head.len()).map(width).collect();
        if widths.iter().sum::<usize>() + GAP * head.len().saturating_sub(1) > self.width {
            return false;
        }
        let line = |row: &[String]| {
            let cells = row.iter().zip(&widths).map(|(cell, width)| padded(cell, *width));
            cells.collect::<Vec<_>>().join(&" ".repeat(GAP)).trim_end().to_owned()
        };
        let head = self.paint.faint(&line(head));
        self.push(&head);
        for row in rows {
            self.push(&line(row));
        }
        true
    }

    fn push(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }
}

fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.chars().count())))
}

/// `text` in lines of at most `width` letters, broken between words; a longer word has a line of its own.
pub(crate) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        if let Some(line) = lines.last_mut() {
            if line.is_empty() {
                line.push_str(word);
                continue;
            }
            if line.chars().count() + 1 + word.chars().count() <= width {
                line.push(' ');
                line.push_str(word);
                continue;
            }
        }
        lines.push(word.to_owned());
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::Colour;

    fn page(width: usize) -> Page {
        Page::new(Paint::for_output(Colour::Never), width)
    }

    #[test]
    fn lines_break_between_words_and_are_never_too_wide() {
        assert_eq!(wrapped("one two three", 7), ["one two", "three"]);
        assert_eq!(wrapped("one two three", 8), ["one two", "three"]);
        assert_eq!(wrapped("abcdefghij kl", 4), ["abcdefghij", "kl"]);
        assert_eq!(wrapped("", 4), [""]);
    }

    #[test]
    fn later_lines_of_an_item_stand_under_the_first_word() {
        let mut page = page(40);
        page.item("a line that is a little longer than forty letters");
        assert_eq!(page.text, "- a line that is a little longer than\n  forty letters\n");
    }

    #[test]
    fn a_table_is_aligned_and_left_out_where_it_does_not_fit() {
        let row = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
        let mut page = page(40);
        assert!(page.table(&row(["Name", "Level"]), &[row(["Recognition", "Gold"]), row(["Aims", "£"])]));
        assert_eq!(page.text, "Name         Level\nRecognition  Gold\nAims         £\n");
        assert!(!page.table(&row(["Name", "Level"]), &[row([&"x".repeat(30), &"y".repeat(9)])]));
    }
}
