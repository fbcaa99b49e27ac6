//! The small model: a scheme, an assessment, and the JSON of each.

use crate::oracle::calendar::Day;
use serde_json::{Map, Value, json};

/// A level as its place on the ladder, 0 for the lowest; `None` is none, which is below them all.
pub type Level = Option<usize>;

/// A small scheme.
#[derive(Clone, Debug)]
pub struct Scheme {
    /// Level ids, lowest first.
    pub levels: Vec<String>,
    /// Ratings, lowest first.
    pub scale: Vec<String>,
    /// The sections in scheme order.
    pub sections: Vec<Section>,
    /// The step of the scale that counts as met, or any higher one.
    pub rated: usize,
    /// How many of a section's criteria at a level must be met.
    pub share: Share,
    /// Whether a section's level also needs every lower level.
    pub cumulative: bool,
    /// How many sections must stand at a level; `None` is all of them.
    pub needed: Option<usize>,
    /// Where the other sections must stand.
    pub floor: Floor,
    /// Waits and steps between awards.
    pub progression: Option<Progression>,
    /// How many months an award lasts.
    pub validity: Option<u32>,
    /// The least and the most employees, if the scheme asks.
    pub employees: Option<(i64, i64)>,
    /// The fee by employees.
    pub fee: Option<FeeRule>,
}

/// A section and its criteria in scheme order.
#[derive(Clone, Debug)]
pub struct Section {
    /// The section's id.
    pub id: String,
    /// The criteria.
    pub criteria: Vec<Criterion>,
}

/// A criterion and the level it belongs to.
#[derive(Clone, Debug)]
pub struct Criterion {
    /// The criterion's id.
    pub id: String,
    /// The level's place on the ladder.
    pub level: usize,
}

/// How many of the criteria must be met.
#[derive(Clone, Copy, Debug)]
pub enum Share {
    /// Every one.
    All,
    /// At least one.
    Any,
    /// More than half.
    MoreThanHalf,
    /// Half or more.
    AtLeastHalf,
    /// At least this many.
    Count(usize),
    /// At least this percentage.
    Percent(usize),
}

/// Where the sections outside the quorum must stand.
#[derive(Clone, Copy, Debug)]
pub enum Floor {
    /// Anywhere.
    Free,
    /// At the level below or higher; anywhere where there is no level below.
    OneBelow,
    /// At this level or higher.
    Named(usize),
}

/// Waits and steps between awards.
#[derive(Clone, Debug)]
pub struct Progression {
    /// The highest level of a first award.
    pub entry: usize,
    /// The most levels that one award may climb.
    pub most_steps: usize,
    /// The wait at each level but the top, in months.
    pub waits: Vec<u32>,
    /// Whether a lapsed award counts as none.
    pub lapsed_is_blocked: bool,
}

/// Bands by employees, and VAT.
#[derive(Clone, Debug)]
pub struct FeeRule {
    /// Each band's first number of employees and its net fee in pence.
    pub bands: Vec<(i64, i64)>,
    /// VAT, if it is charged.
    pub vat: Option<Vat>,
}

/// A dated rate table and how a fraction of a penny is rounded.
#[derive(Clone, Debug)]
pub struct Vat {
    /// The day from which each rate counts, and the rate in basis points.
    pub rates: Vec<(Day, i64)>,
    /// Down to a whole penny; else to the nearest, a half up.
    pub down: bool,
}

/// One applicant's answers.
#[derive(Clone, Debug)]
pub struct Assessment {
    /// The day judged on.
    pub as_of: Day,
    /// The level and date of the award held.
    pub held: Option<(usize, Day)>,
    /// The number of employees; `None` is blank.
    pub employees: Option<i64>,
    /// The date whose VAT rate counts, if not the day judged on.
    pub tax_point: Option<Day>,
    /// The rating of each criterion in scheme order, as a step of the scale; `None` is blank.
    pub ratings: Vec<Option<usize>>,
    /// The level asked for, which decides nothing.
    pub target: Option<usize>,
    /// Whether the edition is named.
    pub names_edition: bool,
}

impl Scheme {
    /// Every criterion in scheme order.
    pub fn criteria(&self) -> impl Iterator<Item = &Criterion> {
        self.sections.iter().flat_map(|section| &section.criteria)
    }

    /// The id of `level`, or JSON null for none.
    #[must_use]
    pub fn level_id(&self, level: Level) -> Value {
        level.map_or(Value::Null, |place| json!(self.levels[place]))
    }

