//! What only the Welsh words can get wrong: nouns after numbers, `eu` and `ei`, and the rules of a scheme as they read from end to end.

mod samples;

use std::{env, fmt::Write, fs, path::Path};

use mentormark_report::{
    Clause, Standard,
    welsh::{
        award_phrase, caution_sentence, criterion_notes, duration, eligibility_phrase, fee_sentence, limits_phrase,
        route_notes, rulebook, section_noun, source_note, validity_sentence, verification_sentence,
    },
};
use mentormark_rules::{
    Bounds, Wording,
    outcome::{
        Award, Blocked, Check, CheckStatus, Eligibility, EligibilityStatus, Fee, KnownFee, Limit, Route, Validity,
    },
    verification::{Caution, Status},
};
use samples::{Sample, date, id, ids, pence, rate, wording};

/// The rules, a line a clause; what one is made up of stands further in.
fn rules(standard: Standard<'_>) -> String {
    let mut text = String::new();
    for chapter in rulebook(standard) {
        let _ = writeln!(text, "# {}", chapter.title);
        write(&chapter.clauses, 0, &mut text);
    }
    text
}

fn write(clauses: &[Clause], depth: usize, text: &mut String) {
    for clause in clauses {
        let _ = writeln!(text, "{}{}", "  ".repeat(depth), clause.text);
        write(&clause.of, depth + 1, text);
    }
}

/// Holds the rules against the golden file, or writes that with `BLESS=1`.
fn golden(name: &str, found: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if env::var_os("BLESS").is_some() {
        fs::write(&path, found).unwrap();
    }
    assert_eq!(found, fs::read_to_string(&path).unwrap_or_default(), "read it, then set BLESS=1 to keep it");
}

#[test]
fn the_rules_of_the_samples_read_as_they_did() {
    golden("pillars.cy.txt", &rules(Sample::pillars().standard()));
    golden("components.cy.txt", &rules(Sample::components().standard()));
}

#[test]
fn one_of_three_dated_versions_says_its_last_day() {
    let text = rules(Sample::three_versions().standard());
    for said in [
        "  Os yw’r diwrnod y bernir arno o 1 Ionawr 2024 hyd at 28 Gorffennaf 2024: ",
        "  Os yw’r diwrnod y bernir arno ar neu ar ôl 29 Gorffennaf 2024: ",
        "Os yw’r pwynt treth cyn 28 Chwefror 2023:",
        "Os yw’r pwynt treth o 28 Chwefror 2023 hyd at 31 Rhagfyr 2023:",
        "Os yw’r pwynt treth ar neu ar ôl 1 Ionawr 2024:",
    ] {
        assert_eq!(text.lines().filter(|line| line.starts_with(said)).count(), 1, "{said}\n{text}");
    }
}

#[test]
fn a_time_is_in_hours_and_minutes() {
    for (minutes, words) in [
        (0, "0 munud"),
        (1, "1 munud"),
        (2, "2 funud"),
        (60, "1 awr"),
        (123, "2 awr 3 munud"),
        (93_600, "1,560 awr"),
        (-75, "minws 1 awr 15 munud"),
    ] {
        assert_eq!(duration(minutes), words);
    }
}

#[test]
fn checks_are_counted_in_each_form() {
    use CheckStatus::{Met, NotMet, Undetermined};
    let says = |statuses: &[CheckStatus], status| {
        let checks = statuses.iter().map(|&status| Check { id: id("ready"), status, source: id("c#all") });
        eligibility_phrase(&Eligibility { status, checks: checks.collect() }).unwrap_or_default()
    };
    let (yes, no, open) =
        (EligibilityStatus::Eligible, EligibilityStatus::NotEligible, EligibilityStatus::Undetermined);
    assert_eq!(says(&[], yes), "");
    assert_eq!(says(&[Met], yes), "mae’r 1 gwiriad wedi’i fodloni");
    assert_eq!(says(&[Met, Met], yes), "mae pob un o’r 2 wiriad wedi’i fodloni");
    assert_eq!(says(&[NotMet], no), "nid yw’r 1 gwiriad wedi’i fodloni");
    assert_eq!(says(&[NotMet, Met, Met], no), "nid yw 1 o’r 3 gwiriad wedi’i fodloni");
    assert_eq!(says(&[NotMet, NotMet, Met], no), "nid yw 2 o’r 3 gwiriad wedi’u bodloni");
    assert_eq!(says(&[NotMet, NotMet], no), "nid oes yr un o’r 2 wiriad wedi’i fodloni");
    assert_eq!(says(&[Undetermined], open), "nid yw canlyniad yr 1 gwiriad yn hysbys eto");
    assert_eq!(says(&[Undetermined, Met, Met], open), "nid yw canlyniad 1 o’r 3 gwiriad yn hysbys eto");
    assert_eq!(says(&[Undetermined, Undetermined], open), "nid yw canlyniad yr un o’r 2 wiriad yn hysbys eto");
}

