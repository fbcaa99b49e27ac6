//! Ed25519 keys and signatures as text: Multikey, which is base58btc after a `z`.

use alloc::{string::String, vec::Vec};
use core::{fmt, str::FromStr};

use ed25519_dalek::{Signature, SigningKey, VerifyingKey};
use serde::{Serialize, Serializer};

/// What stands before the bytes of an Ed25519 public key: its multicodec, `0xed` as a varint.
const PUBLIC: [u8; 2] = [0xed, 0x01];
/// What stands before the bytes of an Ed25519 secret: its multicodec, `0x1300` as a varint.
const SECRET: [u8; 2] = [0x80, 0x26];

/// An Ed25519 public key, written as a Multikey: `z6Mk…`.
///
/// Two keys are the same where their texts are: each key has one text, and texts of weak keys, with which anybody could sign, are
/// refused.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PublicKey(
    // INVARIANT: the canonical form of a point that is not weak.
    [u8; 32],
);

/// A text that is no [`PublicKey`] or no secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an Ed25519 key: write it as a Multikey, base58 after a `z`")]
pub struct NotAKey;

impl PublicKey {
    /// The public half of a secret.
    pub(crate) fn of(secret: &SigningKey) -> Self {
        Self(secret.verifying_key().to_bytes())
    }

    /// Whether `signature` is this key's over `message`.
    ///
    /// Strictly: what some libraries accept and others refuse is refused.
    pub(crate) fn has_signed(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        let key = VerifyingKey::from_bytes(&self.0);
        key.is_ok_and(|key| key.verify_strict(message, &Signature::from_bytes(signature)).is_ok())
    }
}

