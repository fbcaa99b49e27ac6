// Answers that were given by other rules than those of the page: by a revision before it, by rules that took more, for an older edition.
// What each of these rules says is worked out and not made up: they are compiled from those that ship, with something changed.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { NARROW, WIDE, mentormark, start } from './browser.mjs';
import { enter } from './keyboard.mjs';
import { START, open, problem, sample, says, standard, standing } from './sample.mjs';
import { clean, sticksOut } from './sight.mjs';

const KEY = 'mentormark:nms@2022';
const SAVED = `${START}saved/`;
const VIEWS = [[{ colorScheme: 'light' }, WIDE], [{ colorScheme: 'dark' }, NARROW]];
const REVISED = 'These answers were given by another revision of the rules of this edition.';

let site;
let folder;
let [answers, shipped] = [];
before(async () => {
  [site, folder, answers, shipped] = await Promise.all([start(), mkdtemp(join(tmpdir(), 'mentormark-')), sample(), standard()]);
});
after(async () => {
  await site.close();
  await rm(folder, { recursive: true });
});

const digest = (kind, data, as) => createHash(kind).update(data).digest(as);
const hashOf = (scheme) => `sha256:${digest('sha256', JSON.stringify(scheme), 'hex')}`;

/** The rules of the standard with something changed: their hash, and the plan that pages load. */
async function rules(name, change) {
  const scheme = structuredClone(shipped.scheme);
  change(scheme);
  const [compiled, plan] = ['json', 'plan'].map((kind) => join(folder, `${name}.${kind}`));
  await writeFile(compiled, JSON.stringify(scheme));
  await mentormark('compile', compiled, '--plan', '--output', plan);
  const bytes = await readFile(plan);
  return { name, scheme, bytes, hash: hashOf(scheme), integrity: `sha384-${digest('sha384', bytes, 'base64')}` };
}

/** What rules say of answers. The program is told of them under an edition of their own, because it has those that ship. */
async function judged({ scheme }, of) {
  const edition = 'judged';
  const [compiled, asked] = ['json', 'answers'].map((kind) => join(folder, `judged.${kind}`));
  await Promise.all([writeFile(compiled, JSON.stringify({ ...scheme, edition })), writeFile(asked, JSON.stringify({ ...of, edition }))]);
  return JSON.parse(await mentormark('assess', '--json', '--scheme-file', compiled, asked));
}

/** Takes a criterion out of the first section. */
const without = (id) => ({ sections: [first] }) => (first.criteria = first.criteria.filter((criterion) => criterion.id !== id));

/** The sample without what it says of these criteria. */
function leaving(...ids) {
  const kept = (all) => Object.fromEntries(Object.entries(all).filter(([id]) => !ids.includes(id)));
  return { ...answers, ratings: kept(answers.ratings), evidence: kept(answers.evidence) };
}

/** An award as it is said in words. */
function phrase({ level, could_reach }) {
  const name = (id) => (id ? shipped.words.levels[id].name : 'no award');
  return level === could_reach ? name(level) : `${name(level)}, could still reach ${name(could_reach)}`;
}

/** What the note says where the award is not the same by both rules. */
const both = (then, now) => `The award by the rules of your answers: ${phrase(then)}. By the rules of this page: ${phrase(now)}.`;

/** Has the pages that `of` matches come with `change` made to their HTML, and the plan of `made` be there. */
async function served(page, made, of, change) {
  await page.route(new RegExp(`${made.name}\\.plan$`), (route) => route.fulfill({ contentType: 'application/octet-stream', body: made.bytes }));
  await page.route(of, async (route) => {
    const response = await route.fetch({ url: route.request().url().replace('/nms/2019/', '/nms/2022/') });
    await route.fulfill({ response, body: change(await response.text()) });
  });
}

/** A profile in which these entries are kept. */
const keeping = (entries) => ({
  cookies: [],
  origins: [{ origin: new URL(site.address).origin, localStorage: Object.entries(entries).map(([name, value]) => ({ name, value: JSON.stringify(value) })) }],
});

const entry = (assessment, rules_hash, name = '') => ({ version: 2, name, rules_hash, assessment });

