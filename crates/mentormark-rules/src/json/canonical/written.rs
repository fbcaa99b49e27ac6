//! What of a canonical text is written so far.

use alloc::{string::String, vec::Vec};
use core::cmp::Ordering;

use crate::{
    json::{Tree, tree},
    order,
};

/// What is written so far.
pub(super) struct Written {
    text: String,
    /// The objects that are open, the outermost first.
    objects: Vec<Object>,
    /// Where the key and the value of each entry start, of all objects that are open.
    entries: Vec<(usize, usize)>,
    /// Whether nothing was left out that canonical JSON does not write.
    is_whole: bool,
}

/// An object that is open.
struct Object {
    /// The place of its first entry among those that are open.
    first: usize,
    /// The name of the field before.
    last: &'static str,
    is_sorted: bool,
    /// Whether nothing in its keys is escaped or beyond ASCII.
    is_plain: bool,
}

impl Written {
    /// Nothing yet, after a text.
    pub(super) fn after(text: String) -> Self {
        Self { text, objects: Vec::with_capacity(8), entries: Vec::with_capacity(32), is_whole: true }
    }

    /// The text, and whether nothing was left out.
    pub(super) fn done(self) -> (String, bool) {
        (self.text, self.is_whole)
    }

    /// Leaves out what canonical JSON does not write: a fraction, bytes, or a key that is no text.
    pub(super) fn leave_out(&mut self) {
        self.is_whole = false;
    }

    /// Writes something as it stands: `null`, a bracket.
    pub(super) fn plain(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Writes a comma unless a list or an object has just been opened. No entry ends with an opening bracket.
    pub(super) fn comma(&mut self) {
        if !matches!(self.text.as_bytes().last(), Some(b'[' | b'{')) {
            self.text.push(',');
        }
    }

    pub(super) fn open_object(&mut self) {
        self.text.push('{');
        self.objects.push(Object { first: self.entries.len(), last: "", is_sorted: true, is_plain: true });
    }

    /// Writes the name of a field.
    pub(super) fn field(&mut self, name: &'static str) {
        self.comma();
        let start = self.text.len();
        self.text.push('"');
        self.text.push_str(name);
        self.text.push_str("\":");
        self.entries.push((start, self.text.len()));
        if let Some(object) = self.objects.last_mut() {
            // The first letter mostly tells.
            object.is_sorted &= object.last.bytes().next() < name.bytes().next() || object.last <= name;
            object.last = name;
        }
    }

    /// Notes that what was written from `start` on is a key.
    pub(super) fn key_from(&mut self, start: usize) {
        let key = key_at(&self.text, start, self.text.len());
        self.is_whole &= key.is_some();
        if let (Some(object), Some(key)) = (self.objects.last_mut(), key) {
            object.is_plain &= is_plain(key);
            let before = self.entries.get(object.first..).and_then(<[_]>::last);
            let last = before.and_then(|&(start, value)| key_at(&self.text, start, value.saturating_sub(1)));
            object.is_sorted &= last.is_none_or(|last| in_order(last, key, object.is_plain).is_le());
        }
        self.text.push(':');
        self.entries.push((start, self.text.len()));
    }

    /// How much is written.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    pub(super) fn close_object(&mut self) {
        if let Some(object) = self.objects.pop() {
            if !object.is_sorted {
                self.sort(object.first, object.is_plain);
            }
            self.entries.truncate(object.first);
        }
        self.text.push('}');
    }

    /// Writes a text in quotes.
    pub(super) fn text(&mut self, value: &str) {
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

    pub(super) fn number(&mut self, number: u64) {
        if number > 9 {
            self.number(number.div_euclid(10));
        }
        let digit = u8::try_from(number.rem_euclid(10)).unwrap_or_default();
        self.text.push(char::from(digit.wrapping_add(b'0')));
    }

    /// Puts the entries from the `first` on in the order of their keys.
    fn sort(&mut self, first: usize, is_plain: bool) {
        let opened = self.entries.get(first..).unwrap_or_default();
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

/// How many bytes there are before the first one that a JSON text would escape.
pub(in crate::json) fn plain_length(bytes: &[u8]) -> usize {
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

/// The key between two places of the text, as written but without its quotes; `None` if it is no text.
fn key_at(text: &str, start: usize, end: usize) -> Option<&str> {
    text.get(start..end)?.strip_prefix('"')?.strip_suffix('"')
}

/// How RFC 8785 orders two keys: by the UTF-16 units of what they say, not of how it is written.
fn in_order(a: &str, b: &str, is_plain: bool) -> Ordering {
    if is_plain {
        return a.cmp(b);
    }
    let said = |key: &str| match tree(&alloc::format!("\"{key}\"")) {
        Ok(Tree::Text(said)) => said,
        _ => String::new(),
    };
    said(a).encode_utf16().cmp(said(b).encode_utf16())
}

/// Whether nothing in a key, as written, is escaped or beyond ASCII.
fn is_plain(key: &str) -> bool {
    key.bytes().all(|byte| byte.is_ascii() && byte != b'\\')
}