    /// The scheme as compiled JSON.
    #[must_use]
    pub fn compiled(&self) -> Value {
        let sourced = |ids: &[String]| -> Value {
            ids.iter().map(|id| json!({ "id": id, "source": "t#x" })).collect::<Vec<_>>().into()
        };
        let sections: Vec<Value> = self.sections.iter().map(|section| self.section_json(section)).collect();
        let mut section_rule = json!({ "source": "t#x", "assumes": ["t#y"], "share": {
            "rated": self.scale[self.rated], "of": share_json(self.share), "source": "t#x" } });
        if self.cumulative {
            section_rule["cumulative"] = json!(true);
        }
        let floor = match self.floor {
            Floor::Free => json!("none"),
            Floor::OneBelow => json!("one-below"),
            Floor::Named(level) => json!({ "level": self.levels[level] }),
        };
        let needed = self.needed.map_or(json!("all"), |count| json!(count));
        let mut compiled = json!({
            "id": "t", "edition": "1", "starts_on": "2020-01-01", "source": "t#x",
            "levels": sourced(&self.levels), "scale": sourced(&self.scale), "sections": sections,
            "section_rule": section_rule,
            "award_rule": { "source": "t#x", "sections": { "needed": needed, "floor": floor, "source": "t#x" } },
        });
        if let Some((least, most)) = self.employees {
            compiled["facts"] =
                json!([{ "id": "employees", "kind": "count", "least": least, "most": most, "source": "t#x" }]);
        }
        if let Some(progression) = &self.progression {
            compiled["progression"] = self.progression_json(progression);
        }
        if let Some(months) = self.validity {
            compiled["validity"] = json!({ "months": months, "source": "t#x" });
        }
        if let Some(fee) = &self.fee {
            compiled["fee"] = fee_json(fee);
        }
        compiled
    }

    fn section_json(&self, section: &Section) -> Value {
        let criteria: Vec<Value> = section
            .criteria
            .iter()
            .map(|criterion| json!({ "id": criterion.id, "level": self.levels[criterion.level] }))
            .collect();
        json!({ "id": section.id, "source": "t#x", "criteria_source": "t#x", "criteria": criteria })
    }

    fn progression_json(&self, progression: &Progression) -> Value {
        let waits: Vec<Value> = progression
            .waits
            .iter()
            .zip(&self.levels)
            .map(|(months, level)| json!({ "at": level, "months": months, "source": "t#x" }))
            .collect();
        let mut json = json!({ "entry": self.levels[progression.entry], "most_steps": progression.most_steps,
            "source": "t#x", "waits": waits });
        // What never lapses has nothing to say of it.
        if self.validity.is_some() {
            json["lapsed"] = json!(if progression.lapsed_is_blocked { "blocked" } else { "allowed" });
            json["lapsed_source"] = json!("t#x");
        }
        json
    }
}

/// The id of the fee band at `place`.
#[must_use]
pub fn band_id(place: usize) -> String {
    format!("band-{place}")
}

fn share_json(share: Share) -> Value {
    match share {
        Share::All => json!("all"),
        Share::Any => json!("any"),
        Share::MoreThanHalf => json!("more-than-half"),
        Share::AtLeastHalf => json!("at-least-half"),
        Share::Count(count) => json!({ "count": count }),
        Share::Percent(percent) => json!({ "percent": percent }),
    }
}

fn fee_json(fee: &FeeRule) -> Value {
    let bands: Vec<Value> = fee
        .bands
        .iter()
        .enumerate()
        .map(|(place, (from, net))| json!({ "id": band_id(place), "from": from, "net": net, "source": "t#x" }))
        .collect();
    let mut json = json!({ "currency": "GBP", "fact": "employees", "source": "t#x", "bands": bands });
    if let Some(vat) = &fee.vat {
        let rates: Vec<Value> = vat
            .rates
            .iter()
            .map(|(from, rate)| json!({ "from": from.to_string(), "basis_points": rate, "source": "vat#x" }))
            .collect();
        let rounding = if vat.down { "down" } else { "nearest" };
        json["vat"] = json!({ "rates": rates, "rounding": rounding, "source": "t#x", "assumes": ["t#y"] });
    }
    json
}

impl Assessment {
    /// The assessment as JSON.
    #[must_use]
    pub fn json(&self, scheme: &Scheme) -> Value {
        let ratings: Map<String, Value> = scheme
            .criteria()
            .zip(&self.ratings)
            .filter_map(|(criterion, step)| step.map(|step| (criterion.id.clone(), json!(scheme.scale[step]))))
            .collect();
        let facts = self.employees.map_or(json!({}), |employees| json!({ "employees": employees }));
        let mut json = json!({ "scheme": "t", "as_of": self.as_of.to_string(), "facts": facts, "ratings": ratings });
        if self.names_edition {
            json["edition"] = json!("1");
        }
        if let Some((level, awarded_on)) = self.held {
            json["held"] = json!({ "level": scheme.levels[level], "awarded_on": awarded_on.to_string() });
        }
        if let Some(tax_point) = self.tax_point {
            json["tax_point"] = json!(tax_point.to_string());
        }
        if let Some(target) = self.target {
            json["target"] = json!(scheme.levels[target]);
        }
        json
    }
}
