//! Which faults only follow from others: where a value could not be read, another stands for it, and what is wrong with that one is
//! no fault of the author's.

use mentormark_rules::{Code, Refusal};

/// Faults that come of what facts are.
const OF_FACTS: [Code; 12] = [
    Code::UnknownFact,
    Code::UnknownOption,
    Code::DuplicateOption,
    Code::WrongFactKind,
    Code::DerivedTooLate,
    Code::FactUsedTwice,
    Code::RatioByZero,
    Code::NumberTooLarge,
    Code::ComparisonAlways,
    Code::ComparisonNever,
    Code::FactsEntangled,
    Code::TooManyFactCells,
];

/// What of the whole file decides about nothing but itself.
const APART: [&str; 5] = ["id", "edition", "starts_on", "source", "assumptions"];

/// Whether `fault`, which a check found, may only follow from values at the pointers `misread`, which could not be read.
///
/// Where that is not certain, the answer is yes: the author sees the fault once the others are mended.
pub(crate) fn may_follow(fault: &Refusal, misread: &[String]) -> bool {
    // An id that was not read.
    fault.message.contains("``") || misread.iter().any(|misread| may_follow_from(fault, misread))
}

fn may_follow_from(fault: &Refusal, misread: &str) -> bool {
    let (part, own) = (first(misread), first(&fault.pointer));
    let Some((around, _)) = misread.rsplit_once('/').filter(|(around, _)| !around.is_empty()) else {
        // Something of the whole file is missing, or has another name.
        return !APART.contains(&part) || fault.code == Code::DatesCross;
    };
    // The bands of a fee are held against each other.
    let around = around.split_once("/bands").map_or(around, |(of, _)| of);
    if is_within(around, &fault.pointer) || is_within(&fault.pointer, around) {
        return true;
    }
    match part {
        "levels" | "scale" => !["facts", "derived"].contains(&own),
        "facts" | "derived" => own == "fee" || OF_FACTS.contains(&fault.code),
        "sections" => ["sections", "section_rule", "award_rule", "not_applicable", "levels"].contains(&own),
        "section_rule" => fault.code == Code::NoCriteriaAtLevel,
        // How long an award lasts and when it is renewed are held against each other.
        "validity" => own == "validity",
        _ => false,
    }
}

/// The part of the file that a pointer leads into.
fn first(pointer: &str) -> &str {
    pointer.split('/').nth(1).unwrap_or_default()
}

fn is_within(outer: &str, pointer: &str) -> bool {
    pointer.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_follow_from_what_they_look_at() {
        use Code::{BandGap, ComparisonAlways, DatesCross, NoCriteriaAtLevel, UnknownFact, UnknownLevel};
        for (misread, code, pointer, expected) in [
            ("/fee/vat/rounding", BandGap, "/fee/bands/0/to", false),
            ("/fee/bands/1/net", BandGap, "/fee/bands/0/to", true),
            ("/fee/fcat", BandGap, "/fee/bands/0/to", true),
            ("/facts/0/least", BandGap, "/fee/bands/0/to", true),
            ("/facts/0/least", ComparisonAlways, "/eligibility/0", true),
            ("/facts/0/least", UnknownLevel, "/prerequisites/0/level", false),
            ("/eligibility/0/versions", UnknownFact, "/eligibility/1/fact", false),
            ("/eligibility/0/all/1/fact", UnknownFact, "/eligibility/0/all/0/fact", false),
            ("/eligibility/0/all/1/fact", UnknownFact, "/eligibility/0", true),
            ("/eligibility/0/fcat", UnknownFact, "/eligibility/0/all/0/fact", true),
            ("/levels/0/id", UnknownLevel, "/prerequisites/0/level", true),
            ("/section_rule/share/level", NoCriteriaAtLevel, "/sections/0/criteria", true),
            ("/validity/monhts", UnknownLevel, "/prerequisites/0/level", false),
            ("/derivd", UnknownFact, "/eligibility/0/fact", true),
            ("/source", UnknownFact, "/eligibility/0/fact", false),
            ("/starts_on", DatesCross, "/retired/from", true),
        ] {
            let fault = Refusal::new(code, pointer, "m");
            assert_eq!(may_follow(&fault, &[misread.into()]), expected, "{misread}: {code} at {pointer}");
        }
        assert!(may_follow(&Refusal::new(UnknownLevel, "/fee", "there is no level ``"), &[]));
    }
}
