// The pages that are only read, on a plain static host below a sub-path: the standards in full, which are workbooks on paper, and
// what every site owes. They hold no script, so they are gone through with JavaScript switched off wherever a test itself needs none.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { DIST, NARROW, WIDE, launch, mentormark, visit } from './browser.mjs';
import { enter } from './keyboard.mjs';
import { pages, standard } from './sample.mjs';
import { clean, clipped, spaceOut, sticksOut } from './sight.mjs';
import { host } from './static.mjs';
import { VISITS } from './visits.mjs';

const STANDARDS = ['nms/2022', ...Object.keys(VISITS)];
const OTHERS = ['standards/', 'about/', 'accessibility/', 'privacy/'];
const ENGLISH = [...OTHERS, ...STANDARDS.map((of) => `standards/${of}/`), 'standards/mentorsme/2012/action-plan/'];
const WELSH = [...OTHERS, 'standards/nms/2022/'].map((path) => `cy/${path}`);
const ALL = [...ENGLISH, ...WELSH];

let browser;
let server;
before(async () => ([browser, server] = await Promise.all([launch(), host(DIST, '/tools/mentormark/')])));
after(async () => {
  await browser.close();
  server.stop();
});

const on = (options, body) => visit(browser, server.address, options, body);
const plain = (body) => on({ javaScriptEnabled: false }, body);

for (const of of STANDARDS) {
  test(`${of} in full: every criterion with what helps to judge it, the rules, their sources and their hash`, async () => {
    const [{ scheme, words, guidance }, compiled] = await Promise.all([standard(of), mentormark('show', of.replace('/', '@'), '--json')]);
    await plain(async (page) => {
      await page.goto(`standards/${of}/`);
      await page.getByRole('heading', { level: 1, name: words.name, exact: true }).waitFor();
      const said = (await page.getByRole('main').innerText()).replaceAll(/\s+/g, ' ');
      for (const { id, criteria } of scheme.sections) {
        assert.equal(await page.getByRole('heading', { level: 2, name: words.sections[id].name, exact: true }).count(), 1, id);
        for (const { id } of criteria) {
          const { why, practice, evidence } = guidance[id];
          for (const text of [words.criteria[id], why, practice, ...evidence]) assert.ok(said.includes(text.replaceAll(/\s+/g, ' ')), `${id}: ${text}`);
        }
      }
      for (const { says, because = '' } of Object.values(words.sources)) {
        for (const text of [says, because]) assert.ok(said.includes(text.replaceAll(/\s+/g, ' ')), text);
      }
      for (const { name } of Object.values(words.levels)) assert.ok(said.includes(name), name);
      assert.ok(said.includes(`sha256:${createHash('sha256').update(compiled.trimEnd()).digest('hex')}`), 'the hash of the rules');
      await page.getByRole('link', { name: 'Assess yourself against it' }).click();
      await page.waitForURL(`${server.address}${of}/`);
    });
  });
}

test('nms/2022 in full in Welsh: every criterion with what helps to judge it, and a way to assess oneself in Welsh', async () => {
  const { scheme, words, guidance } = await standard('nms/2022', 'cy');
  await plain(async (page) => {
    await page.goto('cy/standards/nms/2022/');
    await page.getByRole('heading', { level: 1, name: words.name, exact: true }).waitFor();
    const said = (await page.getByRole('main').innerText()).replaceAll(/\s+/g, ' ');
    for (const { id } of scheme.sections.flatMap(({ criteria }) => criteria)) {
      const { why, practice, evidence } = guidance[id];
      for (const text of [words.criteria[id], why, practice, ...evidence]) assert.ok(said.includes(text.replaceAll(/\s+/g, ' ')), `${id}: ${text}`);
    }
    await page.getByRole('link', { name: 'Hunanasesu yn ei herbyn' }).click();
    await page.waitForURL(`${server.address}cy/nms/2022/`);
  });
});

test('what is assumed or drafted says so beside what it bears, and the number beside it leads to its source', async () => {
  const { scheme, words } = await standard();
  await plain(async (page) => {
    await page.goto('standards/nms/2022/');
    const rated = page.getByRole('listitem').filter({ hasText: /^Met\./ });
    const source = rated.getByRole('link', { name: /^Assumed by Mentormark source \d+$/ });
    await source.click();
    const found = page.locator('.sources > :target');
    await found.waitFor();
    assert.ok((await found.innerText()).includes(words.sources[scheme.scale[0].source].says));
    assert.equal(await page.getByRole('link', { name: /^Drafted by Mentormark source/ }).count(), scheme.sections.length);
    const fee = page.getByRole('listitem').filter({ hasText: /^Large employer/ });
    await fee.getByRole('link', { name: /^Published in the standard source \d+$/ }).waitFor();
  });
});

test('every address on every such page leads somewhere', async () => {
  const addresses = new Map();
  await plain(async (page) => {
    for (const path of ['', 'cy/', ...ALL]) {
      assert.equal((await page.goto(path)).status(), 200, path);
      const links = await page.locator('a').evaluateAll((all) => all.map((link) => [link.getAttribute('href'), link.href]));
      for (const [written, whole] of links) {
        assert.ok(!/^(\/|\w+:)/.test(written), `${path}: ${written} would not move with the site`);
        const [address, place] = whole.split('#');
        addresses.set(address, new Set([...(addresses.get(address) ?? []), place]));
      }
    }
    assert.ok(addresses.size > ALL.length);
    for (const [address, places] of addresses) {
      assert.equal((await page.goto(address)).status(), 200, address);
      const ids = new Set(await page.locator('[id]').evaluateAll((all) => all.map(({ id }) => id)));
      assert.deepEqual([...places].filter((place) => place && !ids.has(place)), [], address);
    }
  });
});

