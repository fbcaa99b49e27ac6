//! Holds a fee against itself and the rest of its scheme.

mod bands;
#[cfg(test)]
mod tests;

use alloc::{collections::BTreeSet, format, vec::Vec};

use super::{Change, Fee, FeeVersion, Net, PartOfUnit, Published, Vat, VatLevel};
use crate::{
    Code, Id, Refusal,
    fact::{Known, Ratio, Scope},
    scheme::{Scheme, facts::Expression},
};

use bands::{bands_cover_the_fact, fee_never_falls, levels_are_priced};

/// The most bands of a version, versions, and rates of VAT, of each.
const MOST_ENTRIES: usize = 1_000;
/// The most modifiers.
const MOST_MODIFIERS: usize = 16;
/// The most modifiers by a ratio, for what blanks can do to each is looked at together.
const MOST_RATIOS: usize = 4;
/// The most facts and derived facts that a fee counts with.
const MOST_QUANTITIES: usize = 32;

/// Notes what is wrong with the fee. Conditions are checked with those of other rules.
pub(crate) fn check(scheme: &Scheme, faults: &mut Vec<Refusal>) {
    let Some(fee) = scheme.fee.as_ref().and_then(Fee::published) else {
        return;
    };
    let mut numbers = Numbers(Vec::new());
    for (pointer, id) in fee.quantities() {
        if let Some((known, _)) = number(scheme, id, &pointer, faults)
            && numbers.get(id).is_none()
        {
            numbers.0.push((id, known));
        }
    }
    if numbers.0.len() > MOST_QUANTITIES {
        let message = format!("{} facts are more than {MOST_QUANTITIES}: count with fewer", numbers.0.len());
        faults.push(Refusal::new(Code::TooManyEntries, "/fee", message));
    }
    if fee.versions.as_slice().iter().any(|version| stays_exact(fee, version, &numbers).is_none()) {
        let message = "this could become too large to be worked out exactly: give its facts narrower limits";
        faults.push(Refusal::new(Code::NumberTooLarge, "/fee", message));
    }
    unique("modifiers", fee.modifiers.iter().map(|modifier| &modifier.id), "/fee/modifiers", faults);
    modifiers_change_something(fee, faults);
    versions_ascend(fee, faults);
    for (i, version) in fee.versions.as_slice().iter().enumerate() {
        let at = fee.versions.pointer(i);
        unique("bands", version.bands.iter().map(|band| &band.id), &format!("{at}/bands"), faults);
        bands_cover_the_fact(scheme, version, &numbers, &at, faults);
        levels_are_priced(scheme, version, &at, faults);
        fee_never_falls(scheme, version, &at, faults);
        units_are_reached(version, &numbers, &at, faults);
    }
    if let Some(vat) = &fee.vat {
        rates_start_in_time(scheme, vat, faults);
        rates_ascend(vat, faults);
        lines_are_whole(fee, vat, faults);
    }
}

/// Notes the lists of the fee that are too long for the other checks.
pub(crate) fn sizes(scheme: &Scheme, faults: &mut Vec<Refusal>) {
    let Some(fee) = scheme.fee.as_ref().and_then(Fee::published) else {
        return;
    };
    let mut at_most = |most: usize, count: usize, what: &str, pointer: &str| {
        if count > most {
            let message = format!("{count} {what} are more than {most}: remove some");
            faults.push(Refusal::new(Code::TooManyEntries, pointer, message));
        }
    };
    let ratios = fee.modifiers.iter().filter(|modifier| matches!(modifier.change, Change::Ratio(_))).count();
    at_most(MOST_MODIFIERS, fee.modifiers.len(), "modifiers", "/fee/modifiers");
    at_most(MOST_RATIOS, ratios, "modifiers by a ratio", "/fee/modifiers");
    at_most(MOST_ENTRIES, fee.vat.as_ref().map_or(0, |vat| vat.rates.len()), "rates", "/fee/vat/rates");
    at_most(MOST_ENTRIES, fee.versions.as_slice().len(), "versions", "/fee/versions");
    // Counted together, for each has a pointer of its own in what follows.
    let bands = fee.versions.as_slice().iter().map(|version| version.bands.len());
    let bands = bands.fold(0usize, usize::saturating_add);
    at_most(MOST_ENTRIES, bands, "bands", &format!("{}/bands", fee.versions.pointer(0)));
}

fn unique<'s>(what: &str, ids: impl Iterator<Item = &'s Id>, pointer: &str, faults: &mut Vec<Refusal>) {
    let mut seen = BTreeSet::new();
    for (i, id) in ids.enumerate() {
        if !seen.insert(id) {
            let message = format!("there are two {what} `{id}`: rename or remove one");
            faults.push(Refusal::new(Code::DuplicateId, format!("{pointer}/{i}/id"), message));
        }
    }
}

/// The numbers that a fee counts with, each once.
struct Numbers<'s>(Vec<(&'s Id, Known)>);

impl Numbers<'_> {
    fn get(&self, id: &Id) -> Option<&Known> {
        self.0.iter().find(|(known, _)| *known == id).map(|(_, known)| known)
    }
}

/// What is known of a number among the facts and derived facts, and the places of the facts in it; what is wrong with it is noted.
pub(crate) fn number(
    scheme: &Scheme,
    id: &Id,
    pointer: &str,
    faults: &mut Vec<Refusal>,
) -> Option<(Known, Vec<usize>)> {
    let mut scope = Scope::new(&scheme.facts, &scheme.derived, scheme.derived.len());
    let known = scope.compile(&Expression::Name(id.clone()), pointer);
    let known = known.filter(|known| scope.is_kind(known, false, pointer));
    faults.append(&mut scope.faults);
    Some((known?, scope.used))
}

