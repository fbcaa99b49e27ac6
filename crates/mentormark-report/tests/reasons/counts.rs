//! Clauses that count, in each of their forms: none, one and all, with and without a section or a programme.

use mentormark_rules::{Id, Reason};

use crate::{
    check,
    samples::{Sample, date, id},
};

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
        (
            reached(5, 3, 5),
            [
                "Aims reaches Bronze: all 5 of its Bronze criteria are met, and 3 would do.",
                "Mae “Aims” yn cyrraedd lefel Bronze: mae pob un o’r 5 maen prawf lefel Bronze wedi’i fodloni, a byddai 3 yn ddigon.",
            ],
        ),
        (
            reached(3, 3, 5),
            [
                "Aims reaches Bronze: 3 of its 5 Bronze criteria are met, and 3 are needed.",
                "Mae “Aims” yn cyrraedd lefel Bronze: mae 3 o’r 5 maen prawf lefel Bronze wedi’u bodloni, ac mae angen 3.",
            ],
        ),
        (
            reached(1, 1, 1),
            [
                "Aims reaches Bronze: its 1 Bronze criterion is met, and 1 is needed.",
                "Mae “Aims” yn cyrraedd lefel Bronze: mae’r 1 maen prawf lefel Bronze wedi’i fodloni, ac mae angen 1.",
            ],
        ),
        (
            missed(0, 1, 5),
            [
                "Aims does not reach Gold yet: none of its 5 Gold criteria are met, and 3 are needed. 1 is not answered yet.",
                "Nid yw “Aims” yn cyrraedd lefel Gold eto: nid oes yr un o’r 5 maen prawf lefel Gold wedi’i fodloni, ac mae angen 3. Mae 1 heb ei ateb eto.",
            ],
        ),
        (
            missed(2, 0, 5),
            [
                "Aims does not reach Gold yet: 2 of its 5 Gold criteria are met, and 3 are needed.",
                "Nid yw “Aims” yn cyrraedd lefel Gold eto: mae 2 o’r 5 maen prawf lefel Gold wedi’u bodloni, ac mae angen 3.",
            ],
        ),
        (
            quorum(0),
            [
                "None of the 7 pillars are at Gold, and 6 are needed for Gold.",
                "Nid oes yr un o’r pillars (7) ar lefel Gold, ac mae angen 6 ar gyfer lefel Gold.",
            ],
        ),
        (
            quorum(1),
            [
                "1 of the 7 pillars is at Gold, and 6 are needed for Gold.",
                "Mae 1 allan o 7 o’r pillars ar lefel Gold, ac mae angen 6 ar gyfer lefel Gold.",
            ],
        ),
        (
            Reason::TargetMissed { target: id("gold"), award: None, source: id("nms#progression") },
            [
                "The level applied for is Gold, but no award can be made now.",
                "Y lefel y gwneir cais amdani yw Gold, ond ni ellir gwneud dyfarniad nawr.",
            ],
        ),
        (
            Reason::HeldLapsed {
                held: id("gold"),
                last_day: date("2026-03-01"),
                counts: false,
                source: id("nms#validity"),
            },
            [
                "The award held, Gold, was last valid on 1 March 2026. For the next level it counts as if none were held.",
                "Roedd y dyfarniad a ddelir, lefel Gold, yn ddilys ddiwethaf ar 1 Mawrth 2026. Ar gyfer y lefel nesaf mae’n cyfrif fel pe na bai un yn cael ei ddal.",
            ],
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
            [
                "Observation reaches Pass: all 4 of its criteria are rated “2: shown well”, and 3 would do.",
                "Mae “Observation” yn cyrraedd lefel Pass: mae pob un o’r 4 maen prawf wedi cael sgôr “2: shown well”, a byddai 3 yn ddigon.",
            ],
        ),
        // Of another source than the rule's, so nothing more is known.
        (
            reached("pass", 3, 2, 4),
            [
                "Observation reaches Pass: 3 of its 4 criteria are rated high enough, and 2 would do.",
                "Mae “Observation” yn cyrraedd lefel Pass: mae 3 o’r 4 maen prawf wedi cael sgôr digon uchel, a byddai 2 yn ddigon.",
            ],
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
            [
                "In the programme “evenings”, Discussion does not reach Pass yet: 1 of its 2 Pass criteria under “Talk” is rated \
             “1: shown” or higher, or given a written reason, and all are needed.",
                "Yn y rhaglen “evenings”, nid yw “Discussion” yn cyrraedd lefel Pass eto: mae 1 o’r 2 faen prawf lefel Pass dan “Talk” wedi cael sgôr “1: shown” neu uwch, neu â rheswm ysgrifenedig, ac mae angen pob un.",
            ],
        ),
        (
            below(None, 2, 0),
            [
                "2 criteria are rated below “1: shown”, and for Pass none may be.",
                "Mae 2 faen prawf wedi cael sgôr is na “1: shown”, ac ni chaiff yr un fod felly ar gyfer lefel Pass.",
            ],
        ),
        (
            below(Some(section()), 0, 1),
            [
                "1 criterion of Observation is not answered yet, and for Pass none may be rated below “1: shown”.",
                "Mae 1 maen prawf yn “Observation” heb ei ateb eto, ac ni chaiff yr un gael sgôr is na “1: shown” ar gyfer lefel Pass.",
            ],
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
            [
                "The ratings make 0 of 1 point, and 1 is needed for Pass. 1 criterion is not answered yet.",
                "Mae’r sgorau’n rhoi 0 o 1 pwynt, ac mae angen 1 ar gyfer lefel Pass. Mae 1 maen prawf heb ei ateb eto.",
            ],
        ),
    ];
    check(Sample::components().standard(), table);
}
