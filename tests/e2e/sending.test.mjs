// From the check of all answers to the confirmation, against a real verifier: what is sent, and what comes back.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { NARROW, WIDE, start } from './browser.mjs';
import { arrived } from './journey.mjs';
import { choose, enter, focused, type } from './keyboard.mjs';
import { START, downloaded, load, open, sample, standard } from './sample.mjs';
import { CHECK, CONFIRMED, DIFFERS, POST, TODAY, canonical, kept, posts, program, reference, sha256, submitted, toSubmit } from './sending.mjs';
import { clean, sticksOut } from './sight.mjs';
import { VISITS } from './visits.mjs';

const VIEWS = [
  [{ colorScheme: 'light' }, WIDE],
  [{ colorScheme: 'dark' }, NARROW],
];

let site;
before(async () => (site = await start()));
after(() => site.close());

/** The verifier's day when it answered: that of the page but for those who send at midnight. */
const dayOf = (receipt) => receipt.credentialSubject.verified_at.slice(0, 10);

test('by keyboard from the check to the confirmation, which says what the verifier keeps and the program says', async () => {
  const [answers, { words }] = await Promise.all([sample(), standard()]);
  // On the day of the verifier, so that it cautions nobody about the day.
  await site.visit({ today: TODAY }, async (page) => {
    await load(page, answers);
    const sent = posts(page);
    await open(page, `${START}result/`, 'Your result');
    await enter(page, 'link', CHECK);
    await arrived(page, CHECK);
    assert.equal(sent.length, 0);
    const id = await submitted(page);
    await page.waitForURL(`**/${START}confirmation/#${id}`);
    assert.equal(sent.length, 1);
    assert.ok(sent[0].key.length >= 32);

    const submission = await downloaded(page, () => enter(page, 'button', 'Save what is sent as a file'));
    assert.equal(submission.text, sent[0].body, 'the file is what was sent, byte for byte');
    assert.equal(submission.name, 'nms-2022-submission.json');
    const { id: _, receipt, ...found } = await kept(site.address, id);
    const said = await program(submission.text, dayOf(receipt));
    assert.deepEqual(found, said);
    assert.equal(found.status, 'confirmed');
    assert.equal(receipt.credentialSubject.verification_id, id);

    const { assessment, wording_hash } = JSON.parse(submission.text);
    assert.deepEqual(assessment, { ...answers, as_of: TODAY });
    assert.equal(found.assessment_hash, sha256(canonical(assessment)));
    const shipped = await (await fetch(new URL('v1/schemes', site.address))).text();
    assert.ok(shipped.includes(found.rules_hash));
    assert.match(wording_hash, /^sha256:[0-9a-f]{64}$/);

    const file = await downloaded(page, () => enter(page, 'button', 'Save the receipt'));
    assert.equal(file.name, 'nms-2022-receipt.json');
    assert.deepEqual(JSON.parse(file.text), receipt);
    await page.getByText('It states an award held, which no register has confirmed.').waitFor();
    for (const hash of [found.assessment_hash, found.rules_hash]) await page.getByText(hash, { exact: true }).waitFor();

    // It is there after a reload, and by its address alone.
    await page.reload();
    await arrived(page, CONFIRMED, false);
    assert.equal(await reference(page), id);
    await page.getByText('This confirmation is kept in this browser').waitFor();
    await open(page, `${START}confirmation/`, CONFIRMED);
    assert.equal(await reference(page), id);
    // The same answers once more give the same receipt, and the page says that they were sent.
    // Different answers are a submission of their own, and each has its confirmation.
    await open(page, `${START}about/`, 'About you');
    await type(page, words.facts.employees.question, '181');
    await page.getByText('Saved in this browser.').waitFor();
    await open(page, `${START}check/`, CHECK);
    const second = await submitted(page);
    assert.notEqual(second, id);
    await page.getByRole('heading', { level: 2, name: 'Other submissions from this browser' }).waitFor();
    await page.locator(`main a[href$="#${id}"]`).click();
    await page.locator('#reference').filter({ hasText: id }).waitFor();
    await arrived(page, CONFIRMED);
    await toSubmit(page);
    await page.getByText('You have submitted exactly these answers').waitFor();
    await enter(page, 'button', 'Submit');
    await arrived(page, CONFIRMED);
    assert.equal(await reference(page), second);
  });
});

