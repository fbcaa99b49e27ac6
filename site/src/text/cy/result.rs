//! Words of the result.

use mentormark_rules::outcome::EligibilityStatus;

use super::count::criteria;
use super::eligible;
use crate::text::capital;

// The result.
pub(crate) const ON_THIS_PAGE: &str = "Ar y dudalen hon";
pub(crate) const LIMITED_BY: &str = "Beth sy’n cyfyngu ar y dyfarniad";
pub(crate) const LIMIT_ELIGIBILITY: &str = "Pwy sy’n cael gwneud cais";
pub(crate) const LIMIT_PROGRESSION: &str = "Y camau a’r amseroedd aros rhwng lefelau";
pub(crate) const LIMIT_PREREQUISITE: &str = "Beth arall sydd ei angen ar lefel";
pub(crate) const GO_ON: &str = "Parhau i ateb";
pub(crate) const WHY: &str = "Pam";
pub(crate) const WHY_FEE: &str = "Y ffi";
pub(crate) const LIFTS: &str = "Beth fyddai’n ei godi";
pub(crate) const LIFTS_HELP: &str =
    "Y nifer lleiaf o feini prawf a fyddai’n codi’r hyn y mae eich atebion yn ei ennill.";
pub(crate) const LIFTS_WAIT: &str = "Mae amseroedd aros rhwng lefelau yn ychwanegol at hynny: gweler y dyddiadau isod.";
pub(crate) const LIFTS_NONE: &str = "Mae eich atebion eisoes yn ennill y lefel uchaf.";
pub(crate) const HOLDS: &str = "Beth sy’n ei gynnal";
pub(crate) const HOLDS_HELP: &str = "Pe bai aseswr yn anghytuno ag unrhyw un o’r atebion hyn, byddai’r dyfarniad yn gostwng. Gwnewch yn siŵr bod eu tystiolaeth yn gryf.";
pub(crate) const HOLDS_NOTHING: &str = "Nid oes dyfarniad eto, felly ni all dim ei ostwng.";
pub(crate) const HOLDS_NONE: &str =
    "Ni fyddai’r un ateb ar ei ben ei hun yn gostwng y dyfarniad pe bai aseswr yn anghytuno ag ef.";
pub(crate) const TABLE_LEVEL: &str = "Lefel";
pub(crate) const TABLE_COUNT: &str = "Meini prawf";
pub(crate) const LASTS: &str = "Am faint mae’n para";
pub(crate) const DATES: &str = "Pryd y cewch wneud cais";
pub(crate) const DATES_HELP: &str =
    "Mae dyddiad pob lefel yn cymryd bod y lefel o’i blaen wedi’i dyfarnu ar ei dyddiad ei hun.";
pub(crate) const DATES_NONE: &str = "Mae’r lefel uchaf gennych, felly nid oes cam diweddarach i aros amdano.";
pub(crate) const EARLIEST: &str = "Dyddiad cynharaf";
pub(crate) const FEE: &str = "Beth mae’n ei gostio";
pub(crate) const FEE_OPEN: &str = "Ddim yn hysbys eto";
pub(crate) const UNFINISHED: &str =
    "Mae rhywbeth amdanoch chi heb ei orffen neu’n amhosibl ei ddarllen, felly nid yw’n cyfrif eto.";
pub(crate) const FEE_ANSWER: &str = "Ateb y cwestiynau amdanoch chi";
pub(crate) const FEE_BY_LEVEL: &str =
    "Mae’r ffi yn dibynnu ar y lefel. Dywedwch at ba un rydych chi’n anelu, ac fe’i dangosir yma.";
pub(crate) const FEE_NOT_PUBLISHED: &str = "Nid yw’r ffi wedi’i chyhoeddi. Gofynnwch i’r corff dyfarnu.";
pub(crate) const FEE_NET: &str = "Ffi cyn TAW";
pub(crate) const FEE_GROSS: &str = "I’w dalu";
pub(crate) const ASSUMED: &str = "Beth a dybiwyd";
pub(crate) const ASSUMED_HELP: &str = "Lle mae’r safon yn dawel bu’n rhaid i ni ddewis. Mae’r canlyniad hwn yn dibynnu ar y dewisiadau hyn. Gofynnwch i’r corff dyfarnu os yw un ohonynt yn bwysig i chi.";
pub(crate) const KEEP: &str = "Cadw’r canlyniad hwn";
pub(crate) const KEEP_HELP: &str =
    "Mae’r ffeil yn dal eich atebion a dyddiad heddiw, felly gall unrhyw un gyfrifo’r un canlyniad ohoni eto.";
pub(crate) const PRINT: &str = "Argraffu";
pub(crate) const HASH: &str = "Ôl bys y rheolau y cyfrifwyd y canlyniad hwn drwyddynt:";

pub(crate) fn judged_on(day: &str, scheme: &str, edition: &str) -> String {
    format!(
        "Barnwyd ar {day} yn ôl y {scheme}, argraffiad {edition}. Hunanasesiad: dim ond y corff dyfarnu all wneud dyfarniad."
    )
}

pub(crate) fn still_open(blanks: usize, may_rise: bool) -> String {
    if blanks == 0 {
        return "Mae rhywbeth amdanoch chi yn dal yn agored, felly gall y canlyniad hwn newid.".to_owned();
    }
    let rise = if may_rise { " Felly gall yr hyn y mae eich atebion yn ei ennill godi o hyd." } else { "" };
    format!("Meini prawf heb eu hateb eto: {blanks}.{rise}")
}

pub(crate) fn lift_to(level: &str, count: Option<u32>) -> String {
    match count {
        None => format!("I ennill {level}"),
        Some(count) => format!("I ennill {level}: {}", criteria(count)),
    }
}

pub(crate) fn eligible_because(status: EligibilityStatus, checks: &str) -> String {
    format!("{}: {checks}.", eligible(status))
}

pub(crate) fn why_sections(noun: &str) -> String {
    format!("Pob {noun} yn ei dro")
}

pub(crate) fn picture(nouns: &str) -> String {
    capital(nouns)
}

pub(crate) fn table(noun: &str) -> String {
    format!("Lefelau a meini prawf wedi’u bodloni ym mhob {noun}")
}

pub(crate) fn table_help(noun: &str) -> String {
    format!("Yr un peth fel tabl: lefel pob {noun}, a faint o feini prawf sydd wedi’u bodloni")
}

pub(crate) fn would_be(level: &str) -> String {
    format!(". Hebddo: {level}")
}

pub(crate) fn could_still_reach(could_reach: &str) -> String {
    format!("gallai gyrraedd {could_reach} o hyd")
}

pub(crate) fn valid_for(validity: &str) -> String {
    format!("Byddai dyfarniad a wneir heddiw yn ddilys am {validity}.")
}

pub(crate) fn vat_at(rate: &str) -> String {
    format!("TAW ar {rate}")
}
