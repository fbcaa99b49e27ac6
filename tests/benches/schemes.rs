//! What the engine costs on each shipped scheme: levels, award and fee alone, the full outcome, and making a plan of its compiled JSON.
//! For two of them beside a hand-written floor.
//!
//! Run with `cargo bench -p mentormark-tests --bench schemes`. The assessments are those that the oracles are asked: seeded, random, thick
//! around the edges, and many with blank facts, which a plan has to look at in every way in which they can come out. Compare the figures
//! of one run: machines are noisy. Ends with 1 where a plan takes too long to make.

mod floor;
mod mentorsme_floor;

use std::{hint::black_box, process::ExitCode, time::Instant};

use floor::{Booleans, Day, Given};
use mentormark_rules::{Assessment, Bounds, Case, Plan, Price, Rank, json};
use mentormark_schemes::Shipped;
use mentormark_tests::random;
use mentorsme_floor::Listing;
use serde_json::Value;

/// Nanoseconds that making a plan may take.
const COMPILE: f64 = 1_000_000.0;
/// The assessments of each scheme.
const ASSESSMENTS: u64 = 64;
/// The number of their run.
const RUN: u64 = 7;

fn main() -> ExitCode {
    // As a test, which checks that it runs, it is short and judges nothing.
    let is_bench = std::env::args().any(|arg| arg == "--bench");
    let seconds = if is_bench { 0.5 } else { 0.0 };
    println!("medians over {ASSESSMENTS} assessments of each scheme, in nanoseconds");
    println!("{:>27} {:>9} {:>9} {:>9} {:>9} {:>11}", "", "floor", "verify", "outcome", "assess", "make a plan");
    let mut all_hold = true;
    for shipped in mentormark_schemes::all() {
        let drawn = Drawn::of(shipped);
        let plan = &drawn.plan;
        let floor = drawn.floor(seconds).map_or_else(String::new, |floor| format!("{floor:.0}"));
        let verify = median(seconds, &drawn.cases, |case| plan.verify(case));
        let outcome = median(seconds, &drawn.cases, |case| plan.outcome(case));
        let assess = median(seconds, &drawn.assessments, |assessment| plan.assess(assessment).unwrap());
        let compile = median(seconds, &[shipped.compiled], |compiled| Plan::from_json(compiled).unwrap());
        let verdict = if compile <= COMPILE { "" } else { " NOT HELD" };
        all_hold &= compile <= COMPILE;
        let name = format!("{}@{}", shipped.id, shipped.edition);
        println!("{name:>27} {floor:>9} {verify:>9.0} {outcome:>9.0} {assess:>9.0} {compile:>11.0}{verdict}");
    }
    println!("making a plan may take {COMPILE:.0}: {}", if all_hold { "held" } else { "NOT HELD" });
    if all_hold || !is_bench { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Nanoseconds for one of `given`, all of them one after the other: the median of as many rounds as fit in so many seconds.
fn median<G, O>(seconds: f64, given: &[G], run: impl Fn(&G) -> O) -> f64 {
    let (begun, mut rounds) = (Instant::now(), Vec::new());
    while rounds.is_empty() || begun.elapsed().as_secs_f64() < seconds {
        let start = Instant::now();
        for one in given {
            black_box(run(black_box(one)));
        }
        rounds.push(start.elapsed().as_secs_f64() * 1e9 / f64::from(u32::try_from(given.len()).unwrap()));
    }
    rounds.sort_by(f64::total_cmp);
    rounds[rounds.len() / 2]
}

/// The plan of a scheme and assessments drawn for it.
struct Drawn {
    plan: Plan,
    values: Vec<Value>,
    assessments: Vec<Assessment>,
    cases: Vec<Case>,
}

impl Drawn {
    fn of(shipped: &Shipped) -> Self {
        let plan = Plan::from_json(shipped.compiled).unwrap();
        let draw = |number| random::shipped::assessment(&mut random::case(RUN, number), shipped);
        let values: Vec<Value> = (0..ASSESSMENTS).map(draw).collect();
        let assessments: Vec<Assessment> =
            values.iter().map(|value| json::assessment(&value.to_string()).unwrap()).collect();
        let cases = assessments.iter().map(|assessment| plan.read(assessment).unwrap()).collect();
        Self { plan, values, assessments, cases }
    }

    /// Nanoseconds that the floor takes, where there is one. It must give the same answers, or the comparison says nothing.
    fn floor(&self, seconds: f64) -> Option<f64> {
        match self.plan.scheme().id.as_str() {
            "nms" => {
                let given: Vec<Given> = self.values.iter().map(|value| self.given(value)).collect();
                for (given, case) in given.iter().zip(&self.cases) {
                    let (found, verdict) = (floor::verify(given), self.plan.verify(case));
                    let fee = match verdict.price {
                        Price::Known(charge) => Some((charge.net.get(), charge.vat.get(), charge.gross.get())),
                        _ => None,
                    };
                    assert_eq!((found.quality, found.award), (places(verdict.quality), places(verdict.award)));
                    assert_eq!(found.fee, fee);
                }
                Some(median(seconds, &given, floor::verify))
            }
            "mentorsme" => {
                let given: Vec<Listing> = self.values.iter().map(|value| self.answers(value)).collect();
                for (given, case) in given.iter().zip(&self.cases) {
                    let (worst, best) = mentorsme_floor::verify(given);
                    assert_eq!((u8::from(worst), u8::from(best)), places(self.plan.verify(case).quality));
                }
                Some(median(seconds, &given, mentorsme_floor::verify))
            }
            _ => None,
        }
    }

    /// Whether each criterion is answered, and whether it is met.
    fn booleans<const N: usize>(&self, value: &Value) -> ([bool; N], [bool; N]) {
        let ids: Vec<&str> = self.plan.scheme().criteria().map(|criterion| criterion.id.as_str()).collect();
        assert_eq!(ids.len(), N);
        let rating = |place: usize| value["ratings"].get(ids[place]);
        let is_met = |place| rating(place).is_some_and(|rating| rating == "met");
        (std::array::from_fn(|place| rating(place).is_some()), std::array::from_fn(is_met))
    }

    fn answers(&self, value: &Value) -> Listing {
        let (answered, met) = self.booleans(value);
        Listing { answered, met }
    }

    fn given(&self, value: &Value) -> Given {
        let (answered, met) = self.booleans(value);
        let held = value.get("held").map(|held| {
            let level = self.plan.scheme().level_index(held["level"].as_str().unwrap()).unwrap();
            (u8::try_from(level + 1).unwrap(), day(&held["awarded_on"]))
        });
        let employees =
            value["facts"].get("employees").map(|employees| employees.as_u64().unwrap().try_into().unwrap());
        let as_of = day(&value["as_of"]);
        let tax_point = value.get("tax_point").map_or(as_of, day);
        Given { answers: Booleans { answered, met }, held, as_of, tax_point, employees }
    }
}

fn day(value: &Value) -> Day {
    let parts: Vec<u32> = value.as_str().unwrap().split('-').map(|part| part.parse().unwrap()).collect();
    (parts[0].try_into().unwrap(), parts[1], parts[2])
}

fn places(bounds: Bounds<Option<Rank>>) -> (u8, u8) {
    let place = |rank| u8::try_from(Rank::place(rank)).unwrap();
    (place(bounds.level), place(bounds.could_reach))
}
