// From the check of all answers to the confirmation, against a real verifier: what is sent, what comes back, and that nothing is lost
// or sent twice whatever goes wrong on the way.

import assert from 'node:assert/strict';
import { writeFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { DIST, NARROW, WIDE, launch, mentormark, start, visit as on } from './browser.mjs';
import { arrived } from './journey.mjs';
import { choose, enter, focused, tabTo, type } from './keyboard.mjs';
import { START, downloaded, load, open, sample, standard } from './sample.mjs';
import { CHECK, CONFIRMED, DIFFERS, SUBMIT, canonical, kept, posts, problem, reference, sha256, submitted, toSubmit } from './sending.mjs';
import { clean, sticksOut } from './sight.mjs';
import { host } from './static.mjs';
import { VISITS } from './visits.mjs';

const POST = '**/v1/verifications';
const TODAY = new Date().toISOString().slice(0, 10);
const VIEWS = [
  [{ colorScheme: 'light' }, WIDE],
  [{ colorScheme: 'dark' }, NARROW],
];

let site;
before(async () => (site = await start()));
after(() => site.close());

const trouble = (page) => page.getByRole('alert').filter({ has: page.getByRole('heading', { name: 'There is a problem' }) });

/** The verifier's day when it answered: that of the page but for those who send at midnight. */
const dayOf = (receipt) => receipt.credentialSubject.verified_at.slice(0, 10);

/** What `mentormark verify` says of a submission, received on a day. */
async function program(submission, received) {
  const folder = await mkdtemp(join(tmpdir(), 'mentormark-'));
  try {
    await writeFile(join(folder, 'submission.json'), submission);
    return JSON.parse(await mentormark('verify', '--json', '--outcome', '--received', received, join(folder, 'submission.json')));
  } finally {
    await rm(folder, { recursive: true });
  }
}

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

test('pressed twice, or reloaded while it is sent, it is one verification', async () => {
  await site.visit({ today: TODAY }, async (page) => {
    await load(page, await sample());
    await toSubmit(page);
    const sent = posts(page);
    let release;
    const held = new Promise((done) => (release = done));
    await page.route(POST, async (route) => {
      await held;
      await route.continue();
    });
    const button = page.getByRole('button', { name: 'Submit', exact: true });
    await button.dblclick();
    await button.press('Enter');
    await page.getByRole('status').getByText('Sending…').waitFor();
    assert.equal(await button.getAttribute('aria-disabled'), 'true');
    await clean(page, 'sending', VIEWS);
    release();
    await arrived(page, CONFIRMED);
    assert.equal(sent.length, 1);
  });

  // The answer is lost with the page; the verifier has it all the same.
  await site.visit({ today: TODAY, expected: /ERR_ABORTED|ERR_FAILED/ }, async (page) => {
    await load(page, { ...(await sample()), facts: { employees: 41 } });
    await toSubmit(page);
    const sent = posts(page);
    let first;
    const arrivedThere = new Promise((done) => (first = done));
    await page.route(POST, async (route) => first(await (await route.fetch()).json()));
    await page.getByRole('button', { name: 'Submit', exact: true }).click();
    const { id } = await arrivedThere;
    // In this order: a request that is no longer held would go on to its answer.
    await page.reload();
    await page.unroute(POST);
    await page.getByText('You sent this before and no answer came').waitFor();
    await clean(page, 'an answer that did not come', VIEWS);
    await enter(page, 'button', 'Ask for its answer');
    await arrived(page, CONFIRMED);
    assert.equal(await reference(page), id);
    assert.equal(sent[0].key, sent[1].key);
    assert.equal(sent[0].body, sent[1].body);
  });
});

test('an answer that breaks off, or does not come, is asked for again under the same key', async () => {
  await site.visit({ today: TODAY, expected: /ERR_|TimeoutError|aborted/ }, async (page, context) => {
    await context.addInitScript(() => {
      const real = AbortSignal.timeout.bind(AbortSignal);
      AbortSignal.timeout = (limit) => real(limit > 1_000 && globalThis.impatient ? 300 : limit);
    });
    await load(page, { ...(await sample()), facts: { employees: 42 } });
    await toSubmit(page);
    const sent = posts(page);
    let id;
    await page.route(POST, async (route) => {
      ({ id } = await (await route.fetch()).json());
      await route.abort('connectionreset');
    });
    await enter(page, 'button', 'Submit');
    await trouble(page).and(page.locator(':focus')).waitFor();
    await page.getByText('could not be reached, or the connection broke off').waitFor();
    await page.waitForFunction(() => document.title.startsWith('Error: '));
    await clean(page, 'broken off', VIEWS);
    await page.unroute(POST);
    await page.route(POST, () => {});
    await page.evaluate(() => (globalThis.impatient = true));
    await enter(page, 'button', 'Submit');
    await page.getByText('No answer came in time').waitFor();
    await page.unroute(POST);
    await page.evaluate(() => (globalThis.impatient = false));
    await enter(page, 'button', 'Submit');
    await arrived(page, CONFIRMED);
    assert.equal(await reference(page), id, 'the first had arrived');
    assert.equal(new Set(sent.map(({ key }) => key)).size, 1);
  });
});

test('each refusal of a verifier says what to do next, and nothing is lost', async () => {
  const { words } = await standard();
  const criterion = 'aims.bronze.purpose';
  const error = { code: 'unknown-rating', pointer: `/assessment/ratings/${criterion}`, message: '`mett` is no rating: use `met`', did_you_mean: 'met' };
  const answersOf = {
    refused: [problem(422, 'refused', { errors: [error] }), /something in it is not as its rules ask/, /Change these answers/],
    'unknown rules': [problem(422, 'refused', { errors: [{ code: 'unknown-rules', pointer: '/claim/rules_hash', message: 'no rules here have the hash' }] }), /No rules here have the hash/, /reload it/],
    'key of another': [problem(422, 'idempotency-key-reused'), /belongs to another one/, /under a new name/],
    'too many': [problem(429, 'too-many-requests', { retryAfter: 17 }), /Too many requests/, /in 17 seconds/],
    'no store': [problem(503, 'store-unavailable', { retryAfter: 5 }), /cannot keep answers/, /in 5 seconds/],
    'a defect': [problem(500, 'internal'), /The verifier failed/, /tell whoever runs this site/],
    'a proxy': [{ status: 502, contentType: 'text/html', body: '<h1>Bad gateway</h1>' }, /not at work at the moment/, /few minutes/],
    'too long': [problem(413, 'refused', { errors: [] }), /longer than the verifier takes/, /Shorten your notes/],
    'no JSON': [{ status: 200, contentType: 'application/json', body: '{"id":1}' }, /does not understand/, /same submission/],
  };
  await site.visit({ today: TODAY, expected: /responded with a status|^status \d+/ }, async (page) => {
    await load(page, { ...(await sample()), facts: { employees: 43 } });
    await toSubmit(page);
    const sent = posts(page);
    let keys = 0;
    for (const [what, [answer, ...said]] of Object.entries(answersOf)) {
      await page.route(POST, (route) => route.fulfill(answer));
      await enter(page, 'button', 'Submit');
      const box = trouble(page);
      await box.and(page.locator(':focus')).waitFor();
      const text = await box.innerText();
      for (const wanted of [...said, /Nothing is lost/]) assert.match(text, wanted, what);
      if (what === 'refused') {
        await box.getByRole('link', { name: '“mett” is no rating: use “met”. Did you mean “met”?' }).waitFor();
        assert.match(text, new RegExp(`At ${error.pointer.replaceAll('.', '\\.')}`));
      }
      await clean(page, what, VIEWS.slice(0, 1));
      keys = new Set(sent.map(({ key }) => key)).size;
      await page.unroute(POST);
      await page.evaluate(() => document.activeElement.blur());
    }
    // What was turned away for good is sent under a new key; what may have arrived keeps its own.
    assert.equal(keys, 5);
    await enter(page, 'button', 'Submit');
    await arrived(page, CONFIRMED);
    // A refused answer links to its place.
    await page.route(POST, (route) => route.fulfill(answersOf.refused[0]));
    await open(page, `${START}check/`, CHECK);
    await toSubmit(page);
    await enter(page, 'button', 'Submit');
    await enter(page, 'link', /^“mett” is no rating/);
    await page.locator('fieldset.criterion:focus', { hasText: words.criteria[criterion] }).waitFor();
    // What was confirmed before is still there.
    await open(page, `${START}confirmation/`, CONFIRMED);
  });
});

test('a submission that is still at work is waited for', async () => {
  await site.visit({ today: TODAY, expected: /responded with a status|^status 409/ }, async (page) => {
    await load(page, { ...(await sample()), facts: { employees: 44 } });
    await toSubmit(page);
    const sent = posts(page);
    let asked = 0;
    await page.route(POST, (route) => ((asked += 1) < 3 ? route.fulfill(problem(409, 'idempotency-key-running', { retryAfter: 1 })) : route.continue()));
    await enter(page, 'button', 'Submit');
    await arrived(page, CONFIRMED);
    assert.equal(sent.length, 3);
    assert.equal(new Set(sent.map(({ key }) => key)).size, 1);
  });
});

/** What a verifier answers once it was asked more often than it allows. */
async function refused(address) {
  for (;;) {
    const answer = await fetch(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
    const body = await answer.text();
    if (answer.status === 429) return { status: 429, headers: Object.fromEntries(answer.headers), body };
  }
}

test('too many submissions are turned away by the verifier itself, and the page says when to try again', async () => {
  const strict = await start('--limit', 'verify-per-minute=1');
  try {
    await strict.visit({ today: TODAY, expected: /responded with a status of 429|^status 429/ }, async (page) => {
      await load(page, await sample());
      await toSubmit(page);
      // The page gets the verifier's own refusal, of a minute in which there were too many, however long the page takes to ask.
      const refusal = await refused(new URL('v1/verifications', strict.address));
      await page.route(POST, (route) => route.fulfill(refusal));
      await enter(page, 'button', 'Submit');
      await trouble(page).getByText(/Press the button again in \d+ seconds?/).waitFor();
    });
  } finally {
    await strict.close();
  }
});

test('without a network it says so, keeps everything, and hands out the file', async () => {
  await site.visit({ today: TODAY, expected: /ERR_INTERNET_DISCONNECTED|Failed to fetch/ }, async (page, context) => {
    await load(page, { ...(await sample()), facts: { employees: 45 } });
    await toSubmit(page);
    await context.setOffline(true);
    await enter(page, 'button', 'Submit');
    await trouble(page).getByText('Look at your connection').waitFor();
    const file = await downloaded(page, () => enter(page, 'button', 'Save what is sent as a file'));
    assert.equal(JSON.parse(file.text).assessment.facts.employees, 45);
    await context.setOffline(false);
    await enter(page, 'button', 'Submit');
    await arrived(page, CONFIRMED);
  });
});

test('on a host of files below a sub-path it says that nobody receives, and hands out the file', async () => {
  const [browser, files] = await Promise.all([launch(), host(DIST, '/tools/mentormark/')]);
  try {
    await on(browser, files.address, { today: TODAY, expected: /404/ }, async (page) => {
      const answers = await sample();
      await load(page, answers);
      await toSubmit(page);
      await page.getByText('This copy of the site cannot receive submissions').waitFor();
      await clean(page, 'nobody receives', VIEWS);
      const file = await downloaded(page, () => page.getByRole('button', { name: 'Save what is sent as a file' }).first().click());
      assert.equal((await program(file.text, TODAY)).status, 'confirmed');
      await enter(page, 'button', 'Submit');
      await trouble(page).getByText('cannot receive submissions').waitFor();
    });
  } finally {
    await browser.close();
    files.stop();
  }
});

test('below a sub-path with a verifier behind it, submissions go there', async () => {
  await site.visit({ today: TODAY }, async (page, context) => {
    // A proxy that puts the site below a path, as far as this page can tell.
    const { origin } = new URL(site.address);
    await context.route(`${origin}/tools/**`, async (route) => {
      const request = route.request();
      const response = await route.fetch({ url: request.url().replace('/tools/', '/') });
      await route.fulfill({ response });
    });
    await context.route(`${origin}/v1/**`, (route) => route.abort());
    await page.goto(`${origin}/tools/${START}`);
    await page.getByLabel('Open a file of answers').setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(await sample())) });
    await page.getByText('Saved in this browser.').waitFor();
    await open(page, `${origin}/tools/${START}check/`, CHECK);
    const id = await submitted(page);
    await page.waitForURL(`${origin}/tools/${START}confirmation/#${id}`);
    assert.equal((await kept(site.address, id)).status, 'confirmed');
  });
});

