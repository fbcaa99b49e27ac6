//! Each way of changing what was signed, and of signing what must not be: none holds. Longer than most files, because it is one table.

use mentormark_seal::{Code, Issuer, check_receipt, context};
use serde_json::{Value, json};

use crate::made::{SEEDS, keys, receipt, signed_as_it_stands, tree, trusted, web};

/// A document that does not hold, and why.
pub(crate) struct Tampered {
    pub(crate) what: &'static str,
    pub(crate) code: &'static str,
    pub(crate) pointer: &'static str,
    pub(crate) text: String,
    /// The other verifiers that take it, because they read less strictly; `tests/peers` holds them to it.
    pub(crate) accepted_by: &'static [&'static str],
}

/// Where a signature that does not hold is told of.
const SIGNATURE: (&str, &str) = ("signature-fails", "/proof/proofValue");

/// What anybody can do to a receipt without its key.
pub(crate) fn without_the_key() -> Vec<Tampered> {
    [values(), members(), proofs(), names(), texts()].into_iter().flatten().collect()
}

/// The receipt with something in its tree changed.
fn changed(what: &'static str, code: &'static str, pointer: &'static str, change: &dyn Fn(&mut Value)) -> Tampered {
    let mut document = tree(&receipt(&Issuer::Key));
    change(&mut document);
    Tampered { what, code, pointer, text: document.to_string(), accepted_by: accepted_by(what) }
}

/// The receipt with something in its text replaced.
fn replaced(what: &'static str, code: &'static str, pointer: &'static str, from: &str, to: &str) -> Tampered {
    let whole = receipt(&Issuer::Key).to_json();
    assert_eq!(whole.matches(from).count(), 1, "{from}");
    Tampered { what, code, pointer, text: whole.replace(from, to), accepted_by: accepted_by(what) }
}

fn subject(document: &mut Value, key: &str, value: Value) {
    document["credentialSubject"][key] = value;
}

/// Other values than those that were signed.
fn values() -> Vec<Tampered> {
    vec![
        changed("two amounts in each other's place", SIGNATURE.0, SIGNATURE.1, &|document| {
            let fee = &mut document["credentialSubject"]["fee"];
            (fee["net"], fee["gross"]) = (fee["gross"].clone(), fee["net"].clone());
        }),
        changed("a higher award", SIGNATURE.0, SIGNATURE.1, &|document| subject(document, "award", json!("gold"))),
        changed("a level where there was none", SIGNATURE.0, SIGNATURE.1, &|document| {
            subject(document, "quality", Value::Null);
        }),
        changed("another status", SIGNATURE.0, SIGNATURE.1, &|document| subject(document, "status", json!("differs"))),
        changed("another assessment", SIGNATURE.0, SIGNATURE.1, &|document| {
            let other = document["credentialSubject"]["rules_hash"].clone();
            subject(document, "assessment_hash", other);
        }),
        changed("a smaller fee", SIGNATURE.0, SIGNATURE.1, &|document| {
            document["credentialSubject"]["fee"]["gross"] = json!(1);
        }),
        changed("a caution taken away", SIGNATURE.0, SIGNATURE.1, &|document| subject(document, "cautions", json!([]))),
        changed("a place in a log added", SIGNATURE.0, SIGNATURE.1, &|document| {
            subject(document, "log_index", json!(0));
        }),
        changed("another time in both places", SIGNATURE.0, SIGNATURE.1, &|document| {
            subject(document, "verified_at", json!("2026-11-21T09:30:00Z"));
            document["validFrom"] = json!("2026-11-21T09:30:00Z");
        }),
        changed("another time of signing", SIGNATURE.0, SIGNATURE.1, &|document| {
            document["proof"]["created"] = json!("2026-11-22T09:30:01Z");
        }),
    ]
}

