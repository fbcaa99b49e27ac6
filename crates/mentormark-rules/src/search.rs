//! The least set of criteria to lift where the rules do not come apart: a search over how many to lift of each kind.
//!
//! Criteria that add the same to every tally at every rating are of one kind, and of one kind the earliest are lifted first. So
//! the search chooses numbers, not sets: for each kind and rating, how many. It looks for the fewest criteria first, and leaves
//! a branch as soon as lifting everything that is left could not be enough.

use alloc::{vec, vec::Vec};

use crate::{case::Answers, route::Climb, rule::tally::Tally};

/// What is to hold: a monotone combination of tallies.
#[derive(Clone, Debug)]
pub(crate) enum Goal<'a> {
    /// Holds or not whatever is lifted.
    Settled(bool),
    Tally(&'a Tally),
    All(Vec<Goal<'a>>),
    AtLeast(u32, Vec<Goal<'a>>),
}

/// How many branches are looked at before the search gives up being exact. A shipped scheme needs a few hundred.
const MOST_BRANCHES: usize = 50_000;

/// A way of lifting a criterion of one kind.
#[derive(Clone, Debug)]
struct Choice {
    kind: usize,
    /// The step of the scale to reach.
    to: usize,
    /// Steps climbed.
    steps: usize,
    /// What it adds to each tally.
    adds: Vec<u64>,
}

/// Criteria that add the same.
#[derive(Clone, Debug)]
struct Kind {
    present: usize,
    /// What each step of the scale above the present one adds to each tally.
    adds: Vec<Vec<u64>>,
    members: Vec<usize>,
}

/// A search under way.
struct Search<'a> {
    goal: &'a Goal<'a>,
    tallies: Vec<&'a Tally>,
    needed: Vec<u64>,
    kinds: Vec<Kind>,
    choices: Vec<Choice>,
    /// For each choice and tally, what this choice and all later ones could add in all, and the most that one criterion adds.
    rest: Vec<Vec<(u64, u64)>>,
    first: usize,
    /// How many criteria to lift, exactly.
    count: usize,
    branches: usize,
    taken: Vec<usize>,
    best: Option<Climb>,
}

/// The least set of the `criteria` criteria to lift, on a scale of `ratings` ratings, that makes the goal hold; `None` where lifting
/// everything does not. Places start at `first`.
pub(crate) fn search(
    goal: &Goal<'_>,
    answers: &Answers,
    criteria: usize,
    ratings: usize,
    first: usize,
) -> Option<Climb> {
    let mut tallies: Vec<&Tally> = Vec::new();
    goal.tallies(&mut tallies);
    let scores: Vec<_> = tallies.iter().map(|tally| tally.score(answers)).collect();
    let present: Vec<u64> = scores.iter().map(|score| score.low).collect();
    let needed: Vec<u64> = scores.iter().map(|score| score.needed).collect();
    if goal.holds(&tallies, &present, &needed) {
        return Some(Climb::default());
    }
    let kinds = kinds(&tallies, answers, criteria, ratings);
    let choices = choices(&kinds);
    let rest = rest(&kinds, &choices, tallies.len());
    let all: Vec<u64> = present.iter().zip(rest.first()?).map(|(low, (all, _))| low.saturating_add(*all)).collect();
    if !goal.holds(&tallies, &all, &needed) {
        return None;
    }
    let members = kinds.iter().fold(0usize, |sum, kind| sum.saturating_add(kind.members.len()));
    let taken = vec![0; choices.len()];
    let mut search =
        Search { goal, tallies, needed, kinds, choices, rest, first, count: 0, branches: 0, taken, best: None };
    for count in 1..=members {
        search.count = count;
        search.go(0, 0, 0, &present);
        if search.branches > MOST_BRANCHES {
            return Some(search.without_looking(&present));
        }
        if search.best.is_some() {
            return search.best;
        }
    }
    None
}

/// The criteria that can be lifted, by kind.
fn kinds(tallies: &[&Tally], answers: &Answers, criteria: usize, ratings: usize) -> Vec<Kind> {
    let mut kinds: Vec<Kind> = Vec::new();
    for criterion in (0..criteria).filter(|&criterion| answers.is_on_scale(criterion)) {
        let present = answers.step(criterion).unwrap_or_default();
        let worth = |step: usize| -> Vec<u64> {
            tallies
                .iter()
                .map(|tally| {
                    let here = tally.worth(criterion, step, answers);
                    here.saturating_sub(tally.worth(criterion, present, answers))
                })
                .collect()
        };
        let adds: Vec<Vec<u64>> = (present.saturating_add(1)..ratings).map(worth).collect();
        if adds.iter().flatten().all(|&adds| adds == 0) {
            continue;
        }
        match kinds.iter_mut().find(|kind| kind.present == present && kind.adds == adds) {
            Some(kind) => kind.members.push(criterion),
            None => kinds.push(Kind { present, adds, members: vec![criterion] }),
        }
    }
    kinds
}

/// The ways of lifting, those to a step that adds nothing over a lower one left out.
fn choices(kinds: &[Kind]) -> Vec<Choice> {
    let mut choices = Vec::new();
    for (index, kind) in kinds.iter().enumerate() {
        let mut before: Option<&Vec<u64>> = None;
        for (adds, steps) in kind.adds.iter().zip(1usize..) {
            if before != Some(adds) && adds.iter().any(|&adds| adds > 0) {
                let to = kind.present.saturating_add(steps);
                choices.push(Choice { kind: index, to, steps, adds: adds.clone() });
            }
            before = Some(adds);
        }
    }
    choices
}

/// For each choice and tally, what it and all later choices could add in all, and the most that one criterion adds.
fn rest(kinds: &[Kind], choices: &[Choice], tallies: usize) -> Vec<Vec<(u64, u64)>> {
    let mut rest = vec![vec![(0, 0); tallies]; choices.len().saturating_add(1)];
    let mut later: Vec<(u64, u64)> = vec![(0, 0); tallies];
    // What the kind being looked at adds, one criterion each.
    let mut of_kind: Vec<u64> = vec![0; tallies];
    let mut kind = usize::MAX;
    for (place, choice) in choices.iter().enumerate().rev() {
        if choice.kind != kind {
            kind = choice.kind;
            of_kind = vec![0; tallies];
        }
        let members = kinds.get(kind).map_or(0, |kind| kind.members.len());
        let members = u64::try_from(members).unwrap_or(u64::MAX);
        for ((later, of_kind), adds) in later.iter_mut().zip(&mut of_kind).zip(&choice.adds) {
            let more = adds.saturating_sub(*of_kind);
            later.0 = later.0.saturating_add(more.saturating_mul(members));
            later.1 = later.1.max(*adds);
            *of_kind = (*of_kind).max(*adds);
        }
        if let Some(slot) = rest.get_mut(place) {
            slot.clone_from(&later);
        }
    }
    rest
}

impl Goal<'_> {
    /// Whether the goal holds, given what each tally comes to.
    fn holds(&self, tallies: &[&Tally], values: &[u64], needed: &[u64]) -> bool {
        match self {
            Self::Settled(holds) => *holds,
            Self::Tally(tally) => {
                let place = tallies.iter().position(|other| core::ptr::eq(*other, *tally));
                place.is_some_and(|place| values.get(place) >= needed.get(place))
            }
            Self::All(goals) => goals.iter().all(|goal| goal.holds(tallies, values, needed)),
            Self::AtLeast(least, goals) => {
                let count = goals.iter().filter(|goal| goal.holds(tallies, values, needed)).count();
                u32::try_from(count).is_ok_and(|count| count >= *least)
            }
        }
    }
}

