//! The words of checking one's answers, submitting them and what came of it.

use crate::text::said::date;
use mentormark_rules::{Date, verification::Status};

use super::count::{criteria, links as some_links, notes as some_notes, seconds};

// Check your answers.
pub(crate) const TO_CHECK_HELP: &str =
    "Pob ateb unwaith eto, cyn i chi eu cyflwyno i gael eu cyfrifo eto a’u llofnodi.";
pub(crate) const CHECK_LEAD: &str =
    "Dyma’ch holl atebion. Nid oes dim wedi’i anfon: nid yw wedi’i orffen nes i chi eu cyflwyno ar y dudalen nesaf.";
pub(crate) const BEFORE: &str = "Cyn i chi gyflwyno";
pub(crate) const ALL_ANSWERED: &str = "Mae pob maen prawf wedi’i ateb.";
pub(crate) const EVIDENCE_ALL: &str = "Nid oes dim yn cael ei hawlio heb nodyn neu ddolen sy’n ei ddangos.";
pub(crate) const EVIDENCE_HELP: &str = "Gallwch gyflwyno heb dystiolaeth. Bydd aseswr yn gofyn beth sy’n dangos y rhain, felly mae nodyn byr neu ddolen ar bob un yn arbed amser yn nes ymlaen.";
pub(crate) const CHANGE: &str = "Newid";
pub(crate) const BACK_TO_CHECK: &str = "Yn ôl i wirio’ch atebion";
pub(crate) const BACK_TO_RESULT: &str = "Yn ôl i’ch canlyniad";
pub(crate) const NEXT: &str = "Nesaf";
pub(crate) const NEXT_SUBMIT: &str = "Mae’r dudalen nesaf yn dangos yn union beth fyddai’n cael ei anfon, ac at bwy. Gallwch ddod yn ôl o hyd a newid eich atebion.";
pub(crate) const GO_ON_TO_SUBMIT: &str = "Parhau i gyflwyno";

pub(crate) fn facts_not_answered(blanks: usize) -> String {
    format!(
        "Cwestiynau amdanoch chi heb eu hateb: {blanks}. Nid yw’r hyn sy’n dibynnu arnynt yn hysbys: a gewch wneud cais, dyfarniad neu’r ffi."
    )
}

pub(crate) fn not_answered(blanks: usize) -> String {
    format!("Heb eu hateb: {}. Gallwch gyflwyno yr un fath: mae pob un yn cyfrif fel heb ei fodloni.", criteria(blanks))
}

pub(crate) fn without_evidence(count: usize) -> String {
    format!("Wedi’u hawlio heb nodyn na dolen: {}", criteria(count))
}

pub(crate) fn held(level: &str, day: &str) -> String {
    format!("{level}, dyfarnwyd ar {day}")
}

// Submit.
pub(crate) const SUBMIT: &str = "Cyflwyno’ch hunanasesiad";
pub(crate) const SUBMIT_LEAD: &str = "Nid oes dim wedi’i anfon eto. Dyma beth a anfonir pan bwyswch y botwm ar ddiwedd y dudalen. Mae’r dilysydd yn cyfrifo eich canlyniad eto yn ôl yr un rheolau ac yn ateb â derbynneb wedi’i llofnodi.";
pub(crate) const NOT_READY: &str =
    "Ni ellir cyflwyno’r atebion hyn fel y maent, am nad yw’r rheolau yn eu darllen. Newidiwch y rhain yn gyntaf:";
