//! Reads a fee from a tree: its shape only.

use alloc::{format, vec::Vec};

use super::{
    Band, Change, DatedBy, FactRatio, Fee, FeeVersion, Modifier, Net, NotPublished, PartOfUnit, PerUnit, Published,
    Quantum, Rounding, Vat, VatLevel, VatRate, Versions,
};
use crate::{
    BasisPoints, Code, Id, Pence,
    json::{Node, Object},
    scheme::{facts::MOST_WHOLE, read::anchors, test},
};

/// The fields of a version that a fee may have itself.
const VERSION: [&str; 3] = ["fact", "bands", "per_unit"];

/// Reads a fee.
pub(crate) fn read(node: &Node<'_>) -> Fee {
    const REST: [&str; 8] = ["source", "status", "assumes", "currency", "dated_by", "versions", "modifiers", "vat"];
    let keys: Vec<&str> = REST.iter().chain(&VERSION).copied().collect();
    let object = node.fields(&keys);
    let Some(status) = object.optional("status") else {
        return Fee::Published(published(&object));
    };
    let is_priced = || ["currency", "bands", "versions"].iter().any(|key| object.optional(key).is_some());
    if !status.is("not-published") && is_priced() {
        status.refuse(Code::UnknownChoice, "a fee with amounts is published: remove `status`");
        return Fee::Published(published(&object));
    }
    let _ = status.choice(&[("not-published", ())]);
    refuse_each(&object, keys.iter().skip(2), "a fee that is not published says no more");
    Fee::NotPublished(NotPublished { source: object.anchor("source") })
}

/// Notes each of the fields that stands where it may not.
fn refuse_each<'k>(object: &Object<'_>, keys: impl Iterator<Item = &'k &'k str>, why: &str) {
    for key in keys {
        if let Some(node) = object.optional(key) {
            node.refuse(Code::UnknownField, format!("{why}: remove `{key}`"));
        }
    }
}

fn published(object: &Object<'_>) -> Published {
    let versions = match object.optional("versions") {
        Some(node) => {
            refuse_each(object, VERSION.iter(), "each of the `versions` has this for itself");
            let keys: Vec<&str> = VERSION.iter().chain(&["from"]).copied().collect();
            let versions = node.filled_list().unwrap_or_default();
            Versions::Dated(versions.iter().map(|node| version(&node.fields(&keys))).collect())
        }
        None => Versions::Always(version(object)),
    };
    let dated_by = [("as_of", DatedBy::AsOf), ("tax_point", DatedBy::TaxPoint)];
    Published {
        currency: object.choice("currency", ("GBP", "GBP"), &[("EUR", "EUR")]).into(),
        dated_by: optional_choice(object, "dated_by", &dated_by),
        source: object.anchor("source"),
        assumes: anchors(object, "assumes"),
        versions,
        modifiers: object.optional_list("modifiers").iter().map(modifier).collect(),
        vat: object.optional("vat").as_ref().map(vat),
    }
}

/// One of a few texts that may be left out.
fn optional_choice<T: Copy + Default>(object: &Object<'_>, key: &str, choices: &[(&str, T)]) -> T {
    object.optional(key).and_then(|node| node.choice(choices)).unwrap_or_default()
}

/// A whole number that may be left out.
fn optional_whole(object: &Object<'_>, key: &str) -> Option<i64> {
    object.optional(key).and_then(|node| node.whole(-MOST_WHOLE, MOST_WHOLE))
}

fn version(object: &Object<'_>) -> FeeVersion {
    FeeVersion {
        from: object.optional("from").and_then(|node| node.date()),
        fact: object.optional("fact").and_then(|node| node.id()),
        bands: object.filled_list("bands").iter().map(band).collect(),
        per_unit: object.optional("per_unit").as_ref().map(per_unit),
    }
}

fn band(node: &Node<'_>) -> Band {
    let object = node.fields(&["id", "from", "to", "net", "nets", "source"]);
    let by_level = object.optional("nets").map(|node| {
        let nets = node.map().unwrap_or_default().into_iter();
        (node, nets.map(|(level, net)| (level_of(level, &net), pence(Some(&net)))).collect())
    });
    let net = match (object.optional("net"), by_level) {
        (None, Some((_, nets))) => Net::ByLevel(nets),
        (net, nets) => {
            if let Some((nets, _)) = nets {
                nets.refuse(Code::UnknownField, "`net` and `nets` stand side by side: keep one");
            }
            Net::Same(pence(net.or_else(|| object.required("net")).as_ref()))
        }
    };
    Band {
        id: object.id("id"),
        from: optional_whole(&object, "from"),
        to: optional_whole(&object, "to"),
        net,
        source: object.anchor("source"),
    }
}

