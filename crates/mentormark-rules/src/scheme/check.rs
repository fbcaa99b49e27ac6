//! Holds a scheme against itself: one check a function. What passes can be compiled into a [`Plan`](crate::Plan).

use alloc::{collections::BTreeSet, format, string::String, vec::Vec};

use super::{FactKind, Scheme};
use crate::{Code, Id, Rank, Refusal, assessment::MOST_RATINGS, assessment::NOT_APPLICABLE, rule};

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
    no_rating_is_reserved(scheme, &mut faults);
    criteria_belong_to_levels(scheme, &mut faults);
    sections_have_criteria_at_every_level(scheme, &mut faults);
    rule::share::check(scheme, &mut faults);
    rule::sections::check(scheme, &mut faults);
    progression_fits_the_ladder(scheme, &mut faults);
    fee_bands_cover_the_fact(scheme, &mut faults);
    vat_rates_ascend(scheme, &mut faults);
    faults
}

fn ids_are_unique(scheme: &Scheme, faults: &mut Vec<Refusal>) {
    let mut unique = |what: &str, ids: &mut dyn Iterator<Item = (String, &Id)>| {
        let mut seen = BTreeSet::new();
        for (pointer, id) in ids {
            if !seen.insert(id) {
                faults.push(Refusal::new(
                    Code::DuplicateId,
                    &*pointer,
                    format!("there are two {what} `{id}`: rename or remove one"),
                ));
            }
        }
    };
    unique("levels", &mut scheme.levels.iter().enumerate().map(|(i, named)| (format!("/levels/{i}/id"), &named.id)));
    unique("ratings", &mut scheme.scale.iter().enumerate().map(|(i, named)| (format!("/scale/{i}/id"), &named.id)));
    unique("facts", &mut scheme.facts.iter().enumerate().map(|(i, fact)| (format!("/facts/{i}/id"), &fact.id)));
    unique("sections", &mut scheme.sections.iter().enumerate().map(|(i, it)| (format!("/sections/{i}/id"), &it.id)));
    unique(
        "criteria",
        &mut scheme.sections.iter().enumerate().flat_map(|(s, section)| {
            let criteria = section.criteria.iter().enumerate();
            criteria.map(move |(i, criterion)| (format!("/sections/{s}/criteria/{i}/id"), &criterion.id))
        }),
    );
    if let Some(fee) = &scheme.fee {
        unique("bands", &mut fee.bands.iter().enumerate().map(|(i, band)| (format!("/fee/bands/{i}/id"), &band.id)));
    }
}

/// The most sections, facts, fee bands and rates of VAT, of each.
const MOST_ENTRIES: usize = 1_000;
/// The most ratings of a scale.
const MOST_STEPS: usize = 16;

fn sizes_are_bounded(scheme: &Scheme, faults: &mut Vec<Refusal>) {
    let mut at_most = |most: usize, count: usize, code: Code, what: &str, pointer: &str| {
        if count > most {
            let message = format!("{count} {what} are more than {most}: remove some");
            faults.push(Refusal::new(code, pointer, message));
        }
    };
    at_most(Rank::MOST, scheme.levels.len(), Code::TooManyLevels, "levels", "/levels");
    at_most(MOST_RATINGS, scheme.criteria().count(), Code::TooManyCriteria, "criteria", "/sections");
    at_most(MOST_STEPS, scheme.scale.len(), Code::TooManyEntries, "ratings", "/scale");
    at_most(MOST_ENTRIES, scheme.sections.len(), Code::TooManyEntries, "sections", "/sections");
    at_most(MOST_ENTRIES, scheme.facts.len(), Code::TooManyEntries, "facts", "/facts");
    if let Some(fee) = &scheme.fee {
        at_most(MOST_ENTRIES, fee.bands.len(), Code::TooManyEntries, "bands", "/fee/bands");
        let rates = fee.vat.as_ref().map_or(0, |vat| vat.rates.len());
        at_most(MOST_ENTRIES, rates, Code::TooManyEntries, "rates", "/fee/vat/rates");
    }
}

