//! Why the outcome is what it is: the deciding clauses, in the order eligibility, sections, award, prerequisites, progression, fee,
//! cautions. Of the ways of filling blank facts they tell the one that gives the least.

mod checks;
mod clauses;
mod levels;
mod terms;
#[cfg(test)]
mod tests;

use alloc::vec::Vec;

use crate::{Plan, Reason, assess::Told};

impl Plan {
    /// The deciding clauses.
    pub(crate) fn reasons(&self, told: &Told<'_>) -> Vec<Reason> {
        let mut reasons = Vec::new();
        for (check, &status) in self.scheme().eligibility.iter().zip(&told.circumstances.checks) {
            reasons.push(self.check_reason(check, status, told));
        }
        for worked in &told.programmes {
            self.ignored(worked, &mut reasons);
            for (index, section) in self.scheme().sections.iter().enumerate() {
                self.section_reasons(index, section, worked, told, &mut reasons);
            }
        }
        for worked in &told.programmes {
            self.award_reasons(worked, told, &mut reasons);
        }
        self.combined_reason(told, &mut reasons);
        self.target_reason(told, &mut reasons);
        self.prerequisite_reasons(told, &mut reasons);
        self.progression_reason(told, &mut reasons);
        self.renewal_reason(told, &mut reasons);
        self.fee_reasons(told, &mut reasons);
        self.cautions(told, &mut reasons);
        reasons
    }
}