/// Members that were not there, and values of another shape.
fn members() -> Vec<Tampered> {
    vec![
        changed("a member added to the document", "unknown-field", "/name", &|document| {
            document["name"] = json!("Gold");
        }),
        changed("a member added to the subject", "unknown-field", "/credentialSubject/achievement", &|document| {
            subject(document, "achievement", json!("Gold"));
        }),
        changed("a member added to the proof", "unknown-field", "/proof/domain", &|document| {
            document["proof"]["domain"] = json!("example.org");
        }),
        changed("a type added", "wrong-document", "/type", &|document| {
            document["type"].as_array_mut().unwrap().push(json!("OpenBadgeCredential"));
        }),
        changed("a context added", "wrong-context", "/@context", &|document| {
            document["@context"].as_array_mut().unwrap().push(json!("https://www.w3.org/ns/credentials/examples/v2"));
        }),
        changed("another context of ours", "wrong-context", "/@context", &|document| {
            document["@context"][1] = json!("ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk");
        }),
        changed("a list for a subject", "wrong-type", "/credentialSubject", &|document| {
            document["credentialSubject"] = json!([document["credentialSubject"]]);
        }),
        changed("a hash in upper case", "bad-hash", "/credentialSubject/rules_hash", &|document| {
            let hash = document["credentialSubject"]["rules_hash"].as_str().unwrap().to_uppercase();
            subject(document, "rules_hash", json!(hash));
        }),
        changed("a null for what may be left out", "wrong-type", "/credentialSubject/log_index", &|document| {
            subject(document, "log_index", Value::Null);
        }),
    ]
}

/// What stands in the proof, and how many there are.
fn proofs() -> Vec<Tampered> {
    vec![
        changed("the signature of another receipt", SIGNATURE.0, SIGNATURE.1, &|document| {
            document["proof"]["proofValue"] = tree(&receipt(&web()))["proof"]["proofValue"].clone();
        }),
        changed("no proof", "missing-field", "/proof", &|document| {
            document.as_object_mut().unwrap().remove("proof");
        }),
        changed("an empty proof", "missing-field", "/proof/proofValue", &|document| document["proof"] = json!({})),
        changed("no signature", "missing-field", "/proof/proofValue", &|document| {
            document["proof"].as_object_mut().unwrap().remove("proofValue");
        }),
        changed("an empty signature", "bad-signature", "/proof/proofValue", &|document| {
            document["proof"]["proofValue"] = json!("z");
        }),
        changed("a signature in another base", "bad-signature", "/proof/proofValue", &|document| {
            document["proof"]["proofValue"] = json!(format!("u{}", "A".repeat(86)));
        }),
        changed("no time of signing", "missing-field", "/proof/created", &|document| {
            document["proof"].as_object_mut().unwrap().remove("created");
        }),
        changed("another suite", "wrong-suite", "/proof/cryptosuite", &|document| {
            document["proof"]["cryptosuite"] = json!("eddsa-rdfc-2022");
        }),
        changed("another type of proof", "wrong-suite", "/proof/type", &|document| {
            document["proof"]["type"] = json!("Ed25519Signature2020");
        }),
        changed("another purpose", "wrong-purpose", "/proof/proofPurpose", &|document| {
            document["proof"]["proofPurpose"] = json!("authentication");
        }),
        changed("a proof without context", "missing-field", "/proof/@context", &|document| {
            document["proof"].as_object_mut().unwrap().remove("@context");
        }),
        changed("a proof of a shorter context", "wrong-context", "/proof/@context", &|document| {
            document["proof"]["@context"] = json!([document["@context"][0]]);
        }),
        changed("a list with the proof", "proof-list", "/proof", &|document| {
            document["proof"] = json!([document["proof"]]);
        }),
        changed("a list with the proof and a false one", "proof-list", "/proof", &|document| {
            let mut second = document["proof"].clone();
            second["created"] = json!("2026-11-22T09:30:01Z");
            document["proof"] = json!([document["proof"], second]);
        }),
        changed("an empty list of proofs", "proof-list", "/proof", &|document| document["proof"] = json!([])),
    ]
}

