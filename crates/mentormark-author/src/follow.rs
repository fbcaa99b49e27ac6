//! Which faults only follow from others: where a value could not be read, another stands for it, and what is wrong with that one is
//! no fault of the author's.
//!
//! Where it is not certain whether a fault follows, it does: the author sees it once the others are mended.

use std::collections::BTreeSet;

use mentormark_rules::{Code, Refusal, json::Tree};

use crate::place::{child, is_within, parent_and_key};

#[cfg(test)]
mod tests;

/// Faults of names, with the part of the file that gives the names. What else was misread says nothing of them.
const OF_NAMES: [(Code, &str); 10] = [
    (Code::UnknownLevel, "levels"),
    (Code::RiseImpossible, "levels"),
    (Code::UnknownRating, "scale"),
    (Code::UnknownFact, "facts"),
    (Code::UnknownSection, "sections"),
    (Code::UnknownCriterion, "sections"),
    (Code::UnknownTag, "sections"),
    (Code::DuplicateId, ""),
    (Code::DuplicateOption, ""),
    (Code::ReservedId, ""),
];

/// Faults of one comparison or expression that come of the kinds of the facts in it.
const OF_KINDS: [Code; 4] = [Code::UnknownOption, Code::WrongFactKind, Code::DerivedTooLate, Code::FactUsedTwice];

/// Faults that come of what values facts can have.
const OF_LIMITS: [Code; 9] = [
    Code::RatioByZero,
    Code::NumberTooLarge,
    Code::ComparisonAlways,
    Code::ComparisonNever,
    Code::ConditionAlways,
    Code::ConditionNever,
    Code::FactsEntangled,
    Code::TooManyFactCells,
    Code::LimitsReversed,
];

/// Faults that come of which criteria there are.
const OF_CRITERIA: [Code; 8] = [
    Code::NoCriteriaAtLevel,
    Code::EmptySelection,
    Code::ShareImpossible,
    Code::PointsImpossible,
    Code::PointsAlwaysMet,
    Code::InheritsWrongly,
    Code::NotApplicableUnsettled,
    Code::TooManyCriteria,
];

/// Those that come of which criteria a level has.
const BY_LEVEL: [Code; 5] = [
    Code::NoCriteriaAtLevel,
    Code::EmptySelection,
    Code::ShareImpossible,
    Code::PointsImpossible,
    Code::PointsAlwaysMet,
];

/// Faults that come of where bands, versions and rates start.
const OF_STARTS: [Code; 7] = [
    Code::NotAscending,
    Code::VersionsStartLate,
    Code::BandsStartLate,
    Code::BandUnreachable,
    Code::BandGap,
    Code::BandOverlap,
    Code::DatesCross,
];

/// Keys on which nothing hangs but themselves: what stands for their values is in order, or has no name that could be told.
const APART: [&str; 26] = [
    "agreement",
    "assumes",
    "attempts",
    "combine",
    "counts",
    "criteria_source",
    "cumulative",
    "currency",
    "early_keeps_anniversary",
    "edition",
    "entry",
    "every_months",
    "extension_months",
    "lapsed",
    "lapsed_source",
    "late",
    "lighter_renewals",
    "most_steps",
    "number",
    "part",
    "quantum",
    "rated",
    "rounding",
    "source",
    "within_months",
    "working_days",
];

/// Keys on which some faults of some parts of the file hang, wherever they stand; where no part is named, those of the same entry of a list
/// or of one beside it, with which it is compared.
const HANGS: [(&[&str], &[Code], &[&str]); 8] = [
    (&["allowed"], &[Code::UnknownField], &["after_award"]),
    (&["net", "nets"], &[Code::FeeFalls, Code::LevelFeeFalls, Code::MissingField], &[]),
    (&["from", "to", "rates"], &OF_STARTS, &[]),
    (&["starts_on"], &[Code::DatesCross, Code::VersionsStartLate], &["retired", "fee"]),
    (
        &["months", "opens_months_before"],
        &[Code::NumberOutOfRange, Code::MissingField, Code::WaitOutlastsTerm],
        &["validity", "progression"],
    ),
    (&["points"], &[Code::PointsFall, Code::PointsImpossible, Code::PointsAlwaysMet], &OF_RATINGS),
    (&["weight"], &[Code::PointsImpossible, Code::PointsAlwaysMet], &OF_RATINGS),
    (&["not_applicable"], &[Code::NotApplicableUnsettled], &OF_RATINGS),
];

/// The parts of the file that are about ratings.
const OF_RATINGS: [&str; 5] = ["scale", "not_applicable", "sections", "section_rule", "award_rule"];

