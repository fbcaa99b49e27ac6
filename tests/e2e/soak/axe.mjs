// The whole of what axe can see: every state of every page of one standard, in both colour schemes, at 320 and 1280 px; and every page
// in Welsh, empty and answered. `xtask test` looks at a selection.
//
//   cargo xtask site && cargo build && node tests/e2e/soak/axe.mjs
//
// Ends with 1 and every trouble where anything is found.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NARROW, WIDE, start } from '../browser.mjs';
import { LANGUAGES, asFile, complete, pages, sample, standard } from '../sample.mjs';
import { clean, sticksOut } from '../sight.mjs';

const START = 'nms/2022/';

/** The pages after those of the steps. */
const LATE = ['check', 'submit', 'confirmation', 'plan', 'compare', 'saved', 'merge'];

/** Every colour scheme at every width. */
const VIEWS = ['light', 'dark'].flatMap((colorScheme) => [NARROW, WIDE].map((viewport) => [{ colorScheme }, viewport]));

const site = await start();
const troubles = [];
let looked = 0;
const began = Date.now();
try {
  const [some, all] = await Promise.all([sample(), complete()]);
  const partly = { ...some, ratings: Object.fromEntries(Object.entries(some.ratings).slice(0, 20)) };
  for (const tag of Object.keys(LANGUAGES)) {
    const { folder } = LANGUAGES[tag];
    await site.visit({}, async (page) => {
      for (const path of ['', 'standards/', `standards/${START}`, 'about/', 'accessibility/', 'privacy/', 'verify/']) await look(page, `${folder}${path}`, 'to read');
      await everywhere(page, tag, 'empty');
    });
    for (const [state, answers] of tag === 'cy' ? [['partly answered', partly]] : [['partly answered', partly], ['complete', all]]) {
      await site.visit({ today: answers.as_of }, async (page) => {
        await take(page, tag, answers);
        await everywhere(page, tag, state);
      });
    }
  }
  await unfolded(all);
  await wrong();
} finally {
  await site.close();
}
console.log(`axe, ${new Date().toISOString().slice(0, 10)}: ${looked} states of pages in ${VIEWS.length} views each, ${Math.round((Date.now() - began) / 1000)} s, ${troubles.length} with troubles`);
if (troubles.length) {
  console.error(`error: axe finds something in ${troubles.length} states`);
  process.exitCode = 1;
}

/** Opens a file of answers on the start page and waits until they are kept. */
async function take(page, tag, answers) {
  await page.goto(`${LANGUAGES[tag].folder}${START}`);
  await page.locator('input[data-take=file]').setInputFiles(asFile(answers));
  await page.waitForFunction((met) => JSON.stringify({ ...localStorage }).split("met").length > met, Object.keys(answers.ratings).length);
}

/** Every page of the app in a language, as it stands. */
async function everywhere(page, tag, state) {
  const steps = (await pages('nms/2022', tag)).map(({ path }) => path);
  for (const path of [...steps, ...LATE.map((segment) => `${LANGUAGES[tag].folder}${START}${segment}/`)]) await look(page, path, state);
}

/** Everything that can be unfolded, and what is asked before something is lost. */
async function unfolded(answers) {
  await site.visit({ today: answers.as_of }, async (page) => {
    await take(page, 'en-GB', answers);
    const { scheme } = await standard();
    for (const path of [...scheme.sections.map(({ id }) => `${START}${id}/`), `${START}result/`]) {
      await page.goto(path);
      await page.locator('h1[tabindex]').waitFor();
      await page.waitForLoadState('networkidle');
      await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
      await page.waitForLoadState('networkidle');
      await examine(page, `${path}, unfolded`);
    }
    await page.goto(START);
    await page.getByRole('button', { name: 'Clear all answers' }).click();
    await page.getByRole('dialog').waitFor();
    await examine(page, 'asked before answers are cleared');
  });
}

/** What is wrong: fields, files, a browser that keeps nothing, an address without a page. */
async function wrong() {
  const folder = await mkdtemp(join(tmpdir(), 'mentormark-axe-'));
  await writeFile(join(folder, 'bad.json'), '{');
  const { words } = await standard();
  await site.visit({ expected: /404/ }, async (page, context) => {
    await page.goto(`${START}about/`);
    await page.getByLabel(words.facts.employees.question).fill('abc');
    await page.getByRole('button', { name: 'Save and continue' }).click();
    await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
    await examine(page, 'about, wrong');
    for (const path of [START, `${START}merge/`, `${START}compare/`, 'verify/']) {
      await page.goto(path);
      const field = page.locator('input[type=file]').first();
      await field.waitFor({ state: 'attached' });
      await field.setInputFiles(join(folder, 'bad.json'));
      await page.waitForLoadState('networkidle');
      await examine(page, `${path}, a file that cannot be read`);
    }
    await page.goto('nms/2022/nothing/');
    await examine(page, 'an address without a page');
    await context.addInitScript(() => (Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }));
    await page.goto(`${START}aims/`);
    await page.getByRole('radio').first().check();
    await page.locator('.kept .grave, .note.grave').first().waitFor();
    await examine(page, 'answers that cannot be kept');
  });
  await rm(folder, { recursive: true });
}

async function look(page, path, state) {
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForLoadState('networkidle');
  await examine(page, `${path || 'front page'}, ${state}`);
}

/** Notes what axe finds in every view, and what sticks out of a narrow window. */
async function examine(page, state) {
  looked += 1;
  for (const view of VIEWS) {
    await clean(page, state, [view]).catch((trouble) => tell(trouble.message));
  }
  await page.setViewportSize(NARROW);
  const out = await sticksOut(page);
  if (out.length) tell(`${state} sticks out: ${out}`);
}

function tell(trouble) {
  troubles.push(trouble);
  console.log(trouble);
}
