// The whole self-assessment by keyboard alone, by role and name: from the front page to the result, answering as the sample
// does. What the result says must be what `mentormark assess` says of the file that the page hands out.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { mentormark, start } from './browser.mjs';
import { choose, enter, tabTo, type } from './keyboard.mjs';
import { downloaded, sample, says, standard, standing } from './sample.mjs';
import { date, money } from './words.mjs';

let site;
before(async () => (site = await start()));
after(() => site.close());

test('a programme manager goes from the front page to the result by keyboard and gets what the program gets', async () => {
  const [answers, { scheme, words }] = await Promise.all([sample(), standard()]);
  await site.visit({ today: answers.as_of }, async (page) => {
    await page.goto('');
    await enter(page, 'link', words.name);
    await arrived(page, words.name, false);
    assert.equal((await standing(page))['Award now, at least'], 'None yet');
    await enter(page, 'link', 'Begin');

    await arrived(page, 'About you');
    await about(page, answers, words);
    await enter(page, 'button', 'Save and continue');

    for (const [at, section] of scheme.sections.entries()) {
      await arrived(page, words.sections[section.id].name);
      await rate(page, section.criteria, answers.ratings, words, at === 0);
      const next = scheme.sections[at + 1];
      await enter(page, 'link', `Next: ${next ? words.sections[next.id].name : 'Your result'}`);
    }

    await arrived(page, 'Your result');
    const file = await downloaded(page, () => enter(page, 'button', 'Download your answers'));
    assert.equal(file.name, `nms-2022-${answers.as_of}.json`);
    const { evidence, ...asked } = answers;
    assert.deepEqual(JSON.parse(file.text), asked, 'the file holds the answers given');
    await agrees(page, JSON.parse(await mentormark('assess', '--json', file.path)), scheme, words);
  });
});

test('the summary follows the very first answer', async () => {
  const { scheme, words } = await standard();
  const [section] = scheme.sections;
  await site.visit({}, async (page) => {
    await page.goto(`nms/2022/${section.id}/`);
    await arrived(page, words.sections[section.id].name, false);
    const before = await standing(page);
    assert.equal(before.Answered, `0 of ${scheme.sections.flatMap(({ criteria }) => criteria).length}`);
    assert.equal(before['Could still reach'], 'Bronze', 'who holds none may get the entry level');
    await choose(page, words.criteria[section.criteria[0].id], 'Met');
    await says(page, 'Answered', /^Answered1 of/);
    await enter(page, 'button', /^Clear this answer/, words.criteria[section.criteria[0].id]);
    await says(page, 'Answered', /^Answered0 of/);
    await page.getByRole('group').getByRole('radio').first().and(page.locator(':focus')).waitFor();
    // The status for those who cannot see the page, once a change that it speaks of comes to rest.
    await page.goto('nms/2022/about/');
    await arrived(page, 'About you', false);
    await type(page, words.facts.employees.question, '250');
    await page.keyboard.press('Tab');
    await says(page, 'Fee with VAT', money(168_000));
    await page.getByRole('status').filter({ hasText: money(168_000) }).waitFor();
  });
});

test('the level rises on screen with the answer that lifts it', async () => {
  const { scheme, words } = await standard();
  await site.visit({}, async (page) => {
    // Bronze needs six sections in which more than half of the Bronze criteria are met.
    for (const [at, section] of scheme.sections.slice(0, 6).entries()) {
      await page.goto(`nms/2022/${section.id}/`);
      await arrived(page, words.sections[section.id].name, false);
      const bronze = section.criteria.filter(({ level }) => level === 'bronze');
      const needed = Math.floor(bronze.length / 2) + 1;
      for (const { id } of bronze.slice(0, needed - 1)) await choose(page, words.criteria[id], 'Met');
      assert.equal((await standing(page))['Award now, at least'], 'None yet');
      await choose(page, words.criteria[bronze[needed - 1].id], 'Met');
      await page.getByText('Saved in this browser.').waitFor();
      if (at < 5) assert.equal((await standing(page))['Award now, at least'], 'None yet');
    }
    await says(page, 'Award now', 'Bronze');
  });
});

/** The page has come and its title says so; where a link within the app led to it, focus is on its heading. */
async function arrived(page, name, followed = true) {
  const heading = page.getByRole('heading', { level: 1, name, exact: true });
  await (followed ? heading.and(page.locator(':focus')) : heading).waitFor();
  await page.waitForFunction((words) => document.title.includes(words), name);
}

