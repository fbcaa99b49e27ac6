//! Checks a receipt or a manifest offline, and says what holds and what does not.

use alloc::{format, vec::Vec};

use mentormark_rules::json::{self, Tree};

use crate::{
    Batch, Code, DatedKey, Fault, Faults, Finding, Issuer, Proof, PublicKey, PublicKeys, Sealed, Subject, Verification,
    read,
    sealed::Closed,
    shape::{is_of_type, sealed, what_else},
    steps::{STEPS, findings},
};

/// A document in which everything holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked<S> {
    document: Sealed<S>,
    key: DatedKey,
}

/// A receipt in which everything holds.
pub type CheckedReceipt = Checked<Verification>;

/// A manifest in which everything holds.
pub type CheckedManifest = Checked<Batch>;

/// Why a document does not hold, or is none. It shows nothing of what the document states.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{faults}")]
pub struct ReceiptRefusal {
    faults: Faults,
    /// How many of the steps hold.
    holding: usize,
    /// The key whose signature holds, though nobody vouches for it.
    key: Option<PublicKey>,
}

/// A document of either kind in which everything holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnyChecked {
    /// A receipt.
    Receipt(CheckedReceipt),
    /// A manifest.
    Manifest(CheckedManifest),
}

/// Checks a receipt offline, against keys that the reader trusts.
///
/// A receipt carries its key, so its signature is always checked; but a key that nobody vouches for proves nothing, so one that is not
/// among `keys` is refused all the same, with [`Code::KeyNotGiven`].
///
/// # Errors
/// The faults of the first [`Step`](crate::Step) that fails, and which steps before it hold.
pub fn check_receipt(text: &str, keys: &PublicKeys) -> Result<CheckedReceipt, ReceiptRefusal> {
    checked(&tree(text)?, keys)
}

/// Checks the manifest of a batch in the same way.
///
/// # Errors
/// As [`check_receipt`].
pub fn check_manifest(text: &str, keys: &PublicKeys) -> Result<CheckedManifest, ReceiptRefusal> {
    checked(&tree(text)?, keys)
}

/// Checks a receipt or a manifest, whichever it is.
///
/// # Errors
/// As [`check_receipt`].
pub fn check(text: &str, keys: &PublicKeys) -> Result<AnyChecked, ReceiptRefusal> {
    let tree = tree(text)?;
    if is_of_type(&tree, Batch::TYPE) {
        return checked(&tree, keys).map(AnyChecked::Manifest);
    }
    checked(&tree, keys).map(AnyChecked::Receipt)
}

impl AnyChecked {
    /// What came of each step: everything holds.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        findings(STEPS.len())
    }

    /// The key that signed, with the time in which it was in use.
    #[must_use]
    pub fn key(&self) -> DatedKey {
        match self {
            Self::Receipt(receipt) => receipt.key,
            Self::Manifest(manifest) => manifest.key,
        }
    }
}

impl<S: Subject> Checked<S> {
    /// What is stated.
    #[must_use]
    pub fn subject(&self) -> &S {
        self.document.subject()
    }

    /// The document.
    #[must_use]
    pub fn document(&self) -> &Sealed<S> {
        &self.document
    }

    /// The key that signed, with the time in which it was in use.
    #[must_use]
    pub fn key(&self) -> DatedKey {
        self.key
    }

    /// What came of each step: everything holds.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        findings(STEPS.len())
    }
}

impl ReceiptRefusal {
    /// Whether this is no receipt at all, nor a manifest: not JSON, or a document of another type.
    #[must_use]
    pub fn is_of_another_document(&self) -> bool {
        use mentormark_rules::Code::{Syntax, TooDeep, TooLarge};
        let no_receipt = |code| matches!(code, Code::Shape(Syntax | TooDeep | TooLarge) | Code::WrongDocument);
        self.faults.as_slice().iter().any(|fault| fault.pointer.is_empty() && no_receipt(fault.code))
    }

    /// The faults of the step that failed.
    #[must_use]
    pub fn faults(&self) -> &Faults {
        &self.faults
    }

    /// Whether the signature holds, though something after it does not.
    #[must_use]
    pub fn signature_holds(&self) -> bool {
        self.holding > 1
    }

    /// The key whose signature holds, so that a reader can ask whose it is; nothing where none holds.
    #[must_use]
    pub fn key(&self) -> Option<PublicKey> {
        self.key
    }

    /// What came of each step.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        findings(self.holding)
    }

    fn at_shape(faults: impl Into<Faults>) -> Self {
        Self { faults: faults.into(), holding: 0, key: None }
    }
}

fn tree(text: &str) -> Result<Tree, ReceiptRefusal> {
    json::tree(text).map_err(|refusal| ReceiptRefusal::at_shape(Fault::from(refusal)))
}

fn checked<S: Subject>(tree: &Tree, keys: &PublicKeys) -> Result<Checked<S>, ReceiptRefusal> {
    if !is_of_type(tree, S::TYPE) {
        return Err(ReceiptRefusal::at_shape(Fault::new(Code::WrongDocument, "", what_else(tree, S::TYPE))));
    }
    let document = read::document(tree, sealed::<S>).map_err(ReceiptRefusal::at_shape)?;
    let key = good(&document.issuer, &document.proof, document.signed(), keys)?;
    Ok(Checked { document, key })
}

/// The key of a proof that signed these 64 bytes, where the signature holds and the key is good for it.
fn good(issuer: &Issuer, proof: &Proof, signed: [u8; 64], keys: &PublicKeys) -> Result<DatedKey, ReceiptRefusal> {
    let refused = |holding: usize, fault: Fault| {
        let key = Some(proof.key).filter(|_| holding > 1);
        ReceiptRefusal { faults: fault.into(), holding, key }
    };
    if !proof.key.has_signed(&signed, &proof.signature) {
        let message = "this is not the signature of its key over this document: one of them was changed";
        return Err(refused(1, Fault::new(Code::SignatureFails, "/proof/proofValue", message)));
    }
    let dated = trusted(issuer, proof.key, keys).map_err(|fault| refused(2, fault))?;
    match dated.unused_at(proof.created) {
        Some(fault) => Err(refused(3, fault)),
        None => Ok(dated),
    }
}

/// The key among those that the reader trusts for the issuer.
fn trusted(issuer: &Issuer, key: PublicKey, keys: &PublicKeys) -> Result<DatedKey, Fault> {
    let Some(dated) = keys.keys().iter().find(|dated| dated.id == key) else {
        let message = if keys.keys().is_empty() {
            format!(
                "the signature holds, but you gave no keys: get the issuer's, and see whether `{key}` is among them"
            )
        } else {
            format!("the signature holds, but `{key}` is not one of the keys that you gave")
        };
        return Err(Fault::new(Code::KeyNotGiven, "/proof/verificationMethod", message));
    };
    if keys.issuer() == *issuer || *issuer == Issuer::Key {
        return Ok(*dated);
    }
    let message = format!("the signature holds, but the keys that you gave are not those of `{}`", issuer.name(key));
    Err(Fault::new(Code::IssuerNotGiven, "/issuer", message))
}
