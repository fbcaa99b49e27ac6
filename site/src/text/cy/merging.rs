//! Words about answers from elsewhere and putting them together.

use super::count::{answers, criteria, differences as differing, gaps};

// Answers from elsewhere.
pub(crate) const MERGE: &str = "Rhoi atebion ynghyd";
pub(crate) const MERGE_LEAD: &str = "Agorwch ffeil o atebion gan gydweithiwr. Fe welwch yn gyntaf beth sydd ynddi. Lle’r atebodd y ddau ohonoch yr un cwestiwn mewn ffordd wahanol, rydych yn penderfynu fesul un.";
pub(crate) const THEIR_FILE: &str = "Agor ffeil rhywun arall";
pub(crate) const THEIR_FILE_HELP: &str = "Tudalen neu ffeil ddata a lawrlwythwyd o’r fan hon.";
pub(crate) const CAME_IN: &str = "Atebion a ddaeth i mewn";
pub(crate) const A_LINK: &str = "y ddolen";
pub(crate) const WHAT_IT_HOLDS: &str = "Beth sydd ynddi";
pub(crate) const WHAT_NOW: &str = "Beth ydych chi am ei wneud?";
pub(crate) const TAKE_BLANK: &str = "Agor yr atebion hyn";
pub(crate) const TAKE_BLANK_HELP: &str = "Nid ydych wedi ateb dim yma eto, felly ni ddisodlir dim.";
pub(crate) const TAKE: &str = "Agor yn lle fy rhai i";
pub(crate) const TAKE_HELP: &str = "Disodlir yr atebion sydd ar agor nawr. Gallwch ddadwneud hynny yn syth wedyn.";
pub(crate) const KEEP_NEW: &str = "Cadw fel asesiad newydd";
pub(crate) const KEEP_NEW_HELP: &str =
    "Mae’n agor wrth ochr eich rhai chi, sy’n aros fel y maent o dan “Eich asesiadau”.";
pub(crate) const KEEP_NEW_BLANK_HELP: &str = "Fe’i cedwir o dan enw ei hun yn “Eich asesiadau”.";
pub(crate) const COMBINE: &str = "Eu rhoi ynghyd â’m rhai i";
pub(crate) const COMBINE_HELP: &str = "Llenwir yr hyn a adawsoch yn agored. Lle’r ateboch chi’ch dau, chi sy’n penderfynu. Fe welwch grynodeb cyn i ddim newid.";
pub(crate) const OPEN_EDITION_HELP: &str =
    "Os yw’r argraffiad hwnnw ar y safle hwn o hyd, mae’n agor yno heb newid dim.";
pub(crate) const DROP: &str = "Gwneud dim ag ef";
pub(crate) const DROP_HELP: &str = "Mae eich atebion yn aros fel y maent.";
pub(crate) const PAGE_WITHOUT_DATA: &str = "Nid yw’r dudalen hon yn dal atebion y gellir eu hagor. Dewiswch dudalen neu ffeil ddata a lawrlwythwyd o’r safle hwn, nid copi wedi’i argraffu neu’i gadw o dudalen we.";
pub(crate) const LINK_BROKEN: &str = "Mae’r ddolen wedi’i difrodi: mae rhan ohoni ar goll neu wedi newid. Copïwch hi eto yn ei chyfanrwydd, neu gofynnwch am y ffeil yn lle hynny.";
pub(crate) const LINK_BOMB: &str =
    "Mae’r ddolen yn dal llawer mwy nag unrhyw asesiad, felly ni chafodd ei hagor. Gofynnwch am y ffeil yn lle hynny.";
pub(crate) const UNFIT_PROGRAMMES: &str = "Mae un o’r ddau yn enwi ei raglenni a’r llall ddim, felly nid yw’n glir pa atebion sy’n perthyn i’w gilydd. Enwch eich rhaglen yn gyntaf, neu cadwch y llall fel asesiad newydd.";
pub(crate) const UNFIT_TOO_MANY: &str =
    "Gyda’i gilydd byddai mwy o raglenni nag y caiff un asesiad eu cynnwys. Cadwch y llall fel asesiad newydd.";
