//! A sentence for each deciding clause.
//!
//! Longer than most files, since it has one arm for each of the codes. A clause says how many criteria count, and the rule it comes
//! from says which and as what: that is looked up in the scheme.

use mentormark_rules::{
    Id, Outcome, Pence, Reason,
    reason::Ignored,
    scheme::{
        Combine,
        facts::FactKind,
        fee::{Fee, Published},
        test::{Table, Test},
    },
};

use super::{
    are, capital, criteria::Counted, criteria_noun, duration, enough, facts, listed, months_long, or_higher, quoted,
    turnout::Turnout, whole,
};
use crate::{
    Standard, check_name, count, criterion_statement, date, fact_name, fee_band_name, fee_modifier_name, level_name,
    money, percent, prerequisite_name, rating_name, section_name, section_noun, section_table::sections,
};

/// What a deciding clause says, in one or two sentences.
///
/// ```
/// use mentormark_report::{Standard, reason_sentence};
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
            let because = match against.as_slice() {
                [] => "No award that it asks for is held.".to_owned(),
                [_] => format!("This is because of the answer to: {}.", facts(against, wording)),
                _ => format!("This is because of the answers to: {}.", facts(against, wording)),
            };
            (&None, format!("the check {} is not met. {because}", check(id)))
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
            let counted = Counted::find(Some(id), at, *needed, *of, source, standard);
            let met_of = counted.met_of("its", *met, *of);
            let enough = enough_of(*met, *needed, Some(*of));
            (programme, format!("{} reaches {}: {met_of}, and {enough}.", section(id), level(at)))
        }
        Reason::SectionMissed { programme, section: id, level: at, met, unanswered, needed, of, source } => {
            let counted = Counted::find(Some(id), at, *needed, *of, source, standard);
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
            let places = Turnout::find(at, source, standard);
            let enough = enough_of(*count, *needed, places.of);
            (programme, format!("{}, and {enough}{}.", places.standing(*count), places.for_level()))
        }
        Reason::QuorumMissed { programme, level: at, count, needed, source } => {
            let places = Turnout::find(at, source, standard);
            let needed = are_needed(*needed, places.of);
            (programme, format!("{}, and {needed} for {}.", places.standing(*count), level(at)))
        }
        Reason::FloorMissed { programme, level: at, floor, below, source } => {
            let places = Turnout::find(at, source, standard);
            let nouns = section_noun(2, wording);
            let (short, at, floor) = (are_so_many(*below), level(at), level(floor));
            let reached = places.at(standard);
            (
                programme,
                format!("enough {nouns} are at {reached}, but {short} below {floor}, and for {at} none may be."),
            )
        }
        Reason::ShareReached { programme, level: at, met, needed, of, source } => {
            let counted = Counted::find(None, at, *needed, *of, source, standard);
            let (met_of, enough) = (counted.met_of("the", *met, *of), enough_of(*met, *needed, Some(*of)));
            (programme, format!("{met_of}, and {enough} for {}.", level(at)))
        }
        Reason::ShareMissed { programme, level: at, met, unanswered, needed, of, source } => {
            let counted = Counted::find(None, at, *needed, *of, source, standard);
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
            let answer = if looked_at.len() == 1 { "answer" } else { "answers" };
            let names: Vec<String> = looked_at.iter().map(|fact| quoted(fact_name(fact, wording))).collect();
            let names = listed(&names, "and");
            (programme, format!("{not_reached}: the {answer} to {names} would have to be different, or given."))
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
            let award = award_of(scheme.as_ref(), levels, standard);
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
                format!("no award is held yet, so the first award can be {at} at most. The answers earn {quality}."),
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
            let fee = published(standard);
            let start = if fee.is_some_and(has_more_than_bands) { "starts at" } else { "is" };
            (&None, format!("the fee{} {start} {net}. The band is {band}.", before_vat(fee)))
        }
        Reason::FeePerUnit { fact, above, unit, units, net, currency, .. } => {
            (&None, per_unit(fact, *above, *unit, *units, &money(*net, currency), standard))
        }
        Reason::FeeModifier { modifier, percent, net, fact, of, currency, .. } => {
            let name = quoted(fee_modifier_name(modifier, wording));
            let change = match (percent, net, fact) {
                (Some(percent), ..) => raised(*percent, &format!("{}%", percent.unsigned_abs())),
                (_, Some(net), _) => raised(*net, &pence(*net, currency)),
                (_, _, Some(fact)) => {
                    let whole = amount(fact, of.unwrap_or_default(), standard);
                    format!("makes the fee the part of it that {} is of {whole}", quoted(fact_name(fact, wording)))
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
            let end = if *counts { "It is counted all the same." } else { "It is not counted." };
            (&None, format!("the award held, {}, was last valid on {}. {end}", level(held), date(*last_day)))
        }
    };
    said(programme.as_ref(), &body)
}

