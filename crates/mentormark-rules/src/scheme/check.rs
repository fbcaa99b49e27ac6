//! Holds a scheme against itself: one check a function. What passes can be compiled into a [`Plan`](crate::Plan).

use alloc::{collections::BTreeSet, format, string::String, vec::Vec};

use super::{Applicability, Asks, CheckAsks, Rule, Scheme, after_award, facts, fee, test::Test, validity};
use crate::{
    Code, Id, Rank, Refusal,
    assessment::{MOST_RATINGS, NOT_APPLICABLE},
};

mod asked;
mod conditions;
mod terms;
#[cfg(test)]
mod tests;

use asked::{cells_are_few, tests_make_sense};
use conditions::conditions_hold_and_fail;
use terms::{dates_are_in_order, prerequisites_have_levels, progression_fits_the_ladder, versions_rise};

/// Everything that is wrong with the scheme, each with a pointer into its compiled form.
#[must_use]
pub fn check(scheme: &Scheme) -> Vec<Refusal> {
    let mut faults = Vec::new();
    // First, because the other checks take time and memory by the product of sizes.
    sizes_are_bounded(scheme, &mut faults);
    if !faults.is_empty() {
        return faults;
    }
    ids_are_unique(scheme, &mut faults);
    no_id_is_reserved(scheme, &mut faults);
    points_rise(scheme, &mut faults);
    criteria_belong_to_levels(scheme, &mut faults);
    not_applicable_is_settled(scheme, &mut faults);
    sections_inherit_what_they_lack(scheme, &mut faults);
    rules_ask_at_every_level(scheme, &mut faults);
    tests_make_sense(scheme, &mut faults);
    facts::check_facts(scheme, &mut faults);
    versions_rise(scheme, &mut faults);
    if faults.is_empty() {
        cells_are_few(scheme, &mut faults);
    }
    if faults.is_empty() {
        conditions_hold_and_fail(scheme, &mut faults);
    }
    prerequisites_have_levels(scheme, &mut faults);
    progression_fits_the_ladder(scheme, &mut faults);
    validity::check(scheme, &mut faults);
    fee::check(scheme, &mut faults);
    after_award::check(scheme, &mut faults);
    dates_are_in_order(scheme, &mut faults);
    faults
}

/// What a test is asked of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// The criteria of the section at this place.
    Section(usize),
    /// The whole.
    Award,
    /// No ratings: facts and awards held.
    Condition,
}

/// Calls `look` with every test of the scheme that is asked by itself, its pointer and what it is asked of.
pub(crate) fn each_rule<'s>(scheme: &'s Scheme, look: &mut dyn FnMut(&str, Place, &'s Test)) {
    let of_rule = |rule: &'s Rule, pointer: &str, place: Place, look: &mut dyn FnMut(&str, Place, &'s Test)| {
        for (below, test) in rule.asks.tests() {
            look(&format!("{pointer}{below}"), place, test);
        }
    };
    for (s, section) in scheme.sections.iter().enumerate() {
        match &section.rule {
            Some(rule) => of_rule(rule, &format!("/sections/{s}/rule"), Place::Section(s), look),
            None => {
                if let Some(rule) = &scheme.section_rule {
                    of_rule(rule, "/section_rule", Place::Section(s), look);
                }
            }
        }
        if let Some(test) = &section.applies_when {
            look(&format!("/sections/{s}/applies_when"), Place::Condition, test);
        }
        for (i, criterion) in section.criteria.iter().enumerate() {
            if let Some(test) = &criterion.applies_when {
                look(&format!("/sections/{s}/criteria/{i}/applies_when"), Place::Condition, test);
            }
        }
    }
    of_rule(&scheme.award_rule, "/award_rule", Place::Award, look);
    for (i, fact) in scheme.facts.iter().enumerate() {
        if let Some(test) = &fact.asked_when {
            look(&format!("/facts/{i}/asked_when"), Place::Condition, test);
        }
    }
    for (i, check) in scheme.eligibility.iter().enumerate() {
        let pointer = format!("/eligibility/{i}");
        if let Some(test) = &check.applies_when {
            look(&format!("{pointer}/applies_when"), Place::Condition, test);
        }
        match &check.asks {
            CheckAsks::Always(test) => look(&pointer, Place::Condition, test),
            CheckAsks::Dated { versions, .. } => {
                for (v, version) in versions.iter().enumerate() {
                    if let Some(test) = &version.test {
                        look(&format!("{pointer}/versions/{v}"), Place::Condition, test);
                    }
                }
            }
        }
    }
    for (i, prerequisite) in scheme.prerequisites.iter().enumerate() {
        look(&format!("/prerequisites/{i}"), Place::Condition, &prerequisite.test);
    }
    if let Some(fee) = &scheme.fee {
        for (pointer, test) in fee.conditions() {
            look(&pointer, Place::Condition, test);
        }
    }
}

