//! Every English sentence. Another language stands beside this file with the same functions.
//!
//! Written to be read at about the age of twelve: short sentences, one thing in each, no term that the scheme's own
//! wording does not explain.

use std::fmt::Write;

use mentormark_rules::{
    Bounds, Id, Reason, Wording,
    outcome::{Fee, Tally, Validity},
    wording::Provenance,
};

use crate::{date, fact_name, fee_band_name, level_name, money, percent, section_name};

/// What stands where a level would, when there is none.
pub(crate) const NO_AWARD: &str = "no award";

/// What stands where a section's level would, when it has none.
pub(crate) const NO_LEVEL: &str = "none yet";

pub(crate) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// What a deciding clause says, in one or two sentences.
///
/// ```
/// use mentormark_report::reason_sentence;
/// use mentormark_rules::{Reason, Wording};
///
/// # let wording = Wording::from_json(r#"{"language": "en-GB", "name": "Example", "short_name": "Ex", "owner": "o",
/// #     "summary": "s", "drafted": "d", "levels": {"bronze": {"name": "Bronze", "summary": "s"}}}"#)?;
/// let reason = Reason::QuorumReached { level: "bronze".into(), count: 7, needed: 6, source: "nms#overall-award".into() };
/// assert_eq!(reason_sentence(&reason, &wording), "7 sections are at Bronze or higher, and 6 would do.");
/// # Ok::<(), mentormark_rules::Refusals>(())
/// ```
#[must_use]
pub fn reason_sentence(reason: &Reason, wording: &Wording) -> String {
    let level = |id: &Id| level_name(Some(id.as_str()), wording).to_owned();
    let section = |id: &Id| section_name(id.as_str(), wording).to_owned();
    match reason {
        Reason::SectionReached { section: id, level: at, met, needed, of, .. } => {
            let met_of = criteria_met(*met, *of, &level(at));
            format!("{} reaches {}: {met_of}, and {}.", section(id), level(at), enough(*met, *needed))
        }
        Reason::SectionMissed { section: id, level: at, met, unanswered, needed, of, .. } => {
            let met_of = criteria_met(*met, *of, &level(at));
            let needed = format!("{needed} {}", are(*needed));
            let open = match unanswered {
                0 => String::new(),
                1 => " 1 is not answered yet.".to_owned(),
                open => format!(" {open} are not answered yet."),
            };
            format!("{} does not reach {} yet: {met_of}, and {needed} needed.{open}", section(id), level(at))
        }
        Reason::SectionHeldBack { section: id, level: at, below, .. } => {
            let (at, below) = (level(at), level(below));
            format!("{} meets enough {at} criteria, but they do not count until it reaches {below} too.", section(id))
        }
        Reason::QuorumReached { level: at, count, needed, .. } => {
            format!("{}, and {}.", sections_at(*count, &level(at)), enough(*count, *needed))
        }
        Reason::QuorumMissed { level: at, count, needed, .. } => {
            let at = level(at);
            format!("{}, and {needed} {} needed for {at}.", sections_at(*count, &at), are(*needed))
        }
        Reason::FloorMissed { level: at, floor, below, .. } => {
            let (at, floor) = (level(at), level(floor));
            let short = format!("{below} {}", are(*below));
            format!("Enough sections are at {at}, but {short} below {floor}, and for {at} none may be.")
        }
        Reason::TargetReached { target, .. } => {
            format!("The level applied for is {}, and it can be awarded now.", level(target))
        }
        Reason::TargetMissed { target, award: Some(award), .. } => {
            format!("The level applied for is {}, but only {} can be awarded now.", level(target), level(award))
        }
        Reason::TargetMissed { target, award: None, .. } => {
            format!("The level applied for is {}, but no award can be made now.", level(target))
        }
        Reason::ProgressionEntry { level: at, quality, .. } => {
            let (at, quality) = (level(at), level(quality));
            format!("No award is held yet, so the first award can be {at} at most. The answers earn {quality}.")
        }
        Reason::ProgressionWait { held, awarded_on, months, from, .. } => format!(
            "The {} award of {} must be held for {}, so a higher level can be awarded from {}.",
            level(held),
            date(*awarded_on),
            months_long(*months),
            date(*from)
        ),
        Reason::ProgressionStep { held, level: at, .. } => {
            let (held, at) = (level(held), level(at));
            format!("The award held is {held}, so the next award can be {at} at most. Levels cannot be skipped.")
        }
        // The band's name says where it starts, in the standard's own terms.
        Reason::FeeBand { band, net, currency, .. } => {
            let (net, band) = (money(*net, currency), fee_band_name(band, wording));
            format!("The fee before VAT is {net}. The band is “{band}”.")
        }
        Reason::FeeUnknown { needs, .. } => {
            format!("The fee is not known yet. Still to be answered: {}.", facts(needs, wording))
        }
        Reason::VatRate { vat_rate_bp, tax_point, from, .. } => format!(
            "VAT is charged at {}, the rate on {}. It has been that since {}.",
            percent(*vat_rate_bp),
            date(*tax_point),
            date(*from)
        ),
        Reason::HeldLapsed { held, last_day, counts, .. } => {
            let end = if *counts { "It is counted all the same." } else { "It is not counted." };
            format!("The {} award held was last valid on {}. {end}", level(held), date(*last_day))
        }
    }
}

