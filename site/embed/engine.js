// The rules module of the npm package for a check: the plan of its one scheme in, assessments as text, outcomes or refusals back.

import init, { Plan } from './rules.js';

const UTF8 = new TextEncoder();

/**
 * @param {Promise<Response>} rules The rules module.
 * @param {Promise<Response>} packed The packed plan of the scheme.
 */
export async function plan(rules, packed) {
  const bytes = packed.then(found).then((response) => response.arrayBuffer());
  await init({ module_or_path: rules.then(found) });
  const loaded = Plan.unpack(new Uint8Array(await bytes));
  if (!loaded) throw new Error('the rules and the scheme are of different versions: serve the files of one build');
  return {
    assess(assessment) {
      const said = JSON.parse(loaded.assess(UTF8.encode(JSON.stringify(assessment))));
      return said.refused ? { refusals: said.refused } : { outcome: said };
    },
  };
}

function found(response) {
  if (!response.ok) throw new Error(`\`${response.url}\` answers ${response.status}`);
  return response;
}
