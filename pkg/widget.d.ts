// The readiness widget. Importing this module defines the element <mentormark-readiness>, once however often it is imported; on a server,
// where there are no elements, it does nothing. docs/widget.md of the project says how pages use it.

import type { Anchor, Award, Bounds, Day, Earliest, Hash, Id, KnownFee, Validity } from "./index.js";

/**
 * `<mentormark-readiness scheme="nms" target="silver" lang="en-GB"><a href="…">Check your readiness</a></mentormark-readiness>`
 *
 * A short check in a frame of the site at `base`. What stands inside is shown where there is no JavaScript and where the check does not
 * come up.
 */
export class MentormarkReadiness extends HTMLElement {
  static readonly observedAttributes: string[];
}

/** The attributes of the element. Each is looked at again when it changes; only `theme` keeps what was answered. */
export interface MentormarkReadinessAttributes {
  /** The scheme: `nms`. */
  scheme: Id;
  /** The level to check for: `silver`. The lowest where left out. */
  target?: Id;
  /** The language, as a BCP 47 tag: `en-GB`, `cy`. Where the check is not in it, and where left out, British English. */
  lang?: string;
  /** The colours; those that the visitor prefers where left out. */
  theme?: "light" | "dark";
  /** The address of the site that the check comes from. The folder of the script where left out, so name it wherever the script is your own copy. */
  base?: string;
  /**
   * Puts the check into the page itself instead of a frame. The page's policy must let scripts and requests of `base` and WebAssembly
   * through, and the page can then see what is answered. Where that fails, there is a frame.
   */
  inline?: "" | boolean;
}

/** The check has come up. */
export interface ReadyDetail {
  scheme: Id;
  edition: Id;
  target: Id;
}

/** An answer was given or taken back. */
export interface ChangeDetail {
  /** How many questions have an answer. */
  answered: number;
  /** How many there are for this visitor. */
  of: number;
  /** The level that the answers earn, with what is open at its worst: `quality.level` of the outcome. `null` for none. */
  level: Id | null;
  /** The same with what is open at its best: `quality.could_reach`. */
  could_reach: Id | null;
}

/** The result was shown. */
export interface CompleteDetail {
  outcome: WidgetOutcome;
  rules_hash: Hash;
}

/** The check did not come up, or cannot go on. */
export interface ErrorDetail {
  /** An attribute that leads nowhere; a frame that does not answer; rules that do not load. */
  code: "bad-attribute" | "no-answer" | "no-rules";
  message: string;
}

/**
 * An outcome without whatever names a section, a criterion, a fact or what a fact falls in, or counts answers: a page is told what came
 * of them, not what they were.
 */
export interface WidgetOutcome {
  scheme: Id;
  edition: Id;
  rules_hash: Hash;
  /** The day judged on: the visitor's own. */
  as_of: Day;
  target: Id | null;
  status: "complete" | "incomplete";
  eligibility: { status: "eligible" | "not-eligible" | "undetermined" };
  quality: Bounds;
  award: Award;
  progression: Earliest[];
  validity: Validity | null;
  fee: Omit<KnownFee, "band"> | { status: "unknown" } | { status: "not-published" } | { status: "none" };
  /** The assumptions that the result relied on. */
  assumptions: Anchor[];
}

/** The events of the element. They bubble and cross shadow roots. */
export interface MentormarkReadinessEvents {
  "mentormark-ready": CustomEvent<ReadyDetail>;
  "mentormark-change": CustomEvent<ChangeDetail>;
  "mentormark-complete": CustomEvent<CompleteDetail>;
  "mentormark-error": CustomEvent<ErrorDetail>;
}

declare global {
  interface HTMLElementTagNameMap {
    "mentormark-readiness": MentormarkReadiness;
  }
  // Of the element, and of whatever it is in: document and window.
  interface GlobalEventHandlersEventMap extends MentormarkReadinessEvents {}
}
