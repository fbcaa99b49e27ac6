//! Fees on both sides of each band, with units, modifiers and VAT.

use alloc::{format, string::String, vec::Vec};

use super::*;
use crate::{Plan, Reason, Refusals, json, outcome::Fee};

pub(in crate::fee) const VAT: &str = r#""vat": { "source": "s#a", "rounding": "down", "rates": [
    { "from": "2010-01-01", "basis_points": 1750, "source": "s#a" },
    { "from": "2011-01-04", "basis_points": 2000, "source": "s#a" }] }"#;

/// A scheme of two levels with one criterion each.
pub(in crate::fee) fn scheme(facts: &str, derived: &str, fee: &str) -> String {
    let criterion = |level| format!(r#"{{ "id": "one.{level}", "level": "{level}" }}"#);
    format!(
        r#"{{ "id": "s", "edition": "1", "starts_on": "2010-01-01", "source": "s#a",
            "levels": [{{ "id": "bronze", "source": "s#a" }}, {{ "id": "silver", "source": "s#a" }}],
            "scale": [{{ "id": "not-met", "source": "s#a" }}, {{ "id": "met", "source": "s#a" }}],
            "facts": [{facts}], "derived": [{derived}],
            "sections": [{{ "id": "one", "source": "s#a", "criteria_source": "s#a", "criteria": [{}, {}] }}],
            "section_rule": {{ "cumulative": true, "source": "s#a",
                "share": {{ "rated": "met", "of": "all", "source": "s#a" }} }},
            "award_rule": {{ "source": "s#a", "sections": {{ "needed": "all", "floor": "none", "source": "s#a" }} }},
            "fee": {{ "source": "s#a", {fee} }} }}"#,
        criterion("bronze"),
        criterion("silver"),
    )
}

