// Without a network everything works that was opened once, a new version is said and taken when it is asked for, no answer is
// lost, and a worker that does not work is in nobody's way.

import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { DIST, NARROW, PATIENCE, ROOT, WIDE, start, visit } from './browser.mjs';
import { enter, focused, tabTo } from './keyboard.mjs';
import { release } from './release.mjs';
import { START, load, open, pages, sample, says, standard } from './sample.mjs';
import { clean, sticksOut } from './sight.mjs';
import { host } from './static.mjs';
import * as visits from './visits.mjs';

/** What the browser itself reports while there is no network: each page that is opened asks for a newer worker. */
const UNREACHED = /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|ERR_FAILED/;

const SECTION = `${START}aims/`;
const READY = 'A new version of this site is ready. Your answers are kept.';
const WORDS = { 'Know which award your mentoring would get': 'Know which award your mentoring may get' };

let site;
before(async () => (site = await start()));
after(() => site.close());

/** A visit with a worker. */
const at = (address, options, body) => visit(site.browser, address, { serviceWorkers: 'allow', ...options }, body);

/** Runs `body(host)` with the built site on a plain host that can change. */
async function hosted(body) {
  const server = await host(DIST);
  try {
    await body(server);
  } finally {
    server.stop();
  }
}

const heading = (page, name) => page.getByRole('heading', { level: 1, name, exact: true });

/** Waits until a worker serves the page. */
async function served(page) {
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
}

/** Waits until the page answers yes, where it has to wait for its answer itself: `waitForFunction` takes such a promise for a yes. */
async function until(page, question, about) {
  const begun = performance.now();
  while (!(await page.evaluate(question, about))) {
    assert.ok(performance.now() - begun < PATIENCE, `${question} ${about ?? ''}`);
    await page.waitForTimeout(50);
  }
}

/** Waits until a page is kept. */
const kept = (page, address) => until(page, (wanted) => caches.match(wanted).then(Boolean), address);

/** The notice of a new version. */
const notice = (page) => page.getByRole('region', { name: 'New version' });

/** Waits until the notice says what it has to, and until that is read out, which is taken away again soon. */
async function announced(page, words = READY) {
  const status = page.locator('[role=status]').filter({ hasText: words }).first();
  await Promise.all([notice(page).getByText(words).waitFor(), status.waitFor({ state: 'attached' })]);
}

/** The one file of the build whose name matches. */
async function asset(name) {
  const found = (await readdir(join(DIST, 'assets'))).filter((file) => name.test(file));
  assert.equal(found.length, 1, `${name}: ${found}`);
  return found[0];
}

for (const [of, answers] of [['nms/2022', sample], ['nms-university/2022', () => visits.visit('nms-university/2022')]]) {
  test(`after a first visit every page of ${of} works without a network, and answers count and are kept`, async () => {
    const [given, { scheme, words, guidance }, all] = await Promise.all([answers(), standard(of), pages(of)]);
    await at(site.address, { today: given.as_of, expected: UNREACHED }, async (page, context) => {
      await load(page, given, of);
      await served(page);
      await context.setOffline(true);
      await page.reload();
      for (const { path, heading: name } of all) {
        await page.goto(path);
        await heading(page, name).waitFor();
      }
      // Parts that are loaded later, and guidance that was never asked for while there was a network.
      await page.getByRole('heading', { name: 'Why', exact: true }).first().waitFor();
      const [section] = scheme.sections;
      const [{ id }] = section.criteria;
      const programme = given.programmes?.[0] ? `?programme=${given.programmes[0].id}` : '';
      await page.goto(`${of}/${section.id}/${programme}`);
      const criterion = page.getByRole('group', { name: words.criteria[id] });
      await criterion.getByText('Why it matters and what shows it').click();
      await page.getByText(guidance[id].why, { exact: true }).waitFor();
      const other = criterion.getByRole('radio', { checked: false }).first();
      const [value] = await Promise.all([other.inputValue(), other.check()]);
      await page.reload();
      await page.waitForFunction(([name, wanted]) => document.querySelector(`[name="${name}"]:checked`)?.value === wanted, [id, value]);
    });
  });
}

