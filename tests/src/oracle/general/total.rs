//! What ratings earn when nothing is blank.

use super::condition;
use super::model::{Model, Rank, count, list, number, text};
use super::ratio::Ratio;
use super::worlds::World;
use serde_json::Value;

/// What one programme's ratings earn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earned {
    /// Each section's level.
    pub sections: Vec<Rank>,
    /// The quality level.
    pub quality: Rank,
}

/// A test, when it is asked: of what, at which level and where.
struct Asking<'a> {
    model: &'a Model<'a>,
    world: &'a World<'a>,
    /// The step of each criterion; none where it is left out.
    steps: &'a [Option<usize>],
    reasoned: &'a [bool],
    /// The place of the level asked for.
    level: usize,
    place: Place<'a>,
}

/// Where a test stands.
#[derive(Clone, Copy)]
enum Place<'a> {
    /// In the rule of the section at this place.
    Section(usize),
    /// In the award rule, where sections have their levels; none where they do not apply.
    Award(&'a [Option<Rank>]),
}

/// What `ratings` earn in `world`. A rating of `None` is not applicable; `reasoned` says which criteria have a note.
#[must_use]
pub fn earned(model: &Model, world: &World, ratings: &[Option<usize>], reasoned: &[bool]) -> Earned {
    let applies = |of: &Value| of.get("applies_when").is_none_or(|when| condition::holds(when, model, world));
    let there: Vec<bool> = model.sections().iter().map(applies).collect();
    let steps: Vec<Option<usize>> = model
        .criteria
        .iter()
        .zip(ratings)
        .map(|(criterion, rating)| match rating {
            _ if !there[criterion.section] || !applies(criterion.json) => None,
            None if model.leaves_out => None,
            None => Some(model.top()),
            Some(step) => Some(*step),
        })
        .collect();
    let asking = |place, level| Asking { model, world, steps: &steps, reasoned, level, place };
    let sections: Vec<Option<Rank>> = (0..there.len())
        .map(|section| {
            let mut own = model.criteria.iter().zip(&steps).filter(|(criterion, _)| criterion.section == section);
            own.any(|(_, step)| step.is_some()).then(|| {
                let of = &model.sections()[section];
                let rule = of.get("rule").unwrap_or(&model.json["section_rule"]);
                let holds = |level| section_holds(of, rule, level, &|level| asking(Place::Section(section), level));
                highest(model, rule, &holds)
            })
        })
        .collect();
    let rule = &model.json["award_rule"];
    let quality = highest(model, rule, &|level| rule_holds(rule, &asking(Place::Award(&sections), level)));
    Earned { sections: sections.into_iter().map(Option::unwrap_or_default).collect(), quality }
}

/// The highest level that `holds`, and every lower one where `rule` is cumulative.
fn highest(model: &Model, rule: &Value, holds: &dyn Fn(usize) -> bool) -> Rank {
    let mut levels = 0..model.levels.len();
    if rule["cumulative"] == true {
        levels.find(|level| !holds(*level)).unwrap_or(model.levels.len())
    } else {
        levels.rev().find(|level| holds(*level)).map_or(0, |level| level + 1)
    }
}

/// Whether a section's rule holds at `level`; where the section inherits, whether it does at the level below.
fn section_holds<'a>(of: &Value, rule: &Value, level: usize, asking: &dyn Fn(usize) -> Asking<'a>) -> bool {
    let asked = asking(level);
    if list(&of["inherits"]).iter().any(|id| asked.model.level(id) == level) {
        section_holds(of, rule, level - 1, asking)
    } else {
        rule_holds(rule, &asked)
    }
}

fn rule_holds(rule: &Value, asking: &Asking) -> bool {
    match rule.get("at") {
        Some(at) => test(&at[asking.model.levels[asking.level]], asking),
        None => test(rule, asking),
    }
}

/// Whether what is `asked` holds.
fn test(asked: &Value, asking: &Asking) -> bool {
    let holds = |part: &Value| test(part, asking);
    if let Some(of) = asked.get("share") {
        share(of, asking)
    } else if let Some(of) = asked.get("points") {
        points(of, asking)
    } else if let Some(of) = asked.get("none_below") {
        let selected = selected(of, asking);
        let rated = asking.model.step(&of["rated"]);
        !selected.is_empty() && selected.iter().all(|(_, step)| *step >= rated)
    } else if let Some(of) = asked.get("sections") {
        sections(of, asking)
    } else if let Some(of) = asked.get("table") {
        table(of, asking)
    } else if let Some(parts) = asked.get("all") {
        list(parts).iter().all(holds)
    } else if let Some(parts) = asked.get("any") {
        list(parts).iter().any(holds)
    } else if let Some(quorum) = asked.get("quorum") {
        list(&quorum["of"]).iter().filter(|part| holds(part)).count() >= count(&quorum["needed"])
    } else {
        condition::holds(asked, asking.model, asking.world)
    }
}

