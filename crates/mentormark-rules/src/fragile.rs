//! The answers that an award hangs on.

use alloc::vec::Vec;

use crate::{
    Bounds, Case, Plan, Rank,
    case::Answers,
    eligibility::{Circumstance, Circumstances},
    outcome::Fragile,
    plan::{combined, section_level},
    rule::{
        sections::{Levels, Standing},
        test::Asking,
    },
};

/// One programme in one way the blank facts can come out.
struct Standpoint<'a> {
    way: Circumstance<'a>,
    answers: Answers,
    levels: Levels,
    quality: Bounds<Option<Rank>>,
}

impl Plan {
    /// The answers whose loss by one step would lower the award, in scheme order.
    pub(crate) fn fragile(&self, case: &Case, circumstances: &Circumstances, award: Option<Rank>) -> Vec<Fragile> {
        let mut fragile = Vec::new();
        if award.is_none() {
            return fragile;
        }
        // One list a way, one entry a programme.
        let mut views: Vec<Vec<Standpoint<'_>>> = circumstances
            .each()
            .map(|way| case.programmes.iter().map(|programme| self.standpoint(&programme.answers, case, way)).collect())
            .collect();
        for (index, programme) in case.programmes.iter().enumerate() {
            for (section, plan) in self.sections().iter().enumerate() {
                for criterion in plan.criteria.members() {
                    let Some(step) = programme.answers.step(criterion).filter(|&step| step > 0) else {
                        continue;
                    };
                    if !programme.answers.is_on_scale(criterion) {
                        continue;
                    }
                    let Some(would_be) = self.without(&mut views, case, index, section, criterion, step) else {
                        continue;
                    };
                    if would_be < award {
                        fragile.extend(self.criteria().get(criterion).map(|id| Fragile {
                            programme: programme.id.clone(),
                            criterion: id.clone(),
                            would_be: would_be.map(|level| self.level_id(level)),
                        }));
                    }
                }
            }
        }
        fragile
    }

    fn standpoint<'a>(&self, answers: &Answers, case: &Case, way: Circumstance<'a>) -> Standpoint<'a> {
        let answers = self.concerned(answers, case, way.truths).into_owned();
        let asking = Asking { answers: &answers, truths: way.truths, awards: &case.awards, levels: None };
        let levels = self.levels(asking, true);
        let quality = self.award.level(Asking { levels: Some(&levels), ..asking });
        Standpoint { way, answers, levels, quality }
    }

    /// The award with a criterion one step lower, or `None` where nothing would change.
    #[expect(clippy::option_option, reason = "no level is a level, and not the same as no change")]
    fn without(
        &self,
        views: &mut [Vec<Standpoint<'_>>],
        case: &Case,
        programme: usize,
        section: usize,
        criterion: usize,
        step: usize,
    ) -> Option<Option<Rank>> {
        let mut changed = false;
        let mut award = None;
        for view in views {
            let lowered = view.get_mut(programme).and_then(|view| self.lowered(view, case, section, criterion, step));
            changed |= lowered.is_some();
            let qualities = view.iter().enumerate().map(|(index, view)| match lowered {
                Some(quality) if index == programme => quality,
                _ => view.quality,
            });
            let quality = match &self.scheme().programmes {
                Some(rule) if view.len() > 1 => combined(rule.combine, qualities),
                _ => qualities.into_iter().next_back().unwrap_or_default(),
            };
            let given = view
                .first()
                .and_then(|view| self.capped(case, view.way.truths, quality.level).filter(|_| view.way.eligible.level));
            award = Some(award.map_or(given, |so_far: Option<Rank>| so_far.min(given)));
        }
        award.filter(|_| changed)
    }

    /// The quality of a programme with a criterion one step lower, or `None` where it is the same.
    fn lowered(
        &self,
        view: &mut Standpoint<'_>,
        case: &Case,
        section: usize,
        criterion: usize,
        step: usize,
    ) -> Option<Bounds<Option<Rank>>> {
        if !view.answers.is_on_scale(criterion) {
            return None;
        }
        view.answers.rate(criterion, step.saturating_sub(1));
        let asking = Asking { answers: &view.answers, truths: view.way.truths, awards: &case.awards, levels: None };
        let before = view.levels.each.get(section).copied();
        let here = self.sections().get(section).map(|section| section_level(section, asking));
        let mut quality = None;
        if here != before || self.award.looks_at_ratings() {
            let mut levels = view.levels.clone();
            if let (Some(before), Some(here), Some(slot)) = (before, here, levels.each.get_mut(section)) {
                *slot = here;
                let moved = |standing: Standing, from, to| standing.lowered(from, to);
                levels.counted = Bounds {
                    level: moved(levels.counted.level, before.bounds.level, here.bounds.level),
                    could_reach: moved(levels.counted.could_reach, before.bounds.could_reach, here.bounds.could_reach),
                };
            }
            quality = Some(self.award.level(Asking { levels: Some(&levels), ..asking }));
        }
        view.answers.rate(criterion, step);
        quality.filter(|&quality| quality != view.quality)
    }
}
