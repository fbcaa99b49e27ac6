// Two languages: each page says which it is in and leads to the same page in the other, both work alike, and the draft says that it is
// one. What stands on a page before the app comes is what the app then shows.

import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { DIST, NARROW, WIDE, start } from './browser.mjs';
import { enter } from './keyboard.mjs';
import { LANGUAGES, asFile, downloaded, open, pages, sample, standard } from './sample.mjs';
import { clean, clipped, spaceOut, sticksOut } from './sight.mjs';

const READ = ['', 'standards/', 'standards/nms/2022/', 'about/', 'accessibility/', 'privacy/', 'partners/', 'verify/'];
const START = 'nms/2022/';

/** What the draft says of itself. */
const DRAFT = /^Drafft gyda chymorth peiriant, heb ei wirio gan gyfieithydd eto\. Y testun Saesneg sy’n penderfynu\./;

let site;
before(async () => (site = await start()));
after(() => site.close());

/** Every page of the built site by its path, with its HTML. */
async function built() {
  const files = (await readdir(DIST, { recursive: true })).filter((file) => /(^|\/)index\.html$/.test(file) && !file.startsWith('embed/'));
  const read = async (file) => [file.replace(/index\.html$/, ''), await readFile(join(DIST, file), 'utf8')];
  return new Map(await Promise.all(files.map(read)));
}

test('each page names its language, and each that is there in two leads to the other at once and back', async () => {
  const all = await built();
  const twice = [...all.keys()].filter((path) => path.startsWith('cy/')).map((path) => path.slice(3));
  assert.ok(twice.length > 20, `${twice.length} pages in both languages`);
  for (const [path, html] of all) {
    const isWelsh = path.startsWith('cy/');
    assert.match(html, new RegExp(`<html lang="${isWelsh ? 'cy' : 'en-GB'}"`), path);
    const [, tag, href] = html.match(/<a id="language" lang="([^"]+)" hreflang="\1" href="([^"]+)">/) ?? [];
    const other = isWelsh ? path.slice(3) : `cy/${path}`;
    if (!isWelsh && !twice.includes(path)) {
      assert.equal(tag, undefined, `${path} is in English alone`);
    } else {
      assert.equal(tag, isWelsh ? 'en-GB' : 'cy', path);
      assert.equal(new URL(href, `http://host/${path}`).pathname, `/${other}`, path);
    }
  }
});

test('every page in Welsh says in view that it is a draft, and leads to what that means', async () => {
  await site.visit({ javaScriptEnabled: false }, async (page) => {
    for (const path of [...READ, ...(await pages()).map(({ path }) => path)]) {
      await page.goto(`cy/${path}`);
      const draft = page.getByRole('banner').getByText(DRAFT);
      assert.ok(await draft.isVisible(), path);
      assert.equal(await draft.getByRole('link').evaluate(({ href }) => href), `${site.address}cy/about/#cymraeg`, path);
    }
    await page.goto('cy/about/#cymraeg');
    assert.ok(await page.getByRole('heading', { level: 2, name: 'Y Gymraeg', exact: true }).isVisible());
    await page.goto('about/');
    assert.ok(await page.getByText(/The Welsh is a machine-assisted draft that no translator has checked yet\./).isVisible());
  });
});

test('no page in Welsh says twice that it is a draft', async () => {
  await site.visit({}, async (page) => {
    for (const path of [...READ.filter((path) => path !== 'about/'), ...(await pages()).map(({ path }) => path)]) {
      await page.goto(`cy/${path}`);
      const said = (await page.locator('body').innerText()).match(/chymorth peiriant/g);
      assert.equal(said?.length, 1, path);
    }
    // The page that is taken along has no masthead, so it says it itself.
    await page.goto(`cy/${START}saved/`);
    const file = await downloaded(page, () => page.locator('[data-do=resume]').click());
    assert.equal(file.text.match(/chymorth peiriant/g).length, 1);
  });
});

test('answers given in one language stand in the other, at the same place', async () => {
  const { words: english } = await standard();
  const { scheme, words: welsh } = await standard('nms/2022', 'cy');
  const [, section] = scheme.sections;
  const [{ id }] = section.criteria;
  await site.visit({}, async (page) => {
    await open(page, START, english.name);
    await page.getByRole('navigation', { name: 'Steps' }).getByRole('link', { name: english.sections[section.id].name }).click();
    await page.getByRole('group', { name: english.criteria[id] }).getByRole('radio', { name: english.ratings.met, exact: true }).check();
    await page.getByText('Saved in this browser.').waitFor();
    await enter(page, 'link', 'Cymraeg');
    await page.waitForURL(`${site.address}cy/${START}${section.id}/`);
    await page.getByRole('heading', { level: 1, name: welsh.sections[section.id].name, exact: true }).waitFor();
    await page.getByRole('group', { name: welsh.criteria[id] }).getByRole('radio', { name: welsh.ratings.met, exact: true, checked: true }).waitFor();
    // The app has gone to another page since: the way back follows it.
    await page.getByRole('main').getByRole('link', { name: /^Nesaf/ }).click();
    await page.getByRole('heading', { level: 1, name: welsh.sections[scheme.sections[2].id].name, exact: true }).waitFor();
    await enter(page, 'link', 'English');
    await page.waitForURL(`${site.address}${START}${scheme.sections[2].id}/`);
  });
});

