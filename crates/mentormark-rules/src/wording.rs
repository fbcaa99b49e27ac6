//! Words for people, keyed by id: names, criteria text, guidance. No rule reads them.

use alloc::{format, string::String, vec::Vec};

use serde::Serialize;

use crate::{
    Code, Entries, Refusal, Refusals, Scheme,
    json::{self, Node, Object},
    packed::{packed, packed_bytes, unpacked},
    scheme::fee::Fee,
};

/// The words of one scheme in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Wording {
    /// A BCP 47 tag: `en-GB`.
    pub language: String,
    /// The scheme's name.
    pub name: String,
    /// A short name.
    pub short_name: String,
    /// Who owns the standard.
    pub owner: String,
    /// What it is and who it is for.
    pub summary: String,
    /// What of the text the project drafted.
    pub drafted: String,
    /// What one section is called: pillar, practice area, standard.
    pub section_noun: String,
    /// What several sections are called.
    pub section_nouns: String,
    /// Levels by id.
    pub levels: Entries<Titled>,
    /// Outcomes below the ladder by id.
    #[serde(skip_serializing_if = "Entries::is_empty")]
    pub outcomes: Entries<Titled>,
    /// Names of ratings by id.
    pub ratings: Entries<String>,
    /// Names of tags by id.
    #[serde(skip_serializing_if = "Entries::is_empty")]
    pub tags: Entries<String>,
    /// Questions by fact id.
    pub facts: Entries<Question>,
    /// Eligibility checks by id.
    #[serde(skip_serializing_if = "Entries::is_empty")]
    pub checks: Entries<Titled>,
    /// Prerequisites by id.
    #[serde(skip_serializing_if = "Entries::is_empty")]
    pub prerequisites: Entries<Titled>,
    /// Names of fee bands by id.
    pub fee_bands: Entries<String>,
    /// Names by id of what raises or lowers the fee.
    #[serde(skip_serializing_if = "Entries::is_empty")]
    pub fee_modifiers: Entries<String>,
    /// Sections by id.
    pub sections: Entries<Titled>,
    /// Criteria by id, each in a sentence.
    pub criteria: Entries<String>,
    /// What helps to judge a criterion, by its id. It is most of the words, so it may come later: see [`Wording::split`].
    #[serde(skip_serializing_if = "Entries::is_empty")]
    pub guidance: Entries<Guidance>,
    /// Sources by anchor.
    pub sources: Entries<Source>,
}

packed!(struct Wording {
    language, name, short_name, owner, summary, drafted, section_noun, section_nouns, levels, outcomes, ratings, tags, facts, checks,
    prerequisites, fee_bands, fee_modifiers, sections, criteria, guidance, sources,
});

/// A name and what it stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Titled {
    /// The name.
    pub name: String,
    /// What it stands for.
    pub summary: String,
}

packed!(struct Titled { name, summary });

/// How a fact is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Question {
    /// The fact's name.
    pub name: String,
    /// The question.
    pub question: String,
    /// What helps to answer it.
    pub help: String,
    /// Names of the options by id, where it has some.
    #[serde(skip_serializing_if = "Entries::is_empty")]
    pub options: Entries<String>,
}

packed!(struct Question { name, question, help, options });

/// What helps to judge a criterion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Guidance {
    /// Why it matters.
    pub why: String,
    /// What it looks like in practice.
    pub practice: String,
    /// Typical evidence.
    pub evidence: Vec<String>,
}

packed!(struct Guidance { why, practice, evidence });

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Source {
    /// How far it can be relied on.
    pub provenance: Provenance,
    /// What the source says, or what was assumed.
    pub says: String,
    /// The document and the place in it.
    #[serde(rename = "where")]
    pub place: String,
    /// Why nothing rests on it, where it is background: a paragraph that no value may name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
}

packed!(struct Source { provenance, says, place, because });

/// How far a value can be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Provenance {
    /// The standard's own publication says it.
    Published,
    /// Another public source says it.
    Elsewhere,
    /// The project drafted it.
    Drafted,
    /// The project assumed it where the standard is silent.
    Assumption,
}

packed!(enum Provenance { 0 => Published, 1 => Elsewhere, 2 => Drafted, 3 => Assumption });

impl Wording {
    /// The words in compiled JSON.
    ///
    /// # Errors
    /// Every fault of the text.
    pub fn from_json(text: &str) -> Result<Self, Refusals> {
        let tree = json::tree(text)?;
        let faults = json::Reading::default();
        let wording = read(&Node::root(&tree, &faults));
        match (faults.take(), wording) {
            (faults, Some(wording)) => Refusals::unless_none(faults, wording),
            (faults, None) => Err(Refusals::unless_none(faults, ())
                .err()
                .unwrap_or_else(|| Refusal::new(Code::WrongType, "", "this is not a scheme's wording").into())),
        }
    }

    /// The words as bytes from which [`Wording::unpack`] makes them again, for the engine of the same build.
    #[must_use]
    pub fn pack(&self) -> Vec<u8> {
        packed_bytes(self)
    }

