// How a long run of tests is told: one line a file as it ends, then every failure in full, and at the very end the failures by
// name, so that the last screen of a log says what to look at.
//
//   node --test --test-reporter=tests/js/reporter.mjs --test-reporter-destination=stdout FILES

import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Tells the events of Node's test runner. */
export default async function* report(events) {
  const files = new Map();
  let present;
  for await (const { type, data } of events) {
    if (!data.file) continue;
    const file = files.get(data.file) ?? { name: relative(ROOT, data.file), passed: 0, skipped: 0, failed: [], running: new Map(), above: [], said: '' };
    files.set(data.file, file);
    note(file, type, data);
    // Files run beside each other and are reported one after the other, so a file has said all when the next one starts to.
    if (type === 'test:start' && file !== present) {
      if (present) yield line(present);
      present = file;
    }
  }
  if (present) yield line(present);
  yield* ending([...files.values()]);
}

/** Takes note of what has happened in a file. */
function note(file, type, data) {
  // The runner sees a file as a test around those in it.
  const whole = data.name === data.file;
  if (type === 'test:stdout' || type === 'test:stderr') file.said += data.message;
  if (type === 'test:dequeue' && !whole) {
    file.running.set(`${data.nesting} ${data.name}`, data.name);
    file.above.splice(data.nesting, Infinity, data.name);
  }
  if (type !== 'test:complete') return;
  const { passed, error, type: kind, duration_ms: took } = data.details;
  file.running.delete(`${data.nesting} ${data.name}`);
  if (whole) file.took = took;
  if (passed && kind !== 'suite' && !whole) {
    file[data.skip !== undefined || data.todo !== undefined ? 'skipped' : 'passed'] += 1;
  }
  // What fails only by the tests in it says nothing that they do not say.
  if (!passed && error?.failureType !== 'subtestsFailed') {
    const name = whole ? 'the file as a whole' : [...file.above.slice(0, data.nesting), data.name].join(' > ');
    file.failed.push({ name, at: data.line ? `:${data.line}` : '', error });
  }
}

/** What one file came to. */
function line({ name, passed, skipped, failed, took: milliseconds = 0 }) {
  const took = `${(milliseconds / 1_000).toFixed(1)} s`.padStart(9);
  const told = [`${passed} passed`, skipped && `${skipped} skipped`, failed.length && `${failed.length} FAILED`].filter(Boolean);
  return `${took}  ${name}: ${told.join(', ')}\n${failed.map((failure) => `           FAILED ${failure.name}\n`).join('')}`;
}

function* ending(files) {
  const broken = files.filter(({ failed }) => failed.length);
  for (const { name, failed, said, running } of broken) {
    for (const failure of failed) yield `\n--- ${name}${failure.at}: ${failure.name}\n${told(failure.error)}\n`;
    if (running.size) yield `\n--- ${name}: had begun and did not end: ${[...running.values()].join('; ')}\n`;
    if (said.trim()) yield `\n--- ${name} printed:\n${said.trimEnd()}\n`;
  }
  const all = (count) => files.reduce((sum, file) => sum + count(file), 0);
  const [passed, skipped, failures] = [({ passed }) => passed, ({ skipped }) => skipped, ({ failed }) => failed.length].map(all);
  yield `\n${files.length} files: ${passed} tests passed, ${skipped} skipped, ${failures} failed${failures ? ':' : ''}\n`;
  for (const { name, failed } of broken) for (const failure of failed) yield `  ${name}${failure.at}: ${failure.name}\n`;
}

/** The error that a test threw, whole: what the runner wraps around it adds nothing. */
function told(error) {
  const thrown = error?.code === 'ERR_TEST_FAILURE' ? (error.cause ?? error) : error;
  return typeof thrown === 'string' ? thrown : inspect(thrown, { depth: 8, breakLength: 120, maxStringLength: 20_000 });
}
