//! The RFC 8785 (JCS) form of a value: the same bytes for the same value, everywhere.
//!
//! A serialiser of our own, in one pass: entries are written as they come, and an object whose keys came out of order is put in
//! order when it closes. Building a tree first and sorting that takes twice as long. Shapes that are written often have their fields
//! in order, so mostly there is nothing to sort, and nothing is allocated for an object.

use alloc::{string::String, vec::Vec};
use core::{cmp::Ordering, fmt, mem};

use serde::{
    Serialize, Serializer,
    ser::{self, Impossible},
};

use crate::order;

/// The canonical JSON of `value`: no white space, keys in UTF-16 order, shortest escapes.
///
/// Numbers must be whole and keys texts, as in all shapes of this crate; a value that holds anything else gives an empty text. Names of
/// fields must be plain: ASCII without anything to escape.
///
/// ```
/// # use std::collections::BTreeMap;
/// use mentormark_rules::json::canonical;
///
/// assert_eq!(canonical(&BTreeMap::from([("b", 1), ("a", 2)])), r#"{"a":2,"b":1}"#);
/// ```
#[must_use]
pub fn canonical<T: Serialize + ?Sized>(value: &T) -> String {
    let mut text = String::with_capacity(1024);
    append_canonical(value, &mut text);
    text
}

/// Writes the canonical JSON of `value` after what `text` holds already, for one text of many values.
///
/// ```
/// let mut lines = String::new();
/// for value in [7, 8] {
///     mentormark_rules::json::append_canonical(&value, &mut lines);
///     lines.push('\n');
/// }
/// assert_eq!(lines, "7\n8\n");
/// ```
pub fn append_canonical<T: Serialize + ?Sized>(value: &T, text: &mut String) {
    let before = text.len();
    let mut written = Written { text: mem::take(text), open: Vec::with_capacity(32) };
    if value.serialize(Writer { to: &mut written }).is_err() {
        written.text.truncate(before);
    }
    *text = written.text;
}

/// A value that canonical JSON does not write: a fraction, bytes, or a key that is no text.
#[derive(Debug)]
struct Unwritable;

impl fmt::Display for Unwritable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("only texts, whole numbers, lists and objects are written")
    }
}

impl core::error::Error for Unwritable {}

impl ser::Error for Unwritable {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

/// What is written so far.
struct Written {
    text: String,
    /// Where the key and the value of each entry start, of all objects that are open, the outermost first.
    open: Vec<(usize, usize)>,
}

impl Written {
    fn text(&mut self, value: &str) {
        self.text.push('"');
        if plain_length(value.as_bytes()) == value.len() {
            self.text.push_str(value);
        } else {
            self.escaped(value);
        }
        self.text.push('"');
    }

    /// Writes a text with the shortest escapes.
    fn escaped(&mut self, value: &str) {
        for char in value.chars() {
            let escape = match char {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\u{8}' => "\\b",
                '\t' => "\\t",
                '\n' => "\\n",
                '\u{c}' => "\\f",
                '\r' => "\\r",
                '\0'..' ' => {
                    self.text.push_str(if char < '\u{10}' { "\\u000" } else { "\\u001" });
                    self.text.extend(char::from_digit(u32::from(char) & 15, 16));
                    continue;
                }
                plain => {
                    self.text.push(plain);
                    continue;
                }
            };
            self.text.push_str(escape);
        }
    }

    fn number(&mut self, number: u64) {
        if number > 9 {
            self.number(number.div_euclid(10));
        }
        let digit = u8::try_from(number.rem_euclid(10)).unwrap_or_default();
        self.text.push(char::from(digit.wrapping_add(b'0')));
    }

