// What this package exports and takes. The shapes are those of the public contract, the same in files, on the command line and over
// HTTP; `tests/pkg` holds them against every outcome of the conformance vectors.

import type { Anchor, Day, Id, Pence, Reason, ReasonCode } from "./reason.js";
import type {
  Credential,
  DatedKey,
  DoesNotHold,
  Fault,
  FaultCode,
  Finding,
  Findings,
  KeysDocument,
  Manifest,
  ManifestHolds,
  ManifestSubject,
  Moment,
  Multikey,
  Proof,
  Receipt,
  ReceiptCheck,
  ReceiptCode,
  ReceiptHolds,
  ReceiptSubject,
} from "./receipt.js";
import type { Refusal, RefusalCode } from "./refusal.js";
import type { CompiledScheme } from "./scheme.js";

export type { Anchor, CompiledScheme, Day, Id, Pence, Reason, ReasonCode, Refusal, RefusalCode };
export type { Credential, Manifest, ManifestSubject, Proof, Receipt, ReceiptSubject };
export type { DatedKey, DoesNotHold, Fault, FaultCode, Finding, Findings, KeysDocument, ManifestHolds, Moment, Multikey, ReceiptCheck, ReceiptCode, ReceiptHolds };

/**
 * Starts the rules module, once however often it is called: the first call decides where it comes from. `loadScheme` calls it, so
 * call it yourself only to say where the module is, or to have it loaded before it is needed. After a failure it can be called again.
 *
 * @param source The bytes of `mentormark/rules.wasm`, its address, the response to a request for it, or the module compiled. Left out,
 *   it is the file of this package: Node reads it, a browser fetches it.
 */
export function ready(source?: ModuleSource | Promise<ModuleSource>): Promise<void>;

/** Where a module comes from. */
export type ModuleSource = ArrayBuffer | ArrayBufferView | URL | FetchResponse | CompiledModule;

/** Where a module comes from that is loaded when it is first needed. */
export interface SourceOptions {
  /** As for {@link ready}: the first call decides; left out, it is the file of this package. */
  readonly source?: ModuleSource | Promise<ModuleSource>;
}

/** Every edition of a scheme in this package: by scheme, the editions of each from the oldest on. */
export function schemes(): ListedScheme[];

/** An edition of a scheme in this package. */
export interface ListedScheme {
  /** The scheme: `nms`. */
  id: Id;
  /** The edition: `2022`. */
  edition: Id;
  /** The scheme's name in English. */
  name: string;
  /** The first day on which the edition is in force. */
  starts_on: Day;
  /** The hash of the compiled rules. */
  rules_hash: Hash;
}

/**
 * Makes a scheme ready to assess.
 *
 * @param scheme The id of one of {@link schemes}, such as `nms` for its newest edition or `nms@2022`; the address of a compiled scheme;
 *   or a compiled scheme itself, such as the default export of `mentormark/schemes/nms/2022.js`. The schemes of this package come
 *   ready to use by their ids; whatever else is brought is checked and compiled, for which a second module is loaded.
 * @param options `source` says where that one is: `mentormark/compile.wasm`.
 * @throws {Refused} Every fault of the scheme, or `unknown-scheme`.
 */
export function loadScheme(scheme: Id | URL | CompiledScheme, options?: SourceOptions): Promise<Plan>;

/**
 * Checks a receipt offline, or the manifest of a batch, as strictly as `mentormark receipt verify` and with the same answer: that it has
 * the shape of one and nothing besides, that the signature holds, that the key is one of those given, and that it was in use. It stops at
 * the first step that fails. The module that does it is loaded when this is first called.
 *
 * @param receipt The receipt: best as the text that came, because only a text shows a repeated key.
 * @param keys The keys that you trust: what `GET /v1/keys` of the issuer answered when you got it over a connection that you trust, as an
 *   object or as its text; or keys by themselves, each of which then speaks for itself alone and is good at any time. Without any key
 *   nothing holds, but a signature is checked all the same.
 * @param options `source` says where the module is: `mentormark/receipts.wasm`.
 * @throws {KeysRefused} Every fault of the keys.
 * @throws {Refused} What JSON does not have, in an object handed over.
 */
export function verifyReceipt(receipt: string | object, keys: string | KeysDocument | readonly string[], options?: SourceOptions): Promise<ReceiptCheck>;

