//! Where an outcome differs from what an oracle expects of it.

use serde_json::Value;

/// Every place where `found` differs from `expected`, as `pointer: expected .., found ..`.
///
/// An object is compared by the keys that are expected of it, so that an oracle may stay silent on what it does not compute;
/// anything else is compared whole.
#[must_use]
pub fn differences(expected: &Value, found: &Value) -> Vec<String> {
    let mut all = Vec::new();
    compare(expected, found, "", &mut all);
    all
}

fn compare(expected: &Value, found: &Value, pointer: &str, all: &mut Vec<String>) {
    match (expected, found) {
        (Value::Object(fields), Value::Object(others)) => {
            for (key, value) in fields {
                match others.get(key) {
                    Some(other) => compare(value, other, &format!("{pointer}/{key}"), all),
                    None => all.push(format!("{pointer}/{key}: expected {value}, found no such key")),
                }
            }
        }
        (Value::Array(items), Value::Array(others)) if items.len() == others.len() => {
            for (place, (item, other)) in items.iter().zip(others).enumerate() {
                compare(item, other, &format!("{pointer}/{place}"), all);
            }
        }
        _ if expected == found => {}
        _ => all.push(format!("{pointer}: expected {expected}, found {found}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_difference_names_its_place() {
        let expected = json!({ "a": [{ "b": 1 }], "c": null });
        assert_eq!(differences(&expected, &json!({ "a": [{ "b": 1, "x": 2 }], "c": null })), Vec::<String>::new());
        assert_eq!(
            differences(&expected, &json!({ "a": [{ "b": 2 }] })),
            ["/a/0/b: expected 1, found 2", "/c: expected null, found no such key"]
        );
        assert_eq!(differences(&expected, &json!({ "a": [], "c": null })), ["/a: expected [{\"b\":1}], found []"]);
    }
}