    /// Puts the entries from the `first` on in the order of their keys.
    fn sort(&mut self, first: usize, is_plain: bool) {
        let opened = self.open.get(first..).unwrap_or_default();
        let Some(&(start, _)) = opened.first() else { return };
        let written = self.text.split_off(start);
        // An entry ends where the comma before the next one stands.
        let ends = opened.iter().skip(1).map(|&(start, _)| start.saturating_sub(1)).chain([usize::MAX]);
        let entry = |(&(from, value), end): (&(usize, usize), usize)| {
            let (from, value) = (from.saturating_sub(start), value.saturating_sub(start));
            let key = key_at(&written, from, value.saturating_sub(1))?;
            Some((key, written.get(from..end.saturating_sub(start).min(written.len()))?))
        };
        let mut entries: Vec<(usize, (&str, &str))> = opened.iter().zip(ends).filter_map(entry).enumerate().collect();
        order::sort(&mut entries, &|(at, (a, _)), (other, (b, _))| {
            in_order(a, b, is_plain).then(at.cmp(other)).is_lt()
        });
        for (i, (_, (_, entry))) in entries.into_iter().enumerate() {
            if i > 0 {
                self.text.push(',');
            }
            self.text.push_str(entry);
        }
    }
}

struct Writer<'t> {
    to: &'t mut Written,
}

/// How many bytes there are before the first one that a JSON text would escape.
pub(super) fn plain_length(bytes: &[u8]) -> usize {
    const ONES: u64 = u64::MAX.div_euclid(255);
    // The high bit of each byte that is below `than`, which is at most 128; past the first such byte there may be others.
    let below =
        |word: u64, than: u8| word.wrapping_sub(ONES.wrapping_mul(than.into())) & !word & ONES.wrapping_mul(128);
    let same = |word: u64, byte: u8| below(word ^ ONES.wrapping_mul(byte.into()), 1);
    let mut before = 0usize;
    let mut rest = bytes;
    while let Some((eight, more)) = rest.split_first_chunk() {
        let word = u64::from_le_bytes(*eight);
        let escaped = below(word, b' ') | same(word, b'"') | same(word, b'\\');
        if escaped != 0 {
            return before.saturating_add(usize::try_from(escaped.trailing_zeros() >> 3).unwrap_or_default());
        }
        (before, rest) = (before.saturating_add(8), more);
    }
    let is_escaped = |byte: &u8| *byte < b' ' || matches!(byte, b'"' | b'\\');
    before.saturating_add(rest.iter().position(is_escaped).unwrap_or(rest.len()))
}

/// A list being written.
struct List<'t> {
    to: &'t mut Written,
    is_empty: bool,
}

impl List<'_> {
    fn entry<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        if !self.is_empty {
            self.to.text.push(',');
        }
        self.is_empty = false;
        value.serialize(Writer { to: self.to })
    }

    fn close(self) {
        self.to.text.push(']');
    }
}

/// An object being written.
struct Object<'t> {
    to: &'t mut Written,
    /// The place of its first entry among those that are open.
    first: usize,
    /// The name of the field before.
    last: &'static str,
    is_sorted: bool,
    /// Whether nothing in its keys is escaped or beyond ASCII.
    is_plain: bool,
}

impl<'t> Object<'t> {
    fn open(to: &'t mut Written) -> Self {
        to.text.push('{');
        Self { first: to.open.len(), to, last: "", is_sorted: true, is_plain: true }
    }

    /// Writes the name of a field.
    fn field(&mut self, name: &'static str) {
        let Written { text, open } = &mut *self.to;
        if open.len() > self.first {
            text.push(',');
        }
        let start = text.len();
        text.push('"');
        text.push_str(name);
        text.push_str("\":");
        open.push((start, text.len()));
        // The first letter mostly tells.
        self.is_sorted &= self.last.bytes().next() < name.bytes().next() || self.last <= name;
        self.last = name;
    }

    /// Writes the key of an entry.
    fn key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Unwritable> {
        let before = self.to.open.get(self.first..).and_then(<[_]>::last).copied();
        if before.is_some() {
            self.to.text.push(',');
        }
        let start = self.to.text.len();
        key.serialize(Writer { to: self.to })?;
        let Written { text, open } = &mut *self.to;
        let key = key_at(text, start, text.len()).ok_or(Unwritable)?;
        self.is_plain &= is_plain(key);
        let last = before.and_then(|(start, value)| key_at(text, start, value.saturating_sub(1)));
        self.is_sorted &= last.is_none_or(|last| in_order(last, key, self.is_plain).is_le());
        text.push(':');
        open.push((start, text.len()));
        Ok(())
    }

