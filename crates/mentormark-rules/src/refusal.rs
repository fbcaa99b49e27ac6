//! Refusals: why a document was turned away, each with a stable code, a pointer to the value and what to do.

use alloc::{string::String, vec::Vec};
use core::fmt;

use serde::{Serialize, Serializer};

use crate::order;

macro_rules! codes {
    ($( $(#[doc = $doc:literal])+ $name:ident = $text:literal, )+) => {
        /// The stable code of a refusal. A code is never renamed or given another meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $( $(#[doc = $doc])+ $name, )+
        }

        impl Code {
            /// Every code, in the order of the documentation.
            pub const ALL: &[Self] = &[ $( Self::$name, )+ ];

            /// The code as it is written: `unknown-criterion`.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $( Self::$name => $text, )+ }
            }

            /// What the code means, in a sentence.
            #[must_use]
            pub fn meaning(self) -> &'static str {
                match self { $( Self::$name => concat!($($doc),+), )+ }
            }
        }
    };
}

codes! {
    /// The text is not JSON. Reported alone, with line and column.
    Syntax = "syntax",
    /// The document is longer than 1 MiB.
    TooLarge = "too-large",
    /// Values are nested more than 32 deep.
    TooDeep = "too-deep",
    /// A key stands twice in one object.
    DuplicateKey = "duplicate-key",
    /// A field that the shape does not have.
    UnknownField = "unknown-field",
    /// A field that must be there is not.
    MissingField = "missing-field",
    /// A value of another type than its place takes.
    WrongType = "wrong-type",
    /// A text that must be one of a few and is none of them.
    UnknownChoice = "unknown-choice",
    /// Not a date, or a day that does not exist.
    BadDate = "bad-date",
    /// A date before 1900 or after 2199, or outside the limits of its place.
    DateOutOfRange = "date-out-of-range",
    /// An id that is not kebab-case.
    BadId = "bad-id",
    /// A number below the least or above the most that its place takes.
    NumberOutOfRange = "number-out-of-range",
    /// A text that must not be empty is.
    EmptyText = "empty-text",
    /// More than 10,000 ratings.
    TooManyRatings = "too-many-ratings",
    /// A note of more than 4,000 characters.
    NoteTooLong = "note-too-long",
    /// More than 20 links for one criterion.
    TooManyLinks = "too-many-links",
    /// A link that does not start with `https://` or `http://`.
    BadLink = "bad-link",
    /// Not a hash: `sha256:` and 64 lower-case hexadecimal digits.
    BadHash = "bad-hash",
    /// No scheme has this id.
    UnknownScheme = "unknown-scheme",
    /// The scheme has no such edition.
    UnknownEdition = "unknown-edition",
    /// No edition of the scheme was in force on the date.
    NoEditionOnDate = "no-edition-on-date",
    /// The assessment names another scheme than the one it is judged by.
    WrongScheme = "wrong-scheme",
    /// The assessment names another edition than the one it is judged by.
    WrongEdition = "wrong-edition",
    /// No rules with the hash that a claim names are known.
    UnknownRules = "unknown-rules",
    /// The scheme has no such criterion.
    UnknownCriterion = "unknown-criterion",
    /// The scheme's scale has no such rating.
    UnknownRating = "unknown-rating",
    /// The criterion cannot be rated not applicable.
    NotApplicableForbidden = "not-applicable-forbidden",
    /// The scheme has no such level.
    UnknownLevel = "unknown-level",
    /// The scheme asks no such fact.
    UnknownFact = "unknown-fact",
    /// The fact has no such option.
    UnknownOption = "unknown-option",
    /// An option stands twice in one list.
    DuplicateOption = "duplicate-option",
    /// The award held is dated after the day judged on.
    HeldInFuture = "held-in-future",
    /// The scheme does not look at an award held.
    HeldNotUsed = "held-not-used",
    /// The scheme takes one programme, not a list.
    ProgrammesNotTaken = "programmes-not-taken",
    /// No VAT rate is known for the tax point.
    NoVatRateOnDate = "no-vat-rate-on-date",
    /// Two things in one scheme have the same id.
    DuplicateId = "duplicate-id",
    /// A list that must have an entry has none.
    EmptyList = "empty-list",
    /// A scheme has more than 16 levels.
    TooManyLevels = "too-many-levels",
    /// A scheme has more than 10,000 criteria.
    TooManyCriteria = "too-many-criteria",
    /// A list has more entries than it may.
    TooManyEntries = "too-many-entries",
    /// An id that means something else: a rating named `not-applicable`, a fact named like a date.
    ReservedId = "reserved-id",
    /// A section has no criterion at some level, so a rule would ask about nothing.
    NoCriteriaAtLevel = "no-criteria-at-level",
    /// A share asks for more criteria than a section has.
    ShareImpossible = "share-impossible",
    /// A share that every rating meets.
    ShareAlwaysMet = "share-always-met",
    /// A quorum asks for more sections than there are.
    QuorumImpossible = "quorum-impossible",
    /// Two shapes stand where one belongs.
    TwoShapes = "two-shapes",
    /// This shape has no meaning here: ratings in a condition, sections in a section's rule, an award held under `not`.
    ShapeNotHere = "shape-not-here",
    /// The shape selects no criterion, and empty is not all.
    EmptySelection = "empty-selection",
    /// No criterion has this tag.
    UnknownTag = "unknown-tag",
    /// There is no such section.
    UnknownSection = "unknown-section",
    /// A rule asks nothing at some level.
    RuleMissesLevel = "rule-misses-level",
    /// More points are asked for than there could be.
    PointsImpossible = "points-impossible",
    /// Every set of ratings has the points asked for.
    PointsAlwaysMet = "points-always-met",
    /// A higher rating is not worth more points.
    PointsFall = "points-fall",
    /// A section inherits a level for which it has criteria, or the lowest.
    InheritsWrongly = "inherits-wrongly",
    /// A row of a table does not fit it, or says what another says.
    TableRow = "table-row",
    /// A table lacks a row for some combination.
    TableIncomplete = "table-incomplete",
    /// In a table, a section one level higher gives a lower result.
    TableFalls = "table-falls",
    /// No ratings and no facts reach the level, or what it needs besides can never be had.
    LevelUnreachable = "level-unreachable",
    /// The scheme says what `not-applicable` counts for and no criterion allows it, or the other way round.
    NotApplicableUnsettled = "not-applicable-unsettled",
    /// A date is before one that it must follow.
    DatesCross = "dates-cross",
    /// A level below the top has no waiting time.
    WaitMissing = "wait-missing",
    /// A waiting time for a level that it cannot delay: a second one, or one at the top.
    WaitUseless = "wait-useless",
    /// An award ends for good before the waiting time at its level is over, so nobody rises from it.
    WaitOutlastsTerm = "wait-outlasts-term",
    /// One who holds the top level must rise from it.
    RiseImpossible = "rise-impossible",
    /// Lapsed awards are ruled on, but awards never lapse, because the scheme has no validity.
    LapseWithoutValidity = "lapse-without-validity",
    /// A choice has fewer than two options.
    TooFewOptions = "too-few-options",
    /// The least value of a fact is above its greatest.
    LimitsReversed = "limits-reversed",
    /// A fact is compared or worked with in a way that does not suit its kind.
    WrongFactKind = "wrong-fact-kind",
    /// A derived fact is named before it is derived.
    DerivedTooLate = "derived-too-late",
    /// A fact stands twice in one expression or comparison, so that its extremes would be elsewhere than at its limits.
    FactUsedTwice = "fact-used-twice",
    /// A ratio could divide by nought.
    RatioByZero = "ratio-by-zero",
    /// A number or a date that is worked out could become too large.
    NumberTooLarge = "number-too-large",
    /// A comparison that holds whatever the facts.
    ComparisonAlways = "comparison-always",
    /// A comparison that never holds.
    ComparisonNever = "comparison-never",
    /// A condition put together from others that holds whatever the facts.
    ConditionAlways = "condition-always",
    /// A condition put together from others that never holds, or a case of one that is never come to.
    ConditionNever = "condition-never",
    /// Nobody can meet all eligibility checks.
    NobodyEligible = "nobody-eligible",
    /// Comparisons of several facts hang together, so that not every way of filling blanks could be told.
    FactsEntangled = "facts-entangled",
    /// Facts that are asked about together fall into more than 4,096 cells.
    TooManyFactCells = "too-many-fact-cells",
    /// The first band does not start at the fact's least value.
    BandsStartLate = "bands-start-late",
    /// Bands or periods do not start in rising order, so two would overlap.
    NotAscending = "not-ascending",
    /// A band starts above the fact's greatest value, so nothing falls in it.
    BandUnreachable = "band-unreachable",
    /// A larger applicant would pay less than a smaller one.
    FeeFalls = "fee-falls",
    /// A level would cost less than a lower one.
    LevelFeeFalls = "level-fee-falls",
    /// Some values fall in no band.
    BandGap = "band-gap",
    /// Some values fall in two bands.
    BandOverlap = "band-overlap",
    /// Nothing is in force at first: the first version has a first day, or the first rate of VAT starts after the edition.
    VersionsStartLate = "versions-start-late",
    /// VAT is rounded by the line, but some line would be a part of a penny.
    LineVatInexact = "line-vat-inexact",
    /// The file is not TOML.
    TomlSyntax = "toml-syntax",
    /// An anchor that the scheme's sources do not have, or have as background alone.
    UnknownSource = "unknown-source",
    /// A value named under `assumes` whose source is no assumption.
    NotAnAssumption = "not-an-assumption",
    /// A rate table that does not exist.
    UnknownRateTable = "unknown-rate-table",
    /// A setting of a value that the scheme does not have.
    UnknownSetting = "unknown-setting",
    /// Something in the scheme has no words, or words name nothing in the scheme.
    WordingMismatch = "wording-mismatch",
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// Why one value was turned away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{pointer}: {message} [{code}]")]
pub struct Refusal {
    /// The stable code.
    pub code: Code,
    /// An RFC 6901 JSON pointer to the value; empty for the whole document.
    pub pointer: String,
    /// A sentence for a person, which says what to do.
    pub message: String,
    /// The name that was most likely meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub did_you_mean: Option<String>,
}

impl Refusal {
    /// A refusal without a suggestion.
    pub fn new(code: Code, pointer: impl Into<String>, message: impl Into<String>) -> Self {
        Self { code, pointer: pointer.into(), message: message.into(), did_you_mean: None }
    }

    /// The same, with the nearest of `candidates` to `given` as the suggestion.
    #[must_use]
    pub fn suggesting<'a>(mut self, given: &str, candidates: impl IntoIterator<Item = &'a str>) -> Self {
        self.did_you_mean = crate::nearest(given, candidates).map(Into::into);
        self
    }
}

