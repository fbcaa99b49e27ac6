//! One frame: the page of a scheme at a level.

use super::{Files, asks::Asks, words::Words};
use crate::output::Asset;
use crate::page;
use crate::shipped::{LANGUAGE, Scheme};
use crate::standard;
use crate::template::{Value, Values, escaped, fill};
use anyhow::Result;
use mentormark_report::{date, level_name};
use mentormark_rules::scheme::fee::Fee;

/// What a frame may load and do. `frame-ancestors` is a header's to say; `wasm-unsafe-eval` allows WebAssembly and no JavaScript `eval`.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; \
                      base-uri 'none'; form-action 'none'";

/// A frame to be made.
pub(super) struct Frame<'a> {
    /// The scheme.
    pub(super) scheme: &'a Scheme,
    /// What is asked.
    pub(super) asks: &'a Asks<'a>,
    /// The root of the site as seen from the frame.
    pub(super) root: String,
    /// The words around the scheme's own.
    pub(super) words: &'a Words,
}

impl Frame<'_> {
    /// The page, of `template` and `criteria` for what a section asks; both have their words.
    pub(super) fn page(&self, template: &str, criteria: &str, files: &Files, plan: &Asset) -> Result<String> {
        let Self { scheme, asks, words, .. } = self;
        let said = &scheme.said;
        let target = level_name(Some(asks.target), said);
        let text = |text: &str| Value::Text(text.to_owned());
        let at = |asset: &Asset| Value::Text(format!("{}{}", self.root, asset.path));
        let title = words.say("title", &[("level", target)])?;
        let minutes = asks.minutes.to_string();
        let key = if asks.minutes == 1 { "questions_in_a_minute" } else { "questions_in_minutes" };
        let mut count = vec![("n", asks.steps().to_string())];
        if asks.minutes != 1 {
            count.push(("minutes", minutes));
        }
        let count: Vec<(&str, &str)> = count.iter().map(|(name, number)| (*name, number.as_str())).collect();
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
        let retired = scheme.plan.scheme().retired.as_ref().map(|retired| date(retired.from));
        let retired = retired.map(|from| words.say("retired", &[("date", &from)])).transpose()?;
        let head = page::head(
            POLICY,
            &format!("<title>{}</title>", escaped(&format!("{title}: {}", said.name))),
            &self.links(files),
        );
        fill(
            template,
            &Values::from([
                ("lang", text(LANGUAGE)),
                ("head", Value::Html(head)),
                ("scheme", text(scheme.shipped.id)),
                ("edition", text(scheme.shipped.edition)),
                ("target", text(asks.target)),
                ("target_name", text(target)),
                ("name", text(&said.name)),
                ("title", Value::Text(title)),
                ("questions", Value::Text(words.say(key, &count)?)),
                ("retired", rows(retired.map(|words| Values::from([("words", Value::Text(words))])))),
                ("programmes", rows(scheme.plan.scheme().programmes.is_some().then(Values::new))),
                ("checks", rows((!scheme.plan.scheme().eligibility.is_empty()).then(Values::new))),
                ("fees", rows(self.fee()?)),
                ("drafted", text(&said.drafted)),
                ("steps", Value::Rows(steps)),
                ("levels", Value::Rows(self.levels())),
                ("full", Value::Text(format!("{}{}", self.root, scheme.start()))),
                ("read", Value::Text(format!("{}{}", self.root, standard::path(scheme)))),
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
        let named = key.map(|key| self.words.say(key, &[])).transpose()?;
        Ok(named.map(|named| Values::from([("fee", Value::Text(named))])))
    }

    fn links(&self, files: &Files) -> String {
        let Self { root, .. } = self;
        let Files { style, script, .. } = files;
        format!(
            "<link rel=\"stylesheet\" href=\"{root}{}\" integrity=\"{}\">\n\
             <script type=\"module\" src=\"{root}{}\" integrity=\"{}\"></script>",
            style.path, style.integrity, script.path, script.integrity
        )
    }

    /// Every level with its mark, for the script to show.
    fn levels(&self) -> Vec<Values> {
        let ladder = self.scheme.plan.scheme().levels.iter().zip(1..);
        let named = ladder.map(|(level, rank)| {
            Values::from([
                ("id", Value::Text(level.id.to_string())),
                ("rank", Value::Text(rank.to_string())),
                ("mark", Value::Html(standard::mark(rank))),
                ("words", Value::Text(level_name(Some(&level.id), &self.scheme.said).to_owned())),
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
    use crate::embed::{paths, read};
    use crate::output::Size;
    use crate::{place, shipped};

    /// Every frame, with its scheme and its path.
    fn frames() -> Vec<(Scheme, String, String)> {
        let asset =
            |path: &str| Asset { path: path.to_owned(), integrity: "sha384-x".to_owned(), size: Size::default() };
        let files = Files {
            style: asset("assets/e.css"),
            script: asset("assets/e.js"),
            engine: asset("assets/g.js"),
            rules: asset("assets/r.wasm"),
        };
        let folder = place::root().join("site/embed");
        let text = |name: &str| read(&folder.join(name)).unwrap();
        let words = Words::read(&text(&format!("{LANGUAGE}.toml"))).unwrap();
        let template = words.said(&text("frame.html")).unwrap();
        let criteria = words.said(&text("criteria.html")).unwrap();
        let mut made = Vec::new();
        for scheme in shipped::schemes().unwrap() {
            for (path, target) in paths(&scheme) {
                let (scheme, target) = (find(scheme.shipped.id), target.to_owned());
                let asks = Asks::of(&scheme, &target);
                let frame = Frame { scheme: &scheme, asks: &asks, root: page::root_from(&path), words: &words };
                let page = frame.page(&template, &criteria, &files, &asset("assets/p.plan")).unwrap();
                drop(asks);
                made.push((scheme, path, page));
            }
        }
        made
    }

    fn find(id: &str) -> Scheme {
        shipped::schemes().unwrap().into_iter().find(|scheme| scheme.shipped.id == id).unwrap()
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
        for (scheme, path, page) in frames() {
            let places: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
            let mut once = places.clone();
            once.sort_unstable();
            once.dedup();
            assert_eq!(once.len(), places.len(), "{path}");
            for (id, name) in &scheme.sections {
                assert_eq!(page.matches(&format!("data-id=\"{id}\" data-kind=\"section\"")).count(), 1, "{path}: {id}");
                assert!(page.contains(&escaped(name)), "{path}: {name}");
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
        for (scheme, path, page) in frames() {
            for level in &scheme.plan.scheme().levels {
                assert_eq!(page.matches(&format!("<template data-level=\"{}\">", level.id)).count(), 1, "{path}");
            }
            assert_eq!(page.matches("<template data-level=\"\">").count(), 1, "{path}");
        }
    }

    #[test]
    fn a_section_is_answered_as_a_whole_from_the_highest_rating_down() {
        let page = |wanted: &str| frames().into_iter().find(|(_, path, _)| path == wanted).unwrap().2;
        let values = |page: &str, name: &str| -> Vec<String> {
            let mark = format!("name=\"{name}\" value=\"");
            page.split(&mark).skip(1).filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())).collect()
        };
        assert_eq!(values(&page("embed/nms/silver/"), "section:aims"), ["met", "", "not-met"]);
        assert_eq!(values(&page("embed/learning-mentor/pass/"), "section:observation"), ["two", "one", "zero", ""]);
        assert!(values(&page("embed/mentorsme/"), "section:recruiting").is_empty());
    }
}
