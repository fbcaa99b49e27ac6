// What the widget shows is what the rules say: for every scheme and level, a check is gone through and what it shows held beside
// `mentormark assess` of the same answers. And what it carries to the full site are those answers.

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import { DIST, mentormark, start } from './browser.mjs';
import { onward, shown } from './partner.mjs';
import { standard } from './sample.mjs';

const DAY = '2026-11-21';
const EDITIONS = { nms: '2022', 'nms-university': '2022', qim: '2022', mentorsme: '2012', 'nos-coaching-mentoring': '2012', 'learning-mentor': 'ap01' };

/** What is stated of facts where it matters which; others get the first choice, yes, or a number within the limits. */
const FACTS = {
  employees: 250,
  'funding-secured-until': '2028-01-31',
  'start-date': '2024-09-02',
  'age-at-start': 20,
  'weekly-minutes': 1800,
  'planned-weeks': 60,
  'off-the-job-minutes': 40_000,
  'observation-1-minutes': 60,
  'observation-2-minutes': 60,
  'discussion-minutes': 60,
};

/** How a section is answered: each criterion with the highest rating or the lowest, or three of four, with every rating or the highest. */
const WAYS = { high: () => 'highest', low: () => 'lowest', mixed: (place) => ['highest', 'some', 'lowest', 'highest', 'highest'][place % 5], part: () => 'some', open: () => 'open' };

let site;
let folder;
before(async () => ([site, folder] = await Promise.all([start(), mkdtemp(join(tmpdir(), 'mentormark-widget-'))])));
after(async () => {
  await site.close();
  await rm(folder, { recursive: true });
});

/** What the command line says of an assessment. */
async function judged(assessment) {
  const file = join(folder, 'assessment.json');
  await writeFile(file, JSON.stringify(assessment));
  return JSON.parse(await mentormark('assess', file, '--json'));
}

/** The answers in the link to the full site. */
async function carried(page) {
  const address = new URL(await page.getByRole('link', { name: 'See why, and what to do next' }).evaluate((link) => link.href));
  const text = inflateRawSync(Buffer.from(address.hash.replace('#answers=', ''), 'base64url')).toString();
  return { path: address.pathname, text, answers: JSON.parse(text) };
}

/** Goes through a check and gives what was answered, read off what was pressed and not off what the check made of it. */
async function answer(page, { scheme, words }, way) {
  const scale = scheme.scale.map(({ id }) => id);
  const [facts, ratings] = [{}, {}];
  for (let place = 0; ; place += 1) {
    const step = shown(page);
    const [id, kind] = await step.evaluate(({ dataset }) => [dataset.id, dataset.kind]);
    if (kind !== 'section') facts[id] = await state(step, id, kind);
    else Object.assign(ratings, await rate(step, id, way(place), scale, words));
    const isLast = await page.getByRole('button', { name: 'See your result' }).isVisible();
    await onward(page);
    if (isLast) break;
  }
  await page.getByRole('heading', { name: 'Your result' }).waitFor();
  return { facts, ratings };
}

async function state(step, id, kind) {
  if (kind === 'yes-no') return step.getByLabel('Yes').check().then(() => true);
  if (kind === 'choice') {
    const first = step.getByRole('radio').first();
    await first.check();
    return first.getAttribute('value');
  }
  const value = FACTS[id];
  await step.locator('input').fill(kind === 'date' ? value : value.toLocaleString('en-GB'));
  return value;
}

async function rate(step, section, way, scale, words) {
  const ids = await step.locator('.criterion').evaluateAll((all) => all.map(({ dataset: { id } }) => id));
  const isWhole = await step.locator(`[name="section:${section}"]`).count();
  const [lowest, highest] = [scale[0], scale.at(-1)];
  const isPart = ['some', 'open'].includes(way);
  if (isWhole && !isPart) {
    const rating = way === 'highest' ? highest : lowest;
    await step.locator(`[name="section:${section}"][value="${rating}"]`).check();
    return Object.fromEntries(ids.map((id) => [id, rating]));
  }
  if (isWhole) await step.getByLabel('Some of it, or I am not sure').check();
  const given = {};
  for (const [at, id] of ids.entries()) {
    if (isPart && at % 4 === 3) continue;
    const rating = { highest, lowest, open: highest, some: scale[at % scale.length] }[way];
    const statement = step.getByRole('group', { name: words.criteria[id], exact: true });
    await statement.getByRole('radio', { name: words.ratings[rating], exact: true }).check();
    given[id] = rating;
  }
  return given;
}

