//! An assessment as single answers, each with its place: so that two can be held side by side, and one taken out or put in.

use mentormark_rules::{
    Assessment, Date,
    assessment::{Evidence, FactValue, Held, HeldElsewhere, Programme},
};

/// The place of an answer. The programme is `None` where there is one without a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Item {
    /// The award held.
    Held,
    /// The level aimed for.
    Target,
    /// The day that decides the VAT rate.
    TaxPoint,
    /// The award held under another scheme.
    Elsewhere(String),
    /// A fact.
    Fact(String),
    /// The rating of a criterion.
    Rating(Option<String>, String),
    /// The note beside it.
    Note(Option<String>, String),
    /// The links beside it.
    Links(Option<String>, String),
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// An award held.
    Held(Held),
    /// An award held under another scheme.
    Elsewhere(HeldElsewhere),
    /// The id of a level.
    Level(String),
    /// A day.
    Day(Date),
    /// The value of a fact.
    Fact(FactValue),
    /// The id of a rating.
    Rating(String),
    /// A note.
    Note(String),
    /// Links.
    Links(Vec<String>),
}

/// The programmes of an assessment: their ids, or that there is one without a name.
pub(crate) fn programmes(of: &Assessment) -> Vec<Option<String>> {
    if of.programmes.is_empty() {
        return vec![None];
    }
    of.programmes.iter().map(|programme| Some(programme.id.clone())).collect()
}

/// Every place that an assessment has an answer in: what is said about the applicant, and then programme by programme. Facts and
/// criteria stand in the order given; those left out of it are passed over.
pub(crate) fn items<'a>(of: &Assessment, facts: impl Iterator<Item = &'a str>, criteria: &[&'a str]) -> Vec<Item> {
    let mut items = vec![Item::Held, Item::Target, Item::TaxPoint];
    items.extend(of.held_elsewhere.iter().map(|held| Item::Elsewhere(held.scheme.clone())));
    items.extend(facts.map(|fact| Item::Fact(fact.to_owned())));
    for programme in programmes(of) {
        for criterion in criteria {
            for of in [Item::Rating, Item::Note, Item::Links] {
                items.push(of(programme.clone(), (*criterion).to_owned()));
            }
        }
    }
    items.retain(|item| answer(of, item).is_some());
    items
}

/// The same in the order of the document, with whatever it names.
pub(crate) fn all_items(of: &Assessment) -> Vec<Item> {
    let mut criteria: Vec<&str> = Vec::new();
    for (ratings, evidence) in of
        .programmes
        .iter()
        .map(|programme| (&programme.ratings, &programme.evidence))
        .chain([(&of.ratings, &of.evidence)])
    {
        for criterion in ratings.keys().chain(evidence.keys()) {
            if let Err(place) = criteria.binary_search(&criterion.as_str()) {
                criteria.insert(place, criterion);
            }
        }
    }
    items(of, of.facts.keys().map(String::as_str), &criteria)
}

/// The answer in a place, if there is one.
pub(crate) fn answer(of: &Assessment, item: &Item) -> Option<Answer> {
    match item {
        Item::Held => of.held.clone().map(Answer::Held),
        Item::Target => of.target.clone().map(Answer::Level),
        Item::TaxPoint => of.tax_point.map(Answer::Day),
        Item::Elsewhere(scheme) => {
            of.held_elsewhere.iter().find(|held| held.scheme == *scheme).cloned().map(Answer::Elsewhere)
        }
        Item::Fact(fact) => of.facts.get(fact).cloned().map(Answer::Fact),
        Item::Rating(programme, criterion) => {
            let ratings = match programme {
                None => &of.ratings,
                Some(id) => &of.programmes.iter().find(|programme| programme.id == *id)?.ratings,
            };
            ratings.get(criterion).cloned().map(Answer::Rating)
        }
        Item::Note(programme, criterion) => {
            let note = &evidence(of, programme.as_deref(), criterion)?.note;
            (!note.is_empty()).then(|| Answer::Note(note.clone()))
        }
        Item::Links(programme, criterion) => {
            let links = &evidence(of, programme.as_deref(), criterion)?.links;
            (!links.is_empty()).then(|| Answer::Links(links.clone()))
        }
    }
}

