//! The page of a standard: all that its data says, in words, for a browser without JavaScript; on paper, a workbook.
//!
//! No rule is put into words here: the clauses come from `mentormark-report`, as those of `mentormark show` do.

mod clauses;
mod criteria;
pub(crate) mod sources;

use crate::action_plan;
use crate::locale::Locale;
use crate::shipped::Scheme;
use crate::template::{Value, Values};
use anyhow::Result;
use mentormark_report::Standard;
use sources::Sources;

/// Where the pages of standards stand, from the root of the pages of a language.
pub(crate) const FOLDER: &str = "standards/";

/// The path of a scheme's page, from the same root.
pub(crate) fn path(scheme: &Scheme) -> String {
    format!("{FOLDER}{}", scheme.start())
}

/// The values of `standard.html` for a scheme of a language.
///
/// # Errors
/// When the short words lack one.
pub(crate) fn values(locale: &Locale, scheme: &Scheme, root: &str) -> Result<Values> {
    let say = &scheme.language.say;
    let rules = scheme.plan.scheme();
    let wording = &scheme.said;
    let standard = Standard { scheme: rules, wording };
    let mut sources = Sources::new(wording, scheme.language, locale.words.say("source", &[])?);
    // In the order of the page, because sources are numbered as they come.
    let retired = rules.retired.as_ref().map(|retired| {
        Values::from([
            ("from", Value::Text((say.date)(retired.from))),
            ("cite", Value::Html(sources.cite(&retired.source))),
        ])
    });
    let starts_on = sources.cite(&rules.source);
    let levels = levels(standard, &mut sources);
    let chapters: Vec<Values> = (say.rulebook)(standard)
        .iter()
        .map(|chapter| {
            Values::from([
                ("id", Value::Text(format!("rules-{}", slug(chapter.title)))),
                ("title", Value::Text(chapter.title.to_owned())),
                ("clauses", Value::Html(clauses::list(&chapter.clauses, None, &mut sources))),
            ])
        })
        .collect();
    let sections = criteria::sections(scheme, standard, &mut sources);
    let mut values = Values::from([
        ("name", Value::Text(wording.name.clone())),
        ("summary", Value::Text(wording.summary.clone())),
        ("drafted", Value::Text(scheme.drafted.clone())),
        ("owner", Value::Text(wording.owner.clone())),
        ("section_noun", Value::Text((say.section_noun)(1, wording).to_owned())),
        ("section_title", Value::Text(capital((say.section_noun)(1, wording)))),
        ("edition", Value::Text(rules.edition.to_string())),
        ("starts_on", Value::Text((say.date)(rules.starts_on))),
        ("cite_start", Value::Html(starts_on)),
        ("retired", Value::Rows(retired.into_iter().collect())),
        ("rules_hash", Value::Text(scheme.plan.rules_hash().to_owned())),
        ("assess", Value::Text(format!("{root}{}", scheme.start()))),
        ("levels", Value::Rows(levels)),
        ("chapters", Value::Rows(chapters)),
        ("sections", Value::Rows(sections)),
        ("beside", Value::Rows(beside(locale, scheme))),
    ]);
    values.extend(criteria::count(standard, scheme.language));
    values.extend(sources.values());
    Ok(values)
}

/// The link to the page of the action plan that a scheme comes from, where there is one.
fn beside(locale: &Locale, scheme: &Scheme) -> Vec<Values> {
    let link = Values::from([("href", Value::Text(action_plan::SEGMENT.to_owned()))]);
    if action_plan::is_beside(locale, scheme.shipped.id) { vec![link] } else { Vec::new() }
}

/// Each rung of the ladder, with what lies below it where that has a name.
fn levels(standard: Standard<'_>, sources: &mut Sources<'_>) -> Vec<Values> {
    let Standard { scheme, wording } = standard;
    let below = scheme.below.iter().map(|below| (0, below, wording.outcomes.get(below.id.as_str())));
    let ladder = scheme.levels.iter().zip(1..);
    let all = below.chain(ladder.map(|(level, rank)| (rank, level, wording.levels.get(level.id.as_str()))));
    all.map(|(rank, level, words)| {
        Values::from([
            ("mark", Value::Html(mark(rank))),
            ("rank", Value::Text(rank.to_string())),
            ("level", Value::Text(level.id.to_string())),
            ("name", Value::Text(words.map_or_else(|| level.id.to_string(), |words| words.name.clone()))),
            ("stands_for", Value::Text(words.map(|words| words.summary.clone()).unwrap_or_default())),
            ("cite", Value::Html(sources.cite(&level.source))),
        ])
    })
    .collect()
}

