// Answers are kept: in the browser as one goes, and in a file that can be opened again. Nothing is lost without being asked
// for, and what cannot be kept is said.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { mentormark, start } from './browser.mjs';
import { choose, enter, focused, tabTo, type } from './keyboard.mjs';
import { START, asFile, downloaded, load, open, problem, SAMPLE, sample, says, standard, standing } from './sample.mjs';
import { date, money } from './words.mjs';

const KEY = 'mentormark:nms@2022';

let site;
before(async () => (site = await start()));
after(() => site.close());

test('reloading keeps every answer', async () => {
  const [answers, { scheme, words }] = await Promise.all([sample(), standard()]);
  const [section] = scheme.sections;
  await site.visit({ today: answers.as_of }, async (page) => {
    await load(page, SAMPLE);
    await open(page, `${START}${section.id}/`, words.sections[section.id].name);
    const [last] = section.criteria.slice(-1);
    await choose(page, words.criteria[last.id], 'Met');
    // At once, as someone does who closes the page before it says "Saved".
    await page.reload();
    const criterion = page.getByRole('group', { name: words.criteria[last.id] });
    await criterion.getByRole('radio', { name: 'Met', exact: true, checked: true }).waitFor();
    for (const { id } of section.criteria.filter(({ id }) => id !== last.id && answers.ratings[id])) {
      const rating = words.ratings[answers.ratings[id]];
      await page.getByRole('group', { name: words.criteria[id] }).getByRole('radio', { name: rating, exact: true, checked: true }).waitFor();
    }
    await open(page, `${START}about/`, 'About you');
    assert.equal(await page.getByLabel(words.facts.employees.question).inputValue(), String(answers.facts.employees));
    const day = ['Day', 'Month', 'Year'].map((part) => page.getByLabel(part, { exact: true }).inputValue());
    assert.deepEqual((await Promise.all(day)).map(Number), answers.held.awarded_on.split('-').map(Number).reverse());
  });
});

test('an answer given in one tab stands in the other, and the last change of either counts', async () => {
  const { words } = await standard();
  const [first, second] = ['aims.bronze.purpose', 'aims.bronze.literature'].map((id) => words.criteria[id]);
  await site.visit({}, async (page, context) => {
    const other = await context.newPage();
    for (const tab of [page, other]) await open(tab, `${START}aims/`, 'Aims');
    await choose(page, first, 'Met');
    await says(other, 'Answered', /^Answered1 of/);
    await choose(other, second, 'Not met');
    await choose(other, first, 'Not met');
    await says(page, 'Answered', /^Answered2 of/);
    await page.getByRole('group', { name: first }).getByRole('radio', { name: 'Not met', checked: true }).waitFor();
  });
});

test('an answer given while what another tab saved cannot be read yet is the last one, and stands', async () => {
  const { words } = await standard();
  const [first, second] = ['aims.bronze.purpose', 'aims.bronze.literature'].map((id) => words.criteria[id]);
  await site.visit({}, async (page, context) => {
    const other = await context.newPage();
    let release;
    const held = new Promise((done) => (release = done));
    await other.route(/split_deeds/, async (route) => {
      await held;
      await route.continue();
    });
    for (const tab of [page, other]) await open(tab, `${START}aims/`, 'Aims');
    await choose(page, first, 'Met');
    await page.getByText('Saved in this browser.').waitFor();
    await choose(other, second, 'Not met');
    // The first tab takes over what the second saved after it, and the second keeps it.
    await page.getByRole('group', { name: second }).getByRole('radio', { name: 'Not met', checked: true }).waitFor();
    release();
    await other.waitForLoadState('networkidle');
    await other.getByRole('group', { name: second }).getByRole('radio', { name: 'Not met', checked: true }).waitFor();
    await says(other, 'Answered', /^Answered1 of/);
    await other.reload();
    await other.getByRole('group', { name: second }).getByRole('radio', { name: 'Not met', checked: true }).waitFor();
  });
});

