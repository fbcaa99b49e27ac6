//! Ways, and the facts that they need.

use alloc::{format, string::String};

use super::*;
use crate::fact::{
    Facts,
    tests::{comparison, scheme},
};

const AS_OF: &str = "2024-02-29";

#[test]
fn both_sides_of_one_edge_are_all_there_is() {
    // `any(employees < 250, employees >= 250)` is true whatever the employees.
    let scheme = scheme(r#"[{ "id": "n", "kind": "count", "least": 1, "most": 1000000, "source": "x#x" }]"#, "[]");
    let mut facts = Facts::new(&scheme);
    let small = facts.comparison(&comparison(r#"{ "fact": "n", "less_than": 250 }"#));
    let large = facts.comparison(&comparison(r#"{ "fact": "n", "at_least": 250 }"#));
    let ways = facts.ways(&[None], AS_OF.parse().unwrap(), &[small, large]);
    assert_eq!(ways.len(), 2);
    assert!(ways.iter().all(|way| way.truths.holds(small) != way.truths.holds(large)));
    assert_eq!(needs(&ways, |truths| truths.holds(small) || truths.holds(large)), Vec::<usize>::new());
    assert_eq!(needs(&ways, |truths| truths.holds(small)), [0]);
    assert!(
        facts.ways(&[Some(249)], AS_OF.parse().unwrap(), &[small, large]).iter().all(|way| way.truths.holds(small))
    );
    assert!(
        facts.ways(&[Some(250)], AS_OF.parse().unwrap(), &[small, large]).iter().all(|way| way.truths.holds(large))
    );
}

#[test]
fn expressions_beside_each_other_come_out_in_every_way_each_in_a_place_of_its_own() {
    let count = |id| format!(r#"{{ "id": "{id}", "kind": "count", "least": 0, "most": 3, "source": "x#x" }}"#);
    let facts = ["a", "b", "c", "d", "e"].map(count).join(",");
    let scheme = scheme(&format!("[{facts}]"), "[]");
    let mut facts = Facts::new(&scheme);
    let mut ask = |fact: &str, least: u32| {
        facts.comparison(&comparison(&format!(r#"{{ "fact": {fact}, "at_least": {least} }}"#)))
    };
    let (ab, cd) = (r#"{ "sum": ["a", "b"] }"#, r#"{ "sum": ["c", "d"] }"#);
    let wanted = [ask(ab, 2), ask(ab, 4), ask(cd, 2), ask(cd, 4), ask(r#""e""#, 2)];
    let ways = facts.ways(&[None; 5], AS_OF.parse().unwrap(), &wanted);
    assert_eq!(ways.len(), 3 * 3 * 2);
    assert!(ways.is_sorted_by(|one, other| one.place < other.place));
    for (of, expected) in [(0, &[0, 1][..]), (1, &[0, 1]), (2, &[2, 3]), (3, &[2, 3]), (4, &[4])] {
        assert_eq!(needs(&ways, |truths| truths.holds(wanted[of])), expected);
    }
}

#[test]
fn a_fact_in_several_expressions_is_needed_where_any_of_them_is_asked() {
    let count = |id| format!(r#"{{ "id": "{id}", "kind": "count", "least": 0, "most": 3, "source": "x#x" }}"#);
    let facts = ["a", "b", "c"].map(count).join(",");
    let yes = r#"{ "id": "y", "kind": "yes-no", "source": "x#x" }"#;
    let scheme = scheme(&format!("[{facts}, {yes}]"), "[]");
    let mut facts = Facts::new(&scheme);
    let mut ask = |text: &str| facts.comparison(&comparison(text));
    let y = ask(r#"{ "fact": "y", "is": true }"#);
    let ab = ask(r#"{ "fact": { "sum": ["a", "b"] }, "at_least": 5 }"#);
    let bc = ask(r#"{ "fact": { "sum": ["b", "c"] }, "at_least": 2 }"#);
    let b = ask(r#"{ "fact": "b", "at_least": 2 }"#);
    // The first where it is so, and the second where it is not, with and without a fact that falls into several cells.
    for (wanted, also) in [(&[y, ab, bc][..], false), (&[y, ab, bc, b], true)] {
        let told = |truths: &Truths| truths.holds(if truths.holds(y) { ab } else { bc }) && (!also || truths.holds(b));
        let met = |v: [i64; 4]| (if v[3] == 1 { v[0] + v[1] >= 5 } else { v[1] + v[2] >= 2 }) && (!also || v[1] >= 2);
        let worlds: Vec<[i64; 4]> = (0..128).map(|n| [n / 32, n / 8 % 4, n / 2 % 4, n % 2]).collect();
        for blanks in 0..16u32 {
            for given in &worlds {
                let is_blank = |fact: usize| blanks >> fact & 1 == 1;
                let like = |world: &&[i64; 4]| (0..4).all(|fact| is_blank(fact) || world[fact] == given[fact]);
                let changes = |fact: usize| {
                    worlds.iter().filter(like).any(|world| {
                        let mut other = *world;
                        (0..if fact == 3 { 2 } else { 4 }).any(|value| {
                            other[fact] = value;
                            met(other) != met(*world)
                        })
                    })
                };
                let expected: Vec<usize> = (0..4).filter(|&fact| is_blank(fact) && changes(fact)).collect();
                let known: Vec<_> = (0..4).map(|fact| (!is_blank(fact)).then_some(given[fact])).collect();
                let ways = facts.ways(&known, AS_OF.parse().unwrap(), wanted);
                assert_eq!(needs(&ways, told), expected, "{given:?}, {blanks:b} blank, {also}");
            }
        }
    }
}

#[test]
fn a_fact_stays_shared_however_often_its_expressions_are_asked() {
    let count = |id| format!(r#"{{ "id": "{id}", "kind": "count", "least": 0, "most": 3, "source": "x#x" }}"#);
    let facts = ["a", "b", "c"].map(count).join(",");
    let scheme = scheme(&format!("[{facts}]"), "[]");
    let mut facts = Facts::new(&scheme);
    let mut ask = |fact: &str, least: u32| {
        facts.comparison(&comparison(&format!(r#"{{ "fact": {fact}, "at_least": {least} }}"#)))
    };
    let (ab, bc) = (r#"{ "sum": ["a", "b"] }"#, r#"{ "sum": ["b", "c"] }"#);
    let (few, never, many) = (ask(ab, 2), ask(bc, 7), ask(ab, 4));
    // The second time that the first expression is asked does not take back that there is another.
    let both = [few, ask(bc, 2), many];
    let ways = facts.ways(&[None; 3], AS_OF.parse().unwrap(), &both);
    assert_eq!(needs(&ways, |truths| truths.holds(both[1])), [1, 2]);
    // Two ways in all, as one of the expressions comes out alike whatever the facts are.
    let ways = facts.ways(&[None; 3], AS_OF.parse().unwrap(), &[few, never]);
    assert_eq!(ways.len(), 2);
    assert_eq!(needs(&ways, |truths| truths.holds(few)), [0, 1]);
    assert_eq!(needs(&ways, |truths| truths.holds(never)), Vec::<usize>::new());
}

#[test]
fn nothing_asked_comes_out_in_one_way() {
    let scheme = scheme(r#"[{ "id": "y", "kind": "yes-no", "source": "x#x" }]"#, "[]");
    let ways = Facts::new(&scheme).ways(&[None], AS_OF.parse().unwrap(), &[]);
    assert_eq!(ways.len(), 1);
    assert_eq!(needs(&ways, Truths::clone), Vec::<usize>::new());
}

#[test]
fn one_way_stands_for_all_that_make_no_difference_and_the_same_facts_are_needed() {
    let scheme = scheme(
        r#"[{ "id": "c", "kind": "choice", "options": ["p", "q"], "source": "x#x" },
            { "id": "l", "kind": "choices", "options": ["s", "t", "u"], "source": "x#x" }]"#,
        "[]",
    );
    let mut facts = Facts::new(&scheme);
    let q = facts.comparison(&comparison(r#"{ "fact": "c", "is": "q" }"#));
    let mut wanted = vec![q];
    for option in ["s", "t", "u"] {
        let text = format!(r#"{{ "fact": "l", "includes": "{option}" }}"#);
        wanted.push(facts.comparison(&comparison(&text)));
    }
    let as_of = AS_OF.parse().unwrap();
    let all = facts.ways(&[None, None], as_of, &wanted);
    // It may be settled where the first fact is at its first value, or at its second.
    for (settled, place) in [(false, 0), (true, 8)] {
        let is_settled = |holds: &Truths, open: &Truths| !open.holds(q) && holds.holds(q) == settled;
        let few = facts.ways_until(&[None, None], as_of, &wanted, &is_settled);
        assert_eq!((all.len(), few.len()), (16, 9));
        let whole = few.iter().find(|way| way.span > 1).unwrap();
        assert_eq!((whole.place, whole.span), (place, 8));
        for (result, expected) in [(&wanted[..0], &[0][..]), (&wanted[1..2], &[0, 1]), (&wanted[1..], &[0, 1])] {
            let told = |truths: &Truths| truths.holds(q) != settled && result.iter().all(|&index| truths.holds(index));
            assert_eq!(needs(&all, told), expected);
            assert_eq!(needs(&few, told), expected);
        }
    }
}

#[test]
fn as_many_ways_are_told_as_there_may_be_cells() {
    let fact = |i: usize| format!(r#"{{ "id": "f{i}", "kind": "yes-no", "source": "x#x" }}"#);
    let list: Vec<String> = (0..12).map(fact).collect();
    let scheme = scheme(&format!("[{}]", list.join(",")), "[]");
    let mut facts = Facts::new(&scheme);
    let wanted: Vec<usize> =
        (0..12).map(|i| facts.comparison(&comparison(&format!(r#"{{ "fact": "f{i}", "is": true }}"#)))).collect();
    let ways = facts.ways(&[], AS_OF.parse().unwrap(), &wanted);
    assert_eq!(ways.len(), 4_096);
    let all = |truths: &Truths| wanted.iter().all(|&index| truths.holds(index));
    assert_eq!(needs(&ways, all), (0..12).collect::<Vec<_>>());
    assert_eq!(needs(&ways, |truths| truths.holds(wanted[7])), [7]);
}
