//! A submission that was checked, on paper: what a person would keep.

use mentormark_report::{
    Standard,
    english::{caution_sentence, claim_table, date, verification_sentence},
};
use mentormark_rules::{Checked, Filed};

use crate::{page::Page, report};

/// What stands beside a part of a claim that differs.
const DIFFERS: &str = "differs";

/// Writes what came of checking a submission, and below it the report of its outcome where there is one.
pub(crate) fn write(page: &mut Page, filed: &Filed<'_>, checked: &Checked, standard: Standard<'_>) {
    let (scheme, submission) = (standard.scheme, &filed.received().submission);
    let as_of = submission.assessment.as_of;
    page.heading(&standard.wording.name);
    page.labelled(&[
        ("Edition", format!("{}@{}", scheme.id, scheme.edition)),
        ("Date", date(as_of)),
        ("Rules", checked.rules_hash.to_string()),
        ("Assessment", checked.assessment_hash.to_string()),
        ("Words", submission.wording_hash.clone()),
    ]);
    page.heading(verification_sentence(checked.status));
    let head = ["", "Claimed", "The rules say", ""].map(str::to_owned);
    let rows = claim_table(&submission.claim, checked, standard);
    let cells = rows.iter().map(|row| {
        let differs = if row.differs { DIFFERS } else { "" };
        vec![row.name.to_owned(), row.claimed.clone(), row.computed.clone(), differs.to_owned()]
    });
    if !page.table(&head, &cells.collect::<Vec<_>>()) {
        for row in &rows {
            let differs = if row.differs { format!(": {DIFFERS}") } else { String::new() };
            page.item(&format!("{}: claimed {}, the rules say {}{differs}", row.name, row.claimed, row.computed));
        }
    }
    if !checked.cautions.is_empty() {
        page.heading("Take care");
    }
    for caution in &checked.cautions {
        page.item(&caution_sentence(*caution, as_of));
    }
    if let Some(outcome) = &checked.outcome {
        report::write(page, outcome, standard);
    }
}
