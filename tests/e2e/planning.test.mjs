// What comes after a result: the action plan, which is the route of the program, and the page on which changes are tried, as they look
// and as they are used. How a plan is kept and exported stands in plan-kept.test.mjs, what a copy is judged to be in compare.test.mjs.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { NARROW, ROOT, WIDE, start } from './browser.mjs';
import { judged } from './judged.mjs';
import { choose, enter, tabTo, type } from './keyboard.mjs';
import { SAMPLE, START, downloaded, load, open, sample, standard } from './sample.mjs';
import { clean, sticksOut } from './sight.mjs';
import { visit } from './visits.mjs';
import { date } from './words.mjs';

const VIEWS = [
  [{ colorScheme: 'light' }, WIDE],
  [{ colorScheme: 'dark' }, NARROW],
  [{ colorScheme: 'light' }, NARROW],
  [{ colorScheme: 'dark' }, WIDE],
];

let site;
before(async () => (site = await start()));
after(() => site.close());

/** The action of a criterion on the plan. */
function action(page, words, id) {
  return page.getByRole('listitem').filter({ has: page.getByRole('textbox', { name: named('Who does it', words.criteria[id]) }) });
}

/** A control of a criterion as the browser names it, which may put a space before what is there to be heard alone. */
function named(what, statement) {
  const literal = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${literal(what)} ?: ${literal(statement)}$`);
}

test('the plan is the route of the program, goes by keyboard, is kept, and shows what is met as done', async () => {
  const [answers, { scheme, words }] = await Promise.all([sample(), standard()]);
  const [route] = (await judged(answers)).routes;
  const ids = route.lift.map(({ criterion }) => criterion);
  assert.ok(ids.length > 2);
  await site.visit({ today: answers.as_of }, async (page) => {
    await load(page, SAMPLE);
    await open(page, `${START}result/`, 'Your result');
    await enter(page, 'link', 'Make an action plan');
    await page.getByRole('heading', { level: 1, name: 'Action plan', exact: true }).and(page.locator(':focus')).waitFor();
    await page.getByRole('heading', { name: `To earn Gold: ${ids.length} criteria` }).waitFor();
    const listed = await page.locator('.action .what').allInnerTexts();
    assert.deepEqual(listed, ids.map((id) => words.criteria[id]));
    const [first, second] = ids;
    await type(page, named('Who does it', words.criteria[first]), 'Chair');
    await page.getByLabel(`By when: ${words.criteria[first]}`).fill('2027-01-31');
    await tabTo(page, 'checkbox', named('Done', words.criteria[second]));
    await page.keyboard.press('Space');
    await page.getByText(`${ids.length - 1} to do, 1 said to be done.`).waitFor();
    await action(page, words, second).getByText('it counts only once you change your answer').waitFor();
    // Each is a link to where it is answered, with its guidance in reach.
    await tabTo(page, 'DisclosureTriangle', named('Why it matters and what shows it', words.criteria[second]));
    await page.keyboard.press('Enter');
    await action(page, words, second).getByRole('heading', { name: 'Typical evidence' }).waitFor();

    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Action plan' }).waitFor();
    await page.waitForFunction((label) => [...document.querySelectorAll('.owner')].some(({ value }) => value === label), 'Chair');
    assert.equal(await page.getByLabel(`By when: ${words.criteria[first]}`).inputValue(), '2027-01-31');
    assert.ok(await page.getByLabel(`Done: ${words.criteria[second]}`).isChecked());

    // What is met falls off the route, and stands as done with what was written.
    await enter(page, 'link', words.criteria[first]);
    const section = scheme.sections.find(({ criteria }) => criteria.some(({ id }) => id === first));
    await page.getByRole('heading', { level: 1, name: words.sections[section.id].name }).waitFor();
    await choose(page, words.criteria[first], 'Met');
    await page.goBack();
    await page.getByRole('heading', { level: 2, name: 'Done', exact: true }).waitFor();
    const done = page.getByRole('listitem').filter({ hasText: words.criteria[first] }).filter({ hasText: 'Who does it: Chair. By when: 31 January 2027' });
    await done.waitFor();
    await page.getByRole('heading', { name: `To earn Gold: ${ids.length - 1} criteria` }).waitFor();
    await page.getByText(`${ids.length - 2} to do, 1 said to be done, 1 met.`).waitFor();
  });
});

test('the level of the plan can be chosen, and a top level leaves nothing to do', async () => {
  const [answers, { words }] = await Promise.all([sample(), standard()]);
  const blank = { scheme: 'nms', edition: '2022', as_of: answers.as_of, target: 'silver', facts: {}, ratings: {} };
  const { routes } = await judged(blank);
  await site.visit({ today: answers.as_of }, async (page) => {
    await load(page, blank);
    await open(page, `${START}plan/`, 'Action plan');
    const group = page.getByRole('group', { name: 'Which level is the plan for?' });
    await group.getByRole('radio', { name: 'Silver', checked: true }).waitFor();
    for (const { to, count } of routes) {
      await choose(page, 'Which level is the plan for?', words.levels[to].name);
      await page.getByRole('heading', { name: `To earn ${words.levels[to].name}: ${count} criteria` }).waitFor();
      await group.getByRole('radio', { name: words.levels[to].name, checked: true }).and(page.locator(':focus')).waitFor();
      assert.equal(await page.locator('.action').count(), count);
    }
    await page.reload();
    await group.getByRole('radio', { name: words.levels[routes.at(-1).to].name, checked: true }).waitFor();
  });
  const { scheme } = await standard();
  const all = Object.fromEntries(scheme.sections.flatMap(({ criteria }) => criteria.map(({ id }) => [id, 'met'])));
  await site.visit({ today: answers.as_of }, async (page) => {
    await load(page, { ...answers, ratings: all });
    await open(page, `${START}plan/`, 'Action plan');
    await page.getByText('Your answers already earn the highest level').waitFor();
    assert.equal(await page.locator('.action').count(), 0);
  });
});

test('mentorsme has a plan of its own, and the action plan of 2012 below it', async () => {
  const [answers, { words }] = await Promise.all([visit('mentorsme/2012'), standard('mentorsme/2012')]);
  const [route] = (await judged(answers)).routes;
  const text = await readFile(join(ROOT, 'crates/mentormark-schemes/data/mentorsme/beside/action-plan.toml'), 'utf8');
  const actions = text.split('\n[[evidence]]\n')[0].split('\n[[actions]]\n').slice(1).map((part) => part.match(/summary = "(.*)"/)[1]);
  assert.equal(actions.length, 16);
  await site.visit({ today: answers.as_of }, async (page) => {
    await load(page, answers, 'mentorsme/2012');
    await open(page, 'mentorsme/2012/plan/', 'Action plan');
    await page.locator('.action').first().waitFor();
    assert.deepEqual(await page.locator('.action .what').allInnerTexts(), route.lift.map(({ criterion }) => words.criteria[criterion]));
    await page.getByRole('heading', { name: 'Its actions' }).waitFor();
    const shown = async () => page.locator('[id^="action-"] > p:first-child').allInnerTexts();
    assert.deepEqual(await shown(), actions);
    await clean(page, 'plan, mentorsme', VIEWS);
    assert.deepEqual(await sticksOut(page), []);
    await page.goto('standards/mentorsme/2012/');
    await page.getByRole('link', { name: 'The action plan behind this standard' }).click();
    await page.getByRole('heading', { level: 1, name: 'The action plan behind it' }).waitFor();
    assert.deepEqual(await shown(), actions);
    await clean(page, 'page of the action plan', VIEWS);
  });
});

test('each of several programmes has actions of its own, and both sides name them', async () => {
  const of = 'nms-university/2022';
  const [{ ratings, ...stated }, { words, scheme }] = await Promise.all([visit(of), standard(of)]);
  const answers = { ...stated, target: 'bronze', programmes: [{ id: 'peer', ratings }, { id: 'staff-scheme', ratings: {} }] };
  const route = (await judged(answers)).routes.find(({ to }) => to === 'bronze');
  assert.equal(new Set(route.lift.map(({ programme }) => programme)).size, 2);
  await site.visit({ today: answers.as_of }, async (page) => {
    await load(page, answers, of);
    await open(page, `${of}/plan/`, 'Action plan');
    await page.locator('.action').first().waitFor();
    const listed = await page.locator('.action').evaluateAll((all) => all.map(({ dataset }) => [dataset.programme, dataset.action]));
    assert.deepEqual(listed, route.lift.map(({ programme, criterion }) => [programme, criterion]));
    await page.locator('.owner').last().fill('Registrar');
    const table = await downloaded(page, () => page.getByRole('button', { name: 'Download as a table (CSV)' }).click());
    const last = parse(table.text, { bom: true, columns: true }).at(-1);
    assert.deepEqual([last.Programme, last['Who does it']], ['Staff scheme', 'Registrar']);
    assert.deepEqual(await sticksOut(page), []);
    await open(page, `${of}/compare/`, 'What if, and compare');
    await page.getByRole('button', { name: 'Try changes on a copy' }).click();
    const [section] = scheme.sections;
    await page.locator('summary').filter({ hasText: `Staff scheme: ${words.sections[section.id].name}` }).click();
    await choose(page, words.criteria[section.criteria[0].id], 'Met');
    await page.getByRole('listitem').filter({ hasText: 'Yours: Not answered. Copy: Met' }).filter({ hasText: 'Staff scheme' }).waitFor();
    const file = await downloaded(page, () => page.getByRole('button', { name: 'Download the copy' }).click());
    assert.deepEqual(JSON.parse(file.text).programmes[1], { id: 'staff-scheme', ratings: { [section.criteria[0].id]: 'met' } });
    assert.deepEqual(JSON.parse(file.text).programmes[0].ratings, ratings);
  });
});

test('a plan prints as a list to write on', async () => {
  const [answers, { words }] = await Promise.all([sample(), standard()]);
  await site.visit({ today: answers.as_of }, async (page) => {
    await load(page, SAMPLE);
    await open(page, `${START}plan/`, 'Action plan');
    await page.locator('.owner').first().fill('Chair');
    await page.emulateMedia({ media: 'print' });
    for (const button of await page.getByRole('button').all()) assert.ok(!(await button.isVisible()));
    for (const guide of await page.locator('.action summary').all()) assert.ok(!(await guide.isVisible()));
    assert.ok(await page.locator('.owner').first().isVisible());
    const [id] = (await judged(answers)).routes[0].lift.map(({ criterion }) => criterion);
    assert.ok(await page.getByText(words.criteria[id], { exact: true }).first().isVisible());
    const pages = await page.pdf({ format: 'A4' });
    assert.ok(pages.length > 10_000);
  });
});

test('the days of the result are a picture, and the table beside it says the same', async () => {
  const [answers, { words }] = await Promise.all([sample(), standard()]);
  const { progression } = await judged(answers);
  assert.ok(progression.length > 1);
  await site.visit({ today: answers.as_of }, async (page) => {
    await load(page, SAMPLE);
    await open(page, `${START}result/`, 'Your result');
    const picture = page.getByRole('img', { name: 'When each level may be applied for' });
    const said = progression.map(({ level, earliest }) => `${words.levels[level].name}: from ${date(earliest)}.`);
    assert.equal(await picture.locator('desc').textContent(), said.join(' '));
    assert.equal(await picture.locator('.chart-day').count(), progression.length);
    const rows = page.getByRole('table').filter({ hasText: 'Earliest date' }).locator('tbody tr');
    assert.deepEqual(await rows.allInnerTexts(), progression.map(({ level, earliest }) => `${words.levels[level].name}\t${date(earliest)}`));
  });
});

test('axe finds nothing on the plan and on both sides, and neither scrolls sideways at 320 px', async () => {
  const [answers, { scheme, words }] = await Promise.all([sample(), standard()]);
  await site.visit({ today: answers.as_of }, async (page) => {
    for (const [path, heading, name] of [['plan/', 'Action plan', 'plan'], ['compare/', 'What if, and compare', 'compare']]) {
      await open(page, `${START}${path}`, heading);
      await clean(page, `${name}, empty`, VIEWS);
      assert.deepEqual(await sticksOut(page), [], name);
    }
    await load(page, SAMPLE);
    await open(page, `${START}plan/`, 'Action plan');
    await page.locator('.owner').first().fill('Chair');
    await page.locator('.action summary').first().click();
    await page.getByRole('heading', { name: 'Typical evidence' }).waitFor();
    await page.locator('.action').nth(1).getByRole('checkbox').check();
    await clean(page, 'plan, filled in', VIEWS);
    await open(page, `${START}compare/`, 'What if, and compare');
    await page.getByRole('button', { name: 'Try changes on a copy' }).click();
    await page.locator('summary').filter({ hasText: words.sections[scheme.sections[0].id].name }).click();
    await choose(page, words.criteria[scheme.sections[0].criteria[0].id], 'Not met');
    await page.getByText('1 answer differs.').waitFor();
    await clean(page, 'compare, changed', VIEWS);
    await page.setViewportSize(NARROW);
    assert.deepEqual(await sticksOut(page), []);
    await page.getByRole('button', { name: 'Throw the copy away' }).click();
    await page.getByRole('dialog').waitFor();
    // What one is about to press has the pointer on it.
    for (const view of VIEWS.slice(0, 2)) {
      await page.setViewportSize(view[1]);
      await page.getByRole('dialog').getByRole('button', { name: 'Throw the copy away' }).hover();
      await clean(page, 'compare, dialog', [view]);
    }
  });
});
