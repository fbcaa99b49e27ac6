//! Why the outcome is what it is: the deciding clauses, in the order eligibility, sections, award, prerequisites, progression, fee,
//! cautions. Of the ways of filling blank facts they tell the one that gives the least.

use alloc::vec::Vec;

use crate::{
    Case, Date, Id, Plan, Rank, Reason,
    assess::{Told, Worked},
    fact::{self, Miss, Truths, Way},
    fee::Price,
    outcome::CheckStatus,
    progression::last_day,
    reason::Ignored,
    rule::{
        condition::{deciding, holds},
        tally::{Shape, Tally},
        test::{Asked, Asking},
    },
    scheme::{
        Check, CheckAsks, Combine, Lapsed, Section,
        test::{FactTest, Test},
    },
};

#[cfg(test)]
mod tests;

/// Where a test is asked, for its reasons.
#[derive(Clone, Copy)]
struct Place<'a> {
    programme: Option<&'a Id>,
    section: Option<&'a Id>,
    level: Rank,
    /// The anchor of the rule, for tests without one of their own.
    source: &'a Id,
    case: &'a Case,
}

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

    fn check_reason(&self, check: &Check, status: CheckStatus, told: &Told<'_>) -> Reason {
        let (id, awards) = (check.id.clone(), &told.case.awards);
        let (asked, source) = self.asked_now(check, told);
        let source = source.clone();
        let ways = self.ways_of_check(check, told);
        let applies =
            |way: &Way| check.applies_when.as_ref().is_none_or(|test| holds(test, &self.facts, &way.truths, awards));
        match status {
            CheckStatus::Met if asked.is_none() || !ways.iter().any(applies) => {
                Reason::CheckNotRequired { check: id, source }
            }
            CheckStatus::Met => Reason::CheckMet { check: id, source },
            CheckStatus::Undetermined => {
                Reason::CheckUndetermined { check: id, needs: self.needs_of_check(check, &ways, told), source }
            }
            CheckStatus::NotMet => {
                let mut decisive = Vec::new();
                if let (Some(test), Some(way)) = (asked, ways.first()) {
                    deciding(test, true, &self.facts, &way.truths, awards, &mut decisive);
                }
                let mut facts = self.facts_in(&decisive);
                facts.retain(|id| self.is_given(id, told));
                Reason::CheckNotMet { check: id, facts, source }
            }
        }
    }

    /// Whether a fact is given.
    fn is_given(&self, id: &Id, told: &Told<'_>) -> bool {
        let place = self.scheme().facts.iter().position(|fact| fact.id == *id);
        place.and_then(|place| told.case.facts.get(place).copied().flatten()).is_some()
    }

    /// What a check asks on the day that decides, and its anchor; nothing where its version asks nothing.
    fn asked_now<'a>(&self, check: &'a Check, told: &Told<'_>) -> (Option<&'a Test>, &'a Id) {
        match &check.asks {
            CheckAsks::Always(test) => (Some(test), &check.source),
            CheckAsks::Dated { dated_by, versions } => {
                let day = self.day_of(dated_by, told);
                let in_force = |from: Option<Date>| from.is_none_or(|from| day.is_some_and(|day| from <= day));
                match versions.iter().rfind(|version| in_force(version.from)) {
                    Some(version) if day.is_some() => (version.test.as_ref(), &version.source),
                    _ => (versions.iter().find_map(|version| version.test.as_ref()), &check.source),
                }
            }
        }
    }

    /// The day that a date fact or `as_of` stands for; `None` where it is blank.
    fn day_of(&self, dated_by: &Id, told: &Told<'_>) -> Option<Date> {
        if **dated_by == *"as_of" {
            return Some(told.case.awards.as_of);
        }
        let place = self.scheme().facts.iter().position(|fact| fact.id == *dated_by)?;
        told.case.facts.get(place).copied().flatten().map(Date::of_day_number)
    }

    /// The ways in which the blank facts that a check looks at can come out.
    fn ways_of_check(&self, check: &Check, told: &Told<'_>) -> Vec<Way> {
        let wanted = self.conditions.comparisons_of_check(self.place_of_check(check));
        self.facts.ways(&told.case.facts, told.case.awards.as_of, wanted)
    }

    fn place_of_check(&self, check: &Check) -> usize {
        self.scheme().eligibility.iter().position(|other| other.id == check.id).unwrap_or_default()
    }

    /// The blank facts that a check depends on.
    fn needs_of_check(&self, check: &Check, ways: &[Way], told: &Told<'_>) -> Vec<Id> {
        let place = self.place_of_check(check);
        let holds = |truths: &Truths| self.conditions.check_holds(place, truths, &told.case.awards);
        self.fact_ids(&fact::needs(ways, holds))
    }

    /// Ratings that count for nothing.
    fn ignored(&self, worked: &Worked<'_>, reasons: &mut Vec<Reason>) {
        let given = &worked.programme.answers;
        if !worked.answers.leaves_out() && !self.asks_for_reasons() {
            return;
        }
        let mut first = 0usize;
        for section in &self.scheme().sections {
            for (criterion, place) in section.criteria.iter().zip(first..) {
                let was_given = given.step(place).is_some() || !given.is_on_scale(place);
                let because = if was_given && given.is_on_scale(place) && !worked.answers.is_on_scale(place) {
                    Ignored::DoesNotApply
                } else if worked.programme.unreasoned.contains(&place) {
                    Ignored::NoReason
                } else {
                    continue;
                };
                let of_scheme = self.scheme().not_applicable.as_ref().map(|not_applicable| &not_applicable.source);
                let source = match because {
                    Ignored::NoReason => of_scheme.unwrap_or(&section.criteria_source),
                    Ignored::DoesNotApply => &section.source,
                };
                reasons.push(Reason::RatingIgnored {
                    programme: worked.programme.id.clone(),
                    criterion: criterion.id.clone(),
                    because,
                    source: source.clone(),
                });
            }
            first = first.saturating_add(section.criteria.len());
        }
    }

    /// What a section reached, what the next level misses, and what does not count without it.
    fn section_reasons(
        &self,
        index: usize,
        section: &Section,
        worked: &Worked<'_>,
        told: &Told<'_>,
        reasons: &mut Vec<Reason>,
    ) {
        let programme = || worked.programme.id.clone();
        let (Some(plan), Some(level)) = (self.sections().get(index), worked.levels.each.get(index)) else {
            return;
        };
        if !level.applies {
            reasons.push(Reason::SectionNotApplicable {
                programme: programme(),
                section: section.id.clone(),
                source: section.source.clone(),
            });
            return;
        }
        let Some(rule) = self.scheme().rule_of(section) else { return };
        let asking = asking(worked, told);
        let told_at = |rank: Rank, reached: bool, reasons: &mut Vec<Reason>| {
            let id = self.scheme().levels.get(rank.index()).map(|level| &level.id);
            let asked = plan.ladder.asked.get(rank.index()).and_then(Option::as_ref);
            let place = Place {
                programme: worked.programme.id.as_ref(),
                section: Some(&section.id),
                level: rank,
                source: &rule.source,
                case: told.case,
            };
            if let (Some(asked), Some(test)) = (asked, id.and_then(|id| rule.asks.at(id))) {
                self.tell(asked, test, asking, reached, place, reasons);
            }
        };
        let reached = level.bounds.level;
        if let Some(reached) = reached {
            told_at(reached, true, reasons);
        }
        let Some(next) = Rank::from_index(Rank::place(reached)).filter(|next| next.index() < plan.ladder.asked.len())
        else {
            return;
        };
        told_at(next, false, reasons);
        if !plan.ladder.cumulative {
            return;
        }
        let higher = (0..).map_while(Rank::from_index).zip(&plan.ladder.asked).skip(next.index());
        let held_back = higher
            .filter(|(_, asked)| asked.as_ref().is_some_and(|asked| asked.holds(asking).level))
            .map(|(rank, _)| rank)
            .last();
        reasons.extend(held_back.map(|level| Reason::SectionHeldBack {
            programme: programme(),
            section: section.id.clone(),
            level: self.level_id(level),
            below: self.level_id(next),
            source: rule.source.clone(),
        }));
    }

    /// What the award rule reached and what the next level misses, for one programme.
    fn award_reasons(&self, worked: &Worked<'_>, told: &Told<'_>, reasons: &mut Vec<Reason>) {
        let rule = &self.scheme().award_rule;
        let asking = asking(worked, told);
        let quality = worked.quality.level;
        let next = Rank::from_index(Rank::place(quality)).filter(|next| next.index() < self.award.asked.len());
        for (rank, reached) in quality.map(|rank| (rank, true)).into_iter().chain(next.map(|rank| (rank, false))) {
            let id = self.scheme().levels.get(rank.index()).map(|level| &level.id);
            let asked = self.award.asked.get(rank.index()).and_then(Option::as_ref);
            let place = Place {
                programme: worked.programme.id.as_ref(),
                section: None,
                level: rank,
                source: &rule.source,
                case: told.case,
            };
            // One table says all at once.
            let is_told = matches!(asked, Some(Asked::Table(_))) && quality.is_some() && !reached;
            if let (Some(asked), Some(test), false) = (asked, id.and_then(|id| rule.asks.at(id)), is_told) {
                self.tell(asked, test, asking, reached, place, reasons);
            }
        }
    }

    /// What made a test hold, or fail: each deciding clause of it.
    fn tell(
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
    fn facts_in(&self, tests: &[&Test]) -> Vec<Id> {
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

    /// How several programmes came together.
    fn combined_reason(&self, told: &Told<'_>, reasons: &mut Vec<Reason>) {
        let Some(rule) = self.scheme().programmes.as_ref().filter(|_| told.programmes.len() > 1) else {
            return;
        };
        let at = |worked: &&Worked<'_>| told.quality.is_none() || worked.quality.level >= told.quality;
        let count = told.programmes.iter().filter(at).count();
        let (Combine::Lowest | Combine::Quorum(_)) = rule.combine;
        reasons.push(Reason::ProgrammesCombined {
            level: told.quality.map(|level| self.level_id(level)),
            count: u32::try_from(count).unwrap_or(u32::MAX),
            source: rule.source.clone(),
        });
    }

    /// Whether the level applied for may be awarded.
    fn target_reason(&self, told: &Told<'_>, reasons: &mut Vec<Reason>) {
        let Some(target) = told.case.target else { return };
        let (id, source) = (self.level_id(target), self.scheme().award_rule.source.clone());
        reasons.push(if told.award >= Some(target) {
            Reason::TargetReached { target: id, source }
        } else {
            Reason::TargetMissed { target: id, award: told.award.map(|level| self.level_id(level)), source }
        });
    }

    /// What else the levels need that the ratings and the waiting time would allow.
    fn prerequisite_reasons(&self, told: &Told<'_>, reasons: &mut Vec<Reason>) {
        let top = told.quality.min(self.cap(told.case));
        let given = self.capped(told.case, told.way.truths, top);
        let stopped = (Rank::place(given)..Rank::place(top)).filter_map(Rank::from_index);
        for level in stopped {
            let id = self.level_id(level);
            for prerequisite in self.scheme().prerequisites.iter().filter(|prerequisite| prerequisite.level == id) {
                if !holds(&prerequisite.test, &self.facts, told.way.truths, &told.case.awards) {
                    reasons.push(Reason::PrerequisiteMissed {
                        prerequisite: prerequisite.id.clone(),
                        level: id.clone(),
                        source: prerequisite.source.clone(),
                    });
                }
            }
        }
        self.must_progress_reason(told, top, reasons);
    }

    /// What holds the award below the quality level, if anything does.
    fn progression_reason(&self, told: &Told<'_>, reasons: &mut Vec<Reason>) {
        let (Some(ladder), Some(progression)) = (&self.ladder, &self.scheme().progression) else {
            return;
        };
        let (held, as_of) = (told.case.awards.held, told.case.awards.as_of);
        let cap = ladder.cap(held, as_of);
        let Some(quality) = told.quality.filter(|&quality| cap < quality) else {
            return;
        };
        let source = progression.source.clone();
        let Some(held) = ladder.counting(held, as_of) else {
            let (level, quality) = (self.level_id(cap), self.level_id(quality));
            reasons.push(Reason::ProgressionEntry { level, quality, source });
            return;
        };
        let months = ladder.wait(held.level);
        let from = held.on.plus(months);
        let level = self.level_id(held.level);
        reasons.push(if as_of < from {
            let wait = progression.waits.iter().find(|wait| wait.at == level);
            Reason::ProgressionWait {
                held: level,
                awarded_on: held.on,
                months: months.get(),
                from,
                source: wait.map_or(source, |wait| wait.source.clone()),
            }
        } else {
            Reason::ProgressionStep { held: level, level: self.level_id(cap), source }
        });
    }

    fn fee_reasons(&self, told: &Told<'_>, reasons: &mut Vec<Reason>) {
        let (Some(fee), Some(tariff)) = (&self.scheme().fee, self.tariff()) else {
            return;
        };
        if !matches!(told.price, Price::None) {
            tariff.reasons(fee, self, told, reasons);
        }
    }

    /// The last day of the award held, if that is past.
    pub(crate) fn lapsed_on(&self, case: &Case) -> Option<Date> {
        let held = case.awards.held?;
        let last_day = last_day(held.on, self.term.as_ref()?.months(held.level));
        (case.awards.as_of > last_day).then_some(last_day)
    }

    /// Whether the edition is retired on the day judged on.
    pub(crate) fn is_retired(&self, case: &Case) -> bool {
        self.scheme().retired.as_ref().is_some_and(|retired| retired.from <= case.awards.as_of)
    }

    fn cautions(&self, told: &Told<'_>, reasons: &mut Vec<Reason>) {
        if let Some(retired) = self.scheme().retired.as_ref().filter(|_| self.is_retired(told.case)) {
            reasons.push(Reason::EditionRetired { from: retired.from, source: retired.source.clone() });
        }
        let (Some(progression), Some(held)) = (&self.scheme().progression, told.case.awards.held) else {
            return;
        };
        let (Some(lapsed), Some(last_day)) = (progression.lapsed, self.lapsed_on(told.case)) else {
            return;
        };
        reasons.push(Reason::HeldLapsed {
            held: self.level_id(held.level),
            last_day,
            counts: lapsed == Lapsed::Allowed,
            source: progression.lapsed_source.clone().unwrap_or_else(|| progression.source.clone()),
        });
    }
}

/// What the rules are asked of.
fn asking<'a>(worked: &'a Worked<'_>, told: &'a Told<'_>) -> Asking<'a> {
    let (truths, awards) = (told.way.truths, &told.case.awards);
    Asking { answers: &worked.answers, truths, awards, levels: Some(&worked.levels) }
}
