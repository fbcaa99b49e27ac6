//! Eligibility, prerequisites, and the award that a quality level comes to.

use super::expression::is_date;
use super::model::{Model, Rank, list, text};
use super::worlds::World;
use super::{condition, dates};
use crate::oracle::calendar::Day;
use serde_json::Value;

/// What is so of an award in one world, whatever the ratings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Whether each eligibility check is met, in scheme order.
    pub checks: Vec<bool>,
    /// Whether each level may be given for all that its prerequisites and renewal say.
    pub open: Vec<bool>,
}

impl Standing {
    /// What is so in `world`.
    #[must_use]
    pub fn of(model: &Model, world: &World) -> Standing {
        let checks = list(&model.json["eligibility"]).iter().map(|check| is_met(check, model, world)).collect();
        let open = (0..model.levels.len()).map(|level| is_open(level, model, world)).collect();
        Standing { checks, open }
    }

    /// Whether all checks are met.
    #[must_use]
    pub fn eligible(&self) -> bool {
        self.checks.iter().all(|met| *met)
    }
}

/// Whether an eligibility check is met. One that does not apply, or asks nothing, is.
fn is_met(check: &Value, model: &Model, world: &World) -> bool {
    if check.get("applies_when").is_some_and(|when| !condition::holds(when, model, world)) {
        return true;
    }
    let asked = match check.get("versions") {
        Some(versions) => version(versions, world.answers[text(&check["dated_by"])].date()),
        None => check,
    };
    !condition::asks(asked) || condition::holds(asked, model, world)
}

/// The version in force on `on`: the last that starts on or before it; the first has no start.
///
/// # Panics
/// Where there is none.
#[must_use]
pub fn version(versions: &Value, on: Day) -> &Value {
    let started = |version: &&Value| {
        let from = version["from"].as_str().filter(|from| is_date(from));
        from.is_none_or(|from| Day::read(from) <= on)
    };
    list(versions).iter().rfind(started).expect("the first version has no start")
}

fn is_open(level: usize, model: &Model, world: &World) -> bool {
    let prerequisites = list(&model.json["prerequisites"]).iter().filter(|one| model.level(&one["level"]) == level);
    let mut asked = prerequisites.map(|one| condition::holds(one, model, world));
    let must_progress = list(&model.json["validity"]["renewal"]["must_progress"]);
    let stuck = dates::counted(model, world.given)
        .is_some_and(|(held, _)| level <= held && must_progress.iter().any(|id| model.level(id) == held));
    asked.all(|held| held) && !stuck
}

/// The award that a quality level comes to under a cap: none unless eligible, else [`award_if_eligible`].
#[must_use]
pub fn award(quality: Rank, cap: Rank, standing: &Standing) -> Rank {
    if standing.eligible() { award_if_eligible(quality, cap, standing) } else { 0 }
}

/// The highest level up to the quality level and the cap that is open.
#[must_use]
pub fn award_if_eligible(quality: Rank, cap: Rank, standing: &Standing) -> Rank {
    (1..=quality.min(cap)).rev().find(|rank| standing.open[rank - 1]).unwrap_or(0)
}
