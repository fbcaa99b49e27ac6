//! The tests of rules, and what they select.

use super::Seen;
use super::conditions::parts;
use serde_json::Value;

impl Seen<'_> {
    pub(super) fn rule(&mut self, part: &str, rule: &Value, award: bool) {
        self.keys(part, rule, &["at", "cumulative"]);
        match rule["at"].as_object() {
            Some(at) => at.values().for_each(|test| self.test(test, award)),
            None => self.test(rule, award),
        }
    }

    fn test(&mut self, test: &Value, award: bool) {
        for key in ["share", "points", "none_below"] {
            let Some(of) = test.get(key) else { continue };
            self.selector(of);
            if award {
                self.add(&format!("test:award:{key}"));
            }
            match key {
                "share" => {
                    let share =
                        of["of"].as_str().unwrap_or(if of["of"].get("count").is_some() { "count" } else { "percent" });
                    self.add(&format!("test:share:{share}"));
                    self.keys("test:share", of, &["or_reasoned"]);
                }
                "points" => {
                    self.add(if of["at_least"].is_number() { "test:points:number" } else { "test:points:percent" });
                }
                _ => self.add("test:none_below"),
            }
            return;
        }
        if let Some(of) = test.get("sections") {
            self.sections(of);
        } else if test.get("table").is_some() {
            self.add("test:table");
        } else if let Some((key, parts)) = parts(test) {
            self.add(&format!("test:{key}"));
            for part in parts {
                self.test(part, award);
            }
        } else {
            self.add("test:condition");
            self.condition(test);
        }
    }

    fn selector(&mut self, of: &Value) {
        self.keys("selector", of, &["criteria", "sections", "tag"]);
        let level = match of["level"].as_str().unwrap_or("same") {
            known @ ("same" | "up-to" | "every") => known,
            _ => "named",
        };
        self.add(&format!("selector:level:{level}"));
        if let Some(force) = of["force"].as_str() {
            self.add(&format!("selector:force:{force}"));
        }
    }

    fn sections(&mut self, of: &Value) {
        self.keys("test:sections", of, &["among", "at", "without_not_applicable"]);
        let needed = match &of["needed"] {
            Value::String(_) => "all",
            Value::Number(_) => "number",
            _ => "ratio",
        };
        self.add(&format!("test:sections:needed:{needed}"));
        self.add(&format!("test:sections:floor:{}", of["floor"].as_str().unwrap_or("level")));
    }
}
