//! The gateway: who may sit the assessment.

use crate::oracle::calendar::{Day, day};
use serde_json::Value;

/// The first day of those who start outside the standard.
const CLOSED: Day = day(2025, 8, 1);

/// The first starting day on which six hours a week are asked for in place of a fifth of the time.
const SIX_HOURS: Day = day(2022, 8, 1);

/// The first day judged on which English and maths are not asked of those who started at 19 or older.
const REFORM: Day = day(2025, 2, 11);

/// The first day judged on which ICT is asked for again.
const DISPENSATION_OVER: Day = day(2024, 7, 29);

/// Full time is 30 hours a week.
const FULL_TIME: i64 = 30 * 60;

/// What is known of a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It holds whatever the blanks are.
    Met,
    /// It holds for none of the ways to fill the blanks.
    NotMet,
    /// It holds for some of them.
    Undetermined,
}

impl Verdict {
    /// Of what is so in each way of filling the blanks.
    fn of(ways: impl IntoIterator<Item = bool>) -> Verdict {
        let (mut some, mut all) = (false, true);
        for holds in ways {
            some |= holds;
            all &= holds;
        }
        match (some, all) {
            (true, true) => Verdict::Met,
            (true, false) => Verdict::Undetermined,
            (false, _) => Verdict::NotMet,
        }
    }

    /// The word for a check.
    #[must_use]
    pub fn of_check(self) -> &'static str {
        match self {
            Verdict::Met => "met",
            Verdict::NotMet => "not-met",
            Verdict::Undetermined => "undetermined",
        }
    }

    /// The word for the gateway as a whole.
    #[must_use]
    pub fn of_all(self) -> &'static str {
        match self {
            Verdict::Met => "eligible",
            Verdict::NotMet => "not-eligible",
            Verdict::Undetermined => "undetermined",
        }
    }
}

