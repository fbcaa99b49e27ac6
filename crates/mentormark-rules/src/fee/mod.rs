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
        version.net(band, level).map_or(Price::Unknown, |net| {
            Price::Known(self.charge(at, band, net, tax_point, (net, None)))
        })
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
        let band = version.by.map_or(0, |by| {
            let value = self.value(by, point);
            version.bands.partition_point(|&(from, _)| Ratio::whole(from) <= value).saturating_sub(1)
        });
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
    /// The net fee of a band; `None` where it depends on the level and none is given.
    fn net(&self, band: usize, level: Option<Rank>) -> Option<Pence> {
        match &self.bands.get(band)?.1 {
            Net::Same(net) => Some(*net),
            Net::ByLevel(nets) => nets.get(level?.index()).copied(),
        }
    }

    fn is_by_level(&self) -> bool {
        self.bands.iter().any(|(_, net)| matches!(net, Net::ByLevel(_)))
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

#[cfg(test)]
mod tests {
    use alloc::{format, string::String, vec::Vec};

    use super::*;
    use crate::{Plan, Reason, Refusals, json, outcome::Fee};

    pub(in crate::fee) const VAT: &str = r#""vat": { "source": "s#a", "rounding": "down", "rates": [
        { "from": "2010-01-01", "basis_points": 1750, "source": "s#a" },
        { "from": "2011-01-04", "basis_points": 2000, "source": "s#a" }] }"#;

    /// A scheme of two levels with one criterion each.
    pub(in crate::fee) fn scheme(facts: &str, derived: &str, fee: &str) -> String {
        let criterion = |level| format!(r#"{{ "id": "one.{level}", "level": "{level}" }}"#);
        format!(
            r#"{{ "id": "s", "edition": "1", "starts_on": "2000-01-01", "source": "s#a",
                "levels": [{{ "id": "bronze", "source": "s#a" }}, {{ "id": "silver", "source": "s#a" }}],
                "scale": [{{ "id": "not-met", "source": "s#a" }}, {{ "id": "met", "source": "s#a" }}],
                "facts": [{facts}], "derived": [{derived}],
                "sections": [{{ "id": "one", "source": "s#a", "criteria_source": "s#a", "criteria": [{}, {}] }}],
                "section_rule": {{ "cumulative": true, "source": "s#a",
                    "share": {{ "rated": "met", "of": "all", "source": "s#a" }} }},
                "award_rule": {{ "source": "s#a", "sections": {{ "needed": "all", "floor": "none", "source": "s#a" }} }},
                "fee": {{ "source": "s#a", {fee} }} }}"#,
            criterion("bronze"),
            criterion("silver"),
        )
    }

    fn plan(fee: &str) -> Result<Plan, Refusals> {
        let number = |id, kind, most: i64| {
            format!(r#"{{ "id": "{id}", "kind": "{kind}", "least": 0, "most": {most}, "source": "s#a" }}"#)
        };
        let derived = [
            ("staff", r#"{ "id": "staff", "value": { "sum": ["site-a", "site-b"] }, "source": "s#a" }"#),
            ("years", r#"{ "id": "years", "value": { "ratio": ["months", 12] }, "source": "s#a" }"#),
        ];
        let facts = [
            ("employees", number("employees", "count", 1_000_000)),
            ("months", number("months", "count", 12)),
            ("site-a", number("site-a", "count", 10)),
            ("site-b", number("site-b", "count", 1_000)),
            ("charity", r#"{ "id": "charity", "kind": "yes-no", "source": "s#a" }"#.into()),
            ("member", r#"{ "id": "member", "kind": "yes-no", "source": "s#a" }"#.into()),
        ];
        // A scheme may not have facts that nothing looks at.
        let derived: Vec<&str> = derived.iter().filter(|(id, _)| fee.contains(id)).map(|&(_, text)| text).collect();
        let derived = derived.join(",");
        let is_used = |id: &str| fee.contains(&format!("\"{id}\"")) || derived.contains(&format!("\"{id}\""));
        let facts: Vec<&str> = facts.iter().filter(|(id, _)| is_used(id)).map(|(_, text)| &**text).collect();
        Plan::from_json(&scheme(&facts.join(","), &derived, fee))
    }

    pub(in crate::fee) fn outcome(fee: &str, facts: &str, rest: &str) -> crate::Outcome {
        let day = if rest.contains("as_of") { "" } else { r#""as_of": "2026-11-21","# };
        let ratings = if rest.contains("ratings") { "" } else { r#""ratings": {},"# };
        let text = format!(r#"{{ "scheme": "s", {day} {ratings} "facts": {{ {facts} }} {rest} }}"#);
        plan(fee).unwrap().assess(&json::assessment(&text).unwrap()).unwrap()
    }

    /// The fee in short: `band net+vat`, or what it needs.
    fn told(fee: &str, facts: &str, rest: &str) -> String {
        match outcome(fee, facts, rest).fee {
            Fee::Known(known) => {
                assert_eq!(known.gross, known.net.plus(known.vat));
                format!("{} {}+{}", known.band, known.net.get(), known.vat.get())
            }
            Fee::Unknown { needs } => format!("needs {}", needs.iter().map(|id| &**id).collect::<Vec<_>>().join(" ")),
            Fee::NotPublished => "not published".into(),
            Fee::None => "none".into(),
        }
    }

    fn gbp(rest: &str) -> String {
        format!(r#""currency": "GBP", {rest}"#)
    }

    fn band(id: &str, rest: &str) -> String {
        format!(r#"{{ "id": "{id}", "source": "s#a", {rest} }}"#)
    }

    fn flat(net: u64) -> String {
        gbp(&format!(r#""bands": [{}]"#, band("flat", &format!(r#""net": {net}"#))))
    }

    fn by_employees() -> String {
        let bands = [band("small", r#""from": 0, "net": 80000"#), band("large", r#""from": 250, "net": 140000"#)];
        gbp(&format!(r#""fact": "employees", "bands": [{}]"#, bands.join(",")))
    }

    fn modified(net: u64, modifiers: &[&str]) -> String {
        let modifiers: Vec<String> = modifiers
            .iter()
            .enumerate()
            .map(|(i, rest)| format!(r#"{{ "id": "m{i}", "source": "s#a", {rest} }}"#))
            .collect();
        format!(r#"{}, "modifiers": [{}]"#, flat(net), modifiers.join(","))
    }

    pub(in crate::fee) fn by_unit(net: u64, unit: &str) -> String {
        format!(r#"{}, "per_unit": {{ "fact": "employees", "source": "s#a", {unit} }}"#, flat(net))
    }

    fn employees(count: i64) -> String {
        format!(r#""employees": {count}"#)
    }

    #[test]
    fn a_band_starts_where_it_says_and_ends_where_the_next_starts() {
        let fee = format!("{}, {VAT}", by_employees());
        for (count, expected) in [
            (0, "small 80000+16000"),
            (249, "small 80000+16000"),
            (250, "large 140000+28000"),
            (1_000_000, "large 140000+28000"),
        ] {
            assert_eq!(told(&fee, &employees(count), ""), expected, "{count}");
        }
        assert_eq!(told(&fee, "", ""), "needs employees");
        assert_eq!(told(&flat(500), "", ""), "flat 500+0");
    }

    #[test]
    fn the_vat_rate_is_the_one_in_force_on_the_tax_point() {
        let fee = format!("{}, {VAT}", by_employees());
        let on = |day: &str| told(&fee, &employees(249), &format!(r#", "tax_point": "{day}""#));
        assert_eq!(on("2011-01-03"), "small 80000+14000");
        assert_eq!(on("2011-01-04"), "small 80000+16000");
        let plan = plan(&fee).unwrap();
        let covers = |day: &str| plan.tariff().unwrap().covers(day.parse().unwrap());
        assert!(covers("2010-01-01") && !covers("2009-12-31"));
    }

    fn vat(rounding: &str, rest: &str) -> String {
        VAT.replace(r#""down""#, &format!(r#""{rounding}" {rest}"#))
    }

    #[test]
    fn vat_rounds_by_its_mode_once_an_invoice() {
        let told = |rounding| told(&format!("{}, {}", flat(1_234), vat(rounding, "")), "", "");
        assert_eq!(told("down"), "flat 1234+246");
        assert_eq!(told("nearest"), "flat 1234+247");
    }

    #[test]
    fn vat_by_the_line_rounds_each_line_and_then_the_sum() {
        let lines = |net: u64, above: u64, vat: &str| {
            let unit = format!(r#""above": {above}, "unit": 1, "net": 99, "part": "whole""#);
            told(&format!("{}, {vat}", by_unit(net, &unit)), &employees(3), "")
        };
        assert_eq!(lines(0, 0, &vat("down", "")), "flat 297+59");
        for (net, above) in [(0, 0), (99, 1)] {
            let line =
                |quantum: &str, rounding| lines(net, above, &vat(rounding, &format!(r#", "level": "line" {quantum}"#)));
            assert_eq!(line("", "nearest"), "flat 297+60");
            assert_eq!(line("", "down"), "flat 297+57");
            // 19.8 pence a line: 19.5 by halves down, 20 by halves nearest; by tenths exact.
            assert_eq!(line(r#", "quantum": "half-penny""#, "down"), "flat 297+58");
            assert_eq!(line(r#", "quantum": "half-penny""#, "nearest"), "flat 297+60");
            assert_eq!(line(r#", "quantum": "tenth-penny""#, "down"), "flat 297+59");
            assert_eq!(line(r#", "quantum": "tenth-penny""#, "nearest"), "flat 297+59");
        }
    }

    #[test]
    fn modifiers_are_exact_and_in_order_and_the_net_rounds_once() {
        for (net, modifiers, expected) in [
            (333, &[r#""percent": -15"#][..], "flat 283+0"),
            (5, &[r#""percent": -50"#], "flat 3+0"),
            // 1.25; rounded each time it would be 2.
            (5, &[r#""percent": -50"#, r#""percent": -50"#], "flat 1+0"),
            (10_000, &[r#""percent": -10"#, r#""net": -500"#], "flat 8500+0"),
            (10_000, &[r#""net": -500"#, r#""percent": -10"#], "flat 8550+0"),
            (10_000, &[r#""net": -20000"#], "flat 0+0"),
            // Only the end is kept from falling below nought.
            (10_000, &[r#""net": -20000"#, r#""net": 15000"#], "flat 5000+0"),
            (100, &[r#""percent": 1000"#], "flat 1100+0"),
            (100, &[r#""percent": -100"#], "flat 0+0"),
            (10_000, &[r#""ratio": { "fact": "months", "of": 12 }"#], "flat 5833+0"),
            (10_000, &[r#""ratio": { "fact": "years", "of": 1 }"#], "flat 5833+0"),
        ] {
            let fee = modified(net, modifiers);
            let months = if modifiers.iter().any(|it| it.contains("ratio")) { r#""months": 7"# } else { "" };
            assert_eq!(told(&fee, months, ""), expected, "{net} {modifiers:?}");
        }
    }

    #[test]
    fn a_modifier_applies_to_those_it_concerns() {
        let fee = modified(10_000, &[r#""percent": -20, "when": { "fact": "charity", "is": true }"#]);
        assert_eq!(told(&fee, r#""charity": true"#, ""), "flat 8000+0");
        assert_eq!(told(&fee, r#""charity": false"#, ""), "flat 10000+0");
        assert_eq!(told(&fee, "", ""), "needs charity");
        let held = r#""net": -1000, "when": { "held": { "scheme": "other", "levels": ["one"] } }"#;
        let elsewhere = r#", "held_elsewhere": [{ "scheme": "other", "level": "one", "awarded_on": "2020-01-01" }]"#;
        assert_eq!(told(&modified(10_000, &[held]), "", elsewhere), "flat 9000+0");
        assert_eq!(told(&modified(10_000, &[held]), "", ""), "flat 10000+0");
    }

    #[test]
    fn what_makes_no_difference_is_not_needed() {
        let charity = r#""percent": -100, "when": { "fact": "charity", "is": true }"#;
        let member = r#""net": -100, "when": { "fact": "member", "is": true }"#;
        let both = modified(10_000, &[member, charity]);
        assert_eq!(told(&both, "", ""), "needs charity member");
        assert_eq!(told(&both, r#""charity": true"#, ""), "flat 0+0");
        assert_eq!(told(&both, r#""member": true"#, ""), "needs charity");
        let part = r#""ratio": { "fact": "months", "of": 12 }"#;
        assert_eq!(told(&modified(10_000, &[part, charity]), r#""charity": true"#, ""), "flat 0+0");
        assert_eq!(told(&modified(10_000, &[part, charity]), "", ""), "needs months charity");
        assert_eq!(told(&modified(0, &[part, member]), "", ""), "flat 0+0");
        assert_eq!(
            told(&modified(10_000, &[r#""net": 0, "when": { "fact": "charity", "is": true }"#]), "", ""),
            "flat 10000+0"
        );
    }

    #[test]
    fn units_count_above_a_number_whole_started_or_exact() {
        for (count, [whole, started, exact]) in [
            (99, [500, 500, 500]),
            (100, [500, 500, 500]),
            (101, [500, 1_500, 520]),
            (149, [500, 1_500, 1_480]),
            (150, [1_500, 1_500, 1_500]),
            (151, [1_500, 2_500, 1_520]),
        ] {
            for (part, net) in [("whole", whole), ("started", started), ("exact", exact)] {
                let fee = by_unit(500, &format!(r#""above": 100, "unit": 50, "net": 1000, "part": "{part}""#));
                assert_eq!(told(&fee, &employees(count), ""), format!("flat {net}+0"), "{part} of {count}");
                assert_eq!(told(&fee, "", ""), "needs employees");
            }
        }
        // Thirds of a unit come together before anything is rounded.
        let fee = by_unit(0, r#""above": 0, "unit": 3, "net": 1, "part": "exact""#);
        assert_eq!(told(&fee, &employees(4), ""), "flat 1+0");
        assert_eq!(told(&fee, &employees(5), ""), "flat 2+0");
    }

    #[test]
    fn units_that_change_nothing_are_not_needed() {
        let unit = r#""above": 10, "unit": 1, "net": 7, "part": "started""#;
        let free = r#""modifiers": [{ "id": "m", "source": "s#a", "percent": -100, "when": { "fact": "charity", "is": true } }]"#;
        let fee = format!("{}, {free}", by_unit(500, unit));
        assert_eq!(told(&fee, r#""charity": true"#, ""), "flat 0+0");
        assert_eq!(told(&fee, "", ""), "needs employees charity");
        // Those with up to ten employees pay 500, and for the others the modifier takes off all but that.
        let capped = r#""modifiers": [{ "id": "m", "source": "s#a", "percent": -100, "when": { "fact": "employees", "more_than": 10 } }]"#;
        assert_eq!(told(&format!("{}, {capped}", by_unit(0, unit)), "", ""), "flat 0+0");
        assert_eq!(told(&format!("{}, {capped}", by_unit(500, unit)), "", ""), "needs employees");
    }

    #[test]
    fn a_fee_by_level_is_for_the_target_or_else_the_award() {
        let fee = gbp(&format!(r#""bands": [{}]"#, band("flat", r#""nets": { "bronze": 100, "silver": 200 }"#)));
        let met = r#", "ratings": { "one.bronze": "met" }"#;
        assert_eq!(told(&fee, "", r#", "target": "silver""#), "flat 200+0");
        assert_eq!(told(&fee, "", met), "flat 100+0");
        assert_eq!(told(&fee, "", &format!(r#"{met}, "target": "silver""#)), "flat 200+0");
        assert_eq!(told(&fee, "", ""), "needs ");
        let codes = |fee: &str| json::canonical(&outcome(fee, "", "").reasons);
        assert!(codes(&fee).contains("fee-level-unknown"));
        assert!(!codes(&fee).contains("fee-unknown"));
        let bands = [band("a", r#""net": 50"#), band("b", r#""from": 10, "nets": { "bronze": 100, "silver": 200 }"#)];
        let fee = gbp(&format!(r#""fact": "employees", "bands": [{}]"#, bands.join(",")));
        assert_eq!(told(&fee, &employees(9), ""), "a 50+0");
        assert_eq!(told(&fee, &employees(10), ""), "needs ");
        assert_eq!(told(&fee, "", ""), "needs employees");
    }

    #[test]
    fn versions_start_on_their_day_on_either_axis() {
        let version =
            |from: &str, net| format!(r#"{{ {from} "bands": [{}] }}"#, band("flat", &format!(r#""net": {net}"#)));
        let versions = [version("", 1), version(r#""from": "2026-04-01","#, 2), version(r#""from": "2027-04-01","#, 3)];
        let fee = gbp(&format!(r#""versions": [{}]"#, versions.join(",")));
        let on = |fee: &str, as_of: &str, tax_point: &str| {
            told(fee, "", &format!(r#", "as_of": "{as_of}", "tax_point": "{tax_point}""#))
        };
        assert_eq!(on(&fee, "2026-03-31", "2028-01-01"), "flat 1+0");
        assert_eq!(on(&fee, "2026-04-01", "2000-01-01"), "flat 2+0");
        assert_eq!(on(&fee, "2027-03-31", "2000-01-01"), "flat 2+0");
        assert_eq!(on(&fee, "2027-04-01", "2000-01-01"), "flat 3+0");
        let fee = format!(r#"{fee}, "dated_by": "tax_point""#);
        assert_eq!(on(&fee, "2028-01-01", "2026-03-31"), "flat 1+0");
        assert_eq!(on(&fee, "2000-01-01", "2026-04-01"), "flat 2+0");
    }

    #[test]
    fn a_fee_may_not_be_published() {
        let fee = r#""status": "not-published""#;
        assert_eq!(told(fee, "", ""), "not published");
        let outcome = outcome(fee, "", r#", "ratings": { "one.bronze": "met", "one.silver": "met" }"#);
        assert_eq!(outcome.status, crate::outcome::Status::Complete);
        assert!(outcome.reasons.contains(&Reason::FeeNotPublished { source: "s#a".into() }));
    }

    #[test]
    fn a_derived_number_decides_where_every_value_falls_in_one_band() {
        let bands = [band("small", r#""net": 1"#), band("large", r#""from": 250, "net": 2"#)];
        let fee = gbp(&format!(r#""fact": "staff", "bands": [{}]"#, bands.join(",")));
        let at = |facts: &str| told(&fee, facts, "");
        assert_eq!(at(r#""site-a": 5, "site-b": 244"#), "small 1+0");
        assert_eq!(at(r#""site-a": 5, "site-b": 245"#), "large 2+0");
        assert_eq!(at(r#""site-b": 239"#), "small 1+0");
        assert_eq!(at(r#""site-b": 240"#), "needs site-a");
        assert_eq!(at(r#""site-b": 250"#), "large 2+0");
        assert_eq!(at(r#""site-a": 5"#), "needs site-b");
        assert_eq!(at(""), "needs site-a site-b");
        let fraction = [band("part", r#""net": 1"#), band("year", r#""from": 1, "net": 2"#)];
        let fee = gbp(&format!(r#""fact": "years", "bands": [{}]"#, fraction.join(",")));
        assert_eq!(told(&fee, r#""months": 11"#, ""), "part 1+0");
        assert_eq!(told(&fee, r#""months": 12"#, ""), "year 2+0");
    }

    #[test]
    fn corners_are_every_set_of_the_open_bits() {
        assert_eq!(corners(0).collect::<Vec<_>>(), [0]);
        assert_eq!(corners(0b1010).collect::<Vec<_>>(), [0, 0b10, 0b1000, 0b1010]);
    }
}
