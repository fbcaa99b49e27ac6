//! Words for what was turned away: an answer, a name, a file.

use mentormark_rules::{Code, Refusal};

/// What is wrong with an answer, for the person who gave it.
pub(crate) fn refusal(refusal: &Refusal) -> String {
    match refusal.code {
        Code::HeldInFuture => "The date of the award must be today or in the past".to_owned(),
        _ => sentence(refusal),
    }
}

/// What is wrong with a file as a whole, for the person who chose it; `None` where some value in it is wrong.
pub(crate) fn wrong_file(refusal: &Refusal) -> Option<&'static str> {
    Some(match refusal.code {
        Code::WrongScheme => "The answers in this file are for another standard. Open it on the page of that standard.",
        Code::WrongEdition => {
            "The answers in this file are for another edition of this standard. Open the file at “Put answers together”, which shows what would change and carries them over."
        }
        Code::Syntax | Code::TooLarge | Code::TooDeep => NOT_ANSWERS,
        Code::WrongType if refusal.pointer.is_empty() => NOT_ANSWERS,
        Code::UnknownField if ["/@context", "/proof", "/receipt"].contains(&refusal.pointer.as_str()) => {
            "This is a receipt or what a verifier answered, and holds no answers. Open it on the page “Verify”; the answers are in the file of what you sent."
        }
        _ => return None,
    })
}

/// How many more faults a file has than are shown.
pub(crate) fn and_more(more: usize) -> String {
    format!("And {more} more.")
}

pub(crate) const NOT_ANSWERS: &str = "This is not a file of answers from this site. Choose one that you downloaded here: its name ends in “.html” or “.json”.";

/// The message of a refusal as a sentence without its code, with what was meant perhaps.
pub(crate) fn spoken(_code: &str, message: &str, did_you_mean: Option<&str>) -> String {
    let mut sentence = quoted(message);
    if let Some(meant) = did_you_mean {
        sentence.extend([" Did you mean “", meant, "”?"]);
    }
    sentence
}

/// The message of a refusal as a sentence; what stands in it between backticks is quoted.
fn quoted(message: &str) -> String {
    let mut sentence = String::with_capacity(message.len() + 8);
    let mut quoted = false;
    for letter in message.chars() {
        match letter {
            '`' => {
                sentence.push(if quoted { '”' } else { '“' });
                quoted = !quoted;
            }
            letter if sentence.is_empty() => sentence.push(letter.to_ascii_uppercase()),
            letter => sentence.push(letter),
        }
    }
    sentence.push('.');
    sentence
}

/// A refusal as a sentence.
pub(crate) fn sentence(refusal: &Refusal) -> String {
    spoken(refusal.code.as_str(), &refusal.message, refusal.did_you_mean.as_deref())
}

pub(crate) fn at(pointer: &str) -> String {
    format!("At {pointer}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_becomes_a_sentence_without_code() {
        let refusal = Refusal::new(Code::UnknownRating, "/ratings/a", "`mett` is no rating: use `met`")
            .suggesting("mett", ["met"]);
        assert_eq!(sentence(&refusal), "“mett” is no rating: use “met”. Did you mean “met”?");
        assert_eq!(sentence(&Refusal::new(Code::MissingField, "", "a field is missing")), "A field is missing.");
    }
}
