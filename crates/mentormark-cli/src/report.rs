//! An outcome on paper: what a person would keep.

use mentormark_report::{
    Standard, criterion_statement,
    english::{
        award_phrase, bounds_phrase, date, eligibility_list, eligibility_phrase, fee_sentence, level_name, lift_phrase,
        limits_phrase, open_phrase, programme_phrase, reason_lines, reason_sentence, route_notes, section_noun,
        section_table, validity_sentence,
    },
    fee_band_name, source,
};
use mentormark_rules::{
    Id, Outcome, Reason,
    outcome::{CheckStatus, Fee, Fragile, Lift, Route, Status},
};

use crate::{notes::Notes, page::Page};

/// Writes the report of `outcome`.
pub(crate) fn write(page: &mut Page, outcome: &Outcome, standard: Standard<'_>) {
    heading(page, outcome, standard);
    let mut notes = Notes::default();
    cautions(page, outcome, standard, &mut notes);
    eligibility(page, outcome, standard, &mut notes);
    why(page, outcome, standard, &mut notes);
    sections(page, outcome, standard);
    let mut shorter = None;
    for route in &outcome.routes {
        steps(page, route, shorter, standard);
        shorter = route.lift.as_ref().map(|lift| (&route.to, lift.as_slice()));
    }
    held_up(page, outcome, standard);
    fee(page, outcome, standard);
    dates(page, outcome, standard);
    notes.write(page, standard.wording);
    assumptions(page, outcome, standard);
}

fn heading(page: &mut Page, outcome: &Outcome, standard: Standard<'_>) {
    let wording = standard.wording;
    page.heading(&wording.name);
    page.labelled(&[
        ("Edition", format!("{}@{}", outcome.scheme, outcome.edition)),
        ("Date", date(outcome.as_of)),
        ("Rules", outcome.rules_hash.to_string()),
    ]);
    page.blank();
    let mut lines = vec![
        ("Award now", award_phrase(&outcome.award, wording)),
        ("Quality", bounds_phrase(&outcome.quality, wording)),
    ];
    lines.extend(limits_phrase(&outcome.award.limited_by).map(|limits| ("Held back by", limits)));
    if let Some(target) = &outcome.target {
        lines.push(("Applied for", level_name(Some(target), wording).to_owned()));
    }
    lines.extend(eligibility_phrase(&outcome.eligibility).map(|phrase| ("Checks", phrase)));
    let status = match outcome.status {
        Status::Complete => "complete: no open question could change this".to_owned(),
        Status::Incomplete => format!("incomplete: {}", open_phrase(outcome, standard).unwrap_or_default()),
    };
    lines.push(("Answers", status));
    page.labelled(&lines);
    for programme in &outcome.programmes {
        page.item(&format!("{}.", programme_phrase(programme, wording)));
    }
}

fn cautions(page: &mut Page, outcome: &Outcome, standard: Standard<'_>, notes: &mut Notes) {
    let mut cautions = outcome.reasons.iter().filter(|reason| reason.is_caution()).peekable();
    if cautions.peek().is_some() {
        page.heading("Take care");
    }
    for reason in cautions {
        page.item(&notes.cite(&reason_sentence(reason, standard), reason.source()));
    }
}

/// The check that a reason is about, if it is about one.
fn check(reason: &Reason) -> Option<&Id> {
    match reason {
        Reason::CheckMet { check, .. }
        | Reason::CheckNotRequired { check, .. }
        | Reason::CheckNotMet { check, .. }
        | Reason::CheckUndetermined { check, .. } => Some(check),
        _ => None,
    }
}

/// What is said of each check; of one that is not met also what it asks for.
fn eligibility(page: &mut Page, outcome: &Outcome, standard: Standard<'_>, notes: &mut Notes) {
    let rows = eligibility_list(outcome, standard.wording);
    if !rows.is_empty() {
        page.heading("Who may apply");
    }
    for row in rows {
        let about = outcome.reasons.iter().find(|reason| check(reason).is_some_and(|id| *id == *row.id));
        match about {
            Some(reason) => page.item(&notes.cite(&reason_sentence(reason, standard), reason.source())),
            None => page.item(&format!("{}: {}.", row.name, row.words)),
        }
        if row.status != CheckStatus::Met && !row.asks.is_empty() {
            page.hanging("  ", &format!("It asks: {}", row.asks));
        }
    }
}

