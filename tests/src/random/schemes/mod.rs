//! Random schemes over the whole language of schemes, small enough for the general oracle, and assessments for them.
//!
//! [`scheme`] draws a compiled scheme, [`assessment::assessment`] an assessment for one, and [`features::features`] says which
//! parts of the language a scheme uses, so that a test can show that every one of [`features::all`] comes about. Schemes are
//! drawn to be sound, but a few may still be refused: the caller counts those and draws others.

pub mod assessment;
pub mod features;

mod conditions;
mod expressions;
mod fee;
mod ground;
mod rules;
mod sections;
mod terms;

use super::{chance, one_of};
use fastrand::Rng;
use ground::Ground;
use serde_json::{Map, Value, json};

/// The anchor that stands wherever a source must.
const SOURCE: &str = "s#a";

/// The anchor of an assumption.
const ASSUMPTION: &str = "s#b";

/// A random scheme, as compiled JSON.
pub fn scheme(rng: &mut Rng) -> Value {
    let mut ground = Ground::draw(rng);
    let mut scheme = json!({ "id": "s", "edition": "1", "starts_on": "2020-01-01", "source": SOURCE });
    scheme["levels"] = ground.levels.iter().map(|id| sourced(id)).collect();
    scheme["scale"] = scale(rng, &mut ground);
    let facts = ground::facts(rng, &mut ground);
    put_list(&mut scheme, "facts", facts);
    let derived = expressions::derived(rng, &mut ground);
    put_list(&mut scheme, "derived", derived);
    let sections = sections::sections(rng, &mut ground);
    if sections.iter().any(|section| section["criteria"].to_string().contains("\"not_applicable\"")) {
        scheme["not_applicable"] = json!({ "counts": one_of(rng, &["left-out", "as-highest"]), "source": SOURCE });
    }
    put_list(&mut scheme, "sections", sections);
    rules::rules(rng, &mut ground, &mut scheme);
    terms::terms(rng, &mut ground, &mut scheme);
    if let Some(fee) = fee::fee(rng, &mut ground) {
        scheme["fee"] = fee;
    }
    ground::prune(&mut scheme);
    if chance(rng, 4) {
        scheme["retired"] = json!({ "from": "2026-03-01", "source": SOURCE });
    }
    if chance(rng, 15) {
        scheme["below"] = sourced("unlisted");
    }
    scheme
}

/// The scale, its points given one time in three.
fn scale(rng: &mut Rng, ground: &mut Ground) -> Value {
    let given = chance(rng, 33);
    if given {
        let mut points = rng.i64(0..2);
        for own in &mut ground.points {
            *own = points;
            points += rng.i64(1..4);
        }
    }
    let ratings = ground.scale.iter().zip(&ground.points).map(|(id, points)| {
        let mut rating = sourced(id);
        if given {
            rating["points"] = json!(points);
        }
        rating
    });
    ratings.collect()
}

/// `id` and the anchor of its source.
fn sourced(id: &str) -> Value {
    json!({ "id": id, "source": SOURCE })
}

/// Puts a list in, unless it is empty.
fn put_list(into: &mut Value, key: &str, list: Vec<Value>) {
    if !list.is_empty() {
        into[key] = Value::Array(list);
    }
}

/// Puts every key of `more` into `into`.
fn put_all(into: &mut Value, more: Value) {
    if let (Value::Object(into), Value::Object(more)) = (into, more) {
        into.extend(more);
    }
}

/// An anchor of an assumption beside the source of a rule, one time in five.
fn may_assume(rng: &mut Rng, rule: &mut Value) {
    if chance(rng, 20) {
        rule["assumes"] = json!([ASSUMPTION]);
    }
}

/// Some of `items`, in order, and never none of them.
fn some_of<T: Clone>(rng: &mut Rng, items: &[T]) -> Vec<T> {
    let one = rng.usize(0..items.len());
    let chosen = items.iter().enumerate().filter(|(place, _)| *place == one || rng.bool());
    chosen.map(|(_, item)| item.clone()).collect()
}

/// An object with one key.
fn tagged(key: &str, value: Value) -> Value {
    Value::Object(Map::from_iter([(key.to_owned(), value)]))
}
