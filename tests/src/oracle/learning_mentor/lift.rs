//! What to lift for a higher grade.

use super::{MARKS, Sitting, grade_id};
use serde_json::{Value, json};

/// The route to `grade`, which both components need at least.
pub(super) fn route(sittings: &[Sitting; 2], grade: usize) -> Value {
    let to = grade_id(grade);
    // Nothing helps where the length is wrong.
    if !sittings.iter().all(Sitting::may_have_lasted_right) {
        return json!({ "to": to, "lift": null, "blocked_by": ["facts"] });
    }
    let mut lift = Vec::new();
    let mut needs: Vec<&str> = Vec::new();
    for sitting in sittings {
        for (place, mark) in lifted(sitting, grade) {
            lift.push(json!({ "criterion": sitting.criteria[place], "to": MARKS[mark] }));
        }
        // One more or one less minute can always make it right or wrong.
        needs.extend(&sitting.blank_lengths);
    }
    json!({ "to": to, "count": lift.len(), "lift": lift, "exact": true, "needs": needs })
}

/// The places to lift in one component, in order, and the mark to lift each to.
///
/// Every zero has to go, and so has every blank, which may be one. Twos still missing cost no further criterion where a zero goes
/// straight to two, so the last of the zeros do; only then are ones lifted, the first ones. Without a zero the points follow from
/// the twos.
fn lifted(sitting: &Sitting, grade: usize) -> Vec<(usize, usize)> {
    let (twos_needed, _) = if grade == 2 { sitting.of.distinction } else { sitting.of.pass };
    let marks = sitting.filled(0);
    let at = |mark: usize| (0..marks.len()).filter(|place| marks[*place] == mark).collect::<Vec<_>>();
    let (zeros, ones) = (at(0), at(1));
    let missing = twos_needed.saturating_sub(at(2).len());
    let straight_to_two = missing.min(zeros.len());
    let mut lift: Vec<(usize, usize)> = Vec::new();
    for (turn, place) in zeros.iter().enumerate() {
        lift.push((*place, if turn >= zeros.len() - straight_to_two { 2 } else { 1 }));
    }
    lift.extend(ones.iter().take(missing - straight_to_two).map(|place| (*place, 2)));
    lift.sort_unstable();

    let mut then = marks;
    for (place, mark) in &lift {
        then[*place] = *mark;
    }
    assert!(sitting.of.grade(&then, sitting.of.minutes.0) >= grade, "{sitting:?}");
    lift
}

#[cfg(test)]
mod tests {
    use super::super::{DISCUSSION, OBSERVATION};
    use super::*;

    fn sitting(of: &'static super::super::Component, marks: &str) -> Sitting {
        let mark = |mark: char| mark.to_digit(10).map(|mark| usize::try_from(mark).expect("a small number"));
        let marks: Vec<Option<usize>> = marks.chars().map(mark).collect();
        let criteria = (0..marks.len()).map(|place| format!("{}.{place}", of.id)).collect();
        Sitting { of, criteria, marks, minutes: of.minutes, blank_lengths: Vec::new() }
    }

    #[test]
    fn a_zero_goes_to_one_where_no_two_is_missing() {
        assert_eq!(lifted(&sitting(&OBSERVATION, "0222222222221111"), 1), [(0, 1)]);
        assert_eq!(lifted(&sitting(&OBSERVATION, "-222222222221111"), 1), [(0, 1)]);
    }

    #[test]
    fn a_later_zero_goes_to_two_before_a_one_does() {
        assert_eq!(lifted(&sitting(&OBSERVATION, "0022222222221111"), 1), [(0, 1), (1, 2)]);
        assert_eq!(lifted(&sitting(&OBSERVATION, "1102222222221111"), 1), [(0, 2), (2, 2)]);
    }

    #[test]
    fn the_first_ones_are_lifted() {
        assert_eq!(lifted(&sitting(&DISCUSSION, "111222222222222111"), 2), [(0, 2), (1, 2), (2, 2), (15, 2)]);
    }
}