    /// The words that were packed into `bytes`; `None` where another version of the engine did, or they are not whole.
    #[must_use]
    pub fn unpack(bytes: &[u8]) -> Option<Self> {
        unpacked(bytes)
    }

    /// The words without their guidance, and the guidance by itself, which [`guidance`] reads.
    #[must_use]
    pub fn split(mut self) -> (Self, Entries<Guidance>) {
        let guidance = core::mem::take(&mut self.guidance);
        (self, guidance)
    }

    /// Where the words and the scheme do not fit: an id without words, or words for no id.
    #[must_use]
    pub fn check(&self, scheme: &Scheme) -> Vec<Refusal> {
        let mut faults = Vec::new();
        fits(&mut faults, "levels", &self.levels, scheme.levels.iter().map(|level| &*level.id));
        fits(&mut faults, "outcomes", &self.outcomes, scheme.below.iter().map(|below| &*below.id));
        fits(&mut faults, "ratings", &self.ratings, scheme.scale.iter().map(|rating| &*rating.id));
        let tags = scheme.criteria().flat_map(|criterion| &criterion.tags);
        fits(&mut faults, "tags", &self.tags, tags.map(|tag| &**tag));
        fits(&mut faults, "facts", &self.facts, scheme.facts.iter().map(|fact| &*fact.id));
        for fact in &scheme.facts {
            if let Some(question) = self.facts.get(fact.id.as_str()) {
                let (group, options) = (format!("facts/{}/options", fact.id), fact.kind.options());
                fits(&mut faults, &group, &question.options, options.iter().map(|option| &**option));
            }
        }
        fits(&mut faults, "checks", &self.checks, scheme.eligibility.iter().map(|check| &*check.id));
        let prerequisites = scheme.prerequisites.iter().map(|prerequisite| &*prerequisite.id);
        fits(&mut faults, "prerequisites", &self.prerequisites, prerequisites);
        let fee = scheme.fee.as_ref().and_then(Fee::published);
        let bands = fee.into_iter().flat_map(|fee| fee.versions.as_slice()).flat_map(|version| &version.bands);
        fits(&mut faults, "fee_bands", &self.fee_bands, bands.map(|band| &*band.id));
        let modifiers = fee.into_iter().flat_map(|fee| &fee.modifiers);
        fits(&mut faults, "fee_modifiers", &self.fee_modifiers, modifiers.map(|modifier| &*modifier.id));
        fits(&mut faults, "sections", &self.sections, scheme.sections.iter().map(|section| &*section.id));
        fits(&mut faults, "criteria", &self.criteria, scheme.criteria().map(|criterion| &*criterion.id));
        fits(&mut faults, "guidance", &self.guidance, self.criteria.keys().map(String::as_str));
        faults
    }
}

/// Notes each of `ids` without words in a group, which is named as its pointer is, and words of it for none of them.
fn fits<'a, T>(faults: &mut Vec<Refusal>, group: &str, words: &Entries<T>, ids: impl Iterator<Item = &'a str>) {
    let ids: Vec<&str> = ids.collect();
    for (i, id) in ids.iter().enumerate() {
        // Editions of a fee may share a band, and criteria a tag.
        if !words.contains_key(*id) && !ids.iter().take(i).any(|earlier| earlier == id) {
            let message = format!("`{id}` has no words: add them under `{group}`");
            faults.push(Refusal::new(Code::WordingMismatch, format!("/{group}"), message));
        }
    }
    for id in words.keys().filter(|id| !ids.contains(&id.as_str())) {
        let message = format!("the scheme has no `{id}` among its {group}: remove or rename these words");
        let refusal = Refusal::new(Code::WordingMismatch, format!("/{group}/{id}"), message);
        faults.push(refusal.suggesting(id, ids.iter().copied()));
    }
}

/// The wording in `root`, or `None` where its shape is wrong; every fault is noted on the way.
#[must_use]
pub fn read(root: &Node<'_>) -> Option<Wording> {
    let wording = read_on(root);
    (!root.has_faults()).then_some(wording)
}

