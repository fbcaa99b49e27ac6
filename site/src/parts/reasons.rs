//! Deciding clauses in words, each with its source: clauses that follow one another from one source share its note.

use mentormark_report::{reason_sentence, source, source_note};
use mentormark_rules::{Reason, Wording};

use crate::html::{Html, html};

/// Adds those of the reasons that `shown` picks, as a list.
pub(crate) fn reasons(to: &mut Html, reasons: &[Reason], wording: &Wording, shown: &dyn Fn(&Reason) -> bool) {
    let mut last = None;
    html!(to, "<ul class=\"reasons\">");
    for reason in reasons.iter().filter(|reason| shown(reason)) {
        let anchor = reason.source();
        if last != Some(anchor) {
            close(to, last.map(|anchor| &**anchor), wording);
            html!(to, "<li>");
            last = Some(anchor);
        }
        html!(to, "<p>", reason_sentence(reason, wording), "</p>");
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
