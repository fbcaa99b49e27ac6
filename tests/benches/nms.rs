//! What the engine costs on the National Mentoring Standards, beside a hand-written floor.
//!
//! Run with `cargo bench -p mentormark-tests`. Compare medians within one run: machines are noisy.

mod floor;

use std::process::ExitCode;
use std::time::Instant;

use divan::{Bencher, black_box};
use floor::{Booleans, Given, SIZES};
use mentormark_rules::{Assessment, Bounds, Case, Plan, Price, Rank, json};

fn main() -> ExitCode {
    let (plan, cases) = prepared();
    for (assessment, given) in &cases {
        agree(&plan, &plan.read(assessment).unwrap(), given);
    }
    divan::main();
    if holds(&plan, &cases) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// How often the floor's time `Plan::verify` may take.
const VERIFY: f64 = 2.0;
/// How often the time of the levels alone the full outcome may take, from an assessment: 10 us where those take 32 ns.
const ASSESS: f64 = 312.5;

/// Prints how the engine stands to its floor, medians of one run, and says whether both ratios hold for every applicant.
fn holds(plan: &Plan, cases: &[(Assessment, Given)]) -> bool {
    let mut all_hold = true;
    println!("\nmedians, as many times the floor");
    for (kind, (assessment, given)) in KINDS.iter().zip(cases) {
        let case = plan.read(assessment).unwrap();
        let alone = median(|| levels(black_box(&given.answers)));
        let floor = median(|| floor::verify(black_box(given)));
        let verify = median(|| plan.verify(black_box(&case))) / floor;
        let assess = median(|| plan.assess(black_box(assessment))) / alone;
        let hold = verify <= VERIFY && assess <= ASSESS;
        all_hold &= hold;
        let verdict = if hold { "held" } else { "NOT HELD" };
        println!("{kind:>6}: verify {verify:.2} of {VERIFY}, assess {assess:.0} of {ASSESS}: {verdict}");
    }
    all_hold
}

/// The level of each pillar, 0 none to 3 gold, with blanks at their worst: a part of the floor, beside which the full outcome is
/// measured.
#[inline(never)]
fn levels(answers: &Booleans) -> [u8; 7] {
    let mut levels = [0; 7];
    let mut first = 0;
    for (level, sizes) in levels.iter_mut().zip(SIZES) {
        let mut climbing = true;
        for size in sizes {
            let met = answers.met[first..first + size].iter().filter(|met| **met).count();
            climbing &= 2 * met > size;
            *level += u8::from(climbing);
            first += size;
        }
    }
    levels
}

/// Nanoseconds a call, the median of 101 batches.
fn median<O>(call: impl Fn() -> O) -> f64 {
    const BATCH: u32 = 200;
    let mut batches: Vec<f64> = (0..101)
        .map(|_| {
            let start = Instant::now();
            for _ in 0..BATCH {
                black_box(call());
            }
            start.elapsed().as_secs_f64() * 1e9 / f64::from(BATCH)
        })
        .collect();
    batches.sort_by(f64::total_cmp);
    batches[50]
}

/// The plan, and the same applicants for the engine and for the floor: nothing answered, half answered, all met.
fn prepared() -> (Plan, Vec<(Assessment, Given)>) {
    let shipped = mentormark_schemes::find("nms", "2022").unwrap();
    let plan = Plan::from_json(shipped.compiled).unwrap();
    let cases = [0, 1, 2].map(|kind| case(&plan, kind)).into();
    (plan, cases)
}

fn case(plan: &Plan, kind: usize) -> (Assessment, Given) {
    let ids: Vec<_> = plan.scheme().criteria().map(|criterion| criterion.id.to_string()).collect();
    let mut random = fastrand::Rng::with_seed(7);
    let mut answers = Booleans { answered: [false; 105], met: [false; 105] };
    let mut ratings = Vec::new();
    for (place, id) in ids.iter().enumerate() {
        answers.answered[place] = kind == 2 || (kind == 1 && random.u8(..4) > 0);
        answers.met[place] = answers.answered[place] && (kind == 2 || random.u8(..4) > 0);
        if answers.answered[place] {
            ratings.push(format!(r#""{id}":"{}""#, if answers.met[place] { "met" } else { "not-met" }));
        }
    }
    let text = format!(
        r#"{{"scheme":"nms","as_of":"2026-11-21","held":{{"level":"bronze","awarded_on":"2026-03-02"}},
            "facts":{{"employees":180}},"ratings":{{{}}}}}"#,
        ratings.join(",")
    );
    let given = Given {
        answers,
        held: Some((1, (2026, 3, 2))),
        as_of: (2026, 11, 21),
        tax_point: (2026, 11, 21),
        employees: Some(180),
    };
    (json::assessment(&text).unwrap(), given)
}

/// The floor must do the same work, or the comparison says nothing.
fn agree(plan: &Plan, case: &Case, given: &Given) {
    let verdict = plan.verify(case);
    let place = |rank: Option<Rank>| u8::try_from(Rank::place(rank)).unwrap();
    let places = |bounds: Bounds<Option<Rank>>| (place(bounds.level), place(bounds.could_reach));
    let Price::Known(charge) = verdict.price else { panic!("the fee is known") };
    let answer = floor::verify(given);
    assert_eq!(answer.quality, places(verdict.quality));
    assert_eq!(answer.award, places(verdict.award));
    assert_eq!(answer.fee, Some((charge.net.get(), charge.vat.get(), charge.gross.get())));
}

const KINDS: [&str; 3] = ["blank", "half", "full"];

fn bench<O>(bencher: Bencher, kind: &str, run: impl Fn(&Plan, &Case, &Assessment, &Given) -> O + Sync) {
    let (plan, mut cases) = prepared();
    let place = KINDS.iter().position(|known| *known == kind).unwrap();
    let (assessment, given) = cases.swap_remove(place);
    let case = plan.read(&assessment).unwrap();
    bencher.bench(|| run(black_box(&plan), black_box(&case), black_box(&assessment), black_box(&given)));
}

#[divan::bench(args = KINDS)]
fn a_floor_levels_alone(bencher: Bencher, kind: &str) {
    bench(bencher, kind, |_, _, _, given| levels(&given.answers));
}

#[divan::bench(args = KINDS)]
fn b_floor_verify(bencher: Bencher, kind: &str) {
    bench(bencher, kind, |_, _, _, given| floor::verify(given));
}

#[divan::bench(args = KINDS)]
fn c_verify(bencher: Bencher, kind: &str) {
    bench(bencher, kind, |plan, case, _, _| plan.verify(case));
}

#[divan::bench(args = KINDS)]
fn d_assess(bencher: Bencher, kind: &str) {
    bench(bencher, kind, |plan, _, assessment, _| plan.assess(assessment));
}

#[divan::bench(args = KINDS)]
fn e_read(bencher: Bencher, kind: &str) {
    bench(bencher, kind, |plan, _, assessment, _| plan.read(assessment));
}

#[divan::bench(args = KINDS)]
fn f_outcome_as_canonical_json(bencher: Bencher, kind: &str) {
    let (plan, mut cases) = prepared();
    let (assessment, _) = cases.swap_remove(KINDS.iter().position(|known| *known == kind).unwrap());
    let outcome = plan.assess(&assessment).unwrap();
    bencher.bench(|| json::canonical(black_box(&outcome)));
}

#[divan::bench]
fn g_compile_plan(bencher: Bencher) {
    let compiled = mentormark_schemes::find("nms", "2022").unwrap().compiled;
    bencher.bench(|| Plan::from_json(black_box(compiled)).unwrap());
}
