//! The questions of a frame: one for each fact and each section, with the criteria of a section inside.

use super::asks::By;
use super::frame::{Frame, rows};
use super::{plural, spoken::Spoken};
use crate::template::{Value, Values, escaped, fill};
use anyhow::Result;
use mentormark_report::{count, option_name, section_name};
use mentormark_rules::Id;
use mentormark_rules::scheme::facts::{Fact, FactKind};
use mentormark_rules::scheme::{Criterion, Section};

/// A choice: value and words.
type Choice = (String, String);

impl Frame<'_> {
    /// A question about the applicant.
    pub(super) fn fact(&self, fact: &Fact) -> Result<Values> {
        let id = fact.id.as_str();
        let asked = self.scheme.said.facts.get(id);
        let (question, help) = asked.map_or((id, ""), |asked| (&asked.question, &asked.help));
        let say = |key| self.spoken.words.say(key, &[]);
        let options = |options: &[Id]| -> Vec<Choice> {
            options
                .iter()
                .map(|option| (option.to_string(), option_name(id, option, &self.scheme.said).to_owned()))
                .collect()
        };
        let none = Vec::new;
        let (kind, control, choices) = match &fact.kind {
            FactKind::Count { .. } => ("count", "text", none()),
            FactKind::Amount { .. } => ("amount", "text", none()),
            FactKind::Duration { .. } => ("duration", "text", none()),
            FactKind::Date { .. } => ("date", "date", none()),
            FactKind::YesNo => {
                ("yes-no", "radio", vec![("yes".to_owned(), say("yes")?), ("no".to_owned(), say("no")?)])
            }
            FactKind::Choice { options: all } => ("choice", "radio", options(all)),
            FactKind::Choices { options: all } => {
                let mut all = options(all);
                all.push((String::new(), say("none_of_these")?));
                ("choices", "checkbox", all)
            }
        };
        let step = format!("fact-{id}");
        let name = format!("fact:{id}");
        let entry = choices.is_empty().then(|| {
            Values::from([
                ("step", Value::Text(step.clone())),
                ("name", Value::Text(name.clone())),
                ("control", Value::Text(control.to_owned())),
                ("mode", Value::Text(if kind == "amount" { "decimal" } else { "numeric" }.to_owned())),
            ])
        });
        let group = (!choices.is_empty())
            .then(|| Values::from([("asked", rows(None)), ("options", options_of(&choices, &name, control))]));
        Ok(Values::from([
            ("step", Value::Text(step)),
            ("id", Value::Text(id.to_owned())),
            ("kind", Value::Text(kind.to_owned())),
            ("range", Value::Html(self.range(&fact.kind)?)),
            ("question", Value::Text(question.to_owned())),
            ("help", Value::Text(help.to_owned())),
            ("group", rows(group)),
            ("entry", rows(entry)),
            ("inside", Value::Html(String::new())),
        ]))
    }

    /// What is said of a number that the rules find too small or too large, as an attribute of its question.
    fn range(&self, kind: &FactKind) -> Result<String> {
        let pounds = |pence: i64| format!("{}.{:02}", count(pence / 100), pence % 100);
        let (least, most) = match *kind {
            FactKind::Count { least, most } | FactKind::Duration { least, most } => (count(least), count(most)),
            FactKind::Amount { least, most } => (pounds(least), pounds(most)),
            FactKind::Date { .. } | FactKind::YesNo | FactKind::Choice { .. } | FactKind::Choices { .. } => {
                return Ok(String::new());
            }
        };
        let said = self.spoken.words.say("out_of_range", &[("least", &least), ("most", &most)])?;
        Ok(format!(" data-range=\"{}\"", escaped(&said)))
    }

    /// A question about a section, with the criteria in it.
    pub(super) fn section(&self, section: &Section, asked: &[&Criterion], template: &str) -> Result<Values> {
        let id = section.id.as_str();
        let said = &self.scheme.said;
        let Spoken { language, words, .. } = self.spoken;
        let by_section = self.asks.by == By::Section;
        let group = if by_section { Some(self.whole(id)?) } else { None };
        let covers = words.say("covers", &[("things", &plural::count(language, words, "things", asked.len())?)])?;
        let inner = self.criteria(asked, by_section);
        let inside = Values::from([
            ("id", Value::Text(id.to_owned())),
            ("folded", rows(by_section.then(|| Values::from([("covers", Value::Text(covers))])))),
            ("open", rows((!by_section).then(Values::new))),
            ("unfolded", rows(by_section.then(Values::new))),
            ("closed", rows((!by_section).then(Values::new))),
            ("ranks", Value::Rows(inner)),
        ]);
        let summary = said.sections.get(id).map(|words| words.summary.clone()).unwrap_or_default();
        Ok(Values::from([
            ("step", Value::Text(format!("section-{id}"))),
            ("id", Value::Text(id.to_owned())),
            ("kind", Value::Text("section".to_owned())),
            ("range", Value::Html(String::new())),
            ("question", Value::Text(section_name(id, said).to_owned())),
            ("help", Value::Text(summary)),
            ("group", rows(group)),
            ("entry", rows(None)),
            ("inside", Value::Html(fill(template, &inside)?)),
        ]))
    }

    /// The one question of a section: a rating for all of it, the highest first, or none for all.
    fn whole(&self, id: &str) -> Result<Values> {
        let said = &self.scheme.said;
        let scale = &self.scheme.plan.scheme().scale;
        let say = |key| self.spoken.words.say(key, &[]);
        let (ask, mut choices): (String, Vec<Choice>) = if let [lowest, highest] = &scale[..] {
            let choices =
                vec![(highest.id.to_string(), say("all_of_it")?), (lowest.id.to_string(), say("none_of_it")?)];
            (say("how_much")?, choices)
        } else {
            let named = scale.iter().rev().map(|rating| {
                (rating.id.to_string(), said.ratings.get(rating.id.as_str()).cloned().unwrap_or_default())
            });
            (say("how_rated")?, named.collect())
        };
        // Between all and none, where there are only these.
        choices.insert(
            choices.len().min(if scale.len() == 2 { 1 } else { usize::MAX }),
            (String::new(), say("some_of_it")?),
        );
        let name = format!("section:{id}");
        let asked = Values::from([("ask", Value::Text(ask))]);
        Ok(Values::from([("asked", rows(Some(asked))), ("options", options_of(&choices, &name, "radio"))]))
    }

    /// The criteria of a section by level, each with its ratings.
    fn criteria(&self, asked: &[&Criterion], by_section: bool) -> Vec<Values> {
        let said = &self.scheme.said;
        let levels = self.asks.levels(self.scheme);
        let rated = |criterion: &&Criterion| {
            let id = criterion.id.as_str();
            let ratings: Vec<Choice> = self
                .scheme
                .plan
                .scheme()
                .scale
                .iter()
                .rev()
                .map(|rating| {
                    (rating.id.to_string(), said.ratings.get(rating.id.as_str()).cloned().unwrap_or_default())
                })
                .collect();
            Values::from([
                ("id", Value::Text(id.to_owned())),
                ("statement", Value::Text(said.criteria.get(id).cloned().unwrap_or_default())),
                ("hidden", Value::Html(if by_section { " hidden" } else { "" }.to_owned())),
                ("options", options_of(&ratings, id, "radio")),
            ])
        };
        let part = |level: Option<&str>| {
            let these = asked.iter().filter(|criterion| criterion.level.as_ref().map(Id::as_str) == level);
            let named = level
                .filter(|_| levels.len() > 1)
                .map(|level| Values::from([("level", Value::Text(self.level_name(level).to_owned()))]));
            Values::from([("named", rows(named)), ("criteria", Value::Rows(these.map(rated).collect()))])
        };
        let mut parts = Vec::new();
        if asked.iter().any(|criterion| criterion.level.is_none()) {
            parts.push(part(None));
        }
        let present =
            levels.iter().filter(|level| asked.iter().any(|criterion| criterion.level.as_ref() == Some(**level)));
        parts.extend(present.map(|level| part(Some(level))));
        parts
    }
}

/// The values of choices of one name.
fn options_of(choices: &[Choice], name: &str, control: &str) -> Value {
    let option = |(value, words): &Choice| {
        Values::from([
            ("name", Value::Text(name.to_owned())),
            ("control", Value::Text(control.to_owned())),
            ("value", Value::Text(value.clone())),
            ("words", Value::Text(words.clone())),
        ])
    };
    Value::Rows(choices.iter().map(option).collect())
}
