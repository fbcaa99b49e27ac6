//! All that is said of an outcome besides its reasons: award, checks, what is open, fee, dates, ways up.

use mentormark_rules::{
    Bounds, Id, Outcome, Wording,
    outcome::{
        Award, Blocked, CheckStatus, Eligibility, EligibilityStatus, Fee, Lift, Limit, ProgrammeOutcome, Route, Status,
        Validity,
    },
};

use super::{are, award_name, criteria_noun, date, facts, level_name, listed, months_long, rating_name};
use crate::{
    CheckRow, Standard, criterion_statement, eligibility, format::whole, money, open::Open, percent, phrase::quoted,
};

/// A level and, where blanks could still raise it, the level they could raise it to: `Bronze, could still reach Gold`.
#[must_use]
pub fn bounds_phrase(bounds: &Bounds<Option<Id>>, wording: &Wording) -> String {
    reach(level_name(bounds.level.as_deref(), wording), bounds, wording)
}

/// What may be awarded now, by the name that the scheme gives it, and what it could still be: `Visible, not listed, could still
/// reach Listed`.
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
    format!("{name}{pause} could still reach {}", level_name(bounds.could_reach.as_deref(), wording))
}

/// Whether one may apply at all: `all 9 checks are met`. `None` where the scheme has no checks.
#[must_use]
pub fn eligibility_phrase(eligibility: &Eligibility) -> Option<String> {
    let of = eligibility.checks.len();
    if of == 0 {
        return None;
    }
    let with = |status| eligibility.checks.iter().filter(|check| check.status == status).count();
    let some = |status| {
        let (some, is) = (with(status), check_status(status));
        match (some, of) {
            (1, 1) => format!("the 1 check is {is}"),
            (all, _) if all == of => format!("none of the {of} checks are {}", is.trim_start_matches("not ")),
            (1, _) => format!("1 of the {of} checks is {is}"),
            (some, _) => format!("{some} of the {of} checks are {is}"),
        }
    };
    Some(match eligibility.status {
        EligibilityStatus::Eligible if of == 1 => "the 1 check is met".to_owned(),
        EligibilityStatus::Eligible => format!("all {of} checks are met"),
        EligibilityStatus::NotEligible => some(CheckStatus::NotMet),
        EligibilityStatus::Undetermined => some(CheckStatus::Undetermined),
    })
}

/// Whether an eligibility check is met.
#[must_use]
pub fn check_status(status: CheckStatus) -> &'static str {
    match status {
        CheckStatus::Met => "met",
        CheckStatus::NotMet => "not met",
        CheckStatus::Undetermined => "not known yet",
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
        Limit::Eligibility => "who may apply",
        Limit::Progression => "the order and the timing of awards",
        Limit::Prerequisite => "something else that the level needs",
    });
    let each: Vec<&str> = each.collect();
    (!each.is_empty()).then(|| listed(&each, "and"))
}

/// What is still open, where something is: `27 criteria are not answered yet; still to be answered: Employees`.
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
        1 => ", and it may not apply",
        _ => ", and some of them may not apply",
    };
    let Open { blank, among, target, .. } = left;
    let criteria =
        (open > 0).then(|| format!("{} {} {} not answered yet{not_all}", whole(open), criteria_noun(open), are(open)));
    let facts = |of: &[Id]| super::facts(of, standard.wording);
    let blank = (!blank.is_empty()).then(|| format!("still to be answered: {}", facts(&blank)));
    let among = (!among.is_empty()).then(|| format!("some of these are still to be answered: {}", facts(&among)));
    let target = target.then(|| "it is still to be said which level is applied for".to_owned());
    let said: Vec<String> = [criteria, blank, among, target].into_iter().flatten().collect();
    Some(if said.is_empty() { "something is still to be answered".to_owned() } else { said.join("; ") })
}

/// The fee with its VAT: `£960.00: £800.00 plus £160.00 VAT at 20%`.
#[must_use]
pub fn fee_sentence(fee: &Fee, wording: &Wording) -> String {
    match fee {
        Fee::Known(fee) if fee.vat_rate_bp.get() == 0 => money(fee.net, &fee.currency),
        Fee::Known(fee) => {
            let amount = |amount| money(amount, &fee.currency);
            let (gross, net, vat) = (amount(fee.gross), amount(fee.net), amount(fee.vat));
            format!("{gross}: {net} plus {vat} VAT at {}", percent(fee.vat_rate_bp))
        }
        Fee::Unknown { needs } if needs.is_empty() => "not known yet; it depends on the level".to_owned(),
        Fee::Unknown { needs } => format!("not known yet; still to be answered: {}", facts(needs, wording)),
        Fee::NotPublished => "not published; ask the awarding body".to_owned(),
        Fee::None => "none".to_owned(),
    }
}

/// How long an award made on the day judged on would be valid: `12 months, to 20 November 2027`.
#[must_use]
pub fn validity_sentence(validity: &Validity) -> String {
    let length = format!("{}, to {}", months_long(validity.months), date(validity.last_day));
    match validity.renew_from {
        Some(day) => format!("{length}; renewal can be asked for from {}", date(day)),
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
    format!("{statement} Needed: {}", quoted(rating_name(&lift.to, standard.wording)))
}

/// What else there is to say of a way up: what stands in it, what it relies on, and whether there may be a shorter one.
#[must_use]
pub fn route_notes(route: &Route, wording: &Wording) -> Vec<String> {
    let level = level_name(Some(&route.to), wording);
    let mut notes = Vec::new();
    if route.lift.is_none() {
        let because = route.blocked_by.iter().map(|blocked| match blocked {
            Blocked::Facts => "what is said of the applicant, or of awards held, does not allow it",
            Blocked::NotApplicable => "too little is left beside what was rated not applicable",
        });
        let because: Vec<&str> = because.collect();
        let because = if because.is_empty() { String::new() } else { format!(": {}", because.join(", and ")) };
        notes.push(format!("No ratings would reach {level}{because}."));
    } else if !route.exact {
        notes.push("There may be a shorter way.".to_owned());
    }
    if !route.needs.is_empty() {
        notes.push(format!("This also depends on what is still to be answered: {}.", facts(&route.needs, wording)));
    }
    notes
}

/// One of several programmes with the level that its ratings earn: `Programme “peer”: Bronze, could still reach Gold`.
#[must_use]
pub fn programme_phrase(programme: &ProgrammeOutcome, wording: &Wording) -> String {
    format!("Programme {}: {}", quoted(&programme.id), bounds_phrase(&programme.quality, wording))
}
