//! The sections of an outcome as a table and as a picture, and what else is said of an outcome.

mod samples;

use std::{env, fs, path::Path};

use mentormark_report::{
    Standard,
    english::{
        award_phrase, bounds_phrase, eligibility_list, eligibility_phrase, fee_sentence, lift_phrase, limits_phrase,
        open_phrase, programme_phrase, reason_lines, route_notes, section_chart, section_noun, section_table,
        source_note, validity_sentence,
    },
    open_criteria, welsh,
};
use mentormark_rules::{
    Bounds, Id, Outcome, Reason, Wording,
    outcome::{
        Award, Blocked, Check, CheckStatus, Eligibility, EligibilityStatus, Fee, KnownFee, Lift, Limit,
        ProgrammeOutcome, Route, SectionOutcome, Status, Tally, Validity,
    },
    reason::Ignored,
};
use samples::{Sample, date, id, ids, pence, rate, wording};

fn bounds(level: Option<&str>, could_reach: Option<&str>) -> Bounds<Option<Id>> {
    Bounds { level: level.map(id), could_reach: could_reach.map(id) }
}

fn tally(level: &str, met: u32, unanswered: u32, not_applicable: u32) -> Tally {
    Tally { level: id(level), met, unanswered, not_applicable, of: 5 }
}

