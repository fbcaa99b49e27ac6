// Receipts through the packed package: every sample of the seal and every way to tamper with one, with the same answer to the byte as
// the command line gives; in Node, in a page, in a worker and behind every bundler; and nothing of it loaded by those who check none.
//
// Before: `cargo xtask pkg`, `cargo build --package mentormark-cli`, `npm ci` here and in tests/e2e.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import * as esbuild from 'esbuild';
import * as vite from 'vite';
import webpack from 'webpack';
import { PROGRAM, ROOT, launch, visit } from '../e2e/browser.mjs';
import { host } from '../e2e/static.mjs';
import { examples, folder, installed, printed } from './installed.mjs';

const SAMPLES = join(ROOT, 'crates/mentormark-seal/tests/samples');
const STRICT = { 'content-security-policy': "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'" };

const sample = (name) => readFile(join(SAMPLES, name), 'utf8');
const [receipt, keys, tampered, code] = await Promise.all([sample('receipt.json'), sample('keys.json'), sample('tampered.json').then(JSON.parse), examples()]);

let project;
let mentormark;
let browser;
before(async () => {
  [project, browser] = await Promise.all([installed(), launch()]);
  mentormark = await project.module();
});
after(() => browser?.close());

/** What the command line prints of a document in a file, whether or not it holds. */
async function printedBy(file, keys) {
  const words = ['receipt', 'verify', '--json', file, ...(keys ? ['--keys', keys] : [])];
  const { stdout } = await promisify(execFile)(PROGRAM, words).catch((failed) => failed);
  return stdout.trim();
}

