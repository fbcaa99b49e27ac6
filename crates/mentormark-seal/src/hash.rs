//! A SHA-256 as it is written everywhere in Mentormark.

use alloc::string::String;
use core::{
    fmt::{self, Write},
    str::FromStr,
};

use serde::{Serialize, Serializer};

/// A SHA-256, written `sha256:` and 64 hexadecimal digits in lower case.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash(
    // INVARIANT: of that form.
    String,
);

/// A text that is no [`struct@Hash`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a hash: write it as `sha256:` and 64 digits of 0-9 and a-f")]
pub struct NotAHash;

impl Hash {
    /// The hash of some bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(mentormark_rules::json::sha256(bytes))
    }

    /// The hash with these 32 bytes.
    pub(crate) fn of_digest(digest: &[u8]) -> Self {
        Self(digest.iter().fold(String::from("sha256:"), |mut text, byte| {
            // Writing to a `String` cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        }))
    }

    /// Whether a text is one.
    pub(crate) fn is_written(text: &str) -> bool {
        let digits = text.strip_prefix("sha256:").unwrap_or_default();
        digits.len() == 64 && digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    }

    /// The hash that a text is, of which [`Hash::is_written`] was asked.
    pub(crate) fn read(text: &str) -> Self {
        Self(text.into())
    }

    /// The hash as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Hash {
    type Err = NotAHash;

    fn from_str(text: &str) -> Result<Self, NotAHash> {
        if Self::is_written(text) { Ok(Self::read(text)) } else { Err(NotAHash) }
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for Hash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use alloc::{format, string::ToString};

    use super::*;

    #[test]
    fn a_hash_is_written_in_one_way_only() {
        let hash = Hash::of(b"");
        assert_eq!(hash.as_str(), "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assert_eq!(hash.to_string().parse(), Ok(hash.clone()));
        let digits = &hash.as_str()[7..];
        for bad in [
            digits.to_string(),
            format!("sha256:{}", digits.to_uppercase()),
            format!("sha256:{}", &digits[1..]),
            format!("sha256:{digits}0"),
            format!("SHA256:{digits}"),
            format!("sha256:g{}", &digits[1..]),
            format!("sha256: {}", &digits[1..]),
        ] {
            assert_eq!(bad.parse::<Hash>(), Err(NotAHash), "{bad}");
        }
    }
}
