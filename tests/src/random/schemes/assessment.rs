//! Random assessments for a scheme, with few enough blanks and few enough criteria left to raise.

use super::super::{chance, days, one_of};
use super::conditions::OTHERS;
use super::ground::CENTRE;
use crate::oracle::calendar::{Day, day};
use crate::oracle::general::dates::plus_months;
use fastrand::Rng;
use serde_json::{Map, Value, json};

/// The most ways to fill the blank facts.
const MOST_WORLDS: usize = 160;

/// The most ways to raise what is below the top.
const MOST_RAISINGS: usize = 256;

/// The most ways to fill the blank criteria.
const MOST_FILLINGS: usize = 32;

/// A random assessment for the compiled `scheme`, which must be one that [`super::scheme`] drew.
///
/// # Panics
/// Where it is not.
pub fn assessment(rng: &mut Rng, scheme: &Value) -> Value {
    let written = scheme.to_string();
    let as_of = judged_on(rng, &written);
    let mut assessment = json!({ "scheme": scheme["id"], "as_of": as_of.to_string(), "facts": facts(rng, scheme) });
    if scheme["retired"].is_object() || rng.bool() {
        assessment["edition"] = scheme["edition"].clone();
    }
    held(rng, scheme, &written, as_of, &mut assessment);
    if chance(rng, 30) {
        assessment["target"] = one_of(rng, &ids(&scheme["levels"])).into();
    }
    if chance(rng, 40) {
        let tax_point = if rng.bool() { days::tax_point(rng) } else { judged_on(rng, &written) };
        assessment["tax_point"] = json!(tax_point.to_string());
    }
    let mut room = Room { raisings: MOST_RAISINGS, fillings: MOST_FILLINGS };
    if scheme["programmes"].is_object() && chance(rng, 70) {
        let programmes = (1..=rng.usize(1..=3)).map(|number| {
            let mut programme = programme(rng, scheme, &mut room);
            programme["id"] = json!(format!("programme-{number}"));
            programme
        });
        assessment["programmes"] = programmes.collect();
    } else {
        super::put_all(&mut assessment, programme(rng, scheme, &mut room));
    }
    assessment
}

fn ids(list: &Value) -> Vec<&str> {
    list.as_array().map(|list| list.iter().filter_map(|item| item["id"].as_str()).collect()).unwrap_or_default()
}

/// A day: as often as not within a day of one that the scheme names, or some months from it.
fn judged_on(rng: &mut Rng, written: &str) -> Day {
    if chance(rng, 40) {
        return days::judged_on(rng);
    }
    // Days in a scheme are texts of their own, and none is a part of another text.
    let named: Vec<Day> = written
        .split('"')
        .filter(|text| text.len() == 10 && text.starts_with("20") && text.matches('-').count() == 2)
        .map(Day::read)
        .filter(|named| *named >= day(2021, 1, 1))
        .collect();
    let base = if named.is_empty() || chance(rng, 20) { CENTRE } else { one_of(rng, &named) };
    let base = plus_months(base, one_of(rng, &[0, 0, 0, 0, -12, -6, -1, 1, 6, 12]));
    match rng.u32(0..4) {
        0 => base.yesterday(),
        1 => base.tomorrow(),
        _ => base,
    }
}

/// The awards held, where the scheme looks at them.
fn held(rng: &mut Rng, scheme: &Value, written: &str, as_of: Day, assessment: &mut Value) {
    let mut months: Vec<u32> = vec![0, 1, 3, 6, 7, 12, 24];
    for term in [&scheme["validity"]["months"], &scheme["validity"]["levels"][0]["months"]] {
        months.extend(term.as_u64().and_then(|term| u32::try_from(term).ok()));
    }
    let levels = ids(&scheme["levels"]);
    if (counts_own_award(scheme) || asks_own_award(scheme)) && chance(rng, 70) {
        let awarded_on = days::awarded_on(rng, as_of, &months);
        assessment["held"] = json!({ "level": one_of(rng, &levels), "awarded_on": awarded_on.to_string() });
    }
    let mut elsewhere = Vec::new();
    for (other, levels) in OTHERS {
        if !written.contains(other) {
            continue;
        }
        for _ in 0..one_of(rng, &[0, 1, 1, 1, 2]) {
            let awarded_on = days::awarded_on(rng, as_of, &months);
            let awarded_on = if chance(rng, 5) { as_of.tomorrow() } else { awarded_on };
            elsewhere
                .push(json!({ "scheme": other, "level": one_of(rng, &levels), "awarded_on": awarded_on.to_string() }));
        }
    }
    super::put_list(assessment, "held_elsewhere", elsewhere);
}

/// Whether progression or renewal looks at the award held.
fn counts_own_award(scheme: &Value) -> bool {
    let renewal = &scheme["validity"]["renewal"];
    scheme["progression"].is_object()
        || renewal["early_keeps_anniversary"] == true
        || renewal["must_progress"].is_array()
}

