//! The frames in one language: their words, `site/embed/<language>.toml`, and the templates with them.

use super::read;
use crate::language::Language;
use crate::words::Words;
use anyhow::{Context, Result};
use std::path::Path;

/// A language of the frames.
pub(super) struct Spoken {
    /// The language.
    pub(super) language: &'static Language,
    /// Its words.
    pub(super) words: Words,
    /// `site/embed/frame.html` with them.
    pub(super) frame: String,
    /// `site/embed/criteria.html` with them.
    pub(super) criteria: String,
}

impl Spoken {
    /// The frames in `language`, of the templates and words in `folder`.
    pub(super) fn read(language: &'static Language, folder: &Path) -> Result<Self> {
        let words = Words::read(&read(&folder.join(format!("{}.toml", language.tag)))?)
            .with_context(|| format!("read the words of the frames in {}", language.tag))?;
        let with = |name: &str| words.said(&read(&folder.join(name))?);
        Ok(Self { language, frame: with("frame.html")?, criteria: with("criteria.html")?, words })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{language, place};
    use std::collections::{BTreeMap, BTreeSet};

    /// What is counted, and so has a text for each plural form.
    const COUNTED: [&str; 3] = ["minutes", "questions", "things"];

    type Texts = BTreeMap<String, String>;

    /// Each file of words: language, and text by key.
    fn files() -> BTreeMap<String, Texts> {
        let folder = std::fs::read_dir(place::root().join("site/embed")).unwrap().map(|entry| entry.unwrap().path());
        let words = folder.filter(|path| path.extension().is_some_and(|extension| extension == "toml"));
        words
            .map(|path| {
                let language = path.file_stem().unwrap().to_str().unwrap().to_owned();
                (language, toml::from_str(&read(&path).unwrap()).unwrap())
            })
            .collect()
    }

    /// The plural forms of what is counted, where the key is that of one.
    fn counted(key: &str) -> Option<(&str, &str)> {
        key.rsplit_once('_').filter(|(of, _)| COUNTED.contains(of))
    }

    #[test]
    fn every_language_has_words_and_says_the_same_things_with_the_same_gaps() {
        let files = files();
        let languages: Vec<&str> = language::ALL.iter().map(|language| language.tag).collect();
        assert!(languages.iter().all(|tag| files.contains_key(*tag)), "{languages:?}");
        let outline = |texts: &Texts| -> BTreeSet<(String, Vec<String>)> {
            let gaps = |text: &str| {
                let mut gaps: Vec<String> =
                    text.split('{').skip(1).map(|rest| rest.split('}').next().unwrap().to_owned()).collect();
                gaps.sort();
                gaps
            };
            texts
                .iter()
                .map(|(key, text)| (counted(key).map_or(key.as_str(), |(of, _)| of).to_owned(), gaps(text)))
                .collect()
        };
        let english = outline(&files["en-GB"]);
        assert!(
            english.len() > 40 && COUNTED.iter().all(|of| english.contains(&((*of).to_owned(), vec!["n".to_owned()])))
        );
        for (tag, texts) in &files {
            assert_eq!(outline(texts), english, "{tag}");
        }
    }

    #[test]
    fn what_is_counted_has_each_plural_form_of_its_language() {
        for (tag, forms) in
            [("en-GB", vec!["one", "other"]), ("cy", vec!["few", "many", "one", "other", "two", "zero"])]
        {
            for of in COUNTED {
                let texts = &files()[tag];
                let there: Vec<&str> = texts
                    .keys()
                    .filter_map(|key| counted(key).filter(|(counted, _)| *counted == of))
                    .map(|(_, form)| form)
                    .collect();
                assert_eq!(there, forms, "{tag} {of}");
            }
        }
    }

    #[test]
    fn no_word_is_left_unused() {
        let read = |name: &str| read(&place::root().join("site/embed").join(name)).unwrap();
        let made = [include_str!("frame.rs"), include_str!("partners.rs"), include_str!("questions.rs")].concat();
        let used = [read("frame.html"), read("criteria.html"), made].concat();
        for key in files()["en-GB"].keys() {
            let key = counted(key).map_or(key.as_str(), |(of, _)| of);
            assert!(used.contains(&format!("{{{{say {key}}}}}")) || used.contains(&format!("\"{key}\"")), "{key}");
        }
    }
}
