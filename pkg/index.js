// The rules of mentoring quality standards for JavaScript. Nothing is decided here: the engine in `dist/rules.wasm` does, and this
// file fetches it, turns objects into text and back, and turns refusals into errors. `index.d.ts` documents what is exported.

import init, { load } from './dist/rules.js';
import { SHIPPED } from './dist/shipped.js';
import { write } from './json.js';

/** Why a document was turned away. */
export class Refused extends Error {
  constructor(refusals) {
    const [first] = refusals;
    const more = refusals.length > 1 ? `, and ${refusals.length - 1} more` : '';
    super(`${first.pointer ? `${first.pointer}: ` : ''}${first.message} [${first.code}]${more}`);
    this.code = first.code;
    this.refusals = refusals;
  }

  get name() {
    return 'Refused';
  }
}

/** The start of the module, once somebody asked for it. */
let starting;

export function ready(source) {
  starting ??= start(source).catch((trouble) => {
    // So that it can be tried again.
    starting = undefined;
    throw trouble;
  });
  return starting;
}

async function start(source) {
  const given = (await source) ?? new URL('./dist/rules.wasm', import.meta.url);
  await init({ module_or_path: given instanceof URL ? await open(given) : given });
}

/** What stands at an address: a response, or the bytes of a file, which Node cannot fetch. */
async function open(address) {
  const files = address.protocol === 'file:' && globalThis.process?.getBuiltinModule?.('node:fs/promises');
  if (files) return files.readFile(address);
  const response = await fetch(address);
  if (!response.ok) throw new Error(`\`${address}\` answers ${response.status}: check the address`);
  return response;
}

export function schemes() {
  return SHIPPED.map(({ load: _, ...listed }) => listed);
}

export async function loadScheme(scheme) {
  const [text] = await Promise.all([compiled(scheme), ready()]);
  const loaded = load(text);
  const refused = loaded.refused;
  if (refused !== undefined) {
    loaded.free();
    throw new Refused(JSON.parse(refused).refused);
  }
  return new Plan(loaded.plan());
}

/** The text of a compiled scheme. */
async function compiled(scheme) {
  if (scheme instanceof URL) {
    const found = await open(scheme);
    return ArrayBuffer.isView(found) ? new TextDecoder().decode(found) : found.text();
  }
  return typeof scheme === 'string' ? text(await shipped(scheme)) : text(scheme);
}

/** The compiled form of `id` or `id@edition`. Editions stand oldest first, so the last one is the newest. */
async function shipped(name) {
  const found = SHIPPED.filter(({ id, edition }) => name === id || name === `${id}@${edition}`).pop();
  if (!found) {
    const names = SHIPPED.map(({ id, edition }) => `\`${id}@${edition}\``).join(', ');
    const message = `there is no scheme \`${name}\` in this package: name one of ${names}, or hand over a compiled scheme`;
    throw new Refused([{ code: 'unknown-scheme', pointer: '', message }]);
  }
  return (await found.load()).default;
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
    return answer(this.#plan.assess(given(assessment)));
  }

  verify(submission, options) {
    return JSON.parse(this.verifyJson(text(submission), options));
  }

  verifyJson(submission, options) {
    const received = options?.received;
    return answer(this.#plan.verify(given(submission), received === undefined ? undefined : String(received)));
  }
}

function given(document) {
  if (typeof document === 'string') return document;
  throw new Refused([{ code: 'wrong-type', pointer: '', message: 'this must be the text of a document: hand over a string' }]);
}

/** The answer, unless it is a list of refusals: no other begins like this, because keys stand in order. */
function answer(text) {
  if (text.startsWith('{"refused":')) throw new Refused(JSON.parse(text).refused);
  return text;
}