    fn value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        value.serialize(Writer { to: self.to })
    }

    fn close(self) {
        if !self.is_sorted {
            self.to.sort(self.first, self.is_plain);
        }
        self.to.open.truncate(self.first);
        self.to.text.push('}');
    }
}

/// The key between two places of the text, as written but without its quotes; `None` if it is no text.
fn key_at(text: &str, start: usize, end: usize) -> Option<&str> {
    text.get(start..end)?.strip_prefix('"')?.strip_suffix('"')
}

/// How RFC 8785 orders two keys: by the UTF-16 units of what they say, not of how it is written.
fn in_order(a: &str, b: &str, is_plain: bool) -> Ordering {
    if is_plain {
        return a.cmp(b);
    }
    let said = |key: &str| match super::tree(&alloc::format!("\"{key}\"")) {
        Ok(super::Tree::Text(said)) => said,
        _ => String::new(),
    };
    said(a).encode_utf16().cmp(said(b).encode_utf16())
}

/// Whether nothing in a key, as written, is escaped or beyond ASCII.
fn is_plain(key: &str) -> bool {
    key.bytes().all(|byte| byte.is_ascii() && byte != b'\\')
}

impl<'t> Serializer for Writer<'t> {
    type Ok = ();
    type Error = Unwritable;
    type SerializeSeq = List<'t>;
    type SerializeTuple = List<'t>;
    type SerializeTupleStruct = List<'t>;
    type SerializeTupleVariant = Impossible<(), Unwritable>;
    type SerializeMap = Object<'t>;
    type SerializeStruct = Object<'t>;
    type SerializeStructVariant = Impossible<(), Unwritable>;

    fn serialize_bool(self, value: bool) -> Result<(), Unwritable> {
        self.to.text.push_str(if value { "true" } else { "false" });
        Ok(())
    }
    fn serialize_i8(self, value: i8) -> Result<(), Unwritable> {
        self.serialize_i64(value.into())
    }
    fn serialize_i16(self, value: i16) -> Result<(), Unwritable> {
        self.serialize_i64(value.into())
    }
    fn serialize_i32(self, value: i32) -> Result<(), Unwritable> {
        self.serialize_i64(value.into())
    }
    fn serialize_i64(self, value: i64) -> Result<(), Unwritable> {
        if value < 0 {
            self.to.text.push('-');
        }
        self.serialize_u64(value.unsigned_abs())
    }
    fn serialize_u8(self, value: u8) -> Result<(), Unwritable> {
        self.serialize_u64(value.into())
    }
    fn serialize_u16(self, value: u16) -> Result<(), Unwritable> {
        self.serialize_u64(value.into())
    }
    fn serialize_u32(self, value: u32) -> Result<(), Unwritable> {
        self.serialize_u64(value.into())
    }
    fn serialize_u64(self, value: u64) -> Result<(), Unwritable> {
        self.to.number(value);
        Ok(())
    }
    fn serialize_f32(self, _: f32) -> Result<(), Unwritable> {
        Err(Unwritable)
    }
    fn serialize_f64(self, _: f64) -> Result<(), Unwritable> {
        Err(Unwritable)
    }
    fn serialize_char(self, value: char) -> Result<(), Unwritable> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }
    fn serialize_str(self, value: &str) -> Result<(), Unwritable> {
        self.to.text(value);
        Ok(())
    }
    fn serialize_bytes(self, _: &[u8]) -> Result<(), Unwritable> {
        Err(Unwritable)
    }
    fn serialize_none(self) -> Result<(), Unwritable> {
        self.serialize_unit()
    }
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Unwritable> {
        value.serialize(self)
    }
    fn serialize_unit(self) -> Result<(), Unwritable> {
        self.to.text.push_str("null");
        Ok(())
    }
    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Unwritable> {
        self.serialize_unit()
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Unwritable> {
        self.serialize_str(variant)
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Unwritable> {
        value.serialize(self)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Unwritable> {
        let mut object = Object::open(self.to);
        object.field(variant);
        object.value(value)?;
        object.close();
        Ok(())
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<List<'t>, Unwritable> {
        self.to.text.push('[');
        Ok(List { to: self.to, is_empty: true })
    }
    fn serialize_tuple(self, len: usize) -> Result<List<'t>, Unwritable> {
        self.serialize_seq(Some(len))
    }
    fn serialize_tuple_struct(self, _: &'static str, len: usize) -> Result<List<'t>, Unwritable> {
        self.serialize_seq(Some(len))
    }
    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Unwritable> {
        Err(Unwritable)
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Object<'t>, Unwritable> {
        Ok(Object::open(self.to))
    }
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Object<'t>, Unwritable> {
        Ok(Object::open(self.to))
    }
    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Unwritable> {
        Err(Unwritable)
    }
}

impl ser::SerializeSeq for List<'_> {
    type Ok = ();
    type Error = Unwritable;
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        self.entry(value)
    }
    fn end(self) -> Result<(), Unwritable> {
        self.close();
        Ok(())
    }
}

