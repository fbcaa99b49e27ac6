//! Each reason code has a sentence with all its numbers in every language, and a place in `docs/reasons.md` with the English one as its
//! example.

mod components;
mod counts;
mod documentation;
mod facts;
mod pillars;
#[path = "../samples/mod.rs"]
mod samples;

use mentormark_report::{Standard, english, welsh};
use mentormark_rules::Reason;
use samples::Sample;

/// Clauses, each with what it says in English and in Welsh.
type Said = Vec<(Reason, [&'static str; 2])>;

/// What a clause says in English and in Welsh.
fn says(reason: &Reason, standard: Standard<'_>) -> [String; 2] {
    [english::reason_sentence(reason, standard), welsh::reason_sentence(reason, standard)]
}

/// Holds the sentences of a table against what is said.
fn check(standard: Standard<'_>, table: Said) {
    for (reason, sentences) in table {
        assert_eq!(says(&reason, standard), sentences);
    }
}

/// One of each code, with the sentences it must make; the numbers of one are all different, so that none can be mistaken. Those in
/// the first list are of the pillars, those in the second of the components.
fn one_of_each() -> (Said, Said) {
    let pillars = [pillars::of_levels(), pillars::of_shares(), pillars::of_awards(), pillars::of_fees()];
    let components = [components::of_checks(), components::of_marks(), components::of_facts()];
    (pillars.concat(), components.concat())
}

#[test]
fn every_code_says_all_it_knows() {
    let (pillars, components) = one_of_each();
    let mut places: Vec<usize> =
        pillars.iter().chain(&components).map(|(reason, _)| documentation::place(reason)).collect();
    places.sort_unstable();
    assert_eq!(places, (0..documentation::CODES).collect::<Vec<_>>());
    for (sample, said) in [(Sample::pillars(), pillars), (Sample::components(), components)] {
        for (reason, sentences) in said {
            assert_eq!(says(&reason, sample.standard()), sentences);
        }
    }
}
