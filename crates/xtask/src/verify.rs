//! The page on which anybody can check receipts and self-assessments. It finds the rules that a document names, and their words, through
//! links with their hashes: one for every revision ever released.

use crate::locale::Locale;
use crate::page::{self, OfScheme, Place, Shared};
use crate::shipped::Scheme;
use crate::template::fill;
use anyhow::Result;
use std::collections::BTreeSet;
use std::fmt::Write;

/// Where it stands, from the root of the pages of a language.
pub(crate) const PATH: &str = "verify/";

/// The page. `published` are the files of the schemes in every language, those in the language of the page first: a document may have
/// been written under any of them, and the first words of a scheme are what its names are read in.
///
/// # Errors
/// When its template asks for something that is not known.
pub(crate) fn page(locale: &Locale, shared: &Shared, published: &[(&Scheme, &OfScheme)]) -> Result<String> {
    let place = Place::at(locale, PATH);
    let site = &place.site;
    let mut links = format!(
        "{}\n<link rel=\"stylesheet\" href=\"{site}{}\" integrity=\"{}\">\n{}\n{}",
        page::always(site, shared),
        shared.later.path,
        shared.later.integrity,
        page::fetched(site, "wasm", "application/wasm", "", &shared.wasm),
        page::script(site, &shared.script),
    );
    let mut known = BTreeSet::new();
    for (scheme, files) in published {
        let of = format!("{}@{}", scheme.shipped.id, scheme.shipped.edition);
        for revision in files.revisions.iter().filter(|(rules_hash, _)| known.insert(*rules_hash)) {
            write!(links, "\n{}", page::rules(site, scheme, revision))?;
        }
        write!(
            links,
            "\n<link rel=\"help\" data-words=\"{}\" data-of=\"{of}\" href=\"{site}{}\" data-integrity=\"{}\">",
            files.wording_hash, files.words.path, files.words.integrity
        )?;
    }
    let values = page::around(&place, PATH, page::head(page::POLICY, "", &links))?;
    fill(&locale.template("verify.html")?, &values)
}
