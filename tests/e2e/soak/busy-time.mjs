// How long the main thread is busy from a change event to the committed frame, with the processor slowed four times: 1,050
// changes by keyboard over all 105 criteria, read from a Chromium trace, beside a plain page that changes one text node.
//
//   cargo xtask site && cargo build && node tests/e2e/soak/busy-time.mjs
//
// Ends with 1 if the site's 99th percentile is not below the floor. Whatever else runs meanwhile lengthens the figures, so let
// nothing: the plain page's figures tell how quiet the machine was.

import { fileURLToPath } from 'node:url';
import { start, visit } from '../browser.mjs';
import { SAMPLE, START, load, open, sample, standard } from '../sample.mjs';
import { host } from '../static.mjs';

const SLOWER = 4;
const CHANGES = 10; // of each criterion
const FLOOR = 16; // milliseconds

/** Milliseconds between changes: enough for a frame, and less than the pause after which answers are saved. */
const PACE = 60;

/** Milliseconds after the last change of a page in which saving and the announcement fall due. */
const REST = 1_500;

const TRACE = ['devtools.timeline', 'disabled-by-default-devtools.timeline'];

const site = await start();
const plain = await host(fileURLToPath(new URL('plain', import.meta.url)));
try {
  const ofPlain = await onPlainPage();
  const ofSite = await onSite();
  console.log(`main thread busy from change to committed frame, processor slowed ${SLOWER} times, ${new Date().toISOString().slice(0, 10)}`);
  console.log(`${'milliseconds'.padEnd(24)}${['changes', 'p50', 'p95', 'p99', 'most'].map((name) => name.padStart(9)).join('')}`);
  print('one text node', ofPlain.busy);
  print('  on the processor', ofPlain.worked);
  print('the site', ofSite.busy);
  print('  on the processor', ofSite.worked);
  console.log(`longest single task of the site, saving and the announcement included: ${ofSite.longest.toFixed(1)} ms`);
  const p99 = percentile(ofSite.busy, 99);
  console.log(`floor: p99 below ${FLOOR} ms: ${p99 < FLOOR ? 'held' : 'NOT HELD'}`);
  process.exitCode = p99 < FLOOR ? 0 : 1;
} finally {
  await site.close();
  plain.stop();
}

async function onSite() {
  const [answers, { scheme, words }] = await Promise.all([sample(), standard()]);
  const found = { busy: [], worked: [], longest: 0 };
  await site.visit({ today: answers.as_of }, async (page) => {
    await load(page, SAMPLE);
    for (const { id } of scheme.sections) {
      await open(page, `${START}${id}/`, words.sections[id].name);
      add(found, await measure(page));
    }
  });
  return found;
}

async function onPlainPage() {
  const found = { busy: [], worked: [], longest: 0 };
  await visit(site.browser, plain.address, {}, async (page) => {
    await page.goto('');
    add(found, await measure(page));
  });
  return found;
}

function add(found, { busy, worked, longest }) {
  found.busy.push(...busy);
  found.worked.push(...worked);
  found.longest = Math.max(found.longest, longest);
}

/** Changes each criterion of a page and gives the busy time of each change, and the longest task of all. */
async function measure(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  const groups = await page.getByRole('group').filter({ has: page.getByRole('radio') }).all();
  const trace = await traced(async () => {
    for (const group of groups) {
      const chosen = group.getByRole('radio', { checked: true });
      await ((await chosen.count()) ? chosen : group.getByRole('radio').first()).focus();
      await page.waitForTimeout(PACE);
      for (let change = 0; change < CHANGES; change += 1) {
        // An arrow always goes on to another choice, and from the last to the first.
        await page.keyboard.press('ArrowDown');
        await page.waitForTimeout(PACE);
      }
    }
    await page.waitForTimeout(REST);
  });
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  const read = busyTimes(trace);
  if (read.busy.length !== groups.length * CHANGES) {
    throw new Error(`${groups.length * CHANGES} changes were made and ${read.busy.length} are in the trace`);
  }
  return read;
}

async function traced(work) {
  const session = await site.browser.newBrowserCDPSession();
  const events = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...value));
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: TRACE } });
  await work();
  const complete = new Promise((done) => session.once('Tracing.tracingComplete', done));
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  return events;
}

/**
 * For each change event of a trace, from its start to the end of the next frame's commit, in milliseconds: how long tasks of the
 * main thread run, and how much of that the thread has a processor, which other programs cannot lengthen much.
 */
function busyTimes(trace) {
  const changes = trace.filter(({ name, args }) => name === 'EventDispatch' && args.data?.type === 'change');
  const [{ pid, tid }] = changes;
  const whole = (wanted) =>
    trace.filter((event) => event.pid === pid && event.tid === tid && event.name === wanted && event.ph === 'X').sort((one, other) => one.ts - other.ts);
  const [tasks, commits] = [whole('RunTask'), whole('Commit')];
  const frames = changes.map((change) => ({ change, commit: commits.find(({ ts }) => ts > change.ts) }));
  if (frames.some(({ commit }) => !commit)) throw new Error('a change is not followed by a frame');
  return {
    busy: frames.map(({ change, commit }) => {
      const end = commit.ts + commit.dur;
      const within = tasks.filter(({ ts, dur }) => ts + dur > change.ts && ts < end);
      return within.reduce((sum, { ts, dur }) => sum + Math.min(ts + dur, end) - Math.max(ts, change.ts), 0) / 1_000;
    }),
    worked: frames.map(({ change, commit }) => (commit.tts + commit.tdur - change.tts) / 1_000),
    longest: Math.max(...tasks.map(({ dur }) => dur)) / 1_000,
  };
}

function print(name, busy) {
  const figures = [50, 95, 99, 100].map((share) => percentile(busy, share).toFixed(1).padStart(9));
  console.log(`${name.padEnd(24)}${String(busy.length).padStart(9)}${figures.join('')}`);
}

/** The least value that `share` of 100 are not above. */
function percentile(values, share) {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.ceil((share / 100) * sorted.length) - 1];
}
