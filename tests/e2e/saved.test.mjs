// Several assessments are kept beside each other, and none is lost: not by another tab, not by storage that is full or damaged, not by
// an older or newer version of the site. What is kept can be taken along as a page that reads, prints and opens again.

import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { NARROW, WIDE, mentormark, start } from './browser.mjs';
import { choose, enter, focused, tabTo, type } from './keyboard.mjs';
import { SAMPLE, START, asFile, downloaded, load, open, problem, sample, says, standard } from './sample.mjs';
import { clean, sticksOut } from './sight.mjs';
import { VISITS, visit } from './visits.mjs';
import { date } from './words.mjs';

const KEY = 'mentormark:nms@2022';
const SAVED = `${START}saved/`;
const TITLE = 'Your assessments';

let site;
before(async () => (site = await start()));
after(() => site.close());

/** The card of an assessment by its name. */
const card = (page, name) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3, name, exact: true }) });

/** Everything that the browser keeps, by key. */
const kept = (page) => page.evaluate(() => ({ ...localStorage }));

/** A profile in which these entries are kept. */
const keeping = (entries) => ({
  cookies: [],
  origins: [{ origin: new URL(site.address).origin, localStorage: Object.entries(entries).map(([name, value]) => ({ name, value })) }],
});

/** An entry of the version before this one, which had no name. */
const older = (assessment) => JSON.stringify({ version: 1, assessment });

test('assessments are named, started, opened and told apart, by keyboard', async () => {
  const { words } = await standard();
  const [first] = ['aims.bronze.purpose'].map((id) => words.criteria[id]);
  await site.visit({}, async (page) => {
    await load(page, SAMPLE);
    await open(page, SAVED, TITLE);
    await tabTo(page, 'DisclosureTriangle', 'Rename Assessment without a name');
    await page.keyboard.press('Enter');
    await type(page, 'New name of Assessment without a name', 'This year');
    await page.keyboard.press('Enter');
    await page.getByText('Saved: This year.').first().waitFor();
    await page.getByRole('heading', { level: 3, name: 'This year' }).and(page.locator(':focus')).waitFor();
    await type(page, 'Name of the new assessment', '  Next year  ');
    await enter(page, 'button', 'Start it');
    await page.getByText('Started and opened: Next year.').first().waitFor();
    await says(page, 'Answered', /^Answered0 of/);
    await card(page, 'Next year').getByText('Open now').waitFor();
    assert.equal(await card(page, 'This year').getByText('Open now').count(), 0);
    // What is answered now belongs to the one that is open.
    await open(page, `${START}aims/`, 'Aims');
    await choose(page, first, 'Not met');
    await page.getByText('Next year: Saved in this browser.').waitFor();
    await page.reload();
    await page.getByText('Next year: Saved in this browser.').waitFor();
    await says(page, 'Answered', /^Answered1 of/);
    await open(page, SAVED, TITLE);
    await enter(page, 'button', 'Open This year');
    await page.getByText('Opened: This year.').first().waitFor();
    const answers = await sample();
    await says(page, 'Answered', new RegExp(`^Answered${Object.keys(answers.ratings).length} of`));
    await card(page, 'Next year').getByText('1 criterion answered. Last changed on 21 November 2026.').waitFor();
    const all = await kept(page);
    assert.deepEqual(Object.keys(all).filter((key) => !key.endsWith(':open')).length, 2);
    assert.equal(JSON.parse(all[KEY]).name, 'This year');
    assert.equal(JSON.parse(all[KEY]).version, 2);
  });
});

test('a name that is missing is asked for, and nothing is started', async () => {
  await site.visit({}, async (page) => {
    await open(page, SAVED, TITLE);
    const before = await kept(page);
    await type(page, 'Name of the new assessment', '   ');
    await page.keyboard.press('Enter');
    const summary = problem(page);
    await summary.and(page.locator(':focus')).waitFor();
    await enter(page, 'link', 'Enter a name, for example Spring 2027');
    await page.getByLabel('Name of the new assessment').and(page.locator(':focus')).waitFor();
    assert.deepEqual(await kept(page), before);
  });
});

