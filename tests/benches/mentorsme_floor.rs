//! The floor: what a programmer would write by hand for the listing test alone. Every criterion must be met, whatever the system it
//! belongs to; there are no facts, no fee and no waiting.

/// Answers to the 26 criteria in scheme order.
pub(crate) struct Listing {
    pub(crate) answered: [bool; 26],
    pub(crate) met: [bool; 26],
}

/// Whether it is listed, with blanks at their worst and at their best.
#[inline(never)]
pub(crate) fn verify(listing: &Listing) -> (bool, bool) {
    let worst = listing.met.iter().all(|met| *met);
    let best = listing.met.iter().zip(&listing.answered).all(|(met, answered)| *met || !*answered);
    (worst, best)
}
