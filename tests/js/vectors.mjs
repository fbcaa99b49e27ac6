// The vectors of tests/vectors and tests/submissions, as tests/vectors/README.md has them, and what the native engine answers to them.

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../e2e/browser.mjs';

const PROGRAM = process.env.MENTORMARK_BIN ?? join(ROOT, 'target/debug/mentormark');
const VECTORS = join(ROOT, 'tests/vectors');
const SUBMISSIONS = join(ROOT, 'tests/submissions');
const SCHEMES = join(ROOT, 'crates/mentormark-schemes/data');

/** Every edition that has vectors: its `name` (scheme@edition), and its scheme `file` where it is not shipped. */
export async function editions() {
  const found = [];
  for (const scheme of await folders(VECTORS)) {
    for (const edition of await folders(join(VECTORS, scheme))) {
      const file = join(ROOT, 'tests/schemes', scheme, `${edition}.toml`);
      found.push({ name: `${scheme}@${edition}`, folder: join(VECTORS, scheme, edition), file: existsSync(file) ? file : undefined });
    }
  }
  return found;
}

async function folders(folder) {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
}

/** Every revision that was released: its `name` (scheme@edition.number), its compiled `scheme` to the byte, and the `hash` of that. */
export async function revisions() {
  const found = [];
  for (const id of await folders(SCHEMES)) {
    const folder = join(SCHEMES, id, 'released');
    for (const file of (await readdir(folder)).sort()) {
      const scheme = await readFile(join(folder, file), 'utf8');
      found.push({ name: `${id}@${file.replace(/\.json$/, '')}`, scheme, hash: `sha256:${createHash('sha256').update(scheme).digest('hex')}` });
    }
  }
  return found;
}

/** Every vector of an edition with its `text`, the document to judge. */
export function vectors({ folder }) {
  return listed(folder);
}

/** Every submission with its `text`. */
export function submissions() {
  return listed(SUBMISSIONS);
}

async function listed(folder) {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
  const lists = await Promise.all(files.map(async (file) => JSON.parse(await readFile(join(folder, file), 'utf8'))));
  return lists.flat().map((vector) => ({ ...vector, text: 'given' in vector ? JSON.stringify(vector.given) : speltOut(vector.given_text) }));
}

function speltOut(given) {
  if (typeof given === 'string') return given;
  if (Array.isArray(given)) return given.map(speltOut).join('');
  return Array.from({ length: given.times }, (_, turn) => given.repeat.replaceAll('%', turn)).join('');
}

/** An edition's compiled scheme, to the byte. */
export async function compiled({ name, file }) {
  return (await run(file ? ['compile', file] : ['show', name, '--json'])).trimEnd();
}

/** What the native engine answers to assessments, by the vector's id. */
export function answers({ file }, asked) {
  return told(['assess', ...(file ? ['--scheme-file', file] : [])], asked);
}

/** What the native engine finds in submissions, with the outcome, by the vector's id. */
export async function checks(asked) {
  const found = [];
  for (const day of new Set(asked.map(({ received }) => received))) {
    const words = ['verify', '--outcome', '--received', day ?? UNSAID];
    found.push(...(await told(words, asked.filter(({ received }) => received === day))));
  }
  return new Map(found);
}

/** The day on which submissions came in whose vectors leave it open. */
export const UNSAID = '2026-11-21';

/** The answers of a sub-command. Documents that fit on a line go through it as one stream. */
async function told(words, asked) {
  const lines = asked.filter((vector) => 'given' in vector);
  const said = (await run([...words, '--ndjson'], lines.map(({ text }) => `${text}\n`).join(''))).split('\n').slice(0, -1);
  if (said.length !== lines.length) throw new Error(`${lines.length} lines in, ${said.length} out`);
  const found = new Map(lines.map(({ id }, at) => [id, said[at]]));
  for (const { id, text } of asked.filter((vector) => !('given' in vector))) {
    found.set(id, (await run([...words, '--json', '-'], text)).replace(/\n$/, ''));
  }
  return found;
}

/** Runs the program; it ends with 1 where something differs and with 2 where it refuses, which are answers. */
function run(words, input = '') {
  return new Promise((done, fail) => {
    const child = execFile(PROGRAM, words, { maxBuffer: 1 << 28 }, (trouble, stdout, stderr) => {
      if (trouble && trouble.code !== 1 && trouble.code !== 2) fail(new Error(`${PROGRAM} ${words.join(' ')}: ${trouble.message} ${stderr}`));
      else done(stdout);
    });
    // It need not read all of a document that is too long.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}
