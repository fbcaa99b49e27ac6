// The reporter of long runs names every failure: of a test, a hook, a file that does not start and a test that does not end.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const REPORTER = fileURLToPath(new URL('reporter.mjs', import.meta.url));

const FILES = {
  'good.test.mjs': "test('one', () => {}); test('two', () => {}); test('left out', { skip: true }, () => {});",
  'bad.test.mjs': "describe('around', () => { test('right', () => {}); test('wrong', () => assert.equal('seen', 'wanted')); });",
  'hook.test.mjs': "before(() => { throw new Error('no browser'); }); test('never run', () => {});",
  'broken.test.mjs': "throw new Error('the file does not start');",
  'stuck.test.mjs': "test('waits for ever', () => new Promise((done) => setTimeout(done, 1_000_000)));",
};

let folder;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reporter-'));
  const start = "import assert from 'node:assert/strict';\nimport { before, describe, test } from 'node:test';\n";
  await Promise.all(Object.entries(FILES).map(([name, text]) => writeFile(join(folder, name), start + text)));
});
after(() => rm(folder, { recursive: true }));

test('a run without failures is a line a file and a sum', async () => {
  const { code, lines } = await run('good.test.mjs');
  assert.equal(code, 0);
  assert.match(lines[0], /^ +\d+\.\d s  \S*good\.test\.mjs: 2 passed, 1 skipped$/);
  assert.deepEqual(lines.slice(1), ['', '1 files: 2 tests passed, 1 skipped, 0 failed']);
});

test('each failure stands with its suite, its line and its error, and all by name at the end', async () => {
  const { code, lines } = await run('bad.test.mjs', 'broken.test.mjs', 'good.test.mjs', 'hook.test.mjs', 'stuck.test.mjs');
  assert.equal(code, 1);
  const all = lines.join('\n');
  assert.match(all, /good\.test\.mjs: 2 passed, 1 skipped\n/, 'however the files end');
  assert.match(all, /bad\.test\.mjs: 1 passed, 1 FAILED\n +FAILED around > wrong\n/);
  assert.match(all, /--- \S*bad\.test\.mjs:3: around > wrong\n.*AssertionError[^]*'seen'[^]*'wanted'/);
  assert.match(all, /--- \S*hook\.test\.mjs:3: never run\nError: no browser\n/);
  assert.match(all, /--- \S*broken\.test\.mjs printed:\n[^]*the file does not start/);
  assert.match(all, /--- \S*stuck\.test\.mjs: had begun and did not end: waits for ever\n/);
  const [sum, ...named] = lines.slice(lines.findLastIndex((line) => line.startsWith('5 files:')));
  assert.equal(sum, '5 files: 3 tests passed, 1 skipped, 4 failed:');
  assert.deepEqual(
    named.map((line) => line.replace(/^.*[/\\]/, '').replace(/:\d+:/, ':')),
    ['bad.test.mjs: around > wrong', 'broken.test.mjs: the file as a whole', 'hook.test.mjs: never run', 'stuck.test.mjs: the file as a whole'],
  );
});

/** Runs some of the files and gives how that ended and what was printed. */
function run(...names) {
  const words = ['--test', '--test-timeout=5000', '--test-concurrency=4', `--test-reporter=${REPORTER}`, '--test-reporter-destination=stdout', ...names];
  // Without this a run within a run believes that it is the same one.
  const { NODE_TEST_CONTEXT, ...env } = process.env;
  return new Promise((done) => {
    execFile(process.execPath, words, { cwd: folder, env }, (trouble, stdout) => done({ code: trouble?.code ?? 0, lines: stdout.trimEnd().split('\n') }));
  });
}
