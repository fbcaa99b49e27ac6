//! What a section must climb, looked at by itself.

use alloc::{vec, vec::Vec};

use super::{Climb, Ground, climb::lesser};
use crate::{
    Plan,
    case::Answers,
    rule::{
        tally::Tally,
        test::{Asked, Asking, SectionPlan},
    },
    search::Goal,
};

impl Plan {
    /// What a section must climb to be at each place of the ladder or higher; nothing for place 0.
    pub(super) fn section_climbs(&self, section: &SectionPlan, asking: Asking<'_>, first: usize) -> Vec<Option<Climb>> {
        let mut climbs = vec![Some(Climb::default())];
        let ground = Ground { asking, first, climbs: &[], at_most: None };
        let ladder = &section.ladder;
        for (index, asked) in ladder.asked.iter().enumerate() {
            let below = climbs.last().and_then(Option::as_ref);
            let climb = match asked {
                None => below.cloned(),
                Some(Asked::Tally(tally)) if ladder.comes_apart && ladder.cumulative => {
                    below.and_then(|below| climb_tally(tally, asking.answers, first, below))
                }
                Some(Asked::Tally(tally)) if ladder.comes_apart => {
                    climb_tally(tally, asking.answers, first, &Climb::default())
                }
                Some(_) if ladder.cumulative => {
                    let upto = ladder.asked.iter().take(index.saturating_add(1)).flatten();
                    self.search(&Goal::All(upto.map(|asked| self.goal(asked, asking)).collect()), ground)
                }
                Some(asked) => self.search(&self.goal(asked, asking), ground),
            };
            climbs.push(climb);
        }
        if !ladder.cumulative {
            // A higher level can be the cheaper one: being at a place or higher costs the least of it and all above.
            let mut cheapest: Option<Climb> = None;
            for climb in climbs.iter_mut().rev() {
                cheapest = lesser(climb.take(), cheapest);
                climb.clone_from(&cheapest);
            }
        }
        climbs
    }
}

/// What is in `below`, and the least set of a tally's other criteria whose lifting makes it hold, where each counts once.
fn climb_tally(tally: &Tally, answers: &Answers, first: usize, below: &Climb) -> Option<Climb> {
    let score = tally.score(answers);
    let missing = usize::try_from(score.needed.saturating_sub(score.low)).unwrap_or(usize::MAX);
    if missing == 0 {
        return Some(below.clone());
    }
    let mut climb = Climb::default();
    climb.lifts.reserve(below.lifts.len().saturating_add(usize::try_from(score.of).unwrap_or_default().min(missing)));
    climb.take_in(below);
    let missing = climb.count.saturating_add(missing);
    // The fewest steps first, and among equals the earliest.
    for steps in 1..=tally.step {
        for criterion in tally.selection.members() {
            let present = answers.step(criterion).unwrap_or_default();
            if climb.count < missing
                && tally.step.checked_sub(present) == Some(steps)
                && tally.worth(criterion, present, answers) == 0
                && answers.is_on_scale(criterion)
            {
                climb.add(first.saturating_add(criterion), steps, tally.step);
            }
        }
    }
    (climb.count == missing).then_some(climb)
}
