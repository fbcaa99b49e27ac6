//! What a scheme says of how long an award lasts, and how it is renewed.

use crate::packed::packed;
use alloc::{collections::BTreeSet, format, string::String, vec::Vec};

use serde::Serialize;

use super::{Scheme, is_false, read::anchors, test::ids};
use crate::{
    Code, Id, Months, Refusal,
    json::{Node, Object},
};

/// How long an award lasts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Validity {
    /// Calendar months from the day of the award.
    pub months: Months,
    /// Its anchor.
    pub source: Id,
    /// The anchors of the assumptions in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub assumes: Vec<Id>,
    /// Levels that last for another time.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<LevelTerm>,
    /// How an award is renewed; nothing is said where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub renewal: Option<Renewal>,
}

packed!(struct Validity { months, source, assumes, levels, renewal });

/// How long an award of one level lasts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LevelTerm {
    /// The level.
    pub level: Id,
    /// Calendar months from the day of the award.
    pub months: Months,
    /// Its anchor.
    pub source: Id,
}

packed!(struct LevelTerm { level, months, source });

/// How an award is renewed. What is late, extended or lighter is for people; it changes no level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Renewal {
    /// How many calendar months before the day on which the award ends it may be renewed; there is no such day where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opens_months_before: Option<Months>,
    /// Whether an award renewed early starts when the one held ends.
    #[serde(skip_serializing_if = "is_false")]
    pub early_keeps_anniversary: bool,
    /// What renewing after the last valid day is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub late: Option<Late>,
    /// For how many calendar months an award may be extended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extension_months: Option<Months>,
    /// How many lighter renewals there are before a full one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lighter_renewals: Option<u32>,
    /// The levels that one who holds them must rise from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub must_progress: Vec<Id>,
    /// Its anchor.
    pub source: Id,
    /// The anchors of the assumptions in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub assumes: Vec<Id>,
}

packed!(struct Renewal { opens_months_before, early_keeps_anniversary, late, extension_months, lighter_renewals, must_progress, source, assumes });

/// What renewing after the last valid day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Late {
    /// A new application.
    New,
    /// A renewal all the same.
    Allowed,
}

packed!(enum Late { 0 => New, 1 => Allowed });

impl Validity {
    /// How long an award of a level lasts.
    #[must_use]
    pub fn months_at(&self, level: &str) -> Months {
        self.levels.iter().find(|term| term.level == *level).map_or(self.months, |term| term.months)
    }
}

/// Reads how long an award lasts.
pub(crate) fn read(node: &Node<'_>) -> Validity {
    let object = node.fields(&["months", "source", "assumes", "levels", "renewal"]);
    let term = |node: &Node<'_>| {
        let object = node.fields(&["level", "months", "source"]);
        LevelTerm { level: object.id("level"), months: lasting(&object), source: object.anchor("source") }
    };
    Validity {
        months: lasting(&object),
        source: object.anchor("source"),
        assumes: anchors(&object, "assumes"),
        levels: object.optional_list("levels").iter().map(term).collect(),
        renewal: object.optional("renewal").as_ref().map(renewal),
    }
}

/// For how long an award lasts, which is some time.
fn lasting(object: &Object<'_>) -> Months {
    u16::try_from(object.whole("months", 1, 1_200)).ok().and_then(Months::new).unwrap_or_default()
}

fn renewal(node: &Node<'_>) -> Renewal {
    let object = node.fields(&[
        "opens_months_before",
        "early_keeps_anniversary",
        "late",
        "extension_months",
        "lighter_renewals",
        "must_progress",
        "source",
        "assumes",
    ]);
    let months = |key| object.optional(key).and_then(|node| Months::new(node.whole(1, 1_200)?));
    let late = [("new", Late::New), ("allowed", Late::Allowed)];
    Renewal {
        opens_months_before: months("opens_months_before"),
        early_keeps_anniversary: object
            .optional("early_keeps_anniversary")
            .and_then(|node| node.flag())
            .unwrap_or_default(),
        late: object.optional("late").and_then(|node| node.choice(&late)),
        extension_months: months("extension_months"),
        lighter_renewals: object.optional("lighter_renewals").and_then(|node| node.whole(1, 1_000)),
        must_progress: ids(&object.optional_list("must_progress")),
        source: object.anchor("source"),
        assumes: anchors(&object, "assumes"),
    }
}