/** RFC 8785, as far as these answers go: keys in order, nothing between. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical)}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)}}`;
}

describe('the answer', () => {
  test('is that of the command line, for every document and every list of keys', async () => {
    const made = await folder();
    const documents = Object.fromEntries(tampered.map(({ text }, at) => [`tampered-${at}.json`, text]));
    for (const name of await readdir(SAMPLES)) if (name.endsWith('.json') && name !== 'tampered.json') documents[name] = await sample(name);
    assert.ok(Object.keys(documents).length > 50);
    for (const [name, text] of Object.entries(documents)) await writeFile(join(made, name), text);
    const lists = [['keys.json', keys], ['keys-web.json', await sample('keys-web.json')], [undefined, []]];
    const holding = new Set();
    for (const name of Object.keys(documents)) {
      // Who tampers changes the signature or the shape, which no list of keys makes good.
      for (const [list, given] of name.startsWith('tampered') ? lists.slice(0, 1) : lists) {
        const checked = await mentormark.verifyReceipt(documents[name], given);
        assert.equal(canonical(checked), await printedBy(join(made, name), list && join(SAMPLES, list)), `${name} ${list}`);
        if (checked.holds) holding.add(`${name} ${list}`);
      }
    }
    assert.deepEqual([...holding].sort(), [
      'manifest.json keys-web.json',
      'manifest.json keys.json',
      'receipt-bare.json keys-web.json',
      'receipt-bare.json keys.json',
      'receipt-web.json keys-web.json',
      'receipt.json keys-web.json',
      'receipt.json keys.json',
    ]);
  });

  test('refuses every change with the code that the seal gives it, and shows nothing of what was changed', async () => {
    for (const { what, code, text } of tampered) {
      const checked = await mentormark.verifyReceipt(text, keys);
      assert.equal(checked.holds, false, what);
      assert.equal(checked.document, null, what);
      assert.ok(checked.faults.some((fault) => fault.code === code), `${what}: ${code} is not among ${JSON.stringify(checked.faults)}`);
      assert.notEqual(checked.findings.find(({ step }) => step === 'signature').holding, 'holds', what);
    }
  });

  test('is the same for an object, except that only a text shows a repeated key', async () => {
    assert.deepEqual(await mentormark.verifyReceipt(JSON.parse(receipt), JSON.parse(keys)), await mentormark.verifyReceipt(receipt, keys));
    const twice = receipt.replace('"award":"bronze"', '"award":"gold","award":"bronze"');
    assert.equal((await mentormark.verifyReceipt(twice, keys)).faults[0].code, 'duplicate-key');
    assert.equal((await mentormark.verifyReceipt(JSON.parse(twice), keys)).holds, true);
  });
});

describe('keys', () => {
  const [old, now] = JSON.parse(keys).keys.map(({ id }) => id);

  test('may be given by themselves, and speak for themselves alone', async () => {
    const { holds, key } = await mentormark.verifyReceipt(receipt, [now]);
    assert.deepEqual([holds, key], [true, now]);
    assert.equal((await mentormark.verifyReceipt(receipt, [old])).faults[0].code, 'key-not-given');
    assert.equal((await mentormark.verifyReceipt(await sample('receipt-web.json'), [old, now])).faults[0].code, 'issuer-not-given');
  });

  test('that cannot be used are refused, all faults at once', async () => {
    for (const [given, expected] of [
      ['', [['syntax', '']]],
      ['{}', [['missing-field', '/keys']]],
      [{ keys: [] }, [['empty-list', '/keys']]],
      [[now, 'z6Mk', now], [['bad-key', '/1'], ['keys-unusable', '/2']]],
      [await sample('key-file.json'), [['unknown-field', '/keys/0/secret'], ['unknown-field', '/keys/1/secret']]],
    ]) {
      const refused = await mentormark.verifyReceipt(receipt, given).then(assert.fail, (refused) => refused);
      assert.ok(refused instanceof mentormark.KeysRefused, `${refused}`);
      assert.deepEqual(refused.faults.map(({ code, pointer }) => [code, pointer]), expected);
      assert.deepEqual([refused.name, refused.code], ['KeysRefused', expected[0][0]]);
    }
  });

  test('and receipts that JSON does not have are refused before', async () => {
    for (const given of [[undefined, keys], [{ at: new Date() }, keys], [receipt, undefined], [receipt, [1n]]]) {
      const refused = await mentormark.verifyReceipt(...given).then(assert.fail, (refused) => refused);
      assert.ok(refused instanceof mentormark.Refused && refused.code === 'wrong-type', `${refused}`);
    }
  });
});

/** A copy of the project with these files and the samples. */
async function projectWith(files) {
  const made = await folder();
  await cp(project.folder, made, { recursive: true });
  for (const [name, text] of Object.entries({ 'receipt.json': receipt, 'keys.json': keys, ...files })) await writeFile(join(made, name), text);
  return made;
}

/** What the page of a folder says in its `output`, and the modules that it asked for. */
async function said(served) {
  const { address, stop } = await host(served, '/', STRICT);
  const modules = [];
  let text;
  try {
    await visit(browser, address, { expected: /favicon/ }, async (page) => {
      page.on('request', (request) => /\.wasm$/.test(request.url()) && modules.push(new URL(request.url()).pathname.split('/').pop().replace(/[.-].*/, '')));
      await page.goto(address);
      text = await page.locator('output:not(:empty)').textContent();
    });
  } finally {
    stop();
  }
  return { text, modules };
}

const PAGE = (script) => `<!doctype html><title>Receipt</title><script type="module" src="${script}"></script><output></output>`;

/** Checks the receipt in this file and says what came of it. */
const SCRIPT = (from, source = '') => `
  import { verifyReceipt } from '${from}';
  ${source && "import receipts from 'mentormark/receipts.wasm';"}
  const receipt = ${JSON.stringify(receipt)};
  const options = ${source || undefined};
  const texts = [receipt, receipt.replace('bronze', 'gold')];
  const checked = await Promise.all(texts.map((text) => verifyReceipt(text, ${JSON.stringify(keys)}, options)));
  const said = checked.map(({ holds, faults }) => (holds ? 'holds' : faults[0].code)).join();
  globalThis.document ? (document.querySelector('output').textContent = said) : postMessage(said);
`;
const SAID = { text: 'holds,signature-fails', modules: ['receipts'] };

