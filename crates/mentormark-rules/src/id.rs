//! Ids: stable, opaque names of levels, sections, criteria, ratings, facts and bands.

use alloc::sync::Arc;
use core::{borrow::Borrow, fmt, ops::Deref};

use serde::{Serialize, Serializer};

/// A stable, opaque name; cheap to clone.
///
/// Kebab-case parts joined by dots: `bronze`, `aims.bronze.purpose`. Names for people and order are data elsewhere.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Arc<str>);

impl Id {
    /// Whether `text` is well formed: 1 to 100 characters; parts of `a-z`, `0-9` and single inner hyphens, joined by dots.
    #[must_use]
    pub fn is_well_formed(text: &str) -> bool {
        let part = |part: &str| {
            !part.is_empty()
                && part
                    .split('-')
                    .all(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()))
        };
        text.len() <= 100 && text.split('.').all(part)
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The empty text, which is no well-formed id.
impl Default for Id {
    fn default() -> Self {
        Self("".into())
    }
}

impl From<&str> for Id {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl Deref for Id {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Id {
    fn eq(&self, other: &str) -> bool {
        &*self.0 == other
    }
}

impl PartialEq<&str> for Id {
    fn eq(&self, other: &&str) -> bool {
        &*self.0 == *other
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_kebab_case_parts_joined_by_dots() {
        for good in ["bronze", "2022", "aims.bronze.purpose", "a-b-c.d1"] {
            assert!(Id::is_well_formed(good), "{good}");
        }
        for bad in ["", ".", "a.", ".a", "a..b", "A", "a b", "a--b", "-a", "a-", "a_b", "é", "a/b"] {
            assert!(!Id::is_well_formed(bad), "{bad}");
        }
        assert!(Id::is_well_formed(&"a".repeat(100)));
        assert!(!Id::is_well_formed(&"a".repeat(101)));
    }
}
