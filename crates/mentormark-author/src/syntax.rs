//! Faults of TOML itself, with how to write what was most likely meant: a date, money or words as one writes them elsewhere.

use core::ops::Range;
use std::collections::BTreeMap;

use mentormark_rules::{Code, Date, Refusal};
use toml::de::Error;

use crate::{Diagnostic, SchemeFile};

/// What is wrong with the syntax: the first fault of each line, as others there follow from it, up to a bracket that was
/// left open, from which all that comes after follows.
pub(crate) fn faults(file: &SchemeFile<'_>, errors: &[Error]) -> Vec<Diagnostic> {
    // The parser has no codes. If its words change, the tests below fail.
    const OPEN_BRACKET: [&str; 2] = ["missing comma", "missing key for inline table"];
    let mut lines = BTreeMap::new();
    for error in errors {
        let at = error.span().unwrap_or_default();
        let single = single_header(file.text, at.start);
        let refusal = if let Some((_, name)) = &single {
            let message = format!("`{name}` is a list of tables, and this makes one table of it: write `[[{name}]]`");
            Refusal::new(Code::DuplicateKey, "", message)
        } else if error.message() == "duplicate key" {
            Refusal::new(Code::DuplicateKey, "", "this key stands twice: keep one")
        } else {
            let message = match how_to_write(file.text, at.start) {
                Some(how) => format!("this is not TOML: {how}"),
                None => format!("this is not TOML, {}: mend this first", error.message()),
            };
            Refusal::new(Code::TomlSyntax, "", message)
        };
        let is_open = OPEN_BRACKET.iter().any(|words| error.message().starts_with(words));
        let note = is_open.then(|| "a bracket above may be open, so nothing below was read".into());
        let diagnostic = Diagnostic::new(file, single.map_or(at, |(place, _)| place), refusal, note);
        lines.entry(diagnostic.line).or_insert(diagnostic);
    }
    let mut diagnostics: Vec<Diagnostic> = lines.into_values().collect();
    if let Some(open) = diagnostics.iter().position(|diagnostic| diagnostic.note.is_some()) {
        diagnostics.truncate(open + 1);
    }
    diagnostics
}

/// The headers of which there are several.
const LISTS: [&str; 13] = [
    "levels",
    "scale",
    "facts",
    "derived",
    "sections",
    "eligibility",
    "eligibility.versions",
    "prerequisites",
    "progression.waits",
    "validity.levels",
    "fee.bands",
    "fee.versions",
    "fee.modifiers",
];

/// Where the header `[name]` of one table stands and its name, if what stands at `at` is the header `[[name]]` of several.
fn single_header(text: &str, at: usize) -> Option<(Range<usize>, String)> {
    let (before, rest) = text.split_at_checked(at)?;
    let name = rest.split(']').next().filter(|_| before.ends_with("[["))?;
    if !LISTS.contains(&name) {
        return None;
    }
    let header = format!("\n[{name}]");
    let place = before.find(&header)? + 2;
    Some((place..place + name.len(), name.into()))
}

/// How to write what stands around `at`, where that can be told.
fn how_to_write(text: &str, at: usize) -> Option<String> {
    let (before, _) = text.split_at_checked(at)?;
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let line = text[start..].lines().next()?;
    let Some(equals) = before[start..].rfind('=') else {
        let (key, _) = line.split_once(':')?;
        let is_key = key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ' '));
        return is_key.then(|| "put `=` between a key and its value".into());
    };
    let value = &line[equals + 1..];
    let value = &value[..value.find(['#', '}', ']']).unwrap_or(value.len())];
    // A comma between digits may stand for thousands; any other ends the value.
    let ends = |(at, _): &(usize, &str)| !value[at + 1..].starts_with(|c: char| c.is_ascii_digit());
    let end = value.match_indices(',').find(ends).map_or(value.len(), |(at, _)| at);
    meant(value[..end].trim())
}

/// How to write a value as it stands in a letter or a spreadsheet.
fn meant(value: &str) -> Option<String> {
    if let Some(truth) = ["yes", "no"].iter().position(|word| value.eq_ignore_ascii_case(word)) {
        return Some(format!("write `{}`", if truth == 0 { "true" } else { "false" }));
    }
    if value.starts_with(['£', '€', '$']) {
        return Some("write money in whole pence, without its sign: `2_050` for £20.50".into());
    }
    if value.starts_with(['“', '”', '‘', '’']) {
        return Some("write words in straight double quotes: `\"`".into());
    }
    if let Some(day) = day(value) {
        return Some(format!("write the day as `{day}`"));
    }
    let number = value.trim_start_matches(|c: char| c.is_ascii_digit() || c == ',');
    let written = &value[..value.len() - number.len()];
    match number.trim_start().chars().next() {
        None if written.split(',').skip(1).all(|group| group.len() == 3) && written.contains(',') => {
            Some(format!("write the number as `{}`", written.replace(',', "_")))
        }
        Some(next) if !written.is_empty() && (next.is_alphabetic() || next == '%') => {
            Some("write the number alone, in the unit that its key takes".into())
        }
        Some(next) if written.is_empty() && next.is_alphabetic() => Some("write words in double quotes".into()),
        _ => None,
    }
}

