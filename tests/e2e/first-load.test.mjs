// What a browser really transfers before the page can be used, against the budget and against what the build says it weighs.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { DIST, start } from './browser.mjs';
import { open, pages, standard } from './sample.mjs';

const BUDGET = 240_000; // as crates/xtask/src/sizes.rs has it; the aim is 150,000

let site;
before(async () => (site = await start()));
after(() => site.close());

test('a first visit transfers what the build counted, within the budget', async () => {
  const counted = JSON.parse(await readFile(join(DIST, 'sizes.json'), 'utf8')).routes;
  for (const { path, heading } of await pages()) {
    await site.visit({}, async (page, context) => {
      const sizes = [];
      context.on('response', (response) => sizes.push(response.headerValue('content-length').then(Number)));
      await open(page, path, heading);
      await page.waitForLoadState('networkidle');
      const transferred = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
      assert.ok(transferred <= BUDGET, `${path}: ${transferred} bytes`);
      assert.equal(transferred, counted[`/${path}`].brotli, path);
    });
  }
});

test('what helps to judge a criterion comes when it is first asked for', async () => {
  const { scheme, words, guidance } = await standard();
  const [section] = scheme.sections;
  await site.visit({}, async (page, context) => {
    const asked = [];
    context.on('request', (request) => asked.push(request.url()));
    await open(page, `nms/2022/${section.id}/`, words.sections[section.id].name);
    await page.waitForLoadState('networkidle');
    assert.ok(!asked.some((url) => url.includes('guidance')));
    const [{ id }] = section.criteria;
    await page.getByRole('group', { name: words.criteria[id] }).locator('summary').click();
    await page.getByText(guidance[id].why, { exact: true }).waitFor();
    assert.equal(asked.filter((url) => url.includes('guidance')).length, 1);
  });
});
