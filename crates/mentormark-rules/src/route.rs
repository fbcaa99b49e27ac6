//! The smallest set of criteria to lift for a higher level.
//!
//! Sets of criteria are ordered by how many they are, then by how many steps of the scale they climb, then by their
//! places in scheme order, earlier first. That order is one of an additive group: what is least in the parts is least
//! in the whole. So a section's cheapest set for a level is found by itself, and a quorum takes the sections for which
//! rising from the floor to the level adds least. Rules that do not come apart so are searched as a whole, in `search`.

use alloc::{borrow::Cow, vec, vec::Vec};
use core::cmp::Ordering;

use crate::{
    Case, Id, Plan, Rank,
    case::Answers,
    eligibility::Circumstances,
    fact::{self, Truths},
    outcome::{Blocked, Lift, Route},
    plan::section_level,
    rule::{
        sections::{Levels, Quorum, SectionLevel},
        tally::Tally,
        test::{Asked, Asking, SectionPlan, Table},
    },
    search::{Goal, search},
    survey::Memo,
};

/// A set of criteria to lift.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Climb {
    /// How many.
    pub(crate) count: usize,
    /// Steps of the scale in all, a blank counted as the lowest rating.
    pub(crate) steps: usize,
    /// The criteria with the steps of the scale they are to reach, in scheme order.
    lifts: Vec<(usize, usize)>,
    /// Whether no smaller set was passed over unseen.
    inexact: bool,
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
    fn take_in(&mut self, more: &Self) {
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
fn added(a: &Climb, a_floor: &Climb, b: &Climb, b_floor: &Climb) -> Ordering {
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

/// What a route is looked for in: the answers of one programme, in one way the blank facts can come out.
#[derive(Clone, Copy)]
struct Ground<'a> {
    asking: Asking<'a>,
    /// Where the places of the programme's criteria start.
    first: usize,
    /// What each section must climb to be at each place of the ladder or higher; `None` where it cannot.
    climbs: &'a [&'a [Option<Climb>]],
    /// How many criteria a climb may lift to be worth finding.
    at_most: Option<usize>,
}

/// What there is to know of a section in some ways.
struct Sight {
    level: SectionLevel,
    /// What it must climb to be at each place of the ladder or higher; empty where nobody asks.
    climbs: Vec<Option<Climb>>,
}

impl Plan {
    /// For each level above `quality`, lowest first, the least set of criteria to lift.
    pub(crate) fn routes(&self, case: &Case, circumstances: &Circumstances, quality: Option<Rank>) -> Vec<Route> {
        let levels = self.scheme().levels.len();
        if Rank::place(quality) >= levels {
            return Vec::new();
        }
        let mut least: Vec<Option<Climb>> = vec![None; levels];
        let mut sights: Vec<Memo<Sight>> = case.programmes.iter().map(|_| Memo::new(self.sections().len())).collect();
        for truths in circumstances.truths() {
            let climbs = self.climbs_of(case, truths, &mut sights, quality, &least);
            for (so_far, climb) in least.iter_mut().zip(climbs) {
                *so_far = lesser(so_far.take(), climb);
            }
        }
        let above = (0..).map_while(Rank::from_index).zip(least).skip(Rank::place(quality));
        above.map(|(level, climb)| self.route(case, circumstances, level, climb)).collect()
    }

    fn route(&self, case: &Case, circumstances: &Circumstances, level: Rank, climb: Option<Climb>) -> Route {
        let to = self.level_id(level);
        let Some(climb) = climb else {
            let blocked_by = [self.blocked(case, circumstances, level)].into();
            return Route { to, lift: None, count: None, exact: true, needs: Vec::new(), blocked_by };
        };
        let count = self.criteria().len().max(1);
        let lift = |(place, step): (usize, usize)| {
            // Mostly there is one programme.
            let (index, place) =
                if place < count { (0, place) } else { (place.checked_div(count)?, place.checked_rem(count)?) };
            Some(Lift {
                programme: case.programmes.get(index).and_then(|programme| programme.id.clone()),
                criterion: self.criteria().get(place)?.clone(),
                to: self.scheme().scale.get(step)?.id.clone(),
            })
        };
        let needs = self.facts_needed(case, circumstances, level, &climb);
        Route {
            to,
            lift: Some(climb.lifts.iter().copied().filter_map(lift).collect()),
            count: Some(u32::try_from(climb.count).unwrap_or(u32::MAX)),
            exact: !climb.inexact,
            needs,
            blocked_by: Vec::new(),
        }
    }

