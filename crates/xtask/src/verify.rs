//! The page on which anybody can check receipts and self-assessments. It finds the rules that a document names, and their words, through
//! links with their hashes: one for every revision ever released.

use crate::page::{self, OfScheme, Parts, Shared};
use crate::shipped::Scheme;
use crate::template::fill;
use anyhow::Result;
use std::fmt::Write;

/// Where it stands, from the root of the site.
pub(crate) const PATH: &str = "verify/";

/// The page. `published` are the files of the schemes, in their order.
///
/// # Errors
/// When its template asks for something that is not known.
pub(crate) fn page(
    template: &str,
    parts: &Parts,
    shared: &Shared,
    schemes: &[Scheme],
    published: &[OfScheme],
) -> Result<String> {
    let root = page::root_from(PATH);
    let mut links = format!(
        "{}\n<link rel=\"stylesheet\" href=\"{root}{}\" integrity=\"{}\">\n{}\n{}",
        page::always(&root, shared),
        shared.later.path,
        shared.later.integrity,
        page::fetched(&root, "wasm", "application/wasm", "", &shared.wasm),
        page::script(&root, &shared.script),
    );
    for (scheme, files) in schemes.iter().zip(published) {
        let of = format!("{}@{}", scheme.shipped.id, scheme.shipped.edition);
        for (rules_hash, plan) in &files.revisions {
            write!(
                links,
                "\n<link rel=\"help\" data-rules=\"{rules_hash}\" data-of=\"{of}\" href=\"{root}{}\" data-integrity=\"{}\">",
                plan.path, plan.integrity
            )?;
        }
        write!(
            links,
            "\n<link rel=\"help\" data-words=\"{}\" data-of=\"{of}\" href=\"{root}{}\" data-integrity=\"{}\">",
            files.wording_hash, files.words.path, files.words.integrity
        )?;
    }
    let head = page::head(page::POLICY, "<title>Verify a receipt | Mentormark</title>", &links);
    fill(template, &page::frame(parts, &root, PATH, head)?)
}
