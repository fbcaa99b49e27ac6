//! What follows from what, one pair a line.

use super::*;

#[test]
fn faults_follow_from_what_they_look_at() {
    use Code::{
        BadDate, BandGap, ComparisonAlways, DatesCross, DuplicateId, FeeFalls, LapseWithoutValidity, MissingField,
        NoCriteriaAtLevel, NotAscending, NumberOutOfRange, PointsImpossible, UnknownFact, UnknownField, UnknownLevel,
        WaitOutlastsTerm, WrongFactKind, WrongType,
    };
    let text = |text: &str| Tree::Text(text.into());
    let object = |fields: &[(&str, Tree)]| {
        Tree::Object(fields.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect())
    };
    let fact = |id: &str| object(&[("id", text(id))]);
    let asks = |fact: &str| object(&[("fact", text(fact))]);
    let years = object(&[("id", text("years")), ("value", text("days"))]);
    let tree = object(&[
        ("facts", Tree::List(vec![fact("days"), fact("people")])),
        ("derived", Tree::List(vec![years])),
        (
            "eligibility",
            Tree::List(vec![
                asks("years"),
                asks("people"),
                object(&[("all", Tree::List(vec![asks("years"), asks("people")]))]),
            ]),
        ),
        ("fee", object(&[("fact", text("people"))])),
    ]);
    for (misread, why, code, pointer, expected) in [
        ("/fee/vat/rounding", WrongType, BandGap, "/fee/bands/0/to", false),
        ("/fee/bands/1/net", WrongType, BandGap, "/fee/bands/0/to", false),
        ("/fee/bands/1/net", WrongType, FeeFalls, "/fee/bands/2/net", true),
        ("/fee/bands/0/net", WrongType, FeeFalls, "/fee/bands/2/net", false),
        ("/fee/bands/1/nets/pass", WrongType, FeeFalls, "/fee/bands/2/nets", true),
        ("/fee/bands/0/nets/pass", WrongType, FeeFalls, "/fee/bands/2/nets", false),
        ("/fee/bands", WrongType, FeeFalls, "/fee/bands/2/net", true),
        ("/fee/versions/0/bands/1/net", WrongType, FeeFalls, "/fee/versions/1/bands/2/net", false),
        ("/fee/bands/1/from", BadDate, BandGap, "/fee/bands/0/to", true),
        ("/fee/bands/2/from", BadDate, BandGap, "/fee/bands/0/to", false),
        ("/fee/vat/rates/0/from", BadDate, NotAscending, "/fee/vat/rates/1/from", true),
        ("/fee/vat/rates/0/from", BadDate, NotAscending, "/fee/versions/1/from", false),
        ("/fee/vat/rates", WrongType, NotAscending, "/fee/bands/1/from", false),
        ("/fee/vat/rates/0", WrongType, NotAscending, "/fee/bands/1/from", false),
        ("/fee/vat/rates/0", WrongType, NotAscending, "/fee/vat/rates/1/from", true),
        ("/fee/foo", UnknownField, BandGap, "/fee/bands/0/to", false),
        ("/fee/fact", WrongType, BandGap, "/fee/bands/0/to", true),
        ("/facts/1/least", WrongType, BandGap, "/fee/bands/0/to", true),
        ("/facts/0/least", WrongType, BandGap, "/fee/bands/0/to", false),
        ("/facts/0/kind", WrongType, ComparisonAlways, "/eligibility/0", true),
        ("/facts/0/kind", WrongType, ComparisonAlways, "/eligibility/1", false),
        ("/facts/0/kind", WrongType, ComparisonAlways, "/eligibility/2/all/0", true),
        ("/facts/0/kind", WrongType, ComparisonAlways, "/eligibility/2/all/1", false),
        ("/facts/0/source", WrongType, ComparisonAlways, "/eligibility/0", false),
        ("/facts/0/least", WrongType, UnknownLevel, "/prerequisites/0/level", false),
        ("/facts/0/least", WrongType, UnknownFact, "/eligibility/0/fact", false),
        ("/facts/0/id", MissingField, UnknownFact, "/eligibility/0/fact", true),
        ("/facts", WrongType, UnknownFact, "/eligibility/0/fact", true),
        ("/eligibility/0/at_least", WrongType, UnknownFact, "/eligibility/0/fact", false),
        ("/eligibility/0/at_least", WrongType, ComparisonAlways, "/eligibility/0", true),
        ("/eligibility/2/all/0/at_least", WrongType, WrongFactKind, "/eligibility/2/all/1/is", false),
        ("/facts/0/least", WrongType, WrongFactKind, "/eligibility/0/at_least", false),
        ("/facts/0/kind", WrongType, WrongFactKind, "/eligibility/0/at_least", true),
        ("/fee/bands/1/from", WrongType, MissingField, "/fee/bands/1/from", true),
        ("/fee/bands/1/nets", UnknownField, FeeFalls, "/fee/bands/1/net", true),
        ("/levels/0/weight", UnknownField, PointsImpossible, "/section_rule/points/at_least", false),
        ("/levels/0/id", MissingField, UnknownLevel, "/prerequisites/0/level", true),
        ("/levels/0/source", MissingField, UnknownLevel, "/prerequisites/0/level", false),
        ("/sections/0/id", MissingField, DuplicateId, "/sections/2/id", false),
        ("/section_rule/share/level", WrongType, NoCriteriaAtLevel, "/sections/0/criteria", true),
        ("/validity/months", MissingField, UnknownLevel, "/validity/levels/0/level", false),
        ("/validity/months", MissingField, NumberOutOfRange, "/validity/renewal/opens_months_before", true),
        ("/validity/months", MissingField, WaitOutlastsTerm, "/progression/waits/0/months", true),
        ("/validity/foo", UnknownField, NumberOutOfRange, "/validity/renewal/opens_months_before", false),
        ("/foo", UnknownField, LapseWithoutValidity, "/progression/lapsed", true),
        ("/foo", UnknownField, UnknownFact, "/eligibility/0/fact", false),
        ("/source", MissingField, ComparisonAlways, "/eligibility/0", false),
        ("/starts_on", BadDate, DatesCross, "/retired/from", true),
    ] {
        let fault = Refusal::new(code, pointer, "m");
        let left = independent(vec![fault], &[Refusal::new(why, misread, "m")], &tree);
        assert_eq!(left.is_empty(), expected, "{misread}: {code} at {pointer}");
    }
    let nameless = Refusal::new(UnknownLevel, "/fee", "there is no level ``");
    assert_eq!(independent(vec![nameless], &[], &tree), []);
}

