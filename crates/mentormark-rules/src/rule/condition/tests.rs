//! Cases are as the first of them that is so, and what they compile to grows little faster than they do.

use alloc::{boxed::Box, collections::BTreeSet, vec::Vec};

use super::Condition;
use crate::{Case, Plan};

/// So many cases, each with a comparison of its own for `when`, but for the last, and for `then`.
fn cases(count: usize) -> Vec<(Option<Condition>, Condition)> {
    let when = |case: usize| (case + 1 < count).then_some(Condition::Compare(case));
    (0..count).map(|case| (when(case), Condition::Compare(count + case))).collect()
}

/// The same written out: each case beside all those before it.
fn written_out(cases: &[(Option<Condition>, Condition)]) -> Condition {
    let case = |(i, (when, then)): (usize, &(Option<Condition>, Condition))| {
        let before = cases[..i].iter().filter_map(|(when, _)| when.clone());
        let before = before.map(|when| Condition::Not(Box::new(when)));
        Condition::All(before.chain(when.clone()).chain([then.clone()]).collect())
    };
    Condition::Any(cases.iter().enumerate().map(case).collect())
}

/// How many conditions stand in one another, this one included, and how deep.
fn size(condition: &Condition) -> (usize, usize) {
    let of_all = |conditions: &[Condition]| {
        let sizes = conditions.iter().map(size);
        sizes.fold((1, 1), |(count, depth), (more, deep)| (count + more, depth.max(deep + 1)))
    };
    match condition {
        Condition::Compare(_) | Condition::Held(_) => (1, 1),
        Condition::All(conditions) | Condition::Any(conditions) | Condition::Quorum(_, conditions) => {
            of_all(conditions)
        }
        Condition::Not(condition) => of_all(core::slice::from_ref(&**condition)),
    }
}

#[test]
fn the_first_case_that_is_so_decides_whatever_is_known() {
    let plan = Plan::from_json(include_str!("../../../examples/two-sections.json")).unwrap();
    let awards = Case::blank(&plan, "2026-11-22".parse().unwrap()).awards;
    for count in 1..=5 {
        let (of_cases, plain) = (Condition::of_cases(&cases(count)), written_out(&cases(count)));
        let comparisons = 2 * count;
        for world in 0..3usize.pow(u32::try_from(comparisons).unwrap()) {
            let known = |comparison: usize| match world / 3usize.pow(u32::try_from(comparison).unwrap()) % 3 {
                0 => Some(false),
                1 => Some(true),
                _ => None,
            };
            let told = |condition: &Condition| {
                let mut open = Vec::new();
                let decided = condition.decided(&known, &awards, &mut open);
                (decided, open.into_iter().collect::<BTreeSet<usize>>())
            };
            assert_eq!(told(&of_cases), told(&plain), "{count} cases, {world}");
            if (0..comparisons).all(|comparison| known(comparison).is_some()) {
                let first = (0..count - 1).find(|&case| known(case) == Some(true)).unwrap_or(count - 1);
                assert_eq!(told(&of_cases).0, known(count + first), "{count} cases, {world}");
            }
        }
    }
}

#[test]
fn many_cases_do_not_compile_to_the_square_of_them() {
    for (count, most, deepest) in [(0, 1, 1), (1, 1, 1), (2, 8, 4), (500, 8_000, 24), (4_000, 80_000, 30)] {
        let (size, depth) = size(&Condition::of_cases(&cases(count)));
        assert!(size <= most && depth <= deepest, "{count} cases: {size}, {depth} deep");
    }
}
