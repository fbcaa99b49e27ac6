// Going through a self-assessment by keyboard, and holding what its result says against what the program says.

import assert from 'node:assert/strict';
import { ready } from './browser.mjs';
import { choose, tabTo, tick, type } from './keyboard.mjs';
import { standing } from './sample.mjs';
import { date, money } from './words.mjs';

/** The page has come and its title says so; where a link within the app led to it, focus is on its heading. */
export async function arrived(page, name, followed = true) {
  const heading = page.getByRole('heading', { level: 1, name, exact: true });
  await (followed ? heading.and(page.locator(':focus')) : heading).waitFor();
  await ready(page);
  await page.waitForFunction((words) => document.title.includes(words), name);
}

/** Answers the questions about the applicant as the answers do, in the order of the page. */
export async function about(page, answers, { scheme, words }) {
  for (const fact of scheme.facts ?? []) {
    const value = answers.facts[fact.id];
    if (value !== undefined) await state(page, fact, value, words.facts[fact.id]);
  }
  if (scheme.progression) {
    await choose(page, 'Which level of this award do you hold now?', answers.held ? words.levels[answers.held.level].name : 'None yet');
    if (answers.held) await day(page, 'When was it awarded?', answers.held.awarded_on);
  }
  if (scheme.levels.length > 1) {
    await choose(page, 'Which level are you aiming for?', answers.target ? words.levels[answers.target].name : 'Not decided');
  }
}

/** Answers one question, by the kind of its fact. */
async function state(page, { kind }, value, { question, options }) {
  const ways = {
    'yes-no': () => choose(page, question, value ? 'Yes' : 'No'),
    choice: () => choose(page, question, options[value]),
    choices: () => tick(page, question, value.map((option) => options[option])),
    date: () => day(page, question, value),
  };
  await (ways[kind] ?? (() => type(page, question, String(value))))();
}

async function day(page, group, iso) {
  const [year, month, date] = iso.split('-').map(Number);
  for (const [name, part] of [['Day', date], ['Month', month], ['Year', year]]) await type(page, name, String(part), group);
}

/** Answers the criteria that `ratings` has. With `guidance`, also opens what there is to read about the first one. */
export async function rate(page, criteria, ratings, { words, guidance }) {
  for (const { id } of criteria) {
    const statement = words.criteria[id];
    if (!ratings[id]) continue;
    await choose(page, statement, words.ratings[ratings[id]]);
    if (guidance && id === criteria[0].id) {
      await tabTo(page, 'DisclosureTriangle', new RegExp(`^Why it matters.*${statement}$`));
      await page.keyboard.press('Enter');
      await page.getByText(guidance[id].why, { exact: true }).waitFor();
    }
  }
}

/** The result and the summary say what the outcome says: who may apply, levels, fee and dates. */
export async function agrees(page, outcome, { scheme, words }) {
  const name = (level) => (level ? words.levels[level].name : 'None yet');
  const ranks = scheme.levels.map(({ id }) => id);
  const { award, quality, eligibility } = outcome;
  const settled = award.level === award.could_reach;
  const now = settled ? 'Award now' : 'Award now, at least';
  const label = award.label && !award.level ? words.outcomes[award.label].name : name(award.level);
  const summary = await standing(page);
  assert.equal(summary[now], label);
  assert.equal(summary['Could still reach'], award.could_reach ? name(award.could_reach) : label);

  const verdict = page.getByRole('region', { name: now, exact: true });
  assert.equal((await verdict.locator('p').first().innerText()).trim(), label);
  const earned = await verdict.locator('dl > div', { hasText: /answers earn/i }).locator('dd').innerText();
  assert.ok(earned.startsWith(name(quality.level)) && earned.endsWith(name(quality.could_reach)), earned);

  const may = { eligible: 'Yes', 'not-eligible': 'No', undetermined: 'Not known yet' }[eligibility.status];
  assert.equal(summary['May apply'], eligibility.checks.length ? may : undefined);
  assert.equal(await page.getByRole('heading', { name: 'Who may apply' }).count(), eligibility.checks.length ? 1 : 0);

  await steps(page, outcome, summary, name, ranks);
  await costs(page, outcome.fee, summary, scheme);
  if (outcome.validity) await page.getByText(`${outcome.validity.months} months, to ${date(outcome.validity.last_day)}`).first().waitFor();
  await page.getByText(outcome.rules_hash, { exact: true }).waitFor();
  for (const programme of outcome.programmes.length ? outcome.programmes : [{ sections: outcome.sections }]) {
    await levels(page, programme, words, name);
  }
  for (const { to, count, lift } of outcome.routes) {
    const title = count === null ? `To earn ${name(to)}` : `To earn ${name(to)}: ${count} `;
    const route = page.getByRole('group').filter({ hasText: title });
    const links = await route.locator('li a').evaluateAll((found) => found.map((link) => link.hash.slice(1)));
    assert.deepEqual(links, (lift ?? []).map(({ criterion }) => criterion));
  }
}

async function steps(page, { progression, award }, summary, name, ranks) {
  const dates = page.getByRole('columnheader', { name: 'Earliest date' });
  if (!Object.keys(summary).some((term) => /earliest|Next level/.test(term))) return assert.equal(await dates.count(), 0);
  const next = progression.find(({ level }) => ranks.indexOf(level) > ranks.indexOf(award.level)) ?? progression.at(-1);
  if (next) assert.equal(summary[`${name(next.level)}, earliest`], date(next.earliest));
  return assert.deepEqual(await rows(page, dates), progression.map(({ level, earliest }) => [name(level), date(earliest)]));
}

async function costs(page, fee, summary, scheme) {
  const heading = page.getByRole('heading', { name: 'What it costs' });
  assert.equal(await heading.count(), scheme.fee ? 1 : 0);
  if (fee.status === 'not-published') assert.equal(summary.Fee, 'Not published');
  if (fee.status !== 'known') return;
  assert.equal(summary['Fee with VAT'], money(fee.gross));
  const amounts = (await rows(page, page.getByRole('rowheader', { name: 'To pay' }))).map(([, amount]) => amount);
  assert.deepEqual(amounts, [fee.net, fee.vat, fee.gross].map(money));
}

async function levels(page, { id: programme, sections }, words, name) {
  const before = programme ? `${programme[0].toUpperCase()}${programme.slice(1).replaceAll('-', ' ')}: ` : '';
  for (const { id, level, could_reach } of sections) {
    const header = page.getByRole('rowheader', { name: `${before}${words.sections[id].name}`, exact: true });
    const cell = await page.getByRole('row').filter({ has: header }).getByRole('cell').first().innerText();
    if (cell === 'does not apply') {
      assert.equal(could_reach, null);
      continue;
    }
    assert.ok(cell.startsWith(level ? name(level) : 'none yet') && cell.includes('could still reach') === (level !== could_reach), cell);
    if (level !== could_reach) assert.ok(cell.endsWith(name(could_reach)), cell);
  }
}

/** The rows of the table that has this cell: heading of the row and first cell. */
function rows(page, has) {
  const row = page.getByRole('table').filter({ has }).locator('tbody tr');
  return row.evaluateAll((found) => found.map((tr) => [...tr.children].map((cell) => cell.innerText.trim())));
}
