//! Words about the rules that answers are judged by: revised, newer, or of another edition.

use super::count::criteria;

pub(crate) const REFUSED: &str = "Nid yw rhai o’ch atebion yn ffitio rheolau’r argraffiad hwn fel y maent nawr, felly ni ellir cyfrifo canlyniad. Ni chollwyd dim o’r hyn a roesoch.";
pub(crate) const REFUSED_GO: &str = "Gweld pa rai, a chadw’r gweddill";
pub(crate) const REVISED: &str = "Rhoddwyd yr atebion hyn yn ôl diwygiad arall o reolau’r argraffiad hwn. Yn ôl y diwygiad y mae’r dudalen hon yn ei ddefnyddio y mae’r canlyniad yma.";
pub(crate) const REVISED_UNKNOWN: &str = "Ni ellir dangos beth sy’n wahanol: nid oedd modd llwytho’r rheolau hynny.";
pub(crate) const REVISED_READ: &str = "Rwyf wedi darllen hyn";
pub(crate) const RULES: &str = "Olion bys y rheolau";
pub(crate) const RULES_THEN: &str = "Rhai eich atebion:";
pub(crate) const RULES_NOW: &str = "Rhai’r dudalen hon:";
pub(crate) const NEWER_YOURS: &str = "Mae’ch atebion yn aros yma o dan yr argraffiad y rhoesoch nhw ar ei gyfer. Gallwch hefyd eu trosglwyddo, a gweld yn gyntaf beth fyddai’n newid.";
pub(crate) const ELSEWHERE: &str = "Mae’r porwr hwn yn cadw atebion ar gyfer argraffiad arall o’r safon hon.";
pub(crate) const ELSEWHERE_GO: &str = "Eu gweld, neu eu trosglwyddo";

/// By both the outcome is the same but for what explains it.
pub(crate) fn same(award: &str) -> String {
    format!(
        "Mae’r rhain yr un fath yn ôl y ddwy set o reolau: a gewch wneud cais, eich lefelau, y dyddiadau a’r ffi. Y dyfarniad: {award}."
    )
}

pub(crate) fn award(then: &str, now: &str) -> String {
    if then == now {
        format!(
            "Mae’r dyfarniad yr un fath yn ôl y ddwy set o reolau: {now}. Gall rhywbeth arall yn eich canlyniad fod yn wahanol."
        )
    } else {
        format!("Y dyfarniad yn ôl rheolau eich atebion: {then}. Yn ôl rheolau’r dudalen hon: {now}.")
    }
}

/// The other rules do not take what is answered.
pub(crate) fn award_here(now: &str) -> String {
    format!(
        "Y dyfarniad yn ôl rheolau’r dudalen hon: {now}. Nid oes un i’w gymharu yn ôl rheolau eich atebion, am nad ydynt yn derbyn popeth sydd wedi’i ateb nawr."
    )
}

pub(crate) fn new(count: usize) -> String {
    format!("Heb fod yn y rheolau hynny: {}", criteria(count))
}

pub(crate) fn newer(here: &str, edition: &str) -> String {
    format!("Argraffiad {here} o’r safon yw hwn, ac mae un mwy newydd: argraffiad {edition}.")
}

pub(crate) fn newer_go(edition: &str) -> String {
    format!("Mynd i argraffiad {edition}")
}

pub(crate) fn newer_carry(edition: &str) -> String {
    format!("Mynd i argraffiad {edition} i’w trosglwyddo")
}