/** The entry that the browser keeps under a key. */
const kept = (page, key = KEY) => page.evaluate((key) => JSON.parse(localStorage[key] ?? 'null'), key);

/** The first path of the site to its root, as pages of a section write it. */
const up = (html) => html.match(/data-root="([^"]*)"/)[1];

test('what a revision changes for answers that were kept is said, and follows them: the award by both, and what is new', async () => {
  const gone = shipped.scheme.sections[0].criteria.at(-1).id;
  const before = await rules('before', (scheme) => {
    scheme.award_rule.sections.needed = 7;
    without(gone)(scheme);
  });
  const given = leaving(gone);
  const { award } = await judged(before, given);
  await site.visit({ today: answers.as_of, storageState: keeping({ [KEY]: entry(given, before.hash) }) }, async (page, context) => {
    const link = (html) => `<link rel="help" data-rules="${before.hash}" data-of="nms@2022" href="${up(html)}before.plan" data-integrity="${before.integrity}">`;
    await served(page, before, /\/nms\/2022\/([a-z]+\/)?$/, (html) => html.replace('</head>', `${link(html)}</head>`));
    await open(page, `${START}aims/`, 'Aims');
    const note = page.locator('#told');
    await note.getByText(REVISED).waitFor();
    const now = (await standing(page))['Award now'];
    const { award: here } = await judged(shipped, given);
    assert.notEqual(phrase(award), phrase(here));
    assert.equal(now, shipped.words.levels[here.level].name);
    await note.getByText(both(award, here)).waitFor();
    await note.getByText('1 criterion was not in those rules').click();
    await note.getByText(shipped.words.criteria[gone]).waitFor();
    await note.getByText('Fingerprints of the rules').click();
    await note.getByText(before.hash).waitFor();
    await clean(page, 'revised', VIEWS);
    assert.deepEqual(await sticksOut(page), []);
    // What is answered meanwhile does not hide it: it follows, and what was unfolded in it stays so.
    const unfolded = note.locator('details[open]');
    assert.equal(await unfolded.count(), 2);
    const lost = Object.keys(given.ratings).filter((id) => id.startsWith('aims.bronze.'));
    const less = { ...given, ratings: { ...given.ratings, ...Object.fromEntries(lost.map((id) => [id, 'not-met'])) } };
    const [{ award: lower }, { award: lowest }] = [await judged(before, less), await judged(shipped, less)];
    assert.notEqual(phrase(lower), phrase(award));
    for (const id of lost) await page.getByRole('group', { name: shipped.words.criteria[id] }).getByRole('radio', { name: 'Not met', exact: true }).check();
    await note.getByText(both(lower, lowest)).waitFor();
    assert.equal(await unfolded.count(), 2);
    await page.waitForFunction(([key, ids]) => ids.every((id) => JSON.parse(localStorage[key]).assessment.ratings[id] === 'not-met'), [KEY, lost]);
    // Another tab that keeps other answers by the same rules changes the award alone.
    const other = await context.newPage();
    await other.goto('about/');
    await other.evaluate(([key, entry]) => (localStorage[key] = entry), [KEY, JSON.stringify(entry(given, before.hash))]);
    await note.getByText(both(award, here)).waitFor();
    assert.equal(await unfolded.count(), 2);
    // What only the rules of the page ask cannot be judged by those.
    await page.getByRole('group', { name: shipped.words.criteria[gone] }).getByRole('radio', { name: 'Met', exact: true }).check();
    await page.waitForFunction(([key, id]) => JSON.parse(localStorage[key]).assessment.ratings[id] === 'met', [KEY, gone]);
    await note.getByText(`The award by the rules of this page: ${(await standing(page))['Award now']}`).waitFor();
    await note.getByText('because they do not take everything that is answered now').waitFor();
    assert.equal((await kept(page)).rules_hash, before.hash);
  });
});

