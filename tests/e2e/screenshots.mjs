// Pictures of the site to look at, in tests/e2e/out/: `node tests/e2e/screenshots.mjs`. The tests take them too.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { NARROW, ROOT, WIDE, start } from './browser.mjs';
import { START, complete, load, open, sample, standard } from './sample.mjs';

const OUT = join(ROOT, 'tests/e2e/out');

/** Takes every picture, each as it stands in the window and, named `-whole`, the page from top to bottom. Gives the paths. */
export async function takeAll(site) {
  await mkdir(OUT, { recursive: true });
  const { as_of: today } = await sample();
  const taken = [];
  for (const viewport of [NARROW, WIDE]) {
    for (const colorScheme of ['light', 'dark']) {
      const take = async (page, name) => {
        const path = join(OUT, `${name}-${viewport.width}-${colorScheme}`);
        await page.screenshot({ path: `${path}.png` });
        await page.screenshot({ path: `${path}-whole.png`, fullPage: true });
        taken.push(`${path}.png`, `${path}-whole.png`);
      };
      const views = { today, colorScheme, viewport, reducedMotion: 'reduce' };
      await site.visit(views, async (page) => {
        await page.goto('');
        await take(page, 'front');
        await halfway(page, take);
      });
      await site.visit(views, async (page) => {
        await load(page, await complete());
        await open(page, `${START}result/`, 'Your result');
        await take(page, 'result');
      });
    }
  }
  return taken;
}

/** Takes the result of the sample as a desktop window shows it first: the picture of the README. Gives the headings in view. */
export async function takeResult(site, path) {
  const answers = await sample();
  const headings = [];
  await site.visit({ today: answers.as_of, colorScheme: 'light', viewport: WIDE }, async (page) => {
    await load(page, answers);
    await open(page, `${START}result/`, 'Your result');
    if (path) await page.screenshot({ path });
    headings.push(...(await page.getByRole('heading').evaluateAll(inWindow)));
  });
  return headings;
}

/** The pages that someone sees who has answered half of the first section. */
async function halfway(page, take) {
  const [answers, { scheme, words }] = await Promise.all([sample(), standard()]);
  const [{ criteria }] = scheme.sections;
  const ratings = criteria.slice(0, criteria.length / 2).map(({ id }) => [id, answers.ratings[id]]);
  await load(page, { ...answers, evidence: {}, ratings: Object.fromEntries(ratings.filter(([, rating]) => rating)) });
  await open(page, START, words.name);
  await take(page, 'start');
  await open(page, `${START}about/`, 'About you');
  await take(page, 'about');
  await open(page, `${START}aims/`, 'Aims');
  await page.getByText('Why it matters and what shows it').first().click();
  await take(page, 'section');
}

/** The headings in view, or so near below it that a font of another machine may bring them into it or take them out. */
function inWindow(headings) {
  const shown = headings.filter((heading) => heading.getBoundingClientRect().bottom < innerHeight * 1.25);
  return shown.map((heading) => heading.textContent.trim());
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const site = await start();
  try {
    console.log((await takeAll(site)).join('\n'));
  } finally {
    await site.close();
  }
}
