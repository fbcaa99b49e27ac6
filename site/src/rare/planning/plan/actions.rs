//! An action plan: the criteria to lift, each with who does it, by when, and whether that is done. Which criteria those are is the
//! engine's to say; a plan remembers them, so that one that needs lifting no longer is not forgotten.

use mentormark_rules::outcome::Lift;

/// An action plan for one assessment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ActionPlan {
    /// What tells it from other people's plans in a calendar: letters and digits.
    pub(super) id: String,
    /// The level that was chosen here; empty while none is.
    pub(super) level: String,
    /// Every action there ever was, in the order in which they came.
    pub(super) actions: Vec<Action>,
}

/// A criterion to lift.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Action {
    /// The criterion.
    pub(super) criterion: String,
    /// Its programme; empty where there is one without a name.
    pub(super) programme: String,
    /// The rating that it needs.
    pub(super) to: String,
    /// Who does it: a role or initials.
    pub(super) owner: String,
    /// By which day, `YYYY-MM-DD`; empty while that is open.
    pub(super) by: String,
    /// Whether its owner says that it is done.
    pub(super) is_done: bool,
}

/// Where an action stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// To do.
    Open,
    /// Said to be done, and not rated so yet.
    Marked,
    /// The criterion is rated as it needs to be.
    Met,
    /// The way to the level no longer leads over it.
    Off,
}

impl Action {
    fn of(lift: &Lift) -> Self {
        Self {
            criterion: lift.criterion.to_string(),
            programme: lift.programme.as_ref().map(ToString::to_string).unwrap_or_default(),
            to: lift.to.to_string(),
            ..Self::default()
        }
    }

    /// Whether it is about this criterion of this programme.
    pub(super) fn is_about(&self, criterion: &str, programme: &str) -> bool {
        self.criterion == criterion && self.programme == programme
    }

    fn is_lifted_by(&self, lift: &Lift) -> bool {
        self.is_about(&lift.criterion, lift.programme.as_deref().unwrap_or_default())
    }

    /// Whether somebody wrote anything about it.
    fn is_filled_in(&self) -> bool {
        self.is_done || !self.owner.is_empty() || !self.by.is_empty()
    }
}

impl ActionPlan {
    /// Takes up the criteria of a route; false if all of them were there already.
    pub(super) fn take_up(&mut self, lifts: &[Lift]) -> bool {
        let mut is_changed = false;
        for lift in lifts {
            match self.actions.iter_mut().find(|action| action.is_lifted_by(lift)) {
                Some(action) if lift.to == *action.to => {}
                Some(action) => {
                    action.to = lift.to.to_string();
                    is_changed = true;
                }
                None => {
                    self.actions.push(Action::of(lift));
                    is_changed = true;
                }
            }
        }
        is_changed
    }

    /// Where each action stands, given the criteria of the route taken now: those first, then what is met, then what the route no
    /// longer leads over, as far as something was written about it.
    pub(super) fn states(&self, lifts: &[Lift], is_met: &dyn Fn(&Action) -> bool) -> Vec<(&Action, State)> {
        let on_route = |action: &Action| lifts.iter().any(|lift| action.is_lifted_by(lift));
        let found = lifts.iter().filter_map(|lift| self.actions.iter().find(|action| action.is_lifted_by(lift)));
        let mut states: Vec<(&Action, State)> =
            found.map(|action| (action, if action.is_done { State::Marked } else { State::Open })).collect();
        let others = || self.actions.iter().filter(|action| !on_route(action));
        states.extend(others().filter(|action| is_met(action)).map(|action| (action, State::Met)));
        let off = others().filter(|action| !is_met(action) && action.is_filled_in());
        states.extend(off.map(|action| (action, State::Off)));
        states
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lift(criterion: &str, programme: Option<&str>) -> Lift {
        Lift { criterion: criterion.into(), programme: programme.map(Into::into), to: "met".into() }
    }

    fn states(plan: &ActionPlan, lifts: &[Lift], met: &[&str]) -> Vec<(String, State)> {
        let is_met = |action: &Action| met.contains(&action.criterion.as_str());
        plan.states(lifts, &is_met).into_iter().map(|(action, state)| (action.criterion.clone(), state)).collect()
    }

    #[test]
    fn what_is_met_stays_as_done_and_what_was_only_passed_is_left_out() {
        let mut plan = ActionPlan::default();
        assert!(plan.take_up(&[lift("a", None), lift("b", None), lift("c", None), lift("d", None)]));
        assert!(!plan.take_up(&[lift("a", None)]));
        plan.actions[2].owner = "PM".to_owned();
        let now = [lift("a", None)];
        let expected = [("a", State::Open), ("b", State::Met), ("c", State::Off)];
        assert_eq!(states(&plan, &now, &["b"]), expected.map(|(id, state)| (id.to_owned(), state)));
        plan.actions[0].is_done = true;
        assert_eq!(states(&plan, &now, &[])[0], ("a".to_owned(), State::Marked));
    }

    #[test]
    fn the_same_criterion_of_two_programmes_is_two_actions() {
        let mut plan = ActionPlan::default();
        plan.take_up(&[lift("a", Some("one")), lift("a", Some("two"))]);
        assert_eq!(plan.actions.len(), 2);
        assert!(plan.actions[0].is_about("a", "one") && !plan.actions[0].is_about("a", ""));
    }

    #[test]
    fn an_action_asks_for_the_rating_that_the_route_asks_for_now() {
        let mut plan = ActionPlan::default();
        plan.take_up(&[lift("a", None)]);
        plan.actions[0].owner = "PM".to_owned();
        assert!(plan.take_up(&[Lift { to: "two".into(), ..lift("a", None) }]));
        assert_eq!((plan.actions[0].to.as_str(), plan.actions[0].owner.as_str()), ("two", "PM"));
    }
}
