//! Words about keeping several assessments and handing them on.

use super::count::criteria;

// What is asked about the applicant, as a place in a list.
pub(crate) const HELD: &str = "Dyfarniad sydd gennych nawr";
pub(crate) const TARGET: &str = "Lefel yr anelir ati";
pub(crate) const TAX_POINT: &str = "Diwrnod sy’n pennu cyfradd TAW";

pub(crate) fn held_elsewhere(scheme: &str) -> String {
    format!("Dyfarniad sydd gennych o dan safon arall ({scheme})")
}

pub(crate) fn note_on(criterion: &str) -> String {
    format!("Nodyn ar: {criterion}")
}

pub(crate) fn links_on(criterion: &str) -> String {
    format!("Dolenni ar: {criterion}")
}

pub(crate) fn of_one(programme: &str, asked: &str) -> String {
    format!("{programme}: {asked}")
}

pub(crate) fn awarded(level: &str, day: &str) -> String {
    format!("{level}, dyfarnwyd ar {day}")
}

// Where the result leads on to these pages.
pub(crate) const TO_SAVED_HELP: &str = "Ewch ag ef gyda chi fel tudalen neu ddolen, a chadwch sawl un ochr yn ochr.";
pub(crate) const TO_MERGE_HELP: &str =
    "Cyfunwch atebion cydweithiwr â’ch rhai chi a phenderfynwch lle rydych yn gwahaniaethu.";

// The assessments that are kept.
pub(crate) const SAVED: &str = "Eich asesiadau";
pub(crate) const SAVED_LEAD: &str = "Cedwir y rhain yn y porwr hwn, ar y ddyfais hon yn unig. Rhowch gynnig ar un peth mewn un ohonynt ac ar beth arall yn y nesaf, neu cadwch un y llynedd wrth ochr un eleni.";
pub(crate) const SAVED_GO: &str = "Gweld eich asesiadau";
pub(crate) const NOTHING_CHANGED: &str = "Ni newidiwyd dim.";
pub(crate) const UNNAMED: &str = "Asesiad heb enw";
pub(crate) const NEWER_NAME: &str = "O fersiwn mwy newydd o’r safle hwn";
pub(crate) const DAMAGED_NAME: &str = "Ni ellir ei ddarllen";
pub(crate) const KEPT_HERE: &str = "Yn y porwr hwn";
pub(crate) const OPEN_HERE: &str = "Ar agor nawr";
pub(crate) const OPEN: &str = "Agor";
pub(crate) const DUPLICATE: &str = "Dyblygu";
pub(crate) const DOWNLOAD: &str = "Lawrlwytho";
pub(crate) const REMOVE: &str = "Dileu";
pub(crate) const RENAME: &str = "Ailenwi";
pub(crate) const RENAME_SAVE: &str = "Cadw’r enw";
pub(crate) const NEWER: &str = "Fersiwn mwy newydd o’r safle hwn sy’n cadw hwn, ac ni all y fersiwn hwn ei ddarllen. Fe’i gadewir fel y mae. Ail-lwythwch y dudalen i gael y fersiwn mwy newydd.";
pub(crate) const DAMAGED: &str =
    "Mae’r hyn a gedwir yma wedi’i ddifrodi. Fe’i gadewir fel y mae: lawrlwythwch ef os gallai fod ei angen arnoch.";
