// What was submitted under an older revision of the rules, after a newer one was released: it opens under its own, says so, and the same
// answers are judged by the newest from then on. The revisions are real ones.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { NARROW, ROOT, WIDE, start } from './browser.mjs';
import { SAMPLE, START, load, open, sample } from './sample.mjs';
import { CONFIRMED, submissionOf, submitted, verified } from './sending.mjs';
import { clean, sticksOut } from './sight.mjs';

/** The rules of every revision of the sample's standard, the oldest first. */
const released = await readFile(join(ROOT, 'crates/mentormark-schemes/released.toml'), 'utf8');
const hashes = [...released.matchAll(/^scheme = "nms"\nedition = "2022"\n[^[]*^rules_hash = "(.+)"$/gm)].map(([, hash]) => hash);
const [oldest, newest] = [hashes[0], hashes.at(-1)];

const SAYS = {
  '': 'This was worked out by another revision of the rules than this page uses now.',
  'cy/': 'Cyfrifwyd hyn yn ôl diwygiad arall o’r rheolau na’r un y mae’r dudalen hon yn ei ddefnyddio nawr.',
};

let site;
let [answers, submission, answer] = [];
before(async () => {
  [site, answers] = await Promise.all([start(), sample()]);
  submission = await submissionOf(answers, { file: SAMPLE });
  submission.claim.rules_hash = oldest;
  answer = await verified(site.address, submission);
});
after(() => site.close());

test('there is an older revision than the one of today', () => {
  assert.ok(hashes.length > 1 && oldest !== newest, hashes.join(' '));
  assert.deepEqual([answer.status, answer.rules_hash], ['confirmed', oldest]);
});

/** Holds that the page shows the confirmation under the older rules and says so. */
async function isOlder(page, folder) {
  const note = page.getByRole('main').getByText(SAYS[folder]);
  await note.waitFor();
  assert.ok(await note.isVisible());
  const main = await page.getByRole('main').innerText();
  assert.ok(main.includes(oldest) && !main.includes(newest));
  assert.equal(await page.locator('#reference').innerText(), answer.id);
}

test('a confirmation under an older revision opens under it, from the verifier and from this browser, and says so in both languages', async () => {
  for (const folder of ['', 'cy/']) {
    const path = `${folder}${START}confirmation/#${answer.id}`;
    await site.visit({ today: answers.as_of }, async (page) => {
      await page.goto(path);
      await isOlder(page, folder);
      await clean(page, path, [[{ colorScheme: 'light' }, WIDE], [{ colorScheme: 'dark' }, NARROW]]);
      assert.deepEqual(await sticksOut(page), []);
      // As this browser kept it when it was submitted, before the newer revision came.
      const entry = { version: 1, key: '0'.repeat(32), submission, verification: answer };
      await page.evaluate(([name, entry]) => localStorage.setItem(name, entry), [`mentormark-sent:nms@2022:${entry.key}`, JSON.stringify(entry)]);
      await page.goto(`${folder}${START}confirmation/`);
      await isOlder(page, folder);
      await page.locator('[data-do=save-submission]').waitFor();
    });
  }
});

for (const [folder, { note, same, read }] of Object.entries({
  '': {
    note: 'These answers were given by another revision of the rules of this edition.',
    same: 'Whether you may apply, your levels, the dates and the fee are the same by both. The award: ',
    read: 'I have read this',
  },
  'cy/': {
    note: 'Rhoddwyd yr atebion hyn yn ôl diwygiad arall o reolau’r argraffiad hwn.',
    same: 'Mae’r rhain yr un fath yn ôl y ddwy set o reolau: a gewch wneud cais, eich lefelau, y dyddiadau a’r ffi. Y dyfarniad: ',
    read: 'Rwyf wedi darllen hyn',
  },
})) {
  test(`${folder}: answers kept under an older revision open with what the newest one changes for them, until that was read`, async () => {
    const key = 'mentormark:nms@2022';
    const entry = JSON.stringify({ version: 2, name: '', rules_hash: oldest, assessment: answers });
    const storageState = { cookies: [], origins: [{ origin: new URL(site.address).origin, localStorage: [{ name: key, value: entry }] }] };
    await site.visit({ today: answers.as_of, storageState }, async (page) => {
      await page.goto(`${folder}${START}`);
      const told = page.locator('#told');
      await told.getByText(note).waitFor();
      await told.getByText(same).waitFor();
      await told.locator('summary').click();
      const said = await told.innerText();
      assert.ok(said.includes(oldest) && said.includes(newest), said);
      await clean(page, `${folder}, revised`, [[{ colorScheme: 'light' }, WIDE], [{ colorScheme: 'dark' }, NARROW]]);
      assert.deepEqual(await sticksOut(page), []);
      await told.getByRole('button', { name: read }).click();
      await told.getByText(note).waitFor({ state: 'detached' });
      const now = await page.evaluate((key) => JSON.parse(localStorage[key]), key);
      assert.deepEqual([now.rules_hash, now.assessment.ratings], [newest, answers.ratings]);
      await page.reload();
      await page.waitForLoadState('networkidle');
      assert.equal(await told.innerText(), '');
    });
  });
}

test('the same answers are judged by the newest revision, and what is submitted from then on names it', async () => {
  await site.visit({ today: answers.as_of }, async (page) => {
    await load(page, answers);
    await open(page, `${START}result/`, 'Your result');
    await page.getByText(newest).first().waitFor();
    await open(page, `${START}check/`, 'Check your answers');
    await submitted(page);
    assert.equal(await page.getByText(SAYS['']).count(), 0);
    assert.ok((await page.getByRole('main').innerText()).includes(newest));
    await page.getByRole('heading', { level: 1, name: CONFIRMED }).waitFor();
  });
});
