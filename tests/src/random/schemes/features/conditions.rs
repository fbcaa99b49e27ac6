//! Conditions and the expressions in them.

use super::{Seen, list};
use crate::oracle::general::expression::is_date;
use serde_json::Value;
use std::collections::BTreeSet;

impl Seen<'_> {
    pub(super) fn condition(&mut self, condition: &Value) {
        if let Some(held) = condition.get("held") {
            self.add(if held.get("scheme").is_some() { "condition:held:elsewhere" } else { "condition:held:own" });
            self.keys("condition:held", held, &["for_months", "in_date_months", "within_days"]);
        } else if let Some(part) = condition.get("not") {
            self.add("condition:not");
            self.condition(part);
        } else if let Some(cases) = condition.get("cases") {
            self.add("condition:cases");
            for case in list(cases) {
                case.get("when").into_iter().chain([&case["then"]]).for_each(|part| self.condition(part));
            }
        } else if let Some((key, parts)) = parts(condition) {
            self.add(&format!("condition:{key}"));
            for part in parts {
                self.condition(part);
            }
        } else {
            self.compared(condition);
        }
        if condition.get("source").is_some() && condition.get("id").is_none() {
            self.add("condition:source");
        }
    }

    fn compared(&mut self, condition: &Value) {
        if let Some(is) = condition.get("is") {
            return self.add(if is.is_boolean() { "condition:is:yes-no" } else { "condition:is:option" });
        }
        self.keys("condition", condition, &["includes", "is_one_of", "within"]);
        if condition.get("includes").is_some() || condition.get("is_one_of").is_some() {
            return;
        }
        let of = match &condition["fact"] {
            Value::String(id) if id == "as_of" => "as_of",
            Value::String(id) if self.derived.contains(&id.as_str()) => "derived",
            Value::String(_) => "fact",
            _ => "expression",
        };
        self.add(&format!("condition:of:{of}"));
        self.expression(&condition["fact"]);
        let ends = ["at_least", "at_most", "more_than", "less_than"];
        self.keys("condition", condition, &ends);
        let ends: Vec<&Value> = ends.iter().filter_map(|key| condition.get(*key)).collect();
        if ends.len() == 2 {
            self.add("condition:both-ends");
        }
        for end in ends {
            let kind = match end {
                Value::Number(_) => "number",
                Value::String(text) if is_date(text) => "date",
                Value::String(text) if text == "as_of" => "as_of",
                Value::String(_) => "fact",
                _ => "expression",
            };
            self.add(&format!("condition:end:{kind}"));
            self.expression(end);
        }
    }

    pub(super) fn expression(&mut self, expression: &Value) {
        match expression {
            Value::String(text) if is_date(text) => self.add("expression:date"),
            Value::String(text) if text == "as_of" => self.add("expression:as_of"),
            Value::Object(fields) => {
                for (key, of) in fields.iter().filter(|(key, _)| *key != "to") {
                    match expression["to"].as_str() {
                        Some(mode) => self.add(&format!("expression:round:{mode}")),
                        None => self.add(&format!("expression:{key}")),
                    }
                    if key == "plus_months" && of[1].as_i64().is_some_and(|months| months < 0) {
                        self.add("expression:plus_months:back");
                    }
                    if of.is_object() || list(of).iter().any(Value::is_object) {
                        self.add("expression:nested");
                    }
                    list(of).iter().chain([of]).filter(|part| !part.is_array()).for_each(|part| self.expression(part));
                }
                if names(expression).len() > 1 {
                    self.add("expression:two-facts");
                }
            }
            _ => {}
        }
    }
}

/// The parts of `all`, `any` or `quorum`, and which of them it is.
pub(super) fn parts(of: &Value) -> Option<(&'static str, &[Value])> {
    let lists = ["all", "any"].into_iter().find_map(|key| Some((key, list(of.get(key)?))));
    lists.or_else(|| Some(("quorum", list(&of.get("quorum")?["of"]))))
}

/// The facts and derived facts named in an expression.
pub(super) fn names(expression: &Value) -> BTreeSet<&str> {
    match expression {
        Value::String(text) if !is_date(text) && text != "as_of" => BTreeSet::from([text.as_str()]),
        Value::Array(parts) => parts.iter().flat_map(names).collect(),
        Value::Object(fields) => fields.iter().filter(|(key, _)| *key != "to").flat_map(|(_, of)| names(of)).collect(),
        _ => BTreeSet::new(),
    }
}