fn plan(fee: &str) -> Result<Plan, Refusals> {
    let number = |id, kind, most: i64| {
        format!(r#"{{ "id": "{id}", "kind": "{kind}", "least": 0, "most": {most}, "source": "s#a" }}"#)
    };
    let derived = [
        ("staff", r#"{ "id": "staff", "value": { "sum": ["site-a", "site-b"] }, "source": "s#a" }"#),
        ("years", r#"{ "id": "years", "value": { "ratio": ["months", 12] }, "source": "s#a" }"#),
    ];
    let facts = [
        ("employees", number("employees", "count", 1_000_000)),
        ("months", number("months", "count", 12)),
        ("site-a", number("site-a", "count", 10)),
        ("site-b", number("site-b", "count", 1_000)),
        ("charity", r#"{ "id": "charity", "kind": "yes-no", "source": "s#a" }"#.into()),
        ("member", r#"{ "id": "member", "kind": "yes-no", "source": "s#a" }"#.into()),
    ];
    // A scheme may not have facts that nothing looks at.
    let derived: Vec<&str> = derived.iter().filter(|(id, _)| fee.contains(id)).map(|&(_, text)| text).collect();
    let derived = derived.join(",");
    let is_used = |id: &str| fee.contains(&format!("\"{id}\"")) || derived.contains(&format!("\"{id}\""));
    let facts: Vec<&str> = facts.iter().filter(|(id, _)| is_used(id)).map(|(_, text)| &**text).collect();
    Plan::from_json(&scheme(&facts.join(","), &derived, fee))
}

pub(in crate::fee) fn outcome(fee: &str, facts: &str, rest: &str) -> crate::Outcome {
    let day = if rest.contains("as_of") { "" } else { r#""as_of": "2026-11-21","# };
    let ratings = if rest.contains("ratings") { "" } else { r#""ratings": {},"# };
    let text = format!(r#"{{ "scheme": "s", {day} {ratings} "facts": {{ {facts} }} {rest} }}"#);
    plan(fee).unwrap().assess(&json::assessment(&text).unwrap()).unwrap()
}

/// The fee in short: `band net+vat`, or what it needs.
fn told(fee: &str, facts: &str, rest: &str) -> String {
    match outcome(fee, facts, rest).fee {
        Fee::Known(known) => {
            assert_eq!(known.gross, known.net.plus(known.vat));
            format!("{} {}+{}", known.band, known.net.get(), known.vat.get())
        }
        Fee::Unknown { needs } => format!("needs {}", needs.iter().map(|id| &**id).collect::<Vec<_>>().join(" ")),
        Fee::NotPublished => "not published".into(),
        Fee::None => "none".into(),
    }
}

fn gbp(rest: &str) -> String {
    format!(r#""currency": "GBP", {rest}"#)
}

fn band(id: &str, rest: &str) -> String {
    format!(r#"{{ "id": "{id}", "source": "s#a", {rest} }}"#)
}

pub(in crate::fee) fn flat(net: u64) -> String {
    gbp(&format!(r#""bands": [{}]"#, band("flat", &format!(r#""net": {net}"#))))
}

fn by_employees() -> String {
    let bands = [band("small", r#""from": 0, "net": 80000"#), band("large", r#""from": 250, "net": 140000"#)];
    gbp(&format!(r#""fact": "employees", "bands": [{}]"#, bands.join(",")))
}

fn modified(net: u64, modifiers: &[&str]) -> String {
    let modifiers: Vec<String> = modifiers
        .iter()
        .enumerate()
        .map(|(i, rest)| format!(r#"{{ "id": "m{i}", "source": "s#a", {rest} }}"#))
        .collect();
    format!(r#"{}, "modifiers": [{}]"#, flat(net), modifiers.join(","))
}

pub(in crate::fee) fn by_unit(net: u64, unit: &str) -> String {
    format!(r#"{}, "per_unit": {{ "fact": "employees", "source": "s#a", {unit} }}"#, flat(net))
}

fn employees(count: i64) -> String {
    format!(r#""employees": {count}"#)
}

#[test]
fn a_band_starts_where_it_says_and_ends_where_the_next_starts() {
    let fee = format!("{}, {VAT}", by_employees());
    for (count, expected) in [
        (0, "small 80000+16000"),
        (249, "small 80000+16000"),
        (250, "large 140000+28000"),
        (1_000_000, "large 140000+28000"),
    ] {
        assert_eq!(told(&fee, &employees(count), ""), expected, "{count}");
    }
    assert_eq!(told(&fee, "", ""), "needs employees");
    assert_eq!(told(&flat(500), "", ""), "flat 500+0");
}

#[test]
fn the_vat_rate_is_the_one_in_force_on_the_tax_point() {
    let fee = format!("{}, {VAT}", by_employees());
    let on = |day: &str| told(&fee, &employees(249), &format!(r#", "tax_point": "{day}""#));
    assert_eq!(on("2011-01-03"), "small 80000+14000");
    assert_eq!(on("2011-01-04"), "small 80000+16000");
    let plan = plan(&fee).unwrap();
    let covers = |day: &str| plan.tariff().unwrap().covers(day.parse().unwrap());
    assert!(covers("2010-01-01") && !covers("2009-12-31"));
}

#[test]
fn a_tax_point_before_the_edition_has_the_rate_of_its_day_or_is_refused() {
    let since_1991 = r#""rates": [{ "from": "1991-04-01", "basis_points": 1500, "source": "s#a" },"#;
    let longer = format!("{}, {}", by_employees(), VAT.replace(r#""rates": ["#, since_1991));
    let on = |day: &str| told(&longer, &employees(249), &format!(r#", "tax_point": "{day}""#));
    assert_eq!(on("2009-12-31"), "small 80000+12000");
    assert_eq!(on("1991-04-01"), "small 80000+12000");
    for (fee, day) in [(&longer, "1991-03-31"), (&format!("{}, {VAT}", by_employees()), "2009-12-31")] {
        let plan = plan(fee).unwrap();
        let refused = |dates: &str| {
            let text = format!(r#"{{ "scheme": "s", {dates}, "facts": {{ {} }}, "ratings": {{}} }}"#, employees(249));
            let refusals = plan.assess(&json::assessment(&text).unwrap()).unwrap_err().into_vec();
            refusals.into_iter().map(|refusal| (refusal.code.as_str(), refusal.pointer)).collect::<Vec<_>>()
        };
        let tax_point = format!(r#""as_of": "2026-11-21", "tax_point": "{day}""#);
        assert_eq!(refused(&tax_point), [("no-vat-rate-on-date", "/tax_point".into())]);
        assert_eq!(refused(&format!(r#""as_of": "{day}""#)), [("no-vat-rate-on-date", "/as_of".into())]);
    }
}

fn vat(rounding: &str, rest: &str) -> String {
    VAT.replace(r#""down""#, &format!(r#""{rounding}" {rest}"#))
}

#[test]
fn vat_rounds_by_its_mode_once_an_invoice() {
    let told = |rounding| told(&format!("{}, {}", flat(1_234), vat(rounding, "")), "", "");
    assert_eq!(told("down"), "flat 1234+246");
    assert_eq!(told("nearest"), "flat 1234+247");
}

#[test]
fn vat_by_the_line_rounds_each_line_and_then_the_sum() {
    let lines = |net: u64, above: u64, vat: &str| {
        let unit = format!(r#""above": {above}, "unit": 1, "net": 99, "part": "whole""#);
        told(&format!("{}, {vat}", by_unit(net, &unit)), &employees(3), "")
    };
    assert_eq!(lines(0, 0, &vat("down", "")), "flat 297+59");
    for (net, above) in [(0, 0), (99, 1)] {
        let line =
            |quantum: &str, rounding| lines(net, above, &vat(rounding, &format!(r#", "level": "line" {quantum}"#)));
        assert_eq!(line("", "nearest"), "flat 297+60");
        assert_eq!(line("", "down"), "flat 297+57");
        // 19.8 pence a line: 19.5 by halves down, 20 by halves nearest; by tenths exact.
        assert_eq!(line(r#", "quantum": "half-penny""#, "down"), "flat 297+58");
        assert_eq!(line(r#", "quantum": "half-penny""#, "nearest"), "flat 297+60");
        assert_eq!(line(r#", "quantum": "tenth-penny""#, "down"), "flat 297+59");
        assert_eq!(line(r#", "quantum": "tenth-penny""#, "nearest"), "flat 297+59");
    }
}

#[test]
fn modifiers_are_exact_and_in_order_and_the_net_rounds_once() {
    for (net, modifiers, expected) in [
        (333, &[r#""percent": -15"#][..], "flat 283+0"),
        (5, &[r#""percent": -50"#], "flat 3+0"),
        // 1.25; rounded each time it would be 2.
        (5, &[r#""percent": -50"#, r#""percent": -50"#], "flat 1+0"),
        (10_000, &[r#""percent": -10"#, r#""net": -500"#], "flat 8500+0"),
        (10_000, &[r#""net": -500"#, r#""percent": -10"#], "flat 8550+0"),
        (10_000, &[r#""net": -20000"#], "flat 0+0"),
        // Only the end is kept from falling below nought.
        (10_000, &[r#""net": -20000"#, r#""net": 15000"#], "flat 5000+0"),
        (100, &[r#""percent": 1000"#], "flat 1100+0"),
        (100, &[r#""percent": -100"#], "flat 0+0"),
        (10_000, &[r#""ratio": { "fact": "months", "of": 12 }"#], "flat 5833+0"),
        (10_000, &[r#""ratio": { "fact": "years", "of": 1 }"#], "flat 5833+0"),
    ] {
        let fee = modified(net, modifiers);
        let months = if modifiers.iter().any(|it| it.contains("ratio")) { r#""months": 7"# } else { "" };
        assert_eq!(told(&fee, months, ""), expected, "{net} {modifiers:?}");
    }
}

#[test]
fn a_modifier_applies_to_those_it_concerns() {
    let fee = modified(10_000, &[r#""percent": -20, "when": { "fact": "charity", "is": true }"#]);
    assert_eq!(told(&fee, r#""charity": true"#, ""), "flat 8000+0");
    assert_eq!(told(&fee, r#""charity": false"#, ""), "flat 10000+0");
    assert_eq!(told(&fee, "", ""), "needs charity");
    let held = r#""net": -1000, "when": { "held": { "scheme": "other", "levels": ["one"] } }"#;
    let elsewhere = r#", "held_elsewhere": [{ "scheme": "other", "level": "one", "awarded_on": "2020-01-01" }]"#;
    assert_eq!(told(&modified(10_000, &[held]), "", elsewhere), "flat 9000+0");
    assert_eq!(told(&modified(10_000, &[held]), "", ""), "flat 10000+0");
}

#[test]
fn what_makes_no_difference_is_not_needed() {
    let charity = r#""percent": -100, "when": { "fact": "charity", "is": true }"#;
    let member = r#""net": -100, "when": { "fact": "member", "is": true }"#;
    let both = modified(10_000, &[member, charity]);
    assert_eq!(told(&both, "", ""), "needs charity member");
    assert_eq!(told(&both, r#""charity": true"#, ""), "flat 0+0");
    assert_eq!(told(&both, r#""member": true"#, ""), "needs charity");
    let part = r#""ratio": { "fact": "months", "of": 12 }"#;
    assert_eq!(told(&modified(10_000, &[part, charity]), r#""charity": true"#, ""), "flat 0+0");
    assert_eq!(told(&modified(10_000, &[part, charity]), "", ""), "needs months charity");
    assert_eq!(told(&modified(0, &[part, member]), "", ""), "flat 0+0");
}

#[test]
fn what_rounding_swallows_whatever_else_is_so_is_not_needed() {
    // Twelve months come to an eighth of a penny.
    let unit = |net| {
        format!(
            r#""per_unit": {{ "fact": "months", "above": 0, "unit": 100, "net": {net}, "part": "exact", "source": "s#a" }}"#
        )
    };
    let charity =
        r#""modifiers": [{ "id": "m", "source": "s#a", "percent": -20, "when": { "fact": "charity", "is": true } }]"#;
    assert_eq!(told(&format!("{}, {}, {charity}", flat(500), unit(1)), "", ""), "needs charity");
    // Or to a pound and twenty pence.
    assert_eq!(told(&format!("{}, {}, {charity}", flat(500), unit(1_000)), "", ""), "needs months charity");
}

#[test]
fn units_count_above_a_number_whole_started_or_exact() {
    for (count, [whole, started, exact]) in [
        (99, [500, 500, 500]),
        (100, [500, 500, 500]),
        (101, [500, 1_500, 520]),
        (149, [500, 1_500, 1_480]),
        (150, [1_500, 1_500, 1_500]),
        (151, [1_500, 2_500, 1_520]),
    ] {
        for (part, net) in [("whole", whole), ("started", started), ("exact", exact)] {
            let fee = by_unit(500, &format!(r#""above": 100, "unit": 50, "net": 1000, "part": "{part}""#));
            assert_eq!(told(&fee, &employees(count), ""), format!("flat {net}+0"), "{part} of {count}");
            assert_eq!(told(&fee, "", ""), "needs employees");
        }
    }
    // Thirds of a unit come together before anything is rounded.
    let fee = by_unit(0, r#""above": 0, "unit": 3, "net": 1, "part": "exact""#);
    assert_eq!(told(&fee, &employees(4), ""), "flat 1+0");
    assert_eq!(told(&fee, &employees(5), ""), "flat 2+0");
}

#[test]
fn units_that_change_nothing_are_not_needed() {
    let unit = r#""above": 10, "unit": 1, "net": 7, "part": "started""#;
    let free =
        r#""modifiers": [{ "id": "m", "source": "s#a", "percent": -100, "when": { "fact": "charity", "is": true } }]"#;
    let fee = format!("{}, {free}", by_unit(500, unit));
    assert_eq!(told(&fee, r#""charity": true"#, ""), "flat 0+0");
    assert_eq!(told(&fee, "", ""), "needs employees charity");
    // Those with up to ten employees pay 500, and for the others the modifier takes off all but that.
    let capped = r#""modifiers": [{ "id": "m", "source": "s#a", "percent": -100, "when": { "fact": "employees", "more_than": 10 } }]"#;
    assert_eq!(told(&format!("{}, {capped}", by_unit(0, unit)), "", ""), "flat 0+0");
    assert_eq!(told(&format!("{}, {capped}", by_unit(500, unit)), "", ""), "needs employees");
}

#[test]
fn a_fee_by_level_is_for_the_target_or_else_the_award() {
    let fee = gbp(&format!(r#""bands": [{}]"#, band("flat", r#""nets": { "bronze": 100, "silver": 200 }"#)));
    let met = r#", "ratings": { "one.bronze": "met" }"#;
    assert_eq!(told(&fee, "", r#", "target": "silver""#), "flat 200+0");
    assert_eq!(told(&fee, "", met), "flat 100+0");
    assert_eq!(told(&fee, "", &format!(r#"{met}, "target": "silver""#)), "flat 200+0");
    assert_eq!(told(&fee, "", ""), "needs ");
    let codes = |fee: &str| json::canonical(&outcome(fee, "", "").reasons);
    assert!(codes(&fee).contains("fee-level-unknown"));
    assert!(!codes(&fee).contains("fee-unknown"));
    let bands = [band("a", r#""net": 50"#), band("b", r#""from": 10, "nets": { "bronze": 100, "silver": 200 }"#)];
    let fee = gbp(&format!(r#""fact": "employees", "bands": [{}]"#, bands.join(",")));
    assert_eq!(told(&fee, &employees(9), ""), "a 50+0");
    assert_eq!(told(&fee, &employees(10), ""), "needs ");
    assert_eq!(told(&fee, "", ""), "needs employees");
}

#[test]
fn the_level_is_asked_for_where_a_band_that_may_be_theirs_goes_by_it() {
    let bands = [
        band("a", r#""net": 50"#),
        band("b", r#""from": 10, "nets": { "bronze": 100, "silver": 200 }"#),
        band("c", r#""from": 20, "net": 300"#),
    ];
    let charity =
        r#""modifiers": [{ "id": "m", "source": "s#a", "percent": -20, "when": { "fact": "charity", "is": true } }]"#;
    let asked = |fact: &str, more: &str, facts: &str| {
        let fee = gbp(&format!(r#""fact": "{fact}", "bands": [{}] {more}"#, bands.join(",")));
        json::canonical(&outcome(&fee, facts, "").reasons).contains("fee-level-unknown")
    };
    for (more, fact) in [("", ""), (&*format!(", {charity}"), r#", "charity": true"#)] {
        for (count, expected) in [(9, false), (10, true), (19, true), (20, false)] {
            assert_eq!(asked("employees", more, &format!("{}{fact}", employees(count))), expected, "{count} {more}");
        }
        assert!(asked("employees", more, ""), "{more}");
    }
    // Whether it is a charity is what this fee hangs on, and not the level.
    let more = format!(", {charity}");
    for (count, expected) in [(9, false), (10, true), (19, true), (20, false)] {
        assert_eq!(asked("employees", &more, &employees(count)), expected, "{count}");
    }
    // The sum is between 9 and 19, between 10 and 20, or between 20 and 30: at its ends, or between them.
    for (site_b, expected) in [(9, true), (10, true), (20, false)] {
        assert_eq!(asked("staff", "", &format!(r#""site-b": {site_b}"#)), expected, "{site_b}");
    }
    assert!(asked("staff", "", r#""site-a": 0"#));
}

#[test]
fn a_number_inside_its_range_is_at_neither_end_and_at_its_own_part_of_the_way() {
    let ratio = |fact: &str| format!(r#""ratio": {{ "fact": "{fact}", "of": 1 }}"#);
    let facts = ["months", "site-a", "site-b"];
    let ratios = facts.map(ratio);
    let plan = plan(&modified(100, &ratios.each_ref().map(|ratio| &**ratio))).unwrap();
    let (tariff, case) =
        (plan.tariff().unwrap(), r#"{ "scheme": "s", "as_of": "2026-11-21", "facts": {}, "ratings": {} }"#);
    let case = plan.read(&json::assessment(case).unwrap()).unwrap();
    let given =
        Given { facts: &plan.facts, values: &case.facts, awards: &case.awards, tax_point: case.tax_point, level: None };
    let mut seen = Vec::new();
    tariff.each_way(given, &mut |point| {
        for quantity in 0..facts.len() {
            let (least, greatest) = tariff.ends(quantity, point);
            let value = tariff.value(quantity, Point { inside: bit(quantity), ..point });
            assert!(least < value && value < greatest, "{quantity}: {least:?} {value:?} {greatest:?}");
            let part = value.minus(least).unwrap().over(greatest.minus(least).unwrap()).unwrap();
            assert!(!seen.contains(&part), "{quantity}: {part:?}");
            seen.push(part);
        }
    });
    assert_eq!(seen.len(), facts.len());
}

#[test]
fn versions_start_on_their_day_on_either_axis() {
    let version = |from: &str, net| format!(r#"{{ {from} "bands": [{}] }}"#, band("flat", &format!(r#""net": {net}"#)));
    let versions = [version("", 1), version(r#""from": "2026-04-01","#, 2), version(r#""from": "2027-04-01","#, 3)];
    let fee = gbp(&format!(r#""versions": [{}]"#, versions.join(",")));
    let on = |fee: &str, as_of: &str, tax_point: &str| {
        told(fee, "", &format!(r#", "as_of": "{as_of}", "tax_point": "{tax_point}""#))
    };
    assert_eq!(on(&fee, "2026-03-31", "2028-01-01"), "flat 1+0");
    assert_eq!(on(&fee, "2026-04-01", "2000-01-01"), "flat 2+0");
    assert_eq!(on(&fee, "2027-03-31", "2000-01-01"), "flat 2+0");
    assert_eq!(on(&fee, "2027-04-01", "2000-01-01"), "flat 3+0");
    let fee = format!(r#"{fee}, "dated_by": "tax_point""#);
    assert_eq!(on(&fee, "2028-01-01", "2026-03-31"), "flat 1+0");
    assert_eq!(on(&fee, "2000-01-01", "2026-04-01"), "flat 2+0");
}

#[test]
fn a_fee_may_not_be_published() {
    let fee = r#""status": "not-published""#;
    assert_eq!(told(fee, "", ""), "not published");
    let outcome = outcome(fee, "", r#", "ratings": { "one.bronze": "met", "one.silver": "met" }"#);
    assert_eq!(outcome.status, crate::outcome::Status::Complete);
    assert!(outcome.reasons.contains(&Reason::FeeNotPublished { source: "s#a".into() }));
}

#[test]
fn a_derived_number_decides_where_every_value_falls_in_one_band() {
    let bands = [band("small", r#""net": 1"#), band("large", r#""from": 250, "net": 2"#)];
    let fee = gbp(&format!(r#""fact": "staff", "bands": [{}]"#, bands.join(",")));
    let at = |facts: &str| told(&fee, facts, "");
    assert_eq!(at(r#""site-a": 5, "site-b": 244"#), "small 1+0");
    assert_eq!(at(r#""site-a": 5, "site-b": 245"#), "large 2+0");
    assert_eq!(at(r#""site-b": 239"#), "small 1+0");
    assert_eq!(at(r#""site-b": 240"#), "needs site-a");
    assert_eq!(at(r#""site-b": 250"#), "large 2+0");
    assert_eq!(at(r#""site-a": 5"#), "needs site-b");
    assert_eq!(at(""), "needs site-a site-b");
    let fraction = [band("part", r#""net": 1"#), band("year", r#""from": 1, "net": 2"#)];
    let fee = gbp(&format!(r#""fact": "years", "bands": [{}]"#, fraction.join(",")));
    assert_eq!(told(&fee, r#""months": 11"#, ""), "part 1+0");
    assert_eq!(told(&fee, r#""months": 12"#, ""), "year 2+0");
}

#[test]
fn corners_are_every_set_of_the_open_bits() {
    assert_eq!(corners(0).collect::<Vec<_>>(), [0]);
    assert_eq!(corners(0b1010).collect::<Vec<_>>(), [0, 0b10, 0b1000, 0b1010]);
}
