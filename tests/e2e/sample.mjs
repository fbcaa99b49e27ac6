// The sample assessment and the words of its standard, and how a test gets them onto a page and off it again.

import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DIST, ROOT } from './browser.mjs';

/** A mid-sized charity that holds bronze, as a file of answers. */
export const SAMPLE = join(ROOT, 'tests/samples/mid-sized-charity.json');

/** The start page of the sample's standard, from the root of the site. */
export const START = 'nms/2022/';

/** What tests read of the words of each language, by its tag: its folder, what it calls itself, and headings of its pages. */
export const LANGUAGES = {
  'en-GB': { folder: '', name: 'English', about: 'About you', programmes: 'Your programmes', result: 'Your result' },
  cy: { folder: 'cy/', name: 'Cymraeg', about: 'Amdanoch chi', programmes: 'Eich rhaglenni', result: 'Eich canlyniad' },
};

/** The pages of a standard in the order of the steps: path and heading. */
export async function pages(of = 'nms/2022', tag = 'en-GB') {
  const { scheme, words } = await standard(of, tag);
  const { folder, about, programmes, result } = LANGUAGES[tag];
  const asks = scheme.facts || scheme.progression || scheme.levels.length > 1;
  return [
    { path: `${folder}${of}/`, heading: words.name },
    ...(asks ? [{ path: `${folder}${of}/about/`, heading: about }] : []),
    ...(scheme.programmes ? [{ path: `${folder}${of}/programmes/`, heading: programmes }] : []),
    ...scheme.sections.map(({ id }) => ({ path: `${folder}${of}/${id}/`, heading: words.sections[id].name })),
    { path: `${folder}${of}/result/`, heading: result },
  ];
}

/** The answers of the sample. */
export async function sample() {
  return JSON.parse(await readFile(SAMPLE, 'utf8'));
}

/** The sample with every criterion answered: what it leaves open is not met. */
export async function complete() {
  const [answers, { scheme }] = await Promise.all([sample(), standard()]);
  const lowest = scheme.sections.flatMap(({ criteria }) => criteria.map(({ id }) => [id, 'not-met']));
  return { ...answers, ratings: { ...Object.fromEntries(lowest), ...answers.ratings } };
}

/** The compiled rules of a standard and its words in a language, as the site loads them. */
export async function standard(of = 'nms/2022', tag = 'en-GB') {
  const [names, stem] = [await readdir(join(DIST, 'assets')), of.replace('/', '-')];
  const read = async (middle) => {
    const name = names.find((file) => file.startsWith(`${stem}.${middle}`) && /^[0-9a-f]+\.json$/.test(file.slice(stem.length + 1 + middle.length)));
    return JSON.parse(await readFile(join(DIST, 'assets', name), 'utf8'));
  };
  return { scheme: await read(''), words: await read(`${tag}.`), guidance: await read(`${tag}.guidance.`) };
}

/** Opens a page of the app and waits until it is whole. */
export async function open(page, path, heading) {
  await page.goto(path);
  await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor();
}

/** Opens a file of answers on the start page: a path, or answers. Nothing must have been answered before. */
export async function load(page, file, of = 'nms/2022') {
  const { words } = await standard(of);
  await open(page, `${of}/`, words.name);
  await page.getByLabel('Open a file of answers').setInputFiles(asFile(file));
  await page.getByText(/^Opened /).first().waitFor();
  await page.getByText('Saved in this browser.').waitFor();
}

/** What a file field takes: a path as it is, anything else as a file of JSON. */
export function asFile(file) {
  if (typeof file === 'string') return file;
  return { name: 'answers.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(file)) };
}

/** Where one stands: what the summary beside every page says, by the words before it. */
export async function standing(page) {
  const pairs = page.getByRole('region', { name: 'Where you stand' }).locator('dl > div');
  return Object.fromEntries(
    await pairs.evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('dt, dd')].map((part) => part.textContent.trim()))),
  );
}

/** Waits until the summary says `wanted` behind the words `term`. */
export function says(page, term, wanted) {
  const pair = page.getByRole('region', { name: 'Where you stand' }).locator('dl > div');
  return pair.filter({ hasText: term }).filter({ hasText: wanted }).waitFor();
}

/** The summary of what is wrong with what was entered. */
export function problem(page) {
  return page.getByRole('alert').filter({ has: page.getByRole('heading', { name: 'There is a problem', exact: true }) });
}

/** What the download that `act` starts holds: its name, where it was put and its text. */
export async function downloaded(page, act) {
  const [download] = await Promise.all([page.waitForEvent('download'), act()]);
  const path = await download.path();
  return { name: download.suggestedFilename(), path, text: await readFile(path, 'utf8') };
}
