// Why an outcome is what it is. `tests/pkg` holds these types against the outcomes of every vector and against docs/reasons.md.

/**
 * An id: kebab-case parts joined by dots, such as `aims.bronze.purpose`.
 *
 * @maxLength 100
 * @pattern ^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$
 */
export type Id = string;

/**
 * A day as `YYYY-MM-DD`; one that is stated lies from 1900-01-01 to 2199-12-31.
 *
 * @pattern ^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$
 */
export type Day = string;

/**
 * An amount of money in whole minor units of its currency: pence for GBP.
 *
 * @minimum 0
 */
export type Pence = number;

/**
 * Where a value comes from: `nms#fees`. docs/sources of the project explains each.
 *
 * @pattern ^[a-z0-9-]+#[a-z0-9-]+$
 */
export type Anchor = string;

/**
 * One deciding clause, its numbers and the anchor of its source, told apart by `code`.
 *
 * They come in the order eligibility, sections, award, progression, fee, cautions. All counts are of answers taken at their worst: an
 * unanswered criterion is not met.
 */
export type Reason =
  /** The eligibility check is met. */
  | {
      code: "check-met";
      /** The check. */
      check: Id;
      /** The clause. */
      source: Anchor;
    }
  /** The eligibility check asks nothing of this applicant. */
  | {
      code: "check-not-required";
      /** The check. */
      check: Id;
      /** The clause. */
      source: Anchor;
    }
  /** The eligibility check is not met. */
  | {
      code: "check-not-met";
      /** The check. */
      check: Id;
      /** The facts given that speak against it; none where it asks for an award held. */
      facts: Id[];
      /** The clause. */
      source: Anchor;
    }
  /** The eligibility check depends on facts not given. */
  | {
      code: "check-undetermined";
      /** The check. */
      check: Id;
      /** Those facts. */
      needs: Id[];
      /** The clause. */
      source: Anchor;
    }
  /** A rating given counts for nothing. */
  | {
      code: "rating-ignored";
      /** Why. */
      because: "does-not-apply" | "no-reason";
      /** The criterion. */
      criterion: Id;
      /** The programme, where there are several. */
      programme?: Id;
      /** The clause. */
      source: Anchor;
    }
  /** The section does not concern this applicant, or nothing of it is left. */
  | {
      code: "section-not-applicable";
      /** The programme, where there are several. */
      programme?: Id;
      /** The section. */
      section: Id;
      /** The clause. */
      source: Anchor;
    }
  /** The section earns `level`: `met` of its `of` criteria there are met, `needed` would do. */
  | {
      code: "section-reached";
      /** The highest level earned. */
      level: Id;
      /** Criteria of that level met. */
      met: number;
      /** Criteria of that level that must be met. */
      needed: number;
      /** Criteria of that level. */
      of: number;
      /** The programme, where there are several. */
      programme?: Id;
      /** The section. */
      section: Id;
      /** The clause. */
      source: Anchor;
    }
  /** The section does not earn `level`, the next one up. */
  | {
      code: "section-missed";
      /** The lowest level not earned. */
      level: Id;
      /** Criteria of that level met. */
      met: number;
      /** Criteria of that level that must be met. */
      needed: number;
      /** Criteria of that level. */
      of: number;
      /** The programme, where there are several. */
      programme?: Id;
      /** The section. */
      section: Id;
      /** The clause. */
      source: Anchor;
      /** Criteria of that level not answered yet. */
      unanswered: number;
    }
  /** The section meets the criteria of `level`, which does not count because the lower level `below` is missing. */
  | {
      code: "section-held-back";
      /** The lowest level missing. */
      below: Id;
      /** The level whose own criteria are met. */
      level: Id;
      /** The programme, where there are several. */
      programme?: Id;
      /** The section. */
      section: Id;
      /** The clause. */
      source: Anchor;
    }
  /** Enough sections are at `level` or higher. */
  | {
      code: "quorum-reached";
      /** Sections at the level or higher. */
      count: number;
      /** The quality level. */
      level: Id;
      /** Sections needed. */
      needed: number;
      /** The programme, where there are several. */
      programme?: Id;
      /** The clause. */
      source: Anchor;
    }
  /** Too few sections are at `level` or higher. */
  | {
      code: "quorum-missed";
      /** Sections at the level or higher. */
      count: number;
      /** The next level up. */
      level: Id;
      /** Sections needed. */
      needed: number;
      /** The programme, where there are several. */
      programme?: Id;
      /** The clause. */
      source: Anchor;
    }
  /** Enough sections are at `level`, but `below` of the others are under `floor`. */
  | {
      code: "floor-missed";
      /** Sections under the floor. */
      below: number;
      /** The level that every section needs. */
      floor: Id;
      /** The next level up. */
      level: Id;
      /** The programme, where there are several. */
      programme?: Id;
      /** The clause. */
      source: Anchor;
    }
  /** Enough criteria of all sections together are rated high enough for `level`. */
  | {
      code: "share-reached";
      /** The level. */
      level: Id;
      /** Criteria that count. */
      met: number;
      /** Criteria needed. */
      needed: number;
      /** Criteria looked at. */
      of: number;
      /** The programme, where there are several. */
      programme?: Id;
      /** The clause. */
      source: Anchor;
    }
  /** Too few criteria of all sections together are rated high enough for `level`. */
  | {
      code: "share-missed";
      /** The level. */
      level: Id;
      /** Criteria that count. */
      met: number;
      /** Criteria needed. */
      needed: number;
      /** Criteria looked at. */
      of: number;
      /** The programme, where there are several. */
      programme?: Id;
      /** The clause. */
      source: Anchor;
      /** Criteria not answered yet. */
      unanswered: number;
    }
  /** The points are enough for `level`. */
  | {
      code: "points-reached";
      /** The level asked for. */
      level: Id;
      /** The most there could be. */
      most: number;
      /** Points needed. */
      needed: number;
      /** Points. */
      points: number;
      /** The programme, where there are several. */
      programme?: Id;
      /** The section; none where the award rule asks. */
      section?: Id;
      /** The clause. */
      source: Anchor;
    }
  /** The points are not enough for `level`. */
  | {
      code: "points-missed";
      /** The level asked for. */
      level: Id;
      /** The most there could be. */
      most: number;
      /** Points needed. */
      needed: number;
      /** Points. */
      points: number;
      /** The programme, where there are several. */
      programme?: Id;
      /** The section; none where the award rule asks. */
      section?: Id;
      /** The clause. */
      source: Anchor;
      /** Criteria not answered yet. */
      unanswered: number;
    }
  /** No criterion is rated lower than `level` allows. */
  | {
      code: "none-below-reached";
      /** The level asked for. */
      level: Id;
      /** Criteria looked at. */
      of: number;
      /** The programme, where there are several. */
      programme?: Id;
      /** The least rating that will do. */
      rated: Id;
      /** The section; none where the award rule asks. */
      section?: Id;
      /** The clause. */
      source: Anchor;
    }
  /** Some criterion is rated lower than `level` allows, whatever else is earned. */
  | {
      code: "none-below-missed";
      /** Criteria rated lower. */
      below: number;
      /** The level asked for. */
      level: Id;
      /** The programme, where there are several. */
      programme?: Id;
      /** The least rating that will do. */
      rated: Id;
      /** The section; none where the award rule asks. */
      section?: Id;
      /** The clause. */
      source: Anchor;
      /** Criteria not answered yet. */
      unanswered: number;
    }
  /** Nothing that the rule looks at is left, and empty is not all. */
  | {
      code: "nothing-applicable";
      /** The level asked for. */
      level: Id;
      /** The programme, where there are several. */
      programme?: Id;
      /** The section; none where the award rule asks. */
      section?: Id;
      /** The clause. */
      source: Anchor;
    }
  /** Facts are not as the rule asks for `level`. */
  | {
      code: "fact-missed";
      /** The facts. */
      facts: Id[];
      /** The level asked for. */
      level: Id;
      /** The programme, where there are several. */
      programme?: Id;
      /** The section; none where the award rule asks. */
      section?: Id;
      /** The clause. */
      source: Anchor;
    }
  /** A duration is too short for `level`. */
  | {
      code: "duration-below";
      /** The facts that make it up. */
      facts: Id[];
      /** The shortest that will do, in minutes. */
      least: number;
      /** The level asked for. */
      level: Id;
      /** The duration, in minutes. */
      minutes: number;
      /** The programme, where there are several. */
      programme?: Id;
      /** The section; none where the award rule asks. */
      section?: Id;
      /** The clause. */
      source: Anchor;
    }
  /** A duration is too long for `level`. */
  | {
      code: "duration-above";
      /** The facts that make it up. */
      facts: Id[];
      /** The level asked for. */
      level: Id;
      /** The duration, in minutes. */
      minutes: number;
      /** The longest that will do, in minutes. */
      most: number;
      /** The programme, where there are several. */
      programme?: Id;
      /** The section; none where the award rule asks. */
      section?: Id;
      /** The clause. */
      source: Anchor;
    }
  /** No such award is held as `level` asks for. */
  | {
      code: "held-missed";
      /** The level asked for. */
      level: Id;
      /** The levels that would do. */
      levels: Id[];
      /** The programme, where there are several. */
      programme?: Id;
      /** The other scheme; this one where left out. */
      scheme?: Id;
      /** The section; none where the award rule asks. */
      section?: Id;
      /** The clause. */
      source: Anchor;
    }
  /** The levels of the sections give a level by a table. */
  | {
      code: "table-result";
      /** The level they give, if any. */
      level: Id | null;
      /** The programme, where there are several. */
      programme?: Id;
      /** The level of each section, if any. */
      results: (Id | null)[];
      /** The clause. */
      source: Anchor;
    }
  /** Several programmes make one level. */
  | {
      code: "programmes-combined";
      /** Programmes at that level or higher, or all of them where there is no level. */
      count: number;
      /** The level, if any. */
      level: Id | null;
      /** The clause. */
      source: Anchor;
    }
  /** The level applied for may be awarded now. */
  | {
      code: "target-reached";
      /** The clause. */
      source: Anchor;
      /** The level applied for. */
      target: Id;
    }
  /** The level applied for may not be awarded now. */
  | {
      code: "target-missed";
      /** The level that may be awarded now, if any. */
      award: Id | null;
      /** The clause. */
      source: Anchor;
      /** The level applied for. */
      target: Id;
    }
  /** Something else that a level needs is missing. */
  | {
      code: "prerequisite-missed";
      /** The level that needs it. */
      level: Id;
      /** The prerequisite. */
      prerequisite: Id;
      /** The clause. */
      source: Anchor;
    }
  /** No award is held, so the first one is at most the entry level. */
  | {
      code: "progression-entry";
      /** The entry level. */
      level: Id;
      /** The quality level. */
      quality: Id;
      /** The clause. */
      source: Anchor;
    }
  /** The award held has not been held for long enough to move up. */
  | {
      code: "progression-wait";
      /** The day of that award. */
      awarded_on: Day;
      /** The first day on which a higher level may be awarded. */
      from: Day;
      /** The level held. */
      held: Id;
      /** The waiting time, in calendar months. */
      months: number;
      /** The clause. */
      source: Anchor;
    }
  /** The award held allows `level` at most: levels are not skipped. */
  | {
      code: "progression-step";
      /** The level held. */
      held: Id;
      /** The highest level that may be awarded next. */
      level: Id;
      /** The clause. */
      source: Anchor;
    }
  /** The band in which the applicant's fact falls. */
  | {
      code: "fee-band";
      /** The band. */
      band: Id;
      /** The ISO 4217 code of its currency. */
      currency: string;
      /** The fact or derived fact that decides it; none where there is only one band. */
      fact: Id | null;
      /** Where the band starts, in the fact's unit; none where it is the first and takes all that is below the next. */
      from: number | null;
      /** The band's fee before VAT, as it is before units and modifiers. */
      net: Pence;
      /** The clause. */
      source: Anchor;
    }
  /** What each unit above a number costs besides the band's fee. */
  | {
      code: "fee-per-unit";
      /** Units are counted above this, in the fact's unit. */
      above: number;
      /** The ISO 4217 code of its currency. */
      currency: string;
      /** The fact or derived fact that is counted. */
      fact: Id;
      /** What a unit costs before VAT. */
      net: Pence;
      /** The clause. */
      source: Anchor;
      /** How much of the fact is one unit. */
      unit: number;
      /** How many units are charged for; none where it is no whole number, or changes nothing and is not known. */
      units: number | null;
    }
  /** Something that raises or lowers the fee. Just one of `percent`, `net`, and `fact` with `of`, is there. */
  | {
      code: "fee-modifier";
      /** The ISO 4217 code of the currency of `net`. */
      currency: string;
      /** To a fact's part of `of`. */
      fact: Id | null;
      /** The modifier. */
      modifier: Id;
      /** By so many pence, lower where below 0. */
      net: number | null;
      /** What the fact is a part of. */
      of: number | null;
      /** By so many in a hundred, lower where below 0. */
      percent: number | null;
      /** The clause. */
      source: Anchor;
    }
  /** There is a fee, but its owner does not publish it. */
  | {
      code: "fee-not-published";
      /** The clause. */
      source: Anchor;
    }
  /** The fee depends on the level, and there is neither one applied for nor one that may be awarded. */
  | {
      code: "fee-level-unknown";
      /** The clause. */
      source: Anchor;
    }
  /** The fee cannot be told before these facts are known. */
  | {
      code: "fee-unknown";
      /** The facts. */
      needs: Id[];
      /** The clause. */
      source: Anchor;
    }
  /** The VAT rate in force at the tax point. */
  | {
      code: "vat-rate";
      /** The first day of that rate. */
      from: Day;
      /** The clause. */
      source: Anchor;
      /** The tax point. */
      tax_point: Day;
      /** The rate. */
      vat_rate_bp: number;
    }
  /** When the award held may be renewed. */
  | {
      code: "renewal-window";
      /** The first day on which it may be renewed. */
      from: Day;
      /** The level held. */
      held: Id;
      /** Whether the new award starts when the one held ends, because it is renewed early. */
      keeps_anniversary: boolean;
      /** Its last valid day. */
      last_day: Day;
      /** The clause. */
      source: Anchor;
    }
  /** The level held must be risen from: neither it nor a lower one may be awarded. */
  | {
      code: "must-progress";
      /** The level held. */
      held: Id;
      /** The clause. */
      source: Anchor;
    }
  /** A caution: the edition was retired before the day judged on, or on it. */
  | {
      code: "edition-retired";
      /** The first day on which it was. */
      from: Day;
      /** The clause. */
      source: Anchor;
    }
  /** A caution: the award held ended before the day judged on. */
  | {
      code: "held-lapsed";
      /** Whether it counts all the same. */
      counts: boolean;
      /** The level held. */
      held: Id;
      /** The last day on which it was valid. */
      last_day: Day;
      /** The clause. */
      source: Anchor;
    };

/** The code of a reason. */
export type ReasonCode = Reason["code"];
