//! The words of the action plan, of trying changes on a copy and comparing, and of what leads there.

use std::fmt::Write;

use super::count::{answers, notes_or_links};

// The action plan.
pub(crate) const PLAN: &str = "Cynllun gweithredu";
pub(crate) const PLAN_LEAD: &str = "Y nifer lleiaf o feini prawf a fyddai’n codi eich dyfarniad, fel rhestr o bethau i’w gwneud: pwy sy’n gwneud pob un, ac erbyn pryd.";
pub(crate) const PLAN_PRIVATE: &str =
    "Mae rôl neu lythrennau cyntaf yn ddigon ar gyfer pwy sy’n ei wneud: nid oes angen enw na data personol arall.";
pub(crate) const PLAN_WHERE: &str = "Cedwir y cynllun yn y porwr hwn, wrth ochr eich atebion. Nid yw’n rhan o ffeil eich atebion: lawrlwythwch ef fel tabl i’w gadw yn rhywle arall. Mae clirio pob ateb yn ei glirio yntau.";
pub(crate) const PLAN_REFUSED: &str = "Ni ellir cadw eich cynllun yn y porwr hwn: mae ei storfa wedi’i diffodd neu’n llawn. Caiff ei golli pan gaewch y dudalen hon, felly lawrlwythwch ef yn gyntaf.";
pub(crate) const PLAN_UNREADABLE: &str = "Mae’r porwr hwn yn dal cynllun na all y dudalen hon ei ddarllen. Efallai ei fod wedi’i ddifrodi, neu o fersiwn mwy newydd. Fe’i gadewir fel y mae, ac ni chedwir dim byd newydd drosto. Lawrlwythwch ef os gallai fod ei angen arnoch, yna rhowch ef o’r neilltu er mwyn gallu cadw cynllun newydd.";
pub(crate) const PLAN_LEVEL: &str = "Ar gyfer pa lefel y mae’r cynllun?";
pub(crate) const NOT_ELIGIBLE: &str =
    "Ni chewch wneud cais eto, beth bynnag am y meini prawf isod: nid yw eich atebion amdanoch chi yn bodloni’r rhain.";
pub(crate) const PLAN_TOP: &str = "Mae eich atebion eisoes yn ennill y lefel uchaf, felly nid oes dim ar ôl i’w godi.";
pub(crate) const PLAN_NOTHING: &str = "Nid oes meini prawf ar ôl i’w codi ar gyfer y lefel hon.";
pub(crate) const PLAN_DONE: &str = "Wedi’i wneud";
pub(crate) const PLAN_DONE_HELP: &str =
    "Roedd y rhain ar eich cynllun, ac mae eich atebion nawr yn dweud eu bod wedi’u bodloni.";
pub(crate) const PLAN_OFF: &str = "Dim eu hangen mwyach ar gyfer y lefel hon";
pub(crate) const PLAN_OFF_HELP: &str =
    "Nid yw’r ffordd fyrraf i’r lefel yn arwain dros y rhain mwyach. Cedwir yr hyn a ysgrifennoch amdanynt.";
pub(crate) const OWNER: &str = "Pwy sy’n ei wneud";
pub(crate) const BY: &str = "Erbyn pryd";
pub(crate) const IS_DONE: &str = "Wedi’i wneud";
pub(crate) const RATING: &str = "Sgôr sydd ei angen: ";
pub(crate) const ANSWER_IT: &str = "Newid eich ateb";
pub(crate) const RATE_IT: &str = "Wedi’i wneud, ond nid yw’n cyfrif nes i chi newid eich ateb.";
pub(crate) const KEEP_PLAN: &str = "Mynd â’r cynllun gyda chi";
pub(crate) const KEEP_PLAN_HELP: &str = "Mae’r tabl yn agor mewn unrhyw daenlen. Mae’r ffeil galendr yn dal pob gweithred sydd â dyddiad ac sydd heb ei bodloni eto, a’r diwrnod cyntaf y cewch wneud cais am bob lefel y mae’n rhaid aros amdani. O’i hagor eto yn nes ymlaen, mae’n newid yr un cofnodion.";
pub(crate) const AS_TABLE: &str = "Lawrlwytho fel tabl (CSV)";
pub(crate) const AS_CALENDAR: &str = "Lawrlwytho’r dyddiadau (calendr)";
pub(crate) const NO_DATES: &str =
    "Nid oes dyddiad i’w roi mewn calendr: nid oes gan yr un weithred ddyddiad, ac nid oes diwrnod i aros amdano.";
