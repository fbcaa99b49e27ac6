//! Each reason code has a sentence with all its numbers, and a place in `docs/reasons.md`.

mod samples;

use mentormark_report::reason_sentence;
use mentormark_rules::{Reason, json};
use samples::{date, id, pence, rate, wording};

/// One of each code, with the sentence it must make. The numbers are all different, so that none can be mistaken.
fn one_of_each() -> Vec<(Reason, &'static str)> {
    let source = || id("nms#best-fit");
    vec![
        (
            Reason::SectionReached {
                section: id("aims"),
                level: id("bronze"),
                met: 4,
                needed: 3,
                of: 5,
                source: source(),
            },
            "Aims reaches Bronze: 4 of its 5 Bronze criteria are met, and 3 would do.",
        ),
        (
            Reason::SectionMissed {
                section: id("aims"),
                level: id("silver"),
                met: 1,
                unanswered: 2,
                needed: 3,
                of: 5,
                source: source(),
            },
            "Aims does not reach Silver yet: 1 of its 5 Silver criteria is met, and 3 are needed. 2 are not answered yet.",
        ),
        (
            Reason::SectionHeldBack { section: id("aims"), level: id("gold"), below: id("silver"), source: source() },
            "Aims meets enough Gold criteria, but they do not count until it reaches Silver too.",
        ),
        (
            Reason::QuorumReached { level: id("bronze"), count: 7, needed: 6, source: source() },
            "7 sections are at Bronze or higher, and 6 would do.",
        ),
        (
            Reason::QuorumMissed { level: id("silver"), count: 2, needed: 6, source: source() },
            "2 sections are at Silver or higher, and 6 are needed for Silver.",
        ),
        (
            Reason::FloorMissed { level: id("gold"), floor: id("silver"), below: 1, source: source() },
            "Enough sections are at Gold, but 1 is below Silver, and for Gold none may be.",
        ),
        (
            Reason::TargetReached { target: id("silver"), source: source() },
            "The level applied for is Silver, and it can be awarded now.",
        ),
        (
            Reason::TargetMissed { target: id("gold"), award: Some(id("silver")), source: source() },
            "The level applied for is Gold, but only Silver can be awarded now.",
        ),
        (
            Reason::ProgressionEntry { level: id("bronze"), quality: id("gold"), source: source() },
            "No award is held yet, so the first award can be Bronze at most. The answers earn Gold.",
        ),
        (
            Reason::ProgressionWait {
                held: id("bronze"),
                awarded_on: date("2026-03-02"),
                months: 6,
                from: date("2026-09-02"),
                source: source(),
            },
            "The Bronze award of 2 March 2026 must be held for 6 months, so a higher level can be awarded from \
             2 September 2026.",
        ),
        (
            Reason::ProgressionStep { held: id("bronze"), level: id("silver"), source: source() },
            "The award held is Bronze, so the next award can be Silver at most. Levels cannot be skipped.",
        ),
        (
            Reason::FeeBand {
                band: id("large"),
                fact: id("employees"),
                from: 1_250,
                net: pence(140_000),
                currency: id("GBP"),
                source: source(),
            },
            "The fee before VAT is £1,400.00. The band is “Large employer”.",
        ),
        (
            Reason::FeeUnknown { needs: vec![id("employees"), id("turnover"), id("members")], source: source() },
            "The fee is not known yet. Still to be answered: Employees, turnover and members.",
        ),
        (
            Reason::VatRate {
                vat_rate_bp: rate(1_750),
                tax_point: date("2010-06-30"),
                from: date("2010-01-01"),
                source: source(),
            },
            "VAT is charged at 17.5%, the rate on 30 June 2010. It has been that since 1 January 2010.",
        ),
        (
            Reason::HeldLapsed { held: id("bronze"), last_day: date("2026-03-01"), counts: true, source: source() },
            "The Bronze award held was last valid on 1 March 2026. It is counted all the same.",
        ),
    ]
}

