//! What the site needs to know of a shipped scheme to make its pages.

use crate::language::{self, Language};
use anyhow::{Context, Result, bail};
use mentormark_rules::{Entries, Plan, Wording, json, wording::Guidance};
use mentormark_schemes::{Shipped, Words};
use std::cmp::Reverse;

/// Pages of a scheme that are not sections, so no section may have their names.
const OTHER_PAGES: [&str; 3] = ["about", "programmes", "result"];

/// What stands beside the schemes at the root of the site, so no scheme may have these names.
const AT_THE_ROOT: [&str; 8] =
    ["about", "accessibility", "assets", "embed", "partners", "privacy", "standards", "verify"];

/// A shipped scheme with its words in a language.
pub(crate) struct Scheme {
    /// The language of its words.
    pub(crate) language: &'static Language,
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
    /// What pages say of what was drafted: not that the words themselves are a draft, which every page in such a language says.
    pub(crate) drafted: String,
    /// What helps to judge each criterion, by its id.
    pub(crate) guides: Entries<Guidance>,
    /// The sections in the scheme's order: id and name.
    pub(crate) sections: Vec<(String, String)>,
}

impl Scheme {
    /// The path of the first page of its self-assessment, from the root of the pages of its language.
    pub(crate) fn start(&self) -> String {
        format!("{}/{}/", self.shipped.id, self.shipped.edition)
    }

    /// The words that the app loads first: of the sources only those on which something rests, for it names no others.
    pub(crate) fn said_in_app(&self) -> Wording {
        let mut said = Wording { drafted: self.drafted.clone(), ..self.said.clone() };
        said.sources.retain(|_, source| source.because.is_none());
        said
    }
}

/// Every shipped scheme that has words in a language, as lists show them: the newest edition first, what is retired last.
///
/// # Errors
/// When its words do not fit it, or it would take the place of something else.
pub(crate) fn in_language(language: &'static Language) -> Result<Vec<Scheme>> {
    let made = mentormark_schemes::all().iter().filter_map(|shipped| {
        let Shipped { id, edition, .. } = shipped;
        let words = shipped.words_in(language.tag)?;
        Some(scheme(shipped, words, language).with_context(|| format!("make pages for {id}@{edition}")))
    });
    let mut schemes: Vec<Scheme> = made.collect::<Result<_>>()?;
    schemes.sort_by_key(|scheme| {
        let rules = scheme.plan.scheme();
        (rules.retired.is_some(), Reverse(rules.starts_on))
    });
    Ok(schemes)
}

/// Every shipped scheme with its words in the language that decides.
///
/// # Errors
/// As [`in_language`].
pub(crate) fn schemes() -> Result<Vec<Scheme>> {
    in_language(&language::ENGLISH)
}

fn scheme(shipped: &'static Shipped, words: &'static Words, language: &'static Language) -> Result<Scheme> {
    let Words { compiled: words, wording_hash, .. } = words;
    let is_folder = language::ALL.iter().any(|language| language.folder.trim_end_matches('/') == shipped.id);
    if is_folder || AT_THE_ROOT.contains(&shipped.id) {
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
        language,
        shipped,
        wording_hash,
        words: json::canonical(&said),
        guidance: json::canonical(&guides),
        plan,
        drafted: said.drafted.clone(),
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
    fn every_shipped_scheme_has_words_in_the_language_that_decides_and_named_sections() {
        let schemes = schemes().unwrap();
        assert_eq!(schemes.len(), mentormark_schemes::all().len());
        for scheme in schemes {
            assert!(!scheme.sections.is_empty() && scheme.sections.iter().all(|(_, name)| !name.is_empty()));
        }
    }

    #[test]
    fn the_app_loads_every_source_that_a_rule_names_and_no_background() {
        for scheme in schemes().unwrap() {
            let (all, said) = (&scheme.said.sources, scheme.said_in_app().sources);
            assert!(all.len() > said.len() && said.values().all(|source| source.because.is_none()));
            for anchor in scheme.plan.scheme().anchors() {
                assert_eq!(said.get(anchor.as_str()), all.get(anchor.as_str()), "{anchor}");
                assert!(said.contains_key(anchor.as_str()), "{anchor}");
            }
        }
    }
}