    /// The blank facts that decide whether a climb is enough.
    fn facts_needed(&self, case: &Case, circumstances: &Circumstances, level: Rank, climb: &Climb) -> Vec<Id> {
        if circumstances.ways().len() < 2 {
            return Vec::new();
        }
        let mut lifted = case.clone();
        let count = self.criteria().len();
        for (index, programme) in lifted.programmes.iter_mut().enumerate() {
            let first = index.saturating_mul(count);
            for &(place, to) in &climb.lifts {
                if let Some(criterion) = place.checked_sub(first).filter(|&criterion| criterion < count) {
                    programme.answers.rate(criterion, to);
                }
            }
        }
        let truths: Vec<&Truths> = circumstances.truths().collect();
        let qualities = self.survey(&lifted, &truths).qualities;
        let enough: Vec<bool> = qualities.iter().map(|quality| quality.level >= Some(level)).collect();
        self.fact_ids(&fact::differing(circumstances.ways(), &enough))
    }

    /// What stands in the way of a level that no ratings can reach.
    fn blocked(&self, case: &Case, circumstances: &Circumstances, level: Rank) -> Blocked {
        let mut best = case.clone();
        for programme in &mut best.programmes {
            programme.answers = Answers::blank(self.criteria().len(), self.scheme().scale.len());
        }
        let truths: Vec<&Truths> = circumstances.truths().collect();
        let mut qualities = self.survey(&best, &truths).qualities.into_iter();
        if qualities.any(|quality| quality.could_reach >= Some(level)) {
            Blocked::NotApplicable
        } else {
            Blocked::Facts
        }
    }

    /// What the programmes together must climb to each level, lowest first; nothing for those up to `quality`.
    fn climbs_of(
        &self,
        case: &Case,
        truths: &Truths,
        sights: &mut [Memo<Sight>],
        quality: Option<Rank>,
        least: &[Option<Climb>],
    ) -> Vec<Option<Climb>> {
        let levels = self.scheme().levels.len();
        let within = |asked: &Asked| matches!(asked, Asked::Sections(_) | Asked::Table(_));
        let looks_within = !self.award.cumulative && self.award.asked.iter().flatten().all(within);
        let mut each: Vec<Vec<Option<Climb>>> = Vec::with_capacity(case.programmes.len());
        for (index, (programme, sights)) in case.programmes.iter().zip(sights).enumerate() {
            let first = index.saturating_mul(self.criteria().len());
            let asking = Asking { answers: &programme.answers, truths, awards: &case.awards, levels: None };
            let concerned = || self.concerned(&programme.answers, case, truths);
            for (place, section) in self.sections().iter().enumerate() {
                sights.ask(place, truths, &section.looks_at, &mut || {
                    let asking = Asking { answers: &concerned(), ..asking };
                    self.sight(section, asking, first, looks_within)
                });
            }
            let sections = self.sections().len();
            let (mut known, mut climbs) = (Levels::default(), Vec::with_capacity(sections));
            known.each.reserve(sections);
            for sight in (0..sections).filter_map(|place| sights.last(place)) {
                known.add(sight.level, true);
                climbs.push(sight.climbs.as_slice());
            }
            let answers = if looks_within { Cow::Borrowed(&programme.answers) } else { concerned() };
            let asking = Asking { answers: &answers, levels: Some(&known), ..asking };
            let climbs = if looks_within { climbs.as_slice() } else { &[] };
            let climb = |level: Rank| {
                // One programme that lifts more than all do together elsewhere makes this way no better.
                let so_far = least.get(level.index()).and_then(Option::as_ref);
                self.climb(level, Ground { asking, first, climbs, at_most: so_far.map(|climb| climb.count) })
            };
            let above = Rank::place(quality)..levels;
            let skipped = vec![None; above.start];
            each.push(skipped.into_iter().chain(above.filter_map(Rank::from_index).map(climb)).collect());
        }
        if let [_] = each.as_slice() {
            return each.pop().unwrap_or_default();
        }
        (0..levels).map(|level| self.together(&each, level)).collect()
    }

    /// What several programmes must climb for the whole to be at the level with this index.
    fn together(&self, each: &[Vec<Option<Climb>>], level: usize) -> Option<Climb> {
        let needed = match self.scheme().programmes.as_ref()?.combine {
            crate::scheme::Combine::Lowest => each.len(),
            crate::scheme::Combine::Quorum(needed) => usize::try_from(needed).unwrap_or(usize::MAX).min(each.len()),
        };
        let mut cheapest: Vec<&Climb> = Vec::with_capacity(each.len());
        for climb in each.iter().filter_map(|climbs| climbs.get(level)?.as_ref()) {
            cheapest.insert(cheapest.partition_point(|other| other.cmp(climb).is_le()), climb);
        }
        let mut together = Climb::default();
        for place in 0..needed {
            together.take_in(cheapest.get(place)?);
        }
        Some(together)
    }