/// How many codes there are. A new one does not compile here until it is counted, and then fails until it has a sample.
fn place(reason: &Reason) -> usize {
    match reason {
        Reason::SectionReached { .. } => 0,
        Reason::SectionMissed { .. } => 1,
        Reason::SectionHeldBack { .. } => 2,
        Reason::QuorumReached { .. } => 3,
        Reason::QuorumMissed { .. } => 4,
        Reason::FloorMissed { .. } => 5,
        Reason::TargetReached { .. } => 6,
        Reason::TargetMissed { .. } => 7,
        Reason::ProgressionEntry { .. } => 8,
        Reason::ProgressionWait { .. } => 9,
        Reason::ProgressionStep { .. } => 10,
        Reason::FeeBand { .. } => 11,
        Reason::FeeUnknown { .. } => 12,
        Reason::VatRate { .. } => 13,
        Reason::HeldLapsed { .. } => 14,
    }
}

const CODES: usize = 15;

#[test]
fn every_code_says_all_it_knows() {
    let samples = one_of_each();
    let places: Vec<usize> = samples.iter().map(|(reason, _)| place(reason)).collect();
    assert_eq!(places, (0..CODES).collect::<Vec<_>>());
    for (reason, sentence) in samples {
        assert_eq!(reason_sentence(&reason, &wording()), sentence);
    }
}

#[test]
fn counts_of_none_one_and_all_read_well() {
    let reached = |met, needed, of| {
        let (section, level, source) = (id("aims"), id("bronze"), id("nms#best-fit"));
        reason_sentence(&Reason::SectionReached { section, level, met, needed, of, source }, &wording())
    };
    assert_eq!(reached(5, 3, 5), "Aims reaches Bronze: all 5 of its Bronze criteria are met, and 3 would do.");
    assert_eq!(reached(3, 3, 5), "Aims reaches Bronze: 3 of its 5 Bronze criteria are met, and 3 are needed.");
    assert_eq!(reached(1, 1, 1), "Aims reaches Bronze: its 1 Bronze criterion is met, and 1 is needed.");
    let missed = |met, unanswered, of| {
        let (section, level, source) = (id("aims"), id("gold"), id("nms#best-fit"));
        reason_sentence(&Reason::SectionMissed { section, level, met, unanswered, needed: 3, of, source }, &wording())
    };
    assert_eq!(
        missed(0, 1, 5),
        "Aims does not reach Gold yet: none of its 5 Gold criteria are met, and 3 are needed. 1 is not answered yet."
    );
    assert_eq!(missed(2, 0, 5), "Aims does not reach Gold yet: 2 of its 5 Gold criteria are met, and 3 are needed.");
    let quorum = |count| {
        reason_sentence(
            &Reason::QuorumMissed { level: id("gold"), count, needed: 6, source: id("nms#overall-award") },
            &wording(),
        )
    };
    assert_eq!(quorum(0), "No section is at Gold or higher, and 6 are needed for Gold.");
    assert_eq!(quorum(1), "1 section is at Gold or higher, and 6 are needed for Gold.");
    let none = Reason::TargetMissed { target: id("gold"), award: None, source: id("nms#progression") };
    assert_eq!(reason_sentence(&none, &wording()), "The level applied for is Gold, but no award can be made now.");
    let lapsed = Reason::HeldLapsed {
        held: id("gold"),
        last_day: date("2026-03-01"),
        counts: false,
        source: id("nms#validity"),
    };
    assert_eq!(
        reason_sentence(&lapsed, &wording()),
        "The Gold award held was last valid on 1 March 2026. It is not counted."
    );
}

#[test]
fn the_documentation_explains_every_code_and_parameter() {
    let text = include_str!("../../../docs/reasons.md");
    for (reason, _) in one_of_each() {
        let written = json::canonical(&reason);
        let code = written.split("\"code\":\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        let section = text
            .split("\n## ")
            .find(|section| section.starts_with(&format!("{code}\n")))
            .unwrap_or_else(|| panic!("docs/reasons.md has no heading `## {code}`"));
        for key in keys(&written).filter(|key| !["code", "source"].contains(key)) {
            assert!(section.contains(&format!("`{key}`")), "`{key}` of `{code}` is not explained");
        }
    }
    assert_eq!(text.matches("\n## ").count(), CODES, "a heading that is no code");
}

/// The keys of a flat JSON object.
fn keys(written: &str) -> impl Iterator<Item = &str> {
    written.match_indices("\":").filter_map(|(end, _)| written[..end].rsplit('"').next())
}
