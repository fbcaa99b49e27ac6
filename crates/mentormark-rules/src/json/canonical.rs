//! The RFC 8785 (JCS) form of a value: the same bytes for the same value, everywhere.
//!
//! A serialiser of our own, in one pass: entries are written as they come, and an object whose keys came out of order is put in
//! order when it closes. Building a tree first and sorting that takes twice as long.

use alloc::{string::String, vec::Vec};
use core::{
    cmp::Ordering,
    fmt::{self, Write},
};

use serde::{
    Serialize, Serializer,
    ser::{self, Impossible},
};

/// The canonical JSON of `value`: no white space, keys in UTF-16 order, shortest escapes.
///
/// Numbers must be whole and keys texts, as in all shapes of this crate; a value that holds anything else gives an empty text.
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
    match value.serialize(Writer { text: &mut text }) {
        Ok(()) => text,
        Err(Unwritable) => String::new(),
    }
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

struct Writer<'t> {
    text: &'t mut String,
}

impl Writer<'_> {
    fn number(self, number: impl fmt::Display) -> Result<(), Unwritable> {
        write!(self.text, "{number}").map_err(|_| Unwritable)
    }
}

/// Writes a text with the shortest escapes.
fn write_text(value: &str, text: &mut String) {
    text.push('"');
    let mut rest = value;
    // All that is escaped is one byte long, so looking at bytes is enough.
    while let Some(at) = rest.bytes().position(|byte| byte < b' ' || byte == b'"' || byte == b'\\') {
        let (plain, from) = rest.split_at(at);
        text.push_str(plain);
        let mut chars = from.chars();
        match chars.next() {
            Some('"') => text.push_str("\\\""),
            Some('\\') => text.push_str("\\\\"),
            Some('\u{8}') => text.push_str("\\b"),
            Some('\t') => text.push_str("\\t"),
            Some('\n') => text.push_str("\\n"),
            Some('\u{c}') => text.push_str("\\f"),
            Some('\r') => text.push_str("\\r"),
            // Writing to a `String` cannot fail.
            Some(control) => write!(text, "\\u{:04x}", u32::from(control)).unwrap_or_default(),
            None => {}
        }
        rest = chars.as_str();
    }
    text.push_str(rest);
    text.push('"');
}

/// A list being written.
struct List<'t> {
    text: &'t mut String,
    is_empty: bool,
}

impl List<'_> {
    fn entry<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        if !self.is_empty {
            self.text.push(',');
        }
        self.is_empty = false;
        value.serialize(Writer { text: self.text })
    }

    fn close(self) {
        self.text.push(']');
    }
}

/// An object being written.
struct Object<'t> {
    text: &'t mut String,
    /// Where each entry's key and value start.
    entries: Vec<(usize, usize)>,
    is_sorted: bool,
}

impl<'t> Object<'t> {
    fn open(text: &'t mut String, entries: usize) -> Self {
        text.push('{');
        Self { text, entries: Vec::with_capacity(entries), is_sorted: true }
    }

    fn key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Unwritable> {
        if !self.entries.is_empty() {
            self.text.push(',');
        }
        let start = self.text.len();
        key.serialize(Writer { text: self.text })?;
        let (Some(key), last) = (key_at(self.text, start, self.text.len()), self.last_key()) else {
            return Err(Unwritable);
        };
        self.is_sorted &= last.is_none_or(|last| in_order(last, key).is_le());
        self.text.push(':');
        self.entries.push((start, self.text.len()));
        Ok(())
    }

    fn last_key(&self) -> Option<&str> {
        let &(start, value) = self.entries.last()?;
        key_at(self.text, start, value.saturating_sub(1))
    }

    fn value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unwritable> {
        value.serialize(Writer { text: self.text })
    }

    fn close(mut self) {
        if !self.is_sorted {
            self.sort();
        }
        self.text.push('}');
    }

    /// Puts the entries in the order of their keys.
    fn sort(&mut self) {
        let Some(&(first, _)) = self.entries.first() else { return };
        let written = self.text.split_off(first);
        // An entry ends where the comma before the next one stands.
        let ends = self.entries.iter().skip(1).map(|&(start, _)| start.saturating_sub(1)).chain([usize::MAX]);
        let entry = |(&(start, value), end): (&(usize, usize), usize)| {
            let (start, value) = (start.saturating_sub(first), value.saturating_sub(first));
            let key = key_at(&written, start, value.saturating_sub(1))?;
            Some((key, written.get(start..end.saturating_sub(first).min(written.len()))?))
        };
        let mut entries: Vec<(&str, &str)> = Vec::with_capacity(self.entries.len());
        for (key, written) in self.entries.iter().zip(ends).filter_map(entry) {
            let at = entries.partition_point(|(other, _)| in_order(other, key).is_le());
            entries.insert(at, (key, written));
        }
        for (i, (_, entry)) in entries.into_iter().enumerate() {
            if i > 0 {
                self.text.push(',');
            }
            self.text.push_str(entry);
        }
    }
}

/// The key between two places of the text, as written but without its quotes; `None` if it is no text.
fn key_at(text: &str, start: usize, end: usize) -> Option<&str> {
    text.get(start..end)?.strip_prefix('"')?.strip_suffix('"')
}

/// How RFC 8785 orders two keys: by the UTF-16 units of what they say, not of how it is written.
fn in_order(a: &str, b: &str) -> Ordering {
    let is_plain = |key: &str| key.bytes().all(|byte| byte.is_ascii() && byte != b'\\');
    if is_plain(a) && is_plain(b) {
        return a.cmp(b);
    }
    let said = |key: &str| match super::tree(&alloc::format!("\"{key}\"")) {
        Ok(super::Tree::Text(said)) => said,
        _ => String::new(),
    };
    said(a).encode_utf16().cmp(said(b).encode_utf16())
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
        self.text.push_str(if value { "true" } else { "false" });
        Ok(())
    }
    fn serialize_i8(self, value: i8) -> Result<(), Unwritable> {
        self.number(value)
    }
    fn serialize_i16(self, value: i16) -> Result<(), Unwritable> {
        self.number(value)
    }
    fn serialize_i32(self, value: i32) -> Result<(), Unwritable> {
        self.number(value)
    }
    fn serialize_i64(self, value: i64) -> Result<(), Unwritable> {
        self.number(value)
    }
    fn serialize_u8(self, value: u8) -> Result<(), Unwritable> {
        self.number(value)
    }
    fn serialize_u16(self, value: u16) -> Result<(), Unwritable> {
        self.number(value)
    }
    fn serialize_u32(self, value: u32) -> Result<(), Unwritable> {
        self.number(value)
    }
    fn serialize_u64(self, value: u64) -> Result<(), Unwritable> {
        self.number(value)
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
        write_text(value, self.text);
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
        self.text.push_str("null");
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
        let mut object = Object::open(self.text, 1);
        object.key(variant)?;
        object.value(value)?;
        object.close();
        Ok(())
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<List<'t>, Unwritable> {
        self.text.push('[');
        Ok(List { text: self.text, is_empty: true })
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
    fn serialize_map(self, len: Option<usize>) -> Result<Object<'t>, Unwritable> {
        Ok(Object::open(self.text, len.unwrap_or_default()))
    }
    fn serialize_struct(self, _: &'static str, len: usize) -> Result<Object<'t>, Unwritable> {
        Ok(Object::open(self.text, len))
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
        self.key(key)?;
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