    /// What one programme must climb to `level`.
    fn climb(&self, level: Rank, ground: Ground<'_>) -> Option<Climb> {
        if self.award.cumulative {
            let goals = self.award.asked.iter().take(Rank::place(Some(level))).flatten();
            return self.search(&Goal::All(goals.map(|asked| self.goal(asked, ground.asking)).collect()), ground);
        }
        // A level is reached by its own test or by that of a higher one.
        let mut least: Option<Climb> = None;
        for asked in self.award.asked.iter().skip(level.index()).flatten() {
            let climb = match asked {
                Asked::Sections(quorum) if !ground.climbs.is_empty() => climb_quorum(quorum, ground),
                Asked::Table(table) if !ground.climbs.is_empty() => climb_table(table, ground),
                _ => self.search(&self.goal(asked, ground.asking), ground),
            };
            least = lesser(least, climb);
            if self.award.rises {
                break;
            }
        }
        least
    }

    fn search(&self, goal: &Goal<'_>, ground: Ground<'_>) -> Option<Climb> {
        search(goal, ground.asking.answers, self.criteria().len(), self.scheme().scale.len(), ground.first)
    }

    /// What there is to know of a section, its climbs as well where `looks_within`.
    fn sight(&self, section: &SectionPlan, asking: Asking<'_>, first: usize, looks_within: bool) -> Sight {
        let level = section_level(section, asking);
        let climbs = if !looks_within {
            Vec::new()
        } else if level.applies {
            self.section_climbs(section, asking, first)
        } else {
            let mut climbs = vec![None; self.scheme().levels.len()];
            climbs.insert(0, Some(Climb::default()));
            climbs
        };
        Sight { level, climbs }
    }

