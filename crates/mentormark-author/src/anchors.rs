//! Anchors: what stands behind each rule, as `sources.toml` records it.

use std::collections::{BTreeMap, BTreeSet};

use mentormark_rules::{
    Code, Id, Refusal,
    json::Tree,
    scheme::{self, Anchored},
    wording::{self, Provenance, Source},
};

use crate::{Diagnostic, SchemeFile, document::Document};

/// The anchors of one `sources.toml`, by the name that stands after the `#`.
#[derive(Clone, Debug, Default)]
pub struct Anchors {
    by_name: BTreeMap<String, Source>,
}

/// Sources by full anchor: `scheme#name`.
pub(crate) type Sources = BTreeMap<String, Source>;

impl Anchors {
    /// Reads a `sources.toml`: a table `[anchors.<name>]` with `provenance`, `says` and `where` for each.
    ///
    /// # Errors
    /// Every fault of the file.
    pub fn read(file: &SchemeFile<'_>) -> Result<Self, Vec<Diagnostic>> {
        let mut document = Document::read(file)?;
        let by_name = document.read_as(|root| {
            let named = root.object(&["anchors"])?.required("anchors")?.map()?;
            let read: Vec<Option<(String, Source)>> = named
                .into_iter()
                .map(|(name, node)| {
                    let is_id = Id::is_well_formed(name);
                    if !is_id {
                        node.refuse(Code::BadId, format!("`{name}` is no name: use a-z, 0-9 and single hyphens"));
                    }
                    wording::source(&node).filter(|_| is_id).map(|source| (name.into(), source))
                })
                .collect();
            read.into_iter().collect()
        });
        document.unless_faulty(by_name).map(|by_name| Self { by_name })
    }

    /// The sources by full anchor, as those of `owner`.
    pub(crate) fn of(&self, owner: &str) -> impl Iterator<Item = (String, Source)> {
        self.by_name.iter().map(move |(name, source)| (format!("{owner}#{name}"), source.clone()))
    }
}

/// What is wrong with the anchors that a scheme's tree names, given those that exist.
///
/// Anchors stand in `source`, in fields that end in `_source`, and in the lists `assumes`. What is not even shaped like
/// one is left to the reader.
pub(crate) fn check(tree: &Tree, known: &Sources) -> Vec<Refusal> {
    let mut faults = Vec::new();
    for Anchored { pointer, anchor, assumed } in named(tree) {
        match known.get(anchor) {
            None => faults.push(unknown(pointer, anchor, known)),
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

/// The refusal of an anchor that does not exist.
pub(crate) fn unknown(pointer: impl Into<String>, anchor: &str, known: &Sources) -> Refusal {
    let message = format!("there is no source `{anchor}`: add it to sources.toml, or name one that is there");
    Refusal::new(Code::UnknownSource, pointer, message).suggesting(anchor, known.keys().map(String::as_str))
}

/// The anchors of a tree that the project assumed, in their order, without repeats.
pub(crate) fn assumptions(tree: &Tree, known: &Sources) -> Vec<Id> {
    let mut seen = BTreeSet::new();
    let assumed = |anchor: &str| known.get(anchor).is_some_and(|source| source.provenance == Provenance::Assumption);
    named(tree)
        .map(|named| named.anchor)
        .filter(|&anchor| assumed(anchor) && seen.insert(anchor))
        .map(Id::from)
        .collect()
}

/// Every well-formed anchor of a tree.
fn named(tree: &Tree) -> impl Iterator<Item = Anchored<'_>> {
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
}
