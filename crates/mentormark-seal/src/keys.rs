//! The keys of an issuer: the file that holds their secrets, and rotation.
//!
//! A key file is JSON: `{"keys":[{"created":…,"id":"z6Mk…","retired":…,"secret":"z3u2…"}]}`, oldest first. This crate reads and writes
//! its text; where it lies and who may read it is for the program that has it.

use alloc::{format, string::String, vec::Vec};
use core::fmt;

use ed25519_dalek::SigningKey;
use mentormark_rules::json::{self, Node, canonical};
use serde::Serialize;

use crate::{
    Code, DatedKey, Fault, Faults, Issuer, Moment, PublicKey, PublicKeys, Sealed, Subject, multikey, public_keys,
    read::{self, Members, Notes},
};

/// The keys of an issuer, with their secrets: the last one signs.
pub struct Keys {
    // INVARIANT: `public_keys::faults` finds none in the dates of all.
    earlier: Vec<Key>,
    present: Key,
}

struct Key {
    dated: DatedKey,
    secret: SigningKey,
}

/// A key as its file has it.
#[derive(Serialize)]
struct Written {
    #[serde(flatten)]
    dated: DatedKey,
    secret: String,
}

#[derive(Serialize)]
struct File {
    keys: Vec<Written>,
}

impl Keys {
    /// A first key, made of 32 random bytes and taken into use at `created`.
    #[must_use]
    pub fn new(seed: [u8; 32], created: Moment) -> Self {
        Self { earlier: Vec::new(), present: Key::new(SigningKey::from_bytes(&seed), created) }
    }

    /// Reads the text of a key file.
    ///
    /// # Errors
    /// Every fault of the shape, a key whose secret is not its own, and what [`Code::KeysUnusable`] and [`Code::TimesCross`] say. No
    /// message repeats a secret.
    pub fn from_json(text: &str) -> Result<Self, Faults> {
        let mut keys = read::document(&json::tree(text).map_err(Fault::from)?, |root, notes| {
            let members = Members::of(root, "", notes, &["keys"])?;
            let nodes = members.required("keys")?.filled_list()?;
            let key = |(at, node)| key(node, &format!("/keys/{at}"), notes);
            Some(nodes.iter().enumerate().filter_map(key).collect::<Vec<_>>())
        })?;
        let faults = public_keys::faults(keys.iter().map(|key| &key.dated));
        match keys.pop() {
            Some(present) if present.dated.retired.is_none() => {
                Faults::unless_none(faults, Self { earlier: keys, present })
            }
            _ => {
                let message = "the last key is retired: rotate, so that there is one to sign with";
                Err(Fault::new(Code::KeysUnusable, "/keys", message).into())
            }
        }
    }

    /// The text of a key file with these keys. It holds the secrets.
    #[must_use]
    pub fn to_json(&self) -> String {
        let written = |key: &Key| Written { dated: key.dated, secret: multikey::secret_text(&key.secret) };
        canonical(&File { keys: self.all().map(written).collect() })
    }

    /// The key that signs.
    #[must_use]
    pub fn current(&self) -> DatedKey {
        self.present.dated
    }

    /// The public halves of all keys, which anybody needs to check what `issuer` signed.
    #[must_use]
    pub fn public(&self, issuer: &Issuer) -> PublicKeys {
        PublicKeys::unchecked(issuer.clone(), self.all().map(|key| key.dated).collect())
    }

    /// Takes a new key, made of 32 random bytes, into use at `at`, and retires the one used so far at `until`, with every earlier one that
    /// was to be good for longer.
    ///
    /// What an old key signed until then stays good. Between the two times both are, so that several servers need not change at the
    /// same second.
    ///
    /// # Errors
    /// [`Code::TimesCross`] where `at` is before the present key was taken into use, or after `until`; [`Code::KeysUnusable`] where the
    /// bytes are those of a key that is there.
    pub fn rotate(&mut self, seed: [u8; 32], at: Moment, until: Moment) -> Result<(), Faults> {
        let fresh = Key::new(SigningKey::from_bytes(&seed), at);
        let retired = DatedKey { retired: Some(until), ..self.present.dated };
        let dated = self.earlier.iter().map(|key| &key.dated).chain([&retired, &fresh.dated]);
        let mut faults = public_keys::faults(dated);
        if until < at {
            let message = format!("the key before is retired at {until}, before the next is taken into use at {at}");
            faults.push(Fault::new(Code::TimesCross, "/keys", message));
        }
        Faults::unless_none(faults, ())?;
        let mut before = core::mem::replace(&mut self.present, fresh);
        before.dated = retired;
        self.earlier.push(before);
        for key in &mut self.earlier {
            key.dated.retired = Some(key.dated.retired.map_or(until, |retired| retired.min(until)));
        }
        Ok(())
    }

    /// Signs what is stated with the present key, in the name of `issuer`, at `now`.
    ///
    /// # Errors
    /// A value that a reader would refuse; [`Code::KeyNotInUse`] or [`Code::TimesCross`] where the clock went backwards, to before the key
    /// was taken into use or to before what is stated was so.
    pub fn seal<S: Subject>(&self, issuer: &Issuer, subject: S, now: Moment) -> Result<Sealed<S>, Faults> {
        self.in_use(now)?;
        Sealed::sign(&self.present.secret, issuer, subject, now)
    }

    /// Whether the present key may sign at `now`.
    ///
    /// # Errors
    /// [`Code::KeyNotInUse`] where it was not yet taken into use.
    pub fn in_use(&self, now: Moment) -> Result<(), Fault> {
        self.present.dated.unused_at(now).map_or(Ok(()), Err)
    }

    fn all(&self) -> impl Iterator<Item = &Key> {
        self.earlier.iter().chain([&self.present])
    }
}

impl Key {
    fn new(secret: SigningKey, created: Moment) -> Self {
        Self { dated: DatedKey { id: PublicKey::of(&secret), created, retired: None }, secret }
    }
}

/// Without the secrets.
impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.all().map(|key| key.dated)).finish()
    }
}

fn key(node: &Node<'_>, pointer: &str, notes: &Notes) -> Option<Key> {
    let members = Members::of(node, pointer, notes, &["id", "created", "retired", "secret"])?;
    let dated = public_keys::dated(&members);
    let secret = members.text("secret").and_then(|text| {
        // The text is not repeated: it may be a secret with a slip in it.
        let secret = multikey::secret(text);
        if let Err(error) = secret {
            members.refuse("secret", Code::BadKey, format!("this is {error}"));
        }
        secret.ok()
    });
    let (dated, secret) = (dated?, secret?);
    if PublicKey::of(&secret) != dated.id {
        members.refuse("id", Code::BadKey, "this is not the public half of the secret beside it");
        return None;
    }
    Some(Key { dated, secret })
}
