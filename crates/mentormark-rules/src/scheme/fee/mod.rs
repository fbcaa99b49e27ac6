//! What a scheme says of its fee: bands of a number, an amount for each unit, modifiers and VAT; by date and by level.

mod check;
mod read;

use crate::packed::packed;
use alloc::{format, string::String, vec::Vec};

pub(crate) use check::{check, number, sizes};
pub(crate) use read::read;
use serde::{Serialize, Serializer};

use super::test::Test;
pub use crate::money::{Quantum, Rounding};
use crate::{BasisPoints, Charge, Date, Id, Pence};

/// What it costs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
#[allow(clippy::large_enum_variant, reason = "a scheme has one; where addresses are short it is not large")]
pub enum Fee {
    /// There is a fee, but its owner does not publish it.
    NotPublished(NotPublished),
    /// The fee is published.
    Published(Published),
}

packed!(enum Fee { 0 => NotPublished(a), 1 => Published(a) });

/// A fee that its owner does not publish.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "status", rename = "not-published")]
pub struct NotPublished {
    /// Its anchor.
    pub source: Id,
}

packed!(struct NotPublished { source });

/// A fee that is published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Published {
    /// The ISO 4217 code of the currency.
    pub currency: Id,
    /// The day that decides the version.
    #[serde(skip_serializing_if = "DatedBy::is_as_of")]
    pub dated_by: DatedBy,
    /// The anchor of the fee.
    pub source: Id,
    /// The anchors of the assumptions in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub assumes: Vec<Id>,
    /// The bands and units, by date where they changed.
    #[serde(flatten)]
    pub versions: Versions,
    /// What raises or lowers the fee, in the order in which it does.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub modifiers: Vec<Modifier>,
    /// The VAT; none where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vat: Option<Vat>,
}

packed!(struct Published { currency, dated_by, source, assumes, versions, modifiers, vat });

/// The day that decides the version of a fee.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DatedBy {
    /// The day judged on.
    #[default]
    AsOf,
    /// The tax point.
    TaxPoint,
}

packed!(enum DatedBy { 0 => AsOf, 1 => TaxPoint });

/// The versions of a fee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Versions {
    /// Several, each storing only where it starts.
    #[serde(rename = "versions")]
    Dated(Vec<FeeVersion>),
    /// The same on every day.
    #[serde(untagged)]
    Always(FeeVersion),
}

packed!(enum Versions { 0 => Dated(a), 1 => Always(a) });

/// The bands and units of a fee from a day on; it ends where the next starts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FeeVersion {
    /// The first day; the first version has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// The fact or derived fact that decides the band; there is one band where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fact: Option<Id>,
    /// The bands, each storing only where it starts.
    pub bands: Vec<Band>,
    /// What each unit above a number costs besides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_unit: Option<PerUnit>,
}

packed!(struct FeeVersion { from, fact, bands, per_unit });

/// One band of a fee; it ends where the next starts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Band {
    /// The band's id.
    pub id: Id,
    /// The fact's least value in the band; the first band may leave it out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<i64>,
    /// The fact's greatest value in the band, where the author wrote it. It is checked against where the next band starts, and then
    /// forgotten: a band is stored by its start alone.
    #[serde(skip)]
    pub to: Option<i64>,
    /// The fee before VAT.
    #[serde(flatten)]
    pub net: Net,
    /// Its anchor.
    pub source: Id,
}

packed!(struct Band { id, from, to, net, source });

/// A band's fee before VAT.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Net {
    /// The same for every level.
    #[serde(rename = "net")]
    Same(Pence),
    /// By level, each once.
    #[serde(rename = "nets")]
    ByLevel(#[serde(serialize_with = "by_level")] Vec<(Id, Pence)>),
}

packed!(enum Net { 0 => Same(a), 1 => ByLevel(a) });

/// What each unit costs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PerUnit {
    /// The fact or derived fact that is counted.
    pub fact: Id,
    /// Units are counted above this.
    pub above: i64,
    /// How much of the fact is one unit, at least 1.
    pub unit: i64,
    /// What a unit costs before VAT.
    pub net: Pence,
    /// What a part of a unit counts for.
    pub part: PartOfUnit,
    /// Its anchor.
    pub source: Id,
    /// The anchors of the assumptions in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub assumes: Vec<Id>,
}

packed!(struct PerUnit { fact, above, unit, net, part, source, assumes });

/// What a part of a unit counts for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartOfUnit {
    /// Nothing: only whole units count.
    Whole,
    /// A whole unit: every unit that was started counts.
    Started,
    /// That part, exactly.
    Exact,
}

packed!(enum PartOfUnit { 0 => Whole, 1 => Started, 2 => Exact });

/// Something that raises or lowers the fee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Modifier {
    /// The modifier's id.
    pub id: Id,
    /// Its anchor.
    pub source: Id,
    /// The anchors of the assumptions in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub assumes: Vec<Id>,
    /// Whom it concerns; everyone where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Test>,
    /// What it does.
    #[serde(flatten)]
    pub change: Change,
}

packed!(struct Modifier { id, source, assumes, when, change });

/// What a modifier does to the fee before VAT.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// So many in a hundred more, or less where below 0; -100 to 1,000.
    Percent(i64),
    /// So many pence more, or less where below 0.
    Net(i64),
    /// A fact's part of a number: the fee is multiplied by the one and divided by the other.
    Ratio(FactRatio),
}

