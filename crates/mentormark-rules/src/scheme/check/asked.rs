//! Checks of what rules and conditions ask: shapes where they belong, selections that are filled, numbers that can be met and missed,
//! and not too many ways in which facts can come out together.

use alloc::{collections::BTreeSet, format, string::String, vec::Vec};

use super::{Place, each_rule, fault, unique, unknown_level, unknown_rating};
use crate::{
    Code, Date, Id, Months, Rank, Refusal,
    rule::{self, points::PointsNeeded, tally::select},
    scheme::{
        CheckAsks, Scheme,
        facts::{self, Comparison, Expression},
        test::{self, LevelPick, Selector, Test},
    },
};

pub(super) fn tests_make_sense(scheme: &Scheme, faults: &mut Vec<Refusal>) {
    // The scheme's section rule is asked of every section; what is wrong with the rule itself is said once.
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut compared = Vec::new();
    each_rule(scheme, &mut |pointer, place, test| {
        let is_new = seen.insert(pointer.into());
        test.visit(pointer, &mut |pointer, test| {
            if is_new {
                shape_belongs(pointer, place, test, faults);
                shape_fits(scheme, pointer, test, faults);
                if let Test::Fact(fact) = test {
                    facts::check_comparison(scheme, &fact.comparison, pointer, faults);
                    compared.push((String::from(pointer), &fact.comparison));
                }
            }
        });
        let at = pointer.rsplit_once("/at/").map(|(_, level)| level);
        match place {
            Place::Section(s) => selections_are_filled(scheme, pointer, Some(s), at, test, faults),
            Place::Award => selections_are_filled(scheme, pointer, None, at, test, faults),
            Place::Condition => {}
        }
    });
    facts::check_entangled(scheme, &compared, faults);
}

/// Notes a shape that has no meaning where it stands.
fn shape_belongs(pointer: &str, place: Place, test: &Test, faults: &mut Vec<Refusal>) {
    let message = match (test, place) {
        (Test::Sections(_) | Test::Table(_), Place::Section(_)) => {
            "a section's rule looks at its own criteria: ask of sections in the award rule"
        }
        (test, Place::Condition) if looks_at_ratings(test) => {
            "a condition looks at facts and awards held, not at ratings: ask this in `section_rule` or `award_rule`"
        }
        (Test::Not(inner), _) if !asks_facts_only(inner) => {
            "`not` turns round what is asked of facts, not of ratings or awards held: say it without `not`"
        }
        (Test::Cases(cases), _) => {
            let is_so = |case: &test::Case| {
                let mut ratings = false;
                case.then.visit("", &mut |_, test| ratings |= looks_at_ratings(test));
                !ratings && case.when.as_ref().is_none_or(asks_facts_only)
            };
            if cases.iter().all(is_so) {
                return;
            }
            "`when` asks of facts alone, and `then` of facts and awards held: ask anything else beside the cases"
        }
        _ => return,
    };
    fault(faults, Code::ShapeNotHere, format!("{pointer}/{}", test.key()), message);
}

pub(super) fn looks_at_ratings(test: &Test) -> bool {
    matches!(test, Test::Share(_) | Test::Points(_) | Test::NoneBelow(_) | Test::Sections(_) | Test::Table(_))
}

fn asks_facts_only(test: &Test) -> bool {
    let mut only_facts = true;
    test.visit("", &mut |_, test| only_facts &= !looks_at_ratings(test) && !matches!(test, Test::Held(_)));
    only_facts
}

/// Notes what is wrong with a shape wherever it is asked.
fn shape_fits(scheme: &Scheme, pointer: &str, test: &Test, faults: &mut Vec<Refusal>) {
    let rated = match test {
        Test::Share(share) => Some((&share.rated, format!("{pointer}/share/rated"))),
        Test::NoneBelow(none_below) => Some((&none_below.rated, format!("{pointer}/none_below/rated"))),
        _ => None,
    };
    if let Some((rated, pointer)) = rated {
        match scheme.rating_index(rated) {
            None => unknown_rating(scheme, rated, pointer, faults),
            Some(0) => {
                let message = format!("`{rated}` is the lowest rating, so every answer counts: name a higher one");
                fault(faults, Code::ShareAlwaysMet, pointer, message);
            }
            Some(_) => {}
        }
    }
    if let Some((shape, selector)) = selector(test) {
        selector_fits(scheme, selector, &format!("{pointer}/{shape}"), faults);
    }
    match test {
        Test::Sections(sections) => rule::sections::check(scheme, sections, &format!("{pointer}/sections"), faults),
        Test::Table(table) => rule::table::check(scheme, table, &format!("{pointer}/table"), faults),
        Test::Held(held) => {
            let levels = held.levels.iter().enumerate();
            let levels: Vec<(String, &Id)> =
                levels.map(|(i, level)| (format!("{pointer}/held/levels/{i}"), level)).collect();
            for (pointer, level) in &levels {
                let is_own = held.scheme.as_ref().is_none_or(|of| *of == scheme.id);
                if is_own && scheme.level_index(level).is_none() {
                    unknown_level(scheme, level, &**pointer, faults);
                }
            }
            unique("levels", levels.into_iter(), faults);
            if let Some((from, to)) = held.for_months.zip(held.in_date_months).filter(|(from, to)| from >= to) {
                let message =
                    format!("no award is held for {from} months and in date for {to}: let it be in date for longer");
                fault(faults, Code::ComparisonNever, format!("{pointer}/held/in_date_months"), message);
            }
            if let Some((from, days)) =
                held.for_months.zip(held.within_days).filter(|&(from, days)| is_longer(from, days))
            {
                let message = format!(
                    "no award is held for {from} months and at most {days} days old: allow more days, or fewer months"
                );
                fault(faults, Code::ComparisonNever, format!("{pointer}/held/within_days"), message);
            }
        }
        _ => {}
    }
}

