//! The site in one language: its schemes, the words of its pages, and which pages there are in it.
//!
//! What a page says stands in `site/pages/<language>`, a file a page; short words that several pages or this program need stand beside
//! them in `words.toml` by key. What has no words of its own stands in `site/parts`.

use crate::language::{self, Language};
use crate::page;
use crate::place;
use crate::reading;
use crate::shipped::{self, Scheme};
use crate::standard;
use crate::words::Words;
use crate::{action_plan, embed, verify};
use anyhow::{Context, Result};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The site in one language.
pub(crate) struct Locale {
    /// The language.
    pub(crate) language: &'static Language,
    /// The schemes that have words in it, as lists show them.
    pub(crate) schemes: Vec<Scheme>,
    /// The schemes and editions that have none, with the words they have.
    pub(crate) others: Vec<Scheme>,
    /// Short words by key.
    pub(crate) words: Words,
    /// The other languages, each with the paths that it has pages at, from the root of its pages.
    pub(crate) also: Vec<(&'static Language, BTreeSet<String>)>,
    /// The name of the site and the ways to the pages to read.
    pub(crate) masthead: String,
    /// Links to what every page owes.
    pub(crate) foot: String,
}

/// The site in every language, that of its root first.
///
/// # Errors
/// When a file of `site/pages` or `site/parts` is missing or not understood, or a scheme cannot have pages.
pub(crate) fn all() -> Result<Vec<Locale>> {
    let mut all: Vec<Locale> = language::ALL.iter().map(|language| read(language)).collect::<Result<_>>()?;
    let paths: Vec<(&'static Language, BTreeSet<String>)> =
        all.iter().map(|locale| Ok((locale.language, locale.paths()?))).collect::<Result<_>>()?;
    for locale in &mut all {
        let others = paths.iter().filter(|(language, _)| language.tag != locale.language.tag);
        locale.also = others.cloned().collect();
    }
    Ok(all)
}

fn read(language: &'static Language) -> Result<Locale> {
    let words = Words::read(&text(&pages(language).join("words.toml"))?)?;
    let mut schemes = shipped::in_language(language)?;
    let draft = words.say("draft", &[])?;
    for scheme in &mut schemes {
        scheme.drafted = without(&scheme.said.drafted, &draft)?;
    }
    let is_here = |other: &Scheme| schemes.iter().any(|scheme| scheme.shipped == other.shipped);
    let others = shipped::schemes()?.into_iter().filter(|scheme| !is_here(scheme));
    Ok(Locale {
        language,
        others: others.collect(),
        schemes,
        masthead: words.said(&part("masthead.html")?)?,
        foot: words.said(&part("foot.html")?)?,
        words,
        also: Vec::new(),
    })
}

impl Locale {
    /// A page of `site/pages` in this language, with its short words.
    ///
    /// # Errors
    /// When it is missing, or names words that are not there.
    pub(crate) fn template(&self, name: &str) -> Result<String> {
        self.words.said(&text(&pages(self.language).join(name))?)
    }

    /// A part that pages share, with its words in this language.
    ///
    /// # Errors
    /// As [`Locale::template`].
    pub(crate) fn part(&self, name: &str) -> Result<String> {
        self.words.said(&part(name)?)
    }

    /// Whether a page is written in this language.
    pub(crate) fn has(&self, name: &str) -> bool {
        pages(self.language).join(name).is_file()
    }

    /// The paths of its pages, from the root of its pages.
    fn paths(&self) -> Result<BTreeSet<String>> {
        let fixed = ["", verify::PATH, embed::PARTNERS].into_iter().chain(reading::PAGES.map(|(path, _)| path));
        let mut paths: BTreeSet<String> = fixed.map(str::to_owned).collect();
        for scheme in &self.schemes {
            paths.extend(page::routes(self, scheme)?.into_iter().map(|route| route.path));
            paths.insert(standard::path(scheme));
            if action_plan::is_beside(self, scheme.shipped.id) {
                paths.insert(format!("{}{}", standard::path(scheme), action_plan::SEGMENT));
            }
        }
        Ok(paths)
    }
}

/// What the words of a standard say of what was drafted, without that they are a draft themselves: every page in their language says it.
///
/// # Errors
/// When they do not say it last, in the words of that language.
fn without(drafted: &str, draft: &str) -> Result<String> {
    let rest = drafted.strip_suffix(draft).with_context(|| format!("`{drafted}` does not end in `{draft}`"))?;
    Ok(rest.trim_end().to_owned())
}

/// The folder of the pages of a language.
fn pages(language: &Language) -> PathBuf {
    place::root().join("site/pages").join(language.tag)
}

/// A part that pages of all languages share.
///
/// # Errors
/// When it is missing.
pub(crate) fn part(name: &str) -> Result<String> {
    text(&place::root().join("site/parts").join(name))
}

fn text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("read {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The elements of a page in their order, each with what tells a style sheet or a link where it is, and the values that it shows. What
    /// is said of standards without words in the language stands in one language alone.
    fn shape(page: &str) -> (Vec<String>, BTreeSet<&str>) {
        let rest = page
            .split_once("{{#others}}<")
            .and_then(|(before, rest)| Some((before, rest.split_once("{{/others}}")?.1)));
        let parts = rest.map_or(vec![page], |(before, after)| vec![before, after]);
        let mut elements = Vec::new();
        let mut values = BTreeSet::new();
        for part in parts {
            for rest in part.split('<').skip(1) {
                let tag = rest.split('>').next().unwrap_or_default();
                let kept = tag.split_inclusive('"').collect::<String>();
                let named = ["class=\"", "data-from=\"", "href=\"{{"].iter().filter_map(|name| {
                    let (_, value) = kept.split_once(name)?;
                    Some(format!(" {name}{}", value.split(['"', '}']).next()?))
                });
                elements.push(tag.split(' ').next().unwrap_or_default().to_owned() + &named.collect::<String>());
            }
            values.extend(part.split("{{").skip(1).filter_map(|rest| rest.split("}}").next()));
        }
        (elements, values)
    }

    #[test]
    fn a_page_is_made_alike_in_every_language() {
        let mut seen = 0;
        for language in &language::ALL[1..] {
            for entry in fs::read_dir(pages(language)).unwrap() {
                let path = entry.unwrap().path();
                let name = path.file_name().unwrap().to_str().unwrap();
                let english = pages(&language::ENGLISH).join(name);
                if path.extension().is_none_or(|extension| extension != "html") || !english.is_file() {
                    continue;
                }
                let (ours, theirs) = (text(&path).unwrap(), text(&english).unwrap());
                assert_eq!(shape(&ours), shape(&theirs), "{}: {name}", language.tag);
                seen += 1;
            }
        }
        assert!(seen >= 8, "{seen} pages");
    }

    #[test]
    fn pages_of_a_draft_do_not_say_again_that_it_is_one() {
        assert_eq!(without("Ours. A draft.", "A draft.").unwrap(), "Ours.");
        assert_eq!(without("Ours.", "").unwrap(), "Ours.");
        assert!(without("A draft. Ours.", "A draft.").is_err());
        for Locale { language, schemes, .. } in all().unwrap() {
            for scheme in schemes {
                assert!(!scheme.drafted.is_empty(), "{}", scheme.shipped.id);
                assert_eq!(scheme.drafted != scheme.said.drafted, language.is_draft, "{}", scheme.drafted);
            }
        }
    }

    #[test]
    fn every_language_lists_every_standard_once_with_its_own_first() {
        for locale in all().unwrap() {
            let ids: BTreeSet<&str> =
                locale.schemes.iter().chain(&locale.others).map(|scheme| scheme.shipped.id).collect();
            assert_eq!(ids.len(), mentormark_schemes::all().len(), "{}", locale.language.tag);
            assert_eq!(locale.schemes.len() + locale.others.len(), ids.len());
            assert!(locale.schemes.iter().all(|scheme| scheme.language.tag == locale.language.tag));
        }
    }
}
