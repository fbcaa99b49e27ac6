// How long `assess` takes from JavaScript on the largest shipped scheme, the boundary included, beside a function written by hand that
// gives the award and nothing else; and whether a million calls leave more memory in use than a few.
//
//   cargo xtask pkg && node --expose-gc tests/pkg/soak/assess.mjs
//
// Ends with 1 if the median is above 100 µs, or if memory grows.

import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import { installed } from '../installed.mjs';

const CALLS = 1_000;
const MOST = 100; // microseconds
const MILLION = 1_000_000;

/** As much as the heap of JavaScript may seem to grow: what is left of it after a collection differs by a little each time. */
const NOISE = 1 << 20; // bytes

// The package gives nobody its instance, so it is caught while it is made.
let instance;
const instantiate = WebAssembly.instantiate;
WebAssembly.instantiate = async (...given) => {
  const made = await instantiate(...given);
  instance = made.instance ?? made;
  return made;
};

const { entry, module } = await installed();
const root = new URL('.', pathToFileURL(entry)).href;
const mentormark = await module();
const scheme = await largest();
assert.equal(scheme.id, 'nos-coaching-mentoring', 'another scheme is the largest now: write the award of that one by hand');
const plan = await mentormark.loadScheme(`${scheme.id}@${scheme.edition}`);
const STATEMENTS = Object.fromEntries(scheme.sections.map(({ id, criteria }) => [id, criteria.map((criterion) => criterion.id)]));
const OF_PROFILE = {
  mentor: ['cm01', 'cm03', 'cm04', 'cm05', 'cm06', 'cm07', 'cm08', 'cm09'],
  coach: ['cm01', 'cm02', 'cm03', 'cm04', 'cm05', 'cm06', 'cm07', 'cm08', 'cm09'],
  coordinator: ['cm01', 'cm02', 'cm06', 'cm08', 'cm09', 'cm10'],
};
const assessments = Array.from({ length: CALLS }, (_, at) => assessment(at));
for (const given of assessments) assert.equal(awardByHand(given), plan.assess(given).award.level);

console.log(`${scheme.id}@${scheme.edition}, ${criteria(scheme).length} criteria, ${CALLS} assessments, ${new Date().toISOString().slice(0, 10)}, Node ${process.version}`);
console.log(`${'microseconds'.padEnd(44)}${['p50', 'p95', 'most'].map((name) => name.padStart(9)).join('')}`);
print('by hand, the award alone', (given) => awardByHand(given));
const median = print('assess, the whole outcome', (given) => plan.assess(given));
print('  of it: the assessment to text', (given) => JSON.stringify(given));
const texts = new Map(assessments.map((given) => [given, JSON.stringify(given)]));
print('  of it: text to text', (given) => plan.assessJson(texts.get(given)));
const answers = new Map(assessments.map((given) => [given, plan.assessJson(texts.get(given))]));
print('  of it: the outcome from text', (given) => JSON.parse(answers.get(given)));
console.log(`floor: median of at most ${MOST} µs: ${median <= MOST ? 'held' : 'NOT HELD'}`);

const isFlat = memory();
console.log(`floor: memory flat over a million calls: ${isFlat ? 'held' : 'NOT HELD'}`);
process.exitCode = median <= MOST && isFlat ? 0 : 1;

/** Microseconds of each call after as many to warm up; prints them under a name and gives the median. */
function print(name, call) {
  for (const given of assessments) call(given);
  const took = assessments.map((given) => {
    const start = performance.now();
    call(given);
    return (performance.now() - start) * 1_000;
  });
  took.sort((a, b) => a - b);
  const at = (share) => took[Math.min(took.length - 1, Math.floor(took.length * share))];
  console.log(name.padEnd(44) + [at(0.5), at(0.95), at(1)].map((figure) => figure.toFixed(1).padStart(9)).join(''));
  return at(0.5);
}

/** Bytes in use after a tenth of a million calls and after a million, one in ten of them refused. */
function memory() {
  const used = () => {
    globalThis.gc();
    return [instance.exports.memory.buffer.byteLength, process.memoryUsage().heapUsed];
  };
  const faulty = { ...assessments[0], as_of: 'today' };
  let early;
  for (let call = 0; call < MILLION; call += 1) {
    if (call === MILLION / 10) early = used();
    if (call % 10 > 0) plan.assess(assessments[call % CALLS]);
    else assert.throws(() => plan.assess(faulty), mentormark.Refused);
  }
  const late = used();
  console.log(`bytes in use after 100,000 calls: WebAssembly ${early[0]}, JavaScript ${early[1]}`);
  console.log(`bytes in use after 1,000,000 calls: WebAssembly ${late[0]}, JavaScript ${late[1]}`);
  return late[0] === early[0] && late[1] < early[1] + NOISE;
}

/** The compiled scheme with the most criteria. */
async function largest() {
  const all = await Promise.all(mentormark.schemes().map(({ id, edition }) => import(`${root}schemes/${id}/${edition}.js`)));
  return all.map((module) => module.default).reduce((most, scheme) => (criteria(scheme).length > criteria(most).length ? scheme : most));
}

function criteria({ sections }) {
  return sections.flatMap((section) => section.criteria);
}

/** One of a thousand different assessments: each profile, lists of standards, and from none to all statements evidenced. */
function assessment(at) {
  const profile = ['mentor', 'coach', 'coordinator', 'custom'][at % 4];
  const chosen = scheme.sections.map(({ id }) => id).filter((_, place) => (at * 7 + 3) % (place + 2) < 2);
  const facts = profile === 'custom' ? { profile, standards: chosen } : { profile };
  const missing = at % 3 === 0 ? 0 : at % 144;
  const ratings = {};
  criteria(scheme).forEach(({ id }, place) => {
    if ((place * 31 + at) % 143 >= missing) ratings[id] = 'evidenced';
    else if (place % 2 === 0) ratings[id] = 'not-evidenced';
  });
  return { scheme: scheme.id, edition: scheme.edition, as_of: '2026-11-21', facts, ratings };
}

/** The award of this one scheme, as one would write it without an engine: every statement of every standard of the profile. */
function awardByHand({ facts: { profile, standards }, ratings }) {
  const wanted = profile === 'custom' ? standards : OF_PROFILE[profile];
  for (const standard of wanted) {
    for (const statement of STATEMENTS[standard]) {
      if (ratings[statement] !== 'evidenced') return null;
    }
  }
  return wanted.length > 0 ? 'competent' : null;
}
