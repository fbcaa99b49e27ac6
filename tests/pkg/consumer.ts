// A consumer that uses everything the package exports, as strictly typed as TypeScript can. It is compiled, never run: it fails to
// compile where a type lost something, and where `@ts-expect-error` meets no error, something became looser.

import {
  KeysRefused,
  Refused,
  loadScheme,
  ready,
  schemes,
  verifyReceipt,
  type Anchor,
  type Assessment,
  type AssessmentOfOne,
  type AssessmentOfSeveral,
  type Award,
  type BlockedRoute,
  type Bounds,
  type Check,
  type Claim,
  type CompiledScheme,
  type Credential,
  type DatedKey,
  type Day,
  type Difference,
  type DoesNotHold,
  type Earliest,
  type Eligibility,
  type Evidence,
  type FactValue,
  type Fault,
  type FaultCode,
  type Fee,
  type FeeAmounts,
  type Finding,
  type Findings,
  type Fragile,
  type Hash,
  type Held,
  type HeldElsewhere,
  type Id,
  type KeysDocument,
  type KnownFee,
  type Lift,
  type Limit,
  type ListedScheme,
  type ModuleSource,
  type Manifest,
  type ManifestHolds,
  type ManifestSubject,
  type Moment,
  type Multikey,
  type Outcome,
  type Pence,
  type Plan,
  type PossibleRoute,
  type Programme,
  type ProgrammeOutcome,
  type Proof,
  type Reason,
  type ReasonCode,
  type Receipt,
  type ReceiptCheck,
  type ReceiptCode,
  type ReceiptHolds,
  type ReceiptSubject,
  type Refusal,
  type RefusalCode,
  type Route,
  type SectionOutcome,
  type SourceOptions,
  type Submission,
  type Tally,
  type Validity,
  type Verification,
  type VerifyOptions,
} from "mentormark";
import asJson from "mentormark/schemes/nms/2022.json" with { type: "json" };
import asScript from "mentormark/schemes/nms/2022.js";
import compile from "mentormark/compile.wasm";
import receipts from "mentormark/receipts.wasm";
import address from "mentormark/rules.wasm";
import {
  MentormarkReadiness,
  type ChangeDetail,
  type CompleteDetail,
  type ErrorDetail,
  type MentormarkReadinessAttributes,
  type MentormarkReadinessEvents,
  type ReadyDetail,
  type WidgetOutcome,
} from "mentormark/widget";

const sources: ModuleSource[] = [new ArrayBuffer(0), new Uint8Array(0), new URL(address, "https://example.org/")];
await ready();
await ready(sources[0]);
await ready(fetch("https://example.org/rules.wasm"));
await ready(new WebAssembly.Module(new Uint8Array(0)));
// @ts-expect-error an address is a `URL`
await ready("rules.wasm");

const listed: readonly ListedScheme[] = schemes();
const hash: Hash = listed[0]!.rules_hash;
const plan: Plan = await loadScheme("nms");
const own: CompiledScheme = asScript;
const compiling: SourceOptions = { source: new URL(compile, "https://example.org/") };
const plans: Plan[] = [await loadScheme(own, compiling), await loadScheme(asJson), await loadScheme(new URL("https://example.org/own.json"))];
// @ts-expect-error a scheme has an id and an edition
await loadScheme({ sections: [] });
// @ts-expect-error plans come from `loadScheme`
plan.rulesHash = hash;

const facts: Record<Id, FactValue> = { employees: 180, charity: true, founded: "2001-04-01", areas: ["north"] };
const evidence: Record<Id, Evidence> = { "aims.bronze.purpose": { note: "p. 4", links: ["https://example.org/"] } };
const held: Held = { level: "bronze", awarded_on: "2026-03-02" };
const elsewhere: HeldElsewhere = { scheme: "qim", ...held };
const day: Day = "2026-11-21";
const one: AssessmentOfOne = {
  scheme: "nms",
  edition: "2022",
  as_of: day,
  target: "silver",
  tax_point: day,
  held,
  held_elsewhere: [elsewhere],
  facts,
  ratings: { "aims.bronze.purpose": "met" },
  evidence,
};
const programme: Programme = { id: "peer", ratings: {}, evidence };
const several: AssessmentOfSeveral = { scheme: "nms-university", as_of: day, facts, programmes: [programme] };
const assessments: Assessment[] = [one, several];
// @ts-expect-error one programme or several, not both
const both: Assessment = { scheme: "nms", as_of: day, facts, ratings: {}, programmes: [] };
// @ts-expect-error `null` is not "left out"
const empty: Assessment = { scheme: "nms", as_of: day, facts, ratings: {}, target: null };
// @ts-expect-error neither is `undefined`
const gone: Assessment = { scheme: "nms", as_of: day, facts, ratings: {}, target: undefined };
// @ts-expect-error a day is a text
const dated: Assessment = { scheme: "nms", as_of: new Date(), facts, ratings: {} };
// @ts-expect-error there is no such field
const unknown: Assessment = { scheme: "nms", as_of: day, facts, ratings: {}, asof: day };
// @ts-expect-error the facts are missing
const missing: Assessment = { scheme: "nms", as_of: day, ratings: {} };