/// Whether so many calendar months last for longer than so many days, whenever they begin.
fn is_longer(months: u16, days: u32) -> bool {
    let Some(months) = Months::new(months) else { return false };
    // No leap day is between March 2096 and February 2104, so months that begin then take the fewest days that any do.
    let starts = (0..144).filter_map(|month| Some(Date::new(2092, 1, 1).ok()?.plus_months(month)));
    let lasts = |start: Date| start.plus(months).day_number().saturating_sub(start.day_number());
    starts.map(lasts).min().is_some_and(|fewest| fewest > i64::from(days))
}

/// The name and the selector of a shape that selects criteria.
fn selector(test: &Test) -> Option<(&'static str, &Selector)> {
    Some(match test {
        Test::Share(share) => ("share", &share.selector),
        Test::Points(points) => ("points", &points.selector),
        Test::NoneBelow(none_below) => ("none_below", &none_below.selector),
        _ => return None,
    })
}

fn selector_fits(scheme: &Scheme, selector: &Selector, pointer: &str, faults: &mut Vec<Refusal>) {
    if let LevelPick::Level(level) = &selector.level
        && scheme.level_index(level).is_none()
    {
        unknown_level(scheme, level, format!("{pointer}/level"), faults);
    }
    if let Some(tag) = &selector.tag
        && !scheme.criteria().any(|criterion| criterion.tags.contains(tag))
    {
        let message = format!("no criterion has the tag `{tag}`: add it to some, or name another");
        let known = scheme.criteria().flat_map(|criterion| &criterion.tags).map(|tag| &**tag);
        faults.push(Refusal::new(Code::UnknownTag, format!("{pointer}/tag"), message).suggesting(tag, known));
    }
    for (i, id) in selector.criteria.iter().enumerate() {
        if !scheme.criteria().any(|criterion| criterion.id == *id) {
            let message = format!("there is no criterion `{id}`: name one that a section has");
            let refusal = Refusal::new(Code::UnknownCriterion, format!("{pointer}/criteria/{i}"), message);
            faults.push(refusal.suggesting(id, scheme.criteria().map(|criterion| &*criterion.id)));
        }
    }
    for (i, id) in selector.sections.iter().enumerate() {
        if !scheme.sections.iter().any(|section| section.id == *id) {
            let message = format!("there is no section `{id}`: name one of those under `sections`");
            let refusal = Refusal::new(Code::UnknownSection, format!("{pointer}/sections/{i}"), message);
            faults.push(refusal.suggesting(id, scheme.sections.iter().map(|section| &*section.id)));
        }
    }
}

fn names_what_exists(scheme: &Scheme, selector: &Selector) -> bool {
    let mut faults = Vec::new();
    selector_fits(scheme, selector, "", &mut faults);
    faults.is_empty()
}

