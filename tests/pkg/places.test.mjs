// The packed package in every place that its README names, with the README's own examples.
//
// Before: `cargo xtask pkg`, `npm ci` here and in tests/e2e.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, readFile, readdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import * as esbuild from 'esbuild';
import * as vite from 'vite';
import webpack from 'webpack';
import { launch, visit } from '../e2e/browser.mjs';
import { host } from '../e2e/static.mjs';
import { examples, folder, installed, printed } from './installed.mjs';

/** As strict as the README says that a page may be. */
const STRICT = { 'content-security-policy': "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'" };

/** What the examples for pages say. */
const SAID = 'Award: none yet, could reach bronze';

const code = await examples();
let project;
let browser;

before(async () => {
  [project, browser] = await Promise.all([installed(), launch()]);
});
after(() => browser?.close());

/** A copy of the project with these files, so that no test sees what another left. */
async function projectWith(files) {
  const made = await folder();
  await cp(project.folder, made, { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(made, name), text);
  return made;
}

/** What the page at `path` of a folder says in its `output`, served under the strict policy. */
async function said(served, path = '') {
  const { address, stop } = await host(served, '/', STRICT);
  try {
    return await shown(address, path);
  } finally {
    stop();
  }
}

async function shown(address, path = '') {
  let text;
  await visit(browser, address, { expected: /favicon|missing/ }, async (page) => {
    await page.goto(address + path);
    const output = page.locator('output:not(:empty)');
    text = await output.textContent();
  });
  return text;
}

const PAGE = (script) => `<!doctype html><title>Readiness</title><script type="module" src="${script}"></script><output></output>`;

describe('Node', () => {
  test('the example prints what the README says', async () => {
    const made = await projectWith({ 'assess.mjs': code['assess.mjs'] });
    const { stdout } = await promisify(execFile)(process.execPath, ['assess.mjs'], { cwd: made });
    assert.equal(stdout, await printed('assess.mjs'));
  });

  test('an import alone does nothing, and every way to name the module and a scheme works', async () => {
    const made = await projectWith({
      'ways.mjs': `
        const before = Object.keys(globalThis).sort().join();
        globalThis.fetch = () => { throw new Error('an import fetched something'); };
        const { loadScheme, ready, schemes } = await import('mentormark');
        if (Object.keys(globalThis).sort().join() !== before) throw new Error('a global was made');
        const { readFile } = await import('node:fs/promises');
        const rules = new URL(import.meta.resolve('mentormark/rules.wasm'));
        const [way] = process.argv.slice(2);
        const bytes = await readFile(rules);
        await ready({
          itself: undefined,
          bytes,
          buffer: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
          url: rules,
          response: new Response(bytes, { headers: { 'content-type': 'application/wasm' } }),
          promise: Promise.resolve(new Response(bytes, { headers: { 'content-type': 'application/wasm' } })),
          module: await WebAssembly.compile(bytes),
        }[way]);
        const { default: json } = await import('mentormark/schemes/qim/2022.json', { with: { type: 'json' } });
        const { default: script } = await import('mentormark/schemes/qim/2022.js');
        const file = new URL(import.meta.resolve('mentormark/schemes/qim/2022.json'));
        const hashes = new Set();
        for (const named of ['qim', 'qim@2022', json, script, file]) hashes.add((await loadScheme(named)).rulesHash);
        hashes.add(schemes().find(({ id }) => id === 'qim').rules_hash);
        console.log(hashes.size, [...hashes][0].slice(0, 7));
      `,
    });
    for (const way of ['itself', 'bytes', 'buffer', 'url', 'response', 'promise', 'module']) {
      const { stdout } = await promisify(execFile)(process.execPath, ['--no-warnings', 'ways.mjs', way], { cwd: made });
      assert.equal(stdout, '1 sha256:\n', way);
    }
  });

  test('where there are no elements, as on a server, the widget does nothing', async () => {
    const made = await projectWith({
      'server.mjs': `
        const before = Object.getOwnPropertyNames(globalThis).join();
        const widget = await import('mentormark/widget');
        console.log(Object.keys(widget).join(), Object.getOwnPropertyNames(globalThis).join() === before);
      `,
    });
    const { stdout } = await promisify(execFile)(process.execPath, ['server.mjs'], { cwd: made });
    assert.equal(stdout, 'MentormarkReadiness true\n');
  });

  test('the plans in the package are those that compiling its schemes gives', async () => {
    const root = pathToFileURL(join(project.folder, 'node_modules/mentormark/')).href;
    const [{ schemes }, { packed }] = await Promise.all(['index.js', 'compile.js'].map((file) => import(root + file)));
    for (const { id, edition } of schemes()) {
      const { default: plan } = await import(`${root}dist/plans/${id}/${edition}.js`);
      const scheme = await readFile(new URL(`schemes/${id}/${edition}.json`, root), 'utf8');
      assert.equal(Buffer.from(plan, 'latin1').compare(await packed(scheme)), 0, `${id}@${edition}`);
    }
  });

  test('files of different versions are told from one another', async () => {
    const made = await projectWith({
      'versions.mjs': `
        import { readFile, writeFile } from 'node:fs/promises';
        const plan = new URL('node_modules/mentormark/dist/plans/qim/2022.js', import.meta.url);
        await writeFile(plan, (await readFile(plan, 'utf8')).replace('mentormark plan', 'mentormark flan'));
        const { loadScheme } = await import('mentormark');
        console.log(await loadScheme('qim').catch(({ message }) => message));
      `,
    });
    const { stdout } = await promisify(execFile)(process.execPath, ['versions.mjs'], { cwd: made });
    assert.match(stdout, /^the files of this package are of different versions: /);
  });

  test('a start that fails can be tried again', async () => {
    const made = await projectWith({
      'again.mjs': `
        import { loadScheme, ready } from 'mentormark';
        const failed = await ready(new URL('file:///nowhere/rules.wasm')).then(() => 'started', (trouble) => trouble.code);
        console.log(failed, (await loadScheme('nms')).edition);
      `,
    });
    const { stdout } = await promisify(execFile)(process.execPath, ['again.mjs'], { cwd: made });
    assert.equal(stdout, 'ENOENT 2022\n');
  });
});

describe('a browser', () => {
  test('what an address does not have is said with the address', async () => {
    const made = await projectWith({
      'index.html': PAGE('page.js'),
      'page.js': `
        import { loadScheme } from './node_modules/mentormark/index.js';
        const missing = new URL('missing.json', location);
        const said = await loadScheme(missing).catch((trouble) => trouble.message);
        document.querySelector('output').textContent = said.replace(location.origin, '');
      `,
    });
    assert.equal(await said(made), '`/missing.json` answers 404: check the address');
  });

  test('a page without a bundler', async () => {
    const made = await projectWith({ 'index.html': code['page.html'], 'page.js': code['page.js'] });
    assert.equal(await said(made), SAID);
  });

  test('a module worker', async () => {
    const made = await projectWith({
      'index.html': PAGE('page.js'),
      'page.js': `
        const worker = new Worker('worker.js', { type: 'module' });
        worker.addEventListener('message', ({ data: { award } }) => (document.querySelector('output').textContent = award.could_reach));
        worker.postMessage({ scheme: 'nms', as_of: '2026-11-21', facts: {}, ratings: {} });
      `,
      'worker.js': code['worker.js'].replace('"mentormark"', '"./node_modules/mentormark/index.js"'),
    });
    assert.equal(await said(made), 'bronze');
  });
});

describe('a bundler', () => {
  test('Vite', async () => {
    const made = await projectWith({ 'index.html': PAGE('/main.js'), 'main.js': code['main.js'] });
    await vite.build({ root: made, base: './', logLevel: 'error', configFile: false });
    assert.equal(await said(join(made, 'dist')), SAID);
    // Each module and each scheme is a file of its own, which only a page that asks for it loads.
    const assets = await readdir(join(made, 'dist/assets'));
    const modules = assets.filter((name) => name.endsWith('.wasm')).map((name) => name.replace(/-.*/, ''));
    assert.deepEqual(modules.sort(), ['compile', 'receipts', 'rules']);
    const holding = await Promise.all(assets.map(async (name) => (await readFile(join(made, 'dist/assets', name), 'utf8')).includes('cm01.p1')));
    assert.equal(holding.filter(Boolean).length, 1);
  });

  test("Vite's development server", async () => {
    const made = await projectWith({
      'index.html': PAGE('/main.js'),
      'main.js': code['main.js'],
      'vite.config.js': code['vite.config.js'],
    });
    const server = createServer();
    const { middlewares, close } = await vite.createServer({
      root: made,
      appType: 'mpa',
      logLevel: 'error',
      server: { middlewareMode: true, hmr: { server } },
    });
    server.on('request', middlewares);
    await new Promise((done) => server.listen(0, '127.0.0.1', done));
    try {
      assert.equal(await shown(`http://127.0.0.1:${server.address().port}/`), SAID);
    } finally {
      await close();
      server.close();
    }
  });

  test('webpack', async () => {
    const made = await projectWith({ 'main.js': code['main.js'] });
    const stats = await promisify(webpack)({
      mode: 'production',
      context: made,
      entry: './main.js',
      output: { path: join(made, 'dist'), publicPath: 'auto' },
    });
    assert.deepEqual(stats.toJson({ errors: true, warnings: true }).errors, []);
    await writeFile(join(made, 'dist/index.html'), PAGE('main.js'));
    assert.equal(await said(join(made, 'dist')), SAID);
  });

  test('esbuild, with the options that the README gives', async () => {
    const made = await projectWith({ 'main.js': code['esbuild-main.js'] });
    await esbuild.build({
      absWorkingDir: made,
      entryPoints: ['main.js'],
      bundle: true,
      format: 'esm',
      splitting: true,
      loader: { '.wasm': 'file' },
      outdir: 'dist',
      logLevel: 'error',
    });
    await writeFile(join(made, 'dist/index.html'), PAGE('main.js'));
    assert.equal(await said(join(made, 'dist')), SAID);
  });

  test('what is not used is left out', async () => {
    const made = await projectWith({ 'main.js': 'import "mentormark"; import { Refused } from "mentormark"; console.log(1);' });
    const { outputFiles } = await esbuild.build({
      absWorkingDir: made,
      entryPoints: ['main.js'],
      bundle: true,
      format: 'esm',
      write: false,
      logLevel: 'error',
    });
    const [{ text }] = outputFiles;
    assert.doesNotMatch(text, /wasm|Refused/);
  });

  test('the widget is kept by an import that names nothing of it, and brings nothing of the rules', async () => {
    const made = await projectWith({ 'main.js': 'import "mentormark/widget";' });
    const bundled = await esbuild.build({ absWorkingDir: made, entryPoints: ['main.js'], bundle: true, format: 'esm', minify: true, write: false, logLevel: 'error' });
    const [{ text }] = bundled.outputFiles;
    assert.match(text, /customElements\.define/);
    assert.ok(text.length < 10_000 && !/\.wasm/.test(text), `${text.length} bytes`);
  });
});
