// The pictures can be taken, and the one in the README shows what the site shows. `BLESS=1` takes that one anew.

import assert from 'node:assert/strict';
import { mkdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { ROOT, start } from './browser.mjs';
import { takeAll, takeResult } from './screenshots.mjs';

const PICTURE = 'docs/images/result.png';

/** What the README's picture has in it. When this changes, look at the picture and take it anew. */
const SHOWN = ['Your result', 'Award now', 'Where you stand', 'Steps', 'Why'];

let site;
before(async () => (site = await start()));
after(() => site.close());

test('pictures of the front page, the start, about, a section and the result are taken at both widths in both schemes', async () => {
  const taken = await takeAll(site);
  assert.equal(taken.length, 5 * 2 * 2 * 2);
  for (const path of taken) assert.ok((await stat(path)).size > 5_000, path);
});

test('the picture in the README is there and shows the headings that the page has', async () => {
  const path = join(ROOT, PICTURE);
  const bless = process.env.BLESS === '1';
  if (bless) await mkdir(dirname(path), { recursive: true });
  const inView = await takeResult(site, bless ? path : undefined);
  assert.deepEqual(SHOWN.filter((heading) => !inView.includes(heading)), [], inView.join(', '));
  const picture = await readFile(path).catch(() => assert.fail(`${PICTURE} is missing: run the tests with BLESS=1`));
  assert.equal(picture.readUInt32BE(16), 1280, 'its width');
  assert.ok((await readFile(join(ROOT, 'README.md'), 'utf8')).includes(PICTURE), 'the README shows it');
});