/// Those of `faults`, which checks of the file in `tree` found, that do not follow from what was `misread`.
pub(crate) fn independent(faults: Vec<Refusal>, misread: &[Refusal], tree: &Tree) -> Vec<Refusal> {
    let misread: Vec<Misread<'_>> = misread.iter().map(|fault| Misread::new(fault, tree)).collect();
    let (of_kinds, of_limits) =
        (unclear_facts(&misread, tree, &["kind", "options"]), unclear_facts(&misread, tree, &[]));
    let follows = |fault: &Refusal| {
        let unclear = if OF_KINDS.contains(&fault.code) { &of_kinds } else { &of_limits };
        // An id that was not read.
        fault.message.contains("``")
            || misread.iter().any(|misread| misread.decides(fault, tree))
            || (looks_at_facts(fault) && mentions(at(tree, asked(tree, &fault.pointer)), unclear))
    };
    let mut faults: Vec<Refusal> = faults.into_iter().filter(|fault| !follows(fault)).collect();
    let unknown = faults.iter().filter(|fault| fault.code == Code::UnknownLevel);
    let unknown: Vec<String> = unknown.map(|fault| fault.pointer.clone()).collect();
    faults.retain(|fault| !unknown.iter().any(|level| lacks_level(fault, level)));
    faults
}

/// Whether a fault may only say that a level is missing whose name stands, misspelt, at the pointer `unknown`.
fn lacks_level(fault: &Refusal, unknown: &str) -> bool {
    let keys: Vec<&str> = unknown.split('/').skip(1).collect();
    let around = parent_and_key(unknown).map_or("", |(around, _)| around);
    match keys.as_slice() {
        ["progression", "waits", ..] => fault.code == Code::WaitMissing,
        ["sections", section, "criteria", ..] => {
            let is_of_section = is_within(&format!("/sections/{section}"), &fault.pointer);
            BY_LEVEL.contains(&fault.code) && (is_of_section || first(&fault.pointer) != "sections")
        }
        [.., "nets", _] => fault.code == Code::MissingField && is_within(around, &fault.pointer),
        [.., "at", _] => fault.code == Code::RuleMissesLevel && fault.pointer == around,
        _ => false,
    }
}

/// A value that could not be read.
struct Misread<'f> {
    pointer: &'f str,
    /// The part of the file that it is in.
    part: &'f str,
    /// Its key, or that of the list or the table by level that it stands in.
    key: String,
    /// Whether it is no value that belongs there, and none is missing for it.
    is_beside: bool,
    /// The parts of the file that are left out.
    left_out: Vec<&'static str>,
}

impl<'f> Misread<'f> {
    fn new(fault: &'f Refusal, tree: &Tree) -> Self {
        let pointer = fault.pointer.as_str();
        let mut keys = pointer.rsplit('/').filter(|key| key.parse::<usize>().is_err());
        let key = keys.next().unwrap_or_default();
        let key = keys.next().filter(|around| *around == "nets").unwrap_or(key).to_owned();
        let left_out = ["facts", "derived", "validity", "not_applicable"];
        let left_out = left_out.into_iter().filter(|part| at(tree, &format!("/{part}")).is_none()).collect();
        Self { pointer, part: first(pointer), key, is_beside: fault.code == Code::UnknownField, left_out }
    }

    /// Whether a fault may only be there because of what stands for this.
    fn decides(&self, fault: &Refusal, tree: &Tree) -> bool {
        if self.pointer == fault.pointer {
            return true;
        }
        let own = first(&fault.pointer);
        if self.is_beside && self.key == self.part {
            // What it was meant to be is one of those left out.
            return match fault.code {
                Code::LapseWithoutValidity => self.left_out.contains(&"validity"),
                Code::NotApplicableUnsettled => self.left_out.contains(&"not_applicable"),
                code => {
                    (OF_KINDS.contains(&code) || OF_LIMITS.contains(&code) || code == Code::UnknownFact)
                        && (self.left_out.contains(&"facts") || self.left_out.contains(&"derived"))
                }
            };
        }
        if let Some((_, part)) = OF_NAMES.iter().find(|(code, _)| *code == fault.code) {
            let is_of_part = *part == self.part || (*part == "facts" && self.part == "derived");
            return is_of_part && self.gives_names();
        }
        let key = self.key.as_str();
        if self.is_beside && fault.code == Code::BandsStartLate && self.may_be_of(list(&fault.pointer)) {
            return true;
        }
        // Of two prices side by side, either may be the right one.
        if self.is_beside && key != "nets" {
            return false;
        }
        if let Some((_, codes, parts)) = HANGS.iter().find(|(keys, ..)| keys.contains(&key)) {
            let is_there =
                if parts.is_empty() { are_beside(self.pointer, &fault.pointer) } else { parts.contains(&own) };
            return codes.contains(&fault.code) && is_there;
        }
        if APART.contains(&key) {
            return false;
        }
        if OF_KINDS.contains(&fault.code) {
            return is_within(asked(tree, &fault.pointer), self.pointer);
        }
        let around = parent_and_key(self.pointer).map_or("", |(around, _)| around);
        if !around.is_empty() && (is_within(around, &fault.pointer) || is_within(&fault.pointer, around)) {
            return true;
        }
        match self.part {
            "" => true,
            "levels" => !["facts", "derived"].contains(&own),
            "scale" => !["facts", "derived", "fee", "validity", "progression"].contains(&own),
            "sections" => OF_CRITERIA.contains(&fault.code) || (self.gives_names() && own == "award_rule"),
            "section_rule" if fault.code == Code::NoCriteriaAtLevel => true,
            part => part == own && part == key,
        }
    }

