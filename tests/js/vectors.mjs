// The vectors of tests/vectors, as tests/vectors/README.md has them, and what the native engine answers to them.

import { execFile } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../e2e/browser.mjs';

const PROGRAM = process.env.MENTORMARK_BIN ?? join(ROOT, 'target/debug/mentormark');
const FOLDER = join(ROOT, 'tests/vectors/nms/2022');

/** Every vector of nms@2022 with its `text`, the document to judge. */
export async function vectors() {
  const files = (await readdir(FOLDER)).sort();
  const lists = await Promise.all(files.map(async (file) => JSON.parse(await readFile(join(FOLDER, file), 'utf8'))));
  return lists.flat().map((vector) => ({ ...vector, text: 'given' in vector ? JSON.stringify(vector.given) : speltOut(vector.given_text) }));
}

function speltOut(given) {
  if (typeof given === 'string') return given;
  if (Array.isArray(given)) return given.map(speltOut).join('');
  return Array.from({ length: given.times }, (_, turn) => given.repeat.replaceAll('%', turn)).join('');
}

/** The compiled scheme, to the byte as it is shipped. */
export async function compiled() {
  return (await run(['show', 'nms@2022', '--json'])).trimEnd();
}

/** What the native engine answers, by the vector's id. Documents that fit on a line go through it as one stream. */
export async function answers(asked) {
  const lines = asked.filter((vector) => 'given' in vector);
  const said = (await run(['assess', '--ndjson'], lines.map(({ text }) => `${text}\n`).join(''))).split('\n').slice(0, -1);
  if (said.length !== lines.length) throw new Error(`${lines.length} lines in, ${said.length} out`);
  const found = new Map(lines.map(({ id }, at) => [id, said[at]]));
  for (const { id, text } of asked.filter((vector) => !('given' in vector))) {
    found.set(id, (await run(['assess', '--json', '-'], text)).replace(/\n$/, ''));
  }
  return found;
}

/** Runs the program; it ends with 2 where it refuses, which is an answer. */
function run(words, input = '') {
  return new Promise((done, fail) => {
    const child = execFile(PROGRAM, words, { maxBuffer: 1 << 28 }, (trouble, stdout, stderr) => {
      if (trouble && trouble.code !== 2) fail(new Error(`${PROGRAM} ${words.join(' ')}: ${trouble.message} ${stderr}`));
      else done(stdout);
    });
    // It need not read all of a document that is too long.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}
