//! The answers whose loss by one step would lower the award.

use super::bounds::bounds;
use super::scheme::{Level, Scheme};

/// Each such answer's place in scheme order, and what the award's level would become.
#[must_use]
pub fn fragile(scheme: &Scheme, ratings: &[Option<usize>], cap: Level) -> Vec<(usize, Level)> {
    let now = bounds(scheme, ratings, cap).award.level;
    let mut all = Vec::new();
    for at in 0..ratings.len() {
        let Some(lower) = ratings[at].and_then(|step| step.checked_sub(1)) else {
            continue;
        };
        let mut changed = ratings.to_vec();
        changed[at] = Some(lower);
        let then = bounds(scheme, &changed, cap).award.level;
        if then < now {
            all.push((at, then));
        }
    }
    all
}
