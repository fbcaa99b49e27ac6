//! JSON as a tree that forgets nothing: duplicate keys stay, and numbers that are not whole are marked as such.
//!
//! The parser is our own, for two reasons. It can tell what a general one hides: which number was written how, and how deep it
//! is. And a general one with its error texts is a tenth of what a browser would have to load before the first answer counts.
//! `tests/properties` holds it against `serde_json` on damaged and random texts.

use alloc::{format, string::String, vec::Vec};

use serde::{Serialize, Serializer};

use crate::{Code, Refusal};

/// The most bytes of a document: 1 MiB.
pub(super) const MOST_BYTES: usize = 1 << 20;
/// The deepest nesting of a document.
const DEEPEST: u8 = 32;

/// A JSON value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tree {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A whole number within 64 bits, written without fraction or exponent.
    Whole(i64),
    /// Any other number.
    Fraction,
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Tree>),
    /// The entries of an object in the order written; keys may repeat.
    Object(Vec<(String, Tree)>),
}

impl Tree {
    /// What kind of value this is, in words.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "true or false",
            Self::Whole(_) => "a whole number",
            Self::Fraction => "a number with a fraction or out of range",
            Self::Text(_) => "a text",
            Self::List(_) => "a list",
            Self::Object(_) => "an object",
        }
    }
}

/// Writes the tree back. Of repeated keys the last stands, and a fraction, which no shape takes, is `null`.
impl Serialize for Tree {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null | Self::Fraction => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Whole(value) => serializer.serialize_i64(*value),
            Self::Text(value) => serializer.serialize_str(value),
            Self::List(entries) => serializer.collect_seq(entries),
            Self::Object(fields) => serializer.collect_map(fields.iter().map(|(key, value)| (key, value))),
        }
    }
}

/// Reads any JSON document.
///
/// # Errors
/// [`Code::TooLarge`], [`Code::TooDeep`] or [`Code::Syntax`], alone.
pub fn tree(text: &str) -> Result<Tree, Refusal> {
    if text.len() > MOST_BYTES {
        return Err(Refusal::new(
            Code::TooLarge,
            "",
            alloc::format!("{} bytes are more than {MOST_BYTES}: make the document shorter", text.len()),
        ));
    }
    let mut reader = Reader { text, at: 0 };
    let read = reader.value(DEEPEST).and_then(|tree| match reader.peek() {
        None => Ok(tree),
        Some(_) => Err(Trouble::Unexpected("the end")),
    });
    read.map_err(|trouble| match trouble {
        Trouble::TooDeep => {
            Refusal::new(Code::TooDeep, "", format!("values are nested more than {DEEPEST} deep: flatten the document"))
        }
        Trouble::Unexpected(wanted) => {
            let (line, column) = reader.place();
            let message = format!("this is not JSON: line {line} column {column} should have {wanted}");
            Refusal::new(Code::Syntax, "", message)
        }
    })
}

/// Why reading stopped.
enum Trouble {
    /// Something else than this was needed.
    Unexpected(&'static str),
    TooDeep,
}

/// A text, and how far it is read.
struct Reader<'t> {
    text: &'t str,
    // INVARIANT: on a character boundary of the text.
    at: usize,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The line and the column, in characters, at which reading stopped; both count from 1.
    fn place(&self) -> (usize, usize) {
        let read = self.text.get(..self.at).unwrap_or_default();
        let lines = read.bytes().filter(|byte| *byte == b'\n').count();
        let column = read.chars().rev().take_while(|character| *character != '\n').count();
        (lines.saturating_add(1), column.saturating_add(1))
    }

    /// The next byte that is no white space.
    fn peek(&mut self) -> Option<u8> {
        let rest = self.rest();
        let space = rest.len().saturating_sub(rest.trim_start_matches([' ', '\t', '\n', '\r']).len());
        self.skip(space);
        self.rest().bytes().next()
    }

    fn skip(&mut self, bytes: usize) {
        self.at = self.at.saturating_add(bytes);
    }

    /// Takes `text` if it comes next.
    fn take(&mut self, text: &str) -> bool {
        let is_next = self.rest().starts_with(text);
        if is_next {
            self.skip(text.len());
        }
        is_next
    }

