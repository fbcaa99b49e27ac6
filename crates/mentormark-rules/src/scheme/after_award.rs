//! What happens after the score: appeals, resits, assessors, visits. It is carried for people and other software, and no rule
//! looks at it.

use crate::packed::packed;
use alloc::{format, vec::Vec};

use serde::Serialize;

use super::Scheme;
use crate::{
    Code, Id, Months, Refusal,
    json::{Node, Object},
};

/// What happens after the score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AfterAward {
    /// Whether the result can be appealed against.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub appeal: Option<Appeal>,
    /// Whether an assessment can be taken again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resit: Option<Resit>,
    /// Who judges.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assessors: Option<Assessors>,
    /// How often somebody comes to look.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub visits: Option<Visits>,
    /// That an award ends where the circumstances change.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub void_on_change: Option<VoidOnChange>,
}

packed!(struct AfterAward { appeal, resit, assessors, visits, void_on_change });

/// Whether the result can be appealed against.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Appeal {
    /// Whether it can.
    pub allowed: bool,
    /// Within how many working days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub working_days: Option<u16>,
    /// Its anchor.
    pub source: Id,
}

packed!(struct Appeal { allowed, working_days, source });

/// Whether an assessment can be taken again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Resit {
    /// Whether it can.
    pub allowed: bool,
    /// Within how many calendar months.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within_months: Option<Months>,
    /// How often.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attempts: Option<u16>,
    /// The highest level it can earn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub highest_level: Option<Id>,
    /// Its anchor.
    pub source: Id,
}

packed!(struct Resit { allowed, within_months, attempts, highest_level, source });

/// Who judges.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Assessors {
    /// How many there are.
    pub number: u16,
    /// How they agree.
    pub agreement: Agreement,
    /// Its anchor.
    pub source: Id,
}

packed!(struct Assessors { number, agreement, source });

/// How assessors agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Agreement {
    /// Every one of them.
    All,
    /// More than half of them.
    Majority,
    /// The senior one has the last word.
    SeniorDecides,
}

packed!(enum Agreement { 0 => All, 1 => Majority, 2 => SeniorDecides });

/// How often somebody comes to look.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Visits {
    /// Calendar months from one visit to the next.
    pub every_months: Months,
    /// Its anchor.
    pub source: Id,
}

packed!(struct Visits { every_months, source });

/// That an award ends where the circumstances change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct VoidOnChange {
    /// Its anchor.
    pub source: Id,
}

packed!(struct VoidOnChange { source });

/// Reads what happens after the score.
pub(crate) fn read(node: &Node<'_>) -> AfterAward {
    let object = node.fields(&["appeal", "resit", "assessors", "visits", "void_on_change"]);
    AfterAward {
        appeal: object.optional("appeal").as_ref().map(appeal),
        resit: object.optional("resit").as_ref().map(resit),
        assessors: object.optional("assessors").as_ref().map(assessors),
        visits: object.optional("visits").map(|node| {
            let object = node.fields(&["every_months", "source"]);
            let months = object.required("every_months").and_then(|node| node.whole(1, 1_200));
            Visits { every_months: months.and_then(Months::new).unwrap_or_default(), source: object.anchor("source") }
        }),
        void_on_change: object
            .optional("void_on_change")
            .map(|node| VoidOnChange { source: node.fields(&["source"]).anchor("source") }),
    }
}

fn allowed(object: &Object<'_>) -> bool {
    object.required("allowed").and_then(|node| node.flag()).unwrap_or_default()
}

fn number<N: TryFrom<i64>>(object: &Object<'_>, key: &str, most: i64) -> Option<N> {
    object.optional(key).and_then(|node| node.whole(1, most))
}

fn appeal(node: &Node<'_>) -> Appeal {
    let object = node.fields(&["allowed", "working_days", "source"]);
    Appeal {
        allowed: allowed(&object),
        working_days: number(&object, "working_days", 1_000),
        source: object.anchor("source"),
    }
}

fn resit(node: &Node<'_>) -> Resit {
    let object = node.fields(&["allowed", "within_months", "attempts", "highest_level", "source"]);
    Resit {
        allowed: allowed(&object),
        within_months: number(&object, "within_months", 1_200).and_then(Months::new),
        attempts: number(&object, "attempts", 1_000),
        highest_level: object.optional("highest_level").and_then(|node| node.id()),
        source: object.anchor("source"),
    }
}

fn assessors(node: &Node<'_>) -> Assessors {
    let object = node.fields(&["number", "agreement", "source"]);
    let others = [("majority", Agreement::Majority), ("senior-decides", Agreement::SeniorDecides)];
    Assessors {
        number: u16::try_from(object.whole("number", 1, 1_000)).unwrap_or(1),
        agreement: object.choice("agreement", ("all", Agreement::All), &others),
        source: object.anchor("source"),
    }
}

/// Notes a level that the scheme does not have, and terms of an appeal or a resit that there is not.
pub(crate) fn check(scheme: &Scheme, faults: &mut Vec<Refusal>) {
    let Some(after) = &scheme.after_award else { return };
    let mut beside = |is_said: bool, key: &str| {
        if is_said {
            let message = "`allowed` is false, so this has no meaning: remove it, or let `allowed` be true";
            faults.push(Refusal::new(Code::UnknownField, format!("/after_award/{key}"), message));
        }
    };
    if let Some(appeal) = after.appeal.as_ref().filter(|appeal| !appeal.allowed) {
        beside(appeal.working_days.is_some(), "appeal/working_days");
    }
    if let Some(resit) = after.resit.as_ref().filter(|resit| !resit.allowed) {
        beside(resit.within_months.is_some(), "resit/within_months");
        beside(resit.attempts.is_some(), "resit/attempts");
        beside(resit.highest_level.is_some(), "resit/highest_level");
    }
    if let Some(level) = after.resit.as_ref().and_then(|resit| resit.highest_level.as_ref())
        && scheme.level_index(level).is_none()
    {
        let message = format!("there is no level `{level}`: name one of those under `levels`");
        let refusal = Refusal::new(Code::UnknownLevel, "/after_award/resit/highest_level", message);
        faults.push(refusal.suggesting(level, scheme.levels.iter().map(|level| &*level.id)));
    }
}
