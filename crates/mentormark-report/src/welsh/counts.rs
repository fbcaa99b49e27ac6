//! What a deciding clause says of how many count, how many are needed, and what is open.

use mentormark_rules::Id;

use super::{
    duration, facts, joining, level, open_facts,
    plural::{CRITERION, POINT},
    section, unanswered,
};
use crate::{Standard, format::whole, phrase::capital};

/// `a byddai 6 yn ddigon` where there are more than enough, else `ac mae angen 3`.
pub(super) fn and_enough(have: u64, needed: u64) -> String {
    let number = whole(needed);
    if have > needed { format!("a byddai {number} yn ddigon") } else { format!("ac mae angen {number}") }
}

/// `a byddai 6 yn ddigon`, `ac mae angen 6`, or `ac mae angen pob un` where that is as many as there are.
pub(super) fn and_enough_of(have: u32, needed: u32, of: Option<u32>) -> String {
    if have > needed { and_enough(u64::from(have), u64::from(needed)) } else { and_needed(needed, of) }
}

/// `ac mae angen 6`, or `ac mae angen pob un` where that is as many as there are.
pub(super) fn and_needed(needed: u32, of: Option<u32>) -> String {
    match of {
        Some(of) if of == needed && of > 1 => "ac mae angen pob un".to_owned(),
        _ => format!("ac mae angen {needed}"),
    }
}

/// ` Mae 2 heb eu hateb eto.`; nothing where all are answered.
pub(super) fn unanswered_of_these(count: u32) -> String {
    if count == 0 { String::new() } else { format!(" Mae {count} {} eto.", unanswered(u64::from(count))) }
}

/// `mae 3 maen prawf yn “Arsylwi”`.
pub(super) fn criteria_are(count: u32, in_section: &str) -> String {
    format!("mae {}{in_section}", CRITERION.counted(u64::from(count)))
}

/// What a check that is not met comes from: the facts `against` it, or an award that is not held.
pub(super) fn because(against: &[Id], standard: Standard<'_>) -> String {
    let names = facts(against, standard.wording);
    match against {
        [] => "Ni ddelir yr un dyfarniad y mae’n gofyn amdano.".to_owned(),
        [_] => format!("Mae hyn oherwydd yr ateb i {names}."),
        _ => format!("Mae hyn oherwydd yr atebion i {names}."),
    }
}

/// ` I’w hateb o hyd: “Rôl” a “Parod”.`; nothing where there is nothing.
pub(super) fn to_be_answered(needs: &[Id], standard: Standard<'_>) -> String {
    if needs.is_empty() {
        return String::new();
    }
    format!(" {}.", capital(&open_facts(needs, standard.wording)))
}

/// ` yn “Arsylwi”`; nothing where all sections are meant.
pub(super) fn in_section(of: Option<&Id>, standard: Standard<'_>) -> String {
    of.map(|id| format!(" yn {}", section(id, standard))).unwrap_or_default()
}

/// `mae gan “Arsylwi” 56 o 64 pwynt`.
pub(super) fn points_of(of: Option<&Id>, points: u64, most: u64, standard: Standard<'_>) -> String {
    let (points, most) = (whole(points), POINT.counted(most));
    match of {
        Some(id) => format!("mae gan {} {points} o {most}", section(id, standard)),
        None => format!("mae’r sgorau’n rhoi {points} o {most}"),
    }
}

/// `nid yw “Arsylwi” yn cyrraedd lefel Pasio`.
pub(super) fn not_reached(of: Option<&Id>, at: &Id, standard: Standard<'_>) -> String {
    let at = level(at, standard);
    match of {
        Some(id) => format!("nid yw {} yn cyrraedd {at}", section(id, standard)),
        None => format!("ni chyrhaeddir {at}"),
    }
}

/// `mae “Arsylwad cyntaf” ac “Ail arsylwad” yn dod i 1 awr 38 munud`.
pub(super) fn lasts(of: &[Id], minutes: i64, standard: Standard<'_>) -> String {
    format!("mae {} yn dod i {}", facts(of, standard.wording), duration(minutes))
}

/// What would have to be different: `byddai’n rhaid i’r ateb i “Parod” fod yn wahanol, neu gael ei roi`; the day, where no fact is
/// looked at.
pub(super) fn would_have_to_differ(looked_at: &[Id], standard: Standard<'_>) -> String {
    let names = facts(looked_at, standard.wording);
    match looked_at {
        [] => "byddai’n rhaid i’r diwrnod y bernir arno fod yn wahanol".to_owned(),
        [_] => format!("byddai’n rhaid i’r ateb i {names} fod yn wahanol, neu gael ei roi"),
        _ => format!("byddai’n rhaid i’r atebion i {names} fod yn wahanol, neu gael eu rhoi"),
    }
}

/// `“Arsylwi” ar lefel Pasio a “Trafod” heb lefel`.
pub(super) fn table_of(results: &[Option<Id>], source: &Id, standard: Standard<'_>) -> String {
    let sections = standard.sections_of_table(results.len(), source);
    let cells = results.iter().enumerate().map(|(i, result)| {
        let result = result.as_ref().map(|id| level(id, standard));
        match (sections.get(i), result) {
            (Some(id), Some(level)) => format!("{} ar {level}", section(id, standard)),
            (Some(id), None) => format!("{} heb lefel", section(id, standard)),
            (None, Some(level)) => level,
            (None, None) => "dim lefel".to_owned(),
        }
    });
    joining::all_of(&cells.collect::<Vec<_>>())
}