test('a file is opened by keyboard in a fresh profile and gives the same result on the day it was judged', async () => {
  const answers = await sample();
  const outcome = JSON.parse(await mentormark('assess', '--json', SAMPLE));
  await site.visit({ today: answers.as_of }, async (page) => {
    const { words } = await standard();
    await open(page, START, words.name);
    // Waited for from here on, because the browser has to be told that it is wanted.
    const chooser = page.waitForEvent('filechooser');
    await tabTo(page, 'button', /^Open a file of answers/);
    await page.keyboard.press('Enter');
    await (await chooser).setFiles(SAMPLE);
    await page.getByText(`It was judged on ${date(answers.as_of)}`).first().waitFor();
    const name = (level) => (level ? words.levels[level].name : 'None yet');
    const now = outcome.award.level === outcome.award.could_reach ? 'Award now' : 'Award now, at least';
    const summary = await standing(page);
    assert.equal(summary[now], name(outcome.award.level));
    assert.equal(summary['Could still reach'], name(outcome.award.could_reach));
    assert.equal(summary['Fee with VAT'], money(outcome.fee.gross));
    const file = await downloaded(page, () => enter(page, 'button', 'Download your answers'));
    assert.deepEqual(JSON.parse(await mentormark('assess', '--json', file.path)), outcome);
  });
});

test('what the page does not show comes through a file unchanged, and only the day judged on moves', async () => {
  const full = {
    ...(await sample()),
    tax_point: '2026-01-31',
    held_elsewhere: [{ scheme: 'qim', level: 'award', awarded_on: '2025-05-01' }],
  };
  assert.ok(Object.values(full.evidence).some(({ note }) => note) && Object.values(full.evidence).some(({ links }) => links));
  await site.visit({ today: '2027-01-05' }, async (page) => {
    await load(page, full);
    const file = await downloaded(page, () => page.getByRole('button', { name: 'Download your answers' }).click());
    assert.equal(file.name, 'nms-2022-2027-01-05.json');
    assert.deepEqual(JSON.parse(file.text), { ...full, as_of: '2027-01-05' });
    // From the browser's own store as well.
    await page.reload();
    const again = await downloaded(page, () => page.getByRole('button', { name: 'Download your answers' }).click());
    assert.equal(again.text, file.text);
  });
});

