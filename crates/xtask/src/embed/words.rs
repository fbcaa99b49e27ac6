//! The words of the frames, by key: one file a language, `site/embed/<language>.toml`.

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
        Ok(Self(toml::from_str(file).context("read the words of the frames")?))
    }

    /// The words of a key, with what stands for each `{name}` in it.
    ///
    /// # Errors
    /// When there are none, or they name something else.
    pub(crate) fn say(&self, key: &str, with: &[(&str, &str)]) -> Result<String> {
        let mut said = self.0.get(key).with_context(|| format!("the frames lack words for `{key}`"))?.clone();
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
    use crate::{place, shipped::LANGUAGE};
    use std::{fs, path::Path};

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
        assert_eq!(words().said("{{say back}}").unwrap_err().to_string(), "the frames lack words for `back`");
        let refused = words().say("next", &[("level", "Gold")]).unwrap_err().to_string();
        assert_eq!(refused, "the words for `next` leave out `{level}`");
        assert_eq!(words().say("count", &[("n", "1"), ("of", "8")]).unwrap(), "Question 1 of 8");
    }

    #[test]
    fn every_language_says_the_same_things_with_the_same_gaps() {
        let folder = place::root().join("site/embed");
        let gaps = |text: &str| -> Vec<String> {
            let mut gaps: Vec<String> =
                text.split('{').skip(1).map(|rest| rest.split('}').next().unwrap_or_default().to_owned()).collect();
            gaps.sort();
            gaps
        };
        let all = |file: &str| -> Vec<(String, Vec<String>)> {
            let words = Words::read(&fs::read_to_string(folder.join(file)).unwrap()).unwrap();
            words.0.iter().map(|(key, text)| (key.clone(), gaps(text))).collect()
        };
        let first = all(&format!("{LANGUAGE}.toml"));
        assert!(first.len() > 20);
        for entry in fs::read_dir(&folder).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            if Path::new(&name).extension().is_some_and(|extension| extension == "toml") {
                assert_eq!(all(&name), first, "{name}");
            }
        }
    }

    #[test]
    fn no_word_is_left_unused() {
        let folder = place::root().join("site/embed");
        let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
        let made = [include_str!("frame.rs"), include_str!("questions.rs")].concat();
        let used = [read("frame.html"), read("criteria.html"), made].concat();
        for key in Words::read(&read(&format!("{LANGUAGE}.toml"))).unwrap().0.keys() {
            assert!(used.contains(&format!("{{{{say {key}}}}}")) || used.contains(&format!("\"{key}\"")), "{key}");
        }
    }
}