/// Who signed, and when.
fn names() -> Vec<Tampered> {
    let stranger = mentormark_seal::Keys::new(SEEDS[2], keys().current().created);
    let strangers = stranger.current().id.to_string();
    let earlier = keys().public(&Issuer::Key).keys()[0].id.to_string();
    vec![
        changed("another key of the same issuer", SIGNATURE.0, SIGNATURE.1, &|document| {
            document["issuer"] = json!(format!("did:key:{earlier}"));
            document["proof"]["verificationMethod"] = json!(format!("did:key:{earlier}#{earlier}"));
        }),
        changed("a stranger's key", SIGNATURE.0, SIGNATURE.1, &|document| {
            document["issuer"] = json!(format!("did:key:{strangers}"));
            document["proof"]["verificationMethod"] = json!(format!("did:key:{strangers}#{strangers}"));
        }),
        changed("an issuer who is not the key", "key-of-another", "/proof/verificationMethod", &|document| {
            document["issuer"] = json!("did:web:verify.example.org");
        }),
        changed("a key under the name of another", "key-of-another", "/issuer", &|document| {
            let key = keys().current().id;
            document["issuer"] = json!(format!("did:key:{strangers}"));
            document["proof"]["verificationMethod"] = json!(format!("did:key:{strangers}#{key}"));
        }),
        changed("an issuer of another method", "bad-issuer", "/issuer", &|document| {
            document["issuer"] = json!("https://verify.example.org/");
            let key = keys().current().id;
            document["proof"]["verificationMethod"] = json!(format!("https://verify.example.org/#{key}"));
        }),
        changed("a key of another kind", "bad-key", "/proof/verificationMethod", &|document| {
            // A P-256 key, from the W3C's vectors of another suite.
            let other = "did:key:zDnaepBuvsQ8cpsWrVKw8fbpGpvPeNSjVPTWoq6cRqaYzBKVP";
            document["issuer"] = json!(other);
            document["proof"]["verificationMethod"] = json!(format!("{other}#{}", &other[8..]));
        }),
        changed("times that contradict each other", "times-cross", "/validFrom", &|document| {
            document["validFrom"] = json!("2026-11-22T09:30:01Z");
        }),
        changed("signed before it was so", "times-cross", "/proof/created", &|document| {
            document["proof"]["created"] = json!("2026-11-22T09:29:59Z");
        }),
        changed("a time with a fraction", "bad-time", "/proof/created", &|document| {
            document["proof"]["created"] = json!("2026-11-22T09:30:00.000Z");
        }),
    ]
}

