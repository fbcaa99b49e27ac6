//! Documents: a TOML file as the tree that the engine's readers take, with the place of every value.

use core::ops::Range;
use std::collections::{BTreeMap, BTreeSet};

use mentormark_rules::{
    Code, Refusal,
    json::{Node, Reading, Tree},
};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::{
    Diagnostic, SchemeFile,
    place::{Places, child, is_within},
    syntax,
};

/// How deep values may be nested, as in the compiled form.
pub(crate) const DEEPEST: usize = 32;

/// A TOML file being read: its tree, where everything in it stands, and what is wrong with it so far.
pub(crate) struct Document<'a> {
    file: SchemeFile<'a>,
    /// What the engine's readers read. Steps before reading may change it.
    pub(crate) tree: Tree,
    places: Places,
    faults: Vec<Refusal>,
    /// What was misspelt and is read as what was meant.
    pub(crate) mended: Vec<Refusal>,
    /// Where a misspelt key now leads, and where it stands in the file; an inner one after the one around it.
    renamed: Vec<(String, String)>,
    /// What to add to faults at a pointer or below it.
    notes: BTreeMap<String, String>,
    /// Where the type is known to be wrong, and has been said to be in better words than the reader's.
    misread: BTreeSet<String>,
    /// Where dates stand, which the readers take for texts.
    dates: BTreeSet<String>,
}

impl<'a> Document<'a> {
    /// The file as a tree.
    ///
    /// # Errors
    /// Every fault of its syntax, by [`Code::TomlSyntax`] or [`Code::DuplicateKey`].
    pub(crate) fn read(file: &SchemeFile<'a>) -> Result<Self, Vec<Diagnostic>> {
        let (table, errors) = DeTable::parse_recoverable(file.text);
        if !errors.is_empty() {
            return Err(syntax::faults(file, &errors));
        }
        let mut document = Self {
            file: *file,
            tree: Tree::Null,
            places: Places::default(),
            faults: Vec::new(),
            mended: Vec::new(),
            renamed: Vec::new(),
            notes: BTreeMap::new(),
            misread: BTreeSet::new(),
            dates: BTreeSet::new(),
        };
        document.tree = document.table(table.get_ref(), "");
        Ok(document)
    }

    /// Notes a fault.
    pub(crate) fn refuse(&mut self, refusal: Refusal) {
        self.faults.push(refusal);
    }

    /// Notes a fault of a value's type, instead of what the reader will say of it.
    pub(crate) fn misread(&mut self, refusal: Refusal) {
        self.misread.insert(refusal.pointer.clone());
        self.refuse(refusal);
    }

    /// Adds `note` to every fault at `pointer` or below it that has none nearer.
    pub(crate) fn annotate(&mut self, pointer: String, note: String) {
        self.notes.insert(pointer, note);
    }

