//! Short words by key: one file a language, `site/pages/<language>/words.toml`.

use crate::template::escaped;
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;

/// The words of one language.
pub(crate) struct Words(BTreeMap<String, String>);

impl Words {
    /// The words that a file holds: a key and a text a line.
    ///
    /// # Errors
    /// When something in it is no text.
    pub(crate) fn read(file: &str) -> Result<Self> {
        Ok(Self(toml::from_str(file).context("read words")?))
    }

    /// The words of a key, with what stands for each `{name}` in it.
    ///
    /// # Errors
    /// When there are none, or they name something else.
    pub(crate) fn say(&self, key: &str, with: &[(&str, &str)]) -> Result<String> {
        let mut said = self.0.get(key).with_context(|| format!("there are no words for `{key}`"))?.clone();
        for (name, value) in with {
            let place = format!("{{{name}}}");
            if !said.contains(&place) {
                bail!("the words for `{key}` leave out `{place}`");
            }
            said = said.replace(&place, value);
        }
        Ok(said)
    }

    /// `template` with the words of `key` wherever it has `{{say key}}`. What they leave open, as `{n}`, a script fills in.
    ///
    /// # Errors
    /// When there are no words for a key.
    pub(crate) fn said(&self, template: &str) -> Result<String> {
        let mut parts = template.split("{{say ");
        let mut said = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (key, rest) = part.split_once("}}").context("a template has `{{say` without `}}`")?;
            said.push_str(&escaped(&self.say(key, &[])?));
            said.push_str(rest);
        }
        Ok(said)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{language, place};
    use std::fs;

    fn words() -> Words {
        Words::read("next = \"Next & on\"\ncount = \"Question {n} of {of}\"\n").unwrap()
    }

    #[test]
    fn a_template_gets_its_words_escaped_and_keeps_what_a_script_fills_in() {
        let said = words().said("<p>{{say next}}</p><p data-say=\"{{say count}}\">{{html}}").unwrap();
        assert_eq!(said, "<p>Next &amp; on</p><p data-say=\"Question {n} of {of}\">{{html}}");
    }

    #[test]
    fn missing_words_and_words_that_leave_something_out_are_refused() {
        assert_eq!(words().said("{{say back}}").unwrap_err().to_string(), "there are no words for `back`");
        let refused = words().say("next", &[("level", "Gold")]).unwrap_err().to_string();
        assert_eq!(refused, "the words for `next` leave out `{level}`");
        assert_eq!(words().say("count", &[("n", "1"), ("of", "8")]).unwrap(), "Question 1 of 8");
    }

    /// The words of every language.
    fn all() -> Vec<(&'static str, Words)> {
        let read = |tag| fs::read_to_string(place::root().join("site/pages").join(tag).join("words.toml")).unwrap();
        language::ALL.iter().map(|language| (language.tag, Words::read(&read(language.tag)).unwrap())).collect()
    }

    #[test]
    fn every_language_says_the_same_things_with_the_same_gaps() {
        let gaps = |text: &str| -> Vec<String> {
            let mut gaps: Vec<String> =
                text.split('{').skip(1).map(|rest| rest.split('}').next().unwrap_or_default().to_owned()).collect();
            gaps.sort();
            gaps
        };
        let outline = |words: &Words| -> Vec<(String, Vec<String>)> {
            words.0.iter().map(|(key, text)| (key.clone(), gaps(text))).collect()
        };
        let all = all();
        let (_, english) = &all[0];
        assert!(english.0.len() > 20);
        for (tag, words) in &all {
            assert_eq!(outline(words), outline(english), "{tag}");
        }
    }

    #[test]
    fn no_word_is_left_unused() {
        let read = |folder: &str| -> String {
            let files =
                fs::read_dir(place::root().join("site").join(folder)).unwrap().map(|entry| entry.unwrap().path());
            files.map(|path| fs::read_to_string(path).unwrap()).collect()
        };
        let rust = [include_str!("standard/mod.rs"), include_str!("page.rs"), include_str!("action_plan.rs")].concat();
        let pages = read("pages/en-GB") + &read("parts");
        for key in all()[0].1.0.keys() {
            // Of `page_result` the program holds `result`.
            let made =
                key.split_once('_').filter(|(kind, _)| ["page", "evidence"].contains(kind)).map(|(_, name)| name);
            let is_made = rust.contains(&format!("\"{}\"", made.unwrap_or(key)));
            assert!(is_made || pages.contains(&format!("{{{{say {key}}}}}")), "{key}");
        }
    }
}
