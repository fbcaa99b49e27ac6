//! Holds facts, what is worked out from them and how they are compared against each other.

use alloc::{format, string::String, vec::Vec};

use super::{
    Facts,
    comparison::{self, By, Compared, Comparison, End},
    expression::{AS_OF, CompiledExpression},
    scope::{Known, Scope, limits},
    ways::ways,
};
use crate::{
    Code, Date, Id, Refusal, Scheme,
    assessment::MOST_OPTIONS,
    json::child,
    scheme::facts::{Fact, FactKind},
};

/// The most derived facts.
const MOST_DERIVED: usize = 1_000;
/// The most options of a choice.
const MOST_CHOICE: usize = 32;
/// The most options of a list of options.
const MOST_CHOICES: usize = MOST_OPTIONS;
/// The most cells of facts that are asked about together.
const MOST_CELLS: usize = 4_096;

/// Notes what is wrong with the facts and the derived facts of a scheme.
pub(crate) fn check_facts(scheme: &Scheme, faults: &mut Vec<Refusal>) {
    for (i, fact) in scheme.facts.iter().enumerate() {
        let pointer = format!("/facts/{i}");
        id_is_no_date(&fact.id, &pointer, faults);
        let (least, most) = fact.kind.limits();
        if fact.kind.is_date().is_some() && least > most {
            let message = "`least` is above `most`, so that no value is left: swap them";
            faults.push(Refusal::new(Code::LimitsReversed, child(&pointer, "least"), message));
        }
        options_fit(&fact.kind, &child(&pointer, "options"), faults);
    }
    if scheme.derived.len() > MOST_DERIVED {
        let message = format!("{} derived facts are more than {MOST_DERIVED}: remove some", scheme.derived.len());
        faults.push(Refusal::new(Code::TooManyEntries, "/derived", message));
        return;
    }
    for (i, derived) in scheme.derived.iter().enumerate() {
        let pointer = format!("/derived/{i}");
        id_is_no_date(&derived.id, &pointer, faults);
        let mut earlier = scheme.derived.iter().take(i).map(|earlier| &earlier.id);
        if scheme.facts.iter().any(|fact| fact.id == derived.id) || earlier.any(|earlier| *earlier == derived.id) {
            let message = format!("there is a fact `{}` already: rename or remove one", derived.id);
            faults.push(Refusal::new(Code::DuplicateId, child(&pointer, "id"), message));
        }
        let mut scope = Scope::new(&scheme.facts, &scheme.derived, i);
        let pointer = child(&pointer, "value");
        let _ = scope.compile(&derived.value, &pointer);
        scope.close(&pointer);
        faults.append(&mut scope.faults);
    }
}

/// An id like a date would be read as one where an expression names it.
fn id_is_no_date(id: &Id, pointer: &str, faults: &mut Vec<Refusal>) {
    if Date::is_shape_of(id) {
        let message = format!("`{id}` reads as a date: use another id");
        faults.push(Refusal::new(Code::ReservedId, child(pointer, "id"), message));
    }
}

fn options_fit(kind: &FactKind, pointer: &str, faults: &mut Vec<Refusal>) {
    let (fewest, most) = match kind {
        FactKind::Choice { .. } => (2, MOST_CHOICE),
        FactKind::Choices { .. } => (1, MOST_CHOICES),
        _ => return,
    };
    let options = kind.options();
    let count = options.len();
    if count > most {
        let message = format!("{count} options are more than {most}: remove some");
        faults.push(Refusal::new(Code::TooManyEntries, pointer, message));
        return;
    }
    if count < fewest {
        let message = "this leaves nothing to choose: add an option";
        faults.push(Refusal::new(Code::TooFewOptions, pointer, message));
    }
    for (i, option) in options.iter().enumerate() {
        if options.iter().take(i).any(|earlier| earlier == option) {
            let message = format!("`{option}` stands twice: keep one");
            faults.push(Refusal::new(Code::DuplicateOption, format!("{pointer}/{i}"), message));
        }
    }
}

/// Notes where a name is neither a date fact nor the day judged on.
pub(crate) fn check_date(scheme: &Scheme, name: &Id, pointer: &str, faults: &mut Vec<Refusal>) {
    let is_date = |fact: &&Fact| fact.kind.is_date() == Some(true);
    let dates = || scheme.facts.iter().filter(is_date).map(|fact| fact.id.as_str());
    if **name == *AS_OF || dates().any(|date| *name == *date) {
        return;
    }
    let is_fact = scheme.facts.iter().any(|fact| fact.id == *name);
    let code = if is_fact { Code::WrongFactKind } else { Code::UnknownFact };
    let message = format!("`{name}` is no date: name a fact that is one, or `as_of`");
    faults.push(Refusal::new(code, pointer, message).suggesting(name, dates().chain([AS_OF])));
}

