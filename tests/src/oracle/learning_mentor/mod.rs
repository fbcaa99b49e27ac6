//! The end-point assessment of the Learning Mentor apprenticeship, assessment plan AP01, in plain Rust.
//!
//! Thresholds, days and hours are written down here once more, on purpose, so that a slip in the scheme's data shows. A grade
//! is 0 for none, 1 for a pass, 2 for a distinction; a mark is 0, 1 or 2 points.

pub mod gateway;
mod lift;

use gateway::Verdict;
use serde_json::{Value, json};

const GRADES: [&str; 2] = ["pass", "distinction"];
const MARKS: [&str; 3] = ["zero", "one", "two"];

/// The longest that a fact about a length may say, in minutes. The shortest is none at all.
const LONGEST: i64 = 600;

/// One of the two components of the assessment.
#[derive(Debug)]
struct Component {
    id: &'static str,
    /// The facts whose minutes are added up.
    lengths: &'static [&'static str],
    /// The shortest and the longest that they may come to.
    minutes: (i64, i64),
    /// How often its points are counted.
    counted: usize,
    /// Twos and points needed for a pass.
    pass: (usize, usize),
    /// Twos and points needed for a distinction.
    distinction: (usize, usize),
}

const OBSERVATION: Component = Component {
    id: "observation",
    lengths: &["observation-1-minutes", "observation-2-minutes"],
    minutes: (108, 132),
    counted: 2,
    pass: (11, 54),
    distinction: (14, 60),
};

const DISCUSSION: Component = Component {
    id: "discussion",
    lengths: &["discussion-minutes"],
    minutes: (54, 66),
    counted: 1,
    pass: (13, 31),
    distinction: (16, 34),
};

impl Component {
    /// The grade for these marks in so many minutes.
    fn grade(&self, marks: &[usize], minutes: i64) -> usize {
        let twos = marks.iter().filter(|mark| **mark == 2).count();
        let points = marks.iter().sum::<usize>() * self.counted;
        let reaches = |(twos_needed, points_needed): (usize, usize)| twos >= twos_needed && points >= points_needed;
        if marks.contains(&0) || minutes < self.minutes.0 || minutes > self.minutes.1 || !reaches(self.pass) {
            0
        } else if reaches(self.distinction) {
            2
        } else {
            1
        }
    }
}

/// One component of one assessment, as far as it is filled in.
#[derive(Clone, Debug)]
struct Sitting {
    of: &'static Component,
    /// The criteria in scheme order.
    criteria: Vec<String>,
    /// Their marks, as far as given.
    marks: Vec<Option<usize>>,
    /// The least and the most minutes that it may have lasted, with lengths not given at their ends.
    minutes: (i64, i64),
    /// The lengths not given.
    blank_lengths: Vec<&'static str>,
}

impl Sitting {
    fn read(of: &'static Component, criteria: &[String], assessment: &Value) -> Sitting {
        let mark = |id: &String| {
            let given = assessment["ratings"].get(id)?;
            Some(MARKS.iter().position(|mark| given == mark).expect("one of the three marks"))
        };
        let (mut minutes, mut blank_lengths) = ((0, 0), Vec::new());
        for id in of.lengths {
            let given = assessment["facts"].get(id).map(|minutes| minutes.as_i64().expect("minutes"));
            minutes.0 += given.unwrap_or(0);
            minutes.1 += given.unwrap_or(LONGEST);
            if given.is_none() {
                blank_lengths.push(*id);
            }
        }
        let own = criteria.iter().filter(|id| id.split('.').next() == Some(of.id));
        let criteria: Vec<String> = own.cloned().collect();
        let marks = criteria.iter().map(mark).collect();
        Sitting { of, criteria, marks, minutes, blank_lengths }
    }

    fn filled(&self, blank: usize) -> Vec<usize> {
        self.marks.iter().map(|mark| mark.unwrap_or(blank)).collect()
    }

    /// The grade with every blank at its worst: lengths may come to either end.
    fn worst(&self) -> usize {
        let marks = self.filled(0);
        self.of.grade(&marks, self.minutes.0).min(self.of.grade(&marks, self.minutes.1))
    }

    /// The grade with every blank at its best: lengths may come to anything between their ends.
    fn best(&self) -> usize {
        let marks = self.filled(2);
        let (least, most) = self.minutes;
        (least..=most).map(|minutes| self.of.grade(&marks, minutes)).max().unwrap_or(0)
    }

    /// Whether its length is right, or may yet be.
    fn may_have_lasted_right(&self) -> bool {
        self.minutes.1 >= self.of.minutes.0 && self.minutes.0 <= self.of.minutes.1
    }
}

/// Both components decide: none without both, a distinction only if both are.
fn overall(observation: usize, discussion: usize) -> usize {
    match (observation, discussion) {
        (0, _) | (_, 0) => 0,
        (2, 2) => 2,
        _ => 1,
    }
}

