// Lighthouse on the front page, a section and the result with answers: its preset for phones, with the cache and the worker of the
// browser emptied before each run, and the median of five.
//
//   cargo xtask site && cargo build && npm ci --prefix tests/e2e/soak && node tests/e2e/soak/lighthouse.mjs
//
// Ends with 1 where a score is below its floor or anything shifts. Whatever else runs meanwhile lowers the speed, so let nothing.

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { FLAGS, onPath, start } from '../browser.mjs';
import { START, load, sample } from '../sample.mjs';

const RUNS = 5;

/** What must be reached, in hundredths, by Lighthouse's name for it. */
const FLOORS = { performance: 95, accessibility: 100, 'best-practices': 100, seo: 100 };

/** What a run takes at most on a slow machine, in milliseconds. */
const PATIENCE = 120_000;

const { default: lighthouse } = await import('lighthouse').catch(() => assert.fail('Lighthouse is not installed: run `npm ci --prefix tests/e2e/soak`'));

const site = await start();
const profile = await mkdtemp(join(tmpdir(), 'mentormark-lighthouse-'));
const port = await free();
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROME_PATH ?? onPath(),
  args: [...FLAGS, `--remote-debugging-port=${port}`],
  baseURL: site.address,
  locale: 'en-GB',
});
try {
  // The answers stay in the profile: Lighthouse empties caches and takes workers away, and leaves what a site keeps.
  const page = await browser.newPage();
  await load(page, await sample());
  await page.close();

  console.log(`Lighthouse for phones, median of ${RUNS} runs, ${new Date().toISOString().slice(0, 10)}`);
  console.log(['page'.padEnd(12), ...[...Object.keys(FLOORS), 'layout shift'].map((name) => name.padStart(16))].join(''));
  let held = true;
  for (const [name, path] of [['front page', ''], ['a section', `${START}aims/`], ['the result', `${START}result/`]]) {
    const reports = [];
    for (let run = 0; run < RUNS; run += 1) reports.push(await report(`${site.address}${path}`));
    held = told(name, reports) && held;
  }
  console.log(`floors: ${Object.entries(FLOORS).map(([name, floor]) => `${name} ${floor}`).join(', ')}, nothing shifts: ${held ? 'held' : 'NOT HELD'}`);
  process.exitCode = held ? 0 : 1;
} finally {
  await browser.close();
  await site.close();
  await rm(profile, { recursive: true, force: true });
}

async function report(url) {
  const { lhr } = await lighthouse(url, { port, logLevel: 'silent', onlyCategories: Object.keys(FLOORS), maxWaitForLoad: PATIENCE });
  assert.ok(!lhr.runtimeError, `${url}: ${lhr.runtimeError?.message}`);
  return lhr;
}

/** Prints what the runs on a page gave, and what each run found; whether that is enough. */
function told(name, reports) {
  const scores = Object.keys(FLOORS).map((category) => median(reports.map(({ categories }) => Math.round(categories[category].score * 100))));
  const shift = Math.max(...reports.map(({ audits }) => audits['cumulative-layout-shift'].numericValue));
  console.log([name.padEnd(12), ...[...scores, shift].map((figure) => String(figure).padStart(16))].join(''));
  const timings = ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'speed-index'];
  console.log(`  ${timings.map((id) => `${id} ${Math.round(median(reports.map(({ audits }) => audits[id].numericValue)))} ms`).join(', ')}`);
  const found = new Set(reports.flatMap(({ categories, audits }) => Object.values(categories).flatMap(({ auditRefs }) => auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => audits[id]).filter(({ score }) => score !== null && score < 0.9).map(({ id, title }) => `${id}: ${title}`))));
  for (const one of found) console.log(`  ${one}`);
  return shift === 0 && Object.values(FLOORS).every((floor, at) => scores[at] >= floor);
}

function median(values) {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];
}

/** A port that nothing listens on. */
async function free() {
  const server = createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}
