//! What the rules say of a fee in bands and of one by level, in each language.

mod samples;

use mentormark_report::{Chapter, Clause, Standard, english, welsh};
use mentormark_rules::Wording;
use samples::Sample;

/// The facts of the pillars, and others to choose a band by.
const FACTS: &str = r#""facts": [
    {"id": "employees", "kind": "count", "least": 0, "most": 1000, "source": "nms#best-fit"},
    {"id": "volunteers", "kind": "count", "least": 0, "most": 1000, "source": "nms#best-fit"},
    {"id": "surplus", "kind": "amount", "least": -10000, "most": 100000000, "source": "nms#best-fit"},
    {"id": "meeting-time", "kind": "duration", "least": 0, "most": 6000, "source": "nms#best-fit"},
    {"id": "opened-on", "kind": "date", "least": "2020-01-01", "source": "nms#best-fit"}
  ],
  "derived": [
    {"id": "people", "value": {"sum": ["employees", "volunteers"]}, "source": "nms#best-fit"},
    {"id": "teams", "value": {"ratio": ["employees", 20]}, "source": "nms#best-fit"},
    {"id": "full-teams", "value": {"round": {"ratio": ["employees", 20]}, "to": "down"}, "source": "nms#best-fit"},
    {"id": "months-open", "value": {"months_between": ["opened-on", "as_of"]}, "source": "nms#best-fit"}
  ],
  "sections": ["#;

/// The pillars with another fee: a band from each of these values of a fact.
fn banded(fact: &str, from: &[Option<i64>]) -> Sample {
    let band = |(place, from): (usize, &Option<i64>)| {
        let from = from.map(|from| format!(r#""from": {from}, "#)).unwrap_or_default();
        format!(r#"{{"id": "band-{place}", {from}"net": 1000{place}, "source": "nms#best-fit"}}"#)
    };
    let bands: Vec<String> = from.iter().enumerate().map(band).collect();
    priced(&format!(r#""fact": "{fact}", "bands": [{}]"#, bands.join(", ")))
}

/// The pillars with other facts and another fee, without VAT.
fn priced(fee: &str) -> Sample {
    let scheme = include_str!("samples/pillars.json");
    let (before, rest) = scheme.split_once(r#""facts": ["#).unwrap();
    let (_, rest) = rest.split_once(r#""sections": ["#).unwrap();
    let (between, _) = rest.split_once(r#""fee": {"#).unwrap();
    let fee = format!(r#""fee": {{"currency": "GBP", "source": "nms#best-fit", {fee}}}"#);
    Sample::read(&format!("{before}{FACTS}{between}{fee}}}"), include_str!("samples/wording.json"))
}

/// The clauses of the chapter on the fee, one after another, in English and in Welsh.
fn said(standard: Standard<'_>) -> [Vec<String>; 2] {
    [("Fee", english::rulebook(standard)), ("Ffi", welsh::rulebook(standard))].map(|(title, chapters)| {
        let fee: Vec<&Chapter> = chapters.iter().filter(|chapter| chapter.title == title).collect();
        assert_eq!(fee.len(), 1, "{title}");
        flat(&fee[0].clauses)
    })
}

fn flat(clauses: &[Clause]) -> Vec<String> {
    clauses.iter().flat_map(|clause| [vec![clause.text.clone()], flat(&clause.of)].concat()).collect()
}

/// Holds a fee in bands against what chooses between them and what each takes, in English and in Welsh.
fn check(fact: &str, from: &[Option<i64>], english: (&str, &[&str]), welsh: (&str, &[&str])) {
    let sample = banded(fact, from);
    let lines = |(by, spans): (&str, &[&str])| {
        let band = |(place, span): (usize, &&str)| format!("band-{place}, {span}: £100.0{place}.");
        [vec![by.to_owned()], spans.iter().enumerate().map(band).collect()].concat()
    };
    assert_eq!(said(sample.standard()), [lines(english), lines(welsh)], "{fact} {from:?}");
}

#[test]
fn a_scheme_without_words_says_what_chooses_the_band_and_where_each_begins() {
    let (sample, wording) = (Sample::pillars(), Wording::default());
    let [english, welsh] = said(Standard { scheme: sample.standard().scheme, wording: &wording });
    let lines = [
        "The fee band goes by “employees”.",
        "small, from 0 to 249: £800.00 plus VAT.",
        "large, from 250: £1,400.00 plus VAT.",
    ];
    assert_eq!(english[..3], lines);
    let lines = [
        "Dewisir y band ffi yn ôl “employees”.",
        "small, o 0 i 249: £800.00 ynghyd â TAW.",
        "large, o 250: £1,400.00 ynghyd â TAW.",
    ];
    assert_eq!(welsh[..3], lines);
}

#[test]
fn another_limit_is_said_whatever_the_band_is_called() {
    let scheme = include_str!("samples/pillars.json").replace(r#""from": 250"#, r#""from": 300"#);
    let sample = Sample::read(&scheme, include_str!("samples/wording.json"));
    let [english, welsh] = said(sample.standard());
    let lines = ["Small employer, from 0 to 299: £800.00 plus VAT.", "Large employer, from 300: £1,400.00 plus VAT."];
    assert_eq!(english[1..3], lines);
    let lines = ["Small employer, o 0 i 299: £800.00 ynghyd â TAW.", "Large employer, o 300: £1,400.00 ynghyd â TAW."];
    assert_eq!(welsh[1..3], lines);
}

#[test]
fn money_and_time_are_said_as_such() {
    check(
        "surplus",
        &[Some(-10_000), Some(0), Some(1_000_000)],
        ("The fee band goes by “surplus”.", &["from -£100.00 to -£0.01", "from £0.00 to £9,999.99", "from £10,000.00"]),
        ("Dewisir y band ffi yn ôl “surplus”.", &["o -£100.00 i -£0.01", "o £0.00 i £9,999.99", "o £10,000.00"]),
    );
    check(
        "meeting-time",
        &[Some(0), Some(120)],
        ("The fee band goes by “meeting-time”.", &["from 0 minutes to 1 hour 59 minutes", "from 2 hours"]),
        ("Dewisir y band ffi yn ôl “meeting-time”.", &["o 0 munud i 1 awr 59 munud", "o 2 awr"]),
    );
    check(
        "months-open",
        &[None, Some(12)],
        (
            "The fee band goes by the whole months from “opened-on” to the day judged on.",
            &["up to 11 months", "from 12 months"],
        ),
        (
            "Dewisir y band ffi yn ôl nifer y misoedd llawn o “opened-on” hyd at y diwrnod y bernir arno.",
            &["hyd at 11 mis", "o 12 mis"],
        ),
    );
}

#[test]
fn what_is_put_together_is_said_by_its_parts() {
    check(
        "people",
        &[Some(0), Some(1), Some(2)],
        ("The fee band goes by “Employees” and “volunteers” together.", &["exactly 0", "exactly 1", "from 2"]),
        ("Dewisir y band ffi yn ôl swm “Employees” a “volunteers”.", &["0 yn union", "1 yn union", "o 2"]),
    );
}

#[test]
fn a_band_of_fractions_ends_short_of_the_next() {
    check(
        "teams",
        &[None, Some(5), Some(10)],
        ("The fee band goes by “Employees”/20.", &["less than 5", "from 5 to less than 10", "from 10"]),
        ("Dewisir y band ffi yn ôl “Employees”/20.", &["llai na 5", "o 5 i lai na 10", "o 10"]),
    );
    check(
        "full-teams",
        &[None, Some(5), Some(10)],
        ("The fee band goes by “Employees”/20, rounded down.", &["up to 4", "from 5 to 9", "from 10"]),
        ("Dewisir y band ffi yn ôl “Employees”/20, wedi’i dalgrynnu i lawr.", &["hyd at 4", "o 5 i 9", "o 10"]),
    );
}

#[test]
fn nothing_is_chosen_where_there_is_one_band() {
    let sample = banded("employees", &[Some(0)]);
    let expected = || vec!["band-0: £100.00.".to_owned()];
    assert_eq!(said(sample.standard()), [expected(), expected()]);
}

#[test]
fn fees_by_level_are_in_the_order_of_the_ladder() {
    // In a compiled scheme they stand by their names.
    let sample = priced(
        r#""bands": [{"id": "all", "nets": {"bronze": 1000, "gold": 3000, "silver": 2000}, "source": "nms#best-fit"}]"#,
    );
    let expected = || ["all:", "Bronze: £10.00", "Silver: £20.00", "Gold: £30.00"].map(str::to_owned).to_vec();
    assert_eq!(said(sample.standard()), [expected(), expected()]);
}
