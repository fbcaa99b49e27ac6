//! Deciding clauses in words, each with its source: clauses that follow one another from one source share its note.

use mentormark_report::{ReasonLine, Standard, source};
use mentormark_rules::{Id, Outcome, Reason, Wording};

use crate::html::{Html, html};
use crate::text::said::{reason_lines, source_note};

/// Adds those of the reasons of an outcome that `shown` picks, as a list; nothing where it picks none.
pub(crate) fn reasons(to: &mut Html, outcome: &Outcome, standard: Standard<'_>, shown: &dyn Fn(&Reason) -> bool) {
    let (mut last, mut section) = (None, None);
    for ReasonLine { text, reason } in reason_lines(outcome, standard, shown) {
        let anchor = reason.source();
        if last != Some(anchor) {
            match last {
                Some(last) => close(to, last, standard.wording),
                None => html!(to, "<ul class=\"reasons\">"),
            }
            html!(to, "<li>");
            last = Some(anchor);
        }
        // What is said of one section stands together.
        let about = about(reason).1;
        to.markup(if about == section { "<p>" } else { "<p class=\"starts\">" });
        section = about;
        html!(to, text, "</p>");
    }
    if let Some(last) = last {
        close(to, last, standard.wording);
        html!(to, "</ul>");
    }
}

/// Ends the clauses of one source with its note.
fn close(to: &mut Html, anchor: &str, wording: &Wording) {
    let says = source(anchor, wording).map_or("", |source| source.says.as_str());
    html!(to, "<p class=\"source\">", source_note(anchor, wording), ". ", says, "</p></li>");
}

/// What a clause is about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Topic {
    /// Who may apply.
    Eligibility,
    /// What is earned and awarded.
    Award,
    /// What it costs.
    Fee,
    /// A caution.
    Caution,
}

/// The topic of a clause.
pub(crate) fn topic(reason: &Reason) -> Topic {
    match reason {
        Reason::CheckMet { .. }
        | Reason::CheckNotRequired { .. }
        | Reason::CheckNotMet { .. }
        | Reason::CheckUndetermined { .. } => Topic::Eligibility,
        Reason::FeeBand { .. }
        | Reason::FeePerUnit { .. }
        | Reason::FeeModifier { .. }
        | Reason::FeeNotPublished { .. }
        | Reason::FeeLevelUnknown { .. }
        | Reason::FeeUnknown { .. }
        | Reason::VatRate { .. } => Topic::Fee,
        reason if reason.is_caution() => Topic::Caution,
        _ => Topic::Award,
    }
}

/// The programme and the section that a clause is about, if it is about one.
pub(crate) fn about(reason: &Reason) -> (Option<&Id>, Option<&Id>) {
    match reason {
        Reason::SectionReached { programme, section, .. }
        | Reason::SectionMissed { programme, section, .. }
        | Reason::SectionHeldBack { programme, section, .. }
        | Reason::SectionNotApplicable { programme, section, .. } => (programme.as_ref(), Some(section)),
        Reason::PointsReached { programme, section, .. }
        | Reason::PointsMissed { programme, section, .. }
        | Reason::NoneBelowReached { programme, section, .. }
        | Reason::NoneBelowMissed { programme, section, .. }
        | Reason::NothingApplicable { programme, section, .. }
        | Reason::FactMissed { programme, section, .. }
        | Reason::DurationBelow { programme, section, .. }
        | Reason::DurationAbove { programme, section, .. }
        | Reason::HeldMissed { programme, section, .. } => (programme.as_ref(), section.as_ref()),
        Reason::RatingIgnored { programme, .. }
        | Reason::QuorumReached { programme, .. }
        | Reason::QuorumMissed { programme, .. }
        | Reason::FloorMissed { programme, .. }
        | Reason::ShareReached { programme, .. }
        | Reason::ShareMissed { programme, .. }
        | Reason::TableResult { programme, .. } => (programme.as_ref(), None),
        _ => (None, None),
    }
}