test('clearing all answers takes what was sent along, and the verifier still has the confirmation', async () => {
  await site.visit({ today: TODAY }, async (page) => {
    const { words } = await standard();
    await load(page, await sample());
    await toSubmit(page);
    await enter(page, 'button', 'Submit');
    await arrived(page, CONFIRMED);
    const id = await reference(page);
    const kept = () => page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('mentormark-sent:')));
    assert.equal((await kept()).length, 1);
    await open(page, START, words.name);
    await page.getByRole('button', { name: 'Clear all answers' }).click();
    const dialog = page.getByRole('dialog', { name: 'Clear all answers?' });
    await dialog.getByText('so are the confirmations of what you submitted').waitFor();
    await dialog.getByRole('button', { name: 'Clear all answers' }).click();
    await page.getByText('All answers are cleared.').first().waitFor();
    assert.deepEqual(await kept(), []);
    await page.goto(`${START}confirmation/#${id}`);
    await arrived(page, CONFIRMED, false);
    assert.equal(await reference(page), id);
  });
});

test('a confirmation opened elsewhere comes from the verifier, and an unknown reference is said', async () => {
  let id;
  await site.visit({ today: TODAY }, async (page) => {
    await load(page, await sample());
    await open(page, `${START}check/`, CHECK);
    id = await submitted(page);
  });
  await site.visit({}, async (page) => {
    await page.goto(`${START}confirmation/#${id}`);
    await arrived(page, CONFIRMED, false);
    assert.equal(await reference(page), id);
    assert.equal(await page.getByRole('button', { name: 'Save what is sent as a file' }).count(), 0, 'only who sent it has it');
    const file = await downloaded(page, () => page.getByRole('button', { name: 'Save the receipt' }).click());
    assert.deepEqual(JSON.parse(file.text), (await kept(site.address, id)).receipt);
  });
  await site.visit({ expected: /404/ }, async (page) => {
    await page.goto(`${START}confirmation/#00000000000000000000000000000000`);
    await page.getByText('There is no submission with this reference here').waitFor();
    await clean(page, 'unknown reference', VIEWS);
  });
  await site.visit({}, async (page) => {
    await page.goto(`qim/2022/confirmation/#${id}`);
    await page.getByText('that of a submission for another standard').waitFor();
    await open(page, `${START}confirmation/`, 'Your submission');
    await page.getByText('Nothing has been submitted for this standard from this browser.').waitFor();
    await clean(page, 'nothing sent', VIEWS);
  });
});

