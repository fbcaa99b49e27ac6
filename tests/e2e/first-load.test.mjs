// What a browser really transfers before the page can be used, and after, against the budgets and against what the build says.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { DIST, PATIENCE, ROOT, awaited, start } from './browser.mjs';
import { LANGUAGES, open, pages, standard } from './sample.mjs';

const BUDGET = 150_000; // as crates/xtask/src/sizes.rs has it
const LATER = 40_000;

/** A receipt of another verifier. */
const RECEIPT = join(ROOT, 'crates/mentormark-seal/tests/samples/receipt.json');

let site;
before(async () => (site = await start()));
after(() => site.close());

/** The bytes of each answer by the address's path, once `body` is through, they are `enough` and the network is quiet. */
async function transferred(page, context, body, enough) {
  const sizes = {};
  const known = [];
  const heard = (response) => {
    const path = new URL(response.url()).pathname.slice(1);
    known.push(response.headerValue('content-length').then((length) => (sizes[path] = Number(length))));
  };
  context.on('response', heard);
  await body();
  // The network may be quiet for once before a later part is asked for. What never is enough is for the test to say.
  const begun = performance.now();
  while (!enough(sizes) && performance.now() - begun < PATIENCE) await new Promise((done) => setTimeout(done, 50));
  await page.waitForLoadState('networkidle');
  context.off('response', heard);
  await Promise.all(known);
  return sizes;
}

const sum = (sizes) => Object.values(sizes).reduce((sum, size) => sum + size, 0);

test('a first visit transfers what the build counted, within the budget', async () => {
  const counted = JSON.parse(await readFile(join(DIST, 'sizes.json'), 'utf8'));
  for (const { path, heading } of [...(await pages()), ...(await pages('nms/2022', 'cy'))]) {
    await site.visit({}, async (page, context) => {
      const first = (sizes) => sum(Object.fromEntries(Object.entries(sizes).filter(([path]) => !counted.later[path])));
      const wanted = counted.routes[`/${path}`].brotli;
      const size = first(await transferred(page, context, () => open(page, path, heading), (sizes) => first(sizes) >= wanted));
      assert.ok(size <= BUDGET, `${path}: ${size} bytes`);
      assert.equal(size, wanted, path);
    });
  }
});

test('what explains the result, and what is rarely done, come after the page can be used', async () => {
  const counted = JSON.parse(await readFile(join(DIST, 'sizes.json'), 'utf8'));
  const part = (name) => Object.keys(counted.later).find((path) => path.includes(`${name}.`) && !path.includes('.cy.'));
  await site.visit({}, async (page, context) => {
    const hold = Promise.withResolvers?.() ?? resolvers();
    await page.route(`**/${part('explain')}`, async (route) => {
      await hold.promise;
      await route.continue();
    });
    const went = page.goto('nms/2022/aims/');
    await awaited(page).waitFor();
    // Answers count, and the summary follows, while the reasons are still on their way.
    const first = page.getByRole('radio', { name: 'Met', exact: true }).first();
    await first.check();
    await page.getByText('1 of 105').waitFor();
    await page.getByText('Saved in this browser.').waitFor();
    hold.resolve();
    const reasons = page.locator('.section-standing .reasons').first();
    const later = await transferred(page, context, () => Promise.all([went, reasons.waitFor()]), (sizes) => sizes[part('explain')]);
    for (const [path, size] of Object.entries(later)) assert.ok(size <= LATER, `${path}: ${size} bytes`);
  });
  await site.visit({}, async (page, context) => {
    const { words } = await standard();
    const parts = [part('explain'), part('deeds')];
    const all = await transferred(page, context, () => open(page, 'nms/2022/', words.name), (sizes) => parts.every((path) => sizes[path]));
    for (const path of parts) assert.ok(all[path] <= LATER, `${path}: ${all[path]} bytes`);
  });
});

