//! What is still to be answered, as far as an outcome tells.
//!
//! An outcome names the blank facts that a check, a fee or a way up hangs on. Where something else is open it says only that it is, and
//! the rules say which facts it looks at: then one of those at least is blank.

use mentormark_rules::{
    Bounds, Id, Outcome, Reason,
    outcome::{EligibilityStatus, SectionOutcome},
};

use crate::{
    Standard,
    looked_at::concerning,
    section_table::{is_left_out, rated, sections},
};

/// How many criteria are not answered yet, in all programmes, those of sections that might yet apply among them; what does not concern
/// the applicant is not counted.
#[must_use]
pub fn open_criteria(outcome: &Outcome, standard: Standard<'_>) -> u32 {
    Open::new(outcome, standard).criteria().0
}

/// What an outcome leaves open.
pub(crate) struct Open<'a> {
    pub(crate) outcome: &'a Outcome,
    pub(crate) standard: Standard<'a>,
    /// Facts that are not given, in scheme order.
    pub(crate) blank: Vec<Id>,
    /// Facts of which some are not given, in scheme order.
    pub(crate) among: Vec<Id>,
    /// Whether it is to be said which level is applied for.
    pub(crate) target: bool,
}

/// The facts that something open hangs on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Hangs {
    /// None of these is given.
    Blank(Vec<Id>),
    /// Some of these are not given.
    Among(Vec<Id>),
    /// The rules look at none.
    Unknown,
}

impl<'a> Open<'a> {
    /// What an outcome leaves open.
    pub(crate) fn new(outcome: &'a Outcome, standard: Standard<'a>) -> Self {
        let mut named: Vec<Id> = Vec::new();
        for reason in &outcome.reasons {
            if let Reason::CheckUndetermined { needs, .. } | Reason::FeeUnknown { needs, .. } = reason {
                named.extend(needs.iter().cloned());
            }
        }
        outcome.routes.iter().for_each(|route| named.extend(route.needs.iter().cloned()));
        let hung_on = hung_on(outcome, standard);
        named.extend(hung_on.iter().filter(|facts| facts.len() == 1).flatten().cloned());
        let unnamed = hung_on.iter().filter(|facts| !facts.iter().any(|fact| named.contains(fact)));
        let among: Vec<&Id> = unnamed.flatten().collect();
        let in_order = |is_meant: &dyn Fn(&Id) -> bool| -> Vec<Id> {
            standard.scheme.facts.iter().map(|fact| &fact.id).filter(|id| is_meant(id)).cloned().collect()
        };
        Self {
            outcome,
            standard,
            blank: in_order(&|id| named.contains(id)),
            among: in_order(&|id| among.contains(&id)),
            target: outcome.reasons.iter().any(|reason| matches!(reason, Reason::FeeLevelUnknown { .. })),
        }
    }

    /// Which of the facts that the rules look at for something open are blank.
    pub(crate) fn of(&self, looked_at: Vec<Id>) -> Hangs {
        let blank: Vec<Id> = looked_at.iter().filter(|fact| self.blank.contains(fact)).cloned().collect();
        match looked_at.len() {
            0 => Hangs::Unknown,
            _ if !blank.is_empty() => Hangs::Blank(blank),
            1 => Hangs::Blank(looked_at),
            _ => Hangs::Among(looked_at),
        }
    }

    /// What something hangs on that is open for certain, or else may be; nothing where none of the facts that the rules look at for it
    /// may be blank. Where it only may be, one that is given may settle it, so all are named, unless all are blank.
    pub(crate) fn hangs(&self, looked_at: Vec<Id>, is_open: bool) -> Option<Hangs> {
        if !is_open && !self.may_lack(&looked_at) {
            return None;
        }
        let names = is_open || looked_at.iter().all(|fact| self.blank.contains(fact));
        Some(if names { self.of(looked_at) } else { Hangs::Among(looked_at) })
    }

