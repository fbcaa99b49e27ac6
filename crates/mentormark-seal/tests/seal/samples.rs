//! The files in `tests/samples`: what other programs check too. Written anew with `BLESS=1`.

use std::{env, fs, path::PathBuf};

use mentormark_rules::json::canonical;
use mentormark_seal::Issuer;
use serde_json::json;

use crate::{
    made::{LINES, bare, first_key, keys, manifest, receipt, web},
    tampering::without_the_key,
};

#[test]
fn the_samples_are_fresh() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/samples");
    let tampered = without_the_key();
    let tampered = tampered
        .iter()
        .map(|one| json!({ "what": one.what, "code": one.code, "accepted_by": one.accepted_by, "text": one.text }));
    let tampered = serde_json::to_string_pretty(&tampered.collect::<Vec<_>>()).unwrap() + "\n";
    let files = [
        ("key-file.json", keys().to_json()),
        ("keys.json", keys().public(&Issuer::Key).to_json()),
        ("keys-web.json", keys().public(&web()).to_json()),
        ("did.json", keys().public(&web()).did_document().unwrap()),
        ("receipt.json", receipt(&Issuer::Key).to_json()),
        ("receipt-web.json", receipt(&web()).to_json()),
        ("receipt-bare.json", canonical(&keys().seal(&Issuer::Key, bare(), bare().verified_at).unwrap())),
        ("receipt-untrusted.json", canonical(&stranger())),
        ("manifest.json", manifest(&Issuer::Key).to_json()),
        ("lines.ndjson", LINES.map(|(line, _)| line).join("\n") + "\n"),
        ("tampered.json", tampered),
    ];
    for (name, text) in files {
        let path = folder.join(name);
        if env::var_os("BLESS").is_some() {
            fs::write(&path, &text).unwrap();
        }
        assert_eq!(fs::read_to_string(&path).unwrap_or_default(), text, "{name}: run this test with BLESS=1");
    }
}

/// A receipt by a key that nobody gave.
fn stranger() -> mentormark_seal::Receipt {
    let stranger = mentormark_seal::Keys::new(crate::made::SEEDS[2], first_key().current().created);
    stranger.seal(&Issuer::Key, bare(), bare().verified_at).unwrap()
}
