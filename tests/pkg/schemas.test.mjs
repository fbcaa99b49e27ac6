// The JSON Schemas of docs/schema agree with the types, being made from them, and with the engine: all that it reads and writes is
// as they say, and what it refuses for its shape they refuse too.
//
// Before: `cargo build --package mentormark-cli`, `npm ci` here and in tests/e2e.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, test } from 'node:test';
import Ajv from 'ajv/dist/2020.js';
import { ROOT } from '../e2e/browser.mjs';
import { answers, checks, editions, submissions, vectors } from '../js/vectors.mjs';
import { schemas } from './schemas.mjs';

/** Whether a document is refused for its shape, whatever the scheme. What type a fact has, its scheme says. */
const isOfShape = ({ code, pointer }) => ['missing-field', 'unknown-field', 'wrong-type'].includes(code) && !pointer.includes('/facts/');

const made = await schemas();
const ajv = new Ajv({ allErrors: false, strict: true, allowUnionTypes: true });
for (const [, text] of made) ajv.addSchema(JSON.parse(text));
const fits = (name, value) => {
  const check = ajv.getSchema(`${name}.schema.json`);
  return check(value) ? '' : ajv.errorsText(check.errors);
};

/** Each document that is JSON, with what the engine answers: of assessments, and of submissions. */
let assessed;
let checked;
before(async () => {
  const read = (asked, told) => asked.filter(({ given }) => given !== undefined).map(({ id, given }) => ({ id, given, answer: JSON.parse(told.get(id)) }));
  const each = (await editions()).map(async (edition) => {
    const asked = (await vectors(edition)).filter(({ surface }) => surface !== 'plan');
    return read(asked, await answers(edition, asked));
  });
  assessed = (await Promise.all(each)).flat();
  const asked = await submissions();
  checked = read(asked, await checks(asked));
});

test('they are fresh', async () => {
  for (const [name, text] of made) {
    assert.equal(await readFile(join(ROOT, 'docs/schema', name), 'utf8'), text, `${name}: run \`node tests/pkg/schemas.mjs\``);
  }
});

test('all that the engine reads and writes is as they say', () => {
  const accepted = (list) => list.filter(({ answer }) => !answer.refused);
  assert.ok(accepted(assessed).length > 700 && accepted(checked).length > 20);
  for (const { id, given, answer } of accepted(assessed)) {
    assert.equal(fits('assessment', given), '', id);
    assert.equal(fits('outcome', answer), '', id);
  }
  for (const { id, given, answer } of accepted(checked)) {
    assert.equal(fits('submission', given), '', id);
    assert.equal(fits('submission-check', answer), '', id);
  }
  for (const { id, answer } of [...assessed, ...checked]) {
    for (const refusal of answer.refused ?? []) assert.equal(fits('refusal', refusal), '', id);
  }
});

test('what the engine refuses for its shape they refuse', () => {
  const ofShape = (list) => list.filter(({ answer }) => answer.refused?.some(isOfShape));
  assert.ok(ofShape(assessed).length > 10 && ofShape(checked).length > 10);
  for (const { id, given } of ofShape(assessed)) assert.notEqual(fits('assessment', given), '', id);
  for (const { id, given } of ofShape(checked)) assert.notEqual(fits('submission', given), '', id);
});

test('an outcome that lacks a key, or has one more, is not as they say', () => {
  const { answer } = assessed.find(({ answer }) => answer.status === 'complete' && answer.reasons.length > 5);
  let tried = 0;
  const alter = (value, root) => {
    if (value === null || typeof value !== 'object') return;
    const isList = Array.isArray(value);
    for (const key of Object.keys(value)) {
      alter(value[key], root);
      // What may be left out is no fault.
      if (isList || ['programme', 'section'].includes(key)) continue;
      const { [key]: kept } = value;
      delete value[key];
      assert.notEqual(fits('outcome', root), '', `without ${key}`);
      value[key] = kept;
      tried += 1;
    }
    if (isList) return;
    value.more = 1;
    assert.notEqual(fits('outcome', root), '', 'with more');
    delete value.more;
  };
  alter(answer, answer);
  assert.ok(tried > 100, `${tried}`);
  assert.equal(fits('outcome', answer), '', 'as it was');
});
