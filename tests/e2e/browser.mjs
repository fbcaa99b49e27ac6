// Where every browser test starts: the built site on the real server, a Chromium, and pages that fail when anything goes
// wrong behind what they show. An error in the console, an uncaught error, a breach of the content-security policy, a
// request to anywhere else or one that fails: each fails the test that opened the page.

import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { accessSync, constants, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';

/** The root of the project. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The built site: `site/dist`, or the one that `MENTORMARK_SITE` names. */
export const DIST = process.env.MENTORMARK_SITE ?? join(ROOT, 'site/dist');

/** A desktop window and the narrowest one that the site must fit: 320 px is 1280 px enlarged four times. */
export const WIDE = { width: 1280, height: 900 };
export const NARROW = { width: 320, height: 640 };

/** The day by the clock of a page that asks for no other, so that no test hangs on the day it is run on or on midnight. */
const TODAY = '2026-11-21';

/** Milliseconds that anything awaited may take: no test counts on a fast machine, so only what never comes is given up. */
export const PATIENCE = 60_000;

/** How many times slower the pages' processor is made: `MENTORMARK_SLOWER=8` looks for tests that count on a fast machine. */
const SLOWER = Number(process.env.MENTORMARK_SLOWER ?? 1);

/**
 * Milliseconds that the later parts of the app, the style sheets and a verifier's answers are held up: `MENTORMARK_LATE=800` looks for
 * tests that do not wait for them.
 */
const LATE = Number(process.env.MENTORMARK_LATE ?? 0);

/** The program under test: `target/debug/mentormark`, or the one that `MENTORMARK_BIN` names. */
export const PROGRAM = process.env.MENTORMARK_BIN ?? join(ROOT, 'target/debug/mentormark');

// A browser that keeps to itself: what it would ask its maker would count as a request to elsewhere.
export const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts the server, with `options` of its own perhaps, and the browser. `close` ends both. */
export async function start(...options) {
  // The server first: a browser that nobody closes would keep the test from ending.
  const server = await serve(options);
  const browser = await launch();
  return {
    address: server.address,
    browser,
    /** Runs `body` on a fresh profile of the site. */
    visit: (options, body) => visit(browser, server.address, options, body),
    async close() {
      await browser.close();
      server.stop();
    },
  };
}

/** Starts Chromium: the one that `CHROME_PATH` names, else one on `PATH`. */
export function launch() {
  return chromium.launch({ executablePath: process.env.CHROME_PATH ?? onPath(), args: FLAGS, timeout: 180_000 });
}

/**
 * Runs `body(page, context)` in a new profile whose page stands at nothing yet, and then fails if anything went wrong behind
 * it. `options` are a browser context's, and `today`, the day by the browser's clock, which stands at noon (none: its own clock), and
 * `expected`, the troubles that the test means to cause.
 */
export async function visit(browser, address, { today = TODAY, expected, ...options }, body) {
  const context = await browser.newContext({
    baseURL: address,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    viewport: WIDE,
    // A worker would answer in place of the network that most tests change. Those of what works without a network allow it.
    serviceWorkers: 'block',
    ...options,
  });
  try {
    context.setDefaultTimeout(PATIENCE);
    const troubles = watch(context, new URL(address).origin);
    if (SLOWER > 1) context.on('page', slow);
    if (LATE > 0) await context.route(/\/assets\/(split_|chunk_)[^/]*\.wasm$|\.css$|\/v1\//, late);
    if (options.javaScriptEnabled !== false) context.on('page', patient);
    if (options.javaScriptEnabled !== false && today) await context.clock.setFixedTime(`${today}T12:00:00Z`);
    await body(await context.newPage(), context);
    assert.deepEqual(
      troubles.filter((trouble) => !expected?.test(trouble)),
      [],
      'something went wrong behind the page',
    );
  } finally {
    await context.close();
  }
}

/** Runs the `mentormark` program and gives what it printed. */
export async function mentormark(...words) {
  const { stdout } = await promisify(execFile)(PROGRAM, words, { maxBuffer: 1 << 26 });
  return stdout;
}

/** What says that a part of the app is on its way. */
export const awaited = (page) => page.locator('#app p.quiet').filter({ hasText: /^(One moment|Un eiliad)\.$/, visible: true });

/**
 * Waits until the page is whole: the app has taken over from what its page shows before it, and nothing that it shows, nor how, is on
 * its way any more; or it has said that it cannot.
 */
export async function ready(page) {
  await page.locator('#waiting:has(#failed[hidden])').waitFor({ state: 'detached' });
  await awaited(page).first().waitFor({ state: 'detached' });
  // A tab behind another is not drawn, so it is not asked each time that it is.
  await page.waitForFunction(() => [...document.querySelectorAll('link[rel=stylesheet]')].every(({ sheet }) => sheet), undefined, { polling: 50 });
}

/** Has a page wait for the app wherever it is sent: the heading that is there at once is no sign of it. */
function patient(page) {
  for (const way of ['goto', 'reload']) {
    const go = page[way].bind(page);
    page[way] = async (...where) => {
      const response = await go(...where);
      await ready(page);
      return response;
    };
  }
}

/** Slows a page's processor, as far as the page is not gone already. */
async function slow(page) {
  const session = await page.context().newCDPSession(page).catch(() => undefined);
  await session?.send('Emulation.setCPUThrottlingRate', { rate: SLOWER }).catch(() => undefined);
}

/** Holds up a request, as far as its page is not gone already. */
async function late(route) {
  await new Promise((done) => setTimeout(done, LATE));
  await route.fallback().catch(() => undefined);
}

/** What Chromium says of a slow machine, where seconds pass before the app takes up what was fetched ahead for it. */
const SLOW = /was preloaded using link preload but not used within a few seconds/;

/** What Playwright says where a test has no worker. */
const BLOCKED = /^Service Worker registration blocked by Playwright$/;

function watch(context, origin) {
  const troubles = [];
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !SLOW.test(message.text()) && !BLOCKED.test(message.text())) {
      troubles.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
    }
  });
  context.on('weberror', (event) => troubles.push(`uncaught: ${event.error().stack}`));
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (/^(https?|wss?|ftp):$/.test(url.protocol) && url.origin !== origin) troubles.push(`request to elsewhere: ${url}`);
  });
  context.on('response', (response) => {
    if (response.status() >= 400) troubles.push(`status ${response.status()}: ${response.url()}`);
  });
  context.on('requestfailed', (request) => {
    const why = request.failure()?.errorText;
    // What a page still asks for when it is left is given up, as it should be.
    if (request.url().startsWith('http') && why !== 'net::ERR_ABORTED') troubles.push(`failed: ${request.url()} (${why})`);
  });
  return troubles;
}

/** The program's `serve` on a port of the system's choice, once it says which. */
async function serve(more) {
  // What it keeps is nobody's, and goes with it.
  const data = await mkdtemp(join(tmpdir(), 'mentormark-'));
  const options = ['serve', '--listen', '127.0.0.1:0', '--site', DIST, '--data', data, ...more];
  const child = spawn(PROGRAM, options, { stdio: ['ignore', 'pipe', 'inherit'] });
  child.once('exit', () => rmSync(data, { recursive: true, force: true }));
  return new Promise((done, fail) => {
    child.once('error', (trouble) => fail(new Error(`${PROGRAM} does not start: run \`cargo build\``, { cause: trouble })));
    child.once('exit', (code) => fail(new Error(`${PROGRAM} serve ended with ${code} before it gave an address`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [address] = line.match(/http:\/\/\S+/) ?? [];
      if (address) done({ address, stop: () => child.kill() });
    });
  });
}

/** The Chromium on `PATH`. */
export function onPath() {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
  const folders = (process.env.PATH ?? '').split(delimiter);
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find(runs);
  assert.ok(found, 'there is no Chromium on PATH: install one, or set CHROME_PATH');
  return found;
}

function runs(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
