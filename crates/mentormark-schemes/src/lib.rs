//! The shipped schemes as data, compiled and checked when building.
//!
//! What is shipped is decided by the folders of this crate: `data/` holds the schemes, `text/` their words and `policy/`
//! the rates that several schemes share. A file with a fault does not build.
//!
//! ```
//! use mentormark_rules::Plan;
//!
//! for shipped in mentormark_schemes::all() {
//!     let plan = Plan::from_json(shipped.compiled)?;
//!     println!("{}@{} {}", shipped.id, shipped.edition, shipped.rules_hash);
//! }
//! # Ok::<(), mentormark_rules::Refusals>(())
//! ```

use mentormark_rules::scheme::Edition;

/// One edition of a shipped scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shipped {
    /// The scheme's id.
    pub id: &'static str,
    /// The edition's id.
    pub edition: &'static str,
    /// The first day on which the edition is in force, `YYYY-MM-DD`.
    pub starts_on: &'static str,
    /// `sha256:` and the hexadecimal hash of `compiled`.
    pub rules_hash: &'static str,
    /// The scheme as canonical JSON.
    pub compiled: &'static str,
    /// Its words, one entry a language: first the one that decides where another says something else, then the others by their tags.
    pub words: &'static [Words],
}

impl Shipped {
    /// Its words in a language, where it has some.
    ///
    /// ```
    /// let nms = mentormark_schemes::find("nms", "2022").unwrap();
    /// assert_eq!(nms.words_in("cy").unwrap().language, "cy");
    /// assert_eq!(nms.words_in("fr"), None);
    /// ```
    #[must_use]
    pub fn words_in(&self, language: &str) -> Option<&'static Words> {
        self.words.iter().find(|words| words.language == language)
    }
}

/// The words of an edition in one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// The language, as a BCP 47 tag: `en-GB`.
    pub language: &'static str,
    /// The words as canonical JSON.
    pub compiled: &'static str,
    /// `sha256:` and the hexadecimal hash of `compiled`.
    pub wording_hash: &'static str,
}

/// Rules that a claim may name: a released revision of an edition, which stays for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Revision {
    /// The scheme's id.
    pub id: &'static str,
    /// The edition's id.
    pub edition: &'static str,
    /// Which revision of the edition it is, from 1; 0 for an edition that is shipped and was never released.
    pub number: u32,
    /// The day of its release, `YYYY-MM-DD`.
    pub released_on: Option<&'static str>,
    /// `sha256:` and the hexadecimal hash of `compiled`.
    pub rules_hash: &'static str,
    /// The scheme as canonical JSON.
    pub compiled: &'static str,
}

/// What the file of an edition says where its newest revision does not say so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreleased {
    /// The scheme's id.
    pub id: &'static str,
    /// The edition's id.
    pub edition: &'static str,
    /// `sha256:` and the hexadecimal hash of `compiled`.
    pub rules_hash: &'static str,
    /// The scheme as canonical JSON.
    pub compiled: &'static str,
}

/// A policy file as its author wrote it, for compiling schemes that are not shipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateFile {
    /// The subject, which stands before the `#` in the anchors of its sources: `vat`.
    pub subject: &'static str,
    /// The path of the file within this crate.
    pub name: &'static str,
    /// What the file holds.
    pub kind: RateFileKind,
    /// The file's TOML.
    pub text: &'static str,
}

/// What a policy file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RateFileKind {
    /// Rates that schemes may name.
    Table,
    /// What stands behind the rates of the subject.
    Sources,
}

include!(concat!(env!("OUT_DIR"), "/tables.rs"));

/// Every shipped edition, by scheme and then edition.
#[must_use]
pub fn all() -> &'static [Shipped] {
    SHIPPED
}

/// The shipped edition of these ids.
///
/// ```
/// let first = &mentormark_schemes::all()[0];
/// assert_eq!(mentormark_schemes::find(first.id, first.edition), Some(first));
/// assert_eq!(mentormark_schemes::find(first.id, "none"), None);
/// ```
#[must_use]
pub fn find(id: &str, edition: &str) -> Option<&'static Shipped> {
    SHIPPED.iter().find(|shipped| shipped.id == id && shipped.edition == edition)
}

/// Every revision of every edition, oldest first within its edition.
#[must_use]
pub fn revisions() -> &'static [Revision] {
    REVISIONS
}

/// The rules with this hash, of whatever revision.
///
/// ```
/// let first = &mentormark_schemes::all()[0];
/// assert_eq!(mentormark_schemes::by_rules_hash(first.rules_hash).unwrap().compiled, first.compiled);
/// assert_eq!(mentormark_schemes::by_rules_hash("sha256:"), None);
/// ```
#[must_use]
pub fn by_rules_hash(rules_hash: &str) -> Option<&'static Revision> {
    REVISIONS.iter().find(|revision| revision.rules_hash == rules_hash)
}

