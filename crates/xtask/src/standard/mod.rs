//! The page of a standard: all that its data says, in words, for a browser without JavaScript; on paper, a workbook.
//!
//! No rule is put into words here: the clauses come from `mentormark-report`, as those of `mentormark show` do.

mod clauses;
mod criteria;
pub(crate) mod sources;

use crate::action_plan;
use crate::shipped::Scheme;
use crate::template::{Value, Values};
use mentormark_report::{Standard, date, rulebook, section_noun};
use sources::Sources;

/// Where the pages of standards stand, from the root of the site.
pub(crate) const FOLDER: &str = "standards/";

/// The path of a scheme's page, from the root of the site.
pub(crate) fn path(scheme: &Scheme) -> String {
    format!("{FOLDER}{}", scheme.start())
}

/// The values of `site/pages/standard.html` for a scheme.
pub(crate) fn values(scheme: &Scheme, root: &str) -> Values {
    let rules = scheme.plan.scheme();
    let wording = &scheme.said;
    let standard = Standard { scheme: rules, wording };
    let mut sources = Sources::new(wording);
    // In the order of the page, because sources are numbered as they come.
    let retired = rules.retired.as_ref().map(|retired| {
        Values::from([("from", Value::Text(date(retired.from))), ("cite", Value::Html(sources.cite(&retired.source)))])
    });
    let starts_on = sources.cite(&rules.source);
    let levels = levels(standard, &mut sources);
    let chapters: Vec<Values> = rulebook(standard)
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
        ("drafted", Value::Text(wording.drafted.clone())),
        ("owner", Value::Text(wording.owner.clone())),
        ("section_noun", Value::Text(section_noun(1, wording).to_owned())),
        ("section_title", Value::Text(capital(section_noun(1, wording)))),
        ("edition", Value::Text(rules.edition.to_string())),
        ("starts_on", Value::Text(date(rules.starts_on))),
        ("cite_start", Value::Html(starts_on)),
        ("retired", Value::Rows(retired.into_iter().collect())),
        ("rules_hash", Value::Text(scheme.plan.rules_hash().to_owned())),
        ("assess", Value::Text(format!("{root}{}", scheme.start()))),
        ("levels", Value::Rows(levels)),
        ("chapters", Value::Rows(chapters)),
        ("sections", Value::Rows(sections)),
        ("beside", Value::Rows(beside(scheme))),
    ]);
    values.extend(criteria::count(standard));
    values.extend(sources.values());
    values
}

/// The link to the page of the action plan that a scheme comes from, where there is one.
fn beside(scheme: &Scheme) -> Vec<Values> {
    let link = Values::from([("href", Value::Text(action_plan::SEGMENT.to_owned()))]);
    if action_plan::is_beside(scheme.shipped.id) { vec![link] } else { Vec::new() }
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
    use crate::shipped;
    use crate::template::{escaped, fill};
    use crate::{place, reading};
    use std::collections::BTreeSet;

    fn pages() -> Vec<(Scheme, String)> {
        let template = std::fs::read_to_string(place::root().join("site/pages").join(reading::STANDARD)).unwrap();
        let schemes = shipped::schemes().unwrap().into_iter();
        schemes
            .map(|scheme| {
                let page = fill(&template, &values(&scheme, "../../../")).unwrap();
                (scheme, page)
            })
            .collect()
    }

    #[test]
    fn every_word_about_every_criterion_is_on_the_page_of_its_standard() {
        for (scheme, page) in pages() {
            assert!(scheme.plan.scheme().criteria().count() > 20);
            for criterion in scheme.plan.scheme().criteria() {
                let guide = &scheme.guides[criterion.id.as_str()];
                let statement = &scheme.said.criteria[criterion.id.as_str()];
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
            for chapter in rulebook(standard) {
                assert!(page.contains(&format!(">{}</h2>", escaped(chapter.title))), "{}", chapter.title);
                for clause in &chapter.clauses {
                    assert!(page.contains(&escaped(&clause.text)), "{}", clause.text);
                }
            }
            for (anchor, source) in &scheme.said.sources {
                assert!(page.contains(&escaped(&source.says)), "{anchor}");
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
                if scheme.said.sources[anchor.as_str()].provenance == mentormark_rules::wording::Provenance::Assumption
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
