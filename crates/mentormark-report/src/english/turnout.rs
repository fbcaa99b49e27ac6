//! How many sections stand where a clause needs them: `6 of the 7 pillars are at Bronze or higher`.

use super::{are, level_name, or_higher, section_noun};
use crate::{Standard, turnout::Turnout};

/// `6 of the 7 pillars are at Bronze or higher`.
pub(super) fn standing(count: u32, turnout: &Turnout<'_>, standard: Standard<'_>) -> String {
    let noun = |count: u32| section_noun(usize::try_from(count).unwrap_or(usize::MAX), standard.wording);
    let at = or_higher(turnout.at, standard);
    match (count, turnout.of) {
        (0, Some(1)) => format!("the 1 {} is not at {at}", noun(1)),
        (0, Some(of)) => format!("none of the {of} {} are at {at}", noun(of)),
        (0, None) => format!("no {} is at {at}", noun(1)),
        (1, Some(1)) => format!("the 1 {} is at {at}", noun(1)),
        (all, Some(of)) if all == of => format!("all {of} {} are at {at}", noun(of)),
        (some, Some(of)) => format!("{some} of the {of} {} {} at {at}", noun(of), are(u64::from(count))),
        (some, None) => format!("{some} {} {} at {at}", noun(some), are(u64::from(count))),
    }
}

/// ` for Gold`, where the sections need another level than the one asked for.
pub(super) fn for_level(turnout: &Turnout<'_>, standard: Standard<'_>) -> String {
    turnout.level.map(|level| format!(" for {}", level_name(Some(level), standard.wording))).unwrap_or_default()
}
