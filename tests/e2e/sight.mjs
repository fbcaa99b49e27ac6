// What can be told of a page's accessibility by looking at it: what axe finds, what sticks out sideways, what cuts its text off.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** All of WCAG 2 at A and AA and axe's best practices; `target-size` is off unless it is asked for. */
export const RULES = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: { 'target-size': { enabled: true } },
};

/** Waits for the style sheets of a page that was just come to by a link: its words may be there before them. */
function dressed(page) {
  return page.evaluate(() => {
    const coming = [...document.querySelectorAll('link[rel=stylesheet]')].filter(({ sheet }) => !sheet);
    return Promise.all(coming.map((link) => new Promise((done) => link.addEventListener('load', () => done()))));
  });
}

/** Fails with what axe finds on the page as it stands, in each view. */
export async function clean(page, state, views, rules = RULES) {
  await dressed(page);
  await page.evaluate(AXE);
  for (const [media, viewport] of views) {
    // Without motion, so that no colour is caught halfway between two schemes.
    await page.emulateMedia({ ...media, reducedMotion: 'reduce' });
    await page.setViewportSize(viewport);
    const { violations } = await page.evaluate((options) => globalThis.axe.run(document, { ...options, resultTypes: ['violations'] }), rules);
    const found = violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, failureSummary }) => `${id} (${help}): ${target} ${failureSummary}`));
    assert.deepEqual(found, [], `${state}, ${media.colorScheme}, ${viewport.width} px`);
  }
}

/** Spaces text as WCAG 1.4.12 asks a page to stand. Such a sheet is no inline style, so the policy lets it in. */
export function spaceOut(page) {
  return page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }');
    document.adoptedStyleSheets = [sheet];
  });
}

/** What makes the page scroll sideways. */
export async function sticksOut(page) {
  await dressed(page);
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const out = [...document.body.querySelectorAll('*')].filter((element) => element.getBoundingClientRect().right > clientWidth + 1);
    const innermost = out.filter((element) => !out.some((other) => other !== element && element.contains(other)));
    return [`${scrollWidth} > ${clientWidth}`, ...innermost.slice(0, 4).map((element) => element.outerHTML.slice(0, 120))];
  });
}

/** What holds more text than it shows and cannot be scrolled. */
export function clipped(page) {
  return page.evaluate(() => {
    const cut = [...document.body.querySelectorAll('*:not(.unseen, .unseen *, svg *)')].filter((element) => {
      const { overflowX, overflowY, clipPath } = getComputedStyle(element);
      if (clipPath !== 'none' || element.clientWidth === 0) return false;
      const hides = (overflow) => ['hidden', 'clip'].includes(overflow);
      return (hides(overflowX) && element.scrollWidth > element.clientWidth + 1) || (hides(overflowY) && element.scrollHeight > element.clientHeight + 1);
    });
    return cut.map((element) => element.outerHTML.slice(0, 120));
  });
}
