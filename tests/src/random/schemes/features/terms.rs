//! Eligibility, progression, validity and the fee.

use super::{Seen, list};
use serde_json::Value;

impl Seen<'_> {
    pub(super) fn check(&mut self, check: &Value) {
        if let Some(when) = check.get("applies_when") {
            self.add("eligibility:applies_when");
            self.condition(when);
        }
        if let Some(versions) = check.get("versions") {
            let axis = if check["dated_by"] == "as_of" { "as_of" } else { "fact" };
            self.add(&format!("eligibility:versions:{axis}"));
            for version in list(versions) {
                if crate::oracle::general::condition::asks(version) {
                    self.condition(version);
                } else {
                    self.add("eligibility:version:asks-nothing");
                }
            }
        } else {
            self.condition(check);
        }
    }

    pub(super) fn progression(&mut self, scheme: &Value) {
        if let Some(progression) = scheme.get("progression") {
            let lowest = progression["entry"] == scheme["levels"][0]["id"];
            self.add(if lowest { "progression:entry:lowest" } else { "progression:entry:higher" });
            self.add(if progression["most_steps"] == 1 {
                "progression:steps:one"
            } else {
                "progression:steps:several"
            });
            if !list(&progression["waits"]).is_empty() {
                self.add("progression:waits");
            }
            if let Some(lapsed) = progression["lapsed"].as_str() {
                self.add(&format!("progression:lapsed:{lapsed}"));
            }
        }
        self.keys("validity", &scheme["validity"], &["levels", "months"]);
        let renewal = &scheme["validity"]["renewal"];
        let kept =
            ["early_keeps_anniversary", "extension_months", "lighter_renewals", "must_progress", "opens_months_before"];
        self.keys("validity:renewal", renewal, &kept);
        if let Some(late) = renewal["late"].as_str() {
            self.add(&format!("validity:renewal:late:{late}"));
        }
    }

    pub(super) fn fee(&mut self, scheme: &Value) {
        let Some(fee) = scheme.get("fee") else {
            return self.add("fee:none");
        };
        if fee.get("status").is_some() {
            return self.add("fee:not-published");
        }
        if fee.get("versions").is_some() {
            self.add(&format!("fee:versions:{}", fee["dated_by"].as_str().unwrap_or("as_of")));
        }
        for version in list(&fee["versions"]).iter().chain(Some(fee).filter(|fee| fee.get("versions").is_none())) {
            if let Some(fact) = version["fact"].as_str() {
                self.add(if self.derived.contains(&fact) { "fee:bands:derived" } else { "fee:bands:fact" });
            }
            self.number_of("fee:bands", &version["bands"]);
            for band in list(&version["bands"]) {
                self.keys("fee", band, &["net", "nets"]);
            }
            if let Some(part) = version["per_unit"]["part"].as_str() {
                self.add(&format!("fee:per_unit:{part}"));
            }
        }
        for modifier in list(&fee["modifiers"]) {
            self.keys("fee:modifier", modifier, &["net", "percent", "ratio", "when"]);
            if let Some(when) = modifier.get("when") {
                self.condition(when);
            }
        }
        if list(&fee["modifiers"]).len() > 1 {
            self.add("fee:modifier:several");
        }
        if let Some(vat) = fee.get("vat") {
            for (key, default) in [("level", "invoice"), ("quantum", "penny"), ("rounding", "down")] {
                self.add(&format!("fee:vat:{}", vat[key].as_str().unwrap_or(default)));
            }
        }
    }
}
