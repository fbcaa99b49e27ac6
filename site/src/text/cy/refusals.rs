//! Words for what was turned away: an answer, a name, a file. The engine's own messages are English, so each code that answers or a
//! submission can meet has words of its own here.

use mentormark_rules::{Code, Refusal};

/// What is wrong with an answer, for the person who gave it. The first load has only what fields can get wrong; a file meets the rest.
pub(crate) fn refusal(refusal: &Refusal) -> String {
    match refusal.code {
        Code::HeldInFuture => "Rhaid i ddyddiad y dyfarniad fod heddiw neu yn y gorffennol.".to_owned(),
        Code::NoVatRateOnDate => "Nid oes cyfradd TAW yn hysbys ar gyfer y diwrnod hwn.".to_owned(),
        Code::DateOutOfRange => "Mae’r dyddiad yn rhy gynnar neu’n rhy hwyr.".to_owned(),
        Code::NumberOutOfRange => "Mae’r rhif yn rhy fach neu’n rhy fawr.".to_owned(),
        code => unknown(code.as_str()),
    }
}

/// What is said of a code that has no words of its own.
fn unknown(code: &str) -> String {
    ["Nid yw’r rheolau yn derbyn hyn (cod “", code, "”)."].concat()
}

/// What is wrong with a file as a whole, for the person who chose it; `None` where some value in it is wrong.
pub(crate) fn wrong_file(refusal: &Refusal) -> Option<&'static str> {
    Some(match refusal.code {
        Code::WrongScheme => {
            "Ar gyfer safon arall y mae’r atebion yn y ffeil hon. Agorwch hi ar dudalen y safon honno."
        }
        Code::WrongEdition => {
            "Ar gyfer argraffiad arall o’r safon hon y mae’r atebion yn y ffeil hon. Agorwch y ffeil o dan “Rhoi atebion ynghyd”, sy’n dangos beth fyddai’n newid ac yn eu trosglwyddo."
        }
        Code::Syntax | Code::TooLarge | Code::TooDeep => NOT_ANSWERS,
        Code::WrongType if refusal.pointer.is_empty() => NOT_ANSWERS,
        Code::UnknownField if ["/@context", "/proof", "/receipt"].contains(&refusal.pointer.as_str()) => {
            "Derbynneb neu ateb gwiriwr yw hon, ac nid oes atebion ynddi. Agorwch hi ar y dudalen “Gwirio”; mae’r atebion yn ffeil yr hyn a anfonwyd gennych."
        }
        _ => return None,
    })
}

/// How many more faults a file has than are shown.
pub(crate) fn and_more(more: usize) -> String {
    format!("A {more} arall.")
}

pub(crate) const NOT_ANSWERS: &str = "Nid yw hon yn ffeil o atebion o’r safle hwn. Dewiswch un a lawrlwythwyd gennych yma: mae ei henw yn gorffen â “.html” neu “.json”.";

/// What a code means where something was refused; `*` is what the person wrote.
const MEANINGS: [(&str, &str); 39] = [
    ("bad-date", "Nid yw “*” yn ddyddiad: rhowch ddiwrnod sy’n bod, fel 2026-03-02."),
    ("bad-hash", "Nid yw “*” yn ôl bys."),
    ("bad-id", "Nid yw “*” yn ddynodydd: defnyddiwch a-z, 0-9 a chysylltnodau."),
    ("bad-link", "Nid yw hwn yn gyfeiriad gwe: dechreuwch ef â “https://” neu “http://”, heb fylchau."),
    ("date-out-of-range", "Mae’r dyddiad yn rhy gynnar neu’n rhy hwyr."),
    ("duplicate-id", "Mae dwy raglen o’r enw “*”: ailenwch neu tynnwch un."),
    ("duplicate-key", "Mae “*” yma ddwywaith: cadwch un."),
    ("duplicate-option", "Mae “*” yma ddwywaith: cadwch un."),
    ("empty-list", "Mae’r rhestr hon yn wag: mae angen cofnod arni."),
    ("empty-text", "Mae’r testun hwn yn wag: ysgrifennwch rywbeth."),
    ("held-in-future", "Rhaid i ddyddiad y dyfarniad fod heddiw neu yn y gorffennol."),
    ("held-not-used", "Nid yw’r safon hon yn edrych ar ddyfarniad sydd gennych: gadewch ef allan."),
    ("missing-field", "Mae “*” ar goll."),
    ("no-edition-on-date", "Nid oedd argraffiad o’r safon mewn grym ar y diwrnod hwnnw."),
    ("no-vat-rate-on-date", "Nid oes cyfradd TAW yn hysbys ar gyfer y diwrnod hwn: rhowch un diweddarach."),
    ("not-applicable-forbidden", "Mae’r maen prawf hwn yn berthnasol i bawb: dewiswch sgôr, neu gadewch ef allan."),
    ("note-too-long", "Mae’r nodyn yn rhy hir: byrhewch ef."),
    ("number-out-of-range", "Mae’r rhif yn rhy fach neu’n rhy fawr."),
    ("programmes-not-taken", "Un rhaglen yn unig y mae’r safon hon yn ei chymryd."),
    ("syntax", "Ni ellir darllen hwn fel data."),
    ("too-deep", "Mae gormod o haenau yn y ddogfen."),
    ("too-large", "Mae’r ddogfen yn rhy hir."),
    ("too-many-entries", "Mae gormod o gofnodion yn y rhestr hon."),
    ("too-many-links", "Mae gormod o ddolenni: cadwch y rhai gorau."),
    ("too-many-ratings", "Mae gormod o sgorau: rhowch sgôr i feini prawf y safon hon yn unig."),
    ("two-shapes", "Mae hwn wrth ochr “programmes”: rhowch ef mewn un ohonynt."),
    ("unknown-choice", "Nid yw “*” yn un o’r dewisiadau yma."),
    ("unknown-criterion", "Nid oes gan y safon faen prawf “*”: tynnwch neu ailenwch ef."),
    ("unknown-edition", "Nid oes gan y safon argraffiad “*”."),
    ("unknown-fact", "Nid yw’r safon yn gofyn am “*”: tynnwch ef."),
    ("unknown-field", "Nid oes lle i “*” yma: tynnwch ef."),
    ("unknown-level", "Nid oes gan y safon lefel “*”."),
    ("unknown-option", "Nid yw “*” yn un o’r dewisiadau yma."),
    ("unknown-rating", "Nid yw “*” yn sgôr yma."),
    ("unknown-rules", "Nid yw’r rheolau â’r ôl bys hwn yn hysbys."),
    ("unknown-scheme", "Nid oes safon “*”."),
    ("wrong-edition", "Ar gyfer argraffiad arall o’r safon y mae’r atebion hyn."),
    ("wrong-type", "Nid yw’r gwerth hwn o’r math y mae ei angen yma."),
    ("wrong-scheme", "Ar gyfer safon arall y mae’r atebion hyn."),
];