packed!(enum Change { 0 => Percent(a), 1 => Net(a), 2 => Ratio(a) });

/// A fact's part of a number: `months` of 12.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FactRatio {
    /// The fact or derived fact.
    pub fact: Id,
    /// The whole, at least 1.
    pub of: i64,
}

packed!(struct FactRatio { fact, of });

/// The VAT of a fee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Vat {
    /// The rates, each storing only where it starts.
    pub rates: Vec<VatRate>,
    /// How a part of a penny is rounded.
    pub rounding: Rounding,
    /// What is rounded.
    #[serde(skip_serializing_if = "VatLevel::is_invoice")]
    pub level: VatLevel,
    /// To what it is rounded.
    #[serde(skip_serializing_if = "Quantum::is_penny")]
    pub quantum: Quantum,
    /// The anchor of the VAT.
    pub source: Id,
    /// The anchors of the assumptions in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub assumes: Vec<Id>,
}

packed!(struct Vat { rates, rounding, level, quantum, source, assumes });

/// What VAT is rounded for. The sum is always rounded to whole pence in the end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum VatLevel {
    /// The whole invoice.
    #[default]
    Invoice,
    /// Each line: the band's fee, and each unit.
    Line,
}

packed!(enum VatLevel { 0 => Invoice, 1 => Line });

/// A rate of VAT; it ends where the next starts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VatRate {
    /// The first day of the rate.
    pub from: Date,
    /// The rate.
    pub basis_points: BasisPoints,
    /// Its anchor.
    pub source: Id,
}

packed!(struct VatRate { from, basis_points, source });

impl Fee {
    /// The anchor of the fee.
    #[must_use]
    pub fn source(&self) -> &Id {
        match self {
            Self::NotPublished(fee) => &fee.source,
            Self::Published(fee) => &fee.source,
        }
    }

    /// The ISO 4217 code of the currency; empty where the fee is not published.
    #[must_use]
    pub fn currency(&self) -> Id {
        self.published().map(|fee| fee.currency.clone()).unwrap_or_default()
    }

    /// The id of the band that a charge names; empty where it is not of this fee.
    #[must_use]
    pub fn band_id(&self, charge: &Charge) -> Id {
        let version = self.published().and_then(|fee| fee.versions.as_slice().get(charge.version));
        version.and_then(|version| version.bands.get(charge.band)).map(|band| band.id.clone()).unwrap_or_default()
    }

    /// The condition of each modifier that has one, with its pointer.
    pub(crate) fn conditions(&self) -> impl Iterator<Item = (String, &Test)> {
        let modifiers = self.published().into_iter().flat_map(|fee| fee.modifiers.iter().enumerate());
        modifiers.filter_map(|(i, modifier)| Some((format!("/fee/modifiers/{i}/when"), modifier.when.as_ref()?)))
    }

    /// The fee, where it is published.
    #[must_use]
    pub fn published(&self) -> Option<&Published> {
        match self {
            Self::NotPublished(_) => None,
            Self::Published(fee) => Some(fee),
        }
    }
}

impl Published {
    /// The ids of the facts and derived facts that the fee counts with, each with its pointer, with repeats.
    fn quantities(&self) -> impl Iterator<Item = (String, &Id)> {
        let of_versions = self.versions.as_slice().iter().enumerate().flat_map(|(i, version)| {
            let at = self.versions.pointer(i);
            let by_band = version.fact.iter().map(|fact| (format!("{at}/fact"), fact));
            let by_unit = version.per_unit.iter().map(|unit| (format!("{at}/per_unit/fact"), &unit.fact));
            by_band.chain(by_unit).collect::<Vec<_>>()
        });
        let of_modifiers = self.modifiers.iter().enumerate().filter_map(|(i, modifier)| match &modifier.change {
            Change::Ratio(ratio) => Some((format!("/fee/modifiers/{i}/ratio/fact"), &ratio.fact)),
            _ => None,
        });
        of_versions.chain(of_modifiers)
    }
}

impl Versions {
    /// The versions, at least one, in rising order.
    #[must_use]
    pub fn as_slice(&self) -> &[FeeVersion] {
        match self {
            Self::Dated(versions) => versions,
            Self::Always(version) => core::slice::from_ref(version),
        }
    }

    /// Where a version stands.
    pub(super) fn pointer(&self, version: usize) -> String {
        match self {
            Self::Dated(_) => format!("/fee/versions/{version}"),
            Self::Always(_) => "/fee".into(),
        }
    }
}

impl Net {
    /// The fee for a level; `None` where it depends on one and none is given.
    #[must_use]
    pub fn at(&self, level: Option<&str>) -> Option<Pence> {
        match self {
            Self::Same(net) => Some(*net),
            Self::ByLevel(nets) => nets.iter().find(|(of, _)| level == Some(&**of)).map(|&(_, net)| net),
        }
    }
}

impl DatedBy {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes fields by reference")]
    fn is_as_of(&self) -> bool {
        *self == Self::AsOf
    }
}

impl VatLevel {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes fields by reference")]
    fn is_invoice(&self) -> bool {
        *self == Self::Invoice
    }
}

fn by_level<S: Serializer>(nets: &[(Id, Pence)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(nets.iter().map(|(level, net)| (level, net)))
}
