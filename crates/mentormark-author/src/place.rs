//! Places: where in a file the value at a pointer stands.

use core::ops::Range;
use std::collections::BTreeMap;

use mentormark_rules::{Code, Refusal};

/// Where each value of a file stands, by RFC 6901 pointer.
#[derive(Debug, Default)]
pub(crate) struct Places {
    by_pointer: BTreeMap<String, Place>,
}

/// The bytes of a key and of its value. The value of a table is its header; entries of lists have no key.
#[derive(Debug)]
struct Place {
    key: Option<Range<usize>>,
    value: Range<usize>,
}

impl Places {
    /// Notes where the value at `pointer` stands.
    pub(crate) fn note(&mut self, pointer: String, key: Option<Range<usize>>, value: Range<usize>) {
        self.by_pointer.insert(pointer, Place { key, value });
    }

    /// The bytes of `text` that `refusal` concerns: the key where the key is at fault, else the value. What is not in the
    /// file, because it is missing or was filled in, stands at the nearest thing around it that is.
    pub(crate) fn of(&self, refusal: &Refusal, text: &str) -> Range<usize> {
        let mut pointer = refusal.pointer.as_str();
        let key_is_at_fault = matches!(
            refusal.code,
            Code::UnknownField | Code::WordingMismatch | Code::ShapeNotHere | Code::TwoShapes | Code::RuleMissesLevel
        );
        loop {
            if let Some(place) = self.by_pointer.get(pointer) {
                let is_itself = pointer == refusal.pointer;
                return place.show(key_is_at_fault && is_itself, text);
            }
            match pointer.rfind('/') {
                Some(slash) => pointer = &pointer[..slash],
                None => return 0..0,
            }
        }
    }
}

impl Place {
    /// A value over several lines is better shown by its key.
    fn show(&self, key: bool, text: &str) -> Range<usize> {
        let is_long = text.get(self.value.clone()).is_some_and(|value| value.contains('\n'));
        match &self.key {
            Some(at) if key || is_long => at.clone(),
            _ => self.value.clone(),
        }
    }
}

/// The pointer of `key` within the table at `pointer`, escaped as RFC 6901 asks.
pub(crate) fn child(pointer: &str, key: &str) -> String {
    format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"))
}

/// What stands around the value at `pointer`, and the value's key there; `None` for the whole document.
pub(crate) fn parent_and_key(pointer: &str) -> Option<(&str, String)> {
    let (around, key) = pointer.rsplit_once('/')?;
    Some((around, key.replace("~1", "/").replace("~0", "~")))
}

/// Whether `pointer` is `outer` or leads to something within it.
pub(crate) fn is_within(outer: &str, pointer: &str) -> bool {
    pointer.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_stands_at_the_nearest_thing_around_it() {
        let mut places = Places::default();
        places.note("/a".into(), Some(1..2), 5..9);
        places.note("/a/b".into(), Some(20..21), 24..30);
        let of = |code, pointer: &str| places.of(&Refusal::new(code, pointer, ""), &" ".repeat(40));
        assert_eq!(of(Code::WrongType, "/a/b"), 24..30);
        assert_eq!(of(Code::UnknownField, "/a/b"), 20..21);
        assert_eq!(of(Code::MissingField, "/a/c"), 5..9);
        assert_eq!(of(Code::UnknownField, "/a/c/d"), 5..9);
        assert_eq!(of(Code::MissingField, "/z"), 0..0);
    }
}