pub(crate) const WHAT_IS_SENT: &str = "Beth a anfonir";
pub(crate) const TO_WHOM: &str = "At";
pub(crate) const STANDARD: &str = "Safon";
pub(crate) const JUDGED_ON: &str = "Barnwyd ar";
pub(crate) const EVIDENCE: &str = "Tystiolaeth";
pub(crate) const CLAIMED_QUALITY: &str = "Mae’r atebion yn ennill, o leiaf";
pub(crate) const CLAIMED_AWARD: &str = "Dyfarniad, o leiaf";
pub(crate) const CLAIMED_FEE: &str = "Ffi";
pub(crate) const NO_FEE_KNOWN: &str = "Dim yn hysbys";
pub(crate) const RULES_HASH: &str = "Ôl bys y rheolau";
pub(crate) const OTHER_RULES: &str = "Cyfrifwyd hyn yn ôl diwygiad arall o’r rheolau na’r un y mae’r dudalen hon yn ei ddefnyddio nawr. Mae’n aros fel y mae, ond gall canlyniad a gyfrifir heddiw fod yn wahanol.";
pub(crate) const WORDING_HASH: &str = "Ôl bys y geiriau a ddarllenoch";
pub(crate) const ASSESSMENT_HASH: &str = "Ôl bys eich atebion";
pub(crate) const EVERY_WORD: &str = "Gweld pob gair a anfonir";
pub(crate) const EVERY_WORD_HELP: &str = "Dyma’r ddogfen gyfan, gyda bylchau wedi’u hychwanegu fel y gellir ei darllen. Heblaw amdani, dim ond yr hyn y mae porwr yn ei ddweud wrth bob gwefan sy’n mynd gyda hi.";
pub(crate) const PERSONAL: &str = "Data personol yn eich nodiadau";
pub(crate) const PERSONAL_WHY: &str = "Anfonir eich atebion fel y maent uchod. Nid oes angen data personol neb mewn nodyn na dolen: gwnewch yn siŵr nad oes y canlynol yn yr un ohonynt:";
pub(crate) const PERSONAL_NEVER: [&str; 4] = [
    "enwau, llythrennau cyntaf neu ffotograffau o fentoreion, mentoriaid, rhieni neu staff",
    "cyfeiriadau, rhifau ffôn, cyfeiriadau e-bost neu ddyddiadau geni",
    "unrhyw beth am iechyd, credoau, troseddau neu deulu rhywun",
    "dolenni sy’n gadael i bwy bynnag sy’n eu dilyn weld pethau o’r fath",
];
pub(crate) const NOTES_KEPT: &str = "Anfonir eich nodiadau a’ch dolenni gyda’ch atebion, am fod ôl bys eich atebion yn eu cynnwys. Mae’r dilysydd yn eu hanghofio ar ôl gwirio, oni bai bod pwy bynnag sy’n ei redeg wedi dewis eu cadw: gofynnwch iddynt os yw’n bwysig i chi. Felly cadwch ffeil yr hyn a anfonoch.";
pub(crate) const NOTES_NONE: &str = "Nid ydych wedi ysgrifennu nodiadau na dolenni.";
pub(crate) const THEN: &str = "Beth sy’n digwydd wedyn";
pub(crate) const THEN_STEPS: [&str; 3] = [
    "Mae’r dilysydd yn cyfrifo’r canlyniad o’ch atebion ac yn ei gymharu â’r hyn y mae’r dudalen hon yn ei hawlio. Mae hyn yn cymryd eiliad.",
    "Cewch gyfeirnod a derbynneb wedi’i llofnodi, a gallwch gadw’r ddau.",
    "Mae’r dilysydd yn cadw’r canlyniad, fel y gellir chwilio amdano yn ôl y cyfeirnod.",
];
pub(crate) const SEND: &str = "Cyflwyno";
pub(crate) const SAVE_SUBMISSION: &str = "Cadw’r hyn a anfonir fel ffeil";
pub(crate) const SENDING: &str = "Wrthi’n anfon… Arhoswch am yr ateb.";
pub(crate) const SENDING_NOT_KEPT: &str = "Wrthi’n anfon… Arhoswch am yr ateb a pheidiwch ag ail-lwytho: nid yw’r porwr hwn yn cadw dim, felly ni fyddai’n gwybod ei fod wedi anfon hyn.";
pub(crate) const STILL_SENDING: &str =
    "Yn dal i aros am yr ateb. Nid oes angen i chi wneud dim: dim ond unwaith y gofynnir amdano.";
pub(crate) const CHANGED: &str = "Mae eich atebion neu’r dyddiad wedi newid ers i’r dudalen hon gael ei hagor. Edrychwch ar yr hyn a anfonir nawr, a phwyswch y botwm eto.";
pub(crate) const STATIC: &str = "Ni all y copi hwn o’r safle dderbyn cyflwyniadau: nid oes dilysydd lle mae’n cael ei letya. Cadwch yr hyn a fyddai’n cael ei anfon fel ffeil a’i drosglwyddo yn y ffordd y mae’r corff dyfarnu yn gofyn amdani.";
pub(crate) const OFFLINE: &str = "Ni ellir cyrraedd y dilysydd ar hyn o bryd. Mae eich atebion yn ddiogel yn y porwr hwn. Cyflwynwch pan fyddwch wedi’ch cysylltu eto, neu cadwch yr hyn a fyddai’n cael ei anfon fel ffeil.";
pub(crate) const ASK_AGAIN: &str = "Gofyn am ei ateb";
pub(crate) const SEE_CONFIRMATION: &str = "Gweld y cadarnhad";
pub(crate) const NOTHING_LOST: &str = "Nid oes dim wedi’i golli: mae eich atebion fel yr oeddent.";

