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
