//! The words of the page on which receipts and self-assessments are checked.

use mentormark_seal::{Fault, Step};

use super::{count, spoken};
use crate::verify::Holds;

pub(crate) const CHOOSE: &str = "Dewiswch ffeiliau, neu gollyngwch nhw yma";
pub(crate) const CHOOSE_HELP: &str = "Derbynneb, yr hyn a gyflwynwyd, ateb cyfan dilysydd, ffeil o atebion, neu restr o allweddi. Caiff sawl un gyda’i gilydd hefyd eu cymharu â’i gilydd.";
pub(crate) const CHECKING: &str = "Wrthi’n gwirio…";
pub(crate) const CLEAR: &str = "Dechrau eto";

// What a file is.
pub(crate) const TOO_LONG: &str = "Mae’r ffeil hon yn hwy nag unrhyw un y gellir ei gwirio yma.";
pub(crate) const UNREAD: &str = "Ni ellir darllen y ffeil hon.";
pub(crate) const NO_DATA: &str = "Nid yw’r dudalen hon yn dal hunanasesiad. Dewiswch y dudalen a gadwyd o’r hunanasesiad, nid un a gadwyd gan y porwr.";
pub(crate) const REPEATS: &str = "Mae rhywbeth yn y ffeil hon ddwywaith o dan un enw, felly gallai dau ddarllenydd ei ddarllen mewn dwy ffordd. Ni chaiff ei darllen o gwbl.";
pub(crate) const UNKNOWN: &str = "Nid yw hon yn un o’r ffeiliau y gellir eu gwirio yma.";

pub(crate) fn title(file: &str, kind: &str) -> String {
    format!("{file}: {kind}")
}

pub(crate) fn kind(name: &str) -> &'static str {
    match name {
        "receipt" => "derbynneb",
        "verification" => "ateb dilysydd",
        "submission" => "cyflwyniad",
        "assessment" => "ffeil o atebion",
        "keys" => "rhestr o allweddi",
        _ => "ddim yn hysbys",
    }
}

// Whether it holds.
pub(crate) fn verdict(holds: Holds) -> &'static str {
    match holds {
        Holds::Yes => "Mae popeth a wiriwyd yn gywir",
        Holds::No => "Nid yw rhywbeth yn gywir",
        Holds::Open => "Nid oedd modd gwirio dim",
    }
}

/// What a mark says to those who do not see it.
pub(crate) fn holds(holds: Holds) -> &'static str {
    match holds {
        Holds::Yes => "Yn gywir: ",
        Holds::No => "Ddim yn gywir: ",
        Holds::Open => "Heb ei wirio, neu i’w nodi: ",
    }
}

// A receipt.
pub(crate) const KEYS_OF_FILE: &str = "y rhestr o allweddi a roesoch";
pub(crate) const KEYS_OF_SITE: &str = "yr allweddi y mae dilysydd y safle hwn yn eu cyhoeddi";
pub(crate) const REFERENCE: &str = "Cyfeirnod";
pub(crate) const KEY: &str = "Allwedd a lofnododd";
pub(crate) const VERIFIED_AT: &str = "Dilyswyd ar";
pub(crate) const CLAIM: &str = "Beth a hawliwyd";
pub(crate) const QUALITY: &str = "Mae’r atebion yn ennill, o leiaf";
pub(crate) const AWARD: &str = "Dyfarniad, o leiaf";
pub(crate) const FEE: &str = "Ffi gan gynnwys TAW";
pub(crate) const NO_LEVEL: &str = "Dim";
pub(crate) const BATCH: &str = "Swp";
pub(crate) const LINES: &str = "Ni wirir llinellau’r swp yma: “mentormark receipt verify --lines” sy’n gwneud hynny.";

pub(crate) fn status(confirmed: bool) -> &'static str {
    if confirmed { "Cadarnhawyd: dyna a ddywed y rheolau" } else { "Yn wahanol i’r hyn a ddywed y rheolau" }
}