/** A scheme ready to assess. */
export interface Plan {
  /** The scheme: `nms`. */
  readonly scheme: Id;
  /** The edition: `2022`. */
  readonly edition: Id;
  /** The hash of the compiled rules. */
  readonly rulesHash: Hash;

  /**
   * What the rules say of an assessment.
   *
   * @throws {Refused} Every fault of the assessment at once. What JSON does not have (`undefined`, `NaN`, a big integer, a `Date`, a
   *   `Map`, an object that refers to itself) is refused too, first.
   */
  assess(assessment: Assessment): Outcome;

  /**
   * The same from the text of an assessment to the RFC 8785 text of its outcome, which is the same to the byte on every surface. Only
   * a text shows a repeated key.
   *
   * @throws {Refused} As {@link Plan.assess}.
   */
  assessJson(assessment: string): string;

  /**
   * Whether the rules say what a submission claims. Its claim must name these rules by their hash.
   *
   * @param options `received` is the day on which it came in; without it nobody is cautioned about another day judged on.
   * @throws {Refused} Every fault of the submission at once; `unknown-rules` where it names others.
   */
  verify(submission: Submission, options?: VerifyOptions): Verification;

  /**
   * The same from text to RFC 8785 text.
   *
   * @throws {Refused} As {@link Plan.verify}.
   */
  verifyJson(submission: string, options?: VerifyOptions): string;
}

/** How a submission is checked. */
export interface VerifyOptions {
  /** The day on which it came in. */
  readonly received?: Day;
}

/** Why a document was turned away: every fault of it at once. */
export class Refused extends Error {
  private constructor();
  readonly name: "Refused";
  /** The code of the first refusal. */
  readonly code: RefusalCode;
  /** At least one, ordered by pointer; at most 1,000. */
  readonly refusals: readonly [Refusal, ...Refusal[]];
}

/** Why keys to check a receipt with cannot be used: every fault at once. */
export class KeysRefused extends Error {
  private constructor();
  readonly name: "KeysRefused";
  /** The code of the first fault. */
  readonly code: FaultCode;
  /** At least one, ordered by pointer. */
  readonly faults: readonly [Fault, ...Fault[]];
}

/**
 * A SHA-256: `sha256:` and 64 hexadecimal digits.
 *
 * @pattern ^sha256:[0-9a-f]{64}$
 */
export type Hash = `sha256:${string}`;

/** What an applicant states. A field that says nothing is left out. At most 1 MiB as JSON. */
export type Assessment = AssessmentOfOne | AssessmentOfSeveral;

interface AssessmentBase {
  /** The scheme judged by. */
  readonly scheme: Id;
  /** The edition judged by. */
  readonly edition?: Id;
  /** The day judged on. */
  readonly as_of: Day;
  /** The level applied for. It never changes a level: it orders routes, adds a reason and prices a fee that depends on the level. */
  readonly target?: Id;
  /** The day that decides the VAT rate; `as_of` where left out. */
  readonly tax_point?: Day;
  /** The award of this scheme held now; left out where none is. */
  readonly held?: Held;
  /**
   * Awards of other schemes held now.
   *
   * @maxItems 100
   */
  readonly held_elsewhere?: readonly HeldElsewhere[];
  /** Values by fact id. A fact left out is unknown. */
  readonly facts: Readonly<Record<Id, FactValue>>;
}

/** An assessment of one programme. */
export interface AssessmentOfOne extends AssessmentBase {
  /**
   * Rating ids by criterion id; `not-applicable` where that is allowed. A criterion left out is unknown.
   *
   * @maxProperties 10000
   */
  readonly ratings: Readonly<Record<Id, Id>>;
  /** Evidence by criterion id. It does not score; its note may be the reason that a rule asks for. */
  readonly evidence?: Readonly<Record<Id, Evidence>>;
  readonly programmes?: never;
}

/** An assessment of several programmes, for schemes that combine them. */
export interface AssessmentOfSeveral extends AssessmentBase {
  /**
   * Each programme.
   *
   * @minItems 1
   * @maxItems 100
   */
  readonly programmes: readonly Programme[];
  readonly ratings?: never;
  readonly evidence?: never;
}

