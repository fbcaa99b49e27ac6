//! Texts of few characters: references, versions, currencies.

use alloc::{format, string::String};

use mentormark_rules::Id;

use crate::{Code, Fault};

/// A kind of text, and what it may hold.
pub(crate) struct Kind {
    words: &'static str,
    fits: fn(&str) -> bool,
}

/// The id of a verification or of a batch.
pub(crate) const REFERENCE: Kind = Kind {
    words: "1 to 64 of `a-z`, `A-Z`, `0-9`, `-` and `_`",
    fits: |text| within(text, |byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')),
};

/// The version of a program.
pub(crate) const VERSION: Kind = Kind {
    words: "1 to 64 of `a-z`, `A-Z`, `0-9`, `.`, `-` and `+`",
    fits: |text| within(text, |byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'+')),
};

/// The id of something in a scheme.
pub(crate) const ID: Kind =
    Kind { words: "an id: `a-z`, `0-9` and single hyphens, parts joined by dots", fits: Id::is_well_formed };

/// A currency.
pub(crate) const CURRENCY: Kind = Kind {
    words: "three letters of `A-Z`",
    fits: |text| text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase()),
};

fn within(text: &str, is_known: fn(u8) -> bool) -> bool {
    (1..=64).contains(&text.len()) && text.bytes().all(is_known)
}

impl Kind {
    /// What is wrong with `text`, the value of the subject's member `key`.
    pub(crate) fn fault(&self, key: &str, text: &str) -> Option<Fault> {
        (!(self.fits)(text)).then(|| {
            let message = format!("`{}` is not {}", crate::read::start(text), self.words);
            Fault::new(Code::BadName, String::from("/credentialSubject/") + key, message)
        })
    }
}