test('a file takes the place of answers only when one agrees', async () => {
  const [answers, { words }] = await Promise.all([sample(), standard()]);
  await site.visit({ today: answers.as_of }, async (page) => {
    await load(page, SAMPLE);
    const before = await standing(page);
    const other = { scheme: 'nms', edition: '2022', as_of: answers.as_of, facts: { employees: 300 }, ratings: {} };
    const field = page.getByLabel('Open a file of answers');
    await field.setInputFiles(asFile(other));
    await page.getByRole('dialog', { name: 'Replace your answers?' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    assert.deepEqual(await standing(page), before);
    await field.setInputFiles(asFile(other));
    await enter(page, 'button', 'Replace my answers', 'Replace your answers?');
    await says(page, 'Fee with VAT', money(168_000));
    await open(page, `${START}about/`, 'About you');
    assert.equal(await page.getByLabel(words.facts.employees.question).inputValue(), '300');
    assert.equal(await page.getByRole('radio', { name: 'None yet', checked: true }).count(), 1);
  });
});

test('a file that is refused is said with its faults, and nothing is lost', async () => {
  const answers = await sample();
  await site.visit({ today: answers.as_of }, async (page) => {
    await load(page, SAMPLE);
    const before = await standing(page);
    const [first] = Object.keys(answers.ratings);
    const wrong = {
      'a misspelt criterion': [{ ...answers, ratings: { ...answers.ratings, [`${first}x`]: 'met' } }, /Did you mean/],
      'another standard': [{ ...answers, scheme: 'qim' }, /for another standard/],
      'a held award in the future': [{ ...answers, held: { level: 'bronze', awarded_on: '2040-01-01' }, as_of: '2041-01-01' }, /./],
      'no JSON': ['{"scheme": "nms",', /not a file of answers/],
      'a receipt': [{ '@context': [], type: [], credentialSubject: {}, proof: {} }, /^This is a receipt/],
    };
    for (const [what, [file, words]] of Object.entries(wrong)) {
      const name = { name: 'wrong.json', mimeType: 'application/json' };
      const upload = typeof file === 'string' ? { ...name, buffer: Buffer.from(file) } : asFile(file);
      await page.getByLabel('Open a file of answers').setInputFiles(upload);
      const summary = problem(page);
      await summary.and(page.locator(':focus')).waitFor();
      assert.match(await page.title(), /^Error: /);
      await summary.getByText('The file was not opened, and your answers are as they were.').waitFor();
      assert.match(await summary.getByRole('listitem').first().innerText(), words, what);
      assert.deepEqual(await standing(page), before, what);
      // Each fault leads to where another file can be chosen.
      for (const link of await summary.getByRole('listitem').all()) assert.equal(await link.getByRole('link').getAttribute('href'), '#file');
      await summary.getByRole('link').first().press('Enter');
      await page.getByLabel('Open a file of answers').and(page.locator(':focus')).waitFor();
      await page.evaluate(() => document.activeElement.blur());
    }
    // A file that is right takes the faults away again.
    await page.getByLabel('Open a file of answers').setInputFiles(SAMPLE);
    await page.getByRole('dialog', { name: 'Replace your answers?' }).waitFor();
    await problem(page).waitFor({ state: 'hidden' });
  });
});

test('clearing all answers asks first, and then clears them', async () => {
  await site.visit({}, async (page) => {
    await load(page, SAMPLE);
    const before = await standing(page);
    await enter(page, 'button', 'Clear all answers');
    const dialog = page.getByRole('dialog', { name: 'Clear all answers?' });
    // Pressing Enter twice loses nothing.
    await dialog.getByRole('button', { name: 'Cancel' }).and(page.locator(':focus')).waitFor();
    await enter(page, 'button', 'Cancel', 'Clear all answers?');
    await dialog.waitFor({ state: 'hidden' });
    assert.deepEqual(await standing(page), before);
    assert.equal((await focused(page)).name, 'Clear all answers', 'focus is back where it was');
    await page.keyboard.press('Enter');
    await enter(page, 'button', 'Clear all answers', 'Clear all answers?');
    await page.locator('.done:focus').getByText('All answers are cleared.').waitFor();
    await says(page, 'Answered', /^Answered0 of/);
    assert.match((await standing(page))['Fee with VAT'], /^Not known yet$/, 'what the fee needs');
    assert.equal(await page.evaluate((key) => localStorage.getItem(key), KEY), null);
    await page.reload();
    await says(page, 'Answered', /^Answered0 of/);
  });
});

test('what is wrong about the organisation is summed up, and the rest is kept', async () => {
  const { words } = await standard();
  const { question } = words.facts.employees;
  await site.visit({ today: '2026-11-21' }, async (page) => {
    await open(page, `${START}about/`, 'About you');
    await type(page, question, 'abc');
    await choose(page, 'Which level of this award do you hold now?', 'Silver');
    for (const [name, part] of [['Day', '31'], ['Month', '2'], ['Year', '2026']]) await type(page, name, part);
    await choose(page, 'Which level are you aiming for?', 'Gold');
    await enter(page, 'button', 'Save and continue');
    const summary = problem(page);
    await summary.and(page.locator(':focus')).waitFor();
    await page.waitForFunction(() => document.title.startsWith('Error: '));
    const [employees, day] = await summary.getByRole('link').allInnerTexts();
    assert.match(employees, /^Employees must be a whole number/);
    assert.match(day, /must be a real date/);
    // The same words stand beside the field, and the link leads to it.
    await enter(page, 'link', employees);
    await page.getByLabel(question).and(page.locator(':focus')).waitFor();
    const field = page.getByLabel(question);
    assert.equal(await field.getAttribute('aria-invalid'), 'true');
    const described = await field.evaluate((input) =>
      input.getAttribute('aria-describedby').split(' ').map((id) => document.getElementById(id).textContent).join(' '),
    );
    assert.ok(described.includes(employees), described);
    assert.equal(await field.inputValue(), 'abc');
    assert.equal(await page.getByLabel('Day', { exact: true }).inputValue(), '31');
    // Only what was right is in the answers.
    const file = await downloaded(page, async () => {
      await open(page, START, words.name);
      await page.getByRole('button', { name: 'Download your answers' }).click();
    });
    assert.deepEqual(JSON.parse(file.text), { scheme: 'nms', edition: '2022', as_of: '2026-11-21', target: 'gold', facts: {}, ratings: {} });
    // A future date and a number beyond the limits are the engine's to refuse.
    await open(page, `${START}about/`, 'About you');
    await type(page, question, '10000001');
    await choose(page, 'Which level of this award do you hold now?', 'Bronze');
    for (const [name, part] of [['Day', '22'], ['Month', '11'], ['Year', '2026']]) await type(page, name, part);
    await enter(page, 'button', 'Save and continue');
    await summary.and(page.locator(':focus')).waitFor();
    assert.equal(await summary.getByRole('link').count(), 2);
    // Put right, it goes on.
    await type(page, question, '1,250');
    await type(page, 'Day', '21');
    await enter(page, 'button', 'Save and continue');
    await page.getByRole('heading', { level: 1, name: 'Aims' }).waitFor();
    await page.waitForFunction(() => !document.title.startsWith('Error'));
    await says(page, 'Fee with VAT', money(168_000));
  });
});

test('kept answers that cannot be read are said and not destroyed', async () => {
  const { words } = await standard();
  const spoilt = '{"version":1,"assessment":{"scheme":"nms","ratings":{"aims.bronze';
  const origin = new URL(site.address).origin;
  const storageState = { cookies: [], origins: [{ origin, localStorage: [{ name: KEY, value: spoilt }] }] };
  await site.visit({ storageState }, async (page) => {
    const kept = (key) => page.evaluate((name) => localStorage.getItem(name), key);
    await open(page, `${START}aims/`, 'Aims');
    await page.getByText('This browser holds answers that this page cannot read.').waitFor();
    await choose(page, words.criteria['aims.bronze.purpose'], 'Met');
    await page.waitForTimeout(500);
    assert.equal(await kept(KEY), spoilt);
    const file = await downloaded(page, () => enter(page, 'button', 'Download what is there'));
    assert.equal(file.text, spoilt);
    await enter(page, 'button', 'Set it aside and save new answers');
    await page.getByText('Saved in this browser.').waitFor();
    assert.equal(await kept(`${KEY}:set-aside`), spoilt);
    assert.equal(JSON.parse(await kept(KEY)).assessment.ratings['aims.bronze.purpose'], 'met');
  });
});

for (const [how, refuse] of Object.entries({
  full: () => (Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }),
  'switched off': () => Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('off', 'SecurityError'); } }),
})) {
  test(`a browser whose storage is ${how} is said to keep nothing, and the file still works`, async () => {
    const { words } = await standard();
    await site.visit({}, async (page, context) => {
      await context.addInitScript(refuse);
      await open(page, `${START}aims/`, 'Aims');
      await choose(page, words.criteria['aims.bronze.purpose'], 'Met');
      await page.getByText('Your answers cannot be saved in this browser: its storage is switched off or full.').waitFor();
      await page.getByRole('status').filter({ hasText: 'cannot be saved' }).waitFor();
      const file = await downloaded(page, () => enter(page, 'button', 'Download your answers'));
      assert.deepEqual(JSON.parse(file.text).ratings, { 'aims.bronze.purpose': 'met' });
      assert.equal((await standing(page)).Answered.split(' ')[0], '1');
    });
  });
}
