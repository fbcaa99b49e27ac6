//! The engine's JSON parser takes exactly what `serde_json` takes, and reads the same from it.

use crate::case::case;
use mentormark_rules::{
    Code,
    json::{self, Tree},
};
use mentormark_tests::random::text::garbled;
use serde_json::Value;

const RUN: u64 = 12;

/// What shows each corner of the grammar.
const CORNERS: [&str; 24] = [
    "{}",
    "[]",
    "[ ]",
    "{ }",
    " \t\r\n1 ",
    "-0",
    "0",
    "01",
    "1.",
    "1.5e-7",
    "1E+2",
    "-",
    "[1,2",
    "[1,,2]",
    r#"{"a":{"b":[null,true,false]}}"#,
    r#"{"a":1,"a":2}"#,
    r#""\u00e9\ud83c\udf93\"\\\/\b\f\n\r\t""#,
    r#""\ud83c""#,
    r#""\ud83c\ud83c""#,
    r#""\u+0e9""#,
    "\"\u{7f}\u{80}\u{2028}\"",
    "\"a\tb\"",
    "tru",
    "null null",
];

/// The value of a tree, or `None` where it holds what a value cannot tell: a repeated key or a number that is not whole.
fn value(tree: &Tree) -> Option<Value> {
    Some(match tree {
        Tree::Null => Value::Null,
        Tree::Bool(flag) => (*flag).into(),
        Tree::Whole(whole) => (*whole).into(),
        Tree::Fraction => return None,
        Tree::Text(text) => text.as_str().into(),
        Tree::List(entries) => entries.iter().map(value).collect::<Option<Vec<_>>>()?.into(),
        Tree::Object(entries) => {
            let mut object = serde_json::Map::new();
            for (key, tree) in entries {
                if object.insert(key.clone(), value(tree)?).is_some() {
                    return None;
                }
            }
            object.into()
        }
    })
}

fn check(text: &str) -> bool {
    let general: Result<Value, _> = serde_json::from_str(text);
    match (json::tree(text), general) {
        (Ok(tree), Ok(expected)) => {
            if let Some(read) = value(&tree) {
                assert_eq!(read, expected, "{text}");
            }
            true
        }
        // A number that no float holds is one that is not whole; a general parser gives up on it.
        (Ok(_), Err(error)) if error.to_string().starts_with("number out of range") => true,
        (Ok(tree), Err(error)) => panic!("read {tree:?} where there is {error}\n{text}"),
        (Err(refusal), Ok(_)) => {
            assert_eq!(refusal.code, Code::TooDeep, "{refusal}\n{text}");
            true
        }
        (Err(refusal), Err(_)) => {
            assert!(matches!(refusal.code, Code::Syntax | Code::TooDeep), "{refusal}\n{text}");
            false
        }
    }
}

#[test]
fn the_parser_takes_what_a_general_one_takes() {
    let (mut read, mut refused) = (0, 0);
    let mut count = |is_read: bool| if is_read { read += 1 } else { refused += 1 };
    for corner in CORNERS {
        count(check(corner));
    }
    for number in 0..400 {
        let (case, mut rng) = case(RUN, number);
        let text = if number % 2 == 0 { case.assessment.to_string() } else { CORNERS[rng.usize(..24)].to_owned() };
        for _ in 0..20 {
            count(check(&garbled(&mut rng, &text)));
        }
    }
    assert!(read > 200 && refused > 2_000, "{read} read, {refused} refused");
}
