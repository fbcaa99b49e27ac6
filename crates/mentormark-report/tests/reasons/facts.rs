//! Clauses about checks, awards held, programmes and fees, in each of their forms.

use mentormark_rules::{Reason, reason::Ignored};

use crate::{
    check,
    samples::{Sample, date, id, ids, pence},
};

#[test]
fn checks_and_ratings_read_well_in_every_form() {
    let source = || id("c#all");
    let table = vec![
        (
            Reason::CheckNotMet { check: id("year"), facts: vec![], source: source() },
            [
                "The check “A year” is not met. No award that it asks for is held.",
                "Nid yw’r gwiriad “A year” wedi’i fodloni. Ni ddelir yr un dyfarniad y mae’n gofyn amdano.",
            ],
        ),
        (
            Reason::CheckNotMet { check: id("year"), facts: ids(&["start"]), source: source() },
            [
                "The check “A year” is not met. This is because of the answer to: Start date.",
                "Nid yw’r gwiriad “A year” wedi’i fodloni. Mae hyn oherwydd yr ateb i “Start date”.",
            ],
        ),
        (
            Reason::RatingIgnored {
                programme: None,
                criterion: id("observation.d"),
                because: Ignored::NoReason,
                source: source(),
            },
            [
                "The rating of “It is written up” does not count: it says “not applicable” and not why, so it counts as not \
             answered.",
                "Nid yw’r sgôr ar gyfer “It is written up” yn cyfrif: mae’n dweud “ddim yn berthnasol” heb ddweud pam, felly mae’n cyfrif fel un heb ei ateb.",
            ],
        ),
    ];
    check(Sample::components().standard(), table);
}

#[test]
fn facts_awards_and_programmes_read_well_in_every_form() {
    let source = || id("c#all");
    let table = vec![
        (
            Reason::FactMissed {
                programme: None,
                section: None,
                level: id("merit"),
                facts: ids(&["role", "members"]),
                source: source(),
            },
            [
                "Merit is not reached: the answers to “Role” and “Members” would have to be different, or given.",
                "Ni chyrhaeddir lefel Merit: byddai’n rhaid i’r atebion i “Role” a “Members” fod yn wahanol, neu gael eu rhoi.",
            ],
        ),
        (
            Reason::FactMissed { programme: None, section: None, level: id("merit"), facts: vec![], source: source() },
            [
                "Merit is not reached: the day judged on would have to be different.",
                "Ni chyrhaeddir lefel Merit: byddai’n rhaid i’r diwrnod y bernir arno fod yn wahanol.",
            ],
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
            [
                "Merit is not reached: it needs an award at Pass, and none that would do is held.",
                "Ni chyrhaeddir lefel Merit: mae angen dyfarniad ar lefel Pass, ac ni ddelir un addas.",
            ],
        ),
        (
            Reason::NothingApplicable { programme: None, section: None, level: id("merit"), source: source() },
            [
                "Nothing is left of what Merit looks at, so it cannot be reached.",
                "Nid oes dim ar ôl o’r hyn y mae lefel Merit yn edrych arno, felly ni ellir ei chyrraedd.",
            ],
        ),
        (
            Reason::TableResult {
                programme: Some(id("evenings")),
                level: None,
                results: vec![None, Some(id("pass"))],
                source: source(),
            },
            [
                "In the programme “evenings”, Observation at no level and Discussion at Pass together give no level.",
                "Yn y rhaglen “evenings”, nid yw “Observation” heb lefel a “Discussion” ar lefel Pass gyda’i gilydd yn rhoi unrhyw lefel.",
            ],
        ),
        (
            Reason::ProgrammesCombined { level: None, count: 2, source: source() },
            ["The 2 programmes together earn no level yet.", "Nid yw’r 2 raglen gyda’i gilydd yn ennill lefel eto."],
        ),
        (
            Reason::ProgrammesCombined { level: Some(id("merit")), count: 2, source: source() },
            [
                "2 programmes are at Merit, and 2 are needed, so together they earn Merit.",
                "Mae 2 raglen ar lefel Merit, ac mae angen 2, felly gyda’i gilydd enillir lefel Merit.",
            ],
        ),
        (
            Reason::RenewalWindow {
                held: id("pass"),
                from: date("2026-12-02"),
                last_day: date("2027-03-01"),
                keeps_anniversary: false,
                source: source(),
            },
            [
                "The award held, Pass, is valid to 1 March 2027 and can be renewed from 2 December 2026.",
                "Mae’r dyfarniad a ddelir, lefel Pass, yn ddilys hyd at 1 Mawrth 2027 a gellir ei adnewyddu o 2 Rhagfyr 2026 ymlaen.",
            ],
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
            [
                "The fee before VAT starts at £100.00. The band is “Everyone”.",
                "Mae’r ffi cyn TAW yn dechrau ar £100.00. Y band yw “Everyone”.",
            ],
        ),
        (
            per_unit("members", 100, 1, None),
            [
                "For “Members” above 100, each one adds £5.00 before VAT.",
                "Ar gyfer “Members” uwchlaw 100, mae pob un yn ychwanegu £5.00 cyn TAW.",
            ],
        ),
        (
            per_unit("income", 1_000_000, 50_000, Some(1)),
            [
                "For “Income” above £10,000.00, each £500.00 adds £5.00 before VAT. This is charged once.",
                "Ar gyfer “Income” uwchlaw £10,000.00, mae pob £500.00 yn ychwanegu £5.00 cyn TAW. Codir hyn unwaith.",
            ],
        ),
        (
            per_unit("trained", 600, 90, Some(0)),
            [
                "For “Training so far” above 10 hours, each 1 hour 30 minutes adds £5.00 before VAT. There is nothing above that \
             here.",
                "Ar gyfer “Training so far” uwchlaw 10 awr, mae pob 1 awr 30 munud yn ychwanegu £5.00 cyn TAW. Nid oes dim uwchlaw hynny yma.",
            ],
        ),
        (
            modifier(Some(10), None, None),
            ["“Late entry” raises the fee by 10%.", "Mae “Late entry” yn ychwanegu 10% at y ffi."],
        ),
        (
            modifier(None, Some(-5_050), None),
            ["“Late entry” lowers the fee by £50.50.", "Mae “Late entry” yn tynnu £50.50 oddi ar y ffi."],
        ),
        (
            modifier(None, None, Some(("weeks", 52))),
            [
                "“Late entry” leaves only a part of the fee, “Weeks” out of 52.",
                "Mae “Late entry” yn gadael cyfran o’r ffi: “Weeks” allan o 52.",
            ],
        ),
    ];
    check(Sample::components().standard(), table);
}
