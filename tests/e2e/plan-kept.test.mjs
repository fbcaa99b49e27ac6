// An action plan is kept: in the browser beside the answers, as a table and as days for a calendar. Nothing of it is lost without being
// asked for, and what cannot be kept is said.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { parse } from 'csv-parse/sync';
import ICAL from 'ical.js';
import { NARROW, WIDE, start } from './browser.mjs';
import { judged } from './judged.mjs';
import { enter } from './keyboard.mjs';
import { SAMPLE, START, asFile, complete, downloaded, load, open, sample, standard } from './sample.mjs';
import { clean } from './sight.mjs';
import { visit } from './visits.mjs';

const KEY = 'mentormark:nms@2022';
const VIEWS = [
  [{ colorScheme: 'light' }, WIDE],
  [{ colorScheme: 'dark' }, NARROW],
];

let site;
before(async () => (site = await start()));
after(() => site.close());

const kept = (page, key) => page.evaluate((name) => localStorage.getItem(name), key);

test('the plan becomes a table and a calendar that other programs read, and that nobody can make act', async () => {
  const [answers, { words }] = await Promise.all([sample(), standard()]);
  const outcome = await judged(answers);
  const ids = outcome.routes[0].lift.map(({ criterion }) => criterion);
  const apply = outcome.progression.find(({ level }) => level === 'gold').earliest;
  await site.visit({ today: answers.as_of }, async (page) => {
    await load(page, SAMPLE);
    await open(page, `${START}plan/`, 'Action plan');
    const owners = ['=HYPERLINK("https://example.org";"x")', '+1', '-1', '@SUM(1)', 'Chair, "deputy"'];
    for (const [at, id] of ids.entries()) await page.getByLabel(`Who does it: ${words.criteria[id]}`).fill(owners[at]);
    await page.getByLabel(`By when: ${words.criteria[ids[0]]}`).fill('2027-03-01');
    await page.getByLabel(`By when: ${words.criteria[ids[1]]}`).fill('2027-02-01');
    await page.getByLabel(`Done: ${words.criteria[ids[1]]}`).check();

    const table = await downloaded(page, () => enter(page, 'button', 'Download as a table (CSV)'));
    assert.equal(table.name, `nms-2022-plan-${answers.as_of}.csv`);
    const rows = parse(table.text, { bom: true, columns: true, record_delimiter: '\r\n' });
    assert.deepEqual(rows.map((row) => row.Criterion), ids);
    assert.deepEqual(rows.map((row) => row['What to lift']), ids.map((id) => words.criteria[id]));
    assert.deepEqual(rows.map((row) => row['Who does it']), ["'" + owners[0], "'+1", "'-1", "'@SUM(1)", 'Chair, "deputy"']);
    assert.deepEqual([rows[0]['By when'], rows[0].State, rows[1].State], ['2027-03-01', 'To do', 'Said to be done']);
    assert.ok(rows.every((row) => Object.values(row).every((cell) => !/^[=+\-@\t\r]/.test(cell))));

    const calendar = async () => {
      const file = await downloaded(page, () => page.getByRole('button', { name: 'Download the dates (calendar)' }).click());
      assert.equal(file.name, `nms-2022-plan-${answers.as_of}.ics`);
      assert.ok(!/[^\r]\n/.test(file.text) && file.text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75));
      const root = new ICAL.Component(ICAL.parse(file.text));
      assert.equal(root.getFirstPropertyValue('version'), '2.0');
      return root.getAllSubcomponents('vevent').map((component) => ({ component, event: new ICAL.Event(component) }));
    };
    const events = await calendar();
    assert.deepEqual(
      events.map(({ event }) => [event.startDate.isDate, event.startDate.toString(), event.summary]),
      [
        [true, '2027-03-01', words.criteria[ids[0]]],
        [true, '2027-02-01', `Done: ${words.criteria[ids[1]]}`],
        [true, apply, 'You may apply for Gold from today'],
      ],
    );
    assert.ok(events[0].event.description.includes(`Who does it: ${owners[0]}`));
    const address = new URL(events[0].component.getFirstPropertyValue('url'));
    assert.equal(address.hash, `#${ids[0]}`);
    assert.ok(events.every(({ component }) => /^\d{8}T\d{6}Z$/.test(component.getFirstPropertyValue('dtstamp').toICALString())));
    const uids = (all) => all.map(({ event }) => event.uid);
    assert.equal(new Set(uids(events)).size, 3);
    // Given again after a change, a calendar changes the same entries.
    await page.getByLabel(`By when: ${words.criteria[ids[0]]}`).fill('2027-03-02');
    const again = await calendar();
    assert.deepEqual(uids(again), uids(events));
    assert.equal(again[0].event.startDate.toString(), '2027-03-02');
  });
});

