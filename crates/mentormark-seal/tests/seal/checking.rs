//! Whose signature it is, when it was made, and what a document is that is no receipt.

use mentormark_seal::{
    Code, DidWeb, Issuer, Keys, PublicKey, PublicKeys, Verification, check, check_manifest, check_receipt, report,
};
use serde_json::{Value, json};

use crate::{
    made::{SEEDS, keys, manifest, moment, receipt, signed_as_it_stands, tree, trusted, verification, web},
    signing::code,
};

#[test]
fn keys_of_one_web_address_do_not_speak_for_another() {
    let other: DidWeb = "did:web:other.example.org".parse().unwrap();
    let text = receipt(&web()).to_json();
    for keys in [keys().public(&Issuer::Web(other)), trusted()] {
        let refusal = check_receipt(&text, &keys).unwrap_err();
        assert_eq!(code(&refusal), Code::IssuerNotGiven);
        assert!(refusal.signature_holds());
    }
    // A key that is trusted speaks for itself, whatever web address lists it.
    assert!(check_receipt(&receipt(&Issuer::Key).to_json(), &keys().public(&web())).is_ok());
}

#[test]
fn a_key_given_by_itself_is_good_for_what_names_no_web_address() {
    let [old, new] = keys().public(&web()).keys().to_vec()[..] else { panic!() };
    let pinned = |key: PublicKey| PublicKeys::from_json(&format!(r#"["{key}"]"#)).unwrap();
    let text = receipt(&Issuer::Key).to_json();
    assert!(check_receipt(&text, &pinned(new.id)).is_ok());
    assert_eq!(code(&check_receipt(&text, &pinned(old.id)).unwrap_err()), Code::KeyNotGiven);
    let refusal = check_receipt(&receipt(&web()).to_json(), &pinned(new.id)).unwrap_err();
    assert_eq!((code(&refusal), refusal.signature_holds()), (Code::IssuerNotGiven, true));
}

#[test]
fn a_key_signs_only_while_it_is_in_use() {
    let at = |time: &str| {
        let mut document = tree(&receipt(&Issuer::Key));
        document["validFrom"] = json!(time);
        document["credentialSubject"]["verified_at"] = json!(time);
        document["proof"]["created"] = json!(time);
        signed_as_it_stands(document)
    };
    // The second key was taken into use on 1 July.
    let refusal = check_receipt(&at("2026-06-30T23:59:59Z"), &trusted()).unwrap_err();
    assert_eq!((code(&refusal), refusal.signature_holds()), (Code::KeyNotInUse, true));
    assert!(check_receipt(&at("2026-07-01T00:00:00Z"), &trusted()).is_ok());
    // And is retired here on 1 December.
    let mut later = keys();
    later.rotate(SEEDS[2], moment("2026-12-01T00:00:00Z"), moment("2026-12-01T00:00:00Z")).unwrap();
    let later = later.public(&Issuer::Key);
    assert!(check_receipt(&at("2026-12-01T00:00:00Z"), &later).is_ok());
    assert_eq!(code(&check_receipt(&at("2026-12-01T00:00:01Z"), &later).unwrap_err()), Code::KeyNotInUse);
}

#[test]
fn another_document_is_told_from_a_receipt() {
    let check = |text: &str, says: &str| {
        let refusal = check(text, &trusted()).unwrap_err();
        assert!(refusal.is_of_another_document(), "{text}");
        let message = &refusal.faults().as_slice()[0].message;
        assert!(message.contains(says), "{message}");
        assert!(!refusal.signature_holds() && refusal.key().is_none());
    };
    check("", "line 1 column 1");
    check("NaN", "line 1 column 1");
    check(&"[".repeat(40), "32 deep");
    check("null", "MentormarkReceipt");
    check(r#"{"assessment":{},"wording_hash":"","claim":{}}"#, "a submission");
    check(r#"{"scheme":"nms","ratings":{}}"#, "an assessment");
    check(r#"{"id":"1","receipt":{}}"#, "under `receipt`");
    check(r#"{"manifest":{}}"#, "under `manifest`");
    check(r#"{"type":["VerifiableCredential","OpenBadgeCredential"]}"#, "another document");
    check(r#"{"type":"MentormarkReceipt"}"#, "another document");
    let refusal = check_manifest(&receipt(&Issuer::Key).to_json(), &trusted()).unwrap_err();
    assert_eq!(code(&refusal), Code::WrongDocument);
    let refusal = check_receipt(&manifest(&Issuer::Key).to_json(), &trusted()).unwrap_err();
    assert_eq!(code(&refusal), Code::WrongDocument);
    let refusal = check_receipt(r#"{"type":["MentormarkReceipt"]}"#, &trusted()).unwrap_err();
    assert!(!refusal.is_of_another_document());
}

#[test]
fn every_fault_of_the_shape_is_told_at_once() {
    let mut document = tree(&receipt(&Issuer::Key));
    let subject = document["credentialSubject"].as_object_mut().unwrap();
    subject.remove("award");
    subject["status"] = json!("fine");
    subject["fee"]["net"] = json!(1.5);
    document["proof"].as_object_mut().unwrap().remove("created");
    let refusal = check_receipt(&document.to_string(), &trusted()).unwrap_err();
    let found: Vec<_> =
        refusal.faults().as_slice().iter().map(|fault| (fault.code.as_str(), fault.pointer.as_str())).collect();
    assert_eq!(
        found,
        [
            ("missing-field", "/credentialSubject/award"),
            ("wrong-type", "/credentialSubject/fee/net"),
            ("unknown-choice", "/credentialSubject/status"),
            ("missing-field", "/proof/created"),
        ]
    );
}

#[test]
fn a_hostile_document_is_refused_in_few_words() {
    let mut document = tree(&receipt(&Issuer::Key));
    document["credentialSubject"]["award"] = json!("A".repeat(500_000));
    document["issuer"] = json!("did:web:".to_owned() + &"a".repeat(200_000));
    document["proof"]["proofValue"] = json!("z".repeat(200_000));
    let refusal = check_receipt(&document.to_string(), &trusted()).unwrap_err();
    assert!(refusal.to_string().len() < 2_000, "{}", refusal.to_string().len());
}

#[test]
fn a_report_shows_what_was_signed_only_where_everything_holds() {
    let read =
        |text: &str, keys: &PublicKeys| -> Value { serde_json::from_str(&report(&check(text, keys), None)).unwrap() };
    let holds = read(&receipt(&Issuer::Key).to_json(), &trusted());
    assert_eq!(holds["holds"], true);
    assert_eq!(holds["kind"], "receipt");
    assert_eq!(holds["document"], tree(&receipt(&Issuer::Key)));
    assert_eq!(read(&manifest(&Issuer::Key).to_json(), &trusted())["kind"], "manifest");
    let text = manifest(&Issuer::Key).to_json();
    let checked = check(&text, &trusted());
    let with_lines = |lines| serde_json::from_str::<Value>(&report(&checked, lines)).unwrap();
    assert_eq!(with_lines(Some(true))["holds"], true);
    assert_eq!(with_lines(Some(false))["holds"], false);
    assert_eq!(with_lines(Some(false))["lines"], false);
    assert_eq!(with_lines(None)["lines"], Value::Null);
    let untrusted = read(&receipt(&Issuer::Key).to_json(), &PublicKeys::none());
    assert_eq!(untrusted["holds"], false);
    assert_eq!(untrusted["document"], Value::Null);
    assert_eq!(untrusted["key"], keys().current().id.to_string());
    assert_eq!(untrusted["faults"][0]["code"], "key-not-given");
    let steps = untrusted["findings"].as_array().unwrap().iter();
    let steps: Vec<_> = steps.map(|finding| (finding["step"].clone(), finding["holding"].clone())).collect();
    let expected = [("shape", "holds"), ("signature", "holds"), ("key", "fails"), ("time", "not-checked")];
    assert_eq!(steps, expected.map(|(step, holding)| (json!(step), json!(holding))));
}

#[test]
fn a_stranger_who_signs_the_same_words_is_not_believed() {
    let stranger = Keys::new(SEEDS[2], moment("2026-01-01T00:00:00Z"));
    let stated = Verification { award: Some("gold".into()), ..verification() };
    for issuer in [Issuer::Key, web()] {
        let text = stranger.seal(&issuer, stated.clone(), stated.verified_at).unwrap().to_json();
        let refusal = check_receipt(&text, &keys().public(&issuer)).unwrap_err();
        assert_eq!((code(&refusal), refusal.signature_holds()), (Code::KeyNotGiven, true));
    }
}
