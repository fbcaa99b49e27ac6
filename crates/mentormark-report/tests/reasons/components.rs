//! A clause of the components for each code about checks, marks and facts, with what it says.

use mentormark_rules::{Id, Reason, reason::Ignored};

use crate::{
    Said,
    samples::{id, ids},
};

pub(crate) fn of_checks() -> Said {
    let source = || id("c#all");
    vec![
        (
            Reason::CheckMet { check: id("ready"), source: source() },
            ["The check “Readiness” is met.", "Mae’r gwiriad “Readiness” wedi’i fodloni."],
        ),
        (
            Reason::CheckNotRequired { check: id("rules-of-the-day"), source: source() },
            ["The check “Rules of the day” is not asked for here.", "Ni ofynnir am y gwiriad “Rules of the day” yma."],
        ),
        (
            Reason::CheckNotMet { check: id("trained"), facts: ids(&["weekly", "weeks", "trained"]), source: source() },
            [
                "The check “Training” is not met. This is because of the answers to: Minutes a week, Weeks and Training so far.",
                "Nid yw’r gwiriad “Training” wedi’i fodloni. Mae hyn oherwydd yr atebion i “Minutes a week”, “Weeks” a “Training so far”.",
            ],
        ),
        (
            Reason::CheckUndetermined { check: id("year"), needs: ids(&["start"]), source: source() },
            [
                "The check “A year” is not known yet. Still to be answered: Start date.",
                "Nid yw canlyniad y gwiriad “A year” yn hysbys eto. I’w ateb o hyd: “Start date”.",
            ],
        ),
        (
            Reason::RatingIgnored {
                programme: Some(id("evenings")),
                criterion: id("discussion.b"),
                because: Ignored::DoesNotApply,
                source: source(),
            },
            [
                "In the programme “evenings”, the rating of “Talks of care” does not count: this criterion does not apply here.",
                "Yn y rhaglen “evenings”, nid yw’r sgôr ar gyfer “Talks of care” yn cyfrif: nid yw’r maen prawf hwn yn berthnasol yma.",
            ],
        ),
        (
            Reason::SectionNotApplicable { programme: None, section: id("discussion"), source: source() },
            [
                "Discussion does not apply here, so it has no level.",
                "Nid yw “Discussion” yn berthnasol yma, felly ni roddir lefel.",
            ],
        ),
    ]
}

pub(crate) fn of_marks() -> Said {
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
            [
                "Observation has 15 of 20 points, and 12 would do for Pass.",
                "Mae gan “Observation” 15 o 20 pwynt, a byddai 12 yn ddigon ar gyfer lefel Pass.",
            ],
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
            [
                "Observation has 11 of 20 points, and 14 are needed for Merit. 2 criteria are not answered yet.",
                "Mae gan “Observation” 11 o 20 pwynt, ac mae angen 14 ar gyfer lefel Merit. Mae 2 faen prawf heb eu hateb eto.",
            ],
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
            [
                "None of the 4 criteria of Observation are rated below “1: shown”, and for Pass none may be.",
                "Nid oes yr un o’r 4 maen prawf yn “Observation” wedi cael sgôr is na “1: shown”, ac ni chaiff yr un fod felly ar gyfer lefel Pass.",
            ],
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
            [
                "1 criterion of Observation is rated below “1: shown”, and for Pass none may be. 2 are not answered yet.",
                "Mae 1 maen prawf yn “Observation” wedi cael sgôr is na “1: shown”, ac ni chaiff yr un fod felly ar gyfer lefel Pass. Mae 2 heb eu hateb eto.",
            ],
        ),
        (
            Reason::NothingApplicable {
                programme: programme.clone(),
                section: section(),
                level: id("pass"),
                source: source(),
            },
            [
                "Nothing is left in Observation of what Pass looks at, so it cannot be reached.",
                "Nid oes dim ar ôl yn “Observation” o’r hyn y mae lefel Pass yn edrych arno, felly ni ellir ei chyrraedd.",
            ],
        ),
    ]
}

pub(crate) fn of_facts() -> Said {
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
            [
                "Observation does not reach Pass: the answer to “Ready” would have to be different, or given.",
                "Nid yw “Observation” yn cyrraedd lefel Pass: byddai’n rhaid i’r ateb i “Ready” fod yn wahanol, neu gael ei roi.",
            ],
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
            [
                "Observation does not reach Pass: “First observation” and “Second observation” come to 1 hour 38 minutes, and it \
             must be at least 1 hour 48 minutes.",
                "Nid yw “Observation” yn cyrraedd lefel Pass: mae “First observation” a “Second observation” yn dod i 1 awr 38 munud, ac mae angen o leiaf 1 awr 48 munud.",
            ],
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
            [
                "Observation does not reach Pass: “First observation” is 2 hours 13 minutes, and it may be 2 hours 12 minutes at \
             most.",
                "Nid yw “Observation” yn cyrraedd lefel Pass: mae “First observation” yn dod i 2 awr 13 munud, a chaniateir 2 awr 12 munud ar y mwyaf.",
            ],
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
            [
                "Observation does not reach Merit: it needs an award of “nms” at “silver” or “gold”, and none that would do is \
             held.",
                "Nid yw “Observation” yn cyrraedd lefel Merit: mae angen dyfarniad o “nms” ar lefel “silver” neu “gold”, ac ni ddelir un addas.",
            ],
        ),
        (
            Reason::TableResult {
                programme,
                level: Some(id("pass")),
                results: vec![Some(id("merit")), Some(id("pass"))],
                source: id("c#all"),
            },
            [
                "Observation at Merit and Discussion at Pass together give Pass.",
                "Mae “Observation” ar lefel Merit a “Discussion” ar lefel Pass gyda’i gilydd yn rhoi lefel Pass.",
            ],
        ),
        (
            Reason::ProgrammesCombined { level: Some(id("pass")), count: 3, source: source() },
            [
                "3 programmes are at Pass or higher, and 2 would do, so together they earn Pass.",
                "Mae 3 rhaglen ar lefel Pass neu uwch, a byddai 2 yn ddigon, felly gyda’i gilydd enillir lefel Pass.",
            ],
        ),
    ]
}