pub(crate) const NEW: &str = "Dechrau un arall";
pub(crate) const NEW_NAME: &str = "Enw’r asesiad newydd";
pub(crate) const NEW_ADD: &str = "Ei ddechrau";
pub(crate) const NAME_MISSING: &str = "Rhowch enw, er enghraifft Gwanwyn 2027";
pub(crate) const NO_ROOM: &str = "Nid oes gan y porwr hwn le i fwy, neu mae ei storfa wedi’i diffodd. Lawrlwythwch yr hyn rydych am ei gadw, yna dilëwch asesiad nad oes ei angen arnoch mwyach.";
pub(crate) const UNSAVED: &str = "Nid yw’r atebion sydd ar agor wedi’u cadw, am fod y porwr hwn yn gwrthod. Lawrlwythwch nhw yn gyntaf: byddent yn cael eu colli.";
pub(crate) const OTHER_EDITIONS: &str = "O argraffiadau eraill";
pub(crate) const OTHER_EDITIONS_HELP: &str = "Gwnaed y rhain ar gyfer argraffiad arall o’r safon hon. Trosglwyddwch un i weld beth a newidiodd: mae’r un a gedwir yn aros fel y mae.";
pub(crate) const CARRY: &str = "Trosglwyddo i’r argraffiad hwn";
pub(crate) const OPEN_EDITION: &str = "Ei agor o dan ei argraffiad ei hun";

pub(crate) fn edition(edition: &str) -> String {
    format!("Argraffiad {edition}")
}

pub(crate) fn holds(rated: usize, day: &str) -> String {
    match rated {
        0 => "Dim meini prawf wedi’u hateb eto.".to_owned(),
        rated => format!("Wedi’u hateb: {}. Newidiwyd ddiwethaf ar {day}.", criteria(rated)),
    }
}

pub(crate) fn would_get(award: &str) -> String {
    format!("Dyfarniad heddiw: {award}.")
}

pub(crate) fn new_name(name: &str) -> String {
    format!("Enw newydd ar gyfer {name}")
}

pub(crate) fn of_it(name: &str) -> String {
    name.to_owned()
}

pub(crate) fn copy_of(name: &str) -> String {
    format!("Copi: {name}")
}

pub(crate) fn opened(name: &str) -> String {
    format!("Wedi agor: {name}.")
}

pub(crate) fn begun(name: &str) -> String {
    format!("Wedi dechrau ac agor: {name}.")
}

pub(crate) fn duplicated(name: &str) -> String {
    format!("Wedi’i gadw wrth ochr y lleill: {name}.")
}

pub(crate) fn renamed(name: &str) -> String {
    format!("Wedi’i gadw: {name}.")
}

pub(crate) fn removed(name: &str) -> String {
    format!("Wedi’i ddileu: {name}.")
}

pub(crate) fn put_back(name: &str) -> String {
    format!("Dadwneud: rhoi {name} yn ôl")
}

pub(crate) fn is_back(name: &str) -> String {
    format!("Wedi’i roi yn ôl: {name}.")
}

pub(crate) fn edition_missing(edition: &str) -> String {
    format!(
        "Nid yw argraffiad {edition} ar y safle hwn, neu nid oedd modd ei gyrraedd. Trosglwyddwch yr atebion i’r argraffiad hwn, neu lawrlwythwch nhw a’u hagor lle mae’r argraffiad hwnnw."
    )
}

