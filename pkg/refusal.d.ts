// Why a document is turned away. `tests/pkg` holds the codes against docs/refusals.md.

/** Why one value was turned away. */
export interface Refusal {
  /** The stable code. */
  code: RefusalCode;
  /** An RFC 6901 JSON pointer to the value; empty for the whole document. */
  pointer: string;
  /** A sentence for a person, which says what to do. */
  message: string;
  /** The name that was most likely meant. */
  did_you_mean?: string;
}

/** The stable code of a refusal. A code is never renamed or given another meaning; a later version may have more. */
export type RefusalCode =
  /** The text is not JSON. Reported alone, with line and column. */
  | "syntax"
  /** The document is longer than 1 MiB. */
  | "too-large"
  /** Values are nested more than 32 deep. */
  | "too-deep"
  /** A key stands twice in one object. */
  | "duplicate-key"
  /** A field that the shape does not have. */
  | "unknown-field"
  /** A field that must be there is not. */
  | "missing-field"
  /** A value of another type than its place takes. */
  | "wrong-type"
  /** A text that must be one of a few and is none of them. */
  | "unknown-choice"
  /** Not a date, or a day that does not exist. */
  | "bad-date"
  /** A date before 1900 or after 2199, or outside the limits of its place. */
  | "date-out-of-range"
  /** An id that is not kebab-case. */
  | "bad-id"
  /** A number below the least or above the most that its place takes. */
  | "number-out-of-range"
  /** A text that must not be empty is. */
  | "empty-text"
  /** More than 10,000 ratings. */
  | "too-many-ratings"
  /** A note of more than 4,000 characters. */
  | "note-too-long"
  /** More than 20 links for one criterion. */
  | "too-many-links"
  /** A link that does not start with `https://` or `http://`. */
  | "bad-link"
  /** Not a hash: `sha256:` and 64 lower-case hexadecimal digits. */
  | "bad-hash"
  /** No scheme has this id. */
  | "unknown-scheme"
  /** The scheme has no such edition. */
  | "unknown-edition"
  /** No edition of the scheme was in force on the date. */
  | "no-edition-on-date"
  /** The assessment names another scheme than the one it is judged by. */
  | "wrong-scheme"
  /** The assessment names another edition than the one it is judged by. */
  | "wrong-edition"
  /** No rules with the hash that a claim names are known. */
  | "unknown-rules"
  /** The scheme has no such criterion. */
  | "unknown-criterion"
  /** The scheme's scale has no such rating. */
  | "unknown-rating"
  /** The criterion cannot be rated not applicable. */
  | "not-applicable-forbidden"
  /** The scheme has no such level. */
  | "unknown-level"
  /** The scheme asks no such fact. */
  | "unknown-fact"
  /** The fact has no such option. */
  | "unknown-option"
  /** An option stands twice in one list. */
  | "duplicate-option"
  /** The award held is dated after the day judged on. */
  | "held-in-future"
  /** The scheme does not look at an award held. */
  | "held-not-used"
  /** The scheme takes one programme, not a list. */
  | "programmes-not-taken"
  /** No VAT rate is known for the tax point. */
  | "no-vat-rate-on-date"
  /** Two things in one scheme have the same id. */
  | "duplicate-id"
  /** A list that must have an entry has none. */
  | "empty-list"
  /** A scheme has more than 16 levels. */
  | "too-many-levels"
  /** A scheme has more than 10,000 criteria. */
  | "too-many-criteria"
  /** A list has more entries than it may. */
  | "too-many-entries"
  /** An id that means something else: a rating named `not-applicable`, a fact named like a date. */
  | "reserved-id"
  /** A section has no criterion at some level, so a rule would ask about nothing. */
  | "no-criteria-at-level"
  /** A share asks for more criteria than a section has. */
  | "share-impossible"
  /** A share that every rating meets. */
  | "share-always-met"
  /** A quorum asks for more sections than there are. */
  | "quorum-impossible"
  /** Two shapes stand where one belongs. */
  | "two-shapes"
  /** This shape has no meaning here: ratings in a condition, sections in a section's rule, an award held under `not`. */
  | "shape-not-here"
  /** The shape selects no criterion, and empty is not all. */
  | "empty-selection"
  /** No criterion has this tag. */
  | "unknown-tag"
  /** There is no such section. */
  | "unknown-section"
  /** A rule asks nothing at some level. */
  | "rule-misses-level"
  /** More points are asked for than there could be. */
  | "points-impossible"
  /** Every set of ratings has the points asked for. */
  | "points-always-met"
  /** A higher rating is not worth more points. */
  | "points-fall"
  /** A section inherits a level for which it has criteria, or the lowest. */
  | "inherits-wrongly"
  /** A row of a table does not fit it, or says what another says. */
  | "table-row"
  /** A table lacks a row for some combination. */
  | "table-incomplete"
  /** In a table, a section one level higher gives a lower result. */
  | "table-falls"
  /** No ratings and no facts reach the level. */
  | "level-unreachable"
  /** The scheme says what `not-applicable` counts for and no criterion allows it, or the other way round. */
  | "not-applicable-unsettled"
  /** A date is before one that it must follow. */
  | "dates-cross"
  /** A level below the top has no waiting time. */
  | "wait-missing"
  /** A waiting time for a level that it cannot delay: a second one, or one at the top. */
  | "wait-useless"
  | "wait-outlasts-term"
  | "rise-impossible"
  /** Lapsed awards are ruled on, but awards never lapse, because the scheme has no validity. */
  | "lapse-without-validity"
  /** A choice has fewer than two options. */
  | "too-few-options"
  /** The least value of a fact is above its greatest. */
  | "limits-reversed"
  /** A fact is compared or worked with in a way that does not suit its kind. */
  | "wrong-fact-kind"
  /** A derived fact is named before it is derived. */
  | "derived-too-late"
  /** A fact stands twice in one expression or comparison, so that its extremes would be elsewhere than at its limits. */
  | "fact-used-twice"
  /** A ratio could divide by nought. */
  | "ratio-by-zero"
  /** A number or a date that is worked out could become too large. */
  | "number-too-large"
  /** A comparison that holds whatever the facts. */
  | "comparison-always"
  /** A comparison that never holds. */
  | "comparison-never"
  | "condition-always"
  | "condition-never"
  | "nobody-eligible"
  /** Comparisons of several facts hang together, so that not every way of filling blanks could be told. */
  | "facts-entangled"
  /** Facts that are asked about together fall into more than 4,096 cells. */
  | "too-many-fact-cells"
  /** The first band does not start at the fact's least value. */
  | "bands-start-late"
  /** Bands or periods do not start in rising order, so two would overlap. */
  | "not-ascending"
  /** A band starts above the fact's greatest value, so nothing falls in it. */
  | "band-unreachable"
  /** A larger applicant would pay less than a smaller one. */
  | "fee-falls"
  /** A level would cost less than a lower one. */
  | "level-fee-falls"
  /** Some values fall in no band. */
  | "band-gap"
  /** Some values fall in two bands. */
  | "band-overlap"
  /** Nothing is in force at first: the first version has a first day, or the first rate of VAT starts after the edition. */
  | "versions-start-late"
  /** VAT is rounded by the line, but some line would be a part of a penny. */
  | "line-vat-inexact"
  /** The file is not TOML. */
  | "toml-syntax"
  /** An anchor that the scheme's sources do not have, or have as background alone. */
  | "unknown-source"
  /** A value named under `assumes` whose source is no assumption. */
  | "not-an-assumption"
  /** A rate table that does not exist. */
  | "unknown-rate-table"
  /** A setting of a value that the scheme does not have. */
  | "unknown-setting"
  /** Something in the scheme has no words, or words name nothing in the scheme. */
  | "wording-mismatch";
