//! Random section rules and award rules.

use super::super::{chance, one_of};
use super::ground::{Criterion, Ground};
use super::{SOURCE, conditions, may_assume, put_all, some_of, tagged};
use fastrand::Rng;
use serde_json::{Map, Value, json};

/// Where a test will be asked: of each of these sections, or of the award where there are none, at each of these levels.
#[derive(Clone)]
pub(super) struct Asked {
    /// Sections and levels; the section is `None` in the award rule.
    pub(super) at: Vec<(Option<usize>, usize)>,
    /// Whether it stands in the award rule.
    pub(super) award: bool,
}

/// Puts in the rule for sections, own rules for some of them, and the rule for awards.
pub(super) fn rules(rng: &mut Rng, ground: &mut Ground, scheme: &mut Value) {
    let sections = ground.inherits.len();
    let mut shared = Vec::new();
    for section in 0..sections {
        // The shared rule is asked of one section at least.
        if chance(rng, 15) && (section + 1 < sections || !shared.is_empty()) {
            let asked = asked_of(ground, &[section]);
            scheme["sections"][section]["rule"] = rule(rng, ground, &asked);
        } else {
            shared.push(section);
        }
    }
    let asked = asked_of(ground, &shared);
    scheme["section_rule"] = rule(rng, ground, &asked);
    let award = Asked { at: (0..ground.levels.len()).map(|level| (None, level)).collect(), award: true };
    scheme["award_rule"] = rule(rng, ground, &award);
}

/// Every level of every one of `sections` but those where it inherits.
fn asked_of(ground: &Ground, sections: &[usize]) -> Asked {
    let mut at = Vec::new();
    for section in sections {
        for level in 0..ground.levels.len() {
            if !ground.inherits[*section][level] {
                at.push((Some(*section), level));
            }
        }
    }
    Asked { at, award: false }
}

fn rule(rng: &mut Rng, ground: &mut Ground, asked: &Asked) -> Value {
    let mut rule = json!({ "source": SOURCE });
    if rng.bool() {
        rule["cumulative"] = json!(true);
    }
    may_assume(rng, &mut rule);
    if chance(rng, 25) {
        let mut at = json!({});
        for (level, id) in ground.levels.clone().into_iter().enumerate() {
            let here = asked.at.iter().filter(|(_, of)| *of == level).copied().collect();
            at[id] = test(rng, ground, &Asked { at: here, award: asked.award }, 1);
        }
        rule["at"] = at;
    } else {
        let own = test(rng, ground, asked, 2);
        put_all(&mut rule, own);
        rule["source"] = json!(SOURCE);
    }
    rule
}

/// A test, nested at most `depth` deep.
fn test(rng: &mut Rng, ground: &mut Ground, asked: &Asked, depth: u32) -> Value {
    match rng.u32(0..100) {
        0..=15 if depth > 0 => {
            let parts: Vec<Value> = (0..rng.usize(1..=3)).map(|_| test(rng, ground, asked, depth - 1)).collect();
            let shape = rng.u32(1..4);
            conditions::list_of(rng, shape, parts)
        }
        0..=21 => conditions::condition(rng, ground, depth.min(1), true),
        22..=60 if asked.award => tagged("sections", sections(rng, ground, asked)),
        61..=72 if asked.award => tagged("table", table(rng, ground)),
        22..=60 => tagged("share", share(rng, ground, asked)),
        73..=82 if asked.award => tagged("share", share(rng, ground, asked)),
        61..=86 => tagged("points", points(rng, ground, asked)),
        _ => {
            let mut none_below = selector(rng, ground, asked);
            none_below["rated"] = json!(ground.scale[rng.usize(1..ground.scale.len())]);
            tagged("none_below", none_below)
        }
    }
}

fn share(rng: &mut Rng, ground: &Ground, asked: &Asked) -> Value {
    let mut share = selector(rng, ground, asked);
    let fewest = each_selection(ground, &share, asked).map(|selected| selected.len()).min().unwrap_or(1);
    share["rated"] = json!(ground.scale[rng.usize(1..ground.scale.len())]);
    share["of"] = match rng.u32(0..6) {
        0 => json!("all"),
        1 => json!("any"),
        2 => json!("more-than-half"),
        3 => json!("at-least-half"),
        4 => json!({ "count": rng.usize(1..=fewest) }),
        _ => json!({ "percent": one_of(rng, &[1, 33, 34, 50, 51, 66, 67, 100]) }),
    };
    if chance(rng, 15) {
        share["or_reasoned"] = json!(true);
    }
    share
}

fn points(rng: &mut Rng, ground: &Ground, asked: &Asked) -> Value {
    let mut points = selector(rng, ground, asked);
    let weights: Vec<i64> = each_selection(ground, &points, asked)
        .map(|selected| selected.iter().map(|criterion| criterion.weight).sum())
        .collect();
    let lowest = ground.points.first().copied().unwrap_or(0) * weights.iter().max().copied().unwrap_or(1);
    let most = ground.points.last().copied().unwrap_or(1) * weights.iter().min().copied().unwrap_or(1);
    points["at_least"] = if lowest < most && rng.bool() {
        json!(rng.i64(lowest + 1..=most))
    } else {
        json!({ "percent": one_of(rng, &[60, 75, 81, 84, 90, 94, 100]) })
    };
    points
}

