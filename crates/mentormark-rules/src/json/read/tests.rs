//! What is read, and what is refused in its place.

use super::*;
use crate::json::tree;

fn faults(text: &str, read: impl Fn(&Node<'_>)) -> Vec<(Code, String)> {
    let tree = tree(text).unwrap();
    let faults = Reading::default();
    read(&Node::root(&tree, &faults));
    faults.take().into_iter().map(|fault| (fault.code, fault.pointer)).collect()
}

#[test]
fn every_fault_is_noted_with_its_pointer() {
    let found = faults(r#"{"a":1,"a":2,"b~/":0,"n":"x"}"#, |root| {
        let object = root.object(&["a", "n", "z"]).unwrap();
        let _ = object.required("n").unwrap().whole::<u8>(0, 9);
        assert!(object.required("z").is_none());
        assert_eq!(object.required("a").unwrap().whole::<u8>(0, 9), Some(1));
    });
    let expected = [
        (Code::DuplicateKey, "/a"),
        (Code::UnknownField, "/b~0~1"),
        (Code::WrongType, "/n"),
        (Code::MissingField, "/z"),
    ];
    assert_eq!(found, expected.map(|(code, pointer)| (code, pointer.into())));
}

#[test]
fn numbers_are_whole_and_within_both_ends() {
    let check = |text: &str| {
        faults(text, |root| {
            let _ = root.whole::<u8>(1, 9);
        })
        .first()
        .map(|fault| fault.0)
    };
    assert_eq!(check("1"), None);
    assert_eq!(check("9"), None);
    assert_eq!(check("0"), Some(Code::NumberOutOfRange));
    assert_eq!(check("10"), Some(Code::NumberOutOfRange));
    assert_eq!(check("1.0"), Some(Code::WrongType));
    assert_eq!(check("null"), Some(Code::WrongType));
}
