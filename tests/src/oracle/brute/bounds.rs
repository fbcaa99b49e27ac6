//! The least and the greatest over every way of filling the blanks.

use super::scheme::{Level, Scheme};
use super::total;

/// The least and the greatest level over all completions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// The least.
    pub level: Level,
    /// The greatest.
    pub could_reach: Level,
}

/// The bounds of each section, of the quality level and of the award.
#[derive(Clone, Debug)]
pub struct All {
    /// One for each section.
    pub sections: Vec<Bounds>,
    /// What the ratings earn.
    pub quality: Bounds,
    /// What may be given now.
    pub award: Bounds,
}

/// Calls `see` with every way of giving each blank a step below `steps`, the lowest one first, until it says `false`.
///
/// Returns whether it never did.
pub fn every_completion(ratings: &[Option<usize>], steps: usize, see: &mut dyn FnMut(&[usize]) -> bool) -> bool {
    let mut filled: Vec<usize> = ratings.iter().map(|step| step.unwrap_or(0)).collect();
    let blanks: Vec<usize> = (0..ratings.len()).filter(|at| ratings[*at].is_none()).collect();
    loop {
        if !see(&filled) {
            return false;
        }
        // Counts up, as a number whose digits are the blanks.
        let Some(next) = blanks.iter().position(|at| filled[*at] + 1 < steps) else {
            return true;
        };
        for at in &blanks[..next] {
            filled[*at] = 0;
        }
        filled[blanks[next]] += 1;
    }
}

/// The bounds of everything, with awards capped at `cap`.
///
/// # Panics
/// Never: there is always at least one completion.
#[must_use]
pub fn bounds(scheme: &Scheme, ratings: &[Option<usize>], cap: Level) -> All {
    let mut seen: Option<All> = None;
    every_completion(ratings, scheme.scale.len(), &mut |filled| {
        let sections = total::section_levels(scheme, filled);
        let quality = total::quality_of(scheme, &sections);
        let award = total::award(quality, cap);
        match &mut seen {
            None => {
                let only = |level: Level| Bounds { level, could_reach: level };
                seen = Some(All {
                    sections: sections.into_iter().map(only).collect(),
                    quality: only(quality),
                    award: only(award),
                });
            }
            Some(all) => {
                for (bounds, level) in all.sections.iter_mut().zip(sections) {
                    widen(bounds, level);
                }
                widen(&mut all.quality, quality);
                widen(&mut all.award, award);
            }
        }
        true
    });
    seen.expect("one completion at least")
}

fn widen(bounds: &mut Bounds, level: Level) {
    bounds.level = bounds.level.min(level);
    bounds.could_reach = bounds.could_reach.max(level);
}
