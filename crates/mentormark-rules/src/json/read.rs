//! Reads a [`Tree`] strictly: asks for what should be there, and notes every fault with its pointer.

use alloc::{format, string::String, vec::Vec};
use core::cell::{Cell, RefCell};

use super::Tree;
use crate::{Code, Date, Id, Refusal, date::DateError, order, refusal::MOST_REFUSALS};

/// The longest key of any shape, in bytes: an anchor is an id, `#` and an id.
pub(super) const LONGEST_KEY: usize = 201;

/// What is noted of a document while it is read: its faults, and where the values looked at stand.
#[derive(Debug, Default)]
pub struct Reading {
    faults: RefCell<Vec<Refusal>>,
    /// For each list and object that was looked into: the place of its first entry, the others following, and its own place. First
    /// places rise, and the document itself is at place 0. So a pointer is made where a fault asks for it, and nowhere else.
    opened: RefCell<Vec<(usize, usize)>>,
    places: Cell<usize>,
}

/// A value, where it stands, and the list to which its faults go.
#[derive(Clone, Copy, Debug)]
pub struct Node<'t> {
    tree: &'t Tree,
    root: &'t Tree,
    place: usize,
    reading: &'t Reading,
}

/// The fields of an object, its unknown and duplicate keys already noted.
///
/// Its typed methods give a default where a value is missing or faulty, having noted why. So a reader can read on, and need
/// only ask at the end whether anything was noted.
pub struct Object<'t> {
    fields: Vec<(&'t str, Node<'t>)>,
    /// Whether this stands for a value that was no object, whose fields are not worth a word.
    is_stand_in: bool,
    at: Node<'t>,
}

impl Reading {
    /// The faults noted so far, which are forgotten here.
    #[must_use]
    pub fn take(&self) -> Vec<Refusal> {
        self.faults.take()
    }

    /// Takes up a fault, unless there are more than anybody will mend.
    fn fault(&self, refusal: Refusal) {
        let mut faults = self.faults.borrow_mut();
        if faults.len() < MOST_REFUSALS {
            faults.push(refusal);
        }
    }

    /// The place of the first of `count` entries of what stands at `within`.
    fn open(&self, within: usize, count: usize) -> usize {
        let first = self.places.get().saturating_add(1);
        self.places.set(self.places.get().saturating_add(count));
        self.opened.borrow_mut().push((first, within));
        first
    }

    /// What leads from the document to a place, the last step first: the positions of entries.
    fn steps(&self, mut place: usize) -> Vec<usize> {
        let opened = self.opened.borrow();
        let mut steps = Vec::new();
        let before = |place: usize| opened.partition_point(|&(first, _)| first <= place).checked_sub(1);
        while let Some(&(first, within)) = before(place).and_then(|at| opened.get(at)) {
            steps.push(place.saturating_sub(first));
            place = within;
        }
        steps
    }
}

impl<'t> Node<'t> {
    /// The whole document.
    #[must_use]
    pub fn root(tree: &'t Tree, reading: &'t Reading) -> Self {
        Self { tree, root: tree, place: 0, reading }
    }

    /// The RFC 6901 pointer to this value.
    fn pointer(&self) -> String {
        let (mut pointer, mut tree) = (String::new(), self.root);
        for step in self.reading.steps(self.place).into_iter().rev() {
            let inner = match tree {
                Tree::List(entries) => {
                    pointer = format!("{pointer}/{step}");
                    entries.get(step)
                }
                Tree::Object(entries) => entries.get(step).map(|(key, value)| {
                    pointer = child(&pointer, key);
                    value
                }),
                _ => None,
            };
            tree = inner.unwrap_or(tree);
        }
        pointer
    }

