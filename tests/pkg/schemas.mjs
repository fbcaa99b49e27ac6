// The JSON Schemas of what goes in and comes out, made from the types of the npm package, so that the two cannot part. The tests hold
// both against what the engine reads and writes.
//
//   node tests/pkg/schemas.mjs        writes docs/schema

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createGenerator } from 'ts-json-schema-generator';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Each schema: its file, the type it is made from, and what it is called. */
const SCHEMAS = [
  ['assessment', 'Assessment', 'Mentormark assessment'],
  ['outcome', 'Outcome', 'Mentormark outcome'],
  ['refusal', 'Refusal', 'Mentormark refusal'],
  ['submission', 'Submission', 'Mentormark submission'],
  ['submission-check', 'Verification', 'What came of checking a Mentormark submission'],
];

/** Every schema as it ought to stand in docs/schema: file name and text. */
export async function schemas() {
  const generator = createGenerator({
    path: join(ROOT, 'pkg/index.d.ts'),
    tsconfig: join(ROOT, 'tests/pkg/schemas.tsconfig.json'),
    additionalProperties: false,
    encodeRefs: false,
    expose: 'export',
    skipTypeCheck: true,
  });
  return SCHEMAS.map(([name, type, title]) => [`${name}.schema.json`, text(name, type, title, generator.createSchema(type))]);
}

function text(name, type, title, { definitions }) {
  const { [type]: root, ...others } = definitions;
  const { description, ...shape } = tidy(root);
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `${name}.schema.json`,
    $comment: 'Made from the types of the npm package by `node tests/pkg/schemas.mjs`: do not edit.',
    title,
    description,
    ...shape,
    $defs: tidy(Object.fromEntries(Object.entries(others).sort(([a], [b]) => (a < b ? -1 : 1)))),
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

/** The same as draft 2020-12 with the project's conventions: every number is whole, and what may never be there is not spoken of. */
function tidy(value) {
  if (Array.isArray(value)) return value.map(tidy);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([, inner]) => !(inner?.not && Object.keys(inner.not).length === 0));
  return Object.fromEntries(entries.map(([key, inner]) => [key, tidied(key, inner)]));
}

function tidied(key, value) {
  if (key === '$ref') return value.replace('#/definitions/', '#/$defs/');
  if (key === 'type') return Array.isArray(value) ? value.map(whole) : whole(value);
  return tidy(value);
}

function whole(type) {
  return type === 'number' ? 'integer' : type;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, made] of await schemas()) {
    const file = join(ROOT, 'docs/schema', name);
    if ((await readFile(file, 'utf8').catch(() => undefined)) !== made) await writeFile(file, made);
  }
}
