//! The smallest set of criteria to lift for a higher level.
//!
//! Sets of criteria are ordered by how many they are, then by how many steps of the scale they climb, then by their
//! places in scheme order, earlier first. That order is one of an additive group: what is least in the parts is least
//! in the whole. So a section's cheapest set for a level is found by itself, and a quorum takes the sections for which
//! rising from the floor to the level adds least. Rules that do not come apart so are searched as a whole, in `search`.

mod climb;
mod goal;
mod sections;
#[cfg(test)]
mod tests;
mod within;

use alloc::{borrow::Cow, vec, vec::Vec};

use crate::{
    Case, Id, Plan, Rank,
    case::Answers,
    eligibility::Circumstances,
    fact::{self, Truths},
    outcome::{Blocked, Lift, Route},
    plan::section_level,
    rule::{
        sections::{Levels, SectionLevel},
        test::{Asked, Asking, SectionPlan},
    },
    search::{Goal, search},
    survey::Memo,
};

pub(crate) use climb::Climb;
use climb::lesser;
use sections::{climb_quorum, climb_table};

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
}