fn evidence<'a>(of: &'a Assessment, programme: Option<&str>, criterion: &str) -> Option<&'a Evidence> {
    match programme {
        None => of.evidence.get(criterion),
        Some(id) => of.programmes.iter().find(|programme| programme.id == *id)?.evidence.get(criterion),
    }
}

/// Puts an answer into its place, or takes out what stands there. A programme that is not there yet is added.
pub(crate) fn put(to: &mut Assessment, item: &Item, answer: Option<Answer>) {
    match (item, answer) {
        (Item::Held, Some(Answer::Held(held))) => to.held = Some(held),
        (Item::Held, _) => to.held = None,
        (Item::Target, Some(Answer::Level(level))) => to.target = Some(level),
        (Item::Target, _) => to.target = None,
        (Item::TaxPoint, Some(Answer::Day(day))) => to.tax_point = Some(day),
        (Item::TaxPoint, _) => to.tax_point = None,
        (Item::Elsewhere(scheme), held) => {
            to.held_elsewhere.retain(|held| held.scheme != *scheme);
            if let Some(Answer::Elsewhere(held)) = held {
                to.held_elsewhere.push(held);
            }
        }
        (Item::Fact(fact), Some(Answer::Fact(value))) => drop(to.facts.insert(fact.clone(), value)),
        (Item::Fact(fact), _) => drop(to.facts.remove(fact)),
        (Item::Rating(programme, criterion), rating) => {
            let ratings = match programme {
                None => &mut to.ratings,
                Some(id) => &mut programme_mut(to, id).ratings,
            };
            match rating {
                Some(Answer::Rating(rating)) => drop(ratings.insert(criterion.clone(), rating)),
                _ => drop(ratings.remove(criterion)),
            }
        }
        (Item::Note(programme, criterion), note) => {
            let note = if let Some(Answer::Note(note)) = note { note } else { String::new() };
            show(to, programme.as_deref(), criterion, |evidence| evidence.note = note);
        }
        (Item::Links(programme, criterion), links) => {
            let links = if let Some(Answer::Links(links)) = links { links } else { Vec::new() };
            show(to, programme.as_deref(), criterion, |evidence| evidence.links = links);
        }
    }
}

/// Changes what shows that a criterion is met. What is left empty is left out.
fn show(to: &mut Assessment, programme: Option<&str>, criterion: &str, change: impl FnOnce(&mut Evidence)) {
    let all = match programme {
        None => &mut to.evidence,
        Some(id) => &mut programme_mut(to, id).evidence,
    };
    let mut evidence = all.get(criterion).cloned().unwrap_or_default();
    change(&mut evidence);
    if evidence == Evidence::default() {
        all.remove(criterion);
    } else {
        all.insert(criterion.to_owned(), evidence);
    }
}

fn programme_mut<'a>(of: &'a mut Assessment, id: &str) -> &'a mut Programme {
    let place = of.programmes.iter().position(|programme| programme.id == id).unwrap_or_else(|| {
        of.programmes.push(Programme {
            id: id.to_owned(),
            ratings: mentormark_rules::Entries::new(),
            evidence: mentormark_rules::Entries::new(),
        });
        of.programmes.len() - 1
    });
    &mut of.programmes[place]
}