/// The most refusals of a document. One with more is not worth mending value by value, and telling of each would take many times
/// the memory of the document.
pub const MOST_REFUSALS: usize = 1_000;

/// From how many refusals on no more suggestions are looked for: a document with more faults was not mistyped, and comparing
/// thousands of names would let a caller keep a server busy.
pub(crate) const MOST_SUGGESTIONS: usize = 100;

/// Every refusal of a document at once, at least one and at most [`MOST_REFUSALS`], ordered by pointer and then code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Refusals(
    // INVARIANT: not empty, sorted.
    Vec<Refusal>,
);

impl Refusals {
    /// `value` if nothing was refused, else all of `faults`, in order.
    ///
    /// # Errors
    /// All the faults, if there are any.
    pub fn unless_none<T>(faults: Vec<Refusal>, value: T) -> Result<T, Self> {
        if faults.is_empty() { Ok(value) } else { Err(Self::all(faults)) }
    }

    /// All of `faults`, in order. The caller has at least one.
    pub(crate) fn all(mut faults: Vec<Refusal>) -> Self {
        order::sort(&mut faults, &|a, b| (&a.pointer, a.code, &a.message) < (&b.pointer, b.code, &b.message));
        faults.dedup();
        faults.truncate(MOST_REFUSALS);
        Self(faults)
    }