test('a duplicate goes its own way', async () => {
  const { words } = await standard();
  await site.visit({}, async (page) => {
    await load(page, SAMPLE);
    await open(page, SAVED, TITLE);
    await enter(page, 'button', 'Duplicate Assessment without a name');
    await enter(page, 'button', 'Open Copy of Assessment without a name');
    await page.getByText('Opened: Copy of').first().waitFor();
    await open(page, `${START}aims/`, 'Aims');
    await choose(page, words.criteria['aims.bronze.purpose'], 'Not met');
    await page.getByText(/Copy of Assessment without a name: Saved/).waitFor();
    const all = await kept(page);
    const copy = Object.keys(all).find((key) => key.startsWith(`${KEY}/`));
    assert.equal(JSON.parse(all[copy]).assessment.ratings['aims.bronze.purpose'], 'not-met');
    assert.equal(JSON.parse(all[KEY]).assessment.ratings['aims.bronze.purpose'], (await sample()).ratings['aims.bronze.purpose']);
  });
});

test('what is deleted can be put back, the open one too', async () => {
  await site.visit({}, async (page) => {
    await load(page, SAMPLE);
    await open(page, SAVED, TITLE);
    await type(page, 'Name of the new assessment', 'Spare');
    await page.keyboard.press('Enter');
    await page.getByText('Started and opened: Spare.').first().waitFor();
    const before = await kept(page);
    for (const name of ['Assessment without a name', 'Spare']) {
      await enter(page, 'button', `Delete ${name}`);
      await page.getByText(`Deleted: ${name}.`).first().waitFor();
      await page.getByRole('button', { name: `Undo: put back ${name}` }).and(page.locator(':focus')).waitFor();
      assert.equal(await card(page, name).count(), 0);
      await page.keyboard.press('Enter');
      await page.getByText(`Put back: ${name}.`).first().waitFor();
      await page.getByRole('heading', { level: 3, name }).and(page.locator(':focus')).waitFor();
      assert.deepEqual(await kept(page), before, name);
    }
    // Without being put back it is gone, and the one that is left opens.
    await enter(page, 'button', 'Delete Spare');
    await card(page, 'Assessment without a name').getByText('Open now').waitFor();
    await page.reload();
    await card(page, 'Assessment without a name').getByText('Open now').waitFor();
    assert.equal(await page.getByRole('button', { name: /^Undo/ }).count(), 0);
    assert.deepEqual(Object.keys(await kept(page)).filter((key) => !key.endsWith(':open')), [KEY]);
  });
});

test('two tabs on two assessments do not write over each other, and each sees what the other keeps', async () => {
  const { words } = await standard();
  const purpose = words.criteria['aims.bronze.purpose'];
  await site.visit({}, async (page, context) => {
    await load(page, SAMPLE);
    await open(page, `${START}aims/`, 'Aims');
    const other = await context.newPage();
    await open(other, SAVED, TITLE);
    await type(other, 'Name of the new assessment', 'Trial');
    await other.keyboard.press('Enter');
    await other.getByText('Started and opened: Trial.').first().waitFor();
    await open(other, `${START}aims/`, 'Aims');
    await choose(other, purpose, 'Met');
    await choose(page, purpose, 'Not met');
    await other.getByText('Trial: Saved in this browser.').waitFor();
    await page.getByText('Saved in this browser.').waitFor();
    await page.waitForFunction((key) => JSON.parse(localStorage[key]).assessment.ratings['aims.bronze.purpose'] === 'not-met', KEY);
    const all = await kept(page);
    const trial = Object.keys(all).find((key) => key.startsWith(`${KEY}/`));
    assert.deepEqual(JSON.parse(all[trial]).assessment.ratings, { 'aims.bronze.purpose': 'met' });
    assert.deepEqual(JSON.parse(all[KEY]).assessment.ratings, { ...(await sample()).ratings, 'aims.bronze.purpose': 'not-met' });
    // The list follows what another tab keeps.
    await open(page, SAVED, TITLE);
    await card(page, 'Trial').getByText('1 criterion answered.').waitFor();
    await open(other, SAVED, TITLE);
    await type(other, 'Name of the new assessment', 'Third');
    await other.keyboard.press('Enter');
    await card(page, 'Third').waitFor();
  });
});

