//! Anchors: what stands behind each rule, as `sources.toml` records it, and background, behind which no rule stands.

use std::collections::{BTreeMap, BTreeSet};

use mentormark_rules::{
    Code, Id, Refusal,
    json::{Node, Tree},
    scheme::{self, Anchored},
    wording::{self, Provenance, Source},
};

use crate::{Diagnostic, SchemeFile, document::Document};

/// The anchors of one `sources.toml`, and its background, by the name that stands after the `#`.
#[derive(Clone, Debug, Default)]
pub struct Anchors {
    by_name: BTreeMap<String, Source>,
    /// Where the file was looked for, if there is none.
    missing: Option<String>,
}

/// Sources by full anchor: `scheme#name`.
pub(crate) type Sources = BTreeMap<String, Source>;

impl Anchors {
    /// Reads a `sources.toml`: a table `[anchors.<name>]` with `provenance`, `says` and `where` for each, and a table
    /// `[background.<name>]` with `because` besides for each paragraph on which nothing rests.
    ///
    /// # Errors
    /// Every fault of the file.
    pub fn read(file: &SchemeFile<'_>) -> Result<Self, Vec<Diagnostic>> {
        let mut document = Document::read(file)?;
        let by_name = |root: &Node<'_>| {
            let object = root.object(&["anchors", "background"])?;
            let anchors = object.required("anchors").and_then(|node| node.map()).unwrap_or_default();
            let background = object.optional_map("background");
            for (name, node) in background.iter().filter(|(name, _)| anchors.iter().any(|(anchor, _)| anchor == name)) {
                node.refuse(Code::DuplicateId, format!("`{name}` is an anchor and background: keep one"));
            }
            let anchors = anchors.iter().map(|(name, node)| named(name, node, wording::source));
            let background = background.iter().map(|(name, node)| named(name, node, wording::background));
            // Every one is read, so that each has its faults noted.
            let read: Vec<Option<(String, Source)>> = anchors.chain(background).collect();
            read.into_iter().collect()
        };
        document.mend(by_name);
        let by_name = document.read_as(by_name);
        document.unless_faulty(by_name).map(|by_name| Self { by_name, missing: None })
    }

    /// No anchors, as there is no file `looked_for`. A scheme that names some is told so once, and not of each.
    #[must_use]
    pub fn missing(looked_for: impl Into<String>) -> Self {
        Self { by_name: BTreeMap::new(), missing: Some(looked_for.into()) }
    }

    /// The sources by full anchor, as those of `owner`.
    pub(crate) fn of(&self, owner: &str) -> impl Iterator<Item = (String, Source)> {
        self.by_name.iter().map(move |(name, source)| (format!("{owner}#{name}"), source.clone()))
    }
}

/// A paragraph by its name, unless one of them cannot be read.
fn named(name: &str, node: &Node<'_>, read: fn(&Node<'_>) -> Option<Source>) -> Option<(String, Source)> {
    let is_id = Id::is_well_formed(name);
    if !is_id {
        node.refuse(Code::BadId, format!("`{name}` is no name: use a-z, 0-9 and single hyphens"));
    }
    read(node).filter(|_| is_id).map(|source| (name.into(), source))
}

/// What is wrong with the anchors that the tree of the scheme `id` names, given its own and all that are known.
///
/// Anchors stand in `source`, in fields that end in `_source`, and in the lists `assumes`. What is not even shaped like
/// one is left to the reader. Without an `id` it cannot be said which anchors are the scheme's own.
pub(crate) fn check(tree: &Tree, id: Option<&str>, own: &Anchors, known: &Sources) -> Vec<Refusal> {
    let owners: BTreeSet<&str> = known.keys().map(|anchor| owner(anchor)).collect();
    let (settled, astray): (Vec<_>, Vec<_>) = anchors_of(tree).partition(|named| owners.contains(owner(named.anchor)));
    let is_own_named = settled.iter().any(|named| id == Some(owner(named.anchor)));
    let mut faults = match (&own.missing, id) {
        (Some(looked_for), _) => astray.first().map(|first| no_file(first, looked_for)).into_iter().collect(),
        (None, None) => Vec::new(),
        (None, Some(id)) => match wrong_id(&astray, id, own).filter(|_| !is_own_named) {
            Some(fault) => vec![fault],
            None => astray.into_iter().map(|named| unknown(named.pointer, named.anchor, known)).collect(),
        },
    };
    let mut assumptions = BTreeSet::new();
    for Anchored { pointer, anchor, assumed } in settled {
        let (list, _) = pointer.rsplit_once('/').unwrap_or_default();
        if assumed && !assumptions.insert((list.to_owned(), anchor)) {
            let message = format!("`{anchor}` stands here twice: keep one");
            faults.push(Refusal::new(Code::DuplicateId, pointer.as_str(), message));
        }
        match known.get(anchor) {
            None => faults.push(unknown(pointer, anchor, known)),
            Some(source) if source.because.is_some() => faults.push(is_background(pointer, anchor)),
            Some(source) if assumed && source.provenance != Provenance::Assumption => {
                let message = format!(
                    "`{anchor}` is no assumption: name one whose provenance is `assumption`, or remove it from `assumes`"
                );
                faults.push(Refusal::new(Code::NotAnAssumption, pointer, message));
            }
            Some(_) => {}
        }
    }
    faults
}