    fn value(&mut self, room: u8) -> Result<Tree, Trouble> {
        match self.peek() {
            Some(b'{') => self.object(deeper(room)?),
            Some(b'[') => self.list(deeper(room)?),
            Some(b'"') => self.text().map(Tree::Text),
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ if self.take("null") => Ok(Tree::Null),
            _ if self.take("true") => Ok(Tree::Bool(true)),
            _ if self.take("false") => Ok(Tree::Bool(false)),
            _ => Err(Trouble::Unexpected("a value")),
        }
    }

    fn list(&mut self, room: u8) -> Result<Tree, Trouble> {
        self.skip(1);
        let mut entries = Vec::new();
        if self.peek() == Some(b']') {
            self.skip(1);
            return Ok(Tree::List(entries));
        }
        loop {
            entries.push(self.value(room)?);
            if self.ends(b']', "`,` or `]`")? {
                return Ok(Tree::List(entries));
            }
        }
    }

    fn object(&mut self, room: u8) -> Result<Tree, Trouble> {
        self.skip(1);
        let mut entries = Vec::new();
        if self.peek() == Some(b'}') {
            self.skip(1);
            return Ok(Tree::Object(entries));
        }
        loop {
            if self.peek() != Some(b'"') {
                return Err(Trouble::Unexpected("a key in quotes"));
            }
            let key = self.text()?;
            if self.peek() != Some(b':') {
                return Err(Trouble::Unexpected("`:`"));
            }
            self.skip(1);
            entries.push((key, self.value(room)?));
            if self.ends(b'}', "`,` or `}`")? {
                return Ok(Tree::Object(entries));
            }
        }
    }

    /// Whether a list or an object ends here; it goes on after a comma.
    fn ends(&mut self, end: u8, wanted: &'static str) -> Result<bool, Trouble> {
        match self.peek() {
            Some(next) if next == end || next == b',' => {
                self.skip(1);
                Ok(next == end)
            }
            _ => Err(Trouble::Unexpected(wanted)),
        }
    }

    fn number(&mut self) -> Result<Tree, Trouble> {
        let number = self.rest();
        let is_negative = self.take("-");
        let whole = self.digits();
        if whole == 0 {
            return Err(Trouble::Unexpected("a digit"));
        }
        let digits = number.get(usize::from(is_negative)..).unwrap_or_default();
        if whole > 1 && digits.starts_with('0') {
            return Err(Trouble::Unexpected("a number without leading zeros"));
        }
        let end = whole.saturating_add(usize::from(is_negative));
        let mut is_plain = true;
        if self.take(".") {
            is_plain = false;
            if self.digits() == 0 {
                return Err(Trouble::Unexpected("a digit"));
            }
        }
        if self.take("e") || self.take("E") {
            is_plain = false;
            let _ = self.take("+") || self.take("-");
            if self.digits() == 0 {
                return Err(Trouble::Unexpected("a digit"));
            }
        }
        let written = number.get(..end).filter(|written| is_plain && *written != "-0");
        Ok(written.and_then(|written| written.parse().ok()).map_or(Tree::Fraction, Tree::Whole))
    }

    /// Reads digits and says how many.
    fn digits(&mut self) -> usize {
        let count = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        self.skip(count);
        count
    }

    fn text(&mut self) -> Result<String, Trouble> {
        self.skip(1);
        let mut text = String::new();
        loop {
            let rest = self.rest();
            let plain = rest.bytes().take_while(|byte| !matches!(byte, b'"' | b'\\' | 0..b' ')).count();
            text.push_str(rest.get(..plain).unwrap_or_default());
            self.skip(plain);
            if self.take("\"") {
                return Ok(text);
            }
            if !self.take("\\") {
                return Err(Trouble::Unexpected(
                    "the rest of a text: an escape for this character, or a closing quote",
                ));
            }
            text.push(self.escaped()?);
        }
    }

