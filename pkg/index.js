// The rules of mentoring quality standards for JavaScript. Nothing is decided here: the engine in the modules of `dist` does, and this
// file fetches them, turns objects into text and back, and turns refusals into errors. `index.d.ts` documents what is exported.

import init, { Plan as Rules } from './dist/rules.js';
import { SHIPPED } from './dist/shipped.js';
import { write } from './json.js';
import { once, open } from './module.js';

/** Why a document was turned away. */
export class Refused extends Error {
  constructor(refusals) {
    super(told(refusals));
    this.code = refusals[0].code;
    this.refusals = refusals;
  }

  get name() {
    return 'Refused';
  }
}

/** Why keys to check a receipt with cannot be used. */
export class KeysRefused extends Error {
  constructor(faults) {
    super(told(faults));
    this.code = faults[0].code;
    this.faults = faults;
  }

  get name() {
    return 'KeysRefused';
  }
}

function told([first, ...more]) {
  const place = first.pointer ? `${first.pointer}: ` : '';
  return `${place}${first.message} [${first.code}]${more.length > 0 ? `, and ${more.length} more` : ''}`;
}

export const ready = /* @__PURE__ */ once(init, () => new URL('./dist/rules.wasm', import.meta.url));

export function schemes() {
  return SHIPPED.map(({ load: _, ...listed }) => listed);
}

export async function loadScheme(scheme, options) {
  const [packed] = await Promise.all([typeof scheme === 'string' ? shipped(scheme) : compiled(scheme, options?.source), ready()]);
  const plan = Rules.unpack(packed);
  if (!plan) throw new Error('the files of this package are of different versions: serve those of one');
  return new Plan(plan);
}

/** The packed plan of a scheme that is brought along. */
async function compiled(scheme, source) {
  const written = scheme instanceof URL ? await read(scheme) : text(scheme);
  const { packed } = await import('./compile.js');
  const plan = await packed(written, source);
  if (plan.refused) throw new Refused(plan.refused);
  return plan;
}

async function read(address) {
  const found = await open(address);
  return ArrayBuffer.isView(found) ? new TextDecoder().decode(found) : found.text();
}

export async function verifyReceipt(receipt, keys, options) {
  const texts = [receipt, keys].map((given) => (typeof given === 'string' ? given : text(given)));
  const { check } = await import('./receipts.js');
  const checked = await check(...texts, options?.source);
  if (checked.refused) throw new KeysRefused(checked.refused);
  return checked;
}

/** The packed plan of `id` or `id@edition`. Editions stand oldest first, so the last one is the newest. */
async function shipped(name) {
  const found = SHIPPED.filter(({ id, edition }) => name === id || name === `${id}@${edition}`).pop();
  if (!found) {
    const names = SHIPPED.map(({ id, edition }) => `\`${id}@${edition}\``).join(', ');
    const message = `there is no scheme \`${name}\` in this package: name one of ${names}, or hand over a compiled scheme`;
    throw new Refused([{ code: 'unknown-scheme', pointer: '', message }]);
  }
  // A character stands for each byte.
  return Uint8Array.from((await found.load()).default, (byte) => byte.charCodeAt(0));
}

function text(value) {
  const written = write(value);
  if (written.refused) throw new Refused(written.refused);
  return written.text;
}

/** A scheme ready to assess; `loadScheme` gives one. */
class Plan {
  #plan;

  constructor(plan) {
    this.#plan = plan;
    this.scheme = plan.scheme;
    this.edition = plan.edition;
    this.rulesHash = plan.rulesHash;
    Object.freeze(this);
  }

  assess(assessment) {
    return JSON.parse(this.assessJson(text(assessment)));
  }

  assessJson(assessment) {
    return answer(this.#plan.assess(bytes(assessment)));
  }

  verify(submission, options) {
    return JSON.parse(this.verifyJson(text(submission), options));
  }

  verifyJson(submission, options) {
    const received = options?.received;
    return answer(this.#plan.verify(bytes(submission), received === undefined ? undefined : String(received)));
  }
}

const UTF8 = /* @__PURE__ */ new TextEncoder();

/** The text of a document as bytes: what the module would make of a string by itself, several times as slowly. */
function bytes(document) {
  if (typeof document === 'string') return UTF8.encode(document);
  throw new Refused([{ code: 'wrong-type', pointer: '', message: 'this must be the text of a document: hand over a string' }]);
}

/** The answer, unless it is a list of refusals: no other begins like this, because keys stand in order. */
function answer(text) {
  if (text.startsWith('{"refused":')) throw new Refused(JSON.parse(text).refused);
  return text;
}
