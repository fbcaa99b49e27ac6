//! All that is said of an outcome besides its reasons: award, checks, what is open, fee, dates, ways up.

use mentormark_rules::{
    Bounds, Id, Outcome, Wording,
    outcome::{
        Award, Blocked, CheckStatus, Eligibility, EligibilityStatus, Fee, Lift, Limit, ProgrammeOutcome, Route, Status,
        Validity,
    },
};

use super::{
    award_name, date, facts, level_name, months,
    plural::{CHECK, CRITERION},
    rating_name, unanswered,
};
use crate::{CheckRow, Standard, criterion_statement, eligibility, money, open::Open, percent, phrase::quoted};

/// A level and, where blanks could still raise it, the level they could raise it to: `Efydd, gallai gyrraedd Aur o hyd`.
#[must_use]
pub fn bounds_phrase(bounds: &Bounds<Option<Id>>, wording: &Wording) -> String {
    reach(level_name(bounds.level.as_deref(), wording), bounds, wording)
}

/// What may be awarded now, by the name that the scheme gives it, and what it could still be: `Gweladwy, heb ei restru; gallai
/// gyrraedd Rhestredig o hyd`.
#[must_use]
pub fn award_phrase(award: &Award, wording: &Wording) -> String {
    reach(award_name(award, wording), &award.bounds, wording)
}

fn reach(name: &str, bounds: &Bounds<Option<Id>>, wording: &Wording) -> String {
    if bounds.is_settled() {
        return name.to_owned();
    }
    // A name with a comma in it ends at a semicolon.
    let pause = if name.contains(',') { ";" } else { "," };
    format!("{name}{pause} gallai gyrraedd {} o hyd", level_name(bounds.could_reach.as_deref(), wording))
}

/// Whether one may apply at all: `mae pob un o’r 9 gwiriad wedi’i fodloni`. `None` where the scheme has no checks.
#[must_use]
pub fn eligibility_phrase(eligibility: &Eligibility) -> Option<String> {
    let of = eligibility.checks.len();
    if of == 0 {
        return None;
    }
    let with = |status| eligibility.checks.iter().filter(|check| check.status == status).count();
    let checks = CHECK.counted(of as u64);
    Some(match eligibility.status {
        EligibilityStatus::Eligible if of == 1 => format!("mae’r {checks} wedi’i fodloni"),
        EligibilityStatus::Eligible => format!("mae pob un o’r {checks} wedi’i fodloni"),
        EligibilityStatus::NotEligible => match with(CheckStatus::NotMet) {
            1 if of == 1 => format!("nid yw’r {checks} wedi’i fodloni"),
            all if all == of => format!("nid oes yr un o’r {checks} wedi’i fodloni"),
            1 => format!("nid yw 1 o’r {checks} wedi’i fodloni"),
            some => format!("nid yw {some} o’r {checks} wedi’u bodloni"),
        },
        EligibilityStatus::Undetermined => match with(CheckStatus::Undetermined) {
            1 if of == 1 => format!("nid yw canlyniad yr {checks} yn hysbys eto"),
            all if all == of => format!("nid yw canlyniad yr un o’r {checks} yn hysbys eto"),
            some => format!("nid yw canlyniad {some} o’r {checks} yn hysbys eto"),
        },
    })
}

/// Whether an eligibility check is met.
#[must_use]
pub fn check_status(status: CheckStatus) -> &'static str {
    match status {
        CheckStatus::Met => "wedi’i fodloni",
        CheckStatus::NotMet => "heb ei fodloni",
        CheckStatus::Undetermined => "ddim yn hysbys eto",
    }
}

/// The eligibility checks of an outcome, in scheme order; none where the scheme has none.
#[must_use]
pub fn eligibility_list(outcome: &Outcome, wording: &Wording) -> Vec<CheckRow> {
    eligibility::eligibility_list(outcome, wording, check_status)
}

/// What holds the award below the level that the ratings earn; `None` where nothing does.
#[must_use]
pub fn limits_phrase(limits: &[Limit]) -> Option<String> {
    let each = limits.iter().map(|limit| match limit {
        Limit::Eligibility => "pwy sy’n cael gwneud cais",
        Limit::Progression => "trefn ac amseriad dyfarniadau",
        Limit::Prerequisite => "rhywbeth arall y mae ei angen ar y lefel",
    });
    let each: Vec<&str> = each.collect();
    (!each.is_empty()).then(|| each.join("; "))
}

