//! What each section and the award rule reached, what the next level misses, and which ratings count for nothing.

use alloc::vec::Vec;

use super::clauses::Place;
use crate::{
    Plan, Rank, Reason,
    assess::{Told, Worked},
    reason::Ignored,
    rule::test::{Asked, Asking},
    scheme::Section,
};

impl Plan {
    /// Ratings that count for nothing.
    pub(super) fn ignored(&self, worked: &Worked<'_>, reasons: &mut Vec<Reason>) {
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
    pub(super) fn section_reasons(
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
    pub(super) fn award_reasons(&self, worked: &Worked<'_>, told: &Told<'_>, reasons: &mut Vec<Reason>) {
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
}

/// What the rules are asked of.
fn asking<'a>(worked: &'a Worked<'_>, told: &'a Told<'_>) -> Asking<'a> {
    let (truths, awards) = (told.way.truths, &told.case.awards);
    Asking { answers: &worked.answers, truths, awards, levels: Some(&worked.levels) }
}
