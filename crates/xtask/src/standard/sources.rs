//! Where each statement comes from: a numbered link beside it, and the list that the numbers lead to.

use crate::language::Language;
use crate::template::{Value, Values, escaped};
use mentormark_rules::{
    Id, Wording,
    wording::{Provenance, Source},
};

/// Every kind of source, the surest first.
pub(crate) const KINDS: [Provenance; 4] =
    [Provenance::Published, Provenance::Elsewhere, Provenance::Drafted, Provenance::Assumption];

/// The sources named so far, each with a number.
pub(crate) struct Sources<'a> {
    wording: &'a Wording,
    language: &'static Language,
    /// What a link to one is called.
    name: String,
    anchors: Vec<String>,
}

impl<'a> Sources<'a> {
    /// No source is named yet. `name` is what a link to one is called.
    pub(crate) fn new(wording: &'a Wording, language: &'static Language, name: String) -> Self {
        Self { wording, language, name, anchors: Vec::new() }
    }

    /// A link to a source by its number. What is not the standard's own publication says so in view.
    pub(crate) fn cite(&mut self, anchor: &Id) -> String {
        let number = self.number(anchor);
        let (id, name) = (id(anchor.as_str()), escaped(&self.name));
        let words = |provenance| escaped((self.language.say.provenance_words)(provenance));
        match self.wording.sources.get(anchor.as_str()).map(|source| source.provenance) {
            Some(Provenance::Published) | None => {
                let words = words(Provenance::Published);
                format!("<a class=\"cite\" href=\"#{id}\"><span class=\"unseen\">{words} {name}</span> {number}</a>")
            }
            Some(other) => {
                let (kind, words) = (kind(other), words(other));
                format!(
                    "<a class=\"cite\" data-from=\"{kind}\" href=\"#{id}\">{words} <span class=\"unseen\">{name}</span> {number}</a>"
                )
            }
        }
    }

    fn number(&mut self, anchor: &Id) -> usize {
        let known = self.anchors.iter().position(|known| known == anchor.as_str());
        let place = known.unwrap_or_else(|| {
            self.anchors.push(anchor.to_string());
            self.anchors.len() - 1
        });
        place + 1
    }

    /// What the lists at the end hold: the sources named, those that nothing here names, and how many there are of each kind.
    pub(crate) fn values(&self) -> [(&'static str, Value); 3] {
        let all = &self.wording.sources;
        let named = self.anchors.iter().filter_map(|anchor| Some(row(anchor, all.get(anchor)?, self.language)));
        let others = all.iter().filter(|(anchor, _)| !self.anchors.contains(anchor));
        let others: Vec<Values> = others.map(|(anchor, source)| row(anchor, source, self.language)).collect();
        let others = (!others.is_empty()).then(|| Values::from([("rows", Value::Rows(others))]));
        [
            ("kinds", Value::Rows(kinds(self.wording, self.language))),
            ("sources", Value::Rows(named.collect())),
            ("others", Value::Rows(others.into_iter().collect())),
        ]
    }
}

/// How many statements come from each kind of source.
pub(crate) fn kinds(wording: &Wording, language: &Language) -> Vec<Values> {
    let count = |wanted| wording.sources.values().filter(|source| source.provenance == wanted).count();
    let counted = KINDS.into_iter().map(|wanted| (wanted, count(wanted))).filter(|(_, count)| *count > 0);
    counted
        .map(|(wanted, count)| {
            Values::from([
                ("kind", Value::Text(kind(wanted).to_owned())),
                ("words", Value::Text((language.say.provenance_words)(wanted).to_owned())),
                ("count", Value::Text(count.to_string())),
            ])
        })
        .collect()
}

/// What the sources of one kind say.
pub(crate) fn of_kind(wording: &Wording, wanted: Provenance, language: &Language) -> Vec<Values> {
    let all = wording.sources.iter().filter(|(_, source)| source.provenance == wanted);
    all.map(|(anchor, source)| row(anchor, source, language)).collect()
}

fn row(anchor: &str, source: &Source, language: &Language) -> Values {
    Values::from([
        ("id", Value::Text(id(anchor))),
        ("kind", Value::Text(kind(source.provenance).to_owned())),
        ("words", Value::Text((language.say.provenance_words)(source.provenance).to_owned())),
        ("says", Value::Text(source.says.clone())),
        ("place", Value::Text(source.place.clone())),
    ])
}

/// What the style sheet knows a kind by.
pub(crate) fn kind(provenance: Provenance) -> &'static str {
    match provenance {
        Provenance::Published => "published",
        Provenance::Elsewhere => "elsewhere",
        Provenance::Drafted => "drafted",
        Provenance::Assumption => "assumption",
    }
}

/// The place of a source on the page: `nms#fees` is at `source-nms-fees`.
pub(super) fn id(anchor: &str) -> String {
    format!("source-{}", escaped(anchor).replace('#', "-"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::ENGLISH;

    fn wording() -> Wording {
        let source = |provenance| Source { provenance, says: "It says so.".to_owned(), place: "page 2".to_owned() };
        let sources =
            [("a#fees", Provenance::Published), ("a#guess", Provenance::Assumption), ("a#more", Provenance::Elsewhere)];
        let sources = sources.map(|(anchor, provenance)| (anchor.to_owned(), source(provenance)));
        Wording { sources: sources.into(), ..Wording::default() }
    }

    #[test]
    fn a_source_keeps_its_number_and_only_what_is_not_published_says_so_in_view() {
        let wording = wording();
        let mut sources = Sources::new(&wording, &ENGLISH, "source".to_owned());
        let published = sources.cite(&"a#fees".into());
        assert!(
            published.ends_with(
                "href=\"#source-a-fees\"><span class=\"unseen\">Published in the standard source</span> 1</a>"
            )
        );
        let assumed = sources.cite(&"a#guess".into());
        assert!(
            assumed.contains("data-from=\"assumption\"")
                && assumed.contains(">Assumed by Mentormark <")
                && assumed.ends_with(" 2</a>")
        );
        assert_eq!(sources.cite(&"a#fees".into()), published);
    }

    #[test]
    fn what_is_not_named_is_listed_apart() {
        let wording = wording();
        let mut sources = Sources::new(&wording, &ENGLISH, "source".to_owned());
        sources.cite(&"a#guess".into());
        let [(_, Value::Rows(kinds)), (_, Value::Rows(named)), (_, Value::Rows(others))] = sources.values() else {
            panic!("lists");
        };
        assert_eq!((kinds.len(), named.len(), others.len()), (3, 1, 1));
        let Value::Rows(rows) = &others[0]["rows"] else { panic!("a list") };
        assert_eq!(rows.len(), 2);
    }
}