/// Notes what is wrong with the terms and the renewal.
pub(crate) fn check(scheme: &Scheme, faults: &mut Vec<Refusal>) {
    let Some(validity) = &scheme.validity else { return };
    let terms =
        validity.levels.iter().enumerate().map(|(i, term)| (format!("/validity/levels/{i}/level"), &term.level));
    levels_exist_once(scheme, terms, faults);
    let Some(renewal) = &validity.renewal else { return };
    let levels = renewal.must_progress.iter().enumerate();
    let levels = levels.map(|(i, level)| (format!("/validity/renewal/must_progress/{i}"), level));
    levels_exist_once(scheme, levels, faults);
    for (i, level) in renewal.must_progress.iter().enumerate() {
        if scheme.levels.last().is_some_and(|top| top.id == *level) {
            let message = format!("`{level}` is the top level, from which nobody rises: remove it");
            faults.push(Refusal::new(Code::RiseImpossible, format!("/validity/renewal/must_progress/{i}"), message));
        }
    }
    let pointer = "/validity/renewal/opens_months_before";
    let shortest = scheme.levels.iter().map(|level| validity.months_at(&level.id)).min();
    match (renewal.opens_months_before, shortest) {
        (Some(opens), Some(shortest)) if opens > shortest => {
            let message = format!(
                "{} months before the end is before the award, which lasts {}: open later",
                opens.get(),
                shortest.get()
            );
            faults.push(Refusal::new(Code::NumberOutOfRange, pointer, message));
        }
        (None, _) if renewal.early_keeps_anniversary => {
            let message = "`opens_months_before` is missing: say from when on a renewal is early";
            faults.push(Refusal::new(Code::MissingField, pointer, message));
        }
        _ => {}
    }
}

