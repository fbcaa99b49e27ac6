//! What the rules of a scheme say, in words.

mod samples;

use std::fmt::Write;

use mentormark_report::{
    Chapter, Clause, Standard,
    english::{criterion_notes, duration, rulebook},
    welsh,
};
use samples::Sample;

/// The clauses of a chapter, a line each; what one is made up of stands further in.
fn chapter(title: &str, standard: Standard<'_>) -> String {
    let chapters = rulebook(standard);
    let mut text = String::new();
    if let Some(chapter) = chapters.iter().find(|chapter| chapter.title == title) {
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

/// Holds a chapter against its lines.
fn check(title: &str, standard: Standard<'_>, lines: &[&str]) {
    let text = chapter(title, standard);
    assert_eq!(text.lines().collect::<Vec<_>>(), lines, "{title}");
}

#[test]
fn chapters_are_in_order_and_one_about_which_nothing_is_said_is_left_out() {
    let titles = |sample: &Sample| rulebook(sample.standard()).iter().map(|it| it.title).collect::<Vec<_>>();
    assert_eq!(
        titles(&Sample::pillars()),
        ["How criteria are rated", "What is asked of the applicant", "How the level is found", "Fee"]
    );
    assert_eq!(
        titles(&Sample::components()),
        [
            "How criteria are rated",
            "What is asked of the applicant",
            "Who may apply",
            "What applies to whom",
            "How the level is found",
            "What else a level needs",
            "Moving up",
            "How long an award lasts",
            "Fee",
            "After the award",
        ]
    );
}

#[test]
fn every_clause_can_be_traced_to_a_source() {
    fn traced(clause: &Clause, above: bool) -> bool {
        let here = above || clause.source.is_some();
        here && clause.of.iter().all(|part| traced(part, here))
    }
    for sample in [Sample::pillars(), Sample::components()] {
        for chapter in rulebook(sample.standard()) {
            for clause in &chapter.clauses {
                assert!(traced(clause, false), "{clause:?}");
            }
        }
    }
}

#[test]
fn pillars_are_judged_by_a_share_and_a_quorum() {
    let sample = Sample::pillars();
    let lines = [
        "A pillar is at a level when:",
        "  more than half of its criteria of that level are met",
        "  it is at every lower level too",
        "Overall, a level is reached when:",
        "  at least 6 of the 7 pillars are at that level or higher, whatever the others are at",
    ];
    check("How the level is found", sample.standard(), &lines);
    let lines = [
        "The fee band goes by “Employees”.",
        "Small employer, from 0 to 249: £800.00 plus VAT.",
        "Large employer, from 250: £1,400.00 plus VAT.",
        "VAT is added at the rate on the tax point, 17.5% since 1 January 2010. It is rounded down to a whole penny on the \
         whole invoice.",
    ];
    check("Fee", sample.standard(), &lines);
}

#[test]
fn every_shape_over_ratings_has_words() {
    let sample = Sample::components();
    let lines = [
        "The component Discussion asks nothing of its own at Merit: it is there when it is at the level below.",
        "The component Observation is at Pass when:",
        "  none of its criteria are rated below “1: shown”",
        "  at least 3 of its 4 criteria are rated “2: shown well”",
        "  it has at least 12 of 20 points",
        "  “First observation” and “Second observation” together are within 10% of 2 hours (1 hour 48 minutes to 2 hours 12 \
         minutes)",
        "The component Observation is at Merit when:",
        "  none of its criteria are rated below “1: shown”",
        "  all of its 4 criteria are rated “2: shown well”",
        "  it has at least 14 of 20 points",
        "  “First observation” and “Second observation” together are within 10% of 2 hours (1 hour 48 minutes to 2 hours 12 \
         minutes)",
        "  it is at every lower level too",
        "The component Discussion is at Pass when:",
        "  one of these holds:",
        "    at least 60% of its 2 Pass criteria under “Talk” are rated “1: shown” or higher, or given a written reason",
        "    at least one of its 2 Pass criteria that the rule lists is rated “2: shown well”:",
        "      Talks of law.",
        "      Talks of care.",
        "Overall, the level is:",
        "  Merit: with Observation at Merit and Discussion at Merit",
        "  Pass: with Observation at Merit and Discussion at Pass",
        "  Pass: with Observation at Pass and Discussion at Merit",
        "  Pass: with Observation at Pass and Discussion at Pass",
        "  no level: in every other case",
        "Several programmes together are at the highest level that 2 of them reach, or that all reach where there are fewer.",
    ];
    check("How the level is found", sample.standard(), &lines);
    let lines = [
        "0: not shown, for 0 points.",
        "1: shown, for 1 point.",
        "2: shown well, for 2 points.",
        "A criterion that allows it can be rated not applicable: it is left out of every count.",
        "Each criterion of Observation counts 2 times.",
    ];
    check("How criteria are rated", sample.standard(), &lines);
}

#[test]
fn every_kind_of_fact_and_condition_has_words() {
    let sample = Sample::components();
    let lines = [
        "First observation: What is it? (a whole number of minutes from 0 to 600)",
        "Second observation: What is it? (a whole number of minutes from 0 to 600)",
        "Start date: What is it? (a date)",
        "Ready: What is it? (yes or no)",
        "Role: What is it? (one of: Mentor; Coach)",
        "Topics: What is it? (any of: Law; Care) Asked only where “Role” is “Coach”.",
        "Members: What is it? (a whole number from 0 to 1,000)",
        "Income: What is it? (an amount from £0.00 to £1,000,000.00)",
        "Minutes a week: What is it? (a whole number of minutes from 1 to 6,000)",
        "Weeks: What is it? (a whole number from 1 to 500)",
        "Training so far: What is it? (a whole number of minutes from 0 to 600,000)",
    ];
    check("What is asked of the applicant", sample.standard(), &lines);
    let lines = [
        "Readiness: The applicant is ready.",
        "  “Ready” is answered yes.",
        "A year: A year has gone by.",
        "  Asked only where “Role” is “Mentor”.",
        "  The day judged on is on or after the day 12 months after “Start date”.",
        "Rules of the day: Two of three hold.",
        "  Where the day judged on is before 29 July 2024: nothing is asked.",
        "  Where the day judged on is on or after 29 July 2024: at least 2 of these hold:",
        "    “Members” is more than 10",
        "    “Income” is at most £50,000.00",
        "    “Role” is “Coach”",
        "Training: Enough training is done.",
        "  Where “Start date” is before 1 August 2022: “Training so far” is at least (the greater of “Minutes a week” × \
         “Weeks” and 1,560 hours) × 58/325.",
        "  Where “Start date” is on or after 1 August 2022: what is asked in the first of these cases that fits:",
        "    where “Minutes a week” is at least 30 hours: “Training so far” is at least 10 hours",
        "    in every other case: “Training so far” is at least (the greater of “Minutes a week” × “Weeks” and 1,560 hours) × \
         58/325",
    ];
    check("Who may apply", sample.standard(), &lines);
    check(
        "What applies to whom",
        sample.standard(),
        &["The component Discussion applies only where “Role” is “Mentor”, or “Topics” includes “Law”."],
    );
    let lines = [
        "Merit also needs “An award elsewhere”: One of the national awards is held.",
        "  An award of “nms” at “silver” or “gold” is held, and has been for at least 6 months, and was made less than 24 \
         months ago, and was made no more than 400 days ago.",
    ];
    check("What else a level needs", sample.standard(), &lines);
}

#[test]
fn dates_fees_and_what_comes_after_have_words() {
    let sample = Sample::components();
    let lines = [
        "The first award can be Pass at most.",
        "The next award can be one level above the one held, and no more.",
        "Pass must be held for 6 months before a higher award.",
        "An award that has run out counts as if none were held.",
    ];
    check("Moving up", sample.standard(), &lines);
    let lines = [
        "An award lasts 12 months.",
        "An award at Merit lasts 24 months.",
        "It can be renewed from 3 months before it ends.",
        "Where it is renewed early, the new award starts when the old one ends.",
        "Once it has ended, the next is a new application.",
        "It can be extended by up to 1 month.",
        "2 lighter renewals come before each full one.",
        "Whoever holds Pass must move up: the next award is a higher one.",
    ];
    check("How long an award lasts", sample.standard(), &lines);
    let lines = [
        "Where the tax point is before 1 January 2024:",
        "  Everyone: £100.00 plus VAT.",
        "Where the tax point is on or after 1 January 2024:",
        "  The fee band goes by “Members”.",
        "  Few members, from 0 to 99:",
        "    Pass: £100.00 plus VAT",
        "    Merit: £200.00 plus VAT",
        "  Many members, from 100:",
        "    Pass: £150.00 plus VAT",
        "    Merit: £300.00 plus VAT",
        "  For “Members” above 100, each 10 adds £5.00 before VAT. A part of that counts as the whole.",
        "For charities: 15% less, where “Role” is “Coach”.",
        "Late entry: £50.00 more.",
        "Part of a year: only a part of the fee, “Weeks” out of 52.",
        "VAT is added at the rate on the tax point, 20% since 1 January 2010. It is rounded to the nearest half penny on the \
         whole invoice.",
    ];
    check("Fee", sample.standard(), &lines);
    let lines = [
        "The result can be appealed against within 20 working days.",
        "The assessment can be taken again up to 2 times within 6 months, for Pass at most.",
        "2 assessors judge, and the senior one has the last word.",
        "Somebody comes to look every 12 months.",
        "An award ends where what it was made for changes.",
    ];
    check("After the award", sample.standard(), &lines);
}

#[test]
fn one_of_three_dated_versions_says_its_last_day() {
    let sample = Sample::three_versions();
    for (title, said) in [
        ("Who may apply", "  Where the day judged on is from 1 January 2024 to 28 July 2024: "),
        ("Who may apply", "  Where the day judged on is on or after 29 July 2024: "),
        ("Fee", "Where the tax point is before 28 February 2023:"),
        ("Fee", "Where the tax point is from 28 February 2023 to 31 December 2023:"),
        ("Fee", "Where the tax point is on or after 1 January 2024:"),
    ] {
        let text = chapter(title, sample.standard());
        assert_eq!(text.lines().filter(|line| line.starts_with(said)).count(), 1, "{said}\n{text}");
    }
}

#[test]
fn money_below_nought_keeps_its_minus_wherever_rules_name_it() {
    let of = |least: i64, at_most: i64| {
        let scheme = include_str!("samples/components.json");
        let scheme =
            scheme.replace(r#""kind": "amount", "least": 0"#, &format!(r#""kind": "amount", "least": {least}"#));
        let scheme = scheme.replace(r#""at_most": 5000000"#, &format!(r#""at_most": {at_most}"#));
        Sample::read(&scheme, include_str!("samples/components-wording.json"))
    };
    let said = |chapters: Vec<Chapter>| {
        let mut text = String::new();
        for chapter in &chapters {
            write(&chapter.clauses, 0, &mut text);
        }
        text
    };
    for (least, at_most, of_least, of_most) in
        [(-1_050, -100, "-£10.50", "-£1.00"), (-100, -1, "-£1.00", "-£0.01"), (-1_050, 1_050, "-£10.50", "£10.50")]
    {
        let sample = of(least, at_most);
        let english = said(rulebook(sample.standard()));
        assert!(english.contains(&format!("(an amount from {of_least} to £1,000,000.00)")), "{english}");
        assert!(english.contains(&format!("“Income” is at most {of_most}\n")), "{english}");
        let welsh = said(welsh::rulebook(sample.standard()));
        assert!(welsh.contains(&format!("(swm o {of_least} i £1,000,000.00)")), "{welsh}");
        assert!(welsh.contains(&format!("bod “Income” yn {of_most} ar y mwyaf\n")), "{welsh}");
    }
    // What makes a fee less is said to do so, and needs no minus.
    let scheme = include_str!("samples/components.json");
    let scheme = scheme
        .replace(r#""id": "late", "source": "c#all", "net": 5000"#, r#""id": "late", "source": "c#all", "net": -1050"#);
    let sample = Sample::read(&scheme, include_str!("samples/components-wording.json"));
    assert!(said(rulebook(sample.standard())).contains("Late entry: £10.50 less.\n"));
    assert!(said(welsh::rulebook(sample.standard())).contains("Late entry: £10.50 yn llai.\n"));
}

#[test]
fn steps_waits_and_values_worked_out_read_as_a_person_would_say_them() {
    let scheme = include_str!("samples/components.json");
    let scheme = scheme.replace(r#""most_steps": 1"#, r#""most_steps": 2"#);
    let scheme = scheme.replace(r#""at": "pass", "months": 6"#, r#""at": "pass", "months": 0"#);
    let scheme = scheme.replace(
        r#""fact": "members", "more_than": 10"#,
        r#""fact": {"round": {"ratio": ["members", 10]}, "to": "up"}, "more_than": 10"#,
    );
    let scheme = scheme.replace(
        r#""fact": "as_of", "at_least": {"plus_months": ["start", 12]}"#,
        r#""fact": "start", "at_least": {"plus_months": ["as_of", -12]}, "at_most": "as_of""#,
    );
    let sample = Sample::read(&scheme, include_str!("samples/components-wording.json"));
    let lines = [
        "The first award can be Pass at most.",
        "The next award can be up to 2 levels above the one held, and no more.",
        "Pass need not be held for any time before a higher award.",
        "An award that has run out counts as if none were held.",
    ];
    check("Moving up", sample.standard(), &lines);
    let said = chapter("Who may apply", sample.standard());
    for line in [
        "    “Members”/10, rounded up, is more than 10",
        "  “Start date” is on or after the day 12 months before the day judged on, and on or before the day judged on.",
    ] {
        assert!(said.lines().any(|said| said == line), "`{line}` is not in: {said}");
    }
    let mut text = String::new();
    for chapter in welsh::rulebook(sample.standard()) {
        write(&chapter.clauses, 0, &mut text);
    }
    for line in [
        "Gall y dyfarniad nesaf fod hyd at 2 lefel yn uwch na’r un a ddelir, a dim mwy.",
        "Nid oes rhaid dal lefel Pass am unrhyw gyfnod cyn cael dyfarniad uwch.",
        "bod “Members”/10, wedi’i dalgrynnu i fyny, yn fwy na 10",
    ] {
        assert!(text.contains(line), "`{line}` is not in: {text}");
    }
}

#[test]
fn what_is_special_about_a_criterion_is_said_in_a_few_words() {
    let sample = Sample::components();
    let notes: Vec<Vec<String>> =
        sample.standard().scheme.criteria().map(|criterion| criterion_notes(criterion, sample.standard())).collect();
    let expected: [&[&str]; 6] = [
        &[],
        &["counts 2 times"],
        &[],
        &["can be rated not applicable, with a note that says why"],
        &["under “Talk”"],
        &["under “Talk”", "applies only where it is not so that “Ready” is answered no"],
    ];
    assert_eq!(notes, expected);
}

#[test]
fn a_time_is_in_hours_and_minutes() {
    for (minutes, words) in [
        (0, "0 minutes"),
        (1, "1 minute"),
        (59, "59 minutes"),
        (60, "1 hour"),
        (61, "1 hour 1 minute"),
        (108, "1 hour 48 minutes"),
        (120, "2 hours"),
        (93_600, "1,560 hours"),
        (-75, "minus 1 hour 15 minutes"),
    ] {
        assert_eq!(duration(minutes), words);
    }
}