/// How far a value can be relied on.
#[must_use]
pub fn provenance_words(provenance: Provenance) -> &'static str {
    match provenance {
        Provenance::Published => "Published in the standard",
        Provenance::Elsewhere => "From another public source",
        Provenance::Drafted => "Drafted by Mentormark",
        Provenance::Assumption => "Assumed by Mentormark",
    }
}

/// A level and, where blanks could still raise it, the level they could raise it to: `Bronze, could still reach Gold`.
#[must_use]
pub fn bounds_phrase(bounds: &Bounds<Option<Id>>, wording: &Wording) -> String {
    let level = level_name(bounds.level.as_deref(), wording);
    if bounds.is_settled() {
        level.to_owned()
    } else {
        format!("{level}, could still reach {}", level_name(bounds.could_reach.as_deref(), wording))
    }
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
        Fee::Unknown { needs } => format!("not known yet; still to be answered: {}", facts(needs, wording)),
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

/// The counts at one level: `4 of 5 met, 1 not answered`.
pub(crate) fn tally_phrase(tally: &Tally) -> String {
    let mut phrase = format!("{} of {} met", tally.met, tally.of);
    if tally.unanswered > 0 {
        let _ = write!(phrase, ", {} not answered", tally.unanswered);
    }
    if tally.not_applicable > 0 {
        let _ = write!(phrase, ", {} not applicable", tally.not_applicable);
    }
    phrase
}

/// The name of a section's level, or what stands for none.
pub(crate) fn section_level<'a>(level: Option<&'a str>, wording: &'a Wording) -> &'a str {
    level.map_or(NO_LEVEL, |level| level_name(Some(level), wording))
}

/// The title of the picture of the sections.
pub(crate) fn chart_title() -> &'static str {
    "The level of each section"
}

/// One section in the description of the picture.
pub(crate) fn chart_row(section: &str, level: &str, could_reach: Option<&str>) -> String {
    match could_reach {
        Some(could_reach) => format!("{section}: {level}, could still reach {could_reach}."),
        None => format!("{section}: {level}."),
    }
}

/// What a filled cell of the picture stands for.
pub(crate) const CHART_REACHED: &str = "reached";

/// What an outlined cell of the picture stands for.
pub(crate) const CHART_COULD_REACH: &str = "could still be reached";

/// `4 of its 5 Bronze criteria are met`.
fn criteria_met(met: u32, of: u32, level: &str) -> String {
    match (met, of) {
        (0, 1) => format!("its 1 {level} criterion is not met"),
        (1, 1) => format!("its 1 {level} criterion is met"),
        (0, _) => format!("none of its {of} {level} criteria are met"),
        (_, _) if met == of => format!("all {of} of its {level} criteria are met"),
        (_, _) => format!("{met} of its {of} {level} criteria {} met", are(met)),
    }
}

/// `6 sections are at Bronze or higher`.
fn sections_at(count: u32, level: &str) -> String {
    match count {
        0 => format!("No section is at {level} or higher"),
        1 => format!("1 section is at {level} or higher"),
        count => format!("{count} sections are at {level} or higher"),
    }
}

/// `3 would do` where there are more than enough, else `3 are needed`.
fn enough(have: u32, needed: u32) -> String {
    if have > needed { format!("{needed} would do") } else { format!("{needed} {} needed", are(needed)) }
}

fn are(count: u32) -> &'static str {
    if count == 1 { "is" } else { "are" }
}

fn months_long(months: u16) -> String {
    if months == 1 { "1 month".to_owned() } else { format!("{months} months") }
}

/// `Employees`, `Employees and Income`, `Employees, Income and Members`.
fn facts(ids: &[Id], wording: &Wording) -> String {
    let names: Vec<&str> = ids.iter().map(|id| fact_name(id, wording)).collect();
    match names.as_slice() {
        [] => String::new(),
        [name] => (*name).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