test('pages that all standards share, and the standard to read, work without a network too', async () => {
  const { words } = await standard();
  await at(site.address, { expected: UNREACHED }, async (page, context) => {
    await open(page, START, words.name);
    await served(page);
    await context.setOffline(true);
    for (const path of ['', 'index.html', 'standards/', 'about/', 'accessibility/', 'privacy/', 'partners/', 'standards/nms/2022/']) {
      const response = await page.goto(path);
      assert.equal(response.status(), 200, path);
      await page.getByRole('heading', { level: 1 }).waitFor();
    }
    // An address that lacks its last stroke is led to the page, as a host does it.
    await page.goto('nms/2022/aims?programme=x');
    await page.waitForURL((url) => url.pathname.endsWith('/nms/2022/aims/') && url.search === '?programme=x');
  });
});

/** What the browser keeps of the site, by path. */
const keeps = (page) =>
  page.evaluate(async () => {
    const names = await caches.keys();
    const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return all.flat().map(({ url }) => new URL(url).pathname.slice(1));
  });

test('who reads one language keeps nothing of the other, and each works without a network once it was read', async () => {
  const [english, welsh] = await Promise.all([standard(), standard('nms/2022', 'cy')]);
  // The page on which receipts are checked reads them in the words of either.
  const isOther = (tag) => (path) =>
    tag === 'cy' ? path.startsWith('cy/') || /\.cy\.(guidance|[0-9a-f]{16}\.(js|wasm))/.test(path) : path === 'about/' || /site\.[0-9a-f]{16}\.(js|wasm)$|en-GB\.guidance/.test(path);
  await at(site.address, { expected: /ERR_INTERNET_DISCONNECTED|503/ }, async (page, context) => {
    await open(page, START, english.words.name);
    await served(page);
    // Of the standards in its language the last is kept last.
    await kept(page, `${site.address}qim/2022/result/`);
    assert.deepEqual((await keeps(page)).filter(isOther('cy')), []);
    await context.setOffline(true);
    await page.goto(`cy/${START}`);
    await page.getByRole('heading', { level: 2, name: 'Mae angen cysylltiad ar y dudalen hon' }).waitFor();
  });
  await at(site.address, { expected: UNREACHED }, async (page, context) => {
    await open(page, `cy/${START}`, welsh.words.name);
    await served(page);
    await kept(page, `${site.address}cy/${START}`);
    assert.deepEqual((await keeps(page)).filter(isOther('en-GB')), []);
    await context.setOffline(true);
    for (const { path, heading: name } of await pages('nms/2022', 'cy')) {
      await page.goto(path);
      await heading(page, name).waitFor();
    }
    for (const path of ['cy/', 'cy/about/', 'cy/partners/', 'cy/verify/', 'cy/standards/nms/2022/']) assert.equal((await page.goto(path)).status(), 200, path);
    await page.goto(`cy/${START}${welsh.scheme.sections[0].id}/`);
    await page.getByRole('radio').first().check();
    await page.getByText('Wedi’u cadw yn y porwr hwn.').waitFor();
  });
});

test('after the front page alone every standard works without a network', async () => {
  const all = await Promise.all(['nms/2022', ...Object.keys(visits.VISITS)].map((of) => pages(of)));
  await at(site.address, { expected: UNREACHED }, async (page, context) => {
    await context.addInitScript(() => {
      const post = ServiceWorker.prototype.postMessage;
      globalThis.told = [];
      ServiceWorker.prototype.postMessage = function (words) {
        globalThis.told.push(words);
        post.call(this, words);
      };
    });
    await page.goto('');
    await served(page);
    await page.waitForFunction(() => globalThis.told.includes('keep the rest'));
    for (const { path } of all.flat()) await kept(page, `${site.address}${path}`);
    await context.setOffline(true);
    for (const of of all) {
      for (const { path, heading: name } of of.slice(0, 3)) {
        await page.goto(path);
        await heading(page, name).waitFor();
      }
    }
    // The last that was opened counts answers and explains them.
    await page.goto(`${all.at(-1)[0].path}result/`);
    await page.getByRole('heading', { name: 'Why', exact: true }).first().waitFor();
  });
});