fn no_rating_is_reserved(scheme: &Scheme, faults: &mut Vec<Refusal>) {
    for (i, rating) in scheme.scale.iter().enumerate().filter(|(_, rating)| rating.id == NOT_APPLICABLE) {
        let message = format!("`{}` stands outside every scale: use another id", rating.id);
        faults.push(Refusal::new(Code::ReservedId, format!("/scale/{i}/id"), message));
    }
}

fn criteria_belong_to_levels(scheme: &Scheme, faults: &mut Vec<Refusal>) {
    for (s, section) in scheme.sections.iter().enumerate() {
        for (i, criterion) in section.criteria.iter().enumerate() {
            if scheme.level_index(&criterion.level).is_none() {
                let pointer = format!("/sections/{s}/criteria/{i}/level");
                let message = format!("there is no level `{}`: name one of those under `levels`", criterion.level);
                faults.push(
                    Refusal::new(Code::UnknownLevel, &*pointer, message)
                        .suggesting(&criterion.level, scheme.levels.iter().map(|level| &*level.id)),
                );
            }
        }
    }
}

/// A rule over no criteria would be true of nothing: empty is not all.
fn sections_have_criteria_at_every_level(scheme: &Scheme, faults: &mut Vec<Refusal>) {
    for (s, section) in scheme.sections.iter().enumerate() {
        for level in &scheme.levels {
            if !section.criteria.iter().any(|criterion| criterion.level == level.id) {
                let message = format!("section `{}` has no criterion at level `{}`: add one", section.id, level.id);
                faults.push(Refusal::new(Code::NoCriteriaAtLevel, format!("/sections/{s}/criteria"), message));
            }
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

fn fee_bands_cover_the_fact(scheme: &Scheme, faults: &mut Vec<Refusal>) {
    let Some(fee) = &scheme.fee else { return };
    let Some(fact) = scheme.facts.iter().find(|fact| fact.id == fee.fact) else {
        let message = format!("there is no fact `{}`: name one of those under `facts`", fee.fact);
        faults.push(
            Refusal::new(Code::UnknownFact, "/fee/fact", message)
                .suggesting(&fee.fact, scheme.facts.iter().map(|fact| &*fact.id)),
        );
        return;
    };
    let FactKind::Count { least, most } = fact.kind;
    let mut before: Option<&super::Band> = None;
    for (i, band) in fee.bands.iter().enumerate() {
        let pointer = format!("/fee/bands/{i}/from");
        match before {
            None if band.from != least => {
                let message =
                    format!("the first band starts at {}, but `{}` starts at {least}: start there", band.from, fact.id);
                faults.push(Refusal::new(Code::BandsStartLate, &*pointer, message));
            }
            Some(before) if band.from <= before.from => {
                let message = format!("{} does not come after {}: put bands in rising order", band.from, before.from);
                faults.push(Refusal::new(Code::NotAscending, &*pointer, message));
            }
            _ => {}
        }
        if band.from > most {
            let message = format!("`{}` is never above {most}: remove this band or raise `most`", fact.id);
            faults.push(Refusal::new(Code::BandUnreachable, &*pointer, message));
        }
        if let Some(before) = before
            && band.net < before.net
        {
            let message = format!("`{}` costs less than the smaller `{}`: check both", band.id, before.id);
            faults.push(Refusal::new(Code::FeeFalls, format!("/fee/bands/{i}/net"), message));
        }
        before = Some(band);
    }
}

fn vat_rates_ascend(scheme: &Scheme, faults: &mut Vec<Refusal>) {
    let Some(vat) = scheme.fee.as_ref().and_then(|fee| fee.vat.as_ref()) else {
        return;
    };
    for (i, pair) in vat.rates.windows(2).enumerate() {
        if let [before, rate] = pair
            && rate.from <= before.from
        {
            let pointer = format!("/fee/vat/rates/{}/from", i.saturating_add(1));
            let message = format!("{} does not come after {}: put rates in rising order", rate.from, before.from);
            faults.push(Refusal::new(Code::NotAscending, &*pointer, message));
        }
    }
}