/// The day that is written with its year last, in numbers or with the month's name, or first without its noughts.
fn day(value: &str) -> Option<Date> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let parts: Vec<&str> = value.split(['/', '-', '.', ' ']).filter(|part| !part.is_empty()).collect();
    let &[first, month, last] = parts.as_slice() else { return None };
    let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
    let day = day.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let named = month.get(..3).map(str::to_ascii_lowercase);
    let named = MONTHS.iter().zip(1..).find(|(name, _)| named.as_deref() == Some(**name)).map(|(_, number)| number);
    let month = named.or_else(|| month.parse().ok())?;
    Date::new(year.parse().ok()?, month, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;

    fn broken(text: &str) -> Vec<(&'static str, usize)> {
        let Err(faults) = Document::read(&SchemeFile { name: "t.toml", text }) else { panic!("{text} is TOML") };
        faults.iter().map(|fault| (fault.code.as_str(), fault.line)).collect()
    }

    #[test]
    fn every_broken_line_is_reported_once() {
        let faults = broken("a = 1\nb = \nc = x y\nd = 2\na = 3\n[e\n");
        assert_eq!(faults, [("toml-syntax", 2), ("toml-syntax", 3), ("duplicate-key", 5), ("toml-syntax", 6)]);
    }

    #[test]
    fn an_open_bracket_is_reported_and_not_what_follows_from_it() {
        assert_eq!(broken("a = \nb = [1\nc = 1\nd = 2\n[e]\n"), [("toml-syntax", 1), ("toml-syntax", 3)]);
        assert_eq!(broken("a = [\n { b = 1\n { c = 2 },\n { d = 3 },\n]\ne = 1\n"), [("toml-syntax", 3)]);
    }

    #[test]
    fn what_is_written_as_in_a_letter_is_told_how_to_write() {
        let told = [
            ("01/02/2026", "write the day as `2026-02-01`"),
            ("1.2.2026", "write the day as `2026-02-01`"),
            ("2026-2-1", "write the day as `2026-02-01`"),
            ("2026/02/01", "write the day as `2026-02-01`"),
            ("1 February 2026", "write the day as `2026-02-01`"),
            ("1st Feb 2026 # the first", "write the day as `2026-02-01`"),
            ("£20", "write money in whole pence, without its sign: `2_050` for £20.50"),
            ("24 months", "write the number alone, in the unit that its key takes"),
            ("20%", "write the number alone, in the unit that its key takes"),
            ("1,200", "write the number as `1_200`"),
            ("1,200,000", "write the number as `1_200_000`"),
            ("1,5", "mend this first"),
            ("Yes", "write `true`"),
            ("no", "write `false`"),
            ("“Merit”", "write words in straight double quotes: `\"`"),
            ("Merit", "write words in double quotes"),
            // No day: what the parser says of it stands.
            ("2026-02-30", "mend this first"),
            ("31/31/2026", "mend this first"),
            ("", "mend this first"),
        ];
        for (value, how) in told {
            for text in [format!("a = 1\nb = {value}\nc = 2\n"), format!("b = {{ a = 1, c = {value} }}\n")] {
                let Err(faults) = Document::read(&SchemeFile { name: "t.toml", text: &text }) else {
                    panic!("{text} is TOML")
                };
                assert_eq!(faults[0].help.as_deref(), Some(how), "{text}: {faults:?}");
            }
        }
    }

    #[test]
    fn single_brackets_around_the_first_of_several_are_pointed_at() {
        let text = "id = \"a\"\n[levels]\nid = \"b\"\n[[levels]]\nid = \"c\"\n[[levels]]\nid = \"d\"\n";
        let Err(faults) = Document::read(&SchemeFile { name: "t.toml", text }) else { panic!("{text} is TOML") };
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert_eq!((faults[0].code, faults[0].line, faults[0].column), (Code::DuplicateKey, 2, 2));
        assert_eq!(faults[0].help.as_deref(), Some("write `[[levels]]`"));
    }

    #[test]
    fn a_colon_in_place_of_the_sign_is_told() {
        for text in ["months: 24\n", "a = 1\nlevel: \"pass\"\n"] {
            let Err(faults) = Document::read(&SchemeFile { name: "t.toml", text }) else { panic!("{text} is TOML") };
            assert_eq!(faults[0].help.as_deref(), Some("put `=` between a key and its value"), "{faults:?}");
        }
    }
}
