//! Each reason code has a sentence with all its numbers, and a place in `docs/reasons.md` with that sentence as its example.

mod samples;

use mentormark_report::{Standard, reason_sentence};
use mentormark_rules::{Id, Reason, json, reason::Ignored};
use samples::{Sample, date, id, ids, pence, rate};

/// One of each code, with the sentence it must make; the numbers of one are all different, so that none can be mistaken. Those in
/// the first list are of the pillars, those in the second of the components.
fn one_of_each() -> (Said, Said) {
    ([of_levels(), of_awards(), of_fees()].concat(), [of_checks(), of_marks(), of_facts()].concat())
}

/// Clauses, each with what it says.
type Said = Vec<(Reason, &'static str)>;

fn of_levels() -> Said {
    let (source, award, programme) = (|| id("nms#best-fit"), || id("nms#overall-award"), None);
    vec![
        (
            Reason::SectionReached {
                programme: programme.clone(),
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
                programme: programme.clone(),
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
            Reason::SectionHeldBack {
                programme: programme.clone(),
                section: id("aims"),
                level: id("gold"),
                below: id("silver"),
                source: source(),
            },
            "Aims has what Gold asks for, but this does not count until it reaches Silver too.",
        ),
        (
            Reason::QuorumReached {
                programme: programme.clone(),
                level: id("bronze"),
                count: 7,
                needed: 6,
                source: award(),
            },
            "All 7 pillars are at Bronze or higher, and 6 would do.",
        ),
        (
            Reason::QuorumMissed {
                programme: programme.clone(),
                level: id("silver"),
                count: 2,
                needed: 6,
                source: award(),
            },
            "2 of the 7 pillars are at Silver or higher, and 6 are needed for Silver.",
        ),
        (
            Reason::FloorMissed {
                programme: programme.clone(),
                level: id("gold"),
                floor: id("silver"),
                below: 1,
                source: award(),
            },
            "Enough pillars are at Gold, but 1 is below Silver, and for Gold none may be.",
        ),
        (
            Reason::ShareReached {
                programme: programme.clone(),
                level: id("bronze"),
                met: 30,
                needed: 20,
                of: 36,
                source: source(),
            },
            "30 of the 36 criteria are rated high enough, and 20 would do for Bronze.",
        ),
        (
            Reason::ShareMissed {
                programme,
                level: id("gold"),
                met: 11,
                unanswered: 1,
                needed: 20,
                of: 34,
                source: source(),
            },
            "11 of the 34 criteria are rated high enough, and 20 are needed for Gold. 1 is not answered yet.",
        ),
    ]
}

fn of_awards() -> Said {
    let source = || id("nms#best-fit");
    vec![
        (
            Reason::TargetReached { target: id("silver"), source: source() },
            "The level applied for is Silver, and it can be awarded now.",
        ),
        (
            Reason::TargetMissed { target: id("gold"), award: Some(id("silver")), source: source() },
            "The level applied for is Gold, but only Silver can be awarded now.",
        ),
        (
            Reason::PrerequisiteMissed { prerequisite: id("plan"), level: id("gold"), source: source() },
            "Gold also needs “A plan”, which is missing.",
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
            Reason::RenewalWindow {
                held: id("bronze"),
                from: date("2026-12-02"),
                last_day: date("2027-03-01"),
                keeps_anniversary: true,
                source: source(),
            },
            "The award held, Bronze, is valid to 1 March 2027 and can be renewed from 2 December 2026. Renewed now, the new \
             award starts when the one held ends.",
        ),
        (
            Reason::MustProgress { held: id("bronze"), source: source() },
            "The award held is Bronze, and the next one must be higher than that.",
        ),
        (
            Reason::EditionRetired { from: date("2025-08-01"), source: source() },
            "This edition was retired on 1 August 2025, and what it says may no longer hold.",
        ),
        (
            Reason::HeldLapsed { held: id("bronze"), last_day: date("2026-03-01"), counts: true, source: source() },
            "The award held, Bronze, was last valid on 1 March 2026. It is counted all the same.",
        ),
    ]
}

fn of_fees() -> Said {
    let source = || id("nms#fees");
    vec![
        (
            Reason::FeeBand {
                band: id("large"),
                fact: Some(id("employees")),
                from: Some(1_250),
                net: pence(140_000),
                currency: id("GBP"),
                source: source(),
            },
            "The fee before VAT is £1,400.00. The band is “Large employer”.",
        ),
        (
            Reason::FeePerUnit {
                fact: id("employees"),
                above: 1_250,
                unit: 10,
                units: Some(3),
                net: pence(500),
                currency: id("GBP"),
                source: source(),
            },
            "For “Employees” above 1,250, each 10 adds £5.00 before VAT. This is charged 3 times.",
        ),
        (
            Reason::FeeModifier {
                modifier: id("charity"),
                percent: Some(-15),
                net: None,
                fact: None,
                of: None,
                currency: id("GBP"),
                source: source(),
            },
            "“For charities” lowers the fee by 15%.",
        ),
        (Reason::FeeNotPublished { source: source() }, "The fee is not published: ask the awarding body."),
        (
            Reason::FeeLevelUnknown { source: source() },
            "The fee depends on the level: say which is applied for to see it.",
        ),
        (
            Reason::FeeUnknown { needs: ids(&["employees", "turnover", "members"]), source: source() },
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
    ]
}

fn of_checks() -> Said {
    let source = || id("c#all");
    vec![
        (Reason::CheckMet { check: id("ready"), source: source() }, "The check “Readiness” is met."),
        (
            Reason::CheckNotRequired { check: id("rules-of-the-day"), source: source() },
            "The check “Rules of the day” is not asked for here.",
        ),
        (
            Reason::CheckNotMet { check: id("trained"), facts: ids(&["weekly", "weeks", "trained"]), source: source() },
            "The check “Training” is not met. This is because of the answers to: Minutes a week, Weeks and Training so far.",
        ),
        (
            Reason::CheckUndetermined { check: id("year"), needs: ids(&["start"]), source: source() },
            "The check “A year” is not known yet. Still to be answered: Start date.",
        ),
        (
            Reason::RatingIgnored {
                programme: Some(id("evenings")),
                criterion: id("discussion.b"),
                because: Ignored::DoesNotApply,
                source: source(),
            },
            "In the programme “evenings”, the rating of “Talks of care” does not count: this criterion does not apply here.",
        ),
        (
            Reason::SectionNotApplicable { programme: None, section: id("discussion"), source: source() },
            "Discussion does not apply here, so it has no level.",
        ),
    ]
}

fn of_marks() -> Said {
    let (source, section, programme) = (|| id("c#marks"), || Some(id("observation")), None::<Id>);
    vec![
        (
            Reason::PointsReached {
                programme: programme.clone(),
                section: section(),
                level: id("pass"),
                points: 15,
                needed: 12,
                most: 20,
                source: source(),
            },
            "Observation has 15 of 20 points, and 12 would do for Pass.",
        ),
        (
            Reason::PointsMissed {
                programme: programme.clone(),
                section: section(),
                level: id("merit"),
                points: 11,
                unanswered: 2,
                needed: 14,
                most: 20,
                source: source(),
            },
            "Observation has 11 of 20 points, and 14 are needed for Merit. 2 criteria are not answered yet.",
        ),
        (
            Reason::NoneBelowReached {
                programme: programme.clone(),
                section: section(),
                level: id("pass"),
                rated: id("one"),
                of: 4,
                source: source(),
            },
            "None of the 4 criteria of Observation are rated below “1: shown”, and for Pass none may be.",
        ),
        (
            Reason::NoneBelowMissed {
                programme: programme.clone(),
                section: section(),
                level: id("pass"),
                rated: id("one"),
                below: 1,
                unanswered: 2,
                source: source(),
            },
            "1 criterion of Observation is rated below “1: shown”, and for Pass none may be. 2 are not answered yet.",
        ),
        (
            Reason::NothingApplicable {
                programme: programme.clone(),
                section: section(),
                level: id("pass"),
                source: source(),
            },
            "Nothing is left in Observation of what Pass looks at, so it cannot be reached.",
        ),
    ]
}

fn of_facts() -> Said {
    let (source, section, programme) = (|| id("c#marks"), || Some(id("observation")), None::<Id>);
    vec![
        (
            Reason::FactMissed {
                programme: programme.clone(),
                section: section(),
                level: id("pass"),
                facts: ids(&["ready"]),
                source: source(),
            },
            "Observation does not reach Pass: the answer to “Ready” would have to be different, or given.",
        ),
        (
            Reason::DurationBelow {
                programme: programme.clone(),
                section: section(),
                level: id("pass"),
                facts: ids(&["first", "second"]),
                minutes: 98,
                least: 108,
                source: source(),
            },
            "Observation does not reach Pass: “First observation” and “Second observation” come to 1 hour 38 minutes, and it \
             must be at least 1 hour 48 minutes.",
        ),
        (
            Reason::DurationAbove {
                programme: programme.clone(),
                section: section(),
                level: id("pass"),
                facts: ids(&["first"]),
                minutes: 133,
                most: 132,
                source: source(),
            },
            "Observation does not reach Pass: “First observation” is 2 hours 13 minutes, and it may be 2 hours 12 minutes at \
             most.",
        ),
        (
            Reason::HeldMissed {
                programme: programme.clone(),
                section: section(),
                level: id("merit"),
                scheme: Some(id("nms")),
                levels: ids(&["silver", "gold"]),
                source: source(),
            },
            "Observation does not reach Merit: it needs an award of “nms” at “silver” or “gold”, and none that would do is \
             held.",
        ),
        (
            Reason::TableResult {
                programme,
                level: Some(id("pass")),
                results: vec![Some(id("merit")), Some(id("pass"))],
                source: id("c#all"),
            },
            "Observation at Merit and Discussion at Pass together give Pass.",
        ),
        (
            Reason::ProgrammesCombined { level: Some(id("pass")), count: 3, source: source() },
            "3 programmes are at Pass or higher, and 2 would do, so together they earn Pass.",
        ),
    ]
}

/// Where a code has its heading in `docs/reasons.md`. A new one does not compile here until it has a place, and then fails until it
/// has a sample.
fn place(reason: &Reason) -> usize {
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

const CODES: usize = 42;

#[test]
fn every_code_says_all_it_knows() {
    let (pillars, components) = one_of_each();
    let mut places: Vec<usize> = pillars.iter().chain(&components).map(|(reason, _)| place(reason)).collect();
    places.sort_unstable();
    assert_eq!(places, (0..CODES).collect::<Vec<_>>());
    for (sample, said) in [(Sample::pillars(), pillars), (Sample::components(), components)] {
        for (reason, sentence) in said {
            assert_eq!(reason_sentence(&reason, sample.standard()), sentence);
        }
    }
}

/// Holds the sentences of a table against what is said.
fn check(standard: Standard<'_>, table: Vec<(Reason, &str)>) {
    for (reason, sentence) in table {
        assert_eq!(reason_sentence(&reason, standard), sentence);
    }
}

#[test]
fn counts_of_none_one_and_all_read_well() {
    let reached = |met, needed, of| Reason::SectionReached {
        programme: None,
        section: id("aims"),
        level: id("bronze"),
        met,
        needed,
        of,
        source: id("nms#best-fit"),
    };
    let missed = |met, unanswered, of| Reason::SectionMissed {
        programme: None,
        section: id("aims"),
        level: id("gold"),
        met,
        unanswered,
        needed: 3,
        of,
        source: id("nms#best-fit"),
    };
    let quorum = |count| Reason::QuorumMissed {
        programme: None,
        level: id("gold"),
        count,
        needed: 6,
        source: id("nms#overall-award"),
    };
    let table = vec![
        (reached(5, 3, 5), "Aims reaches Bronze: all 5 of its Bronze criteria are met, and 3 would do."),
        (reached(3, 3, 5), "Aims reaches Bronze: 3 of its 5 Bronze criteria are met, and 3 are needed."),
        (reached(1, 1, 1), "Aims reaches Bronze: its 1 Bronze criterion is met, and 1 is needed."),
        (
            missed(0, 1, 5),
            "Aims does not reach Gold yet: none of its 5 Gold criteria are met, and 3 are needed. 1 is not answered yet.",
        ),
        (missed(2, 0, 5), "Aims does not reach Gold yet: 2 of its 5 Gold criteria are met, and 3 are needed."),
        (quorum(0), "None of the 7 pillars are at Gold, and 6 are needed for Gold."),
        (quorum(1), "1 of the 7 pillars is at Gold, and 6 are needed for Gold."),
        (
            Reason::TargetMissed { target: id("gold"), award: None, source: id("nms#progression") },
            "The level applied for is Gold, but no award can be made now.",
        ),
        (
            Reason::HeldLapsed {
                held: id("gold"),
                last_day: date("2026-03-01"),
                counts: false,
                source: id("nms#validity"),
            },
            "The award held, Gold, was last valid on 1 March 2026. It is not counted.",
        ),
    ];
    check(Sample::pillars().standard(), table);
}

#[test]
fn marks_name_the_rating_that_counts() {
    let (section, source) = (|| id("observation"), || id("c#marks"));
    let reached = |level, met, needed, of| Reason::SectionReached {
        programme: None,
        section: section(),
        level: id(level),
        met,
        needed,
        of,
        source: source(),
    };
    let below = |section: Option<Id>, below, unanswered| Reason::NoneBelowMissed {
        programme: None,
        section,
        level: id("pass"),
        rated: id("one"),
        below,
        unanswered,
        source: source(),
    };
    let table = vec![
        (
            reached("pass", 4, 3, 4),
            "Observation reaches Pass: all 4 of its criteria are rated “2: shown well”, and 3 would do.",
        ),
        // Of another source than the rule's, so nothing more is known.
        (
            reached("pass", 3, 2, 4),
            "Observation reaches Pass: 3 of its 4 criteria are rated high enough, and 2 would do.",
        ),
        (
            Reason::SectionMissed {
                programme: Some(id("evenings")),
                section: id("discussion"),
                level: id("pass"),
                met: 1,
                unanswered: 0,
                needed: 2,
                of: 2,
                source: id("c#talk"),
            },
            "In the programme “evenings”, Discussion does not reach Pass yet: 1 of its 2 Pass criteria under “Talk” is rated \
             “1: shown” or higher, or given a written reason, and all are needed.",
        ),
        (below(None, 2, 0), "2 criteria are rated below “1: shown”, and for Pass none may be."),
        (
            below(Some(section()), 0, 1),
            "1 criterion of Observation is not answered yet, and for Pass none may be rated below “1: shown”.",
        ),
        (
            Reason::PointsMissed {
                programme: None,
                section: None,
                level: id("pass"),
                points: 0,
                unanswered: 1,
                needed: 1,
                most: 1,
                source: source(),
            },
            "The ratings make 0 of 1 point, and 1 is needed for Pass. 1 criterion is not answered yet.",
        ),
    ];
    check(Sample::components().standard(), table);
}

#[test]
fn facts_awards_and_programmes_read_well_in_every_form() {
    let source = || id("c#all");
    let table = vec![
        (
            Reason::CheckNotMet { check: id("year"), facts: vec![], source: source() },
            "The check “A year” is not met. No award that it asks for is held.",
        ),
        (
            Reason::CheckNotMet { check: id("year"), facts: ids(&["start"]), source: source() },
            "The check “A year” is not met. This is because of the answer to: Start date.",
        ),
        (
            Reason::RatingIgnored {
                programme: None,
                criterion: id("observation.d"),
                because: Ignored::NoReason,
                source: source(),
            },
            "The rating of “It is written up” does not count: it says “not applicable” and not why, so it counts as not \
             answered.",
        ),
        (
            Reason::FactMissed {
                programme: None,
                section: None,
                level: id("merit"),
                facts: ids(&["role", "members"]),
                source: source(),
            },
            "Merit is not reached: the answers to “Role” and “Members” would have to be different, or given.",
        ),
        (
            Reason::HeldMissed {
                programme: None,
                section: None,
                level: id("merit"),
                scheme: None,
                levels: ids(&["pass"]),
                source: source(),
            },
            "Merit is not reached: it needs an award at Pass, and none that would do is held.",
        ),
        (
            Reason::NothingApplicable { programme: None, section: None, level: id("merit"), source: source() },
            "Nothing is left of what Merit looks at, so it cannot be reached.",
        ),
        (
            Reason::TableResult {
                programme: Some(id("evenings")),
                level: None,
                results: vec![None, Some(id("pass"))],
                source: source(),
            },
            "In the programme “evenings”, Observation at no level and Discussion at Pass together give no level.",
        ),
        (
            Reason::ProgrammesCombined { level: None, count: 2, source: source() },
            "The 2 programmes together earn no level yet.",
        ),
        (
            Reason::ProgrammesCombined { level: Some(id("merit")), count: 2, source: source() },
            "2 programmes are at Merit, and 2 are needed, so together they earn Merit.",
        ),
        (
            Reason::RenewalWindow {
                held: id("pass"),
                from: date("2026-12-02"),
                last_day: date("2027-03-01"),
                keeps_anniversary: false,
                source: source(),
            },
            "The award held, Pass, is valid to 1 March 2027 and can be renewed from 2 December 2026.",
        ),
    ];
    check(Sample::components().standard(), table);
}

#[test]
fn fees_read_well_in_every_form() {
    let (source, currency) = (|| id("c#all"), || id("GBP"));
    let per_unit = |fact: &str, above, unit, units| Reason::FeePerUnit {
        fact: id(fact),
        above,
        unit,
        units,
        net: pence(500),
        currency: currency(),
        source: source(),
    };
    let modifier = |percent, net, of: Option<(&str, i64)>| Reason::FeeModifier {
        modifier: id("late"),
        percent,
        net,
        fact: of.map(|(fact, _)| id(fact)),
        of: of.map(|(_, of)| of),
        currency: currency(),
        source: source(),
    };
    let table = vec![
        (
            Reason::FeeBand {
                band: id("all"),
                fact: None,
                from: None,
                net: pence(10_000),
                currency: currency(),
                source: source(),
            },
            "The fee before VAT starts at £100.00. The band is “Everyone”.",
        ),
        (per_unit("members", 100, 1, None), "For “Members” above 100, each one adds £5.00 before VAT."),
        (
            per_unit("income", 1_000_000, 50_000, Some(1)),
            "For “Income” above £10,000.00, each £500.00 adds £5.00 before VAT. This is charged once.",
        ),
        (
            per_unit("trained", 600, 90, Some(0)),
            "For “Training so far” above 10 hours, each 1 hour 30 minutes adds £5.00 before VAT. There is nothing above that \
             here.",
        ),
        (modifier(Some(10), None, None), "“Late entry” raises the fee by 10%."),
        (modifier(None, Some(-5_050), None), "“Late entry” lowers the fee by £50.50."),
        (modifier(None, None, Some(("weeks", 52))), "“Late entry” makes the fee the part of it that “Weeks” is of 52."),
    ];
    check(Sample::components().standard(), table);
}

#[test]
fn the_documentation_explains_every_code_and_parameter() {
    let text = include_str!("../../../docs/reasons.md");
    let (pillars, components) = one_of_each();
    for (reason, sentence) in pillars.into_iter().chain(components) {
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