/// A selector that selects something wherever it is asked, with its source.
fn selector(rng: &mut Rng, ground: &Ground, asked: &Asked) -> Value {
    for _ in 0..12 {
        let selector = any_selector(rng, ground, asked.award);
        if each_selection(ground, &selector, asked).all(|selected| !selected.is_empty()) {
            return selector;
        }
    }
    json!({ "level": "every", "source": SOURCE })
}

fn any_selector(rng: &mut Rng, ground: &Ground, award: bool) -> Value {
    let mut selector = json!({ "source": SOURCE });
    match rng.u32(0..10) {
        0..=5 => {}
        6..=7 => selector["level"] = json!("up-to"),
        8 => selector["level"] = json!("every"),
        _ => selector["level"] = json!(one_of(rng, &ground.levels)),
    }
    if chance(rng, 15) {
        selector["force"] = json!(one_of(rng, &["must", "must", "should", "suggested"]));
    }
    if chance(rng, 12) {
        let tags: Vec<&str> = ground.criteria.iter().flat_map(|criterion| criterion.tags.clone()).collect();
        if !tags.is_empty() {
            selector["tag"] = json!(one_of(rng, &tags));
        }
    }
    if chance(rng, 10) {
        let ids: Vec<&String> = ground.criteria.iter().map(|criterion| &criterion.id).collect();
        selector["criteria"] = json!(some_of(rng, &ids));
    }
    if award && chance(rng, 25) {
        let ids: Vec<String> = (0..ground.inherits.len()).map(section_id).collect();
        selector["sections"] = json!(some_of(rng, &ids));
    }
    selector
}

/// The id of the section at `place`.
pub(super) fn section_id(place: usize) -> String {
    format!("s{}", place + 1)
}

/// What a selector selects wherever it is asked, before anything is left out.
fn each_selection<'a>(
    ground: &'a Ground,
    selector: &'a Value,
    asked: &'a Asked,
) -> impl Iterator<Item = Vec<&'a Criterion>> {
    asked.at.iter().map(|(section, level)| {
        let lists = |key: &str, id: &str| {
            selector.get(key).is_none_or(|ids| ids.as_array().is_some_and(|ids| ids.contains(&json!(id))))
        };
        let selected = ground.criteria.iter().filter(|criterion| {
            let own = match (criterion.level, selector["level"].as_str().unwrap_or("same")) {
                (None, _) | (_, "every") => true,
                (Some(own), "same") => own == *level,
                (Some(own), "up-to") => own <= *level,
                (Some(own), id) => ground.levels[own] == id,
            };
            own && section.is_none_or(|section| criterion.section == section)
                && selector.get("force").is_none_or(|force| force == criterion.force)
                && selector["tag"].as_str().is_none_or(|tag| criterion.tags.contains(&tag))
                && lists("criteria", &criterion.id)
                && lists("sections", &section_id(criterion.section))
        });
        selected.collect()
    })
}

fn sections(rng: &mut Rng, ground: &Ground, asked: &Asked) -> Value {
    let mut sections = json!({ "source": SOURCE });
    let mut many = ground.inherits.len();
    if chance(rng, 20) {
        let ids: Vec<String> = (0..many).map(section_id).collect();
        let among = some_of(rng, &ids);
        many = among.len();
        sections["among"] = json!(among);
    }
    sections["needed"] = match rng.u32(0..10) {
        0..=2 => json!("all"),
        3..=7 => json!(rng.usize(1..=many)),
        _ => json!({ "ratio": one_of(rng, &[[1, 2], [2, 3], [1, 3], [6, 7], [3, 4]]) }),
    };
    sections["floor"] = match rng.u32(0..4) {
        0 | 1 => json!("none"),
        2 => json!("one-below"),
        _ => json!({ "level": ground.levels[asked.at.first().map_or(0, |(_, level)| *level)] }),
    };
    if chance(rng, 12) {
        sections["at"] = json!(one_of(rng, &ground.levels));
    }
    if chance(rng, 30) {
        sections["without_not_applicable"] = json!(true);
    }
    sections
}

/// A complete table over up to three sections in which a higher level never comes to less.
fn table(rng: &mut Rng, ground: &Ground) -> Value {
    let all: Vec<String> = (0..ground.inherits.len()).map(section_id).collect();
    let named = some_of(rng, &all);
    let ids: Vec<&str> = ["none"].into_iter().chain(ground.levels.iter().copied()).collect();
    let shape = rng.u32(0..4);
    let less = rng.usize(0..2);
    let comes_to = |ranks: &[usize]| {
        let sum: usize = ranks.iter().sum();
        let rank = match shape {
            0 => ranks.iter().copied().min().unwrap_or(0),
            1 => ranks.iter().copied().max().unwrap_or(0),
            2 => sum / ranks.len(),
            _ => sum.min(ids.len() - 1),
        };
        // Here and there one level less, but never at the top of all.
        if sum + 1 < ranks.len() * (ids.len() - 1) { rank.saturating_sub(less) } else { rank }
    };
    let mut rows = Vec::new();
    let mut ranks = vec![0; named.len()];
    loop {
        let when: Vec<&str> = ranks.iter().map(|rank| ids[*rank]).collect();
        rows.push(json!({ "when": when, "then": ids[comes_to(&ranks)] }));
        let Some(next) = ranks.iter().rposition(|rank| rank + 1 < ids.len()) else {
            break;
        };
        ranks[next] += 1;
        ranks[next + 1..].fill(0);
    }
    let mut table = Map::new();
    table.insert("sections".to_owned(), json!(named));
    table.insert("rows".to_owned(), json!(rows));
    table.insert("source".to_owned(), json!(SOURCE));
    Value::Object(table)
}