/// Other ways of writing, which other readers may take for the same.
fn texts() -> Vec<Tampered> {
    vec![
        replaced(
            "a number beyond 2^53",
            "number-out-of-range",
            "/credentialSubject/fee/gross",
            "96000",
            "9007199254740993",
        ),
        replaced("a number with an exponent", "wrong-type", "/credentialSubject/fee/gross", "96000", "96e3"),
        replaced("a number with a fraction", "wrong-type", "/credentialSubject/fee/gross", "96000", "96000.0"),
        replaced("a negative number", "number-out-of-range", "/credentialSubject/fee/gross", "96000", "-96000"),
        replaced("no number", "syntax", "", "96000", "NaN"),
        replaced("half a character", "syntax", "", r#""nms""#, r#""nms\ud800""#),
        replaced("a letter that looks the same", "bad-name", "/credentialSubject/scheme", r#""nms""#, "\"nm\u{455}\""),
        replaced(
            "a letter with its accent apart",
            "bad-name",
            "/credentialSubject/scheme",
            r#""nms""#,
            "\"n\u{301}ms\"",
        ),
        replaced("a second document behind it", "syntax", "", r#""validFrom""#, r#""validFrom":0}{"validFrom""#),
        replaced(
            "a member twice, the false one last",
            "duplicate-key",
            "/credentialSubject/award",
            r#""award":"bronze""#,
            r#""award":"bronze","award":"gold""#,
        ),
        replaced(
            "a member twice, the false one first",
            "duplicate-key",
            "/credentialSubject/award",
            r#""award":"bronze""#,
            r#""award":"gold","award":"bronze""#,
        ),
        replaced(
            "a member twice, once with an escape",
            "duplicate-key",
            "/credentialSubject/award",
            r#""award":"bronze""#,
            r#""\u0061ward":"gold","award":"bronze""#,
        ),
        replaced(
            "a subject twice",
            "duplicate-key",
            "/credentialSubject",
            r#""credentialSubject":{"#,
            r#""credentialSubject":{},"credentialSubject":{"#,
        ),
    ]
}

/// Who accepts what. In none of these does the signature cover something else than what such a reader sees; but two readers may see
/// different things, and a context that is added gives the words that were signed another meaning.
fn accepted_by(what: &str) -> &'static [&'static str] {
    match what {
        // Members that stand twice are gone before these programs see the document, and a number is what its digits come to.
        "a member twice, the false one first"
        | "a member twice, once with an escape"
        | "a subject twice"
        | "a number with an exponent"
        | "a number with a fraction" => &["digitalbazaar", "openvc"],
        // As the suite has it: the document's context need only start with the proof's. And a list in which some proof holds.
        "a context added" | "a list with the proof" | "a list with the proof and a false one" => &["digitalbazaar"],
        // It puts the document's context in the place of the proof's.
        "a proof without context" | "a proof of a shorter context" => &["openvc"],
        _ => &[],
    }
}

/// What somebody who has the key must not be able to say either, because nobody could rely on it.
fn with_the_key() -> Vec<Tampered> {
    let signed = |what, code, pointer, change: &dyn Fn(&mut Value)| {
        let mut document = tree(&receipt(&Issuer::Key));
        change(&mut document);
        Tampered { what, code, pointer, text: signed_as_it_stands(document), accepted_by: &[] }
    };
    vec![
        signed("a member added to the document", "unknown-field", "/name", &|document| {
            document["name"] = json!("Gold");
        }),
        signed("a member added to the subject", "unknown-field", "/credentialSubject/name", &|document| {
            document["credentialSubject"]["name"] = json!("Gold");
        }),
        signed("a member added to the fee", "unknown-field", "/credentialSubject/fee/tip", &|document| {
            document["credentialSubject"]["fee"]["tip"] = json!(1);
        }),
        signed("a member added to the proof", "unknown-field", "/proof/nonce", &|document| {
            document["proof"]["nonce"] = json!("1");
        }),
        signed("an end that nobody would look at", "unknown-field", "/proof/expires", &|document| {
            document["proof"]["expires"] = json!("2026-11-23T00:00:00Z");
        }),
        signed("another purpose", "wrong-purpose", "/proof/proofPurpose", &|document| {
            document["proof"]["proofPurpose"] = json!("authentication");
        }),
        signed("a context of its own", "wrong-context", "/@context", &|document| {
            document["@context"] = json!([document["@context"][0], { "award": "https://example.org/shame" }]);
            document["proof"]["@context"] = document["@context"].clone();
        }),
        signed("contexts the other way round", "wrong-context", "/@context", &|document| {
            document["@context"].as_array_mut().unwrap().reverse();
            document["proof"]["@context"] = document["@context"].clone();
        }),
        signed("a proof of a shorter context", "wrong-context", "/proof/@context", &|document| {
            document["proof"]["@context"] = json!([document["@context"][0]]);
        }),
        signed("a proof without context", "missing-field", "/proof/@context", &|document| {
            document["proof"].as_object_mut().unwrap().remove("@context");
        }),
        signed("no time of signing", "missing-field", "/proof/created", &|document| {
            document["proof"].as_object_mut().unwrap().remove("created");
        }),
        signed("no subject", "missing-field", "/credentialSubject", &|document| {
            document.as_object_mut().unwrap().remove("credentialSubject");
        }),
        signed("a status that there is not", "unknown-choice", "/credentialSubject/status", &|document| {
            document["credentialSubject"]["status"] = json!("splendid");
        }),
        signed("a caution that there is not", "unknown-choice", "/credentialSubject/cautions/0", &|document| {
            document["credentialSubject"]["cautions"] = json!(["never-mind"]);
        }),
        signed("a caution twice", "bad-name", "/credentialSubject/cautions", &|document| {
            document["credentialSubject"]["cautions"] = json!(["held-unverified", "held-unverified"]);
        }),
        signed("a reference with a script in it", "bad-name", "/credentialSubject/verification_id", &|document| {
            document["credentialSubject"]["verification_id"] = json!("<script>");
        }),
        signed("more than a fee can be", "number-out-of-range", "/credentialSubject/fee/net", &|document| {
            document["credentialSubject"]["fee"]["net"] = json!(9_007_199_254_740_991_u64);
        }),
    ]
}

#[test]
fn no_change_to_a_receipt_holds() {
    for Tampered { what, code, pointer, text, .. } in without_the_key() {
        refuses(what, code, pointer, &text);
    }
}

#[test]
fn the_key_itself_cannot_sign_what_a_receipt_does_not_say() {
    for Tampered { what, code, pointer, text, .. } in with_the_key() {
        refuses(what, code, pointer, &text);
    }
    // The means by which they are signed is right: without a change the receipt holds.
    assert!(check_receipt(&signed_as_it_stands(tree(&receipt(&Issuer::Key))), &trusted()).is_ok());
}

fn refuses(what: &str, code: &str, pointer: &str, text: &str) {
    let refusal = check_receipt(text, &trusted()).expect_err(what);
    let faults = refusal.faults().as_slice();
    assert!(
        faults.iter().any(|fault| fault.code.as_str() == code && fault.pointer == pointer),
        "{what}: {code} at {pointer} is not among\n{refusal}"
    );
    assert!(!refusal.signature_holds(), "{what}");
}

#[test]
fn a_receipt_with_any_one_bit_changed_does_not_hold() {
    let whole = receipt(&web()).to_json();
    let keys = keys().public(&web());
    assert!(check_receipt(&whole, &keys).is_ok());
    let mut refused = [0; 2];
    for at in 0..whole.len() {
        for bit in 0..8 {
            let mut bytes = whole.clone().into_bytes();
            bytes[at] ^= 1 << bit;
            // What is no text is refused by whoever reads the file.
            let Ok(text) = String::from_utf8(bytes) else { continue };
            let refusal = check_receipt(&text, &keys).expect_err(&text);
            refused[usize::from(refusal.faults().as_slice()[0].code == Code::SignatureFails)] += 1;
        }
    }
    assert!(refused.iter().all(|count| *count > 500), "{refused:?}");
}

#[test]
fn our_words_are_those_of_the_pinned_context() {
    let ours: Value = serde_json::from_str(context::OURS).unwrap();
    let ours = &ours["@context"];
    let receipt = tree(&receipt(&Issuer::Key));
    assert_eq!(receipt["@context"][1], context::NAME);
    let batch: Value = serde_json::from_str(&crate::made::manifest(&Issuer::Key).to_json()).unwrap();
    for document in [&receipt, &tree(&receipt_with_log_index()), &batch] {
        let subject = document["credentialSubject"].as_object().unwrap();
        for (key, value) in subject {
            assert!(!ours[key].is_null(), "`{key}` is not a word of ours");
            let below = value.as_object().into_iter().flatten();
            for (inner, _) in below {
                assert!(!ours[key]["@context"][inner].is_null(), "`{inner}` is not a word of ours");
            }
        }
        assert!(!ours[document["type"][1].as_str().unwrap()].is_null());
    }
}

fn receipt_with_log_index() -> mentormark_seal::Receipt {
    let stated = mentormark_seal::Verification { log_index: Some(7), ..crate::made::verification() };
    keys().seal(&Issuer::Key, stated.clone(), stated.verified_at).unwrap()
}