pub(crate) fn standard(name: &str, edition: &str) -> String {
    format!("{name}, argraffiad {edition}")
}

pub(crate) fn notes_and_links(notes: usize, links: usize) -> String {
    format!("{}, {}", some_notes(notes), some_links(links))
}

/// That something was sent before and no answer came; `same` where it is what would be sent now.
pub(crate) fn unanswered(same: bool) -> &'static str {
    if same {
        "Anfonoch hyn o’r blaen ac ni ddaeth ateb, felly efallai ei fod wedi cyrraedd neu beidio. Mae gofyn am ei ateb, neu gyflwyno unwaith eto, yn cyfrif fel yr un cyflwyniad."
    } else {
        "Anfonoch atebion eraill o’r blaen ac ni ddaeth ateb, felly efallai eu bod wedi cyrraedd neu beidio. Gallwch ofyn am yr ateb i’r rheini, neu gyflwyno’r rhai presennol: mae hynny’n gyflwyniad newydd."
    }
}

pub(crate) fn sent_before(at: &str) -> String {
    format!("Rydych wedi cyflwyno’r union atebion hyn: {}. Mae eu cyflwyno eto yn rhoi’r un dderbynneb.", moment(at))
}

// Why it was not answered, and what to do next.
pub(crate) const GARBLED: [&str; 2] = [
    "Daeth ateb nad yw’r dudalen hon yn ei ddeall, felly nid yw’n sicr bod y cyflwyniad wedi’i dderbyn.",
    "Pwyswch y botwm eto: mae’n cyfrif fel yr un cyflwyniad. Os daw hyn eto, cadwch yr hyn a anfonir fel ffeil a dywedwch wrth bwy bynnag sy’n rhedeg y safle hwn.",
];
pub(crate) const TOO_SLOW: [&str; 2] = [
    "Ni ddaeth ateb mewn pryd, felly nid yw’n sicr bod y cyflwyniad wedi’i dderbyn.",
    "Pwyswch y botwm eto: mae’n cyfrif fel yr un cyflwyniad, hyd yn oed os yw’r cyntaf wedi cyrraedd.",
];
pub(crate) const UNREACHED: [&str; 2] = [
    "Nid oedd modd cyrraedd y dilysydd, neu torrwyd y cysylltiad.",
    "Edrychwch ar eich cysylltiad a phwyswch y botwm eto: mae’n cyfrif fel yr un cyflwyniad, hyd yn oed os yw’r cyntaf wedi cyrraedd. Neu cadwch yr hyn a anfonir fel ffeil.",
];

/// What is wrong and what to do where something else than a verifier answers.
pub(crate) fn another(status: u16) -> [String; 2] {
    if status >= 500 && status != 501 {
        return [
            format!("Nid yw’r dilysydd wrth ei waith ar hyn o bryd (statws {status})."),
            "Rhowch gynnig arall arni ymhen ychydig funudau: mae’n cyfrif fel yr un cyflwyniad. Neu cadwch yr hyn a anfonir fel ffeil.".to_owned(),
        ];
    }
    [
        "Ni all y copi hwn o’r safle dderbyn cyflwyniadau: nid oes dilysydd lle mae’n cael ei letya.".to_owned(),
        "Cadwch yr hyn a anfonir fel ffeil a’i drosglwyddo yn y ffordd y mae’r corff dyfarnu yn gofyn amdani."
            .to_owned(),
    ]
}