    /// The value itself.
    pub(super) fn tree(&self) -> &'t Tree {
        self.tree
    }

    /// Whether any fault of the document was noted so far.
    #[must_use]
    pub fn has_faults(&self) -> bool {
        !self.reading.faults.borrow().is_empty()
    }

    /// Notes a fault of this value.
    pub fn refuse(&self, code: Code, message: impl Into<String>) {
        self.reading.fault(Refusal::new(code, self.pointer(), message));
    }

    /// Notes a fault of this value and suggests the nearest of `known`.
    pub fn refuse_suggesting<'a>(
        &self,
        code: Code,
        message: impl Into<String>,
        given: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) {
        self.reading.fault(Refusal::new(code, self.pointer(), message).suggesting(given, known));
    }

    fn wrong_type(&self, wanted: &str) {
        self.refuse(Code::WrongType, format!("this must be {wanted}, not {}", self.tree.kind()));
    }

    /// A text.
    #[must_use]
    pub fn text(&self) -> Option<&'t str> {
        if let Tree::Text(text) = self.tree {
            return Some(text);
        }
        self.wrong_type("a text");
        None
    }

    /// A text with more in it than white space.
    #[must_use]
    pub fn words(&self) -> Option<String> {
        let text = self.text()?;
        if text.trim().is_empty() {
            self.refuse(Code::EmptyText, "this text is empty: write something");
            return None;
        }
        Some(text.into())
    }

    /// A text that is a well-formed id.
    #[must_use]
    pub fn id(&self) -> Option<Id> {
        let text = self.text()?;
        if Id::is_well_formed(text) {
            return Some(text.into());
        }
        self.refuse(Code::BadId, format!("`{text}` is no id: use a-z, 0-9 and single hyphens, parts joined by dots"));
        None
    }

    /// An anchor: an id, `#` and an id.
    #[must_use]
    pub fn anchor(&self) -> Option<Id> {
        let text = self.text()?;
        if text.split_once('#').is_some_and(|(of, name)| Id::is_well_formed(of) && Id::is_well_formed(name)) {
            return Some(text.into());
        }
        self.refuse(Code::BadId, format!("`{text}` is no source anchor: write it as `scheme#anchor`"));
        None
    }

    /// `true` or `false`.
    #[must_use]
    pub fn flag(&self) -> Option<bool> {
        if let Tree::Bool(flag) = self.tree {
            return Some(*flag);
        }
        self.wrong_type("true or false");
        None
    }

    /// A whole number from `least` to `most`, both included.
    #[must_use]
    pub fn whole<N: TryFrom<i64>>(&self, least: i64, most: i64) -> Option<N> {
        let Tree::Whole(whole) = *self.tree else {
            self.wrong_type("a whole number");
            return None;
        };
        let inside = (least..=most).contains(&whole).then(|| N::try_from(whole).ok()).flatten();
        if inside.is_none() {
            self.refuse(Code::NumberOutOfRange, format!("{whole} is outside {least} to {most}: use a number within"));
        }
        inside
    }

    /// A whole number of units, such as pence, from `least` to `most`. `example` says how one is written, for whoever wrote no whole
    /// number: it may be of another unit.
    #[must_use]
    pub fn whole_of<N: TryFrom<i64>>(&self, units: &str, example: &str, least: i64, most: i64) -> Option<N> {
        if matches!(self.tree, Tree::Whole(_)) {
            return self.whole(least, most);
        }
        self.refuse(
            Code::WrongType,
            format!("this must be a whole number of {units}, not {}: {example}", self.tree.kind()),
        );
        None
    }

    /// A date.
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        let Tree::Text(text) = self.tree else {
            self.refuse(
                Code::WrongType,
                format!("this must be a date, not {}: write it as `YYYY-MM-DD`", self.tree.kind()),
            );
            return None;
        };
        match text.parse() {
            Ok(date) => Some(date),
            Err(error) => {
                let code = match error {
                    DateError::NotADate => Code::BadDate,
                    DateError::OutOfRange => Code::DateOutOfRange,
                };
                self.refuse(code, format!("`{text}` is {error}"));
                None
            }
        }
    }

    /// One of a few texts.
    #[must_use]
    pub fn choice<T: Copy>(&self, choices: &[(&str, T)]) -> Option<T> {
        let text = self.text()?;
        if let Some(&(_, value)) = choices.iter().find(|(name, _)| *name == text) {
            return Some(value);
        }
        let names: Vec<&str> = choices.iter().map(|&(name, _)| name).collect();
        self.refuse_suggesting(
            Code::UnknownChoice,
            format!("`{text}` is not known here: use one of `{}`", names.join("`, `")),
            text,
            names.iter().copied(),
        );
        None
    }

    /// How many entries a list or an object has; none for any other value.
    #[must_use]
    pub fn count(&self) -> usize {
        match self.tree {
            Tree::List(entries) => entries.len(),
            Tree::Object(entries) => entries.len(),
            _ => 0,
        }
    }

    /// The entries of a list.
    #[must_use]
    pub fn list(&self) -> Option<Vec<Self>> {
        if let Tree::List(entries) = self.tree {
            let first = self.reading.open(self.place, entries.len());
            return Some(entries.iter().zip(first..).map(|(tree, place)| Self { tree, place, ..*self }).collect());
        }
        self.wrong_type("a list");
        None
    }

    /// The entries of a list that must have one.
    #[must_use]
    pub fn filled_list(&self) -> Option<Vec<Self>> {
        let entries = self.list()?;
        if entries.is_empty() {
            self.refuse(Code::EmptyList, "this list is empty: it needs an entry");
            return None;
        }
        Some(entries)
    }

    /// Whether this is this text.
    #[must_use]
    pub fn is(&self, text: &str) -> bool {
        matches!(self.tree, Tree::Text(here) if here == text)
    }

    /// Whether this is a whole number, for shapes that say something of their own about numbers.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        matches!(self.tree, Tree::Whole(_))
    }

    /// Whether this is a text, for shapes that take a text or a number.
    #[must_use]
    pub fn is_text(&self) -> bool {
        matches!(self.tree, Tree::Text(_))
    }

    /// Whether this is an object, for shapes that take a text or an object.
    #[must_use]
    pub fn is_object(&self) -> bool {
        matches!(self.tree, Tree::Object(_))
    }

    /// Whether this is a list, for shapes that say something of their own about lists.
    #[must_use]
    pub fn is_list(&self) -> bool {
        matches!(self.tree, Tree::List(_))
    }

    /// The value unless it is `null`, for shapes where that says that there is none.
    #[must_use]
    pub fn unless_null(self) -> Option<Self> {
        (*self.tree != Tree::Null).then_some(self)
    }

    /// The entries of an object with any keys. Duplicates are noted and their first value stands.
    #[must_use]
    pub fn map(&self) -> Option<Vec<(&'t str, Self)>> {
        let Tree::Object(entries) = self.tree else {
            self.wrong_type("an object");
            return None;
        };
        let mut fields = Vec::with_capacity(entries.len());
        let first = self.reading.open(self.place, entries.len());
        for (((key, tree), is_again), place) in entries.iter().zip(repeated(entries)).zip(first..) {
            if key.len() > LONGEST_KEY {
                // Its pointer would be as long, once for each fault below it.
                let start: String = key.chars().take(20).collect();
                let message =
                    format!("no key is as long as the {} bytes that start with `{start}`: remove it", key.len());
                self.refuse(Code::BadId, message);
                continue;
            }
            let node = Self { tree, place, ..*self };
            if is_again {
                node.refuse(Code::DuplicateKey, format!("`{key}` stands twice: keep one"));
            } else {
                fields.push((key.as_str(), node));
            }
        }
        Some(fields)
    }

    /// The fields of an object that has no other keys than `known`.
    #[must_use]
    pub fn object(&self, known: &[&str]) -> Option<Object<'t>> {
        let mut fields = self.map()?;
        fields.retain(|(key, node)| {
            let is_known = known.contains(key);
            if !is_known {
                let message = format!("there is no field `{key}` here: remove or rename it");
                node.refuse_suggesting(Code::UnknownField, message, key, known.iter().copied());
            }
            is_known
        });
        Some(Object { fields, is_stand_in: false, at: *self })
    }

    /// The same, where nothing stands for a value that is no object.
    #[must_use]
    pub fn fields(&self, known: &[&str]) -> Object<'t> {
        let stand_in = || Object { fields: Vec::new(), is_stand_in: true, at: *self };
        self.object(known).unwrap_or_else(stand_in)
    }
}

