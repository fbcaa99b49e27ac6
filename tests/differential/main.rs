//! The engine against second, plainer answers: exhaustive where the space is small, repeatable random cases elsewhere.
//!
//! A failing case prints its run and number (`random::case(run, number)` makes it again), the scheme and the assessment.

mod learning_mentor;
mod nms;
mod nms_university;
mod pillars;
mod schemes;
mod single;
mod small;

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

/// How many of `all` random cases are tried: all, or one in `MENTORMARK_ONE_IN`, for who asks thousands of engines (`xtask mutants`).
fn cases(all: u64) -> u64 {
    let one_in = std::env::var("MENTORMARK_ONE_IN").ok().map(|said| said.parse().expect("a number"));
    all / one_in.unwrap_or(1)
}

/// Runs `check` for every number below `cases`, on every core. The first panic fails the test.
fn for_each(cases: u64, check: impl Fn(u64) + Sync) {
    let next = AtomicU64::new(0);
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= cases {
                        return;
                    }
                    check(number);
                }
            });
        }
    });
}

/// The compiled `nms@2022` and its pillars in the oracle's words.
fn national_standards() -> (mentormark_rules::Plan, Vec<mentormark_tests::oracle::nms::Pillar>) {
    let compiled = mentormark_tests::nms::compiled();
    let plan = mentormark_rules::Plan::from_json(compiled).expect("a shipped scheme is sound");
    (plan, mentormark_tests::nms::pillars(compiled))
}

/// An edition that is shipped: compiled, and ready to judge.
fn shipped(id: &str, edition: &str) -> (&'static str, mentormark_rules::Plan) {
    let shipped = mentormark_schemes::all().iter().find(|shipped| shipped.id == id && shipped.edition == edition);
    let compiled = shipped.expect("it is shipped").compiled;
    (compiled, mentormark_rules::Plan::from_json(compiled).expect("a shipped scheme is sound"))
}
