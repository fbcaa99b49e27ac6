//! A sentence for each deciding clause.
//!
//! Longer than most files, since it has one arm for each of the codes. A clause says how many criteria count, and the rule it comes
//! from says which and as what: that is looked up in the scheme.

use mentormark_rules::{Id, Reason, reason::Ignored, scheme::Combine};

use super::{
    amounts::{amount, before_vat, per_unit, raises},
    are,
    counts::{
        are_needed, are_so_many, because, criteria_are, enough, enough_of, lasts, not_reached, of_section, points_of,
        so_many_programmes, table_of, to_be_answered, unanswered_of_these, would_have_to_differ,
    },
    criteria::Counted,
    date, duration, held, level_name, months_long, or_higher, rating_name, section_noun,
    turnout::{for_level, standing},
};
use crate::{
    Standard, check_name, criterion_statement, fact_name, fee_band_name, fee_modifier_name,
    format::{pence, whole},
    money, percent,
    phrase::{capital, quoted},
    prerequisite_name, section_name,
    turnout::Turnout,
};

/// What a deciding clause says, in one or two sentences.
///
/// ```
/// use mentormark_report::{Standard, english::reason_sentence};
/// use mentormark_rules::{Plan, Reason, Wording};
///
/// # let compiled = include_str!("../../tests/samples/pillars.json");
/// # let words = include_str!("../../tests/samples/wording.json");
/// let (plan, wording) = (Plan::from_json(compiled)?, Wording::from_json(words)?);
/// let standard = Standard { scheme: plan.scheme(), wording: &wording };
/// let (programme, source) = (None, "nms#overall-award".into());
/// let reason = Reason::QuorumReached { programme, level: "bronze".into(), count: 7, needed: 6, source };
/// assert_eq!(reason_sentence(&reason, standard), "All 7 pillars are at Bronze or higher, and 6 would do.");
/// # Ok::<(), mentormark_rules::Refusals>(())
/// ```
#[must_use]
#[expect(clippy::too_many_lines, reason = "one arm for each code")]
pub fn reason_sentence(reason: &Reason, standard: Standard<'_>) -> String {
    let wording = standard.wording;
    let level = |id: &Id| level_name(Some(id.as_str()), wording).to_owned();
    let section = |id: &Id| section_name(id.as_str(), wording).to_owned();
    let check = |id: &Id| quoted(check_name(id, wording));
    let (programme, body) = match reason {
        Reason::CheckMet { check: id, .. } => (&None, format!("the check {} is met.", check(id))),
        Reason::CheckNotRequired { check: id, .. } => {
            (&None, format!("the check {} is not asked for here.", check(id)))
        }
        Reason::CheckNotMet { check: id, facts: against, .. } => {
            (&None, format!("the check {} is not met. {}", check(id), because(against, standard)))
        }
        Reason::CheckUndetermined { check: id, needs, .. } => {
            (&None, format!("the check {} is not known yet.{}", check(id), to_be_answered(needs, standard)))
        }
        Reason::RatingIgnored { programme, criterion, because, .. } => {
            let statement = criterion_statement(criterion, wording).trim_end_matches('.');
            let because = match because {
                Ignored::DoesNotApply => "this criterion does not apply here.",
                Ignored::NoReason => "it says “not applicable” and not why, so it counts as not answered.",
            };
            (programme, format!("the rating of {} does not count: {because}", quoted(statement)))
        }
        Reason::SectionNotApplicable { programme, section: id, .. } => {
            (programme, format!("{} does not apply here, so it has no level.", section(id)))
        }
        Reason::SectionReached { programme, section: id, level: at, met, needed, of, source } => {
            let counted = Counted::find(Some(id), at, (*needed, *of), source, standard);
            let met_of = counted.met_of("its", *met, *of);
            let enough = enough_of(*met, *needed, Some(*of));
            (programme, format!("{} reaches {}: {met_of}, and {enough}.", section(id), level(at)))
        }
        Reason::SectionMissed { programme, section: id, level: at, met, unanswered, needed, of, source } => {
            let counted = Counted::find(Some(id), at, (*needed, *of), source, standard);
            let (met_of, needed) = (counted.met_of("its", *met, *of), are_needed(*needed, Some(*of)));
            let open = unanswered_of_these(*unanswered);
            (programme, format!("{} does not reach {} yet: {met_of}, and {needed}.{open}", section(id), level(at)))
        }
        Reason::SectionHeldBack { programme, section: id, level: at, below, .. } => {
            let (at, below) = (level(at), level(below));
            let body = format!(
                "{} has what {at} asks for, but this does not count until it reaches {below} too.",
                section(id)
            );
            (programme, body)
        }
        Reason::QuorumReached { programme, level: at, count, needed, source } => {
            let turnout = Turnout::find(at, source, standard);
            let enough = enough_of(*count, *needed, turnout.of);
            let (standing, for_level) = (standing(*count, &turnout, standard), for_level(&turnout, standard));
            (programme, format!("{standing}, and {enough}{for_level}."))
        }
        Reason::QuorumMissed { programme, level: at, count, needed, source } => {
            let turnout = Turnout::find(at, source, standard);
            let (standing, needed) = (standing(*count, &turnout, standard), are_needed(*needed, turnout.of));
            (programme, format!("{standing}, and {needed} for {}.", level(at)))
        }
        Reason::FloorMissed { programme, level: at, floor, below, source } => {
            let nouns = section_noun(2, wording);
            let reached = or_higher(Turnout::find(at, source, standard).at, standard);
            let (short, at, floor) = (are_so_many(*below), level(at), level(floor));
            let body = format!("enough {nouns} are at {reached}, but {short} below {floor}, and for {at} none may be.");
            (programme, body)
        }
        Reason::ShareReached { programme, level: at, met, needed, of, source } => {
            let counted = Counted::find(None, at, (*needed, *of), source, standard);
            let (met_of, enough) = (counted.met_of("the", *met, *of), enough_of(*met, *needed, Some(*of)));
            (programme, format!("{met_of}, and {enough} for {}.", level(at)))
        }
        Reason::ShareMissed { programme, level: at, met, unanswered, needed, of, source } => {
            let counted = Counted::find(None, at, (*needed, *of), source, standard);
            let (met_of, open) = (counted.met_of("the", *met, *of), unanswered_of_these(*unanswered));
            (programme, format!("{met_of}, and {} for {}.{open}", are_needed(*needed, Some(*of)), level(at)))
        }
        Reason::PointsReached { programme, section: of, level: at, points, needed, most, .. } => {
            let has = points_of(of.as_ref(), *points, *most, standard);
            (programme, format!("{has}, and {} for {}.", enough(*points, *needed), level(at)))
        }
        Reason::PointsMissed { programme, section: of, level: at, points, unanswered, needed, most, .. } => {
            let has = points_of(of.as_ref(), *points, *most, standard);
            let needed = format!("{} {} needed", whole(*needed), are(*needed));
            let open = match unanswered {
                0 => String::new(),
                open => format!(" {} not answered yet.", criteria_are(*open, "")),
            };
            (programme, format!("{has}, and {needed} for {}.{open}", level(at)))
        }
        Reason::NoneBelowReached { programme, section: id, level: at, rated, of, .. } => {
            let (of_section, rated) = (of_section(id.as_ref(), standard), quoted(rating_name(rated, wording)));
            let none = match of {
                1 => format!("the 1 criterion{of_section} is not"),
                of => format!("none of the {of} criteria{of_section} are"),
            };
            (programme, format!("{none} rated below {rated}, and for {} none may be.", level(at)))
        }
        Reason::NoneBelowMissed { programme, section: id, level: at, rated, below, unanswered, .. } => {
            let (of_section, rated) = (of_section(id.as_ref(), standard), quoted(rating_name(rated, wording)));
            let body = if *below == 0 {
                let open = criteria_are(*unanswered, &of_section);
                format!("{open} not answered yet, and for {} none may be rated below {rated}.", level(at))
            } else {
                let (low, open) = (criteria_are(*below, &of_section), unanswered_of_these(*unanswered));
                format!("{low} rated below {rated}, and for {} none may be.{open}", level(at))
            };
            (programme, body)
        }
        Reason::NothingApplicable { programme, section: id, level: at, .. } => {
            let place = id.as_ref().map(|id| format!(" in {}", section(id))).unwrap_or_default();
            (programme, format!("nothing is left{place} of what {} looks at, so it cannot be reached.", level(at)))
        }
        Reason::FactMissed { programme, section: id, level: at, facts: looked_at, .. } => {
            let not_reached = not_reached(id.as_ref(), at, standard);
            (programme, format!("{not_reached}: {}.", would_have_to_differ(looked_at, standard)))
        }
        Reason::DurationBelow { programme, section: id, level: at, facts, minutes, least, .. } => {
            let (not_reached, lasts) = (not_reached(id.as_ref(), at, standard), lasts(facts, *minutes, standard));
            (programme, format!("{not_reached}: {lasts}, and it must be at least {}.", duration(*least)))
        }
        Reason::DurationAbove { programme, section: id, level: at, facts, minutes, most, .. } => {
            let (not_reached, lasts) = (not_reached(id.as_ref(), at, standard), lasts(facts, *minutes, standard));
            (programme, format!("{not_reached}: {lasts}, and it may be {} at most.", duration(*most)))
        }
        Reason::HeldMissed { programme, section: id, level: at, scheme, levels, .. } => {
            let not_reached = not_reached(id.as_ref(), at, standard);
            let award = held::award_of(scheme.as_ref(), levels, standard);
            (programme, format!("{not_reached}: it needs {award}, and none that would do is held."))
        }
        Reason::TableResult { programme, level: at, results, source } => {
            let result = at.as_ref().map_or_else(|| "no level".to_owned(), level);
            (programme, format!("{} together give {result}.", table_of(results, source, standard)))
        }
        Reason::ProgrammesCombined { level: Some(at), count, .. } => {
            let (programmes, reach) = (so_many_programmes(*count), or_higher(at, standard));
            let enough = match standard.scheme.programmes.as_ref().map(|rule| rule.combine) {
                Some(Combine::Quorum(needed)) => format!(", and {}", enough_of(*count, needed, None)),
                Some(Combine::Lowest) | None => String::new(),
            };
            (
                &None,
                format!(
                    "{programmes} {} at {reach}{enough}, so together they earn {}.",
                    are(u64::from(*count)),
                    level(at)
                ),
            )
        }
        Reason::ProgrammesCombined { level: None, count, .. } => {
            (&None, format!("the {} together earn no level yet.", so_many_programmes(*count)))
        }
        Reason::TargetReached { target, .. } => {
            (&None, format!("the level applied for is {}, and it can be awarded now.", level(target)))
        }
        Reason::TargetMissed { target, award: Some(award), .. } => (
            &None,
            format!("the level applied for is {}, but only {} can be awarded now.", level(target), level(award)),
        ),
        Reason::TargetMissed { target, award: None, .. } => {
            (&None, format!("the level applied for is {}, but no award can be made now.", level(target)))
        }
        Reason::PrerequisiteMissed { prerequisite, level: at, .. } => {
            let name = quoted(prerequisite_name(prerequisite, wording));
            (&None, format!("{} also needs {name}, which is missing.", level(at)))
        }
        Reason::ProgressionEntry { level: at, quality, .. } => {
            let (at, quality) = (level(at), level(quality));
            (
                &None,
                format!("no award is held now, so {at} is the most that can be awarded. The answers earn {quality}."),
            )
        }
        Reason::ProgressionWait { held, awarded_on, months, from, .. } => {
            let (held, awarded_on, from) = (level(held), date(*awarded_on), date(*from));
            let months = months_long(*months);
            let body = format!(
                "the {held} award of {awarded_on} must be held for {months}, so a higher level can be awarded from {from}."
            );
            (&None, body)
        }
        Reason::ProgressionStep { held, level: at, .. } => {
            let (held, at) = (level(held), level(at));
            let body =
                format!("the award held is {held}, so the next award can be {at} at most. Levels cannot be skipped.");
            (&None, body)
        }
        // The band's name says where it starts, in the standard's own terms.
        Reason::FeeBand { band, net, currency, .. } => {
            let (net, band) = (money(*net, currency), quoted(fee_band_name(band, wording)));
            let start = if standard.fee_starts_at_its_band() { "starts at" } else { "is" };
            (&None, format!("the fee{} {start} {net}. The band is {band}.", before_vat(standard.fee())))
        }
        Reason::FeePerUnit { fact, above, unit, units, net, currency, .. } => {
            (&None, per_unit(fact, *above, *unit, *units, &money(*net, currency), standard))
        }
        Reason::FeeModifier { modifier, percent, net, fact, of, currency, .. } => {
            let name = quoted(fee_modifier_name(modifier, wording));
            let change = match (percent, net, fact) {
                (Some(percent), ..) => raises(*percent, &format!("{}%", percent.unsigned_abs())),
                (_, Some(net), _) => raises(*net, &pence(net.saturating_abs(), currency)),
                (_, _, Some(fact)) => {
                    let whole = amount(fact, of.unwrap_or_default(), standard);
                    format!("leaves only a part of the fee, {} out of {whole}", quoted(fact_name(fact, wording)))
                }
                (None, None, None) => "leaves the fee as it is".to_owned(),
            };
            (&None, format!("{name} {change}."))
        }
        Reason::FeeNotPublished { .. } => (&None, "the fee is not published: ask the awarding body.".to_owned()),
        Reason::FeeLevelUnknown { .. } => {
            (&None, "the fee depends on the level: say which is applied for to see it.".to_owned())
        }
        Reason::FeeUnknown { needs, .. } => {
            (&None, format!("the fee is not known yet.{}", to_be_answered(needs, standard)))
        }
        Reason::VatRate { vat_rate_bp, tax_point, from, .. } => {
            let (rate, tax_point, from) = (percent(*vat_rate_bp), date(*tax_point), date(*from));
            (&None, format!("VAT is charged at {rate}, the rate on {tax_point}. It has been that since {from}."))
        }
        Reason::RenewalWindow { held, from, last_day, keeps_anniversary, .. } => {
            let (held, from, last_day) = (level(held), date(*from), date(*last_day));
            let early =
                if *keeps_anniversary { " Renewed now, the new award starts when the one held ends." } else { "" };
            (&None, format!("the award held, {held}, is valid to {last_day} and can be renewed from {from}.{early}"))
        }
        Reason::MustProgress { held, .. } => {
            let held = level(held);
            (&None, format!("the award held is {held}, and the next one must be higher than that."))
        }
        Reason::EditionRetired { from, .. } => {
            (&None, format!("this edition was retired on {}, and what it says may no longer hold.", date(*from)))
        }
        Reason::HeldLapsed { held, last_day, counts, .. } => {
            let end = if *counts {
                "It is counted all the same."
            } else {
                "For the next level it counts as if none were held."
            };
            (&None, format!("the award held, {}, was last valid on {}. {end}", level(held), date(*last_day)))
        }
    };
    said(programme.as_ref(), &body)
}

/// A sentence about one of several programmes, or about all there is.
pub(super) fn said(programme: Option<&Id>, body: &str) -> String {
    match programme {
        Some(programme) => format!("In the programme {}, {body}", quoted(programme)),
        None => capital(body),
    }
}