/// What is still open, where something is: `mae 27 maen prawf heb eu hateb eto; i’w ateb o hyd: “Gweithwyr”`.
#[must_use]
pub fn open_phrase(outcome: &Outcome, standard: Standard<'_>) -> Option<String> {
    if outcome.status == Status::Complete {
        return None;
    }
    let left = Open::new(outcome, standard);
    let (criteria, may_not_apply) = left.criteria();
    let open = u64::from(criteria);
    let not_all = match open {
        _ if !may_not_apply => "",
        1 => ", ac efallai nad yw’n berthnasol",
        _ => ", ac efallai nad yw rhai ohonynt yn berthnasol",
    };
    let Open { blank, among, target, .. } = left;
    let criteria = (open > 0).then(|| format!("mae {} {} eto{not_all}", CRITERION.counted(open), unanswered(open)));
    let blank = (!blank.is_empty()).then(|| super::open_facts(&blank, standard.wording));
    let among =
        (!among.is_empty()).then(|| format!("mae rhai o’r rhain i’w hateb o hyd: {}", facts(&among, standard.wording)));
    let target = target.then(|| "rhaid dweud o hyd am ba lefel y gwneir cais".to_owned());
    let said: Vec<String> = [criteria, blank, among, target].into_iter().flatten().collect();
    Some(if said.is_empty() { "mae rhywbeth i’w ateb o hyd".to_owned() } else { said.join("; ") })
}

/// The fee with its VAT: `£960.00: £800.00 ynghyd â £160.00 o TAW ar gyfradd o 20%`.
#[must_use]
pub fn fee_sentence(fee: &Fee, wording: &Wording) -> String {
    match fee {
        Fee::Known(fee) if fee.vat_rate_bp.get() == 0 => money(fee.net, &fee.currency),
        Fee::Known(fee) => {
            let amount = |amount| money(amount, &fee.currency);
            let (gross, net, vat) = (amount(fee.gross), amount(fee.net), amount(fee.vat));
            format!("{gross}: {net} ynghyd â {vat} o TAW ar gyfradd o {}", percent(fee.vat_rate_bp))
        }
        Fee::Unknown { needs } if needs.is_empty() => "ddim yn hysbys eto; mae’n dibynnu ar y lefel".to_owned(),
        Fee::Unknown { needs } => format!("ddim yn hysbys eto; {}", super::open_facts(needs, wording)),
        Fee::NotPublished => "heb ei chyhoeddi; gofynnwch i’r corff dyfarnu".to_owned(),
        Fee::None => "dim".to_owned(),
    }
}

/// How long an award made on the day judged on would be valid: `12 mis, hyd at 20 Tachwedd 2027`.
#[must_use]
pub fn validity_sentence(validity: &Validity) -> String {
    let length = format!("{}, hyd at {}", months(validity.months), date(validity.last_day));
    match validity.renew_from {
        Some(day) => format!("{length}; gellir gofyn am ei adnewyddu o {} ymlaen", date(day)),
        None => length,
    }
}

/// A criterion to lift: what it says and, where the scale has more than two ratings, the one it needs.
#[must_use]
pub fn lift_phrase(lift: &Lift, standard: Standard<'_>) -> String {
    let statement = criterion_statement(&lift.criterion, standard.wording);
    if standard.scale_is_plain() {
        return statement.to_owned();
    }
    format!("{statement} Mae angen: {}", quoted(rating_name(&lift.to, standard.wording)))
}

/// What else there is to say of a way up: what stands in it, what it relies on, and whether there may be a shorter one.
#[must_use]
pub fn route_notes(route: &Route, wording: &Wording) -> Vec<String> {
    let mut notes = Vec::new();
    if route.lift.is_none() {
        let because = route.blocked_by.iter().map(|blocked| match blocked {
            Blocked::Facts => {
                "nid yw’r hyn a ddywedir am yr ymgeisydd, neu am ddyfarniadau a ddelir, yn caniatáu hynny"
            }
            Blocked::NotApplicable => "nid oes digon ar ôl heblaw’r hyn a gafodd y sgôr “ddim yn berthnasol”",
        });
        let because: Vec<&str> = because.collect();
        let because = if because.is_empty() { String::new() } else { format!(": {}", because.join(", ac ")) };
        let level = level_name(Some(&route.to), wording);
        notes.push(format!("Ni fyddai unrhyw sgorau’n cyrraedd lefel {level}{because}."));
    } else if !route.exact {
        notes.push("Efallai fod ffordd fyrrach.".to_owned());
    }
    if !route.needs.is_empty() {
        let needs = facts(&route.needs, wording);
        notes.push(format!("Mae hyn hefyd yn dibynnu ar yr hyn sydd i’w ateb o hyd: {needs}."));
    }
    notes
}

/// One of several programmes with the level that its ratings earn: `Rhaglen “peer”: Efydd, gallai gyrraedd Aur o hyd`.
#[must_use]
pub fn programme_phrase(programme: &ProgrammeOutcome, wording: &Wording) -> String {
    format!("Rhaglen {}: {}", quoted(&programme.id), bounds_phrase(&programme.quality, wording))
}
