//! Key files, lists of public keys, and rotation.

use mentormark_seal::{Code, Faults, Issuer, Keys, PublicKeys};
use serde_json::{Value, json};

use crate::made::{SEEDS, first_key, keys, moment, web};

fn found(faults: &Faults) -> Vec<(&str, &str)> {
    faults.as_slice().iter().map(|fault| (fault.code.as_str(), fault.pointer.as_str())).collect()
}

#[test]
fn a_key_file_comes_back_as_it_was() {
    for keys in [first_key(), keys()] {
        let text = keys.to_json();
        let again = Keys::from_json(&text).unwrap();
        assert_eq!(again.to_json(), text);
        assert_eq!(again.current(), keys.current());
    }
}

#[test]
fn rotation_keeps_the_old_key_and_signs_with_the_new() {
    let public = keys().public(&Issuer::Key);
    let [old, new] = public.keys() else { panic!("{public:?}") };
    assert_eq!((old.created, old.retired), (moment("2026-01-01T00:00:00Z"), Some(moment("2026-07-01T12:00:00Z"))));
    assert_eq!((new.created, new.retired), (moment("2026-07-01T00:00:00Z"), None));
    assert_eq!(keys().current(), *new);
    assert_eq!(old.id, first_key().current().id);
}

#[test]
fn a_rotation_at_once_ends_every_overlap_that_runs() {
    let mut keys = keys();
    // The first is good until noon, and so is the second here; now neither may be trusted for longer.
    let now = moment("2026-07-01T06:00:00Z");
    keys.rotate(SEEDS[2], now, now).unwrap();
    let public = keys.public(&Issuer::Key);
    let retired: Vec<_> = public.keys().iter().map(|key| key.retired).collect();
    assert_eq!(retired, [Some(now), Some(now), None]);
    // What ended before ended then.
    let later = moment("2026-08-01T00:00:00Z");
    keys.rotate([9; 32], later, later).unwrap();
    let public = keys.public(&Issuer::Key);
    let retired: Vec<_> = public.keys().iter().map(|key| key.retired).collect();
    assert_eq!(retired, [Some(now), Some(now), Some(later), None]);
}

#[test]
fn a_rotation_that_makes_no_sense_changes_nothing() {
    let check = |seed: [u8; 32], at: &str, until: &str, expected: &[Code]| {
        let mut keys = keys();
        let before = keys.to_json();
        let faults = keys.rotate(seed, moment(at), moment(until)).unwrap_err();
        let codes: Vec<Code> = faults.as_slice().iter().map(|fault| fault.code).collect();
        assert_eq!(codes, expected);
        assert_eq!(keys.to_json(), before);
    };
    check(SEEDS[0], "2027-01-01T00:00:00Z", "2027-01-01T00:00:00Z", &[Code::KeysUnusable]);
    check(SEEDS[1], "2027-01-01T00:00:00Z", "2027-01-01T00:00:00Z", &[Code::KeysUnusable]);
    check(SEEDS[2], "2026-06-30T00:00:00Z", "2027-01-01T00:00:00Z", &[Code::TimesCross]);
    check(SEEDS[2], "2027-01-01T00:00:01Z", "2027-01-01T00:00:00Z", &[Code::TimesCross]);
    check(SEEDS[2], "2026-07-01T00:00:00Z", "2026-06-30T00:00:00Z", &[Code::TimesCross, Code::TimesCross]);
}

