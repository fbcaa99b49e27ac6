// What stands between a submission and its confirmation, against a real verifier: nothing is lost or sent twice whatever goes wrong on
// the way, and the page says what to do.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { DIST, NARROW, WIDE, launch, start, visit as on } from './browser.mjs';
import { arrived } from './journey.mjs';
import { choose, enter, tabTo, type } from './keyboard.mjs';
import { START, downloaded, load, open, sample, standard } from './sample.mjs';
import { CHECK, CONFIRMED, POST, SUBMIT, TODAY, kept, posts, problem, program, reference, submitted, toSubmit } from './sending.mjs';
import { clean } from './sight.mjs';
import { host } from './static.mjs';

const VIEWS = [
  [{ colorScheme: 'light' }, WIDE],
  [{ colorScheme: 'dark' }, NARROW],
];

let site;
before(async () => (site = await start()));
after(() => site.close());

const trouble = (page) => page.getByRole('alert').filter({ has: page.getByRole('heading', { name: 'There is a problem' }) });

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