    /// The refusals, at least one.
    #[must_use]
    pub fn as_slice(&self) -> &[Refusal] {
        &self.0
    }

    /// The refusals, at least one.
    #[must_use]
    pub fn into_vec(self) -> Vec<Refusal> {
        self.0
    }
}

impl From<Refusal> for Refusals {
    fn from(refusal: Refusal) -> Self {
        Self(alloc::vec![refusal])
    }
}

impl fmt::Display for Refusals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, refusal) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{refusal}")?;
        }
        Ok(())
    }
}

impl core::error::Error for Refusals {}

#[cfg(test)]
mod tests {
    use alloc::{collections::BTreeSet, vec};

    use super::*;

    #[test]
    fn codes_are_distinct_kebab_case_and_explained() {
        let mut seen = BTreeSet::new();
        for code in Code::ALL {
            assert!(crate::Id::is_well_formed(code.as_str()), "{code}");
            assert!(seen.insert(code.as_str()), "{code} twice");
            assert!(code.meaning().trim().ends_with('.'), "{code}");
        }
    }

    #[test]
    fn refusals_come_in_order_without_repeats() {
        let one = |pointer: &str| Refusal::new(Code::WrongType, pointer, "m");
        let all = Refusals::unless_none(vec![one("/b"), one("/a"), one("/b")], ()).unwrap_err();
        assert_eq!(all.as_slice(), [one("/a"), one("/b")]);
        assert_eq!(Refusals::unless_none(vec![], 7), Ok(7));
    }
}
