// What other hosts are told to send with the site is what the server sends: `_headers` of the built site, as hosts read it that do,
// and one policy in the pages and in the list.

import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { DIST, NARROW, WIDE, start } from './browser.mjs';
import { clean, sticksOut } from './sight.mjs';

let site;
before(async () => (site = await start()));
after(() => site.close());

/** The rules of `_headers`: each path and its headers. */
async function rules() {
  const blocks = (await readFile(join(DIST, '_headers'), 'utf8')).split('\n\n').slice(1);
  return blocks.map((block) => {
    const [path, ...lines] = block.trim().split('\n');
    return { path, headers: lines.map((line) => [line.trim().split(': ', 1)[0].toLowerCase(), line.trim().replace(/^[^:]+: /, '')]) };
  });
}

/** What a host that reads the rules sends with a path. Where two give one header, it would send both. */
function sent(all, path) {
  const fitting = all.filter((rule) => (rule.path.endsWith('*') ? path.startsWith(rule.path.slice(0, -1)) : path === rule.path));
  return fitting.flatMap(({ headers }) => headers).sort();
}

/** The folder of every page. */
async function pages() {
  const files = await readdir(DIST, { recursive: true });
  return files.filter((file) => /(^|\/)index\.html$/.test(file)).map((file) => `/${file.replace(/index\.html$/, '')}`);
}

test('every page and every hashed file comes with the headers of the server from hosts that read `_headers`', async () => {
  const all = await rules();
  const [hashed] = (await readdir(join(DIST, 'assets'))).filter((file) => /\.[0-9a-f]{16}\.wasm$/.test(file));
  const paths = [...(await pages()), `/assets/${hashed}`, '/sw.js'];
  assert.ok(paths.length > 80, `${paths.length} paths`);
  const names = [...new Set(all.flatMap(({ headers }) => headers.map(([name]) => name)))];
  for (const path of paths) {
    const response = await fetch(new URL(path, site.address));
    assert.equal(response.status, 200, path);
    const isPage = path.endsWith('/');
    // A policy is for pages, and such hosts have everything but what is said to keep asked for anew.
    const wanted = names
      .filter((name) => (name === 'content-security-policy' ? isPage : name === 'cache-control' ? path.startsWith('/assets/') : true))
      .map((name) => [name, response.headers.get(name)])
      .filter(([, value]) => value !== null)
      .sort();
    assert.deepEqual(sent(all, path), wanted, path);
  }
});

test('a page lets in no more by itself than the server lets it', async () => {
  const parts = (policy) => Object.fromEntries(policy.split(/;\s*/).map((part) => [part.split(' ', 1)[0], part.split(' ').slice(1)]));
  for (const path of await pages()) {
    const response = await fetch(new URL(path, site.address));
    const server = parts(response.headers.get('content-security-policy'));
    const [, said] = (await response.text()).match(/<meta http-equiv="Content-Security-Policy" content="([^"]+)">/) ?? assert.fail(path);
    for (const [name, sources] of Object.entries(parts(said))) {
      const allowed = server[name] ?? server['default-src'];
      const wider = sources.filter((source) => source !== "'none'" && !allowed.includes(source));
      assert.deepEqual(wider, [], `${path}: ${name}`);
    }
  }
});

test('an address without a page is answered in the look of the site, with ways on, at any depth', async () => {
  for (const path of ['nothing', 'cy/nms/2022/nothing/', 'nms/2022/aims/nothing/more/']) {
    await site.visit({ expected: /(status|responded with a status of) 404/, viewport: NARROW }, async (page) => {
      const response = await page.goto(path);
      assert.equal(response.status(), 404);
      await page.getByRole('heading', { level: 1, name: 'Page not found', exact: true }).waitFor();
      await clean(page, path, [NARROW, WIDE].flatMap((size) => ['light', 'dark'].map((colorScheme) => [{ colorScheme }, size])));
      await page.getByRole('heading', { level: 2, name: 'Tudalen heb ei chanfod', exact: true }).waitFor();
      await page.setViewportSize(NARROW);
      assert.deepEqual(await sticksOut(page), []);
      for (const link of await page.getByRole('main').getByRole('link').all()) {
        assert.equal((await fetch(new URL(await link.getAttribute('href'), page.url()))).status, 200);
      }
      await page.getByRole('link', { name: 'National Mentoring Standards', exact: true }).click();
      await page.getByRole('heading', { level: 1, name: 'National Mentoring Standards', exact: true }).waitFor();
    });
  }
});