const named = (words, level) => (level === null ? 'None yet' : words.levels[level].name);

for (const [id, edition] of Object.entries(EDITIONS)) {
  test(`${id}: every level shown is the engine's, and the link carries what was answered`, async () => {
    const found = await standard(`${id}/${edition}`);
    const { scheme, words } = found;
    for (const { id: target } of scheme.levels) {
      for (const [name, way] of Object.entries(WAYS)) {
        await site.visit({ today: DAY, reducedMotion: 'reduce' }, async (page) => {
          await page.goto(`embed/${id}/${target}/`);
          const { facts, ratings } = await answer(page, found, way);
          const said = await judged({ scheme: id, edition, as_of: DAY, target, facts, ratings });
          const state = `${id} ${target} ${name}`;
          const show = (part) => page.locator(`.verdict [data-show=${part}]`).innerText();
          assert.equal(await show('level'), named(words, said.quality.level), state);
          const isOpen = said.quality.level !== said.quality.could_reach;
          assert.equal(await page.locator('[data-part=open]').isVisible(), isOpen, state);
          if (isOpen) assert.equal(await show('could-reach'), named(words, said.quality.could_reach), state);
          const route = said.routes.find(({ to, lift }) => to === target && lift);
          assert.equal(await page.locator('[data-part=left]').isVisible(), route !== undefined, state);
          if (route) assert.equal(await show('left'), String(route.count), state);
          if (said.award.level !== said.quality.level) assert.equal(await show('award'), named(words, said.award.level), state);
          if (scheme.eligibility) assert.equal(await show('eligibility'), { eligible: 'Yes', 'not-eligible': 'No', undetermined: 'Not known yet' }[said.eligibility.status], state);
          if (said.fee.status === 'known') assert.equal(await show('fee'), (said.fee.gross / 100).toLocaleString('en-GB', { style: 'currency', currency: 'GBP' }), state);
          const { path, text, answers } = await carried(page);
          assert.deepEqual(answers, { scheme: id, edition, as_of: DAY, target, facts, ratings }, state);
          assert.equal(path, `/${id}/${edition}/`);
          assert.equal(text, canonical(answers), state);
        });
      }
    }
  });
}

/** The RFC 8785 form of an assessment, whose values are texts, whole numbers and yes or no. */
function canonical(value) {
  const inOrder = (key, of) => (of && typeof of === 'object' && !Array.isArray(of) ? Object.fromEntries(Object.entries(of).sort(([a], [b]) => (a < b ? -1 : 1))) : of);
  return JSON.stringify(value, inOrder);
}

test('the full site takes up what the link carries', async () => {
  await site.visit({ today: DAY }, async (page) => {
    await page.goto('embed/nms/silver/');
    const { ratings } = await answer(page, await standard('nms/2022'), WAYS.high);
    await page.goto(await page.getByRole('link', { name: 'See why, and what to do next' }).evaluate((link) => link.href));
    await page.getByRole('button', { name: 'Open these answers' }).waitFor();
    await page.getByText(`${Object.keys(ratings).length} criteria are answered.`).waitFor();
  });
});

test('a section that does not concern a role is not asked about', async () => {
  await site.visit({ today: DAY }, async (page) => {
    await page.goto('embed/nos-coaching-mentoring/');
    const { scheme } = await standard('nos-coaching-mentoring/2012');
    await shown(page).getByLabel('Mentor', { exact: true }).check();
    await onward(page);
    const said = await judged({ scheme: 'nos-coaching-mentoring', as_of: DAY, facts: { profile: 'mentor' }, ratings: {} });
    const concerned = said.sections.filter(({ tallies }) => tallies.some((tally) => tally.of > tally.not_applicable)).map(({ id }) => id);
    assert.ok(concerned.length < scheme.sections.length);
    const asked = [];
    for (let at = 0; at < concerned.length; at += 1) {
      asked.push(await shown(page).getAttribute('data-id'));
      await shown(page).getByText(`Question ${at + 2} of ${concerned.length + 1}`).waitFor();
      await onward(page);
    }
    assert.deepEqual(asked, concerned);
  });
});

