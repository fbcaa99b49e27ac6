// Each other standard by keyboard, by role and name: from the front page to the result, with every kind of question that it asks.
// What the result says must be what `mentormark assess` says of the file that the page hands out.

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { mentormark, start } from './browser.mjs';
import { about, agrees, arrived, rate } from './journey.mjs';
import { choose, enter, tick, type } from './keyboard.mjs';
import { downloaded, load, open, problem, says, standard, standing } from './sample.mjs';
import { VISITS, visit } from './visits.mjs';

let site;
before(async () => (site = await start()));
after(() => site.close());

for (const of of Object.keys(VISITS)) {
  test(`${of} from the front page to the result by keyboard gives what the program gives`, async () => {
    const { scheme, words } = await standard(of);
    const { as_of: today, scheme: id, edition, ...answers } = await visit(of);
    let kept;
    await site.visit({ today }, async (page) => {
      await page.goto('');
      await enter(page, 'link', words.name);
      await arrived(page, words.name, false);
      await enter(page, 'link', 'Begin');
      if (scheme.facts) {
        await arrived(page, 'About you');
        await about(page, answers, { scheme, words });
        await enter(page, 'button', 'Save and continue');
      }
      if (scheme.programmes) {
        await arrived(page, 'Your programmes');
        await enter(page, 'link', /^Next/);
      }
      const rated = scheme.sections.filter(({ criteria }) => criteria.some(({ id }) => answers.ratings[id]));
      for (const section of rated) {
        await arrived(page, words.sections[section.id].name);
        await rate(page, section.criteria, answers.ratings, { words });
        await enter(page, 'link', /^Next/);
      }
      await arrived(page, 'Your result');
      const file = await downloaded(page, () => enter(page, 'button', 'Download your answers'));
      assert.equal(file.name, `${id}-${edition}-${today}.json`);
      kept = JSON.parse(file.text);
      assert.deepEqual(kept, { scheme: id, edition, as_of: today, ...answers });
      await agrees(page, JSON.parse(await mentormark('assess', '--json', file.path)), { scheme, words });
    });
    await site.visit({ today }, async (page) => {
      await load(page, kept, of);
      const again = await downloaded(page, () => page.getByRole('button', { name: 'Download your answers' }).click());
      assert.deepEqual(JSON.parse(again.text), kept, 'a file opened again says the same');
    });
  });
}

