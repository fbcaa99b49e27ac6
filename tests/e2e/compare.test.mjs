// Changes are tried on a copy, which never touches the answers, and an earlier file stands beside them. What either side would get is
// held against what the program says of the same answers.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { start } from './browser.mjs';
import { judged } from './judged.mjs';
import { choose, enter, type } from './keyboard.mjs';
import { SAMPLE, START, asFile, complete, downloaded, load, open, problem, sample, standard, standing } from './sample.mjs';
import { date, money } from './words.mjs';

const KEY = 'mentormark:nms@2022';

let site;
before(async () => (site = await start()));
after(() => site.close());

const kept = (page, key) => page.evaluate((name) => localStorage.getItem(name), key);

/** The table of both sides: what each says, by the name of the row. */
async function sides(page) {
  const rows = page.getByRole('table').filter({ hasText: 'What the rules say today' }).locator('tbody tr');
  return Object.fromEntries(
    await rows.evaluateAll((all) =>
      all.map((row) => {
        const said = (cell) => [...cell.childNodes].filter((node) => !node.matches?.('.mark')).map((node) => node.textContent).join('').trim();
        return [row.cells[0].textContent.trim(), [said(row.cells[1]), said(row.cells[2])]];
      }),
    ),
  );
}

/** What a side should say, from what the program says. */
function expected(outcome, { scheme, words }) {
  const name = (level) => (level ? words.levels[level].name : 'None yet');
  const bounds = ({ level, could_reach }) => (level === could_reach ? name(level) : `${name(level)}, up to ${name(could_reach)}`);
  const dates = scheme.levels.map(({ id }) => [`${name(id)}, earliest`, outcome.progression.find(({ level }) => level === id)]);
  return {
    'Award now': name(outcome.award.level),
    'Could still reach': name(outcome.award.could_reach),
    'Answers earn': bounds(outcome.quality),
    ...Object.fromEntries(outcome.sections.map((section) => [words.sections[section.id].name, bounds(section)])),
    'Fee with VAT': outcome.fee.status === 'known' ? money(outcome.fee.gross) : 'Not known yet',
    ...Object.fromEntries(dates.map(([row, next]) => [row, next ? date(next.earliest) : 'Held already'])),
  };
}

/** Holds the table against what the program says of both. */
async function agrees(page, yours, copy) {
  const [those, these] = [await standard(), await sides(page)];
  const [left, right] = [expected(await judged(yours), those), expected(await judged(copy), those)];
  const rows = Object.keys(these);
  assert.ok(rows.length > 10);
  assert.deepEqual(these, Object.fromEntries(rows.map((row) => [row, [left[row], right[row]]])));
}

test('what is changed in a copy is judged beside the answers and never touches them', async () => {
  const [answers, { scheme, words }] = await Promise.all([sample(), standard()]);
  const [lift] = (await judged(answers)).routes[0].lift;
  const section = scheme.sections.find(({ criteria }) => criteria.some(({ id }) => id === lift.criterion));
  await site.visit({ today: answers.as_of }, async (page) => {
    await load(page, SAMPLE);
    await open(page, `${START}result/`, 'Your result');
    const [before, stands] = [await kept(page, KEY), await standing(page)];
    await enter(page, 'link', 'Try changes, or compare');
    await page.getByRole('heading', { level: 1, name: 'What if, and compare' }).and(page.locator(':focus')).waitFor();
    await enter(page, 'button', 'Try changes on a copy');
    await page.getByRole('heading', { name: 'Side by side' }).and(page.locator(':focus')).waitFor();
    await page.getByText('No answer differs yet.').waitFor();
    await agrees(page, answers, answers);

    await page.getByText(words.sections[section.id].name, { exact: true }).and(page.locator('summary')).click();
    await choose(page, words.criteria[lift.criterion], 'Met');
    await page.getByText('1 answer differs.').waitFor();
    await page.getByText(/Yours: .* Copy: Met/).waitFor();
    const changed = { ...answers, ratings: { ...answers.ratings, [lift.criterion]: 'met' } };
    await agrees(page, answers, changed);
    // What is asked about the applicant can be changed as well.
    await page.locator('summary').filter({ hasText: 'About you' }).click();
    await type(page, words.facts.employees.question, '300');
    await page.getByText('2 answers differ.').waitFor();
    await agrees(page, answers, { ...changed, facts: { ...answers.facts, employees: 300 } });
    assert.equal(await page.locator('[data-part][open]').count(), 0, 'one part is open at a time');
    await page.waitForTimeout(500);
    assert.equal(await kept(page, KEY), before);
    assert.deepEqual(await standing(page), stands);
    const file = await downloaded(page, () => page.getByRole('button', { name: 'Download the copy' }).click());
    assert.deepEqual(JSON.parse(file.text), { ...changed, facts: { employees: 300 } });

    // It stays with the page, and goes only when that is agreed to.
    await page.getByRole('link', { name: 'Back: Your result' }).click();
    await page.getByRole('link', { name: 'Try changes, or compare' }).click();
    await page.getByText('2 answers differ.').waitFor();
    await enter(page, 'button', 'Throw the copy away');
    await page.keyboard.press('Escape');
    await page.getByText('2 answers differ.').waitFor();
    await enter(page, 'button', 'Throw the copy away');
    await enter(page, 'button', 'Throw the copy away', 'Throw the copy away?');
    await page.getByText('The copy is gone.').first().waitFor();
    assert.equal(await kept(page, KEY), before);
  });
});