/// The criteria that a selector picks and that are not left out: their places and steps.
fn selected(selector: &Value, asking: &Asking) -> Vec<(usize, usize)> {
    let model = asking.model;
    let names = |key: &str, id: &str| selector.get(key).is_none_or(|ids| list(ids).iter().any(|one| text(one) == id));
    let all = model.criteria.iter().zip(asking.steps).enumerate();
    all.filter_map(|(place, (criterion, step))| {
        let at_level = match (criterion.level, selector["level"].as_str().unwrap_or("same")) {
            (None, _) | (_, "every") => true,
            (Some(level), "same") => level == asking.level,
            (Some(level), "up-to") => level <= asking.level,
            (Some(level), id) => model.levels[level] == id,
        };
        let in_section = match asking.place {
            Place::Section(section) => criterion.section == section,
            Place::Award(_) => names("sections", text(&model.sections()[criterion.section]["id"])),
        };
        let forced = selector.get("force").is_none_or(|force| force == criterion.force);
        let tagged = selector.get("tag").is_none_or(|tag| list(&criterion.json["tags"]).contains(tag));
        let picked = at_level && in_section && forced && tagged && names("criteria", criterion.id);
        step.filter(|_| picked).map(|step| (place, step))
    })
    .collect()
}

fn share(of: &Value, asking: &Asking) -> bool {
    let selected = selected(of, asking);
    let rated = asking.model.step(&of["rated"]);
    let reasoned = |place: usize| of["or_reasoned"] == true && asking.reasoned[place];
    let met = selected.iter().filter(|(place, step)| *step >= rated || reasoned(*place)).count();
    let n = selected.len();
    n > 0
        && match &of["of"] {
            Value::String(part) if part == "all" => met == n,
            Value::String(part) if part == "any" => met >= 1,
            Value::String(part) if part == "more-than-half" => met + met > n,
            Value::String(part) if part == "at-least-half" => met + met >= n,
            part => match part.get("count") {
                Some(least) => met >= count(least),
                None => 100 * met >= count(&part["percent"]) * n,
            },
        }
}

fn points(of: &Value, asking: &Asking) -> bool {
    let selected = selected(of, asking);
    let worth = |place: usize, step: usize| asking.model.criteria[place].weight * asking.model.points[step];
    let sum: i64 = selected.iter().map(|(place, step)| worth(*place, *step)).sum();
    let most: i64 = selected.iter().map(|(place, _)| worth(*place, asking.model.top())).sum();
    !selected.is_empty()
        && match of["at_least"].get("percent") {
            Some(percent) => 100 * sum >= number(percent) * most,
            None => sum >= number(&of["at_least"]),
        }
}

/// The levels of the sections, in the award rule.
fn levels<'a>(asking: &Asking<'a>) -> &'a [Option<Rank>] {
    match asking.place {
        Place::Award(levels) => levels,
        Place::Section(section) => panic!("section {section} asks for the levels of sections"),
    }
}

fn sections(of: &Value, asking: &Asking) -> bool {
    let (model, levels) = (asking.model, levels(asking));
    let among: Vec<usize> = match of.get("among") {
        Some(ids) => list(ids).iter().map(|id| model.section(id)).collect(),
        None => (0..levels.len()).collect(),
    };
    let leaves = of["without_not_applicable"] == true;
    let counted: Vec<Rank> = among
        .into_iter()
        .filter(|section| !leaves || levels[*section].is_some())
        .map(|section| levels[section].unwrap_or(0))
        .collect();
    let needed = match &of["needed"] {
        Value::String(_) => counted.len(),
        needed => match needed.get("ratio") {
            Some(ratio) => {
                let of = i128::try_from(counted.len()).expect("few sections");
                let part = Ratio::new(number(&ratio[0]).into(), number(&ratio[1]).into()) * Ratio::whole(of);
                usize::try_from(part.up()).expect("few sections")
            }
            None => count(needed),
        },
    };
    let needed = if leaves { needed.min(counted.len()) } else { needed };
    let asked = of.get("at").map_or(asking.level, |level| model.level(level)) + 1;
    let floor: Rank = match &of["floor"] {
        Value::String(floor) if floor == "none" => 0,
        // The level below the one asked for; a rank is already one more than the level's place.
        Value::String(_) => asking.level,
        named => model.level(&named["level"]) + 1,
    };
    !counted.is_empty()
        && counted.iter().filter(|rank| **rank >= asked).count() >= needed
        && counted.iter().all(|rank| *rank >= floor)
}

fn table(of: &Value, asking: &Asking) -> bool {
    let (model, levels) = (asking.model, levels(asking));
    let id = |rank: Rank| rank.checked_sub(1).map_or("none", |place| model.levels[place]);
    let found = list(&of["sections"]).iter().map(|section| id(levels[model.section(section)].unwrap_or(0)));
    let found: Vec<&str> = found.collect();
    let row = list(&of["rows"]).iter().find(|row| list(&row["when"]).iter().map(text).eq(found.iter().copied()));
    let then = text(&row.expect("a table has a row for every combination")["then"]);
    model.levels.iter().position(|level| *level == then).is_some_and(|level| level >= asking.level)
}

