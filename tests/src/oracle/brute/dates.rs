//! Progression: what may be given now, and the earliest day for each higher level over every path of awards.

use super::scheme::{Assessment, Level, Scheme};
use crate::oracle::calendar::Day;

/// The award that counts: none where a lapsed award is as good as none.
#[must_use]
pub fn counted(scheme: &Scheme, assessment: &Assessment) -> Option<(usize, Day)> {
    let (level, since) = assessment.held?;
    let lapsed = scheme.validity.is_some_and(|months| assessment.as_of > since.plus_months(months).yesterday());
    let blocked = scheme.progression.as_ref().is_some_and(|progression| progression.lapsed_is_blocked);
    if lapsed && blocked { None } else { Some((level, since)) }
}

/// The highest level that may be given on the day judged on.
#[must_use]
pub fn cap(scheme: &Scheme, assessment: &Assessment) -> Level {
    let top = scheme.levels.len() - 1;
    let Some(progression) = &scheme.progression else {
        return Some(top);
    };
    let Some((level, since)) = counted(scheme, assessment) else {
        return Some(progression.entry);
    };
    let climbed = if level < top && assessment.as_of >= since.plus_months(progression.waits[level]) {
        (level + progression.most_steps).min(top)
    } else {
        level
    };
    // Holding an award is never worse than holding none.
    Some(climbed.max(progression.entry))
}

/// The earliest day for each level above the one held, lowest first.
#[must_use]
pub fn earliest(scheme: &Scheme, assessment: &Assessment) -> Vec<(usize, Day)> {
    let held = counted(scheme, assessment);
    let mut best: Vec<Option<Day>> = vec![None; scheme.levels.len()];
    climb(scheme, assessment.as_of, held, &mut best);
    let lowest = held.map_or(0, |(level, _)| level + 1);
    (lowest..scheme.levels.len()).filter_map(|level| best[level].map(|day| (level, day))).collect()
}

/// Tries every award that may follow `held`, and every award after that, keeping the earliest day seen for each level.
fn climb(scheme: &Scheme, as_of: Day, held: Option<(usize, Day)>, best: &mut [Option<Day>]) {
    let top = scheme.levels.len() - 1;
    let lowest = held.map_or(0, |(level, _)| level + 1);
    for level in lowest..=top {
        let Some(on) = may_be_given(scheme, as_of, held, level) else {
            continue;
        };
        best[level] = Some(best[level].map_or(on, |day| day.min(on)));
        climb(scheme, as_of, Some((level, on)), best);
    }
}

/// The first day on which a holder of `held` may be given `level`, which is higher.
fn may_be_given(scheme: &Scheme, as_of: Day, held: Option<(usize, Day)>, level: usize) -> Option<Day> {
    let Some(progression) = &scheme.progression else {
        return Some(as_of);
    };
    if level <= progression.entry {
        return Some(as_of);
    }
    let (from, since) = held?;
    if level > from + progression.most_steps {
        return None;
    }
    Some(since.plus_months(progression.waits[from]).max(as_of))
}
