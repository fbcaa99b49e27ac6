//! `mentormark show`: a scheme for a person, or its compiled form.

use std::collections::BTreeSet;

use mentormark_report::{
    criterion_statement, date, fee_band_name, level_name, money, provenance_words, section_name, source,
};
use mentormark_rules::{Id, Scheme, Wording};

use crate::{
    args::{Added, Colour},
    commands::compile,
    ending::{Ending, Failure},
    library::Library,
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
    let plan = entry.plan().map_err(|refusals| Failure::Input(refusals.to_string()))?;
    let mut page = Page::for_output(Paint::for_output(colour));
    write(&mut page, plan.scheme(), plan.rules_hash(), &entry.wording());
    page.print()?;
    Ok(Ending::Fine)
}

fn write(page: &mut Page, scheme: &Scheme, rules_hash: &str, wording: &Wording) {
    page.heading(&wording.name);
    page.labelled(&[
        ("Edition", format!("{}@{}", scheme.id, scheme.edition)),
        ("From", date(scheme.starts_on)),
        ("Owner", wording.owner.clone()),
        ("Rules", rules_hash.to_owned()),
    ]);
    if !wording.summary.is_empty() {
        page.blank();
        page.paragraph(&wording.summary);
        page.paragraph(&wording.drafted);
    }
    page.heading("Levels, lowest first");
    for level in &scheme.levels {
        match wording.levels.get(level.id.as_str()) {
            Some(words) => page.item(&format!("{}: {}", words.name, words.summary)),
            None => page.item(&level.id),
        }
    }
    rules(page, scheme, wording);
    fee(page, scheme, wording);
    for section in &scheme.sections {
        page.heading(section_name(&section.id, wording));
        for level in &scheme.levels {
            page.paragraph(level_name(Some(&level.id), wording));
            for criterion in section.criteria.iter().filter(|criterion| criterion.level == level.id) {
                page.item(&format!("{} ({})", criterion_statement(&criterion.id, wording), criterion.id));
            }
        }
    }
}

/// What the sources say of each rule, once each.
fn rules(page: &mut Page, scheme: &Scheme, wording: &Wording) {
    page.heading("Rules");
    let mut seen = BTreeSet::new();
    let anchors = scheme.anchors();
    for anchor in anchors.into_iter().filter(|anchor: &&Id| seen.insert((*anchor).clone())) {
        match source(anchor, wording) {
            Some(source) => {
                page.item(&format!("{} ({}: {})", source.says, provenance_words(source.provenance), source.place));
            }
            None => page.item(anchor),
        }
    }
}

fn fee(page: &mut Page, scheme: &Scheme, wording: &Wording) {
    let Some(fee) = &scheme.fee else { return };
    page.heading("Fee");
    let bands = fee.bands.iter().map(|band| {
        let vat = if fee.vat.is_some() { " plus VAT" } else { "" };
        (fee_band_name(&band.id, wording), format!("{}{vat}", money(band.net, &fee.currency)))
    });
    page.labelled(&bands.collect::<Vec<_>>());
}
