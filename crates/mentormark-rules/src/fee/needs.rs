//! What a fee that is not known depends on.

use alloc::vec::Vec;

use super::{Charge, Given, Point, Tariff, Version, bit, corners};
use crate::{
    Date, Rank,
    case::Awards,
    fact::{Facts, Packed, differing},
};

impl Given<'_> {
    fn is_blank(self, fact: usize) -> bool {
        self.values.get(fact).is_some_and(Option::is_none)
    }
}

impl Tariff {
    /// The positions of the facts that an unknown fee hangs on, rising. A fee by level hangs on none where the level is what is missing.
    pub(crate) fn needs(
        &self,
        facts: &Facts,
        values: &[Option<Packed>],
        awards: &Awards,
        tax_point: Date,
        level: Option<Rank>,
    ) -> Vec<usize> {
        let given = Given { facts, values, awards, tax_point, level };
        let Some((at, version)) = self.version_for(given) else { return Vec::new() };
        if !self.is_plain(version) {
            return self.combined_needs(at, version, given);
        }
        // There is a value in every band, and no two bands are the same.
        let is_needed = |fact: &usize| version.bands.len() > 1 && given.is_blank(*fact);
        self.fact_of(version).filter(is_needed).into_iter().collect()
    }

    /// The facts that are blank and can change the fee, rising. A fee by level is looked at for every level where none is given.
    ///
    /// What makes no difference at the ends of an open number may make one between them. So there fees are compared before they are
    /// rounded, and at a place within as well; a fact may then be named though rounding would swallow all that it does.
    ///
    /// Where a number is worked out from several blank facts and changes the fee, all of them are named, for which of them takes it past
    /// the edge of a band, or to the next unit, hangs on where the others are, and their ends do not tell. Let a band start at 5, and `a`
    /// be up to 9: in `greatest(a, b)` with `b` up to 2, `b` changes nothing; in `a + b` with `b` up to 1 it does where `a` is 4, though
    /// not at either end of `a`. To know, one would look for the values of the others at which an edge is passed, as [`Facts::ways`] does
    /// for comparisons, where that is exact of two blank facts and no more. A page would load that code for every fee, and all that it could
    /// do is to ask for one fact less: none that is needed is left out, and no fee is another.
    fn combined_needs(&self, at: usize, version: &Version, given: Given<'_>) -> Vec<usize> {
        let every = || (0..self.levels).filter_map(Rank::from_index).map(Some).collect();
        let levels: Vec<Option<Rank>> = given.level.map_or_else(every, |level| [Some(level)].into());
        let (mut results, mut within) = (Vec::new(), Vec::new());
        let ways = self.each_way(given, &mut |point| {
            let open = self.open(version, point);
            let mut result = Vec::new();
            for &level in &levels {
                let told = |corner: u32, inside: u32| {
                    let (charge, exact) =
                        self.at(at, version, Point { given: Given { level, ..given }, corner, inside, ..point })?;
                    Some((charge, exact.lowest()))
                };
                let charge = |corner| told(corner, 0).map(|(charge, _)| charge);
                let first = charge(0);
                if corners(open).all(|corner| charge(corner) == first) {
                    result.push([first.map(|charge| (charge, (0, 0)))].into());
                    continue;
                }
                for (place, quantity) in self.quantities.iter().enumerate().filter(|&(place, _)| open & bit(place) != 0)
                {
                    let (this, others) = (bit(place), open & !bit(place));
                    let changes = |(corner, inside)| told(corner, inside) != told(corner | this, inside);
                    if corners(others).map(|corner| (corner, 0)).chain([(0, others)]).any(changes) {
                        within.extend(quantity.facts.iter().filter(|&&fact| given.is_blank(fact)));
                    }
                }
                // Each once, so that it makes no difference how many numbers are open that change nothing.
                let mut all: Vec<Option<(Charge, (i128, i128))>> = Vec::new();
                for here in corners(open).map(|corner| told(corner, 0)).chain([told(0, open)]) {
                    if !all.contains(&here) {
                        all.push(here);
                    }
                }
                result.push(all);
            }
            results.push(result);
        });
        let mut needs = differing(&ways, &results);
        for fact in within {
            if let Err(at) = needs.binary_search(&fact) {
                needs.insert(at, fact);
            }
        }
        needs
    }
}

