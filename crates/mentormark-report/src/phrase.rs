//! What every sentence is put together with, whatever its language.

/// `text` between quotation marks, as names stand in a sentence.
pub(crate) fn quoted(text: &str) -> String {
    format!("“{text}”")
}

/// The same with a capital at its start.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
