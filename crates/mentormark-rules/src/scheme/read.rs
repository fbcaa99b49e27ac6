//! Reads a scheme from a tree: its shape only. What it says is held together by [`super::check`].

use alloc::vec::Vec;

use super::{
    AwardRule, Band, Criterion, Fact, FactKind, Fee, Lapsed, Named, Progression, Rounding, Scheme, Section,
    SectionRule, Validity, Vat, VatRate, Wait,
};
use crate::{
    BasisPoints, Id, Months, Pence,
    json::{Node, Object},
    rule,
};

/// The scheme in `root`, or `None` where its shape is wrong; every fault is noted on the way.
#[must_use]
pub fn read(root: &Node<'_>) -> Option<Scheme> {
    let object = root.fields(&[
        "id",
        "edition",
        "starts_on",
        "source",
        "levels",
        "scale",
        "facts",
        "sections",
        "section_rule",
        "award_rule",
        "progression",
        "validity",
        "fee",
        "assumptions",
    ]);
    let rule = |key| object.required(key);
    let (section_rule, award_rule) = (rule("section_rule"), rule("award_rule"));
    let scheme = Scheme {
        id: object.id("id"),
        edition: object.id("edition"),
        starts_on: object.date("starts_on"),
        source: object.anchor("source"),
        levels: each(&object.filled_list("levels"), named),
        scale: each(&object.filled_list("scale"), named),
        facts: each(&object.optional_list("facts"), fact),
        sections: each(&object.filled_list("sections"), section),
        // Without its rules there is a fault, and so no scheme.
        section_rule: section_rule.as_ref().map(self::section_rule)?,
        award_rule: award_rule.as_ref().map(self::award_rule)?,
        progression: object.optional("progression").as_ref().map(progression),
        validity: object.optional("validity").as_ref().map(validity),
        fee: object.optional("fee").as_ref().map(fee),
        assumptions: anchors(&object, "assumptions"),
    };
    (!root.has_faults()).then_some(scheme)
}

fn each<T>(entries: &[Node<'_>], read: fn(&Node<'_>) -> T) -> Vec<T> {
    entries.iter().map(read).collect()
}

fn anchors(object: &Object<'_>, key: &str) -> Vec<Id> {
    each(&object.optional_list(key), |node| node.anchor().unwrap_or_default())
}

fn months(object: &Object<'_>) -> Months {
    u16::try_from(object.whole("months", 0, 1200)).ok().and_then(Months::new).unwrap_or_default()
}

fn named(node: &Node<'_>) -> Named {
    let object = node.fields(&["id", "source"]);
    Named { id: object.id("id"), source: object.anchor("source") }
}

fn fact(node: &Node<'_>) -> Fact {
    const MOST: i64 = 1_000_000_000_000;
    let object = node.fields(&["id", "kind", "least", "most", "source"]);
    let () = object.choice("kind", ("count", ()), &[]);
    let least = object.whole("least", 0, MOST);
    Fact {
        id: object.id("id"),
        kind: FactKind::Count { least, most: object.whole("most", least, MOST) },
        source: object.anchor("source"),
    }
}

fn section(node: &Node<'_>) -> Section {
    let object = node.fields(&["id", "source", "criteria_source", "criteria"]);
    Section {
        id: object.id("id"),
        source: object.anchor("source"),
        criteria_source: object.anchor("criteria_source"),
        criteria: each(&object.filled_list("criteria"), criterion),
    }
}

fn criterion(node: &Node<'_>) -> Criterion {
    let object = node.fields(&["id", "level"]);
    Criterion { id: object.id("id"), level: object.id("level") }
}

fn section_rule(node: &Node<'_>) -> SectionRule {
    let object = node.fields(&["cumulative", "source", "assumes", "share"]);
    SectionRule {
        cumulative: object.optional("cumulative").and_then(|node| node.flag()).unwrap_or_default(),
        source: object.anchor("source"),
        assumes: anchors(&object, "assumes"),
        share: rule::share::read(&object, "share"),
    }
}

fn award_rule(node: &Node<'_>) -> AwardRule {
    let object = node.fields(&["source", "assumes", "sections"]);
    AwardRule {
        source: object.anchor("source"),
        assumes: anchors(&object, "assumes"),
        sections: rule::sections::read(&object, "sections"),
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

fn validity(node: &Node<'_>) -> Validity {
    let object = node.fields(&["months", "source"]);
    Validity { months: months(&object), source: object.anchor("source") }
}

fn fee(node: &Node<'_>) -> Fee {
    let object = node.fields(&["currency", "fact", "source", "bands", "vat"]);
    Fee {
        currency: object.choice("currency", ("GBP", "GBP"), &[("EUR", "EUR")]).into(),
        fact: object.id("fact"),
        source: object.anchor("source"),
        bands: each(&object.filled_list("bands"), band),
        vat: object.optional("vat").as_ref().map(vat),
    }
}

fn band(node: &Node<'_>) -> Band {
    let object = node.fields(&["id", "from", "net", "source"]);
    let most = i64::try_from(Pence::MOST).unwrap_or(i64::MAX);
    let net = u64::try_from(object.whole("net", 0, most)).ok().and_then(Pence::new).unwrap_or_default();
    Band { id: object.id("id"), from: object.whole("from", 0, i64::MAX), net, source: object.anchor("source") }
}

fn vat(node: &Node<'_>) -> Vat {
    let object = node.fields(&["rates", "rounding", "source", "assumes"]);
    Vat {
        rates: each(&object.filled_list("rates"), vat_rate),
        rounding: object.choice("rounding", ("down", Rounding::Down), &[("nearest", Rounding::Nearest)]),
        source: object.anchor("source"),
        assumes: anchors(&object, "assumes"),
    }
}

fn vat_rate(node: &Node<'_>) -> VatRate {
    let object = node.fields(&["from", "basis_points", "source"]);
    let rate = u16::try_from(object.whole("basis_points", 0, 10_000)).ok().and_then(BasisPoints::new);
    VatRate { from: object.date("from"), basis_points: rate.unwrap_or_default(), source: object.anchor("source") }
}
