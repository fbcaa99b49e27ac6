// Evidence: a note and links for each criterion, kept with the answers, counted, and read as strictly as a file's.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { NARROW, WIDE, start } from './browser.mjs';
import { START, downloaded, open, standard } from './sample.mjs';
import { clean } from './sight.mjs';

let site;
before(async () => (site = await start()));
after(() => site.close());

/** Opens the first section and the evidence of its first criterion. */
async function evidence(page) {
  const { scheme, words } = await standard();
  const [section] = scheme.sections;
  const [{ id }] = section.criteria;
  await open(page, `${START}${section.id}/`, words.sections[section.id].name);
  const criterion = page.getByRole('group', { name: words.criteria[id] });
  await criterion.locator('summary', { hasText: 'Your evidence' }).click();
  await criterion.getByLabel('Note').waitFor();
  return { id, criterion };
}

test('a note and links are counted, kept and exported', async () => {
  await site.visit({}, async (page) => {
    const { id, criterion } = await evidence(page);
    await criterion.getByLabel('Note').fill('Handbook, page 4');
    await criterion.getByText('Your evidence: 1').waitFor();
    await criterion.getByLabel('Links').fill('https://example.org/handbook\n\n  http://example.org/policy ');
    await criterion.getByLabel('Note').focus();
    await criterion.getByText('Your evidence: 3').waitFor();
    await page.getByText('Saved in this browser.').waitFor();
    await page.reload();
    await criterion.getByText('Your evidence: 3').click();
    assert.equal(await criterion.getByLabel('Note').inputValue(), 'Handbook, page 4');
    assert.equal(await criterion.getByLabel('Links').inputValue(), 'https://example.org/handbook\nhttp://example.org/policy');
    await open(page, START, (await standard()).words.name);
    const file = await downloaded(page, () => page.getByRole('button', { name: 'Download your answers' }).click());
    assert.deepEqual(JSON.parse(file.text).evidence, {
      [id]: { note: 'Handbook, page 4', links: ['https://example.org/handbook', 'http://example.org/policy'] },
    });
  });
});

test('a line that is no link is said, stays where it was typed, and keeps no other from being kept', async () => {
  await site.visit({}, async (page) => {
    const { criterion } = await evidence(page);
    const links = criterion.getByLabel('Links');
    const typed = 'https://example.org/\n\njavascript:alert(1)\nexample.org';
    await links.fill(typed);
    await criterion.getByLabel('Note').focus();
    await criterion.getByText(/Line 3 is not kept: .*Line 4 is not kept: /).waitFor();
    await criterion.getByText('Your evidence: 1').waitFor();
    assert.equal(await links.getAttribute('aria-invalid'), 'true');
    assert.equal(await links.inputValue(), typed);
    await clean(page, 'evidence with a fault', [[{ colorScheme: 'light' }, NARROW], [{ colorScheme: 'dark' }, WIDE]]);
    // It is still there, and still wrong, when one comes back to it.
    await page.getByRole('link', { name: 'Your result' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Your result' }).waitFor();
    await page.goBack();
    await criterion.getByText('Your evidence: 1').click();
    await criterion.getByText('Line 3 is not kept').waitFor();
    assert.equal(await links.inputValue(), typed);
    assert.equal(await links.getAttribute('aria-invalid'), 'true');
    await links.fill('https://example.org/');
    await criterion.getByLabel('Note').focus();
    await criterion.getByText('is not kept').waitFor({ state: 'detached' });
    assert.equal(await links.getAttribute('aria-invalid'), 'false');
  });
});

test('of more links than may be kept the first that are links are', async () => {
  await site.visit({}, async (page) => {
    const { id, criterion } = await evidence(page);
    const good = Array.from({ length: 21 }, (_, at) => `https://example.org/${at}`);
    const typed = ['example.org', ...good, 'example.com'].join('\n');
    await criterion.getByLabel('Links').fill(typed);
    await criterion.getByLabel('Note').focus();
    await criterion.getByText(/Only the first 20 are kept.*Line 1 is not kept.*Line 23 is not kept/).waitFor();
    await criterion.getByText('Your evidence: 20').waitFor();
    await page.getByText('Saved in this browser.').waitFor();
    // What is kept can be read again.
    await page.reload();
    await criterion.getByText('Your evidence: 20').click();
    await open(page, START, (await standard()).words.name);
    const file = await downloaded(page, () => page.getByRole('button', { name: 'Download your answers' }).click());
    assert.deepEqual(JSON.parse(file.text).evidence, { [id]: { links: good.slice(0, 20) } });
  });
});

test('emptied evidence is none', async () => {
  await site.visit({}, async (page) => {
    const { criterion } = await evidence(page);
    await criterion.getByLabel('Note').fill('x');
    await criterion.getByText('Your evidence: 1').waitFor();
    await criterion.getByLabel('Note').fill('');
    await criterion.getByText('Your evidence', { exact: true }).waitFor();
  });
});
