// By pointer and by touch: nothing moves away from under a finger.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { NARROW, start } from './browser.mjs';
import { START, open, problem, standard } from './sample.mjs';

let site;
before(async () => (site = await start()));
after(() => site.close());

for (const [by, options, press] of [
  ['pointer', {}, (choice) => choice.click()],
  ['touch', { viewport: NARROW, hasTouch: true, isMobile: true }, (choice) => choice.tap()],
]) {
  test(`the choice after a wrong number is taken, and so is the one after it is put right, by ${by}`, async () => {
    const { words } = await standard();
    await site.visit(options, async (page) => {
      await open(page, `${START}about/`, 'About you');
      const employees = page.getByLabel(words.facts.employees.question);
      const held = page.getByRole('group', { name: 'Which level of this award do you hold now?' });
      const choice = (name) => held.locator('label', { hasText: name });
      const chosen = (name) => held.getByRole('radio', { name, exact: true, checked: true });
      await employees.fill('abc');
      await press(choice('Silver'));
      await chosen('Silver').waitFor();
      await press(page.getByRole('button', { name: 'Save and continue' }));
      await problem(page).waitFor();
      await employees.fill('180');
      await press(choice('Bronze'));
      await chosen('Bronze').waitFor();
      assert.equal(await employees.inputValue(), '180');
    });
  });
}

test('what cannot be read, or is not finished, counts as unknown and is said on the result', async () => {
  const { words } = await standard();
  const unfinished = 'Something about you is not finished or cannot be read, so it does not count yet.';
  await site.visit({}, async (page) => {
    await open(page, `${START}about/`, 'About you');
    const employees = page.getByLabel(words.facts.employees.question);
    const steps = page.getByRole('navigation', { name: 'Steps' });
    const to = (name) => steps.getByRole('link', { name }).click();
    await employees.fill('180');
    await to('Your result');
    await page.getByRole('rowheader', { name: 'To pay' }).waitFor();
    assert.equal(await page.getByText(unfinished).count(), 0);

    await to('About you');
    await employees.fill('1.2.3');
    await to('Your result');
    await page.getByRole('main').getByText(unfinished).waitFor();
    assert.equal(await page.getByRole('rowheader', { name: 'To pay' }).count(), 0);

    await to('About you');
    await employees.fill('180');
    await page.getByRole('group', { name: 'Which level of this award do you hold now?' }).locator('label', { hasText: 'Silver' }).click();
    await to('Your result');
    const note = page.getByRole('main').getByText(unfinished);
    await note.waitFor();
    await page.getByRole('main').getByRole('link', { name: 'Answer the questions about you' }).first().click();
    for (const [part, typed] of [['Day', '2'], ['Month', '3'], ['Year', '2026']]) await page.getByLabel(part, { exact: true }).fill(typed);
    await to('Your result');
    await page.getByRole('rowheader', { name: 'To pay' }).waitFor();
    assert.equal(await page.getByText(unfinished).count(), 0);
  });
});
