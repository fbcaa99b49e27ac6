//! Rules as goals of the search: tallies that must hold, with everything else that is asked settled.

use alloc::vec::Vec;

use crate::{
    Plan, Rank,
    rule::{
        sections::{Levels, Quorum},
        test::{Asked, Asking},
    },
    search::Goal,
};

impl Plan {
    /// A test as a goal of the search: over tallies alone, whatever else it asks being settled.
    pub(super) fn goal<'a>(&'a self, asked: &'a Asked, asking: Asking<'_>) -> Goal<'a> {
        let each = |tests: &'a [Asked]| tests.iter().map(|test| self.goal(test, asking)).collect();
        match asked {
            Asked::Tally(tally) => Goal::Tally(tally),
            Asked::Condition(condition) => Goal::Settled(condition.holds(asking.truths, asking.awards)),
            Asked::All(tests) => Goal::All(each(tests)),
            Asked::Any(tests) => Goal::AtLeast(1, each(tests)),
            Asked::Quorum(needed, tests) => Goal::AtLeast(*needed, each(tests)),
            Asked::Sections(quorum) => self.quorum_goal(quorum, asking),
            Asked::Table(table) => {
                let rows = table.lookup.rows().filter(|(_, result)| *result >= Rank::place(Some(table.at)));
                let row = |(when, _): (Vec<usize>, usize)| {
                    let sections = table.lookup.sections.iter().zip(when);
                    Goal::All(sections.map(|(&section, place)| self.section_goal(section, place, asking)).collect())
                };
                Goal::AtLeast(1, rows.map(row).collect())
            }
        }
    }

    fn quorum_goal<'a>(&'a self, quorum: &'a Quorum, asking: Asking<'_>) -> Goal<'a> {
        let nothing = Levels::default();
        let levels = asking.levels.unwrap_or(&nothing);
        let counting = quorum.counting(&levels.each);
        let needed = quorum.needed(u32::try_from(counting.len()).unwrap_or(u32::MAX));
        let at = |place: usize| counting.iter().map(|&section| self.section_goal(section, place, asking)).collect();
        Goal::All(
            [
                Goal::AtLeast(needed, at(Rank::place(Some(quorum.at)))),
                Goal::All(if quorum.floor.is_some() { at(Rank::place(quorum.floor)) } else { Vec::new() }),
            ]
            .into(),
        )
    }

    /// That a section is at a place of the ladder or higher.
    fn section_goal<'a>(&'a self, section: usize, place: usize, asking: Asking<'_>) -> Goal<'a> {
        let applies = asking.levels.is_none_or(|levels| levels.each.get(section).is_some_and(|level| level.applies));
        let Some(ladder) = self.sections().get(section).map(|section| &section.ladder).filter(|_| applies) else {
            return Goal::Settled(place == 0);
        };
        if place == 0 {
            return Goal::Settled(true);
        }
        let at = |asked: &'a Asked| self.goal(asked, asking);
        if ladder.cumulative {
            return Goal::All(ladder.asked.iter().take(place).flatten().map(at).collect());
        }
        // At the place or higher: by the test there, by one above, or by what it comes along with.
        let own = ladder.asked.iter().take(place).rev().flatten().next();
        let above = ladder.asked.iter().skip(place).flatten();
        Goal::AtLeast(1, own.into_iter().chain(above).map(at).collect())
    }
}
