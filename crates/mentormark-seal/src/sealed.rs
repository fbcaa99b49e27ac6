//! A signed document: what it states, who states it, and the proof.

use alloc::{format, string::String, vec::Vec};

use ed25519_dalek::SigningKey;
use mentormark_rules::json::{Node, canonical};
use serde::{Serialize, Serializer};

use crate::{Code, Fault, Faults, Issuer, Moment, Proof, PublicKey, context::CONTEXT, read::Notes};

/// What a document can state: a [`Verification`](crate::Verification) or a [`Batch`](crate::Batch).
pub trait Subject: Serialize + Clone + Closed {}

/// Keeps [`Subject`] to the types of this crate.
pub trait Closed: Sized {
    /// The second of the document's types.
    const TYPE: &'static str;

    /// When what is stated was so.
    fn at(&self) -> Moment;

    /// What is wrong with the values.
    fn faults(&self) -> Vec<Fault>;

    /// Reads the subject; every fault is noted, and `None` stands for what could not be read.
    fn read(node: &Node<'_>, notes: &Notes) -> Option<Self>;
}

/// A signed document of the W3C's VC data model 2.0, with every member known.
///
/// Written in the form of RFC 8785 by [`Sealed::to_json`]; `serde` writes the same members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed<S> {
    pub(crate) issuer: Issuer,
    pub(crate) subject: S,
    pub(crate) proof: Proof,
}

/// A document as it is written; without its proof it is what is hashed. Members stand in the order of their names, so that the canonical
/// writer need not sort them.
#[derive(Serialize)]
struct Written<'a, S> {
    #[serde(rename = "@context")]
    context: [&'static str; 2],
    #[serde(rename = "credentialSubject")]
    subject: &'a S,
    issuer: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    proof: Option<crate::proof::Written>,
    r#type: [&'static str; 2],
    #[serde(rename = "validFrom")]
    valid_from: Moment,
}

/// The first of every document's types.
pub(crate) const CREDENTIAL: &str = "VerifiableCredential";

fn unsigned<'a, S: Subject>(issuer: &Issuer, key: PublicKey, subject: &'a S) -> Written<'a, S> {
    Written {
        context: CONTEXT,
        subject,
        issuer: issuer.name(key),
        proof: None,
        r#type: [CREDENTIAL, S::TYPE],
        valid_from: subject.at(),
    }
}

impl<S: Subject> Sealed<S> {
    /// Signs what is stated.
    pub(crate) fn sign(secret: &SigningKey, issuer: &Issuer, subject: S, now: Moment) -> Result<Self, Faults> {
        let faults = subject.faults().into_iter().chain(times(subject.at(), now)).collect();
        Faults::unless_none(faults, ())?;
        let proof = Proof::sign(secret, issuer, now, &unsigned(issuer, PublicKey::of(secret), &subject));
        Ok(Self { issuer: issuer.clone(), subject, proof })
    }

    /// What the proof's key must have signed for this very document.
    pub(crate) fn signed(&self) -> [u8; 64] {
        self.proof.signed(&self.issuer, &unsigned(&self.issuer, self.proof.key, &self.subject))
    }

    /// Who states it.
    #[must_use]
    pub fn issuer(&self) -> &Issuer {
        &self.issuer
    }

    /// The issuer as the document names it: a DID.
    #[must_use]
    pub fn issuer_name(&self) -> String {
        self.issuer.name(self.proof.key)
    }

    /// What is stated.
    #[must_use]
    pub fn subject(&self) -> &S {
        &self.subject
    }

    /// The signature.
    #[must_use]
    pub fn proof(&self) -> &Proof {
        &self.proof
    }

    /// The document in the form of RFC 8785.
    #[must_use]
    pub fn to_json(&self) -> String {
        canonical(self)
    }
}

/// What is wrong with the two times of a document.
pub(crate) fn times(at: Moment, signed: Moment) -> Option<Fault> {
    (signed < at).then(|| {
        let message = format!("signed at {signed}, before {at}, when it is said to have been so");
        Fault::new(Code::TimesCross, "/proof/created", message)
    })
}

impl<S: Subject> Serialize for Sealed<S> {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        let proof = Some(self.proof.written(&self.issuer));
        Written { proof, ..unsigned(&self.issuer, self.proof.key, &self.subject) }.serialize(serializer)
    }
}