describe('places', () => {
  test('Node: the example prints what the README says', async () => {
    const made = await projectWith({ 'check.mjs': code['check.mjs'] });
    const { stdout } = await promisify(execFile)(process.execPath, ['check.mjs'], { cwd: made });
    assert.equal(stdout, await printed('check.mjs'));
  });

  test('Node: every way to say where the module is, and a start that fails can be tried again', async () => {
    const made = await projectWith({
      'ways.mjs': `
        import { readFile } from 'node:fs/promises';
        import { verifyReceipt } from 'mentormark';
        const module = new URL(import.meta.resolve('mentormark/receipts.wasm'));
        const source = { url: module, bytes: await readFile(module), promise: readFile(module), module: await WebAssembly.compile(await readFile(module)) }[process.argv[2]];
        const [receipt, keys] = await Promise.all(['receipt.json', 'keys.json'].map((file) => readFile(file, 'utf8')));
        const failed = await verifyReceipt(receipt, keys, { source: new URL('file:///nowhere/receipts.wasm') }).then(() => 'started', ({ code }) => code);
        console.log(failed, (await verifyReceipt(receipt, keys, { source })).holds);
      `,
    });
    for (const way of ['url', 'bytes', 'promise', 'module']) {
      const { stdout } = await promisify(execFile)(process.execPath, ['ways.mjs', way], { cwd: made });
      assert.equal(stdout, 'ENOENT true\n', way);
    }
  });

  test('a page without a bundler loads the receipts module and no other', async () => {
    const made = await projectWith({ 'index.html': PAGE('page.js'), 'page.js': SCRIPT('./node_modules/mentormark/index.js') });
    assert.deepEqual(await said(made), SAID);
  });

  test('a page that assesses loads neither the receipts module nor the one that compiles', async () => {
    const made = await projectWith({ 'index.html': code['page.html'], 'page.js': code['page.js'] });
    assert.deepEqual((await said(made)).modules, ['rules']);
  });

  test('a module worker', async () => {
    const made = await projectWith({
      'index.html': PAGE('page.js'),
      'page.js': `new Worker('worker.js', { type: 'module' }).addEventListener('message', ({ data }) => (document.querySelector('output').textContent = data));`,
      'worker.js': SCRIPT('./node_modules/mentormark/index.js'),
    });
    assert.equal((await said(made)).text, SAID.text);
  });

  test('Vite', async () => {
    const made = await projectWith({ 'index.html': PAGE('/main.js'), 'main.js': SCRIPT('mentormark') });
    await vite.build({ root: made, base: './', logLevel: 'error', configFile: false, build: { target: 'es2022' } });
    assert.deepEqual(await said(join(made, 'dist')), SAID);
  });

  test('webpack', async () => {
    const made = await projectWith({ 'main.js': SCRIPT('mentormark') });
    const stats = await promisify(webpack)({ mode: 'production', context: made, entry: './main.js', output: { path: join(made, 'dist'), publicPath: 'auto' } });
    assert.deepEqual(stats.toJson({ errors: true, warnings: true }).errors, []);
    await writeFile(join(made, 'dist/index.html'), PAGE('main.js'));
    assert.equal((await said(join(made, 'dist'))).text, SAID.text);
  });

  test('esbuild, told where the module is', async () => {
    const made = await projectWith({ 'main.js': SCRIPT('mentormark', '{ source: new URL(receipts, import.meta.url) }') });
    const options = { bundle: true, format: 'esm', splitting: true, loader: { '.wasm': 'file' }, outdir: 'dist', logLevel: 'error' };
    await esbuild.build({ absWorkingDir: made, entryPoints: ['main.js'], ...options });
    await writeFile(join(made, 'dist/index.html'), PAGE('main.js'));
    assert.deepEqual(await said(join(made, 'dist')), SAID);
  });
});
