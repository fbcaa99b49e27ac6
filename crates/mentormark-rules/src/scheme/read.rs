//! Reads a scheme from a tree: its shape only. What it says is held together by [`super::check`].

use alloc::vec::Vec;

use super::{
    Applicability, Asks, Check, CheckAsks, Combine, Criterion, Lapsed, Named, NotApplicable, NotApplicableCounts,
    Prerequisite, Programmes, Progression, Rating, Retired, Rule, Scheme, Section, Version, Wait, after_award, facts,
    fee,
    test::{self, Test},
    validity,
};
use crate::{
    Code, Entries, Id, Months,
    json::{Node, Object},
};

/// The fields of a scheme, in the order in which people read them.
pub(super) const FIELDS: [&str; 22] = [
    "id",
    "edition",
    "starts_on",
    "source",
    "retired",
    "below",
    "levels",
    "scale",
    "not_applicable",
    "facts",
    "derived",
    "sections",
    "section_rule",
    "award_rule",
    "eligibility",
    "prerequisites",
    "programmes",
    "progression",
    "validity",
    "fee",
    "after_award",
    "assumptions",
];

/// The scheme in `root`, or `None` where its shape is wrong; every fault is noted on the way.
#[must_use]
pub fn read(root: &Node<'_>) -> Option<Scheme> {
    let scheme = read_on(root);
    (!root.has_faults()).then_some(scheme)
}

/// The same, but with something in place of what could not be read, so that the rest can be looked at all the same.
#[must_use]
pub fn read_on(root: &Node<'_>) -> Scheme {
    let object = root.fields(&FIELDS);
    let sections = each(&object.filled_list("sections"), section);
    let every = sections.iter().all(|section: &Section| section.rule.is_some());
    let section_rule = if every { object.optional("section_rule") } else { object.required("section_rule") };
    let award_rule = object.required("award_rule");
    Scheme {
        id: object.id("id"),
        edition: object.id("edition"),
        starts_on: object.date("starts_on"),
        source: object.anchor("source"),
        retired: object.optional("retired").as_ref().map(retired),
        below: object.optional("below").as_ref().map(named),
        levels: each(&object.filled_list("levels"), named),
        scale: each(&object.filled_list("scale"), rating),
        not_applicable: object.optional("not_applicable").as_ref().map(not_applicable),
        facts: each(&object.optional_list("facts"), facts::read_fact),
        derived: each(&object.optional_list("derived"), facts::read_derived),
        sections,
        section_rule: section_rule.as_ref().map(self::rule),
        award_rule: award_rule.as_ref().map_or_else(no_rule, self::rule),
        eligibility: each(&object.optional_list("eligibility"), check),
        prerequisites: each(&object.optional_list("prerequisites"), prerequisite),
        programmes: object.optional("programmes").as_ref().map(programmes),
        progression: object.optional("progression").as_ref().map(progression),
        validity: object.optional("validity").as_ref().map(validity::read),
        fee: object.optional("fee").as_ref().map(fee::read),
        after_award: object.optional("after_award").as_ref().map(after_award::read),
        assumptions: anchors(&object, "assumptions"),
    }
}

pub(super) fn each<T>(entries: &[Node<'_>], read: fn(&Node<'_>) -> T) -> Vec<T> {
    entries.iter().map(read).collect()
}

pub(super) fn anchors(object: &Object<'_>, key: &str) -> Vec<Id> {
    each(&object.optional_list(key), |node| node.anchor().unwrap_or_default())
}

/// A flag that is `false` where left out.
fn flag(object: &Object<'_>, key: &str) -> bool {
    object.optional(key).and_then(|node| node.flag()).unwrap_or_default()
}

/// A multiplier that is 1 where left out.
fn weight(object: &Object<'_>) -> u32 {
    object.optional("weight").and_then(|node| node.whole(1, 1_000)).unwrap_or(1)
}

fn condition(object: &Object<'_>, key: &str) -> Option<Test> {
    object.optional(key).as_ref().map(test::read)
}

