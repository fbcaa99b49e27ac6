//! The fee: the band in which a number falls, what each unit costs besides, what modifiers do to it, and VAT at the rate in force on
//! the tax point. Everything is exact until the net is rounded, once.
//!
//! A fee may count with facts that are blank. It is known where every way of filling them comes to the same. A plain fee, a band by
//! one fact, is told at once. Any other is worked out for each way in which the conditions of the modifiers can come out, and there
//! with every number that is still open at its least and at its greatest: the fee rises or falls all along each of them, so if all
//! these are the same, so is everything between.

mod exact;
mod needs;
mod reasons;
#[cfg(test)]
mod tests;

use crate::packed::packed;
use alloc::vec::Vec;

use exact::Exact;

use crate::{
    BasisPoints, Date, Id, Pence, Rank,
    case::Awards,
    fact::{CompiledExpression, Facts, Limits, Packed, Ratio, Truths, Way},
    money::{Quantum, Rounding},
    rule::condition::Condition,
    scheme::{
        Scheme,
        fee::{self, DatedBy, PartOfUnit, VatLevel},
    },
};

/// The fee of a checked scheme, compiled.
#[derive(Clone, Debug)]
pub(crate) struct Tariff {
    /// Rising by their first days; none where the fee is not published.
    versions: Vec<Version>,
    dated_by: DatedBy,
    /// In the order in which they change the fee.
    modifiers: Vec<Modifier>,
    /// The numbers that the fee counts with, each once. A place here is what quantities are named by, and a bit of a corner.
    quantities: Vec<Quantity>,
    /// The comparisons of facts that the modifiers look at.
    wanted: Vec<usize>,
    vat: Option<VatTable>,
    levels: usize,
}

packed!(struct Tariff { versions, dated_by, modifiers, quantities, wanted, vat, levels });

/// The bands and units from a day on.
#[derive(Clone, Debug)]
struct Version {
    from: Option<Date>,
    /// The number that decides the band.
    by: Option<usize>,
    /// The least value and the net fee of each band, rising. The first takes everything below as well.
    bands: Vec<(i64, Net)>,
    per_unit: Option<PerUnit>,
}

packed!(struct Version { from, by, bands, per_unit });

#[derive(Clone, Debug)]
enum Net {
    Same(Pence),
    /// Lowest level first.
    ByLevel(Vec<Pence>),
}

packed!(enum Net { 0 => Same(a), 1 => ByLevel(a) });

#[derive(Clone, Debug)]
struct PerUnit {
    of: usize,
    above: i64,
    unit: i64,
    net: Pence,
    part: PartOfUnit,
}

packed!(struct PerUnit { of, above, unit, net, part });

#[derive(Clone, Debug)]
struct Modifier {
    when: Option<Condition>,
    change: Change,
}

packed!(struct Modifier { when, change });

#[derive(Clone, Debug)]
enum Change {
    Percent(i64),
    Net(i64),
    Ratio(usize, i64),
}

packed!(enum Change { 0 => Percent(a), 1 => Net(a), 2 => Ratio(a, b) });

/// A number that the fee counts with.
#[derive(Clone, Debug)]
struct Quantity {
    id: Id,
    expression: CompiledExpression,
    /// The facts in it.
    facts: Vec<usize>,
}

packed!(struct Quantity { id, expression, facts });

#[derive(Clone, Debug)]
struct VatTable {
    /// The first day and the rate of each period, rising.
    rates: Vec<(Date, BasisPoints)>,
    rounding: Rounding,
    level: VatLevel,
    quantum: Quantum,
}

packed!(struct VatTable { rates, rounding, level, quantum });

/// A fee in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Charge {
    /// The position of the version in the scheme.
    pub version: usize,
    /// The position of the band in the version.
    pub band: usize,
    /// Before VAT.
    pub net: Pence,
    /// The VAT.
    pub vat: Pence,
    /// With VAT.
    pub gross: Pence,
    /// The VAT rate; 0 where none is charged.
    pub rate: BasisPoints,
}

/// What the fee is, as far as it can be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Price {
    /// The same in every way of filling the blanks.
    Known(Charge),
    /// It depends on facts not given, or on a level that is neither applied for nor to be awarded.
    Unknown,
    /// There is a fee, but it is not published.
    NotPublished,
    /// The scheme charges nothing.
    None,
}

