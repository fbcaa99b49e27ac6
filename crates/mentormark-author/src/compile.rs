//! Compiles a scheme file: TOML in, canonical JSON and its hash out.

use std::collections::BTreeSet;

use mentormark_rules::{Id, Plan, Refusals, Scheme, json, scheme};

use crate::{
    Anchors, Diagnostic, RateTables, SchemeFile, Setting,
    anchors::{self, Sources},
    document::Document,
    follow::may_follow,
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
    document.refuse_compiled_field("assumptions", "sources.toml");
    setting::apply(&mut document, settings);
    rate_tables.inline(&mut document);
    let scheme = document.read_as(scheme::read_on);
    let misread = document.faulty();
    let id = document.text("id").filter(|id| Id::is_well_formed(id));
    let known = sources(anchors, rate_tables, id);
    for fault in anchors::check(&document.tree, id, anchors, &known) {
        document.refuse(fault);
    }
    let compiled = scheme.map(|mut scheme| {
        let faults = scheme::check::check(&scheme).into_iter();
        for fault in faults.filter(|fault| misread.is_empty() || !may_follow(fault, &misread)) {
            document.refuse(fault);
        }
        // In the order of the compiled form, which is the same however the TOML was laid out.
        let tree = json::tree(&json::canonical(&scheme)).unwrap_or(json::Tree::Null);
        scheme.assumptions = anchors::assumptions(&tree, &known);
        let json = json::canonical(&scheme);
        if !document.is_faulty() {
            // What only shows once the rules are put to work.
            let refusals = Plan::from_json(&json).err().map(Refusals::into_vec).unwrap_or_default();
            for refusal in refusals {
                document.refuse(refusal);
            }
        }
        let rules_hash = json::sha256(json.as_bytes());
        Compiled { scheme, json, rules_hash }
    });
    document.unless_faulty(compiled)
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
