//! Reads what was signed, and lists of keys: strictly, so that nothing is shown or relied on that was not checked.

use alloc::{borrow::ToOwned, format, string::String, vec::Vec};
use core::{cell::RefCell, fmt::Display, str::FromStr};

use mentormark_rules::{
    Date, Pence,
    json::{Node, Object, Reading, Tree},
};

use crate::{Code, Fault, Faults, Hash, NotAHash};

/// The greatest number that every reader of JSON takes as it is written: 2^53 less one.
pub(crate) const SAFE: u64 = (1 << 53) - 1;

/// The faults of a document with codes of this crate. The others are noted by the rules' own reader.
#[derive(Default)]
pub struct Notes(RefCell<Vec<Fault>>);

impl Notes {
    pub(crate) fn push(&self, fault: Fault) {
        self.0.borrow_mut().push(fault);
    }

    pub(crate) fn add(&self, code: Code, pointer: impl Into<String>, message: impl Into<String>) {
        self.0.borrow_mut().push(Fault::new(code, pointer, message));
    }
}

/// What `read` makes of a document, or every fault that was noted.
pub(crate) fn document<T>(tree: &Tree, read: impl FnOnce(&Node<'_>, &Notes) -> Option<T>) -> Result<T, Faults> {
    let (shape, notes) = (Reading::default(), Notes::default());
    let read = read(&Node::root(tree, &shape), &notes);
    match (noted(&shape, notes), read) {
        (None, Some(read)) => Ok(read),
        (Some(faults), _) => Err(faults),
        (None, None) => Err(Fault::new(Code::WrongDocument, "", "there is nothing to read here").into()),
    }
}

/// The faults of the shape and those of this crate, together.
fn noted(shape: &Reading, notes: Notes) -> Option<Faults> {
    let mut faults = notes.0.into_inner();
    faults.extend(shape.take().into_iter().map(Fault::from));
    Faults::all(faults)
}

/// There is nothing to read, and why was noted.
pub(crate) struct Noted;

/// The members of an object, and where it stands.
pub(crate) struct Members<'t, 'n> {
    object: Object<'t>,
    pointer: &'n str,
    pub(crate) notes: &'n Notes,
}

impl<'t, 'n> Members<'t, 'n> {
    /// The members of the object at `pointer`, which has no others than `known`.
    pub(crate) fn of(node: &Node<'t>, pointer: &'n str, notes: &'n Notes, known: &[&str]) -> Option<Self> {
        Some(Self { object: node.object(known)?, pointer, notes })
    }

    /// A member that must be there.
    pub(crate) fn required(&self, key: &str) -> Option<Node<'t>> {
        self.object.required(key)
    }

    /// A member that may be left out.
    pub(crate) fn optional(&self, key: &str) -> Option<Node<'t>> {
        self.object.optional(key)
    }

    /// Notes a fault of a member.
    pub(crate) fn refuse(&self, key: &str, code: Code, message: impl Into<String>) {
        self.note(key, code, message.into());
    }

    fn note(&self, key: &str, code: Code, message: String) {
        self.notes.push(Fault { code, pointer: self.place(key), message });
    }

    /// The pointer to a member.
    fn place(&self, key: &str) -> String {
        format!("{}/{key}", self.pointer)
    }

    /// A text that must be there.
    pub(crate) fn text(&self, key: &str) -> Option<&'t str> {
        self.required(key)?.text()
    }

    /// A text or `null` that must be there.
    pub(crate) fn text_or_null(&self, key: &str) -> Result<Option<&'t str>, Noted> {
        match self.required(key).ok_or(Noted)?.unless_null() {
            Some(node) => node.text().map(Some).ok_or(Noted),
            None => Ok(None),
        }
    }

    /// A date that must be there.
    pub(crate) fn date(&self, key: &str) -> Option<Date> {
        self.required(key)?.date()
    }

    /// One of a few texts that must be there.
    pub(crate) fn choice<C: Copy>(&self, key: &str, choices: &[(&str, C)]) -> Option<C> {
        self.required(key)?.choice(choices)
    }

    /// The text of a hash that must be there.
    pub(crate) fn hash(&self, key: &str) -> Option<&'t str> {
        let text = self.text(key)?;
        if Hash::is_written(text) {
            return Some(text);
        }
        self.unparsed(key, Code::Shape(mentormark_rules::Code::BadHash), text, &NotAHash);
        None
    }

    /// A text that must be there and say something that can be parsed.
    pub(crate) fn parsed<T: FromStr<Err: Display>>(&self, key: &str, code: Code) -> Option<T> {
        let text = self.text(key)?;
        text.parse().map_err(|error: T::Err| self.unparsed(key, code, text, &error)).ok()
    }

    fn unparsed(&self, key: &str, code: Code, text: &str, error: &dyn Display) {
        unparsed(self.notes, code, self.place(key), text, error);
    }

    /// A text that must be there and be exactly `wanted`. Whether it was.
    pub(crate) fn exactly(&self, key: &str, code: Code, wanted: &str) {
        if let Some(text) = self.text(key).filter(|text| *text != wanted) {
            self.refuse(key, code, format!("`{}` stands where `{wanted}` belongs", start(text)));
        }
    }

    /// A list of texts that must be there and be exactly `wanted`.
    pub(crate) fn exactly_all(&self, key: &str, code: Code, wanted: &[&str]) {
        let Some(entries) = self.required(key).and_then(|node| node.list()) else { return };
        if entries.len() != wanted.len() || entries.iter().zip(wanted).any(|(entry, wanted)| !entry.is(wanted)) {
            self.refuse(key, code, format!("this must be `{}`, in this order and no more", wanted.join("`, `")));
        }
    }

    /// A whole number that must be there, of those that every reader of JSON takes as written.
    pub(crate) fn count(&self, key: &str) -> Option<u64> {
        count(&self.required(key)?)
    }

    /// An amount of money that must be there.
    pub(crate) fn pence(&self, key: &str) -> Option<Pence> {
        let pence = self.count(key)?;
        // The greatest sum of a fee with its VAT is beyond what a scheme may state.
        Pence::new(pence / 2).and_then(|half| Some(half.plus(Pence::new(pence - pence / 2)?))).or_else(|| {
            self.refuse(key, Code::Shape(mentormark_rules::Code::NumberOutOfRange), format!("{pence} is no fee"));
            None
        })
    }
}

/// Notes that a text at a place does not say what is wanted there.
pub(crate) fn unparsed(notes: &Notes, code: Code, pointer: String, text: &str, error: &dyn Display) {
    notes.add(code, pointer, format!("`{}` is {error}", start(text)));
}

/// A whole number of those that every reader of JSON takes as written.
pub(crate) fn count(node: &Node<'_>) -> Option<u64> {
    node.whole(0, i64::try_from(SAFE).unwrap_or(i64::MAX))
}

/// The start of what somebody wrote, which may be as long as the document.
pub(crate) fn start(text: &str) -> String {
    const MOST: usize = 80;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    text.chars().take(MOST).chain(['…']).collect()
}