    /// What `read` makes of the tree; the faults it notes are kept.
    pub(crate) fn read_as<T>(&mut self, read: impl FnOnce(&Node<'_>) -> Option<T>) -> Option<T> {
        let faults = Reading::default();
        let value = read(&Node::root(&self.tree, &faults));
        let said = |fault: &Refusal| fault.code == Code::WrongType && self.misread.contains(&fault.pointer);
        let faults = faults.take().into_iter().filter(|fault| !said(fault));
        self.faults.extend(faults.map(|fault| in_toml(fault, &self.dates)));
        value
    }

    /// The text of the field `key` of the whole document.
    pub(crate) fn text(&self, key: &str) -> Option<&str> {
        let Tree::Object(fields) = &self.tree else { return None };
        fields.iter().find_map(|(name, value)| match value {
            Tree::Text(text) if name == key => Some(text.as_str()),
            _ => None,
        })
    }

    /// Takes the field `key` of the whole document out of the tree and refuses it: only the compiler writes it.
    pub(crate) fn refuse_compiled_field(&mut self, key: &str, filled_from: &str) {
        let Tree::Object(fields) = &mut self.tree else { return };
        let before = fields.len();
        fields.retain(|(name, _)| name != key);
        if fields.len() < before {
            let message = format!("`{key}` is filled in from {filled_from} when compiling: remove it");
            self.refuse(Refusal::new(Code::UnknownField, child("", key), message));
        }
    }

    /// Notes that what stood at `written` now stands at `read`.
    pub(crate) fn renamed(&mut self, written: &str, read: &str) {
        let moved = |pointer: String| {
            if is_within(written, &pointer) { format!("{read}{}", &pointer[written.len()..]) } else { pointer }
        };
        for fault in &mut self.faults {
            fault.pointer = moved(core::mem::take(&mut fault.pointer));
        }
        self.notes = core::mem::take(&mut self.notes).into_iter().map(|(at, note)| (moved(at), note)).collect();
        self.misread = core::mem::take(&mut self.misread).into_iter().map(moved).collect();
        self.dates = core::mem::take(&mut self.dates).into_iter().map(moved).collect();
        let written = self.written(written);
        self.renamed.push((read.into(), written));
    }

    /// Where in the file stands what is read at a pointer.
    fn written(&self, pointer: &str) -> String {
        let renamed = self.renamed.iter().rev().find(|(read, _)| is_within(read, pointer));
        renamed.map_or_else(|| pointer.into(), |(read, written)| format!("{written}{}", &pointer[read.len()..]))
    }

    /// Whether nothing is wrong so far.
    pub(crate) fn is_sound(&self) -> bool {
        self.faults.is_empty() && self.mended.is_empty()
    }

    /// What is wrong so far, but for what is read as what was meant.
    pub(crate) fn unread(&self) -> &[Refusal] {
        &self.faults
    }

    /// `value` if nothing is wrong, else everything that is, in the order of the file.
    pub(crate) fn unless_faulty<T>(self, value: Option<T>) -> Result<T, Vec<Diagnostic>> {
        // A key that is read as another may not have been meant by it: its value is none of what that takes.
        let is_misspelt = |fault: &&Refusal| {
            let is_of_key = matches!(fault.code, Code::WrongType | Code::UnknownField);
            is_of_key && self.renamed.iter().any(|(read, _)| *read == fault.pointer)
        };
        let told = self.faults.iter().filter(|fault| !is_misspelt(fault));
        let mut faults: Vec<Refusal> = told.chain(&self.mended).cloned().collect();
        match value {
            Some(value) if faults.is_empty() => return Ok(value),
            None if faults.is_empty() => {
                faults.push(Refusal::new(Code::WrongType, "", "this file is not what it should be"));
            }
            _ => {}
        }
        let mut diagnostics: Vec<Diagnostic> = faults
            .into_iter()
            .map(|mut fault| {
                let note = self.notes.iter().rfind(|(at, _)| is_within(at, &fault.pointer));
                let note = note.map(|(_, note)| note.clone());
                fault.pointer = self.written(&fault.pointer);
                let span = self.places.of(&fault, self.file.text);
                let note = note.or_else(|| table_left_out(&fault, self.file.text, &span));
                Diagnostic::new(&self.file, span, fault, note)
            })
            .collect();
        // The sort is stable: faults of one value stay in scheme order.
        diagnostics.sort_by_key(|diagnostic| (diagnostic.span.start, diagnostic.code));
        diagnostics.dedup();
        Err(diagnostics)
    }

    fn table(&mut self, table: &DeTable<'_>, pointer: &str) -> Tree {
        let fields = table.iter().map(|(key, value)| {
            let pointer = child(pointer, key.get_ref());
            (key.get_ref().to_string(), self.value(value, pointer, Some(key.span())))
        });
        Tree::Object(fields.collect())
    }

    fn value(&mut self, value: &Spanned<DeValue<'_>>, pointer: String, key: Option<Range<usize>>) -> Tree {
        if matches!(value.get_ref(), DeValue::Datetime(_)) {
            self.dates.insert(pointer.clone());
        }
        let is_nest = matches!(value.get_ref(), DeValue::Table(_) | DeValue::Array(_));
        if is_nest && pointer.matches('/').count() == DEEPEST {
            let message =
                format!("values are nested more than {DEEPEST} deep here: say it with fewer tables and lists");
            self.refuse(Refusal::new(Code::TooDeep, pointer.as_str(), message));
        }
        let tree = match value.get_ref() {
            DeValue::Table(table) => self.table(table, &pointer),
            DeValue::Array(entries) => {
                let entries = entries.iter().enumerate();
                Tree::List(entries.map(|(i, entry)| self.value(entry, format!("{pointer}/{i}"), None)).collect())
            }
            scalar => scalar_tree(scalar).unwrap_or_else(|| {
                let message = "this is not a day alone: write it as `YYYY-MM-DD`";
                self.misread(Refusal::new(Code::WrongType, &*pointer, message));
                Tree::Null
            }),
        };
        self.places.note(pointer, key, value.span());
        tree
    }
}

/// Says so where a field is missing from a table of which the file has only what stands below it.
fn table_left_out(fault: &Refusal, text: &str, span: &Range<usize>) -> Option<String> {
    let (before, after) = text.split_at_checked(span.end)?;
    let header = &before[before.rfind('\n').map_or(0, |end| end + 1)..];
    let is_left_out = fault.code == Code::MissingField && header.starts_with('[') && after.starts_with('.');
    is_left_out.then(|| {
        format!(
            "this is `{header}{}`: there is no `{header}]`, where it belongs",
            after.lines().next().unwrap_or_default()
        )
    })
}

/// A fault of a type in the words of TOML, with how to write what belongs there.
fn in_toml(mut fault: Refusal, dates: &BTreeSet<String>) -> Refusal {
    const WRITTEN: [(&str, &str); 5] = [
        ("this must be a whole number,", "write it as `12` or `12_000`, without quotes or fraction"),
        ("this must be a text,", "write it in double quotes"),
        ("this must be true or false,", "write `true` or `false` without quotes"),
        ("this must be a list,", "put what belongs in it between `[` and `]`"),
        ("this must be a table,", "put its keys between `{` and `}`, or below a header of its own"),
    ];
    // What may stand in place of one of a few words.
    const OR: [(&str, &str); 5] = [
        ("/of", "`{ count = 2 }`, or `{ percent = 60 }`"),
        ("/needed", "a number such as `2`, or `{ ratio = [6, 7] }`"),
        ("/floor", "`{ level = \"…\" }`"),
        ("/combine", "`{ quorum = 2 }`"),
        ("/not_applicable", "`\"allowed\"`, `\"with-reason\"`"),
    ];
    // What is left off in front of a header.
    const HEADERS: [(&str, &str); 9] = [
        ("appeal", "[after_award.appeal]"),
        ("bands", "[[fee.bands]]"),
        ("modifiers", "[[fee.modifiers]]"),
        ("renewal", "[validity.renewal]"),
        ("resit", "[after_award.resit]"),
        ("share", "[section_rule.share]"),
        ("per_unit", "[fee.per_unit]"),
        ("vat", "[fee.vat]"),
        ("waits", "[[progression.waits]]"),
    ];
    let header = HEADERS.iter().find(|(key, _)| fault.pointer.strip_prefix('/') == Some(*key));
    if let Some((key, header)) = header.filter(|_| fault.code == Code::UnknownField) {
        fault.message = format!("there is no field `{key}` here: its header is `{header}`");
    }
    if fault.code == Code::WrongType {
        fault.message = fault.message.replace("an object", "a table");
        if dates.contains(&fault.pointer) {
            fault.message = fault.message.replace("not a text", "not a date");
        }
        let written = WRITTEN.iter().find(|(start, _)| fault.message.starts_with(start));
        if let Some((_, how)) = written.filter(|_| !fault.message.contains(": ")) {
            fault.message = format!("{}: {how}", fault.message);
        }
    }
    if let Some((_, other)) = OR.iter().find(|(key, _)| fault.pointer.ends_with(key))
        && ["must be a text", "use one of `"].iter().any(|words| fault.message.contains(words))
    {
        fault.message = format!("{}, or {other}", fault.message);
    }
    fault
}

/// A scalar as the engine's readers take it; `None` where it is no scalar, or a time, for which they have no type.
pub(crate) fn scalar_tree(value: &DeValue<'_>) -> Option<Tree> {
    Some(match value {
        DeValue::String(text) => Tree::Text(text.to_string()),
        DeValue::Boolean(flag) => Tree::Bool(*flag),
        DeValue::Float(_) => Tree::Fraction,
        DeValue::Integer(whole) => {
            i64::from_str_radix(whole.as_str(), whole.radix()).map_or(Tree::Fraction, Tree::Whole)
        }
        DeValue::Datetime(moment) => match (moment.date, moment.time, moment.offset) {
            (Some(day), None, None) => Tree::Text(day.to_string()),
            _ => return None,
        },
        DeValue::Array(_) | DeValue::Table(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(text: &str) -> Document<'_> {
        Document::read(&SchemeFile { name: "t.toml", text }).unwrap_or_else(|faults| panic!("{faults:?}"))
    }

    #[test]
    fn values_become_what_json_would_have_made_of_them() {
        let tree = document("a = 2022-01-01\nb = 0x10\nc = 1.0\nd = 9_223_372_036_854_775_808\n[[e]]\nf = true").tree;
        let Tree::Object(mut fields) = tree else { panic!("{tree:?}") };
        fields.sort_by(|a, b| a.0.cmp(&b.0));
        let expected = [
            ("a", Tree::Text("2022-01-01".into())),
            ("b", Tree::Whole(16)),
            ("c", Tree::Fraction),
            ("d", Tree::Fraction),
            ("e", Tree::List(vec![Tree::Object(vec![("f".into(), Tree::Bool(true))])])),
        ];
        assert_eq!(fields, expected.map(|(key, tree)| (key.into(), tree)));
    }

    #[test]
    fn a_time_is_refused_once_in_words_of_its_own() {
        for moment in ["2022-01-01T00:00:00", "2022-01-01 00:00:00Z", "12:30:00"] {
            let text = format!("day = {moment}");
            let mut document = document(&text);
            let read = document.read_as(|root| root.object(&["day"])?.required("day")?.date());
            let faults = document.unless_faulty(read).unwrap_err();
            assert_eq!(faults.len(), 1, "{faults:?}");
            assert_eq!((faults[0].code, faults[0].span.clone()), (Code::WrongType, 6..text.len()));
        }
    }
}
