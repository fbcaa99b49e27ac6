//! The W3C Data Integrity proof `eddsa-jcs-2022`: what exactly is signed, and by which words it is told.
//!
//! Signed are two SHA-256 hashes, one after the other: of the proof without its value, and of the document without its proof, each in
//! the form of RFC 8785. The document's `@context` is copied into the proof first, so that it is signed twice.

use alloc::string::String;

use ed25519_dalek::{Signer, SigningKey};
use mentormark_rules::json::canonical;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::{Issuer, Moment, PublicKey, context::CONTEXT, multikey};

/// The `type` of every proof.
pub(crate) const TYPE: &str = "DataIntegrityProof";
/// The `cryptosuite` of every proof.
pub(crate) const SUITE: &str = "eddsa-jcs-2022";
/// The `proofPurpose` of every proof.
pub(crate) const PURPOSE: &str = "assertionMethod";

/// A signature, by which key and when it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    pub(crate) created: Moment,
    pub(crate) key: PublicKey,
    pub(crate) signature: [u8; 64],
}

/// A proof as it is written; without its value it is what is hashed. Members stand in the order of their names, so that the canonical
/// writer need not sort them.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Written {
    #[serde(rename = "@context")]
    context: [&'static str; 2],
    created: Moment,
    cryptosuite: &'static str,
    proof_purpose: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    proof_value: Option<String>,
    r#type: &'static str,
    verification_method: String,
}

impl Proof {
    /// Signs `document`, which has no proof yet.
    pub(crate) fn sign(secret: &SigningKey, issuer: &Issuer, created: Moment, document: &impl Serialize) -> Self {
        let key = PublicKey::of(secret);
        let signed = message(&unvalued(issuer, key, created), document);
        Self { created, key, signature: secret.sign(&signed).to_bytes() }
    }

    /// What its key must have signed where it is the proof of `document`, which stands here without it.
    pub(crate) fn signed(&self, issuer: &Issuer, document: &impl Serialize) -> [u8; 64] {
        message(&unvalued(issuer, self.key, self.created), document)
    }

    /// The proof as it is written.
    pub(crate) fn written(&self, issuer: &Issuer) -> Written {
        let proof_value = Some(multikey::multibase(&self.signature));
        Written { proof_value, ..unvalued(issuer, self.key, self.created) }
    }

    /// When it was signed.
    #[must_use]
    pub fn created(&self) -> Moment {
        self.created
    }

    /// The key that signed.
    #[must_use]
    pub fn key(&self) -> PublicKey {
        self.key
    }
}

/// The proof without its value.
fn unvalued(issuer: &Issuer, key: PublicKey, created: Moment) -> Written {
    Written {
        context: CONTEXT,
        created,
        cryptosuite: SUITE,
        proof_purpose: PURPOSE,
        proof_value: None,
        r#type: TYPE,
        verification_method: issuer.key_name(key),
    }
}

/// What is signed: the hash of the proof without its value, then that of the document without its proof.
fn message(unvalued: &impl Serialize, document: &impl Serialize) -> [u8; 64] {
    hashes(&canonical(unvalued), &canonical(document))
}

fn hashes(unvalued: &str, document: &str) -> [u8; 64] {
    let mut both = [0; 64];
    for (hash, text) in both.chunks_exact_mut(32).zip([unvalued, document]) {
        hash.copy_from_slice(&Sha256::digest(text));
    }
    both
}

/// The known answers that the W3C publishes with the suite; `tests/vectors/vc-di-eddsa/README.md` says where they come from.
#[cfg(test)]
mod tests {
    use alloc::format;

    use serde_json::Value;

    use super::*;

    macro_rules! vector {
        ($name:literal) => {
            include_str!(concat!("../tests/vectors/vc-di-eddsa/", $name))
        };
    }

    fn hex(bytes: &[u8]) -> String {
        crate::Hash::of_digest(bytes).as_str().strip_prefix("sha256:").unwrap().into()
    }

    fn secret() -> SigningKey {
        let pair: Value = serde_json::from_str(vector!("keyPair.json")).unwrap();
        let secret = multikey::secret(pair["privateKeyMultibase"].as_str().unwrap()).unwrap();
        assert_eq!(format!("{}", PublicKey::of(&secret)), pair["publicKeyMultibase"].as_str().unwrap());
        secret
    }

    /// The published document without its proof, and the proof without its value.
    fn parted() -> (Value, Value, String) {
        let mut document: Value = serde_json::from_str(vector!("signedJCS.json")).unwrap();
        let mut proof = document.as_object_mut().unwrap().remove("proof").unwrap();
        let value = proof.as_object_mut().unwrap().remove("proofValue").unwrap();
        (document, proof, value.as_str().unwrap().into())
    }

    #[test]
    fn the_published_document_has_the_published_form_and_hash() {
        let (document, ..) = parted();
        assert_eq!(canonical(&document), vector!("canonDocJCS.txt"));
        assert_eq!(hex(&Sha256::digest(canonical(&document))), vector!("docHashJCS.txt"));
    }

    #[test]
    fn the_published_signature_is_made_and_holds() {
        let (document, proof, value) = parted();
        let signed = message(&proof, &document);
        let signature = secret().sign(&signed).to_bytes();
        assert_eq!(hex(&signature), vector!("sigHexJCS.txt"));
        assert_eq!(multikey::multibase(&signature), value);
        assert_eq!(value, vector!("sigBTC58JCS.txt"));
        assert!(PublicKey::of(&secret()).has_signed(&signed, &multikey::from_multibase(&value).unwrap()));
    }

    #[test]
    fn the_published_hashes_stand_in_the_published_order() {
        let (document, ..) = parted();
        let proof: Value = serde_json::from_str(vector!("proofCanonJCS.txt")).unwrap();
        assert_eq!(canonical(&proof), vector!("proofCanonJCS.txt"));
        assert_eq!(hex(&message(&proof, &document)), vector!("combinedHashJCS.txt"));
    }
}
