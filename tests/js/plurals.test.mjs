// The categories of numbers in Welsh, against which the Rust words are held, are those of the Unicode CLDR in this Node.

import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { test } from 'node:test';

const FILE = new URL('../../crates/mentormark-report/tests/samples/plurals-cy.txt', import.meta.url);
const HEAD = '# Written by `BLESS=1 node --test tests/js/plurals.test.mjs` from Intl.PluralRules. Do not edit.';

test('the list of plural categories is what Intl.PluralRules says of Welsh', async () => {
  const rules = new Intl.PluralRules('cy');
  assert.equal(rules.resolvedOptions().locale, 'cy', 'this Node knows Welsh');
  const lines = Array.from({ length: 1_001 }, (_, number) => `${number} ${rules.select(number)}`);
  const list = [HEAD, ...lines, ''].join('\n');
  if (process.env.BLESS) await writeFile(FILE, list);
  assert.equal(await readFile(FILE, 'utf8'), list);
});
