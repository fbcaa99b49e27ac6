//! The least set of criteria to lift, by trying every set and every rating to lift to.

use super::attained::Judge;
use super::given::Rating;
use super::model::Rank;
use serde_json::{Value, json};

/// A criterion to lift: its programme's place, its own and the step to lift it to.
type Lift = (usize, usize, usize);

/// The route to `rank`, as the outcome has it.
#[must_use]
pub fn route(judge: &Judge, rank: Rank) -> Value {
    let to = judge.model.rank_id(rank);
    let ratings = judge.ratings();
    if let Some(lift) = least(judge, &ratings, rank) {
        let needs = needs(judge, &lifted(&ratings, &lift), rank);
        let lift: Vec<Value> = lift.iter().map(|lift| lift_json(judge, *lift)).collect();
        return json!({ "to": to, "count": lift.len(), "lift": lift, "exact": true, "needs": needs });
    }
    let blocked_by = if possible_if_all_applied(judge, &ratings, rank) { "not-applicable" } else { "facts" };
    json!({ "to": to, "lift": null, "blocked_by": [blocked_by] })
}

fn lift_json(judge: &Judge, (programme, criterion, to): Lift) -> Value {
    let mut lift = json!({ "criterion": judge.model.criteria[criterion].id, "to": judge.model.scale[to] });
    if let Some(id) = judge.given.programmes[programme].id {
        lift["programme"] = json!(id);
    }
    lift
}

/// The least lift that is enough in some world: least in number, then in steps with a blank counted as the lowest, then in
/// places in order, then in where it lifts to.
fn least(judge: &Judge, ratings: &[Vec<Rating>], rank: Rank) -> Option<Vec<Lift>> {
    let top = judge.model.top();
    let mut open: Vec<Lift> = Vec::new();
    for (programme, ratings) in ratings.iter().enumerate() {
        for (criterion, rating) in ratings.iter().enumerate() {
            match rating {
                Rating::Blank => open.push((programme, criterion, 0)),
                Rating::Step(step) if *step < top => open.push((programme, criterion, *step)),
                Rating::Step(_) | Rating::NotApplicable => {}
            }
        }
    }
    for size in 0..=open.len() {
        let mut best: Option<(usize, Vec<Lift>)> = None;
        every_lift(&open, size, top, &mut |lift, steps| {
            // Sets come in order of their places, and targets in order for each set, so the first of as many steps stays.
            if best.as_ref().is_none_or(|(least, _)| steps < *least) && is_enough(judge, &lifted(ratings, lift), rank) {
                best = Some((steps, lift.to_vec()));
            }
        });
        if let Some((_, lift)) = best {
            return Some(lift);
        }
    }
    None
}

/// Calls `see` with every way of lifting `size` of `open` to a step above its own, and the steps that takes.
fn every_lift(open: &[Lift], size: usize, top: usize, see: &mut dyn FnMut(&[Lift], usize)) {
    fn choose(open: &[Lift], size: usize, chosen: &mut Vec<Lift>, see: &mut dyn FnMut(&[Lift])) {
        if size == 0 {
            see(chosen);
            return;
        }
        for (at, one) in open.iter().enumerate() {
            chosen.push(*one);
            choose(&open[at + 1..], size - 1, chosen, see);
            chosen.pop();
        }
    }
    fn raise(chosen: &[Lift], top: usize, raised: &mut Vec<Lift>, steps: usize, see: &mut dyn FnMut(&[Lift], usize)) {
        let Some(((programme, criterion, from), rest)) = chosen.split_first() else {
            see(raised, steps);
            return;
        };
        for to in from + 1..=top {
            raised.push((*programme, *criterion, to));
            raise(rest, top, raised, steps + to - from, see);
            raised.pop();
        }
    }
    choose(open, size, &mut Vec::new(), &mut |chosen| raise(chosen, top, &mut Vec::new(), 0, see));
}

/// `ratings` with `lift` made.
fn lifted(ratings: &[Vec<Rating>], lift: &[Lift]) -> Vec<Vec<Rating>> {
    let mut lifted = ratings.to_vec();
    for (programme, criterion, to) in lift {
        lifted[*programme][*criterion] = Rating::Step(*to);
    }
    lifted
}

/// Whether, in some world, every completion of what is still blank has `rank`.
fn is_enough(judge: &Judge, ratings: &[Vec<Rating>], rank: Rank) -> bool {
    (0..judge.kinds()).any(|kind| judge.quality(kind, ratings).least() >= rank)
}

/// The blank facts that can change whether `ratings` are enough.
fn needs<'a>(judge: &Judge<'a>, ratings: &[Vec<Rating>], rank: Rank) -> Vec<&'a str> {
    let kinds: Vec<bool> = (0..judge.kinds()).map(|kind| judge.quality(kind, ratings).least() >= rank).collect();
    judge.worlds.needs(&judge.kinds.iter().map(|kind| kinds[*kind]).collect::<Vec<_>>())
}

/// Whether there would be a route if every criterion rated not applicable were blank. Raising never lowers, so there would be
/// one exactly if raising everything is one.
fn possible_if_all_applied(judge: &Judge, ratings: &[Vec<Rating>], rank: Rank) -> bool {
    let all = ratings.iter().map(|ratings| vec![Rating::Step(judge.model.top()); ratings.len()]);
    is_enough(judge, &all.collect::<Vec<_>>(), rank)
}
