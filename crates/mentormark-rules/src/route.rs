//! The smallest set of criteria to lift for a higher level, and the answers that an award hangs on.
//!
//! Sets of criteria are ordered by how many they are, then by how many steps of the scale they climb, then by their
//! places in scheme order, earlier first. That order is one of an additive group: what is least in the parts is least
//! in the whole. So a section's cheapest set for a level is found by itself, and the quorum takes the sections for which
//! rising from the floor to the level adds least. The answer is exact, not an estimate.

use alloc::{vec, vec::Vec};
use core::cmp::Ordering;

use crate::{
    Case, Id, Plan, Rank,
    case::place,
    outcome::{Fragile, Lift, Route},
    plan::Group,
    rule::sections::Standing,
};

/// A set of criteria to lift to the rating that counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Climb {
    count: usize,
    /// Steps of the scale in all, a blank counted as the lowest rating.
    steps: usize,
    /// The criteria as a bit set; words left out are empty.
    set: Vec<u64>,
}

impl Climb {
    fn add(&mut self, criterion: usize, steps: usize) {
        let (word, bit) = place(criterion);
        if self.set.len() <= word {
            self.set.resize(word.saturating_add(1), 0);
        }
        if let Some(bits) = self.set.get_mut(word) {
            *bits |= bit;
        }
        self.count = self.count.saturating_add(1);
        self.steps = self.steps.saturating_add(steps);
    }

    /// Takes in the criteria of `more`, none of which are here yet.
    fn take_in(&mut self, more: &Self) {
        if self.set.len() < more.set.len() {
            self.set.resize(more.set.len(), 0);
        }
        for (bits, more) in self.set.iter_mut().zip(&more.set) {
            *bits |= more;
        }
        self.count = self.count.saturating_add(more.count);
        self.steps = self.steps.saturating_add(more.steps);
    }

    fn word(&self, word: usize) -> u64 {
        self.set.get(word).copied().unwrap_or_default()
    }

    fn has(&self, criterion: usize) -> bool {
        let (word, bit) = place(criterion);
        self.word(word) & bit != 0
    }

    /// How the cost of this compares with that of `other`.
    fn cmp(&self, other: &Self) -> Ordering {
        let nothing = Self::default();
        added(self, &nothing, other, &nothing)
    }
}

/// Compares what `a` adds to `a_floor` with what `b` adds to `b_floor`.
fn added(a: &Climb, a_floor: &Climb, b: &Climb, b_floor: &Climb) -> Ordering {
    // a - a_floor against b - b_floor is a + b_floor against b + a_floor, which needs no signs.
    let sum = |x: usize, y: usize| x.saturating_add(y);
    let counts = sum(a.count, b_floor.count).cmp(&sum(b.count, a_floor.count));
    let steps = || sum(a.steps, b_floor.steps).cmp(&sum(b.steps, a_floor.steps));
    counts.then_with(steps).then_with(|| {
        // Earlier places win: find the first place of which one side has more.
        let words = [a, a_floor, b, b_floor].map(|climb| climb.set.len()).into_iter().max().unwrap_or_default();
        for word in 0..words {
            let [a, a_floor, b, b_floor] = [a, a_floor, b, b_floor].map(|climb| climb.word(word));
            let differ = ((a ^ b_floor) ^ (b ^ a_floor)) | ((a & b_floor) ^ (b & a_floor));
            if differ != 0 {
                let first = differ & differ.wrapping_neg();
                let has = |x: u64, y: u64| u8::from(x & first != 0).saturating_add(u8::from(y & first != 0));
                return has(b, a_floor).cmp(&has(a, b_floor));
            }
        }
        Ordering::Equal
    })
}

impl Plan {
    /// For each level above `quality`, lowest first, the least set of criteria to lift.
    pub(crate) fn routes(&self, case: &Case, quality: Option<Rank>) -> Vec<Route> {
        let levels = self.scheme().levels.len();
        if Rank::place(quality) >= levels {
            return Vec::new();
        }
        // What each section must climb to each place on the ladder, `None` at place 0 costing nothing.
        let climbs: Vec<Vec<Climb>> = self.sections().map(|groups| self.climbs(groups, case)).collect();
        (Rank::place(quality)..levels)
            .filter_map(Rank::from_index)
            .filter_map(|level| {
                let climb = self.climb(level, &climbs)?;
                let lifted = self.criteria().iter().zip(0..).filter(|&(_, place)| climb.has(place));
                let lift: Vec<Lift> =
                    lifted.map(|(id, _)| Lift { criterion: id.clone(), to: self.rating_that_counts() }).collect();
                let count = u32::try_from(lift.len()).unwrap_or(u32::MAX);
                Some(Route { to: self.level_id(level), lift, count, exact: true, needs: Vec::new() })
            })
            .collect()
    }

    fn rating_that_counts(&self) -> Id {
        self.scheme().section_rule.share.rated.clone()
    }

    /// What the whole must climb to `level`.
    fn climb(&self, level: Rank, climbs: &[Vec<Climb>]) -> Option<Climb> {
        let floor = self.quorum.floor(level);
        let top = Rank::place(Some(level).max(floor));
        // A section in the quorum climbs to the level, any other to the floor. Those for which that adds least come first.
        let mut pairs: Vec<(&Climb, &Climb)> = Vec::with_capacity(climbs.len());
        for section in climbs {
            let (level, level_floor) = (section.get(top)?, section.get(Rank::place(floor))?);
            let at = pairs.partition_point(|(other, floor)| added(other, floor, level, level_floor).is_le());
            pairs.insert(at, (level, level_floor));
        }
        let needed = usize::try_from(self.quorum.needed).ok()?;
        let mut climb = Climb::default();
        for (at, (level, floor)) in pairs.into_iter().enumerate() {
            climb.take_in(if at < needed { level } else { floor });
        }
        Some(climb)
    }

