//! Holds a scheme against itself: one check a function. What passes can be compiled into a [`Plan`](crate::Plan).

use alloc::{collections::BTreeSet, format, string::String, vec::Vec};

use super::{
    Applicability, Asks, CheckAsks, Rule, Scheme, after_award,
    facts::{self, Comparison, Expression},
    fee,
    test::{self, LevelPick, Selector, Test},
    validity,
};
use crate::{
    Code, Id, Rank, Refusal,
    assessment::{MOST_RATINGS, NOT_APPLICABLE},
    rule::{self, points::PointsNeeded, tally::select},
};

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
    unique("levels", scheme.levels.iter().map(|named| &named.id).enumerate().map(at("levels")), faults);
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
    for (i, level) in scheme.levels.iter().enumerate() {
        reserved(&level.id, format!("/levels/{i}/id"), &["none", "same", "up-to", "every"]);
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

fn tests_make_sense(scheme: &Scheme, faults: &mut Vec<Refusal>) {
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

fn looks_at_ratings(test: &Test) -> bool {
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
                if held.scheme.is_none() && scheme.level_index(level).is_none() {
                    unknown_level(scheme, level, &**pointer, faults);
                }
            }
            unique("levels", levels.into_iter(), faults);
            if let Some((from, to)) = held.for_months.zip(held.in_date_months).filter(|(from, to)| from >= to) {
                let message =
                    format!("no award is held for {from} months and in date for {to}: let it be in date for longer");
                fault(faults, Code::ComparisonNever, format!("{pointer}/held/in_date_months"), message);
            }
        }
        _ => {}
    }
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
fn cells_are_few(scheme: &Scheme, faults: &mut Vec<Refusal>) {
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

/// The first version has no first day, and each other has a later one than the one before.
fn versions_rise(scheme: &Scheme, faults: &mut Vec<Refusal>) {
    for (i, check) in scheme.eligibility.iter().enumerate() {
        let CheckAsks::Dated { dated_by, versions } = &check.asks else {
            continue;
        };
        facts::check_date(scheme, dated_by, &format!("/eligibility/{i}/dated_by"), faults);
        let mut before = None;
        for (v, version) in versions.iter().enumerate() {
            let pointer = format!("/eligibility/{i}/versions/{v}/from");
            match (v, version.from) {
                (0, Some(from)) => {
                    let message = format!("no version is in force before {from}: leave `from` out of the first one");
                    fault(faults, Code::VersionsStartLate, pointer, message);
                }
                (0, None) => {}
                (_, None) => {
                    let message = "`from` is missing: say from which day on this version is in force";
                    fault(faults, Code::MissingField, pointer, message);
                }
                (_, Some(from)) if before.is_some_and(|before| from <= before) => {
                    let message =
                        format!("{from} does not come after the version before: put versions in rising order");
                    fault(faults, Code::NotAscending, pointer, message);
                }
                (_, Some(_)) => {}
            }
            before = version.from.or(before);
        }
    }
}

fn prerequisites_have_levels(scheme: &Scheme, faults: &mut Vec<Refusal>) {
    for (i, prerequisite) in scheme.prerequisites.iter().enumerate() {
        if scheme.level_index(&prerequisite.level).is_none() {
            unknown_level(scheme, &prerequisite.level, format!("/prerequisites/{i}/level"), faults);
        }
    }
}

fn progression_fits_the_ladder(scheme: &Scheme, faults: &mut Vec<Refusal>) {
    let Some(progression) = &scheme.progression else {
        return;
    };
    if scheme.level_index(&progression.entry).is_none() {
        let message = format!("there is no level `{}`: name one of those under `levels`", progression.entry);
        faults.push(
            Refusal::new(Code::UnknownLevel, "/progression/entry", message)
                .suggesting(&progression.entry, scheme.levels.iter().map(|level| &*level.id)),
        );
    }
    let below_top = scheme.levels.len().saturating_sub(1);
    let mut seen = BTreeSet::new();
    for (i, wait) in progression.waits.iter().enumerate() {
        let pointer = format!("/progression/waits/{i}/at");
        match scheme.level_index(&wait.at) {
            None => {
                let message = format!("there is no level `{}`: name one of those under `levels`", wait.at);
                faults.push(
                    Refusal::new(Code::UnknownLevel, &*pointer, message)
                        .suggesting(&wait.at, scheme.levels.iter().map(|level| &*level.id)),
                );
            }
            Some(index) if index >= below_top => {
                let message = format!("`{}` is the top level, from which nobody rises: remove this", wait.at);
                faults.push(Refusal::new(Code::WaitUseless, &*pointer, message));
            }
            Some(index) => {
                if !seen.insert(index) {
                    let message = format!("`{}` has a waiting time already: keep one", wait.at);
                    faults.push(Refusal::new(Code::WaitUseless, &*pointer, message));
                }
            }
        }
    }
    for (index, level) in scheme.levels.iter().enumerate().take(below_top) {
        if !seen.contains(&index) {
            let message = format!("`{}` has no waiting time: add one, 0 months if there is none", level.id);
            faults.push(Refusal::new(Code::WaitMissing, "/progression/waits", message));
        }
    }
    if progression.lapsed.is_some() && scheme.validity.is_none() {
        let message = "awards never lapse here: remove this, or say under `validity` how long they last";
        faults.push(Refusal::new(Code::LapseWithoutValidity, "/progression/lapsed", message));
    }
}

fn dates_are_in_order(scheme: &Scheme, faults: &mut Vec<Refusal>) {
    if let Some(retired) = scheme.retired.as_ref().filter(|retired| retired.from <= scheme.starts_on) {
        let message =
            format!("{} is not after {}, when the edition starts: correct one", retired.from, scheme.starts_on);
        fault(faults, Code::DatesCross, "/retired/from", message);
    }
}
