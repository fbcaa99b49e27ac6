// The rules module in Node and in Chromium, asked in the same way.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT, launch } from '../e2e/browser.mjs';

const PKG = join(ROOT, 'pkg/dist');
const TYPES = { '.js': 'text/javascript', '.wasm': 'application/wasm' };

/**
 * What is done in either place, where `plan` is the compiled scheme. It refers to nothing around it, because it goes to the
 * browser as text.
 */
const TASKS = {
  rulesHash: (plan) => plan.rulesHash,
  assessText: (plan, text) => plan.assessText(text),
  /** An object in and an object out, whose RFC 8785 form is given. */
  assess: (plan, text) => {
    const canonical = (value) => {
      if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
      if (value === null || typeof value !== 'object') return JSON.stringify(value);
      // Sorted by UTF-16 units, as RFC 8785 asks and `sort` does.
      const fields = Object.keys(value).sort();
      return `{${fields.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
    };
    return canonical(plan.assess(JSON.parse(text)));
  },
  /** What is said of values that JSON does not have: code and pointer of each refusal, or what was thrown. */
  assessOddities: (plan) => {
    const cyclic = {};
    cyclic.self = cyclic;
    const oddities = {
      nothing: undefined,
      'a function': () => {},
      'a symbol': Symbol('s'),
      'a cyclic object': cyclic,
      'a big integer': 1n,
      'a big integer within': { facts: { employees: 180n } },
      'an object that fails when read': {
        get scheme() {
          throw new Error('no');
        },
      },
      'an object that fails when written': {
        toJSON() {
          throw new Error('no');
        },
      },
      'not a number': NaN,
      'a date': new Date(0),
      'a map': new Map([['scheme', 'nms']]),
    };
    const said = (value) => {
      try {
        return plan.assess(value).refused.map(({ code, pointer }) => `${code} ${pointer}`);
      } catch (thrown) {
        return `thrown: ${thrown}`;
      }
    };
    return Object.fromEntries(Object.entries(oddities).map(([name, value]) => [name, said(value)]));
  },
};

/** The module in this Node, holding a plan of each compiled scheme by its name. */
export async function inNode(schemes) {
  const module = await import(pathToFileURL(join(PKG, 'mentormark_wasm.js')));
  module.initSync({ module: await readFile(join(PKG, 'mentormark_wasm_bg.wasm')) });
  const plans = Object.entries(schemes).map(([name, compiled]) => {
    const loaded = module.load(compiled);
    assert.equal(loaded.refused(), undefined);
    return [name, loaded.plan()];
  });
  const byName = Object.fromEntries(plans);
  return {
    ask: async (name, task, text) => TASKS[task](byName[name], text),
    refusedToLoad: async (text) => module.load(text).refused(),
    close: async () => {},
  };
}

/** The module in Chromium, which fetches it from a server, holding a plan of each compiled scheme by its name. */
export async function inChromium(schemes) {
  const [server, browser] = await Promise.all([serve(), launch()]);
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  const tasks = Object.entries(TASKS).map(([name, task]) => `${name}: ${task}`);
  await page.evaluate(
    async ([schemes, tasks]) => {
      window.module = await import('./mentormark_wasm.js');
      await window.module.default();
      window.plans = {};
      for (const [name, compiled] of Object.entries(schemes)) {
        const loaded = window.module.load(compiled);
        if (loaded.refused()) throw new Error(JSON.stringify(loaded.refused()));
        window.plans[name] = loaded.plan();
      }
      window.tasks = new Function(`return {${tasks}}`)();
    },
    [schemes, tasks.join(',')],
  );
  return {
    ask: (name, task, text) =>
      page.evaluate(([name, task, given]) => window.tasks[task](window.plans[name], given), [name, task, text]),
    refusedToLoad: (text) => page.evaluate((given) => window.module.load(given).refused(), text),
    close: async () => {
      await browser.close();
      server.close();
    },
  };
}

/** An empty page at `/` and the module beside it, on a port of the system's choice. */
async function serve() {
  const server = createServer(async ({ url }, response) => {
    const name = new URL(url, 'http://localhost').pathname.slice(1);
    if (name === '') return response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Rules</title>');
    const type = TYPES[extname(name)];
    const file = type && (await readFile(join(PKG, name)).catch(() => undefined));
    if (file) response.writeHead(200, { 'content-type': type }).end(file);
    else response.writeHead(404).end();
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return server;
}