// Handing on.
pub(crate) const HAND_ON: &str = "Cadw copi neu ei drosglwyddo";
pub(crate) const RESUME_HELP: &str = "Tudalen i’w darllen, ei hargraffu neu ei hanfon. Mae’n dal eich atebion hefyd, felly mae ei hagor yma yn parhau o’r lle’r oeddech. Mae’r ffeil ddata yn dal yr un peth ar gyfer rhaglenni cyfrifiadur.";
pub(crate) const RESUME_DOWNLOAD: &str = "Lawrlwytho fel tudalen";
pub(crate) const JSON_DOWNLOAD: &str = "Lawrlwytho’r ffeil ddata";
pub(crate) const LINK: &str = "Rhannu drwy ddolen";
pub(crate) const LINK_HELP: &str = "Mae’r ddolen ei hun yn cario eich atebion, mewn rhan o’r cyfeiriad na chaiff byth ei hanfon at weinydd. Gall pwy bynnag sydd â’r ddolen eu darllen.";
pub(crate) const LINK_WITHOUT: &str = "Gadewir eich nodiadau a’r dolenni wrth ochr meini prawf allan oni bai eich bod yn ticio’r blwch. Bydd ateb sydd angen ei reswm mewn nodyn wedyn yn cyfrif fel heb ei ateb.";
pub(crate) const LINK_WITH: &str = "Rhoi fy nodiadau a’m dolenni tystiolaeth i mewn hefyd";
pub(crate) const LINK_MAKE: &str = "Gwneud y ddolen";
pub(crate) const LINK_IS: &str = "Dolen gyda’ch atebion";
pub(crate) const LINK_COPY: &str = "Copïo’r ddolen";
pub(crate) const LINK_MADE: &str = "Mae’r ddolen yn barod.";
pub(crate) const LINK_COPIED: &str = "Wedi’i chopïo.";
pub(crate) const LINK_MARKED: &str = "Mae’r ddolen wedi’i marcio: copïwch hi â’ch bysellfwrdd neu’ch dewislen.";
pub(crate) const LINK_CANNOT: &str = "Ni all y porwr hwn wneud dolen o’r fath. Anfonwch y dudalen yn lle hynny.";
pub(crate) const MERGE_OTHER: &str = "Atebion gan rywun arall";
pub(crate) const MERGE_OTHER_HELP: &str = "Rhowch atebion cydweithiwr ynghyd â’ch rhai chi. Chi sy’n penderfynu ar bob gwahaniaeth, ac nid oes dim yn newid cyn i chi gytuno.";
pub(crate) const MERGE_GO: &str = "Rhoi atebion ynghyd";

pub(crate) fn link_has(length: usize, with_notes: bool) -> String {
    let notes = if with_notes {
        "Mae’r nodiadau a’r dolenni tystiolaeth ynddi"
    } else {
        "Mae’r nodiadau a’r dolenni tystiolaeth wedi’u gadael allan"
    };
    format!("{notes}. Ei hyd yw {length} nod. Mae’n dal eich atebion fel y maent nawr, ac nid yw’n newid gyda nhw.")
}

pub(crate) fn link_too_long(length: usize, most: usize) -> String {
    format!(
        "Byddai’r ddolen yn {length} nod o hyd, ac mae llawer o raglenni yn torri dolenni ar ôl {most}. Gadewch y nodiadau allan, neu anfonwch y dudalen yn lle hynny."
    )
}

// The page to read, print and go on from.
/// What it says of its own words, which have no masthead around them that would.
pub(crate) const DRAFT: &str = " Drafft gyda chymorth peiriant yw’r Gymraeg hon, ac nid oes cyfieithydd wedi’i gwirio eto; y testun Saesneg sy’n penderfynu.";
pub(crate) const GO_ON: &str = "Sut i fynd ymlaen";
pub(crate) const GO_ON_AT: &str = "Ewch i";
pub(crate) const GO_ON_HOW: &str = "Dewiswch y ffeil hon o dan “Agor ffeil o atebion”. Yna bydd eich atebion fel yr oeddent, ac fe’u bernir ar y diwrnod y byddwch yn eu hagor.";
pub(crate) const WORTH: &str = "Canlyniad";
pub(crate) const JUDGED_ON: &str = "Barnwyd ar";
pub(crate) const PROVISIONAL: &str = "Hunanasesiad: dim ond y corff dyfarnu all wneud dyfarniad.";
pub(crate) const ANSWERS: &str = "Atebion";
pub(crate) const CRITERION: &str = "Maen prawf";
pub(crate) const ANSWER: &str = "Ateb";
pub(crate) const EVIDENCE: &str = "Nodiadau a thystiolaeth";

pub(crate) fn resume_title(name: &str, scheme: &str, day: &str) -> String {
    if name.is_empty() {
        format!("Hunanasesiad {scheme}, {day}")
    } else {
        format!("{name}: hunanasesiad {scheme}, {day}")
    }
}

pub(crate) fn resume_lead(name: &str, day: &str) -> String {
    if name.is_empty() { format!("Hunanasesiad {day}") } else { format!("{name}: hunanasesiad {day}") }
}

pub(crate) fn section_level(level: &str) -> String {
    format!("Lefel y rhan hon: {level}")
}
