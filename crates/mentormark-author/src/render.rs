//! Diagnostics as a person reads them in a terminal, in the manner of the Rust compiler.

use core::fmt::Write as _;

use unicode_width::UnicodeWidthChar as _;

use crate::Diagnostic;

/// How wide a tab is shown.
const TAB: &str = "    ";

const RESET: &str = "\u{1b}[0m";
const BOLD: &str = "\u{1b}[1m";
const RED: &str = "\u{1b}[1;31m";
const BLUE: &str = "\u{1b}[1;34m";

/// The diagnostics of one file whose text is `source`, with the line that each concerns. `colour` adds ANSI escapes.
///
/// Tabs are shown as four blanks and other control characters as `\u{fffd}`, so that no file can move the cursor.
///
/// # Examples
/// ```
/// use mentormark_author::{Anchors, RateTables, SchemeFile, compile, render};
///
/// let file = SchemeFile { name: "a.toml", text: "id = \"a\nedition = \"1\"\n" };
/// let faults = compile(&file, &Anchors::default(), &RateTables::default(), &[]).unwrap_err();
/// let shown = render(&faults, file.text, false);
/// assert!(shown.starts_with("error[toml-syntax]: this is not TOML"));
/// assert!(shown.contains("1 | id = \"a\n"));
/// ```
#[must_use]
pub fn render(diagnostics: &[Diagnostic], source: &str, colour: bool) -> String {
    let shown: Vec<String> = diagnostics.iter().map(|diagnostic| one(diagnostic, source, &Style { colour })).collect();
    shown.join("\n")
}

struct Style {
    colour: bool,
}

impl Style {
    fn paint(&self, colour: &str, text: &str) -> String {
        if self.colour { format!("{colour}{text}{RESET}") } else { text.into() }
    }
}

fn one(diagnostic: &Diagnostic, source: &str, style: &Style) -> String {
    let Diagnostic { code, file, line, column, span, message, help, note, did_you_mean } = diagnostic;
    let number = line.to_string();
    let margin = " ".repeat(number.len());
    let bar = style.paint(BLUE, "|");
    let error = style.paint(RED, &format!("error[{code}]"));
    let message = style.paint(BOLD, &format!(": {}", printable(message)));
    let arrow = style.paint(BLUE, "-->");
    let mut text = format!("{error}{message}\n{margin}{arrow} {}:{line}:{column}\n{margin} {bar}\n", printable(file));

    let start = source.get(..span.start).map_or(0, |before| before.rfind('\n').map_or(0, |newline| newline + 1));
    let shown = source.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    // What goes on in further lines is marked in the first only.
    let (from, to) = (span.start.saturating_sub(start), span.end.saturating_sub(start).min(shown.len()));
    let before = printable(shown.get(..from).unwrap_or(shown));
    let marked = printable(shown.get(from..to).unwrap_or_default());
    let carets = style.paint(RED, &"^".repeat(width(&marked).max(1)));
    let blanks = " ".repeat(width(&before));
    let number = style.paint(BLUE, &number);
    let _ = writeln!(text, "{number} {bar} {}", printable(shown).trim_end());
    let _ = writeln!(text, "{margin} {bar} {blanks}{carets}");

    let meant = did_you_mean.as_ref().map(|name| format!("did you mean `{name}`?"));
    let advice = [("help", meant.as_ref()), ("help", help.as_ref()), ("note", note.as_ref())];
    for (kind, advice) in advice {
        if let Some(advice) = advice {
            let (equals, kind) = (style.paint(BLUE, "="), style.paint(BOLD, kind));
            let _ = writeln!(text, "{margin} {equals} {kind}: {}", printable(advice));
        }
    }
    text
}

fn printable(text: &str) -> String {
    text.chars().fold(String::new(), |mut shown, c| {
        match c {
            '\t' => shown.push_str(TAB),
            c if c.is_control() || is_direction(c) => shown.push('\u{fffd}'),
            c => shown.push(c),
        }
        shown
    })
}

/// Marks that would change the order in which a terminal shows the line.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// How many columns a printable text takes; a wide character takes two and a combining one none.
fn width(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(1)).sum()
}

#[cfg(test)]
mod tests {
    use mentormark_rules::{Code, Refusal};

    use super::*;
    use crate::SchemeFile;

    fn shown(text: &str, marked: &str, colour: bool) -> String {
        let start = text.find(marked).unwrap();
        let file = SchemeFile { name: "t.toml", text };
        let refusal =
            Refusal::new(Code::UnknownLevel, "", "there is no such level: name one").suggesting("gol", ["gold"]);
        let diagnostic = Diagnostic::new(&file, start..start + marked.len(), refusal, Some("a note".into()));
        render(&[diagnostic], text, colour)
    }

    /// The source line and its carets, which must stand below the marked text.
    fn lines(text: &str, marked: &str) -> (String, String) {
        let shown = shown(text, marked, false);
        let mut lines = shown.lines().skip(3).map(|line| line.split_once("| ").unwrap().1.to_string());
        (lines.next().unwrap(), lines.next().unwrap())
    }

    #[test]
    fn a_diagnostic_looks_like_one_of_the_compiler() {
        let expected = "\
error[unknown-level]: there is no such level
  --> t.toml:10:5
   |
10 | a = \"gol\"
   |     ^^^^^
   = help: did you mean `gold`?
   = help: name one
   = note: a note
";
        assert_eq!(shown(&format!("{}a = \"gol\"\n", "\n".repeat(9)), "\"gol\"", false), expected);
    }

    #[test]
    fn carets_stand_below_what_they_mark() {
        for (text, marked, line, carets) in [
            ("a = 12", "12", "a = 12", "    ^^"),
            ("\ta = 12", "12", "    a = 12", "        ^^"),
            ("指 = \"導者\"", "\"導者\"", "指 = \"導者\"", "     ^^^^^^"),
            ("e\u{301} = 12", "12", "e\u{301} = 12", "    ^^"),
            ("a = [\n 1,\n]", "[\n 1,\n]", "a = [", "    ^"),
            ("a = 1\r\nb = 2\r\n", "2", "b = 2", "    ^"),
            ("a = '\u{1b}[2J'", "'\u{1b}[2J'", "a = '\u{fffd}[2J'", "    ^^^^^^"),
            ("a = ''\u{202e}1", "1", "a = ''\u{fffd}1", "       ^"),
        ] {
            assert_eq!(lines(text, marked), (line.into(), carets.into()), "{text:?}");
        }
    }

    #[test]
    fn the_end_of_a_file_and_an_empty_one_can_be_marked() {
        let at = |text: &str| {
            let file = SchemeFile { name: "t.toml", text };
            render(
                &[Diagnostic::new(&file, text.len()..text.len(), Refusal::new(Code::TomlSyntax, "", "m"), None)],
                text,
                false,
            )
        };
        assert!(at("").ends_with("  |\n1 | \n  | ^\n") || at("").ends_with("  |\n1 |\n  | ^\n"), "{}", at(""));
        assert!(at("a =").ends_with("1 | a =\n  |    ^\n"));
        assert!(at("a = 1\n").contains("t.toml:2:1"));
    }

    #[test]
    fn colour_adds_escapes_and_nothing_else() {
        let text = "level = \"gol\"";
        let mut plain = shown(text, "\"gol\"", true);
        for escape in [RESET, BOLD, RED, BLUE] {
            assert!(plain.contains(escape));
            plain = plain.replace(escape, "");
        }
        assert_eq!(plain, shown(text, "\"gol\"", false));
        assert!(!shown(text, "\"gol\"", false).contains('\u{1b}'));
    }
}
