//! The action plan beside mentorsme holds together: no rule reads it, so nothing else would notice.

use std::collections::{BTreeMap, BTreeSet};

use toml::{Table, Value};

use crate::{at, text, tidy};

const PLAN: &str = "crates/mentormark-schemes/data/mentorsme/beside/action-plan.toml";

/// The actions that each row of evidence cites, written down here once more.
const CITED: [&[i64]; 14] = [
    &[2, 4, 5, 6, 7],
    &[1, 4, 5, 10, 11],
    &[1, 2, 3, 4, 6, 10],
    &[3, 7],
    &[3, 12, 13, 16],
    &[4, 8, 12, 14, 15],
    &[4, 5, 6, 14],
    &[1, 2, 4, 7, 14],
    &[4, 8, 14],
    &[1, 2, 9],
    &[6, 10, 11],
    &[4, 7, 8, 12, 14],
    &[2, 3, 8, 12, 14],
    &[],
];

/// Figures that the summary of an action states as well.
const STATED: [(usize, &str); 4] = [
    (1, "listed-at-launch"),
    (1, "listed-in-september-2012"),
    (5, "get-mentoring-volunteers"),
    (13, "not-involved-share"),
];

fn plan() -> Table {
    toml::from_str(&text(&at(PLAN))).unwrap_or_else(|error| panic!("{PLAN}: {error}"))
}

/// The tables of a list.
fn list<'a>(plan: &'a Table, name: &str) -> Vec<&'a Table> {
    let listed = plan.get(name).and_then(Value::as_array).into_iter().flatten();
    listed.map(|entry| entry.as_table().expect("a table")).collect()
}

fn words<'a>(entry: &'a Table, key: &str) -> &'a str {
    entry.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn number(entry: &Table, key: &str) -> Option<i64> {
    entry.get(key).and_then(Value::as_integer)
}

fn actions_of(row: &Table) -> Vec<i64> {
    let cited = row.get("actions").and_then(Value::as_array).expect("a list of actions");
    cited.iter().map(|number| number.as_integer().expect("a number")).collect()
}

/// Ambitions and actions are numbered from 1, and say something.
fn numbering(plan: &Table) -> Vec<String> {
    let mut wrong = Vec::new();
    for name in ["ambitions", "actions"] {
        for (entry, expected) in list(plan, name).into_iter().zip(1..) {
            if number(entry, "number") != Some(expected) {
                wrong.push(format!("{name}: the number {:?} stands in place {expected}", number(entry, "number")));
            }
            if !words(entry, "summary").ends_with('.') {
                wrong.push(format!("{name} {expected} has no summary"));
            }
        }
    }
    wrong
}

/// Every action cited exists, every action is cited, and one row cites none.
fn citations(plan: &Table) -> Vec<String> {
    let actions: BTreeSet<i64> = list(plan, "actions").iter().filter_map(|action| number(action, "number")).collect();
    let rows = list(plan, "evidence");
    let mut wrong = Vec::new();
    let mut cited = BTreeSet::new();
    let mut citing_none = Vec::new();
    for row in &rows {
        let (id, of_row) = (words(row, "id"), actions_of(row));
        for missing in of_row.iter().filter(|action| !actions.contains(action)) {
            wrong.push(format!("{id} cites action {missing}, which does not exist"));
        }
        if of_row.windows(2).any(|pair| pair[0] >= pair[1]) {
            wrong.push(format!("{id} cites actions out of order"));
        }
        if of_row.is_empty() {
            citing_none.push(*row);
        }
        cited.extend(of_row);
    }
    wrong.extend(actions.difference(&cited).map(|action| format!("no row cites action {action}")));
    match citing_none[..] {
        [row] if words(row, "note").is_empty() => {
            wrong.push(format!("{} does not say why it cites none", words(row, "id")));
        }
        [_] => {}
        _ => wrong.push(format!("{} rows cite no action, not one", citing_none.len())),
    }
    wrong
}

/// The figures, by their ids.
fn figures(plan: &Table) -> BTreeMap<&str, i64> {
    let figures = list(plan, "figures");
    figures.iter().filter_map(|figure| Some((words(figure, "id"), number(figure, "value")?))).collect()
}

/// A number as a text writes it: `36,000`.
fn grouped(number: i64) -> String {
    if number < 1000 { number.to_string() } else { format!("{},{:03}", grouped(number / 1000), number % 1000) }
}

/// A figure as a text writes it; fractions and money are told in words.
fn written(figure: &Table) -> Option<String> {
    let value = number(figure, "value")?;
    match words(figure, "unit") {
        "per cent" => Some(format!("{value}%")),
        "pounds" | "in three" | "in four" | "in ten" => None,
        _ => Some(grouped(value)),
    }
}