test('where data is to be saved a standard is kept once it is opened, and not before', async () => {
  const { words } = await standard('qim/2022');
  await at(site.address, { expected: /ERR_INTERNET_DISCONNECTED|503/ }, async (page, context) => {
    await context.addInitScript(() => {
      Object.defineProperty(navigator.connection, 'saveData', { value: true });
      globalThis.told = [];
      ServiceWorker.prototype.postMessage = (words) => globalThis.told.push(words);
    });
    await page.goto('');
    await served(page);
    await page.waitForLoadState('networkidle');
    assert.deepEqual(await page.evaluate(() => globalThis.told), [], 'the worker is asked for nothing');
    await context.setOffline(true);
    const missing = await page.goto('qim/2022/result/');
    assert.equal(missing.status(), 503);
    await heading(page, 'This page needs a connection').waitFor();
    await clean(page, 'not kept', [[{ colorScheme: 'light' }, NARROW], [{ colorScheme: 'dark' }, WIDE]]);
    assert.deepEqual(await sticksOut(page), []);
    await page.getByRole('link', { name: 'front page' }).click();
    await page.waitForURL(site.address);
    await context.setOffline(false);
    await open(page, 'qim/2022/', words.name);
    // The last of its files to be kept are pages.
    for (const { path } of await pages('qim/2022')) await kept(page, `${site.address}${path}`);
    await context.setOffline(true);
    await open(page, 'qim/2022/result/', 'Your result');
    await page.getByRole('link', { name: words.sections[(await standard('qim/2022')).scheme.sections[0].id].name }).first().click();
    await page.getByRole('radio').first().check();
    await page.getByText('Saved in this browser.').waitFor();
  });
});

test('a new version is said once it is there, by keyboard it is taken, and the answer given just before stands', async () => {
  const [{ scheme, words }] = await Promise.all([standard()]);
  const [first, second] = scheme.sections[0].criteria.map(({ id }) => words.criteria[id]);
  await hosted(async (server) => {
    await at(server.address, {}, async (page) => {
      await open(page, SECTION, 'Aims');
      await page.getByRole('group', { name: first }).getByRole('radio', { name: 'Met', exact: true }).check();
      await served(page);
      assert.equal(await notice(page).count(), 0, 'the first version is no news');

      await release(server, { words: { ...WORDS, '<title>Aims': '<title>New aims' } });
      await Promise.all([announced(page), page.reload()]);
      // It waits to be asked for: until then the old one is used, whole.
      await page.goto('');
      await heading(page, Object.keys(WORDS)[0]).waitFor();
      const section = await page.goto(SECTION);
      assert.match(await section.text(), /<title>Aims/);
      await notice(page).getByText(READY).waitFor();
      await page.getByRole('link', { name: 'Mentormark', exact: true }).focus();
      await tabTo(page, 'button', 'Update now');
      assert.equal((await focused(page)).name, 'Update now');
      await page.getByRole('group', { name: second }).getByRole('radio', { name: 'Not met' }).check();
      const renewed = page.waitForEvent('load');
      await page.getByRole('button', { name: 'Update now' }).focus();
      await page.keyboard.press('Enter');
      await renewed;
      await heading(page, 'Aims').waitFor();
      assert.equal(await notice(page).count(), 0);
      await says(page, 'Answered', /^Answered2 of/);
      await page.getByRole('group', { name: second }).getByRole('radio', { name: 'Not met', checked: true }).waitFor();
      await page.goto('');
      await heading(page, 'Know which award your mentoring may get').waitFor();
      // Kept whole: the new version needs no network either.
      const response = await page.goto(SECTION);
      assert.match(await response.text(), /<title>New aims/);
    });
  });
});

test('a new version can wait: nothing moves, focus goes on, and it is said again on the next page', async () => {
  await hosted(async (server) => {
    await at(server.address, {}, async (page) => {
      await open(page, SECTION, 'Aims');
      await served(page);
      await release(server, { words: WORDS });
      await page.evaluate(() => {
        globalThis.shifts = 0;
        new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (globalThis.shifts += value))).observe({ type: 'layout-shift' });
        return navigator.serviceWorker.ready.then((registration) => void registration.update());
      });
      await announced(page);
      assert.equal(await page.evaluate(() => globalThis.shifts), 0);
      await enter(page, 'button', 'Later');
      await notice(page).waitFor({ state: 'detached' });
      await heading(page, 'Aims').and(page.locator(':focus')).waitFor();
      await Promise.all([announced(page), page.reload()]);
    });
  });
});

