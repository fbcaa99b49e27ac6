//! One frame: the page of a scheme at a level, in a language.

use super::{Files, asks::Asks, plural::count, spoken::Spoken};
use crate::language::Language;
use crate::output::Asset;
use crate::page;
use crate::shipped::Scheme;
use crate::standard;
use crate::template::{Value, Values, escaped, fill};
use anyhow::Result;
use mentormark_rules::scheme::fee::Fee;

/// What a frame may load and do. `frame-ancestors` is a header's to say; `wasm-unsafe-eval` allows WebAssembly and no JavaScript `eval`.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; \
                      base-uri 'none'; form-action 'none'";

/// A frame to be made.
pub(super) struct Frame<'a> {
    /// The scheme, with its words in the language of the frame.
    pub(super) scheme: &'a Scheme,
    /// The language, and the words around the scheme's own.
    pub(super) spoken: &'a Spoken,
    /// What is asked.
    pub(super) asks: &'a Asks<'a>,
    /// The root of the site as seen from the frame.
    pub(super) root: String,
    /// The same frame in other languages: each with its path from the root of the site.
    pub(super) others: Vec<&'a (&'static Language, String)>,
}

impl Frame<'_> {
    /// The page.
    pub(super) fn page(&self, files: &Files, plan: &Asset) -> Result<String> {
        let Self { scheme, asks, spoken: Spoken { language, words, frame, criteria }, .. } = self;
        let said = &scheme.said;
        let target = self.level_name(asks.target);
        let text = |text: &str| Value::Text(text.to_owned());
        let at = |asset: &Asset| Value::Text(format!("{}{}", self.root, asset.path));
        let title = words.say("title", &[("level", target)])?;
        let questions = count(language, words, "questions", asks.steps())?;
        let minutes = count(language, words, "minutes", asks.minutes)?;
        let opening = words.say("opening", &[("questions", &questions), ("minutes", &minutes)])?;
        let draft = Some(words.say("draft", &[])?).filter(|draft| !draft.is_empty());
        let line = |words: Option<String>| rows(words.map(|words| Values::from([("words", Value::Text(words))])));
        let mut steps = Vec::new();
        for fact in &asks.facts {
            steps.push(self.fact(fact)?);
        }
        for (section, asked) in &asks.sections {
            steps.push(self.section(section, asked, criteria)?);
        }
        for (number, step) in steps.iter_mut().enumerate() {
            let shown = if number == 0 { "" } else { " hidden" };
            step.insert("hidden", Value::Html(shown.to_owned()));
            let numbers = [("n", (number + 1).to_string()), ("of", asks.steps().to_string())];
            let numbers = numbers.each_ref().map(|(name, number)| (*name, number.as_str()));
            step.insert("count", Value::Text(words.say("question_of", &numbers)?));
        }
        let retired = scheme.plan.scheme().retired.as_ref().map(|retired| (language.say.date)(retired.from));
        let retired = retired.map(|from| words.say("retired", &[("date", &from)])).transpose()?;
        let head = page::head(
            POLICY,
            &format!("<title>{}</title>", escaped(&format!("{title}: {}", said.name))),
            &self.links(files),
        );
        let pages = format!("{}{}", self.root, language.folder);
        fill(
            frame,
            &Values::from([
                ("lang", text(language.tag)),
                ("head", Value::Html(head)),
                ("scheme", text(scheme.shipped.id)),
                ("edition", text(scheme.shipped.edition)),
                ("target", text(asks.target)),
                ("target_name", text(target)),
                ("name", text(&said.name)),
                ("title", Value::Text(title)),
                ("opening", Value::Text(opening)),
                ("retired", line(retired)),
                ("draft", line(draft)),
                ("programmes", rows(scheme.plan.scheme().programmes.is_some().then(Values::new))),
                ("checks", rows((!scheme.plan.scheme().eligibility.is_empty()).then(Values::new))),
                ("fees", rows(self.fee()?)),
                ("drafted", text(&said.drafted)),
                ("steps", Value::Rows(steps)),
                ("levels", Value::Rows(self.levels())),
                ("full", Value::Text(format!("{pages}{}", scheme.start()))),
                ("read", Value::Text(format!("{pages}{}", standard::path(scheme)))),
                ("engine", at(&files.engine)),
                ("rules", at(&files.rules)),
                ("rules_integrity", text(&files.rules.integrity)),
                ("plan", at(plan)),
                ("plan_integrity", text(&plan.integrity)),
            ]),
        )
    }

    /// What the fee is called, where there is a published one.
    fn fee(&self) -> Result<Option<Values>> {
        let fee = self.scheme.plan.scheme().fee.as_ref().and_then(Fee::published);
        let key = fee.map(|fee| if fee.vat.is_some() { "fee_with_vat" } else { "fee" });
        let named = key.map(|key| self.spoken.words.say(key, &[])).transpose()?;
        Ok(named.map(|named| Values::from([("fee", Value::Text(named))])))
    }

    fn links(&self, files: &Files) -> String {
        let Self { root, others, .. } = self;
        let Files { style, script, .. } = files;
        let other = |(language, path): &&(&'static Language, String)| {
            format!("\n<link rel=\"alternate\" hreflang=\"{}\" href=\"{root}{path}\">", language.tag)
        };
        format!(
            "<link rel=\"stylesheet\" href=\"{root}{}\" integrity=\"{}\">\n\
             <script type=\"module\" src=\"{root}{}\" integrity=\"{}\"></script>{}",
            style.path,
            style.integrity,
            script.path,
            script.integrity,
            others.iter().map(other).collect::<String>()
        )
    }

    /// The name of a level in the language of the frame.
    pub(super) fn level_name<'a>(&'a self, level: &'a str) -> &'a str {
        (self.spoken.language.say.level_name)(Some(level), &self.scheme.said)
    }

    /// Every level with its mark, for the script to show.
    fn levels(&self) -> Vec<Values> {
        let ladder = self.scheme.plan.scheme().levels.iter().zip(1..);
        let named = ladder.map(|(level, rank)| {
            Values::from([
                ("id", Value::Text(level.id.to_string())),
                ("rank", Value::Text(rank.to_string())),
                ("mark", Value::Html(standard::mark(rank))),
                ("words", Value::Text(self.level_name(level.id.as_str()).to_owned())),
            ])
        });
        named.collect()
    }
}