/// A step of the check of a receipt; `without` where there were no keys to check against.
pub(crate) fn step(step: Step, holds: Holds, keys: &str, without: bool) -> String {
    match (step, holds) {
        (Step::Key, Holds::Open) if without => {
            "Ni wiriwyd allwedd pwy yw hi: dim allweddi. Nid oedd modd gofyn i ddilysydd y safle hwn, neu nid oes un. Gall unrhyw un wneud allwedd, felly ni ddangosir dim o’r hyn y mae’r dderbynneb yn ei ddatgan. Ychwanegwch restr allweddi’r dilysydd rydych yn ymddiried ynddo.".to_owned()
        }
        (_, Holds::Open) => format!("Heb ei wirio, am nad yw rhywbeth o’i flaen yn gywir: {}.", subject(step)),
        (Step::Shape, Holds::Yes) => "Mae ffurf derbynneb arni, ac nid oes dim arall ynddi.".to_owned(),
        (Step::Shape, Holds::No) => {
            "Nid oes ffurf derbynneb arni, felly ni wirir ac ni ddangosir dim ynddi.".to_owned()
        }
        (Step::Signature, Holds::Yes) => "Mae’r llofnod yn ddilys: ni newidiwyd dim ers ei lofnodi.".to_owned(),
        (Step::Signature, Holds::No) => {
            "Nid yw’r llofnod yn ddilys: newidiwyd rhywbeth, neu allwedd arall a lofnododd.".to_owned()
        }
        (Step::Key, Holds::Yes) => format!("Mae’r allwedd yn un o {keys}."),
        (Step::Key, Holds::No) => {
            format!("Nid yw’r allwedd yn un o {keys}, felly nid yw’n hysbys pwy a lofnododd. Ni ddangosir dim o’r hyn y mae’r dderbynneb yn ei ddatgan.")
        }
        (Step::Time, Holds::Yes) => "Roedd yr allwedd mewn defnydd pan lofnododd.".to_owned(),
        (Step::Time, Holds::No) => "Nid oedd yr allwedd mewn defnydd pan lofnododd.".to_owned(),
    }
}

fn subject(step: Step) -> &'static str {
    match step {
        Step::Shape => "ffurf y ddogfen",
        Step::Signature => "y llofnod",
        Step::Key => "allwedd pwy yw hi",
        Step::Time => "a oedd yr allwedd mewn defnydd",
    }
}

/// What the codes mean that only documents which are signed can meet.
const MEANINGS: [(&str, &str); 18] = [
    ("bad-issuer", "Nid yw’r cyhoeddwr yn “did:key” nac yn “did:web”."),
    ("bad-key", "Nid yw hon yn allwedd Ed25519 y gellir ei defnyddio."),
    ("bad-name", "Mae nodau neu hyd yma na all y lle hwn eu cymryd."),
    ("bad-signature", "Nid yw hwn yn llofnod o 64 beit."),
    ("bad-time", "Nid yw hwn yn amser o’r ffurf 2026-03-02T09:30:00Z."),
    ("counts-differ", "Nid yw’r niferoedd yn adio at ei gilydd."),
    ("issuer-not-given", "Allweddi cyhoeddwr arall yw’r rhai a roesoch."),
    ("key-not-given", "Nid yw’r allwedd yn un a roesoch."),
    ("key-not-in-use", "Nid oedd yr allwedd mewn defnydd pan lofnododd."),
    ("key-of-another", "Nid yw’r allwedd hon yn perthyn i’r cyhoeddwr."),
    ("keys-unusable", "Nid oes allwedd mewn defnydd yn y rhestr, neu mae dwy yr un fath."),
    ("proof-list", "Rhaid cael un prawf ac nid rhestr: o blith sawl un, gallai rhai fod gan unrhyw un."),
    ("signature-fails", "Nid llofnod yr allwedd dros y ddogfen hon yw hwn: newidiwyd un ohonynt."),
    ("times-cross", "Mae dau amser yn gwrth-ddweud ei gilydd."),
    ("wrong-context", "Nid yw’r “@context” yr un a bennwyd, felly gallai’r geiriau olygu rhywbeth arall."),
    ("wrong-document", "Math arall o ddogfen yw hon."),
    ("wrong-purpose", "Gwnaed y prawf at ddiben arall na datgan rhywbeth."),
    ("wrong-suite", "Nid yw’r prawf o’r math “eddsa-jcs-2022”."),
];

/// What is wrong with a receipt or with a list of keys.
pub(crate) fn fault(fault: &Fault) -> String {
    let code = fault.code.as_str();
    match MEANINGS.iter().find(|(of, _)| *of == code) {
        Some((_, meaning)) => (*meaning).to_owned(),
        None => spoken(code, &fault.message, None),
    }
}