fn levels_exist_once<'s>(scheme: &Scheme, levels: impl Iterator<Item = (String, &'s Id)>, faults: &mut Vec<Refusal>) {
    let mut seen = BTreeSet::new();
    for (pointer, level) in levels {
        if scheme.level_index(level).is_none() {
            let message = format!("there is no level `{level}`: name one of those under `levels`");
            let refusal = Refusal::new(Code::UnknownLevel, pointer, message);
            faults.push(refusal.suggesting(level, scheme.levels.iter().map(|level| &*level.id)));
        } else if !seen.insert(level) {
            let message = format!("`{level}` stands here twice: keep one");
            faults.push(Refusal::new(Code::DuplicateId, pointer, message));
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;
    use crate::{json, scheme};

    /// A scheme of two levels that says this of validity and of what follows the award.
    fn scheme(rest: &str) -> Result<Scheme, Vec<Refusal>> {
        let text = format!(
            r#"{{ "id": "s", "edition": "1", "starts_on": "2000-01-01", "source": "s#a",
                "levels": [{{ "id": "bronze", "source": "s#a" }}, {{ "id": "silver", "source": "s#a" }}],
                "scale": [{{ "id": "not-met", "source": "s#a" }}, {{ "id": "met", "source": "s#a" }}],
                "sections": [{{ "id": "one", "source": "s#a", "criteria_source": "s#a", "criteria": [
                    {{ "id": "one.a", "level": "bronze" }}, {{ "id": "one.b", "level": "silver" }}] }}],
                "section_rule": {{ "source": "s#a", "share": {{ "rated": "met", "of": "all", "source": "s#a" }} }},
                "award_rule": {{ "source": "s#a", "sections": {{ "needed": "all", "floor": "none", "source": "s#a" }} }},
                {rest} }}"#
        );
        let tree = json::tree(&text).unwrap();
        let faults = json::Reading::default();
        scheme::read(&Node::root(&tree, &faults)).ok_or_else(|| faults.take())
    }

    fn check(rest: &str, expected: &[(&str, &str)]) {
        let faults = scheme(rest).map_or_else(|faults| faults, |scheme| scheme::check::check(&scheme));
        let found: Vec<(String, String)> =
            faults.into_iter().map(|fault| (fault.code.to_string(), fault.pointer)).collect();
        let expected: Vec<(String, String)> = expected.iter().map(|(c, p)| ((*c).into(), (*p).into())).collect();
        assert_eq!(found, expected, "{rest}");
    }

    fn validity(rest: &str) -> String {
        format!(r#""validity": {{ "months": 12, "source": "s#a" {rest} }}"#)
    }

    fn renewal(rest: &str) -> String {
        validity(&format!(r#", "renewal": {{ "source": "s#a" {rest} }}"#))
    }

    #[test]
    fn terms_are_of_levels_that_exist_each_once() {
        let levels = |levels: &[&str]| {
            let terms: Vec<String> =
                levels.iter().map(|id| format!(r#"{{ "level": "{id}", "months": 36, "source": "s#a" }}"#)).collect();
            validity(&format!(r#", "levels": [{}]"#, terms.join(",")))
        };
        check(&levels(&["silver"]), &[]);
        let validity = scheme(&levels(&["silver"])).unwrap().validity.unwrap();
        assert_eq!(["bronze", "silver"].map(|level| validity.months_at(level).get()), [12, 36]);
        check(&levels(&["gold"]), &[("unknown-level", "/validity/levels/0/level")]);
        check(&levels(&["silver", "silver"]), &[("duplicate-id", "/validity/levels/1/level")]);
    }

    #[test]
    fn a_renewal_opens_within_the_term_and_is_early_only_from_then_on() {
        check(&renewal(""), &[]);
        check(&renewal(r#", "opens_months_before": 12, "early_keeps_anniversary": true"#), &[]);
        let opens = "/validity/renewal/opens_months_before";
        check(&renewal(r#", "opens_months_before": 13"#), &[("number-out-of-range", opens)]);
        check(&renewal(r#", "early_keeps_anniversary": true"#), &[("missing-field", opens)]);
        check(&renewal(r#", "must_progress": ["bronze"]"#), &[]);
        check(&renewal(r#", "must_progress": ["gold"]"#), &[("unknown-level", "/validity/renewal/must_progress/0")]);
        check(&renewal(r#", "late": "soon""#), &[("unknown-choice", "/validity/renewal/late")]);
    }

    #[test]
    fn what_is_said_of_time_is_some_time() {
        let out_of_range = |rest: &str, at: &str| check(rest, &[("number-out-of-range", at)]);
        out_of_range(r#""validity": { "months": 0, "source": "s#a" }"#, "/validity/months");
        let level = r#", "levels": [{ "level": "silver", "months": 0, "source": "s#a" }]"#;
        out_of_range(&validity(level), "/validity/levels/0/months");
        for key in ["opens_months_before", "extension_months", "lighter_renewals"] {
            let at = format!("/validity/renewal/{key}");
            out_of_range(&renewal(&format!(r#", "{key}": 0"#)), &at);
            check(&renewal(&format!(r#", "{key}": 1"#)), &[]);
        }
    }

    #[test]
    fn nobody_must_rise_from_the_top() {
        let top = "/validity/renewal/must_progress/1";
        check(&renewal(r#", "must_progress": ["bronze", "silver"]"#), &[("rise-impossible", top)]);
    }

    #[test]
    fn an_award_that_then_counts_for_nothing_lasts_for_longer_than_the_wait() {
        let with = |lapsed: &str, wait: u16| {
            let term = r#", "levels": [{ "level": "silver", "months": 24, "source": "s#a" }]"#;
            format!(
                r#"{}, "progression": {{ "entry": "bronze", "most_steps": 1, {lapsed} "source": "s#a",
                    "waits": [{{ "at": "bronze", "months": {wait}, "source": "s#a" }}] }}"#,
                validity(term)
            )
        };
        let blocked = r#""lapsed": "blocked", "lapsed_source": "s#a","#;
        // Where the entry level is the top, nobody need rise.
        check(&with(blocked, 12).replace(r#""entry": "bronze""#, r#""entry": "silver""#), &[]);
        let months = "/progression/waits/0/months";
        check(&with(blocked, 11), &[]);
        check(&with(blocked, 12), &[("wait-outlasts-term", months)]);
        check(&with(blocked, 24), &[("wait-outlasts-term", months)]);
        check(&with(r#""lapsed": "allowed", "lapsed_source": "s#a","#, 24), &[]);
        check(&with("", 24), &[]);
    }

    #[test]
    fn what_is_said_of_validity_and_after_the_award_reads_back_as_it_was() {
        let full = renewal(
            r#", "opens_months_before": 3, "early_keeps_anniversary": true, "late": "new", "extension_months": 6,
                "lighter_renewals": 2, "must_progress": ["bronze"], "assumes": ["s#b"]"#,
        );
        let after = r#""after_award": {
            "appeal": { "allowed": false, "source": "s#a" },
            "resit": { "allowed": true, "within_months": 12, "attempts": 2, "highest_level": "bronze", "source": "s#a" },
            "assessors": { "number": 2, "agreement": "senior-decides", "source": "s#a" },
            "visits": { "every_months": 24, "source": "s#a" },
            "void_on_change": { "source": "s#a" } }"#;
        let both = format!("{full}, {after}");
        check(&both, &[]);
        let read = scheme(&both).unwrap();
        let text = json::canonical(&read);
        let tree = json::tree(&text).unwrap();
        assert_eq!(scheme::read(&Node::root(&tree, &json::Reading::default())).unwrap(), read);
        let other = after.replace("bronze", "gold");
        check(&other, &[("unknown-level", "/after_award/resit/highest_level")]);
    }

    #[test]
    fn an_appeal_or_a_resit_that_there_is_not_has_no_terms() {
        let after = |appeal: &str, resit: &str| {
            format!(
                r#""after_award": {{ "appeal": {{ "allowed": false, "source": "s#a" {appeal} }},
                    "resit": {{ "allowed": false, "source": "s#a" {resit} }} }}"#
            )
        };
        check(&after("", ""), &[]);
        check(&after(r#", "working_days": 10"#, ""), &[("unknown-field", "/after_award/appeal/working_days")]);
        for (key, value) in [("within_months", "12"), ("attempts", "2"), ("highest_level", "\"bronze\"")] {
            let pointer = format!("/after_award/resit/{key}");
            check(&after("", &format!(r#", "{key}": {value}"#)), &[("unknown-field", &*pointer)]);
        }
    }
}
