//! Reads an assessment: fast where it is in order, and thorough where it is not.

use alloc::{borrow::ToOwned, boxed::Box, format, string::String, vec::Vec};

use super::{Node, Object, Reading, Tree, read::LONGEST_KEY, tree, tree::MOST_BYTES};
use crate::{
    Assessment, Code, Date, Entries, Refusal, Refusals,
    assessment::{
        Evidence, FactValue, Held, HeldElsewhere, MOST_HELD_ELSEWHERE, MOST_LINKS, MOST_NOTE_CHARACTERS, MOST_OPTIONS,
        MOST_PROGRAMMES, MOST_RATINGS, Programme,
    },
};

/// What is left of a document whose shape is at fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread<T = Assessment> {
    /// The faults of its shape.
    pub refusals: Refusals,
    /// What could be read, so that a plan can find further faults; `None` where not even what says by which plan could be: the scheme's
    /// name, and in a submission the hash of the rules as well. A missing `as_of` stands at the last date there is.
    pub rest: Option<Box<T>>,
}

/// Reads an assessment in the shape of the public contract.
///
/// ```
/// use mentormark_rules::json;
///
/// let read = json::assessment(r#"{"scheme":"nms","as_of":"2026-11-21","facts":{},"ratings":{"a":"met"}}"#).unwrap();
/// assert_eq!(read.ratings.get("a").unwrap(), "met");
///
/// let unread = json::assessment(r#"{"scheme":"nms","as_of":"2026-02-30","facts":{},"rating":{}}"#).unwrap_err();
/// let codes: Vec<&str> = unread.refusals.as_slice().iter().map(|refusal| refusal.code.as_str()).collect();
/// assert_eq!(codes, ["bad-date", "unknown-field", "missing-field"]);
/// ```
///
/// # Errors
/// Every fault of the shape at once; a fault of the syntax alone.
pub fn assessment(text: &str) -> Result<Assessment, Unread> {
    fast(text).map_or_else(|| thorough_assessment(text), Ok)
}

/// Reads exactly as [`assessment`] does, without trying the fast way first: a third of the code, for where an assessment is read
/// once and every kilobyte is waited for.
///
/// # Errors
/// As [`assessment`].
pub fn thorough_assessment(text: &str) -> Result<Assessment, Unread> {
    let tree = tree(text).map_err(|refusal| Unread { refusals: refusal.into(), rest: None })?;
    let faults = Reading::default();
    let rest = read(&Node::root(&tree, &faults));
    match (Refusals::unless_none(faults.take(), ()), rest) {
        (Ok(()), Some(assessment)) => Ok(assessment),
        (Err(refusals), rest) => Err(Unread { refusals, rest: rest.map(Box::new) }),
        (Ok(()), None) => {
            Err(Unread { refusals: Refusal::new(Code::WrongType, "", "this is no assessment").into(), rest: None })
        }
    }
}

/// What can be read of the assessment; every fault is noted on the way.
pub(super) fn read(root: &Node<'_>) -> Option<Assessment> {
    let object = root.object(&[
        "scheme",
        "edition",
        "as_of",
        "target",
        "tax_point",
        "held",
        "held_elsewhere",
        "facts",
        "ratings",
        "evidence",
        "programmes",
    ])?;
    let owned = |node: Node<'_>| node.text().map(ToOwned::to_owned);
    let scheme = object.required("scheme").and_then(owned);
    let edition = object.optional("edition").and_then(owned);
    let as_of = object.required("as_of").and_then(|node| node.date());
    let target = object.optional("target").and_then(owned);
    let tax_point = object.optional("tax_point").and_then(|node| node.date());
    let held = object.optional("held").and_then(|node| held(&node));
    let held_elsewhere = object.optional("held_elsewhere").and_then(|node| {
        let count = node.count();
        if count > MOST_HELD_ELSEWHERE {
            let message = format!("{count} awards are more than {MOST_HELD_ELSEWHERE}: keep those held now");
            node.refuse(Code::TooManyEntries, message);
            return None;
        }
        Some(node.list()?.iter().filter_map(held_elsewhere).collect())
    });
    let programmes = object.optional("programmes");
    let facts = object.required("facts").and_then(|node| by_key(&node, fact));
    let mut count = 0usize;
    let (ratings, evidence, programmes) = match programmes {
        None => {
            let (ratings, evidence) = rated(&object, &mut count);
            (ratings, evidence, Vec::new())
        }
        Some(node) => {
            for beside in ["ratings", "evidence"].iter().filter_map(|key| object.optional(key)) {
                beside.refuse(Code::TwoShapes, "this stands beside `programmes`: put it into one of them");
            }
            (Entries::new(), Entries::new(), self::programmes(&node, &mut count))
        }
    };
    Some(Assessment {
        scheme: scheme?,
        edition,
        as_of: as_of.unwrap_or(Date::LAST),
        target,
        tax_point,
        held,
        held_elsewhere: held_elsewhere.unwrap_or_default(),
        facts: facts.unwrap_or_default(),
        ratings,
        evidence,
        programmes,
    })
}