impl FromStr for PublicKey {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        let bytes = after(PUBLIC, text).ok_or(NotAKey)?;
        let key = VerifyingKey::from_bytes(&bytes).map_err(|_| NotAKey)?;
        // Of two encodings of one point only the canonical one counts, so that a key has one text.
        let is_canonical = key.to_edwards().compress().as_bytes() == &bytes;
        if key.is_weak() || !is_canonical { Err(NotAKey) } else { Ok(Self(bytes)) }
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&multibase_after(PUBLIC, &self.0))
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for PublicKey {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A secret as text: `z3u2…`.
pub(crate) fn secret_text(secret: &SigningKey) -> String {
    multibase_after(SECRET, secret.as_bytes())
}

/// The secret that a text is.
pub(crate) fn secret(text: &str) -> Result<SigningKey, NotAKey> {
    after(SECRET, text).map(|seed| SigningKey::from_bytes(&seed)).ok_or(NotAKey)
}

/// Bytes in multibase: `z` and base58btc.
///
/// Four bytes and five digits at a time: one by one, writing a signature takes as long as making it.
pub(crate) fn multibase(bytes: &[u8]) -> String {
    const FIVE_DIGITS: u64 = 58_u64.pow(5);
    // The number that the bytes are, its last five digits first.
    let mut number = Vec::new();
    for four in bytes.rchunks(4).rev() {
        let mut carry = four.iter().fold(0, |word, byte| word << 8 | u64::from(*byte));
        for five in &mut number {
            carry += *five << 32;
            (*five, carry) = (carry % FIVE_DIGITS, carry / FIVE_DIGITS);
        }
        while carry > 0 {
            number.push(carry % FIVE_DIGITS);
            carry /= FIVE_DIGITS;
        }
    }
    let mut text = String::from("z");
    // Noughts at the front do not show in a number.
    text.extend(bytes.iter().take_while(|byte| **byte == 0).map(|_| '1'));
    let mut is_shown = false;
    for five in number.iter().rev() {
        let mut rest = *five;
        for _ in 0..5 {
            rest *= 58;
            let digit = usize::try_from(rest / FIVE_DIGITS).unwrap_or_default();
            rest %= FIVE_DIGITS;
            // The first five may start with noughts that are none of the text.
            is_shown |= digit > 0;
            if is_shown {
                text.extend(DIGITS.get(digit).copied().map(char::from));
            }
        }
    }
    text
}

/// The digits of base58btc.
const DIGITS: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/// The `N` bytes that a text in multibase holds; nothing where it holds more or fewer, or is in another base.
pub(crate) fn from_multibase<const N: usize>(text: &str) -> Option<[u8; N]> {
    // Base58 takes time that grows with the square of the length; no text of `N` bytes is twice as long.
    let digits = text.strip_prefix('z').filter(|digits| digits.len() <= N * 2)?;
    let mut bytes = [0; N];
    // Where there are more than `N`, they do not fit.
    let count = bs58::decode(digits).onto(bytes.as_mut_slice()).ok()?;
    (count == N).then_some(bytes)
}

fn multibase_after(codec: [u8; 2], bytes: &[u8; 32]) -> String {
    let mut coded = [0; 34];
    coded[..2].copy_from_slice(&codec);
    coded[2..].copy_from_slice(bytes);
    multibase(&coded)
}

fn after(codec: [u8; 2], text: &str) -> Option<[u8; 32]> {
    let coded: [u8; 34] = from_multibase(text)?;
    coded.strip_prefix(&codec)?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use alloc::{format, string::ToString};

    use super::*;

    // The key pair that the W3C publishes for tests of the suite.
    const PUBLISHED: [&str; 2] =
        ["z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2", "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq"];

    fn bytes<const N: usize>(hex: &str) -> [u8; N] {
        core::array::from_fn(|i| u8::from_str_radix(&hex[2 * i..2 * i + 2], 16).unwrap())
    }

    #[test]
    fn keys_read_and_write_as_published() {
        let secret = secret(PUBLISHED[1]).unwrap();
        assert_eq!(secret_text(&secret), PUBLISHED[1]);
        assert_eq!(PublicKey::of(&secret).to_string(), PUBLISHED[0]);
        assert_eq!(PUBLISHED[0].parse(), Ok(PublicKey::of(&secret)));
    }

    #[test]
    fn bytes_of_every_length_are_written_as_another_library_writes_them() {
        let mut random = fastrand::Rng::with_seed(58);
        for length in 0..=70 {
            for noughts in 0..=length {
                let mut bytes = alloc::vec![0; length];
                random.fill(&mut bytes[noughts..]);
                assert_eq!(multibase(&bytes), format!("z{}", bs58::encode(&bytes).into_string()), "{bytes:?}");
            }
            let most = alloc::vec![255; length];
            assert_eq!(multibase(&most), format!("z{}", bs58::encode(&most).into_string()));
        }
    }

    /// RFC 8032, 7.1: secret, public key, message and signature of TEST 1, TEST 2 and TEST 3.
    #[test]
    fn signatures_are_those_of_rfc_8032() {
        for [seed, public, message, signature] in [
            [
                "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
                "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
                "",
                "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
            ],
            [
                "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
                "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
                "72",
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
            ],
            [
                "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
                "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
                "af82",
                "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
            ],
        ] {
            let secret = SigningKey::from_bytes(&bytes(seed));
            let key = PublicKey::of(&secret);
            assert_eq!(key.0, bytes(public));
            let message: &[u8] = &bytes::<2>(&format!("{message}0000"))[..message.len() / 2];
            assert!(key.has_signed(message, &bytes(signature)), "{seed}");
            assert!(!key.has_signed(b"another", &bytes(signature)), "{seed}");
        }
    }

    #[test]
    fn a_signature_with_its_second_half_raised_by_the_order_is_refused() {
        let secret = secret(PUBLISHED[1]).unwrap();
        let mut signature = ed25519_dalek::Signer::sign(&secret, b"text").to_bytes();
        assert!(PublicKey::of(&secret).has_signed(b"text", &signature));
        // The order of the group, least byte first: adding it gives another text of the same signature.
        let order = bytes::<32>("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
        let mut carry = 0;
        for (byte, add) in signature[32..].iter_mut().zip(order) {
            let sum = u16::from(*byte) + u16::from(add) + carry;
            *byte = u8::try_from(sum & 0xff).unwrap();
            carry = sum >> 8;
        }
        assert!(!PublicKey::of(&secret).has_signed(b"text", &signature));
    }

    #[test]
    fn a_signature_whose_first_half_is_a_weak_point_is_refused() {
        // The neutral point and k * a: what holds by the formula of RFC 8032, and what some libraries take and others do not.
        let signature = "0100000000000000000000000000000000000000000000000000000000000000\
                         6d3978a9433ab438bc80335041e071dc9ed2fd4ff0ccd2c2d1659c2424221709";
        let key = secret(PUBLISHED[1]).unwrap().verifying_key();
        let lenient = ed25519_dalek::Verifier::verify(&key, b"text", &Signature::from_bytes(&bytes(signature)));
        assert!(lenient.is_ok(), "the formula holds");
        assert!(!PUBLISHED[0].parse::<PublicKey>().unwrap().has_signed(b"text", &bytes(signature)));
    }

    #[test]
    fn a_key_with_which_anybody_could_sign_is_none() {
        for weak in [
            "0100000000000000000000000000000000000000000000000000000000000000",
            "0000000000000000000000000000000000000000000000000000000000000000",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        ] {
            assert_eq!(multibase_after(PUBLIC, &bytes(weak)).parse::<PublicKey>(), Err(NotAKey), "{weak}");
        }
    }

    #[test]
    fn a_second_text_of_a_key_is_none() {
        // 2^255 - 19 + 3 stands for y = 3, which the canonical form writes as 3. Both are on the curve and neither is weak.
        let canonical = "0300000000000000000000000000000000000000000000000000000000000000";
        let second = "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f";
        assert!(multibase_after(PUBLIC, &bytes(canonical)).parse::<PublicKey>().is_ok());
        assert_eq!(multibase_after(PUBLIC, &bytes(second)).parse::<PublicKey>(), Err(NotAKey));
    }

    #[test]
    fn what_is_no_key_is_refused() {
        let [public, secret_text] = PUBLISHED;
        for bad in [
            "",
            "z",
            secret_text,
            &public[1..],
            &format!("u{}", &public[1..]),
            &format!("{public}1"),
            &format!("z1{}", &public[1..]),
            &public.replace('M', "0"),
            &format!("z{}", "1".repeat(1 << 20)),
        ] {
            assert_eq!(bad.parse::<PublicKey>(), Err(NotAKey), "{bad:.80}");
        }
        assert_eq!(secret(public).err(), Some(NotAKey));
    }
}
