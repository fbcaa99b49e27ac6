//! RFC 8785 by hand, for JSON whose numbers are integers: keys in order of their UTF-16 code units, no space anywhere.

use serde_json::Value;

/// The canonical text of `value`.
///
/// # Panics
/// Where a number is not an integer: the contract has none.
#[must_use]
pub fn canonical(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(true) => "true".to_owned(),
        Value::Bool(false) => "false".to_owned(),
        Value::Number(number) => {
            assert!(number.is_i64() || number.is_u64(), "not an integer: {number}");
            number.to_string()
        }
        Value::String(text) => quoted(text),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(canonical).collect();
            format!("[{}]", items.join(","))
        }
        Value::Object(fields) => {
            let mut keys: Vec<&String> = fields.keys().collect();
            keys.sort_by_key(|key| key.encode_utf16().collect::<Vec<u16>>());
            let fields: Vec<String> =
                keys.into_iter().map(|key| format!("{}:{}", quoted(key), canonical(&fields[key]))).collect();
            format!("{{{}}}", fields.join(","))
        }
    }
}

/// A JSON string with only what must be escaped escaped, in the short form where there is one.
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\u{9}' => out.push_str("\\t"),
            '\u{a}' => out.push_str("\\n"),
            '\u{c}' => out.push_str("\\f"),
            '\u{d}' => out.push_str("\\r"),
            control if control < ' ' => {
                let code = format!("\\u{:04x}", u32::from(control));
                out.push_str(&code);
            }
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn keys_are_sorted_by_utf_16_units_and_not_by_code_points() {
        // RFC 8785, 3.2.3: the emoji's first unit, D83D, comes before FB33.
        let value = json!({ "\u{20ac}": 1, "\r": 2, "\u{fb33}": 3, "1": 4, "\u{1f600}": 5, "\u{80}": 6, "\u{f6}": 7 });
        let order = "{\"\\r\":2,\"1\":4,\"\u{80}\":6,\"\u{f6}\":7,\"\u{20ac}\":1,\"\u{1f600}\":5,\"\u{fb33}\":3}";
        assert_eq!(canonical(&value), order);
    }

    #[test]
    fn only_what_must_be_escaped_is() {
        assert_eq!(quoted("\u{1f}\t\"\\/é\u{7f}"), "\"\\u001f\\t\\\"\\\\/é\u{7f}\"");
    }
}