/// The same, but with something in place of what could not be read, so that the rest can be held against the scheme all the same.
#[must_use]
pub fn read_on(root: &Node<'_>) -> Wording {
    let object = root.fields(&[
        "language",
        "name",
        "short_name",
        "owner",
        "summary",
        "drafted",
        "section_noun",
        "section_nouns",
        "levels",
        "outcomes",
        "ratings",
        "tags",
        "facts",
        "checks",
        "prerequisites",
        "fee_bands",
        "fee_modifiers",
        "sections",
        "criteria",
        "guidance",
        "sources",
    ]);
    // An author keeps a criterion's words together; compiled, its statement and its guidance stand apart.
    let mut guidance = by_id(&object, "guidance", guidance_of);
    let mut criteria = Entries::new();
    for (id, node) in object.optional_map("criteria") {
        let statement = if node.is_object() {
            let fields = node.fields(&["statement", "why", "practice", "evidence"]);
            guidance.insert(id.into(), guide(&fields));
            fields.words("statement")
        } else {
            node.words().unwrap_or_default()
        };
        criteria.insert(id.into(), statement);
    }
    Wording {
        language: object.required("language").and_then(|node| language(&node)).unwrap_or_default(),
        name: object.words("name"),
        short_name: object.words("short_name"),
        owner: object.words("owner"),
        summary: object.words("summary"),
        drafted: object.words("drafted"),
        section_noun: object.words("section_noun"),
        section_nouns: object.words("section_nouns"),
        levels: by_id(&object, "levels", titled),
        outcomes: by_id(&object, "outcomes", titled),
        ratings: by_id(&object, "ratings", name_only),
        tags: by_id(&object, "tags", name_only),
        facts: by_id(&object, "facts", question),
        checks: by_id(&object, "checks", titled),
        prerequisites: by_id(&object, "prerequisites", titled),
        fee_bands: by_id(&object, "fee_bands", name_only),
        fee_modifiers: by_id(&object, "fee_modifiers", name_only),
        sections: by_id(&object, "sections", titled),
        criteria,
        guidance,
        sources: by_id(&object, "sources", any_source),
    }
}

/// A BCP 47 tag: a language of two or three letters, and what says more of it.
fn language(node: &Node<'_>) -> Option<String> {
    let tag = node.words()?;
    let mut parts = tag.split('-');
    let is_tag =
        parts.next().is_some_and(|part| matches!(part.len(), 2..=3) && part.bytes().all(|b| b.is_ascii_lowercase()))
            && parts.all(|part| matches!(part.len(), 1..=8) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
    if !is_tag {
        node.refuse(Code::BadId, format!("`{tag}` is no language tag: write it as `en-GB` or `cy`"));
    }
    is_tag.then_some(tag)
}

/// The entries of a group; one left out is empty.
fn by_id<T>(object: &Object<'_>, key: &str, read: fn(&Node<'_>) -> T) -> Entries<T> {
    let entries = object.optional_map(key);
    // No key stands twice: that was noted.
    Entries::of(entries.iter().map(|(id, node)| ((*id).into(), read(node))).collect()).unwrap_or_default()
}

/// A name, written alone (compiled) or as `name = "…"` in a table (TOML).
fn name_only(node: &Node<'_>) -> String {
    if node.is_object() { node.fields(&["name"]).words("name") } else { node.words().unwrap_or_default() }
}

fn titled(node: &Node<'_>) -> Titled {
    let object = node.fields(&["name", "summary"]);
    Titled { name: object.words("name"), summary: object.words("summary") }
}

fn question(node: &Node<'_>) -> Question {
    let object = node.fields(&["name", "question", "help", "options"]);
    Question {
        name: object.words("name"),
        question: object.words("question"),
        help: object.words("help"),
        options: by_id(&object, "options", name_only),
    }
}

fn guidance_of(node: &Node<'_>) -> Guidance {
    guide(&node.fields(&["why", "practice", "evidence"]))
}

fn guide(object: &Object<'_>) -> Guidance {
    let evidence = object.filled_list("evidence");
    Guidance {
        why: object.words("why"),
        practice: object.words("practice"),
        evidence: evidence.iter().map(|node| node.words().unwrap_or_default()).collect(),
    }
}

/// The guidance in compiled JSON that [`Wording::split`] took apart.
///
/// # Errors
/// Every fault of the text.
pub fn guidance(text: &str) -> Result<Entries<Guidance>, Refusals> {
    let tree = json::tree(text)?;
    let faults = json::Reading::default();
    let mut guidance = Entries::new();
    for (id, node) in Node::root(&tree, &faults).map().unwrap_or_default() {
        guidance.insert(id.into(), guidance_of(&node));
    }
    Refusals::unless_none(faults.take(), guidance)
}

fn any_source(node: &Node<'_>) -> Source {
    let object = node.fields(&["provenance", "says", "where", "because"]);
    Source { because: object.optional("because").and_then(|node| node.words()), ..said(&object) }
}

/// What a source says, as one on which a value may rest.
fn said(object: &Object<'_>) -> Source {
    let provenance = object.choice(
        "provenance",
        ("published", Provenance::Published),
        &[
            ("elsewhere", Provenance::Elsewhere),
            ("drafted", Provenance::Drafted),
            ("assumption", Provenance::Assumption),
        ],
    );
    Source { provenance, says: object.words("says"), place: object.words("where"), because: None }
}

/// Where a value comes from, or `None` where any fault of the document was noted.
#[must_use]
pub fn source(node: &Node<'_>) -> Option<Source> {
    let source = said(&node.fields(&["provenance", "says", "where"]));
    (!node.has_faults()).then_some(source)
}

/// What the documents say besides, with why nothing rests on it; `None` where any fault of the document was noted.
#[must_use]
pub fn background(node: &Node<'_>) -> Option<Source> {
    let object = node.fields(&["provenance", "says", "where", "because"]);
    let source = Source { because: Some(object.words("because")), ..said(&object) };
    (!node.has_faults()).then_some(source)
}
