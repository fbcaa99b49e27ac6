//! Which parts of the language a scheme uses.

mod conditions;
mod rules;
mod terms;

use conditions::names;
use serde_json::Value;
use std::collections::BTreeSet;

/// Every part of the language that is told apart, by its beginning and its ends.
const PARTS: [(&str, &str); 33] = [
    ("after_award", "appeal assessors resit visits void_on_change"),
    ("award_rule", "at cumulative"),
    ("condition", "all any at_least at_most both-ends includes is:option is:yes-no is_one_of less_than more_than"),
    ("condition", "cases not quorum source within"),
    ("condition:end", "as_of date expression fact number"),
    ("condition:held", "elsewhere for_months in_date_months own within_days"),
    ("condition:of", "as_of derived expression fact"),
    ("criterion", "any-level applies_when force:should force:suggested tags weight"),
    ("criterion:not_applicable", "allowed with-reason"),
    ("derived", "of-derived of-facts"),
    ("eligibility", "applies_when one several version:asks-nothing versions:as_of versions:fact"),
    ("expression", "as_of date days_between difference greatest least months_between nested plus_months"),
    ("expression", "plus_months:back product ratio round:down round:nearest round:up sum two-facts"),
    ("fact", "amount asked_when choice choices choices:one-option count date date:unlimited duration"),
    ("fact", "duration:negative yes-no"),
    ("fee", "bands:derived bands:fact bands:one bands:several net nets none not-published"),
    ("fee", "versions:as_of versions:tax_point"),
    ("fee:modifier", "net percent ratio several when"),
    ("fee:per_unit", "exact started whole"),
    ("fee:vat", "down half-penny invoice line nearest penny tenth-penny"),
    ("levels", "one three two"),
    ("not_applicable", "as-highest left-out"),
    ("prerequisites", "one several"),
    ("programmes", "lowest quorum"),
    ("progression", "entry:higher entry:lowest lapsed:allowed lapsed:blocked steps:one steps:several waits"),
    ("scale", "points three two"),
    ("scheme", "assumes below retired"),
    ("section", "applies_when inherits rule weight"),
    ("section_rule", "at cumulative"),
    ("selector", "criteria force:must force:should force:suggested level:every level:named level:same level:up-to"),
    ("selector", "sections tag"),
    ("test", TESTS),
    ("validity", VALIDITY),
];

const TESTS: &str = "all any award:none_below award:points award:share condition none_below points:number points:percent \
    quorum sections:among sections:at sections:floor:level sections:floor:none sections:floor:one-below \
    sections:needed:all sections:needed:number sections:needed:ratio sections:without_not_applicable share:all share:any \
    share:at-least-half share:count share:more-than-half share:or_reasoned share:percent table";

const VALIDITY: &str = "levels months renewal:early_keeps_anniversary renewal:extension_months renewal:late:allowed \
    renewal:late:new renewal:lighter_renewals renewal:must_progress renewal:opens_months_before";

/// Every part that [`features`] tells apart.
#[must_use]
pub fn all() -> BTreeSet<String> {
    let parts = PARTS.iter().flat_map(|(part, ends)| ends.split_whitespace().map(move |end| format!("{part}:{end}")));
    parts.collect()
}

/// The parts of the language that the compiled `scheme` uses, such as `test:share:percent`.
#[must_use]
pub fn features(scheme: &Value) -> BTreeSet<String> {
    let derived = list(&scheme["derived"]).iter().filter_map(|derived| derived["id"].as_str()).collect();
    let mut seen = Seen { found: BTreeSet::new(), derived };
    seen.scheme(scheme);
    seen.found
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[][..], Vec::as_slice)
}

/// The parts seen so far.
struct Seen<'a> {
    found: BTreeSet<String>,
    /// The ids of derived facts.
    derived: Vec<&'a str>,
}