/// A deciding clause in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReasonLine<'o> {
    /// What it says.
    pub text: String,
    /// The clause; the first of those that one line tells of together.
    pub reason: &'o Reason,
}

/// The deciding clauses of an outcome in words, in their order. It says of them what one alone cannot: ratings that count for nothing
/// for one reason are told of together, and a section that might still apply is not said not to.
#[must_use]
pub fn reason_lines<'o>(outcome: &'o Outcome, standard: Standard<'_>) -> Vec<ReasonLine<'o>> {
    let mut lines: Vec<ReasonLine<'o>> = Vec::new();
    let mut left = outcome.reasons.as_slice();
    while let [reason, rest @ ..] = left {
        let (text, told) = match reason {
            Reason::RatingIgnored { programme, because, .. } => {
                let same = |other: &&Reason| matches!(other, Reason::RatingIgnored { programme: of, because: why, .. } if (of, why) == (programme, because));
                let more = rest.iter().take_while(same).count();
                match more {
                    0 => (reason_sentence(reason, standard), 0),
                    more => (said(programme.as_ref(), &ignored_together(more + 1, *because)), more),
                }
            }
            Reason::SectionNotApplicable { programme, section, .. }
                if may_apply(outcome, programme.as_ref(), section) =>
            {
                let name = section_name(section, standard.wording);
                (said(programme.as_ref(), &format!("whether {name} applies is not known yet.")), 0)
            }
            _ => (reason_sentence(reason, standard), 0),
        };
        lines.push(ReasonLine { text, reason });
        left = rest.get(told..).unwrap_or_default();
    }
    lines
}

/// Whether a section that is left out could still earn a level, and so might apply.
fn may_apply(outcome: &Outcome, programme: Option<&Id>, section: &Id) -> bool {
    let mut all = sections(outcome);
    all.any(|(of, here)| of == programme && here.id == *section && here.bounds.could_reach.is_some())
}

fn ignored_together(count: usize, because: Ignored) -> String {
    match because {
        Ignored::DoesNotApply => format!("{count} ratings do not count: their criteria do not apply here."),
        Ignored::NoReason => {
            format!("{count} ratings say “not applicable” and not why, so their criteria count as not answered.")
        }
    }
}

/// A sentence about one of several programmes, or about all there is.
fn said(programme: Option<&Id>, body: &str) -> String {
    match programme {
        Some(programme) => format!("In the programme {}, {body}", quoted(programme)),
        None => capital(body),
    }
}

/// `6 would do`, `6 are needed`, or `all are needed` where that is as many as there are.
fn enough_of(have: u32, needed: u32, of: Option<u32>) -> String {
    if have > needed { enough(u64::from(have), u64::from(needed)) } else { are_needed(needed, of) }
}

fn are_needed(needed: u32, of: Option<u32>) -> String {
    match of {
        Some(of) if of == needed && of > 1 => "all are needed".to_owned(),
        _ => format!("{needed} {} needed", are(u64::from(needed))),
    }
}

/// `1 is`, `2 are`.
fn are_so_many(count: u32) -> String {
    format!("{count} {}", are(u64::from(count)))
}

fn unanswered_of_these(unanswered: u32) -> String {
    if unanswered == 0 { String::new() } else { format!(" {} not answered yet.", are_so_many(unanswered)) }
}

/// `3 criteria of Observations are`.
fn criteria_are(count: u32, of_section: &str) -> String {
    let count = u64::from(count);
    format!("{count} {}{of_section} {}", criteria_noun(count), are(count))
}

fn to_be_answered(needs: &[Id], standard: Standard<'_>) -> String {
    if needs.is_empty() {
        return String::new();
    }
    format!(" Still to be answered: {}.", facts(needs, standard.wording))
}

/// ` of Observations`; nothing where all sections are meant.
fn of_section(section: Option<&Id>, standard: Standard<'_>) -> String {
    section.map(|section| format!(" of {}", section_name(section, standard.wording))).unwrap_or_default()
}

/// `Observations has 56 of 64 points`.
fn points_of(section: Option<&Id>, points: u64, most: u64, standard: Standard<'_>) -> String {
    let has = match section {
        Some(section) => format!("{} has", section_name(section, standard.wording)),
        None => "the ratings make".to_owned(),
    };
    format!("{has} {} of {} {}", whole(points), whole(most), if most == 1 { "point" } else { "points" })
}

/// `Observations does not reach Pass`.
fn not_reached(section: Option<&Id>, level: &Id, standard: Standard<'_>) -> String {
    let level = level_name(Some(level), standard.wording);
    match section {
        Some(section) => format!("{} does not reach {level}", section_name(section, standard.wording)),
        None => format!("{level} is not reached"),
    }
}

