//! What the site needs to know of a shipped scheme to make its pages.

use anyhow::{Context, Result, bail};
use mentormark_rules::{Date, Wording, json};
use mentormark_schemes::{Shipped, Words};
use serde::Deserialize;

/// The language of the pages.
pub(crate) const LANGUAGE: &str = "en-GB";

/// Pages of a scheme that are not sections, so no section may have their names.
const OTHER_PAGES: [&str; 3] = ["about", "programmes", "result"];

/// A shipped scheme with its words in [`LANGUAGE`].
pub(crate) struct Scheme {
    /// Its id, edition and compiled form.
    pub(crate) shipped: &'static Shipped,
    /// The words that every page needs, compiled.
    pub(crate) words: String,
    /// What helps to judge each criterion, compiled: most of the words, and needed only where one is looked up.
    pub(crate) guidance: String,
    /// The words.
    pub(crate) said: Wording,
    /// The sections in the scheme's order: id and name.
    pub(crate) sections: Vec<(String, String)>,
    /// Whether it combines several programmes.
    pub(crate) has_programmes: bool,
    /// The day from which it is retired.
    pub(crate) retired_from: Option<Date>,
}

#[derive(Deserialize)]
struct Compiled {
    sections: Vec<Section>,
    programmes: Option<serde_json::Value>,
    retired: Option<Retired>,
}

#[derive(Deserialize)]
struct Retired {
    from: Date,
}

#[derive(Deserialize)]
struct Section {
    id: String,
}

/// Every shipped scheme.
pub(crate) fn schemes() -> Result<Vec<Scheme>> {
    mentormark_schemes::all()
        .iter()
        .map(|shipped| {
            let Shipped { id, edition, .. } = shipped;
            scheme(shipped).with_context(|| format!("make pages for {id}@{edition}"))
        })
        .collect()
}

fn scheme(shipped: &'static Shipped) -> Result<Scheme> {
    let Words { compiled: words, .. } = shipped
        .words
        .iter()
        .find(|words| words.language == LANGUAGE)
        .with_context(|| format!("there are no words in {LANGUAGE}"))?;
    let compiled: Compiled = serde_json::from_str(shipped.compiled).context("read the compiled scheme")?;
    let (said, guidance) = Wording::from_json(words).context("read the compiled words")?.split();
    let mut sections = Vec::new();
    for Section { id } in compiled.sections {
        if OTHER_PAGES.contains(&id.as_str()) {
            bail!("the section `{id}` would take the place of the page `{id}`: give it another id");
        }
        let named = said.sections.get(&id).with_context(|| format!("the section `{id}` has no name"))?;
        sections.push((id, named.name.clone()));
    }
    Ok(Scheme {
        shipped,
        words: json::canonical(&said),
        guidance: json::canonical(&guidance),
        said,
        sections,
        has_programmes: compiled.programmes.is_some(),
        retired_from: compiled.retired.map(|retired| retired.from),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_scheme_has_named_sections() {
        for scheme in schemes().unwrap() {
            assert!(!scheme.sections.is_empty() && scheme.sections.iter().all(|(_, name)| !name.is_empty()));
        }
    }
}
