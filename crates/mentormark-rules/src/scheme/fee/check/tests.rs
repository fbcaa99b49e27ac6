//! What is refused of a fee, and what is not.

use alloc::{
    format,
    string::{String, ToString},
    vec::Vec,
};

use super::{check, sizes};
use crate::{
    Refusal,
    json::{self, Node},
    scheme::{self, Scheme, fee::read},
};

fn scheme(fee: &str) -> Result<Scheme, Vec<Refusal>> {
    let text = format!(
        r#"{{ "id": "s", "edition": "1", "starts_on": "2011-01-04", "source": "s#a",
            "levels": [{{ "id": "bronze", "source": "s#a" }}, {{ "id": "silver", "source": "s#a" }}],
            "scale": [{{ "id": "not-met", "source": "s#a" }}, {{ "id": "met", "source": "s#a" }}],
            "facts": [
                {{ "id": "income", "kind": "amount", "least": 0, "most": 1000000000000, "source": "s#a" }},
                {{ "id": "months", "kind": "count", "least": 1, "most": 12, "source": "s#a" }},
                {{ "id": "started", "kind": "date", "source": "s#a" }}
            ],
            "derived": [{{ "id": "extra", "value": {{ "sum": ["months", 5] }}, "source": "s#a" }}],
            "sections": [{{ "id": "one", "source": "s#a", "criteria_source": "s#a", "criteria": [
                {{ "id": "one.a", "level": "bronze" }}, {{ "id": "one.b", "level": "silver" }}] }}],
            "section_rule": {{ "source": "s#a", "share": {{ "rated": "met", "of": "all", "source": "s#a" }} }},
            "award_rule": {{ "source": "s#a", "sections": {{ "needed": "all", "floor": "none", "source": "s#a" }} }},
            "fee": {{ "source": "s#a", {fee} }} }}"#
    );
    let tree = json::tree(&text).unwrap();
    let faults = json::Reading::default();
    scheme::read(&Node::root(&tree, &faults)).ok_or_else(|| faults.take())
}

fn faults(fee: &str) -> Vec<Refusal> {
    scheme(fee).map_or_else(
        |faults| faults,
        |scheme| {
            let mut faults = Vec::new();
            sizes(&scheme, &mut faults);
            check(&scheme, &mut faults);
            faults
        },
    )
}

fn check_faults(fee: &str, expected: &[(&str, &str)]) {
    let found: Vec<(String, String)> =
        faults(fee).into_iter().map(|fault| (fault.code.to_string(), fault.pointer)).collect();
    let expected: Vec<(String, String)> = expected.iter().map(|(c, p)| ((*c).into(), (*p).into())).collect();
    assert_eq!(found, expected, "{fee}");
}