for (const tag of Object.keys(LANGUAGES)) {
  test(`${tag}: what stands on a page before the app comes is the heading that the app shows there`, async () => {
    const all = await built();
    const { folder } = LANGUAGES[tag];
    const shown = [...all].filter(([path, html]) => path.startsWith(`${folder}${START}`) && html.includes('class="app"'));
    assert.ok(shown.length > 16, `${shown.length} pages`);
    await site.visit({}, async (page) => {
      for (const [path, html] of shown) {
        const [, before] = html.match(/<h1>([^<]+)<\/h1>/);
        await page.goto(path);
        const heading = page.locator('h1[tabindex]');
        await heading.waitFor();
        assert.equal(await heading.innerText(), before.replaceAll('&amp;', '&'), path);
        assert.match(html, new RegExp(`<title>${before.replaceAll(/[.?]/g, '\\$&')} \\| `), path);
      }
    });
  });
}

test('nothing moves when the app takes over', async () => {
  const answers = await sample();
  for (const viewport of [NARROW, WIDE]) {
    await site.visit({ today: answers.as_of, viewport }, async (page) => {
      for (const { path } of (await pages()).filter((_, at) => [0, 2].includes(at))) {
        let release;
        const held = new Promise((done) => (release = done));
        await page.route('**/site.*.wasm', async (route) => {
          await held;
          await route.continue();
        });
        const went = page.goto(path);
        const heading = page.getByRole('heading', { level: 1 });
        await heading.waitFor();
        await page.waitForFunction(() => [...document.querySelectorAll('link[rel=stylesheet]')].every(({ sheet }) => sheet));
        const before = await heading.boundingBox();
        await page.evaluate(() => {
          globalThis.shifts = 0;
          new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (globalThis.shifts += value))).observe({ type: 'layout-shift', buffered: true });
        });
        release();
        await went;
        await page.locator('h1[tabindex]').waitFor();
        assert.deepEqual(await heading.boundingBox(), before, `${path}, ${viewport.width} px`);
        await page.waitForLoadState('networkidle');
        assert.equal(await page.evaluate(() => globalThis.shifts), 0, path);
        await page.unroute('**/site.*.wasm');
      }
    });
  }
});

test('axe finds nothing on pages in Welsh, nothing sticks out of 320 px, and nothing is cut off when text is spaced out', async () => {
  const answers = await sample();
  await site.visit({ today: answers.as_of }, async (page) => {
    const { words } = await standard('nms/2022', 'cy');
    await open(page, `cy/${START}`, words.name);
    await page.locator('input[data-take=file]').setInputFiles(asFile(answers));
    await page.waitForFunction(() => Object.keys(localStorage).some((name) => name.startsWith('mentormark')));
    const all = await pages('nms/2022', 'cy');
    for (const [at, path] of ['cy/', 'cy/verify/', ...[0, 1, 2, all.length - 1].map((at) => all[at].path)].entries()) {
      await page.goto(path);
      const [first, second] = at % 2 ? ['light', 'dark'] : ['dark', 'light'];
      await clean(page, path, [[{ colorScheme: first }, WIDE], [{ colorScheme: second }, NARROW]]);
      assert.deepEqual(await sticksOut(page), [], path);
      await spaceOut(page);
      assert.deepEqual([...(await sticksOut(page)), ...(await clipped(page))], [], path);
    }
  });
});

test('every way of the masthead is in view at 320 px, in both languages', async () => {
  await site.visit({ viewport: NARROW }, async (page) => {
    for (const [path, names] of [['', ['Standards', 'Verify', 'About', 'Cymraeg']], ['cy/', ['Safonau', 'Dilysu', 'Ynghylch', 'English']]]) {
      await page.goto(path);
      const nav = page.getByRole('banner').getByRole('navigation');
      assert.deepEqual(await nav.getByRole('link').allInnerTexts(), names);
      const tops = await nav.getByRole('link').evaluateAll((links) => links.map((link) => link.getBoundingClientRect().top));
      assert.equal(new Set(tops).size, 1, `${path}: one line`);
      for (const name of names) assert.ok(await nav.getByRole('link', { name, exact: true }).isVisible());
    }
  });
});
