// The npm package, packed and installed, in Node and in Chromium, asked in the same way.

import { join } from 'node:path';
import { launch } from '../e2e/browser.mjs';
import { host } from '../e2e/static.mjs';
import { installed } from '../pkg/installed.mjs';

/**
 * What is done in either place, where `plan` is a scheme that the package loaded. It refers to nothing around it but `say`, because it
 * goes to the browser as text.
 */
const TASKS = {
  rulesHash: ({ plan }) => plan.rulesHash,
  /** Text in and text out. */
  assessJson: ({ plan, say }, text) => say.json(() => plan.assessJson(text)),
  verifyJson: ({ plan, say }, text, received) => say.json(() => plan.verifyJson(text, { received })),
  /** An object in and an object out, whose RFC 8785 form is given. */
  assess: ({ plan, say }, text) => say.json(() => say.canonical(plan.assess(JSON.parse(text)))),
  verify: ({ plan, say }, text, received) => say.json(() => say.canonical(plan.verify(JSON.parse(text), { received }))),
  /** What is said of values that JSON does not have: code and pointer of each refusal, or what else was thrown. */
  assessOddities: ({ plan, say }) => {
    const cyclic = {};
    cyclic.self = cyclic;
    const deep = (levels) => JSON.parse('['.repeat(levels) + ']'.repeat(levels));
    const oddities = {
      nothing: undefined,
      'a function': () => {},
      'a symbol': Symbol('s'),
      'a cyclic object': cyclic,
      'a big integer': 1n,
      'a big integer within': { facts: { employees: 180n } },
      'nothing within': { held: undefined, facts: { 'a/b~c': undefined } },
      'a hole in a list': { held_elsewhere: [, 1] },
      'infinity within': { facts: { employees: Infinity } },
      'a list as deep as a stack': deep(5000),
      'an object that fails when read': {
        get scheme() {
          throw new Error('no');
        },
      },
      'an object with a form of its own': { toJSON: () => ({}) },
      'not a number': NaN,
      'a date': new Date(0),
      'a date within': { as_of: new Date(0) },
      'a map': new Map([['scheme', 'nms']]),
      'a text in a box': new String('nms'),
      null: null,
      'a text': '{}',
    };
    return Object.fromEntries(Object.entries(oddities).map(([name, value]) => [name, say.refusals(() => plan.assess(value))]));
  },
  /** The same of what is no text where one belongs. */
  textOddities: ({ plan, say }) => [undefined, null, 1, {}].flatMap((value) => [say.refusals(() => plan.assessJson(value)), say.refusals(() => plan.verifyJson(value))]),
  /** The same of a day that is none. */
  dayOddities: ({ plan, say }) => ['2026-02-30', '', 7, new Date(0), null].map((received) => say.refusals(() => plan.verifyJson('{}', { received }))),
};

/** How answers are told, in either place. */
const SAY = {
  canonical: (value) => {
    const canonical = (value) => {
      if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
      if (value === null || typeof value !== 'object') return JSON.stringify(value);
      // Sorted by UTF-16 units, as RFC 8785 asks and `sort` does.
      const fields = Object.keys(value).sort();
      return `{${fields.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
    };
    return canonical(value);
  },
  /** The text of an answer, or of the refusals that were thrown as their error. */
  json: (ask) => {
    try {
      return ask();
    } catch (error) {
      if (!(error instanceof mentormark.Refused) || error.code !== error.refusals[0].code) throw error;
      return say.canonical({ refused: error.refusals });
    }
  },
  refusals: (ask) => {
    try {
      return ask();
    } catch (error) {
      if (!(error instanceof mentormark.Refused)) return `thrown: ${error}`;
      return error.refusals.map(({ code, pointer }) => `${code} ${pointer}`);
    }
  },
};

const scripts = (functions) => `{${Object.entries(functions).map(([name, task]) => `${JSON.stringify(name)}: ${task}`)}}`;

/** Sets up a place: loads each scheme and gives the function that asks. It is text, because it runs in either place. */
const SET_UP = `async (mentormark, schemes) => {
  const say = ${scripts(SAY)};
  const tasks = ${scripts(TASKS)};
  const plans = {};
  for (const [name, compiled] of Object.entries(schemes)) plans[name] = await mentormark.loadScheme(JSON.parse(compiled));
  return async (name, task, ...asked) => {
    if (task !== 'load') return tasks[task]({ plan: plans[name], say }, ...asked);
    const [text] = asked;
    const scheme = text.startsWith('data:') ? new URL(text) : JSON.parse(text);
    return mentormark.loadScheme(scheme).then(() => 'loaded', (error) => say.refusals(() => { throw error; }));
  };
}`;

/** The package in this Node, holding a plan of each compiled scheme by its name. */
export async function inNode(schemes) {
  const { module } = await installed();
  const ask = await new Function(`return ${SET_UP}`)()(await module(), schemes);
  return { ask, close: async () => {} };
}

/** The package in Chromium, which fetches it from a server, holding a plan of each compiled scheme by its name. */
export async function inChromium(schemes) {
  const [{ folder }, browser] = await Promise.all([installed(), launch()]);
  const { address, stop } = await host(join(folder, 'node_modules/mentormark'));
  const page = await browser.newPage();
  await page.goto(new URL('package.json', address).href);
  await page.evaluate(
    async ([setUp, schemes]) => {
      window.ask = await new Function(`return ${setUp}`)()(await import('./index.js'), schemes);
    },
    [SET_UP, schemes],
  );
  return {
    ask: (...asked) => page.evaluate((asked) => window.ask(...asked), asked),
    close: async () => {
      await browser.close();
      stop();
    },
  };
}
