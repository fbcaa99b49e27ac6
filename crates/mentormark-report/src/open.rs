//! What is still to be answered.

use mentormark_rules::{Id, Outcome, Reason, outcome::SectionOutcome};

use crate::{Standard, section_table::sections};

/// How many criteria are not answered yet, in all programmes; what does not concern the applicant is not counted.
#[must_use]
pub fn open_criteria(outcome: &Outcome, standard: Standard<'_>) -> u32 {
    let of_section = |section: &SectionOutcome| {
        let open = section.tallies.iter().map(|tally| tally.unanswered);
        // Criteria that belong to no level are counted at each.
        let has_levels = standard.section(&section.id).is_none_or(|of| standard.has_levels(Some(of)));
        if has_levels { open.sum() } else { open.max().unwrap_or_default() }
    };
    sections(outcome).map(|(_, section)| of_section(section)).sum()
}

/// The facts still to be answered for, in scheme order.
pub(crate) fn open_facts(outcome: &Outcome, standard: Standard<'_>) -> Vec<Id> {
    let mut open: Vec<&Id> = Vec::new();
    for reason in &outcome.reasons {
        if let Reason::CheckUndetermined { needs, .. } | Reason::FeeUnknown { needs, .. } = reason {
            open.extend(needs);
        }
    }
    outcome.routes.iter().for_each(|route| open.extend(&route.needs));
    let in_order = standard.scheme.facts.iter().map(|fact| &fact.id).filter(|id| open.contains(id));
    in_order.cloned().collect()
}