pub(crate) const DIFFERENCES: &str = "Lle rydych yn gwahaniaethu";
pub(crate) const CHOOSE: &str = "Dewiswch pa ateb sy’n sefyll";
pub(crate) const BOTH: &str = "Y ddau, un ar ôl y llall";
pub(crate) const CONTINUE: &str = "Parhau";
pub(crate) const BACK: &str = "Yn ôl";
pub(crate) const MINE_ALL: &str = "Cadw fy un i ar gyfer hwn a phob un sydd ar ôl";
pub(crate) const THEIRS_ALL: &str = "Cymryd eu hun nhw ar gyfer hwn a phob un sydd ar ôl";
pub(crate) const SUMMARY: &str = "Gwirio beth sy’n newid";
pub(crate) const SUMMARY_LEAD: &str = "Nid oes dim wedi’i newid eto.";
pub(crate) const DECIDED: &str = "Beth a benderfynoch";
pub(crate) const IS_MINE: &str = "Mae eich un chi yn aros";
pub(crate) const IS_THEIRS: &str = "Mae eu hun nhw yn cymryd ei le";
pub(crate) const IS_BOTH: &str = "Mae’r ddau yn sefyll";
pub(crate) const CHANGE: &str = "Newid";
pub(crate) const FILLED: &str = "Beth a lenwir neu a ychwanegir";
pub(crate) const FILLED_NONE: &str = "Dim: rydych wedi ateb popeth sydd ganddyn nhw.";
pub(crate) const APPLY: &str = "Eu rhoi ynghyd";
pub(crate) const CHANGED_MEANWHILE: &str =
    "Newidiwyd eich atebion yn y cyfamser, efallai mewn tab arall. Dechreuwch eu rhoi ynghyd eto.";
pub(crate) const UNDO: &str = "Dadwneud";
pub(crate) const UNDONE: &str = "Wedi’i ddadwneud: mae eich atebion fel yr oeddent.";
pub(crate) const UNDO_TOO_LATE: &str =
    "Mae eich atebion wedi’u newid ers hynny, felly ni ellir dadwneud hyn ar un tro mwyach.";
pub(crate) const SEE_RESULT: &str = "Gweld eich canlyniad";
pub(crate) const ANOTHER: &str = "Ffeil arall";
pub(crate) const LEFT_OUT: &str = "Wedi’u gadael allan";

// The answers that are open, where the rules do not take all of them any more.
pub(crate) const OWN: &str = "Atebion nad ydynt yn ffitio mwyach";
pub(crate) const OWN_CARRIED: &str = "Yr hyn sy’n ffitio, a’r hyn nad yw";
pub(crate) const OWN_TAKE: &str = "Cadw’r hyn sy’n ffitio";
pub(crate) const OWN_TAKE_HELP: &str =
    "Bydd yr hyn a adewir allan uchod yn mynd. Gallwch ddadwneud hynny yn syth wedyn.";
pub(crate) const OWN_TAKEN: &str = "Cadwyd yr hyn sy’n ffitio, a gadawyd y gweddill allan.";

pub(crate) fn nothing_yet(from: &str) -> String {
    format!("Dyma beth sydd yn {from}. Nid oes dim yma wedi’i newid.")
}

pub(crate) fn holds_from(rated: usize, day: &str) -> String {
    match rated {
        0 => format!("Dim meini prawf wedi’u hateb. Fe’i gwnaed ar {day}."),
        rated => {
            format!("Wedi’u hateb: {}. Fe’i gwnaed ar {day} ac fe’i bernir ar ddyddiad heddiw yma.", criteria(rated))
        }
    }
}

pub(crate) fn carried_from(edition: &str) -> String {
    format!("Gwnaed ar gyfer argraffiad {edition}")
}

pub(crate) fn carried_over(stayed: usize, edition: &str) -> String {
    format!(
        "Yn addas i argraffiad {edition} hefyd: {}. Gadewir allan o’r hyn a agorwch yma yr hyn nad yw yn yr argraffiad hwn.",
        answers(stayed)
    )
}

pub(crate) fn open_now(count: usize) -> String {
    format!("Heb eu hateb yn yr argraffiad hwn: {}, naill ai’n newydd neu wedi’u gadael yn agored", criteria(count))
}

pub(crate) fn from_elsewhere(from: &str) -> String {
    format!("Daeth o: {from}")
}

pub(crate) fn taken(from: &str) -> String {
    format!("Wedi agor yn lle eich atebion: {from}.")
}

pub(crate) fn kept_as(name: &str) -> String {
    format!("Wedi’i gadw fel asesiad newydd a’i agor: {name}.")
}

pub(crate) fn merged(from: &str) -> String {
    format!("Wedi’u rhoi ynghyd: eich atebion, {from}.")
}

pub(crate) fn differences(of: usize, filled: usize, same: usize) -> String {
    format!("I’w penderfynu: {}. Gellir llenwi {}. Yr un fath: {}.", differing(of), gaps(filled), answers(same))
}

pub(crate) fn difference(at: usize, of: usize) -> String {
    format!("Gwahaniaeth {at} o {of}")
}

pub(crate) fn mine(said: &str) -> String {
    format!("Fy un i: {said}")
}

pub(crate) fn theirs(said: &str) -> String {
    format!("Eu hun nhw: {said}")
}

pub(crate) fn award_then(before: &str, then: &str) -> String {
    if before == then {
        format!("Dyfarniad heddiw: {then}, fel o’r blaen.")
    } else {
        format!("Dyfarniad heddiw: {before}. Ar ôl hyn: {then}.")
    }
}
