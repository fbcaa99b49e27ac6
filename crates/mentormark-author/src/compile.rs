//! Compiles a scheme file: TOML in, canonical JSON and its hash out.

use std::{borrow::Cow, collections::BTreeSet};

use mentormark_rules::{Code, Id, Plan, Refusal, Refusals, Scheme, json, scheme};

use crate::{
    Anchors, Diagnostic, RateTables, SchemeFile, Setting,
    anchors::{self, Sources},
    document::Document,
    follow::independent,
    place::is_within,
    setting,
};

/// A compiled scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compiled {
    /// The scheme as data.
    pub scheme: Scheme,
    /// Its canonical JSON (RFC 8785), which every surface loads.
    pub json: String,
    /// `sha256:` and the hexadecimal hash of those bytes.
    pub rules_hash: String,
}

/// The scheme that `file` describes, compiled.
///
/// `anchors` are those of the `sources.toml` beside the file. Rate tables that the file names are written out, `settings`
/// stand in place of what the file says, and `assumptions` lists the assumptions among the anchors that the scheme names,
/// in scheme order.
///
/// # Errors
/// Every fault of the file, in the order of the file. Faults of syntax are reported without others.
pub fn compile(
    file: &SchemeFile<'_>,
    anchors: &Anchors,
    rate_tables: &RateTables,
    settings: &[Setting],
) -> Result<Compiled, Vec<Diagnostic>> {
    let mut document = Document::read(file)?;
    if let Some(fault) = of_another_kind(&document.tree) {
        document.refuse(fault);
        return document.unless_faulty(None);
    }
    setting::apply(&mut document, settings);
    document.mend(scheme::read_on);
    document.refuse_compiled_field("assumptions", "sources.toml");
    rate_tables.inline(&mut document);
    let scheme = document.read_as(|root| Some(scheme::read_on(root)));
    let mut misread = document.unread().to_vec();
    let id = document.text("id").filter(|id| Id::is_well_formed(id));
    let known = sources(anchors, rate_tables, id);
    for fault in anchors::check(&document.tree, id, anchors, &known) {
        document.refuse(fault);
    }
    let compiled = scheme.map(|mut scheme| {
        let mut faults = scheme::check::check(&scheme);
        let unknown = independent(faults.clone(), &misread, &document.tree);
        let meant = document.mend_levels(&unknown);
        if !meant.is_empty() {
            // Keys may have been renamed.
            misread = document.unread().iter().take(misread.len()).cloned().collect();
            scheme = scheme::read_on(&json::Node::root(&document.tree, &json::Reading::default()));
            faults = scheme::check::check(&scheme);
        }
        // What has no say in which levels can be reached.
        let is_apart = |fault: &Refusal| {
            ["/fee", "/after_award", "/retired", "/assumptions"].iter().any(|part| is_within(part, &fault.pointer))
        };
        let is_reach_clear = misread.iter().chain(&faults).all(is_apart);
        for fault in independent(faults, &misread, &document.tree) {
            // A level that was put there may be there twice for it.
            if !meant.contains(&fault.pointer) {
                document.refuse(fault);
            }
        }
        // In the order of the compiled form, which is the same however the TOML was laid out.
        let tree = json::tree(&json::canonical(&scheme)).unwrap_or(json::Tree::Null);
        scheme.assumptions = anchors::assumptions(&tree, &known);
        let json = json::canonical(&scheme);
        if is_reach_clear {
            // What only shows once the rules are put to work.
            let bare = Scheme { fee: None, after_award: None, retired: None, ..scheme.clone() };
            let put_to_work =
                if document.is_sound() { Cow::Borrowed(&json) } else { Cow::Owned(json::canonical(&bare)) };
            let refusals = Plan::from_json(&put_to_work).err().map(Refusals::into_vec).unwrap_or_default();
            for refusal in refusals {
                document.refuse(refusal);
            }
        }
        let rules_hash = json::sha256(json.as_bytes());
        Compiled { scheme, json, rules_hash }
    });
    document.unless_faulty(compiled)
}

/// That a file has no rules in it but what stands beside them, by a key that only such files have.
fn of_another_kind(tree: &json::Tree) -> Option<Refusal> {
    const KINDS: [(&str, &str); 3] = [
        (
            "language",
            "these are words, not rules: check the scheme's own file; its words are checked when the program is built",
        ),
        ("anchors", "these are sources, not rules: check the scheme's file beside this one, with which they are read"),
        ("rates", "these are rates, not rules: check a scheme that names them, with which they are read"),
    ];
    let json::Tree::Object(fields) = tree else { return None };
    let has = |name: &str| fields.iter().any(|(key, _)| key == name);
    let (key, message) = KINDS.iter().find(|(key, _)| has(key))?;
    let is_scheme = ["starts_on", "scale", "award_rule"].into_iter().any(has);
    (!is_scheme).then(|| Refusal::new(Code::UnknownField, format!("/{key}"), *message))
}

/// Every source that a scheme of this id may name; those of rate tables alone for one without.
fn sources(anchors: &Anchors, rate_tables: &RateTables, id: Option<&str>) -> Sources {
    rate_tables
        .sources()
        .iter()
        .map(|(anchor, source)| (anchor.clone(), source.clone()))
        .chain(id.into_iter().flat_map(|id| anchors.of(id)))
        .collect()
}

/// The sources that go with a scheme's words: its own, and those of others that it names.
pub(crate) fn sources_of(scheme: &Scheme, anchors: &Anchors, rate_tables: &RateTables) -> Sources {
    let named: BTreeSet<Id> = scheme.anchors().into_iter().collect();
    let of_others = rate_tables.sources().iter().filter(|(anchor, _)| named.contains(anchor.as_str()));
    of_others.map(|(anchor, source)| (anchor.clone(), source.clone())).chain(anchors.of(&scheme.id)).collect()
}