/// What the gateway says.
#[derive(Clone, Debug)]
pub struct Gateway {
    /// Each check, in order.
    pub checks: Vec<(&'static str, Verdict)>,
    /// All of them together.
    pub all: Verdict,
}

/// One way in which the training may have gone: all four facts known.
#[derive(Clone, Copy, Debug)]
struct Training {
    start: Day,
    weekly: i64,
    weeks: i64,
    done: i64,
}

impl Training {
    /// Whether the minutes done are at least those needed. Leave takes 5.6 of every 52 weeks and leaves 46.4, so everything is
    /// multiplied by 520, and by 5 for a fifth.
    fn is_enough(self) -> bool {
        let contracted = self.weekly * self.weeks;
        let fifth_of = |minutes: i64| self.done * 520 * 5 >= minutes * 464;
        if self.start < SIX_HOURS {
            fifth_of(contracted)
        } else if self.weekly >= FULL_TIME {
            self.done * 520 >= 6 * 60 * self.weeks * 464
        } else {
            fifth_of(contracted.max(52 * FULL_TIME))
        }
    }
}

/// What the gateway says of `assessment`.
///
/// # Panics
/// Where the assessment is not well formed: the tests hand over no other.
#[must_use]
pub fn gateway(assessment: &Value) -> Gateway {
    let as_of = Day::read(assessment["as_of"].as_str().expect("a date"));
    let facts = &assessment["facts"];
    let number = |id: &str| facts.get(id).map(|number| number.as_i64().expect("a number"));
    // Every answer that is still possible.
    let yes_no = |id: &str| facts.get(id).map_or(vec![false, true], |said| vec![*said == true]);
    let certain = |id: &str| Verdict::of(yes_no(id));

    let ways =
        trainings(facts.get("start-date").map(|start| Day::read(start.as_str().expect("a date"))), as_of, &number);
    let within = |way: &Training| way.start < CLOSED;
    let a_year = |way: &Training| as_of >= way.start.plus_months(12);
    let each = |holds: &dyn Fn(&Training) -> bool| Verdict::of(ways.iter().map(holds));

    let ages = number("age-at-start").map_or(vec![18, 19], |age| vec![age]);
    let reformed = |age: i64| as_of >= REFORM && age >= 19;
    let english = Verdict::of(
        yes_no("english-and-maths").into_iter().flat_map(|has| ages.iter().map(move |age| has || reformed(*age))),
    );
    let ict = if as_of < DISPENSATION_OVER { Verdict::Met } else { certain("ict") };

    let checks = vec![
        ("within-standard", each(&within)),
        ("twelve-months", each(&a_year)),
        ("employer-decision", certain("employer-decision")),
        ("english-and-maths", english),
        ("ict", ict),
        ("safeguarding", certain("safeguarding")),
        ("showcase", certain("showcase")),
        ("ksbs", certain("ksbs")),
        ("off-the-job", each(&|way| way.is_enough())),
    ];
    // Three checks look at the start date, and must hold on one and the same.
    let together = each(&|way| within(way) && a_year(way) && way.is_enough());
    let all = if checks.iter().all(|(_, verdict)| *verdict == Verdict::Met) {
        Verdict::Met
    } else if together == Verdict::NotMet || checks.iter().any(|(_, verdict)| *verdict == Verdict::NotMet) {
        Verdict::NotMet
    } else {
        Verdict::Undetermined
    };
    Gateway { checks, all }
}

/// Every way to fill what is blank of the training, as far as it makes a difference: the ends of each fact and both sides of each
/// day or number at which a rule changes its mind.
fn trainings(start: Option<Day>, as_of: Day, number: &dyn Fn(&str) -> Option<i64>) -> Vec<Training> {
    let starts = start.map_or_else(
        || {
            // Starts a year ago, and some days on, for a year ago may be a clamped 28 February.
            let mut a_year_ago = as_of.minus_months(12).yesterday();
            let mut starts = vec![day(1900, 1, 1), day(2199, 12, 31)];
            for _ in 0..5 {
                starts.push(a_year_ago);
                a_year_ago = a_year_ago.tomorrow();
            }
            starts.extend([SIX_HOURS.yesterday(), SIX_HOURS, CLOSED.yesterday(), CLOSED]);
            starts
        },
        |start| vec![start],
    );
    let weekly = number("weekly-minutes").map_or(vec![1, FULL_TIME - 1, FULL_TIME, 6_000], |minutes| vec![minutes]);
    let weeks = number("planned-weeks").map_or(vec![1, 520], |weeks| vec![weeks]);
    let done = number("off-the-job-minutes").map_or(vec![0, 600_000], |minutes| vec![minutes]);
    let mut ways = Vec::new();
    for start in starts {
        for weekly in &weekly {
            for weeks in &weeks {
                for done in &done {
                    ways.push(Training { start, weekly: *weekly, weeks: *weeks, done: *done });
                }
            }
        }
    }
    ways
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn needed(start: Day, weekly: i64, weeks: i64) -> i64 {
        (0..=600_000).find(|done| Training { start, weekly, weeks, done: *done }.is_enough()).expect("within limits")
    }

    #[test]
    fn a_year_full_time_is_278_hours_and_24_minutes() {
        assert_eq!(needed(day(2022, 8, 1), 1_800, 52), 16_704);
        assert_eq!(needed(day(2022, 8, 1), 2_400, 52), 16_704);
        assert_eq!(needed(day(2022, 8, 1), 900, 104), 16_704);
        assert_eq!(needed(day(2022, 8, 1), 900, 52), 16_704);
        // A fifth of 46.4 weeks of 40 hours: 371.2 hours.
        assert_eq!(needed(day(2022, 7, 31), 2_400, 52), 22_272);
        assert_eq!(needed(day(2022, 7, 31), 900, 52), 8_352);
    }

    #[test]
    fn a_start_that_no_check_allows_together_is_no_way_in() {
        // A year must be up by February 2021, and the little training done is only enough from August 2022 on.
        let facts = json!({ "employer-decision": true, "english-and-maths": true, "ict": true, "safeguarding": true,
            "showcase": true, "ksbs": true, "weekly-minutes": 6_000, "planned-weeks": 52, "off-the-job-minutes": 16_704 });
        let gateway = gateway(&json!({ "as_of": "2021-02-01", "facts": facts }));
        assert_eq!(gateway.checks[0].1, Verdict::Undetermined);
        assert_eq!(gateway.checks[1].1, Verdict::Undetermined);
        assert_eq!(gateway.checks[8].1, Verdict::Undetermined);
        assert_eq!(gateway.all, Verdict::NotMet);
    }
}