/// What a verifier's problem means and what to do.
pub(crate) fn problem(status: u16, kind: &str, retry_after: Option<u32>) -> [String; 2] {
    let soon = || match retry_after {
        None | Some(0) => "ymhen munud".to_owned(),
        Some(count) => format!("ymhen {}", seconds(count)),
    };
    let again = || format!("Pwyswch y botwm eto {}: mae’n cyfrif fel yr un cyflwyniad.", soon());
    let (what, next) = match (status, kind) {
        (409, _) => {
            ("Mae’r un cyflwyniad yn dal i gael ei brosesu, o’r dudalen hon neu un arall.", again())
        }
        (422, "idempotency-key-reused") => (
            "Anfonwyd y cyflwyniad hwn o dan enw sy’n perthyn i un arall, felly ni chafodd ei dderbyn.",
            "Pwyswch y botwm eto: fe’i hanfonir o dan enw newydd.".to_owned(),
        ),
        (422, _) if kind == REFUSED => (
            "Ni dderbyniodd y dilysydd y cyflwyniad, am nad yw rhywbeth ynddo fel y mae ei reolau yn gofyn:",
            "Newidiwch yr atebion hyn a chyflwynwch eto. Lle nad oes dim o’i le ar ateb, efallai fod y dudalen hon yn hŷn na’r dilysydd: ail-lwythwch hi. Cedwir eich atebion.".to_owned(),
        ),
        (413, _) => (
            "Mae’r cyflwyniad yn hwy nag y mae’r dilysydd yn ei dderbyn.",
            "Byrhewch eich nodiadau, neu tynnwch rai dolenni allan, a chyflwynwch eto.".to_owned(),
        ),
        (429, _) => ("Daeth gormod o geisiadau o’ch cysylltiad mewn amser byr.", again()),
        (503, "signing-unavailable") => {
            ("Ni all y dilysydd lofnodi derbynebau ar hyn o bryd. Ni chadwyd dim.", again())
        }
        (503, _) => ("Ni all y dilysydd gadw atebion ar hyn o bryd, neu mae wedi cyrraedd ei derfyn.", again()),
        (500.., _) => (
            "Methodd y dilysydd.",
            "Rhowch gynnig arall arni ymhen ychydig funudau: mae’n cyfrif fel yr un cyflwyniad. Os yw’n methu eto, cadwch yr hyn a anfonir fel ffeil a dywedwch wrth bwy bynnag sy’n rhedeg y safle hwn.".to_owned(),
        ),
        _ => (
            "Ni dderbyniodd y dilysydd y cyflwyniad:",
            "Ail-lwythwch y dudalen hon a rhowch gynnig arall arni. Os daw hyn eto, cadwch yr hyn a anfonir fel ffeil a dywedwch wrth bwy bynnag sy’n rhedeg y safle hwn.".to_owned(),
        ),
    };
    [what.to_owned(), next]
}

/// How a verifier calls a document that it does not take.
const REFUSED: &str = "refused";

// What came of it.
pub(crate) const CONFIRMATION: &str = "Eich cyflwyniad";
pub(crate) const REFERENCE: &str = "Eich cyfeirnod";
pub(crate) const DIFFERS_HELP: &str = "Nid yw popeth a hawliodd y safle hwn yr un fath â’r hyn a gyfrifodd y dilysydd; mae’r tabl yn dangos ble. Ffigurau’r dilysydd sy’n cyfrif. Ail-lwythwch y safle fel bod ganddo ei fersiwn diweddaraf, gwiriwch eich atebion a chyflwynwch eto, a dywedwch wrth y corff dyfarnu os yw’r gwahaniaeth yn aros.";
pub(crate) const CLAIMS: &str = "Beth a hawliwyd wrth ochr yr hyn a gyfrifodd y dilysydd";
pub(crate) const CLAIM: &str = "Beth";
pub(crate) const CLAIMED: &str = "Hawliwyd";
pub(crate) const COMPUTED: &str = "Cyfrifwyd";
pub(crate) const SAME: &str = "Yn cytuno";
pub(crate) const IS_SAME: &str = "✓ yr un peth";
pub(crate) const IS_DIFFERENT: &str = "✕ yn wahanol";
pub(crate) const WHAT_NOW: &str = "Beth sy’n digwydd nesaf";
pub(crate) const RECORD: &str = "Cadw cofnod";
pub(crate) const RECORD_HELP: &str = "Mae’r dderbynneb wedi’i llofnodi ac nid yw’n dal atebion. Gyda ffeil yr hyn a anfonoch, gall unrhyw un wirio mai ar gyfer yr union atebion hyn y mae. Cadwch y ddwy gyda’i gilydd.";
pub(crate) const SAVE_RECEIPT: &str = "Cadw’r dderbynneb";
pub(crate) const VERIFY: &str = "Gwirio derbynneb eich hun";
pub(crate) const KEPT_HERE: &str =
    "Cedwir y cadarnhad hwn yn y porwr hwn: ail-lwythwch y dudalen hon neu cadwch ei chyfeiriad i’w weld eto.";