pub(crate) const NOT_READ: &str = "Nid oedd modd llwytho’r rhan hon. Ail-lwythwch y dudalen i roi cynnig arall arni.";

/// The columns of the table.
pub(crate) const COLUMNS: [&str; 9] = [
    "Lefel yr anelir ati",
    "Rhaglen",
    "Adran",
    "Maen prawf",
    "Beth i’w godi",
    "Sgôr sydd ei angen",
    "Pwy sy’n ei wneud",
    "Erbyn pryd",
    "Cyflwr",
];

// The states of an action, in the table.
pub(crate) const STATE_OPEN: &str = "I’w wneud";
pub(crate) const STATE_MARKED: &str = "Dywedir ei fod wedi’i wneud";
pub(crate) const STATE_MET: &str = "Wedi’i fodloni";
pub(crate) const STATE_OFF: &str = "Dim ei angen mwyach";

/// How far the plan is.
pub(crate) fn progress(open: usize, marked: usize, met: usize) -> String {
    let mut words = match open {
        0 => "Nid oes dim ar ôl i’w wneud".to_owned(),
        open => format!("{open} i’w gwneud"),
    };
    if marked > 0 {
        let _ = write!(words, ", {marked} y dywedir eu bod wedi’u gwneud");
    }
    if met > 0 {
        let _ = write!(words, ", {met} wedi’u bodloni");
    }
    words + "."
}

pub(crate) fn reached(level: &str) -> String {
    format!("Mae eich atebion nawr yn ennill {level}, sef nod y cynllun hwn.")
}

pub(crate) fn may_apply_from(level: &str, day: &str) -> String {
    format!("Y diwrnod cyntaf y cewch wneud cais am {level}: {day}.")
}

pub(crate) fn may_apply(level: &str) -> String {
    format!("Cewch wneud cais am {level} o heddiw ymlaen")
}

/// What is in the calendar of the day on which one may apply.
pub(crate) fn may_apply_words(scheme: &str) -> String {
    format!("{scheme}. Cyfrifwyd gan Mentormark o’ch atebion; gofynnwch i’r corff dyfarnu ei gadarnhau.")
}

/// What is in the calendar of an action: where it is found and who does it.
pub(crate) fn action_words(section: &str, level: &str, owner: &str) -> String {
    let owner = if owner.is_empty() { String::new() } else { format!("\n{OWNER}: {owner}") };
    format!("{section}, ar gyfer {level}{owner}")
}

/// The title of a day in the calendar.
pub(crate) fn action_title(statement: &str, is_done: bool) -> String {
    if is_done { format!("Wedi’i wneud: {statement}") } else { statement.to_owned() }
}

pub(crate) fn plan_name(scheme: &str) -> String {
    format!("Cynllun gweithredu, {scheme}")
}

// Trying changes, and comparing.
pub(crate) const COMPARE: &str = "Beth petai, a chymharu";
pub(crate) const COMPARE_LEAD: &str = "Rhowch gynnig ar newidiadau ar gopi o’ch atebion, neu gosodwch eich atebion wrth ochr ffeil a gadwoch. Mae eich atebion eich hun yn aros fel y maent.";
pub(crate) const TRY: &str = "Rhoi cynnig ar newidiadau ar gopi";
pub(crate) const TRY_HELP: &str = "Mae’r copi yn dechrau gyda’ch atebion fel y maent nawr.";
pub(crate) const COMPARE_FILE: &str = "Cymharu â ffeil";
pub(crate) const OTHER_FILE: &str = "Ffeil o atebion i gymharu â hi";
pub(crate) const OTHER_FILE_HELP: &str =
    "Ffeil a lawrlwythwyd gennych o’r fan hon o’r blaen. Fe’i bernir ar ddyddiad heddiw, fel y mae eich atebion.";
