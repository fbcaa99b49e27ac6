//! Articles and joining words, which depend on what follows them: `y`, `a`, `neu`, `o` and `na`.

/// `a` or `ac` with what follows it, whose first letter `a` makes a breath of: `a phwynt`, `ac “Arian”`. Names in quotation marks
/// stay as they are.
pub(super) fn and(next: &str) -> String {
    let Some(first) = next.chars().find(|letter| letter.is_alphanumeric()) else { return format!("a {next}") };
    if has_vowel_sound(first, next) {
        return format!("ac {next}");
    }
    let breath = |letter| next.strip_prefix(letter).filter(|rest| !rest.starts_with('h'));
    for letter in ['c', 'p', 't'] {
        if let Some(rest) = breath(letter) {
            return format!("a {letter}h{rest}");
        }
    }
    format!("a {next}")
}

/// What follows with its article: `y 5 maen prawf`, `yr 8 maen prawf`.
pub(super) fn the(next: &str) -> String {
    let has_vowel_sound = next.chars().next().is_some_and(|first| has_vowel_sound(first, next));
    format!("{} {next}", if has_vowel_sound { "yr" } else { "y" })
}

/// Whether what follows begins with the sound of a vowel; numbers are read aloud: un, wyth, un ar ddeg.
fn has_vowel_sound(first: char, next: &str) -> bool {
    if !first.is_ascii_digit() {
        return first.to_lowercase().any(|letter| "aeiouwyâêîôûŵŷáéíóúäëïöü".contains(letter));
    }
    let number: String = next.chars().skip_while(|letter| *letter != first).take_while(char::is_ascii_digit).collect();
    matches!(number.as_str(), "1" | "8" | "11") || (number.len() == 2 && number.starts_with('8'))
}

/// `a`, `a ac b`, `a, b ac c`.
pub(super) fn all_of(names: &[impl AsRef<str>]) -> String {
    match names {
        [] => String::new(),
        [name] => name.as_ref().to_owned(),
        [first @ .., last] => format!("{} {}", with_commas(first), and(last.as_ref())),
    }
}

/// `a`, `a neu b`, `a, b neu c`. `neu` softens what follows it, so each is a name in quotation marks, or begins with a letter that
/// does not change.
pub(super) fn one_of(names: &[impl AsRef<str>]) -> String {
    match names {
        [] => String::new(),
        [name] => name.as_ref().to_owned(),
        [first @ .., last] => format!("{} neu {}", with_commas(first), last.as_ref()),
    }
}

fn with_commas(names: &[impl AsRef<str>]) -> String {
    names.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", ")
}

/// A word that ends in a vowel with what follows it, whose article it takes up: `o’r diwrnod`, `na’r mwyaf`.
pub(super) fn joined(word: &str, next: &str) -> String {
    match next.strip_prefix("y ").or_else(|| next.strip_prefix("yr ")) {
        Some(rest) => format!("{word}’r {rest}"),
        None => format!("{word} {next}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn and_depends_on_the_sound_that_follows() {
        for (next, said) in [
            ("“Arian”", "ac “Arian”"),
            ("“Pass”", "a “Pass”"),
            ("“ŵyn”", "ac “ŵyn”"),
            ("yn fwy", "ac yn fwy"),
            ("pwynt", "a phwynt"),
            ("thema", "a thema"),
            ("cyn y dydd", "a chyn y dydd"),
            ("(y mwyaf)", "ac (y mwyaf)"),
            ("1 mis", "ac 1 mis"),
            ("12 mis", "a 12 mis"),
            ("8 awr", "ac 8 awr"),
            ("", "a "),
        ] {
            assert_eq!(and(next), said);
        }
    }

    #[test]
    fn an_article_depends_on_the_sound_that_follows() {
        let articles = ["1 maen", "5 maen", "8 maen", "11 maen", "80 maen", "meini", "adrannau"].map(the);
        assert_eq!(
            articles,
            ["yr 1 maen", "y 5 maen", "yr 8 maen", "yr 11 maen", "yr 80 maen", "y meini", "yr adrannau"]
        );
    }

    #[test]
    fn lists_have_commas_and_one_word_before_the_last() {
        assert_eq!(all_of(&["“B”", "“C”", "“A”"]), "“B”, “C” ac “A”");
        assert_eq!(one_of(&["“B”", "“C”", "“A”"]), "“B”, “C” neu “A”");
        assert_eq!((all_of(&["“B”"]), one_of(&[] as &[&str])), ("“B”".to_owned(), String::new()));
    }

    #[test]
    fn an_article_is_taken_up() {
        assert_eq!(joined("o", "y diwrnod"), "o’r diwrnod");
        assert_eq!(joined("na", "yr hwyaf"), "na’r hwyaf");
        assert_eq!(joined("na", "12 mis"), "na 12 mis");
    }
}