test('where the browser keeps nothing, it is sent all the same, and the page says to save it', async () => {
  await site.visit({ today: TODAY }, async (page, context) => {
    await context.addInitScript(() => (Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }));
    const { words } = await standard();
    await open(page, `${START}aims/`, 'Aims');
    await choose(page, words.criteria['aims.bronze.purpose'], 'Met');
    await page.getByText('Your answers cannot be saved in this browser').first().waitFor();
    await page.evaluate((path) => history.pushState(null, '', path), `/${START}submit/`);
    await page.evaluate(() => dispatchEvent(new PopStateEvent('popstate')));
    await arrived(page, SUBMIT, false);
    await enter(page, 'button', 'Submit');
    await arrived(page, CONFIRMED);
    await page.getByText('This browser does not keep this confirmation').waitFor();
  });
});

test('answers that changed since the page was opened are shown again before they are sent', async () => {
  const { words } = await standard();
  await site.visit({ today: '2026-11-21' }, async (page, context) => {
    await load(page, await sample());
    await toSubmit(page);
    const sent = posts(page);
    // The day goes by.
    await context.clock.setFixedTime('2026-11-22T00:30:00Z');
    await enter(page, 'button', 'Submit');
    await page.getByText('Look at what is sent now, and press the button again.').first().waitFor();
    assert.equal(sent.length, 0);
    await page.locator('.sums').getByText('22 November 2026').waitFor();
    // The other tab changes an answer, and the page shows it.
    const other = await context.newPage();
    await open(other, `${START}about/`, 'About you');
    await type(other, words.facts.employees.question, '12');
    await other.getByText('Saved in this browser.').waitFor();
    await page.locator('pre.document').filter({ hasText: '"employees": 12' }).waitFor({ state: 'attached' });
    await tabTo(page, 'button', 'Submit');
    await page.keyboard.press('Enter');
    await arrived(page, CONFIRMED);
    assert.equal(JSON.parse(sent[0].body).assessment.facts.employees, 12);
  });
});