/// What a code means, in a sentence, with what was meant perhaps. Of the message only what it quotes is read.
pub(crate) fn spoken(code: &str, message: &str, did_you_mean: Option<&str>) -> String {
    let mut sentence = String::new();
    match MEANINGS
        .iter()
        .find(|(of, _)| *of == code)
        .map(|(_, meaning)| meaning.split_once('*').unwrap_or((meaning, "")))
    {
        Some((before, "")) => sentence.push_str(before),
        Some((before, after)) => sentence.extend([before, message.split('`').nth(1).unwrap_or(message), after]),
        // What only a scheme's author can meet, or a newer verifier says.
        None => sentence = unknown(code),
    }
    if let Some(meant) = did_you_mean {
        sentence.extend([" Oeddech chi’n golygu “", meant, "”?"]);
    }
    sentence
}

/// A refusal as a sentence.
pub(crate) fn sentence(refusal: &Refusal) -> String {
    spoken(refusal.code.as_str(), &refusal.message, refusal.did_you_mean.as_deref())
}

pub(crate) fn at(pointer: &str) -> String {
    format!("Lle: {pointer}")
}

#[cfg(test)]
mod tests {
    use mentormark_rules::json;

    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let unread = json::thorough_assessment(text).unwrap_err();
        let said: Vec<String> = unread.refusals.as_slice().iter().map(sentence).collect();
        assert_eq!(said, expected, "{text}");
    }

    #[test]
    fn what_is_wrong_with_answers_is_said_in_welsh() {
        check("[", &["Ni ellir darllen hwn fel data."]);
        check("[]", &["Nid yw’r gwerth hwn o’r math y mae ei angen yma."]);
        check(
            r#"{"scheme":"nms","as_of":"2026-02-30","facts":{},"rating":{}}"#,
            &[
                "Nid yw “2026-02-30” yn ddyddiad: rhowch ddiwrnod sy’n bod, fel 2026-03-02.",
                "Nid oes lle i “rating” yma: tynnwch ef. Oeddech chi’n golygu “ratings”?",
                "Mae “ratings” ar goll.",
            ],
        );
        check(
            r#"{"scheme":"nms","as_of":"2026-02-03","facts":{},"ratings":{},"evidence":{"a":{"links":["ftp:x"]}}}"#,
            &["Nid yw hwn yn gyfeiriad gwe: dechreuwch ef â “https://” neu “http://”, heb fylchau."],
        );
    }

    #[test]
    fn a_code_without_words_of_its_own_is_named() {
        let refusal = Refusal::new(Code::TableFalls, "/award_rule", "a table");
        assert_eq!(sentence(&refusal), "Nid yw’r rheolau yn derbyn hyn (cod “table-falls”).");
    }

    #[test]
    fn every_meaning_is_that_of_a_code() {
        for (code, _) in MEANINGS {
            assert!(Code::ALL.iter().any(|known| known.as_str() == code), "{code}");
        }
    }
}