/// The ratings and the evidence among the fields of an object; `count` is how many ratings the document has so far.
fn rated(object: &Object<'_>, count: &mut usize) -> (Entries<String>, Entries<Evidence>) {
    let ratings = object.required("ratings").and_then(|node| {
        *count = count.saturating_add(node.count());
        if *count > MOST_RATINGS {
            let message = format!("{count} ratings are more than {MOST_RATINGS}: rate this scheme's criteria only");
            node.refuse(Code::TooManyRatings, message);
            return None;
        }
        by_key(&node, |node| node.text().map(ToOwned::to_owned))
    });
    let evidence = object.optional("evidence").and_then(|node| by_key(&node, evidence));
    (ratings.unwrap_or_default(), evidence.unwrap_or_default())
}

fn programmes(node: &Node<'_>, ratings: &mut usize) -> Vec<Programme> {
    let count = node.count();
    if count > MOST_PROGRAMMES {
        let message = format!("{count} programmes are more than {MOST_PROGRAMMES}: assess them in parts");
        node.refuse(Code::TooManyEntries, message);
        return Vec::new();
    }
    let mut programmes = Vec::with_capacity(count);
    for node in node.filled_list().unwrap_or_default() {
        if let Some(object) = node.object(&["id", "ratings", "evidence"]) {
            let id = object.required("id").and_then(|node| node.id());
            let (ratings, evidence) = rated(&object, ratings);
            programmes.extend(id.map(|id| Programme { id: id.as_str().into(), ratings, evidence }));
        }
    }
    programmes
}

/// The entries that are in order.
fn by_key<T>(node: &Node<'_>, read: impl Fn(&Node<'_>) -> Option<T>) -> Option<Entries<T>> {
    let entries = node.map()?;
    // No key stands twice: that was noted, and its first value stands.
    Entries::of(entries.iter().filter_map(|(key, node)| Some(((*key).to_owned(), read(node)?))).collect())
}

/// The value of a fact, of any kind; whether it suits the fact is for a plan to judge.
fn fact(node: &Node<'_>) -> Option<FactValue> {
    match node.tree() {
        Tree::Whole(number) => Some(FactValue::Whole(*number)),
        Tree::Bool(flag) => Some(FactValue::Flag(*flag)),
        Tree::Text(text) => Some(FactValue::Text(text.clone())),
        Tree::List(entries) => {
            let count = entries.len();
            if count > MOST_OPTIONS {
                let message =
                    format!("{count} options are more than {MOST_OPTIONS}, the most that any fact has: keep those");
                node.refuse(Code::TooManyEntries, message);
                return None;
            }
            // Each faulty entry is noted.
            let texts = node.list()?.iter().map(|node| node.text().map(ToOwned::to_owned)).collect::<Vec<_>>();
            texts.into_iter().collect::<Option<_>>().map(FactValue::Texts)
        }
        Tree::Null | Tree::Fraction | Tree::Object(_) => {
            let message =
                format!("this must be a whole number, a text, a list, true or false, not {}", node.tree().kind());
            node.refuse(Code::WrongType, message);
            None
        }
    }
}

