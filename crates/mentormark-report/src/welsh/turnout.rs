//! How many sections stand where a clause needs them: `mae 6 allan o 7 o’r pileri ar lefel Efydd neu uwch`.

use super::{level, or_higher, section_noun};
use crate::{Standard, turnout::Turnout};

/// `mae 6 allan o 7 o’r pileri ar lefel Efydd neu uwch`.
pub(super) fn standing(count: u32, turnout: &Turnout<'_>, standard: Standard<'_>) -> String {
    let (nouns, at) = (section_noun(2, standard.wording), or_higher(turnout.at, standard));
    match (count, turnout.of) {
        (0, Some(of)) => format!("nid oes yr un o’r {nouns} ({of}) ar {at}"),
        (0, None) => format!("nid oes yr un o’r {nouns} ar {at}"),
        (all, Some(of)) if all == of => format!("mae pob un o’r {nouns} ({of}) ar {at}"),
        (some, Some(of)) => format!("mae {some} allan o {of} o’r {nouns} ar {at}"),
        (some, None) => format!("mae {some} o’r {nouns} ar {at}"),
    }
}

/// ` ar gyfer lefel Aur`, where the sections need another level than the one asked for.
pub(super) fn for_level(turnout: &Turnout<'_>, standard: Standard<'_>) -> String {
    turnout.level.map(|id| format!(" ar gyfer {}", level(id, standard))).unwrap_or_default()
}