test('a plan without a date says what a calendar needs', async () => {
  const answers = await visit('mentorsme/2012');
  await site.visit({ today: answers.as_of }, async (page) => {
    await load(page, answers, 'mentorsme/2012');
    await open(page, 'mentorsme/2012/plan/', 'Action plan');
    await page.locator('.action').first().waitFor();
    await enter(page, 'button', 'Download the dates (calendar)');
    await page.getByText('There is no date to put into a calendar: no action has one, and there is no day to wait for.').first().waitFor();
  });
});

test('where waiting is all that is left, the calendar holds the day of each level', async () => {
  const [answers, { scheme, words }] = await Promise.all([sample(), standard()]);
  const met = scheme.sections.flatMap(({ criteria }) => criteria.map(({ id }) => [id, 'met']));
  const waiting = { ...answers, held: { level: 'bronze', awarded_on: '2026-08-31' }, ratings: Object.fromEntries(met) };
  const { as_of, progression, routes } = await judged(waiting);
  const days = progression.filter(({ earliest }) => earliest > as_of);
  assert.deepEqual([routes.length, days.map(({ level }) => level)], [0, ['silver', 'gold']]);
  await site.visit({ today: waiting.as_of }, async (page) => {
    await load(page, waiting);
    await open(page, `${START}plan/`, 'Action plan');
    await page.getByText('Your answers already earn the highest level').waitFor();
    const { text } = await downloaded(page, () => enter(page, 'button', 'Download the dates (calendar)'));
    const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
    assert.deepEqual(
      events.map(({ startDate, summary }) => [startDate.toString(), summary]),
      days.map(({ level, earliest }) => [earliest, `You may apply for ${words.levels[level].name} from today`]),
    );
    assert.ok(events.every(({ uid }) => /^[0-9a-z]{8,}-apply-/.test(uid)), 'told apart from those of other plans');
  });
});

test('whoever may not apply is told what else there is to do, and no day', async () => {
  const of = 'learning-mentor/ap01';
  const [visited, { words }] = await Promise.all([visit(of), standard(of)]);
  const answers = { ...visited, facts: { ...visited.facts, ict: false, safeguarding: false } };
  const { eligibility } = await judged(answers);
  const missed = eligibility.checks.filter(({ status }) => status === 'not-met').map(({ id }) => words.checks[id].name);
  assert.ok(missed.length >= 2 && eligibility.status === 'not-eligible');
  await site.visit({ today: answers.as_of }, async (page) => {
    await load(page, answers, of);
    await open(page, `${of}/plan/`, 'Action plan');
    const note = page.locator('.note').filter({ hasText: 'You may not apply yet' });
    assert.deepEqual(await note.getByRole('link').allInnerTexts(), missed);
    assert.equal(await page.getByText(/^The first day on which/).count(), 0);
    await note.getByRole('link').first().click();
    await page.getByRole('heading', { level: 1, name: 'About you' }).waitFor();
  });
});

