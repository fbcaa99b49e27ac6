//! The answers that an award hangs on.

use alloc::vec::Vec;

use crate::{
    Bounds, Case, Plan, Rank,
    case::Answers,
    eligibility::{Circumstance, Circumstances},
    outcome::Fragile,
    plan::{combined, section_level},
    rule::{sections::Levels, test::Asking},
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
        let cap = self.cap(case);
        // One list a way, one entry a programme.
        let mut views: Vec<Vec<Standpoint<'_>>> = circumstances
            .each()
            .map(|way| case.programmes.iter().map(|programme| self.standpoint(&programme.answers, case, way)).collect())
            .collect();
        for (index, programme) in case.programmes.iter().enumerate() {
            for (section, plan) in self.sections().iter().enumerate() {
                // Where the award does not hang on the whole section, it does not hang on any answer in it.
                let mut nothing = |view: &mut Standpoint<'_>| self.with_section(view, case, section, None);
                if !self.award.looks_at_ratings()
                    && self.with(&mut views, case, cap, index, &mut nothing).is_none_or(|would_be| would_be >= award)
                {
                    continue;
                }
                for criterion in plan.criteria.members() {
                    let Some(step) = programme.answers.step(criterion).filter(|&step| step > 0) else {
                        continue;
                    };
                    if !programme.answers.is_on_scale(criterion) {
                        continue;
                    }
                    let mut lower = |view: &mut Standpoint<'_>| self.lowered(view, case, section, criterion, step);
                    let Some(would_be) = self.with(&mut views, case, cap, index, &mut lower) else {
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

    /// The award with the quality of a programme changed, or `None` where nothing would change.
    #[expect(clippy::option_option, reason = "no level is a level, and not the same as no change")]
    fn with(
        &self,
        views: &mut [Vec<Standpoint<'_>>],
        case: &Case,
        cap: Option<Rank>,
        programme: usize,
        change: &mut dyn FnMut(&mut Standpoint<'_>) -> Option<Bounds<Option<Rank>>>,
    ) -> Option<Option<Rank>> {
        let mut changed = false;
        let mut award = None;
        for view in views {
            let quality = view.get_mut(programme).and_then(&mut *change);
            changed |= quality.is_some();
            let qualities = view.iter().enumerate().map(|(index, view)| match quality {
                Some(quality) if index == programme => quality,
                _ => view.quality,
            });
            let quality = match &self.scheme().programmes {
                Some(rule) if view.len() > 1 => combined(rule.combine, qualities),
                _ => qualities.into_iter().next_back().unwrap_or_default(),
            };
            let given = view.first().and_then(|view| {
                self.capped(case, view.way.truths, quality.level.min(cap)).filter(|_| view.way.eligible.level)
            });
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
        let here = self.sections().get(section).map(|section| section_level(section, asking).bounds);
        let quality = self.with_section(view, case, section, here);
        view.answers.rate(criterion, step);
        quality
    }

    /// The quality of a programme with a section at another level, none where it is left out, or `None` where it is the same.
    fn with_section(
        &self,
        view: &Standpoint<'_>,
        case: &Case,
        section: usize,
        bounds: Option<Bounds<Option<Rank>>>,
    ) -> Option<Bounds<Option<Rank>>> {
        let (before, here) = (view.levels.each.get(section)?, bounds.unwrap_or_default());
        if here == before.bounds && !self.award.looks_at_ratings() {
            return None;
        }
        let counted = &view.levels.counted;
        let counted = Bounds {
            level: counted.level.lowered(before.bounds.level, here.level),
            could_reach: counted.could_reach.lowered(before.bounds.could_reach, here.could_reach),
        };
        let mut levels = Levels { counted, of: view.levels.of, each: Vec::new() };
        if self.award.looks_at_each() {
            levels.each.clone_from(&view.levels.each);
            levels.each.get_mut(section)?.bounds = here;
        }
        let asking =
            Asking { answers: &view.answers, truths: view.way.truths, awards: &case.awards, levels: Some(&levels) };
        Some(self.award.level(asking)).filter(|&quality| quality != view.quality)
    }
}