#[test]
fn what_a_misspelt_level_may_have_been_meant_for_is_not_said_to_be_missing() {
    use Code::{
        EmptySelection, MissingField, NoCriteriaAtLevel, RuleMissesLevel, UnknownTag, WaitMissing, WaitUseless,
    };
    for (unknown, code, pointer, expected) in [
        ("/progression/waits/0/at", WaitMissing, "/progression/waits", true),
        ("/progression/waits/0/at", WaitUseless, "/progression/waits/1/at", false),
        ("/progression/entry", WaitMissing, "/progression/waits", false),
        ("/sections/0/criteria/1/level", NoCriteriaAtLevel, "/sections/0/criteria", true),
        ("/sections/0/criteria/1/level", NoCriteriaAtLevel, "/sections/1/criteria", false),
        ("/sections/0/criteria/1/level", EmptySelection, "/award_rule/share", true),
        ("/sections/0/criteria/1/level", UnknownTag, "/award_rule/share/tag", false),
        ("/sections/0/inherits/1", EmptySelection, "/award_rule/share", false),
        ("/fee/bands/0/nets/mert", MissingField, "/fee/bands/0/nets/merit", true),
        ("/fee/bands/0/nets/mert", MissingField, "/fee/bands/1/nets/merit", false),
        ("/section_rule/at/mert", RuleMissesLevel, "/section_rule/at", true),
        ("/section_rule/at/mert", RuleMissesLevel, "/award_rule/at", false),
    ] {
        let [level, fault] =
            [(Code::UnknownLevel, unknown), (code, pointer)].map(|(code, at)| Refusal::new(code, at, "m"));
        let left = independent(vec![level.clone(), fault], &[], &Tree::Null);
        assert_eq!(left == [level], expected, "{unknown}: {code} at {pointer}");
    }
}
