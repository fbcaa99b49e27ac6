//! The criteria of a standard, section by section, with what helps to judge each and, for paper, boxes to tick.

use crate::language::Language;
use crate::shipped::Scheme;
use crate::standard::{capital, mark, sources::Sources};
use crate::template::{Value, Values};
use mentormark_report::{Standard, criterion_statement, section_name, tag_name};
use mentormark_rules::{
    Id,
    assessment::NOT_APPLICABLE,
    scheme::{Applicability, Criterion, Section},
};

/// What parts the criteria of a section.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part<'a> {
    /// A level, by its place on the ladder from 0.
    Level(usize, &'a Id),
    /// What they are about.
    Tag(&'a Id),
    /// Nothing: they belong to every level.
    Whole,
}

/// Every section with its criteria.
pub(super) fn sections(scheme: &Scheme, standard: Standard<'_>, sources: &mut Sources<'_>) -> Vec<Values> {
    let wording = standard.wording;
    let all = &standard.scheme.sections;
    let noun = capital((scheme.language.say.section_noun)(1, wording));
    all.iter()
        .zip(1..)
        .map(|(section, place)| {
            let words = wording.sections.get(section.id.as_str());
            let parts = parts(section, standard);
            let mut number = 0;
            let parts = parts.into_iter().map(|(part, criteria)| {
                let rows = criteria.into_iter().map(|criterion| {
                    number += 1;
                    self::criterion(criterion, &format!("{place}.{number}"), scheme, standard)
                });
                let rows = Value::Rows(rows.collect());
                let mut values = heading(part, standard, scheme.language);
                values.insert("criteria", rows);
                values
            });
            Values::from([
                ("id", Value::Text(section_id(section))),
                ("noun", Value::Text(noun.clone())),
                ("place", Value::Text(place.to_string())),
                ("of", Value::Text(all.len().to_string())),
                ("name", Value::Text(section_name(&section.id, wording).to_owned())),
                ("about", Value::Text(words.map(|words| words.summary.clone()).unwrap_or_default())),
                ("cite", Value::Html(sources.cite(&section.source))),
                ("cite_criteria", Value::Html(sources.cite(&section.criteria_source))),
                ("parts", Value::Rows(parts.collect())),
            ])
        })
        .collect()
}

/// How many criteria each section has in each part: the table in which a workbook is summed up.
pub(super) fn count(standard: Standard<'_>, language: &Language) -> [(&'static str, Value); 3] {
    let scheme = standard.scheme;
    let mut columns: Vec<Part<'_>> = Vec::new();
    let parted: Vec<_> = scheme.sections.iter().map(|section| (section, parts(section, standard))).collect();
    for (part, _) in parted.iter().flat_map(|(_, parts)| parts) {
        if !columns.contains(part) {
            columns.push(*part);
        }
    }
    let named = columns.iter().map(|part| heading(*part, standard, language)).collect();
    let rows = parted.iter().map(|(section, parts)| {
        let cells = columns.iter().map(|column| {
            let found = parts.iter().find(|(part, _)| part == column);
            let number = found.map(|(_, criteria)| Values::from([("number", Value::Text(criteria.len().to_string()))]));
            Values::from([("some", Value::Rows(number.into_iter().collect()))])
        });
        Values::from([
            ("id", Value::Text(section_id(section))),
            ("name", Value::Text(section_name(&section.id, standard.wording).to_owned())),
            ("cells", Value::Rows(cells.collect())),
        ])
    });
    let total = scheme.criteria().count().to_string();
    [("columns", Value::Rows(named)), ("rows", Value::Rows(rows.collect())), ("criteria_in_all", Value::Text(total))]
}

/// The criteria of a section in their parts: by level, lowest first, where they differ in that; else by what they are about.
fn parts<'a>(section: &'a Section, standard: Standard<'a>) -> Vec<(Part<'a>, Vec<&'a Criterion>)> {
    let one_level = section.criteria.iter().all(|other| other.level == section.criteria[0].level);
    let mut parts: Vec<(Part<'a>, Vec<&'a Criterion>)> = Vec::new();
    for criterion in &section.criteria {
        let level = criterion.level.as_ref().filter(|_| !one_level);
        let part = match (level, criterion.tags.first()) {
            (Some(level), _) => Part::Level(standard.scheme.level_index(level).unwrap_or_default(), level),
            (None, Some(tag)) if one_level => Part::Tag(tag),
            (None, _) => Part::Whole,
        };
        match parts.iter_mut().find(|(known, _)| *known == part) {
            Some((_, criteria)) => criteria.push(criterion),
            None => parts.push((part, vec![criterion])),
        }
    }
    parts.sort_by_key(|(part, _)| if let Part::Level(place, _) = part { *place + 1 } else { 0 });
    parts
}

/// What stands above a part; nothing where it is the whole section.
fn heading(part: Part<'_>, standard: Standard<'_>, language: &Language) -> Values {
    let wording = standard.wording;
    let named = match part {
        Part::Level(place, level) => Some(Values::from([
            ("mark", Value::Html(mark(place + 1))),
            ("level", Value::Text(level.to_string())),
            ("name", Value::Text((language.say.level_name)(Some(level), wording).to_owned())),
            (
                "stands_for",
                Value::Text(wording.levels.get(level.as_str()).map(|words| words.summary.clone()).unwrap_or_default()),
            ),
        ])),
        Part::Tag(tag) => Some(Values::from([
            ("mark", Value::Html(String::new())),
            ("level", Value::Text("none".to_owned())),
            ("name", Value::Text(tag_name(tag, wording).to_owned())),
            ("stands_for", Value::Text(String::new())),
        ])),
        Part::Whole => None,
    };
    let whole = if named.is_none() { vec![Values::new()] } else { Vec::new() };
    Values::from([("named", Value::Rows(named.into_iter().collect())), ("whole", Value::Rows(whole))])
}

fn criterion(criterion: &Criterion, number: &str, scheme: &Scheme, standard: Standard<'_>) -> Values {
    let (id, wording, say) = (criterion.id.as_str(), standard.wording, &scheme.language.say);
    let text = |text: &str| Value::Text(text.to_owned());
    let notes = (say.criterion_notes)(criterion, standard);
    let notes = (!notes.is_empty()).then(|| Values::from([("words", Value::Text(capital(&notes.join("; "))))]));
    let may_not_apply = (criterion.not_applicable != Applicability::Forbidden).then_some(NOT_APPLICABLE);
    let ratings = standard.scheme.scale.iter().map(|rating| rating.id.as_str()).chain(may_not_apply);
    let ratings = ratings.map(|rating| Values::from([("name", text((say.rating_name)(rating, wording)))]));
    let guide = scheme.guides.get(id).map(|guide| {
        let evidence = guide.evidence.iter().map(|example| Values::from([("example", text(example))]));
        Values::from([
            ("why", text(&guide.why)),
            ("practice", text(&guide.practice)),
            ("evidence", Value::Rows(evidence.collect())),
        ])
    });
    Values::from([
        ("id", text(id)),
        ("number", text(number)),
        ("statement", text(criterion_statement(id, wording))),
        ("notes", Value::Rows(notes.into_iter().collect())),
        ("ratings", Value::Rows(ratings.collect())),
        ("guide", Value::Rows(guide.into_iter().collect())),
    ])
}

fn section_id(section: &Section) -> String {
    format!("section-{}", section.id)
}
