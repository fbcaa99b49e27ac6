//! What the site needs to know of a shipped scheme to make its pages.

use anyhow::{Context, Result, bail};
use mentormark_rules::{Plan, Wording, json, wording::Guidance};
use mentormark_schemes::{Shipped, Words};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The language of the pages.
pub(crate) const LANGUAGE: &str = "en-GB";

/// Pages of a scheme that are not sections, so no section may have their names.
const OTHER_PAGES: [&str; 3] = ["about", "programmes", "result"];

/// What stands beside the schemes at the root of the site, so no scheme may have these names.
const AT_THE_ROOT: [&str; 8] =
    ["about", "accessibility", "assets", "embed", "partners", "privacy", "standards", "verify"];

/// A shipped scheme with its words in [`LANGUAGE`].
pub(crate) struct Scheme {
    /// Its id, edition and compiled form.
    pub(crate) shipped: &'static Shipped,
    /// The hash of all its words.
    pub(crate) wording_hash: &'static str,
    /// The words that every page needs, compiled.
    pub(crate) words: String,
    /// What helps to judge each criterion, compiled: most of the words, and needed only where one is looked up.
    pub(crate) guidance: String,
    /// The rules.
    pub(crate) plan: Plan,
    /// The words, without what helps to judge criteria.
    pub(crate) said: Wording,
    /// What helps to judge each criterion, by its id.
    pub(crate) guides: BTreeMap<String, Guidance>,
    /// The sections in the scheme's order: id and name.
    pub(crate) sections: Vec<(String, String)>,
}

impl Scheme {
    /// The path of the first page of its self-assessment, from the root of the site.
    pub(crate) fn start(&self) -> String {
        format!("{}/{}/", self.shipped.id, self.shipped.edition)
    }
}

/// Every shipped scheme, as lists show them: the newest edition first, what is retired last.
pub(crate) fn schemes() -> Result<Vec<Scheme>> {
    let made = mentormark_schemes::all().iter().map(|shipped| {
        let Shipped { id, edition, .. } = shipped;
        scheme(shipped).with_context(|| format!("make pages for {id}@{edition}"))
    });
    let mut schemes: Vec<Scheme> = made.collect::<Result<_>>()?;
    schemes.sort_by_key(|scheme| {
        let rules = scheme.plan.scheme();
        (rules.retired.is_some(), Reverse(rules.starts_on))
    });
    Ok(schemes)
}

fn scheme(shipped: &'static Shipped) -> Result<Scheme> {
    let Words { compiled: words, wording_hash, .. } = shipped
        .words
        .iter()
        .find(|words| words.language == LANGUAGE)
        .with_context(|| format!("there are no words in {LANGUAGE}"))?;
    if AT_THE_ROOT.contains(&shipped.id) {
        bail!("the scheme `{}` would take the place of a folder of the site: give it another id", shipped.id);
    }
    let plan = Plan::from_json(shipped.compiled).context("read the compiled scheme")?;
    let (said, guides) = Wording::from_json(words).context("read the compiled words")?.split();
    let mut sections = Vec::new();
    for section in &plan.scheme().sections {
        let id = section.id.as_str();
        if OTHER_PAGES.contains(&id) {
            bail!("the section `{id}` would take the place of the page `{id}`: give it another id");
        }
        let named = said.sections.get(id).with_context(|| format!("the section `{id}` has no name"))?;
        sections.push((id.to_owned(), named.name.clone()));
    }
    Ok(Scheme {
        shipped,
        wording_hash,
        words: json::canonical(&said),
        guidance: json::canonical(&guides),
        plan,
        said,
        guides,
        sections,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_retired_stands_last_and_the_newest_first() {
        let schemes = schemes().unwrap();
        assert_eq!(schemes.first().unwrap().shipped.id, "nms");
        assert_eq!(schemes.last().unwrap().shipped.id, "learning-mentor");
    }

    #[test]
    fn every_shipped_scheme_has_named_sections() {
        for scheme in schemes().unwrap() {
            assert!(!scheme.sections.is_empty() && scheme.sections.iter().all(|(_, name)| !name.is_empty()));
        }
    }
}