fn modifiers_change_something(fee: &Published, faults: &mut Vec<Refusal>) {
    for (i, modifier) in fee.modifiers.iter().enumerate() {
        let key = match modifier.change {
            Change::Percent(0) => "percent",
            Change::Net(0) => "net",
            _ => continue,
        };
        let message = "0 changes nothing: say how much more or less it is, or remove this modifier";
        faults.push(Refusal::new(Code::NumberOutOfRange, format!("/fee/modifiers/{i}/{key}"), message));
    }
}

fn versions_ascend(fee: &Published, faults: &mut Vec<Refusal>) {
    let mut before = None;
    for (i, version) in fee.versions.as_slice().iter().enumerate() {
        let pointer = format!("{}/from", fee.versions.pointer(i));
        match (i, version.from, before) {
            (0, Some(from), _) => {
                let message = format!("no version is in force before {from}: leave `from` out of the first one");
                faults.push(Refusal::new(Code::VersionsStartLate, &*pointer, message));
            }
            (0, None, _) => {}
            (_, None, _) => {
                let message = "`from` is missing: say from which day on this version is in force";
                faults.push(Refusal::new(Code::MissingField, &*pointer, message));
            }
            (_, Some(from), Some(before)) if from <= before => {
                let message = format!("{from} does not come after {before}: put versions in rising order");
                faults.push(Refusal::new(Code::NotAscending, &*pointer, message));
            }
            _ => {}
        }
        before = version.from.or(before);
    }
}

/// `None` where some number that comes up in a fee could leave 128 bits, for it is never brought to lowest terms.
fn stays_exact(fee: &Published, version: &FeeVersion, numbers: &Numbers<'_>) -> Option<()> {
    // The greatest number above the line and below it that a value can have.
    let parts = |id: &Id| -> Option<(i128, i128)> {
        let Some(known) = numbers.get(id) else { return Some((0, 1)) };
        let most = known.range.0.magnitude()?.max(known.range.1.magnitude()?);
        let under = i128::from(known.denominator);
        Some((i128::from(most).checked_mul(under)?, under))
    };
    let greatest = version.bands.iter().map(|band| match &band.net {
        Net::Same(net) => *net,
        Net::ByLevel(nets) => nets.iter().map(|&(_, net)| net).max().unwrap_or_default(),
    });
    let (mut over, mut under) = (i128::from(greatest.max().unwrap_or_default().get()), 1i128);
    if let Some(unit) = &version.per_unit {
        let (value, part) = parts(&unit.fact)?;
        let units = value.checked_add(i128::from(unit.above.saturating_abs()).checked_mul(part)?)?;
        under = part.checked_mul(unit.unit.into())?;
        over = over.checked_mul(under)?.checked_add(units.checked_mul(unit.net.get().into())?)?;
    }
    for modifier in &fee.modifiers {
        (over, under) = match &modifier.change {
            Change::Percent(percent) => {
                let percent = i128::from(percent.saturating_add(100));
                (over.checked_mul(percent.max(1))?, under.checked_mul(100)?)
            }
            Change::Net(net) => (over.checked_add(under.checked_mul(i128::from(net.saturating_abs()))?)?, under),
            Change::Ratio(ratio) => {
                let (value, part) = parts(&ratio.fact)?;
                (over.checked_mul(value.max(1))?, under.checked_mul(part)?.checked_mul(ratio.of.into())?)
            }
        };
    }
    over.checked_add(under)?.checked_mul(4).map(|_| ())
}

fn units_are_reached(version: &FeeVersion, numbers: &Numbers<'_>, at: &str, faults: &mut Vec<Refusal>) {
    let Some(unit) = &version.per_unit else { return };
    if let Some(known) = numbers.get(&unit.fact)
        && let Some(message) = if known.range.1 <= Ratio::whole(unit.above) {
            Some(format!("`{}` is never above {}: count units from a lower number", unit.fact, unit.above))
        } else if unit.above < 0 && known.range.0 > Ratio::whole(unit.above) {
            Some(format!(
                "`{}` is always above {}, so units would be paid that nobody has: count them from 0 or a higher number",
                unit.fact, unit.above
            ))
        } else {
            None
        }
    {
        faults.push(Refusal::new(Code::NumberOutOfRange, format!("{at}/per_unit/above"), message));
    }
}

/// A rate must be in force on the first day of the edition: before it, assessments are of another one.
fn rates_start_in_time(scheme: &Scheme, vat: &Vat, faults: &mut Vec<Refusal>) {
    if let Some(first) = vat.rates.first().filter(|first| first.from > scheme.starts_on) {
        let message = format!(
            "no rate is in force from {}, when the edition starts, until {}: start the first rate earlier, or add one before it",
            scheme.starts_on, first.from
        );
        faults.push(Refusal::new(Code::VersionsStartLate, "/fee/vat/rates/0/from", message));
    }
}

fn rates_ascend(vat: &Vat, faults: &mut Vec<Refusal>) {
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

/// A line is a number of pence on an invoice: there is none for a part of a unit, nor for what a modifier takes off.
fn lines_are_whole(fee: &Published, vat: &Vat, faults: &mut Vec<Refusal>) {
    let is_exact = |version: &FeeVersion| version.per_unit.as_ref().is_some_and(|unit| unit.part == PartOfUnit::Exact);
    if vat.level == VatLevel::Line && (!fee.modifiers.is_empty() || fee.versions.as_slice().iter().any(is_exact)) {
        let message = "with modifiers or exact parts of units no line is whole pence: round VAT by the `invoice`";
        faults.push(Refusal::new(Code::LineVatInexact, "/fee/vat/level", message));
    }
}