test('a value that the rules refuse is said beside its question, and nobody goes on', async () => {
  await site.visit({ today: DAY }, async (page) => {
    await page.goto('embed/nms/');
    await shown(page).getByRole('textbox').fill('99999999999');
    await page.getByRole('button', { name: 'Next' }).click();
    const fault = shown(page).getByRole('alert');
    await fault.getByText('Write a number from 0 to 10,000,000', { exact: true }).waitFor();
    assert.equal(await shown(page).getByRole('textbox').getAttribute('aria-invalid'), 'true');
    assert.ok(await page.getByText('Question 1 of 8').isVisible());
    await shown(page).getByRole('textbox').fill('1,200');
    await onward(page);
    await page.getByText('Question 2 of 8').waitFor();
  });
});

test('answers are changed, taken back and begun anew', async () => {
  await site.visit({ today: DAY }, async (page) => {
    await page.goto('embed/mentorsme/');
    const found = await standard('mentorsme/2012');
    await answer(page, found, WAYS.high);
    assert.equal(await page.locator('.verdict .first dd').innerText(), 'Listed');
    await page.getByRole('button', { name: 'Change your answers' }).click();
    await shown(page).getByLabel('Not met').first().check();
    await page.locator('.standing [data-show=level]').getByText('None yet').waitFor();
    await onward(page);
    await page.getByRole('button', { name: 'Back' }).click();
    await page.getByText('Question 1 of 3').waitFor();
    for (let step = 0; step < 3; step += 1) await onward(page);
    assert.equal(Object.values((await carried(page)).answers.ratings).filter((rating) => rating === 'not-met').length, 1);
    await page.getByRole('button', { name: 'Start again' }).click();
    await page.getByText('Question 1 of 3').waitFor();
    assert.equal(await page.locator('input:checked').count(), 0);
  });
});

test('a browser that cannot compress takes nobody’s answers along, and says so', async () => {
  await site.visit({ today: DAY }, async (page) => {
    await page.addInitScript(() => delete globalThis.CompressionStream);
    await page.goto('embed/mentorsme/');
    await answer(page, await standard('mentorsme/2012'), WAYS.high);
    await page.getByText('so you start afresh there').waitFor();
    const link = page.getByRole('link', { name: 'See why, and what to do next' });
    assert.ok(!(await link.getAttribute('href')).includes('#'));
  });
});

test('where the rules do not load, the check says so and leads to the full site', async () => {
  await site.visit({ today: DAY, expected: /rules\.[0-9a-f]+\.wasm/ }, async (page) => {
    await page.route(/rules\.[0-9a-f]+\.wasm$/, (route) => route.fulfill({ status: 503 }));
    await page.goto('embed/nms/');
    await shown(page).getByRole('textbox').fill('10');
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('heading', { name: 'This check cannot run here' }).and(page.locator(':focus')).waitFor();
    const way = page.getByRole('link', { name: 'Open the full self-assessment' });
    assert.equal(await way.evaluate((link) => new URL(link.href).pathname), '/nms/2022/');
  });
});

test('every frame is whole before any script runs, and the loader and the first view keep to their sizes', async () => {
  const { frames, loader } = JSON.parse(await readFile(join(DIST, 'sizes.json'), 'utf8'));
  assert.ok(loader.gzip > 0 && loader.gzip <= 5_000, `${loader.gzip}`);
  // One for each level and one for each scheme, of which one is in two languages.
  assert.equal(Object.keys(frames).length, 12 + Object.keys(EDITIONS).length + 4);
  for (const [path, { gzip }] of Object.entries(frames)) assert.ok(gzip <= 150_000, `${path} ${gzip}`);
  await site.visit({ javaScriptEnabled: false }, async (page) => {
    for (const path of Object.keys(frames)) {
      await page.goto(path.slice(1));
      assert.equal(await page.locator('.step').count(), Number((await page.locator('.count').first().textContent()).match(/(\d+)$/)[1]));
    }
  });
});