/// The hallmark of a level, as the app draws it: a chevron a rung, so that it reads without colour.
pub(crate) fn mark(rank: usize) -> String {
    let rungs = match rank {
        0 => "",
        1 => "<path class=\"rungs\" d=\"M7.8 13.8l4.2-3.6 4.2 3.6\"/>",
        2 => "<path class=\"rungs\" d=\"M7.8 11.5l4.2-3.6 4.2 3.6M7.8 16.1l4.2-3.6 4.2 3.6\"/>",
        _ => "<path class=\"rungs\" d=\"M7.8 9.5l4.2-3.6 4.2 3.6M7.8 13.8l4.2-3.6 4.2 3.6M7.8 18.1l4.2-3.6 4.2 3.6\"/>",
    };
    format!(
        "<svg viewBox=\"0 0 24 24\" aria-hidden=\"true\"><path d=\"M7.5 1.5h9l6 6v9l-6 6h-9l-6-6v-9z\"/>{rungs}</svg>"
    )
}

/// Words with a capital at the start.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}

/// Words as part of an address: `How long an award lasts` is `how-long-an-award-lasts`.
fn slug(words: &str) -> String {
    let parts = words.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    parts.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale;
    use crate::reading::STANDARD;
    use crate::template::{escaped, fill};
    use std::collections::BTreeSet;

    fn pages() -> Vec<(Scheme, String)> {
        let mut made = Vec::new();
        for mut locale in locale::all().unwrap() {
            let template = locale.template(STANDARD).unwrap();
            for scheme in std::mem::take(&mut locale.schemes) {
                let page = fill(&template, &values(&locale, &scheme, "../../../").unwrap()).unwrap();
                made.push((scheme, page));
            }
        }
        made
    }

    #[test]
    fn every_word_about_every_criterion_is_on_the_page_of_its_standard() {
        for (scheme, page) in pages() {
            assert!(scheme.plan.scheme().criteria().count() > 20);
            for criterion in scheme.plan.scheme().criteria() {
                let guide = scheme.guides.get(criterion.id.as_str()).unwrap();
                let statement = scheme.said.criteria.get(criterion.id.as_str()).unwrap();
                for words in [statement, &guide.why, &guide.practice].into_iter().chain(&guide.evidence) {
                    assert!(page.contains(&escaped(words)), "{}: {words}", criterion.id);
                }
                assert_eq!(page.matches(&format!("id=\"{}\"", criterion.id)).count(), 1, "{}", criterion.id);
            }
        }
    }

    #[test]
    fn every_clause_and_every_source_is_on_the_page() {
        for (scheme, page) in pages() {
            let standard = Standard { scheme: scheme.plan.scheme(), wording: &scheme.said };
            for chapter in (scheme.language.say.rulebook)(standard) {
                assert!(page.contains(&format!(">{}</h2>", escaped(chapter.title))), "{}", chapter.title);
                for clause in &chapter.clauses {
                    assert!(page.contains(&escaped(&clause.text)), "{}", clause.text);
                }
            }
            for (anchor, source) in &scheme.said.sources {
                assert!(page.contains(&escaped(&source.says)), "{anchor}");
                let because = source.because.as_deref().unwrap_or_default();
                assert!(page.contains(&escaped(because)), "{anchor}");
            }
        }
    }

    #[test]
    fn every_link_within_a_page_leads_somewhere_and_no_two_places_share_a_name() {
        for (scheme, page) in pages() {
            let after = |mark: &str| -> Vec<String> {
                page.split(mark).skip(1).filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())).collect()
            };
            let places = after(" id=\"");
            let known: BTreeSet<&String> = places.iter().collect();
            assert_eq!(known.len(), places.len(), "{}", scheme.said.name);
            let links = after("href=\"#");
            assert!(links.len() > 20, "{}: {}", scheme.said.name, links.len());
            for link in links {
                assert!(known.contains(&link), "{}: #{link}", scheme.said.name);
            }
        }
    }

    #[test]
    fn what_the_project_assumed_or_drafted_bears_its_mark_where_it_is_said() {
        for (scheme, page) in pages() {
            let mut seen = 0;
            for anchor in &scheme.plan.scheme().assumptions {
                if scheme.said.sources.get(anchor.as_str()).unwrap().provenance
                    == mentormark_rules::wording::Provenance::Assumption
                {
                    let place = format!("href=\"#{}\"", sources::id(anchor.as_str()));
                    let marked = format!("<a class=\"cite\" data-from=\"assumption\" {place}>");
                    assert_eq!(page.matches(&marked).count(), page.matches(&place).count(), "{anchor}");
                    seen += page.matches(&marked).count();
                }
            }
            assert!(seen > 1, "{}: {seen}", scheme.said.name);
            let drafted = page.matches("data-from=\"drafted\"").count();
            assert!(drafted >= scheme.sections.len(), "{}: {drafted}", scheme.said.name);
        }
    }

    #[test]
    fn a_title_becomes_part_of_an_address() {
        assert_eq!(slug("How long an award lasts"), "how-long-an-award-lasts");
        assert_eq!(slug("Fee"), "fee");
    }
}
