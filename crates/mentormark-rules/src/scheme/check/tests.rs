//! The edges of what a scheme may say, each from both sides.

use alloc::{
    format,
    string::{String, ToString},
    vec::Vec,
};

use serde_json::{Value, json};

use super::check;
use crate::{Code, json as reader, scheme};

/// A sound scheme of two levels and one section, with a flag that is asked about; `change` makes of it what is checked. What is wrong
/// with it then: codes and pointers.
fn faults(change: impl FnOnce(&mut Value)) -> Vec<(Code, String)> {
    let flag = |n: u8| json!({ "id": format!("y{n}"), "kind": "yes-no", "source": "x#x" });
    let mut facts: Vec<Value> = (0..24).map(flag).collect();
    facts.push(json!({ "id": "day", "kind": "date", "source": "x#x" }));
    let criterion = |id: &str, level: &str| json!({ "id": id, "level": level });
    let mut scheme = json!({
        "id": "x", "edition": "1", "starts_on": "2020-01-01", "source": "x#x",
        "levels": [{ "id": "pass", "source": "x#x" }, { "id": "merit", "source": "x#x" }],
        "scale": [{ "id": "no", "points": 1, "source": "x#x" }, { "id": "yes", "points": 3, "source": "x#x" }],
        "facts": facts,
        "eligibility": [{ "id": "check", "source": "x#x", "fact": "y0", "is": true }],
        "sections": [{ "id": "one", "source": "x#x", "criteria_source": "x#x",
            "criteria": [criterion("a", "pass"), criterion("b", "pass"), criterion("c", "merit")] }],
        "section_rule": { "source": "x#x", "share": { "rated": "yes", "of": "all", "source": "x#x" } },
        "award_rule": { "source": "x#x", "all": [
            { "sections": { "needed": "all", "floor": "none", "source": "x#x" } },
            { "share": { "rated": "yes", "of": "any", "source": "x#x" } }
        ] }
    });
    change(&mut scheme);
    let text = scheme.to_string();
    let tree = reader::tree(&text).unwrap();
    let read = reader::Reading::default();
    let scheme = scheme::read(&reader::Node::root(&tree, &read));
    let scheme = scheme.unwrap_or_else(|| panic!("{:?}\n{text}", read.take()));
    check(&scheme).into_iter().map(|fault| (fault.code, fault.pointer)).collect()
}

/// That all of these flags are set.
fn flags(of: core::ops::Range<u8>) -> Value {
    let flag = |n: u8| json!({ "fact": format!("y{n}"), "is": true });
    json!(of.map(flag).collect::<Vec<Value>>())
}

#[test]
fn the_scheme_that_the_others_differ_from_is_sound() {
    assert_eq!(faults(|_| {}), []);
}

#[test]
fn versions_of_a_check_begin_on_different_days() {
    let versions = |second: &str, third: &str| {
        faults(|scheme| {
            let asks = |n: u8| json!({ "fact": format!("y{n}"), "is": true, "source": "x#x" });
            let from = |n: u8, day: &str| json!({ "from": day, "fact": format!("y{n}"), "is": true, "source": "x#x" });
            let versions = [asks(0), from(1, second), from(2, third)];
            scheme["eligibility"][0] =
                json!({ "id": "check", "source": "x#x", "dated_by": "as_of", "versions": versions });
        })
    };
    assert_eq!(versions("2021-01-01", "2021-01-02"), []);
    assert_eq!(versions("2021-01-01", "2021-01-01"), [(Code::NotAscending, "/eligibility/0/versions/2/from".into())]);
}

#[test]
fn an_edition_retires_after_its_first_day() {
    let retired = |from: &str| faults(|scheme| scheme["retired"] = json!({ "from": from, "source": "x#x" }));
    assert_eq!(retired("2020-01-02"), []);
    assert_eq!(retired("2020-01-01"), [(Code::DatesCross, "/retired/from".into())]);
}