#[test]
fn fees_and_times_are_said_in_each_form() {
    let fee = |vat, gross, bp| {
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
    assert_eq!(says(&fee(28_000, 168_000, 2_000)), "£1,680.00: £1,400.00 ynghyd â £280.00 o TAW ar gyfradd o 20%");
    assert_eq!(says(&fee(0, 140_000, 0)), "£1,400.00");
    assert_eq!(says(&Fee::Unknown { needs: ids(&["employees"]) }), "ddim yn hysbys eto; i’w ateb o hyd: “Employees”");
    assert_eq!(says(&Fee::Unknown { needs: vec![] }), "ddim yn hysbys eto; mae’n dibynnu ar y lefel");
    assert_eq!(says(&Fee::NotPublished), "heb ei chyhoeddi; gofynnwch i’r corff dyfarnu");
    assert_eq!(says(&Fee::None), "dim");
    let validity = Validity { months: 2, last_day: date("2027-11-20"), renew_from: Some(date("2027-11-01")) };
    assert_eq!(
        validity_sentence(&validity),
        "2 fis, hyd at 20 Tachwedd 2027; gellir gofyn am ei adnewyddu o 1 Tachwedd 2027 ymlaen"
    );
}

#[test]
fn a_way_up_says_what_stands_in_it_and_what_it_relies_on() {
    let sample = Sample::components();
    let notes = |lift, exact, needs: &[&str], blocked_by| {
        let route = Route { to: id("merit"), lift, count: None, exact, needs: ids(needs), blocked_by };
        route_notes(&route, sample.wording()).join(" ")
    };
    assert_eq!(notes(Some(vec![]), true, &[], vec![]), "");
    assert_eq!(
        notes(Some(vec![]), false, &["first", "role"], vec![]),
        "Efallai fod ffordd fyrrach. Mae hyn hefyd yn dibynnu ar yr hyn sydd i’w ateb o hyd: “First observation” a “Role”."
    );
    assert_eq!(
        notes(None, true, &[], vec![Blocked::Facts, Blocked::NotApplicable]),
        "Ni fyddai unrhyw sgorau’n cyrraedd lefel Merit: nid yw’r hyn a ddywedir am yr ymgeisydd, neu am ddyfarniadau a ddelir, yn \
         caniatáu hynny, ac nid oes digon ar ôl heblaw’r hyn a gafodd y sgôr “ddim yn berthnasol”."
    );
    assert_eq!(notes(None, true, &[], vec![]), "Ni fyddai unrhyw sgorau’n cyrraedd lefel Merit.");
    let award = |level: Option<&str>, could_reach: Option<&str>, label: Option<&str>| {
        let bounds = Bounds { level: level.map(id), could_reach: could_reach.map(id) };
        award_phrase(&Award { bounds, limited_by: vec![], label: label.map(id) }, sample.wording())
    };
    assert_eq!(award(None, Some("pass"), Some("not-yet")), "Seen, not listed; gallai gyrraedd Pass o hyd");
    assert_eq!(award(Some("pass"), Some("merit"), None), "Pass, gallai gyrraedd Merit o hyd");
    assert_eq!(award(None, None, None), "dim dyfarniad");
}

#[test]
fn what_else_is_said_is_welsh() {
    assert_eq!(source_note("nms#fees", &wording()), "Wedi’i gyhoeddi yn y safon: The standard, costs");
    assert_eq!((section_noun(1, &Wording::default()), section_noun(2, &Wording::default())), ("adran", "adrannau"));
    assert_eq!(limits_phrase(&[]), None);
    assert_eq!(
        limits_phrase(&[Limit::Eligibility, Limit::Progression, Limit::Prerequisite]).as_deref(),
        Some("pwy sy’n cael gwneud cais; trefn ac amseriad dyfarniadau; rhywbeth arall y mae ei angen ar y lefel")
    );
    assert_eq!(
        verification_sentence(Status::Confirmed),
        "Cadarnhawyd: yr hyn a hawlir yw’r hyn y mae’r rheolau’n ei ddweud."
    );
    assert_eq!(
        caution_sentence(Caution::AsOfNotToday, date("2026-03-02")),
        "Fe’i bernir ar 2 Mawrth 2026, ac nid dyna’r diwrnod y daeth i law."
    );
    let sample = Sample::components();
    let notes: Vec<Vec<String>> =
        sample.standard().scheme.criteria().map(|criterion| criterion_notes(criterion, sample.standard())).collect();
    let expected: [&[&str]; 6] = [
        &[],
        &["yn cyfrif 2 waith"],
        &[],
        &["gellir rhoi’r sgôr “ddim yn berthnasol” iddo, gyda nodyn sy’n dweud pam"],
        &["dan “Talk”"],
        &["dan “Talk”", "yn berthnasol dim ond ar yr amod nad yw’n wir mai “Na” yw’r ateb i “Ready”"],
    ];
    assert_eq!(notes, expected);
}
