//! A clause of the pillars for each code about levels, awards and fees, with what it says.

use mentormark_rules::Reason;

use crate::{
    Said,
    samples::{date, id, ids, pence, rate},
};

pub(crate) fn of_levels() -> Said {
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
            [
                "Aims reaches Bronze: 4 of its 5 Bronze criteria are met, and 3 would do.",
                "Mae “Aims” yn cyrraedd lefel Bronze: mae 4 o’r 5 maen prawf lefel Bronze wedi’u bodloni, a byddai 3 yn ddigon.",
            ],
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
            [
                "Aims does not reach Silver yet: 1 of its 5 Silver criteria is met, and 3 are needed. 2 are not answered yet.",
                "Nid yw “Aims” yn cyrraedd lefel Silver eto: mae 1 o’r 5 maen prawf lefel Silver wedi’i fodloni, ac mae angen 3. Mae 2 heb eu hateb eto.",
            ],
        ),
        (
            Reason::SectionHeldBack {
                programme: programme.clone(),
                section: id("aims"),
                level: id("gold"),
                below: id("silver"),
                source: source(),
            },
            [
                "Aims has what Gold asks for, but this does not count until it reaches Silver too.",
                "Mae gan “Aims” yr hyn y mae lefel Gold yn gofyn amdano, ond nid yw hyn yn cyfrif nes cyrraedd lefel Silver hefyd.",
            ],
        ),
        (
            Reason::QuorumReached {
                programme: programme.clone(),
                level: id("bronze"),
                count: 7,
                needed: 6,
                source: award(),
            },
            [
                "All 7 pillars are at Bronze or higher, and 6 would do.",
                "Mae pob un o’r pillars (7) ar lefel Bronze neu uwch, a byddai 6 yn ddigon.",
            ],
        ),
        (
            Reason::QuorumMissed {
                programme: programme.clone(),
                level: id("silver"),
                count: 2,
                needed: 6,
                source: award(),
            },
            [
                "2 of the 7 pillars are at Silver or higher, and 6 are needed for Silver.",
                "Mae 2 allan o 7 o’r pillars ar lefel Silver neu uwch, ac mae angen 6 ar gyfer lefel Silver.",
            ],
        ),
        (
            Reason::FloorMissed {
                programme: programme.clone(),
                level: id("gold"),
                floor: id("silver"),
                below: 1,
                source: award(),
            },
            [
                "Enough pillars are at Gold, but 1 is below Silver, and for Gold none may be.",
                "Mae digon o’r pillars ar lefel Gold, ond mae 1 o dan lefel Silver, ac ni chaiff yr un fod felly ar gyfer lefel Gold.",
            ],
        ),
    ]
}

pub(crate) fn of_shares() -> Said {
    let (source, programme) = (|| id("nms#best-fit"), None);
    vec![
        (
            Reason::ShareReached {
                programme: programme.clone(),
                level: id("bronze"),
                met: 30,
                needed: 20,
                of: 36,
                source: source(),
            },
            [
                "30 of the 36 criteria are rated high enough, and 20 would do for Bronze.",
                "Mae 30 o’r 36 maen prawf wedi cael sgôr digon uchel, a byddai 20 yn ddigon ar gyfer lefel Bronze.",
            ],
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
            [
                "11 of the 34 criteria are rated high enough, and 20 are needed for Gold. 1 is not answered yet.",
                "Mae 11 o’r 34 maen prawf wedi cael sgôr digon uchel, ac mae angen 20 ar gyfer lefel Gold. Mae 1 heb ei ateb eto.",
            ],
        ),
    ]
}

