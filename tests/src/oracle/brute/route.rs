//! The smallest set of criteria to lift, by trying every set.

use super::bounds::every_completion;
use super::scheme::{Level, Scheme};
use super::total;

/// A criterion's place in scheme order and the step to raise it to.
pub type Lift = (usize, usize);

/// The least way to raise criteria so that every completion of what is left blank has quality `level` or higher.
///
/// Least by the number of criteria, then by the total of steps with a blank counted as the lowest, then by the places in
/// scheme order. `None` where even raising all to the top is not enough.
#[must_use]
pub fn route(scheme: &Scheme, ratings: &[Option<usize>], level: usize) -> Option<Vec<Lift>> {
    let top = scheme.scale.len() - 1;
    let open: Vec<usize> = (0..ratings.len()).filter(|at| ratings[*at].unwrap_or(0) < top).collect();
    for size in 0..=open.len() {
        let mut best: Option<(usize, Vec<usize>, Vec<Lift>)> = None;
        every_subset(&open, size, &mut |places| {
            every_raising(places, ratings, top, &mut |lift| {
                let mut raised = ratings.to_vec();
                let mut steps = 0;
                for (at, to) in lift {
                    steps += to - ratings[*at].unwrap_or(0);
                    raised[*at] = Some(*to);
                }
                let better = best.as_ref().is_none_or(|(least, at, _)| (steps, places) < (*least, at.as_slice()));
                if better && every_completion(&raised, scheme.scale.len(), &mut |filled| reaches(scheme, filled, level))
                {
                    best = Some((steps, places.to_vec(), lift.to_vec()));
                }
            });
        });
        if let Some((_, _, lift)) = best {
            return Some(lift);
        }
    }
    None
}

fn reaches(scheme: &Scheme, filled: &[usize], level: usize) -> bool {
    let quality: Level = total::quality(scheme, filled);
    quality >= Some(level)
}

/// Calls `see` with every subset of `places` of `size`, each in order.
fn every_subset(places: &[usize], size: usize, see: &mut dyn FnMut(&[usize])) {
    fn grow(places: &[usize], size: usize, chosen: &mut Vec<usize>, see: &mut dyn FnMut(&[usize])) {
        if size == 0 {
            see(chosen);
            return;
        }
        for (at, place) in places.iter().enumerate() {
            chosen.push(*place);
            grow(&places[at + 1..], size - 1, chosen, see);
            chosen.pop();
        }
    }
    grow(places, size, &mut Vec::new(), see);
}

/// Calls `see` with every way of raising each of `places` to a step above its own.
fn every_raising(places: &[usize], ratings: &[Option<usize>], top: usize, see: &mut dyn FnMut(&[Lift])) {
    fn grow(
        places: &[usize],
        ratings: &[Option<usize>],
        top: usize,
        chosen: &mut Vec<Lift>,
        see: &mut dyn FnMut(&[Lift]),
    ) {
        let Some((first, rest)) = places.split_first() else {
            see(chosen);
            return;
        };
        for to in ratings[*first].unwrap_or(0) + 1..=top {
            chosen.push((*first, to));
            grow(rest, ratings, top, chosen, see);
            chosen.pop();
        }
    }
    grow(places, ratings, top, &mut Vec::new(), see);
}