test('rules that are not to be had are said to be so', async () => {
  const unknown = `sha256:${'0'.repeat(64)}`;
  await site.visit({ today: answers.as_of, storageState: keeping({ [KEY]: entry(answers, unknown) }) }, async (page) => {
    await open(page, `${START}result/`, 'Your result');
    await page.getByText('What is different cannot be shown: those rules could not be loaded.').waitFor();
    await enter(page, 'button', 'I have read this');
    await page.locator('#told').getByText(REVISED).waitFor({ state: 'detached' });
    await page.getByRole('heading', { level: 1 }).and(page.locator(':focus')).waitFor();
    assert.equal((await kept(page)).rules_hash, hashOf(shipped.scheme));
    await page.reload();
    await page.waitForLoadState('networkidle');
    assert.equal(await page.locator('#told').innerText(), '');
  });
});

test('answers that the rules do not take any more are no dead end: what fits is kept, the rest is listed, and it can be undone', async () => {
  const given = { ...answers, ratings: { ...answers.ratings, 'aims.bronze.gone': 'met' } };
  const unknown = `sha256:${'0'.repeat(64)}`;
  await site.visit({ today: answers.as_of, storageState: keeping({ [KEY]: entry(given, unknown) }) }, async (page) => {
    await open(page, `${START}result/`, 'Your result');
    await page.getByText('Some of your answers do not fit the rules of this edition as they are now').waitFor();
    await clean(page, 'refused', VIEWS);
    await page.setViewportSize(WIDE);
    await enter(page, 'link', 'See which, and keep the rest');
    await page.getByRole('heading', { level: 1, name: 'Answers that no longer fit' }).and(page.locator(':focus')).waitFor();
    await page.getByRole('main').getByText('aims.bronze.gone').first().waitFor();
    await clean(page, 'what fits', VIEWS);
    assert.deepEqual(await sticksOut(page), []);
    await page.setViewportSize(WIDE);
    assert.deepEqual((await kept(page)).assessment, given);
    await enter(page, 'button', 'Keep what fits');
    await page.getByText('What fits is kept, and the rest is left out.').first().waitFor();
    await says(page, 'Answered', new RegExp(`^Answered${Object.keys(answers.ratings).length} of`));
    await page.waitForFunction((key) => !JSON.parse(localStorage[key]).assessment.ratings['aims.bronze.gone'], KEY);
    assert.equal(await page.locator('#told').innerText(), '');
    await enter(page, 'button', 'Undo');
    await page.getByRole('heading', { level: 1, name: 'Answers that no longer fit' }).waitFor();
    await page.waitForFunction((key) => JSON.parse(localStorage[key]).assessment.ratings['aims.bronze.gone'] === 'met', KEY);
    // The rules by which they were given are theirs again, and that is told again.
    assert.equal((await kept(page)).rules_hash, unknown);
    await page.locator('#told').getByText(REVISED).waitFor();
  });
});

test('what does not fit any more is shown where it is asked for, even before what came in', async () => {
  const given = { ...answers, ratings: { ...answers.ratings, 'aims.bronze.gone': 'met' } };
  const entries = { [KEY]: entry(given, hashOf(shipped.scheme)), 'mentormark:nms@2019': entry({ ...answers, edition: '2019' }, '', 'Before') };
  await site.visit({ today: answers.as_of, storageState: keeping(entries) }, async (page) => {
    await open(page, SAVED, 'Your assessments');
    const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3, name: 'Before' }) });
    await card.getByRole('button', { name: /^Carry over to this edition/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Answers that came in' }).and(page.locator(':focus')).waitFor();
    await enter(page, 'link', 'See which, and keep the rest');
    await page.getByRole('heading', { level: 1, name: 'Answers that no longer fit' }).and(page.locator(':focus')).waitFor();
    await enter(page, 'button', 'Keep what fits');
    await page.waitForFunction((key) => !JSON.parse(localStorage[key]).assessment.ratings['aims.bronze.gone'], KEY);
    await page.getByText('What fits is kept, and the rest is left out.').first().waitFor();
  });
});

