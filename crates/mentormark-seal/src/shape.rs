//! Reads a receipt or a manifest: every member must be one that it has, and no other.

use alloc::{borrow::ToOwned, format, string::String};

use mentormark_rules::json::{Node, Tree};

use crate::{
    Code, DidWeb, Issuer, Moment, Proof, PublicKey, Sealed, Subject,
    context::CONTEXT,
    multikey, proof,
    read::{self, Members, Notes},
    sealed::{CREDENTIAL, times},
};

/// Whether a document says that it is of this type, among others perhaps.
pub(crate) fn is_of_type(tree: &Tree, wanted: &str) -> bool {
    let Tree::Object(members) = tree else { return false };
    let types = members.iter().filter(|(key, _)| key == "type");
    types.into_iter().any(|(_, value)| matches!(value, Tree::List(types) if types.iter().any(|one| is(one, wanted))))
}

fn is(tree: &Tree, wanted: &str) -> bool {
    matches!(tree, Tree::Text(text) if text == wanted)
}

/// What a document that is not of the wanted type seems to be.
pub(crate) fn what_else(tree: &Tree, wanted: &str) -> String {
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

/// The document that `root` is; every fault of its shape is noted.
pub(crate) fn sealed<S: Subject>(root: &Node<'_>, notes: &Notes) -> Option<Sealed<S>> {
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