/// One set of values, or none: a part of a template that is there or is not.
pub(super) fn rows(values: Option<Values>) -> Value {
    Value::Rows(values.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::embed::pages;
    use crate::language::{self, ENGLISH};
    use crate::output::Size;
    use crate::{place, shipped};

    /// Every frame, with the id of its scheme and its path; of one scheme with frames in Welsh, whose own words stay in English.
    fn frames() -> Vec<(&'static str, String, String)> {
        let asset =
            |path: &str| Asset { path: path.to_owned(), integrity: "sha384-x".to_owned(), size: Size::default() };
        let files = Files {
            style: asset("assets/e.css"),
            script: asset("assets/e.js"),
            engine: asset("assets/g.js"),
            rules: asset("assets/r.wasm"),
        };
        let folder = place::root().join("site/embed");
        let english = Spoken::read(&ENGLISH, &folder).unwrap();
        let welsh = language::ALL.into_iter().find(|language| language.tag == "cy").unwrap();
        let welsh = Spoken::read(welsh, &folder).unwrap();
        let mut made = Vec::new();
        for scheme in shipped::schemes().unwrap() {
            // Of one scheme the frames in two languages, of the others in one.
            let both = [(&english, &scheme), (&welsh, &scheme)];
            let languages = if scheme.shipped.id == "nms" { &both[..] } else { &both[..1] };
            let pages = pages(&scheme, languages, &files, &asset("assets/p.plan")).unwrap();
            made.extend(pages.into_iter().map(|(path, page)| (scheme.shipped.id, path, page)));
        }
        made
    }

    fn scheme(id: &str) -> Scheme {
        shipped::schemes().unwrap().into_iter().find(|scheme| scheme.shipped.id == id).unwrap()
    }

    fn page(wanted: &str) -> String {
        frames().into_iter().find(|(_, path, _)| path == wanted).unwrap().2
    }

    #[test]
    fn a_frame_has_nothing_inline_and_every_address_is_relative() {
        for (_, path, page) in frames() {
            for never in ["<style", "style=\"", "onclick", "=\"/", "http:", "https:", "action=", "type=\"submit"] {
                assert!(!page.contains(never), "{path}: {never}");
            }
            assert_eq!(
                page.matches("<script").count(),
                page.matches("<script type=\"module\" src=\"../").count(),
                "{path}"
            );
            assert!(page.find("Content-Security-Policy").unwrap() < page.find("<link").unwrap());
        }
    }

    #[test]
    fn a_frame_asks_each_question_once_under_a_name_of_its_own() {
        for (id, path, page) in frames() {
            let scheme = scheme(id);
            let places: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
            let mut once = places.clone();
            once.sort_unstable();
            once.dedup();
            assert_eq!(once.len(), places.len(), "{path}");
            for (id, name) in &scheme.sections {
                assert_eq!(page.matches(&format!("data-id=\"{id}\" data-kind=\"section\"")).count(), 1, "{path}: {id}");
                assert!(page.contains(&escaped(name)), "{path}: {id}");
            }
            assert_eq!(page.matches("class=\"step\"").count(), page.matches("class=\"count\"").count(), "{path}");
            assert_eq!(
                page.matches("class=\"step\"").count() - 1,
                page.matches("\" hidden>\n<legend>").count(),
                "{path}"
            );
        }
    }

    #[test]
    fn every_level_that_an_outcome_may_have_is_there_to_be_shown() {
        for (id, path, page) in frames() {
            for level in &scheme(id).plan.scheme().levels {
                assert_eq!(page.matches(&format!("<template data-level=\"{}\">", level.id)).count(), 1, "{path}");
            }
            assert_eq!(page.matches("<template data-level=\"\">").count(), 1, "{path}");
        }
    }

    #[test]
    fn a_frame_in_two_languages_asks_the_same_and_each_names_the_other() {
        let (english, welsh) = (page("embed/nms/silver/"), page("embed/cy/nms/silver/"));
        assert!(english.contains("<html lang=\"en-GB\">") && welsh.contains("<html lang=\"cy\">"));
        assert!(english.contains("<link rel=\"alternate\" hreflang=\"cy\" href=\"../../../embed/cy/nms/silver/\">"));
        assert!(welsh.contains("<link rel=\"alternate\" hreflang=\"en-GB\" href=\"../../../../embed/nms/silver/\">"));
        assert!(
            english.contains("data-full=\"../../../nms/2022/\"")
                && welsh.contains("data-full=\"../../../../cy/nms/2022/\"")
        );
        let asked = |page: &str| -> Vec<String> {
            let names = page.split(" name=\"").skip(1);
            names.filter_map(|rest| Some(rest.split_once('>')?.0.to_owned())).collect()
        };
        assert!(asked(&english).len() > 100 && asked(&english) == asked(&welsh));
        assert!(!english.contains("Drafft") && welsh.contains("Drafft gyda chymorth peiriant"));
    }

    #[test]
    fn a_scheme_without_words_in_a_language_has_no_frame_in_it() {
        let (paths, pages): (Vec<_>, Vec<_>) = frames().into_iter().map(|(_, path, page)| (path, page)).unzip();
        assert!(!paths.iter().any(|path| path.starts_with("embed/cy/qim")));
        let whole = paths.iter().zip(&pages).find(|(path, _)| *path == "embed/qim/").unwrap().1;
        assert!(!whole.contains("rel=\"alternate\""));
    }

    #[test]
    fn what_a_number_may_be_is_said_as_people_write_it() {
        assert!(page("embed/nms/").contains("data-range=\"Write a number from 0 to 10,000,000\""));
        assert!(!page("embed/mentorsme/").contains("data-range"));
    }

    #[test]
    fn a_section_is_answered_as_a_whole_from_the_highest_rating_down() {
        let values = |page: &str, name: &str| -> Vec<String> {
            let mark = format!("name=\"{name}\" value=\"");
            page.split(&mark).skip(1).filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())).collect()
        };
        assert_eq!(values(&page("embed/nms/silver/"), "section:aims"), ["met", "", "not-met"]);
        assert_eq!(values(&page("embed/learning-mentor/pass/"), "section:observation"), ["two", "one", "zero", ""]);
        assert!(values(&page("embed/mentorsme/"), "section:recruiting").is_empty());
    }
}
