//! A sentence for each deciding clause.
//!
//! Longer than most files, since it has one arm for each of the codes. A clause says how many criteria count, and the rule it comes
//! from says which and as what: that is looked up in the scheme.

use mentormark_rules::{Id, Reason, reason::Ignored, scheme::Combine};

use super::{
    amounts::{amount, before_vat, per_unit, raises},
    counts::{
        and_enough, and_enough_of, and_needed, because, criteria_are, in_section, lasts, not_reached, points_of,
        table_of, to_be_answered, unanswered_of_these, would_have_to_differ,
    },
    criteria::Counted,
    date, duration, held, months, or_higher,
    plural::{CRITERION, PROGRAMME},
    rating_name, section_noun,
    turnout::{for_level, standing},
    unanswered,
};
use crate::{
    Standard, check_name, criterion_statement, fact_name, fee_band_name, fee_modifier_name,
    format::{pence, whole},
    money, percent,
    phrase::{capital, quoted},
    prerequisite_name,
    turnout::Turnout,
};

/// What a deciding clause says, in one or two sentences.
///
/// ```
/// use mentormark_report::{Standard, welsh::reason_sentence};
/// use mentormark_rules::{Plan, Reason, Wording};
///
/// # let compiled = include_str!("../../tests/samples/pillars.json");
/// # let words = include_str!("../../tests/samples/wording.json");
/// let (plan, wording) = (Plan::from_json(compiled)?, Wording::from_json(words)?);
/// let standard = Standard { scheme: plan.scheme(), wording: &wording };
/// let reason = Reason::TargetReached { target: "silver".into(), source: "nms#progression".into() };
/// assert_eq!(reason_sentence(&reason, standard), "Y lefel y gwneir cais amdani yw Silver, a gellir ei dyfarnu nawr.");
/// # Ok::<(), mentormark_rules::Refusals>(())
/// ```
#[must_use]
#[expect(clippy::too_many_lines, reason = "one arm for each code")]
pub fn reason_sentence(reason: &Reason, standard: Standard<'_>) -> String {
    let wording = standard.wording;
    let level = |id: &Id| super::level(id, standard);
    let name = |id: &Id| super::level_name(Some(id.as_str()), wording).to_owned();
    let section = |id: &Id| super::section(id, standard);
    let check = |id: &Id| quoted(check_name(id, wording));
    let (programme, body) = match reason {
        Reason::CheckMet { check: id, .. } => (&None, format!("mae’r gwiriad {} wedi’i fodloni.", check(id))),
        Reason::CheckNotRequired { check: id, .. } => (&None, format!("ni ofynnir am y gwiriad {} yma.", check(id))),
        Reason::CheckNotMet { check: id, facts: against, .. } => {
            (&None, format!("nid yw’r gwiriad {} wedi’i fodloni. {}", check(id), because(against, standard)))
        }
        Reason::CheckUndetermined { check: id, needs, .. } => {
            let open = to_be_answered(needs, standard);
            (&None, format!("nid yw canlyniad y gwiriad {} yn hysbys eto.{open}", check(id)))
        }
        Reason::RatingIgnored { programme, criterion, because, .. } => {
            let statement = criterion_statement(criterion, wording).trim_end_matches('.');
            let because = match because {
                Ignored::DoesNotApply => "nid yw’r maen prawf hwn yn berthnasol yma.",
                Ignored::NoReason => {
                    "mae’n dweud “ddim yn berthnasol” heb ddweud pam, felly mae’n cyfrif fel un heb ei ateb."
                }
            };
            (programme, format!("nid yw’r sgôr ar gyfer {} yn cyfrif: {because}", quoted(statement)))
        }
        Reason::SectionNotApplicable { programme, section: id, .. } => {
            (programme, format!("nid yw {} yn berthnasol yma, felly ni roddir lefel.", section(id)))
        }
        Reason::SectionReached { programme, section: id, level: at, met, needed, of, source } => {
            let met_of = Counted::find(Some(id), at, (*needed, *of), source, standard).met_of(*met, *of);
            let enough = and_enough_of(*met, *needed, Some(*of));
            (programme, format!("mae {} yn cyrraedd {}: {met_of}, {enough}.", section(id), level(at)))
        }
        Reason::SectionMissed { programme, section: id, level: at, met, unanswered, needed, of, source } => {
            let met_of = Counted::find(Some(id), at, (*needed, *of), source, standard).met_of(*met, *of);
            let (needed, open) = (and_needed(*needed, Some(*of)), unanswered_of_these(*unanswered));
            (programme, format!("nid yw {} yn cyrraedd {} eto: {met_of}, {needed}.{open}", section(id), level(at)))
        }
        Reason::SectionHeldBack { programme, section: id, level: at, below, .. } => {
            let (id, at, below) = (section(id), level(at), level(below));
            let body = format!(
                "mae gan {id} yr hyn y mae {at} yn gofyn amdano, ond nid yw hyn yn cyfrif nes cyrraedd {below} hefyd."
            );
            (programme, body)
        }
        Reason::QuorumReached { programme, level: at, count, needed, source } => {
            let turnout = Turnout::find(at, source, standard);
            let enough = and_enough_of(*count, *needed, turnout.of);
            let (standing, for_level) = (standing(*count, &turnout, standard), for_level(&turnout, standard));
            (programme, format!("{standing}, {enough}{for_level}."))
        }
        Reason::QuorumMissed { programme, level: at, count, needed, source } => {
            let turnout = Turnout::find(at, source, standard);
            let (standing, needed) = (standing(*count, &turnout, standard), and_needed(*needed, turnout.of));
            (programme, format!("{standing}, {needed} ar gyfer {}.", level(at)))
        }
        Reason::FloorMissed { programme, level: at, floor, below, source } => {
            let nouns = section_noun(2, wording);
            let reached = or_higher(Turnout::find(at, source, standard).at, standard);
            let (at, floor) = (level(at), level(floor));
            let body = format!(
                "mae digon o’r {nouns} ar {reached}, ond mae {below} o dan {floor}, ac ni chaiff yr un fod felly ar gyfer {at}."
            );
            (programme, body)
        }
        Reason::ShareReached { programme, level: at, met, needed, of, source } => {
            let met_of = Counted::find(None, at, (*needed, *of), source, standard).met_of(*met, *of);
            let enough = and_enough_of(*met, *needed, Some(*of));
            (programme, format!("{met_of}, {enough} ar gyfer {}.", level(at)))
        }
        Reason::ShareMissed { programme, level: at, met, unanswered, needed, of, source } => {
            let met_of = Counted::find(None, at, (*needed, *of), source, standard).met_of(*met, *of);
            let (needed, open) = (and_needed(*needed, Some(*of)), unanswered_of_these(*unanswered));
            (programme, format!("{met_of}, {needed} ar gyfer {}.{open}", level(at)))
        }
        Reason::PointsReached { programme, section: of, level: at, points, needed, most, .. } => {
            let has = points_of(of.as_ref(), *points, *most, standard);
            (programme, format!("{has}, {} ar gyfer {}.", and_enough(*points, *needed), level(at)))
        }
        Reason::PointsMissed { programme, section: of, level: at, points, unanswered: open, needed, most, .. } => {
            let has = points_of(of.as_ref(), *points, *most, standard);
            let open = match open {
                0 => String::new(),
                open => {
                    format!(" {} {} eto.", capital(&criteria_are(*open, "")), unanswered(u64::from(*open)))
                }
            };
            (programme, format!("{has}, ac mae angen {} ar gyfer {}.{open}", whole(*needed), level(at)))
        }
        Reason::NoneBelowReached { programme, section: id, level: at, rated, of, .. } => {
            let (place, rated) = (in_section(id.as_ref(), standard), quoted(rating_name(rated, wording)));
            let none = if *of == 1 { "nid yw’r" } else { "nid oes yr un o’r" };
            let body = format!(
                "{none} {}{place} wedi cael sgôr is na {rated}, ac ni chaiff yr un fod felly ar gyfer {}.",
                CRITERION.counted(u64::from(*of)),
                level(at)
            );
            (programme, body)
        }
        Reason::NoneBelowMissed { programme, section: id, level: at, rated, below, unanswered: open, .. } => {
            let (place, rated) = (in_section(id.as_ref(), standard), quoted(rating_name(rated, wording)));
            let at = level(at);
            let body = if *below == 0 {
                let (are, open) = (criteria_are(*open, &place), unanswered(u64::from(*open)));
                format!("{are} {open} eto, ac ni chaiff yr un gael sgôr is na {rated} ar gyfer {at}.")
            } else {
                let (low, open) = (criteria_are(*below, &place), unanswered_of_these(*open));
                format!("{low} wedi cael sgôr is na {rated}, ac ni chaiff yr un fod felly ar gyfer {at}.{open}")
            };
            (programme, body)
        }
        Reason::NothingApplicable { programme, section: id, level: at, .. } => {
            let (place, at) = (in_section(id.as_ref(), standard), level(at));
            let body =
                format!("nid oes dim ar ôl{place} o’r hyn y mae {at} yn edrych arno, felly ni ellir ei chyrraedd.");
            (programme, body)
        }
        Reason::FactMissed { programme, section: id, level: at, facts: looked_at, .. } => {
            let not_reached = not_reached(id.as_ref(), at, standard);
            (programme, format!("{not_reached}: {}.", would_have_to_differ(looked_at, standard)))
        }
        Reason::DurationBelow { programme, section: id, level: at, facts, minutes, least, .. } => {
            let (not_reached, lasts) = (not_reached(id.as_ref(), at, standard), lasts(facts, *minutes, standard));
            (programme, format!("{not_reached}: {lasts}, ac mae angen o leiaf {}.", duration(*least)))
        }
        Reason::DurationAbove { programme, section: id, level: at, facts, minutes, most, .. } => {
            let (not_reached, lasts) = (not_reached(id.as_ref(), at, standard), lasts(facts, *minutes, standard));
            (programme, format!("{not_reached}: {lasts}, a chaniateir {} ar y mwyaf.", duration(*most)))
        }
        Reason::HeldMissed { programme, section: id, level: at, scheme, levels, .. } => {
            let not_reached = not_reached(id.as_ref(), at, standard);
            let award = held::award_of(scheme.as_ref(), levels, standard);
            (programme, format!("{not_reached}: mae angen {award}, ac ni ddelir un addas."))
        }
        Reason::TableResult { programme, level: at, results, source } => {
            let table = table_of(results, source, standard);
            let body = match at {
                Some(at) => format!("mae {table} gyda’i gilydd yn rhoi {}.", level(at)),
                None => format!("nid yw {table} gyda’i gilydd yn rhoi unrhyw lefel."),
            };
            (programme, body)
        }
        Reason::ProgrammesCombined { level: Some(at), count, .. } => {
            let (programmes, reach) = (PROGRAMME.counted(u64::from(*count)), or_higher(at, standard));
            let enough = match standard.scheme.programmes.as_ref().map(|rule| rule.combine) {
                Some(Combine::Quorum(needed)) => format!(", {}", and_enough_of(*count, needed, None)),
                Some(Combine::Lowest) | None => String::new(),
            };
            let at = level(at);
            (&None, format!("mae {programmes} ar {reach}{enough}, felly gyda’i gilydd enillir {at}."))
        }
        Reason::ProgrammesCombined { level: None, count, .. } => {
            let programmes = PROGRAMME.counted(u64::from(*count));
            (&None, format!("nid yw’r {programmes} gyda’i gilydd yn ennill lefel eto."))
        }
        Reason::TargetReached { target, .. } => {
            (&None, format!("y lefel y gwneir cais amdani yw {}, a gellir ei dyfarnu nawr.", name(target)))
        }
        Reason::TargetMissed { target, award: Some(award), .. } => {
            let (target, award) = (name(target), level(award));
            (&None, format!("y lefel y gwneir cais amdani yw {target}, ond dim ond {award} y gellir ei dyfarnu nawr."))
        }
        Reason::TargetMissed { target, award: None, .. } => {
            (&None, format!("y lefel y gwneir cais amdani yw {}, ond ni ellir gwneud dyfarniad nawr.", name(target)))
        }
        Reason::PrerequisiteMissed { prerequisite, level: at, .. } => {
            let name = quoted(prerequisite_name(prerequisite, wording));
            (&None, format!("mae angen {name} hefyd ar gyfer {}, ac mae ar goll.", level(at)))
        }
        Reason::ProgressionEntry { level: at, quality, .. } => {
            let (at, quality) = (level(at), level(quality));
            let body = format!(
                "ni ddelir dyfarniad ar hyn o bryd, felly {at} yw’r uchaf y gellir ei dyfarnu. Mae’r atebion yn ennill {quality}."
            );
            (&None, body)
        }
        Reason::ProgressionWait { held, awarded_on, months: wait, from, .. } => {
            let (held, awarded_on, from) = (level(held), date(*awarded_on), date(*from));
            let wait = months(*wait);
            let body = format!(
                "rhaid dal y dyfarniad {held} a wnaed ar {awarded_on} am {wait}, felly gellir dyfarnu lefel uwch o {from} ymlaen."
            );
            (&None, body)
        }
        Reason::ProgressionStep { held, level: at, .. } => {
            let (held, at) = (level(held), level(at));
            let body = format!(
                "dyfarniad {held} a ddelir, felly gall y dyfarniad nesaf fod ar {at} ar y mwyaf. Ni ellir neidio dros lefelau."
            );
            (&None, body)
        }
        // The band's name says where it starts, in the standard's own terms.
        Reason::FeeBand { band, net, currency, .. } => {
            let (net, band) = (money(*net, currency), quoted(fee_band_name(band, wording)));
            let vat = before_vat(standard.fee());
            let fee = if standard.fee_starts_at_its_band() {
                format!("mae’r ffi{vat} yn dechrau ar {net}")
            } else {
                format!("y ffi{vat} yw {net}")
            };
            (&None, format!("{fee}. Y band yw {band}."))
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
                    format!("yn gadael cyfran o’r ffi: {} allan o {whole}", quoted(fact_name(fact, wording)))
                }
                (None, None, None) => "yn gadael y ffi fel y mae".to_owned(),
            };
            (&None, format!("mae {name} {change}."))
        }
        Reason::FeeNotPublished { .. } => {
            (&None, "nid yw’r ffi wedi’i chyhoeddi: gofynnwch i’r corff dyfarnu.".to_owned())
        }
        Reason::FeeLevelUnknown { .. } => {
            (&None, "mae’r ffi’n dibynnu ar y lefel: dywedwch am ba un y gwneir cais i’w gweld.".to_owned())
        }
        Reason::FeeUnknown { needs, .. } => {
            (&None, format!("nid yw’r ffi’n hysbys eto.{}", to_be_answered(needs, standard)))
        }
        Reason::VatRate { vat_rate_bp, tax_point, from, .. } => {
            let (rate, tax_point, from) = (percent(*vat_rate_bp), date(*tax_point), date(*from));
            (&None, format!("codir TAW ar gyfradd o {rate}, y gyfradd ar {tax_point}. Bu felly ers {from}."))
        }
        Reason::RenewalWindow { held, from, last_day, keeps_anniversary, .. } => {
            let (held, from, last_day) = (level(held), date(*from), date(*last_day));
            let early = if *keeps_anniversary {
                " O’i adnewyddu nawr, mae’r dyfarniad newydd yn dechrau pan ddaw’r un a ddelir i ben."
            } else {
                ""
            };
            let body = format!(
                "mae’r dyfarniad a ddelir, {held}, yn ddilys hyd at {last_day} a gellir ei adnewyddu o {from} ymlaen.{early}"
            );
            (&None, body)
        }
        Reason::MustProgress { held, .. } => {
            (&None, format!("dyfarniad {} a ddelir, a rhaid i’r nesaf fod yn uwch na hynny.", level(held)))
        }
        Reason::EditionRetired { from, .. } => {
            let from = date(*from);
            (&None, format!("tynnwyd yr argraffiad hwn yn ôl ar {from}, ac efallai nad yw ei gynnwys yn gywir mwyach."))
        }
        Reason::HeldLapsed { held, last_day, counts, .. } => {
            let end = if *counts {
                "Fe’i cyfrifir serch hynny."
            } else {
                "Ar gyfer y lefel nesaf mae’n cyfrif fel pe na bai un yn cael ei ddal."
            };
            let (held, last_day) = (level(held), date(*last_day));
            (&None, format!("roedd y dyfarniad a ddelir, {held}, yn ddilys ddiwethaf ar {last_day}. {end}"))
        }
    };
    said(programme.as_ref(), &body)
}

/// A sentence about one of several programmes, or about all there is.
pub(super) fn said(programme: Option<&Id>, body: &str) -> String {
    match programme {
        Some(programme) => format!("Yn y rhaglen {}, {body}", quoted(programme)),
        None => capital(body),
    }
}
