// Another person's answers are put together with one's own: blanks are filled, differences are decided one by one, nothing changes
// before it was seen and agreed to, and all of it can be undone.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { NARROW, WIDE, start } from './browser.mjs';
import { choose, enter, tabTo } from './keyboard.mjs';
import { START, asFile, downloaded, load, open, problem, says, standard } from './sample.mjs';
import { clean, sticksOut } from './sight.mjs';

const KEY = 'mentormark:nms@2022';
const MERGE = `${START}merge/`;
const TITLE = 'Put answers together';
const DAY = '2026-11-21';

let site;
let ids;
let words;
before(async () => {
  site = await start();
  const found = await standard();
  words = found.words;
  ids = found.scheme.sections.flatMap(({ criteria }) => criteria.map(({ id }) => id));
});
after(() => site.close());

/** The first four criteria, in the order of the standard. */
const four = () => ids.slice(0, 4);

const base = { scheme: 'nms', edition: '2022', as_of: DAY };
const mine = () => {
  const [one, two, three] = four();
  return {
    ...base,
    facts: { employees: 180 },
    ratings: { [one]: 'met', [two]: 'not-met', [three]: 'met' },
    evidence: { [one]: { note: 'My note' }, [two]: { links: ['https://example.org/mine'] } },
  };
};
const theirs = () => {
  const [one, two, three, last] = four();
  return {
    ...base,
    as_of: '2026-10-01',
    target: 'silver',
    facts: { employees: 250 },
    ratings: { [one]: 'met', [two]: 'met', [three]: 'met', [last]: 'not-met' },
    evidence: { [one]: { note: 'Their note' }, [two]: { note: 'Only theirs', links: ['https://example.org/theirs'] } },
  };
};

/** Opens their file on the page. */
async function bring(page, file) {
  await open(page, MERGE, TITLE);
  await page.getByLabel('Open another person’s file').setInputFiles(asFile(file));
  await page.getByRole('heading', { level: 1, name: 'Answers that came in' }).and(page.locator(':focus')).waitFor();
}

const kept = (page) => page.evaluate(() => ({ ...localStorage }));
/** The difference of this number is asked about: focus has moved to it. */
const asked = (page, at) => page.locator('legend:focus', { hasText: `Difference ${at} of ` }).waitFor();

test('differences are decided one by one by keyboard, seen in a summary, made, and undone', async () => {
  const [one, two, , last] = four();
  await site.visit({ today: DAY }, async (page) => {
    await load(page, mine());
    const before = await kept(page);
    await bring(page, theirs());
    await clean(page, 'their file', [[{ colorScheme: 'light' }, NARROW]]);
    await enter(page, 'button', 'Put together with mine');
    await page.getByText('There are 3 differences to decide. 4 blanks can be filled in, and 2 answers are alike.').waitFor();
    await asked(page, 1);

    // Going on without a choice is no choice.
    await enter(page, 'button', 'Continue');
    await problem(page).and(page.locator(':focus')).waitFor();
    await enter(page, 'link', 'Choose which answer stands');
    await page.locator('#first-choice:focus').waitFor();
    await choose(page, `Difference 1 of 3 ${words.facts.employees.name}`, 'Theirs: 250');
    await enter(page, 'button', 'Continue');
    await asked(page, 2);
    await choose(page, `Difference 2 of 3 Note beside: ${words.criteria[one]}`, 'Both, one after the other');
    await clean(page, 'a difference', [[{ colorScheme: 'dark' }, NARROW], [{ colorScheme: 'light' }, WIDE]]);
    await enter(page, 'button', 'Continue');
    await asked(page, 3);
    await choose(page, `Difference 3 of 3 ${words.criteria[two]}`, 'Theirs: Met');
    await enter(page, 'button', 'Continue');

    await page.getByRole('heading', { level: 1, name: 'Check what changes' }).and(page.locator(':focus')).waitFor();
    await page.getByText('Nothing has been changed yet.').waitFor();
    assert.deepEqual(await kept(page), before);
    const changed = (heading) => page.locator(`h2:text-is("${heading}") + dl dt`).allInnerTexts();
    assert.deepEqual(await changed('What you decided'), [words.facts.employees.name, `Note beside: ${words.criteria[one]}`, words.criteria[two]]);
    assert.deepEqual(await changed('What is filled in or added'), [
      'Level aimed for',
      `Note beside: ${words.criteria[two]}`,
      `Links beside: ${words.criteria[two]}`,
      words.criteria[last],
    ]);
    await clean(page, 'summary', [[{ colorScheme: 'light' }, NARROW], [{ colorScheme: 'dark' }, WIDE]]);

    // One of them is thought over.
    await enter(page, 'button', `Change ${words.criteria[two]}`);
    await asked(page, 3);
    await choose(page, /^Difference 3 of 3/, 'Mine: Not met');
    await enter(page, 'button', 'Continue');
    await enter(page, 'button', 'Put them together');
    await page.getByText('Put together with answers.json.').first().waitFor();
    await page.waitForFunction((key) => JSON.parse(localStorage[key]).assessment.target, KEY);
    const after = JSON.parse((await kept(page))[KEY]).assessment;
    assert.deepEqual(after, {
      ...mine(),
      target: 'silver',
      facts: { employees: 250 },
      ratings: { ...mine().ratings, [last]: 'not-met' },
      evidence: {
        [one]: { note: 'My note\n\nTheir note' },
        [two]: { note: 'Only theirs', links: ['https://example.org/mine', 'https://example.org/theirs'] },
      },
    });
    await enter(page, 'button', 'Undo');
    await page.getByText('Undone: your answers are as they were.').first().waitFor();
    await page.waitForFunction((key) => !JSON.parse(localStorage[key]).assessment.target, KEY);
    assert.deepEqual(JSON.parse((await kept(page))[KEY]).assessment, mine());
  });
});