test('the check shows every answer, and a change leads straight back', async () => {
  const [answers, { scheme, words }] = await Promise.all([sample(), standard()]);
  const bare = { ...answers, evidence: {} };
  await site.visit({ today: answers.as_of }, async (page) => {
    await load(page, bare);
    await open(page, `${START}check/`, CHECK);
    const row = (question) => page.locator('.answered > div').filter({ has: page.locator('dt').getByText(question, { exact: true }) });
    const answer = (question) => row(question).locator('dd').first().innerText();
    assert.equal(await answer(words.facts.employees.question), String(answers.facts.employees));
    for (const { id } of scheme.sections.flatMap(({ criteria }) => criteria)) {
      const rating = bare.ratings[id];
      assert.equal(await answer(words.criteria[id]), rating ? words.ratings[rating] : 'Not answered', id);
    }
    // What is claimed without evidence is listed before anything is sent.
    const met = Object.entries(bare.ratings).filter(([, rating]) => rating === 'met').map(([id]) => id);
    await enter(page, 'DisclosureTriangle', `${met.length} criteria are claimed without a note or a link`);
    const listed = page.locator('details').filter({ hasText: 'are claimed without' }).getByRole('link');
    const ids = await listed.evaluateAll((links) => links.map((link) => link.hash.slice(1)));
    assert.deepEqual(ids.sort(), met.sort());
    await clean(page, 'check', VIEWS);
    assert.deepEqual(await sticksOut(page), []);
    await page.setViewportSize(WIDE);

    // A criterion: the way back stands beside it, and at the end of the page.
    const [last] = scheme.sections[1].criteria.slice(-1);
    await enter(page, 'link', `Change ${words.criteria[last.id]}`);
    await arrived(page, words.sections[scheme.sections[1].id].name, false);
    await page.locator('fieldset.criterion:focus').waitFor();
    await choose(page, words.criteria[last.id], 'Met');
    await enter(page, 'link', 'Back to check your answers', words.criteria[last.id]);
    await arrived(page, CHECK);
    assert.equal(await answer(words.criteria[last.id]), 'Met');
    await enter(page, 'link', `Change ${words.criteria[last.id]}`);
    await page.locator('fieldset.criterion:focus').waitFor();
    await enter(page, 'link', `Next: ${CHECK}`);
    await arrived(page, CHECK);

    // A fact: saving it leads back.
    await enter(page, 'link', `Change ${words.facts.employees.question}`);
    await arrived(page, 'About you', false);
    await page.getByLabel(words.facts.employees.question).and(page.locator(':focus')).waitFor();
    await type(page, words.facts.employees.question, '300');
    await enter(page, 'button', 'Save and continue');
    await arrived(page, CHECK);
    assert.equal(await answer(words.facts.employees.question), '300');
    await enter(page, 'link', 'Change Which level are you aiming for?');
    await page.getByRole('radio').and(page.locator(':focus')).waitFor();
    assert.equal((await focused(page)).within, 'Which level are you aiming for?');

    // Whoever goes elsewhere by another link goes on as ever.
    await page.getByRole('navigation', { name: 'Steps' }).getByRole('link', { name: words.sections[scheme.sections[0].id].name }).click();
    await page.getByRole('link', { name: `Next: ${words.sections[scheme.sections[1].id].name}` }).waitFor();
  });
});

test('the check leads to what is not answered about the applicant, and the fee is not called none', async () => {
  const { words } = await standard();
  const answers = await sample();
  await site.visit({ today: TODAY }, async (page) => {
    await load(page, { ...answers, facts: {}, evidence: {} });
    await toSubmit(page);
    assert.match(await page.locator('.sums').first().innerText(), /Fee\s+Not known yet/);
    await open(page, `${START}check/`, CHECK);
    const note = page.locator('.note').filter({ hasText: '1 question about you is not answered.' });
    await note.waitFor();
    await enter(page, 'link', words.facts.employees.name);
    await page.getByRole('heading', { level: 1, name: 'About you' }).waitFor();
    await type(page, words.facts.employees.question, '180');
    await page.getByText('Saved in this browser.').waitFor();
    await open(page, `${START}check/`, CHECK);
    await page.getByRole('heading', { level: 2, name: 'Before you submit' }).waitFor();
    assert.equal(await note.count(), 0);
  });
});

test('on the narrowest phone every claim is in view beside what was worked out, and so is what a table is about', async () => {
  await site.visit({ today: TODAY, viewport: NARROW }, async (page) => {
    await load(page, await sample());
    await toSubmit(page);
    await enter(page, 'button', 'Submit');
    await arrived(page, CONFIRMED);
    const id = await reference(page);
    for (const folder of ['', 'cy/']) {
      await page.goto(`${folder}${START}confirmation/#${id}`);
      const claims = page.locator('.wide-table:has(.claims)');
      await claims.waitFor();
      const [shown, whole] = await claims.evaluate((region) => [region.clientWidth, region.scrollWidth]);
      assert.ok(whole <= shown, `${folder}: ${whole} of ${shown} px`);
      await page.goto(`${folder}${START}result/`);
      const caption = page.locator('.wide-table caption');
      await caption.waitFor();
      const [words, region] = await caption.evaluate((caption) => [caption, caption.closest('.wide-table')].map((element) => element.getBoundingClientRect().right));
      assert.ok(words <= region + 1, `${folder}: ${words} beyond ${region} px`);
    }
  });
});

