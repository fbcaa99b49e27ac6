//! What an applicant says of itself, read off the assessment.

use super::model::{Model, list, text};
use crate::oracle::calendar::Day;
use serde_json::Value;

/// An assessment.
#[derive(Debug)]
pub struct Given<'a> {
    /// The day judged on.
    pub as_of: Day,
    /// The day whose rate of VAT counts.
    pub tax_point: Day,
    /// The place on the ladder of the award held, and its day.
    pub held: Option<(usize, Day)>,
    /// Awards of other schemes: scheme, level, day.
    pub elsewhere: Vec<(&'a str, &'a str, Day)>,
    /// The place of the level asked for.
    pub target: Option<usize>,
    /// The facts answered.
    pub facts: &'a Value,
    /// The programmes in order; one without an id where the ratings stand alone.
    pub programmes: Vec<Programme<'a>>,
}

/// One programme's answers.
#[derive(Debug)]
pub struct Programme<'a> {
    /// Its id, where there are several.
    pub id: Option<&'a str>,
    /// What each criterion is rated, in scheme order.
    pub ratings: Vec<Rating>,
    /// Whether each criterion has a note that says something.
    pub reasoned: Vec<bool>,
}

/// What a criterion is rated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rating {
    /// Nothing, or not applicable without the reason that it takes.
    Blank,
    /// Not applicable.
    NotApplicable,
    /// A step of the scale, 0 for the lowest.
    Step(usize),
}

impl<'a> Given<'a> {
    /// Reads an assessment.
    #[must_use]
    pub fn read(model: &Model, json: &'a Value) -> Given<'a> {
        let as_of = Day::read(text(&json["as_of"]));
        let held = json.get("held").map(|held| (model.level(&held["level"]), Day::read(text(&held["awarded_on"]))));
        let elsewhere = list(&json["held_elsewhere"])
            .iter()
            .map(|held| (text(&held["scheme"]), text(&held["level"]), Day::read(text(&held["awarded_on"]))));
        let programmes = match json.get("programmes") {
            Some(programmes) => list(programmes).iter().map(|part| programme(model, part)).collect(),
            None => vec![Programme { id: None, ..programme(model, json) }],
        };
        Given {
            as_of,
            tax_point: json["tax_point"].as_str().map_or(as_of, Day::read),
            held,
            elsewhere: elsewhere.collect(),
            target: json.get("target").map(|level| model.level(level)),
            facts: &json["facts"],
            programmes,
        }
    }
}

fn programme<'a>(model: &Model, json: &'a Value) -> Programme<'a> {
    let reasoned: Vec<bool> = model
        .criteria
        .iter()
        .map(|criterion| json["evidence"][criterion.id]["note"].as_str().is_some_and(|note| !note.trim().is_empty()))
        .collect();
    let ratings = model.criteria.iter().zip(&reasoned).map(|(criterion, reasoned)| {
        let given = &json["ratings"][criterion.id];
        if given.is_null()
            || (given == "not-applicable" && criterion.json["not_applicable"] == "with-reason" && !reasoned)
        {
            Rating::Blank
        } else if given == "not-applicable" {
            Rating::NotApplicable
        } else {
            Rating::Step(model.step(given))
        }
    });
    Programme { id: json["id"].as_str(), ratings: ratings.collect(), reasoned }
}