/// Calls `look` with every test of the scheme and every test within, each with its pointer.
pub(crate) fn each_test<'s>(scheme: &'s Scheme, look: &mut dyn FnMut(&str, &'s Test)) {
    each_rule(scheme, &mut |pointer, _, test| test.visit(pointer, look));
}

fn fault(faults: &mut Vec<Refusal>, code: Code, pointer: impl Into<String>, message: impl Into<String>) {
    faults.push(Refusal::new(code, pointer, message));
}

/// Notes that there is no such level.
fn unknown_level(scheme: &Scheme, level: &str, pointer: impl Into<String>, faults: &mut Vec<Refusal>) {
    let message = format!("there is no level `{level}`: name one of those under `levels`");
    let known = scheme.levels.iter().map(|level| &*level.id);
    faults.push(Refusal::new(Code::UnknownLevel, pointer, message).suggesting(level, known));
}

/// Notes that the scale has no such rating.
fn unknown_rating(scheme: &Scheme, rating: &str, pointer: String, faults: &mut Vec<Refusal>) {
    let message = format!("the scale has no rating `{rating}`: name one of those under `scale`");
    let known = scheme.scale.iter().map(|rating| &*rating.id);
    faults.push(Refusal::new(Code::UnknownRating, pointer, message).suggesting(rating, known));
}

fn unique<'s>(what: &str, ids: impl Iterator<Item = (String, &'s Id)>, faults: &mut Vec<Refusal>) {
    let mut seen = BTreeSet::new();
    for (pointer, id) in ids {
        if !seen.insert(id) {
            fault(faults, Code::DuplicateId, pointer, format!("there are two {what} `{id}`: rename or remove one"));
        }
    }
}

fn ids_are_unique(scheme: &Scheme, faults: &mut Vec<Refusal>) {
    let at = |list: &'static str| move |(i, id): (usize, _)| (format!("/{list}/{i}/id"), id);
    let levels = scheme.levels.iter().map(|named| &named.id).enumerate().map(at("levels"));
    let below = scheme.below.iter().map(|below| ("/below/id".into(), &below.id));
    unique("levels", levels.chain(below), faults);
    unique("ratings", scheme.scale.iter().map(|rating| &rating.id).enumerate().map(at("scale")), faults);
    // Those of derived facts are looked at with what they are derived from.
    unique("facts", scheme.facts.iter().map(|fact| &fact.id).enumerate().map(at("facts")), faults);
    unique("sections", scheme.sections.iter().map(|section| &section.id).enumerate().map(at("sections")), faults);
    let criteria = scheme.sections.iter().enumerate().flat_map(|(s, section)| {
        let criteria = section.criteria.iter().enumerate();
        criteria.map(move |(i, criterion)| (format!("/sections/{s}/criteria/{i}/id"), &criterion.id))
    });
    unique("criteria", criteria, faults);
    unique("checks", scheme.eligibility.iter().map(|check| &check.id).enumerate().map(at("eligibility")), faults);
    let prerequisites = scheme.prerequisites.iter().map(|it| &it.id).enumerate().map(at("prerequisites"));
    unique("prerequisites", prerequisites, faults);
}

/// The most sections, facts, derived facts, checks and prerequisites, of each.
const MOST_ENTRIES: usize = 1_000;
/// The most ratings of a scale.
const MOST_STEPS: usize = 16;

fn sizes_are_bounded(scheme: &Scheme, faults: &mut Vec<Refusal>) {
    let mut at_most = |most: usize, count: usize, code: Code, what: &str, pointer: &str| {
        if count > most {
            fault(faults, code, pointer, format!("{count} {what} are more than {most}: remove some"));
        }
    };
    at_most(Rank::MOST, scheme.levels.len(), Code::TooManyLevels, "levels", "/levels");
    at_most(MOST_RATINGS, scheme.criteria().count(), Code::TooManyCriteria, "criteria", "/sections");
    at_most(MOST_STEPS, scheme.scale.len(), Code::TooManyEntries, "ratings", "/scale");
    let entries: [(usize, &str, &str); 5] = [
        (scheme.sections.len(), "sections", "/sections"),
        (scheme.facts.len(), "facts", "/facts"),
        (scheme.derived.len(), "derived facts", "/derived"),
        (scheme.eligibility.len(), "checks", "/eligibility"),
        (scheme.prerequisites.len(), "prerequisites", "/prerequisites"),
    ];
    for (count, what, pointer) in entries {
        at_most(MOST_ENTRIES, count, Code::TooManyEntries, what, pointer);
    }
    fee::sizes(scheme, faults);
}