test('all that is left can be decided at once, and one can go back', async () => {
  await site.visit({ today: DAY }, async (page) => {
    await load(page, mine());
    await bring(page, theirs());
    await enter(page, 'button', 'Put together with mine');
    await asked(page, 1);
    await choose(page, /^Difference 1 of 3/, 'Mine: 180');
    await enter(page, 'button', 'Continue');
    await asked(page, 2);
    await enter(page, 'button', 'Back');
    await asked(page, 1);
    await page.getByRole('radio', { name: 'Mine: 180', checked: true }).waitFor();
    await enter(page, 'button', 'Continue');
    await asked(page, 2);
    await enter(page, 'button', 'Take theirs for this and all that are left');
    await page.getByRole('heading', { level: 1, name: 'Check what changes' }).waitFor();
    await enter(page, 'button', 'Put them together');
    await page.getByText('Put together with').first().waitFor();
    const file = await downloaded(page, async () => {
      await open(page, START, words.name);
      await page.getByRole('button', { name: 'Download your answers' }).first().click();
    });
    const after = JSON.parse(file.text);
    const [one, two] = four();
    assert.deepEqual([after.facts.employees, after.ratings[two], after.evidence[one].note], [180, 'met', 'Their note']);
  });
});

test('a summary that no longer tells what would happen is not carried out, and a late undo takes nothing away', async () => {
  const [one] = four();
  await site.visit({ today: DAY }, async (page, context) => {
    await load(page, mine());
    await bring(page, theirs());
    await enter(page, 'button', 'Put together with mine');
    await enter(page, 'button', 'Take theirs for this and all that are left');
    await page.getByRole('heading', { level: 1, name: 'Check what changes' }).waitFor();
    const other = await context.newPage();
    await open(other, `${START}aims/`, 'Aims');
    await choose(other, words.criteria[one], 'Not met');
    await other.getByText('Saved in this browser.').waitFor();
    await page.waitForFunction(([key, id]) => JSON.parse(localStorage[key]).assessment.ratings[id] === 'not-met', [KEY, one]);
    // The page is told of it a moment later: once it counts the next answer too, it knows of both.
    await says(page, 'Answered', /^Answered3 of/);
    await choose(other, words.criteria[ids[4]], 'Met');
    await says(page, 'Answered', /^Answered4 of/);
    const changed = await kept(page);
    await page.getByRole('button', { name: 'Put them together' }).click();
    await problem(page).getByText('Your answers were changed meanwhile').waitFor();
    assert.deepEqual(await kept(page), changed);

    await enter(page, 'button', 'Put together with mine');
    await page.getByText('There are 4 differences').waitFor();
    await enter(page, 'button', 'Take theirs for this and all that are left');
    await enter(page, 'button', 'Put them together');
    await page.getByText('Put together with').first().waitFor();
    await other.getByRole('group', { name: words.criteria[one] }).getByRole('radio', { name: 'Met', exact: true, checked: true }).waitFor();
    await choose(other, words.criteria[one], 'Not met');
    await page.waitForFunction(([key, id]) => JSON.parse(localStorage[key]).assessment.ratings[id] === 'not-met', [KEY, one]);
    await choose(other, words.criteria[ids[5]], 'Met');
    await says(page, 'Answered', /^Answered6 of/);
    await page.getByRole('button', { name: 'Undo' }).click();
    await problem(page).getByText('can no longer be undone in one go').waitFor();
    assert.equal(JSON.parse((await kept(page))[KEY]).assessment.ratings[one], 'not-met');
  });
});

test('answers without a difference are put together without a question', async () => {
  const [, , , last] = four();
  await site.visit({ today: DAY }, async (page) => {
    await load(page, mine());
    await bring(page, { ...base, facts: {}, ratings: { ...mine().ratings, [last]: 'met' } });
    await enter(page, 'button', 'Put together with mine');
    await page.getByRole('heading', { level: 1, name: 'Check what changes' }).waitFor();
    await enter(page, 'button', 'Put them together');
    await says(page, 'Answered', /^Answered4 of/);
  });
});

