//! What is looked up so often that it is read off the compiled scheme once: the ladder, the scale and the criteria.

use serde_json::Value;

/// A level as the number of levels up to it: 0 is none, 1 the lowest.
pub type Rank = usize;

/// A compiled scheme.
#[derive(Debug)]
pub struct Model<'a> {
    /// The whole of it.
    pub json: &'a Value,
    /// Level ids, lowest first.
    pub levels: Vec<&'a str>,
    /// Ratings, lowest first.
    pub scale: Vec<&'a str>,
    /// The points of each rating.
    pub points: Vec<i64>,
    /// Every criterion in scheme order.
    pub criteria: Vec<Criterion<'a>>,
    /// Whether a criterion rated not applicable is left out; else it counts as the highest rating.
    pub leaves_out: bool,
}

/// A criterion.
#[derive(Debug)]
pub struct Criterion<'a> {
    /// The whole of it.
    pub json: &'a Value,
    /// Its id.
    pub id: &'a str,
    /// The place of its section.
    pub section: usize,
    /// The place of its level on the ladder, 0 for the lowest; `None` where it belongs to every level.
    pub level: Option<usize>,
    /// `must`, `should` or `suggested`.
    pub force: &'a str,
    /// Its weight times its section's.
    pub weight: i64,
}

/// The entries of a list; none where there is no list.
#[must_use]
pub fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// A text.
///
/// # Panics
/// Where it is something else.
#[must_use]
pub fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("not a text: {value}"))
}

/// A whole number.
///
/// # Panics
/// Where it is something else.
#[must_use]
pub fn number(value: &Value) -> i64 {
    value.as_i64().unwrap_or_else(|| panic!("not a whole number: {value}"))
}

/// A count: a whole number that is not below zero.
///
/// # Panics
/// Where it is something else.
#[must_use]
pub fn count(value: &Value) -> usize {
    usize::try_from(number(value)).expect("a count is not below zero")
}

/// A number of months.
///
/// # Panics
/// Where it is something else.
#[must_use]
pub fn months(value: &Value) -> u32 {
    u32::try_from(number(value)).expect("a number of months is not below zero")
}

impl<'a> Model<'a> {
    /// Reads a compiled scheme.
    #[must_use]
    pub fn read(json: &'a Value) -> Model<'a> {
        let levels: Vec<&str> = list(&json["levels"]).iter().map(|level| text(&level["id"])).collect();
        let ratings = list(&json["scale"]).iter();
        let points = (0..).zip(ratings.clone()).map(|(place, rating)| rating["points"].as_i64().unwrap_or(place));
        let mut criteria = Vec::new();
        for (section, of) in list(&json["sections"]).iter().enumerate() {
            for criterion in list(&of["criteria"]) {
                let level = criterion["level"].as_str();
                criteria.push(Criterion {
                    json: criterion,
                    id: text(&criterion["id"]),
                    section,
                    level: level.map(|id| place(&levels, id)),
                    force: criterion["force"].as_str().unwrap_or("must"),
                    weight: criterion["weight"].as_i64().unwrap_or(1) * of["weight"].as_i64().unwrap_or(1),
                });
            }
        }
        Model {
            json,
            scale: ratings.clone().map(|rating| text(&rating["id"])).collect(),
            points: points.collect(),
            criteria,
            leaves_out: json["not_applicable"]["counts"] == "left-out",
            levels,
        }
    }

    /// The sections in scheme order.
    #[must_use]
    pub fn sections(&self) -> &'a [Value] {
        list(&self.json["sections"])
    }

    /// The place of the section `id`.
    ///
    /// # Panics
    /// Where there is none.
    #[must_use]
    pub fn section(&self, id: &Value) -> usize {
        let place = self.sections().iter().position(|section| section["id"] == *id);
        place.unwrap_or_else(|| panic!("no section {id}"))
    }

    /// The place of the level `id` on the ladder, 0 for the lowest.
    #[must_use]
    pub fn level(&self, id: &Value) -> usize {
        place(&self.levels, text(id))
    }

    /// The step of the rating `id` on the scale, 0 for the lowest.
    #[must_use]
    pub fn step(&self, id: &Value) -> usize {
        place(&self.scale, text(id))
    }

    /// The highest step of the scale.
    #[must_use]
    pub fn top(&self) -> usize {
        self.scale.len() - 1
    }

    /// The id of `rank`, or null for none.
    #[must_use]
    pub fn rank_id(&self, rank: Rank) -> Value {
        rank.checked_sub(1).map_or(Value::Null, |place| self.levels[place].into())
    }
}

fn place(ids: &[&str], id: &str) -> usize {
    ids.iter().position(|found| *found == id).unwrap_or_else(|| panic!("no `{id}` in {ids:?}"))
}
