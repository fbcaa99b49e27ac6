//! The only way in and out as text: a strict reader, the RFC 8785 writer and SHA-256.
//!
//! Reading refuses what lenient readers let through: unknown fields, duplicate keys, `null` for "left out", numbers that
//! are not whole, documents over the [limits](crate::assessment). All faults of a document come back at
//! once, up to [`MOST_REFUSALS`](crate::refusal::MOST_REFUSALS).

mod assessment;
mod canonical;
mod read;
mod scan;
mod submission;
mod tree;

use alloc::string::String;
use core::fmt::Write;

use serde::Serialize;
use sha2::{Digest, Sha256};

pub use assessment::{Unread, assessment, thorough_assessment};
pub use canonical::{append_canonical, canonical};
pub(crate) use read::child;
pub use read::{Node, Object, Reading};
pub(crate) use scan::scan;
pub use submission::{submission, thorough_submission};
pub use tree::{Tree, tree};

/// The SHA-256 of `bytes` as `sha256:` and 64 hexadecimal digits.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::from("sha256:"), |mut text, byte| {
        // Writing to a `String` cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// A list of refusals as canonical JSON: `{"refused":[…]}`.
#[must_use]
pub fn refused(refusals: &crate::Refusals) -> String {
    #[derive(Serialize)]
    struct Refused<'a> {
        refused: &'a crate::Refusals,
    }
    canonical(&Refused { refused: refusals })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_published_one_of_the_empty_text() {
        assert_eq!(sha256(b""), "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
