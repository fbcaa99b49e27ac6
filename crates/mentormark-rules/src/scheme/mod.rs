//! What a scheme may say: ids, numbers and the anchors of their sources. Words for people are elsewhere.
//!
//! A [`Scheme`] read from text may still contradict itself; [`check`](check::check) finds how, and a [`Plan`](crate::Plan) is
//! only made from the text of one that does not. `docs/scheme-format.md` is the reference for authors.

pub mod after_award;
mod anchors;
pub mod check;
mod edition;
mod eligibility;
pub mod facts;
pub mod fee;
mod progression;
mod read;
mod rule;
mod section;
pub mod test;
pub mod validity;

use crate::packed::packed;
use alloc::vec::Vec;

use serde::Serialize;

use after_award::AfterAward;
pub use anchors::{Anchored, anchors};
pub use edition::{Edition, edition_on};
pub use eligibility::{Check, CheckAsks, Prerequisite, Version};
use facts::{Derived, Fact};
use fee::Fee;
pub use progression::{Lapsed, Progression, Wait};
pub use read::{read, read_on};
pub use rule::{Asks, Combine, Programmes, Rule};
pub use section::{Applicability, Criterion, Force, Section};
use validity::Validity;

pub use crate::rule::{
    sections::{Floor, Needed, Sections},
    share::{Part, Share},
};
use crate::{Date, Id, json};

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
    /// From when the edition is retired; it still judges, with a caution.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retired: Option<Retired>,
    /// The name of the outcome below the ladder; nameless where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub below: Option<Named>,
    /// The ladder, lowest first.
    pub levels: Vec<Named>,
    /// The ratings of a criterion, lowest first. `not-applicable` stands outside.
    pub scale: Vec<Rating>,
    /// What `not-applicable` counts for; nobody may give it where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_applicable: Option<NotApplicable>,
    /// What the applicant is asked about itself.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<Fact>,
    /// What is worked out from facts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub derived: Vec<Derived>,
    /// The groups of criteria that earn a level each.
    pub sections: Vec<Section>,
    /// When a section earns a level; left out where each has a rule of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section_rule: Option<Rule>,
    /// When the whole earns a level.
    pub award_rule: Rule,
    /// Who may apply at all; everyone where empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub eligibility: Vec<Check>,
    /// What a level needs besides quality.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub prerequisites: Vec<Prerequisite>,
    /// How several programmes make one result; one programme only where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub programmes: Option<Programmes>,
    /// Entry, steps and waiting times; no limit where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub progression: Option<Progression>,
    /// How long an award lasts; for ever where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub validity: Option<Validity>,
    /// What it costs; nothing where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fee: Option<Fee>,
    /// What happens after the score; carried, and changes no level.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after_award: Option<AfterAward>,
    /// The anchors, among those named, of what the project assumed where the standard is silent.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub assumptions: Vec<Id>,
}

packed!(struct Scheme { id, edition, starts_on, source, retired, below, levels, scale, not_applicable, facts, derived, sections, section_rule, award_rule, eligibility, prerequisites, programmes, progression, validity, fee, after_award, assumptions });

/// An id and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Named {
    /// The id.
    pub id: Id,
    /// Its anchor.
    pub source: Id,
}

packed!(struct Named { id, source });

/// From when an edition is retired.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Retired {
    /// The first day on which it is.
    pub from: Date,
    /// Its anchor.
    pub source: Id,
}

packed!(struct Retired { from, source });

/// A rating of the scale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rating {
    /// The rating's id.
    pub id: Id,
    /// What it counts for in points; its place on the scale, 0 the lowest, where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points: Option<u32>,
    /// Its anchor.
    pub source: Id,
}

packed!(struct Rating { id, points, source });

/// What `not-applicable` counts for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NotApplicable {
    /// What it counts for.
    pub counts: NotApplicableCounts,
    /// Its anchor.
    pub source: Id,
}

packed!(struct NotApplicable { counts, source });

/// What `not-applicable` counts for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NotApplicableCounts {
    /// The criterion is left out of every count.
    LeftOut,
    /// The criterion counts as if it had the highest rating.
    AsHighest,
}

packed!(enum NotApplicableCounts { 0 => LeftOut, 1 => AsHighest });

impl Scheme {
    /// The index of a level on the ladder.
    #[must_use]
    pub fn level_index(&self, id: &str) -> Option<usize> {
        self.levels.iter().position(|level| level.id == *id)
    }

    /// The step of a rating on the scale, the lowest being 0.
    #[must_use]
    pub fn rating_index(&self, id: &str) -> Option<usize> {
        self.scale.iter().position(|rating| rating.id == *id)
    }

    /// The points of each rating, lowest first.
    pub(crate) fn points(&self) -> impl Iterator<Item = u32> {
        self.scale.iter().zip(0u32..).map(|(rating, place)| rating.points.unwrap_or(place))
    }

    /// The criteria of all sections, in scheme order.
    pub fn criteria(&self) -> impl Iterator<Item = &Criterion> {
        self.sections.iter().flat_map(|section| &section.criteria)
    }

    /// Every anchor named in the scheme, with repeats, in the order of its compiled form.
    #[must_use]
    pub fn anchors(&self) -> Vec<Id> {
        let compiled = json::canonical(self);
        let tree = json::tree(&compiled).unwrap_or(json::Tree::Null);
        anchors(&tree).into_iter().map(|named| named.anchor.into()).collect()
    }

    /// The rule of a section: its own, or the scheme's.
    #[must_use]
    pub fn rule_of<'a>(&'a self, section: &'a Section) -> Option<&'a Rule> {
        section.rule.as_ref().or(self.section_rule.as_ref())
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes fields by reference")]
fn is_false(flag: &bool) -> bool {
    !*flag
}