test('clearing all answers clears the plan, and nothing else does', async () => {
  const answers = await sample();
  await site.visit({ today: answers.as_of }, async (page) => {
    await load(page, SAMPLE);
    await open(page, `${START}plan/`, 'Action plan');
    await page.locator('.owner').first().fill('Chair');
    const before = await kept(page, `${KEY}:plan`);
    assert.ok(before.includes('Chair'));
    const { words } = await standard();
    await open(page, START, words.name);
    // Other answers leave what was written.
    await page.getByLabel('Open a file of answers').setInputFiles(asFile(await complete()));
    await page.getByRole('dialog').getByRole('button', { name: 'Replace my answers' }).click();
    await page.getByText(/^Opened /).first().waitFor();
    assert.equal(await kept(page, `${KEY}:plan`), before);
    await page.getByRole('button', { name: 'Clear all answers' }).click();
    const dialog = page.getByRole('dialog', { name: 'Clear all answers?' });
    await dialog.getByText('your action plan').waitFor();
    await dialog.getByRole('button', { name: 'Clear all answers' }).click();
    await page.getByText('All answers are cleared.').first().waitFor();
    assert.equal(await kept(page, `${KEY}:plan`), null);
  });
});

test('what two tabs write into one plan stands in both', async () => {
  const answers = await sample();
  await site.visit({ today: answers.as_of }, async (page, context) => {
    await load(page, SAMPLE);
    const other = await context.newPage();
    for (const tab of [page, other]) {
      await open(tab, `${START}plan/`, 'Action plan');
      await tab.locator('.action').nth(1).waitFor();
    }
    await page.locator('.owner').first().fill('Chair');
    await other.waitForFunction(() => document.querySelector('.owner').value === 'Chair');
    await other.locator('.owner').nth(1).fill('Deputy');
    await page.waitForFunction(() => document.querySelectorAll('.owner')[1].value === 'Deputy');
    const owners = JSON.parse(await kept(page, `${KEY}:plan`)).actions.map(({ owner }) => owner);
    assert.deepEqual(owners.slice(0, 2), ['Chair', 'Deputy']);
  });
});

test('a plan that cannot be read is said and not destroyed', async () => {
  const spoilt = '{"version":9,"actions":[]}';
  const origin = new URL(site.address).origin;
  const storageState = { cookies: [], origins: [{ origin, localStorage: [{ name: `${KEY}:plan`, value: spoilt }] }] };
  await site.visit({ storageState }, async (page) => {
    await open(page, `${START}plan/`, 'Action plan');
    await page.getByText('This browser holds a plan that this page cannot read.').waitFor();
    await clean(page, 'plan, unreadable', VIEWS);
    assert.equal(await kept(page, `${KEY}:plan`), spoilt);
    const file = await downloaded(page, () => enter(page, 'button', 'Download what is there'));
    assert.equal(file.text, spoilt);
    await enter(page, 'button', 'Set it aside and save new answers');
    await page.locator('.action').first().waitFor();
    assert.equal(await kept(page, `${KEY}:plan:set-aside`), spoilt);
    assert.equal(JSON.parse(await kept(page, `${KEY}:plan`)).version, 1);
  });
});

test('a browser that refuses to keep the plan says so, and the plan can still be taken along', async () => {
  await site.visit({}, async (page, context) => {
    await context.addInitScript(() => (Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }));
    await open(page, `${START}plan/`, 'Action plan');
    await page.getByText('Your plan cannot be saved in this browser').waitFor();
    await page.locator('.owner').first().fill('Chair');
    await page.locator('.owner').nth(1).fill('Deputy');
    const table = await downloaded(page, () => page.getByRole('button', { name: 'Download as a table (CSV)' }).click());
    const rows = parse(table.text, { bom: true, columns: true });
    assert.deepEqual(rows.slice(0, 2).map((row) => row['Who does it']), ['Chair', 'Deputy']);
  });
});