pub(crate) const FILE_NOT_COMPARED: &str = "Ni chafodd y ffeil ei hagor.";
pub(crate) const SIDE_BY_SIDE: &str = "Ochr yn ochr";
pub(crate) const SIDES_HELP: &str = "Beth mae’r rheolau yn ei ddweud heddiw am eich atebion ac am y copi";
pub(crate) const YOURS: &str = "Eich atebion";
pub(crate) const COPY: &str = "Y copi";
pub(crate) const AWARD: &str = "Dyfarniad nawr";
pub(crate) const WHAT: &str = "Beth";
pub(crate) const DIFFERS: &str = "Beth sy’n wahanol";
pub(crate) const DIFFERS_NONE: &str = "Nid oes ateb yn wahanol eto.";
pub(crate) const CHANGE: &str = "Newid y copi";
pub(crate) const CHANGE_HELP: &str =
    "Agorwch ran a newidiwch yr hyn a fynnwch. Mae’r gymhariaeth uchod yn dilyn ar unwaith.";
pub(crate) const COPY_KEPT_NOWHERE: &str =
    "Ni chedwir y copi: mae wedi mynd pan gaewch neu pan ail-lwythwch y dudalen hon.";
pub(crate) const ADOPT: &str = "Defnyddio’r copi fel fy atebion i";
pub(crate) const ADOPT_ASK: &str = "Defnyddio’r copi fel eich atebion?";
pub(crate) const ADOPT_LOSES: &str = "Mae atebion y copi yn cymryd lle’r rhai rydych wedi’u rhoi. Lawrlwythwch eich rhai chi yn gyntaf os ydych am eu cadw.";
pub(crate) const ADOPT_YES: &str = "Defnyddio’r copi";
pub(crate) const ADOPTED: &str = "Atebion y copi yw eich atebion chi nawr.";
pub(crate) const DISCARD: &str = "Taflu’r copi";
pub(crate) const DISCARD_ASK: &str = "Taflu’r copi?";
pub(crate) const DISCARD_LOSES: &str =
    "Collir yr hyn a newidioch yn y copi. Mae eich atebion eich hun yn aros fel y maent.";
pub(crate) const DISCARDED: &str = "Mae’r copi wedi mynd. Mae eich atebion fel yr oeddent.";
pub(crate) const DOWNLOAD_COPY: &str = "Lawrlwytho’r copi";
pub(crate) const CHANGED: &str = "yn wahanol";
pub(crate) const NOT_THERE: &str = "Dim rhaglen o’r fath";
pub(crate) const ALREADY_HELD: &str = "Gennych eisoes";
pub(crate) const NOTHING_HELD: &str = "Dim";

/// What the other side is called.
pub(crate) fn other_side(file: &str) -> String {
    if file.is_empty() { COPY.to_owned() } else { format!("{COPY}, o {file}") }
}

pub(crate) fn earliest(level: &str) -> String {
    format!("{level}, ar y cynharaf")
}

pub(crate) fn from_to(yours: &str, copy: &str) -> String {
    format!("Eich un chi: {yours}. Copi: {copy}")
}

/// What is read out of the copy when what it gets changes.
pub(crate) fn copy_gets(award: &str) -> String {
    format!("Gyda’r copi, dyfarniad nawr: {award}.")
}

pub(crate) fn differ(count: usize) -> String {
    format!("Yn wahanol: {}.", answers(count))
}

pub(crate) fn notes_differ(count: usize) -> String {
    format!("Yn wahanol hefyd: {}.", notes_or_links(count))
}

// What leads there from the result.
pub(crate) const NEXT: &str = "Beth i’w wneud nesaf";
pub(crate) const TO_PLAN: &str = "Gwneud cynllun gweithredu";
pub(crate) const TO_PLAN_HELP: &str = "Pwy sy’n codi pa faen prawf erbyn pryd, i’w argraffu neu i’w roi mewn calendr.";
pub(crate) const TO_COMPARE: &str = "Rhoi cynnig ar newidiadau, neu gymharu";
pub(crate) const TO_COMPARE_HELP: &str = "Gweld beth fyddai atebion eraill yn ei roi, wrth ochr eich rhai chi.";