impl<'a> Goal<'a> {
    fn tallies(&self, into: &mut Vec<&'a Tally>) {
        match self {
            Self::Settled(_) => {}
            Self::Tally(tally) => {
                if !into.iter().any(|other| core::ptr::eq(*other, *tally)) {
                    into.push(tally);
                }
            }
            Self::All(goals) | Self::AtLeast(_, goals) => goals.iter().for_each(|goal| goal.tallies(into)),
        }
    }
}

impl Search<'_> {
    /// Chooses how many to lift by the choice at `place` and all later ones.
    fn go(&mut self, place: usize, lifted: usize, steps: usize, values: &[u64]) {
        self.branches = self.branches.saturating_add(1);
        if self.branches > MOST_BRANCHES || self.best.as_ref().is_some_and(|best| steps > best.steps) {
            return;
        }
        let left = self.count.saturating_sub(lifted);
        if left == 0 {
            if self.goal.holds(&self.tallies, values, &self.needed) {
                self.take(steps);
            }
            return;
        }
        let Some(rest) = self.rest.get(place) else { return };
        let at_most = |(value, &(all, each)): (&u64, &(u64, u64))| {
            let by_count = each.saturating_mul(u64::try_from(left).unwrap_or(u64::MAX));
            value.saturating_add(all.min(by_count))
        };
        let hoped: Vec<u64> = values.iter().zip(rest).map(at_most).collect();
        if !self.goal.holds(&self.tallies, &hoped, &self.needed) {
            return;
        }
        let Some(choice) = self.choices.get(place).cloned() else { return };
        let members = self.kinds.get(choice.kind).map_or(0, |kind| kind.members.len());
        let gone = self.choices.iter().zip(&self.taken).take(place).filter(|(other, _)| other.kind == choice.kind);
        let gone = gone.fold(0usize, |sum, (_, taken)| sum.saturating_add(*taken));
        let mut values = values.to_vec();
        for take in 0..=members.saturating_sub(gone).min(left) {
            if let Some(taken) = self.taken.get_mut(place) {
                *taken = take;
            }
            if take > 0 {
                for (value, adds) in values.iter_mut().zip(&choice.adds) {
                    *value = value.saturating_add(*adds);
                }
            }
            let climbed = steps.saturating_add(take.saturating_mul(choice.steps));
            self.go(place.saturating_add(1), lifted.saturating_add(take), climbed, &values);
        }
        if let Some(taken) = self.taken.get_mut(place) {
            *taken = 0;
        }
    }

    /// Keeps what is taken if it is less than the best so far.
    fn take(&mut self, steps: usize) {
        let mut climb = Climb::default();
        let mut used = vec![0usize; self.kinds.len()];
        // Of one kind the earliest are lifted, those that climb least first.
        for (choice, &taken) in self.choices.iter().zip(&self.taken) {
            let (Some(kind), Some(used)) = (self.kinds.get(choice.kind), used.get_mut(choice.kind)) else {
                continue;
            };
            for &member in kind.members.iter().skip(*used).take(taken) {
                climb.add(self.first.saturating_add(member), choice.steps, choice.to);
            }
            *used = used.saturating_add(taken);
        }
        if climb.steps == steps && self.best.as_ref().is_none_or(|best| climb.cmp(best).is_lt()) {
            self.best = Some(climb);
        }
    }

    /// A set from which no criterion can be left out, when there are too many to look at all: everything lifted as far as it
    /// helps, then let down again wherever that does no harm, from the last criterion to the first.
    fn without_looking(&self, present: &[u64]) -> Climb {
        let mut values = present.to_vec();
        let mut lifted: Vec<(usize, &Choice)> = Vec::new();
        for (index, kind) in self.kinds.iter().enumerate() {
            let Some(choice) = self.choices.iter().rfind(|choice| choice.kind == index) else {
                continue;
            };
            for &member in &kind.members {
                lifted.push((member, choice));
                for (value, adds) in values.iter_mut().zip(&choice.adds) {
                    *value = value.saturating_add(*adds);
                }
            }
        }
        let mut climb = Climb::default().not_surely_least();
        while let Some(last) = (0..lifted.len()).max_by_key(|&place| lifted.get(place).map(|lift| lift.0)) {
            let (member, choice) = lifted.swap_remove(last);
            let without: Vec<u64> =
                values.iter().zip(&choice.adds).map(|(value, adds)| value.saturating_sub(*adds)).collect();
            if self.goal.holds(&self.tallies, &without, &self.needed) {
                values = without;
            } else {
                climb.add(self.first.saturating_add(member), choice.steps, choice.to);
            }
        }
        climb
    }
}

