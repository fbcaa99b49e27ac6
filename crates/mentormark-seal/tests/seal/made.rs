//! What the tests sign, with keys that are published for tests.

use ed25519_dalek::{Signer, SigningKey};
use mentormark_rules::{
    Pence,
    json::canonical,
    verification::{Caution, Status},
};
use mentormark_seal::{Batch, Fee, Hash, Issuer, Keys, Lines, Manifest, Moment, PublicKeys, Receipt, Verification};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// The secrets of TEST 1, TEST 2 and TEST 3 of RFC 8032, 7.1.
pub(crate) const SEEDS: [[u8; 32]; 3] = [
    *b"\x9d\x61\xb1\x9d\xef\xfd\x5a\x60\xba\x84\x4a\xf4\x92\xec\x2c\xc4\x44\x49\xc5\x69\x7b\x32\x69\x19\x70\x3b\xac\x03\x1c\xae\x7f\x60",
    *b"\x4c\xcd\x08\x9b\x28\xff\x96\xda\x9d\xb6\xc3\x46\xec\x11\x4e\x0f\x5b\x8a\x31\x9f\x35\xab\xa6\x24\xda\x8c\xf6\xed\x4f\xb8\xa6\xfb",
    *b"\xc5\xaa\x8d\xf4\x3f\x9f\x83\x7b\xed\xb7\x44\x2f\x31\xdc\xb7\xb1\x66\xd3\x85\x35\x07\x6f\x09\x4b\x85\xce\x3a\x2e\x0b\x44\x58\xf7",
];

pub(crate) fn moment(text: &str) -> Moment {
    text.parse().unwrap()
}

/// Two keys: the first was used in the first half of 2026, the second since.
pub(crate) fn keys() -> Keys {
    let mut keys = first_key();
    keys.rotate(SEEDS[1], moment("2026-07-01T00:00:00Z"), moment("2026-07-01T12:00:00Z")).unwrap();
    keys
}

/// The first of them, before it was retired.
pub(crate) fn first_key() -> Keys {
    Keys::new(SEEDS[0], moment("2026-01-01T00:00:00Z"))
}

pub(crate) fn web() -> Issuer {
    Issuer::Web("did:web:verify.example.org".parse().unwrap())
}

/// The public halves of both keys, each of which speaks for itself.
pub(crate) fn trusted() -> PublicKeys {
    keys().public(&Issuer::Key)
}

pub(crate) fn verification() -> Verification {
    Verification {
        verification_id: "5f3c1d0e9b8a47261504f3e2d1c0b9a8".into(),
        verified_at: moment("2026-11-22T09:30:00Z"),
        status: Status::Confirmed,
        scheme: "nms".into(),
        edition: "2022".into(),
        as_of: "2026-11-21".parse().unwrap(),
        assessment_hash: Hash::of(b"an assessment"),
        rules_hash: Hash::of(b"rules"),
        wording_hash: Hash::of(b"words"),
        engine_version: "0.1.0".into(),
        quality: Some("silver".into()),
        award: Some("bronze".into()),
        fee: Some(Fee { currency: "GBP".into(), net: pence(80_000), vat: pence(16_000), gross: pence(96_000) }),
        cautions: vec![Caution::AsOfNotToday, Caution::HeldUnverified],
        log_index: None,
    }
}

pub(crate) fn pence(pence: u64) -> Pence {
    Pence::new(pence).unwrap()
}

/// A verification with nothing in it that may be missing.
pub(crate) fn bare() -> Verification {
    Verification {
        verification_id: "_".into(),
        status: Status::Differs,
        quality: None,
        award: None,
        fee: None,
        cautions: Vec::new(),
        ..verification()
    }
}

pub(crate) fn receipt(issuer: &Issuer) -> Receipt {
    keys().seal(issuer, verification(), verification().verified_at).unwrap()
}

pub(crate) const LINES: [(&str, Option<Status>); 4] = [
    (r#"{"status":"confirmed"}"#, Some(Status::Confirmed)),
    (r#"{"status":"differs"}"#, Some(Status::Differs)),
    (r#"{"refused":[]}"#, None),
    (r#"{"status":"confirmed"}"#, Some(Status::Confirmed)),
];

pub(crate) fn batch() -> Batch {
    let mut lines = Lines::default();
    for (line, status) in LINES {
        lines.push(line.as_bytes(), status);
    }
    lines.batch("batch-1".into(), moment("2026-11-22T09:31:00Z"), "0.1.0".into())
}

pub(crate) fn manifest(issuer: &Issuer) -> Manifest {
    keys().seal(issuer, batch(), batch().verified_at).unwrap()
}

/// A receipt as a tree.
pub(crate) fn tree(receipt: &Receipt) -> Value {
    serde_json::from_str(&receipt.to_json()).unwrap()
}

/// Signs any document as the suite says, in few lines of its own: `document` and `proof` as they stand, with the second key.
pub(crate) fn signed_as_it_stands(mut document: Value) -> String {
    let secret = SigningKey::from_bytes(&SEEDS[1]);
    let mut proof = document.as_object_mut().unwrap().remove("proof").unwrap();
    proof.as_object_mut().unwrap().remove("proofValue");
    let message = [Sha256::digest(canonical(&proof)), Sha256::digest(canonical(&document))].concat();
    let signature = bs58::encode(secret.sign(&message).to_bytes()).into_string();
    proof["proofValue"] = json!(format!("z{signature}"));
    document["proof"] = proof;
    canonical(&document)
}
