//! JSON texts written in odd ways, and texts that are not what they should be.

use super::{chance, one_of};
use crate::oracle::canonical::quoted;
use fastrand::Rng;
use serde_json::{Value, json};

/// `value` as JSON with the keys of every object in random order and random space between tokens.
pub fn shuffled(rng: &mut Rng, value: &Value) -> String {
    let gap = |rng: &mut Rng| one_of(rng, &["", "", "", " ", "\n", "\t\r\n "]);
    match value {
        Value::Array(items) => {
            let items: Vec<String> =
                items.iter().map(|item| format!("{}{}{}", gap(rng), shuffled(rng, item), gap(rng))).collect();
            format!("[{}]", items.join(","))
        }
        Value::Object(fields) => {
            let mut fields: Vec<(&String, &Value)> = fields.iter().collect();
            rng.shuffle(&mut fields);
            let fields: Vec<String> = fields
                .into_iter()
                .map(|(key, value)| {
                    format!("{}{}{}:{}{}", gap(rng), quoted(key), gap(rng), gap(rng), shuffled(rng, value))
                })
                .collect();
            format!("{{{}}}", fields.join(","))
        }
        Value::String(text) => quoted(text),
        other => other.to_string(),
    }
}

/// `value` with one to four things in it changed: a value of another kind, a key gone, renamed, doubled or added.
pub fn mutated(rng: &mut Rng, value: &Value) -> Value {
    let mut value = value.clone();
    for _ in 0..rng.usize(1..=4) {
        let places = pointers(&value);
        let place = places[rng.usize(0..places.len())].clone();
        let other = places[rng.usize(0..places.len())].clone();
        let transplant = value.pointer(&other).cloned().unwrap_or(Value::Null);
        let Some(target) = value.pointer_mut(&place) else {
            continue;
        };
        change(rng, target, transplant);
    }
    value
}

fn change(rng: &mut Rng, target: &mut Value, transplant: Value) {
    match (rng.u32(0..5), target) {
        (0, target) => *target = transplant,
        (1, Value::Object(fields)) if !fields.is_empty() => {
            let key = fields.keys().nth(rng.usize(0..fields.len())).cloned().unwrap_or_default();
            let value = fields.remove(&key).unwrap_or(Value::Null);
            if rng.bool() {
                fields.insert(format!("{key}{}", one_of(rng, &["x", "", "\u{0}", " ", ".é"])), value);
            }
        }
        (1, Value::Array(items)) if !items.is_empty() => {
            let at = rng.usize(0..items.len());
            if rng.bool() {
                items.remove(at);
            } else {
                let double = items[at].clone();
                items.push(double);
            }
        }
        (2, Value::Object(fields)) => {
            let key = one_of(rng, &["", "held", "facts", "ratings", "tax_point", "programmes", "a~b/c", "__proto__"]);
            fields.insert(key.to_owned(), odd(rng));
        }
        (2, Value::Array(items)) => items.push(odd(rng)),
        (_, target) => *target = odd(rng),
    }
}

/// Every JSON pointer into `value`, its own included.
fn pointers(value: &Value) -> Vec<String> {
    let mut all = vec![String::new()];
    let children: Vec<(String, &Value)> = match value {
        Value::Object(fields) => fields.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(items) => items.iter().enumerate().map(|(at, item)| (at.to_string(), item)).collect(),
        _ => Vec::new(),
    };
    for (key, child) in children {
        let key = key.replace('~', "~0").replace('/', "~1");
        all.extend(pointers(child).into_iter().map(|rest| format!("/{key}{rest}")));
    }
    all
}

/// A value that readers tend to trip over.
fn odd(rng: &mut Rng) -> Value {
    match rng.u32(0..6) {
        0 => one_of(rng, &[json!(null), json!(true), json!([]), json!({}), json!("")].each_ref()).clone(),
        1 => json!(one_of(rng, &[0, -1, 1, 250, i64::MAX, i64::MIN, 1 << 53, 10_001])),
        2 => {
            one_of(rng, &[json!(u64::MAX), json!(1.5), json!(-0.0), json!(1e300), json!(100_000.0)].each_ref()).clone()
        }
        3 => json!(one_of(
            rng,
            &[
                "0000-01-01",
                "9999-12-31",
                "9999-06-30",
                "2026-02-29",
                "2026-2-3",
                "2024-02-29",
                "1973-03-31",
                "2026-11-21T00:00",
                "-001-01-01",
                "2026-13-01",
                "20261121",
                "2026-00-10",
                "2020-01-01",
                "+2026-01-01",
            ]
        )),
        4 => json!(one_of(
            rng,
            &[
                "met",
                "not-met",
                "not-applicable",
                "yes",
                "no",
                "low",
                "gold",
                "none",
                "all",
                "\u{0}",
                "\u{1f600}",
                "nms",
                "t"
            ]
        )),
        _ => {
            let mut deep = json!(1);
            for _ in 0..rng.usize(1..80) {
                deep = if rng.bool() { json!([deep]) } else { json!({ "a": deep }) };
            }
            deep
        }
    }
}

/// `text` with a few of its bytes dropped, doubled, swapped or replaced, as far as that is still UTF-8.
pub fn garbled(rng: &mut Rng, text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..rng.usize(1..=3) {
        if bytes.is_empty() {
            break;
        }
        let at = rng.usize(0..bytes.len());
        match rng.u32(0..6) {
            0 => bytes.truncate(at),
            1 => drop(bytes.remove(at)),
            2 => bytes.insert(at, one_of(rng, b"{}[]\",:\\0-9eE.tfn \x00\x7f")),
            3 => {
                let other = rng.usize(0..bytes.len());
                bytes.swap(at, other);
            }
            4 => {
                let end = (at + rng.usize(1..40)).min(bytes.len());
                let part = bytes[at..end].to_vec();
                bytes.splice(at..at, part);
            }
            _ => bytes[at] = rng.u8(..),
        }
    }
    if chance(rng, 3) {
        bytes = (0..rng.usize(0..60)).map(|_| rng.u8(..)).collect();
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
