//! The sections of an outcome as a table and as a picture.

mod samples;

use std::{env, fs, path::Path};

use mentormark_report::{bounds_phrase, fee_sentence, section_chart, section_table, source_note, validity_sentence};
use mentormark_rules::{
    Bounds, Id, Outcome,
    outcome::{Award, Eligibility, EligibilityStatus, Fee, KnownFee, SectionOutcome, Status, Tally, Validity},
};
use samples::{date, id, pence, rate, wording};

fn bounds(level: Option<&str>, could_reach: Option<&str>) -> Bounds<Option<Id>> {
    Bounds { level: level.map(id), could_reach: could_reach.map(id) }
}

fn tally(level: &str, met: u32, unanswered: u32, not_applicable: u32) -> Tally {
    Tally { level: id(level), met, unanswered, not_applicable, of: 5 }
}

fn outcome() -> Outcome {
    Outcome {
        scheme: id("nms"),
        edition: id("2022"),
        rules_hash: id("sha256:0"),
        as_of: date("2026-11-21"),
        target: None,
        status: Status::Incomplete,
        eligibility: Eligibility { status: EligibilityStatus::Eligible, checks: vec![] },
        sections: vec![
            SectionOutcome {
                id: id("aims"),
                bounds: bounds(Some("bronze"), Some("gold")),
                tallies: vec![tally("bronze", 4, 1, 0), tally("silver", 0, 5, 0), tally("gold", 3, 1, 1)],
            },
            SectionOutcome {
                id: id("inclusion"),
                bounds: bounds(None, None),
                tallies: vec![tally("bronze", 2, 0, 0), tally("silver", 0, 0, 0), tally("gold", 0, 0, 0)],
            },
        ],
        programmes: vec![],
        quality: bounds(None, None),
        award: Award { bounds: bounds(None, None), limited_by: vec![], label: None },
        progression: vec![],
        validity: None,
        fee: Fee::None,
        routes: vec![],
        fragile: vec![],
        reasons: vec![],
        assumptions: vec![],
    }
}

#[test]
fn the_table_has_a_row_a_section_in_scheme_order() {
    let rows = section_table(&outcome(), &wording());
    assert_eq!(rows.len(), 2);
    assert_eq!((rows[0].name.as_str(), rows[0].level.as_str()), ("Aims", "Bronze"));
    assert_eq!(rows[0].could_reach.as_deref(), Some("Gold"));
    let words: Vec<&str> = rows[0].tallies.iter().map(|cell| cell.words.as_str()).collect();
    assert_eq!(
        words,
        ["4 of 5 met, 1 not answered", "0 of 5 met, 5 not answered", "3 of 5 met, 1 not answered, 1 not applicable"]
    );
    assert_eq!((rows[1].level.as_str(), rows[1].could_reach.as_deref()), ("none yet", None));
}

#[test]
fn the_picture_is_the_golden_one() {
    let drawn = section_chart(&outcome(), &wording());
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/sections.svg");
    if env::var_os("BLESS").is_some() {
        fs::write(&path, &drawn).unwrap();
    }
    assert_eq!(drawn, fs::read_to_string(&path).unwrap_or_default(), "look at it, then set BLESS=1 to keep it");
    assert!(!drawn.contains("style"), "a strict content security policy forbids inline style");
    assert!(drawn.contains("Aims: Bronze, could still reach Gold. Inclusion &amp; equal access for all: none yet."));
    assert_eq!(drawn.matches("chart-tick").count(), 2, "one for Bronze in Aims, one in the key");
}

#[test]
fn a_picture_of_nothing_is_still_a_picture() {
    let mut outcome = outcome();
    outcome.sections.clear();
    assert!(section_chart(&outcome, &wording()).ends_with("</svg>"));
}

#[test]
fn bounds_name_what_is_still_possible() {
    assert_eq!(bounds_phrase(&bounds(None, Some("bronze")), &wording()), "no award, could still reach Bronze");
    assert_eq!(bounds_phrase(&bounds(Some("gold"), Some("gold")), &wording()), "Gold");
    assert_eq!(bounds_phrase(&bounds(Some("platinum"), Some("platinum")), &wording()), "platinum");
}

#[test]
fn fees_show_the_vat_only_where_there_is_some() {
    let known = |vat, gross, bp| {
        Fee::Known(KnownFee {
            currency: id("GBP"),
            band: id("large"),
            net: pence(140_000),
            vat: pence(vat),
            gross: pence(gross),
            vat_rate_bp: rate(bp),
        })
    };
    let says = |fee: &Fee| fee_sentence(fee, &wording());
    assert_eq!(says(&known(28_000, 168_000, 2_000)), "£1,680.00: £1,400.00 plus £280.00 VAT at 20%");
    assert_eq!(says(&known(0, 140_000, 0)), "£1,400.00");
    assert_eq!(says(&Fee::Unknown { needs: vec![id("employees")] }), "not known yet; still to be answered: Employees");
    assert_eq!(says(&Fee::None), "none");
}

#[test]
fn validity_names_the_last_day() {
    let validity = Validity { months: 12, last_day: date("2027-11-20"), renew_from: None };
    assert_eq!(validity_sentence(&validity), "12 months, to 20 November 2027");
    let renewed = Validity { months: 1, last_day: date("2027-11-20"), renew_from: Some(date("2027-11-01")) };
    assert_eq!(
        validity_sentence(&renewed),
        "1 month, to 20 November 2027; renewal can be asked for from 1 November 2027"
    );
}

#[test]
fn a_source_is_named_with_how_far_to_rely_on_it() {
    assert_eq!(source_note("nms#fees", &wording()), "Published in the standard: The standard, costs");
    assert_eq!(source_note("nms#scale", &wording()), "Assumed by Mentormark: The standard, process");
    assert_eq!(source_note("nms#nowhere", &wording()), "nms#nowhere");
}
