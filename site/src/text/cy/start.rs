//! Words of the start page, and of opening and clearing answers.

use super::count::questions;

// The start page.
pub(crate) const HOW: &str = "Sut mae’n gweithio";
pub(crate) const HOW_STOP: &str = "Stopiwch pryd bynnag y mynnwch. Mae eich atebion yn cael eu cadw yn y porwr hwn, a gallwch eu lawrlwytho fel ffeil.";
pub(crate) const HOW_PRIVATE: &str = "Nid oes dim a nodwch yn gadael eich porwr oni bai eich bod yn ei gyflwyno.";
pub(crate) const HOW_FIRST: &str = "O’r ateb cyntaf ymlaen fe welwch ble rydych chi arni.";
pub(crate) const LEVELS: &str = "Y lefelau";
pub(crate) const YOUR_STEPS: &str = "Eich camau";
pub(crate) const PROGRAMMES_SUMMARY: &str = "Un rhaglen, neu sawl un sy’n cael eu hasesu gyda’i gilydd.";
pub(crate) const RESULT_SUMMARY: &str =
    "Beth fyddech chi’n ei gael a pham, beth fyddai’n ei godi a beth sy’n ei gynnal.";
pub(crate) const SEVERAL: &str = "Cadw sawl asesiad, neu rannu un";
pub(crate) const YOUR_FILE: &str = "Eich atebion fel ffeil";

pub(crate) fn owned(owner: &str, edition: &str) -> String {
    format!("{owner}, argraffiad {edition}")
}

pub(crate) fn begin(begun: bool) -> &'static str {
    if begun { "Parhau" } else { "Dechrau" }
}

/// `noun` names what the sections are, and stands beside how many there are, so that it need not follow the number.
pub(crate) fn how_many(criteria: usize, sections: usize, noun: &str) -> String {
    format!(
        "Nifer y datganiadau byr: {criteria} ({noun}: {sections}). Gallwch stopio unrhyw bryd a mynd ymlaen yn nes ymlaen."
    )
}

pub(crate) fn about_summary(asked: usize) -> String {
    format!("Ar beth arall y mae’r canlyniad yn dibynnu: {}.", questions(asked))
}

// Files.
pub(crate) const DOWNLOAD: &str = "Lawrlwytho’ch atebion";
pub(crate) const FILE_HELP: &str = "Mae’r ffeil yn dal eich holl atebion a dyddiad heddiw. Cadwch hi, anfonwch hi at gydweithiwr, neu agorwch hi yma ar ddyfais arall.";
pub(crate) const OPEN: &str = "Agor ffeil o atebion";
pub(crate) const OPEN_HELP: &str =
    "Ffeil a lawrlwythwyd gennych o’r fan hon. Caiff ei hatebion eu barnu ar ddyddiad heddiw.";
pub(crate) const FILE_REFUSED: &str = "Ni chafodd y ffeil ei hagor, ac mae eich atebion fel yr oeddent.";
pub(crate) const FILE_UNREAD: &str = "Ni ellir darllen y ffeil. Dewiswch ffeil a lawrlwythwyd gennych o’r fan hon.";
pub(crate) const REPLACE: &str = "Disodli eich atebion?";
pub(crate) const REPLACE_LOSES: &str = "Mae’r atebion yn y ffeil yn cymryd lle’r rhai rydych wedi’u rhoi yma. Lawrlwythwch eich rhai chi yn gyntaf os ydych am eu cadw.";
pub(crate) const REPLACE_YES: &str = "Disodli fy atebion";
pub(crate) const CLEAR_ALL: &str = "Clirio pob ateb";
pub(crate) const CLEAR: &str = "Clirio pob ateb?";
pub(crate) const CLEAR_LOSES: &str = "Mae pob ateb a’ch cynllun gweithredu yn cael eu tynnu o’r porwr hwn, a hefyd gadarnhadau’r hyn a gyflwynoch ar gyfer y safon hon. Cadwch yn gyntaf yr hyn rydych am ei gadw.";
pub(crate) const CLEAR_YES: &str = "Clirio pob ateb";
pub(crate) const CLEARED: &str = "Mae pob ateb wedi’i glirio.";
pub(crate) const CANCEL: &str = "Canslo";

pub(crate) fn opened(file: &str, judged_on: &str) -> String {
    format!("Wedi agor {file}. Cafodd ei barnu ar {judged_on} ac fe’i bernir ar ddyddiad heddiw yma.")
}
