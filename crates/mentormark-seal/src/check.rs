//! Checks a receipt or a manifest offline, and says what holds and what does not.

use alloc::{borrow::ToOwned, format, string::String, vec::Vec};
use core::cmp::Ordering;

use mentormark_rules::json::{self, Node, Tree};
use serde::Serialize;

use crate::{
    Batch, Code, DatedKey, DidWeb, Fault, Faults, Issuer, Moment, Proof, PublicKey, PublicKeys, Sealed, Subject,
    Verification,
    context::CONTEXT,
    multikey, proof,
    read::{self, Members, Notes},
    sealed::{CREDENTIAL, Closed, times},
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

/// One step of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// The document has the shape of a receipt or of a manifest, and nothing besides.
    Shape,
    /// The signature is that of the key it names, over this very document.
    Signature,
    /// The key is one that the reader trusts, and speaks for the issuer.
    Key,
    /// The key was in use when it signed.
    Time,
}

/// What came of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Holding {
    /// It holds.
    Holds,
    /// It does not.
    Fails,
    /// A step before it failed.
    NotChecked,
}

/// What came of one step, with a sentence for a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The step.
    pub step: Step,
    /// What came of it.
    pub holding: Holding,
    /// The same in words.
    pub words: String,
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
/// The faults of the first [`Step`] that fails, and which steps before it hold.
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

const STEPS: [Step; 4] = [Step::Shape, Step::Signature, Step::Key, Step::Time];

impl Step {
    fn words(self, holding: Holding) -> &'static str {
        match (holding, self) {
            (Holding::NotChecked, _) => "not checked, because a step before it failed",
            (Holding::Holds, Self::Shape) => "the document has the shape that it should have, and nothing besides",
            (Holding::Fails, Self::Shape) => {
                "the document has not the shape of a receipt, so nothing in it was checked"
            }
            (Holding::Holds, Self::Signature) => "the signature holds: nothing was changed since the key signed",
            (Holding::Fails, Self::Signature) => {
                "the signature does not hold: something was changed, or it was made by another key"
            }
            (Holding::Holds, Self::Key) => "the key is one that you gave, and speaks for the issuer",
            (Holding::Fails, Self::Key) => "the signature holds, but the key is not one that you gave for this issuer",
            (Holding::Holds, Self::Time) => "the key was in use when it signed",
            (Holding::Fails, Self::Time) => "the key was not in use when it signed",
        }
    }
}