fn why(page: &mut Page, outcome: &Outcome, standard: Standard<'_>, notes: &mut Notes) {
    page.heading("Why");
    for line in reason_lines(outcome, standard, &|_| true) {
        if !line.reason.is_caution() && check(line.reason).is_none() {
            page.item(&notes.cite(&line.text, line.reason.source()));
        }
    }
}

fn sections(page: &mut Page, outcome: &Outcome, standard: Standard<'_>) {
    let rows = section_table(outcome, standard);
    let Some(first) = rows.first() else { return };
    page.heading(&capital(section_noun(2, standard.wording)));
    let counts =
        |row: &mentormark_report::SectionRow| row.tallies.iter().map(|cell| cell.level.clone()).collect::<Vec<_>>();
    let columns = counts(first);
    let mut head: Vec<String> = outcome.programmes.first().map(|_| "Programme".to_owned()).into_iter().collect();
    head.extend([capital(section_noun(1, standard.wording)), "Level".to_owned(), "Could reach".to_owned()]);
    head.extend(columns.iter().map(|level| level.clone().unwrap_or_else(|| "Criteria".to_owned())));
    let (mut open, mut left_out) = (false, false);
    let cells = rows.iter().map(|row| {
        let mut cells: Vec<String> = row.programme.clone().into_iter().collect();
        cells.extend([row.name.clone(), row.level.clone(), row.could_reach.clone().unwrap_or("-".to_owned())]);
        cells.extend(row.tallies.iter().map(|cell| {
            if !row.applies || cell.of == 0 {
                return "-".to_owned();
            }
            open |= cell.unanswered > 0;
            left_out |= cell.not_applicable > 0;
            let open = if cell.unanswered > 0 { format!(" +{}?", cell.unanswered) } else { String::new() };
            let out = if cell.not_applicable > 0 { format!(" -{}", cell.not_applicable) } else { String::new() };
            format!("{}/{}{open}{out}", cell.met, cell.of)
        }));
        cells
    });
    let cells: Vec<Vec<String>> = cells.collect();
    let mut counted: Vec<&str> = rows.iter().flat_map(|row| &row.tallies).map(|cell| cell.counted.as_str()).collect();
    counted.dedup();
    let is_even = rows.iter().all(|row| counts(row) == columns && !row.may_apply) && counted.len() == 1;
    if is_even && page.table(&head, &cells) {
        let mut key = format!("4/5: 4 of 5 criteria {}.", counted.concat());
        if open {
            key += " +1?: 1 not answered yet.";
        }
        if left_out {
            key += " -1: 1 not applicable.";
        }
        page.aside(&key);
        return;
    }
    let mut of = None;
    for row in &rows {
        if row.programme != of {
            of.clone_from(&row.programme);
            page.paragraph(&format!("Programme “{}”", row.programme.as_deref().unwrap_or_default()));
        }
        let could_reach = row.could_reach.as_ref();
        let could_reach = could_reach.map(|level| format!(", could still reach {level}")).unwrap_or_default();
        page.item(&format!("{}: {}{could_reach}.", row.name, row.level));
        for cell in row.tallies.iter().filter(|cell| row.applies && cell.of > 0) {
            let level = cell.level.as_ref().map(|level| format!("{level}: ")).unwrap_or_default();
            page.hanging("    ", &format!("{level}{}", cell.words));
        }
    }
}

