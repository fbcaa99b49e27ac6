//! How far a value can be relied on.

use mentormark_rules::{Wording, wording::Provenance};

use crate::source;

/// How far a value can be relied on.
#[must_use]
pub fn provenance_words(provenance: Provenance) -> &'static str {
    match provenance {
        Provenance::Published => "Wedi’i gyhoeddi yn y safon",
        Provenance::Elsewhere => "O ffynhonnell gyhoeddus arall",
        Provenance::Drafted => "Wedi’i ddrafftio gan Mentormark",
        Provenance::Assumption => "Wedi’i dybio gan Mentormark",
    }
}

/// How far the value at an anchor can be relied on and where it stands; the anchor itself where the wording does not
/// have it.
#[must_use]
pub fn source_note(anchor: &str, wording: &Wording) -> String {
    source::source_note(anchor, wording, provenance_words)
}
