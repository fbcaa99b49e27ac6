// The whole self-assessment by keyboard alone, by role and name: from the front page to the result, answering as the sample
// does. What the result says must be what `mentormark assess` says of the file that the page hands out.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { mentormark, start } from './browser.mjs';
import { about, agrees, arrived, rate } from './journey.mjs';
import { choose, enter, type } from './keyboard.mjs';
import { downloaded, sample, says, standard, standing } from './sample.mjs';
import { money } from './words.mjs';

let site;
before(async () => (site = await start()));
after(() => site.close());

test('a programme manager goes from the front page to the result by keyboard and gets what the program gets', async () => {
  const [answers, { scheme, words, guidance }] = await Promise.all([sample(), standard()]);
  await site.visit({ today: answers.as_of }, async (page) => {
    await page.goto('');
    await enter(page, 'link', words.name);
    await arrived(page, words.name, false);
    assert.equal((await standing(page))['Award now, at least'], 'None yet');
    await enter(page, 'link', 'Begin');

    await arrived(page, 'About you');
    await about(page, answers, { scheme, words });
    await enter(page, 'button', 'Save and continue');

    for (const [at, section] of scheme.sections.entries()) {
      await arrived(page, words.sections[section.id].name);
      await rate(page, section.criteria, answers.ratings, { words, guidance: at === 0 ? guidance : undefined });
      const next = scheme.sections[at + 1];
      await enter(page, 'link', `Next: ${next ? words.sections[next.id].name : 'Your result'}`);
    }

    await arrived(page, 'Your result');
    const file = await downloaded(page, () => enter(page, 'button', 'Download your answers'));
    assert.equal(file.name, `nms-2022-${answers.as_of}.json`);
    const { evidence, ...asked } = answers;
    assert.deepEqual(JSON.parse(file.text), asked, 'the file holds the answers given');
    await agrees(page, JSON.parse(await mentormark('assess', '--json', file.path)), { scheme, words });
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