fn bands(fact: &str, bands: &[&str]) -> String {
    let bands: Vec<String> =
        bands.iter().enumerate().map(|(i, rest)| format!(r#"{{ "id": "b{i}", "source": "s#a", {rest} }}"#)).collect();
    format!(r#""currency": "GBP", {fact} "bands": [{}]"#, bands.join(","))
}

const INCOME: &str = r#""fact": "income","#;
const MONTHS: &str = r#""fact": "months","#;

#[test]
fn bands_that_miss_or_share_a_value_are_refused_where_both_ends_are_written() {
    let between = |to: i64| {
        let first = format!(r#""from": 0, "to": {to}, "net": 1"#);
        bands(INCOME, &[&first, r#""from": 75100001, "net": 2"#])
    };
    check_faults(&between(75_100_000), &[]);
    check_faults(&between(75_099_999), &[("band-gap", "/fee/bands/0/to")]);
    assert!(faults(&between(75_099_999))[0].message.starts_with("75100000 falls in no band"));
    check_faults(&between(75_100_001), &[("band-overlap", "/fee/bands/0/to")]);
    let backwards = bands(MONTHS, &[r#""from": 1, "net": 1"#, r#""from": 5, "to": 4, "net": 1"#]);
    check_faults(&backwards, &[("band-gap", "/fee/bands/1/to")]);
    assert!(faults(&backwards)[0].message.starts_with("this band ends before it starts, at 5: end it at 12"));
    let last = |to: i64| bands(MONTHS, &[&format!(r#""from": 1, "to": {to}, "net": 1"#)]);
    check_faults(&last(12), &[]);
    check_faults(&last(11), &[("band-gap", "/fee/bands/0/to")]);
}

#[test]
fn an_end_that_was_written_is_no_part_of_the_compiled_form() {
    let with = bands(INCOME, &[r#""from": 0, "to": 9, "net": 1"#, r#""from": 10, "net": 2"#]);
    let without = with.replace(r#""to": 9, "#, "");
    assert_eq!(json::canonical(&scheme(&with).unwrap()), json::canonical(&scheme(&without).unwrap()));
}

#[test]
fn bands_cover_their_fact_in_rising_order() {
    for (fee, expected) in [
        (bands(MONTHS, &[r#""from": 1, "net": 1"#, r#""from": 12, "net": 1"#]), &[][..]),
        (bands(MONTHS, &[r#""net": 1"#, r#""from": 2, "net": 1"#]), &[]),
        (bands(MONTHS, &[r#""from": 0, "net": 1"#]), &[("bands-start-late", "/fee/bands/0/from")]),
        (bands(MONTHS, &[r#""from": 2, "net": 1"#]), &[("bands-start-late", "/fee/bands/0/from")]),
        (bands(MONTHS, &[r#""net": 1"#, r#""from": 1, "net": 1"#]), &[("not-ascending", "/fee/bands/1/from")]),
        (bands(MONTHS, &[r#""net": 1"#, r#""from": 13, "net": 1"#]), &[("band-unreachable", "/fee/bands/1/from")]),
        (bands(MONTHS, &[r#""net": 1"#, r#""net": 1"#]), &[("missing-field", "/fee/bands/1/from")]),
        (bands(MONTHS, &[r#""net": 2"#, r#""from": 2, "net": 1"#]), &[("fee-falls", "/fee/bands/1/net")]),
        (bands(r#""fact": "extra","#, &[r#""from": 0, "net": 1"#, r#""from": 17, "net": 2"#]), &[]),
        (bands(r#""fact": "extra","#, &[r#""from": 7, "net": 1"#]), &[("bands-start-late", "/fee/bands/0/from")]),
        (
            bands(r#""fact": "extra","#, &[r#""net": 1"#, r#""from": 18, "net": 2"#]),
            &[("band-unreachable", "/fee/bands/1/from")],
        ),
        (bands("", &[r#""net": 1"#]), &[]),
        (bands("", &[r#""from": 0, "net": 1"#]), &[("unknown-field", "/fee/bands/0/from")]),
        (bands("", &[r#""net": 1"#, r#""from": 2, "net": 1"#]), &[("missing-field", "/fee/fact")]),
        (bands(r#""fact": "staff","#, &[r#""net": 1"#]), &[("unknown-fact", "/fee/fact")]),
        (bands(r#""fact": "started","#, &[r#""net": 1"#]), &[("wrong-fact-kind", "/fee/fact")]),
    ] {
        check_faults(&fee, expected);
    }
}

#[test]
fn a_fee_by_level_prices_every_level_and_no_higher_one_lower() {
    let nets = |nets: &str| bands("", &[&format!(r#""nets": {{ {nets} }}"#)]);
    check_faults(&nets(r#""bronze": 1, "silver": 1"#), &[]);
    check_faults(&nets(r#""bronze": 1"#), &[("missing-field", "/fee/bands/0/nets/silver")]);
    check_faults(&nets(r#""bronze": 1, "silver": 0"#), &[("level-fee-falls", "/fee/bands/0/nets/silver")]);
    let other = nets(r#""bronze": 1, "silver": 1, "gold": 1"#);
    check_faults(&other, &[("unknown-level", "/fee/bands/0/nets/gold")]);
    check_faults(&nets(r#""Bronze": 1"#), &[("bad-id", "/fee/bands/0/nets/Bronze")]);
    let falls = [r#""nets": { "bronze": 1, "silver": 5 }"#, r#""from": 2, "net": 4"#];
    check_faults(&bands(MONTHS, &falls), &[("fee-falls", "/fee/bands/1/net")]);
    check_faults(&bands("", &[r#""net": 1, "nets": {}"#]), &[("unknown-field", "/fee/bands/0/nets")]);
    check_faults(&bands("", &[r#""to": 0"#]), &[("missing-field", "/fee/bands/0/net")]);
}

#[test]
fn versions_start_in_order_and_the_first_has_always_been_in_force() {
    let versions = |froms: &[&str]| {
        let version = |from: &&str| format!(r#"{{ {from} "bands": [{{ "id": "b", "net": 1, "source": "s#a" }}] }}"#);
        let versions: Vec<String> = froms.iter().map(version).collect();
        format!(r#""currency": "GBP", "versions": [{}]"#, versions.join(","))
    };
    let (may, june) = (r#""from": "2026-05-01","#, r#""from": "2026-06-01","#);
    check_faults(&versions(&["", may, june]), &[]);
    check_faults(&versions(&[may, june]), &[("versions-start-late", "/fee/versions/0/from")]);
    check_faults(&versions(&["", june, june]), &[("not-ascending", "/fee/versions/2/from")]);
    check_faults(&versions(&["", ""]), &[("missing-field", "/fee/versions/1/from")]);
    let beside = format!(r#"{}, {MONTHS} "dated_by": "tax_point""#, versions(&["", may]));
    check_faults(&beside, &[("unknown-field", "/fee/fact")]);
}

#[test]
fn modifiers_change_one_thing_within_limits() {
    let modifier = |rest: &str| {
        format!(r#"{}, "modifiers": [{{ "id": "m", "source": "s#a", {rest} }}]"#, bands("", &[r#""net": 1"#]))
    };
    for (rest, expected) in [
        (r#""percent": -100"#, &[][..]),
        (r#""percent": 1000"#, &[]),
        (r#""percent": -101"#, &[("number-out-of-range", "/fee/modifiers/0/percent")]),
        (r#""percent": 1001"#, &[("number-out-of-range", "/fee/modifiers/0/percent")]),
        (r#""percent": 1"#, &[]),
        (r#""percent": 0"#, &[("number-out-of-range", "/fee/modifiers/0/percent")]),
        (r#""net": -1"#, &[]),
        (r#""net": 0"#, &[("number-out-of-range", "/fee/modifiers/0/net")]),
        (r#""percent": 5, "net": 5"#, &[("unknown-field", "/fee/modifiers/0/net")]),
        (r#""when": { "fact": "months", "at_least": 2 }"#, &[("missing-field", "/fee/modifiers/0")]),
        (r#""ratio": { "fact": "months", "of": 0 }"#, &[("number-out-of-range", "/fee/modifiers/0/ratio/of")]),
        (r#""ratio": { "fact": "started", "of": 1 }"#, &[("wrong-fact-kind", "/fee/modifiers/0/ratio/fact")]),
    ] {
        check_faults(&modifier(rest), expected);
    }
    let many: Vec<String> = (0..17).map(|i| format!(r#"{{ "id": "m{i}", "source": "s#a", "net": 1 }}"#)).collect();
    let many = format!(r#"{}, "modifiers": [{}]"#, bands("", &[r#""net": 1"#]), many.join(","));
    check_faults(&many, &[("too-many-entries", "/fee/modifiers")]);
}

#[test]
fn units_are_of_a_number_that_is_reached() {
    let unit = |rest: &str| format!(r#"{}, "per_unit": {{ "source": "s#a", {rest} }}"#, bands("", &[r#""net": 1"#]));
    let of = |above: i64, part: &str| {
        unit(&format!(r#""fact": "months", "above": {above}, "unit": 1, "net": 5, "part": "{part}""#))
    };
    check_faults(&of(11, "whole"), &[]);
    check_faults(&of(12, "whole"), &[("number-out-of-range", "/fee/per_unit/above")]);
    check_faults(&of(0, "whole"), &[]);
    check_faults(&of(-1, "whole"), &[("number-out-of-range", "/fee/per_unit/above")]);
    check_faults(&of(11, "half"), &[("unknown-choice", "/fee/per_unit/part")]);
    let line = |rest: &str| {
        format!(
            r#"{rest}, "vat": {{ "rounding": "down", "level": "line", "source": "s#a",
                "rates": [{{ "from": "2011-01-04", "basis_points": 2000, "source": "s#a" }}] }}"#
        )
    };
    check_faults(&line(&of(11, "started")), &[]);
    check_faults(&line(&of(11, "exact")), &[("line-vat-inexact", "/fee/vat/level")]);
    let modified = format!(r#"{}, "modifiers": [{{ "id": "m", "source": "s#a", "net": 1 }}]"#, of(11, "whole"));
    check_faults(&line(&modified), &[("line-vat-inexact", "/fee/vat/level")]);
}

#[test]
fn a_rate_is_in_force_from_the_first_day_of_the_edition() {
    let rates = |from: &str| {
        format!(
            r#"{}, "vat": {{ "rounding": "down", "source": "s#a", "rates": [
                {{ "from": "{from}", "basis_points": 1750, "source": "s#a" }},
                {{ "from": "2012-01-01", "basis_points": 2000, "source": "s#a" }}] }}"#,
            bands("", &[r#""net": 1"#])
        )
    };
    check_faults(&rates("2011-01-03"), &[]);
    check_faults(&rates("2011-01-04"), &[]);
    check_faults(&rates("2011-01-05"), &[("versions-start-late", "/fee/vat/rates/0/from")]);
}

#[test]
fn money_and_rates_of_another_unit_are_shown_how_to_be_written() {
    let vat = r#""vat": { "rounding": "down", "source": "s#a",
        "rates": [{ "from": "2011-01-04", "basis_points": 17.5, "source": "s#a" }] }"#;
    let fee = format!(
        r#"{}, "modifiers": [{{ "id": "m", "net": "5", "source": "s#a" }}], {vat}"#,
        bands("", &[r#""net": 14.50"#])
    );
    let said: Vec<String> = faults(&fee).into_iter().map(|fault| fault.message).collect();
    for (said, end) in
        said.iter().zip(["write £1,400.00 as `140_000`", "write £5.00 less as `-500`", "write 20 % as `2_000`"])
    {
        assert!(said.ends_with(end), "{said}");
    }
    assert_eq!(said.len(), 3);
}

#[test]
fn what_stands_side_by_side_is_read_as_well() {
    let vat = bands("", &[r#""net": 1, "nets": { "bronze": "2" }"#]);
    check_faults(&vat, &[("wrong-type", "/fee/bands/0/nets/bronze"), ("unknown-field", "/fee/bands/0/nets")]);
    let modified = r#""modifiers": [{ "id": "m", "source": "s#a", "percent": 5, "ratio": { "of": 0, "fact": 1 } }]"#;
    let modified = format!("{}, {modified}", bands("", &[r#""net": 1"#]));
    check_faults(
        &modified,
        &[
            ("unknown-field", "/fee/modifiers/0/ratio"),
            ("wrong-type", "/fee/modifiers/0/ratio/fact"),
            ("number-out-of-range", "/fee/modifiers/0/ratio/of"),
        ],
    );
}

#[test]
fn a_fee_that_is_not_published_says_no_more() {
    check_faults(r#""status": "not-published""#, &[]);
    let priced = format!(r#""status": "published", {}"#, bands("", &[r#""net": -1"#]));
    check_faults(&priced, &[("unknown-choice", "/fee/status"), ("number-out-of-range", "/fee/bands/0/net")]);
    check_faults(r#""status": "published""#, &[("unknown-choice", "/fee/status")]);
    check_faults(r#""status": "not-published", "currency": "GBP""#, &[("unknown-field", "/fee/currency")]);
}

#[test]
fn the_compiled_form_of_a_fee_reads_back_as_it_was() {
    for fee in [
        bands(MONTHS, &[r#""from": 1, "net": 1"#, r#""from": 5, "nets": { "bronze": 2, "silver": 3 }"#]),
        r#""status": "not-published""#.into(),
        r#""currency": "EUR", "dated_by": "tax_point", "assumes": ["s#b"],
            "versions": [{ "bands": [{ "id": "b", "net": 1, "source": "s#a" }] }, { "from": "2026-05-01", "fact": "months",
                "bands": [{ "id": "b", "net": 2, "source": "s#a" }],
                "per_unit": { "fact": "months", "above": 3, "unit": 2, "net": 7, "part": "exact", "source": "s#a" } }],
            "modifiers": [
                { "id": "x", "percent": -15, "source": "s#a", "when": { "fact": "months", "at_least": 6 } },
                { "id": "y", "net": -5, "source": "s#a", "assumes": ["s#c"] },
                { "id": "z", "ratio": { "fact": "months", "of": 12 }, "source": "s#a" }],
            "vat": { "rounding": "nearest", "quantum": "half-penny", "source": "s#a",
                "rates": [{ "from": "2011-01-04", "basis_points": 2000, "source": "s#a" }] }"#
            .into(),
    ] {
        check_faults(&fee, &[]);
        let fee = scheme(&fee).unwrap().fee.unwrap();
        let text = json::canonical(&fee);
        let tree = json::tree(&text).unwrap();
        let faults = json::Reading::default();
        assert_eq!(read(&Node::root(&tree, &faults)), fee, "{text}");
        assert_eq!(faults.take(), []);
    }
}
