//! Words of the pages of sections and of programmes.

use std::fmt::Write;

use mentormark_rules::outcome::Tally;

use crate::state::BadName;

// A section.
pub(crate) const RATE_MARKS: &str = "Dewiswch y marc uchaf y gallech ei ddangos heddiw.";
pub(crate) const EVERY_LEVEL: &str = "Ar bob lefel";
pub(crate) const EVERY_CRITERION: &str = "Meini prawf";
pub(crate) const SHOULD: &str = "Dylid";
pub(crate) const SUGGESTED: &str = "Awgrym";
pub(crate) const REASON: &str = "Pam nad yw hyn yn berthnasol? Heb reswm mae’n cyfrif fel heb ei ateb.";
pub(crate) const REASON_SHOULD: &str = "Os nad yw hyn wedi’i fodloni: pam ddim?";
pub(crate) const SEE_ANSWERS: &str = "Gweld eich atebion amdanoch chi";
pub(crate) const CRITERIA: &str = ": meini prawf";
pub(crate) const CLEAR_ANSWER: &str = "Clirio’r ateb hwn";
pub(crate) const GUIDE: &str = "Pam mae’n bwysig a beth sy’n ei ddangos";

/// Over the evidence of a criterion, and how much of it there is.
pub(crate) fn your_evidence(items: usize) -> String {
    if items == 0 { "Eich tystiolaeth".to_owned() } else { format!("Eich tystiolaeth: {items}") }
}

pub(crate) const EVIDENCE_HELP: &str = "Dywedwch ble mae’r dystiolaeth, fel y gallwch chi ac aseswr ddod o hyd iddi eto. Enwch ddogfennau a thudalennau, nid pobl.";
pub(crate) const EVIDENCE_NOTE: &str = "Nodyn";
pub(crate) const EVIDENCE_LINKS: &str = "Dolenni, un i bob llinell";

pub(crate) fn evidence_links_help(most: usize) -> String {
    format!(
        "Hyd at {most}, pob un yn dechrau â https:// neu http://. Rhaid i bwy bynnag sy’n eich asesu allu eu hagor."
    )
}

pub(crate) fn link_refused(line: usize, why: &str) -> String {
    format!("Llinell {line} heb ei chadw: {why}")
}

pub(crate) fn links_too_many(most: usize, why: &str) -> String {
    format!("Dim ond y {most} cyntaf sydd wedi’u cadw: {why}")
}

pub(crate) const WAIT: &str = "Un eiliad.";
pub(crate) const EXPLANATIONS_MISSING: &str = "Nid oedd modd llwytho’r esboniadau. Mae’r hyn a ateboch yn cyfrif yr un fath. Os nad yw rhoi cynnig arall arni’n helpu, ail-lwythwch y dudalen.";
pub(crate) const NOT_LOADED: &str =
    "Nid oedd modd llwytho rhan o’r safle, felly ni wnaed dim. Gwiriwch eich cysylltiad a rhowch gynnig arall arni.";
pub(crate) const GUIDE_MISSING: &str =
    "Nid oedd modd llwytho hyn. Caewch ef ac agorwch ef eto i roi cynnig arall arni.";
pub(crate) const WHY_IT_MATTERS: &str = "Pam mae’n bwysig";
pub(crate) const IN_PRACTICE: &str = "Yn ymarferol";
pub(crate) const EVIDENCE: &str = "Tystiolaeth nodweddiadol";

pub(crate) fn rate(top: &str) -> String {
    format!("Dewiswch “{top}” dim ond lle y gallech ei ddangos heddiw.")
}

pub(crate) fn not_concerned(noun: &str) -> String {
    format!("Nid yw’r {noun} yma yn berthnasol i chi, felly nid yw’n cyfrif.")
}

pub(crate) fn section_standing(noun: &str) -> String {
    format!("Sefyllfa’r {noun}")
}

/// The counts at one level.
pub(crate) fn tally(tally: &Tally) -> String {
    let mut words = format!("{} o {} wedi’u bodloni", tally.met, tally.of);
    for (count, what) in [(tally.unanswered, "heb eu hateb"), (tally.not_applicable, "ddim yn berthnasol")] {
        if count > 0 {
            let _ = write!(words, ", {count} {what}");
        }
    }
    words
}

pub(crate) fn section_of(noun: &str, place: usize, of: usize) -> String {
    format!(", {noun} {place} o {of}")
}

// The programmes.
pub(crate) const PROGRAMMES_LEAD: &str = "Atebwch ar gyfer un rhaglen, neu enwch sawl un sy’n cael eu hasesu gyda’i gilydd: yna mae gan bob un ei thudalennau ei hun.";
pub(crate) const PROGRAMMES_ONE: &str = "Rydych yn ateb ar gyfer un rhaglen, nad oes angen enw arni. Mae’r hyn rydych wedi’i ateb yn aros gyda’r un gyntaf a enwch.";
pub(crate) const PROGRAMMES_EACH: &str =
    "Atebir pob un o’r rhain ar wahân. Mae’r canlyniad yn dweud sut maent yn cyfrif gyda’i gilydd.";
pub(crate) const PROGRAMME_NAME: &str = "Enw’r rhaglen";
pub(crate) const PROGRAMME_HELP: &str =
    "Er enghraifft Mentora cyfoedion 2026. Cedwir llythrennau a digidau, heb acenion na marciau eraill.";
pub(crate) const PROGRAMME_ADD: &str = "Ychwanegu rhaglen";
pub(crate) const PROGRAMME_RENAME: &str = "Cadw’r enw";
pub(crate) const REMOVE_LOSES: &str = "Mae ei hatebion yn mynd gyda hi, oni bai mai hi yw’r olaf: yna maent yn aros, heb enw. Lawrlwythwch eich atebion yn gyntaf os gallai fod eu hangen arnoch.";
pub(crate) const REMOVE_YES: &str = "Tynnu’r rhaglen";

pub(crate) fn new_name(name: &str) -> String {
    format!("Enw newydd ar gyfer {name}")
}

pub(crate) fn go_to_programme(name: &str) -> String {
    format!("Ateb ar gyfer {name}")
}

pub(crate) fn named(name: &str) -> String {
    format!("Wedi’i gadw: {name}.")
}

pub(crate) fn remove(name: &str) -> String {
    format!("Tynnu {name}")
}

pub(crate) fn remove_this(name: &str) -> String {
    format!("Tynnu {name}?")
}

pub(crate) fn removed(name: &str) -> String {
    format!("Wedi’i thynnu: {name}.")
}

/// What is wrong with a programme's name.
pub(crate) fn bad_name(bad: BadName) -> &'static str {
    match bad {
        BadName::Empty => "Rhowch enw sy’n cynnwys llythrennau neu ddigidau",
        BadName::Taken => "Mae’r enw hwn gan raglen arall: dewiswch un gwahanol",
        BadName::TooMany => "Mae cynifer o raglenni ag y caiff un canlyniad eu cynnwys",
    }
}
