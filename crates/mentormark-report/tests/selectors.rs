//! Which criteria a rule looks at, for every way of picking them.

mod samples;

use mentormark_report::{Clause, english, welsh};
use mentormark_rules::{Plan, Wording};
use samples::Sample;

/// A scheme with criteria of each level and of none, of each force, and with and without a tag; its award at `high` asks `test`.
fn scheme(test: &str) -> String {
    format!(
        r#"{{
        "id": "made", "edition": "1", "starts_on": "2020-01-01", "source": "c#all",
        "levels": [{{ "id": "low", "source": "c#all" }}, {{ "id": "high", "source": "c#all" }}],
        "scale": [{{ "id": "no", "source": "c#all" }}, {{ "id": "yes", "source": "c#all" }}],
        "section_rule": {{ "share": {{ "rated": "yes", "of": "all", "source": "c#all" }}, "source": "c#all" }},
        "award_rule": {{ "source": "c#all", "at": {{
            "low": {{ "sections": {{ "needed": "all", "floor": "none", "source": "c#all" }} }},
            "high": {{ "all": [{{ "sections": {{ "needed": "all", "floor": "none", "source": "c#all" }} }}, {test}] }}
        }} }},
        "sections": [
            {{ "id": "one", "source": "c#all", "criteria_source": "c#all", "criteria": [
                {{ "id": "one.a", "level": "low", "tags": ["core"] }},
                {{ "id": "one.b", "level": "high", "force": "should" }},
                {{ "id": "one.c", "level": "high", "force": "suggested", "tags": ["core"] }},
                {{ "id": "one.d", "level": "high" }}] }},
            {{ "id": "two", "source": "c#all", "criteria_source": "c#all", "criteria": [
                {{ "id": "two.a", "level": "low" }},
                {{ "id": "two.b", "level": "high", "tags": ["core"] }}LAST] }}
        ]
    }}"#
    )
}