test('a standard that combines programmes is checked and submitted with each of them', async () => {
  const of = 'nms-university/2022';
  const { scheme, words } = await standard(of);
  const { ratings, ...about } = VISITS[of];
  const answers = {
    scheme: scheme.id,
    edition: scheme.edition,
    ...about,
    programmes: [
      { id: 'peer-mentoring', ratings: ratings(scheme), evidence: { [scheme.sections[0].criteria[0].id]: { note: 'Handbook, page 4', links: [] } } },
      { id: 'alumni', ratings: ratings(scheme) },
    ],
  };
  await site.visit({ today: TODAY }, async (page) => {
    await load(page, answers, of);
    await open(page, `${of}/check/`, CHECK);
    await page.getByRole('heading', { level: 2, name: 'Peer mentoring' }).waitFor();
    await page.getByText('Handbook, page 4').waitFor();
    const [first] = scheme.sections[0].criteria;
    await page.getByRole('link', { name: `Change ${words.criteria[first.id]}` }).nth(1).click();
    await page.waitForURL(/programme=alumni/);
    await enter(page, 'link', 'Back to check your answers', words.criteria[first.id]);
    await arrived(page, CHECK);
    const sent = posts(page);
    const id = await submitted(page);
    const { id: _, receipt, ...found } = await kept(site.address, id);
    assert.deepEqual(found, await program(sent[0].body, dayOf(receipt)));
    assert.equal(found.outcome.programmes.length, 2);
    assert.equal(receipt.credentialSubject.scheme, 'nms-university');
  });
});

test('what is shown is what is sent, to the byte, and it says what must not be in notes', async () => {
  const answers = await sample();
  await site.visit({ today: TODAY }, async (page) => {
    await load(page, answers);
    await toSubmit(page);
    const sent = posts(page);
    await enter(page, 'DisclosureTriangle', 'See every word that is sent');
    const shown = await page.locator('pre.document').innerText();
    await clean(page, 'submit, every word shown', VIEWS);
    assert.deepEqual(await sticksOut(page), []);
    for (const words of ['names, initials or photographs', 'unless whoever runs it has chosen to keep them', new URL(site.address).host]) {
      assert.ok(await page.getByText(words).first().isVisible(), words);
    }
    await enter(page, 'button', 'Submit');
    await arrived(page, CONFIRMED);
    assert.equal(canonical(JSON.parse(shown)), sent[0].body);
    await clean(page, 'confirmed', VIEWS);
    assert.deepEqual(await sticksOut(page), []);
  });
});

test('a claim that differs is said with each difference in words', async () => {
  const answers = await sample();
  await site.visit({ today: TODAY }, async (page) => {
    await load(page, answers);
    await toSubmit(page);
    await page.route(POST, (route) => {
      const submission = JSON.parse(route.request().postData());
      const fee = { net: 100, vat: 20, gross: 120 };
      route.continue({ postData: JSON.stringify({ ...submission, claim: { ...submission.claim, award: 'gold', fee } }) });
    });
    await enter(page, 'button', 'Submit');
    await arrived(page, DIFFERS);
    const rows = await page.getByRole('table').locator('tbody tr').evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.innerText.trim())));
    const { outcome } = await kept(site.address, await reference(page));
    const money = (pence) => `£${(pence / 100).toFixed(2).replace(/\B(?=(\d{3})+\.)/g, ',')}`;
    const { words } = await standard();
    const award = outcome.award.level ? words.levels[outcome.award.level].name : rows[1][2];
    assert.deepEqual(rows[1], ['Award', 'Gold', award, '✕ differs']);
    assert.equal(rows[0][3], '✓ the same');
    assert.deepEqual(rows.slice(2), [
      ['Fee before VAT', '£1.00', money(outcome.fee.net), '✕ differs'],
      ['VAT', '£0.20', money(outcome.fee.vat), '✕ differs'],
      ['Fee with VAT', '£1.20', money(outcome.fee.gross), '✕ differs'],
    ]);
    await page.getByText('The verifier’s figures count.').waitFor();
    await clean(page, 'differs', VIEWS);
  });
});