test('a copy becomes the answers when that is agreed to', async () => {
  const [answers, { scheme, words }] = await Promise.all([sample(), standard()]);
  const [section] = scheme.sections;
  const [first] = section.criteria;
  await site.visit({ today: answers.as_of }, async (page) => {
    await load(page, SAMPLE);
    await open(page, `${START}compare/`, 'What if, and compare');
    await enter(page, 'button', 'Try changes on a copy');
    await page.locator('summary').filter({ hasText: words.sections[section.id].name }).click();
    await choose(page, words.criteria[first.id], 'Not met');
    await page.getByText('1 answer differs.').waitFor();
    await enter(page, 'button', 'Use the copy as my answers');
    await page.getByRole('dialog', { name: 'Use the copy as your answers?' }).getByRole('button', { name: 'Cancel' }).and(page.locator(':focus')).waitFor();
    await enter(page, 'button', 'Use the copy', 'Use the copy as your answers?');
    await page.getByText('The answers of the copy are now your answers.').first().waitFor();
    await page.waitForFunction(([key, id]) => JSON.parse(localStorage.getItem(key)).assessment.ratings[id] === 'not-met', [KEY, first.id]);
    await page.reload();
    await page.getByRole('button', { name: 'Try changes on a copy' }).waitFor();
    assert.equal(JSON.parse(await kept(page, KEY)).assessment.ratings[first.id], 'not-met');
  });
});

test('an earlier file stands beside the answers as the program judges both, and a wrong one is refused', async () => {
  const [answers, whole] = [await sample(), await complete()];
  const earlier = { ...whole, facts: { employees: 20 }, target: 'gold', held: undefined, as_of: '2026-03-01' };
  await site.visit({ today: answers.as_of }, async (page) => {
    await load(page, SAMPLE);
    const before = await kept(page, KEY);
    await open(page, `${START}compare/`, 'What if, and compare');
    const field = page.getByLabel('A file of answers to compare with');
    await field.setInputFiles(asFile({ ...earlier, ratings: { 'aims.bronze.purpos': 'met' } }));
    await problem(page).and(page.locator(':focus')).waitFor();
    await problem(page).getByRole('link').first().press('Enter');
    await field.and(page.locator(':focus')).waitFor();
    await field.setInputFiles(asFile(earlier));
    await page.getByRole('heading', { name: 'Side by side' }).and(page.locator(':focus')).waitFor();
    await page.getByRole('columnheader', { name: 'The copy, from answers.json' }).waitFor();
    await agrees(page, answers, { ...earlier, as_of: answers.as_of });
    const differences = await page.locator('.differences li').allInnerTexts();
    assert.ok(differences.some((words) => words.includes('Yours: 180. Copy: 20')), differences.join('\n'));
    assert.ok(differences.some((words) => words.includes('Yours: Silver. Copy: Gold')));
    assert.ok(differences.some((words) => words.includes('Yours: Bronze, awarded on 2 March 2026. Copy: None')));
    assert.equal(await kept(page, KEY), before);
  });
});

test('the page that is downloaded here and what was sent stand beside the answers, too', async () => {
  const answers = await sample();
  await site.visit({ today: answers.as_of }, async (page) => {
    await load(page, SAMPLE);
    await open(page, `${START}saved/`, 'Your assessments');
    const { path } = await downloaded(page, () => page.getByRole('button', { name: /^Download as a page/ }).first().click());
    const opened = await readFile(path);
    const files = [
      { name: 'answers.html', mimeType: 'text/html', buffer: opened },
      asFile({ assessment: { ...answers, facts: { employees: 20 } }, claim: {} }),
    ];
    for (const [file, differs] of [[files[0], 'No answer differs yet.'], [files[1], '1 answer differs.']]) {
      await open(page, `${START}compare/`, 'What if, and compare');
      await page.getByLabel('A file of answers to compare with').setInputFiles(file);
      await page.getByRole('heading', { name: 'Side by side' }).and(page.locator(':focus')).waitFor();
      await page.getByText(differs).waitFor();
    }
  });
});

test('what is written as evidence in a copy stays in the copy', async () => {
  const [answers, { scheme, words }] = await Promise.all([sample(), standard()]);
  const [section] = scheme.sections;
  const [{ id }] = section.criteria;
  await site.visit({ today: answers.as_of }, async (page) => {
    await load(page, SAMPLE);
    const before = await kept(page, KEY);
    await open(page, `${START}compare/`, 'What if, and compare');
    await page.getByRole('button', { name: 'Try changes on a copy' }).click();
    await page.locator('summary').filter({ hasText: words.sections[section.id].name }).click();
    const criterion = page.getByRole('group', { name: words.criteria[id] });
    await criterion.locator('summary').filter({ hasText: 'Your evidence' }).click();
    await criterion.getByLabel('Note').fill('Only in the copy');
    await page.getByText('1 note or list of links differs as well.').waitFor();
    const file = await downloaded(page, () => page.getByRole('button', { name: 'Download the copy' }).click());
    assert.equal(JSON.parse(file.text).evidence[id].note, 'Only in the copy');
    // Longer than answers wait before they are saved.
    await page.waitForTimeout(500);
    assert.equal(await kept(page, KEY), before);
  });
});