/// Notes what is wrong with a comparison: what it names, how that fits, and whether it could come out in one way only.
///
/// Whether one that looks at the day judged on could is not asked.
pub(crate) fn check_comparison(scheme: &Scheme, comparison: &Comparison, pointer: &str, faults: &mut Vec<Refusal>) {
    let mut scope = Scope::new(&scheme.facts, &scheme.derived, scheme.derived.len());
    let compiled = comparison::compile(&mut scope, comparison, pointer);
    let is_dated = scope.used.contains(&scope.as_of());
    let is_faulty = !scope.faults.is_empty();
    faults.append(&mut scope.faults);
    let Some((compared, known)) = compiled.filter(|_| !is_faulty) else { return };
    if !can_be_told(&compared, &[&compared], known.as_ref()) {
        let message =
            "what several facts come to could pass over what lies between these ends: keep one end, or round the value";
        faults.push(Refusal::new(Code::FactsEntangled, pointer, message));
        return;
    }
    let mut limits = limits(&scheme.facts);
    let has_values = |&fact: &usize| limits.get(fact).is_some_and(|(least, most)| least <= most);
    if is_dated || !compared.facts.iter().all(has_values) {
        return;
    }
    let ways = ways(&[compared], &mut limits, &[0]);
    if ways.iter().all(|way| way.truths.holds(0)) {
        let message = "this holds whatever the facts, as their limits show: remove it, or compare with something else";
        faults.push(Refusal::new(Code::ComparisonAlways, pointer, message));
    } else if !ways.iter().any(|way| way.truths.holds(0)) {
        let message = "this never holds, as the limits of the facts show: compare with something else";
        faults.push(Refusal::new(Code::ComparisonNever, pointer, message));
    }
}

/// How many different cuts comparisons make.
fn cuts(comparisons: &[&Compared]) -> usize {
    let mut cuts: Vec<(&CompiledExpression, &End)> = Vec::new();
    for compared in comparisons {
        if let By::Ends(value, ends) = &compared.by {
            for end in ends {
                if !cuts.iter().any(|(other, cut)| *other == value && cut.cuts_like(end)) {
                    cuts.push((value, end));
                }
            }
        }
    }
    cuts.len()
}

/// Whether two comparisons look at the same fact alone, or at the same value of several.
fn look_alike(one: &Compared, other: &Compared) -> bool {
    match (&one.by, &other.by) {
        (By::Ends(value, _), By::Ends(other, _)) if one.takes_several() => value == other,
        _ => one.facts == other.facts,
    }
}

/// Whether the outcomes of comparisons of the same value can be told from its least and greatest alone.
fn can_be_told(compared: &Compared, all: &[&Compared], known: Option<&Known>) -> bool {
    !compared.takes_several() || cuts(all) < 2 || known.is_some_and(Known::is_gapless)
}

/// Notes where comparisons of several facts share one, so that blanks could not be told by each comparison for itself.
///
/// Those of the same value may: each is told by where the value lies. So may those in different cases or versions of one condition, of
/// which only one is asked.
pub(crate) fn check_entangled(scheme: &Scheme, comparisons: &[(String, &Comparison)], faults: &mut Vec<Refusal>) {
    let mut seen: Vec<(&str, Compared)> = Vec::new();
    for (pointer, comparison) in comparisons {
        let mut scope = Scope::new(&scheme.facts, &scheme.derived, scheme.derived.len());
        let compiled = comparison::compile(&mut scope, comparison, pointer);
        // What is wrong with the comparison itself is not noted again.
        let compiled = compiled.filter(|(compared, _)| scope.faults.is_empty() && compared.takes_several());
        let is_new = |compared: &Compared| !seen.iter().any(|(_, other)| other == compared);
        let Some((compared, known)) = compiled.filter(|(compared, _)| is_new(compared)) else { continue };
        let shares = |other: &Compared| other.facts.iter().any(|fact| compared.facts.contains(fact));
        let together = seen.iter().filter(|(at, other)| shares(other) && !are_alternatives(at, pointer));
        let sharing: Vec<&Compared> = together.map(|(_, other)| other).collect();
        let all: Vec<&Compared> = sharing.iter().copied().chain([&compared]).collect();
        let alone = can_be_told(&compared, &[&compared], known.as_ref());
        if !sharing.iter().all(|other| look_alike(other, &compared))
            || (alone && !can_be_told(&compared, &all, known.as_ref()))
        {
            let shared = sharing.iter().flat_map(|other| &other.facts).find(|fact| compared.facts.contains(fact));
            let shared = shared.and_then(|&fact| scheme.facts.get(fact)).map_or("", |fact| &fact.id);
            let message = format!(
                "this compares several facts, and so does another comparison with `{shared}`: compare `{shared}` alone in one of them, \
                 or the same expression in both"
            );
            faults.push(Refusal::new(Code::FactsEntangled, pointer.as_str(), message));
        } else {
            seen.push((pointer, compared));
        }
    }
}

