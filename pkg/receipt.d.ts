// What checking a receipt takes and gives: `docs/schema/receipt-check.schema.json`, `receipt.schema.json` and `keys.schema.json` of the
// project. `tests/pkg` holds these types against what is answered, and the codes against docs/receipts.md.

import type { Day, Id, Pence } from "./reason.js";
import type { RefusalCode } from "./refusal.js";
import type { Hash } from "./index.js";

/** A second of UTC time: `2026-11-22T03:14:38Z`. */
export type Moment = string;

/** An Ed25519 public key: base58 after a `z`. */
export type Multikey = `z6Mk${string}`;

/** The public keys of an issuer, as `GET /v1/keys` of a verifier answers. */
export interface KeysDocument {
  /** In whose name they sign, as a `did:web`; left out where each key speaks for itself. */
  readonly issuer?: string;
  /** Oldest first, at least one. */
  readonly keys: readonly DatedKey[];
}

/** A public key and the time in which it is in use. */
export interface DatedKey {
  /** The key, like {@link Multikey}. */
  readonly id: string;
  /** The first second in which it signed. */
  readonly created: Moment;
  /** The last second in which it did; left out while it signs. */
  readonly retired?: Moment;
}

/** What came of checking a receipt, told apart by `holds` and `kind`. */
export type ReceiptCheck = ReceiptHolds | ManifestHolds | DoesNotHold;

/** Every step holds, and the document is a receipt. */
export interface ReceiptHolds extends Holds {
  kind: "receipt";
  document: Receipt;
}

/** Every step holds, and the document is the manifest of a batch. */
export interface ManifestHolds extends Holds {
  kind: "manifest";
  document: Manifest;
}

interface Holds {
  holds: true;
  /** The key that signed. */
  key: Multikey;
  findings: Findings;
  faults: [];
  /** Whether lines that came with a manifest are its lines; none come here. */
  lines: null;
}

/** A step does not hold. Nothing of what the document states is shown. */
export interface DoesNotHold {
  holds: false;
  kind: null;
  /** The key whose signature holds, though nobody vouches for it; `null` where none does. */
  key: Multikey | null;
  findings: Findings;
  /** Why the step that failed did, ordered by pointer. */
  faults: [Fault, ...Fault[]];
  document: null;
  lines: null;
}

/** What came of each step, in their order. */
export type Findings = [Finding<"shape">, Finding<"signature">, Finding<"key">, Finding<"time">];

/** What came of one step. */
export interface Finding<Step extends string = "shape" | "signature" | "key" | "time"> {
  step: Step;
  /** `not-checked` where a step before it failed. */
  holding: "holds" | "fails" | "not-checked";
  /** The same in words. */
  words: string;
}

/** One thing that does not hold. */
export interface Fault {
  /** The stable code. */
  code: FaultCode;
  /** An RFC 6901 JSON pointer to the value; empty for the whole document. */
  pointer: string;
  /** A sentence for a person, which says what to do. */
  message: string;
}

/** Faults of the shape have the codes of refusals. */
export type FaultCode = RefusalCode | ReceiptCode;

/** The stable code of a fault of a receipt or of keys. A code is never renamed or given another meaning; a later version may have more. */
export type ReceiptCode =
  /** The document is of another type than the one asked for. */
  | "wrong-document"
  /** The `@context` of the document or of its proof is not the pinned one, so its words could mean something else. */
  | "wrong-context"
  /** There are several proofs, of which some could be anybody's. */
  | "proof-list"
  /** The proof is not a Data Integrity proof of the suite `eddsa-jcs-2022`. */
  | "wrong-suite"
  /** The proof was made for another purpose than to state something. */
  | "wrong-purpose"
  /** The issuer is neither a `did:key` nor a `did:web`. */
  | "bad-issuer"
  /** A key that is no Ed25519 Multikey, or a weak one. */
  | "bad-key"
  /** The key of the proof does not belong to the issuer. */
  | "key-of-another"
  /** A signature that is not 64 bytes in base58 after a `z`. */
  | "bad-signature"
  /** A time that is not written `YYYY-MM-DDThh:mm:ssZ`. */
  | "bad-time"
  /** An identifier, a version or a currency with other characters or of another length than its place takes. */
  | "bad-name"
  /** Two times contradict each other. */
  | "times-cross"
  /** Counts that do not add up. */
  | "counts-differ"
  /** The signature is not that of the key over this document: one of them was changed. */
  | "signature-fails"
  /** The signature holds, but the key is not one that you gave. */
  | "key-not-given"
  /** The signature holds, but the keys that you gave are those of another issuer. */
  | "issuer-not-given"
  /** The signature holds, but was made before the key was taken into use or after it was retired. */
  | "key-not-in-use"
  /** A list of keys without a key in use, or with two of the same. */
  | "keys-unusable";

/** The signed receipt of one verification: a W3C verifiable credential with an `eddsa-jcs-2022` proof. */
export type Receipt = Credential<"MentormarkReceipt", ReceiptSubject>;

/** The signed manifest of a batch. */
export type Manifest = Credential<"MentormarkManifest", ManifestSubject>;

/** A signed document. */
export interface Credential<Type extends string, Subject> {
  "@context": [string, string];
  type: ["VerifiableCredential", Type];
  /** Who states it: a `did:key` or a `did:web`. */
  issuer: `did:key:${string}` | `did:web:${string}`;
  /** When it was so. */
  validFrom: Moment;
  credentialSubject: Subject;
  proof: Proof;
}

/** The signature. */
export interface Proof {
  "@context": [string, string];
  type: "DataIntegrityProof";
  cryptosuite: "eddsa-jcs-2022";
  /** When it was signed. */
  created: Moment;
  /** The issuer, `#` and the key. */
  verificationMethod: string;
  proofPurpose: "assertionMethod";
  proofValue: `z${string}`;
}

/** What a receipt states: what was judged, by which rules, and what came out. It does not state that the answers are true. */
export interface ReceiptSubject {
  verification_id: string;
  verified_at: Moment;
  /** Whether everything claimed was what the rules say. */
  status: "confirmed" | "differs";
  scheme: Id;
  edition: Id;
  /** The day judged on. */
  as_of: Day;
  /** The hash of the RFC 8785 form of the assessment. */
  assessment_hash: Hash;
  rules_hash: Hash;
  /** The hash of the words that the applicant read. */
  wording_hash: Hash;
  /** The version of the engine that judged. */
  engine_version: string;
  /** The quality level that was computed; `null` for none. */
  quality: Id | null;
  /** The award that was computed; `null` for none. */
  award: Id | null;
  /** The fee that was computed; `null` where none is known. */
  fee: { currency: string; net: Pence; vat: Pence; gross: Pence } | null;
  cautions: ("as-of-not-today" | "held-unverified")[];
  /** Where it stands in the public log, if there is one. */
  log_index?: number;
}

/** What the manifest of a batch states. */
export interface ManifestSubject {
  batch_id: string;
  /** When the last line was verified. */
  verified_at: Moment;
  /** The version of the engine that judged. */
  engine_version: string;
  /** How many lines there are, and what became of them. */
  lines: { all: number; confirmed: number; differs: number; refused: number };
  /** The SHA-256 of the SHA-256s of the lines, 32 bytes each, in order. */
  lines_hash: Hash;
}
