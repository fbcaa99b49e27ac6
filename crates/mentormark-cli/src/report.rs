//! An outcome on paper: what a person would keep.

use mentormark_report::{
    bounds_phrase, criterion_statement, date, fact_name, fee_band_name, fee_sentence, level_name, reason_sentence,
    section_table, source, source_note, validity_sentence,
};
use mentormark_rules::{
    Id, Outcome, Reason, Wording,
    outcome::{Fee, Fragile, Lift, Route, Status},
};

use crate::page::Page;

/// Writes the report of `outcome`.
pub(crate) fn write(page: &mut Page, outcome: &Outcome, wording: &Wording) {
    heading(page, outcome, wording);
    let mut notes = Notes::default();
    cautions(page, outcome, wording, &mut notes);
    why(page, outcome, wording, &mut notes);
    sections(page, outcome, wording);
    let mut shorter = None;
    for route in &outcome.routes {
        steps(page, route, shorter, wording);
        shorter = Some(route);
    }
    held_up(page, outcome, wording);
    fee(page, outcome, wording);
    dates(page, outcome, wording);
    notes.write(page, wording);
    assumptions(page, outcome, wording);
}

fn heading(page: &mut Page, outcome: &Outcome, wording: &Wording) {
    page.heading(&wording.name);
    page.labelled(&[
        ("Edition", format!("{}@{}", outcome.scheme, outcome.edition)),
        ("Date", date(outcome.as_of)),
        ("Rules", outcome.rules_hash.to_string()),
    ]);
    page.blank();
    let mut lines = vec![
        ("Award now", bounds_phrase(&outcome.award.bounds, wording)),
        ("Quality", bounds_phrase(&outcome.quality, wording)),
    ];
    if let Some(target) = &outcome.target {
        lines.push(("Applied for", level_name(Some(target), wording).to_owned()));
    }
    let status = match outcome.status {
        Status::Complete => "complete: no open question could change this".to_owned(),
        Status::Incomplete => format!("incomplete: {}", open_questions(outcome)),
    };
    lines.push(("Answers", status));
    page.labelled(&lines);
}

fn open_questions(outcome: &Outcome) -> String {
    let tallies = outcome.sections.iter().flat_map(|section| &section.tallies);
    let mut open = vec![match tallies.map(|tally| tally.unanswered).sum::<u32>() {
        0 => return "a fact that decides the fee is missing".to_owned(),
        1 => "1 criterion is not answered yet".to_owned(),
        unanswered => format!("{unanswered} criteria are not answered yet"),
    }];
    if matches!(outcome.fee, Fee::Unknown { .. }) {
        open.push("a fact that decides the fee is missing".to_owned());
    }
    open.join("; ")
}

/// The sources named so far, each with a number.
#[derive(Default)]
struct Notes {
    anchors: Vec<Id>,
}

impl Notes {
    /// A sentence with the number of its source.
    fn cite(&mut self, reason: &Reason, wording: &Wording) -> String {
        let anchor = reason.source();
        let place = self.anchors.iter().position(|known| known == anchor).unwrap_or_else(|| {
            self.anchors.push(anchor.clone());
            self.anchors.len() - 1
        });
        format!("{} [{}]", reason_sentence(reason, wording), place + 1)
    }

    fn write(&self, page: &mut Page, wording: &Wording) {
        if self.anchors.is_empty() {
            return;
        }
        page.heading("Sources");
        for (i, anchor) in self.anchors.iter().enumerate() {
            let note = source_note(anchor, wording);
            let said = source(anchor, wording).map(|source| format!("{} ({note})", source.says));
            page.hanging(&format!("[{}] ", i + 1), &said.unwrap_or(note));
        }
    }
}

fn cautions(page: &mut Page, outcome: &Outcome, wording: &Wording, notes: &mut Notes) {
    let mut cautions = outcome.reasons.iter().filter(|reason| reason.is_caution()).peekable();
    if cautions.peek().is_some() {
        page.heading("Take care");
    }
    for reason in cautions {
        page.item(&notes.cite(reason, wording));
    }
}

fn why(page: &mut Page, outcome: &Outcome, wording: &Wording, notes: &mut Notes) {
    page.heading("Why");
    for reason in outcome.reasons.iter().filter(|reason| !reason.is_caution()) {
        page.item(&notes.cite(reason, wording));
    }
}