#[cfg(test)]
mod tests {
    use alloc::{format, string::String, vec::Vec};

    use crate::Plan;

    #[test]
    fn of_sets_of_as_many_criteria_the_earliest_is_found_whatever_else_its_criteria_count_for() {
        // Two of `k1`, `p` and `k2` will do, or `l` with `m`, which count twice in one place each. `p` would count for something else
        // too, which `x` has settled.
        let points = |criteria: &str| {
            let selected = format!(r#""criteria": [{criteria}], "level": "every", "source": "x#x""#);
            format!(r#"{{ "points": {{ "at_least": 2, {selected} }} }}"#)
        };
        let share = |criterion: &str| {
            let selected = format!(r#""criteria": ["{criterion}"], "level": "every", "source": "x#x""#);
            format!(r#"{{ "share": {{ "rated": "met", "of": "any", {selected} }} }}"#)
        };
        let criterion = |(id, weight): (&str, u32)| format!(r#"{{ "id": "{id}", "weight": {weight} }}"#);
        let criteria = [("k1", 1), ("p", 1), ("l", 2), ("m", 2), ("k2", 1), ("x", 1)].map(criterion).join(",");
        let scheme = format!(
            r#"{{ "id": "x", "edition": "1", "starts_on": "2020-01-01", "source": "x#x",
            "levels": [{{ "id": "pass", "source": "x#x" }}],
            "scale": [{{ "id": "not-met", "source": "x#x" }}, {{ "id": "met", "source": "x#x" }}],
            "sections": [{{ "id": "all", "source": "x#x", "criteria_source": "x#x", "criteria": [{criteria}] }}],
            "section_rule": {{ "share": {{ "rated": "met", "of": "any", "source": "x#x" }}, "source": "x#x" }},
            "award_rule": {{ "source": "x#x", "all": [{}, {}, {{ "any": [{}, {}] }}] }} }}"#,
            points(r#""k1", "p", "l", "k2""#),
            points(r#""k1", "p", "m", "k2""#),
            share("p"),
            share("x")
        );
        let plan = Plan::from_json(&scheme).unwrap_or_else(|refusals| panic!("{refusals}"));
        let text = r#"{ "scheme": "x", "as_of": "2026-11-22", "facts": {}, "ratings": { "x": "met" } }"#;
        let (_, case) = crate::read_text(text, |_| Ok(&plan)).unwrap();
        let routes = plan.outcome(&case).routes;
        let lift = routes[0].lift.as_ref().unwrap();
        assert_eq!(lift.iter().map(|lift| String::from(lift.criterion.as_str())).collect::<Vec<_>>(), ["k1", "p"]);
    }
}