impl ser::SerializeTuple for List<'_> {
    type Ok = ();
    type Error = Unwritable;
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        self.entry(value)
    }
    fn end(self) -> Result<(), Unwritable> {
        self.close();
        Ok(())
    }
}

impl ser::SerializeTupleStruct for List<'_> {
    type Ok = ();
    type Error = Unwritable;
    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        self.entry(value)
    }
    fn end(self) -> Result<(), Unwritable> {
        self.close();
        Ok(())
    }
}

impl ser::SerializeStruct for Object<'_> {
    type Ok = ();
    type Error = Unwritable;
    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Unwritable> {
        self.field(key);
        self.value(value)
    }
    fn end(self) -> Result<(), Unwritable> {
        self.close();
        Ok(())
    }
}

impl ser::SerializeMap for Object<'_> {
    type Ok = ();
    type Error = Unwritable;
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Unwritable> {
        self.key(key)
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        self.value(value)
    }
    fn end(self) -> Result<(), Unwritable> {
        self.close();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use serde_json::Value;

    use super::*;

    fn check(json: &str, expected: &str) {
        let value: Value = serde_json::from_str(json).unwrap();
        assert_eq!(canonical(&value), expected);
    }

    #[test]
    fn keys_sort_by_utf_16_units_not_by_code_points() {
        // U+10000 is D800 DC00 in UTF-16 and sorts before U+FB33, though it is the larger code point.
        check(
            "{\"\u{fb33}\":1,\"\u{10000}\":2,\"b\":{\"z\":1,\"a\":[]}}",
            "{\"b\":{\"a\":[],\"z\":1},\"\u{10000}\":2,\"\u{fb33}\":1}",
        );
    }

    #[test]
    fn keys_sort_by_what_they_say_not_by_their_escapes() {
        // A line feed is U+000A and sorts before `!`, though its escape starts with a backslash.
        check(r#"{"!":1,"\n":2,"a":3,"\"":4}"#, r#"{"\n":2,"!":1,"\"":4,"a":3}"#);
    }

    #[test]
    fn escapes_are_the_shortest() {
        check(
            r#""\u0041\u002f\u0008\u000c\n\r\t\u0001\u001f\"\\é\u007f""#,
            "\"A/\\b\\f\\n\\r\\t\\u0001\\u001f\\\"\\\\é\u{7f}\"",
        );
    }

    #[test]
    fn fields_out_of_order_are_put_in_order_at_every_depth() {
        #[derive(Serialize)]
        struct Inner {
            z: u8,
            a: Option<i64>,
        }
        #[derive(Serialize)]
        struct Outer {
            b: Vec<Inner>,
            a: bool,
            #[serde(flatten)]
            inner: Inner,
        }
        let outer = Outer { b: vec![Inner { z: 1, a: Some(-7) }], a: true, inner: Inner { z: 2, a: None } };
        // A repeated key stays: the shapes of this crate have none.
        assert_eq!(canonical(&outer), r#"{"a":true,"a":null,"b":[{"a":-7,"z":1}],"z":2}"#);
    }

    #[test]
    fn what_is_no_whole_number_is_not_written() {
        assert_eq!(canonical(&1.5), "");
        assert_eq!(canonical(&alloc::collections::BTreeMap::from([(1, 2)])), "");
    }
}