impl Seen<'_> {
    fn add(&mut self, feature: &str) {
        self.found.insert(feature.to_owned());
    }

    /// Adds `part:key` for each of `keys` that `of` has.
    fn keys(&mut self, part: &str, of: &Value, keys: &[&str]) {
        for key in keys.iter().filter(|key| of.get(**key).is_some()) {
            self.add(&format!("{part}:{key}"));
        }
    }

    fn scheme(&mut self, scheme: &Value) {
        let number = |list: &Value| ["one", "two", "three"][self::list(list).len().clamp(1, 3) - 1];
        self.add(&format!("levels:{}", number(&scheme["levels"])));
        self.add(&format!("scale:{}", number(&scheme["scale"])));
        if scheme["scale"][0].get("points").is_some() {
            self.add("scale:points");
        }
        self.keys("scheme", scheme, &["below"]);
        if scheme.get("retired").is_some() {
            self.add("scheme:retired");
        }
        if scheme.to_string().contains("\"assumes\"") {
            self.add("scheme:assumes");
        }
        if let Some(counts) = scheme["not_applicable"]["counts"].as_str() {
            self.add(&format!("not_applicable:{counts}"));
        }
        for fact in list(&scheme["facts"]) {
            self.fact(fact);
        }
        for derived in list(&scheme["derived"]) {
            let names = names(&derived["value"]);
            let of_derived = names.iter().any(|name| self.derived.contains(name));
            self.add(if of_derived { "derived:of-derived" } else { "derived:of-facts" });
            self.expression(&derived["value"]);
        }
        for section in list(&scheme["sections"]) {
            self.section(section);
        }
        self.rule("section_rule", &scheme["section_rule"], false);
        self.rule("award_rule", &scheme["award_rule"], true);
        for check in list(&scheme["eligibility"]) {
            self.check(check);
        }
        self.number_of("eligibility", &scheme["eligibility"]);
        for one in list(&scheme["prerequisites"]) {
            self.condition(one);
        }
        self.number_of("prerequisites", &scheme["prerequisites"]);
        if let Some(programmes) = scheme.get("programmes") {
            self.add(if programmes["combine"] == "lowest" { "programmes:lowest" } else { "programmes:quorum" });
        }
        self.progression(scheme);
        self.fee(scheme);
        self.keys("after_award", &scheme["after_award"], &["appeal", "assessors", "resit", "visits", "void_on_change"]);
    }

    fn number_of(&mut self, part: &str, of: &Value) {
        match list(of).len() {
            0 => {}
            1 => self.add(&format!("{part}:one")),
            _ => self.add(&format!("{part}:several")),
        }
    }

    fn fact(&mut self, fact: &Value) {
        let kind = fact["kind"].as_str().unwrap_or_default();
        self.add(&format!("fact:{kind}"));
        if kind == "date" && fact.get("most").is_none() {
            self.add("fact:date:unlimited");
        }
        if kind == "duration" && fact["least"].as_i64().is_some_and(|least| least < 0) {
            self.add("fact:duration:negative");
        }
        if kind == "choices" && list(&fact["options"]).len() == 1 {
            self.add("fact:choices:one-option");
        }
        if let Some(when) = fact.get("asked_when") {
            self.add("fact:asked_when");
            self.condition(when);
        }
    }

    fn section(&mut self, section: &Value) {
        self.keys("section", section, &["applies_when", "inherits", "rule", "weight"]);
        if let Some(rule) = section.get("rule") {
            self.rule("section_rule", rule, false);
        }
        for part in list(&section["criteria"]).iter().chain([section]) {
            if let Some(when) = part.get("applies_when") {
                self.condition(when);
            }
        }
        for criterion in list(&section["criteria"]) {
            self.keys("criterion", criterion, &["applies_when", "tags", "weight"]);
            if criterion.get("level").is_none() {
                self.add("criterion:any-level");
            }
            for key in ["force", "not_applicable"] {
                if let Some(value) = criterion[key].as_str() {
                    self.add(&format!("criterion:{key}:{value}"));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random;

    #[test]
    fn two_thousand_schemes_use_the_whole_language_and_nothing_else() {
        let mut found = BTreeSet::new();
        for number in 0..2_000 {
            found.extend(features(&crate::random::schemes::scheme(&mut random::case(31, number))));
        }
        let all = all();
        assert_eq!(all.difference(&found).collect::<Vec<_>>(), Vec::<&String>::new(), "never drawn");
        assert_eq!(found.difference(&all).collect::<Vec<_>>(), Vec::<&String>::new(), "not in the list");
    }
}