    /// What a section must climb to be at each place of the ladder or higher.
    fn climbs(&self, groups: &[Group], case: &Case) -> Vec<Climb> {
        let mut climbs = vec![Climb::default()];
        if self.scheme().section_rule.cumulative {
            for group in groups {
                let mut climb = self.climb_group(group, case);
                if let Some(below) = climbs.last() {
                    climb.take_in(below);
                }
                climbs.push(climb);
            }
            return climbs;
        }
        climbs.extend(groups.iter().map(|group| self.climb_group(group, case)));
        // A higher level can be the cheaper one: being at a place or higher costs the least of it and all above.
        let mut cheapest: Option<Climb> = None;
        for climb in climbs.iter_mut().rev() {
            match &cheapest {
                Some(higher) if higher.cmp(climb).is_lt() => climb.clone_from(higher),
                _ => cheapest = Some(climb.clone()),
            }
        }
        climbs
    }

    /// The least set of a group's criteria whose lifting makes the level's own share hold.
    fn climb_group(&self, group: &Group, case: &Case) -> Climb {
        let missing = group.needed.saturating_sub(group.count(self.counting(&case.answers)).met);
        let missing = usize::try_from(missing).unwrap_or(usize::MAX);
        let mut climb = Climb::default();
        // The fewest steps first, and among equals the earliest.
        for steps in 1..=self.rated {
            for criterion in group.members() {
                let present = case.answers.step(criterion).unwrap_or_default();
                if climb.count < missing && self.rated.checked_sub(present) == Some(steps) {
                    climb.add(criterion, steps);
                }
            }
        }
        climb
    }

    /// The answers whose loss by one step would lower the award, in scheme order.
    ///
    /// `levels` and `standing` are the sections' levels with every blank at its worst.
    pub(crate) fn fragile(
        &self,
        case: &Case,
        levels: &[Option<Rank>],
        standing: &Standing,
        award: Option<Rank>,
    ) -> Vec<Fragile> {
        let cap = self.cap(case);
        let mut lost: Vec<Option<Option<Rank>>> = vec![None; self.criteria().len()];
        for (groups, &level) in self.sections().zip(levels) {
            for (below, group) in groups.iter().enumerate() {
                // Only a share that holds by exactly as many as it needs breaks by the loss of one.
                if group.count(self.counting(&case.answers)).met != group.needed {
                    continue;
                }
                let without = self.without(groups, below, level, case);
                let would_be = self.quorum.level(&standing.lowered(level, without)).min(cap);
                if without < level && would_be < award {
                    for criterion in group.members().filter(|&place| case.answers.step(place) == Some(self.rated)) {
                        if let Some(lost) = lost.get_mut(criterion) {
                            *lost = Some(would_be);
                        }
                    }
                }
            }
        }
        let level = |rank: Option<Rank>| rank.map(|rank| self.level_id(rank));
        let fragile =
            |(id, lost): (&Id, Option<Option<Rank>>)| Some(Fragile { criterion: id.clone(), would_be: level(lost?) });
        self.criteria().iter().zip(lost).filter_map(fragile).collect()
    }

    /// A section's level, were the share of the group at index `lost` no longer to hold.
    fn without(&self, groups: &[Group], lost: usize, level: Option<Rank>, case: &Case) -> Option<Rank> {
        if Rank::place(level) <= lost {
            return level;
        }
        if self.scheme().section_rule.cumulative {
            return Rank::at_place(lost);
        }
        let holds = |&(index, group): &(usize, &Group)| {
            index != lost && group.count(self.counting(&case.answers)).met >= group.needed
        };
        groups.iter().enumerate().rfind(holds).and_then(|(index, _)| Rank::from_index(index))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn climb(steps: usize, places: &[usize]) -> Climb {
        let mut climb = Climb::default();
        for &place in places {
            climb.add(place, 0);
        }
        Climb { steps, ..climb }
    }

    #[test]
    fn fewer_criteria_then_fewer_steps_then_earlier_places_cost_less() {
        assert!(climb(9, &[5]).cmp(&climb(2, &[0, 1])).is_lt());
        assert!(climb(2, &[5, 6]).cmp(&climb(3, &[0, 1])).is_lt());
        assert!(climb(2, &[0, 6]).cmp(&climb(2, &[1, 2])).is_lt());
        assert!(climb(2, &[0, 6]).cmp(&climb(2, &[0, 7])).is_lt());
        assert!(climb(2, &[0, 64]).cmp(&climb(2, &[0, 200])).is_lt());
        assert!(climb(2, &[0, 6]).cmp(&climb(2, &[0, 6])).is_eq());
    }

    #[test]
    fn what_the_floor_costs_anyway_is_not_counted() {
        // Rising from {1} to {1, 9} adds {9}; from {} to {8} adds {8}, which is earlier.
        assert!(added(&climb(2, &[1, 9]), &climb(1, &[1]), &climb(1, &[8]), &climb(0, &[])).is_gt());
        // Giving up the floor's {0} for {5} loses an early place, which makes it the dearer by order.
        assert!(added(&climb(1, &[5]), &climb(1, &[0]), &climb(1, &[7]), &climb(1, &[6])).is_gt());
    }
}