/// Figures are written out where they are told of, and come to what they should.
fn sums(plan: &Table) -> Vec<String> {
    let mut wrong = Vec::new();
    let told = list(plan, "figures");
    for figure in &told {
        let says = words(figure, "says");
        if written(figure).is_some_and(|written| !says.contains(&written)) {
            wrong.push(format!("{} is not the number of `{says}`", words(figure, "id")));
        }
    }
    for (action, id) in STATED {
        let stated = told.iter().find(|figure| words(figure, "id") == id).and_then(|figure| written(figure));
        let summary = list(plan, "actions").get(action - 1).map_or("", |action| words(action, "summary"));
        if stated.is_none_or(|stated| !summary.contains(&stated)) {
            wrong.push(format!("action {action} does not state {id}"));
        }
    }
    let figures = figures(plan);
    let of = |id: &str| figures.get(id).copied().unwrap_or_else(|| panic!("there is no figure `{id}`"));
    let mut hold = |holds: bool, what: &str| {
        if !holds {
            wrong.push(format!("it does not hold that {what}"));
        }
    };
    let in_all = of("formal-mentors") + of("get-mentoring-volunteers");
    hold(in_all == of("mentors-in-all"), "the mentors there are and the volunteers make the mentors in all");
    hold(of("mentors-in-all") < of("mentors-goal"), "the goal is still ahead");
    hold(of("bank-mentors") < of("formal-mentors"), "the banks' mentors are some of the mentors");
    hold(of("listed-in-september-2012") == of("listed-at-writing"), "two counts of the organisations listed agree");
    hold(of("listed-at-launch") < of("listed-in-september-2012"), "the portal has grown");
    hold(of("listed-at-writing") < of("formal-organisations"), "not every organisation is listed");
    hold(of("mentored-in-a-year-least") < of("mentored-in-a-year-most"), "a range rises");
    hold(of("could-not-find-least") < of("could-not-find-most"), "a range rises");
    hold(of("mentored-in-a-year-most") < of("using-a-mentor-by-survey"), "far more use a mentor than will be mentored");
    hold(of("used-a-mentor") - of("using-a-mentor-by-survey") == 15_000, "the survey is rounded down by 15,000");
    let businesses = of("used-a-mentor") * 100 / of("used-a-mentor-share");
    hold(businesses == 4_500_000, "7% of 4.5 million businesses used a mentor");
    let employers = of("know-the-portal") * 100 / of("know-the-portal-share");
    hold(employers / 10_000 == 117, "23% of 1.17 million employers know of the portal");
    hold(of("used-a-mentor-share") + of("not-involved-share") <= 100, "nobody uses a mentor and has not thought of it");
    wrong
}

#[test]
fn the_action_plan_has_all_its_parts() {
    let plan = plan();
    let count = |name: &str| list(&plan, name).len();
    assert_eq!(["ambitions", "actions", "evidence", "figures"].map(count), [3, 16, 14, 27]);
    let rows = list(&plan, "evidence");
    assert_eq!(rows.iter().map(|row| actions_of(row)).collect::<Vec<_>>(), CITED);
    let groups: Vec<&str> = rows.iter().map(|row| words(row, "group")).collect();
    assert_eq!(groups, [vec!["market"; 7], vec!["access"; 3], vec!["use"; 4]].concat());
    for (name, keys) in [("evidence", ["id", "insight", "challenge"]), ("figures", ["id", "unit", "where"])] {
        let ids: BTreeSet<&str> = list(&plan, name).iter().map(|entry| words(entry, "id")).collect();
        assert_eq!(ids.len(), list(&plan, name).len(), "{name} have ids of their own");
        for entry in list(&plan, name) {
            assert!(keys.iter().all(|key| !words(entry, key).is_empty()), "{name}: {entry:?}");
        }
    }
}

#[test]
fn the_action_plan_holds_together() {
    let plan = plan();
    tidy(&[numbering(&plan), citations(&plan), sums(&plan)].concat());
}

#[test]
fn what_does_not_hold_together_is_found() {
    let broken = |from: &str, to: &str| -> Vec<String> {
        let whole = text(&at(PLAN));
        assert_eq!(whole.matches(from).count(), 1, "{from}");
        let plan: Table = toml::from_str(&whole.replace(from, to)).expect("TOML");
        [numbering(&plan), citations(&plan), sums(&plan)].concat()
    };
    assert_eq!(
        broken("actions = [1, 2, 9]", "actions = [1, 2, 17]"),
        ["not-all-are-listed cites action 17, which does not exist", "no row cites action 9"]
    );
    assert_eq!(broken("actions = [3, 7]", "actions = [7, 3]"), ["few-target-sectors cites actions out of order"]);
    assert_eq!(broken("actions = []", "actions = [1]"), ["0 rows cite no action, not one"]);
    assert_eq!(broken("actions = [6, 10, 11]", "actions = []").len(), 1);
    assert_eq!(broken("number = 16\n", "number = 18\n").len(), 3);
    assert_eq!(
        broken("value = 36_000", "value = 36_001"),
        [
            "mentors-in-all is not the number of `With the Get Mentoring volunteers there will be about 36,000 mentors: 21,000 and 15,000.`",
            "it does not hold that the mentors there are and the volunteers make the mentors in all"
        ]
    );
    assert_eq!(broken("sort the 72% of", "sort the 73% of"), ["action 13 does not state not-involved-share"]);
}