test('the front page and every page of the app lead to the standard in full, with and without JavaScript', async () => {
  const { words } = await standard();
  for (const javaScriptEnabled of [true, false]) {
    await on({ javaScriptEnabled }, async (page) => {
      await page.goto('');
      await page.getByRole('link', { name: `Read or print ${words.name} in full` }).click();
      await page.waitForURL(`${server.address}standards/nms/2022/`);
      for (const { path, heading } of await pages()) {
        await page.goto(path);
        await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor();
        const ways = await page.getByRole('link', { name: 'read this standard in full' }).evaluateAll((all) => all.map(({ href }) => href));
        assert.deepEqual(ways, Array(javaScriptEnabled ? 1 : 2).fill(`${server.address}standards/nms/2022/`), path);
      }
    });
  }
});

for (const [at, path] of ALL.entries()) {
  test(`axe finds nothing on ${path}, nothing sticks out of 320 px, and nothing is cut off when text is spaced out`, async () => {
    const [first, second] = at % 2 ? ['light', 'dark'] : ['dark', 'light'];
    await on({}, async (page, context) => {
      await page.goto(path);
      await clean(page, path, [[{ colorScheme: first }, WIDE], [{ colorScheme: second }, NARROW]]);
      assert.deepEqual(await sticksOut(page), []);
      await spaceOut(page);
      assert.deepEqual([...(await sticksOut(page)), ...(await clipped(page))], []);
      assert.equal(await page.evaluate(() => document.scripts.length + localStorage.length + sessionStorage.length), 0);
      assert.deepEqual(await context.cookies(), []);
    });
  });
}

test('each such page has a title and a description of its own, one main part, and a skip link that leads to it', async () => {
  const seen = new Set();
  await on({ viewport: NARROW }, async (page) => {
    for (const path of ALL) {
      await page.goto(path);
      seen.add(await page.title());
      seen.add(await page.locator('meta[name=description]').getAttribute('content'));
      assert.equal(await page.getByRole('main').count(), 1);
      const isWelsh = path.startsWith('cy/');
      assert.equal(await page.locator('html').getAttribute('lang'), isWelsh ? 'cy' : 'en-GB');
      await enter(page, 'link', isWelsh ? 'Neidio i’r prif gynnwys' : 'Skip to main content');
      await page.getByRole('main').and(page.locator(':focus')).waitFor();
    }
  });
  assert.equal(seen.size, 2 * ALL.length);
});

test('on paper a standard is a workbook: boxes named by its marks, lines, a part to a sheet and no criterion over two', async () => {
  const of = 'learning-mentor/ap01';
  const { scheme, words } = await standard(of);
  const criteria = scheme.sections.flatMap((section) => section.criteria);
  await on({}, async (page) => {
    await page.goto(`standards/${of}/`);
    const items = page.getByRole('article');
    assert.equal(await items.count(), criteria.length);
    assert.ok(!(await page.getByText('Notes, and where the evidence is').first().isVisible()), 'on screen');
    await page.emulateMedia({ media: 'print' });
    for (const id of ['Site', 'Contents', 'About this site']) assert.equal(await page.getByRole('navigation', { name: id }).count(), 0, id);
    assert.ok(!(await page.getByRole('link', { name: 'Assess yourself against it' }).isVisible()));
    for (const item of [items.first(), items.last()]) {
      const ticks = await item.locator('.ticks span').allInnerTexts();
      assert.deepEqual(ticks, scheme.scale.map(({ id }) => words.ratings[id]));
      await item.getByText('Notes, and where the evidence is').waitFor();
    }
    const breaks = await items.evaluateAll((all) => all.map((item) => getComputedStyle(item).breakInside));
    assert.deepEqual([...new Set(breaks)], ['avoid']);
    const sheets = (await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type \/Page\b/g).length;
    assert.ok(sheets > scheme.sections.length && sheets < criteria.length, `${sheets} sheets`);
  });
});

test('forced colours leave the marks and the frame of the contents to be seen', async () => {
  await on({ forcedColors: 'active' }, async (page) => {
    await page.goto('standards/nms/2022/');
    const style = (locator, name) => locator.first().evaluate((element, property) => getComputedStyle(element)[property], name);
    assert.equal(await style(page.getByRole('navigation', { name: 'Contents' }), 'borderTopStyle'), 'solid');
    for (const link of [/^Assumed by Mentormark/, /^Drafted by Mentormark/, /^Published in the standard/]) {
      assert.notEqual(await style(page.getByRole('link', { name: link }), 'borderTopStyle'), 'none', String(link));
    }
    const [plate, canvas] = await page.locator('.level path').first().evaluate((path) => [getComputedStyle(path).fill, getComputedStyle(document.body).backgroundColor]);
    assert.ok(plate !== 'none' && canvas, `${plate} on ${canvas}`);
  });
});