/// What a fee is told from.
#[derive(Clone, Copy)]
struct Given<'a> {
    facts: &'a Facts,
    /// In the order of the scheme's facts.
    values: &'a [Option<Packed>],
    awards: &'a Awards,
    tax_point: Date,
    level: Option<Rank>,
}

/// One way in which a fee may come out: how the conditions do, and which end of each open number is taken.
#[derive(Clone, Copy)]
struct Point<'a> {
    given: Given<'a>,
    truths: &'a Truths,
    /// Within what the values of the facts are.
    limits: &'a Limits,
    /// A bit for each quantity: its greatest value where set, else its least.
    corner: u32,
    /// A bit for each quantity that is at neither end.
    inside: u32,
}

impl Tariff {
    /// Compiles the fee; `None` where the scheme has none, or where it was not checked.
    pub(crate) fn new(scheme: &Scheme, facts: &mut Facts) -> Option<Self> {
        let mut tariff = Self {
            versions: Vec::new(),
            dated_by: DatedBy::AsOf,
            modifiers: Vec::new(),
            quantities: Vec::new(),
            wanted: Vec::new(),
            vat: None,
            levels: scheme.levels.len(),
        };
        let Some(fee) = scheme.fee.as_ref()?.published() else {
            return Some(tariff);
        };
        tariff.dated_by = fee.dated_by;
        for version in fee.versions.as_slice() {
            let version = tariff.version(version, scheme);
            tariff.versions.push(version);
        }
        for modifier in &fee.modifiers {
            let when = modifier.when.as_ref().map(|test| Condition::compile(test, facts));
            if let Some(when) = &when {
                when.comparisons(&mut tariff.wanted);
            }
            let change = match &modifier.change {
                fee::Change::Percent(percent) => Change::Percent(*percent),
                fee::Change::Net(net) => Change::Net(*net),
                fee::Change::Ratio(ratio) => Change::Ratio(tariff.quantity(&ratio.fact, scheme), ratio.of),
            };
            tariff.modifiers.push(Modifier { when, change });
        }
        let rate = |rate: &fee::VatRate| (rate.from, rate.basis_points);
        tariff.vat = fee.vat.as_ref().map(|vat| VatTable {
            rates: vat.rates.iter().map(rate).collect(),
            rounding: vat.rounding,
            level: vat.level,
            quantum: vat.quantum,
        });
        Some(tariff)
    }

    fn version(&mut self, version: &fee::FeeVersion, scheme: &Scheme) -> Version {
        let net = |net: &fee::Net| match net {
            fee::Net::Same(net) => Net::Same(*net),
            fee::Net::ByLevel(_) => {
                Net::ByLevel(scheme.levels.iter().map(|level| net.at(Some(&level.id)).unwrap_or_default()).collect())
            }
        };
        Version {
            from: version.from,
            by: version.fact.as_ref().map(|fact| self.quantity(fact, scheme)),
            bands: version.bands.iter().map(|band| (band.from.unwrap_or(i64::MIN), net(&band.net))).collect(),
            per_unit: version.per_unit.as_ref().map(|unit| PerUnit {
                of: self.quantity(&unit.fact, scheme),
                above: unit.above,
                unit: unit.unit,
                net: unit.net,
                part: unit.part,
            }),
        }
    }

    /// The place of a number that the fee counts with.
    fn quantity(&mut self, id: &Id, scheme: &Scheme) -> usize {
        self.quantities.iter().position(|known| known.id == *id).unwrap_or_else(|| {
            // INVARIANT: the checks rule out what is no number.
            let number = fee::number(scheme, id, "", &mut Vec::new());
            let (expression, facts) = number
                .map_or((CompiledExpression::Constant(Ratio::ZERO), Vec::new()), |(known, facts)| {
                    (known.expression, facts)
                });
            self.quantities.push(Quantity { id: id.clone(), expression, facts });
            self.quantities.len().saturating_sub(1)
        })
    }

    /// Whether the fee can be told for a supply on `tax_point`: VAT needs a rate in force.
    pub(crate) fn covers(&self, tax_point: Date) -> bool {
        self.vat.as_ref().is_none_or(|vat| vat.rate_on(tax_point).is_some())
    }

    /// The version in force and its place; `None` where the fee is not published.
    fn version_for(&self, given: Given<'_>) -> Option<(usize, &Version)> {
        let day = match self.dated_by {
            DatedBy::AsOf => given.awards.as_of,
            DatedBy::TaxPoint => given.tax_point,
        };
        let mut versions = self.versions.iter().enumerate();
        versions.rfind(|(_, version)| version.from.is_none_or(|from| from <= day))
    }