/// For each entry whether its key stood before. A set of keys would be several times as much WebAssembly.
fn repeated(entries: &[(String, Tree)]) -> Vec<bool> {
    let mut keys: Vec<(&str, usize)> = entries.iter().zip(0..).map(|((key, _), place)| (key.as_str(), place)).collect();
    order::sort(&mut keys, &|a, b| a < b);
    let mut repeated = alloc::vec![false; keys.len()];
    for ((before, _), (key, place)) in keys.iter().zip(keys.iter().skip(1)) {
        if let Some(repeated) = repeated.get_mut(*place) {
            *repeated = before == key;
        }
    }
    repeated
}

impl<'t> Object<'t> {
    /// An id that must be there.
    #[must_use]
    pub fn id(&self, key: &str) -> Id {
        self.required(key).and_then(|node| node.id()).unwrap_or_default()
    }

    /// An anchor that must be there.
    #[must_use]
    pub fn anchor(&self, key: &str) -> Id {
        self.required(key).and_then(|node| node.anchor()).unwrap_or_default()
    }

    /// A date that must be there.
    #[must_use]
    pub fn date(&self, key: &str) -> Date {
        self.required(key).and_then(|node| node.date()).unwrap_or(Date::LAST)
    }

    /// A text with more in it than white space that must be there.
    #[must_use]
    pub fn words(&self, key: &str) -> String {
        self.required(key).and_then(|node| node.words()).unwrap_or_default()
    }

