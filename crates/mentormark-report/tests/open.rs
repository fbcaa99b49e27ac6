//! What is said of an outcome that blank facts leave open: what hangs on them, and which they are.

mod samples;

use mentormark_report::{
    ReasonLine, Standard,
    english::{open_phrase, reason_lines, section_chart, section_table},
    welsh,
};
use mentormark_rules::{
    Bounds, Id, Outcome, Reason,
    outcome::{Award, Eligibility, EligibilityStatus, Fee, Route, SectionOutcome, Status, Tally},
    reason::Ignored,
};
use samples::{Sample, date, id, ids};

fn bounds(level: Option<&str>, could_reach: Option<&str>) -> Bounds<Option<Id>> {
    Bounds { level: level.map(id), could_reach: could_reach.map(id) }
}

fn tally(met: u32, not_applicable: u32, of: u32) -> Tally {
    Tally { level: id("pass"), met, unanswered: 0, not_applicable, of }
}

/// An outcome that is open and says nothing yet.
fn nothing_said() -> Outcome {
    Outcome {
        scheme: id("parts"),
        edition: id("1"),
        rules_hash: id("sha256:0"),
        as_of: date("2026-11-21"),
        target: None,
        status: Status::Incomplete,
        eligibility: Eligibility { status: EligibilityStatus::Eligible, checks: vec![] },
        sections: vec![],
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

/// An outcome in which a length is missed and a section may apply, with a way up that needs these facts.
fn left_open(needs: &[&str]) -> Outcome {
    let may_apply =
        SectionOutcome { id: id("discussion"), bounds: bounds(None, Some("merit")), tallies: vec![tally(0, 2, 2)] };
    let short =
        SectionOutcome { id: id("observation"), bounds: bounds(None, Some("merit")), tallies: vec![tally(5, 0, 5)] };
    let ignored = Reason::RatingIgnored {
        programme: None,
        criterion: id("discussion.a"),
        because: Ignored::DoesNotApply,
        source: id("c#all"),
    };
    let not_applicable =
        Reason::SectionNotApplicable { programme: None, section: id("discussion"), source: id("c#all") };
    let missed = Reason::FactMissed {
        programme: None,
        section: Some(id("observation")),
        level: id("pass"),
        facts: ids(&["first", "second"]),
        source: id("c#length"),
    };
    let table = Reason::TableResult { programme: None, level: None, results: vec![None, None], source: id("c#all") };
    let route = Route {
        to: id("pass"),
        lift: Some(vec![]),
        count: Some(0),
        exact: true,
        needs: ids(needs),
        blocked_by: vec![],
    };
    Outcome {
        sections: vec![short, may_apply],
        reasons: vec![ignored, missed, not_applicable, table],
        routes: vec![route],
        quality: bounds(None, Some("merit")),
        ..nothing_said()
    }
}

/// What the lines of the reasons say, in English and in Welsh.
fn lines(outcome: &Outcome, standard: Standard<'_>) -> [Vec<String>; 2] {
    let all = |lines: Vec<ReasonLine<'_>>| lines.into_iter().map(|line| line.text).collect::<Vec<_>>();
    [all(reason_lines(outcome, standard, &|_| true)), all(welsh::reason_lines(outcome, standard, &|_| true))]
}

/// What is said to be open, in English and in Welsh.
fn open(outcome: &Outcome, standard: Standard<'_>) -> [String; 2] {
    [open_phrase(outcome, standard), welsh::open_phrase(outcome, standard)].map(Option::unwrap_or_default)
}

#[test]
fn what_hangs_on_a_blank_fact_names_it_in_every_language() {
    let (sample, named) = (Sample::components(), left_open(&["second", "role"]));
    assert_eq!(
        lines(&named, sample.standard()),
        [
            [
                "1 rating counts only if its criterion applies, which depends on what is still to be answered: Role.",
                "Observation does not reach Pass yet. Still to be answered: Second observation.",
                "Whether Discussion applies depends on what is still to be answered: Role.",
                "Observation at no level and Discussion at no level together give no level. This depends on what is still to be \
                 answered: Second observation and Role.",
            ],
            [
                "Dim ond os yw’r meini prawf yn berthnasol y mae 1 sgôr yn cyfrif, ac nid yw hynny’n hysbys eto. Mae hyn yn \
                 dibynnu ar yr hyn sydd i’w ateb o hyd: “Role”.",
                "Nid yw “Observation” yn cyrraedd lefel Pass eto. I’w ateb o hyd: “Second observation”.",
                "Nid yw’n hysbys eto a yw “Discussion” yn berthnasol. Mae hyn yn dibynnu ar yr hyn sydd i’w ateb o hyd: “Role”.",
                "Nid yw “Observation” heb lefel a “Discussion” heb lefel gyda’i gilydd yn rhoi unrhyw lefel. Mae hyn yn dibynnu \
                 ar yr hyn sydd i’w ateb o hyd: “Second observation” a “Role”.",
            ],
        ]
    );
    let rows = [section_table(&named, sample.standard()), welsh::section_table(&named, sample.standard())];
    let words =
        rows.map(|rows| rows.iter().map(|row| (row.may_apply, row.tallies[0].words.clone())).collect::<Vec<_>>());
    assert_eq!(
        words,
        [
            [(false, "5 of 5 rated “1: shown” or higher"), (true, "1 of 2 rated, if it applies")],
            [(false, "5 o 5 wedi cael sgôr “1: shown” neu uwch"), (true, "1 o 2 wedi cael sgôr, os yw’n berthnasol"),],
        ]
        .map(|rows| rows.map(|(may_apply, words)| (may_apply, words.to_owned())).to_vec())
    );
    assert_eq!(
        open(&named, sample.standard()),
        [
            "1 criterion is not answered yet, and it may not apply; still to be answered: Second observation and Role",
            "mae 1 maen prawf heb ei ateb eto, ac efallai nad yw’n berthnasol; i’w hateb o hyd: “Second observation” a \
             “Role”",
        ]
    );
}

#[test]
fn where_no_way_up_says_which_facts_are_blank_the_rules_say_among_which_they_are() {
    let (sample, unnamed) = (Sample::components(), left_open(&[]));
    let [english, welsh] = lines(&unnamed, sample.standard());
    assert_eq!(
        english[2],
        "Whether Discussion applies depends on answers of which some are still to be given: Ready, Role and Topics."
    );
    assert_eq!(
        welsh[2],
        "Nid yw’n hysbys eto a yw “Discussion” yn berthnasol. Mae hyn yn dibynnu ar atebion y mae rhai ohonynt i’w rhoi o hyd: \
         “Ready”, “Role” a “Topics”."
    );
    assert!(english[1].ends_with("would have to be different, or given."), "{}", english[1]);
    assert_eq!(
        open(&unnamed, sample.standard()),
        [
            "1 criterion is not answered yet, and it may not apply; some of these are still to be answered: First \
             observation, Second observation, Ready, Role and Topics",
            "mae 1 maen prawf heb ei ateb eto, ac efallai nad yw’n berthnasol; mae rhai o’r rhain i’w hateb o hyd: \
             “First observation”, “Second observation”, “Ready”, “Role” a “Topics”",
        ]
    );
}

/// As [`left_open`], where the section would have no level if it applied.
fn never_reached(needs: &[&str]) -> Outcome {
    let mut outcome = left_open(needs);
    outcome.sections[1].bounds = bounds(None, None);
    outcome
}

#[test]
fn a_section_that_would_have_no_level_is_not_said_to_be_settled_where_a_blank_fact_may_decide_if_it_applies() {
    let sample = Sample::components();
    let said = |outcome: &Outcome| {
        let [english, welsh] = lines(outcome, sample.standard());
        [english[0].clone(), english[2].clone(), welsh[2].clone()]
    };
    let blank = never_reached(&["ready", "role", "topics"]);
    assert_eq!(
        said(&blank),
        [
            "1 rating counts only if its criterion applies, which depends on what is still to be answered: Ready, Role and \
             Topics.",
            "Whether Discussion applies depends on what is still to be answered: Ready, Role and Topics.",
            "Nid yw’n hysbys eto a yw “Discussion” yn berthnasol. Mae hyn yn dibynnu ar yr hyn sydd i’w ateb o hyd: “Ready”, \
             “Role” a “Topics”.",
        ]
    );
    let row = &section_table(&blank, sample.standard())[1];
    assert_eq!((row.applies, row.may_apply, row.level.as_str()), (true, true, "none yet"));
    assert_eq!((row.could_reach.as_deref(), row.tallies[0].words.as_str()), (None, "1 of 2 rated, if it applies"));
    assert!(!section_chart(&blank, sample.standard()).contains("does not apply"));

    // One that is given may settle it.
    let some = said(&never_reached(&["role"]));
    let on = "depends on answers of which some are still to be given: Ready, Role and Topics.";
    assert_eq!(some[0], format!("1 rating counts only if its criterion applies, which {on}"));
    assert_eq!(some[1], format!("Whether Discussion applies {on}"));

    let settled = never_reached(&["second"]);
    assert_eq!(said(&settled)[1], "Discussion does not apply here, so it has no level.");
    assert!(said(&settled)[0].contains("does not count"));
    let row = &section_table(&settled, sample.standard())[1];
    assert_eq!((row.applies, row.may_apply, row.level.as_str()), (false, false, "does not apply"));
    assert!(section_chart(&settled, sample.standard()).contains("does not apply"));
}

#[test]
fn a_rating_hangs_on_all_facts_of_its_criterion_where_one_that_is_given_may_settle_it() {
    let one_fact = r#"{"not": {"fact": "ready", "is": false}}"#;
    let two_facts = r#"{"any": [{"fact": "ready", "is": true}, {"fact": "role", "is": "coach"}]}"#;
    let sample = Sample::read(
        &include_str!("samples/components.json").replace(one_fact, two_facts),
        include_str!("samples/components-wording.json"),
    );
    let says = |needs: &[&str]| {
        let ignored = Reason::RatingIgnored {
            programme: None,
            criterion: id("discussion.b"),
            because: Ignored::DoesNotApply,
            source: id("c#all"),
        };
        let [english, _] = lines(&Outcome { reasons: vec![ignored], ..never_reached(needs) }, sample.standard());
        english.concat()
    };
    let only_if = "1 rating counts only if its criterion applies, which depends on";
    assert_eq!(says(&["ready", "role"]), format!("{only_if} what is still to be answered: Ready and Role."));
    assert_eq!(says(&["role"]), format!("{only_if} answers of which some are still to be given: Ready and Role."));
    assert!(says(&["second"]).ends_with("does not count: this criterion does not apply here."));
}

#[test]
fn criteria_of_a_section_that_is_counted_may_not_apply_where_a_blank_fact_decides() {
    let sample = Sample::components();
    let says = |unanswered: [u32; 2], needs: &[&str]| {
        let mut outcome = left_open(needs);
        outcome.reasons.clear();
        for (section, unanswered) in outcome.sections.iter_mut().zip(unanswered) {
            section.tallies = vec![Tally { unanswered, ..tally(0, 0, 5) }];
        }
        open(&outcome, sample.standard()).map(|said| said.split(';').next().unwrap_or_default().to_owned())
    };
    assert_eq!(
        says([1, 1], &["role"]),
        [
            "2 criteria are not answered yet, and some of them may not apply",
            "mae 2 faen prawf heb eu hateb eto, ac efallai nad yw rhai ohonynt yn berthnasol"
        ]
    );
    assert_eq!(says([0, 1], &["role"])[0], "1 criterion is not answered yet, and it may not apply");
    // All that hangs on the blank fact is answered.
    assert_eq!(says([2, 0], &["role"])[0], "2 criteria are not answered yet");
    assert_eq!(says([1, 1], &["start"])[0], "2 criteria are not answered yet");
}