test('one programme becomes two, each with pages of its own, and the result says how they combine', async () => {
  const of = 'nms-university/2022';
  const { scheme, words } = await standard(of);
  const [section] = scheme.sections;
  const [first, second] = section.criteria;
  const today = '2026-11-21';
  await site.visit({ today }, async (page) => {
    await open(page, `${of}/${section.id}/`, words.sections[section.id].name);
    await choose(page, words.criteria[first.id], 'Met');
    await enter(page, 'link', 'Back: Your programmes');
    await arrived(page, 'Your programmes');
    await name(page, '', 'Add a programme');
    await problem(page).and(page.locator(':focus')).waitFor();
    await enter(page, 'link', 'Enter a name with letters or digits in it');
    await page.getByLabel('Name of the programme', { exact: true }).and(page.locator(':focus')).waitFor();
    await name(page, 'Peer mentoring', 'Add a programme');
    await page.getByRole('heading', { level: 2, name: 'Peer mentoring' }).waitFor();
    await problem(page).waitFor({ state: 'detached' });
    await name(page, 'Reverse', 'Add a programme');
    await page.getByRole('heading', { level: 2, name: 'Reverse' }).waitFor();
    await name(page, 'reverse', 'Add a programme');
    await problem(page).getByRole('link', { name: 'Another programme has this name' }).waitFor();
    await type(page, 'New name of Reverse', 'Reverse mentoring');
    await enter(page, 'button', /^Save the name.*Reverse$/);
    await enter(page, 'link', 'Answer for Reverse mentoring');
    await arrived(page, words.sections[section.id].name);
    await page.getByText('Reverse mentoring, pillar 1 of 7').waitFor();
    await choose(page, words.criteria[second.id], 'Met');
    await enter(page, 'link', `Back: ${words.sections[scheme.sections.at(-1).id].name}, Peer mentoring`);
    await arrived(page, words.sections[scheme.sections.at(-1).id].name);
    await page.getByText('Saved in this browser.').waitFor();
    // An address names its programme.
    await page.goto(`${of}/${section.id}/?programme=reverse-mentoring`);
    const rated = (id) => page.getByRole('group', { name: words.criteria[id] }).getByRole('radio', { name: 'Met', exact: true });
    await rated(second.id).and(page.locator(':checked')).waitFor();
    assert.ok(!(await rated(first.id).isChecked()));

    await page.goto(`${of}/result/`);
    await arrived(page, 'Your result', false);
    const file = await downloaded(page, () => enter(page, 'button', 'Download your answers'));
    assert.deepEqual(JSON.parse(file.text).programmes, [
      { id: 'peer-mentoring', ratings: { [first.id]: 'met' } },
      { id: 'reverse-mentoring', ratings: { [second.id]: 'met' } },
    ]);
    await agrees(page, JSON.parse(await mentormark('assess', '--json', file.path)), { scheme, words });
    const lift = page.getByRole('group').filter({ hasText: 'To earn Bronze' }).getByRole('link').first();
    assert.match(await lift.getAttribute('href'), /\?programme=peer-mentoring#/);

    await page.goto(`${of}/programmes/`);
    await arrived(page, 'Your programmes', false);
    for (const gone of ['Peer mentoring', 'Reverse mentoring']) {
      await enter(page, 'button', `Remove ${gone}`);
      await page.getByRole('dialog', { name: `Remove ${gone}?` }).waitFor();
      await enter(page, 'button', 'Remove the programme', `Remove ${gone}?`);
      await page.getByText(`Removed: ${gone}.`).first().waitFor();
    }
    await page.goto(`${of}/${section.id}/`);
    await rated(second.id).and(page.locator(':checked')).waitFor();
  });

  async function name(page, words, button) {
    await type(page, 'Name of the programme', words);
    await enter(page, 'button', button);
  }
});

test('a question that hangs on another is asked when that one says so, and what does not apply counts for nothing', async () => {
  const of = 'nos-coaching-mentoring/2012';
  const { scheme, words } = await standard(of);
  await site.visit({}, async (page) => {
    await open(page, `${of}/about/`, 'About you');
    const list = page.getByRole('group', { name: words.facts.standards.question });
    await list.waitFor({ state: 'hidden' });
    const all = scheme.sections.flatMap(({ criteria }) => criteria).length;
    assert.equal((await standing(page)).Answered, `0 of ${all}`);
    await choose(page, words.facts.profile.question, 'Mentor');
    await list.waitFor({ state: 'hidden' });
    const steps = page.getByRole('navigation', { name: 'Steps' });
    await steps.getByRole('listitem').filter({ hasText: words.sections.cm10.name }).getByText('Does not apply').waitFor();
    const asked = scheme.sections.filter(({ id }) => !['cm02', 'cm10'].includes(id)).flatMap(({ criteria }) => criteria).length;
    await says(page, 'Answered', new RegExp(`^Answered0 of ${asked}$`));
    await choose(page, words.facts.profile.question, 'My own list of standards');
    await list.waitFor();
    await tick(page, words.facts.standards.question, [words.facts.standards.options.cm02]);
    await list.getByRole('checkbox', { name: 'None of these' }).check();
    assert.ok(!(await list.getByRole('checkbox', { name: words.facts.standards.options.cm02 }).isChecked()));
    await list.getByRole('checkbox', { name: words.facts.standards.options.cm02 }).check();
    assert.ok(!(await list.getByRole('checkbox', { name: 'None of these' }).isChecked()));
    await steps.getByRole('link', { name: words.sections.cm01.name }).click();
    await arrived(page, words.sections.cm01.name);
    await page.getByRole('main').getByText('This standard does not apply to you').waitFor();
    await enter(page, 'link', `Next: ${words.sections.cm02.name}`);
    await page.getByText('standard 1 of 1').waitFor();
    for (const name of ['Performance', 'Knowledge and understanding']) await page.getByRole('heading', { level: 2, name, exact: true }).waitFor();
  });
});

test('what is wrong with a number or a date is said beside it, and lengths may be hours and minutes', async () => {
  const of = 'learning-mentor/ap01';
  const { words } = await standard(of);
  await site.visit({ today: '2026-11-21' }, async (page) => {
    await open(page, `${of}/`, words.name);
    await page.getByText('retired').first().waitFor();
    await open(page, `${of}/about/`, 'About you');
    const status = page.getByRole('listitem').filter({ hasText: words.checks['twelve-months'].name }).getByRole('paragraph').first();
    assert.equal(await status.innerText(), 'Not known yet');
    for (const [part, typed] of [['Day', '31'], ['Month', '2'], ['Year', '2024']]) await type(page, part, typed, words.facts['start-date'].question);
    await type(page, words.facts['discussion-minutes'].question, 'an hour');
    await type(page, words.facts['observation-1-minutes'].question, '11 h');
    await enter(page, 'button', 'Save and continue');
    await problem(page).and(page.locator(':focus')).waitFor();
    const said = await problem(page).getByRole('link').allInnerTexts();
    assert.deepEqual(said.map((words) => words.split(' must ')[0]), ['Start date', 'First observation', 'Professional discussion']);
    await enter(page, 'link', said[0]);
    await page.getByRole('textbox', { name: 'Day' }).first().and(page.locator(':focus')).waitFor();
    await type(page, 'Day', '1', words.facts['start-date'].question);
    // The list of checks follows every letter.
    await page.getByText('Met', { exact: true }).first().waitFor();
    assert.equal(await status.innerText(), 'Met');
    await type(page, words.facts['discussion-minutes'].question, '1:05');
    await type(page, words.facts['observation-1-minutes'].question, '1 h 5 min');
    await enter(page, 'button', 'Save and continue');
    await arrived(page, 'Observations');
    const file = await downloaded(page, async () => {
      await open(page, `${of}/`, words.name);
      await page.getByRole('button', { name: 'Download your answers' }).click();
    });
    assert.deepEqual(JSON.parse(file.text).facts, { 'discussion-minutes': 65, 'observation-1-minutes': 65, 'start-date': '2024-02-01' });
  });
});

test('where a criterion may not apply, it takes a reason, and until there is one it counts as not answered', async (t) => {
  const of = 'mentorsme/2012';
  const { scheme, words } = await standard(of);
  const [section] = scheme.sections;
  const [first, second] = section.criteria;
  // No shipped standard has these yet, so one is given them on its way to the page.
  Object.assign(first, { not_applicable: 'with-reason' });
  Object.assign(second, { force: 'should' });
  const source = scheme.source;
  const folder = await mkdtemp(join(tmpdir(), 'mentormark-'));
  t.after(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'changed.json'), JSON.stringify({ ...scheme, not_applicable: { counts: 'left-out', source } }));
  await mentormark('compile', join(folder, 'changed.json'), '--plan', '--output', join(folder, 'changed.plan'));
  await site.visit({ expected: /integrity/ }, async (page) => {
    await page.route(/mentorsme\/2012\//, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.text()).replaceAll(/ data-integrity="[^"]*"/g, '') });
    });
    await page.route(/mentorsme-2012\.[0-9a-f]+\.plan/, (route) => route.fulfill({ path: join(folder, 'changed.plan') }));
    await open(page, `${of}/${section.id}/`, words.sections[section.id].name);
    const reason = page.getByRole('textbox', { name: 'Why does this not apply?' });
    assert.equal(await reason.count(), 0);
    await choose(page, words.criteria[first.id], 'Not applicable');
    await says(page, 'Answered', /^Answered0 of/);
    await type(page, 'Why does this not apply? Without a reason it counts as not answered.', 'Nobody new joins this year.');
    await says(page, 'Answered', /^Answered1 of/);
    await page.getByText('Should', { exact: true }).waitFor();
    await page.getByText('Saved in this browser.').waitFor();
    await page.reload();
    await reason.waitFor();
    assert.equal(await reason.inputValue(), 'Nobody new joins this year.');
    const file = await downloaded(page, async () => {
      await open(page, `${of}/result/`, 'Your result');
      await page.getByRole('button', { name: 'Download your answers' }).click();
    });
    const { ratings, evidence } = JSON.parse(file.text);
    assert.deepEqual([ratings, evidence], [{ [first.id]: 'not-applicable' }, { [first.id]: { note: 'Nobody new joins this year.' } }]);
  });
});