/// The one refusal where there is no file of anchors at all.
fn no_file(first: &Anchored<'_>, looked_for: &str) -> Refusal {
    let Anchored { pointer, anchor, .. } = first;
    let message = format!(
        "there is no `sources.toml` beside this file, so no anchor can be looked up: write `{looked_for}`, with a table \
         `[anchors.{}]` for `{anchor}` and one for each other",
        name(anchor)
    );
    Refusal::new(Code::UnknownSource, pointer.as_str(), message)
}

/// The one refusal where all anchors that are `astray` begin with the same other id, and would be known by that of the scheme.
fn wrong_id(astray: &[Anchored<'_>], id: &str, own: &Anchors) -> Option<Refusal> {
    let other = owner(astray.first()?.anchor);
    let is_of_other = astray.iter().all(|named| owner(named.anchor) == other);
    let is_known = astray.iter().any(|named| own.by_name.contains_key(name(named.anchor)));
    let message = format!(
        "the id of this scheme is `{id}`, but its anchors begin with `{other}#`: let `id` be `{other}`, or begin each \
         anchor with `{id}#`"
    );
    (is_of_other && is_known).then(|| Refusal::new(Code::UnknownSource, "/id", message).suggesting(id, [other]))
}

/// What stands before the `#` of an anchor.
fn owner(anchor: &str) -> &str {
    anchor.split_once('#').map_or(anchor, |(owner, _)| owner)
}

/// What stands after the `#` of an anchor.
fn name(anchor: &str) -> &str {
    anchor.split_once('#').map_or(anchor, |(_, name)| name)
}

/// The refusal of an anchor that does not exist.
fn unknown(pointer: impl Into<String>, anchor: &str, known: &Sources) -> Refusal {
    let message = format!("there is no source `{anchor}`: add it to sources.toml, or name one that is there");
    let anchors = known.iter().filter(|(_, source)| source.because.is_none()).map(|(anchor, _)| anchor.as_str());
    Refusal::new(Code::UnknownSource, pointer, message).suggesting(anchor, anchors)
}

/// The refusal of background where an anchor should be.
fn is_background(pointer: String, anchor: &str) -> Refusal {
    let message = format!(
        "`{anchor}` is background, on which nothing rests: name an anchor, or make it one, `[anchors.{}]`, without `because`",
        name(anchor)
    );
    Refusal::new(Code::UnknownSource, pointer, message)
}

/// The anchors of a tree that the project assumed, in their order, without repeats.
pub(crate) fn assumptions(tree: &Tree, known: &Sources) -> Vec<Id> {
    let mut seen = BTreeSet::new();
    let assumed = |anchor: &str| known.get(anchor).is_some_and(|source| source.provenance == Provenance::Assumption);
    anchors_of(tree)
        .map(|named| named.anchor)
        .filter(|&anchor| assumed(anchor) && seen.insert(anchor))
        .map(Id::from)
        .collect()
}

/// Every well-formed anchor of a tree.
fn anchors_of(tree: &Tree) -> impl Iterator<Item = Anchored<'_>> {
    let is_anchor =
        |text: &str| text.split_once('#').is_some_and(|(of, name)| Id::is_well_formed(of) && Id::is_well_formed(name));
    scheme::anchors(tree).into_iter().filter(move |named| is_anchor(named.anchor))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Anchors, Vec<Diagnostic>> {
        Anchors::read(&SchemeFile { name: "sources.toml", text })
    }

    #[test]
    fn anchors_are_read_by_name() {
        let anchors =
            read("[anchors.fees]\nprovenance = \"published\"\nsays = \"It costs.\"\nwhere = \"p. 1\"").unwrap();
        let (anchor, source) = anchors.of("s").next().unwrap();
        assert_eq!((anchor.as_str(), source.provenance), ("s#fees", Provenance::Published));
    }

    #[test]
    fn every_fault_of_a_sources_file_is_found() {
        let faults = read("[anchors.Fees]\nprovenance = \"publishd\"\nsays = \" \"\nwhere = \"p. 1\"").unwrap_err();
        let found: Vec<(&str, usize)> = faults.iter().map(|fault| (fault.code.as_str(), fault.line)).collect();
        assert_eq!(found, [("bad-id", 1), ("unknown-choice", 2), ("empty-text", 3)]);
        assert_eq!(faults[1].did_you_mean.as_deref(), Some("published"));
        assert_eq!(read("").unwrap_err()[0].code, Code::MissingField);
    }

    #[test]
    fn background_says_why_nothing_rests_on_it_and_an_anchor_does_not() {
        let entry = "provenance = \"published\"\nsays = \"It began.\"\nwhere = \"p. 1\"\n";
        let because = "because = \"It is history.\"\n";
        let codes = |text: String| match read(&text) {
            Ok(_) => Vec::new(),
            Err(faults) => faults.iter().map(|fault| (fault.code.as_str(), fault.line)).collect(),
        };
        let anchors = read(&format!("[anchors.fees]\n{entry}[background.past]\n{entry}{because}")).unwrap();
        let because_of: Vec<_> = anchors.of("s").map(|(anchor, source)| (anchor, source.because)).collect();
        assert_eq!(because_of, [("s#fees".into(), None), ("s#past".into(), Some("It is history.".into()))]);
        assert_eq!(codes(format!("[anchors.fees]\n{entry}{because}")), [("unknown-field", 5)]);
        assert_eq!(codes(format!("[anchors.fees]\n{entry}[background.past]\n{entry}")), [("missing-field", 5)]);
        let twice = format!("[anchors.fees]\n{entry}[background.fees]\n{entry}{because}");
        assert_eq!(codes(twice), [("duplicate-id", 5)]);
        assert_eq!(codes(format!("[background.past]\n{entry}{because}")), [("missing-field", 1)]);
    }
}