function told(outcome: Outcome): string[] {
  const { status, eligibility, sections, programmes, quality, award, progression, validity, fee, routes, fragile, reasons } = outcome;
  const complete: "complete" | "incomplete" = status;
  const eligible: Eligibility["status"] = eligibility.status;
  const checks: Check[] = eligibility.checks;
  const bounds: Bounds[] = [quality, award, ...sections, ...programmes.map((of: ProgrammeOutcome) => of.quality)];
  const given: Award = award;
  const limits: Limit[] = given.limited_by;
  const tallies: Tally[] = sections.flatMap((section: SectionOutcome) => section.tallies);
  const earliest: Earliest[] = progression;
  const term: Validity | null = validity;
  const anchors: Anchor[] = outcome.assumptions;
  const falls: Fragile[] = fragile;
  return [
    complete,
    eligible,
    priced(fee),
    ...checks.map(({ id, status }) => `${id} ${status === "undetermined" ? "?" : status}`),
    ...bounds.map(({ level, could_reach }) => `${level ?? "none"} to ${could_reach ?? "none"}`),
    ...limits,
    ...tallies.map(({ met, of }) => `${met + 0} of ${of}`),
    ...earliest.map(({ level, earliest }) => level + earliest),
    ...anchors,
    ...falls.map(({ criterion, would_be, programme }) => criterion + (would_be ?? "") + (programme ?? "")),
    ...routes.map(led),
    ...reasons.map(because),
    term === null ? "" : term.last_day + (term.renew_from ?? "") + term.months.toFixed(),
  ];
}

/** Every status of a fee, and no other. */
function priced(fee: Fee): string {
  switch (fee.status) {
    case "known": {
      const known: KnownFee = fee;
      const amounts: FeeAmounts = known;
      const gross: Pence = amounts.gross;
      return `${gross} ${known.currency} ${known.band} ${known.vat_rate_bp}`;
    }
    case "unknown":
      return fee.needs.join();
    case "not-published":
    case "none":
      return fee.status;
    default:
      return fee satisfies never;
  }
}

function led(route: Route): string {
  if (route.lift === null) {
    const blocked: BlockedRoute = route;
    return blocked.blocked_by.map((by: "facts" | "not-applicable") => by).join();
  }
  const possible: PossibleRoute = route;
  return possible.lift.map((lift: Lift) => `${lift.criterion} ${lift.to}`).join() + possible.count.toFixed() + possible.needs.join();
}

function because(reason: Reason): string {
  const code: ReasonCode = reason.code;
  if (reason.code === "quorum-reached") return reason.level + reason.count.toFixed() + reason.needed.toFixed() + reason.source;
  if (reason.code === "rating-ignored") return reason.because === "no-reason" ? reason.criterion : (reason.because satisfies "does-not-apply");
  // @ts-expect-error no reason has this code
  if (reason.code === "because") return "";
  return code;
}

const outcome: Outcome = plan.assess(assessments[0]!);
const text: string = plan.assessJson(JSON.stringify(several));
const fee: Claim["fee"] = outcome.fee.status === "known" ? outcome.fee : null;
const claim: Claim = { rules_hash: plan.rulesHash, quality: outcome.quality.level, award: outcome.award.level, fee };
const submission: Submission = { assessment: one, wording_hash: "sha256:0", claim };
const options: VerifyOptions = { received: day };
const verification: Verification = plan.verify(submission, options);
const verified: string = plan.verifyJson(JSON.stringify(submission));

function differing(difference: Difference): string {
  switch (difference.pointer) {
    case "/claim/quality":
    case "/claim/award":
      return difference.claimed ?? difference.computed ?? "none";
    case "/claim/fee":
      return (difference.claimed?.gross ?? 0).toFixed();
    case "/claim/fee/net":
    case "/claim/fee/vat":
    case "/claim/fee/gross":
      return (difference.claimed - difference.computed).toFixed();
    default:
      return difference satisfies never;
  }
}

try {
  plan.assess(several);
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  const code: RefusalCode = error.code;
  const [first]: readonly [Refusal, ...Refusal[]] = error.refusals;
  console.log(error.name, code, first.code satisfies RefusalCode, first.pointer, first.message, first.did_you_mean?.length);
  // @ts-expect-error no refusal has this code
  if (code === "refused") console.log(code);
}
// @ts-expect-error only the package makes these
new Refused([]);

console.log(plans, told(outcome), text, verified, verification.status satisfies "confirmed" | "differs", verification.differences.map(differing));
console.log(verification.cautions.includes("held-unverified"), verification.assessment_hash, verification.outcome.rules_hash);
console.log(both, empty, gone, dated, unknown, missing);

