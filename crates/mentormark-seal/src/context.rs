//! The JSON-LD contexts of what is signed: two names, neither of which is ever fetched.

/// The `@context` of every document and of every proof: the W3C's, then ours.
///
/// Ours is named by its own hash (RFC 6920), so that its words cannot come to mean anything else and no web address has to be kept
/// alive. The file is [`OURS`].
pub(crate) const CONTEXT: [&str; 2] =
    ["https://www.w3.org/ns/credentials/v2", "ni:///sha-256;GhFe9ElRJQ9atxyF6kNz0WoyTI1_UbjqL9z1Vuzk85Y"];

/// Our own terms, as JSON-LD: the bytes that the second name of every `@context` is the hash of.
pub const OURS: &str = include_str!("../context/receipt.jsonld");

/// The name of [`OURS`] in every `@context`.
pub const NAME: &str = CONTEXT[1];

#[cfg(test)]
mod tests {
    use alloc::string::{String, ToString};

    use sha2::{Digest, Sha256};

    use super::*;

    /// Base64 with the letters for web addresses and without padding.
    fn base64url(bytes: &[u8]) -> String {
        const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        let bits =
            bytes.iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1)).collect::<alloc::vec::Vec<_>>();
        let digit = |six: &[u8]| (0..6).fold(0, |sum, at| sum << 1 | six.get(at).copied().unwrap_or_default());
        bits.chunks(6).map(|six| char::from(DIGITS[usize::from(digit(six))])).collect()
    }

    #[test]
    fn base64_is_that_of_rfc_6920() {
        // Section 8.1 of the RFC names this text so.
        let name = base64url(&Sha256::digest("Hello World!"));
        assert_eq!(name, "f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk");
    }

    #[test]
    fn our_context_is_named_by_its_hash() {
        assert_eq!(NAME, "ni:///sha-256;".to_string() + &base64url(&Sha256::digest(OURS)));
    }
}