test('while it is not known which criteria apply, the result says on what it hangs and does not call them settled', async () => {
  const of = 'nos-coaching-mentoring/2012';
  const { scheme, words } = await standard(of);
  const criteria = scheme.sections.flatMap((section) => section.criteria);
  const ratings = Object.fromEntries(criteria.map(({ id }) => [id, 'evidenced']));
  await site.visit({}, async (page) => {
    await load(page, { scheme: scheme.id, edition: scheme.edition, as_of: '2026-11-21', facts: {}, ratings }, of);
    await open(page, `${of}/result/`, 'Your result');
    const why = page.locator('.reasons');
    const blank = scheme.facts.map(({ id }) => words.facts[id].name).join(' and ');
    const hangs = `depends on what is still to be answered: ${blank}.`;
    await why.getByText(`${criteria.length} ratings count only if their criteria apply, which ${hangs}`, { exact: true }).waitFor();
    await why.getByText(`Whether anything of what Competent looks at applies ${hangs}`, { exact: true }).waitFor();
    for (const { id } of scheme.sections) {
      await why.getByText(`Whether ${words.sections[id].name} applies ${hangs}`, { exact: true }).waitFor();
      await page.getByRole('row').filter({ hasText: words.sections[id].name }).getByText(/^\d+ of \d+ rated, if it applies$/).waitFor();
    }
    assert.equal(await why.getByText(/does not (count|apply)|cannot be reached/).count(), 0);
  });
});