fn sections() -> Vec<SectionOutcome> {
    vec![
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
    ]
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
        sections: sections(),
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

/// The same for two programmes, in the second of which Inclusion does not apply.
fn outcome_of_programmes() -> Outcome {
    let programme =
        |name| ProgrammeOutcome { id: id(name), sections: sections(), quality: bounds(None, Some("bronze")) };
    Outcome {
        sections: vec![],
        programmes: vec![programme("evenings"), programme("weekends & holidays")],
        reasons: vec![Reason::SectionNotApplicable {
            programme: Some(id("weekends & holidays")),
            section: id("inclusion"),
            source: id("nms#pillars"),
        }],
        ..outcome()
    }
}

#[test]
fn the_table_has_a_row_a_section_in_scheme_order() {
    let sample = Sample::pillars();
    let rows = section_table(&outcome(), sample.standard());
    assert_eq!(rows.len(), 2);
    assert_eq!((rows[0].name.as_str(), rows[0].level.as_str()), ("Aims", "Bronze"));
    assert_eq!((rows[0].programme.as_deref(), rows[0].could_reach.as_deref()), (None, Some("Gold")));
    let words: Vec<&str> = rows[0].tallies.iter().map(|cell| cell.words.as_str()).collect();
    assert_eq!(
        words,
        ["4 of 5 met, 1 not answered", "0 of 5 met, 5 not answered", "3 of 5 met, 1 not answered, 1 not applicable"]
    );
    let levels: Vec<Option<&str>> = rows[0].tallies.iter().map(|cell| cell.level.as_deref()).collect();
    assert_eq!(levels, [Some("Bronze"), Some("Silver"), Some("Gold")]);
    assert_eq!((rows[1].level.as_str(), rows[1].could_reach.as_deref(), rows[1].applies), ("none yet", None, true));
    assert_eq!(open_criteria(&outcome(), sample.standard()), 7);
}

#[test]
fn a_table_of_programmes_names_each_and_says_what_does_not_apply() {
    let sample = Sample::pillars();
    let rows = section_table(&outcome_of_programmes(), sample.standard());
    let named = |row: usize| (rows[row].programme.as_deref(), rows[row].name.as_str(), rows[row].level.as_str());
    assert_eq!(rows.len(), 4);
    assert_eq!(named(1), (Some("evenings"), "Inclusion & equal access for all", "none yet"));
    assert_eq!(named(2), (Some("weekends & holidays"), "Aims", "Bronze"));
    assert_eq!(named(3), (Some("weekends & holidays"), "Inclusion & equal access for all", "does not apply"));
    assert!(!rows[3].applies);
    assert_eq!(open_criteria(&outcome_of_programmes(), sample.standard()), 14);
}

#[test]
fn criteria_of_no_level_are_counted_once_where_levels_count_them_alike() {
    let sample = Sample::components();
    let marks = |merit| SectionOutcome {
        id: id("observation"),
        bounds: bounds(None, Some("merit")),
        tallies: vec![Tally { of: 4, ..tally("pass", 3, 1, 0) }, Tally { of: 4, ..tally("merit", merit, 1, 0) }],
    };
    let of = |sections| Outcome { sections, ..outcome() };
    let alike = of(vec![marks(3)]);
    let rows = section_table(&alike, sample.standard());
    let cells: Vec<(Option<&str>, &str)> =
        rows[0].tallies.iter().map(|cell| (cell.level.as_deref(), cell.words.as_str())).collect();
    assert_eq!(cells, [(None, "3 of 4 rated “1: shown” or higher, 1 not answered")]);
    assert_eq!(open_criteria(&alike, sample.standard()), 1);
    let other = of(vec![marks(2)]);
    let rows = section_table(&other, sample.standard());
    assert_eq!(rows[0].tallies.len(), 2, "counted for something else at each level");
    assert_eq!(open_criteria(&other, sample.standard()), 1);
}

/// Holds a picture against the golden file, or writes that with `BLESS=1`.
fn golden(name: &str, drawn: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if env::var_os("BLESS").is_some() {
        fs::write(&path, drawn).unwrap();
    }
    assert_eq!(drawn, fs::read_to_string(&path).unwrap_or_default(), "look at it, then set BLESS=1 to keep it");
}

#[test]
fn the_picture_is_the_golden_one() {
    let drawn = section_chart(&outcome(), Sample::pillars().standard());
    golden("sections.svg", &drawn);
    assert!(!drawn.contains("style"), "a strict content security policy forbids inline style");
    assert!(drawn.contains("<title id=\"section-chart-title\">The level of each pillar</title>"));
    assert!(drawn.contains("Aims: Bronze, could still reach Gold. Inclusion &amp; equal access for all: none yet."));
    assert_eq!(drawn.matches("chart-tick").count(), 2, "one for Bronze in Aims, one in the key");
}

#[test]
fn the_picture_of_programmes_has_them_below_one_another() {
    let drawn = section_chart(&outcome_of_programmes(), Sample::pillars().standard());
    golden("programmes.svg", &drawn);
    assert!(drawn.contains("Programme “weekends &amp; holidays”. Aims: Bronze, could still reach Gold. Inclusion"));
    assert!(drawn.contains("equal access for all: does not apply.</desc>"));
    assert_eq!(drawn.matches("chart-programme").count(), 2);
    assert_eq!(drawn.matches("<title").count(), 1);
}

#[test]
fn the_key_of_the_picture_keeps_apart_and_within_it_in_every_language() {
    // A letter of the widest of the usual typefaces is about 8 units wide.
    let width = |words: &str| 8 * words.chars().count();
    for draw in [section_chart, welsh::section_chart] {
        let drawn = draw(&outcome(), Sample::pillars().standard());
        let lines: Vec<&str> = drawn.lines().collect();
        let at = |line: &str| line.split_once(" x=\"").unwrap().1.split_once('"').unwrap().0.parse::<usize>().unwrap();
        let keys: Vec<usize> = (0..lines.len()).filter(|&i| lines[i].contains("\"chart-key\"")).collect();
        let [first, second] = keys[..] else { panic!("{keys:?}") };
        let words = |i: usize| lines[i].split_once('>').unwrap().1.split_once('<').unwrap().0;
        assert!(at(lines[first]) + width(words(first)) < at(lines[second - 1]), "the cell before `{}`", words(second));
        assert!(at(lines[second]) + width(words(second)) <= 320, "`{}` sticks out", words(second));
    }
}

#[test]
fn names_have_the_room_that_few_levels_leave() {
    let sample = Sample::pillars();
    let (mut scheme, mut wording) = (sample.plan().scheme().clone(), sample.wording().clone());
    let name = "CM10 Develop coaching and mentoring within organisational strategies";
    wording.sections.get_mut("inclusion").unwrap().name = name.to_owned();
    let drawn = section_chart(&outcome(), Standard { scheme: &scheme, wording: &wording });
    for line in ["CM10 Develop", "coaching and", "mentoring within or…"] {
        assert!(drawn.contains(&format!(">{line}</text>")), "{drawn}");
    }
    scheme.levels.truncate(1);
    let drawn = section_chart(&outcome(), Standard { scheme: &scheme, wording: &wording });
    for line in ["CM10 Develop coaching and", "mentoring within organisational", "strategies"] {
        assert!(drawn.contains(&format!(">{line}</text>")), "{drawn}");
    }
    assert!(drawn.contains(&format!("viewBox=\"0 0 320 {}\"", 24 + 32 + 46 + 32)), "a row of three lines is higher");
    // What stands in place of the cell ends with the picture.
    let mut outcome = outcome_of_programmes();
    outcome.sections.clear();
    let drawn = section_chart(&outcome, Standard { scheme: &scheme, wording: &wording });
    assert!(drawn.contains("class=\"chart-not\" x=\"320\""), "{drawn}");
}

#[test]
fn a_picture_of_nothing_is_still_a_picture() {
    let mut outcome = outcome();
    outcome.sections.clear();
    assert!(section_chart(&outcome, Sample::pillars().standard()).ends_with("</svg>"));
}

#[test]
fn bounds_name_what_is_still_possible() {
    assert_eq!(bounds_phrase(&bounds(None, Some("bronze")), &wording()), "no award, could still reach Bronze");
    assert_eq!(bounds_phrase(&bounds(Some("gold"), Some("gold")), &wording()), "Gold");
    assert_eq!(bounds_phrase(&bounds(Some("platinum"), Some("platinum")), &wording()), "platinum");
}

#[test]
fn an_award_below_the_levels_has_the_name_that_the_scheme_gives_it() {
    let sample = Sample::components();
    let says = |bounds: Bounds<Option<Id>>, label: Option<&str>| {
        award_phrase(&Award { bounds, limited_by: vec![], label: label.map(id) }, sample.wording())
    };
    assert_eq!(says(bounds(None, None), Some("not-yet")), "Seen, not listed");
    assert_eq!(says(bounds(None, Some("pass")), Some("not-yet")), "Seen, not listed; could still reach Pass");
    assert_eq!(says(bounds(Some("pass"), Some("merit")), Some("pass")), "Pass, could still reach Merit");
    assert_eq!(says(bounds(None, None), None), "no award");
}

#[test]
fn sections_are_called_what_the_scheme_calls_them() {
    assert_eq!((section_noun(1, &wording()), section_noun(0, &wording())), ("pillar", "pillars"));
    let nameless = Wording::default();
    assert_eq!((section_noun(1, &nameless), section_noun(2, &nameless)), ("section", "sections"));
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
    assert_eq!(says(&Fee::Unknown { needs: vec![] }), "not known yet; it depends on the level");
    assert_eq!(says(&Fee::NotPublished), "not published; ask the awarding body");
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

/// Checks with these statuses, and what they come to.
fn checks(statuses: &[CheckStatus], status: EligibilityStatus) -> Eligibility {
    let names = ["ready", "year", "trained"].iter().zip(statuses);
    let check = |(name, &status): (&&str, &CheckStatus)| Check { id: id(name), status, source: id("c#all") };
    Eligibility { status, checks: names.map(check).collect() }
}

#[test]
fn the_checks_are_counted_and_listed_by_name() {
    use CheckStatus::{Met, NotMet, Undetermined};
    let says = |statuses: &[CheckStatus], status| eligibility_phrase(&checks(statuses, status));
    let said = |words: &str| Some(words.to_owned());
    assert_eq!(says(&[], EligibilityStatus::Eligible), None);
    assert_eq!(says(&[Met], EligibilityStatus::Eligible), said("the 1 check is met"));
    assert_eq!(says(&[Met, Met, Met], EligibilityStatus::Eligible), said("all 3 checks are met"));
    assert_eq!(says(&[NotMet], EligibilityStatus::NotEligible), said("the 1 check is not met"));
    assert_eq!(
        says(&[Met, NotMet, Undetermined], EligibilityStatus::NotEligible),
        said("1 of the 3 checks is not met")
    );
    assert_eq!(says(&[NotMet, NotMet], EligibilityStatus::NotEligible), said("none of the 2 checks are met"));
    assert_eq!(
        says(&[Met, Undetermined, Undetermined], EligibilityStatus::Undetermined),
        said("2 of the 3 checks are not known yet")
    );
    assert_eq!(
        says(&[Undetermined, Undetermined], EligibilityStatus::Undetermined),
        said("none of the 2 checks are known yet")
    );
    let outcome = Outcome { eligibility: checks(&[Met, NotMet], EligibilityStatus::NotEligible), ..outcome() };
    let rows = eligibility_list(&outcome, Sample::components().wording());
    let rows: Vec<(&str, &str, &str)> =
        rows.iter().map(|row| (row.name.as_str(), row.words, row.asks.as_str())).collect();
    assert_eq!(rows, [("Readiness", "met", "The applicant is ready."), ("A year", "not met", "A year has gone by.")]);
}

#[test]
fn what_is_open_is_counted_and_named() {
    let sample = Sample::components();
    let open = |sections, reasons| {
        open_phrase(&Outcome { sections, reasons, ..outcome() }, sample.standard()).unwrap_or_default()
    };
    let undetermined =
        |needs: &[&str]| Reason::CheckUndetermined { check: id("ready"), needs: ids(needs), source: id("c#all") };
    let one_open = SectionOutcome {
        id: id("observation"),
        bounds: bounds(None, None),
        tallies: vec![tally("pass", 3, 1, 0), tally("merit", 3, 1, 0)],
    };
    assert_eq!(open(vec![one_open.clone()], vec![]), "1 criterion is not answered yet");
    assert_eq!(
        open(vec![one_open], vec![undetermined(&["role", "ready"]), undetermined(&["start", "role"])]),
        "1 criterion is not answered yet; still to be answered: Start date, Ready and Role"
    );
    assert_eq!(open(vec![], vec![]), "something is still to be answered");
    let complete = Outcome { status: Status::Complete, ..outcome() };
    assert_eq!(open_phrase(&complete, sample.standard()), None);
}

#[test]
fn a_way_up_says_what_stands_in_it_and_what_it_relies_on() {
    let sample = Sample::components();
    let route = |lift, exact, needs: &[&str], blocked_by| Route {
        to: id("merit"),
        lift,
        count: None,
        exact,
        needs: ids(needs),
        blocked_by,
    };
    let notes = |route: &Route| route_notes(route, sample.wording()).join(" ");
    assert_eq!(notes(&route(Some(vec![]), true, &[], vec![])), "");
    assert_eq!(
        notes(&route(Some(vec![]), false, &["first", "second"], vec![])),
        "There may be a shorter way. This also depends on what is still to be answered: First observation and Second \
         observation."
    );
    assert_eq!(
        notes(&route(None, true, &[], vec![Blocked::Facts, Blocked::NotApplicable])),
        "No ratings would reach Merit: what is said of the applicant, or of awards held, does not allow it, and too little is \
         left beside what was rated not applicable."
    );
    assert_eq!(notes(&route(None, true, &[], vec![])), "No ratings would reach Merit.");
    let lift = |criterion: &str, to: &str| Lift { programme: None, criterion: id(criterion), to: id(to) };
    assert_eq!(lift_phrase(&lift("observation.a", "two"), sample.standard()), "It opens well. Needed: “2: shown well”");
    let pillars = Sample::pillars();
    assert_eq!(lift_phrase(&lift("aims.bronze.a", "met"), pillars.standard()), "There is an aim.");
}

#[test]
fn what_holds_an_award_back_and_what_a_programme_earns_are_said_in_a_few_words() {
    assert_eq!(limits_phrase(&[]), None);
    assert_eq!(
        limits_phrase(&[Limit::Eligibility, Limit::Progression, Limit::Prerequisite]).as_deref(),
        Some("who may apply, the order and the timing of awards and something else that the level needs")
    );
    let outcome = outcome_of_programmes();
    let first = outcome.programmes.first().map(|programme| programme_phrase(programme, &wording()));
    assert_eq!(first.as_deref(), Some("Programme “evenings”: no award, could still reach Bronze"));
}

#[test]
fn ratings_that_do_not_count_are_told_of_together_and_doubt_is_said() {
    let ignored_in = |section: &str, programme: Option<&str>, because| Reason::RatingIgnored {
        programme: programme.map(id),
        criterion: id(&format!("{section}.bronze.a")),
        because,
        source: id("nms#pillars"),
    };
    let ignored = |programme, because| ignored_in("aims", programme, because);
    let reached = |level: &str| Reason::SectionReached {
        programme: None,
        section: id("aims"),
        level: id(level),
        met: 3,
        needed: 3,
        of: 5,
        source: id("nms#pillars"),
    };
    let nothing_applicable = |level: &str| Reason::NothingApplicable {
        programme: None,
        section: None,
        level: id(level),
        source: id("nms#overall-award"),
    };
    let not_applicable = |section: &str| Reason::SectionNotApplicable {
        programme: None,
        section: id(section),
        source: id("nms#pillars"),
    };
    let outcome = Outcome {
        reasons: vec![
            ignored(None, Ignored::DoesNotApply),
            ignored(None, Ignored::DoesNotApply),
            ignored_in("inclusion", None, Ignored::DoesNotApply),
            ignored_in("inclusion", None, Ignored::DoesNotApply),
            ignored(None, Ignored::DoesNotApply),
            ignored(None, Ignored::NoReason),
            ignored(Some("evenings"), Ignored::NoReason),
            ignored(Some("evenings"), Ignored::NoReason),
            not_applicable("aims"),
            not_applicable("inclusion"),
            reached("bronze"),
            reached("silver"),
            nothing_applicable("silver"),
            nothing_applicable("gold"),
        ],
        quality: bounds(None, Some("silver")),
        ..outcome()
    };
    let sample = Sample::pillars();
    let lines = reason_lines(&outcome, sample.standard(), &|_| true);
    let said: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(
        said,
        [
            "2 ratings count only if their criteria apply, which is not known yet.",
            "2 ratings do not count: their criteria do not apply here.",
            "1 rating counts only if its criterion applies, which is not known yet.",
            "The rating of “There is an aim” does not count: it says “not applicable” and not why, so it counts as not \
             answered.",
            "In the programme “evenings”, 2 ratings say “not applicable” and not why, so their criteria count as not answered.",
            "Whether Aims applies is not known yet.",
            "Inclusion & equal access for all does not apply here, so it has no level.",
            "Aims reaches Bronze: 3 of its 5 criteria are rated high enough, and 3 are needed.",
            "Aims reaches Silver: 3 of its 5 criteria are rated high enough, and 3 are needed. This depends on what \
             is still to be answered.",
            "Whether anything of what Silver looks at applies is not known yet.",
            "Nothing is left of what Gold looks at, so it cannot be reached.",
        ]
    );
    let picked =
        reason_lines(&outcome, sample.standard(), &|reason| matches!(reason, Reason::SectionNotApplicable { .. }));
    assert_eq!(picked.len(), 2);
    // The same in Welsh, where it is about what is settled and what is not.
    let lines = welsh::reason_lines(&outcome, sample.standard(), &|_| true);
    let unsettled: Vec<usize> = (0..lines.len())
        .filter(|&at| lines[at].text.contains("hysbys eto") || lines[at].text.contains("heb ei ateb eto"))
        .collect();
    assert_eq!(unsettled, [0, 2, 5, 8, 9]);
}