/** One of several programmes. */
export interface Programme {
  /** Unique in the assessment. */
  readonly id: Id;
  /** Rating ids by criterion id. */
  readonly ratings: Readonly<Record<Id, Id>>;
  /** Evidence by criterion id. */
  readonly evidence?: Readonly<Record<Id, Evidence>>;
}

/** A whole number (a count, an amount in pence, a duration in minutes), yes or no, a day or an option's id, or several options' ids. */
export type FactValue = number | boolean | Day | Id | readonly Id[];

/** An award held in the scheme judged by. */
export interface Held {
  readonly level: Id;
  /** The day of the award, not after `as_of`. */
  readonly awarded_on: Day;
}

/** An award held in another scheme. */
export interface HeldElsewhere extends Held {
  readonly scheme: Id;
}

/** What shows that a criterion is met. */
export interface Evidence {
  /**
   * A note; its length is counted in Unicode scalar values.
   *
   * @maxLength 4000
   */
  readonly note?: string;
  /**
   * Addresses starting with `https://` or `http://`.
   *
   * @maxItems 20
   */
  readonly links?: readonly string[];
}

/** What the rules say of an assessment. Every key is there, `null` where empty; lists stand in scheme order. */
export interface Outcome {
  scheme: Id;
  edition: Id;
  /** The hash of the compiled rules. */
  rules_hash: Hash;
  /** The day judged on. */
  as_of: Day;
  /** The level applied for. */
  target: Id | null;
  /** `complete` when no blank could change eligibility, any level or the fee. */
  status: "complete" | "incomplete";
  /** Whether the applicant may apply at all. */
  eligibility: Eligibility;
  /** Each section's level; none where there are several programmes. */
  sections: SectionOutcome[];
  /** Each programme's levels, where there are several. */
  programmes: ProgrammeOutcome[];
  /** What the ratings earn. */
  quality: Bounds;
  /** What may be given now. */
  award: Award;
  /** For each level above the award held, the first day on which it may be awarded. */
  progression: Earliest[];
  /** How long an award made on `as_of` would be valid. */
  validity: Validity | null;
  /** What it costs. */
  fee: Fee;
  /** For each level above the quality level, lowest first, the fewest criteria to lift. */
  routes: Route[];
  /** The answers whose loss by one step would lower the award. */
  fragile: Fragile[];
  /** The deciding clauses. */
  reasons: Reason[];
  /** The assumptions that the outcome relies on. */
  assumptions: Anchor[];
}

/** A result with every blank at its worst and at its best. The truth lies between, and both ends can come true. */
export interface Bounds {
  /** The level with every blank at its worst; `null` for none. */
  level: Id | null;
  /** The level with every blank at its best; `null` for none. */
  could_reach: Id | null;
}

export interface Eligibility {
  /** All checks together. */
  status: "eligible" | "not-eligible" | "undetermined";
  checks: Check[];
}

/** One eligibility check. */
export interface Check {
  id: Id;
  /** `undetermined` where it depends on facts not given. */
  status: "met" | "not-met" | "undetermined";
  source: Anchor;
}

/** A section's level. */
export interface SectionOutcome extends Bounds {
  id: Id;
  /** The counts at each level, lowest first. */
  tallies: Tally[];
}

/** How many of a section's criteria at one level are met. */
export interface Tally {
  level: Id;
  /** Criteria rated as the rule asks, or higher. */
  met: number;
  /** Criteria without a rating. */
  unanswered: number;
  /** Criteria rated not applicable. */
  not_applicable: number;
  /** Criteria in all. */
  of: number;
}

/** The levels of one of several programmes. */
export interface ProgrammeOutcome {
  id: Id;
  sections: SectionOutcome[];
  quality: Bounds;
}

/** What may be given now. */
export interface Award extends Bounds {
  /** What holds the award below the quality level. */
  limited_by: Limit[];
  /** The outcome's name: the level, or what the scheme calls the place below its ladder. */
  label: Id | null;
}

/** What may hold an award below the quality level. */
export type Limit = "eligibility" | "progression" | "prerequisite";

/** The first day on which a level may be awarded. */
export interface Earliest {
  level: Id;
  /** Never before `as_of`; each level's day assumes that the one before was awarded on its own. */
  earliest: Day;
}

/** How long an award made on `as_of` would be valid. */
export interface Validity {
  /** The term, in calendar months. */
  months: number;
  /** The last valid day. */
  last_day: Day;
  /** The first day on which renewal may be asked for, where the scheme has a window. */
  renew_from: Day | null;
}

