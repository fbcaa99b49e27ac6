//! What to lift for a higher level, and which answers hold up the award.

use super::{Pillar, pillar_level, quality_level};

/// A pillar's ratings at bronze, silver and gold: met, not met or blank.
type Ratings = [Vec<Option<bool>>; 3];

/// The fewest criteria to lift for `level`, the earliest in scheme order where several lists are as short.
///
/// Six pillars must reach the level, so each way of leaving one out is tried; within a pillar and level only the number
/// met counts, so the first ones not met are as good as any.
pub(super) fn route(level: usize, pillars: &[Pillar], ratings: &[Ratings]) -> Vec<String> {
    let mut best: Option<Vec<(usize, usize)>> = None;
    // A criterion is named by its pillar and its place within the pillar, which is the scheme's order.
    for left_out in 0..pillars.len() {
        let mut lift = Vec::new();
        for (at, pillar) in ratings.iter().enumerate().filter(|(at, _)| *at != left_out) {
            let mut place = 0;
            for criteria in &pillar[..level] {
                let mut met = criteria.iter().filter(|rating| **rating == Some(true)).count();
                for rating in criteria {
                    if *rating != Some(true) && met * 2 <= criteria.len() {
                        lift.push((at, place));
                        met += 1;
                    }
                    place += 1;
                }
            }
        }
        let shorter = best.as_ref().is_none_or(|best| (lift.len(), &lift) < (best.len(), best));
        if shorter {
            best = Some(lift);
        }
    }
    let named = |(pillar, place): (usize, usize)| pillars[pillar].criteria.concat()[place].clone();
    best.expect("seven ways to leave one out").into_iter().map(named).collect()
}

/// The answers that are met and whose loss would lower the award.
pub(super) fn fragile(pillars: &[Pillar], ratings: &[Ratings], levels: &[usize], cap: usize) -> Vec<(String, usize)> {
    let now = quality_level(levels).min(cap);
    let mut all = Vec::new();
    for at in 0..pillars.len() {
        for level in 0..3 {
            for (place, id) in pillars[at].criteria[level].iter().enumerate() {
                if ratings[at][level][place] != Some(true) {
                    continue;
                }
                let mut pillar = ratings[at].clone();
                pillar[level][place] = Some(false);
                let mut without = levels.to_vec();
                without[at] = pillar_level(&pillar, false);
                let then = quality_level(&without).min(cap);
                if then < now {
                    all.push((id.clone(), then));
                }
            }
        }
    }
    all
}