/// The criteria to lift; those of the `shorter` route before it are not listed again where they are all among them.
fn steps(page: &mut Page, route: &Route, shorter: Option<(&Id, &[Lift])>, standard: Standard<'_>) {
    let level = level_name(Some(&route.to), standard.wording);
    let Some(lifts) = &route.lift else {
        page.heading(&format!("No steps to {level}"));
        for note in route_notes(route, standard.wording) {
            page.paragraph(&note);
        }
        return;
    };
    page.heading(&format!("Fewest steps to {level}: {}", criteria(lifts.len())));
    for note in route_notes(route, standard.wording) {
        page.paragraph(&note);
    }
    let mut listed: &[Lift] = &[];
    if let Some((to, shorter)) = shorter.filter(|(_, shorter)| shorter.iter().all(|lift| lifts.contains(lift)))
        && !shorter.is_empty()
    {
        listed = shorter;
        let to = level_name(Some(to), standard.wording);
        page.paragraph(&match lifts.len().saturating_sub(listed.len()) {
            0 => format!("Those for {to} are enough."),
            more => format!("Those for {to}, and {more} more:"),
        });
    }
    let mut programme = None;
    for lift in lifts.iter().filter(|lift| !listed.contains(lift)) {
        of_programme(page, &mut programme, lift.programme.as_ref());
        page.hanging("[ ] ", &format!("{} ({})", lift_phrase(lift, standard), lift.criterion));
    }
}

/// Says of which programme the following is, where it is another than before.
fn of_programme<'o>(page: &mut Page, so_far: &mut Option<&'o Id>, programme: Option<&'o Id>) {
    if let Some(id) = programme.filter(|_| programme != *so_far) {
        page.paragraph(&format!("In the programme “{id}”:"));
    }
    *so_far = programme;
}

fn criteria(count: usize) -> String {
    if count == 1 { "1 criterion".to_owned() } else { format!("{count} criteria") }
}

fn held_up(page: &mut Page, outcome: &Outcome, standard: Standard<'_>) {
    let mut left: Vec<&Fragile> = outcome.fragile.iter().collect();
    while let Some(first) = left.first() {
        let would_be = first.would_be.clone();
        let level = level_name(would_be.as_deref(), standard.wording);
        page.heading(&format!("What holds the award up: without any one of these it would be {level}"));
        let mut programme = None;
        for fragile in left.iter().filter(|fragile| fragile.would_be == would_be) {
            of_programme(page, &mut programme, fragile.programme.as_ref());
            let statement = criterion_statement(&fragile.criterion, standard.wording);
            page.item(&format!("{statement} ({})", fragile.criterion));
        }
        left.retain(|fragile| fragile.would_be != would_be);
    }
}

fn fee(page: &mut Page, outcome: &Outcome, standard: Standard<'_>) {
    page.heading("Fee");
    page.paragraph(&capital(&format!("{}.", fee_sentence(&outcome.fee, standard.wording))));
    if let Fee::Known(fee) = &outcome.fee {
        page.aside(fee_band_name(&fee.band, standard.wording));
    }
}

fn dates(page: &mut Page, outcome: &Outcome, standard: Standard<'_>) {
    // Where nothing orders the levels, every one of them may be awarded at once.
    let progression = standard.scheme.progression.as_ref().map_or(&[][..], |_| &outcome.progression);
    if progression.is_empty() && outcome.validity.is_none() {
        return;
    }
    page.heading("Dates");
    let earliest = progression.iter().map(|next| {
        let label = format!("{} from", level_name(Some(&next.level), standard.wording));
        (label, date(next.earliest))
    });
    let mut lines: Vec<(String, String)> = earliest.collect();
    lines.extend(outcome.validity.iter().map(|validity| ("Valid for".to_owned(), validity_sentence(validity))));
    let lines: Vec<(&str, String)> = lines.iter().map(|(label, text)| (label.as_str(), text.clone())).collect();
    page.labelled(&lines);
    let mut said = Vec::new();
    if progression.len() > 1 {
        said.push("Each level's day assumes that the level before was awarded on its own.");
    }
    if outcome.validity.is_some() {
        said.push("Validity is counted as if the award were made on the day judged on.");
    }
    page.aside(&said.join(" "));
}

fn assumptions(page: &mut Page, outcome: &Outcome, standard: Standard<'_>) {
    if !outcome.assumptions.is_empty() {
        page.heading("Assumed where the standard is silent");
    }
    for anchor in &outcome.assumptions {
        page.item(source(anchor, standard.wording).map_or(anchor.as_str(), |source| source.says.as_str()));
    }
    if !standard.wording.drafted.is_empty() {
        page.blank();
        page.paragraph(&standard.wording.drafted);
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
