//! What a scheme may say: ids, numbers and the anchors of their sources. Words for people are elsewhere.
//!
//! A [`Scheme`] read from text may still contradict itself; [`check`](check::check) finds how, and a [`Plan`](crate::Plan) is
//! only made from the text of one that does not.

pub mod check;
mod edition;
mod read;

use alloc::vec::Vec;

use serde::Serialize;

pub use edition::{Edition, edition_on};
pub use read::read;

pub use crate::money::Rounding;
pub use crate::rule::{
    sections::{Floor, Needed, Sections},
    share::{Part, Share},
};
use crate::{BasisPoints, Date, Id, Months, Pence};

/// One edition of a quality scheme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Scheme {
    /// The scheme's id.
    pub id: Id,
    /// The edition's id, unique within the scheme.
    pub edition: Id,
    /// The first day on which this edition is in force.
    pub starts_on: Date,
    /// The anchor of the edition.
    pub source: Id,
    /// The ladder, lowest first.
    pub levels: Vec<Named>,
    /// The ratings of a criterion, lowest first. `not-applicable` stands outside.
    pub scale: Vec<Named>,
    /// What the applicant is asked about itself.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<Fact>,
    /// The groups of criteria that earn a level each.
    pub sections: Vec<Section>,
    /// When a section earns a level.
    pub section_rule: SectionRule,
    /// When the whole earns a level.
    pub award_rule: AwardRule,
    /// Entry, steps and waiting times; no limit where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub progression: Option<Progression>,
    /// How long an award lasts; for ever where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub validity: Option<Validity>,
    /// What it costs; nothing where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fee: Option<Fee>,
    /// The anchors, among those named, of what the project assumed where the standard is silent.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub assumptions: Vec<Id>,
}

/// An id and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Named {
    /// The id.
    pub id: Id,
    /// Its anchor.
    pub source: Id,
}

/// Something the applicant states about itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// The fact's id.
    pub id: Id,
    /// What kind of value it takes.
    #[serde(flatten)]
    pub kind: FactKind,
    /// Its anchor.
    pub source: Id,
}

/// What kind of value a fact takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum FactKind {
    /// A whole number of something.
    Count {
        /// The least it can be.
        least: i64,
        /// The most it can be.
        most: i64,
    },
}

/// A group of criteria that earns a level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Section {
    /// The section's id.
    pub id: Id,
    /// Its anchor.
    pub source: Id,
    /// The anchor of its criteria.
    pub criteria_source: Id,
    /// Its criteria, in the order shown.
    pub criteria: Vec<Criterion>,
}

/// One thing to be rated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Criterion {
    /// The criterion's id.
    pub id: Id,
    /// The level it belongs to.
    pub level: Id,
}

/// When a section earns a level: asked once for each level, of that level's criteria.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SectionRule {
    /// Whether a level also needs every lower one.
    #[serde(skip_serializing_if = "core::ops::Not::not")]
    pub cumulative: bool,
    /// The anchor of the rule.
    pub source: Id,
    /// The anchors of the assumptions in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub assumes: Vec<Id>,
    /// How many of the level's criteria must be met.
    pub share: Share,
}

/// When the whole earns a level: asked once for each level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AwardRule {
    /// The anchor of the rule.
    pub source: Id,
    /// The anchors of the assumptions in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub assumes: Vec<Id>,
    /// How many sections must be at the level.
    pub sections: Sections,
}

/// Entry, steps and waiting times.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Progression {
    /// The highest level that may be awarded to one who holds none.
    pub entry: Id,
    /// The most levels to rise at once, at least 1.
    pub most_steps: u8,
    /// What an award past its last valid day counts for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lapsed: Option<Lapsed>,
    /// The anchor of that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lapsed_source: Option<Id>,
    /// The anchor of entry and steps.
    pub source: Id,
    /// The anchors of the assumptions in how the level applied for is read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub assumes: Vec<Id>,
    /// The waiting time at each level but the top.
    pub waits: Vec<Wait>,
}

/// What an award past its last valid day counts for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lapsed {
    /// It counts, with a caution.
    Allowed,
    /// It counts as if none were held.
    Blocked,
}

/// How long a level must be held before rising from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Wait {
    /// The level.
    pub at: Id,
    /// Calendar months; the anniversary day is late enough.
    pub months: Months,
    /// Its anchor.
    pub source: Id,
}

/// How long an award lasts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Validity {
    /// Calendar months from the day of the award.
    pub months: Months,
    /// Its anchor.
    pub source: Id,
}

/// What it costs, in bands of one fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fee {
    /// The ISO 4217 code of the currency.
    pub currency: Id,
    /// The fact that decides the band.
    pub fact: Id,
    /// The anchor of the fee.
    pub source: Id,
    /// The bands, each storing only where it starts.
    pub bands: Vec<Band>,
    /// The VAT; none where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vat: Option<Vat>,
}

/// One band of a fee; it ends where the next starts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Band {
    /// The band's id.
    pub id: Id,
    /// The fact's least value in the band.
    pub from: i64,
    /// The fee before VAT.
    pub net: Pence,
    /// Its anchor.
    pub source: Id,
}

/// The VAT of a fee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Vat {
    /// The rates, each storing only where it starts.
    pub rates: Vec<VatRate>,
    /// How a part of a penny is rounded, once an invoice.
    pub rounding: Rounding,
    /// The anchor of the VAT.
    pub source: Id,
    /// The anchors of the assumptions in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub assumes: Vec<Id>,
}

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

impl Scheme {
    /// The index of a level on the ladder.
    #[must_use]
    pub fn level_index(&self, id: &str) -> Option<usize> {
        self.levels.iter().position(|level| level.id == *id)
    }

    /// The criteria of all sections, in scheme order.
    pub fn criteria(&self) -> impl Iterator<Item = &Criterion> {
        self.sections.iter().flat_map(|section| &section.criteria)
    }

    /// Every anchor named in the scheme, in order, with repeats.
    #[must_use]
    pub fn anchors(&self) -> Vec<&Id> {
        let mut anchors = alloc::vec![&self.source];
        anchors.extend(self.levels.iter().chain(&self.scale).map(|named| &named.source));
        anchors.extend(self.facts.iter().map(|fact| &fact.source));
        for section in &self.sections {
            anchors.extend([&section.source, &section.criteria_source]);
        }
        anchors.extend([&self.section_rule.source, &self.section_rule.share.source]);
        anchors.extend(&self.section_rule.assumes);
        anchors.extend([&self.award_rule.source, &self.award_rule.sections.source]);
        anchors.extend(&self.award_rule.assumes);
        if let Some(progression) = &self.progression {
            anchors.push(&progression.source);
            anchors.extend(&progression.assumes);
            anchors.extend(&progression.lapsed_source);
            anchors.extend(progression.waits.iter().map(|wait| &wait.source));
        }
        anchors.extend(self.validity.iter().map(|validity| &validity.source));
        if let Some(fee) = &self.fee {
            anchors.push(&fee.source);
            anchors.extend(fee.bands.iter().map(|band| &band.source));
            if let Some(vat) = &fee.vat {
                anchors.push(&vat.source);
                anchors.extend(&vat.assumes);
                anchors.extend(vat.rates.iter().map(|rate| &rate.source));
            }
        }
        anchors
    }
}