/// Whether a condition anywhere in `part` looks at the award held.
fn asks_own_award(part: &Value) -> bool {
    match part {
        Value::Object(fields) => {
            fields.get("held").is_some_and(|held| held.get("scheme").is_none()) || fields.values().any(asks_own_award)
        }
        Value::Array(parts) => parts.iter().any(asks_own_award),
        _ => false,
    }
}

/// A value for most facts; the rest are blank, as far as there is room.
fn facts(rng: &mut Rng, scheme: &Value) -> Value {
    let mut given = Map::new();
    let mut worlds = 1;
    let blank = one_of(rng, &[0, 40, 70]);
    let facts = scheme["facts"].as_array().map_or(&[][..], Vec::as_slice);
    for fact in facts {
        let id = fact["id"].as_str().unwrap_or_default().to_owned();
        let options: Vec<&str> =
            fact["options"].as_array().map_or(&[][..], Vec::as_slice).iter().filter_map(Value::as_str).collect();
        let (ways, value) = match fact["kind"].as_str().unwrap_or_default() {
            "date" => date(rng, fact),
            "yes-no" => (2, json!(rng.bool())),
            "choice" => (options.len(), json!(one_of(rng, &options))),
            "choices" => {
                let chosen: Vec<&&str> = options.iter().filter(|_| rng.bool()).collect();
                (1 << options.len(), json!(chosen))
            }
            _ => {
                let (least, most) = (fact["least"].as_i64().unwrap_or(0), fact["most"].as_i64().unwrap_or(0));
                (usize::try_from(most - least + 1).unwrap_or(usize::MAX), json!(rng.i64(least..=most)))
            }
        };
        if worlds * ways.min(MOST_WORLDS + 1) <= MOST_WORLDS && chance(rng, blank) {
            worlds *= ways;
        } else {
            given.insert(id, value);
        }
    }
    Value::Object(given)
}

/// How many days a date fact can be, and one of them.
fn date(rng: &mut Rng, fact: &Value) -> (usize, Value) {
    let (Some(least), Some(most)) = (fact["least"].as_str(), fact["most"].as_str()) else {
        let mut day = plus_months(CENTRE, one_of(rng, &[0, 0, 0, -1, -6, -12, -24, 6]));
        for _ in 0..rng.usize(0..6) {
            day = day.yesterday();
        }
        return (usize::MAX, json!(day.to_string()));
    };
    let (mut day, last) = (Day::read(least), Day::read(most));
    let mut days = vec![day];
    while day < last {
        day = day.tomorrow();
        days.push(day);
    }
    (days.len(), json!(one_of(rng, &days).to_string()))
}

/// How many ways to raise and to fill may still come in.
struct Room {
    raisings: usize,
    fillings: usize,
}

/// One programme's ratings and evidence.
fn programme(rng: &mut Rng, scheme: &Value, room: &mut Room) -> Value {
    let scale = ids(&scheme["scale"]);
    let top = scale.len() - 1;
    let mut criteria: Vec<&Value> = Vec::new();
    for section in scheme["sections"].as_array().map_or(&[][..], Vec::as_slice) {
        criteria.extend(section["criteria"].as_array().map_or(&[][..], Vec::as_slice));
    }
    let mut ratings = Map::new();
    let mut evidence = Map::new();
    let mut places: Vec<usize> = (0..criteria.len()).collect();
    rng.shuffle(&mut places);
    let blank = one_of(rng, &[0, 15, 40]);
    let at_top = one_of(rng, &[15, 45, 70, 85]);
    for place in places {
        let criterion = criteria[place];
        let id = criterion["id"].as_str().unwrap_or_default().to_owned();
        let with_reason = criterion["not_applicable"] == "with-reason";
        let mut note = chance(rng, 20).then(|| one_of(rng, &["see the handbook", " \n\t ", "\u{a0}", "é"]));
        let not_applicable = criterion["not_applicable"].is_string() && chance(rng, 30);
        if not_applicable && chance(rng, 70) {
            note = Some("we have no mentees of that age");
        }
        let reasoned = note.is_some_and(|note| !note.trim().is_empty());
        let may_be_blank = room.fillings >= scale.len() && room.raisings > top;
        if not_applicable && (reasoned || !with_reason) {
            ratings.insert(id.clone(), json!("not-applicable"));
        } else if may_be_blank && (not_applicable || chance(rng, blank)) {
            room.fillings /= scale.len();
            room.raisings /= scale.len();
            if not_applicable {
                ratings.insert(id.clone(), json!("not-applicable"));
            }
        } else {
            let step = if chance(rng, at_top) { top } else { rng.usize(0..=top) };
            let ways = top - step + 1;
            let step = if room.raisings >= ways { step } else { top };
            room.raisings /= top - step + 1;
            ratings.insert(id.clone(), json!(scale[step]));
        }
        if let Some(note) = note {
            evidence.insert(id, json!({ "note": note }));
        }
    }
    let mut programme = json!({ "ratings": ratings });
    if !evidence.is_empty() {
        programme["evidence"] = Value::Object(evidence);
    }
    programme
}
