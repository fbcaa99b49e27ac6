//! Where a value comes from, in words.

use mentormark_rules::{Wording, wording::Source};

use crate::english;

/// What stands behind an anchor such as `nms#fees`, if the wording has it.
#[must_use]
pub fn source<'a>(anchor: &str, wording: &'a Wording) -> Option<&'a Source> {
    wording.sources.get(anchor)
}

/// How far the value at an anchor can be relied on and where it stands; the anchor itself where the wording does not
/// have it.
#[must_use]
pub fn source_note(anchor: &str, wording: &Wording) -> String {
    source(anchor, wording).map_or_else(
        || anchor.to_owned(),
        |source| format!("{}: {}", english::provenance_words(source.provenance), source.place),
    )
}