pub(crate) fn of_awards() -> Said {
    let source = || id("nms#best-fit");
    vec![
        (
            Reason::TargetReached { target: id("silver"), source: source() },
            [
                "The level applied for is Silver, and it can be awarded now.",
                "Y lefel y gwneir cais amdani yw Silver, a gellir ei dyfarnu nawr.",
            ],
        ),
        (
            Reason::TargetMissed { target: id("gold"), award: Some(id("silver")), source: source() },
            [
                "The level applied for is Gold, but only Silver can be awarded now.",
                "Y lefel y gwneir cais amdani yw Gold, ond dim ond lefel Silver y gellir ei dyfarnu nawr.",
            ],
        ),
        (
            Reason::PrerequisiteMissed { prerequisite: id("plan"), level: id("gold"), source: source() },
            [
                "Gold also needs “A plan”, which is missing.",
                "Mae angen “A plan” hefyd ar gyfer lefel Gold, ac mae ar goll.",
            ],
        ),
        (
            Reason::ProgressionEntry { level: id("bronze"), quality: id("gold"), source: source() },
            [
                "No award is held now, so Bronze is the most that can be awarded. The answers earn Gold.",
                "Ni ddelir dyfarniad ar hyn o bryd, felly lefel Bronze yw’r uchaf y gellir ei dyfarnu. Mae’r atebion yn ennill lefel Gold.",
            ],
        ),
        (
            Reason::ProgressionWait {
                held: id("bronze"),
                awarded_on: date("2026-03-02"),
                months: 6,
                from: date("2026-09-02"),
                source: source(),
            },
            [
                "The Bronze award of 2 March 2026 must be held for 6 months, so a higher level can be awarded from \
             2 September 2026.",
                "Rhaid dal y dyfarniad lefel Bronze a wnaed ar 2 Mawrth 2026 am 6 mis, felly gellir dyfarnu lefel uwch o 2 Medi 2026 ymlaen.",
            ],
        ),
        (
            Reason::ProgressionStep { held: id("bronze"), level: id("silver"), source: source() },
            [
                "The award held is Bronze, so the next award can be Silver at most. Levels cannot be skipped.",
                "Dyfarniad lefel Bronze a ddelir, felly gall y dyfarniad nesaf fod ar lefel Silver ar y mwyaf. Ni ellir neidio dros lefelau.",
            ],
        ),
        (
            Reason::RenewalWindow {
                held: id("bronze"),
                from: date("2026-12-02"),
                last_day: date("2027-03-01"),
                keeps_anniversary: true,
                source: source(),
            },
            [
                "The award held, Bronze, is valid to 1 March 2027 and can be renewed from 2 December 2026. Renewed now, the new \
             award starts when the one held ends.",
                "Mae’r dyfarniad a ddelir, lefel Bronze, yn ddilys hyd at 1 Mawrth 2027 a gellir ei adnewyddu o 2 Rhagfyr 2026 ymlaen. O’i adnewyddu nawr, mae’r dyfarniad newydd yn dechrau pan ddaw’r un a ddelir i ben.",
            ],
        ),
        (
            Reason::MustProgress { held: id("bronze"), source: source() },
            [
                "The award held is Bronze, and the next one must be higher than that.",
                "Dyfarniad lefel Bronze a ddelir, a rhaid i’r nesaf fod yn uwch na hynny.",
            ],
        ),
        (
            Reason::EditionRetired { from: date("2025-08-01"), source: source() },
            [
                "This edition was retired on 1 August 2025, and what it says may no longer hold.",
                "Tynnwyd yr argraffiad hwn yn ôl ar 1 Awst 2025, ac efallai nad yw ei gynnwys yn gywir mwyach.",
            ],
        ),
        (
            Reason::HeldLapsed { held: id("bronze"), last_day: date("2026-03-01"), counts: true, source: source() },
            [
                "The award held, Bronze, was last valid on 1 March 2026. It is counted all the same.",
                "Roedd y dyfarniad a ddelir, lefel Bronze, yn ddilys ddiwethaf ar 1 Mawrth 2026. Fe’i cyfrifir serch hynny.",
            ],
        ),
    ]
}

pub(crate) fn of_fees() -> Said {
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
            [
                "The fee before VAT is £1,400.00. The band is “Large employer”.",
                "Y ffi cyn TAW yw £1,400.00. Y band yw “Large employer”.",
            ],
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
            [
                "For “Employees” above 1,250, each 10 adds £5.00 before VAT. This is charged 3 times.",
                "Ar gyfer “Employees” uwchlaw 1,250, mae pob 10 yn ychwanegu £5.00 cyn TAW. Codir hyn 3 gwaith.",
            ],
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
            ["“For charities” lowers the fee by 15%.", "Mae “For charities” yn tynnu 15% oddi ar y ffi."],
        ),
        (
            Reason::FeeNotPublished { source: source() },
            [
                "The fee is not published: ask the awarding body.",
                "Nid yw’r ffi wedi’i chyhoeddi: gofynnwch i’r corff dyfarnu.",
            ],
        ),
        (
            Reason::FeeLevelUnknown { source: source() },
            [
                "The fee depends on the level: say which is applied for to see it.",
                "Mae’r ffi’n dibynnu ar y lefel: dywedwch am ba un y gwneir cais i’w gweld.",
            ],
        ),
        (
            Reason::FeeUnknown { needs: ids(&["employees", "turnover", "members"]), source: source() },
            [
                "The fee is not known yet. Still to be answered: Employees, turnover and members.",
                "Nid yw’r ffi’n hysbys eto. I’w hateb o hyd: “Employees”, “turnover” a “members”.",
            ],
        ),
        (
            Reason::VatRate {
                vat_rate_bp: rate(1_750),
                tax_point: date("2010-06-30"),
                from: date("2010-01-01"),
                source: source(),
            },
            [
                "VAT is charged at 17.5%, the rate on 30 June 2010. It has been that since 1 January 2010.",
                "Codir TAW ar gyfradd o 17.5%, y gyfradd ar 30 Mehefin 2010. Bu felly ers 1 Ionawr 2010.",
            ],
        ),
    ]
}