test('the notice can be seen, read and reached at every width and in both colour schemes', async () => {
  await hosted(async (server) => {
    await at(server.address, { viewport: NARROW }, async (page) => {
      await open(page, SECTION, 'Aims');
      await served(page);
      await release(server, { words: WORDS });
      await Promise.all([announced(page), page.reload()]);
      await clean(page, 'new version', [NARROW, WIDE].flatMap((size) => ['light', 'dark'].map((colorScheme) => [{ colorScheme }, size])));
      for (const size of [NARROW, WIDE, { width: 1280, height: 400 }]) {
        await page.setViewportSize(size);
        await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
        assert.deepEqual(await sticksOut(page), []);
        // What has focus is never under it, in the page or in what scrolls beside it.
        await page.getByRole('link', { name: 'Mentormark', exact: true }).focus();
        for (let press = 0; press < 70; press += 1) {
          await page.keyboard.press('Tab');
          const covered = await page.evaluate(() => {
            const [active, over] = [document.activeElement, document.querySelector('.renewal')];
            if (active === document.body || over.contains(active) || getComputedStyle(over).position === 'static') return '';
            const [one, other] = [(active.closest('label') ?? active).getBoundingClientRect(), over.getBoundingClientRect()];
            const apart = one.bottom <= other.top || one.top >= other.bottom || one.right <= other.left || one.left >= other.right;
            return apart ? '' : active.outerHTML.slice(0, 120);
          });
          assert.equal(covered, '', `${size.width} x ${size.height}`);
        }
      }
      await page.emulateMedia({ media: 'print' });
      assert.ok(!(await notice(page).isVisible()));
    });
  });
});

test('a tab that shows the old version goes on when another took the new one, and is told', async () => {
  const { scheme, words, guidance } = await standard();
  const [{ id }] = scheme.sections[0].criteria;
  const old = await asset(/^nms-2022\.en-GB\.guidance\.[0-9a-f]+\.words$/);
  await hosted(async (server) => {
    await at(server.address, {}, async (page, context) => {
      const other = await context.newPage();
      for (const tab of [page, other]) await open(tab, SECTION, 'Aims');
      await served(page);
      // Guidance has another name now, and the old one is gone from the host.
      await release(server, { words: WORDS, names: { [old]: old.replace(/[0-9a-f]{16}/, '0123456789abcdef') } });
      await Promise.all([announced(page), announced(other), page.reload()]);
      await notice(other).getByRole('button', { name: 'Later' }).click();
      const renewed = page.waitForEvent('load');
      await Promise.all([announced(other), notice(page).getByRole('button', { name: 'Update now' }).click()]);
      await renewed;
      for (const tab of [page, other]) {
        const criterion = tab.getByRole('group', { name: words.criteria[id] });
        await criterion.getByText('Why it matters and what shows it').click();
        await tab.getByText(guidance[id].why, { exact: true }).waitFor();
        const rating = { name: tab === page ? 'Met' : 'Not met', exact: true };
        await criterion.getByRole('radio', rating).check();
        // Each tab is drawn anew as it hears of what was answered in the other.
        for (const each of [page, other]) await each.getByRole('group', { name: words.criteria[id] }).getByRole('radio', { ...rating, checked: true }).waitFor();
      }
      await says(page, 'Answered', /^Answered1 of/);
      const again = other.waitForEvent('load');
      await notice(other).getByRole('button', { name: 'Update now' }).click();
      await again;
      await other.getByRole('group', { name: words.criteria[id] }).getByRole('radio', { name: 'Not met', checked: true }).waitFor();
      await other.goto('');
      await heading(other, 'Know which award your mentoring may get').waitFor();
    });
  });
});

test('answers that cannot be kept are not given up for a new version', async () => {
  await hosted(async (server) => {
    await at(server.address, {}, async (page) => {
      await open(page, SECTION, 'Aims');
      await served(page);
      await release(server, { words: WORDS });
      await Promise.all([announced(page), page.reload()]);
      await page.evaluate(() => (Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }));
      await page.getByRole('radio', { name: 'Met', exact: true }).first().check();
      const told = announced(page, 'Your answers cannot be saved in this browser');
      await Promise.all([told, notice(page).getByRole('button', { name: 'Update now' }).click()]);
      await page.getByRole('radio', { name: 'Met', exact: true, checked: true }).first().waitFor();
      await says(page, 'Answered', /^Answered1 of/);
    });
  });
});