fn no_id_is_reserved(scheme: &Scheme, faults: &mut Vec<Refusal>) {
    let mut reserved = |id: &Id, pointer: String, words: &[&str]| {
        if words.contains(&&**id) {
            fault(faults, Code::ReservedId, pointer, format!("`{id}` has a meaning of its own: use another id"));
        }
    };
    for (i, rating) in scheme.scale.iter().enumerate() {
        reserved(&rating.id, format!("/scale/{i}/id"), &[NOT_APPLICABLE]);
    }
    let levels = scheme.levels.iter().enumerate().map(|(i, level)| (&level.id, format!("/levels/{i}/id")));
    for (id, pointer) in levels.chain(scheme.below.iter().map(|below| (&below.id, "/below/id".into()))) {
        reserved(id, pointer, &["none", "same", "up-to", "every"]);
    }
}

fn points_rise(scheme: &Scheme, faults: &mut Vec<Refusal>) {
    let points: Vec<u32> = scheme.points().collect();
    for (i, pair) in points.windows(2).enumerate() {
        if let [below, here] = pair
            && here <= below
        {
            let pointer = format!("/scale/{}/points", i.saturating_add(1));
            let message = format!("{here} points are no more than the {below} of the rating below: give more");
            fault(faults, Code::PointsFall, pointer, message);
        }
    }
}

fn criteria_belong_to_levels(scheme: &Scheme, faults: &mut Vec<Refusal>) {
    for (s, section) in scheme.sections.iter().enumerate() {
        for (i, criterion) in section.criteria.iter().enumerate() {
            let pointer = format!("/sections/{s}/criteria/{i}");
            if let Some(level) = criterion.level.as_ref().filter(|level| scheme.level_index(level).is_none()) {
                unknown_level(scheme, level, format!("{pointer}/level"), faults);
            }
            let tags = criterion.tags.iter().enumerate().map(|(t, tag)| (format!("{pointer}/tags/{t}"), tag));
            unique("tags", tags, faults);
        }
    }
}

fn not_applicable_is_settled(scheme: &Scheme, faults: &mut Vec<Refusal>) {
    let allows = |criterion: &super::Criterion| criterion.not_applicable != Applicability::Forbidden;
    let code = Code::NotApplicableUnsettled;
    match &scheme.not_applicable {
        Some(_) if !scheme.criteria().any(allows) => {
            let message = "no criterion may be rated not applicable: remove this, or allow it for some";
            fault(faults, code, "/not_applicable", message);
        }
        None => {
            for (s, section) in scheme.sections.iter().enumerate() {
                if let Some(i) = section.criteria.iter().position(allows) {
                    let message = "it is not said what `not-applicable` counts for: add a table `[not_applicable]`";
                    fault(faults, code, format!("/sections/{s}/criteria/{i}/not_applicable"), message);
                }
            }
        }
        Some(_) => {}
    }
}

fn sections_inherit_what_they_lack(scheme: &Scheme, faults: &mut Vec<Refusal>) {
    for (s, section) in scheme.sections.iter().enumerate() {
        let inherits = section.inherits.iter().enumerate().map(|(i, id)| (format!("/sections/{s}/inherits/{i}"), id));
        unique("levels", inherits, faults);
        for (i, id) in section.inherits.iter().enumerate() {
            let pointer = format!("/sections/{s}/inherits/{i}");
            match scheme.level_index(id) {
                None => unknown_level(scheme, id, pointer, faults),
                Some(0) => {
                    let message = format!("`{id}` is the lowest level, with none below to inherit from: remove it");
                    fault(faults, Code::InheritsWrongly, pointer, message);
                }
                Some(_) if section.criteria.iter().any(|criterion| criterion.level.as_ref() == Some(id)) => {
                    let message = format!("`{}` has criteria at `{id}`: remove them, or this", section.id);
                    fault(faults, Code::InheritsWrongly, pointer, message);
                }
                Some(_) => {}
            }
        }
    }
}

fn rules_ask_at_every_level(scheme: &Scheme, faults: &mut Vec<Refusal>) {
    let of_sections = scheme.sections.iter().enumerate().filter_map(|(s, section)| {
        Some((format!("/sections/{s}/rule"), section.rule.as_ref()?, section.inherits.as_slice()))
    });
    let of_scheme = [("/section_rule", scheme.section_rule.as_ref()), ("/award_rule", Some(&scheme.award_rule))];
    let of_scheme = of_scheme.into_iter().filter_map(|(at, rule)| Some((at.into(), rule?, [].as_slice())));
    for (pointer, rule, inherits) in of_scheme.chain(of_sections) {
        let Asks::At(tests) = &rule.asks else { continue };
        for level in &scheme.levels {
            if !tests.contains_key(&level.id) && !inherits.contains(&level.id) {
                let message = format!("nothing is asked at `{}`: add a test for it", level.id);
                fault(faults, Code::RuleMissesLevel, format!("{pointer}/at"), message);
            }
        }
        for level in tests.keys().filter(|level| scheme.level_index(level).is_none()) {
            unknown_level(scheme, level, format!("{pointer}/at/{level}"), faults);
        }
    }
}