    /// A whole number from `least` to `most` that must be there.
    #[must_use]
    pub fn whole(&self, key: &str, least: i64, most: i64) -> i64 {
        self.required(key).and_then(|node| node.whole(least, most)).unwrap_or(least)
    }

    /// One of a few texts that must be there; the first of them stands for a faulty one.
    #[must_use]
    pub fn choice<T: Copy>(&self, key: &str, first: (&str, T), others: &[(&str, T)]) -> T {
        let choices: Vec<(&str, T)> = core::iter::once(first).chain(others.iter().copied()).collect();
        self.required(key).and_then(|node| node.choice(&choices)).unwrap_or(first.1)
    }

    /// The entries of a list that must be there and not be empty.
    #[must_use]
    pub fn filled_list(&self, key: &str) -> Vec<Node<'t>> {
        self.required(key).and_then(|node| node.filled_list()).unwrap_or_default()
    }

    /// The entries of a list that may be left out.
    #[must_use]
    pub fn optional_list(&self, key: &str) -> Vec<Node<'t>> {
        self.optional(key).and_then(|node| node.list()).unwrap_or_default()
    }

    /// The entries of an object with any keys, which may be left out.
    #[must_use]
    pub fn optional_map(&self, key: &str) -> Vec<(&'t str, Node<'t>)> {
        self.optional(key).and_then(|node| node.map()).unwrap_or_default()
    }

    /// The value of a field that may be left out.
    #[must_use]
    pub fn optional(&self, key: &str) -> Option<Node<'t>> {
        self.fields.iter().find(|(name, _)| *name == key).map(|&(_, node)| node)
    }

    /// The value of a field that must be there.
    #[must_use]
    pub fn required(&self, key: &str) -> Option<Node<'t>> {
        let node = self.optional(key);
        if node.is_none() && !self.is_stand_in {
            let pointer = child(&self.at.pointer(), key);
            let message = format!("`{key}` is missing: add it");
            self.at.reading.fault(Refusal::new(Code::MissingField, pointer, message));
        }
        node
    }
}

/// The pointer of `key` within the object at `pointer`, escaped as RFC 6901 asks.
pub(crate) fn child(pointer: &str, key: &str) -> String {
    format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"))
}

#[cfg(test)]
mod tests;
