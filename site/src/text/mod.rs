//! Every word of the interface, a folder a language with the same names in each, and what has no language. One build of the site has
//! one language: the feature `cy` chooses Welsh, else it is English.

#[cfg(feature = "cy")]
mod cy;
#[cfg(not(feature = "cy"))]
mod en_gb;

use mentormark_rules::outcome::CheckStatus;

#[cfg(feature = "cy")]
pub(crate) use cy::*;
#[cfg(not(feature = "cy"))]
pub(crate) use en_gb::*;
/// Words about an outcome and a standard.
#[cfg(not(feature = "cy"))]
pub(crate) use mentormark_report::english as said;
#[cfg(feature = "cy")]
pub(crate) use mentormark_report::welsh as said;

/// The currency in which amounts about the applicant are asked for.
pub(crate) const CURRENCY: &str = "GBP";

// What buttons and boxes hand on, which nobody reads.
pub(crate) const YES_VALUE: &str = "yes";
pub(crate) const NO_VALUE: &str = "no";

/// What the style sheet knows a status by.
pub(crate) fn status_mark(status: CheckStatus) -> &'static str {
    match status {
        CheckStatus::Met => "met",
        CheckStatus::NotMet => "not-met",
        CheckStatus::Undetermined => "open",
    }
}

/// Words with a capital letter.
pub(crate) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}