#[cfg(test)]
mod tests {
    use super::super::given::Given;
    use super::super::worlds::Worlds;
    use super::*;
    use serde_json::json;

    /// What the steps earn; the sections are of criteria (section, level), every note says something.
    fn earn(criteria: &[&[Value]], rules: &Value, steps: &[Option<usize>]) -> (Vec<Rank>, Rank) {
        let sections: Vec<Value> = (1..)
            .zip(criteria)
            .map(|(number, criteria)| json!({ "id": format!("s{number}"), "criteria": criteria }))
            .collect();
        let mut scheme = json!({ "levels": [{ "id": "low" }, { "id": "high" }], "sections": sections,
            "scale": [{ "id": "no" }, { "id": "partly" }, { "id": "yes", "points": 5 }], "not_applicable": { "counts": "left-out" } });
        for (key, value) in rules.as_object().expect("rules") {
            scheme[key] = value.clone();
        }
        let model = Model::read(&scheme);
        let assessment = json!({ "as_of": "2026-01-01", "facts": {} });
        let given = Given::read(&model, &assessment);
        let reasoned = vec![true; steps.len()];
        let earned = earned(&model, &Worlds::of(&model, &given).all[0], steps, &reasoned);
        (earned.sections, earned.quality)
    }

    fn at(id: &str, level: &str) -> Value {
        json!({ "id": id, "level": level })
    }

    #[test]
    fn sections_that_do_not_apply_leave_a_quorum_only_where_it_says_so() {
        let criteria = [at("a", "low"), at("b", "high")];
        let other = [at("c", "low"), at("d", "high")];
        let rules = |quorum: Value| json!({ "section_rule": { "none_below": { "rated": "yes" } }, "award_rule": { "sections": quorum } });
        let steps = [Some(2), Some(2), None, None];
        let all = json!({ "needed": "all", "floor": "one-below" });
        assert_eq!(earn(&[&criteria, &other], &rules(all), &steps), (vec![2, 0], 0));
        let without = json!({ "needed": 2, "floor": "one-below", "without_not_applicable": true });
        assert_eq!(earn(&[&criteria, &other], &rules(without.clone()), &steps), (vec![2, 0], 2));
        assert_eq!(earn(&[&criteria, &other], &rules(without), &[None; 4]), (vec![0, 0], 0));
        let ratio = json!({ "needed": { "ratio": [1, 2] }, "floor": "one-below" });
        assert_eq!(earn(&[&criteria, &other], &rules(ratio), &[Some(2), Some(2), Some(0), Some(0)]), (vec![2, 0], 1));
    }

    #[test]
    fn weights_points_and_the_levels_below_count() {
        let criteria = [json!({ "id": "a", "level": "low", "weight": 3 }), json!({ "id": "b" }), at("c", "high")];
        // At low 3 x a + b of 20; at high a, b and c of 25, or b and c of 10.
        let rules = |level: &str| {
            json!({ "section_rule": { "points": { "at_least": { "percent": 60 }, "level": level } },
                "award_rule": { "sections": { "needed": "all", "floor": "none" } } })
        };
        let steps = |a, b, c| [Some(a), Some(b), Some(c)];
        assert_eq!(earn(&[&criteria], &rules("same"), &steps(2, 0, 2)).1, 1);
        assert_eq!(earn(&[&criteria], &rules("same"), &steps(0, 1, 2)).1, 2);
        assert_eq!(earn(&[&criteria], &rules("up-to"), &steps(0, 1, 2)).1, 0);
        assert_eq!(earn(&[&criteria], &rules("up-to"), &steps(2, 0, 0)).1, 2);
        assert_eq!(earn(&[&criteria], &rules("high"), &steps(0, 1, 2)).1, 2);
    }

    #[test]
    fn a_section_that_inherits_is_where_it_was_one_level_lower() {
        let mut rules = json!({ "section_rule": { "share": { "rated": "yes", "of": "all" } }, "award_rule": { "table": {
            "sections": ["s1"], "rows": [{ "when": ["none"], "then": "none" }, { "when": ["low"], "then": "low" },
                { "when": ["high"], "then": "low" }] } } });
        rules["sections"] = json!([{ "id": "s1", "inherits": ["high"], "criteria": [at("a", "low")] }]);
        assert_eq!(earn(&[], &rules, &[Some(2)]), (vec![2], 1));
        assert_eq!(earn(&[], &rules, &[Some(1)]), (vec![0], 0));
        rules["section_rule"]["share"]["or_reasoned"] = json!(true);
        assert_eq!(earn(&[], &rules, &[Some(1)]), (vec![2], 1));
    }
}