#[test]
fn a_wait_is_not_said_to_outlast_an_award_where_the_entry_level_is_not_known() {
    let terms = |entry: &str| {
        faults(|scheme| {
            scheme["validity"] = json!({ "months": 12, "source": "x#x" });
            scheme["progression"] = json!({ "entry": entry, "most_steps": 1, "source": "x#x", "lapsed": "blocked",
                "lapsed_source": "x#x", "waits": [{ "at": "pass", "months": 12, "source": "x#x" }] });
        })
    };
    assert_eq!(terms("pass"), [(Code::WaitOutlastsTerm, "/progression/waits/0/months".into())]);
    assert_eq!(terms("pas"), [(Code::UnknownLevel, "/progression/entry".into())]);
}

#[test]
fn a_scale_has_sixteen_ratings_at_most() {
    let ratings = |count: u8| {
        let rating = |n: u8| json!({ "id": format!("r{n}"), "points": n, "source": "x#x" });
        faults(|scheme| {
            scheme["scale"] = json!((1..=count).map(rating).collect::<Vec<Value>>());
            scheme["section_rule"]["share"]["rated"] = json!("r2");
            scheme["award_rule"]["all"][1]["share"]["rated"] = json!("r2");
        })
    };
    assert_eq!(ratings(16), []);
    assert_eq!(ratings(17), [(Code::TooManyEntries, "/scale".into())]);
}

#[test]
fn a_section_inherits_a_level_at_which_it_has_no_criterion() {
    let inherits = |level: &str| {
        faults(|scheme| {
            scheme["sections"][0]["inherits"] = json!(["merit"]);
            scheme["sections"][0]["criteria"][2]["level"] = json!(level);
            // That nothing is selected at the other level is another matter.
            scheme["award_rule"]["all"][1]["share"]["level"] = json!("up-to");
        })
    };
    assert_eq!(inherits("pass"), []);
    assert_eq!(inherits("merit"), [(Code::InheritsWrongly, "/sections/0/inherits/0".into())]);
}

#[test]
fn a_selection_is_filled_at_every_level_at_which_it_is_asked() {
    let forced = |force: &str| {
        faults(|scheme| {
            scheme["award_rule"]["all"][1]["share"]["force"] = json!("should");
            scheme["sections"][0]["criteria"][0]["force"] = json!("should");
            scheme["sections"][0]["criteria"][2]["force"] = json!(force);
        })
    };
    assert_eq!(forced("should"), []);
    assert_eq!(forced("must"), [(Code::EmptySelection, "/award_rule/all/1/share".into())]);
    // Where a test is asked at some levels only, it is filled at those.
    let at = |pass: &str, merit: &str| {
        faults(|scheme| {
            let share = |level: &str| {
                let of_level =
                    json!({ "rated": "yes", "of": "any", "level": level, "force": "should", "source": "x#x" });
                json!({ "share": of_level })
            };
            scheme["section_rule"] = json!({ "source": "x#x", "at": { "pass": share(pass), "merit": share(merit) } });
            scheme["sections"][0]["criteria"][2]["force"] = json!("should");
        })
    };
    assert_eq!(at("every", "same"), []);
    assert_eq!(at("same", "every"), [(Code::EmptySelection, "/section_rule/at/pass/share".into())]);
}

#[test]
fn a_selection_is_by_a_level_that_there_is() {
    let by = |level: &str| faults(|scheme| scheme["award_rule"]["all"][1]["share"]["level"] = json!(level));
    assert_eq!(by("merit"), []);
    assert_eq!(by("meritt"), [(Code::UnknownLevel, "/award_rule/all/1/share/level".into())]);
}

#[test]
fn a_level_of_a_section_without_criteria_is_noted_once() {
    let faults = faults(|scheme| {
        let share = |of: &str| json!({ "share": { "rated": "yes", "of": of, "source": "x#x" } });
        scheme["section_rule"] = json!({ "source": "x#x", "all": [share("all"), share("any")] });
        let section = |id: &str, level: &str| {
            let criteria = [json!({ "id": format!("{id}.a"), "level": level })];
            json!({ "id": id, "source": "x#x", "criteria_source": "x#x", "criteria": criteria })
        };
        scheme["sections"] = json!([section("one", "pass"), section("two", "merit"), section("three", "merit")]);
    });
    let of = |section: usize| (Code::NoCriteriaAtLevel, format!("/sections/{section}/criteria"));
    assert_eq!(faults, [of(0), of(1), of(2)]);
}

