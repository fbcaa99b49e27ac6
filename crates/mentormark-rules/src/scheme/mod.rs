//! What a scheme may say: ids, numbers and the anchors of their sources. Words for people are elsewhere.
//!
//! A [`Scheme`] read from text may still contradict itself; [`check`](check::check) finds how, and a [`Plan`](crate::Plan) is
//! only made from the text of one that does not. `docs/scheme-format.md` is the reference for authors.

pub mod after_award;
mod anchors;
pub mod check;
mod edition;
pub mod facts;
pub mod fee;
mod read;
pub mod test;
pub mod validity;

use crate::packed::packed;
use alloc::vec::Vec;

use serde::Serialize;

use after_award::AfterAward;
pub use anchors::{Anchored, anchors};
pub use edition::{Edition, edition_on};
use facts::{Derived, Fact};
use fee::Fee;
pub use read::{read, read_on};
use test::Test;
use validity::Validity;

pub use crate::rule::{
    sections::{Floor, Needed, Sections},
    share::{Part, Share},
};
use crate::{Date, Entries, Id, Months, json};

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

/// A group of criteria that earns a level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Section {
    /// The section's id.
    pub id: Id,
    /// Its anchor.
    pub source: Id,
    /// The anchor of its criteria.
    pub criteria_source: Id,
    /// By how much the weight of each criterion is multiplied; 1 where left out.
    #[serde(skip_serializing_if = "is_one")]
    pub weight: u32,
    /// Whom the section concerns; everyone where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub applies_when: Option<Test>,
    /// Levels at which the section has no criteria of its own and is as good as at the one below.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub inherits: Vec<Id>,
    /// The section's own rule, in place of the scheme's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<Rule>,
    /// Its criteria, in the order shown.
    pub criteria: Vec<Criterion>,
}

packed!(struct Section { id, source, criteria_source, weight, applies_when, inherits, rule, criteria });

/// One thing to be rated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Criterion {
    /// The criterion's id.
    pub id: Id,
    /// The level it belongs to; to every level where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<Id>,
    /// How binding it is.
    #[serde(skip_serializing_if = "Force::is_must")]
    pub force: Force,
    /// What else selects it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Id>,
    /// How often its points count; 1 where left out.
    #[serde(skip_serializing_if = "is_one")]
    pub weight: u32,
    /// Whether it may be rated `not-applicable`.
    #[serde(skip_serializing_if = "Applicability::is_forbidden")]
    pub not_applicable: Applicability,
    /// Whom the criterion concerns; everyone where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub applies_when: Option<Test>,
}

packed!(struct Criterion { id, level, force, tags, weight, not_applicable, applies_when });

/// How binding a criterion is. It only matters to rules that select by it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Force {
    /// It has to be met.
    #[default]
    Must,
    /// It has to be met, or there is a reason why not.
    Should,
    /// It is worth meeting.
    Suggested,
}

packed!(enum Force { 0 => Must, 1 => Should, 2 => Suggested });

/// Whether a criterion may be rated `not-applicable`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Applicability {
    /// It may not.
    #[default]
    Forbidden,
    /// It may.
    Allowed,
    /// It may, with a note that says why.
    WithReason,
}

packed!(enum Applicability { 0 => Forbidden, 1 => Allowed, 2 => WithReason });

impl Force {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes fields by reference")]
    fn is_must(&self) -> bool {
        *self == Self::Must
    }
}

impl Applicability {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes fields by reference")]
    fn is_forbidden(&self) -> bool {
        *self == Self::Forbidden
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes fields by reference")]
fn is_one(weight: &u32) -> bool {
    *weight == 1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes fields by reference")]
fn is_false(flag: &bool) -> bool {
    !*flag
}

/// When something earns a level: a test asked once for each level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rule {
    /// Whether a level also needs every lower one.
    #[serde(skip_serializing_if = "is_false")]
    pub cumulative: bool,
    /// The anchor of the rule.
    pub source: Id,
    /// The anchors of the assumptions in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub assumes: Vec<Id>,
    /// What is asked.
    #[serde(flatten)]
    pub asks: Asks,
}

packed!(struct Rule { cumulative, source, assumes, asks });

/// What a rule asks at each level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Asks {
    /// A test of its own at each level.
    #[serde(rename = "at")]
    At(Entries<Test, Id>),
    /// The same test at every level.
    #[serde(untagged)]
    Same(Test),
}

packed!(enum Asks { 0 => At(a), 1 => Same(a) });

impl Asks {
    /// The test asked at a level; `None` where there is none, which `check` refuses.
    #[must_use]
    pub fn at(&self, level: &str) -> Option<&Test> {
        match self {
            Self::Same(test) => Some(test),
            Self::At(tests) => tests.get(level),
        }
    }

    /// Every test, with the pointer below the rule at which it stands.
    pub(crate) fn tests(&self) -> impl Iterator<Item = (alloc::string::String, &Test)> {
        let (same, at) = match self {
            Self::Same(test) => (Some((alloc::string::String::new(), test)), None),
            Self::At(tests) => (None, Some(tests)),
        };
        let at = at.into_iter().flatten().map(|(level, test)| (alloc::format!("/at/{level}"), test));
        same.into_iter().chain(at)
    }
}

/// Something that must hold for anyone to apply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Check {
    /// The check's id.
    pub id: Id,
    /// Its anchor.
    pub source: Id,
    /// The anchors of the assumptions in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub assumes: Vec<Id>,
    /// Whom it concerns; everyone where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub applies_when: Option<Test>,
    /// What is asked.
    #[serde(flatten)]
    pub asks: CheckAsks,
}

packed!(struct Check { id, source, assumes, applies_when, asks });

/// What a check asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum CheckAsks {
    /// By date: what is asked changes over time.
    Dated {
        /// The date fact that decides, or `as_of`.
        dated_by: Id,
        /// What is asked, each storing only from when.
        versions: Vec<Version>,
    },
    /// Always the same.
    Always(Test),
}

packed!(enum CheckAsks { 0 => Dated { dated_by, versions }, 1 => Always(a) });

/// What a check asks from a day on; it ends where the next starts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Version {
    /// The first day; the first version has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// Its anchor.
    pub source: Id,
    /// What is asked; nothing where left out.
    #[serde(flatten)]
    pub test: Option<Test>,
}

packed!(struct Version { from, source, test });

/// What a level needs besides quality.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Prerequisite {
    /// The prerequisite's id.
    pub id: Id,
    /// The level.
    pub level: Id,
    /// Its anchor.
    pub source: Id,
    /// The anchors of the assumptions in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub assumes: Vec<Id>,
    /// What is asked.
    #[serde(flatten)]
    pub test: Test,
}

packed!(struct Prerequisite { id, level, source, assumes, test });

/// How several programmes make one result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Programmes {
    /// How.
    pub combine: Combine,
    /// Its anchor.
    pub source: Id,
    /// The anchors of the assumptions in it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub assumes: Vec<Id>,
}

packed!(struct Programmes { combine, source, assumes });

/// How several programmes make one result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Combine {
    /// The level of the lowest.
    Lowest,
    /// The highest level that so many reach; that all reach where there are fewer.
    Quorum(u32),
}

packed!(enum Combine { 0 => Lowest, 1 => Quorum(a) });

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

packed!(struct Progression { entry, most_steps, lapsed, lapsed_source, source, assumes, waits });

/// What an award past its last valid day counts for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lapsed {
    /// It counts, with a caution.
    Allowed,
    /// It counts as if none were held.
    Blocked,
}

packed!(enum Lapsed { 0 => Allowed, 1 => Blocked });

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

packed!(struct Wait { at, months, source });

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