fn findings(holding: usize) -> Vec<Finding> {
    let finding = |(at, step): (usize, Step)| {
        let holding = match at.cmp(&holding) {
            Ordering::Less => Holding::Holds,
            Ordering::Equal => Holding::Fails,
            Ordering::Greater => Holding::NotChecked,
        };
        Finding { step, holding, words: step.words(holding).into() }
    };
    STEPS.into_iter().enumerate().map(finding).collect()
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

/// Whether a document says that it is of this type, among others perhaps.
fn is_of_type(tree: &Tree, wanted: &str) -> bool {
    let Tree::Object(members) = tree else { return false };
    let types = members.iter().filter(|(key, _)| key == "type");
    types.into_iter().any(|(_, value)| matches!(value, Tree::List(types) if types.iter().any(|one| is(one, wanted))))
}

fn is(tree: &Tree, wanted: &str) -> bool {
    matches!(tree, Tree::Text(text) if text == wanted)
}

/// What a document that is not of the wanted type seems to be.
fn what_else(tree: &Tree, wanted: &str) -> String {
    let has = |key: &str| matches!(tree, Tree::Object(members) if members.iter().any(|(name, _)| name == key));
    let seems = if has("receipt") {
        "this seems to be the whole answer of a verifier: take what stands in it under `receipt`"
    } else if has("manifest") {
        "this seems to be the last line of a batch: take what stands in it under `manifest`"
    } else if has("claim") {
        "this seems to be a submission, which nobody has signed: check the receipt that came back for it"
    } else if has("ratings") || has("programmes") {
        "this seems to be an assessment, which nobody has signed"
    } else {
        return format!("`{wanted}` is not among its types: this is another document");
    };
    seems.to_owned()
}

fn sealed<S: Subject>(root: &Node<'_>, notes: &Notes) -> Option<Sealed<S>> {
    let known = ["@context", "type", "issuer", "validFrom", "credentialSubject", "proof"];
    let members = Members::of(root, "", notes, &known)?;
    let subject = members.required("credentialSubject").and_then(|node| S::read(&node, notes));
    let (issuer, proof) = stated(&members, S::TYPE, subject.as_ref().map(S::at))?;
    let subject = subject?;
    for fault in subject.faults() {
        notes.push(fault);
    }
    Some(Sealed { issuer, subject, proof })
}

/// Who states it, and the proof: all but the subject of a document of this type, whose subject was so at a time.
fn stated(members: &Members<'_, '_>, of_type: &str, at: Option<Moment>) -> Option<(Issuer, Proof)> {
    members.exactly_all("@context", Code::WrongContext, &CONTEXT);
    members.exactly_all("type", Code::WrongDocument, &[CREDENTIAL, of_type]);
    let issuer = members.text("issuer");
    let valid_from: Option<Moment> = members.parsed("validFrom", Code::BadTime);
    let proof = members.required("proof").and_then(|node| {
        if node.is_list() {
            let message = "there must be one proof and not a list: of several, some could be anybody's";
            members.refuse("proof", Code::ProofList, message);
            return None;
        }
        signed(&node, issuer?, members.notes)
    });
    let ((issuer, proof), at) = (proof?, at?);
    if let Some(fault) = times(at, proof.created) {
        members.notes.push(fault);
    }
    if valid_from.is_some_and(|valid_from| valid_from != at) {
        members.refuse("validFrom", Code::TimesCross, format!("this is not {at}, when it is said to have been so"));
    }
    Some((issuer, proof))
}

/// The proof in `node` of a document by the issuer called `named`, and who that is.
fn signed(node: &Node<'_>, named: &str, notes: &Notes) -> Option<(Issuer, Proof)> {
    let known = ["@context", "type", "cryptosuite", "created", "verificationMethod", "proofPurpose", "proofValue"];
    let members = Members::of(node, "/proof", notes, &known)?;
    members.exactly_all("@context", Code::WrongContext, &CONTEXT);
    members.exactly("type", Code::WrongSuite, proof::TYPE);
    members.exactly("cryptosuite", Code::WrongSuite, proof::SUITE);
    members.exactly("proofPurpose", Code::WrongPurpose, proof::PURPOSE);
    let created = members.parsed("created", Code::BadTime);
    let signature = members.text("proofValue").and_then(|text| {
        let signature = multikey::from_multibase(text);
        if signature.is_none() {
            members.refuse("proofValue", Code::BadSignature, "this is not 64 bytes in base58 after a `z`");
        }
        signature
    });
    let key = members.text("verificationMethod").and_then(|text| {
        let (owner, key) = text.split_once('#').unwrap_or((text, ""));
        let key = key.parse::<PublicKey>();
        match key {
            Err(error) => {
                let message = format!("what follows `#` in `{}` is {error}", read::start(text));
                members.refuse("verificationMethod", Code::BadKey, message);
            }
            Ok(_) if owner != named => {
                let message = format!("this key is not the issuer's, `{}`", read::start(named));
                members.refuse("verificationMethod", Code::KeyOfAnother, message);
            }
            Ok(_) => {}
        }
        key.ok()
    });
    let issuer = issuer(named, key?, notes)?;
    Some((issuer, Proof { created: created?, key: key?, signature: signature? }))
}

/// Who the issuer called `named` is, who signs with `key`.
fn issuer(named: &str, key: PublicKey, notes: &Notes) -> Option<Issuer> {
    if Issuer::Key.name(key) == named {
        return Some(Issuer::Key);
    }
    if named.starts_with("did:key:") {
        notes.add(Code::KeyOfAnother, "/issuer", format!("the key that signed is `{key}`, not this one"));
        return None;
    }
    let web = named.parse::<DidWeb>().map_err(|_| {
        let message = format!("`{}` is neither a `did:key` nor a `did:web`", read::start(named));
        notes.add(Code::BadIssuer, "/issuer", message);
    });
    web.ok().map(Issuer::Web)
}
