//! An assessment held against a scheme and packed for the rules.

mod answers;
mod awards;
mod ratings;
mod read;
#[cfg(test)]
mod tests;

use alloc::{vec, vec::Vec};

use crate::{Date, Id, Plan, Rank, fact::Packed};

pub(crate) use answers::{Answers, place};
pub(crate) use awards::{Awards, HeldAward};
pub(crate) use read::level;

/// An assessment that a plan has read: every id resolved, every limit checked. Only the plan that made it can judge it.
#[derive(Clone, Debug)]
pub struct Case {
    // INVARIANT: indices and lengths fit the plan whose `read` made this.
    pub(crate) tax_point: Date,
    pub(crate) edition_named: bool,
    pub(crate) target: Option<Rank>,
    pub(crate) awards: Awards,
    /// In the order of the scheme's facts.
    pub(crate) facts: Vec<Option<Packed>>,
    /// One without an id, or several with one.
    pub(crate) programmes: Vec<Programme>,
}

/// The ratings of one programme.
#[derive(Clone, Debug)]
pub(crate) struct Programme {
    /// Its id; none where the assessment is of a single programme.
    pub(crate) id: Option<Id>,
    pub(crate) answers: Answers,
    /// Criteria rated not applicable without the reason that this needs, which are blank.
    pub(crate) unreasoned: Vec<usize>,
}

impl Case {
    /// Nothing stated but the day.
    pub(crate) fn blank(plan: &Plan, as_of: Date) -> Self {
        let answers = Answers::blank(plan.criteria().len(), plan.scheme().scale.len());
        Self {
            tax_point: as_of,
            edition_named: false,
            target: None,
            awards: Awards { as_of, held: None, held_id: Id::default(), elsewhere: Vec::new() },
            facts: vec![None; plan.scheme().facts.len()],
            programmes: [Programme { id: None, answers, unreasoned: Vec::new() }].into(),
        }
    }
}

impl Case {
    /// The criteria of each programme that are rated not applicable without the reason that this needs, by their places in scheme
    /// order. They count as blank.
    #[must_use]
    pub fn unreasoned(&self) -> Vec<Vec<usize>> {
        self.programmes.iter().map(|programme| programme.unreasoned.clone()).collect()
    }
}