    /// What it costs. A fee by level is for `level`: the one applied for, or else the one that may be given now.
    pub(crate) fn price(
        &self,
        facts: &Facts,
        values: &[Option<Packed>],
        awards: &Awards,
        tax_point: Date,
        level: Option<Rank>,
    ) -> Price {
        let given = Given { facts, values, awards, tax_point, level };
        let Some((at, version)) = self.version_for(given) else {
            return Price::NotPublished;
        };
        if !self.is_plain(version) {
            return self.settled(at, version, given).map_or(Price::Unknown, Price::Known);
        }
        let fact = self.fact_of(version);
        let band = match fact.and_then(|fact| values.get(fact).copied().flatten()) {
            _ if version.bands.len() == 1 => 0,
            Some(value) => version.bands.partition_point(|&(from, _)| from <= value).saturating_sub(1),
            // There is a value in every band, and no two bands are the same.
            None => return Price::Unknown,
        };
        version
            .net(band, level)
            .map_or(Price::Unknown, |net| Price::Known(self.charge(at, band, net, tax_point, (net, None))))
    }

    /// Whether the fee is that of a band, and the band the only one or that of a fact.
    fn is_plain(&self, version: &Version) -> bool {
        let is_told = version.bands.len() == 1 || self.fact_of(version).is_some();
        version.per_unit.is_none() && self.modifiers.is_empty() && is_told
    }

    /// The fact that decides the band.
    fn fact_of(&self, version: &Version) -> Option<usize> {
        match self.quantities.get(version.by?)?.expression {
            CompiledExpression::Fact(fact) => Some(fact),
            _ => None,
        }
    }

    /// Looks at each way in which the conditions of the modifiers can come out.
    fn each_way(&self, given: Given<'_>, look: &mut dyn FnMut(Point<'_>)) -> Vec<Way> {
        given.facts.each_way(given.values, given.awards.as_of, &self.wanted, &mut |truths, limits| {
            look(Point { given, truths, limits, corner: 0, inside: 0 });
        })
    }

    /// The charge, if it is the same in every way and at every corner.
    fn settled(&self, at: usize, version: &Version, given: Given<'_>) -> Option<Charge> {
        let mut settled: Option<Option<Charge>> = None;
        self.each_way(given, &mut |point| {
            for corner in corners(self.open(version, point)) {
                let charge = self.at(at, version, Point { corner, ..point }).map(|(charge, _)| charge);
                settled = Some(settled.map_or(charge, |settled| settled.filter(|settled| charge == Some(*settled))));
            }
        });
        settled.flatten()
    }

    /// The numbers that are open at a point: those that the version counts with and whose ends differ.
    fn open(&self, version: &Version, point: Point<'_>) -> u32 {
        let ratios = self.modifiers.iter().filter_map(|modifier| match modifier.change {
            Change::Ratio(of, _) => Some(of),
            _ => None,
        });
        let by_unit = version.per_unit.as_ref().map(|unit| unit.of);
        version.by.into_iter().chain(by_unit).chain(ratios).fold(0, |open, quantity| {
            let (least, greatest) = self.ends(quantity, point);
            open | if least == greatest { 0 } else { bit(quantity) }
        })
    }

    fn ends(&self, quantity: usize, point: Point<'_>) -> (Ratio, Ratio) {
        // INVARIANT: places of quantities are this tariff's, and the checks rule out what has no value.
        let range = self.quantities.get(quantity).and_then(|quantity| quantity.expression.range(point.limits));
        range.unwrap_or((Ratio::ZERO, Ratio::ZERO))
    }

    fn value(&self, quantity: usize, point: Point<'_>) -> Ratio {
        let (least, greatest) = self.ends(quantity, point);
        let place = bit(quantity);
        if point.inside & place == 0 {
            return if point.corner & place == 0 { least } else { greatest };
        }
        // Somewhere, and for no two numbers at the same part of the way.
        let parts = i64::from(place.trailing_zeros()).saturating_add(3);
        let inside = || least.plus(greatest.minus(least)?.times(Ratio::new(parts.saturating_sub(1), parts)?)?);
        inside().unwrap_or(greatest)
    }

    /// The charge at a point, and its net before it is rounded; `None` where it needs a level and there is none.
    fn at(&self, at: usize, version: &Version, point: Point<'_>) -> Option<(Charge, Exact)> {
        let band = version.by.map_or(0, |by| version.band(self.value(by, point)));
        let base = version.net(band, point.given.level)?;
        let mut amount = Exact::from(base);
        let unit = version.per_unit.as_ref().map(|unit| (unit, unit.units(self.value(unit.of, point))));
        if let Some((unit, units)) = unit {
            amount = amount.plus(Exact::from(unit.net).times(units));
        }
        for modifier in self.modifiers.iter().filter(|modifier| modifier.applies(point)) {
            amount = match modifier.change {
                Change::Percent(percent) => amount.times(Exact::new(percent.saturating_add(100).into(), 100)),
                Change::Net(net) => amount.plus(Exact::new(net.into(), 1)),
                Change::Ratio(quantity, of) => {
                    amount.times(self.value(quantity, point).into()).times(Exact::new(1, of))
                }
            };
        }
        let units = unit.map(|(unit, units)| (unit.net, units.whole().unwrap_or_default()));
        Some((self.charge(at, band, amount.pence(), point.given.tax_point, (base, units)), amount))
    }

    /// The charge for a net fee, made up of `lines`: the band's fee, and so many units each at so much.
    fn charge(
        &self,
        version: usize,
        band: usize,
        net: Pence,
        tax_point: Date,
        lines: (Pence, Option<(Pence, u64)>),
    ) -> Charge {
        let vat = self.vat.as_ref().and_then(|vat| Some((vat, vat.rate_on(tax_point)?)));
        let (rate, vat) = vat.map_or_else(Default::default, |(vat, rate)| (rate, vat.of(net, lines, rate)));
        Charge { version, band, net, vat, gross: net.plus(vat), rate }
    }
}

