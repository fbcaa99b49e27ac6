//! `mentormark show`: a scheme for a person, or its compiled form.

use mentormark_report::{
    Clause, Standard, criterion_statement,
    english::{criterion_notes, date, level_name, rulebook},
    section_name, tag_name,
};
use mentormark_rules::{
    Id, Refusal, json,
    scheme::{Criterion, Section, anchors},
};

use crate::{
    args::{Added, Colour},
    commands::compile,
    ending::{Ending, Failure},
    library::{Entry, Library},
    notes::Notes,
    page::Page,
    paint::Paint,
};

/// Shows the scheme `named`, an id or `id@edition`.
pub(crate) fn show(named: &str, as_json: bool, added: &Added, colour: Colour) -> Result<Ending, Failure> {
    let library = Library::new(&added.scheme_files, Paint::for_errors(colour))?;
    let (id, edition) = named.split_once('@').map_or((named, None), |(id, edition)| (id, Some(edition)));
    let entry = library.find(id, edition)?;
    if as_json {
        compile::bytes(entry.compiled())?;
        return Ok(Ending::Fine);
    }
    let mut page = Page::for_output(Paint::for_output(colour));
    write(&mut page, entry)?;
    page.print()?;
    Ok(Ending::Fine)
}

fn write(page: &mut Page, entry: &Entry) -> Result<(), Failure> {
    let plan = entry.plan().map_err(|refusals| Failure::Input(refusals.to_string()))?;
    let (scheme, wording) = (plan.scheme(), entry.wording());
    let standard = Standard { scheme, wording: &wording };
    let mut notes = Notes::default();
    heading(page, standard, plan.rules_hash(), &mut notes);
    for chapter in rulebook(standard) {
        page.heading(chapter.title);
        for clause in &chapter.clauses {
            said(page, clause, None, 0, &mut notes);
        }
    }
    for section in &scheme.sections {
        criteria(page, section, standard);
    }
    let tree = json::tree(entry.compiled()).map_err(|refusal: Refusal| Failure::Input(refusal.to_string()))?;
    for anchored in anchors(&tree) {
        notes.number(&anchored.anchor.into());
    }
    notes.write(page, &wording);
    notes.write_others(page, &wording);
    Ok(())
}

fn heading(page: &mut Page, standard: Standard<'_>, rules_hash: &str, notes: &mut Notes) {
    let Standard { scheme, wording } = standard;
    page.heading(&wording.name);
    let mut lines = vec![("Edition", format!("{}@{}", scheme.id, scheme.edition)), ("From", date(scheme.starts_on))];
    lines.extend(scheme.retired.as_ref().map(|retired| ("Retired", notes.cite(&date(retired.from), &retired.source))));
    lines.extend([("Owner", wording.owner.clone()), ("Rules", rules_hash.to_owned())]);
    lines.retain(|(_, text)| !text.is_empty());
    page.labelled(&lines);
    if !wording.summary.is_empty() {
        page.blank();
        page.paragraph(&wording.summary);
        page.paragraph(&wording.drafted);
    }
    page.heading("Levels, lowest first");
    let below = scheme.below.iter().map(|below| (below, wording.outcomes.get(below.id.as_str())));
    let levels = scheme.levels.iter().map(|level| (level, wording.levels.get(level.id.as_str())));
    for (place, (named, words)) in
        below.map(|below| (" (below the levels)", below)).chain(levels.map(|level| ("", level)))
    {
        let text = match words {
            Some(words) => format!("{}{place}: {}", words.name, words.summary),
            None => format!("{}{place}", named.id),
        };
        page.item(&notes.cite(&text, &named.source));
    }
}

/// A clause and, further in, what it is made up of. A source that was cited just above is not cited again.
fn said(page: &mut Page, clause: &Clause, above: Option<&Id>, depth: usize, notes: &mut Notes) {
    let anchor = clause.source.as_ref().filter(|anchor| Some(*anchor) != above);
    let text = anchor.map_or_else(|| clause.text.clone(), |anchor| notes.cite(&clause.text, anchor));
    page.hanging(&format!("{}- ", "  ".repeat(depth)), &text);
    for part in &clause.of {
        said(page, part, clause.source.as_ref().or(above), depth + 1, notes);
    }
}

/// The criteria of a section, parted by level or, where they do not differ in that and every one has some, by tags.
fn criteria(page: &mut Page, section: &Section, standard: Standard<'_>) {
    let wording = standard.wording;
    page.heading(section_name(&section.id, wording));
    if let Some(words) = wording.sections.get(section.id.as_str()).filter(|words| !words.summary.is_empty()) {
        page.paragraph(&words.summary);
    }
    let by_level = standard.scheme.levels.len() > 1 && section.criteria.iter().any(|other| other.level.is_some());
    let by_tag = !by_level && section.criteria.iter().all(|other| !other.tags.is_empty());
    let mut group = String::new();
    for criterion in in_order(section, standard) {
        let here = match &criterion.level {
            Some(level) if by_level => level_name(Some(level), wording).to_owned(),
            None if by_level => "At every level".to_owned(),
            _ if by_tag => criterion.tags.iter().map(|tag| tag_name(tag, wording)).collect::<Vec<_>>().join(", "),
            _ => String::new(),
        };
        if here != group {
            page.paragraph(&here);
            group = here;
        }
        let statement = criterion_statement(&criterion.id, wording);
        // Without words a criterion is called by its id, which need not stand there twice.
        let id = Some(criterion.id.to_string()).filter(|id| id != statement);
        let notes: Vec<String> = id.into_iter().chain(criterion_notes(criterion, standard)).collect();
        let notes = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join("; ")) };
        page.item(&format!("{statement}{notes}"));
    }
}

/// The criteria of a section, lowest level first; those of no level before all others.
fn in_order<'s>(section: &'s Section, standard: Standard<'_>) -> Vec<&'s Criterion> {
    let mut criteria: Vec<&Criterion> = section.criteria.iter().collect();
    criteria.sort_by_key(|criterion| criterion.level.as_ref().and_then(|level| standard.scheme.level_index(level)));
    criteria
}
