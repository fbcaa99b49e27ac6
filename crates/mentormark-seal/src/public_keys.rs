//! The public keys of an issuer, with the time in which each was in use: what anybody needs to check a receipt.

use alloc::{format, string::String, vec::Vec};

use mentormark_rules::json::{self, Node, canonical};
use serde::Serialize;

use crate::{
    Code, DidWeb, Fault, Faults, Issuer, Moment, PublicKey,
    read::{self, Members, Notes},
};

/// The public keys of an issuer.
///
/// Written as `GET /v1/keys` answers: `{"issuer":"did:web:example.org","keys":[{"created":…,"id":"z6Mk…","retired":…}]}`, oldest
/// first. `issuer` is left out where each key speaks for itself, `retired` where a key is in use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PublicKeys {
    #[serde(skip_serializing_if = "Option::is_none")]
    issuer: Option<DidWeb>,
    // INVARIANT: `faults` finds none.
    keys: Vec<DatedKey>,
}

/// A public key and the time in which it is in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct DatedKey {
    /// The key, which is its own id.
    pub id: PublicKey,
    /// The first second in which it signed.
    pub created: Moment,
    /// The last second in which it did; `None` while it signs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retired: Option<Moment>,
}

impl PublicKeys {
    /// No keys at all: with these, a receipt's signature is checked, and whose it is stays unknown.
    #[must_use]
    pub fn none() -> Self {
        Self { issuer: None, keys: Vec::new() }
    }

    /// Reads what `GET /v1/keys` answers; or Multikeys by themselves, `["z6Mk…"]`, each of which speaks for itself and is good at any time.
    ///
    /// ```
    /// use mentormark_seal::PublicKeys;
    ///
    /// let pinned = PublicKeys::from_json(r#"["z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"]"#).unwrap();
    /// assert_eq!(pinned.keys()[0].created.to_string(), "1900-01-01T00:00:00Z");
    /// assert!(pinned.keys()[0].retired.is_none());
    /// ```
    ///
    /// # Errors
    /// Every fault of the shape; a key that stands twice; dates that cross.
    pub fn from_json(text: &str) -> Result<Self, Faults> {
        let read = read::document(&json::tree(text).map_err(Fault::from)?, |root, notes| {
            if root.is_list() {
                return pinned(root, notes);
            }
            let members = Members::of(root, "", notes, &["issuer", "keys"])?;
            let issuer = members.optional("issuer").map(|_| members.parsed("issuer", Code::BadIssuer));
            let nodes = members.required("keys")?.filled_list()?;
            let key = |(at, node): (usize, &Node<'_>)| {
                dated(&Members::of(node, &format!("/keys/{at}"), notes, &["id", "created", "retired"])?)
            };
            Some(Self { issuer: issuer.flatten(), keys: nodes.iter().enumerate().filter_map(key).collect() })
        })?;
        Faults::unless_none(faults(read.keys.iter()), read)
    }

    /// These keys as `GET /v1/keys` answers, in the form of RFC 8785.
    #[must_use]
    pub fn to_json(&self) -> String {
        canonical(self)
    }

    /// The keys, oldest first.
    #[must_use]
    pub fn keys(&self) -> &[DatedKey] {
        &self.keys
    }

    /// In whose name they sign.
    #[must_use]
    pub fn issuer(&self) -> Issuer {
        self.issuer.clone().map_or(Issuer::Key, Issuer::Web)
    }

    /// The DID document that a `did:web` issuer has to serve, so that any verifier finds these keys; nothing for another issuer.
    #[must_use]
    pub fn did_document(&self) -> Option<String> {
        let did = self.issuer.as_ref()?;
        let name = |key: &DatedKey| Issuer::Web(did.clone()).key_name(key.id);
        let method = |key: &DatedKey| Method {
            id: name(key),
            r#type: "Multikey",
            controller: did,
            public_key_multibase: key.id,
        };
        Some(canonical(&DidDocument {
            context: ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
            id: did,
            verification_method: self.keys.iter().map(method).collect(),
            assertion_method: self.keys.iter().map(name).collect(),
        }))
    }

