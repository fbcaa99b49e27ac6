//! The revisions that were released: what `released.toml` lists, held against the bytes that are stored.

use std::{collections::BTreeSet, fmt::Write as _, fs, path::PathBuf};

use mentormark_rules::{Plan, Scheme, json};
use serde::Deserialize;
use toml::value::Datetime;

use super::{entries, trouble};

const LIST: &str = "released.toml";
const FOLDER: &str = "released";

/// All revisions, oldest first within an edition.
pub(crate) struct Released(Vec<Revision>);

/// One revision of an edition.
pub(crate) struct Revision {
    entry: Entry,
    /// Where the bytes stand, from the folder of this crate.
    path: PathBuf,
    /// The bytes: canonical JSON.
    pub(crate) compiled: String,
}

/// What the list says of a revision.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    scheme: String,
    edition: String,
    number: u32,
    released_on: Datetime,
    rules_hash: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    #[serde(default)]
    revision: Vec<Entry>,
}

impl Released {
    /// What is listed, with the bytes that are stored for it.
    pub(crate) fn read() -> Result<Self, String> {
        let text = fs::read_to_string(LIST).map_err(|error| trouble("read", LIST.as_ref(), &error))?;
        let list: List = toml::from_str(&text).map_err(|fault| format!("{LIST}: {fault}"))?;
        let mut revisions: Vec<Revision> = Vec::new();
        for entry in list.revision {
            let of_edition = |known: &&Revision| known.is_of(&entry.scheme, &entry.edition);
            let expected = revisions.iter().rfind(of_edition).map_or(1, |last| last.entry.number + 1);
            if entry.number != expected {
                return Err(format!(
                    "{LIST}: {} comes after revision {}: list every revision, in order",
                    entry.name(),
                    expected - 1
                ));
            }
            revisions.push(Revision::read(entry)?);
        }
        let listed: BTreeSet<&PathBuf> = revisions.iter().map(|revision| &revision.path).collect();
        for scheme in entries("data")? {
            let folder = scheme.join(FOLDER);
            for path in if folder.is_dir() { entries(folder)? } else { Vec::new() } {
                if !listed.contains(&path) {
                    return Err(format!("{}: this is not listed in {LIST}: list it, or remove it", path.display()));
                }
            }
        }
        Ok(Self(revisions))
    }

    /// The newest revision of an edition.
    pub(crate) fn newest(&self, scheme: &str, edition: &str) -> Option<&Revision> {
        self.0.iter().rfind(|revision| revision.is_of(scheme, edition))
    }

    /// The table of all of them, as entries in Rust.
    pub(crate) fn table(&self) -> String {
        self.0.iter().fold(String::new(), |mut table, revision| {
            let Entry { scheme, edition, number, released_on, rules_hash } = &revision.entry;
            let _ = writeln!(
                table,
                "Revision {{ id: {scheme:?}, edition: {edition:?}, number: {number}, released_on: Some(\"{released_on}\"), \
                 rules_hash: {rules_hash:?}, compiled: {} }},",
                revision.included()
            );
            table
        })
    }
}

impl Revision {
    fn read(entry: Entry) -> Result<Self, String> {
        let file = format!("{}.{}.json", entry.edition, entry.number);
        let path: PathBuf = ["data", &entry.scheme, FOLDER, &file].iter().collect();
        let compiled = fs::read_to_string(&path).map_err(|error| trouble("read", &path, &error))?;
        let found = json::sha256(compiled.as_bytes());
        if found != entry.rules_hash {
            return Err(format!(
                "{}: these bytes have the hash {found}, and were released as {}: released rules are never changed, so bring \
                 them back",
                path.display(),
                entry.rules_hash
            ));
        }
        let revision = Self { entry, path, compiled };
        let scheme = revision.scheme()?;
        if !revision.is_of(&scheme.id, &scheme.edition) {
            return Err(format!("{}: this is `{}@{}`", revision.path.display(), scheme.id, scheme.edition));
        }
        Ok(revision)
    }

    fn is_of(&self, scheme: &str, edition: &str) -> bool {
        self.entry.scheme == scheme && self.entry.edition == edition
    }

    /// The scheme that the bytes hold.
    pub(crate) fn scheme(&self) -> Result<Scheme, String> {
        let plan = Plan::from_json(&self.compiled).map_err(|faults| format!("{}: {faults}", self.path.display()))?;
        Ok(plan.scheme().clone())
    }

    /// `sha256:` and the hash of the bytes.
    pub(crate) fn rules_hash(&self) -> &str {
        &self.entry.rules_hash
    }

    /// The Rust that gives the bytes.
    pub(crate) fn included(&self) -> String {
        super::included(&self.path)
    }
}

impl Entry {
    fn name(&self) -> String {
        format!("revision {} of {}@{}", self.number, self.scheme, self.edition)
    }
}
