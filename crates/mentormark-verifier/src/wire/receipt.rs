//! Receipts, manifests and the keys to check them with.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A signed receipt: a W3C verifiable credential (data model 2.0) with an `eddsa-jcs-2022` Data Integrity proof.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// The JSON-LD contexts.
    #[serde(rename = "@context")]
    pub context: Vec<String>,
    /// `VerifiableCredential` and `MentormarkReceipt`.
    pub r#type: Vec<String>,
    /// A `did:key` or a `did:web`.
    pub issuer: String,
    /// When it was verified.
    #[serde(rename = "validFrom")]
    #[schema(format = DateTime)]
    pub valid_from: String,
    /// What was found.
    #[serde(rename = "credentialSubject")]
    pub credential_subject: ReceiptSubject,
    /// The signature.
    pub proof: Proof,
}

/// What a receipt states.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReceiptSubject {
    /// The verification's id.
    pub verification_id: String,
    /// When it was verified.
    #[schema(format = DateTime)]
    pub verified_at: String,
    /// `confirmed` or `differs`.
    pub status: String,
    /// The scheme.
    pub scheme: String,
    /// Its edition.
    pub edition: String,
    /// The day judged on.
    #[schema(format = Date)]
    pub as_of: String,
    /// The hash of the assessment.
    pub assessment_hash: String,
    /// The hash of the rules.
    pub rules_hash: String,
    /// The hash of the words that the applicant read.
    pub wording_hash: String,
    /// The version of the engine.
    pub engine_version: String,
    /// The quality level that was computed.
    pub quality: Option<String>,
    /// The award that was computed.
    pub award: Option<String>,
    /// The fee that was computed, where it is known.
    pub fee: Option<ReceiptFee>,
    /// What a reader should know besides.
    pub cautions: Vec<String>,
    /// Where the verification stands in the public log, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub log_index: Option<u64>,
}

/// A fee, in minor units of its currency.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReceiptFee {
    /// The ISO 4217 code of the currency.
    pub currency: String,
    /// Before VAT.
    pub net: u64,
    /// The VAT.
    pub vat: u64,
    /// With VAT.
    pub gross: u64,
}

/// A Data Integrity proof.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Proof {
    /// The contexts of the document.
    #[serde(rename = "@context")]
    pub context: Vec<String>,
    /// `DataIntegrityProof`.
    pub r#type: String,
    /// `eddsa-jcs-2022`.
    pub cryptosuite: String,
    /// When it was signed.
    #[schema(format = DateTime)]
    pub created: String,
    /// The key, by the name of the issuer.
    #[serde(rename = "verificationMethod")]
    pub verification_method: String,
    /// `assertionMethod`.
    #[serde(rename = "proofPurpose")]
    pub proof_purpose: String,
    /// The signature in multibase.
    #[serde(rename = "proofValue")]
    pub proof_value: String,
}

/// The signed manifest of a batch, of the same form as a receipt.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The JSON-LD contexts.
    #[serde(rename = "@context")]
    pub context: Vec<String>,
    /// `VerifiableCredential` and `MentormarkManifest`.
    pub r#type: Vec<String>,
    /// A `did:key` or a `did:web`.
    pub issuer: String,
    /// When the last line was verified.
    #[serde(rename = "validFrom")]
    #[schema(format = DateTime)]
    pub valid_from: String,
    /// What was found.
    #[serde(rename = "credentialSubject")]
    pub credential_subject: Batch,
    /// The signature.
    pub proof: Proof,
}

/// What a batch of verifications found.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Batch {
    /// The batch's id.
    pub batch_id: String,
    /// When its last line was verified.
    #[schema(format = DateTime)]
    pub verified_at: String,
    /// The version of the engine.
    pub engine_version: String,
    /// How many lines, and what became of them.
    pub lines: LineCounts,
    /// The SHA-256 of the SHA-256s of the answer's lines, 32 bytes each, in order.
    pub lines_hash: String,
}

/// How many lines a batch has, and what became of them.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LineCounts {
    /// All of them.
    pub all: u64,
    /// Those whose claim was what the rules say.
    pub confirmed: u64,
    /// Those whose claim was not.
    pub differs: u64,
    /// Those that were refused.
    pub refused: u64,
}

/// The public keys that have signed.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Keys {
    /// The `did:web` in whose name they sign; left out where each key speaks for itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub issuer: Option<String>,
    /// The keys, oldest first.
    pub keys: Vec<Key>,
}

/// A public key and the time in which it is in use.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Key {
    /// The key as a Multikey, `z6Mk…`.
    pub id: String,
    /// The first second in which it signed.
    #[schema(format = DateTime)]
    pub created: String,
    /// The last second in which it did; left out while it signs.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, format = DateTime)]
    pub retired: Option<String>,
}

/// The DID document of a `did:web`.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DidDocument {
    /// The JSON-LD contexts.
    #[serde(rename = "@context")]
    pub context: Vec<String>,
    /// The DID.
    pub id: String,
    /// Its keys.
    #[serde(rename = "verificationMethod")]
    pub verification_method: Vec<VerificationMethod>,
    /// The names of the keys that may state something.
    #[serde(rename = "assertionMethod")]
    pub assertion_method: Vec<String>,
}

/// A key of a DID document.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VerificationMethod {
    /// Its name.
    pub id: String,
    /// `Multikey`.
    pub r#type: String,
    /// The DID.
    pub controller: String,
    /// The key as a Multikey.
    #[serde(rename = "publicKeyMultibase")]
    pub public_key_multibase: String,
}
