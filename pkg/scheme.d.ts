// A compiled scheme: what `mentormark/schemes/*` and `mentormark compile` give. docs/schema/scheme.schema.json describes it in full.

/** A compiled scheme. */
export interface CompiledScheme {
  /** The scheme: `nms`. */
  readonly id: string;
  /** The edition: `2022`. */
  readonly edition: string;
  /** The first day on which the edition is in force, as `YYYY-MM-DD`. */
  readonly starts_on: string;
  readonly [field: string]: unknown;
}

declare const scheme: CompiledScheme;
export default scheme;