/** Every way that a check can come out, and no other. */
function said(checked: ReceiptCheck): string {
  const findings: Findings = checked.findings;
  const [shape, ...rest]: Finding[] = findings;
  const steps = findings.map(({ step, holding, words }) => (holding === "holds" ? step : words));
  if (!checked.holds) {
    const not: DoesNotHold = checked;
    const [first]: [Fault, ...Fault[]] = not.faults;
    const code: FaultCode = first.code;
    // @ts-expect-error nothing is shown of what does not hold
    console.log(checked.document.issuer);
    return `${code} ${not.key satisfies Multikey | null} ${shape?.step} ${rest.length} ${steps.join()}`;
  }
  switch (checked.kind) {
    case "receipt": {
      const { document }: ReceiptHolds = checked;
      const receipt: Receipt = document;
      const subject: ReceiptSubject = receipt.credentialSubject;
      const proof: Proof = receipt.proof;
      const at: Moment = proof.created;
      return at + (subject.award ?? "none") + (subject.fee?.gross ?? 0).toFixed() + subject.status + (subject.log_index ?? 0);
    }
    case "manifest": {
      const { document }: ManifestHolds = checked;
      const manifest: Manifest = document;
      const of: Credential<"MentormarkManifest", ManifestSubject> = manifest;
      return of.issuer + of.credentialSubject.lines.all.toFixed();
    }
    default:
      return checked satisfies never;
  }
}

const key: DatedKey = { id: "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2", created: "2026-01-01T00:00:00Z" };
const keys: KeysDocument = { issuer: "did:web:verify.example.org", keys: [key, { ...key, retired: "2026-07-01T00:00:00Z" }] };
console.log(said(await verifyReceipt("{}", keys)), said(await verifyReceipt({}, ["z6Mk"], { source: new URL(receipts, "https://example.org/") })));
// @ts-expect-error keys are a list
await verifyReceipt("{}", { issuer: "did:web:verify.example.org" });
try {
  await verifyReceipt("{}", "[1]");
} catch (error) {
  if (!(error instanceof KeysRefused)) throw error;
  const code: FaultCode = error.code;
  if (code === "keys-unusable") console.log(code satisfies ReceiptCode, error.faults[0].pointer);
}

/** What a page hears of the widget, each event by its name. */
function hearing(widget: MentormarkReadiness): void {
  widget.addEventListener("mentormark-ready", ({ detail }) => {
    const { scheme, edition, target }: ReadyDetail = detail;
    console.log(scheme, edition, target satisfies Id);
  });
  widget.addEventListener("mentormark-change", ({ detail }) => {
    const { answered, of, level, could_reach }: ChangeDetail = detail;
    console.log(answered / of, level ?? could_reach ?? "none");
  });
  widget.addEventListener("mentormark-complete", ({ detail }: CustomEvent<CompleteDetail>) => {
    const { outcome, rules_hash } = detail;
    console.log(carried(outcome), rules_hash satisfies Hash);
  });
  const failing: (event: MentormarkReadinessEvents["mentormark-error"]) => void = ({ detail }) => {
    const { code, message }: ErrorDetail = detail;
    // @ts-expect-error no error of the widget has this code
    if (code === "error") console.log(code);
    console.log(code satisfies "bad-attribute" | "no-answer" | "no-rules", message);
  };
  // They bubble.
  document.addEventListener("mentormark-error", failing);
  window.addEventListener("mentormark-error", failing);
  // @ts-expect-error no such event
  widget.addEventListener("mentormark-done", (event: CustomEvent<CompleteDetail>) => console.log(event));
}

function carried(outcome: WidgetOutcome): string {
  const bounds: Bounds[] = [outcome.quality, outcome.award];
  const day: Day = outcome.as_of;
  const fee: string = outcome.fee.status === "known" ? outcome.fee.gross.toFixed() : outcome.fee.status;
  const rest: [Earliest[], Validity | null, Anchor[]] = [outcome.progression, outcome.validity, outcome.assumptions];
  // @ts-expect-error a page is not told what was answered
  console.log(outcome.reasons, rest);
  // @ts-expect-error nor what each section earns
  console.log(outcome.sections);
  // @ts-expect-error nor what the fee rests on
  if (outcome.fee.status === "known") console.log(outcome.fee.band);
  return day + fee + outcome.eligibility.status + bounds.length.toFixed() + outcome.status + (outcome.target ?? "");
}

const attributes: MentormarkReadinessAttributes = { scheme: "nms", target: "silver", lang: "cy", theme: "dark", base: "https://example.org/", inline: "" };
// @ts-expect-error a theme is light or dark
const garish: MentormarkReadinessAttributes = { scheme: "nms", theme: "red" };
// @ts-expect-error a scheme is named
const nameless: MentormarkReadinessAttributes = { target: "silver" };
const element: MentormarkReadiness = document.createElement("mentormark-readiness");
for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
hearing(element);
hearing(document.querySelector("mentormark-readiness")!);
console.log(MentormarkReadiness.observedAttributes satisfies string[], garish, nameless);