fn grade_id(grade: usize) -> Option<&'static str> {
    grade.checked_sub(1).map(|place| GRADES[place])
}

fn pair(worst: usize, best: usize) -> Value {
    json!({ "level": grade_id(worst), "could_reach": grade_id(best) })
}

/// What the plan says of `assessment`, in the words of the contract. `criteria` are the ids of both components in scheme order.
///
/// # Panics
/// Where the assessment is not well formed: the tests hand over no other.
#[must_use]
pub fn answer(assessment: &Value, criteria: &[String]) -> Value {
    let sittings = [&OBSERVATION, &DISCUSSION].map(|component| Sitting::read(component, criteria, assessment));
    let [observation, discussion] = &sittings;
    let gateway = gateway::gateway(assessment);

    let quality = (overall(observation.worst(), discussion.worst()), overall(observation.best(), discussion.best()));
    let award = (
        if gateway.all == Verdict::Met { quality.0 } else { 0 },
        if gateway.all == Verdict::NotMet { 0 } else { quality.1 },
    );
    let decided = gateway.all != Verdict::Undetermined
        && sittings.iter().all(|sitting| sitting.worst() == sitting.best())
        && quality.0 == quality.1
        && award.0 == award.1;
    let sections = sittings.each_ref().map(|sitting| {
        let mut section = pair(sitting.worst(), sitting.best());
        section["id"] = json!(sitting.of.id);
        section
    });
    let mut awarded = pair(award.0, award.1);
    awarded["label"] = json!(grade_id(award.0));
    awarded["limited_by"] = if gateway.all == Verdict::Met { json!([]) } else { json!(["eligibility"]) };
    let checks = gateway.checks.iter().map(|(id, verdict)| json!({ "id": id, "status": verdict.of_check() }));
    json!({
        "scheme": "learning-mentor",
        "edition": "ap01",
        "as_of": assessment["as_of"],
        "target": assessment["target"],
        "status": if decided { "complete" } else { "incomplete" },
        "eligibility": { "status": gateway.all.of_all(), "checks": checks.collect::<Vec<_>>() },
        "sections": sections,
        "programmes": [],
        "quality": pair(quality.0, quality.1),
        "award": awarded,
        // Nothing has to be waited for.
        "progression": GRADES.map(|grade| json!({ "level": grade, "earliest": assessment["as_of"] })),
        "validity": null,
        "fee": { "status": "none" },
        "routes": (quality.0 + 1..=2).map(|grade| lift::route(&sittings, grade)).collect::<Vec<_>>(),
        "fragile": fragile(&sittings, award.0),
    })
}

/// Each mark above zero that, one lower, lowers the award `now`.
fn fragile(sittings: &[Sitting; 2], now: usize) -> Vec<Value> {
    let mut fragile = Vec::new();
    for (which, sitting) in sittings.iter().enumerate() {
        for (place, id) in sitting.criteria.iter().enumerate() {
            let Some(lower) = sitting.marks[place].and_then(|mark| mark.checked_sub(1)) else { continue };
            let mut changed = sittings.clone();
            changed[which].marks[place] = Some(lower);
            let then = overall(changed[0].worst(), changed[1].worst());
            if then < now {
                fragile.push(json!({ "criterion": id, "would_be": grade_id(then) }));
            }
        }
    }
    fragile
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grades(component: &Component, marks: &[(usize, usize)], minutes: i64) -> usize {
        let marks: Vec<usize> = marks.iter().flat_map(|(mark, times)| vec![*mark; *times]).collect();
        component.grade(&marks, minutes)
    }

    #[test]
    fn fifteen_twos_and_a_zero_are_no_pass_though_they_score_sixty() {
        assert_eq!(grades(&OBSERVATION, &[(2, 15), (0, 1)], 120), 0);
        assert_eq!(grades(&OBSERVATION, &[(2, 15), (1, 1)], 120), 2);
    }

    #[test]
    fn twos_separate_the_grades() {
        let of = |component, twos, all| grades(component, &[(2, twos), (1, all - twos)], component.minutes.0);
        assert_eq!([10, 11, 13, 14].map(|twos| of(&OBSERVATION, twos, 16)), [0, 1, 1, 2]);
        assert_eq!([12, 13, 15, 16].map(|twos| of(&DISCUSSION, twos, 18)), [0, 1, 1, 2]);
    }

    #[test]
    fn the_length_must_be_right() {
        assert_eq!([107, 108, 132, 133].map(|minutes| grades(&OBSERVATION, &[(2, 16)], minutes)), [0, 2, 2, 0]);
        assert_eq!([53, 54, 66, 67].map(|minutes| grades(&DISCUSSION, &[(2, 18)], minutes)), [0, 2, 2, 0]);
    }

    #[test]
    fn a_distinction_takes_two() {
        assert_eq!([(2, 2), (2, 1), (1, 2), (1, 1), (2, 0), (0, 1)].map(|(a, b)| overall(a, b)), [2, 1, 1, 1, 0, 0]);
    }
}
