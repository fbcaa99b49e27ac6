//! `docs/reasons.md` has a place for each code, with its sentence as an example.

use mentormark_rules::{Reason, json};

use crate::one_of_each;

/// Where a code has its heading in `docs/reasons.md`. A new one does not compile here until it has a place, and then fails until it
/// has a sample.
pub(crate) fn place(reason: &Reason) -> usize {
    match reason {
        Reason::CheckMet { .. } => 0,
        Reason::CheckNotRequired { .. } => 1,
        Reason::CheckNotMet { .. } => 2,
        Reason::CheckUndetermined { .. } => 3,
        Reason::RatingIgnored { .. } => 4,
        Reason::SectionNotApplicable { .. } => 5,
        Reason::SectionReached { .. } => 6,
        Reason::SectionMissed { .. } => 7,
        Reason::SectionHeldBack { .. } => 8,
        Reason::QuorumReached { .. } => 9,
        Reason::QuorumMissed { .. } => 10,
        Reason::FloorMissed { .. } => 11,
        Reason::ShareReached { .. } => 12,
        Reason::ShareMissed { .. } => 13,
        Reason::PointsReached { .. } => 14,
        Reason::PointsMissed { .. } => 15,
        Reason::NoneBelowReached { .. } => 16,
        Reason::NoneBelowMissed { .. } => 17,
        Reason::NothingApplicable { .. } => 18,
        Reason::FactMissed { .. } => 19,
        Reason::DurationBelow { .. } => 20,
        Reason::DurationAbove { .. } => 21,
        Reason::HeldMissed { .. } => 22,
        Reason::TableResult { .. } => 23,
        Reason::ProgrammesCombined { .. } => 24,
        Reason::TargetReached { .. } => 25,
        Reason::TargetMissed { .. } => 26,
        Reason::PrerequisiteMissed { .. } => 27,
        Reason::MustProgress { .. } => 28,
        Reason::ProgressionEntry { .. } => 29,
        Reason::ProgressionWait { .. } => 30,
        Reason::ProgressionStep { .. } => 31,
        Reason::RenewalWindow { .. } => 32,
        Reason::FeeBand { .. } => 33,
        Reason::FeePerUnit { .. } => 34,
        Reason::FeeModifier { .. } => 35,
        Reason::FeeNotPublished { .. } => 36,
        Reason::FeeLevelUnknown { .. } => 37,
        Reason::FeeUnknown { .. } => 38,
        Reason::VatRate { .. } => 39,
        Reason::EditionRetired { .. } => 40,
        Reason::HeldLapsed { .. } => 41,
    }
}

/// How many codes there are.
pub(crate) const CODES: usize = 42;

#[test]
fn the_documentation_explains_every_code_and_parameter() {
    let text = include_str!("../../../../docs/reasons.md");
    let (pillars, components) = one_of_each();
    for (reason, [sentence, _]) in pillars.into_iter().chain(components) {
        let written = json::canonical(&reason);
        let code = written.split("\"code\":\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        let mut sections = text.split("\n## ").skip(1);
        let found = sections.find(|section| section.starts_with(&format!("{code}\n")));
        let section = found.unwrap_or_else(|| panic!("docs/reasons.md has no heading `## {code}`"));
        for key in keys(&written).filter(|key| !["code", "source", "programme"].contains(key)) {
            assert!(section.contains(&format!("`{key}`")), "`{key}` of `{code}` is not explained");
        }
        assert!(section.contains(&format!("\n> {sentence}\n")), "the example of `{code}` is not: {sentence}");
        let place = place(&reason);
        let heading = text.split("\n## ").skip(1).nth(place).unwrap_or_default();
        assert!(heading.starts_with(&format!("{code}\n")), "`{code}` is not heading {place}");
    }
    assert_eq!(text.matches("\n## ").count(), CODES, "a heading that is no code");
}

/// The keys of a flat JSON object.
fn keys(written: &str) -> impl Iterator<Item = &str> {
    written.match_indices("\":").filter_map(|(end, _)| written[..end].rsplit('"').next())
}
