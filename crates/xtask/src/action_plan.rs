//! The action plan that stands beside a scheme, where one does: a page to read, and what the app shows below one's own plan.
//!
//! It is data: `beside/action-plan.toml` of the scheme. Both are filled from `beside.html` of the pages of a language, where it has one.

use crate::locale::Locale;
use crate::place;
use crate::template::{Value, Values, fill};
use anyhow::{Context, Result};
use serde::Deserialize;
use std::fs;
use std::path::PathBuf;

/// The file of the page.
pub(crate) const PAGE: &str = "action-plan.html";

/// The file of the part of it that the app shows too.
const PART: &str = "beside.html";

/// The last segment of the address of the page, below that of its standard.
pub(crate) const SEGMENT: &str = "action-plan/";

/// The groups of evidence, which the short words name as `evidence_market` and so on.
const GROUPS: [&str; 3] = ["market", "access", "use"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ActionPlan {
    title: String,
    ambitions: Vec<Numbered>,
    actions: Vec<Numbered>,
    evidence: Vec<Evidence>,
    figures: Vec<Figure>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Numbered {
    number: u32,
    summary: String,
    lead: Option<String>,
    #[serde(default)]
    with: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Evidence {
    id: String,
    group: String,
    insight: String,
    challenge: String,
    actions: Vec<u32>,
    note: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Figure {
    says: String,
    #[serde(rename = "where")]
    stands: String,
    #[serde(rename = "id")]
    _id: String,
    #[serde(rename = "value")]
    _value: i64,
    #[serde(rename = "unit")]
    _unit: String,
}

/// Where the plan stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Under {
    /// Under the heading of a page of its own.
    Page,
    /// Under the headings of a page of the app, with one of its own.
    App,
}

/// The plan beside a scheme in a language; `None` where there is none.
///
/// # Errors
/// When the file is there and is no such plan, or its template asks for what it does not have.
pub(crate) fn markup(locale: &Locale, scheme: &str, under: Under) -> Result<Option<String>> {
    let file = file(scheme);
    if !is_beside(locale, scheme) {
        return Ok(None);
    }
    let text = fs::read_to_string(&file).with_context(|| format!("read {}", file.display()))?;
    let plan: ActionPlan = toml::from_str(&text).with_context(|| format!("read {}", file.display()))?;
    fill(&locale.template(PART)?, &plan.values(locale, under)?).map(Some)
}

/// Whether an action plan stands beside a scheme in a language.
pub(crate) fn is_beside(locale: &Locale, scheme: &str) -> bool {
    file(scheme).is_file() && locale.has(PAGE)
}

fn file(scheme: &str) -> PathBuf {
    place::root().join("crates/mentormark-schemes/data").join(scheme).join("beside/action-plan.toml")
}

impl ActionPlan {
    fn values(&self, locale: &Locale, under: Under) -> Result<Values> {
        let (titled, [part, smaller]) = match under {
            Under::Page => (Vec::new(), ["h2", "h3"]),
            Under::App => (vec![Values::new()], ["h3", "h4"]),
        };
        let mut groups = Vec::new();
        for group in GROUPS {
            let rows = self.evidence.iter().filter(|row| row.group == group).map(|row| self.row(row)).collect();
            let name = locale.words.say(&format!("evidence_{group}"), &[])?;
            groups.push(Values::from([
                ("group", Value::Text(name)),
                ("smaller", text(smaller)),
                ("rows", Value::Rows(rows)),
            ]));
        }
        let figure = |figure: &Figure| Values::from([("says", text(&figure.says)), ("where", text(&figure.stands))]);
        Ok(Values::from([
            ("titled", Value::Rows(titled)),
            ("part", text(part)),
            ("title", text(&self.title)),
            ("ambitions", Value::Rows(self.ambitions.iter().map(Numbered::values).collect())),
            ("actions", Value::Rows(self.actions.iter().map(|action| self.action(action)).collect())),
            ("groups", Value::Rows(groups)),
            ("figures", Value::Rows(self.figures.iter().map(figure).collect())),
        ]))
    }

    /// An action, with the rows of evidence that call for it.
    fn action(&self, action: &Numbered) -> Values {
        let calls = self.evidence.iter().filter(|row| row.actions.contains(&action.number));
        let calls = calls.map(|row| Values::from([("id", text(&row.id)), ("challenge", text(&row.challenge))]));
        let mut values = action.values();
        values.insert("calls", Value::Rows(calls.collect()));
        values
    }

    /// A row of evidence, with links to the actions that it cites.
    fn row(&self, row: &Evidence) -> Values {
        let cited = self.actions.iter().filter(|action| row.actions.contains(&action.number));
        let cited = cited.map(|action| Values::from([("number", text(&action.number.to_string()))]));
        Values::from([
            ("id", text(&row.id)),
            ("insight", text(&row.insight)),
            ("challenge", text(&row.challenge)),
            ("cited", Value::Rows(cited.collect())),
            ("none", Value::Rows(if row.actions.is_empty() { vec![Values::new()] } else { Vec::new() })),
            ("notes", notes(row.note.as_deref())),
        ])
    }
}

impl Numbered {
    fn values(&self) -> Values {
        let with = if self.with.is_empty() { None } else { Some(self.with.join(", ")) };
        let named = |name: Option<&str>| {
            Value::Rows(name.map(|name| Values::from([("name", text(name))])).into_iter().collect())
        };
        Values::from([
            ("number", text(&self.number.to_string())),
            ("summary", text(&self.summary)),
            ("lead", named(self.lead.as_deref())),
            ("with", named(with.as_deref())),
        ])
    }
}

fn notes(note: Option<&str>) -> Value {
    Value::Rows(note.map(|note| Values::from([("note", text(note))])).into_iter().collect())
}

fn text(words: &str) -> Value {
    Value::Text(words.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale;

    fn made(scheme: &str, under: Under) -> Option<String> {
        markup(&locale::all().unwrap()[0], scheme, under).unwrap()
    }

    #[test]
    fn every_action_stands_once_and_is_linked_from_each_row_that_cites_it() {
        let markup = made("mentorsme", Under::App).unwrap();
        for number in 1..=16 {
            assert_eq!(markup.matches(&format!("id=\"action-{number}\"")).count(), 1, "action {number}");
            assert!(markup.contains(&format!("href=\"#action-{number}\"")), "action {number}");
        }
        assert!(!markup.contains("id=\"action-17\"") && !markup.contains("href=\"#action-17\""));
        // The sum of the numbers that the fourteen rows cite.
        assert_eq!(markup.matches("href=\"#action-").count(), 55);
    }

    #[test]
    fn other_standards_have_none() {
        assert!(made("nms", Under::Page).is_none());
    }

    #[test]
    fn headings_follow_those_around_them() {
        let headings = |under| {
            let markup = made("mentorsme", under).unwrap();
            ["<h2>", "<h3>", "<h4>"].map(|heading| markup.matches(heading).count())
        };
        assert_eq!(headings(Under::Page), [4, 3, 0]);
        assert_eq!(headings(Under::App), [1, 4, 3]);
    }
}