fn sections(page: &mut Page, outcome: &Outcome, wording: &Wording) {
    let rows = section_table(outcome, wording);
    let Some(first) = rows.first() else { return };
    page.heading("Sections");
    let mut head = vec!["Section".to_owned(), "Level".to_owned(), "Could reach".to_owned()];
    head.extend(first.tallies.iter().map(|cell| cell.level.clone()));
    let (mut open, mut not_applicable) = (false, false);
    let cells = rows.iter().zip(&outcome.sections).map(|(row, section)| {
        let mut cells = vec![row.name.clone(), row.level.clone(), row.could_reach.clone().unwrap_or("-".to_owned())];
        cells.extend(section.tallies.iter().map(|tally| {
            open |= tally.unanswered > 0;
            not_applicable |= tally.not_applicable > 0;
            let open = if tally.unanswered > 0 { format!(" +{}?", tally.unanswered) } else { String::new() };
            let out = if tally.not_applicable > 0 { format!(" -{}", tally.not_applicable) } else { String::new() };
            format!("{}/{}{open}{out}", tally.met, tally.of)
        }));
        cells
    });
    let cells: Vec<Vec<String>> = cells.collect();
    if page.table(&head, &cells) {
        let mut key = "4/5: 4 of 5 criteria met.".to_owned();
        if open {
            key += " +1?: 1 not answered yet.";
        }
        if not_applicable {
            key += " -1: 1 not applicable.";
        }
        page.aside(&key);
        return;
    }
    for row in &rows {
        let could_reach = row.could_reach.as_ref();
        let could_reach = could_reach.map(|level| format!(", could still reach {level}")).unwrap_or_default();
        let tallies = row.tallies.iter().map(|cell| format!("{}: {}", cell.level, cell.words));
        page.item(&format!("{}: {}{could_reach}.", row.name, row.level));
        for tally in tallies {
            page.hanging("    ", &tally);
        }
    }
}

/// The criteria to lift; those of the `shorter` route before it are not listed again where they are all among them.
fn steps(page: &mut Page, route: &Route, shorter: Option<&Route>, wording: &Wording) {
    let level = level_name(Some(&route.to), wording);
    page.heading(&format!("Fewest steps to {level}: {}", criteria(route.lift.len())));
    if !route.exact {
        page.paragraph("There may be a shorter way.");
    }
    let mut listed: &[Lift] = &[];
    if let Some(shorter) = shorter.filter(|shorter| shorter.lift.iter().all(|lift| route.lift.contains(lift))) {
        listed = &shorter.lift;
        let more = route.lift.len().saturating_sub(listed.len());
        page.paragraph(&format!("Those for {}, and {more} more:", level_name(Some(&shorter.to), wording)));
    }
    for lift in route.lift.iter().filter(|lift| !listed.contains(lift)) {
        page.hanging("[ ] ", &format!("{} ({})", criterion_statement(&lift.criterion, wording), lift.criterion));
    }
    if !route.needs.is_empty() {
        let facts: Vec<&str> = route.needs.iter().map(|fact| fact_name(fact, wording)).collect();
        page.paragraph(&format!("This also needs: {}.", facts.join(", ")));
    }
}

fn criteria(count: usize) -> String {
    if count == 1 { "1 criterion".to_owned() } else { format!("{count} criteria") }
}

fn held_up(page: &mut Page, outcome: &Outcome, wording: &Wording) {
    let mut left: Vec<&Fragile> = outcome.fragile.iter().collect();
    while let Some(first) = left.first() {
        let would_be = first.would_be.clone();
        let level = level_name(would_be.as_deref(), wording);
        page.heading(&format!("What holds the award up: without any one of these it would be {level}"));
        for fragile in left.iter().filter(|fragile| fragile.would_be == would_be) {
            page.item(&format!("{} ({})", criterion_statement(&fragile.criterion, wording), fragile.criterion));
        }
        left.retain(|fragile| fragile.would_be != would_be);
    }
}

fn fee(page: &mut Page, outcome: &Outcome, wording: &Wording) {
    page.heading("Fee");
    page.paragraph(&capital(&format!("{}.", fee_sentence(&outcome.fee, wording))));
    if let Fee::Known(fee) = &outcome.fee {
        page.aside(fee_band_name(&fee.band, wording));
    }
}

fn dates(page: &mut Page, outcome: &Outcome, wording: &Wording) {
    if outcome.progression.is_empty() && outcome.validity.is_none() {
        return;
    }
    page.heading("Dates");
    let earliest = outcome.progression.iter().map(|next| {
        let label = format!("{} from", level_name(Some(&next.level), wording));
        (label, date(next.earliest))
    });
    let mut lines: Vec<(String, String)> = earliest.collect();
    lines.extend(outcome.validity.iter().map(|validity| ("Valid for".to_owned(), validity_sentence(validity))));
    let lines: Vec<(&str, String)> = lines.iter().map(|(label, text)| (label.as_str(), text.clone())).collect();
    page.labelled(&lines);
    let mut said = Vec::new();
    if outcome.progression.len() > 1 {
        said.push("Each level's day assumes that the level before was awarded on its own.");
    }
    if outcome.validity.is_some() {
        said.push("Validity is counted as if the award were made on the day judged on.");
    }
    page.aside(&said.join(" "));
}

fn assumptions(page: &mut Page, outcome: &Outcome, wording: &Wording) {
    if !outcome.assumptions.is_empty() {
        page.heading("Assumed where the standard is silent");
    }
    for anchor in &outcome.assumptions {
        page.item(source(anchor, wording).map_or(anchor.as_str(), |source| source.says.as_str()));
    }
    if !wording.drafted.is_empty() {
        page.blank();
        page.paragraph(&wording.drafted);
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
