//! Words about the rules that answers are judged by: revised, newer, or of another edition.

use super::count::criteria;

pub(crate) const REFUSED: &str = "Nid yw rhai o’ch atebion yn ffitio rheolau’r argraffiad hwn fel y maent nawr, felly ni ellir cyfrifo canlyniad. Ni chollwyd dim o’r hyn a roesoch.";
pub(crate) const REFUSED_GO: &str = "Gweld pa rai, a chadw’r gweddill";
pub(crate) const REVISED: &str = "Diwygiwyd rheolau’r argraffiad hwn ar ôl i chi roi’r atebion hyn. Yn ôl y rheolau fel y maent nawr y mae’r canlyniad yma.";
pub(crate) const REVISED_UNKNOWN: &str =
    "Ni ellir dangos beth a newidiodd: nid oedd modd llwytho’r rheolau fel yr oeddent.";
pub(crate) const REVISED_READ: &str = "Rwyf wedi darllen hyn";
pub(crate) const RULES: &str = "Olion bys y rheolau";
pub(crate) const RULES_THEN: &str = "Bryd hynny:";
pub(crate) const RULES_NOW: &str = "Nawr:";
pub(crate) const ELSEWHERE: &str = "Mae’r porwr hwn yn cadw atebion ar gyfer argraffiad arall o’r safon hon.";
pub(crate) const ELSEWHERE_GO: &str = "Eu gweld, neu eu trosglwyddo";

/// By both the result is the same as a whole.
pub(crate) fn same(award: &str) -> String {
    format!("Mae’ch canlyniad yr un fath yn ôl y ddwy set o reolau. Y dyfarniad: {award}.")
}

pub(crate) fn award(then: &str, now: &str) -> String {
    if then == now {
        format!(
            "Mae’r dyfarniad yr un fath yn ôl y ddwy set o reolau: {now}. Gall rhywbeth arall yn eich canlyniad fod yn wahanol."
        )
    } else {
        format!("Y dyfarniad yn ôl y rheolau fel yr oeddent: {then}. Yn ôl y rheolau fel y maent nawr: {now}.")
    }
}

pub(crate) fn new(count: usize) -> String {
    format!("Yn newydd: {}", criteria(count))
}

pub(crate) fn newer(here: &str, edition: &str) -> String {
    format!(
        "Argraffiad {here} o’r safon yw hwn, ac mae un mwy newydd: argraffiad {edition}. Mae’ch atebion yn aros yma o dan yr argraffiad y rhoesoch nhw ar ei gyfer. Gallwch hefyd eu trosglwyddo, a gweld yn gyntaf beth fyddai’n newid."
    )
}

pub(crate) fn newer_go(edition: &str) -> String {
    format!("Mynd i argraffiad {edition} i’w trosglwyddo")
}
