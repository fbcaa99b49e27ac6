//! Words in a second language say what those in the first say: the same keys, as the build sees to, the same figures, and nothing left as
//! it was.

#[path = "../build/same_keys.rs"]
mod same_keys;

use std::collections::BTreeMap;

use mentormark_rules::json::{self, Tree};
use mentormark_schemes::{Shipped, Words};
use same_keys::unequal;

/// Texts that are the same in every language: names and places.
const SAME: [&str; 3] = ["/short_name", "/provenance", "/where"];

#[test]
fn every_language_has_the_same_figures() {
    for (first, other) in pairs() {
        let others = texts(other);
        for (key, text) in texts(first) {
            assert_eq!(figures(&text), figures(&others[&key]), "{key} in {}", other.language);
        }
    }
}

#[test]
fn nothing_is_left_in_the_first_language() {
    for (first, other) in pairs() {
        let others = texts(other);
        let left: Vec<_> =
            texts(first).into_iter().filter(|(key, text)| others[key] == *text).map(|(key, _)| key).collect();
        let names: Vec<_> = left.iter().filter(|key| !SAME.iter().any(|same| key.ends_with(same))).collect();
        assert!(names.is_empty(), "{}: {names:?}", other.language);
        assert!(left.iter().any(|key| key == "/short_name"), "what is the same is found");
    }
}

#[test]
fn welsh_says_that_it_is_a_draft_and_that_english_decides() {
    let nms = mentormark_schemes::find("nms", "2022").unwrap();
    let drafted = &texts(nms.words_in("cy").unwrap())["/drafted"];
    for said in ["Mentormark", "Drafft gyda chymorth peiriant", "y testun Saesneg sy'n penderfynu"] {
        assert!(drafted.contains(said), "{drafted}");
    }
}

#[test]
fn a_key_too_few_or_too_many_is_named() {
    let table = |text: &str| text.parse::<toml::Table>().unwrap();
    let first = table("a = \"x\"\n[criteria.\"p.q\"]\nwhy = \"x\"\nevidence = [\"x\", \"y\"]");
    let unequal_to = |text: &str| unequal(("en.toml", &first), ("cy.toml", &table(text)));
    assert_eq!(unequal_to("a = \"z\"\n[criteria.\"p.q\"]\nwhy = \"z\"\nevidence = [\"z\", \"z\"]"), None);
    assert_eq!(
        unequal_to("a = \"z\"\n[criteria.\"p.q\"]\nwhy = \"z\"\nevidence = [\"z\"]").unwrap(),
        "cy.toml: there is no `criteria.\"p.q\".evidence[1]`, as in en.toml: say it here too"
    );
    assert_eq!(
        unequal_to("a = \"z\"\nb = \"z\"\n[criteria.\"p.q\"]\nwhy = \"z\"\nevidence = [\"z\", \"z\"]").unwrap(),
        "cy.toml: there is no `b` in en.toml: remove or rename this one"
    );
}

/// The words of every scheme in the language that decides, with those in each other one.
fn pairs() -> Vec<(&'static Words, &'static Words)> {
    let of = |shipped: &'static Shipped| shipped.words.iter().skip(1).map(|other| (&shipped.words[0], other));
    let pairs: Vec<_> = mentormark_schemes::all().iter().flat_map(of).collect();
    assert!(pairs.iter().any(|(first, other)| (first.language, other.language) == ("en-GB", "cy")));
    pairs
}

/// Every text of some words, but the language they are in, by its pointer.
fn texts(words: &Words) -> BTreeMap<String, String> {
    fn add(texts: &mut BTreeMap<String, String>, at: String, tree: Tree) {
        match tree {
            Tree::Object(fields) => fields.into_iter().for_each(|(key, tree)| add(texts, format!("{at}/{key}"), tree)),
            Tree::List(entries) => {
                entries.into_iter().enumerate().for_each(|(i, tree)| add(texts, format!("{at}/{i}"), tree));
            }
            Tree::Text(text) => {
                texts.insert(at, text);
            }
            other => panic!("{at}: words hold {}", other.kind()),
        }
    }
    let mut texts = BTreeMap::new();
    add(&mut texts, String::new(), json::tree(words.compiled).unwrap());
    assert_eq!(texts.remove("/language").as_deref(), Some(words.language));
    texts
}

/// The figures of a text, in order of size: `1,400`, `17.5`.
fn figures(text: &str) -> Vec<&str> {
    let parts = text.split(|part: char| !part.is_ascii_digit() && !matches!(part, '.' | ','));
    let mut figures: Vec<_> =
        parts.map(|part| part.trim_matches(['.', ','])).filter(|figure| !figure.is_empty()).collect();
    figures.sort_unstable();
    figures
}