/// Where an answer stands in the document, as the pointers of refusals do.
pub(crate) fn pointer(of: &Assessment, item: &Item) -> String {
    let within = |programme: &Option<String>, what: &str, criterion: &str| match programme {
        None => format!("/{what}/{criterion}"),
        Some(id) => {
            let place = of.programmes.iter().position(|programme| programme.id == *id).unwrap_or_default();
            format!("/programmes/{place}/{what}/{criterion}")
        }
    };
    match item {
        Item::Held => "/held".to_owned(),
        Item::Target => "/target".to_owned(),
        Item::TaxPoint => "/tax_point".to_owned(),
        Item::Elsewhere(scheme) => {
            let place = of.held_elsewhere.iter().position(|held| held.scheme == *scheme).unwrap_or_default();
            format!("/held_elsewhere/{place}")
        }
        Item::Fact(fact) => format!("/facts/{fact}"),
        Item::Rating(programme, criterion) => within(programme, "ratings", criterion),
        Item::Note(programme, criterion) => format!("{}/note", within(programme, "evidence", criterion)),
        Item::Links(programme, criterion) => format!("{}/links", within(programme, "evidence", criterion)),
    }
}

#[cfg(test)]
mod tests {
    use mentormark_rules::json;

    use super::*;

    const PLAIN: &str = r#"{"scheme":"s","as_of":"2026-11-21","target":"gold","tax_point":"2026-11-20",
        "held":{"level":"silver","awarded_on":"2026-01-02"},
        "held_elsewhere":[{"scheme":"other","level":"one","awarded_on":"2025-01-01"}],
        "facts":{"employees":3,"nations":["wales"]},"ratings":{"b":"met","a":"not-met"},
        "evidence":{"b":{"note":"n","links":["https://example.org/"]},"c":{"note":"only a note"}}}"#;
    const SEVERAL: &str = r#"{"scheme":"s","as_of":"2026-11-21","facts":{},"programmes":[
        {"id":"two","ratings":{"a":"met"},"evidence":{"a":{"note":"n"}}},{"id":"one","ratings":{}}]}"#;

    fn read(text: &str) -> Assessment {
        json::assessment(text).unwrap()
    }

    #[test]
    fn answers_put_into_an_empty_assessment_one_by_one_make_the_same_assessment() {
        for text in [PLAIN, SEVERAL] {
            let whole = read(text);
            let mut made = read(r#"{"scheme":"s","as_of":"2026-11-21","facts":{},"ratings":{}}"#);
            for item in all_items(&whole) {
                put(&mut made, &item, answer(&whole, &item));
            }
            let mut expected = whole;
            // A programme without any answer has no place to be told by.
            expected.programmes.retain(|programme| programme.id != "one");
            assert_eq!(made, expected);
        }
    }

    #[test]
    fn taking_every_answer_out_leaves_nothing() {
        let mut whole = read(PLAIN);
        for item in all_items(&whole) {
            put(&mut whole, &item, None);
        }
        assert_eq!(whole, read(r#"{"scheme":"s","as_of":"2026-11-21","facts":{},"ratings":{}}"#));
    }

    #[test]
    fn items_stand_in_the_order_that_is_asked_for() {
        let found = items(&read(PLAIN), ["employees"].into_iter(), &["b", "a"]);
        let criteria: Vec<&str> = found
            .iter()
            .filter_map(|item| if let Item::Rating(_, criterion) = item { Some(criterion.as_str()) } else { None })
            .collect();
        assert_eq!(criteria, ["b", "a"]);
        assert!(!found.contains(&Item::Fact("nations".to_owned())));
    }

    #[test]
    fn a_pointer_leads_to_the_answer() {
        let several = read(SEVERAL);
        let of = |item: &Item| pointer(&several, item);
        assert_eq!(of(&Item::Rating(Some("one".to_owned()), "a".to_owned())), "/programmes/1/ratings/a");
        assert_eq!(of(&Item::Note(Some("two".to_owned()), "a".to_owned())), "/programmes/0/evidence/a/note");
        assert_eq!(pointer(&read(PLAIN), &Item::Elsewhere("other".to_owned())), "/held_elsewhere/0");
    }
}