fn named(node: &Node<'_>) -> Named {
    let object = node.fields(&["id", "source"]);
    Named { id: object.id("id"), source: object.anchor("source") }
}

fn retired(node: &Node<'_>) -> Retired {
    let object = node.fields(&["from", "source"]);
    Retired { from: object.date("from"), source: object.anchor("source") }
}

fn rating(node: &Node<'_>) -> Rating {
    let object = node.fields(&["id", "points", "source"]);
    let points = object.optional("points").and_then(|node| node.whole(0, 1_000));
    Rating { id: object.id("id"), points, source: object.anchor("source") }
}

fn not_applicable(node: &Node<'_>) -> NotApplicable {
    let object = node.fields(&["counts", "source"]);
    let counts = object.choice(
        "counts",
        ("left-out", NotApplicableCounts::LeftOut),
        &[("as-highest", NotApplicableCounts::AsHighest)],
    );
    NotApplicable { counts, source: object.anchor("source") }
}

fn section(node: &Node<'_>) -> Section {
    let object =
        node.fields(&["id", "source", "criteria_source", "weight", "applies_when", "inherits", "rule", "criteria"]);
    Section {
        id: object.id("id"),
        source: object.anchor("source"),
        criteria_source: object.anchor("criteria_source"),
        weight: weight(&object),
        applies_when: condition(&object, "applies_when"),
        inherits: test::ids(&object.optional_list("inherits")),
        rule: object.optional("rule").as_ref().map(rule),
        criteria: each(&object.filled_list("criteria"), criterion),
    }
}

fn criterion(node: &Node<'_>) -> Criterion {
    const MAY: [(&str, Applicability); 2] =
        [("allowed", Applicability::Allowed), ("with-reason", Applicability::WithReason)];
    let object = node.fields(&["id", "level", "force", "tags", "weight", "not_applicable", "applies_when"]);
    Criterion {
        id: object.id("id"),
        level: object.optional("level").and_then(|node| node.id()),
        force: object.optional("force").and_then(|node| node.choice(&test::FORCES)).unwrap_or_default(),
        tags: test::ids(&object.optional_list("tags")),
        weight: weight(&object),
        not_applicable: object.optional("not_applicable").and_then(|node| node.choice(&MAY)).unwrap_or_default(),
        applies_when: condition(&object, "applies_when"),
    }
}

fn rule(node: &Node<'_>) -> Rule {
    let object = test::fields(node, &["cumulative", "source", "assumes", "at"]);
    let at = object.optional("at");
    let same = test::read_from(&object);
    if let (Some(at), Some(_)) = (&at, &same) {
        at.refuse(Code::TwoShapes, "a test for every level and one for each stand side by side: keep one");
    }
    if at.is_none() && same.is_none() && node.is_object() {
        node.refuse(
            Code::MissingField,
            "nothing is asked here: add a test, such as `share` of criteria or `sections` for an award, or `at` with one for each level",
        );
    }
    let asks = at.map_or_else(
        || Asks::Same(same.unwrap_or_else(test::nothing)),
        |node| {
            let tests = node.map().unwrap_or_default();
            let tests = tests.iter().map(|(level, node)| ((*level).into(), test::read(node))).collect();
            // No level stands twice: that was noted.
            Asks::At(Entries::of(tests).unwrap_or_default())
        },
    );
    Rule {
        cumulative: flag(&object, "cumulative"),
        source: object.anchor("source"),
        assumes: anchors(&object, "assumes"),
        asks,
    }
}

/// A rule that stands for one that is missing.
fn no_rule() -> Rule {
    Rule { cumulative: false, source: Id::default(), assumes: Vec::new(), asks: Asks::Same(test::nothing()) }
}

