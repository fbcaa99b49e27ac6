//! Random names.

use std::fmt::Write as _;

/// 128 random bits as 32 hexadecimal digits.
///
/// # Panics
/// Where the system has no randomness to give; it does not hand out names that could be guessed.
#[must_use]
pub(crate) fn id() -> String {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).expect("the system has randomness");
    bytes.iter().fold(String::with_capacity(32), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Whether `text` could be such a name.
pub(crate) fn is_id(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_differ_and_are_told_from_other_texts() {
        assert!(is_id(&id()));
        assert_ne!(id(), id());
        for other in ["", "0", &"g".repeat(32), &"A".repeat(32), &"0".repeat(33)] {
            assert!(!is_id(other), "{other}");
        }
    }
}