#[test]
fn a_faulty_key_file_is_refused_without_a_word_of_its_secrets() {
    let whole: Value = serde_json::from_str(&keys().to_json()).unwrap();
    let secret = whole["keys"][0]["secret"].as_str().unwrap().to_owned();
    let check = |change: &dyn Fn(&mut Value), expected: &[(&str, &str)]| {
        let mut file = whole.clone();
        change(&mut file);
        let faults = Keys::from_json(&file.to_string()).unwrap_err();
        assert_eq!(found(&faults), expected);
        assert!(!faults.to_string().contains(&secret[5..20]), "{faults}");
    };
    check(&|file| file["keys"] = json!([]), &[("empty-list", "/keys")]);
    check(&|file| file["passphrase"] = json!("x"), &[("unknown-field", "/passphrase")]);
    check(&|file| file["keys"][0]["secret"] = json!(secret[1..]), &[("bad-key", "/keys/0/secret")]);
    check(&|file| file["keys"][0]["secret"] = file["keys"][1]["secret"].clone(), &[("bad-key", "/keys/0/id")]);
    check(&|file| file["keys"][1]["id"] = json!("z6Mk"), &[("bad-key", "/keys/1/id")]);
    check(&|file| file["keys"][1]["created"] = json!("2026-07-01"), &[("bad-time", "/keys/1/created")]);
    check(&|file| file["keys"][0]["retired"] = json!(null), &[("wrong-type", "/keys/0/retired")]);
    check(&|file| file["keys"][0]["retired"] = json!("2025-12-31T00:00:00Z"), &[("times-cross", "/keys/0/retired")]);
    check(&|file| file["keys"].as_array_mut().unwrap().reverse(), &[("keys-unusable", "/keys")]);
    check(&|file| file["keys"][1]["retired"] = json!("2026-12-31T00:00:00Z"), &[("keys-unusable", "/keys")]);
    check(
        &|file| {
            let second = file["keys"][1].clone();
            file["keys"].as_array_mut().unwrap().push(second);
        },
        &[("keys-unusable", "/keys/2/id")],
    );
    let twice = keys().to_json().replacen(r#""created":"#, r#""created":"2020-01-01T00:00:00Z","created":"#, 1);
    assert_eq!(found(&Keys::from_json(&twice).unwrap_err()), [("duplicate-key", "/keys/0/created")]);
    assert_eq!(found(&Keys::from_json("").unwrap_err()), [("syntax", "")]);
}

#[test]
fn secrets_are_not_shown_where_keys_are() {
    let secrets: Value = serde_json::from_str(&keys().to_json()).unwrap();
    for text in
        [format!("{:?}", keys()), keys().public(&web()).to_json(), keys().public(&web()).did_document().unwrap()]
    {
        for key in secrets["keys"].as_array().unwrap() {
            assert!(!text.contains(&key["secret"].as_str().unwrap()[5..20]), "{text}");
            assert!(text.contains(key["id"].as_str().unwrap()), "{text}");
        }
    }
}

#[test]
fn public_keys_come_back_as_they_were() {
    for issuer in [Issuer::Key, web()] {
        let public = keys().public(&issuer);
        let again = PublicKeys::from_json(&public.to_json()).unwrap();
        assert_eq!(again, public);
        assert_eq!(again.issuer(), issuer);
        assert_eq!(serde_json::to_value(&public).unwrap(), serde_json::from_str::<Value>(&public.to_json()).unwrap());
    }
}

#[test]
fn keys_by_themselves_speak_for_themselves_at_any_time() {
    let [old, new] = keys().public(&web()).keys().to_vec()[..] else { panic!() };
    let pinned = PublicKeys::from_json(&format!(r#"["{}","{}"]"#, new.id, old.id)).unwrap();
    assert_eq!(pinned.issuer(), Issuer::Key);
    let stated: Vec<_> = pinned.keys().iter().map(|key| (key.id, key.created, key.retired)).collect();
    let first = moment("1900-01-01T00:00:00Z");
    assert_eq!(stated, [(new.id, first, None), (old.id, first, None)]);
    assert_eq!(PublicKeys::from_json("[]").unwrap(), PublicKeys::none());

    let faulty = format!(r#"["{0}",7,"z6Mk","{0}"]"#, new.id);
    let expected = [("wrong-type", "/1"), ("bad-key", "/2"), ("keys-unusable", "/3")];
    assert_eq!(found(&PublicKeys::from_json(&faulty).unwrap_err()), expected);
}

#[test]
fn faulty_lists_of_public_keys_are_refused() {
    let check = |text: &str, expected: &[(&str, &str)]| {
        assert_eq!(found(&PublicKeys::from_json(text).unwrap_err()), expected, "{text}");
    };
    let whole = keys().public(&web()).to_json();
    check(&keys().to_json(), &[("unknown-field", "/keys/0/secret"), ("unknown-field", "/keys/1/secret")]);
    check(&whole.replace("did:web:", "web:"), &[("bad-issuer", "/issuer")]);
    check(
        &whole.replace(r#""keys":["#, r#""keys":[{},"#),
        &[("missing-field", "/keys/0/created"), ("missing-field", "/keys/0/id")],
    );
    check(r#"{"keys":[]}"#, &[("empty-list", "/keys")]);
    check("7", &[("wrong-type", "")]);
    let [old, new] = keys().public(&web()).keys().to_vec()[..] else { panic!() };
    let twice = whole.replace(&new.id.to_string(), &old.id.to_string());
    check(&twice, &[("keys-unusable", "/keys/1/id")]);
}

#[test]
fn a_did_document_lists_every_key_for_stating() {
    let document: Value = serde_json::from_str(&keys().public(&web()).did_document().unwrap()).unwrap();
    assert_eq!(document["id"], "did:web:verify.example.org");
    let methods = document["verificationMethod"].as_array().unwrap();
    assert_eq!(methods.len(), 2);
    for (method, key) in methods.iter().zip(keys().public(&web()).keys()) {
        let id = format!("did:web:verify.example.org#{}", key.id);
        let expected = json!({
            "id": id, "type": "Multikey", "controller": "did:web:verify.example.org", "publicKeyMultibase": key.id.to_string(),
        });
        assert_eq!(method, &expected);
        assert!(document["assertionMethod"].as_array().unwrap().contains(&json!(id)));
    }
    assert_eq!(keys().public(&Issuer::Key).did_document(), None);
}
