// docs/schema/scheme.schema.json, by which editors complete and check a scheme file, agrees with the engine: it takes every scheme there
// is and every example of the manual, and what is refused for its shape or spelling it refuses too.

import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import Ajv from 'ajv/dist/2020.js';
import { parse } from 'smol-toml';
import { ROOT } from '../e2e/browser.mjs';

const FIXTURES = join(ROOT, 'crates/mentormark-author/tests/fixtures');

/** What is wrong with the shape or the spelling of a file. What its words mean together, only `mentormark check` can say. */
const OF_SHAPE = ['bad-id', 'duplicate-option', 'empty-list', 'empty-text', 'missing-field', 'number-out-of-range', 'too-few-options', 'too-many-levels', 'two-shapes', 'unknown-choice', 'unknown-field', 'wrong-type'];

/** Faults of such a code in what one value means beside another, which a schema cannot see. */
const OF_SENSE = ['missing-field.level-without-fee.toml', 'number-out-of-range.quorum.toml', 'number-out-of-range.renewal.toml', 'number-out-of-range.units-below.toml', 'number-out-of-range.units.toml'];

const schema = JSON.parse(await readFile(join(ROOT, 'docs/schema/scheme.schema.json'), 'utf8'));
const ajv = new Ajv({ strict: true, allowUnionTypes: true, strictRequired: false, strictTypes: false, formats: { date: true } });
const check = ajv.compile(schema);

/** As an editor sees it: dates are texts. */
const read = (text) => JSON.parse(JSON.stringify(parse(text), (_, value) => (value instanceof Date ? value.toISOString() : value)));

/** What is wrong with a scheme; empty where nothing is. */
const faults = (scheme) => (check(scheme) ? '' : ajv.errorsText(check.errors));

/** Every scheme file: shipped, kept for its shapes, and those that the faulty ones are made from. */
const files = async () => {
  const found = ['base.toml', 'wide.toml'].map((name) => join(FIXTURES, name));
  for (const root of ['crates/mentormark-schemes/data', 'tests/schemes']) {
    for (const folder of await readdir(join(ROOT, root), { withFileTypes: true })) {
      if (!folder.isDirectory()) continue;
      const names = await readdir(join(ROOT, root, folder.name));
      const editions = names.filter((name) => name.endsWith('.toml') && name !== 'sources.toml');
      found.push(...editions.map((name) => join(ROOT, root, folder.name, name)));
    }
  }
  return found;
};

test('every scheme is as it says', async () => {
  const all = await files();
  assert.ok(all.length > 17, `${all.length}`);
  for (const file of all) assert.equal(faults(read(await readFile(file, 'utf8'))), '', file);
});

test('every step of the tutorial is as it says', async () => {
  const manual = await readFile(join(ROOT, 'docs/scheme-format.md'), 'utf8');
  const steps = [...manual.matchAll(/^```toml tutorial-\d+\n(.*?)^```/gms)];
  assert.equal(steps.length, 6);
  for (const [step, text] of steps) assert.equal(faults(read(text)), '', step.slice(0, 20));
});

test('what the engine refuses for its shape or spelling it refuses', async () => {
  const missed = [];
  let tried = 0;
  for (const name of (await readdir(join(FIXTURES, 'faulty'))).sort()) {
    const text = name.endsWith('.toml') ? await readFile(join(FIXTURES, 'faulty', name), 'utf8') : '';
    if (!OF_SHAPE.includes(name.split('.')[0]) || text.startsWith('language')) continue;
    tried += 1;
    if (faults(read(text)) === '') missed.push(name);
  }
  assert.ok(tried > 25, `${tried}`);
  assert.deepEqual(missed, OF_SENSE);
});

/** Alters one value after the other where `altered` gives something else, and tells what is then taken all the same. */
const altered = (scheme, alter) => {
  const taken = [];
  let tried = 0;
  const walk = (value, path) => {
    if (value === null || typeof value !== 'object') return;
    for (const key of Object.keys(value)) {
      walk(value[key], `${path}/${key}`);
      const undo = alter(value, key);
      if (!undo) continue;
      tried += 1;
      if (faults(scheme) === '') taken.push(`${path}/${key}`);
      undo();
    }
  };
  walk(scheme, '');
  assert.equal(faults(scheme), '', 'as it was');
  return { taken, tried };
};

test('a misspelt key is refused wherever it stands', async () => {
  const scheme = read(await readFile(join(FIXTURES, 'wide.toml'), 'utf8'));
  const misspell = (value, key) => {
    if (Array.isArray(value)) return undefined;
    const { [key]: kept } = value;
    delete value[key];
    value[`${key}_q`] = kept;
    return () => {
      delete value[`${key}_q`];
      value[key] = kept;
    };
  };
  const { taken, tried } = altered(scheme, misspell);
  assert.ok(tried > 200, `${tried}`);
  assert.deepEqual(taken, []);
});

test('a value of another type is refused wherever it stands', async () => {
  const scheme = read(await readFile(join(FIXTURES, 'wide.toml'), 'utf8'));
  const retype = (value, key) => {
    const kept = value[key];
    value[key] = [[0]];
    return () => {
      value[key] = kept;
    };
  };
  const { taken, tried } = altered(scheme, retype);
  assert.ok(tried > 300, `${tried}`);
  assert.deepEqual(taken, []);
});
