//! Whether two files in two languages say the same things: each has every key of the other, and lists of the same length.

use std::collections::BTreeSet;

use toml::{Table, Value};

/// The first key that one of them lacks, and what to do with it; `name` is in another language than `decides`, by which it goes.
pub(crate) fn unequal(decides: (&str, &Table), name: (&str, &Table)) -> Option<String> {
    let ((decides, known), (name, said)) = (decides, name);
    let (known, said) = (keys(known), keys(said));
    let lacking = known.difference(&said).next();
    let lacking = lacking.map(|key| format!("{name}: there is no `{key}`, as in {decides}: say it here too"));
    let more = || said.difference(&known).next();
    lacking.or_else(|| more().map(|key| format!("{name}: there is no `{key}` in {decides}: remove or rename this one")))
}

/// The path of every value that holds no others.
fn keys(table: &Table) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for (key, value) in table {
        let key = if key.contains('.') { format!("\"{key}\"") } else { key.clone() };
        add(&mut keys, key, value);
    }
    keys
}

fn add(keys: &mut BTreeSet<String>, path: String, value: &Value) {
    match value {
        Value::Table(table) => keys.extend(self::keys(table).iter().map(|key| format!("{path}.{key}"))),
        Value::Array(list) => {
            for (at, value) in list.iter().enumerate() {
                add(keys, format!("{path}[{at}]"), value);
            }
        }
        _ => {
            keys.insert(path);
        }
    }
}
