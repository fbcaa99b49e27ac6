//! A table as a file for spreadsheets: RFC 4180, and safe to open.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@` or a control character for a formula, so such a cell gets an apostrophe
//! before it, which spreadsheets read as "this is text". The file begins with the mark of UTF-8, without which Excel reads letters wrongly.

/// What a file begins with, so that every spreadsheet reads it as UTF-8.
const MARK: char = '\u{feff}';

/// What a spreadsheet may take for the start of a formula. The wide forms are what some make of the plain ones.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// The table, a row a line.
pub(super) fn table<const COLUMNS: usize>(rows: &[[String; COLUMNS]]) -> String {
    let mut file = String::from(MARK);
    for row in rows {
        for (at, cell) in row.iter().enumerate() {
            if at > 0 {
                file.push(',');
            }
            put(&mut file, cell);
        }
        file.push_str("\r\n");
    }
    file
}

/// Adds a cell: no formula, and quoted where it holds what parts cells.
fn put(file: &mut String, cell: &str) {
    let is_quoted = cell.contains([',', '"', '\r', '\n', ';', '\t']);
    if is_quoted {
        file.push('"');
    }
    if cell.trim_start_matches(' ').starts_with(FORMULA) {
        file.push('\'');
    }
    for letter in cell.chars() {
        if letter == '"' {
            file.push('"');
        }
        file.push(letter);
    }
    if is_quoted {
        file.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str) -> String {
        let mut file = String::new();
        put(&mut file, text);
        file
    }

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        for (text, expected) in [
            ("plain", "plain"),
            ("", ""),
            ("a, b", "\"a, b\""),
            ("say \"yes\"", "\"say \"\"yes\"\"\""),
            ("two\r\nlines", "\"two\r\nlines\""),
            ("a;b", "\"a;b\""),
        ] {
            assert_eq!(cell(text), expected);
        }
    }

    #[test]
    fn no_cell_is_a_formula() {
        for start in FORMULA {
            let text = format!("{start}1+1");
            assert!(cell(&text).trim_start_matches('"').starts_with(&format!("'{start}")), "{text:?}");
            assert!(cell(&format!("  {text}")).trim_start_matches('"').starts_with('\''), "{text:?}");
        }
        assert_eq!(cell("=HYPERLINK(\"x\",\"y\")"), "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
        assert_eq!(cell("a=b"), "a=b");
    }

    #[test]
    fn rows_end_as_the_standard_says() {
        let row = |cells: [&str; 2]| cells.map(str::to_owned);
        assert_eq!(table(&[row(["a", "b"]), row(["c, d", ""])]), "\u{feff}a,b\r\n\"c, d\",\r\n");
    }
}