fn level_of(key: &str, node: &Node<'_>) -> Id {
    if !Id::is_well_formed(key) {
        node.refuse(Code::BadId, format!("`{key}` is no level: name one of those under `levels`"));
    }
    key.into()
}

fn pence(node: Option<&Node<'_>>) -> Pence {
    let most = i64::try_from(Pence::MOST).unwrap_or(i64::MAX);
    node.and_then(|node| Pence::new(node.whole_of("pence", "write £1,400.00 as `140_000`", 0, most)?))
        .unwrap_or_default()
}

fn per_unit(node: &Node<'_>) -> PerUnit {
    let object = node.fields(&["fact", "above", "unit", "net", "part", "source", "assumes"]);
    let others = [("started", PartOfUnit::Started), ("exact", PartOfUnit::Exact)];
    PerUnit {
        fact: object.id("fact"),
        above: object.whole("above", -MOST_WHOLE, MOST_WHOLE),
        unit: object.whole("unit", 1, MOST_WHOLE),
        net: pence(object.required("net").as_ref()),
        part: object.choice("part", ("whole", PartOfUnit::Whole), &others),
        source: object.anchor("source"),
        assumes: anchors(&object, "assumes"),
    }
}

fn modifier(node: &Node<'_>) -> Modifier {
    const CHANGES: [&str; 3] = ["percent", "net", "ratio"];
    let object = node.fields(&["id", "source", "assumes", "when", "percent", "net", "ratio"]);
    let mut changes = CHANGES.iter().filter_map(|&key| Some((key, object.optional(key)?)));
    let first = changes.next().map(|(key, node)| change(key, &node));
    if first.is_none() && node.is_object() {
        node.refuse(Code::MissingField, "nothing is changed here: add `percent`, `net` or `ratio`");
    }
    for (key, node) in changes {
        node.refuse(Code::UnknownField, format!("a modifier changes one thing: remove `{key}`, or add a modifier"));
        let _ = change(key, &node);
    }
    Modifier {
        id: object.id("id"),
        source: object.anchor("source"),
        assumes: anchors(&object, "assumes"),
        when: object.optional("when").as_ref().map(test::read),
        change: first.unwrap_or(Change::Net(0)),
    }
}

fn change(key: &str, node: &Node<'_>) -> Change {
    match key {
        "percent" => Change::Percent(node.whole(-100, 1_000).unwrap_or_default()),
        "net" => {
            let net = node.whole_of("pence", "write £5.00 less as `-500`", -MOST_WHOLE, MOST_WHOLE);
            Change::Net(net.unwrap_or_default())
        }
        _ => {
            let object = node.fields(&["fact", "of"]);
            Change::Ratio(FactRatio { fact: object.id("fact"), of: object.whole("of", 1, MOST_WHOLE) })
        }
    }
}

fn vat(node: &Node<'_>) -> Vat {
    let object = node.fields(&["rates", "rounding", "level", "quantum", "source", "assumes"]);
    let levels = [("invoice", VatLevel::Invoice), ("line", VatLevel::Line)];
    Vat {
        rates: object.filled_list("rates").iter().map(vat_rate).collect(),
        rounding: object.choice("rounding", ("down", Rounding::Down), &[("nearest", Rounding::Nearest)]),
        level: optional_choice(&object, "level", &levels),
        quantum: optional_choice(&object, "quantum", &Quantum::NAMES),
        source: object.anchor("source"),
        assumes: anchors(&object, "assumes"),
    }
}

fn vat_rate(node: &Node<'_>) -> VatRate {
    let object = node.fields(&["from", "basis_points", "source"]);
    let rate = object.required("basis_points");
    let rate = rate.and_then(|node| node.whole_of("basis points", "write 20 % as `2_000`", 0, 10_000));
    VatRate {
        from: object.date("from"),
        basis_points: rate.and_then(BasisPoints::new).unwrap_or_default(),
        source: object.anchor("source"),
    }
}