    /// Whether it may have been meant for entries of a list: where it stands beside the list, or has its name elsewhere.
    fn may_be_of(&self, list: &str) -> bool {
        let (own, others) = (parent_and_key(self.pointer), parent_and_key(list));
        own.zip(others).is_some_and(|(own, others)| own.0 == others.0 || own.1 == others.1)
    }

    /// Whether it is an id or a tag, or has some within.
    fn gives_names(&self) -> bool {
        let key = self.key.as_str();
        key == self.part || ["id", "tags", "criteria"].contains(&key)
    }
}

/// Whether a fault may come of what facts are.
fn looks_at_facts(fault: &Refusal) -> bool {
    OF_KINDS.contains(&fault.code) || OF_LIMITS.contains(&fault.code) || first(&fault.pointer) == "fee"
}

/// The ids of facts of which it is not clear what they are, and of what is derived from them. Of a fact only some keys may matter.
fn unclear_facts<'t>(misread: &[Misread<'_>], tree: &'t Tree, matter: &[&str]) -> BTreeSet<&'t str> {
    let mut unclear = BTreeSet::new();
    for misread in misread.iter().filter(|misread| ["facts", "derived"].contains(&misread.part)) {
        let mut keys = misread.pointer.split('/').skip(2);
        let (entry, key) = (keys.next().unwrap_or_default(), keys.next().unwrap_or_default());
        let is_clear = ["id", "source", "asked_when"].contains(&key)
            || (misread.part == "facts" && !key.is_empty() && !matter.is_empty() && !matter.contains(&key));
        if !is_clear {
            unclear.extend(text(at(tree, &format!("/{}/{entry}/id", misread.part))));
        }
    }
    // What is derived names what stands before it.
    if let Some(Tree::List(derived)) = at(tree, "/derived") {
        for derived in derived {
            if names_one(derived, &unclear) {
                unclear.extend(text(at(derived, "/id")));
            }
        }
    }
    unclear
}

/// Where what is asked at a pointer stands: the nearest table around it that names a fact, else the part of the file or its entry.
fn asked<'p>(tree: &Tree, pointer: &'p str) -> &'p str {
    let depth = if first(pointer) == "fee" { 1 } else { 2 };
    let part = pointer.match_indices('/').nth(depth).map_or(pointer.len(), |(end, _)| end);
    let mut pointer = pointer;
    while pointer.len() > part && at(tree, &child(pointer, "fact")).is_none() {
        pointer = parent_and_key(pointer).map_or("", |(around, _)| around);
    }
    pointer
}

fn mentions(tree: Option<&Tree>, names: &BTreeSet<&str>) -> bool {
    !names.is_empty() && tree.is_none_or(|tree| names_one(tree, names))
}

/// Whether one of `names` stands anywhere in a tree.
fn names_one(tree: &Tree, names: &BTreeSet<&str>) -> bool {
    match tree {
        Tree::Text(text) => names.contains(text.as_str()),
        Tree::List(entries) => entries.iter().any(|entry| names_one(entry, names)),
        Tree::Object(fields) => fields.iter().any(|(_, value)| names_one(value, names)),
        _ => false,
    }
}

fn text(tree: Option<&Tree>) -> Option<&str> {
    match tree {
        Some(Tree::Text(text)) => Some(text),
        _ => None,
    }
}

/// The value at a pointer.
fn at<'t>(tree: &'t Tree, pointer: &str) -> Option<&'t Tree> {
    let Some((around, key)) = parent_and_key(pointer) else { return Some(tree) };
    match at(tree, around)? {
        Tree::Object(fields) => fields.iter().find(|(name, _)| *name == key).map(|(_, value)| value),
        Tree::List(entries) => entries.get(key.parse::<usize>().ok()?),
        _ => None,
    }
}

/// The innermost list that a pointer leads into, or else the part of the file.
fn list(pointer: &str) -> &str {
    let mut list = pointer.get(..=first(pointer).len()).unwrap_or_default();
    for (at, _) in pointer.match_indices('/') {
        let key = pointer[at + 1..].split('/').next().unwrap_or_default();
        if key.parse::<usize>().is_ok() {
            list = &pointer[..at];
        }
    }
    list
}

/// Whether two pointers lead into the same entry of a list, or into two that follow each other.
fn are_beside(one: &str, other: &str) -> bool {
    let entry = |pointer: &str| {
        let entry = pointer.get(list(pointer).len() + 1..).unwrap_or_default();
        entry.split('/').next().and_then(|entry| entry.parse::<usize>().ok())
    };
    let apart = entry(one).zip(entry(other)).map(|(one, other)| one.abs_diff(other));
    list(one) == list(other) && apart.is_none_or(|apart| apart <= 1)
}

/// The part of the file that a pointer leads into.
fn first(pointer: &str) -> &str {
    pointer.split('/').nth(1).unwrap_or_default()
}