test('what an older version kept is taken up, and what a newer one keeps is left as it is and said', async () => {
  const answers = await sample();
  const newer = JSON.stringify({ version: 3, what: 'nobody knows yet' });
  const damaged = '{"version":2,"name":"';
  const entries = { [KEY]: older(answers), [`${KEY}/1`]: newer, [`${KEY}/2`]: damaged };
  await site.visit({ storageState: keeping(entries) }, async (page) => {
    await open(page, SAVED, TITLE);
    await says(page, 'Answered', new RegExp(`^Answered${Object.keys(answers.ratings).length} of`));
    const left = card(page, 'From a newer version of this site');
    await left.getByText('A newer version of this site keeps this').waitFor();
    assert.deepEqual(await left.getByRole('button').allTextContents(), ['Download From a newer version of this site']);
    const file = await downloaded(page, () => left.getByRole('button').click());
    assert.equal(file.text, newer);
    await card(page, 'Cannot be read').getByText('What is kept here is damaged.').waitFor();
    await enter(page, 'button', 'Delete Cannot be read');
    await enter(page, 'button', 'Undo: put back Cannot be read');
    await page.getByText('Put back: Cannot be read.').first().waitFor();
    // The older one is brought up to this version when it is changed, and not before.
    assert.deepEqual(await kept(page), entries);
    await tabTo(page, 'DisclosureTriangle', 'Rename Assessment without a name');
    await page.keyboard.press('Enter');
    await type(page, 'New name of Assessment without a name', 'Old');
    await page.keyboard.press('Enter');
    await page.getByText('Saved: Old.').first().waitFor();
    const now = await kept(page);
    const { rules_hash, ...rest } = JSON.parse(now[KEY]);
    assert.match(rules_hash, /^sha256:[0-9a-f]{64}$/);
    assert.deepEqual(rest, { version: 2, name: 'Old', assessment: { ...answers, as_of: rest.assessment.as_of } });
    assert.deepEqual([now[`${KEY}/1`], now[`${KEY}/2`]], [newer, damaged]);
  });
});

test('a damaged note of which one is open loses nothing', async () => {
  const answers = await sample();
  for (const open_ of ['', 'mentormark:qim@2022', `${KEY}/gone`]) {
    await site.visit({ storageState: keeping({ [KEY]: older(answers), [`${KEY}:open`]: open_ }) }, async (page) => {
      await open(page, SAVED, TITLE);
      await says(page, 'Answered', new RegExp(`^Answered${Object.keys(answers.ratings).length} of`));
    });
  }
});

test('a browser without room for another says so and keeps what there is', async () => {
  await site.visit({}, async (page, context) => {
    await load(page, SAMPLE);
    await context.addInitScript(() => {
      const set = Storage.prototype.setItem;
      Storage.prototype.setItem = function (key, value) {
        if (key.includes('/')) throw new DOMException('full', 'QuotaExceededError');
        set.call(this, key, value);
      };
    });
    await open(page, SAVED, TITLE);
    const before = await kept(page);
    await type(page, 'Name of the new assessment', 'Another');
    await page.keyboard.press('Enter');
    await problem(page).getByText('This browser has no room for more').waitFor();
    await problem(page).getByText('Nothing was changed.').waitFor();
    await enter(page, 'button', 'Duplicate Assessment without a name');
    await problem(page).and(page.locator(':focus')).waitFor();
    assert.deepEqual(await kept(page), before);
    await clean(page, 'assessments, no room', [[{ colorScheme: 'dark' }, NARROW]]);
  });
});

