//! What a scheme says when nothing is blank.

use super::scheme::{Floor, Level, Scheme, Share};

/// Each section's level. `ratings` holds a step for every criterion in scheme order.
#[must_use]
pub fn section_levels(scheme: &Scheme, ratings: &[usize]) -> Vec<Level> {
    let mut start = 0;
    let mut all = Vec::new();
    for section in &scheme.sections {
        let end = start + section.criteria.len();
        let rated: Vec<(usize, usize)> = section
            .criteria
            .iter()
            .zip(&ratings[start..end])
            .map(|(criterion, step)| (criterion.level, *step))
            .collect();
        all.push(section_level(scheme, &rated));
        start = end;
    }
    all
}

/// The level of a section whose criteria are given as (level, step).
fn section_level(scheme: &Scheme, rated: &[(usize, usize)]) -> Level {
    let mut highest = None;
    for level in 0..scheme.levels.len() {
        let selected: Vec<usize> = rated.iter().filter(|(of, _)| *of == level).map(|(_, step)| *step).collect();
        let met = selected.iter().filter(|step| **step >= scheme.rated).count();
        if holds(scheme.share, met, selected.len()) {
            highest = Some(level);
        } else if scheme.cumulative {
            break;
        }
    }
    highest
}

/// Whether `met` of `of` criteria are the share asked for.
fn holds(share: Share, met: usize, of: usize) -> bool {
    if of == 0 {
        return false;
    }
    match share {
        Share::All => met == of,
        Share::Any => met >= 1,
        Share::MoreThanHalf => met + met > of,
        Share::AtLeastHalf => met + met >= of,
        Share::Count(count) => met >= count,
        Share::Percent(percent) => 100 * met >= percent * of,
    }
}

/// The quality level that section levels earn.
#[must_use]
pub fn quality_of(scheme: &Scheme, sections: &[Level]) -> Level {
    (0..scheme.levels.len()).rev().find(|level| quorum_holds(scheme, sections, *level))
}

fn quorum_holds(scheme: &Scheme, sections: &[Level], level: usize) -> bool {
    let (there, others): (Vec<Level>, Vec<Level>) = sections.iter().partition(|section| **section >= Some(level));
    let floor = match scheme.floor {
        Floor::Free => None,
        Floor::OneBelow => level.checked_sub(1),
        Floor::Named(named) => Some(named),
    };
    there.len() >= scheme.needed.unwrap_or(sections.len()) && others.iter().all(|section| *section >= floor)
}

/// The quality level when nothing is blank.
#[must_use]
pub fn quality(scheme: &Scheme, ratings: &[usize]) -> Level {
    quality_of(scheme, &section_levels(scheme, ratings))
}

/// The highest level at or below both.
#[must_use]
pub fn award(quality: Level, cap: Level) -> Level {
    quality.min(cap)
}