fn check(node: &Node<'_>) -> Check {
    let object = test::fields(node, &["id", "source", "assumes", "applies_when", "dated_by", "versions"]);
    let asks = match object.optional("dated_by") {
        Some(dated_by) => {
            if test::read_from(&object).is_some() {
                dated_by.refuse(Code::TwoShapes, "a test beside `versions` has no meaning: put it into a version");
            }
            CheckAsks::Dated {
                dated_by: if dated_by.is("as_of") { "as_of".into() } else { dated_by.id().unwrap_or_default() },
                versions: each(&object.filled_list("versions"), version),
            }
        }
        None => match object.optional("versions") {
            Some(versions) => {
                let message =
                    "`dated_by` is missing: say which date decides between these, `as_of` or a fact that is a date";
                versions.refuse(Code::MissingField, message);
                let _ = test::read_from(&object);
                CheckAsks::Dated {
                    dated_by: "as_of".into(),
                    versions: each(&versions.filled_list().unwrap_or_default(), version),
                }
            }
            None => CheckAsks::Always(required_test(&object, node)),
        },
    };
    Check {
        id: object.id("id"),
        source: object.anchor("source"),
        assumes: anchors(&object, "assumes"),
        applies_when: condition(&object, "applies_when"),
        asks,
    }
}

fn required_test(object: &Object<'_>, node: &Node<'_>) -> Test {
    test::read_from(object).unwrap_or_else(|| {
        if node.is_object() {
            node.refuse(Code::MissingField, "nothing is asked here: add `fact`, `held`, `all` or another condition");
        }
        test::nothing()
    })
}

fn version(node: &Node<'_>) -> Version {
    let object = test::fields(node, &["from", "source"]);
    Version {
        from: object.optional("from").and_then(|node| node.date()),
        source: object.anchor("source"),
        test: test::read_from(&object),
    }
}

fn prerequisite(node: &Node<'_>) -> Prerequisite {
    let object = test::fields(node, &["id", "level", "source", "assumes"]);
    Prerequisite {
        id: object.id("id"),
        level: object.id("level"),
        source: object.anchor("source"),
        assumes: anchors(&object, "assumes"),
        test: required_test(&object, node),
    }
}

fn programmes(node: &Node<'_>) -> Programmes {
    let object = node.fields(&["combine", "source", "assumes"]);
    let combine = object.required("combine").and_then(|node| {
        if node.is_object() {
            let quorum = node.fields(&["quorum"]).whole("quorum", 1, 100);
            u32::try_from(quorum).ok().map(Combine::Quorum)
        } else {
            node.choice(&[("lowest", Combine::Lowest)])
        }
    });
    Programmes {
        combine: combine.unwrap_or(Combine::Lowest),
        source: object.anchor("source"),
        assumes: anchors(&object, "assumes"),
    }
}

fn progression(node: &Node<'_>) -> Progression {
    let object = node.fields(&["entry", "most_steps", "lapsed", "lapsed_source", "source", "assumes", "waits"]);
    let lapsed = object
        .optional("lapsed")
        .and_then(|node| node.choice(&[("allowed", Lapsed::Allowed), ("blocked", Lapsed::Blocked)]));
    let lapsed_source =
        if lapsed.is_some() { object.required("lapsed_source") } else { object.optional("lapsed_source") };
    Progression {
        entry: object.id("entry"),
        most_steps: u8::try_from(object.whole("most_steps", 1, 16)).unwrap_or(1),
        lapsed,
        lapsed_source: lapsed_source.and_then(|node| node.anchor()),
        source: object.anchor("source"),
        assumes: anchors(&object, "assumes"),
        waits: each(&object.required("waits").and_then(|node| node.list()).unwrap_or_default(), wait),
    }
}

fn wait(node: &Node<'_>) -> Wait {
    let object = node.fields(&["at", "months", "source"]);
    Wait { at: object.id("at"), months: months(&object), source: object.anchor("source") }
}

/// The number of calendar months at `months`.
pub(super) fn months(object: &Object<'_>) -> Months {
    u16::try_from(object.whole("months", 0, 1200)).ok().and_then(Months::new).unwrap_or_default()
}