/// The bit of a quantity in a corner.
fn bit(quantity: usize) -> u32 {
    // INVARIANT: a fee counts with 32 quantities at most.
    u32::try_from(quantity).ok().and_then(|place| 1u32.checked_shl(place)).unwrap_or_default()
}

/// Every set of the bits in `open`, the empty one first.
fn corners(open: u32) -> impl Iterator<Item = u32> {
    let next = move |corner: &u32| Some(corner.wrapping_sub(open) & open).filter(|&next| next != 0);
    core::iter::successors(Some(0), next)
}

impl Version {
    /// The place of the band in which a value falls.
    fn band(&self, value: Ratio) -> usize {
        self.bands.partition_point(|&(from, _)| Ratio::whole(from) <= value).saturating_sub(1)
    }

    /// The net fee of a band; `None` where it depends on the level and none is given.
    fn net(&self, band: usize, level: Option<Rank>) -> Option<Pence> {
        match &self.bands.get(band)?.1 {
            Net::Same(net) => Some(*net),
            Net::ByLevel(nets) => nets.get(level?.index()).copied(),
        }
    }
}

impl PerUnit {
    /// How many units are charged for.
    fn units(&self, value: Ratio) -> Exact {
        if value <= Ratio::whole(self.above) {
            return Exact::new(0, 1);
        }
        let above = Exact::from(value).plus(Exact::new(i128::from(self.above).saturating_neg(), 1));
        let units = above.times(Exact::new(1, self.unit));
        match self.part {
            PartOfUnit::Exact => units,
            PartOfUnit::Whole => Exact::new(units.floor(), 1),
            PartOfUnit::Started => Exact::new(units.ceiling(), 1),
        }
    }
}

impl Modifier {
    /// Whether it changes the fee at a point.
    fn applies(&self, point: Point<'_>) -> bool {
        self.when.as_ref().is_none_or(|when| when.holds(point.truths, point.given.awards))
    }
}

impl VatTable {
    /// The rate in force on a day; `None` before the first.
    fn rate_on(&self, day: Date) -> Option<BasisPoints> {
        self.rates.iter().rev().find(|&&(from, _)| from <= day).map(|&(_, rate)| rate)
    }

    /// The VAT on a net fee and its lines, in whole pence.
    fn of(&self, net: Pence, lines: (Pence, Option<(Pence, u64)>), rate: BasisPoints) -> Pence {
        let share = |net: Pence| net.share_to(self.quantum, rate, self.rounding);
        let quanta = match self.level {
            VatLevel::Invoice => share(net),
            VatLevel::Line => {
                let (base, units) = lines;
                let of_units = units.map_or(0, |(net, units)| share(net).saturating_mul(units));
                share(base).saturating_add(of_units)
            }
        };
        Pence::within(self.rounding.divide(quanta, self.quantum.in_a_penny()))
    }
}