    /// The character that an escape stands for, after its backslash.
    fn escaped(&mut self) -> Result<char, Trouble> {
        const WANTED: Trouble = Trouble::Unexpected("an escape that JSON knows");
        let character = match self.rest().bytes().next() {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                let high = self.unit()?;
                let pair = (0xd800..0xdc00).contains(&high) && self.take("\\");
                let low = if pair { Some(self.unit()?) } else { None };
                let units = core::iter::once(high).chain(low);
                let mut characters = char::decode_utf16(units);
                return match (characters.next(), characters.next()) {
                    (Some(Ok(character)), None) => Ok(character),
                    _ => Err(Trouble::Unexpected("a whole character: the other half of this one is missing")),
                };
            }
            _ => return Err(WANTED),
        };
        self.skip(1);
        Ok(character)
    }

    /// The UTF-16 unit of `uXXXX`.
    fn unit(&mut self) -> Result<u16, Trouble> {
        let hex = self.rest().strip_prefix('u').and_then(|rest| rest.get(..4));
        let hex = hex.filter(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let unit = hex.and_then(|hex| u16::from_str_radix(hex, 16).ok());
        self.skip(if unit.is_some() { 5 } else { 0 });
        unit.ok_or(Trouble::Unexpected("four hexadecimal digits"))
    }
}

/// One level deeper, if there is room.
fn deeper(room: u8) -> Result<u8, Trouble> {
    room.checked_sub(1).ok_or(Trouble::TooDeep)
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;

    #[test]
    fn duplicate_keys_and_odd_numbers_are_kept_apart() {
        let read = tree(r#"{"a":1,"a":1.0,"b":[null,true,-3,1e2,9223372036854775808]}"#).unwrap();
        assert_eq!(
            read,
            Tree::Object(vec![
                ("a".into(), Tree::Whole(1)),
                ("a".into(), Tree::Fraction),
                (
                    "b".into(),
                    Tree::List(vec![Tree::Null, Tree::Bool(true), Tree::Whole(-3), Tree::Fraction, Tree::Fraction])
                ),
            ])
        );
    }

    #[test]
    fn texts_are_unescaped() {
        let read = tree(r#""a\"\\\/\b\f\n\r\t\u00e9\ud83c\udf93é""#).unwrap();
        assert_eq!(read, Tree::Text("a\"\\/\u{8}\u{c}\n\r\té\u{1f393}é".into()));
    }

    #[test]
    fn only_plainly_whole_numbers_are_whole() {
        for (text, number) in [
            ("0", Tree::Whole(0)),
            ("-1", Tree::Whole(-1)),
            ("9223372036854775807", Tree::Whole(i64::MAX)),
            ("9223372036854775808", Tree::Fraction),
            ("-0", Tree::Fraction),
            ("1.0", Tree::Fraction),
            ("1E+2", Tree::Fraction),
            ("1e999", Tree::Fraction),
        ] {
            assert_eq!(tree(text).unwrap(), number, "{text}");
        }
    }

    #[test]
    fn depth_32_is_read_and_33_is_refused() {
        let nested = |depth| "[".repeat(depth) + &"]".repeat(depth);
        assert!(tree(&nested(32)).is_ok());
        assert_eq!(tree(&nested(33)).unwrap_err().code, Code::TooDeep);
        assert_eq!(tree(&nested(5_000)).unwrap_err().code, Code::TooDeep);
    }

    #[test]
    fn what_is_not_json_is_refused_with_its_place() {
        for bad in [
            "",
            "{",
            "[1,]",
            "nul",
            "\"\\ud800\"",
            "\"\\udc00\"",
            "\"\\ud800\\u0041\"",
            "\"\\ud800\\n\"",
            "\"\\u12\"",
            "\"\\x\"",
            "\"a\nb\"",
            "\"open",
            "01",
            "-",
            "1.",
            ".5",
            "1e",
            "+1",
            "NaN",
            "{a:1}",
            "{\"a\"}",
            "{\"a\":1,}",
            "[1 2]",
            "{} {}",
            "\u{feff}{}",
            "\u{a0}1",
        ] {
            assert_eq!(tree(bad).unwrap_err().code, Code::Syntax, "{bad}");
        }
        let message = tree("{\n  \"é\" 1}").unwrap_err().message;
        assert!(message.ends_with("line 2 column 7 should have `:`"), "{message}");
    }

    #[test]
    fn a_document_of_one_mebibyte_is_read_and_a_longer_one_refused() {
        let text = |bytes: usize| alloc::format!("\"{}\"", "a".repeat(bytes - 2));
        assert!(tree(&text(MOST_BYTES)).is_ok());
        assert_eq!(tree(&text(MOST_BYTES + 1)).unwrap_err().code, Code::TooLarge);
    }
}
