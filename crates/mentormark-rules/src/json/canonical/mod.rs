//! The RFC 8785 (JCS) form of a value: the same bytes for the same value, everywhere.
//!
//! A serialiser of our own, in one pass: entries are written as they come, and an object whose keys came out of order is put in
//! order when it closes. Building a tree first and sorting that takes twice as long. Shapes that are written often have their fields
//! in order, so mostly there is nothing to sort, and nothing is allocated for an object. `written` is what stands in the text,
//! `writer` how serde's data becomes that.

mod writer;
mod written;

use alloc::string::String;

use serde::Serialize;

use writer::Writer;
use written::Written;
pub(super) use written::plain_length;

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
    let mut written = Written::after(core::mem::take(text));
    let is_written = value.serialize(Writer(&mut written)).is_ok();
    let is_whole;
    (*text, is_whole) = written.done();
    if !is_written || !is_whole {
        text.truncate(before);
    }
}

#[cfg(test)]
mod tests {
    use alloc::{vec, vec::Vec};

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
    fn the_name_of_a_variant_goes_where_its_key_belongs() {
        #[derive(Serialize)]
        #[serde(tag = "m")]
        enum Tagged {
            Alone,
            Last { a: u8 },
            First { z: Vec<u8> },
            Between { a: u8, b: Vec<Tagged>, n: u8, z: u8 },
            Mixed { a: u8, z: u8, b: u8 },
        }
        let inner = vec![Tagged::Alone, Tagged::Last { a: 1 }, Tagged::First { z: vec![] }];
        let all = [Tagged::Between { a: 1, b: inner, n: 2, z: 3 }, Tagged::Mixed { a: 1, z: 2, b: 3 }];
        let expected = concat!(
            r#"[{"a":1,"b":[{"m":"Alone"},{"a":1,"m":"Last"},{"m":"First","z":[]}],"m":"Between","n":2,"z":3},"#,
            r#"{"a":1,"b":3,"m":"Mixed","z":2}]"#,
        );
        assert_eq!(canonical(&all), expected);
    }

    #[test]
    fn what_is_no_whole_number_is_not_written() {
        assert_eq!(canonical(&1.5), "");
        assert_eq!(canonical(&alloc::collections::BTreeMap::from([(1, 2)])), "");
    }
}