    /// What a section must climb to be at each place of the ladder or higher; nothing for place 0.
    fn section_climbs(&self, section: &SectionPlan, asking: Asking<'_>, first: usize) -> Vec<Option<Climb>> {
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

    /// A test as a goal of the search: over tallies alone, whatever else it asks being settled.
    fn goal<'a>(&'a self, asked: &'a Asked, asking: Asking<'_>) -> Goal<'a> {
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

/// The lesser of two, the first of equals; not surely the least of all where one of the two is not. Nothing is less than nothing.
fn lesser(one: Option<Climb>, other: Option<Climb>) -> Option<Climb> {
    let (one, other) = match (one, other) {
        (Some(one), Some(other)) => (one, other),
        (one, other) => return one.or(other),
    };
    let inexact = one.inexact | other.inexact;
    let lesser = if other.cmp(&one).is_lt() { other } else { one };
    Some(Climb { inexact: inexact && lesser.count > 0, ..lesser })
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

/// What the sections must climb for a quorum to hold.
fn climb_quorum(quorum: &Quorum, ground: Ground<'_>) -> Option<Climb> {
    let levels = ground.asking.levels?;
    let counting = quorum.counting(&levels.each);
    let top = Rank::place(Some(quorum.at).max(quorum.floor));
    let floor = Rank::place(quorum.floor);
    let needed = usize::try_from(quorum.needed(u32::try_from(counting.len()).ok()?)).ok()?;
    // No section rises by less than the one that rises by least.
    let at = |section: &usize, place: usize| ground.climbs.get(*section)?.get(place)?.as_ref().map(|climb| climb.count);
    let rise = |section: &usize| Some(at(section, top)?.saturating_sub(at(section, floor)?));
    let least = counting.iter().filter_map(rise).min().unwrap_or_default().saturating_mul(needed);
    // Where a section's climb is not surely the least, nor is what is left out for it.
    let is_unsure = |climbs: &&[Option<Climb>]| climbs.iter().flatten().any(|climb| climb.inexact);
    let inexact = ground.climbs.iter().any(is_unsure);
    if !inexact && ground.at_most.is_some_and(|at_most| least > at_most) {
        return None;
    }
    // A section in the quorum climbs to the level, any other to the floor. Those for which that adds least come first.
    let mut pairs: Vec<(&Climb, &Climb)> = Vec::with_capacity(counting.len());
    let mut others: Vec<&Climb> = Vec::new();
    for section in counting {
        let climbs = ground.climbs.get(section)?;
        let at_floor = climbs.get(floor)?.as_ref()?;
        let Some(at_top) = climbs.get(top)?.as_ref() else {
            others.push(at_floor);
            continue;
        };
        let at = pairs.partition_point(|(other, floor)| added(other, floor, at_top, at_floor).is_le());
        pairs.insert(at, (at_top, at_floor));
    }
    if pairs.len() < needed {
        return None;
    }
    let taken = pairs.into_iter().enumerate().map(|(at, (top, floor))| if at < needed { top } else { floor });
    // In scheme order, so that each goes to the end.
    let mut parts: Vec<&Climb> = Vec::with_capacity(ground.climbs.len());
    for part in taken.chain(others) {
        let place = |climb: &Climb| climb.lifts.first().map(|lift| lift.0);
        parts.insert(parts.partition_point(|other| place(other) < place(part)), part);
    }
    let mut climb = Climb { inexact, ..Climb::default() };
    climb.lifts.reserve(parts.iter().fold(0usize, |sum, part| sum.saturating_add(part.count)));
    for part in parts {
        climb.take_in(part);
    }
    Some(climb)
}

/// What the sections must climb for a table to give the level.
fn climb_table(table: &Table, ground: Ground<'_>) -> Option<Climb> {
    let mut least: Option<Climb> = None;
    for (when, result) in table.lookup.rows() {
        if result < Rank::place(Some(table.at)) {
            continue;
        }
        let mut climb = Some(Climb::default());
        for (&section, place) in table.lookup.sections.iter().zip(when) {
            let more = ground.climbs.get(section).and_then(|climbs| climbs.get(place)?.as_ref());
            climb = climb.zip(more).map(|(mut climb, more)| {
                climb.take_in(more);
                climb
            });
        }
        least = lesser(least, climb);
    }
    least
}

#[cfg(test)]
mod tests {
    use alloc::{format, string::String};

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
    fn a_route_past_a_section_with_too_many_ways_is_not_surely_the_least() {
        let source = r#""source": "x#x""#;
        let criteria = |section: &str, weights: &mut dyn Iterator<Item = u32>| {
            let one =
                |(number, weight): (usize, u32)| format!(r#"{{ "id": "{section}.{number}", "weight": {weight} }}"#);
            let all: Vec<String> = weights.enumerate().map(one).collect();
            format!(r#"{{ "id": "{section}", {source}, "criteria_source": "x#x", "criteria": [{}] }}"#, all.join(","))
        };
        // Of the one with forty weights there is too much to look at; of the other all three are lifted.
        let many = criteria("many", &mut (1..=40).map(|number| number * 2 + u32::from(number % 3 == 0)));
        let few = criteria("few", &mut [1; 3].into_iter());
        let exact = |sections: &str| {
            let scheme = format!(
                r#"{{ "id": "x", "edition": "1", "starts_on": "2020-01-01", {source},
                "levels": [{{ "id": "pass", {source} }}],
                "scale": [{{ "id": "no", {source} }}, {{ "id": "yes", {source} }}], "sections": [{sections}],
                "section_rule": {{ "points": {{ "at_least": {{ "percent": 70 }}, {source} }}, {source} }},
                "award_rule": {{ "sections": {{ "needed": 1, "floor": "none", {source} }}, {source} }} }}"#
            );
            let plan = Plan::from_json(&scheme).unwrap_or_else(|refusals| panic!("{refusals}"));
            let text = r#"{ "scheme": "x", "as_of": "2026-11-22", "facts": {}, "ratings": {} }"#;
            let (_, case) = crate::read_text(text, |_| Ok(&plan)).unwrap();
            let route = plan.outcome(&case).routes.remove(0);
            (route.count, route.exact)
        };
        assert_eq!(exact(&few), (Some(3), true));
        assert_eq!(exact(&format!("{few},{many}")), (Some(3), false));
        assert_eq!(exact(&format!("{many},{few}")), (Some(3), false));
    }

    #[test]
    fn what_the_floor_costs_anyway_is_not_counted() {
        // Rising from {1} to {1, 9} adds {9}; from {} to {8} adds {8}, which is earlier.
        assert!(added(&climb(2, &[1, 9]), &climb(1, &[1]), &climb(1, &[8]), &climb(0, &[])).is_gt());
        // Giving up the floor's {0} for {5} loses an early place, which makes it the dearer by order.
        assert!(added(&climb(1, &[5]), &climb(1, &[0]), &climb(1, &[7]), &climb(1, &[6])).is_gt());
    }
}
