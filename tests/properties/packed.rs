//! A plan or words that were packed come back the same, and what is not whole gives nothing.

use mentormark_rules::{Plan, Wording};
use mentormark_schemes as schemes;

use crate::case::case;

/// The run of these cases.
const RUN: u64 = 61;

#[test]
fn an_unpacked_plan_judges_as_the_one_that_was_packed() {
    for number in 0..1_500 {
        let (case, _) = case(RUN, number);
        let unpacked = Plan::unpack(&case.plan.pack()).expect("just packed");
        assert_eq!(unpacked.scheme(), case.plan.scheme(), "{}", case.story);
        assert_eq!(unpacked.rules_hash(), case.plan.rules_hash());
        assert_eq!(unpacked.looks_at_held(), case.plan.looks_at_held());
        assert_eq!(unpacked.pack(), case.plan.pack());
        let assessment = case.assessment.to_string();
        assert_eq!(unpacked.assess_json(&assessment), case.plan.assess_json(&assessment), "{}", case.story);
    }
}

#[test]
fn a_plan_that_is_cut_short_or_goes_on_gives_nothing() {
    for shipped in schemes::all() {
        let bytes = Plan::from_json(shipped.compiled).expect("a shipped scheme").pack();
        for end in 0..bytes.len() {
            assert!(Plan::unpack(&bytes[..end]).is_none(), "{} cut at {end}", shipped.id);
        }
        assert!(Plan::unpack(&[&bytes[..], &[0]].concat()).is_none());
    }
}

#[test]
fn changed_bytes_never_panic() {
    let shipped = schemes::all();
    let packed: Vec<Vec<u8>> =
        shipped.iter().map(|shipped| Plan::from_json(shipped.compiled).expect("a shipped scheme").pack()).collect();
    let mut rng = fastrand::Rng::with_seed(RUN);
    for turn in 0..20_000 {
        let mut bytes = packed[turn % packed.len()].clone();
        for _ in 0..rng.usize(1..4) {
            let at = rng.usize(..bytes.len());
            bytes[at] = rng.u8(..);
        }
        let _ = Plan::unpack(&bytes);
    }
}

#[test]
fn bytes_that_go_on_inside_one_another_give_nothing() {
    let bytes = Plan::from_json(schemes::all()[1].compiled).expect("a shipped scheme").pack();
    // One byte a level is all that some of what a scheme may say takes, and two where it is a list.
    for inside in [&[9][..], &[5], &[6, 1], &[2, 1], &[3, 0, 1], &[255, 255, 255, 127]] {
        let deep = inside.repeat(200_000 / inside.len());
        for end in (0..bytes.len()).step_by(7) {
            assert!(Plan::unpack(&[&bytes[..end], &deep].concat()).is_none());
        }
    }
}

#[test]
fn unpacked_words_are_those_that_were_packed() {
    for shipped in schemes::all() {
        for words in shipped.words {
            let wording = Wording::from_json(words.compiled).expect("shipped words");
            assert_eq!(Wording::unpack(&wording.pack()), Some(wording), "{} in {}", shipped.id, words.language);
        }
    }
}

#[test]
fn another_version_s_bytes_give_nothing() {
    let bytes = Plan::from_json(schemes::all()[0].compiled).expect("a shipped scheme").pack();
    let mut other = bytes;
    // The mark starts after its length.
    other[1] ^= 1;
    assert!(Plan::unpack(&other).is_none());
    assert!(Plan::unpack(b"").is_none());
}