async function about(page, answers, words) {
  await type(page, words.facts.employees.question, String(answers.facts.employees));
  const held = answers.held ? words.levels[answers.held.level].name : 'None yet';
  await choose(page, 'Which level of this award do you hold now?', held);
  if (answers.held) {
    const [year, month, day] = answers.held.awarded_on.split('-').map(Number);
    for (const [name, part] of [['Day', day], ['Month', month], ['Year', year]]) await type(page, name, String(part), 'When was it awarded?');
  }
  const target = answers.target ? words.levels[answers.target].name : 'Not decided';
  await choose(page, 'Which level are you aiming for?', target);
}

/** Answers the criteria that the sample answers. With `guide`, also opens what there is to read about the first one. */
async function rate(page, criteria, ratings, words, guide) {
  for (const { id } of criteria) {
    const statement = words.criteria[id];
    if (!ratings[id]) continue;
    await choose(page, statement, words.ratings[ratings[id]]);
    if (guide && id === criteria[0].id) {
      await tabTo(page, 'DisclosureTriangle', new RegExp(`^Why it matters.*${statement}$`));
      await page.keyboard.press('Enter');
      const { guidance } = await standard();
      await page.getByText(guidance[id].why, { exact: true }).waitFor();
    }
  }
}

/** The result and the summary say what the outcome says: levels, fee and dates. */
async function agrees(page, outcome, scheme, words) {
  const name = (level) => (level ? words.levels[level].name : 'None yet');
  const ranks = scheme.levels.map(({ id }) => id);
  const { award, quality, fee, progression } = outcome;
  const settled = award.level === award.could_reach;
  const summary = await standing(page);
  assert.equal(summary[settled ? 'Award now' : 'Award now, at least'], name(award.level));
  assert.equal(summary['Could still reach'], name(award.could_reach));
  assert.equal(summary['Fee with VAT'], money(fee.gross));
  const next = progression.find(({ level }) => ranks.indexOf(level) > ranks.indexOf(award.level)) ?? progression.at(-1);
  if (next) assert.equal(summary[`${name(next.level)}, earliest`], date(next.earliest));

  const verdict = page.getByRole('region', { name: settled ? 'Award now' : 'Award now, at least', exact: true });
  assert.equal((await verdict.locator('p').first().innerText()).trim(), name(award.level));
  const earned = await verdict.locator('dl > div', { hasText: /answers earn/i }).locator('dd').innerText();
  assert.ok(earned.startsWith(name(quality.level)) && earned.endsWith(name(quality.could_reach)), earned);

  const dates = page.getByRole('columnheader', { name: 'Earliest date' });
  assert.deepEqual(await rows(page, dates), progression.map(({ level, earliest }) => [name(level), date(earliest)]));
  const amounts = (await rows(page, page.getByRole('rowheader', { name: 'To pay' }))).map(([, amount]) => amount);
  assert.deepEqual(amounts, [fee.net, fee.vat, fee.gross].map(money));
  await page.getByText(`12 months, to ${date(outcome.validity.last_day)}`).waitFor();
  await page.getByText(outcome.rules_hash, { exact: true }).waitFor();
  for (const { id, level, could_reach } of outcome.sections) {
    const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: words.sections[id].name, exact: true }) });
    const cell = await row.getByRole('cell').first().innerText();
    const least = level ? name(level) : 'none yet';
    assert.ok(cell.startsWith(least) && cell.includes('could still reach') === (level !== could_reach), cell);
    if (level !== could_reach) assert.ok(cell.endsWith(name(could_reach)), cell);
  }
  for (const { to, count, lift } of outcome.routes) {
    const route = page.getByRole('group').filter({ hasText: `To earn ${name(to)}: ${count} ` });
    const links = await route.locator('li a').evaluateAll((found) => found.map((link) => link.hash.slice(1)));
    assert.deepEqual(links, lift.map(({ criterion }) => criterion));
  }
}

/** The rows of the table that has this cell: heading of the row and first cell. */
function rows(page, has) {
  const row = page.getByRole('table').filter({ has }).locator('tbody tr');
  return row.evaluateAll((found) => found.map((tr) => [...tr.children].map((cell) => cell.innerText.trim())));
}