test('answers that cannot be saved are not left behind', async () => {
  const { words } = await standard();
  await site.visit({ storageState: keeping({ [KEY]: older(await sample()), [`${KEY}/1`]: older(await sample()) }) }, async (page, context) => {
    await context.addInitScript(() => (Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }));
    await open(page, `${START}aims/`, 'Aims');
    await choose(page, words.criteria['aims.bronze.purpose'], 'Not met');
    await page.getByText('its storage is switched off or full').first().waitFor();
    await page.evaluate((path) => document.querySelector('main').insertAdjacentHTML('beforeend', `<a id="go" href="${path}">Go</a>`), `/${SAVED}`);
    await page.locator('#go').click();
    await page.getByRole('heading', { level: 1, name: TITLE }).waitFor();
    await page.getByRole('button', { name: /^Open Assess/ }).click();
    await problem(page).getByText('The answers that are open are not saved').waitFor();
    // What is on screen is still what was answered, and it can be taken along.
    const file = await downloaded(page, () => page.getByRole('button', { name: 'Download the data file' }).click());
    assert.equal(JSON.parse(file.text).ratings['aims.bronze.purpose'], 'not-met');
  });
});

for (const of of ['nms/2022', ...Object.keys(VISITS)]) {
  test(`the page of ${of} reads, prints, runs nothing and opens again as it was`, async () => {
    const { scheme, words } = await standard(of);
    const hostile = '</script><script>document.title = "run"</script><!-- <b>"quoted" & \\u003c';
    const whole = of === 'nms/2022' ? await sample() : await visit(of);
    const rated = Object.keys(whole.ratings);
    const evidence = {
      [rated[0]]: { note: hostile, links: ['https://example.org/handbook?a=1&b="2"'] },
      [rated.at(-1)]: { note: 'Two lines\nof a note' },
    };
    const { ratings, evidence: _, ...stated } = whole;
    const answers = scheme.programmes
      ? { ...stated, programmes: [{ id: 'peer-mentoring', ratings, evidence }, { id: 'staff', ratings: { [rated[0]]: ratings[rated[0]] } }] }
      : { ...stated, ratings, evidence };
    const outcome = JSON.parse(await assessed(answers));
    await site.visit({ today: answers.as_of }, async (page, context) => {
      await load(page, answers, of);
      await open(page, `${of}/saved/`, TITLE);
      const file = await downloaded(page, () => enter(page, 'button', 'Download as a page'));
      assert.equal(file.name, `${answers.scheme}-${answers.edition}-${answers.as_of}.html`);
      assert.equal(file.text.match(/<script/g).length, 1, 'one block of data');
      assert.doesNotMatch(file.text.replace(/<script[^]*?<\/script>/, ''), /<script|\son\w+=|javascript:|src=/i);

      // As someone reads it who was sent it.
      const path = `${file.path}.html`;
      await writeFile(path, file.text);
      const reader = await context.browser().newPage({ viewport: WIDE });
      const asked = [];
      reader.on('request', (request) => asked.push(request.url()));
      await reader.goto(pathToFileURL(path).href);
      assert.deepEqual(asked, [pathToFileURL(path).href], 'it asks for nothing');
      assert.match(await reader.title(), new RegExp(`${date(answers.as_of)}$`));
      await reader.getByRole('heading', { level: 1, name: words.name }).waitFor();
      await reader.getByRole('link', { name: new URL(`${of}/`, site.address).href }).waitFor();
      const row = (name) => reader.getByRole('row').filter({ has: reader.getByRole('rowheader', { name, exact: true }) });
      const now = outcome.award.level === outcome.award.could_reach ? 'Award now' : 'Award now, at least';
      const level = outcome.award.level ? words.levels[outcome.award.level].name : undefined;
      if (level) assert.match(await row(now).innerText(), new RegExp(level));
      await reader.getByText(outcome.rules_hash).waitFor();
      const statement = new RegExp(`^${words.criteria[rated[0]].replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);
      const said = reader.getByRole('row').filter({ has: reader.getByRole('rowheader', { name: statement }) }).first();
      assert.ok((await said.innerText()).includes(hostile), await said.innerText());
      assert.ok((await said.innerText()).includes(words.ratings[ratings[rated[0]]]));
      for (const fact of scheme.facts ?? []) assert.equal(await row(words.facts[fact.id].name).count(), 1, fact.id);
      await clean(reader, 'page to keep', [[{ colorScheme: 'light' }, WIDE], [{ colorScheme: 'dark' }, NARROW]]);
      assert.deepEqual(await sticksOut(reader), []);
      await reader.close();

      // And opened again, in a profile that knows nothing.
      await site.visit({ today: answers.as_of }, async (fresh) => {
        await open(fresh, `${of}/`, words.name);
        await fresh.getByLabel('Open a file of answers').setInputFiles(path);
        await fresh.getByText(/^Opened /).first().waitFor();
        const again = await downloaded(fresh, () => fresh.getByRole('button', { name: 'Download your answers' }).first().click());
        assert.deepEqual(JSON.parse(again.text), answers);
        assert.doesNotMatch(await fresh.title(), /run/);
      });
    });
  });
}

/** What the program says of answers. */
async function assessed(answers) {
  const path = `${process.env.TMPDIR ?? '/tmp'}/mentormark-${process.pid}-${answers.scheme}.json`;
  const { rm } = await import('node:fs/promises');
  await writeFile(path, JSON.stringify(answers));
  return mentormark('assess', '--json', path).finally(() => rm(path));
}

test('a page without answers in it is refused in words', async () => {
  const { words } = await standard();
  await site.visit({}, async (page) => {
    await open(page, START, words.name);
    for (const text of ['<!doctype html><p>A page</p>', '<script type="application/json" id="mentormark-assessment">{"scheme":']) {
      await page.getByLabel('Open a file of answers').setInputFiles({ name: 'a.html', mimeType: 'text/html', buffer: Buffer.from(text) });
      await problem(page).getByText('This is not a file of answers from this site.').waitFor();
      await page.evaluate(() => document.activeElement.blur());
    }
  });
});

test('an assessment of another edition is shown apart, carried over with a list, and stays as it is', async () => {
  const answers = await sample();
  const old = { ...answers, edition: '2019', ratings: { ...answers.ratings, 'aims.bronze.gone': 'met' } };
  const entries = { 'mentormark:nms@2019': older(old) };
  await site.visit({ storageState: keeping(entries), expected: /404|status 404|Failed to load/ }, async (page) => {
    await open(page, SAVED, TITLE);
    const there = card(page, 'Assessment without a name').filter({ hasText: 'Edition 2019' });
    await there.getByRole('button', { name: /^Open it under its own edition/ }).click();
    await problem(page).getByText('This site does not have edition 2019').waitFor();
    await there.getByRole('button', { name: /^Carry over to this edition/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Answers that came in' }).and(page.locator(':focus')).waitFor();
    await page.getByRole('heading', { name: 'Made for edition 2019' }).waitFor();
    await page.getByText('aims.bronze.gone').first().waitFor();
    await clean(page, 'carried over', [[{ colorScheme: 'light' }, NARROW]]);
    await page.setViewportSize(WIDE);
    await enter(page, 'button', 'Open these answers');
    await says(page, 'Answered', new RegExp(`^Answered${Object.keys(answers.ratings).length} of`));
    await page.waitForFunction((key) => localStorage[key], KEY);
    const now = await kept(page);
    assert.equal(now['mentormark:nms@2019'], entries['mentormark:nms@2019']);
    assert.deepEqual(JSON.parse(now[KEY]).assessment.ratings, answers.ratings);
  });
});

test('axe finds nothing on the page of assessments, and it fits a small phone', async () => {
  const views = [[{ colorScheme: 'light' }, WIDE], [{ colorScheme: 'dark' }, NARROW]];
  await site.visit({}, async (page) => {
    await open(page, SAVED, TITLE);
    await clean(page, 'assessments, none', views);
    await load(page, SAMPLE);
    await open(page, SAVED, TITLE);
    await enter(page, 'button', 'Duplicate Assessment without a name');
    await page.getByText('Kept beside the others').first().waitFor();
    await enter(page, 'button', 'Delete Copy of Assessment without a name');
    await page.getByRole('button', { name: /^Undo/ }).waitFor();
    await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
    await clean(page, 'assessments', views);
    await page.setViewportSize(NARROW);
    assert.deepEqual(await sticksOut(page), []);
    assert.match((await focused(page)).name, /^Undo/);
  });
});