#[cfg(test)]
mod tests {
    use alloc::{format, string::String};
    use core::fmt::Write;

    use super::{super::tests::scheme, *};
    use crate::{Plan, Price, json};

    /// The same numbers on every run.
    struct Dice(u64);

    impl Dice {
        fn roll(&mut self, sides: usize) -> usize {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(self.0 >> 33).unwrap() % sides
        }

        fn pick<T: Copy>(&mut self, of: &[T]) -> T {
            of[self.roll(of.len())]
        }
    }

    /// A fee over `a`, `b` and `c`, their sum and a half; and whether each number and each condition looks at facts of its own.
    fn any_fee(dice: &mut Dice, scale: i64) -> (String, bool) {
        let mut looked_at: Vec<&str> = Vec::new();
        let mut is_plain = true;
        let mut number = |dice: &mut Dice| {
            let fact = dice.pick(&["a", "b", "ab", "half"]);
            looked_at.push(fact);
            fact
        };
        let mut text = String::from(r#""currency": "GBP""#);
        let bands = dice.roll(3);
        let fact = if bands > 0 || dice.roll(2) == 0 { Some(number(dice)) } else { None };
        if let Some(fact) = fact {
            write!(text, r#", "fact": "{fact}""#).unwrap();
        }
        let mut net = dice.pick(&[0, 5, 10]) * scale;
        let mut all = format!(r#"{{ "id": "b0", "net": {net}, "source": "s#a" }}"#);
        for band in 1..=bands {
            net += dice.pick(&[0, 3]) * scale;
            let from = if fact == Some("half") && band == 2 { 2 } else { band };
            write!(all, r#", {{ "id": "b{band}", "from": {from}, "net": {net}, "source": "s#a" }}"#).unwrap();
        }
        write!(text, r#", "bands": [{all}]"#).unwrap();
        if dice.roll(2) == 0 {
            let (fact, part) = (number(dice), dice.pick(&["whole", "started", "exact"]));
            let (above, unit, net) = (dice.pick(&[-1, 0, 1]), dice.pick(&[1, 2, 3]), dice.pick(&[0, 3, 4]) * scale);
            write!(
                text,
                r#", "per_unit": {{ "fact": "{fact}", "above": {above}, "unit": {unit}, "net": {net}, "part": "{part}", "source": "s#a" }}"#
            )
            .unwrap();
        }
        let mut modifiers: Vec<String> = Vec::new();
        for i in 0..dice.roll(4) {
            let change = match dice.roll(4) {
                0 => format!(r#""net": {}"#, dice.pick(&[-10, -3, 1, 7]) * scale),
                1 => format!(r#""ratio": {{ "fact": "{}", "of": {} }}"#, number(dice), dice.pick(&[1, 2, 3])),
                _ => format!(r#""percent": {}"#, dice.pick(&[-100, -100, -50, 5, 20])),
            };
            let c = r#"{ "fact": "c", "is": true }"#;
            let when = match dice.roll(5) {
                0 => String::new(),
                1 | 2 => format!(r#", "when": {c}"#),
                3 => format!(
                    r#", "when": {{ "fact": "{}", "at_least": {} }}"#,
                    dice.pick(&["a", "b"]),
                    dice.pick(&[1, 2])
                ),
                _ => {
                    is_plain = false;
                    format!(r#", "when": {{ "any": [{c}, {{ "fact": "ab", "at_least": {} }}] }}"#, dice.pick(&[1, 3]))
                }
            };
            modifiers.push(format!(r#"{{ "id": "m{i}", "source": "s#a", {change}{when} }}"#));
        }
        write!(text, r#", "modifiers": [{}]"#, modifiers.join(",")).unwrap();
        looked_at.sort_unstable();
        looked_at.dedup();
        (text, is_plain && (looked_at.len() < 2 || looked_at == ["a", "b"] || looked_at == ["b", "half"]))
    }

    fn any_plan(fee: &str) -> Option<Plan> {
        let uses = |id: &str| fee.contains(&format!(r#""{id}""#));
        let sum = uses("ab").then_some(r#"{ "id": "ab", "value": { "sum": ["a", "b"] }, "source": "s#a" }"#);
        let half = uses("half").then_some(r#"{ "id": "half", "value": { "ratio": ["a", 2] }, "source": "s#a" }"#);
        let number =
            |id, most| format!(r#"{{ "id": "{id}", "kind": "count", "least": 0, "most": {most}, "source": "s#a" }}"#);
        let a = (uses("a") || uses("ab") || uses("half")).then(|| number("a", 4));
        let b = (uses("b") || uses("ab")).then(|| number("b", 2));
        let c = uses("c").then(|| r#"{ "id": "c", "kind": "yes-no", "source": "s#a" }"#.into());
        let facts: Vec<String> = [a, b, c].into_iter().flatten().collect();
        let derived: Vec<&str> = [sum, half].into_iter().flatten().collect();
        Plan::from_json(&scheme(&facts.join(","), &derived.join(","), fee)).ok()
    }

    #[test]
    fn a_fee_is_known_where_it_is_the_same_for_every_way_of_filling_the_blanks() {
        let mut dice = Dice(1);
        let (mut told, mut known, mut open) = (0, 0, 0);
        while told < 3_000 {
            // Of so much no rounding swallows anything.
            let scale = dice.pick(&[1, 100_000]);
            let (fee, is_plain) = any_fee(&mut dice, scale);
            let Some(plan) = any_plan(&fee) else { continue };
            told += 1;
            let text = r#"{ "scheme": "s", "as_of": "2026-11-21", "facts": {}, "ratings": {} }"#;
            let case = plan.read(&json::assessment(text).unwrap()).unwrap();
            let all: Vec<Vec<i64>> =
                plan.scheme().facts.iter().map(|fact| (0..=fact.kind.limits().1).collect()).collect();
            let mut worlds: Vec<Vec<i64>> = alloc::vec![Vec::new()];
            for values in &all {
                worlds = worlds.iter().flat_map(|w| values.iter().map(|&v| [&w[..], &[v]].concat())).collect();
            }
            let price = |values: &[Option<i64>]| {
                plan.tariff().unwrap().price(&plan.facts, values, &case.awards, case.tax_point, None)
            };
            let total: Vec<Price> =
                worlds.iter().map(|world| price(&world.iter().copied().map(Some).collect::<Vec<_>>())).collect();
            for blanks in 0..1usize << all.len() {
                let is_blank = |fact: usize| blanks >> fact & 1 == 1;
                let world = &worlds[dice.roll(worlds.len())];
                let given: Vec<Option<i64>> =
                    world.iter().enumerate().map(|(fact, &value)| (!is_blank(fact)).then_some(value)).collect();
                let agrees =
                    |other: &[i64]| given.iter().zip(other).all(|(given, value)| given.is_none_or(|it| it == *value));
                let here: Vec<usize> = (0..worlds.len()).filter(|&at| agrees(&worlds[at])).collect();
                let needs: Vec<usize> = (0..all.len())
                    .filter(|&fact| {
                        let apart = |&(one, other): &(usize, usize)| {
                            worlds[one].iter().zip(&worlds[other]).enumerate().all(|(i, (a, b))| i == fact || a == b)
                        };
                        let pairs = here.iter().flat_map(|&one| here.iter().map(move |&other| (one, other)));
                        pairs.filter(apart).any(|(one, other)| total[one] != total[other])
                    })
                    .collect();
                match price(&given) {
                    Price::Unknown => {
                        let found =
                            plan.tariff().unwrap().needs(&plan.facts, &given, &case.awards, case.tax_point, None);
                        open += 1;
                        assert!(needs.iter().all(|fact| found.contains(fact)), "{fee} {given:?} {found:?} {needs:?}");
                        if is_plain {
                            assert!(!needs.is_empty(), "{fee} {given:?}");
                            assert!(scale == 1 || found == needs, "{fee} {given:?} {found:?} {needs:?}");
                        }
                    }
                    price => {
                        known += 1;
                        assert!(here.iter().all(|&at| total[at] == price), "{fee} {given:?}");
                    }
                }
            }
        }
        assert!(known > 1_000 && open > 1_000, "{known} {open}");
    }
}