    /// Whether any of some facts may be blank.
    fn may_lack(&self, facts: &[Id]) -> bool {
        facts.iter().any(|fact| self.blank.contains(fact) || self.among.contains(fact))
    }

    /// What it hangs on whether a section concerns the applicant that does not where blank facts come out in the way that gives the least;
    /// nothing where that is settled, or it does.
    pub(crate) fn applying(&self, programme: Option<&Id>, section: &SectionOutcome) -> Option<Hangs> {
        let of = self.standard.section(&section.id).filter(|_| is_left_out(self.outcome, programme, section))?;
        self.hangs(self.standard.facts_of(concerning(of)), !section.bounds.is_settled())
    }

    /// How many criteria are not answered yet, and whether any may be of a section that does not apply.
    pub(crate) fn criteria(&self) -> (u32, bool) {
        let (mut all, mut may_not_apply) = (0, false);
        for (programme, section) in sections(self.outcome) {
            let of = self.standard.section(&section.id);
            let may_apply = self.applying(programme, section).is_some();
            let open = section.tallies.iter().map(|tally| {
                let rated = || rated(self.outcome, programme, &section.id, &tally.level, self.standard);
                if may_apply { tally.of.saturating_sub(rated()) } else { tally.unanswered }
            });
            // Criteria that belong to no level are counted at each.
            let has_levels = of.is_none_or(|of| self.standard.has_levels(Some(of)));
            let open: u32 = if has_levels { open.sum() } else { open.max().unwrap_or_default() };
            let concerns = || self.standard.facts_of(of.and_then(|of| of.applies_when.as_ref()));
            may_not_apply |= open > 0 && (may_apply || self.may_lack(&concerns()));
            all += open;
        }
        (all, may_not_apply)
    }
}

/// For each thing that hangs on blank facts alone, the facts that the rules look at for it.
fn hung_on(outcome: &Outcome, standard: Standard<'_>) -> Vec<Vec<Id>> {
    let mut hung_on = Vec::new();
    for (programme, section) in sections(outcome) {
        let Some(of) = standard.section(&section.id) else { continue };
        if section.bounds.is_settled() {
            continue;
        }
        if is_left_out(outcome, programme, section) {
            hung_on.push(standard.facts_of(concerning(of)));
        } else if is_answered(outcome, programme, section) {
            hung_on.push(standard.facts_of(standard.deciding(of)));
        }
    }
    // With all else settled, what the levels need besides quality is what an award hangs on.
    let Bounds { level, could_reach } = &outcome.award.bounds;
    if level != could_reach
        && outcome.quality.is_settled()
        && outcome.eligibility.status != EligibilityStatus::Undetermined
    {
        let rank = |level: &Option<Id>| level.as_ref().and_then(|id| standard.scheme.level_index(id));
        let above = |level_needing: &Id| {
            let needing = standard.scheme.level_index(level_needing);
            rank(level) < needing && needing <= rank(could_reach)
        };
        let needed = standard.scheme.prerequisites.iter().filter(|needed| above(&needed.level));
        hung_on.push(standard.facts_of(needed.map(|needed| &needed.test)));
    }
    hung_on
}

/// Whether every criterion is answered that a section's level hangs on.
pub(crate) fn is_answered(outcome: &Outcome, programme: Option<&Id>, section: &SectionOutcome) -> bool {
    let misses = |reason: &Reason| match reason {
        Reason::SectionMissed { programme: of, section: id, unanswered, .. } => {
            *unanswered > 0 && (of.as_ref(), id) == (programme, &section.id)
        }
        Reason::PointsMissed { programme: of, section: id, unanswered, .. }
        | Reason::NoneBelowMissed { programme: of, section: id, unanswered, .. } => {
            *unanswered > 0 && (of.as_ref(), id.as_ref()) == (programme, Some(&section.id))
        }
        _ => false,
    };
    section.tallies.iter().all(|tally| tally.unanswered == 0) && !outcome.reasons.iter().any(misses)
}
