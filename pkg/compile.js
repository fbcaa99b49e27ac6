// Compiles schemes that are not in this package: the engine in `dist/compile.wasm` does, and only who brings one loads this file and that.

import init, { compile } from './dist/compile.js';
import { once } from './module.js';

const ready = once(init, () => new URL('./dist/compile.wasm', import.meta.url));

/** The packed plan of a scheme from its text, or an object with `refused`. */
export async function packed(scheme, source) {
  await ready(source);
  const compiled = compile(scheme);
  const refused = compiled.refused;
  if (refused === undefined) return compiled.packed();
  compiled.free();
  return JSON.parse(refused);
}