#[test]
fn both_levels_of_a_section_without_criteria_are_noted() {
    let faults = faults(|scheme| {
        scheme["levels"] = json!([{ "id": "pass", "source": "x#x" }, { "id": "merit", "source": "x#x" },
            { "id": "star", "source": "x#x" }]);
        scheme["sections"][0]["criteria"] = json!([{ "id": "a", "level": "star" }]);
        scheme["award_rule"]["all"][1]["share"]["level"] = json!("every");
    });
    let at_level = || (Code::NoCriteriaAtLevel, String::from("/sections/0/criteria"));
    assert_eq!(faults, [at_level(), at_level()]);
}

#[test]
fn points_are_more_than_the_lowest_ratings_give() {
    // Two criteria at pass: 2 points at the lowest ratings, 6 at the highest.
    let points = |at_least: u8| {
        faults(|scheme| {
            scheme["section_rule"] = json!({ "source": "x#x", "at": {
                "pass": { "points": { "at_least": at_least, "source": "x#x" } },
                "merit": { "share": { "rated": "yes", "of": "all", "source": "x#x" } } } });
        })
    };
    let noted = |code| [(code, String::from("/section_rule/at/pass/points/at_least"))];
    assert_eq!(points(2), noted(Code::PointsAlwaysMet));
    assert_eq!(points(3), []);
    assert_eq!(points(6), []);
    assert_eq!(points(7), noted(Code::PointsImpossible));
}

#[test]
fn cases_ask_nothing_of_ratings_however_often() {
    for shares in [1, 2] {
        let faults = faults(|scheme| {
            let share = json!({ "share": { "rated": "yes", "of": "any", "source": "x#x" } });
            let then = json!({ "all": alloc::vec![share; shares] });
            let cases = json!([{ "when": { "fact": "y1", "is": true }, "then": then },
                { "then": { "fact": "y2", "is": true } }]);
            let whole = json!({ "share": { "rated": "yes", "of": "all", "source": "x#x" } });
            scheme["section_rule"] = json!({ "source": "x#x", "all": [whole, { "cases": cases }] });
        });
        assert_eq!(faults, [(Code::ShapeNotHere, "/section_rule/all/1/cases".into())], "{shares}");
    }
}

#[test]
fn only_what_is_told_together_is_counted_together() {
    let refused = |check: u8, fee: u8, quality: core::ops::Range<u8>| {
        faults(|scheme| {
            scheme["eligibility"][0] = json!({ "id": "check", "source": "x#x", "all": flags(0..check) });
            let modifier = json!({ "id": "less", "percent": -10, "source": "x#x", "when": { "all": flags(0..fee) } });
            scheme["fee"] = json!({ "currency": "GBP", "source": "x#x", "modifiers": [modifier],
                "bands": [{ "id": "all", "net": 1000, "source": "x#x" }] });
            scheme["sections"][0]["criteria"][0]["applies_when"] = json!({ "all": flags(quality) });
        })
    };
    let too_many = |at: &str| [(Code::TooManyFactCells, String::from(at))];
    // What a fee asks and what decides quality look at other facts, and so come out in 2 to the 12 ways each.
    assert_eq!(refused(1, 12, 12..24), []);
    assert_eq!(refused(1, 13, 14..24), too_many("/fee/modifiers"));
    assert_eq!(refused(1, 1, 1..14), too_many("/award_rule"));
    assert_eq!(refused(13, 1, 14..24), too_many("/eligibility/0"));
}

#[test]
fn the_day_that_chooses_a_version_is_counted_with_its_check() {
    // 2 to the 11 ways for each of two versions, or of three.
    let dated = |count: usize| {
        faults(|scheme| {
            let days = ["2021-01-01", "2022-01-01"];
            let first = json!({ "source": "x#x", "all": flags(0..11) });
            let later = days.iter().map(|day| json!({ "from": day, "source": "x#x", "fact": "y0", "is": true }));
            let versions: Vec<Value> = core::iter::once(first).chain(later).take(count).collect();
            scheme["eligibility"][0] =
                json!({ "id": "check", "source": "x#x", "dated_by": "day", "versions": versions });
        })
    };
    assert_eq!(dated(2), []);
    assert_eq!(dated(3), [(Code::TooManyFactCells, "/eligibility/0".into())]);
}
