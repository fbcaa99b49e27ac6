// Every vector through the packed npm package in Node and in Chromium: the same bytes as the native engine.
//
// Before: `cargo xtask pkg` and `cargo build --package mentormark-cli`.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { inChromium, inNode } from './surfaces.mjs';
import { UNSAID, answers, checks, compiled, editions, revisions, submissions, vectors } from './vectors.mjs';

const judged = await Promise.all(
  (await editions()).map(async (edition) => {
    const [asked, scheme] = await Promise.all([vectors(edition), compiled(edition)]);
    return { ...edition, asked, scheme, expected: await answers(edition, asked.filter(({ surface }) => surface !== 'plan')) };
  }),
);
const released = await revisions();
const schemes = Object.fromEntries([...judged, ...released].map(({ name, scheme }) => [name, scheme]));

const submitted = await submissions();
const found = await checks(submitted);
const byHash = new Map(released.map(({ name, hash }) => [hash, name]));

/** The rules hash that some outcome of a scheme names. */
function hash(expected) {
  return [...expected.values()].map((line) => JSON.parse(line)).find(({ rules_hash }) => rules_hash).rules_hash;
}

for (const [place, open] of [['Node', inNode], ['Chromium', inChromium]]) {
  describe(place, () => {
    let surface;
    before(async () => (surface = await open(schemes)));
    after(() => surface?.close());

    for (const { name, asked, expected } of judged) {
      // Those of the catalogue choose among schemes or editions, and a plan holds one.
      for (const { id, text, given, surface: asks, expect } of asked.filter(({ surface }) => surface !== 'catalogue')) {
        test(id, async () => {
          const answer = await surface.ask(name, 'assessJson', text);
          if (asks === 'plan') {
            const found = JSON.parse(answer).refused.map(({ message, ...refusal }) => refusal);
            assert.deepEqual(found, expect.refused);
          } else {
            assert.equal(answer, expected.get(id));
          }
          if (given !== undefined) assert.equal(await surface.ask(name, 'assess', text), answer, 'object in, object out');
        });
      }

      test(`the rules hash of ${name} is that of the native engine`, async () => {
        assert.equal(await surface.ask(name, 'rulesHash'), hash(expected));
      });
    }

    for (const { name, hash } of released) {
      test(`revision ${name} has its own rules hash`, async () => {
        assert.equal(await surface.ask(name, 'rulesHash'), hash);
      });
    }

    for (const { id, text, given, received = UNSAID } of submitted) {
      test(id, async () => {
        // Whose rules nobody has, any plan refuses.
        const name = byHash.get(text.match(/"rules_hash":\s*"(.+?)"/)?.[1]) ?? 'nms@2022';
        const answer = await surface.ask(name, 'verifyJson', text, received);
        assert.equal(answer, found.get(id));
        if (given !== undefined) assert.equal(await surface.ask(name, 'verify', text, received), answer, 'object in, object out');
      });
    }

    test('a value that JSON does not have is refused where it stands, and nothing else is thrown', async () => {
      assert.deepEqual(await surface.ask('nms@2022', 'assessOddities'), {
        nothing: ['wrong-type '],
        'a function': ['wrong-type '],
        'a symbol': ['wrong-type '],
        'a cyclic object': ['syntax '],
        'a big integer': ['wrong-type '],
        'a big integer within': ['wrong-type /facts/employees'],
        'nothing within': ['wrong-type /facts/a~1b~0c', 'wrong-type /held'],
        'a hole in a list': ['wrong-type /held_elsewhere/0'],
        'infinity within': ['wrong-type /facts/employees'],
        'a list as deep as a stack': ['too-deep '],
        'an object that fails when read': ['syntax '],
        'an object with a form of its own': ['wrong-type '],
        'not a number': ['wrong-type '],
        'a date': ['wrong-type '],
        'a date within': ['wrong-type /as_of'],
        'a map': ['wrong-type '],
        'a text in a box': ['wrong-type '],
        null: ['wrong-type '],
        'a text': ['wrong-type '],
      });
    });

    test('what is no text, and what is no day, is refused and nothing else is thrown', async () => {
      assert.deepEqual(await surface.ask('nms@2022', 'textOddities'), Array(8).fill(['wrong-type ']));
      assert.deepEqual(await surface.ask('nms@2022', 'dayOddities'), Array(5).fill(['bad-date ']));
    });

    test('what is no scheme is refused and nothing else is thrown', async () => {
      const refused = (text) => surface.ask(undefined, 'load', text);
      assert.deepEqual(await refused('data:application/json,'), ['syntax ']);
      assert.deepEqual(await refused('[]'), ['wrong-type ']);
      assert.deepEqual(await refused('"nsm"'), ['unknown-scheme ']);
      assert.deepEqual(await refused('null'), ['wrong-type ']);
      assert.ok((await refused('{"id":1}')).includes('wrong-type /id'));
    });
  });
}