/// The editions whose file says something else than their newest revision: none, but while one is being written.
#[must_use]
pub fn unreleased() -> &'static [Unreleased] {
    UNRELEASED
}

/// The shipped editions as [`mentormark_rules::scheme::edition_on`] takes them, in the order of [`all`].
///
/// # Panics
/// Never: the days were read and written when building.
#[must_use]
pub fn editions() -> Vec<Edition<'static>> {
    let edition = |shipped: &Shipped| Edition {
        scheme: shipped.id,
        edition: shipped.edition,
        starts_on: shipped.starts_on.parse().expect("the build wrote a day"),
    };
    SHIPPED.iter().map(edition).collect()
}

/// What stands behind the rules of a scheme: the TOML of its `sources.toml`, as the author wrote it.
#[must_use]
pub fn sources(id: &str) -> Option<&'static str> {
    SOURCES.iter().find(|(scheme, _)| *scheme == id).map(|&(_, text)| text)
}

/// The rate tables that schemes may name, and the sources behind them, as their authors wrote them.
#[must_use]
pub fn rate_tables() -> &'static [RateFile] {
    RATE_FILES
}

#[cfg(test)]
mod tests {
    use mentormark_rules::{Plan, Wording, json};

    use super::*;

    #[test]
    fn every_scheme_makes_a_plan_of_its_hash() {
        assert!(!all().is_empty());
        for shipped in all() {
            let plan = Plan::from_json(shipped.compiled).unwrap_or_else(|faults| panic!("{}: {faults}", shipped.id));
            assert_eq!(plan.rules_hash(), shipped.rules_hash);
            assert_eq!(json::sha256(shipped.compiled.as_bytes()), shipped.rules_hash);
        }
    }

    #[test]
    fn every_file_says_what_was_released() {
        let said: Vec<_> = unreleased().iter().map(|it| format!("{}@{}", it.id, it.edition)).collect();
        assert_eq!(said, [""; 0], "`cargo xtask release` releases what these say; CONTRIBUTING.md says when");
    }

    #[test]
    fn the_newest_revision_is_what_ships() {
        for shipped in all() {
            let of_edition = |it: &&Revision| (it.id, it.edition) == (shipped.id, shipped.edition);
            let newest = revisions().iter().rfind(of_edition).unwrap();
            assert!(newest.number >= 1, "{}@{} was never released", shipped.id, shipped.edition);
            assert_eq!((newest.rules_hash, newest.compiled), (shipped.rules_hash, shipped.compiled));
        }
    }

    #[test]
    fn every_revision_makes_a_plan_and_is_found_by_its_hash() {
        assert!(revisions().len() >= all().len());
        for revision in revisions() {
            let plan = Plan::from_json(revision.compiled).unwrap_or_else(|faults| panic!("{}: {faults}", revision.id));
            assert_eq!(plan.rules_hash(), revision.rules_hash);
            assert_eq!(json::sha256(revision.compiled.as_bytes()), revision.rules_hash);
            assert_eq!(by_rules_hash(revision.rules_hash).unwrap().compiled, revision.compiled);
            assert!(revision.released_on.unwrap().parse::<mentormark_rules::Date>().is_ok());
        }
    }

    #[test]
    fn every_wording_fits_its_scheme_and_has_all_its_sources() {
        for shipped in all() {
            let plan = Plan::from_json(shipped.compiled).unwrap();
            assert!(shipped.words.iter().any(|words| words.language == "en-GB"), "{}", shipped.id);
            for words in shipped.words {
                let wording = Wording::from_json(words.compiled).unwrap();
                assert_eq!(wording.check(plan.scheme()), [], "{} {}", shipped.id, words.language);
                assert_eq!(wording.language, words.language);
                assert_eq!(json::sha256(words.compiled.as_bytes()), words.wording_hash);
                for anchor in plan.scheme().anchors() {
                    assert!(wording.sources.contains_key(anchor.as_str()), "{} has no {anchor}", shipped.id);
                }
            }
        }
    }

    #[test]
    fn editions_are_in_the_order_of_all() {
        let listed: Vec<_> = editions().iter().map(|it| (it.scheme, it.edition, it.starts_on.to_string())).collect();
        let shipped: Vec<_> = all().iter().map(|it| (it.id, it.edition, it.starts_on.to_string())).collect();
        assert_eq!(listed, shipped);
        assert!(shipped.is_sorted());
    }

    #[test]
    fn what_schemes_from_outside_need_is_there() {
        for shipped in all() {
            assert!(sources(shipped.id).unwrap().contains("[anchors."));
        }
        assert_eq!(sources("none"), None);
        let of_kind = |kind| rate_tables().iter().filter(move |file| file.kind == kind);
        for table in of_kind(RateFileKind::Table) {
            assert!(of_kind(RateFileKind::Sources).any(|file| file.subject == table.subject), "{}", table.name);
        }
    }
}
