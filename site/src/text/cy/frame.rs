//! Words of the frame of every page: titles, the ways between pages, where one stands, whether answers are kept.

use mentormark_rules::{Bounds, Id, Wording, outcome::EligibilityStatus};

use crate::state::Kept;
use crate::text::said::level_name;

// Pages.
pub(crate) const OVERVIEW: &str = "Trosolwg";
pub(crate) const ABOUT: &str = "Amdanoch chi";
pub(crate) const PROGRAMMES: &str = "Eich rhaglenni";
pub(crate) const RESULT: &str = "Eich canlyniad";
pub(crate) const CHECK: &str = "Gwirio’ch atebion";
pub(crate) const UNKNOWN: &str = "Tudalen heb ei chanfod";
pub(crate) const UNKNOWN_WHY: &str =
    "Nid oes tudalen yn y cyfeiriad hwn. Efallai iddo gael ei deipio’n anghywir, neu fod y dudalen wedi mynd.";
pub(crate) const UNKNOWN_HOME: &str = "Mynd i’r trosolwg";
pub(crate) const ONWARD: &str = "Blaenorol a nesaf";

/// The title of the window.
pub(crate) fn window_title(page: &str, scheme: &str, wrong: bool) -> String {
    let error = if wrong { "Gwall: " } else { "" };
    format!("{error}{page} | {scheme} | Mentormark")
}

/// The title of the window at the start of a standard.
pub(crate) fn start_title(scheme: &str) -> String {
    format!("{scheme} | Mentormark")
}

pub(crate) fn back_to(page: &str) -> String {
    format!("Yn ôl: {page}")
}

pub(crate) fn on_to(page: &str) -> String {
    format!("Nesaf: {page}")
}

/// A section with the programme it is of.
pub(crate) fn of_programme(section: &str, programme: &str) -> String {
    format!("{section}, {programme}")
}

// When the standard is not there.
pub(crate) const MISSING: &str = "Nid oedd modd llwytho’r safon";
pub(crate) const MISSING_WHY: &str = "Gwiriwch eich cysylltiad a rhowch gynnig arall arni. Mae’r atebion a roesoch o’r blaen yn dal wedi’u cadw yn y porwr hwn.";
pub(crate) const TRY_AGAIN: &str = "Rhoi cynnig arall arni";

// Where one stands.
pub(crate) const STANDING: &str = "Ble rydych chi arni";
pub(crate) const COULD_REACH: &str = "Gallai gyrraedd o hyd";
pub(crate) const ANSWERS_EARN: &str = "Mae’r atebion yn ennill";
pub(crate) const FEE_WITH_VAT: &str = "Ffi gan gynnwys TAW";
pub(crate) const FEE_SHORT: &str = "Ffi";
pub(crate) const MAY_APPLY: &str = "Yn cael gwneud cais";
pub(crate) const ANSWERED: &str = "Wedi’u hateb";
pub(crate) const NO_LEVEL: &str = "Dim eto";
pub(crate) const NO_FEE: &str = "Dim ffi";
pub(crate) const NOT_PUBLISHED: &str = "Heb ei chyhoeddi";
pub(crate) const NO_STANDING: &str = "Dim canlyniad: gweler yr hysbysiad ar frig y dudalen.";
pub(crate) const TOP_LEVEL: &str = "Mae’r lefel uchaf gennych";

pub(crate) fn award_now(open: bool) -> &'static str {
    if open { "Dyfarniad nawr, o leiaf" } else { "Dyfarniad nawr" }
}

pub(crate) fn next_date(level: Option<&str>) -> String {
    level.map_or_else(|| "Lefel nesaf".to_owned(), |level| format!("{level}, ar y cynharaf"))
}

pub(crate) fn fee_needs(facts: &[&str]) -> String {
    format!("Yn dibynnu ar: {}", facts.join(", "))
}

/// What the answers earn, short.
pub(crate) fn earned(quality: &Bounds<Option<Id>>, wording: &Wording) -> String {
    let level =
        |level: &Option<Id>| level.as_ref().map_or(NO_LEVEL, |level| level_name(Some(level), wording)).to_owned();
    if quality.is_settled() {
        level(&quality.level)
    } else {
        format!("{}, hyd at {}", level(&quality.level), level(&quality.could_reach))
    }
}

pub(crate) fn not_kept_and(standing: &str) -> String {
    format!("{KEPT_REFUSED} {standing}")
}

pub(crate) fn announced(award: &str, fee: Option<&str>) -> String {
    let fee = fee.map(|fee| format!(" Ffi gan gynnwys TAW: {fee}.")).unwrap_or_default();
    format!("Dyfarniad nawr: {award}.{fee}")
}

/// Whether one may apply, short.
pub(crate) fn eligible(status: EligibilityStatus) -> &'static str {
    match status {
        EligibilityStatus::Eligible => "Ydych",
        EligibilityStatus::NotEligible => "Nac ydych",
        EligibilityStatus::Undetermined => "Ddim yn hysbys eto",
    }
}

// Steps.
pub(crate) const STEPS: &str = "Camau";
pub(crate) const ANSWERED_AFTER: &str = " wedi’u hateb";

pub(crate) const DOES_NOT_APPLY: &str = "Ddim yn berthnasol";

pub(crate) fn of<Count: std::fmt::Display>((part, whole): (Count, Count)) -> String {
    format!("{part} o {whole}")
}

pub(crate) fn answered((part, whole): (usize, usize)) -> String {
    format!("{part} o {whole} wedi’u hateb")
}

// Keeping answers.
pub(crate) const KEPT_REFUSED: &str = "Ni ellir cadw eich atebion yn y porwr hwn.";
pub(crate) const CANNOT_KEEP: &str = "Ni ellir cadw eich atebion yn y porwr hwn: mae ei storfa wedi’i diffodd neu’n llawn. Byddant yn cael eu colli pan gaewch y dudalen hon. Lawrlwythwch nhw yn lle hynny, ac agorwch y ffeil yma y tro nesaf.";
pub(crate) const UNREADABLE: &str = "Mae’r porwr hwn yn dal atebion na all y dudalen hon eu darllen. Efallai eu bod wedi’u difrodi, neu o fersiwn mwy newydd. Maent yn cael eu gadael fel y maent, ac ni chedwir dim byd newydd drostynt. Lawrlwythwch nhw os gallai fod eu hangen arnoch, yna rhowch nhw o’r neilltu er mwyn gallu cadw atebion newydd.";
pub(crate) const UNREADABLE_FILE: &str = "mentormark-annarllenadwy.json";
pub(crate) const UNREADABLE_KEEP: &str = "Lawrlwytho’r hyn sydd yno";
pub(crate) const UNREADABLE_GO_ON: &str = "Ei roi o’r neilltu a chadw atebion newydd";

pub(crate) fn kept(kept: &Kept) -> &'static str {
    match kept {
        Kept::Nothing | Kept::Aside => "Mae’r atebion yn cael eu cadw yn y porwr hwn wrth i chi fynd ymlaen.",
        Kept::Saving => "Wrthi’n cadw…",
        Kept::Saved => "Wedi’u cadw yn y porwr hwn.",
        Kept::Refused => "Heb eu cadw: mae’r porwr hwn yn gwrthod. Lawrlwythwch eich atebion yn lle hynny.",
        Kept::Blocked(_) => "Heb eu cadw: gweler yr hysbysiad ar frig y dudalen.",
    }
}

/// What stands before whether answers are kept: the name of the assessment, if it has one.
pub(crate) fn of_named(name: &str) -> String {
    if name.is_empty() { String::new() } else { format!("{name}: ") }
}
