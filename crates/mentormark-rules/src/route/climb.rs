//! Sets of criteria to lift, and which of two costs less.

use alloc::vec::Vec;
use core::cmp::Ordering;

/// A set of criteria to lift.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Climb {
    /// How many.
    pub(crate) count: usize,
    /// Steps of the scale in all, a blank counted as the lowest rating.
    pub(crate) steps: usize,
    /// The criteria with the steps of the scale they are to reach, in scheme order.
    pub(super) lifts: Vec<(usize, usize)>,
    /// Whether no smaller set was passed over unseen.
    pub(super) inexact: bool,
}

impl Climb {
    /// Lifts a criterion, not here yet, by `steps` to the step `to` of the scale.
    pub(crate) fn add(&mut self, criterion: usize, steps: usize, to: usize) {
        self.put((criterion, to));
        self.count = self.count.saturating_add(1);
        self.steps = self.steps.saturating_add(steps);
    }

    fn put(&mut self, lift: (usize, usize)) {
        if self.lifts.last().is_none_or(|last| last.0 < lift.0) {
            self.lifts.push(lift);
        } else {
            self.lifts.insert(self.lifts.partition_point(|other| other.0 < lift.0), lift);
        }
    }

    /// The same, known to be not surely the least.
    pub(crate) fn not_surely_least(mut self) -> Self {
        self.inexact = true;
        self
    }

    /// Takes in the criteria of `more`, none of which are here yet.
    pub(super) fn take_in(&mut self, more: &Self) {
        if self.lifts.last().map(|last| last.0) < more.lifts.first().map(|first| first.0) {
            self.lifts.extend_from_slice(&more.lifts);
        } else {
            more.lifts.iter().for_each(|&lift| self.put(lift));
        }
        self.count = self.count.saturating_add(more.count);
        self.steps = self.steps.saturating_add(more.steps);
        self.inexact |= more.inexact;
    }

    /// How the cost of this compares with that of `other`.
    pub(crate) fn cmp(&self, other: &Self) -> Ordering {
        let nothing = Self::default();
        added(self, &nothing, other, &nothing)
    }
}

/// Compares what `a` adds to `a_floor` with what `b` adds to `b_floor`.
pub(super) fn added(a: &Climb, a_floor: &Climb, b: &Climb, b_floor: &Climb) -> Ordering {
    // a - a_floor against b - b_floor is a + b_floor against b + a_floor, which needs no signs.
    let sum = |x: usize, y: usize| x.saturating_add(y);
    let counts = sum(a.count, b_floor.count).cmp(&sum(b.count, a_floor.count));
    let steps = || sum(a.steps, b_floor.steps).cmp(&sum(b.steps, a_floor.steps));
    counts.then_with(steps).then_with(|| earlier([a, b_floor], [b, a_floor]))
}

/// Which of two pairs of sets has the earlier criteria: the first place decides of which one pair has more, and where they are the same,
/// the first at which the steps of one come to less.
fn earlier(left: [&Climb; 2], right: [&Climb; 2]) -> Ordering {
    let mut sides = [left, right].map(|side| side.map(|climb| climb.lifts.as_slice()));
    let mut lower = Ordering::Equal;
    loop {
        let firsts = sides.iter().flatten().filter_map(|lifts| lifts.first());
        let Some(place) = firsts.map(|lift| lift.0).min() else { return lower };
        let [left, right] = sides.each_mut().map(|side| {
            let (mut count, mut steps) = (0u8, 0usize);
            for lifts in side {
                if let Some((&(at, to), rest)) = lifts.split_first()
                    && at == place
                {
                    (count, steps, *lifts) = (count.saturating_add(1), steps.saturating_add(to), rest);
                }
            }
            (count, steps)
        });
        if left.0 != right.0 {
            return right.0.cmp(&left.0);
        }
        lower = lower.then(left.1.cmp(&right.1));
    }
}

/// The lesser of two, the first of equals; not surely the least of all where one of the two is not. Nothing is less than nothing.
pub(super) fn lesser(one: Option<Climb>, other: Option<Climb>) -> Option<Climb> {
    let (one, other) = match (one, other) {
        (Some(one), Some(other)) => (one, other),
        (one, other) => return one.or(other),
    };
    let inexact = one.inexact | other.inexact;
    let lesser = if other.cmp(&one).is_lt() { other } else { one };
    Some(Climb { inexact: inexact && lesser.count > 0, ..lesser })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn climb(steps: usize, places: &[usize]) -> Climb {
        let mut climb = Climb::default();
        for &place in places {
            climb.add(place, 0, 1);
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
    fn of_as_many_steps_in_all_those_that_come_to_less_first_cost_less() {
        let reaching = |first: usize, second: usize| {
            let mut climb = Climb::default();
            climb.add(0, first, first);
            climb.add(1, second, second);
            climb
        };
        assert!(reaching(1, 2).cmp(&reaching(2, 1)).is_lt());
        assert!(reaching(2, 1).cmp(&reaching(1, 2)).is_gt());
        assert!(reaching(2, 1).cmp(&reaching(2, 1)).is_eq());
    }

    #[test]
    fn the_lesser_is_not_surely_the_least_where_one_of_two_is_not() {
        let (small, large) = (climb(1, &[3]), climb(2, &[0, 1]));
        let unsure = |climb: &Climb| Some(climb.clone().not_surely_least());
        assert_eq!(lesser(None, None), None);
        assert_eq!(lesser(Some(small.clone()), None), Some(small.clone()));
        assert_eq!(lesser(None, Some(large.clone())), Some(large.clone()));
        assert_eq!(lesser(Some(large.clone()), Some(small.clone())), Some(small.clone()));
        assert_eq!(lesser(Some(small.clone()), Some(large.clone())), Some(small.clone()));
        assert_eq!(lesser(unsure(&large), Some(small.clone())), unsure(&small));
        assert_eq!(lesser(Some(small.clone()), unsure(&large)), unsure(&small));
        assert_eq!(lesser(Some(small.clone()), unsure(&small)), unsure(&small));
        assert_eq!(lesser(unsure(&large), unsure(&small)), unsure(&small));
        assert_eq!(lesser(Some(Climb::default()), unsure(&small)), Some(Climb::default()));
    }

    #[test]
    fn what_is_taken_in_keeps_that_it_is_not_surely_the_least() {
        for (own, taken) in [(false, true), (true, false), (true, true)] {
            let mut all = Climb { inexact: own, ..climb(1, &[5]) };
            all.take_in(&Climb { inexact: taken, ..climb(1, &[2]) });
            assert_eq!(all, Climb { inexact: true, ..climb(2, &[2, 5]) });
        }
    }

    #[test]
    fn what_the_floor_costs_anyway_is_not_counted() {
        // Rising from {1} to {1, 9} adds {9}; from {} to {8} adds {8}, which is earlier.
        assert!(added(&climb(2, &[1, 9]), &climb(1, &[1]), &climb(1, &[8]), &climb(0, &[])).is_gt());
        // Giving up the floor's {0} for {5} loses an early place, which makes it the dearer by order.
        assert!(added(&climb(1, &[5]), &climb(1, &[0]), &climb(1, &[7]), &climb(1, &[6])).is_gt());
    }
}
