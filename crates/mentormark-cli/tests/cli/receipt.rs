//! `mentormark receipt`: what a verifier signed, checked offline.

use std::{fs, path::Path};

use crate::{Scratch, golden, run, run_with};

const SAMPLES: &str = "../mentormark-seal/tests/samples";

fn sample(name: &str) -> String {
    format!("{SAMPLES}/{name}")
}

fn text(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(sample(name))).unwrap()
}

/// Checks a sample with the keys of another.
fn verify(name: &str, keys: &str, more: &[&str]) -> crate::Run {
    run(&[&["receipt", "verify", &sample(name), "--keys", &sample(keys)], more].concat())
}

#[test]
fn the_help_has_examples() {
    let help = run(&["receipt", "verify", "--help"]);
    assert_eq!(help.code, 0);
    golden("help-receipt-verify.txt", &help.out);
}

#[test]
fn a_receipt_that_holds_is_shown_with_what_was_signed() {
    let told = verify("receipt.json", "keys.json", &[]);
    assert_eq!((told.code, told.err.as_str()), (0, ""));
    golden("receipt.txt", &told.out);
    let bare = verify("receipt-bare.json", "keys.json", &[]);
    assert_eq!(bare.code, 0);
    golden("receipt-bare.txt", &bare.out);
    let web = verify("receipt-web.json", "keys-web.json", &["--json"]);
    assert_eq!(web.code, 0);
    golden("receipt.json", &web.out);
    assert_eq!(verify("receipt-web.json", "keys.json", &[]).code, 1, "the keys are not those of the web address");
}

#[test]
fn a_receipt_comes_from_standard_input_too() {
    let told = run_with(&["receipt", "verify", "-", "--keys", &sample("keys.json")], text("receipt.json").as_bytes());
    assert_eq!(told.code, 0);
}

#[test]
fn a_signature_that_nobody_vouches_for_is_no() {
    for told in
        [run(&["receipt", "verify", &sample("receipt.json")]), verify("receipt-untrusted.json", "keys.json", &[])]
    {
        assert_eq!((told.code, told.err.as_str()), (1, ""));
        assert!(told.out.contains("the signature holds"), "{}", told.out);
        assert!(told.out.contains("key-not-given"), "{}", told.out);
        assert!(!told.out.contains("bronze"), "what nobody vouches for is not shown: {}", told.out);
    }
    golden("receipt-untrusted.txt", &verify("receipt-untrusted.json", "keys.json", &[]).out);
}

#[test]
fn a_changed_receipt_is_no() {
    let changed =
        Scratch::new("changed.json", &text("receipt.json").replace(r#""award":"bronze""#, r#""award":"gold""#));
    let told = run(&["receipt", "verify", changed.path(), "--keys", &sample("keys.json")]);
    assert_eq!((told.code, told.err.as_str()), (1, ""));
    assert!(told.out.contains("signature-fails") && !told.out.contains("gold"), "{}", told.out);
    let added = Scratch::new("added.json", &text("receipt.json").replacen('{', r#"{"name":"Gold","#, 1));
    let told = run(&["receipt", "verify", added.path(), "--keys", &sample("keys.json"), "--json"]);
    assert_eq!((told.code, told.err.as_str()), (1, ""));
    assert!(told.out.contains(r#""code":"unknown-field""#) && told.out.contains(r#""holds":false"#), "{}", told.out);
}

#[test]
fn every_kind_of_tampering_is_no_or_no_receipt() {
    let tampered: Vec<serde_json::Value> = serde_json::from_str(&text("tampered.json")).unwrap();
    for one in &tampered {
        let told = run_with(
            &["receipt", "verify", "-", "--keys", &sample("keys.json"), "--json"],
            one["text"].as_str().unwrap().as_bytes(),
        );
        assert!(told.code == 1 || told.code == 2 && one["code"] == "syntax", "{}: {}", one["what"], told.code);
        assert!(told.out.contains(one["code"].as_str().unwrap()), "{}: {}", one["what"], told.out);
    }
}

#[test]
fn a_manifest_holds_with_its_lines_and_not_with_others() {
    let told = verify("manifest.json", "keys.json", &["--lines", &sample("lines.ndjson")]);
    assert_eq!((told.code, told.err.as_str()), (0, ""));
    golden("manifest.txt", &told.out);
    assert_eq!(verify("manifest.json", "keys.json", &[]).code, 0);
    let fewer = Scratch::new("fewer.ndjson", text("lines.ndjson").split_once('\n').unwrap().1);
    let told = verify("manifest.json", "keys.json", &["--lines", fewer.path()]);
    assert_eq!((told.code, told.err.as_str()), (1, ""));
    assert!(told.out.contains("these are not its lines"), "{}", told.out);
    let told = verify("manifest.json", "keys.json", &["--lines", fewer.path(), "--json"]);
    assert!(
        told.code == 1 && told.out.contains(r#""holds":false"#) && told.out.contains(r#""lines":false"#),
        "{}",
        told.out
    );
    let told = verify("receipt.json", "keys.json", &["--lines", fewer.path()]);
    assert_eq!((told.code, told.out.as_str()), (2, ""));
    assert!(told.err.contains("a receipt has no lines"), "{}", told.err);
}

#[test]
fn what_is_no_receipt_is_bad_input() {
    for (name, says) in
        [("not.json", "not json"), ("empty.json", ""), ("other.json", r#"{"claim":{},"assessment":{}}"#)]
    {
        let other = Scratch::new(name, says);
        let told = run(&["receipt", "verify", other.path()]);
        assert_eq!(told.code, 2, "{says}");
        assert!(told.out.contains("does not hold"), "{}", told.out);
        assert_eq!(run(&["receipt", "verify", other.path(), "--json"]).code, 2);
    }
    let told = run_with(&["receipt", "verify", "-"], b"\xff{}");
    assert_eq!((told.code, told.out.as_str()), (2, ""));
    assert!(told.err.contains("UTF-8"), "{}", told.err);
}

#[test]
fn what_is_no_list_of_public_keys_is_bad_input() {
    let told = verify("receipt.json", "key-file.json", &[]);
    assert_eq!((told.code, told.out.as_str()), (2, ""));
    assert!(told.err.contains("no list of public keys") && told.err.contains("secret"), "{}", told.err);
    assert!(!told.err.contains("z3u2"), "a secret is repeated");
    assert_eq!(verify("receipt.json", "manifest.json", &[]).code, 2);
}

#[test]
fn a_file_that_is_not_there_is_trouble_with_the_machine() {
    let told = run(&["receipt", "verify", "/nowhere/receipt.json"]);
    assert_eq!((told.code, told.out.as_str()), (3, ""));
    assert_eq!(verify("receipt.json", "nowhere.json", &[]).code, 3);
    assert_eq!(verify("manifest.json", "keys.json", &["--lines", "/nowhere/lines.ndjson"]).code, 3);
}