test('what is opened later transfers what the build counted for it, with all that its parts share', async () => {
  const counted = JSON.parse(await readFile(join(DIST, 'sizes.json'), 'utf8'));
  const isLater = (path) => (counted.later[path] && !path.includes('/offline.')) || path.includes('/later.');
  const later = (sizes) => sum(Object.fromEntries(Object.entries(sizes).filter(([path]) => isLater(path))));
  for (const [tag, { folder }] of Object.entries(LANGUAGES)) {
    const of = (step) => counted.opened[`${step} in ${tag}`].brotli;
    const { path, heading } = (await pages('nms/2022', tag)).at(-1);
    for (const [step, segment] of [['planning', 'plan'], ['sending', 'check'], ['keeping', 'saved']]) {
      await site.visit({}, async (page, context) => {
        const shown = of('result') + of('deeds');
        const byItself = await transferred(page, context, () => open(page, path, heading), (sizes) => later(sizes) >= shown);
        assert.equal(later(byItself), shown, path);
        const opened = await transferred(page, context, async () => {
          await page.getByRole('main').locator(`a[href$="/${segment}/"]`).first().click();
          await page.waitForURL(`**/${segment}/`);
          await page.waitForFunction((before) => document.querySelector('h1').textContent !== before, heading);
        }, (sizes) => later(sizes) >= of(step));
        assert.equal(later(opened), of(step), segment);
        assert.ok(of(step) <= LATER, `${segment}: ${of(step)} bytes`);
      });
    }
    await site.visit({}, async (page, context) => {
      // Its style sheet is one of those that come late elsewhere, and counted with its first load.
      const style = (sizes) => sum(Object.fromEntries(Object.entries(sizes).filter(([path]) => path.includes('/later.'))));
      const wanted = of('verify');
      const all = await transferred(page, context, () => page.goto(`${folder}verify/`), (sizes) => later(sizes) - style(sizes) >= wanted);
      assert.equal(later(all) - style(all), wanted);
      const signed = await transferred(page, context, async () => {
        await page.locator('#files').setInputFiles(RECEIPT);
        await page.locator('#verdict').waitFor();
      }, (sizes) => later(sizes) >= of('signed'));
      assert.equal(later(signed), of('signed'));
      for (const step of ['verify', 'signed']) assert.ok(of(step) <= LATER, `${step}: ${of(step)} bytes`);
    });
  }
});

function resolvers() {
  let resolve;
  const promise = new Promise((done) => (resolve = done));
  return { promise, resolve };
}

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
    await page.getByRole('group', { name: words.criteria[id] }).getByText('Why it matters and what shows it').click();
    await page.getByText(guidance[id].why, { exact: true }).waitFor();
    assert.equal(asked.filter((url) => url.includes('guidance')).length, 1);
  });
});

test('a part that cannot be loaded is said, nothing is lost, and trying again brings it', async () => {
  const counted = JSON.parse(await readFile(join(DIST, 'sizes.json'), 'utf8'));
  const { words } = await standard();
  const expected = /split_|ERR_FAILED|Failed to load resource|Failed to fetch|TypeError/;
  await site.visit({ expected }, async (page) => {
    const parts = Object.keys(counted.later).map((path) => `**/${path}`);
    for (const part of parts) await page.route(part, (route) => route.abort());
    await open(page, 'nms/2022/result/', 'Your result');
    await page.getByRole('main').getByText('The explanations could not be loaded.').waitFor();
    await page.getByRole('status').filter({ hasText: 'The explanations could not be loaded.' }).waitFor({ state: 'attached' });
    for (const part of parts) await page.unroute(part);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'Why' }).first().waitFor();
    await page.getByRole('heading', { level: 1 }).and(page.locator(':focus')).waitFor();
  });
  await site.visit({ expected }, async (page) => {
    const part = `**/${Object.keys(counted.later).find((path) => path.includes('deeds.') && !path.includes('.cy.'))}`;
    await page.route(part, (route) => route.abort());
    await open(page, 'nms/2022/', words.name);
    await page.getByRole('button', { name: 'Clear all answers' }).click();
    const told = page.locator('.note.grave').filter({ hasText: 'A part of the site could not be loaded' });
    await told.waitFor();
    await page.unroute(part);
    await page.getByRole('button', { name: 'Clear all answers' }).click();
    await page.getByRole('dialog').waitFor();
    await told.waitFor({ state: 'detached' });
  });
});
