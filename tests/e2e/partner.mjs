// Pages of other people, each on an origin of its own, with the readiness widget on them; and how a test gets through a check.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { build } from 'esbuild';
import { ROOT, visit } from './browser.mjs';
import { RULES, clean } from './sight.mjs';

/** The loader, as a partner who may only run scripts of his own copies it. */
export const LOADER = await readFile(join(ROOT, 'pkg/widget.js'), 'utf8');

const KINDS = { html: 'text/html; charset=utf-8', js: 'text/javascript', css: 'text/css' };

/** The strictest policy under which the widget works: everything of one's own, and a frame of the site. */
export const strict = (site) => `default-src 'none'; script-src 'self'; style-src 'self'; frame-src ${new URL(site).origin}`;

/** A page with `body`, which loads the partner's own copy of the loader and `script`. */
export const page = (body, script = '') => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>A partner</title><meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/style.css"><script type="module" src="/widget.js"></script>${script && '<script type="module" src="/own.js"></script>'}</head>
<body><main><h1>A partner</h1>${body}</main></body></html>`;

/** The element as the snippet has it. */
export const widget = (site, attributes = 'scheme="nms" target="silver"') =>
  `<mentormark-readiness ${attributes} base="${site}"><a href="${site}nms/2022/">Check your readiness</a></mentormark-readiness>`;

/** Every event of the widgets of a page, in `globalThis.heard`. */
export const HEAR = `globalThis.heard = [];
for (const type of ['ready', 'change', 'complete', 'error']) {
  addEventListener('mentormark-' + type, (event) => heard.push([type, event.detail, event.target.id]));
}`;

/** Serves `files`, by path, under `policy`. */
export async function partner(files, policy) {
  const all = { '/widget.js': LOADER, '/style.css': 'body { margin: 0; font-family: sans-serif }', ...files };
  const server = createServer((request, response) => {
    const path = new URL(request.url, 'http://host').pathname;
    const body = all[path];
    const kind = KINDS[path.split('.')[1] ?? 'html'];
    const headers = { 'content-type': kind, ...(policy && { 'content-security-policy': policy }) };
    response.writeHead(body === undefined ? 404 : 200, headers).end(body);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { address: `http://127.0.0.1:${server.address().port}/`, stop: () => server.close() };
}

/**
 * Opens the first page of a partner who serves `files`, with everything watched: whatever is asked of anyone but the partner and the
 * site fails. `body` is given the page, its context and the partner.
 */
export async function at(site, { files, policy, also = /(?!)/, ...options }, body) {
  const host = await partner(files, policy);
  const expected = new RegExp(`^request to elsewhere: ${site.address.replaceAll('.', '\\.')}|${also.source}`);
  try {
    await visit(site.browser, host.address, { expected, ...options }, async (page, context) => {
      await page.goto('/');
      await body(page, context, host);
    });
  } finally {
    host.stop();
  }
}

/** Makes one script of `source`, which may import what is installed here, or in another `folder`. */
export async function bundled(source, folder = join(ROOT, 'tests/e2e')) {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: folder, loader: 'jsx' },
    bundle: true,
    write: false,
    format: 'esm',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"', __VUE_OPTIONS_API__: 'false', __VUE_PROD_DEVTOOLS__: 'false', __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false' },
  });
  return outputFiles[0].text;
}

/** The frame of a widget, once it shows its first question. */
export function framed(page, of = 'mentormark-readiness') {
  return page.frameLocator(`${of} iframe`);
}

/** What axe finds in a frame, or in a page without what is in its frames. */
export async function cleanIn(page, where, state, views) {
  const both = {
    evaluate: where.evaluate.bind(where),
    emulateMedia: page.emulateMedia.bind(page),
    setViewportSize: page.setViewportSize.bind(page),
  };
  await clean(both, state, views, { ...RULES, iframes: false });
}

/** The frame of the page that shows a check of the site. */
export const checkOf = (page, site) => page.frames().find((frame) => frame.url().startsWith(`${site}embed/`));

/** The words of the checks in a language, by key. */
export async function wordsOf(language) {
  const file = await readFile(join(ROOT, `site/embed/${language}.toml`), 'utf8');
  return Object.fromEntries([...file.matchAll(/^(\w+) = "(.*)"$/gm)].map(([, key, text]) => [key, text]));
}

/** The question that is shown. */
export const shown = (check) => check.locator('.step:not([hidden])');

/** Goes from any question to the next, or to the result. */
export async function onward(check) {
  const step = shown(check);
  const id = await step.getAttribute('id');
  await check.locator('[data-do=onward]').click();
  await check.locator(`#${id}[hidden], form[hidden] #${id}`).waitFor({ state: 'attached' });
}

/** Answers the questions of the check of `nms`: how many are employed, and for each section what `answer` says of its place. */
export async function answer(check, answers) {
  await shown(check).getByRole('textbox').fill('180');
  for (const words of answers) {
    await onward(check);
    await shown(check).getByRole('radio', { name: words, exact: true }).check();
  }
  await onward(check);
  await check.getByRole('heading', { name: 'Your result' }).waitFor();
}

/** What the result says the answers earn. */
export const earned = (check) => check.locator('.verdict .first dd').innerText();