/// Whether two places are in different cases or versions of one condition.
fn are_alternatives(one: &str, other: &str) -> bool {
    let mut parts = one.split('/').zip(other.split('/'));
    let mut list = "";
    let parted = parts.find(|(one, other)| {
        let parted = one != other;
        if !parted {
            list = one;
        }
        parted
    });
    parted.is_some() && ["cases", "versions"].contains(&list)
}

/// Notes where facts that are asked about together fall into too many cells.
///
/// `asked` has the comparisons of each rule that is told as a whole. Rules that look at the same fact are told together. What is told
/// together has as many cells as these, multiplied:
/// * for each fact, what the comparisons that look at it alone can tell apart: of a number or a date, one more than their different
///   ends; of another fact, 2 to the number of comparisons; in no case more than it has values;
/// * for each value of several facts, one more than the different ends that it is compared with.
pub(crate) fn check_cells(scheme: &Scheme, asked: &[(String, Vec<&Comparison>)], faults: &mut Vec<Refusal>) {
    let mut facts = Facts::new(scheme);
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (pointer, comparisons) in asked {
        let mut group: Vec<usize> = Vec::new();
        for comparison in comparisons {
            let index = facts.comparison(comparison);
            if !group.contains(&index) {
                group.push(index);
            }
        }
        let looks_at = |group: &[usize], fact: &usize| group.iter().any(|&index| facts.facts_of(index).contains(fact));
        let mut i = 0;
        while let Some(other) = groups.get(i) {
            let meets = other.iter().any(|&index| facts.facts_of(index).iter().any(|fact| looks_at(&group, fact)));
            if meets {
                let other = groups.swap_remove(i);
                group.extend(other.into_iter().filter(|index| !group.contains(index)).collect::<Vec<usize>>());
            } else {
                i = i.saturating_add(1);
            }
        }
        let cells = facts.cells(&group);
        if cells > MOST_CELLS {
            let message = format!(
                "what is asked of facts here can come out in {cells} ways, more than {MOST_CELLS}: ask of fewer facts together"
            );
            faults.push(Refusal::new(Code::TooManyFactCells, pointer.as_str(), message));
        } else {
            groups.push(group);
        }
    }
}

impl Facts {
    /// How many cells the facts of some comparisons have together.
    pub(crate) fn cells(&self, group: &[usize]) -> usize {
        let all: Vec<&Compared> = group.iter().filter_map(|&index| self.comparisons.get(index)).collect();
        let mut cells = 1usize;
        for (i, compared) in all.iter().enumerate() {
            let is_counted = all.iter().take(i).any(|earlier| look_alike(compared, earlier));
            if is_counted || compared.facts.is_empty() {
                continue;
            }
            let alike: Vec<&Compared> = all.iter().copied().filter(|other| look_alike(compared, other)).collect();
            let told = match &compared.by {
                By::Ends(..) => cuts(&alike).saturating_add(1),
                _ => u32::try_from(alike.len()).ok().and_then(|count| 1usize.checked_shl(count)).unwrap_or(usize::MAX),
            };
            let most = if let &[fact] = compared.facts.as_slice() { self.values(fact) } else { usize::MAX };
            cells = cells.saturating_mul(told.min(most));
        }
        cells
    }

    /// How many values a fact has.
    fn values(&self, fact: usize) -> usize {
        let limits = self.stated.get(fact).map(|fact| fact.kind.limits());
        let values = limits.map_or(1, |(least, most)| most.saturating_sub(least).saturating_add(1));
        usize::try_from(values).unwrap_or(usize::MAX)
    }
}

