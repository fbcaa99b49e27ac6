//! Who signs: a key that speaks for itself, or a web address that lists its keys.

use alloc::{format, string::String};
use core::{fmt, str::FromStr};

use serde::{Serialize, Serializer};

use crate::PublicKey;

/// Who states what is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Issuer {
    /// The signing key itself, as a `did:key`. Rotating the key changes this name.
    Key,
    /// A web address, as a `did:web`, which lists its keys.
    Web(DidWeb),
}

/// The longest `did:web` that is read, in bytes.
const LONGEST: usize = 300;

/// A `did:web`: `did:web:example.org`, `did:web:example.org%3A8443` or `did:web:example.org:verifier`.
#[derive(Clone, PartialEq, Eq)]
pub struct DidWeb(
    // INVARIANT: well formed.
    String,
);

/// A text that is no [`DidWeb`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a `did:web`: write it as `did:web:example.org`, in lower case")]
pub struct NotADidWeb;

impl Issuer {
    /// The name of an issuer who signs with `key`.
    pub(crate) fn name(&self, key: PublicKey) -> String {
        match self {
            Self::Key => format!("did:key:{key}"),
            Self::Web(web) => web.0.clone(),
        }
    }

    /// The name of `key` among the keys of this issuer: what a proof gives as its verification method.
    pub(crate) fn key_name(&self, key: PublicKey) -> String {
        format!("{}#{key}", self.name(key))
    }
}

impl DidWeb {
    /// The DID as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for DidWeb {
    type Err = NotADidWeb;

    fn from_str(text: &str) -> Result<Self, NotADidWeb> {
        let mut parts = text.strip_prefix("did:web:").filter(|_| text.len() <= LONGEST).ok_or(NotADidWeb)?.split(':');
        let host = parts.next().unwrap_or_default();
        let (host, port) = match host.split_once('%') {
            Some((host, port)) => (host, Some(port.strip_prefix("3A").ok_or(NotADidWeb)?)),
            None => (host, None),
        };
        let is_label = |label: &str| {
            !label.is_empty()
                && label.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
                && !label.starts_with('-')
                && !label.ends_with('-')
        };
        // A number written as `parse` reads it: without a sign and without noughts before it.
        let is_port = |port: &str| port.parse::<u16>().is_ok() && (port == "0" || !port.starts_with(['0', '+']));
        let is_step = |step: &str| {
            step.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.'))
                && step.bytes().any(|byte| byte != b'.')
        };
        let is_did = host.split('.').all(is_label) && port.is_none_or(is_port) && parts.all(is_step);
        if is_did { Ok(Self(text.into())) } else { Err(NotADidWeb) }
    }
}

impl fmt::Display for DidWeb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for DidWeb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for DidWeb {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn web_addresses_are_read_as_they_are_written() {
        for good in [
            "did:web:example.org",
            "did:web:localhost",
            "did:web:verify.example.org%3A8443",
            "did:web:example.org:awards:Mentoring_1.0",
            "did:web:127.0.0.1%3A80:a",
        ] {
            assert_eq!(good.parse::<DidWeb>().map(|did| format!("{did}")).as_deref(), Ok(good));
        }
        for bad in [
            "",
            "did:web:",
            "did:key:z6Mk",
            "did:web:Example.org",
            "did:web:example..org",
            "did:web:-a.org",
            "did:web:a-.org",
            "did:web:example.org:",
            "did:web:example.org:..",
            "did:web:example.org%3A",
            "did:web:example.org%3a80",
            "did:web:example.org%3A080",
            "did:web:example.org%3A70000",
            "did:web:example.org%3A80%3A80",
            "did:web:example.org#key",
            "did:web:example.org/path",
            "did:web:example.org:a b",
            "DID:web:example.org",
        ] {
            assert_eq!(bad.parse::<DidWeb>(), Err(NotADidWeb), "{bad}");
        }
        assert_eq!(format!("did:web:{}", "a".repeat(300)).parse::<DidWeb>(), Err(NotADidWeb));
    }
}
