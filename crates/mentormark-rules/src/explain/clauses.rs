//! What made a test hold, or fail: each deciding clause of it.

use alloc::vec::Vec;

use crate::{
    Case, Id, Plan, Rank, Reason,
    fact::Miss,
    rule::{
        condition::deciding,
        tally::{Shape, Tally},
        test::{Asked, Asking},
    },
    scheme::test::{FactTest, Test},
};

/// Where a test is asked, for its reasons.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) programme: Option<&'a Id>,
    pub(super) section: Option<&'a Id>,
    pub(super) level: Rank,
    /// The anchor of the rule, for tests without one of their own.
    pub(super) source: &'a Id,
    pub(super) case: &'a Case,
}

impl Plan {
    /// What made a test hold, or fail: each deciding clause of it.
    pub(super) fn tell(
        &self,
        asked: &Asked,
        test: &Test,
        asking: Asking<'_>,
        reached: bool,
        place: Place<'_>,
        reasons: &mut Vec<Reason>,
    ) {
        if asked.holds(asking).level != reached {
            return;
        }
        match (asked, test) {
            (Asked::All(asked), Test::All(tests)) | (Asked::Any(asked), Test::Any(tests)) => {
                for (asked, test) in asked.iter().zip(tests) {
                    self.tell(asked, test, asking, reached, place, reasons);
                }
            }
            (Asked::Quorum(_, asked), Test::Quorum(quorum)) => {
                for (asked, test) in asked.iter().zip(&quorum.of) {
                    self.tell(asked, test, asking, reached, place, reasons);
                }
            }
            (Asked::Tally(tally), test) => reasons.push(self.tally_reason(tally, test, asking, reached, place)),
            (Asked::Sections(_), Test::Sections(_)) | (Asked::Table(_), Test::Table(_)) => {
                self.sections_reason(asked, asking, reached, place, reasons);
            }
            (Asked::Condition(_), test) => self.condition_reasons(test, asking, place, reasons),
            _ => {}
        }
    }

    fn tally_reason(&self, tally: &Tally, test: &Test, asking: Asking<'_>, reached: bool, place: Place<'_>) -> Reason {
        let score = tally.score(asking.answers);
        let (programme, section) = (place.programme.cloned(), place.section.cloned());
        let (level, source) = (self.level_id(place.level), tally.source.clone());
        let count = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
        if score.of == 0 {
            return Reason::NothingApplicable { programme, section, level, source };
        }
        let (met, needed, of, unanswered) = (count(score.low), count(score.needed), score.of, score.blank);
        match (tally.shape, test, section) {
            (Shape::Points, _, section) => {
                let (points, needed, most) = (score.low, score.needed, score.most);
                if reached {
                    Reason::PointsReached { programme, section, level, points, needed, most, source }
                } else {
                    Reason::PointsMissed { programme, section, level, points, unanswered, needed, most, source }
                }
            }
            (Shape::NoneBelow, Test::NoneBelow(none_below), section) => {
                let rated = none_below.rated.clone();
                if reached {
                    Reason::NoneBelowReached { programme, section, level, rated, of, source }
                } else {
                    let below = of.saturating_sub(met).saturating_sub(unanswered);
                    Reason::NoneBelowMissed { programme, section, level, rated, below, unanswered, source }
                }
            }
            (_, _, Some(section)) if reached => {
                Reason::SectionReached { programme, section, level, met, needed, of, source }
            }
            (_, _, Some(section)) => {
                Reason::SectionMissed { programme, section, level, met, unanswered, needed, of, source }
            }
            (_, _, None) if reached => Reason::ShareReached { programme, level, met, needed, of, source },
            (_, _, None) => Reason::ShareMissed { programme, level, met, unanswered, needed, of, source },
        }
    }

    /// What a quorum or a table of sections comes to.
    fn sections_reason(
        &self,
        asked: &Asked,
        asking: Asking<'_>,
        reached: bool,
        place: Place<'_>,
        reasons: &mut Vec<Reason>,
    ) {
        let Some(levels) = asking.levels else { return };
        let (programme, level) = (place.programme.cloned(), self.level_id(place.level));
        match asked {
            Asked::Sections(quorum) => {
                let turnout = quorum.turnout(levels);
                let standing = turnout.counted.level;
                let (count, needed, source) = (standing.at_least(quorum.at), turnout.needed, quorum.source.clone());
                reasons.push(match quorum.floor {
                    _ if reached => Reason::QuorumReached { programme, level, count, needed, source },
                    _ if turnout.of == 0 => Reason::NothingApplicable { programme, section: None, level, source },
                    Some(floor) if count >= needed => Reason::FloorMissed {
                        programme,
                        level,
                        floor: self.level_id(floor),
                        below: turnout.of.saturating_sub(standing.at_least(floor)),
                        source,
                    },
                    _ => Reason::QuorumMissed { programme, level, count, needed, source },
                });
            }
            Asked::Table(table) => {
                let name = |level: Option<Rank>| level.map(|level| self.level_id(level));
                let of = |section: usize| levels.each.get(section).and_then(|level| level.bounds.level);
                reasons.push(Reason::TableResult {
                    programme,
                    level: name(table.lookup.level(of)),
                    results: table.lookup.sections.iter().map(|&section| name(of(section))).collect(),
                    source: table.source.clone(),
                });
            }
            _ => {}
        }
    }

    /// The facts and awards for want of which a condition fails; nothing where it holds.
    fn condition_reasons(&self, test: &Test, asking: Asking<'_>, place: Place<'_>, reasons: &mut Vec<Reason>) {
        let mut decisive = Vec::new();
        deciding(test, true, &self.facts, asking.truths, asking.awards, &mut decisive);
        for test in decisive {
            match test {
                Test::Fact(fact) => reasons.push(self.fact_reason(fact, self.facts_in(&[test]), asking, place)),
                Test::Held(held) => reasons.push(Reason::HeldMissed {
                    programme: place.programme.cloned(),
                    section: place.section.cloned(),
                    level: self.level_id(place.level),
                    scheme: held.scheme.clone(),
                    levels: held.levels.clone(),
                    source: held.source.as_ref().unwrap_or(place.source).clone(),
                }),
                _ => {}
            }
        }
    }

    fn fact_reason(&self, test: &FactTest, facts: Vec<Id>, asking: Asking<'_>, place: Place<'_>) -> Reason {
        let (programme, section) = (place.programme.cloned(), place.section.cloned());
        let level = self.level_id(place.level);
        let source = test.source.as_ref().unwrap_or(place.source).clone();
        match self.facts.miss(&test.comparison, &place.case.facts, asking.awards.as_of) {
            Miss::DurationBelow { minutes, least } => {
                Reason::DurationBelow { programme, section, level, facts, minutes, least, source }
            }
            Miss::DurationAbove { minutes, most } => {
                Reason::DurationAbove { programme, section, level, facts, minutes, most, source }
            }
            Miss::Other => Reason::FactMissed { programme, section, level, facts, source },
        }
    }

    /// The facts that some tests look at, in scheme order.
    pub(super) fn facts_in(&self, tests: &[&Test]) -> Vec<Id> {
        let looked_at = |place: &usize| {
            tests.iter().any(|test| {
                let Test::Fact(test) = test else { return false };
                let comparison = self.facts.find(&test.comparison);
                comparison.is_some_and(|comparison| self.facts.facts_of(comparison).contains(place))
            })
        };
        let places: Vec<usize> = (0..self.scheme().facts.len()).filter(looked_at).collect();
        self.fact_ids(&places)
    }
}