/// Notes shapes that select nothing, or ask for more than what they select can give, at a level where they are asked.
fn selections_are_filled(
    scheme: &Scheme,
    pointer: &str,
    section: Option<usize>,
    at: Option<&str>,
    test: &Test,
    faults: &mut Vec<Refusal>,
) {
    let of = section.and_then(|section| scheme.sections.get(section));
    for (rank, level) in (0..).map_while(Rank::from_index).zip(&scheme.levels) {
        let is_asked = at.is_none_or(|at| level.id == *at) && of.is_none_or(|of| !of.inherits.contains(&level.id));
        if !is_asked {
            continue;
        }
        let mut whose = level.id.as_str().into();
        if let Some(of) = of {
            whose = format!("{}` at `{}", of.id, level.id);
        }
        test.visit(pointer, &mut |pointer, test| {
            let Some((shape, selector)) = selector(test) else { return };
            let selected: Vec<u64> = select(scheme, selector, section, rank).map(|(_, weight)| weight).collect();
            let pointer = format!("{pointer}/{shape}");
            if selected.is_empty() {
                match of.filter(|_| *selector == Selector::default()) {
                    Some(of) => {
                        let place = section.unwrap_or_default();
                        let message = format!(
                            "section `{}` has no criterion at level `{}`: add one, or list the level under `inherits`",
                            of.id, level.id
                        );
                        let pointer = format!("/sections/{place}/criteria");
                        if !faults.iter().any(|fault| fault.pointer == pointer && fault.message == message) {
                            fault(faults, Code::NoCriteriaAtLevel, pointer, message);
                        }
                    }
                    None => {
                        // What it names and does not exist is noted by itself.
                        if names_what_exists(scheme, selector) {
                            let message = format!(
                                "this selects no criterion for `{whose}`: change its `level`, `force`, `tag`, `criteria` or `sections`"
                            );
                            fault(faults, Code::EmptySelection, pointer, message);
                        }
                    }
                }
                return;
            }
            asks_for_what_there_is(scheme, &pointer, &whose, test, &selected, faults);
        });
    }
}

/// Notes a share or points that the selected criteria, given by their weights, cannot give, or always give.
fn asks_for_what_there_is(
    scheme: &Scheme,
    pointer: &str,
    whose: &str,
    test: &Test,
    weights: &[u64],
    faults: &mut Vec<Refusal>,
) {
    let of = u32::try_from(weights.len()).unwrap_or(u32::MAX);
    match test {
        Test::Share(share) if share.of.needed(of) > of => {
            let needed = share.of.needed(of);
            let message = format!("{needed} criteria are asked for, but `{whose}` has {of}: ask for fewer");
            fault(faults, Code::ShareImpossible, format!("{pointer}/of"), message);
        }
        Test::Points(points) => {
            let weight = weights.iter().fold(0u64, |sum, weight| sum.saturating_add(*weight));
            let worth = |points: Option<u32>| weight.saturating_mul(u64::from(points.unwrap_or_default()));
            let (least, most) = (worth(scheme.points().next()), worth(scheme.points().last()));
            let needed = match points.at_least {
                PointsNeeded::Count(count) => u64::from(count),
                PointsNeeded::Percent(percent) => u64::from(percent).saturating_mul(most).div_ceil(100),
            };
            let pointer = format!("{pointer}/at_least");
            if needed > most {
                let message = format!("{needed} points are asked for, but `{whose}` can have {most}: ask for fewer");
                fault(faults, Code::PointsImpossible, pointer, message);
            } else if needed <= least {
                let message = format!("`{whose}` has {least} points at the lowest ratings already: ask for more");
                fault(faults, Code::PointsAlwaysMet, pointer, message);
            }
        }
        _ => {}
    }
}

/// What is told together must not come out in too many ways.
pub(super) fn cells_are_few(scheme: &Scheme, faults: &mut Vec<Refusal>) {
    let comparisons = |test: &Test| {
        let mut found: Vec<Comparison> = Vec::new();
        test.visit("", &mut |_, test| {
            if let Test::Fact(fact) = test {
                found.push(fact.comparison.clone());
            }
        });
        found
    };
    let mut groups: Vec<(String, Vec<Comparison>)> = alloc::vec![("/award_rule".into(), Vec::new())];
    each_rule(scheme, &mut |pointer, _, test| {
        let mut parts = pointer.split('/').skip(1);
        let own = match (parts.next(), parts.next()) {
            (Some("eligibility"), Some(i)) => Some(format!("/eligibility/{i}")),
            (Some("fee"), _) => Some("/fee/modifiers".into()),
            // What a form asks has no effect on results.
            (Some("facts"), _) => return,
            _ => None,
        };
        match own {
            None => {
                if let Some((_, quality)) = groups.first_mut() {
                    quality.extend(comparisons(test));
                }
            }
            Some(own) => match groups.iter_mut().find(|(pointer, _)| *pointer == own) {
                Some((_, group)) => group.extend(comparisons(test)),
                None => groups.push((own, comparisons(test))),
            },
        }
    });
    for (i, check) in scheme.eligibility.iter().enumerate() {
        if let CheckAsks::Dated { dated_by, versions } = &check.asks {
            let pointer = format!("/eligibility/{i}");
            let days = versions.iter().filter_map(|version| version.from);
            let dated = days.map(|day| Comparison::on_or_after(Expression::Name(dated_by.clone()), day));
            match groups.iter_mut().find(|(other, _)| *other == pointer) {
                Some((_, group)) => group.extend(dated),
                None => groups.push((pointer, dated.collect())),
            }
        }
    }
    let asked: Vec<(String, Vec<&Comparison>)> =
        groups.iter().map(|(pointer, group)| (pointer.clone(), group.iter().collect())).collect();
    facts::check_cells(scheme, &asked, faults);
}
