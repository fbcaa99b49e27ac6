//! Diagnostics: what is wrong with a file, and where in it.

use core::ops::Range;

use mentormark_rules::{Code, Refusal};
use serde::Serialize;

use crate::SchemeFile;

/// One fault of a file, with its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// The stable code.
    pub code: Code,
    /// The name of the file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The bytes of the file that the fault concerns; empty where something is missing.
    pub span: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// What the line alone does not show.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The name that was most likely meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub did_you_mean: Option<String>,
}

impl Diagnostic {
    /// The diagnostic of `refusal`, which concerns the bytes `span` of `file`.
    pub(crate) fn new(file: &SchemeFile<'_>, span: Range<usize>, refusal: Refusal, note: Option<String>) -> Self {
        let (line, column) = position(file.text, span.start);
        // How large a file is, nobody writes into it.
        let is_of_file = matches!(refusal.code, Code::TooLarge | Code::TooManyCriteria | Code::TooManyEntries);
        let message = if is_of_file { refusal.message } else { numbers_in_toml(&refusal.message) };
        let (message, help) = advice(&message);
        Self {
            code: refusal.code,
            file: file.name.into(),
            line,
            column,
            span,
            message: message.into(),
            help: help.map(Into::into),
            note,
            did_you_mean: refusal.did_you_mean,
        }
    }
}

/// Line and column, from 1, of the byte at `offset`.
fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

/// A refusal's sentence as what is wrong and what to do, which stand on either side of its first colon outside backticks.
fn advice(message: &str) -> (&str, Option<&str>) {
    let mut quoted = false;
    for (i, c) in message.char_indices() {
        quoted ^= c == '`';
        if !quoted && let Some(help) = message[i..].strip_prefix(": ") {
            return (&message[..i], Some(help));
        }
    }
    (message, None)
}

/// The message with its numbers of five digits or more as one writes them in a scheme file: `75_100_000`.
fn numbers_in_toml(message: &str) -> String {
    let written = |word: &str| {
        let digits = word.trim_start_matches('-').trim_end_matches([',', ':']);
        if digits.len() < 5 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return word.to_owned();
        }
        let (head, groups) = digits.split_at(digits.len() % 3);
        let groups = groups.as_bytes().chunks(3).map(String::from_utf8_lossy);
        let parts: Vec<_> = core::iter::once(head.into()).filter(|_| !head.is_empty()).chain(groups).collect();
        word.replace(digits, &parts.join("_"))
    };
    // What stands between backticks is what the author wrote.
    let parted = |(at, words): (usize, &str)| {
        if at % 2 == 1 { words.to_owned() } else { words.split(' ').map(written).collect::<Vec<String>>().join(" ") }
    };
    message.split('`').enumerate().map(parted).collect::<Vec<String>>().join("`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_numbers_are_parted_as_a_scheme_file_parts_them() {
        for (message, expected) in [
            (
                "75100000 falls in no band: end this one at 75100000, or leave",
                "75_100_000 falls in no band: end this one at 75_100_000, or leave",
            ),
            ("from -100000 to 1000, or `least = 10000`", "from -100_000 to 1000, or `least = 10000`"),
            (
                "x-100000 is one, `100000` and `Level 100000 b` too",
                "x-100000 is one, `100000` and `Level 100000 b` too",
            ),
            ("2026-01-01 12345", "2026-01-01 12_345"),
        ] {
            assert_eq!(numbers_in_toml(message), expected);
        }
    }

    #[test]
    fn lines_and_columns_start_at_one_and_count_characters() {
        let text = "a = 1\nä = \"é\"\n";
        for (offset, expected) in [(0, (1, 1)), (4, (1, 5)), (6, (2, 1)), (11, (2, 5)), (text.len(), (3, 1))] {
            assert_eq!(position(text, offset), expected, "{offset}");
        }
    }

    #[test]
    fn advice_stands_after_the_first_colon_outside_backticks() {
        for (message, expected) in [
            ("`a: b` is no id: use a-z", ("`a: b` is no id", Some("use a-z"))),
            ("3 is not within 1 to 2", ("3 is not within 1 to 2", None)),
            ("one: two: three", ("one", Some("two: three"))),
        ] {
            assert_eq!(advice(message), expected);
        }
    }
}