/// What is said of a test in the award rule at the higher level, in English and in Welsh: its text, and what it is made up of.
fn says(test: &str, has_one_of_no_level: bool) -> [Vec<String>; 2] {
    let last = if has_one_of_no_level { r#", { "id": "two.c" }"# } else { "" };
    let sample = Sample::read(&scheme(test).replace("LAST", last), include_str!("samples/wording.json"));
    [english::rulebook(sample.standard()), welsh::rulebook(sample.standard())].map(|chapters| {
        let levels = chapters.iter().find(|chapter| chapter.clauses.iter().any(|clause| clause.text.contains("high")));
        let high = levels.and_then(|chapter| chapter.clauses.iter().rfind(|clause| clause.text.contains("high")));
        let asked: &Clause = high.and_then(|clause| clause.of.last()).expect("what is asked besides");
        [asked.text.clone()].into_iter().chain(asked.of.iter().map(|part| part.text.clone())).collect()
    })
}

fn share(selector: &str) -> String {
    format!(r#"{{ "share": {{ "rated": "yes", "of": "any", {selector} "source": "c#all" }} }}"#)
}

#[test]
fn every_way_of_picking_criteria_is_said() {
    let cases = [
        ("", "the 4 high criteria is met", "o’r 4 maen prawf lefel high wedi’i fodloni"),
        (
            r#""level": "up-to","#,
            "the 6 criteria of high or lower is met",
            "o’r 6 maen prawf lefel high neu is wedi’i fodloni",
        ),
        (
            r#""level": "every","#,
            "the 6 criteria of any level is met",
            "o’r 6 maen prawf ar unrhyw lefel wedi’i fodloni",
        ),
        (r#""level": "low","#, "the 2 low criteria is met", "o’r 2 faen prawf lefel low wedi’i fodloni"),
        (
            r#""tag": "core","#,
            "the 2 high criteria under “core” is met",
            "o’r 2 faen prawf lefel high dan “core” wedi’i fodloni",
        ),
        (
            r#""force": "must","#,
            "the 2 high criteria that must be met is met",
            "o’r 2 faen prawf lefel high sy’n orfodol wedi’i fodloni",
        ),
        (
            r#""force": "should", "level": "every","#,
            "the 1 criterion of any level that should be met is met",
            "o’r 1 maen prawf ar unrhyw lefel a argymhellir wedi’i fodloni",
        ),
        (
            r#""sections": ["two"], "level": "every","#,
            "the 2 criteria of any level in two is met",
            "o’r 2 faen prawf ar unrhyw lefel yn “two” wedi’i fodloni",
        ),
    ];
    for (selector, english, welsh) in cases {
        let [in_english, in_welsh] = says(&share(selector), false);
        assert_eq!(in_english, [format!("at least one of {english}")], "{selector}");
        assert_eq!(in_welsh, [format!("bod o leiaf un {welsh}")], "{selector}");
    }
}

#[test]
fn criteria_that_a_rule_lists_are_named_one_by_one() {
    let picked = r#""criteria": ["one.d", "two.b"],"#;
    let [english, welsh] = says(&share(picked), false);
    assert_eq!(english, ["at least one of the 2 high criteria that the rule lists is met:", "one.d", "two.b"]);
    assert_eq!(
        welsh,
        ["bod o leiaf un o’r 2 faen prawf lefel high a restrir gan y rheol wedi’i fodloni:", "one.d", "two.b"]
    );
    let points = format!(r#"{{ "points": {{ "at_least": {{ "percent": 50 }}, {picked} "source": "c#all" }} }}"#);
    assert_eq!(
        says(&points, false)[0],
        [
            "the ratings make at least 50% of the points that they could make from the high criteria that the rule lists:",
            "one.d",
            "two.b"
        ]
    );
    let none_below = format!(r#"{{ "none_below": {{ "rated": "yes", {picked} "source": "c#all" }} }}"#);
    assert_eq!(
        says(&none_below, false)[0],
        ["none of the high criteria that the rule lists are rated below “yes”:", "one.d", "two.b"]
    );
}

#[test]
fn criteria_of_no_level_are_counted_with_those_of_the_level() {
    let of = |selector: &str| says(&share(selector), true)[0].concat();
    assert_eq!(of(""), "at least one of the 5 criteria of high or of no level is met");
    assert_eq!(of(r#""level": "up-to","#), "at least one of the 7 criteria of high or lower or of no level is met");
    assert_eq!(of(r#""level": "every","#), "at least one of the 7 criteria of any level is met");
    assert_eq!(
        says(&share(""), true)[1].concat(),
        "bod o leiaf un o’r 5 maen prawf lefel high, neu heb lefel, wedi’i fodloni"
    );
}

#[test]
fn a_criterion_says_only_what_a_rule_picks_it_by() {
    let in_both = |test: &str| {
        let plan = Plan::from_json(&scheme(test).replace("LAST", "")).unwrap();
        let wording = Wording::default();
        let standard = mentormark_report::Standard { scheme: plan.scheme(), wording: &wording };
        let each = plan.scheme().criteria().map(|criterion| {
            [english::criterion_notes(criterion, standard), welsh::criterion_notes(criterion, standard)]
        });
        each.map(|notes| notes.map(|notes| notes.join("; "))).collect::<Vec<_>>()
    };
    let (none, core) = (["", ""], ["under “core”", "dan “core”"]);
    assert_eq!(in_both(&share(r#""tag": "core","#)), [core, none, core, none, none, core]);
    let must = ["must be met", "rhaid ei fodloni"];
    let (should, suggested) = (["should be met", "dylid ei fodloni"], ["suggested", "awgrymir ei fodloni"]);
    assert_eq!(in_both(&share(r#""force": "suggested","#)), [must, should, suggested, must, must, must]);
    // What no rule picks by says nothing of what is judged.
    assert_eq!(in_both(&share("")), [none; 6]);
}