pub(crate) const NOT_KEPT_HERE: &str = "Nid yw’r porwr hwn yn cadw’r cadarnhad hwn: mae ei storfa wedi’i diffodd neu’n llawn. Cadwch y ddwy ffeil nawr. Mae cyfeiriad y dudalen hon yn ei ddangos eto cyhyd ag y gellir cyrraedd y dilysydd.";
pub(crate) const NOTHING_SENT: &str = "Nid oes dim wedi’i gyflwyno ar gyfer y safon hon o’r porwr hwn.";
pub(crate) const LOOKING: &str = "Wrthi’n chwilio am y cyflwyniad hwn…";
pub(crate) const OF_ANOTHER_STANDARD: &str =
    "Cyfeirnod cyflwyniad ar gyfer safon arall yw hwn. Agorwch ef ar dudalennau’r safon honno.";
pub(crate) const NO_SUCH: [&str; 2] = [
    "Nid oes cyflwyniad â’r cyfeirnod hwn yma, nac yn y porwr hwn na chan ddilysydd y safle hwn.",
    "Edrychwch ar y cyfeiriad unwaith eto: y cyfeirnod yw’r hyn sy’n dod ar ôl y “#”.",
];
pub(crate) const OTHERS: &str = "Cyflwyniadau eraill o’r porwr hwn";

pub(crate) fn title(status: Status) -> &'static str {
    match status {
        Status::Confirmed => "Wedi’i gyflwyno a’i gadarnhau",
        Status::Differs => "Wedi’i gyflwyno, gyda gwahaniaethau",
    }
}

pub(crate) fn received(at: &str) -> String {
    format!("Derbyniwyd ar {}.", moment(at))
}

/// What happens next; only the awarding body knows its own part.
pub(crate) fn now(owner: &str) -> [String; 3] {
    [
        "Cedwir y canlyniad gan y dilysydd o dan eich cyfeirnod. Gall pwy bynnag sydd â’r cyfeirnod chwilio amdano."
            .to_owned(),
        format!(
            "Nid yw cyflwyniad yn ddyfarniad nac yn gais ynddo’i hun: {owner} sy’n penderfynu beth i’w ofyn gennych a phryd. Rhowch y cyfeirnod neu’r dderbynneb iddynt pan wnewch gais."
        ),
        "Os yw eich atebion yn newid, cyflwynwch eto: mae gan bob cyflwyniad ei gyfeirnod ei hun.".to_owned(),
    ]
}

/// `22 Tachwedd 2026, 09:30 UTC` for `2026-11-22T09:30:00Z`.
pub(crate) fn moment(at: &str) -> String {
    let day = at.get(..10).and_then(|day| day.parse::<Date>().ok());
    match (day, at.get(11..16)) {
        (Some(day), Some(time)) => format!("{}, {time} UTC", date(day)),
        _ => at.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_for_people() {
        assert_eq!(moment("2026-11-22T09:30:59Z"), "22 Tachwedd 2026, 09:30 UTC");
        assert_eq!(moment("yn fuan"), "yn fuan");
    }

    #[test]
    fn each_problem_says_what_to_do_next() {
        let check = |status, kind, retry, words: &str| {
            let [what, next] = problem(status, kind, retry);
            assert!(format!("{what} {next}").contains(words), "{status} {kind}: {what} {next}");
        };
        check(409, "idempotency-key-running", Some(1), "Pwyswch y botwm eto ymhen 1 eiliad");
        check(422, "idempotency-key-reused", None, "o dan enw newydd");
        check(422, "refused", None, "Newidiwch yr atebion hyn");
        check(429, "too-many-requests", Some(17), "ymhen 17 eiliad");
        check(503, "overloaded", None, "ymhen munud");
        check(500, "internal", None, "Methodd");
        check(400, "unreadable-body", None, "Ail-lwythwch y dudalen hon");
        assert!(another(405)[0].contains("dderbyn cyflwyniadau") && another(502)[0].contains("wrth ei waith"));
    }
}
