// Every vector through the rules module in Node and in Chromium: the same bytes as the native engine.
//
// Before: `cargo xtask pkg` and `cargo build --package mentormark-cli`.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { inChromium, inNode } from './surfaces.mjs';
import { answers, compiled, editions, vectors } from './vectors.mjs';

const judged = await Promise.all(
  (await editions()).map(async (edition) => {
    const [asked, scheme] = await Promise.all([vectors(edition), compiled(edition)]);
    return { ...edition, asked, scheme, expected: await answers(edition, asked.filter(({ surface }) => surface !== 'plan')) };
  }),
);
const schemes = Object.fromEntries(judged.map(({ name, scheme }) => [name, scheme]));

for (const [place, open] of [['Node', inNode], ['Chromium', inChromium]]) {
  describe(place, () => {
    let module;
    before(async () => (module = await open(schemes)));
    after(() => module?.close());

    for (const { name, asked, expected } of judged) {
      // Those of the catalogue choose among schemes or editions, and this module holds one.
      for (const { id, text, given, surface, expect } of asked.filter(({ surface }) => surface !== 'catalogue')) {
        test(id, async () => {
          const answer = await module.ask(name, 'assessText', text);
          if (surface === 'plan') {
            const found = JSON.parse(answer).refused.map(({ message, ...refusal }) => refusal);
            assert.deepEqual(found, expect.refused);
          } else {
            assert.equal(answer, expected.get(id));
          }
          if (given !== undefined) assert.equal(await module.ask(name, 'assess', text), answer, 'object in, object out');
        });
      }

      test(`the rules hash of ${name} is that of the native engine`, async () => {
        const answer = [...expected.values()].map((line) => JSON.parse(line)).find(({ rules_hash }) => rules_hash);
        assert.equal(await module.ask(name, 'rulesHash'), answer.rules_hash);
      });
    }

    test('a value that JSON does not have is refused and nothing is thrown', async () => {
      const unwritable = ['syntax '];
      const missing = ['/as_of', '/facts', '/ratings', '/scheme'].map((pointer) => `missing-field ${pointer}`);
      assert.deepEqual(await module.ask(judged[0].name, 'assessOddities'), {
        nothing: unwritable,
        'a function': unwritable,
        'a symbol': unwritable,
        'a cyclic object': unwritable,
        'a big integer': unwritable,
        'a big integer within': unwritable,
        'an object that fails when read': unwritable,
        'an object that fails when written': unwritable,
        'not a number': ['wrong-type '],
        'a date': ['wrong-type '],
        'a map': missing,
      });
    });

    test('what is no scheme is refused and nothing is thrown', async () => {
      for (const [text, code] of [['', 'syntax'], ['[]', 'wrong-type'], ['{"id":1}', 'wrong-type']]) {
        const refused = await module.refusedToLoad(text);
        assert.ok(refused.some((refusal) => refusal.code === code), `${text}: ${JSON.stringify(refused)}`);
      }
    });
  });
}