#[cfg(test)]
mod tests {
    use alloc::{string::ToString, vec};

    use super::*;
    use crate::fact::tests::{codes, comparison, scheme};

    const FACTS: &str = r#"[
        { "id": "a", "kind": "count", "least": 0, "most": 10, "source": "x#x" },
        { "id": "b", "kind": "amount", "least": 1, "most": 1000000000000, "source": "x#x" },
        { "id": "d", "kind": "date", "least": "2020-01-01", "most": "2029-12-31", "source": "x#x" },
        { "id": "e", "kind": "date", "source": "x#x" },
        { "id": "y", "kind": "yes-no", "source": "x#x" },
        { "id": "c", "kind": "choice", "options": ["p", "q", "r"], "source": "x#x" },
        { "id": "l", "kind": "choices", "options": ["s", "t"], "source": "x#x" }
    ]"#;

    fn facts(facts: &str, expected: &[(Code, &str)]) {
        let mut faults = Vec::new();
        check_facts(&scheme(facts, "[]"), &mut faults);
        assert_eq!(codes(&faults), expected, "{facts}");
    }

    #[test]
    fn facts_have_values_to_choose_from() {
        facts(FACTS, &[]);
        facts(r#"[{ "id": "a", "kind": "count", "least": 1, "most": 1, "source": "x#x" }]"#, &[]);
        facts(
            r#"[{ "id": "a", "kind": "duration", "least": 2, "most": 1, "source": "x#x" }]"#,
            &[(Code::LimitsReversed, "/facts/0/least")],
        );
        facts(
            r#"[{ "id": "a", "kind": "date", "least": "2020-01-02", "most": "2020-01-01", "source": "x#x" }]"#,
            &[(Code::LimitsReversed, "/facts/0/least")],
        );
        facts(r#"[{ "id": "2020-01-01", "kind": "yes-no", "source": "x#x" }]"#, &[(Code::ReservedId, "/facts/0/id")]);
        let options = |kind: &str, count: usize| {
            let options: Vec<String> = (0..count).map(|i| format!(r#""o{i}""#)).collect();
            format!(r#"[{{ "id": "a", "kind": "{kind}", "options": [{}], "source": "x#x" }}]"#, options.join(","))
        };
        let at = "/facts/0/options";
        facts(&options("choice", 1), &[(Code::TooFewOptions, at)]);
        facts(&options("choice", 2), &[]);
        facts(&options("choice", 32), &[]);
        facts(&options("choice", 33), &[(Code::TooManyEntries, at)]);
        facts(&options("choices", 1), &[]);
        facts(&options("choices", 16), &[]);
        facts(&options("choices", 17), &[(Code::TooManyEntries, at)]);
        facts(
            r#"[{ "id": "a", "kind": "choice", "options": ["p", "q", "p"], "source": "x#x" }]"#,
            &[(Code::DuplicateOption, "/facts/0/options/2")],
        );
    }

    fn derived(values: &[&str], expected: &[(Code, &str)]) {
        let entry = |(i, value): (usize, &&str)| format!(r#"{{ "id": "d{i}", "value": {value}, "source": "x#x" }}"#);
        let list: Vec<String> = values.iter().enumerate().map(entry).collect();
        let mut faults = Vec::new();
        check_facts(&scheme(FACTS, &format!("[{}]", list.join(","))), &mut faults);
        assert_eq!(codes(&faults), expected, "{values:?}");
    }

    #[test]
    fn a_derived_fact_names_what_stands_before_it() {
        derived(&["\"a\"", "\"d0\""], &[]);
        derived(&["\"d1\"", "\"a\""], &[(Code::DerivedTooLate, "/derived/0/value")]);
        derived(&["\"d0\""], &[(Code::DerivedTooLate, "/derived/0/value")]);
        derived(&[r#"{ "sum": [1, "z"] }"#], &[(Code::UnknownFact, "/derived/0/value/sum/1")]);
        // Only where it stands.
        derived(&["\"z\"", "\"d0\""], &[(Code::UnknownFact, "/derived/0/value")]);
    }

    #[test]
    fn a_derived_fact_has_a_name_of_its_own() {
        let check = |derived: &str, expected: &[(Code, &str)]| {
            let mut faults = Vec::new();
            check_facts(&scheme(FACTS, derived), &mut faults);
            assert_eq!(codes(&faults), expected);
        };
        check(r#"[{ "id": "a", "value": 1, "source": "x#x" }]"#, &[(Code::DuplicateId, "/derived/0/id")]);
        check(
            r#"[{ "id": "n", "value": 1, "source": "x#x" }, { "id": "n", "value": 2, "source": "x#x" }]"#,
            &[(Code::DuplicateId, "/derived/1/id")],
        );
        check(r#"[{ "id": "2020-01-01", "value": 1, "source": "x#x" }]"#, &[(Code::ReservedId, "/derived/0/id")]);
    }

    #[test]
    fn numbers_and_dates_are_not_mixed() {
        let wrong = |at| [(Code::WrongFactKind, at)];
        derived(&[r#"{ "sum": ["a", "d"] }"#], &wrong("/derived/0/value/sum/1"));
        derived(&[r#"{ "least": ["a", "d"] }"#], &wrong("/derived/0/value/least/1"));
        derived(&[r#"{ "least": ["d", "e"] }"#], &[]);
        derived(&[r#"{ "days_between": ["d", 3] }"#], &wrong("/derived/0/value/days_between/1"));
        derived(&[r#"{ "plus_months": ["a", 3] }"#], &wrong("/derived/0/value/plus_months/0"));
        derived(&[r#"{ "round": "as_of", "to": "up" }"#], &wrong("/derived/0/value/round"));
        derived(&[r#"{ "sum": [{ "plus_months": ["d", 3] }] }"#], &wrong("/derived/0/value/sum/0"));
        derived(&[r#"{ "sum": [{ "months_between": ["d", "e"] }, 1] }"#], &[]);
        derived(&["\"y\""], &wrong("/derived/0/value"));
    }

    #[test]
    fn a_fact_stands_once_derived_facts_written_out() {
        derived(&[r#"{ "sum": ["a", "a"] }"#], &[(Code::FactUsedTwice, "/derived/0/value")]);
        derived(&["\"a\"", r#"{ "sum": ["a", "d0"] }"#], &[(Code::FactUsedTwice, "/derived/1/value")]);
        derived(&[r#"{ "days_between": ["as_of", "as_of"] }"#], &[]);
    }

    #[test]
    fn a_ratio_never_divides_by_nought() {
        let zero = [(Code::RatioByZero, "/derived/0/value")];
        derived(&[r#"{ "ratio": [1, "b"] }"#], &[]);
        derived(&[r#"{ "ratio": [1, "a"] }"#], &zero);
        derived(&[r#"{ "ratio": [1, 0] }"#], &zero);
        derived(&[r#"{ "ratio": [1, { "sum": ["a", 1] }] }"#], &[]);
        derived(&[r#"{ "ratio": [1, { "difference": ["a", 11] }] }"#], &[]);
        derived(&[r#"{ "ratio": [1, { "difference": ["a", 10] }] }"#], &zero);
    }

    #[test]
    fn nothing_is_worked_out_that_could_leave_64_bits() {
        let large = [(Code::NumberTooLarge, "/derived/0/value")];
        derived(&[r#"{ "product": ["b", 1000000] }"#], &[]);
        derived(&[r#"{ "product": ["b", 10000000] }"#], &large);
        derived(&[r#"{ "product": ["b", 1000000, 5] }"#], &large);
        derived(&[r#"{ "ratio": ["a", { "ratio": [1, "b"] }] }"#], &[]);
        derived(&[r#"{ "sum": [{ "ratio": [1, "b"] }, { "ratio": ["a", 3000000] }] }"#], &large);
        let moved = |times: usize| {
            let open = r#"{ "plus_months": ["#.repeat(times);
            format!(r#"{open}"e"{}"#, ", 1200] }".repeat(times))
        };
        let moved_on = |times: usize| moved(times).replace("\"e\"", "\"d0\"");
        derived(&[&moved(14), &moved_on(11)], &[]);
        // The twenty-sixth century leads beyond what is worked out.
        derived(&[&moved(14), &moved_on(12)], &[(Code::NumberTooLarge, "/derived/1/value")]);
    }

    #[test]
    fn an_expression_has_256_parts_derived_facts_written_out() {
        let ones = |count: usize| format!(r#"{{ "sum": [{}] }}"#, vec!["1"; count].join(","));
        derived(&[&ones(255)], &[]);
        derived(&[&ones(256)], &[(Code::TooManyEntries, "/derived/0/value")]);
        let mut doubling = vec![ones(7)];
        for i in 0..40 {
            doubling.push(format!(r#"{{ "least": ["d{i}", "d{i}"] }}"#));
        }
        let doubling: Vec<&str> = doubling.iter().map(String::as_str).collect();
        let mut faults = Vec::new();
        let entry = |(i, value): (usize, &&str)| format!(r#"{{ "id": "d{i}", "value": {value}, "source": "x#x" }}"#);
        let list: Vec<String> = doubling.iter().enumerate().map(entry).collect();
        check_facts(&scheme(FACTS, &format!("[{}]", list.join(","))), &mut faults);
        assert!(faults.iter().all(|fault| fault.code == Code::TooManyEntries), "{faults:?}");
        assert_eq!(faults.first().map(|fault| fault.pointer.as_str()), Some("/derived/5/value"));
    }

    fn compared(text: &str, expected: &[(Code, &str)]) {
        let scheme = scheme(FACTS, r#"[{ "id": "twice", "value": { "product": ["a", 2] }, "source": "x#x" }]"#);
        let mut faults = Vec::new();
        check_comparison(&scheme, &comparison(text), "/at", &mut faults);
        assert_eq!(codes(&faults), expected, "{text}");
    }

    #[test]
    fn a_comparison_suits_the_kind_of_its_fact() {
        compared(r#"{ "fact": "z", "at_least": 1 }"#, &[(Code::UnknownFact, "/at/fact")]);
        compared(r#"{ "fact": "z", "is": true }"#, &[(Code::UnknownFact, "/at/fact")]);
        compared(r#"{ "fact": "y", "at_least": 1 }"#, &[(Code::WrongFactKind, "/at/fact")]);
        compared(r#"{ "fact": "a", "is": true }"#, &[(Code::WrongFactKind, "/at/fact")]);
        compared(r#"{ "fact": "y", "is": "p" }"#, &[(Code::WrongFactKind, "/at/fact")]);
        compared(r#"{ "fact": "c", "is": true }"#, &[(Code::WrongFactKind, "/at/fact")]);
        compared(r#"{ "fact": "l", "is_one_of": ["s"] }"#, &[(Code::WrongFactKind, "/at/fact")]);
        compared(r#"{ "fact": "c", "includes": "p" }"#, &[(Code::WrongFactKind, "/at/fact")]);
        compared(r#"{ "fact": "d", "at_least": 1 }"#, &[(Code::WrongFactKind, "/at/at_least")]);
        compared(r#"{ "fact": "a", "at_least": "d" }"#, &[(Code::WrongFactKind, "/at/at_least")]);
        compared(r#"{ "fact": "d", "within": { "of": 5, "percent": 1 } }"#, &[(Code::WrongFactKind, "/at/fact")]);
        compared(r#"{ "fact": "c", "is": "pp" }"#, &[(Code::UnknownOption, "/at/is")]);
        compared(
            r#"{ "fact": "c", "is_one_of": ["p", "s", "p"] }"#,
            &[(Code::UnknownOption, "/at/is_one_of/1"), (Code::DuplicateOption, "/at/is_one_of/2")],
        );
        compared(r#"{ "fact": "l", "includes": "p" }"#, &[(Code::UnknownOption, "/at/includes")]);
    }

    #[test]
    fn what_was_meant_is_suggested() {
        let suggested = |text: &str| {
            let mut faults = Vec::new();
            check_comparison(&scheme(FACTS, "[]"), &comparison(text), "", &mut faults);
            faults.first().and_then(|fault| fault.did_you_mean.clone())
        };
        let facts = r#"[{ "id": "employees", "kind": "choice", "options": ["some", "many"], "source": "x#x" }]"#;
        let mut faults = Vec::new();
        check_comparison(&scheme(facts, "[]"), &comparison(r#"{ "fact": "employes", "is": "some" }"#), "", &mut faults);
        check_comparison(&scheme(facts, "[]"), &comparison(r#"{ "fact": "employees", "is": "mny" }"#), "", &mut faults);
        let meant: Vec<Option<&str>> = faults.iter().map(|fault| fault.did_you_mean.as_deref()).collect();
        assert_eq!(meant, [Some("employees"), Some("many")]);
        assert_eq!(suggested(r#"{ "fact": "zzzzzz", "is": true }"#), None);
    }

    #[test]
    fn a_comparison_can_come_out_both_ways() {
        let always = [(Code::ComparisonAlways, "/at")];
        let never = [(Code::ComparisonNever, "/at")];
        compared(r#"{ "fact": "a", "at_least": 0 }"#, &always);
        compared(r#"{ "fact": "a", "at_least": 1 }"#, &[]);
        compared(r#"{ "fact": "a", "at_least": 10 }"#, &[]);
        compared(r#"{ "fact": "a", "at_least": 11 }"#, &never);
        compared(r#"{ "fact": "a", "more_than": 10 }"#, &never);
        compared(r#"{ "fact": "a", "less_than": 11 }"#, &always);
        compared(r#"{ "fact": "a", "at_least": 5, "at_most": 4 }"#, &never);
        compared(r#"{ "fact": "a", "at_least": 5, "at_most": 5 }"#, &[]);
        compared(r#"{ "fact": "twice", "at_least": 5, "at_most": 5 }"#, &never);
        compared(r#"{ "fact": "d", "at_least": "2019-12-31" }"#, &always);
        compared(r#"{ "fact": "d", "at_least": "2030-01-01" }"#, &never);
        compared(r#"{ "fact": { "sum": ["a", "b"] }, "at_least": 1 }"#, &always);
        compared(r#"{ "fact": { "sum": ["a", "b"] }, "at_least": 2 }"#, &[]);
        compared(r#"{ "fact": { "sum": ["a", "b"] }, "at_least": 7, "at_most": 6 }"#, &never);
        compared(r#"{ "fact": { "sum": ["a", "b"] }, "more_than": 7, "less_than": 9 }"#, &[]);
        compared(r#"{ "fact": "c", "is_one_of": ["p", "q", "r"] }"#, &always);
        compared(r#"{ "fact": "c", "is_one_of": ["p", "q"] }"#, &[]);
        compared(r#"{ "fact": 3, "at_least": 2 }"#, &always);
        compared(r#"{ "fact": "d", "at_least": "as_of" }"#, &[]);
        compared(r#"{ "fact": "as_of", "at_least": "1900-01-01" }"#, &[]);
    }

    #[test]
    fn a_value_of_several_facts_that_moves_in_leaps_takes_one_end() {
        let product = r#""fact": { "product": ["a", "twice-b"] }"#;
        let scheme = scheme(FACTS, r#"[{ "id": "twice-b", "value": { "least": ["b", 3] }, "source": "x#x" }]"#);
        let check = |ends: &str, expected: &[(Code, &str)]| {
            let mut faults = Vec::new();
            check_comparison(&scheme, &comparison(&format!("{{ {product}, {ends} }}")), "", &mut faults);
            assert_eq!(codes(&faults), expected, "{ends}");
        };
        check(r#""at_least": 5"#, &[]);
        check(r#""at_least": 5, "at_most": 6"#, &[(Code::FactsEntangled, "")]);
        compared(r#"{ "fact": { "sum": ["a", "b"] }, "at_least": 5, "at_most": 6 }"#, &[]);
        compared(
            r#"{ "fact": { "round": { "ratio": [{ "sum": ["a", "b"] }, 3] }, "to": "down" }, "at_least": 5, "at_most": 6 }"#,
            &[],
        );
        compared(
            r#"{ "fact": { "ratio": [{ "sum": ["a", "b"] }, 3] }, "at_least": 5, "at_most": 6 }"#,
            &[(Code::FactsEntangled, "/at")],
        );
        compared(r#"{ "fact": "a", "at_least": "b", "at_most": 6 }"#, &[(Code::FactsEntangled, "/at")]);
        compared(r#"{ "fact": "a", "at_least": "a" }"#, &[(Code::FactUsedTwice, "/at")]);
    }

    fn entangled(texts: &[&str], expected: &[(Code, &str)]) {
        let comparisons: Vec<Comparison> = texts.iter().map(|text| comparison(text)).collect();
        let list: Vec<(String, &Comparison)> =
            comparisons.iter().enumerate().map(|(i, comparison)| (i.to_string(), comparison)).collect();
        let mut faults = Vec::new();
        check_entangled(&scheme(FACTS, "[]"), &list, &mut faults);
        assert_eq!(codes(&faults), expected, "{texts:?}");
    }

    #[test]
    fn comparisons_of_several_facts_share_none() {
        let sum = r#"{ "fact": { "sum": ["a", "b"] }, "at_least": 3 }"#;
        entangled(&[sum, r#"{ "fact": "a", "at_least": 3 }"#, sum], &[]);
        entangled(&[sum, r#"{ "fact": { "days_between": ["d", "e"] }, "at_least": 3 }"#], &[]);
        entangled(&[sum, r#"{ "fact": { "sum": ["a", "b"] }, "at_most": 7 }"#], &[]);
        entangled(&[sum, r#"{ "fact": "a", "at_least": "b" }"#], &[(Code::FactsEntangled, "1")]);
        let product = |end: &str| format!(r#"{{ "fact": {{ "product": ["a", "b"] }}, {end} }}"#);
        entangled(&[&product(r#""at_least": 3"#), &product(r#""less_than": 3"#)], &[]);
        entangled(&[&product(r#""at_least": 3"#), &product(r#""less_than": 4"#)], &[(Code::FactsEntangled, "1")]);
    }

    fn cells(rules: &[&[&str]], expected: usize) {
        let mut facts = Facts::new(&scheme(FACTS, "[]"));
        let group: Vec<usize> =
            rules.iter().flat_map(|texts| *texts).map(|text| facts.comparison(&comparison(text))).collect();
        let mut group_once: Vec<usize> = Vec::new();
        for index in group {
            if !group_once.contains(&index) {
                group_once.push(index);
            }
        }
        assert_eq!(facts.cells(&group_once), expected, "{rules:?}");
    }

    #[test]
    fn cells_are_counted_by_what_can_be_told_apart() {
        cells(&[&[]], 1);
        cells(&[&[r#"{ "fact": "a", "at_least": 3 }"#]], 2);
        cells(&[&[r#"{ "fact": "a", "at_least": 3 }"#, r#"{ "fact": "a", "less_than": 3 }"#]], 2);
        cells(&[&[r#"{ "fact": "a", "at_least": 3, "at_most": 4 }"#]], 3);
        cells(&[&[r#"{ "fact": "y", "is": true }"#, r#"{ "fact": "y", "is": false }"#]], 2);
        cells(&[&[r#"{ "fact": "c", "is": "p" }"#]], 2);
        cells(&[&[r#"{ "fact": "c", "is": "p" }"#, r#"{ "fact": "c", "is": "q" }"#]], 3);
        cells(&[&[r#"{ "fact": "l", "includes": "s" }"#, r#"{ "fact": "l", "includes": "t" }"#]], 4);
        cells(&[&[r#"{ "fact": { "sum": ["a", "b"] }, "at_least": 3 }"#, r#"{ "fact": "a", "at_least": 3 }"#]], 4);
    }

    #[test]
    fn facts_asked_about_together_have_4_096_cells() {
        let fact = |i: usize| format!(r#"{{ "id": "f{i}", "kind": "yes-no", "source": "x#x" }}"#);
        let list: Vec<String> = (0..26).map(fact).collect();
        let scheme = scheme(&format!("[{}]", list.join(",")), "[]");
        let comparisons: Vec<Comparison> =
            (0..26).map(|i| comparison(&format!(r#"{{ "fact": "f{i}", "is": true }}"#))).collect();
        let check = |rules: &[&[usize]], expected: &[(Code, &str)]| {
            let rule = |(i, facts): (usize, &&[usize])| {
                (i.to_string(), facts.iter().map(|&fact| &comparisons[fact]).collect())
            };
            let asked: Vec<(String, Vec<&Comparison>)> = rules.iter().enumerate().map(rule).collect();
            let mut faults = Vec::new();
            check_cells(&scheme, &asked, &mut faults);
            assert_eq!(codes(&faults), expected, "{rules:?}");
        };
        let all: Vec<usize> = (0..26).collect();
        check(&[&all[..12]], &[]);
        check(&[&all[..13]], &[(Code::TooManyFactCells, "0")]);
        check(&[&all[..12], &all[12..24]], &[]);
        check(&[&all[..7], &all[6..12], &all[12..24]], &[]);
        check(&[&all[..7], &all[6..13]], &[(Code::TooManyFactCells, "1")]);
        check(&[&all[..6], &all[7..14], &[0, 7]], &[(Code::TooManyFactCells, "2")]);
    }

    #[test]
    fn rules_are_dated_by_a_date_fact_or_the_day_judged_on() {
        let check = |name: &str, expected: Option<Code>| {
            let mut faults = Vec::new();
            check_date(&scheme(FACTS, "[]"), &name.into(), "/at", &mut faults);
            assert_eq!(faults.first().map(|fault| fault.code), expected, "{name}");
        };
        check("as_of", None);
        check("d", None);
        check("a", Some(Code::WrongFactKind));
        check("z", Some(Code::UnknownFact));
    }
}
