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

    /// What the lists at the end hold: the sources named, those that nothing here names, the background, and how many there are of each
    /// kind.
    pub(crate) fn values(&self) -> [(&'static str, Value); 4] {
        let all = &self.wording.sources;
        let named = self.anchors.iter().filter_map(|anchor| Some(row(anchor, all.get(anchor)?, self.language)));
        let others = all.iter().filter(|(anchor, _)| !self.anchors.contains(anchor));
        let (background, others): (Vec<_>, Vec<_>) = others.partition(|(_, source)| source.because.is_some());
        let list = |sources: Vec<(&String, &Source)>| {
            let rows: Vec<Values> = sources.iter().map(|(anchor, source)| row(anchor, source, self.language)).collect();
            let list = (!rows.is_empty()).then(|| Values::from([("rows", Value::Rows(rows))]));
            Value::Rows(list.into_iter().collect())
        };
        [
            ("kinds", Value::Rows(kinds(self.wording, self.language))),
            ("sources", Value::Rows(named.collect())),
            ("others", list(others)),
            ("background", list(background)),
        ]
    }
}

/// How many statements come from each kind of source, background among them.
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
        ("because", Value::Text(source.because.clone().unwrap_or_default())),
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
        let source = |provenance, because: Option<&str>| Source {
            provenance,
            says: "It says so.".to_owned(),
            place: "page 2".to_owned(),
            because: because.map(str::to_owned),
        };
        let sources = [
            ("a#fees", Provenance::Published, None),
            ("a#guess", Provenance::Assumption, None),
            ("a#more", Provenance::Elsewhere, None),
            ("a#past", Provenance::Elsewhere, Some("It is history.")),
            ("a#thanks", Provenance::Drafted, Some("It is a courtesy.")),
        ];
        let sources = sources.map(|(anchor, provenance, because)| (anchor.to_owned(), source(provenance, because)));
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
    fn what_is_not_named_is_listed_apart_and_background_after_it() {
        let wording = wording();
        let mut sources = Sources::new(&wording, &ENGLISH, "source".to_owned());
        sources.cite(&"a#guess".into());
        let text = |row: &Values, key: &str| {
            let Value::Text(text) = &row[key] else { panic!("a text") };
            text.clone()
        };
        let [(_, Value::Rows(kinds)), (_, Value::Rows(named)), (_, others), (_, background)] = sources.values() else {
            panic!("lists");
        };
        assert_eq!((kinds.len(), named.len()), (4, 1));
        let listed = |list: &Value| -> Vec<(String, String)> {
            let Value::Rows(list) = list else { panic!("a list") };
            let Value::Rows(rows) = &list[0]["rows"] else { panic!("a list") };
            rows.iter().map(|row| (text(row, "id"), text(row, "because"))).collect()
        };
        let row = |id: &str, because: &str| (id.to_owned(), because.to_owned());
        assert_eq!(listed(&others), [row("source-a-fees", ""), row("source-a-more", "")]);
        let history = [row("source-a-past", "It is history."), row("source-a-thanks", "It is a courtesy.")];
        assert_eq!(listed(&background), history);
        let mut wording = wording.clone();
        wording.sources.retain(|anchor, _| anchor == "a#guess");
        let mut sources = Sources::new(&wording, &ENGLISH, "source".to_owned());
        sources.cite(&"a#guess".into());
        let [_, _, (_, Value::Rows(others)), (_, Value::Rows(background))] = sources.values() else { panic!("lists") };
        assert!(others.is_empty() && background.is_empty());
    }
}