/// `“First observation” and “Second observation” come to 1 hour 38 minutes`.
fn lasts(facts: &[Id], minutes: i64, standard: Standard<'_>) -> String {
    let names: Vec<String> = facts.iter().map(|fact| quoted(fact_name(fact, standard.wording))).collect();
    let comes = if names.len() == 1 { "is" } else { "come to" };
    format!("{} {comes} {}", listed(&names, "and"), duration(minutes))
}

/// `an award at Silver or Gold`; an award of another scheme by the ids that it has there.
pub(super) fn award_of(scheme: Option<&Id>, levels: &[Id], standard: Standard<'_>) -> String {
    match scheme {
        None => {
            let names: Vec<&str> = levels.iter().map(|level| level_name(Some(level), standard.wording)).collect();
            format!("an award at {}", listed(&names, "or"))
        }
        Some(scheme) => {
            let names: Vec<String> = levels.iter().map(|level| quoted(level)).collect();
            format!("an award of {} at {}", quoted(scheme), listed(&names, "or"))
        }
    }
}

/// `Observations at Pass and Discussion at no level`.
fn table_of(results: &[Option<Id>], source: &Id, standard: Standard<'_>) -> String {
    let tests = standard.scheme.levels.iter().flat_map(|level| standard.asked(None, &level.id));
    let mut tables = tests.filter_map(|test| match test {
        Test::Table(table) if table.source == *source && table.sections.len() == results.len() => Some(table),
        _ => None,
    });
    let sections: &[Id] = tables.next().map_or(&[], |Table { sections, .. }| sections);
    let cells = results.iter().enumerate().map(|(i, result)| {
        let level = result.as_ref().map_or("no level", |level| level_name(Some(level), standard.wording));
        match sections.get(i) {
            Some(section) => format!("{} at {level}", section_name(section, standard.wording)),
            None => level.to_owned(),
        }
    });
    listed(&cells.collect::<Vec<_>>(), "and")
}

fn so_many_programmes(count: u32) -> String {
    if count == 1 { "1 programme".to_owned() } else { format!("{count} programmes") }
}

fn published(standard: Standard<'_>) -> Option<&Published> {
    standard.scheme.fee.as_ref().and_then(Fee::published)
}

fn has_more_than_bands(fee: &Published) -> bool {
    !fee.modifiers.is_empty() || fee.versions.as_slice().iter().any(|version| version.per_unit.is_some())
}

/// ` before VAT`, where there is any.
pub(super) fn before_vat(fee: Option<&Published>) -> &'static str {
    if fee.is_some_and(|fee| fee.vat.is_none()) { "" } else { " before VAT" }
}

/// `Each of “Mentors” above 10 adds £5.00. There are 3 of these.`
fn per_unit(fact: &Id, above: i64, unit: i64, units: Option<u64>, net: &str, standard: Standard<'_>) -> String {
    let name = quoted(fact_name(fact, standard.wording));
    let (above, unit) = (amount(fact, above, standard), unit_of(fact, unit, standard));
    let charged = match units {
        None => String::new(),
        Some(0) => " There is nothing above that here.".to_owned(),
        Some(1) => " This is charged once.".to_owned(),
        Some(units) => format!(" This is charged {} times.", whole(units)),
    };
    format!("for {name} above {above}, each {unit} adds {net}{}.{charged}", before_vat(published(standard)))
}

/// How much of a fact is one unit: `one`, `10`, `1 hour`.
pub(super) fn unit_of(fact: &str, unit: i64, standard: Standard<'_>) -> String {
    let words = amount(fact, unit, standard);
    if words == "1" { "one".to_owned() } else { words }
}

/// `raises the fee by 10%`.
fn raised(change: i64, by: &str) -> String {
    format!("{} the fee by {by}", if change < 0 { "lowers" } else { "raises" })
}

/// So many pence, less or more, as money.
pub(super) fn pence(pence: i64, currency: &str) -> String {
    Pence::new(pence.unsigned_abs()).map_or_else(|| count(pence), |amount| money(amount, currency))
}

/// A number of a fact in its unit.
pub(super) fn amount(fact: &str, number: i64, standard: Standard<'_>) -> String {
    let kind = standard.scheme.facts.iter().find(|of| of.id == *fact).map(|fact| &fact.kind);
    match kind {
        Some(FactKind::Amount { .. }) => {
            let currency = published(standard).map_or("GBP", |fee| &fee.currency);
            pence(number, currency)
        }
        Some(FactKind::Duration { .. }) => duration(number),
        _ => count(number),
    }
}
