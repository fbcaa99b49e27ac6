//! Holds facts, what is worked out from them and how they are compared against each other.

use alloc::{format, string::String, vec::Vec};

use super::{
    Facts,
    comparison::{self, By, Compared, Comparison, End},
    expression::{AS_OF, CompiledExpression, Expression},
    scope::{Known, Scope, limits},
    ways::ways,
};
use crate::{
    Code, Date, Id, Refusal, Scheme,
    assessment::MOST_OPTIONS,
    json::child,
    scheme::facts::{Fact, FactKind},
};

#[cfg(test)]
mod tests;

/// The most derived facts.
const MOST_DERIVED: usize = 1_000;
/// The most options of a choice.
const MOST_CHOICE: usize = 32;
/// The most options of a list of options.
const MOST_CHOICES: usize = MOST_OPTIONS;
/// The most cells of facts that are asked about together.
pub(crate) const MOST_CELLS: usize = 4_096;

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
    if !can_be_told(&compared, known.as_ref()) {
        let message = "what several facts come to could pass over what lies between these ends: keep one end, or ask for the value as a fact of its own";
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

/// Whether a comparison looks at the day judged on.
pub(crate) fn is_dated(scheme: &Scheme, comparison: &Comparison) -> bool {
    let mut scope = Scope::new(&scheme.facts, &scheme.derived, scheme.derived.len());
    comparison::compile(&mut scope, comparison, "").is_some() && scope.used.contains(&scope.as_of())
}

/// The days from which on a comparison of the day judged on comes out otherwise, and others; none of one that does not look at it.
/// `None` where it looks at anything else besides, for then there is no telling.
pub(crate) fn turning_days(scheme: &Scheme, comparison: &Comparison) -> Option<Vec<Date>> {
    if !is_dated(scheme, comparison) {
        return Some(Vec::new());
    }
    let Comparison::Range { fact: Expression::Name(name), at_least, at_most, more_than, less_than, within: None } =
        comparison
    else {
        return None;
    };
    if **name != *AS_OF {
        return None;
    }
    let mut days = Vec::new();
    for end in [at_least, at_most, more_than, less_than].into_iter().flatten() {
        let Expression::Date(day) = *end else { return None };
        days.push(day);
        // INVARIANT: a day that a scheme states is before the last that there is.
        days.push(Date::of_day_number(day.day_number().saturating_add(1)));
    }
    Some(days)
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

/// Whether the outcome of a comparison can be told from the least and greatest value alone.
fn can_be_told(compared: &Compared, known: Option<&Known>) -> bool {
    !compared.takes_several() || cuts(&[compared]) < 2 || known.is_some_and(Known::is_gapless)
}

/// Notes where comparisons of several facts share one, so that blanks could not be told by each comparison for itself.
///
/// Those of the same value may: each is told by where the value lies. So may those in what different cases or versions of one condition
/// ask, for only one of them is asked; but not a fraction at different ends. When a case is so is asked beside what the later ones ask.
pub(crate) fn check_entangled(scheme: &Scheme, comparisons: &[(String, &Comparison)], faults: &mut Vec<Refusal>) {
    let mut seen: Vec<(&str, Compared)> = Vec::new();
    for (pointer, comparison) in comparisons {
        let mut scope = Scope::new(&scheme.facts, &scheme.derived, scheme.derived.len());
        let compiled = comparison::compile(&mut scope, comparison, pointer);
        // What is wrong with the comparison itself is not noted again.
        let compiled = compiled.filter(|(compared, _)| scope.faults.is_empty() && compared.takes_several());
        let Some((compared, known)) = compiled else { continue };
        let shares = |other: &Compared| other.facts.iter().any(|fact| compared.facts.contains(fact));
        let are_asked = |at: &str| !are_alternatives(at, pointer);
        // Of many comparisons most are of the same value, which is soon told.
        let clash = |(at, other): &&(&str, Compared)| shares(other) && !look_alike(other, &compared) && are_asked(at);
        // What it passes over between its own ends is noted by itself. The ends of fractions are told apart wherever they are asked.
        let is_whole = known.as_ref().is_none_or(|known| known.denominator == 1);
        let leaps = || {
            let sharing = seen.iter().filter(|(at, other)| shares(other) && (!is_whole || are_asked(at)));
            let all: Vec<&Compared> =
                sharing.map(|(_, other)| other).chain([&compared]).filter(|it| look_alike(it, &compared)).collect();
            can_be_told(&compared, known.as_ref()) && cuts(&all) > 1
        };
        let is_gapless = known.as_ref().is_some_and(Known::is_gapless);
        let clash = seen.iter().find(clash).map(|(_, other)| other);
        if clash.is_some() || (!is_gapless && leaps()) {
            let message = match clash {
                Some(other) => {
                    let shared = other.facts.iter().find(|fact| compared.facts.contains(fact));
                    let shared = shared.and_then(|&fact| scheme.facts.get(fact)).map_or("", |fact| &fact.id);
                    format!(
                        "this compares several facts, and so does another comparison with `{shared}`: compare `{shared}` alone in one of \
                         them, or the same expression in both"
                    )
                }
                None => "what several facts come to could pass over what lies between this end and another: use one end, or round the \
                         value"
                    .into(),
            };
            faults.push(Refusal::new(Code::FactsEntangled, pointer.as_str(), message));
        } else {
            seen.push((pointer, compared));
        }
    }
}

/// Whether two places are in what different cases or versions of one condition ask, or in what a case asks and in when a later one is so.
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
    match (list, parted) {
        ("versions", Some(_)) => true,
        // What the earlier case asks is asked only where it is so, and the later ones only where it is not.
        ("cases", Some((one, other))) => {
            let next = parts.next();
            let place = |case: &str| case.parse::<usize>().ok();
            next.is_some_and(|(of_one, of_other)| (if place(one) < place(other) { of_one } else { of_other }) == "then")
        }
        _ => false,
    }
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