fn held(node: &Node<'_>) -> Option<Held> {
    let object = node.object(&["level", "awarded_on"])?;
    let level = object.required("level").and_then(|node| node.text().map(ToOwned::to_owned));
    let awarded_on = object.required("awarded_on").and_then(|node| node.date());
    Some(Held { level: level?, awarded_on: awarded_on? })
}

fn held_elsewhere(node: &Node<'_>) -> Option<HeldElsewhere> {
    let object = node.object(&["scheme", "level", "awarded_on"])?;
    let scheme = object.required("scheme").and_then(|node| node.text().map(ToOwned::to_owned));
    let level = object.required("level").and_then(|node| node.text().map(ToOwned::to_owned));
    let awarded_on = object.required("awarded_on").and_then(|node| node.date());
    Some(HeldElsewhere { scheme: scheme?, level: level?, awarded_on: awarded_on? })
}

fn evidence(node: &Node<'_>) -> Option<Evidence> {
    let object = node.object(&["note", "links"])?;
    let note = object.optional("note").and_then(|node| {
        let note = node.text()?;
        let characters = note.chars().count();
        if characters > MOST_NOTE_CHARACTERS {
            let message = format!("{characters} characters are more than {MOST_NOTE_CHARACTERS}: shorten the note");
            node.refuse(Code::NoteTooLong, message);
        }
        Some(note.to_owned())
    });
    let links = object.optional("links").and_then(|node| {
        let count = node.count();
        if count > MOST_LINKS {
            node.refuse(Code::TooManyLinks, format!("{count} links are more than {MOST_LINKS}: keep the best"));
            return None;
        }
        let links = node.list()?;
        let read = links.iter().filter_map(|node| {
            let link = node.text()?;
            if !is_link(link) {
                node.refuse(
                    Code::BadLink,
                    "this is no web address: start it with `https://` or `http://`, without spaces",
                );
            }
            Some(link.to_owned())
        });
        Some(read.collect())
    });
    Some(Evidence { note: note.unwrap_or_default(), links: links.unwrap_or_default() })
}

fn is_link(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        rest.starts_with(|c: char| !c.is_ascii_punctuation() || c == '[')
            && !text.contains(|c: char| c.is_whitespace() || c.is_control())
    })
}

/// Reads what is in order in every way; anything else is for the thorough reader to judge.
fn fast(text: &str) -> Option<Assessment> {
    if text.len() > MOST_BYTES {
        return None;
    }
    crate::assessment::from_text(text).filter(fits)
}

/// Whether an assessment is within every limit that its shape does not see to.
pub(super) fn fits(read: &Assessment) -> bool {
    let fits = |evidence: &Evidence| {
        evidence.note.chars().count() <= MOST_NOTE_CHARACTERS
            && evidence.links.len() <= MOST_LINKS
            && evidence.links.iter().all(|link| is_link(link))
    };
    let few_options = |value: &FactValue| !matches!(value, FactValue::Texts(texts) if texts.len() > MOST_OPTIONS);
    let keys = read.facts.keys().chain(read.ratings.keys()).chain(read.evidence.keys());
    let keys_fit = keys.map(String::len).all(|bytes| bytes <= LONGEST_KEY);
    keys_fit
        && read.facts.values().all(few_options)
        && read.held_elsewhere.len() <= MOST_HELD_ELSEWHERE
        && read.ratings.len() <= MOST_RATINGS
        && read.evidence.values().all(fits)
}

#[cfg(test)]
mod tests {
    use alloc::{string::ToString, vec};

    use super::*;

    fn check(text: &str, expected: &[(&str, &str)]) {
        let found: Vec<(String, String)> = match assessment(text) {
            Ok(_) => vec![],
            Err(unread) => unread
                .refusals
                .into_vec()
                .into_iter()
                .map(|refusal| (refusal.code.to_string(), refusal.pointer))
                .collect(),
        };
        let expected: Vec<(String, String)> = expected.iter().map(|(c, p)| ((*c).into(), (*p).into())).collect();
        assert_eq!(found, expected, "{text}");
    }

