//! What is said of an outcome that blank facts leave open: what hangs on them, and which they are.

mod samples;

use mentormark_report::{
    ReasonLine, Standard,
    english::{open_phrase, reason_lines, section_table},
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
