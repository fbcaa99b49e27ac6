//! Where a value comes from, in words.

use mentormark_rules::{
    Wording,
    wording::{Provenance, Source},
};

/// What stands behind an anchor such as `nms#fees`, if the wording has it.
#[must_use]
pub fn source<'a>(anchor: &str, wording: &'a Wording) -> Option<&'a Source> {
    wording.sources.get(anchor)
}

/// How far the value at an anchor can be relied on, in the words of a language, and where it stands; the anchor itself where the
/// wording does not have it.
pub(crate) fn source_note(anchor: &str, wording: &Wording, relied_on: fn(Provenance) -> &'static str) -> String {
    source(anchor, wording)
        .map_or_else(|| anchor.to_owned(), |source| format!("{}: {}", relied_on(source.provenance), source.place))
}
