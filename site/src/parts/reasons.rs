//! Deciding clauses in words, each with its source: clauses that follow one another from one source share its note.

use mentormark_report::{reason_sentence, source, source_note};
use mentormark_rules::{Id, Reason, Wording};

use crate::html::{Html, html};

/// Adds those of the reasons that `shown` picks, as a list.
pub(crate) fn reasons(to: &mut Html, reasons: &[Reason], wording: &Wording, shown: &dyn Fn(&Reason) -> bool) {
    let (mut last, mut section) = (None, None);
    html!(to, "<ul class=\"reasons\">");
    for reason in reasons.iter().filter(|reason| shown(reason)) {
        let anchor = reason.source();
        if last != Some(anchor) {
            close(to, last.map(|anchor| &**anchor), wording);
            html!(to, "<li>");
            last = Some(anchor);
        }
        // What is said of one section stands together.
        to.markup(if about(reason) == section { "<p>" } else { "<p class=\"starts\">" });
        section = about(reason);
        html!(to, reason_sentence(reason, wording), "</p>");
    }
    close(to, last.map(|anchor| &**anchor), wording);
    html!(to, "</ul>");
}

/// Ends the clauses of one source with its note.
fn close(to: &mut Html, anchor: Option<&str>, wording: &Wording) {
    if let Some(anchor) = anchor {
        let says = source(anchor, wording).map_or("", |source| source.says.as_str());
        html!(to, "<p class=\"source\">", source_note(anchor, wording), ". ", says, "</p></li>");
    }
}

/// The section that a clause is about, if it is about one.
pub(crate) fn about(reason: &Reason) -> Option<&Id> {
    match reason {
        Reason::SectionReached { section, .. }
        | Reason::SectionMissed { section, .. }
        | Reason::SectionHeldBack { section, .. } => Some(section),
        _ => None,
    }
}