    fn with(extra: &str) -> String {
        format!(r#"{{"scheme":"s","as_of":"2026-11-21","facts":{{}},"ratings":{{}}{extra}}}"#)
    }

    #[test]
    fn both_readers_read_the_same() {
        let full = r#"{"scheme":"s","edition":"1","as_of":"2026-11-21","target":"b","tax_point":"2026-11-20",
            "held":{"level":"a","awarded_on":"2026-01-01"},
            "held_elsewhere":[{"scheme":"t","level":"x","awarded_on":"2025-01-01"}],
            "facts":{"n":-3},"ratings":{"c":"met"},
            "evidence":{"c":{"note":"n","links":["https://example.org/"]},"d":{}}}"#;
        for text in [full.to_string(), with("")] {
            let fast = fast(&text).unwrap();
            assert_eq!(thorough_assessment(&text).unwrap(), fast);
            assert_eq!(assessment(&crate::json::canonical(&fast)).unwrap(), fast);
        }
    }

    #[test]
    fn a_key_too_long_for_any_id_is_refused_without_being_repeated() {
        let long = "k".repeat(202);
        for (field, text) in [
            ("facts", with("").replace(r#""facts":{}"#, &format!(r#""facts":{{"{long}":1}}"#))),
            ("ratings", with("").replace(r#""ratings":{}"#, &format!(r#""ratings":{{"{long}":"m"}}"#))),
            ("evidence", with(&format!(r#","evidence":{{"{long}":{{}}}}"#))),
        ] {
            check(&text, &[("bad-id", &format!("/{field}"))]);
        }
    }

    #[test]
    fn a_hostile_document_is_refused_in_few_words() {
        let links = vec![r#""x""#; 200_000].join(",");
        check(
            &with(&format!(r#","evidence":{{"a":{{"links":[{links}]}}}}"#)),
            &[("too-many-links", "/evidence/a/links")],
        );
        let elsewhere = vec!["{}"; 340_000].join(",");
        check(&with(&format!(r#","held_elsewhere":[{elsewhere}]"#)), &[("too-many-entries", "/held_elsewhere")]);
        let ratings: Vec<String> = (0..9_999).map(|i| format!(r#""c{i}":0"#)).collect();
        let text = with("").replace(r#""ratings":{}"#, &format!(r#""ratings":{{{}}}"#, ratings.join(",")));
        assert_eq!(assessment(&text).unwrap_err().refusals.as_slice().len(), crate::refusal::MOST_REFUSALS);
    }

    #[test]
    fn a_list_never_stands_for_an_object() {
        check(r#"["s","1","2026-11-21"]"#, &[("wrong-type", "")]);
        check(&with(r#","held":["a","2026-01-01"]"#), &[("wrong-type", "/held")]);
        check(&with(r#","held_elsewhere":[["t","x","2025-01-01"]]"#), &[("wrong-type", "/held_elsewhere/0")]);
        check(&with(r#","evidence":{"c":["n",[]]}"#), &[("wrong-type", "/evidence/c")]);
    }

    #[test]
    fn what_is_left_out_is_fine_and_null_is_not() {
        check(&with(""), &[]);
        for field in ["edition", "target", "tax_point", "held", "held_elsewhere", "evidence"] {
            check(&with(&format!(r#","{field}":null"#)), &[("wrong-type", &format!("/{field}"))]);
        }
        check(
            "{}",
            &[
                ("missing-field", "/as_of"),
                ("missing-field", "/facts"),
                ("missing-field", "/ratings"),
                ("missing-field", "/scheme"),
            ],
        );
        check("[]", &[("wrong-type", "")]);
    }

    #[test]
    fn duplicate_and_unknown_keys_are_refused_wherever_they_stand() {
        check(&with(r#","facts":{}"#), &[("duplicate-key", "/facts")]);
        check(
            r#"{"scheme":"s","as_of":"2026-11-21","facts":{},"ratings":{"a":"x","a":"x"}}"#,
            &[("duplicate-key", "/ratings/a")],
        );
        check(&with(r#","evidence":{"a":{"note":"","nota":""}}"#), &[("unknown-field", "/evidence/a/nota")]);
        check(&with(r#","programmes":[]"#), &[("empty-list", "/programmes"), ("two-shapes", "/ratings")]);
    }

    fn with_fact(value: &str) -> String {
        format!(r#"{{"scheme":"s","as_of":"2026-11-21","facts":{{"n":{value}}},"ratings":{{}}}}"#)
    }

    #[test]
    fn numbers_are_whole() {
        for bad in ["1.5", "1.0", "1e3", "-0", "9223372036854775808", "-9223372036854775809"] {
            check(&with_fact(bad), &[("wrong-type", "/facts/n")]);
        }
    }

    #[test]
    fn facts_have_values_of_every_kind_and_both_readers_agree() {
        let texts = |texts: &[&str]| FactValue::Texts(texts.iter().map(|text| (*text).to_owned()).collect());
        for (text, value) in [
            ("0", FactValue::Whole(0)),
            ("-7", FactValue::Whole(-7)),
            ("9223372036854775807", FactValue::Whole(i64::MAX)),
            ("-9223372036854775808", FactValue::Whole(i64::MIN)),
            ("true", FactValue::Flag(true)),
            ("false", FactValue::Flag(false)),
            (r#""2026-11-21""#, FactValue::Text("2026-11-21".into())),
            (r#""a\"b""#, FactValue::Text(r#"a"b"#.into())),
            (r#""""#, FactValue::Text(String::new())),
            ("[]", texts(&[])),
            (r#"["a","b","a"]"#, texts(&["a", "b", "a"])),
        ] {
            let text = with_fact(text);
            let fast = fast(&text).unwrap();
            assert_eq!(*fast.facts.get("n").unwrap(), value, "{text}");
            assert_eq!(thorough_assessment(&text).unwrap(), fast);
            assert_eq!(crate::json::canonical(&fast), crate::json::canonical(&tree(&text).unwrap()));
        }
    }

    #[test]
    fn a_fact_is_never_null_nor_an_object_nor_a_list_of_other_things() {
        for bad in ["null", "{}", r#"{"a":1}"#] {
            check(&with_fact(bad), &[("wrong-type", "/facts/n")]);
        }
        check(
            &with_fact(r#"[1,"a",null,[]]"#),
            &[("wrong-type", "/facts/n/0"), ("wrong-type", "/facts/n/2"), ("wrong-type", "/facts/n/3")],
        );
        let options = |count| with_fact(&format!("[{}]", vec![r#""a""#; count].join(",")));
        check(&options(16), &[]);
        check(&options(17), &[("too-many-entries", "/facts/n")]);
    }

    #[test]
    fn limits_hold_on_both_sides() {
        let note = |n| with(&format!(r#","evidence":{{"a":{{"note":"{}"}}}}"#, "é".repeat(n)));
        check(&note(4_000), &[]);
        check(&note(4_001), &[("note-too-long", "/evidence/a/note")]);
        let links = |n| with(&format!(r#","evidence":{{"a":{{"links":[{}]}}}}"#, vec![r#""https://a""#; n].join(",")));
        check(&links(20), &[]);
        check(&links(21), &[("too-many-links", "/evidence/a/links")]);
        let ratings = |n: usize| {
            let ratings: Vec<String> = (0..n).map(|i| format!(r#""c{i}":"m""#)).collect();
            format!(r#"{{"scheme":"s","as_of":"2026-11-21","facts":{{}},"ratings":{{{}}}}}"#, ratings.join(","))
        };
        check(&ratings(10_000), &[]);
        check(&ratings(10_001), &[("too-many-ratings", "/ratings")]);
    }

    #[test]
    fn links_are_web_addresses() {
        for (link, good) in [
            ("https://example.org/a?b#c", true),
            ("http://[::1]/", true),
            ("https://", false),
            ("https:///x", false),
            ("ftp://example.org", false),
            ("javascript:alert(1)", false),
            ("https://a b", false),
            ("HTTPS://example.org", false),
        ] {
            let expected: &[(&str, &str)] = if good { &[] } else { &[("bad-link", "/evidence/a/links/0")] };
            check(&with(&format!(r#","evidence":{{"a":{{"links":["{link}"]}}}}"#)), expected);
        }
    }
}