test('programmes meet by name, and are not mixed with answers for one without', async () => {
  const of = 'nms-university/2022';
  const { scheme, words: said } = await standard(of);
  const [one, two] = scheme.sections[0].criteria.map(({ id }) => id);
  const several = (...programmes) => ({ scheme: 'nms-university', edition: '2022', as_of: DAY, facts: {}, programmes });
  await site.visit({ today: DAY }, async (page) => {
    await load(page, several({ id: 'peers', ratings: { [one]: 'met' } }), of);
    const bringTo = async (file) => {
      await open(page, `${of}/merge/`, TITLE);
      await page.getByLabel('Open another person’s file').setInputFiles(asFile(file));
      await enter(page, 'button', 'Put together with mine');
    };
    await bringTo({ ...several(), programmes: undefined, ratings: { [one]: 'met' } });
    await problem(page).getByText('One of the two names its programmes and the other does not').waitFor();
    await bringTo(several({ id: 'staff', ratings: { [one]: 'met' } }, { id: 'peers', ratings: { [one]: 'not-met', [two]: 'met' } }));
    await asked(page, 1);
    await choose(page, `Difference 1 of 1 Peers: ${said.criteria[one]}`, 'Theirs: Not met');
    await enter(page, 'button', 'Continue');
    await enter(page, 'button', 'Put them together');
    await page.getByText('Put together with').first().waitFor();
    await page.waitForFunction(() => JSON.parse(localStorage['mentormark:nms-university@2022']).assessment.programmes.length === 2);
    const { programmes } = JSON.parse((await kept(page))['mentormark:nms-university@2022']).assessment;
    assert.deepEqual(programmes, [{ id: 'peers', ratings: { [one]: 'not-met', [two]: 'met' } }, { id: 'staff', ratings: { [one]: 'met' } }]);
  });
});

test('a file of another edition is refused at the start in words that help, and carried over here with a list', async () => {
  const [one] = four();
  const old = { ...mine(), edition: '2019', target: 'platinum', ratings: { ...mine().ratings, 'aims.bronze.gone': 'met' } };
  await site.visit({ today: DAY, expected: /404|Failed to load/ }, async (page) => {
    await open(page, START, words.name);
    await page.getByLabel('Open a file of answers').setInputFiles(asFile(old));
    await problem(page).getByText('Open the file at “Put answers together”').waitFor();
    await bring(page, old);
    await page.getByRole('heading', { name: 'Made for edition 2019' }).waitFor();
    const left = page.getByRole('list').filter({ hasText: 'aims.bronze.gone' }).getByRole('listitem');
    assert.equal(await left.count(), 2);
    await left.filter({ hasText: 'Level aimed for' }).waitFor();
    await enter(page, 'button', 'Open it under its own edition');
    await problem(page).getByText('This site does not have edition 2019').waitFor();
    assert.deepEqual(await kept(page), {});
    await enter(page, 'button', 'Keep as a new assessment');
    await page.getByText('From answers.json: Saved in this browser.').waitFor();
    await open(page, `${START}aims/`, 'Aims');
    await page.getByRole('group', { name: words.criteria[one] }).getByRole('radio', { name: 'Met', exact: true, checked: true }).waitFor();
  });
});

test('where this site has the other edition, a file opens there as it is', async () => {
  const old = { ...mine(), edition: '2019' };
  await site.visit({ today: DAY }, async (page) => {
    // No standard has a second edition yet, so the page of one is put in its place, and what is handed to it is looked at.
    await page.route('**/nms/2019/', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>2019</title><h1>Edition 2019</h1>' }));
    await bring(page, old);
    await enter(page, 'button', 'Open it under its own edition');
    await page.getByRole('heading', { level: 1, name: 'Edition 2019' }).waitFor();
    const all = await kept(page);
    const key = all['mentormark:nms@2019:open'];
    assert.match(key, /^mentormark:nms@2019\/[0-9a-f]+$/);
    assert.deepEqual(JSON.parse(all[key]).assessment, old);
    assert.equal(all[KEY], undefined);
  });
});

test('what cannot be opened is refused, and all stays as it was', async () => {
  await site.visit({ today: DAY }, async (page) => {
    await load(page, mine());
    const before = await kept(page);
    await open(page, MERGE, TITLE);
    for (const [text, said] of [
      ['{', 'This is not a file of answers from this site.'],
      ['<p>A page</p>', 'This page holds no answers that can be opened.'],
      [JSON.stringify({ ...mine(), scheme: 'qim' }), 'for another standard'],
      [JSON.stringify({ ...mine(), scheme: 'qim', edition: '2019' }), 'for another standard'],
    ]) {
      await page.getByLabel('Open another person’s file').setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer: Buffer.from(text) });
      await problem(page).and(page.locator(':focus')).getByText(said).waitFor();
      await problem(page).getByRole('link', { name: said }).press('Enter');
      await page.getByLabel('Open another person’s file').and(page.locator(':focus')).waitFor();
      await problem(page).waitFor();
      await page.evaluate(() => document.activeElement.blur());
    }
    assert.deepEqual(await kept(page), before);
    await clean(page, 'refused', [[{ colorScheme: 'dark' }, NARROW]]);
    await page.setViewportSize(NARROW);
    assert.deepEqual(await sticksOut(page), []);
    await tabTo(page, 'link', 'See your assessments');
  });
});