    pub(crate) fn unchecked(issuer: Issuer, keys: Vec<DatedKey>) -> Self {
        let issuer = match issuer {
            Issuer::Key => None,
            Issuer::Web(web) => Some(web),
        };
        Self { issuer, keys }
    }
}

#[derive(Serialize)]
struct DidDocument<'a> {
    #[serde(rename = "@context")]
    context: [&'static str; 2],
    id: &'a DidWeb,
    #[serde(rename = "verificationMethod")]
    verification_method: Vec<Method<'a>>,
    #[serde(rename = "assertionMethod")]
    assertion_method: Vec<String>,
}

#[derive(Serialize)]
struct Method<'a> {
    id: String,
    r#type: &'static str,
    controller: &'a DidWeb,
    #[serde(rename = "publicKeyMultibase")]
    public_key_multibase: PublicKey,
}

impl DatedKey {
    /// Why the key cannot have signed at `at`, if it cannot.
    pub(crate) fn unused_at(&self, at: Moment) -> Option<Fault> {
        let message = if at < self.created {
            format!("signed at {at}, but the key was taken into use at {}", self.created)
        } else {
            let retired = self.retired.filter(|retired| *retired < at)?;
            format!("signed at {at}, but the key was retired at {retired}")
        };
        Some(Fault::new(Code::KeyNotInUse, "/proof/created", message))
    }
}

/// The key of a member of a list of keys.
pub(crate) fn dated(members: &Members<'_, '_>) -> Option<DatedKey> {
    let (id, created) = (members.parsed("id", Code::BadKey), members.parsed("created", Code::BadTime));
    let retired = match members.optional("retired") {
        Some(_) => Some(members.parsed("retired", Code::BadTime)?),
        None => None,
    };
    Some(DatedKey { id: id?, created: created?, retired })
}

/// The keys of a list that names nothing but keys.
fn pinned(root: &Node<'_>, notes: &Notes) -> Option<PublicKeys> {
    let created: Moment = FIRST.parse().ok()?;
    let mut keys: Vec<DatedKey> = Vec::new();
    for (at, node) in root.list()?.iter().enumerate() {
        let Some(text) = node.text() else { continue };
        let place = || format!("/{at}");
        match text.parse() {
            Ok(id) if keys.iter().any(|key| key.id == id) => notes.add(Code::KeysUnusable, place(), TWICE),
            Ok(id) => keys.push(DatedKey { id, created, retired: None }),
            Err(error) => read::unparsed(notes, Code::BadKey, place(), text, &error),
        }
    }
    Some(PublicKeys { issuer: None, keys })
}

/// The first moment there is.
const FIRST: &str = "1900-01-01T00:00:00Z";

const TWICE: &str = "this key stands twice: keep one";

/// What is wrong with keys and their dates: they are oldest first, none stands twice, and none is retired before it is in use.
pub(crate) fn faults<'a>(keys: impl Iterator<Item = &'a DatedKey>) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut seen: Vec<&DatedKey> = Vec::new();
    for (at, key) in keys.enumerate() {
        if seen.iter().any(|earlier| earlier.id == key.id) {
            faults.push(Fault::new(Code::KeysUnusable, format!("/keys/{at}/id"), TWICE));
        }
        if seen.last().is_some_and(|earlier| key.created < earlier.created) {
            let message = format!("taken into use at {}, before the key above it: put the oldest first", key.created);
            faults.push(Fault::new(Code::TimesCross, format!("/keys/{at}/created"), message));
        }
        if key.retired.is_some_and(|retired| retired < key.created) {
            let message = format!("retired before it was taken into use at {}", key.created);
            faults.push(Fault::new(Code::TimesCross, format!("/keys/{at}/retired"), message));
        }
        seen.push(key);
    }
    faults
}