for (const [trouble, worker] of [
  ['is not there', undefined],
  ['cannot be read', 'this is no script'],
  ['fails as it starts', "throw new Error('broken')"],
  ['cannot keep what it should', "addEventListener('install', (event) => event.waitUntil(Promise.reject(new Error('broken'))));"],
]) {
  test(`a worker that ${trouble} is in nobody's way`, async () => {
    const { words } = await standard();
    await hosted(async (server) => {
      server.instead.set('sw.js', worker && Buffer.from(worker));
      await at(server.address, { expected: /sw\.js|ServiceWorker|broken|Unexpected identifier|bad HTTP response code/ }, async (page) => {
        await open(page, START, words.name);
        await page.waitForLoadState('networkidle');
        await open(page, SECTION, 'Aims');
        await page.getByRole('radio', { name: 'Met', exact: true }).first().check();
        await page.getByText('Saved in this browser.').waitFor();
        assert.equal(await page.evaluate(() => navigator.serviceWorker.controller), null);
      });
    });
  });
}

test('where a file does not arrive whole nothing is kept, and the site goes on as before', async () => {
  await hosted(async (server) => {
    server.instead.set('about/index.html', Buffer.from('<h1>Sign in to this network</h1>'));
    await at(server.address, { expected: /integrity|ServiceWorker|sw\.js/ }, async (page) => {
      await open(page, SECTION, 'Aims');
      const end = await page.evaluate(async () => {
        const { installing, waiting, active } = await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' });
        const worker = installing ?? waiting ?? active;
        while (!['activated', 'redundant'].includes(worker.state)) {
          await new Promise((done) => worker.addEventListener('statechange', done, { once: true }));
        }
        return worker.state;
      });
      assert.equal(end, 'redundant');
      await page.reload();
      await heading(page, 'Aims').waitFor();
    });
  });
});

test('where the browser has thrown away what was kept, everything comes from the network again', async () => {
  const { words } = await standard();
  await at(site.address, {}, async (page) => {
    await open(page, START, words.name);
    await served(page);
    await page.evaluate(async () => Promise.all((await caches.keys()).map((name) => caches.delete(name))));
    await page.reload();
    await heading(page, words.name).waitFor();
    await open(page, SECTION, 'Aims');
    await page.getByRole('heading', { name: 'Where you stand' }).waitFor();
    // And it is kept anew.
    await kept(page, `${site.address}${SECTION}`);
  });
});

test('the worker can be taken away again, as the documents say', async () => {
  const documented = await readFile(join(ROOT, 'docs/hosting.md'), 'utf8');
  const [, worker] = documented.match(/```js\n(.*?)```/s);
  const { words } = await standard();
  await hosted(async (server) => {
    await at(server.address, {}, async (page) => {
      await open(page, START, words.name);
      await served(page);
      server.instead.set('sw.js', Buffer.from(worker));
      await page.evaluate(() => navigator.serviceWorker.ready.then((registration) => registration.update()));
      await until(page, async () => (await caches.keys()).length === 0 && !(await navigator.serviceWorker.getRegistration()));
      const about = await readFile(join(DIST, 'about/index.html'), 'utf8');
      server.instead.set('about/index.html', Buffer.from(about.replace('About Mentormark</h1>', 'About it anew</h1>')));
      await page.goto('about/');
      await heading(page, 'About it anew').waitFor();
    });
  });
});

test('what is not of the site is left alone', async () => {
  await at(site.address, {}, async (page) => {
    await page.goto('');
    await served(page);
    assert.equal((await page.goto('')).fromServiceWorker(), true);
    const paths = ['openapi.json', 'healthz', 'sizes.json'];
    const [statuses, ...answers] = await Promise.all([
      page.evaluate((paths) => Promise.all(paths.map((path) => fetch(path).then(({ status }) => status))), paths),
      ...paths.map((path) => page.waitForResponse((response) => response.url() === `${site.address}${path}`)),
    ]);
    assert.deepEqual(statuses, [200, 200, 200]);
    for (const answer of answers) assert.equal(answer.fromServiceWorker(), false, answer.url());
    assert.equal((await page.goto('embed/nms/')).fromServiceWorker(), false);
  });
});
