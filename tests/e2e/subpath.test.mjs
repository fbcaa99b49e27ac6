// The built site on a plain static host, below a sub-path: every address works when it is opened, with a network and without, and
// without JavaScript each page says what to do.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { DIST, launch, visit } from './browser.mjs';
import { START, pages, standard } from './sample.mjs';
import { host } from './static.mjs';

const UNDER = '/tools/mentormark/';

let browser;
let server;
before(async () => {
  [browser, server] = await Promise.all([launch(), host(DIST, UNDER)]);
  // As `cargo xtask site --under` makes it; its own tests hold that nothing else differs.
  const missing = await readFile(join(DIST, '404.html'), 'utf8');
  server.instead.set('404.html', Buffer.from(missing.replaceAll('="/', `="${UNDER}`)));
});
after(async () => {
  await browser.close();
  server.stop();
});

const on = (options, body) => visit(browser, server.address, options, body);
const heading = (page, name) => page.getByRole('heading', { level: 1, name, exact: true });

test('every address below a sub-path can be opened, reloaded and left', async () => {
  const all = await pages();
  await on({}, async (page) => {
    for (const { path, heading: name } of all) {
      await page.goto(path);
      await heading(page, name).waitFor();
      await page.reload();
      await heading(page, name).waitFor();
    }
    await page.goto(`${START}index.html`);
    await heading(page, all[0].heading).waitFor();
  });
});

test('below a sub-path the pages in Welsh work, and lead to the English ones and back', async () => {
  const all = await pages('nms/2022', 'cy');
  const { words } = await standard();
  await on({}, async (page) => {
    for (const { path, heading: name } of [all[0], all.at(-1)]) {
      await page.goto(path);
      await heading(page, name).waitFor();
    }
    await page.goto(all[0].path);
    await page.getByRole('link', { name: 'English', exact: true }).click();
    await page.waitForURL(`${server.address}${START}`);
    await heading(page, words.name).waitFor();
    await page.getByRole('link', { name: 'Cymraeg', exact: true }).click();
    await page.waitForURL(`${server.address}cy/${START}`);
    await page.getByRole('link', { name: 'Mentormark', exact: true }).click();
    await page.waitForURL(`${server.address}cy/`);
  });
});

test('links work from a page that was come to by a link, and so do back and forward', async () => {
  const all = await pages();
  await on({}, async (page) => {
    await page.goto('');
    await page.getByRole('link', { name: all[0].heading, exact: true }).click();
    await heading(page, all[0].heading).waitFor();
    // The start page stands one step nearer to the root than the others, so an address left relative would show.
    const steps = page.getByRole('navigation', { name: 'Steps' }).getByRole('link');
    for (const [at, { path, heading: name }] of all.entries()) {
      await steps.nth(at).click();
      await heading(page, name).waitFor();
      await page.waitForURL(`${server.address}${path}`);
    }
    await page.goBack();
    await heading(page, all.at(-2).heading).waitFor();
    await page.goForward();
    await heading(page, all.at(-1).heading).waitFor();
    await page.getByRole('link', { name: 'Mentormark', exact: true }).click();
    await page.waitForURL(server.address);
    await page.getByRole('heading', { level: 2, name: 'Choose a standard' }).waitFor();
  });
});

test('an address that names nothing shows that the page was not found, and ways on', async () => {
  for (const path of ['nothing', 'nms/2022/nothing/', 'nms/2022/aims/nothing/more/']) {
    await on({ expected: /(status|responded with a status of) 404/ }, async (page) => {
      const response = await page.goto(path);
      assert.equal(response.status(), 404);
      await heading(page, 'Page not found').waitFor();
      // In the look of the site, whatever the depth.
      assert.match(await page.locator('.masthead').evaluate((masthead) => getComputedStyle(masthead).borderBottomStyle), /solid/);
      await page.getByRole('link', { name: 'Mentormark', exact: true }).click();
      await page.waitForURL(server.address);
    });
  }
});

test('without a network every page of a standard works, and what is not kept says that it needs one', async () => {
  const all = await pages();
  await on({ serviceWorkers: 'allow', expected: /ERR_INTERNET_DISCONNECTED|503/ }, async (page, context) => {
    await page.goto(all[0].path);
    await heading(page, all[0].heading).waitFor();
    await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
    const { scope, script } = await page.evaluate(async () => {
      const { scope, active } = await navigator.serviceWorker.ready;
      return { scope, script: active.scriptURL };
    });
    assert.deepEqual({ scope, script }, { scope: server.address, script: `${server.address}sw.js` });
    await context.setOffline(true);
    for (const { path, heading: name } of all) {
      await page.goto(path);
      await heading(page, name).waitFor();
    }
    await page.goto('qim/2022/safety/deeper/');
    await heading(page, 'This page needs a connection').waitFor();
    await page.getByRole('link', { name: all[0].heading, exact: true }).click();
    await page.waitForURL(`${server.address}${all[0].path}`);
    await heading(page, all[0].heading).waitFor();
  });
});

test('without JavaScript the front page lists the standards and every other page says what to do', async () => {
  const { words } = await standard();
  await on({ javaScriptEnabled: false }, async (page) => {
    await page.goto('');
    assert.equal(await page.getByRole('link', { name: words.name, exact: true }).count(), 1);
    assert.ok(await page.getByText(words.summary.split(/(?<=\.) /)[0]).isVisible());
    for (const { path } of await pages()) {
      await page.goto(path);
      assert.ok(await page.getByRole('heading', { level: 2, name: 'JavaScript is switched off' }).isVisible(), path);
      const said = await page.getByRole('main').innerText();
      assert.match(said, /Switch JavaScript on and reload this page\./, path);
      assert.doesNotMatch(said, /One moment|could not start/, path);
      await page.getByRole('link', { name: 'Skip to main content' }).focus();
      await page.keyboard.press('Enter');
      await page.locator('main:target').waitFor();
    }
    await page.getByRole('link', { name: 'Mentormark', exact: true }).click();
    await page.waitForURL(server.address);
  });
});

test('a browser that refuses WebAssembly is told so', async () => {
  await on({ expected: /WebAssembly|refused/ }, async (page, context) => {
    await context.addInitScript(() => {
      WebAssembly.instantiateStreaming = WebAssembly.instantiate = () => Promise.reject(new Error('refused'));
    });
    await page.goto(`${START}about/`);
    await page.getByRole('heading', { level: 2, name: 'The self-assessment could not start' }).waitFor();
    assert.ok(!(await page.getByText('One moment.').isVisible()));
  });
});

test('a standard that cannot be fetched is said, and trying again brings it', async () => {
  await on({ expected: /50\d|integrity/ }, async (page) => {
    const broken = /assets\/nms-2022\.[0-9a-f]+\.plan/;
    await page.route(broken, (route) => route.fulfill({ status: 503 }));
    await page.goto(`${START}about/`);
    await heading(page, 'The standard could not be loaded').waitFor();
    await page.unroute(broken);
    await page.getByRole('button', { name: 'Try again' }).click();
    await heading(page, 'About you').waitFor();
  });
});
