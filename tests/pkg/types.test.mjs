// The types of the package: what a consumer may write, what the engine really answers, and what the documents list.
//
// Before: `cargo xtask pkg`, `cargo build --package mentormark-cli`, `npm ci` here and in tests/e2e.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { promisify } from 'node:util';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { ROOT } from '../e2e/browser.mjs';
import { answers, editions, vectors } from '../js/vectors.mjs';
import { PKG, examples, installed, packed } from './installed.mjs';

const SAMPLES = join(ROOT, 'crates/mentormark-seal/tests/samples');
const TOOLS = join(ROOT, 'tests/pkg/node_modules/.bin');

/** As strict as TypeScript can be, and `skipLibCheck` off so that the package's own declarations are checked. */
const STRICT = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noPropertyAccessFromIndexSignature: true,
  noEmit: true,
  skipLibCheck: false,
  target: 'es2022',
  resolveJsonModule: true,
  types: [],
};

let project;
before(async () => (project = await installed()));

/** What the type checker says of these files in the project. */
async function compiled(files, options) {
  const made = join(project.folder, `ts-${Object.keys(files)[0]}`);
  await mkdir(made, { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(made, name), text);
  await writeFile(join(made, 'tsconfig.json'), JSON.stringify({ compilerOptions: { ...STRICT, ...options }, files: Object.keys(files) }));
  return promisify(execFile)(join(TOOLS, 'tsc'), ['--project', made], { maxBuffer: 1 << 26 }).then(
    () => '',
    ({ stdout, stderr }) => stdout + stderr,
  );
}

test('a strict consumer of everything compiles, for Node and for bundlers', async () => {
  const consumer = await readFile(join(ROOT, 'tests/pkg/consumer.ts'), 'utf8');
  const lib = ['es2022', 'dom', 'dom.iterable'];
  assert.equal(await compiled({ 'consumer.ts': consumer }, { lib, module: 'nodenext', moduleResolution: 'nodenext' }), '');
  assert.equal(await compiled({ 'consumer.ts': consumer }, { lib, module: 'esnext', moduleResolution: 'bundler' }), '');
});

test('every export is used by that consumer', async () => {
  const consumer = await readFile(join(ROOT, 'tests/pkg/consumer.ts'), 'utf8');
  const [imports, code] = [consumer.match(/^import .*?;$/gms).join('\n'), consumer.replaceAll(/^import .*?;$/gms, '')];
  const uses = (text, name) => new RegExp(`\\b${name}\\b`).test(text);
  for (const [file, from, least] of [['index.d.ts', 'mentormark', 50], ['widget.d.ts', 'mentormark/widget', 8]]) {
    const declared = await readFile(join(PKG, file), 'utf8');
    const names = [...declared.matchAll(/^export (?:class|function|interface|type) (\w+)/gm)].map(([, name]) => name);
    const again = [...declared.matchAll(/^export type \{ (.*) \};$/gm)].flatMap(([, list]) => list.split(', '));
    const imported = imports.match(new RegExp(`^import \\{([^}]*)\\} from "${from}";`, 'm'))[1];
    const missing = [...names, ...again].filter((name) => !uses(imported, name) || !uses(code, name));
    assert.ok(names.length + again.length >= least, `${file}: ${names.length + again.length}`);
    assert.deepEqual(missing, [], file);
  }
});

test('the types ask for no types of a browser', async () => {
  const file = 'import { loadScheme, ready } from "mentormark"; await ready(new Uint8Array()); (await loadScheme("nms")).assessJson("{}");';
  const url = 'declare global { class URL { readonly href: string } } export {};';
  assert.equal(await compiled({ 'bare.ts': file, 'url.d.ts': url }, { lib: ['es2022'], module: 'nodenext' }), '');
});

test('the example in TypeScript compiles', async () => {
  const code = await examples();
  assert.equal(await compiled({ 'reasons.ts': code['reasons.ts'] }, { lib: ['es2022', 'dom'], module: 'nodenext' }), '');
});

test('every outcome and every refusal of the vectors is as declared', async () => {
  const [outcomes, refusals] = [new Map(), new Map()];
  for (const edition of await editions()) {
    const asked = (await vectors(edition)).filter(({ surface }) => surface !== 'plan');
    for (const line of (await answers(edition, asked)).values()) {
      const answer = JSON.parse(line);
      if (answer.refused) for (const refusal of answer.refused) refusals.set(refusal.code, refusal);
      else outcomes.set(shape(answer), line);
    }
  }
  assert.ok(outcomes.size > 50 && refusals.size > 20, `${outcomes.size} shapes, ${refusals.size} codes`);
  const file = [
    'import type { Outcome, Refusal } from "mentormark";',
    // One statement each: a list of them all would be one type to work out.
    ...[...outcomes.values()].map((line, at) => `export const outcome${at}: Outcome = ${line};`),
    ...[...refusals.values()].map((refusal, at) => `export const refusal${at}: Refusal = ${JSON.stringify(refusal)};`),
  ];
  assert.equal(await compiled({ 'outcomes.ts': file.join('\n') }, { lib: ['es2022', 'dom'], module: 'nodenext' }), '');
});

test('what came of checking receipts is as declared', async () => {
  const { verifyReceipt } = await project.module();
  const sample = (name) => readFile(join(SAMPLES, name), 'utf8');
  const [keys, tampered, ...texts] = await Promise.all(['keys.json', 'tampered.json', 'receipt.json', 'receipt-bare.json', 'manifest.json'].map(sample));
  const all = [...texts, ...JSON.parse(tampered).map(({ text }) => text)];
  const checked = await Promise.all(all.map((text) => verifyReceipt(text, keys)));
  assert.equal(checked.filter(({ holds }) => holds).length, 3);
  const file = ['import type { ReceiptCheck } from "mentormark";', ...checked.map((one, at) => `export const checked${at}: ReceiptCheck = ${JSON.stringify(one)};`)];
  assert.equal(await compiled({ 'checked.ts': file.join('\n') }, { lib: ['es2022', 'dom'], module: 'nodenext' }), '');
});

test('the codes are those that the documents list', async () => {
  const codes = async (file, pattern) => [...(await readFile(file, 'utf8')).matchAll(pattern)].map(([, code]) => code);
  const ofRefusals = await codes(join(PKG, 'refusal.d.ts'), /^ {2}\| "([a-z-]+)"/gm);
  assert.ok(ofRefusals.length > 80);
  // The document begins with a table of a refusal's fields.
  const inTables = await codes(join(ROOT, 'docs/refusals.md'), /^\| `([a-z-]+)` \|/gm);
  assert.deepEqual(ofRefusals, inTables.filter((code) => !['code', 'pointer', 'message'].includes(code)));
  const ofReceipts = await codes(join(PKG, 'receipt.d.ts'), /^ {2}\| "([a-z-]+)"/gm);
  const inDocument = await readFile(join(ROOT, 'docs/receipts.md'), 'utf8');
  assert.deepEqual(ofReceipts, [...inDocument.split('| Code | Meaning |')[1].matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, code]) => code));
  const ofReasons = await codes(join(PKG, 'reason.d.ts'), /^ {6}code: "([a-z-]+)";/gm);
  assert.ok(ofReasons.length > 40);
  assert.deepEqual(ofReasons.sort(), (await codes(join(ROOT, 'docs/reasons.md'), /^## ([a-z-]+)$/gm)).sort());
});

test('publint has nothing to say', async () => {
  const { messages } = await publint({ pkgDir: join(project.folder, 'node_modules/mentormark'), strict: true, pack: false });
  const { default: pkg } = await import(join(PKG, 'package.json'), { with: { type: 'json' } });
  assert.deepEqual(messages.map((message) => formatMessage(message, pkg)), []);
});

test('are the types wrong? they are not', async () => {
  const { tarball } = await packed();
  // A package of ES modules only: what `require` makes of it is not asked.
  const words = [tarball, '--profile', 'esm-only', '--no-color', '--no-emoji', '--exclude-entrypoints', 'rules.wasm', 'compile.wasm', 'receipts.wasm', 'package.json'];
  const said = await promisify(execFile)(join(TOOLS, 'attw'), words).then(
    () => '',
    ({ stdout, stderr }) => stdout + stderr,
  );
  assert.equal(said, '');
});

test('the package holds what it says and nothing else', async () => {
  const { files } = await packed();
  const schemes = files.filter((file) => file.startsWith('schemes/') || file.startsWith('dist/plans/'));
  assert.ok(schemes.length >= 18 && schemes.every((file) => /^(schemes|dist\/plans)\/[a-z-]+\/[a-z0-9-]+\.(js|json)$/.test(file)), schemes.join());
  assert.deepEqual(
    files.filter((file) => !schemes.includes(file)),
    [
      'LICENSE-APACHE',
      'LICENSE-MIT',
      'README.md',
      'compile.js',
      'dist/compile.js',
      'dist/compile.wasm',
      'dist/receipts.js',
      'dist/receipts.wasm',
      'dist/rules.js',
      'dist/rules.wasm',
      'dist/shipped.js',
      'index.d.ts',
      'index.js',
      'json.js',
      'module.js',
      'package.json',
      'reason.d.ts',
      'receipt.d.ts',
      'receipts.js',
      'refusal.d.ts',
      'scheme.d.ts',
      'wasm.d.ts',
      'widget.d.ts',
      'widget.js',
    ],
  );
  const { dependencies, peerDependencies, optionalDependencies, scripts } = JSON.parse(await readFile(join(PKG, 'package.json'), 'utf8'));
  assert.deepEqual([dependencies, peerDependencies, optionalDependencies, scripts], [undefined, undefined, undefined, undefined]);
});

/** What tells outcomes of different types apart: the keys everywhere, and what is told apart by them. */
function shape(value) {
  if (Array.isArray(value)) return `[${[...new Set(value.map(shape))].sort()}]`;
  if (value === null || typeof value !== 'object') return value === null ? 'null' : typeof value;
  return `{${Object.keys(value).sort().map((key) => `${key}:${key === 'code' || key === 'status' ? value[key] : shape(value[key])}`)}}`;
}
