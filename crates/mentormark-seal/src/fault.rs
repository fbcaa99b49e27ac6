//! Faults: why a receipt does not hold or a key file cannot be used, each with a stable code, a pointer and what to do.

use alloc::{collections::BinaryHeap, string::String, vec::Vec};
use core::{cmp::Ordering, fmt};

use serde::{Serialize, Serializer};

macro_rules! codes {
    ($( $(#[doc = $doc:literal])+ $name:ident = $text:literal, )+) => {
        /// The stable code of a fault. A code is never renamed or given another meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            /// The document has not the shape that it should have; the code is one that every document of Mentormark shares.
            Shape(mentormark_rules::Code),
            $( $(#[doc = $doc])+ $name, )+
        }

        impl Code {
            /// Every code of this crate, in the order of the documentation; those of [`Code::Shape`] stand with the rules.
            pub const OWN: &[Self] = &[ $( Self::$name, )+ ];

            /// The code as it is written: `signature-fails`.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { Self::Shape(code) => code.as_str(), $( Self::$name => $text, )+ }
            }

            /// What the code means, in a sentence.
            #[must_use]
            pub fn meaning(self) -> &'static str {
                match self { Self::Shape(code) => code.meaning(), $( Self::$name => concat!($($doc),+), )+ }
            }
        }
    };
}

codes! {
    /// The document is of another type than the one asked for.
    WrongDocument = "wrong-document",
    /// The `@context` of the document or of its proof is not the pinned one, so its words could mean something else.
    WrongContext = "wrong-context",
    /// There are several proofs, of which some could be anybody's.
    ProofList = "proof-list",
    /// The proof is not a Data Integrity proof of the suite `eddsa-jcs-2022`.
    WrongSuite = "wrong-suite",
    /// The proof was made for another purpose than to state something.
    WrongPurpose = "wrong-purpose",
    /// The issuer is neither a `did:key` nor a `did:web`.
    BadIssuer = "bad-issuer",
    /// A key that is no Ed25519 Multikey, or a weak one.
    BadKey = "bad-key",
    /// The key of the proof does not belong to the issuer.
    KeyOfAnother = "key-of-another",
    /// A signature that is not 64 bytes in base58 after a `z`.
    BadSignature = "bad-signature",
    /// A time that is not written `YYYY-MM-DDThh:mm:ssZ`.
    BadTime = "bad-time",
    /// An identifier, a version or a currency with other characters or of another length than its place takes.
    BadName = "bad-name",
    /// Two times contradict each other.
    TimesCross = "times-cross",
    /// Counts that do not add up.
    CountsDiffer = "counts-differ",
    /// The signature is not that of the key over this document: one of them was changed.
    SignatureFails = "signature-fails",
    /// The signature holds, but the key is not one that you gave.
    KeyNotGiven = "key-not-given",
    /// The signature holds, but the keys that you gave are those of another issuer.
    IssuerNotGiven = "issuer-not-given",
    /// The signature holds, but was made before the key was taken into use or after it was retired.
    KeyNotInUse = "key-not-in-use",
    /// A list of keys without a key in use, or with two of the same.
    KeysUnusable = "keys-unusable",
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// One thing that does not hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{pointer}: {message} [{code}]")]
pub struct Fault {
    /// The stable code.
    pub code: Code,
    /// An RFC 6901 JSON pointer to the value; empty for the whole document.
    pub pointer: String,
    /// A sentence for a person, which says what to do.
    pub message: String,
}

impl Fault {
    pub(crate) fn new(code: Code, pointer: impl Into<String>, message: impl Into<String>) -> Self {
        Self { code, pointer: pointer.into(), message: message.into() }
    }
}

/// By pointer, then code, then message.
impl Ord for Fault {
    fn cmp(&self, other: &Self) -> Ordering {
        (&self.pointer, self.code, &self.message).cmp(&(&other.pointer, other.code, &other.message))
    }
}

impl PartialOrd for Fault {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl From<mentormark_rules::Refusal> for Fault {
    fn from(refusal: mentormark_rules::Refusal) -> Self {
        Self { code: Code::Shape(refusal.code), pointer: refusal.pointer, message: refusal.message }
    }
}

/// Every fault of a document, at least one, ordered by pointer and then code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Faults(
    // INVARIANT: not empty, sorted.
    Vec<Fault>,
);

impl Faults {
    /// All of `faults` in order; nothing where there is none.
    pub(crate) fn all(faults: Vec<Fault>) -> Option<Self> {
        // Through a heap, because the sort of the library is several times as much WebAssembly.
        let faults = BinaryHeap::from(faults).into_sorted_vec();
        (!faults.is_empty()).then_some(Self(faults))
    }

    /// `value` if there is no fault, else all of them in order.
    pub(crate) fn unless_none<T>(faults: Vec<Fault>, value: T) -> Result<T, Self> {
        Self::all(faults).map_or(Ok(value), Err)
    }

    /// The faults, at least one.
    #[must_use]
    pub fn as_slice(&self) -> &[Fault] {
        &self.0
    }
}

impl From<Fault> for Faults {
    fn from(fault: Fault) -> Self {
        Self(alloc::vec![fault])
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, fault) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{fault}")?;
        }
        Ok(())
    }
}

impl core::error::Error for Faults {}

#[cfg(test)]
mod tests {
    use alloc::{collections::BTreeSet, format, vec};

    use super::*;

    #[test]
    fn codes_are_distinct_kebab_case_and_explained() {
        let mut seen: BTreeSet<&str> = mentormark_rules::Code::ALL.iter().map(|code| code.as_str()).collect();
        for code in Code::OWN {
            assert!(mentormark_rules::Id::is_well_formed(code.as_str()), "{code}");
            assert!(seen.insert(code.as_str()), "{code} twice");
            assert!(code.meaning().trim().ends_with('.'), "{code}");
        }
    }

    #[test]
    fn codes_are_documented_in_their_order() {
        let (_, table) =
            include_str!("../../../docs/receipts.md").split_once("| Code | Meaning |\n|---|---|\n").unwrap();
        let rows: vec::Vec<_> =
            Code::OWN.iter().map(|code| format!("| `{code}` | {} |\n", code.meaning().trim())).collect();
        assert_eq!(table, rows.concat());
    }

    #[test]
    fn faults_come_in_order() {
        let fault = |pointer| Fault::new(Code::BadTime, pointer, "m");
        let faults = Faults::unless_none(vec![fault("/b"), fault("/a")], ()).unwrap_err();
        assert_eq!(faults.as_slice(), [fault("/a"), fault("/b")]);
        assert_eq!(Faults::unless_none(vec![], 7), Ok(7));
    }
}