// The answer of a verifier.
pub(crate) const NO_VERIFICATION: &str = "Nid oes ffurf ateb dilysydd arno, felly ni wirir dim ynddo.";
pub(crate) const AROUND_SAME: &str = "Mae’r hyn sydd o amgylch y dderbynneb yn dweud yr un peth â hi.";
pub(crate) const AROUND_DIFFERS: &str =
    "Mae’r hyn sydd o amgylch y dderbynneb yn dweud rhywbeth gwahanol iddi, a dim ond hi sydd wedi’i llofnodi.";

// Keys.
pub(crate) const KEYS_UNREAD: &str = "Ni ellir defnyddio’r rhestr hon o allweddi.";

pub(crate) fn keys(count: usize) -> String {
    format!("{}. Caiff derbynebau eu gwirio yn erbyn y rhestr hon a dim un arall.", count::keys(count))
}

// Worked out again.
pub(crate) const RULES_KNOWN: &str = "Mae’r rheolau yn hysbys yma: mae’r ffeil yn enwi argraffiad a ryddhawyd.";
pub(crate) const RULES_UNKNOWN: &str =
    "Nid yw’r rheolau y mae’r ffeil yn eu henwi yn hysbys yma, felly ni ellir cyfrifo’r canlyniad eto.";
pub(crate) const RULES_UNLOADED: &str =
    "Nid oedd modd llwytho’r rheolau. Edrychwch ar eich cysylltiad a dewiswch y ffeil eto.";
pub(crate) const WORDS_KNOWN: &str = "Y geiriau a ddarllenodd yr ymgeisydd yw’r rhai y mae’r safle hwn yn eu dangos.";
pub(crate) const WORDS_UNKNOWN: &str = "Nid y geiriau a ddarllenodd yr ymgeisydd yw’r rhai y mae’r safle hwn yn eu dangos nawr. Nid ydynt yn newid canlyniad.";
pub(crate) const CLAIM_HOLDS: &str = "Wedi’i gyfrifo eto yma, y canlyniad yw’r hyn y mae’r cyflwyniad yn ei hawlio.";
pub(crate) const CLAIM_DIFFERS: &str =
    "Wedi’i gyfrifo eto yma, nid yw’r canlyniad yr hyn y mae’r cyflwyniad yn ei hawlio.";
pub(crate) const UNSIGNED: &str = "Nid oes neb wedi llofnodi’r ffeil hon: gallai unrhyw un ei hysgrifennu. Mae derbynneb yn dweud bod dilysydd wedi’i gweld.";
pub(crate) const REFUSED: &str = "Nid yw’r rheolau yn darllen y ffeil hon.";

pub(crate) fn differs(name: &str, claimed: &str, computed: &str) -> String {
    format!("{name}: hawliwyd {claimed}, cyfrifwyd {computed}.")
}

// Together.
pub(crate) const NO_ANSWERS: &str = "Ni wiriwyd a yw’r dderbynneb ar gyfer eich atebion chi: ychwanegwch yr hyn a gyflwynwyd, neu ffeil yr atebion hynny.";
pub(crate) const OTHER_RULES: &str =
    "Cyfrifwyd y canlyniad eto yma yn ôl diwygiad arall o’r rheolau, felly ni chaiff ei gymharu.";
pub(crate) const RESULT_SAME: &str =
    "Wedi’i gyfrifo eto yma o’r atebion hynny, y canlyniad yw’r hyn y mae’r dderbynneb yn ei ddatgan.";
pub(crate) const RESULT_DIFFERS: &str =
    "Wedi’i gyfrifo eto yma o’r atebion hynny, nid yw’r canlyniad yr hyn y mae’r dderbynneb yn ei ddatgan.";

pub(crate) fn same_answers(file: &str) -> String {
    format!("Ar gyfer yr union atebion yn {file} y mae: mae ganddynt yr ôl bys a lofnodwyd.")
}

pub(crate) fn other_answers(files: &str) -> String {
    format!("Ar gyfer atebion eraill, neu ddiwrnod arall, na {files} y mae: mae’r olion bys yn wahanol.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_of_a_signed_document_has_a_meaning() {
        let mut wanted: Vec<&str> = mentormark_seal::Code::OWN.iter().map(|code| code.as_str()).collect();
        let mut known: Vec<&str> = MEANINGS.iter().map(|(code, _)| *code).collect();
        known.sort_unstable();
        wanted.sort_unstable();
        assert_eq!(known, wanted);
    }
}