test('an assessment for an older edition opens under it, says so, and is carried over with a list of what changed', async () => {
  const [{ criteria }] = shipped.scheme.sections;
  const [gone, replaced, added] = ['aims.bronze.gone', criteria[0].id, criteria.at(-1).id];
  const fits = leaving(replaced, added);
  const given = { ...fits, edition: '2019', ratings: { ...fits.ratings, [gone]: 'met' } };
  const older = await rules('nms-2019', (scheme) => {
    Object.assign(scheme, { edition: '2019', starts_on: '2019-01-01' });
    without(added)(scheme);
    scheme.sections[0].criteria[0].id = gone;
    scheme.award_rule.sections.needed = 7;
  });
  const { award } = await judged(older, given);
  // The pages of the older edition, as the build makes them: its plan, and where the newest edition is.
  const asOlder = (page) =>
    served(page, older, /\/nms\/2019\//, (html) => {
      const newer = `<link id="newer" rel="help" href="${up(html)}nms/2022/" data-edition="2022">`;
      const plan = html.replace(/(<link id="file-plan"[^>]*) href="[^"]*" data-integrity="[^"]*"/, `$1 href="${up(html)}nms-2019.plan" data-integrity="${older.integrity}"`);
      return plan.replace('</head>', `${newer}</head>`);
    });
  const oldKey = 'mentormark:nms@2019';
  await site.visit({ today: answers.as_of, storageState: keeping({ [oldKey]: entry(given, older.hash, 'Before') }) }, async (page) => {
    await asOlder(page);

    // From the newest edition, where nothing is answered.
    await open(page, START, shipped.words.name);
    await page.getByText('This browser keeps answers for another edition of this standard.').waitFor();
    await enter(page, 'link', 'See them, or carry them over');
    await page.getByRole('heading', { level: 1, name: 'Your assessments' }).waitFor();
    const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3, name: 'Before' }) });
    await card.getByText('Edition 2019').waitFor();
    await card.getByRole('button', { name: /^Open it under its own edition/ }).click();

    // Under its own: what that edition says of it, and that there is a newer one.
    await page.waitForURL(/\/nms\/2019\/$/);
    await page.getByText('This is edition 2019 of the standard, and there is a newer one: edition 2022. Your answers stay here').waitFor();
    await clean(page, 'older edition', VIEWS);
    assert.deepEqual(await sticksOut(page), []);
    await page.setViewportSize(WIDE);
    await page.getByRole('navigation', { name: 'Steps' }).getByRole('link', { name: 'Your result' }).click();
    await page.getByText(older.hash, { exact: true }).waitFor();
    const now = award.level === award.could_reach ? 'Award now' : 'Award now, at least';
    assert.equal((await standing(page))[now], award.level ? shipped.words.levels[award.level].name : 'None yet');
    assert.deepEqual((await kept(page, oldKey)).assessment.ratings, given.ratings);

    // Carried over: what does not fit is listed, and what is new.
    await enter(page, 'link', 'Go to edition 2022 to carry them over');
    await page.waitForURL(new RegExp(`/${SAVED}$`));
    await card.getByRole('button', { name: /^Carry over to this edition/ }).click();
    await page.getByRole('heading', { level: 2, name: 'Made for edition 2019' }).waitFor();
    await page.getByRole('main').getByRole('listitem').filter({ hasText: gone }).first().waitFor();
    await page.getByText(/criteria of this edition are not answered/).click();
    for (const id of [added, replaced]) await page.getByRole('main').getByText(shipped.words.criteria[id]).waitFor();
    await enter(page, 'button', 'Open these answers');
    await page.waitForFunction((key) => localStorage[key], KEY);
    const carried = await kept(page);
    assert.deepEqual([carried.assessment.edition, carried.assessment.ratings], ['2022', fits.ratings]);
    // The one that was kept stays as it was.
    assert.deepEqual((await kept(page, oldKey)).assessment.ratings, given.ratings);
    assert.equal(await problem(page).count(), 0);
  });

  // Where nothing is answered there is nothing to stay or to carry over.
  await site.visit({ today: answers.as_of }, async (page) => {
    await asOlder(page);
    await open(page, 'nms/2019/', shipped.words.name);
    const note = page.locator('#told');
    await note.getByText('This is edition 2019 of the standard, and there is a newer one: edition 2022.').waitFor();
    assert.doesNotMatch(await note.innerText(), /Your answers/);
    await enter(page, 'link', 'Go to edition 2022');
    await page.waitForURL(new RegExp(`/${START}$`));
  });
});