/** What it costs: known, dependent on facts not given, charged but not published, or nothing. */
export type Fee = KnownFee | { status: "unknown"; needs: Id[] } | { status: "not-published" } | { status: "none" };

/** A fee that no blank can change. */
export interface KnownFee extends FeeAmounts {
  status: "known";
  /** The ISO 4217 code of the currency. */
  currency: string;
  band: Id;
  /** The VAT rate in basis points, hundredths of a per cent: 2000 is 20 %. 0 where none is charged. */
  vat_rate_bp: number;
}

/** The amounts of a fee. */
export interface FeeAmounts {
  /** Before VAT. */
  net: Pence;
  vat: Pence;
  /** With VAT. */
  gross: Pence;
}

/** The smallest set of criteria to lift for a higher quality level, or why there is none. */
export type Route = PossibleRoute | BlockedRoute;

export interface PossibleRoute {
  to: Id;
  /** The criteria in scheme order, each with the rating it needs. */
  lift: Lift[];
  /** How many criteria. */
  count: number;
  /** Whether no smaller set exists for certain. */
  exact: boolean;
  /** Facts not given that the route relies on. */
  needs: Id[];
  blocked_by?: never;
}

/** A level that no ratings reach. */
export interface BlockedRoute {
  to: Id;
  lift: null;
  count: null;
  exact: boolean;
  needs: Id[];
  /** What stands in the way: what the applicant is or holds, or what was rated not applicable. */
  blocked_by: ("facts" | "not-applicable")[];
}

/** A criterion to lift. */
export interface Lift {
  /** Its programme, where there are several. */
  programme?: Id;
  criterion: Id;
  /** The rating it needs. */
  to: Id;
}

/** An answer whose loss by one step would lower the award. */
export interface Fragile {
  /** Its programme, where there are several. */
  programme?: Id;
  criterion: Id;
  /** What the award would become; `null` for none. */
  would_be: Id | null;
}

/** An assessment, and what is claimed of it. */
export interface Submission {
  readonly assessment: Assessment;
  /**
   * The hash of the words that the applicant was shown, like {@link Hash}. They change no result.
   *
   * @pattern ^sha256:[0-9a-f]{64}$
   */
  readonly wording_hash: string;
  readonly claim: Claim;
}

/** The result that an applicant's own run of the rules gave: every key is there, `null` where there is nothing. */
export interface Claim {
  /**
   * The `rules_hash` of the outcome.
   *
   * @pattern ^sha256:[0-9a-f]{64}$
   */
  readonly rules_hash: string;
  /** `quality.level` of the outcome. */
  readonly quality: Id | null;
  /** `award.level` of the outcome. */
  readonly award: Id | null;
  /** The amounts of `fee`; `null` unless it is known. */
  readonly fee: Readonly<FeeAmounts> | null;
}

/** What came of checking a submission. */
export interface Verification {
  /** Whether everything claimed is what the rules say. */
  status: "confirmed" | "differs";
  /** Where it is not, in the order quality, award, fee. */
  differences: Difference[];
  /** What else to look at: it is judged on another day than it was received on; it states an award held, which no register has confirmed. */
  cautions: ("as-of-not-today" | "held-unverified")[];
  /** The hash of the RFC 8785 form of the assessment. */
  assessment_hash: Hash;
  rules_hash: Hash;
  /** All that the rules say. */
  outcome: Outcome;
}

/** A part of a claim that is not what the rules say. `pointer` leads to it in the submission. */
export type Difference =
  | { pointer: "/claim/quality" | "/claim/award"; claimed: Id | null; computed: Id | null }
  | { pointer: "/claim/fee"; claimed: FeeAmounts | null; computed: FeeAmounts | null }
  | { pointer: "/claim/fee/net" | "/claim/fee/vat" | "/claim/fee/gross"; claimed: Pence; computed: Pence };

/** `Response`, where the place that this runs in has it. */
type FetchResponse = typeof globalThis extends { Response: { prototype: infer R } } ? R : never;

/** `WebAssembly.Module`, where the place that this runs in has it. */
type CompiledModule = typeof globalThis extends { WebAssembly: { Module: { prototype: infer M } } } ? M & object : never;
