// A link carries answers in its fragment: nobody is sent them, nothing is overwritten by opening one, and one that is broken or made to
// do harm is refused in words.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { NARROW, WIDE, start } from './browser.mjs';
import { enter, tabTo } from './keyboard.mjs';
import { SAMPLE, START, downloaded, load, open, problem, sample, says, standard, standing } from './sample.mjs';
import { clean, sticksOut } from './sight.mjs';
import { date } from './words.mjs';

const KEY = 'mentormark:nms@2022';
const SAVED = `${START}saved/`;
const CAME_IN = 'Answers that came in';

let site;
before(async () => (site = await start()));
after(() => site.close());

const letters = (bytes) => Buffer.from(bytes).toString('base64url');
const fragment = (text) => `#answers=${letters(deflateRawSync(text))}`;
const kept = (page) => page.evaluate(() => ({ ...localStorage }));

/** Goes to a link and waits until it was read. */
async function follow(page, link) {
  await page.goto(link);
  await page.getByRole('heading', { level: 1, name: CAME_IN }).waitFor();
  await page.getByRole('heading', { name: 'What it holds' }).waitFor();
}

/** Makes the link on the page of assessments, by keyboard. */
async function made(page, withNotes = false) {
  await open(page, SAVED, 'Your assessments');
  if (withNotes) {
    await tabTo(page, 'checkbox', /Put my notes/);
    await page.keyboard.press('Space');
  }
  await enter(page, 'button', 'Make the link');
  const field = page.getByLabel('Link with your answers');
  await field.and(page.locator(':focus')).waitFor();
  return field.inputValue();
}

test('a link made by keyboard holds the answers in the agreed form, without notes unless they are wanted', async () => {
  const answers = await sample();
  const { evidence, ...bare } = answers;
  assert.ok(evidence);
  await site.visit({ today: answers.as_of }, async (page) => {
    await load(page, SAMPLE);
    for (const [withNotes, expected] of [[false, bare], [true, answers]]) {
      const link = await made(page, withNotes);
      const [, start, packed] = /^([^#]*)#answers=([A-Za-z0-9_-]+)$/.exec(link);
      assert.equal(start, new URL(START, site.address).href);
      const text = inflateRawSync(Buffer.from(packed, 'base64url')).toString();
      assert.deepEqual(JSON.parse(text), expected);
      assert.equal(text, canonical(expected));
      await page.getByText(withNotes ? 'Notes and evidence links are in it' : 'Notes and evidence links are left out').waitFor();
      assert.ok(link.length <= 8_000);
    }
    await clean(page, 'link made', [[{ colorScheme: 'light' }, WIDE], [{ colorScheme: 'dark' }, NARROW]]);
    assert.deepEqual(await sticksOut(page), []);
  });
});

/** The RFC 8785 form of what an assessment is made of. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}

test('the link is copied, and where that is not allowed it is marked', async () => {
  for (const [permissions, said] of [[['clipboard-read', 'clipboard-write'], 'Copied.'], [[], 'The link is marked']]) {
    await site.visit({ permissions }, async (page, context) => {
      if (permissions.length === 0) {
        await context.addInitScript(() => Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined }));
      }
      await load(page, SAMPLE);
      const link = await made(page);
      await enter(page, 'button', 'Copy the link');
      await page.getByText(said).first().waitFor();
      const copied = permissions.length
        ? await page.evaluate(() => navigator.clipboard.readText())
        : await page.evaluate(() => getSelection().toString() || document.activeElement.value.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd));
      assert.equal(copied, link);
    });
  }
});

test('a link opened where nothing was answered shows what it holds and opens it when asked to', async () => {
  const answers = await sample();
  let link;
  let standingThere;
  await site.visit({ today: answers.as_of }, async (page) => {
    await load(page, SAMPLE);
    link = await made(page);
    standingThere = await standing(page);
  });
  await site.visit({ today: '2027-01-05' }, async (page) => {
    const asked = [];
    page.on('request', (request) => asked.push(request.url()));
    await follow(page, link);
    assert.ok(asked.every((url) => !url.includes('answers')), 'the fragment is sent to nobody');
    const { words } = await standard();
    assert.equal(await page.title(), `${CAME_IN} | ${words.name} | Mentormark`);
    await page.getByText(`${Object.keys(answers.ratings).length} criteria are answered. It was made on ${date(answers.as_of)}`).waitFor();
    assert.deepEqual(await kept(page), {}, 'looking keeps nothing');
    await says(page, 'Answered', /^Answered0 of/);
    await clean(page, 'a link, nothing here', [[{ colorScheme: 'light' }, NARROW], [{ colorScheme: 'dark' }, WIDE]]);
    await enter(page, 'button', 'Open these answers');
    await page.getByText('Opened in place of your answers: the link.').first().waitFor();
    assert.equal(new URL(page.url()).hash, '', 'the answers are no longer in the address');
    assert.equal((await standing(page)).Answered, standingThere.Answered);
    await page.getByText('Saved in this browser.').waitFor();
    await page.reload();
    await says(page, 'Answered', `Answered${standingThere.Answered}`);
  });
});

test('a link opened beside answers overwrites none of them, whatever is chosen', async () => {
  const answers = await sample();
  const other = { scheme: 'nms', edition: '2022', as_of: '2026-11-01', facts: { employees: 12 }, ratings: { 'aims.bronze.purpose': 'not-met' } };
  const link = `${START}${fragment(canonical(other))}`;
  await site.visit({ today: answers.as_of }, async (page) => {
    await load(page, SAMPLE);
    const before = await kept(page);
    await follow(page, link);
    assert.deepEqual(await kept(page), before);
    await clean(page, 'a link, answers here', [[{ colorScheme: 'dark' }, NARROW]]);
    assert.deepEqual(await sticksOut(page), []);
    await page.setViewportSize(WIDE);
    await enter(page, 'button', 'Do nothing with it');
    await page.getByRole('heading', { level: 1, name: 'Put answers together' }).waitFor();
    assert.deepEqual(await kept(page), before);

    // Beside them.
    await follow(page, link);
    await enter(page, 'button', 'Keep as a new assessment');
    await page.getByText('From the link: Saved in this browser.').waitFor();
    await says(page, 'Answered', /^Answered1 of/);
    const both = await kept(page);
    assert.equal(both[KEY], before[KEY]);
    await open(page, SAVED, 'Your assessments');
    await enter(page, 'button', 'Open Assessment without a name');
    await says(page, 'Answered', new RegExp(`^Answered${Object.keys(answers.ratings).length} of`));

    // In place of them, and back.
    await follow(page, link);
    await enter(page, 'button', 'Open in place of mine');
    await says(page, 'Answered', /^Answered1 of/);
    await enter(page, 'button', 'Undo');
    await page.getByText('Undone: your answers are as they were.').first().waitFor();
    await page.getByText('Saved in this browser.').waitFor();
    assert.deepEqual(JSON.parse((await kept(page))[KEY]).assessment, answers);
  });
});

test('a link followed within the page is read as well, and a second after it', async () => {
  const one = { scheme: 'nms', edition: '2022', as_of: '2026-11-01', facts: {}, ratings: { 'aims.bronze.purpose': 'met' } };
  const two = { ...one, ratings: { ...one.ratings, 'aims.bronze.literature': 'met' } };
  await site.visit({}, async (page) => {
    const { words } = await standard();
    await open(page, START, words.name);
    await page.evaluate((hash) => (location.hash = hash), fragment(canonical(one)));
    await page.getByText('1 criterion is answered.').waitFor();
    await page.evaluate((hash) => (location.hash = hash), fragment(canonical(two)));
    await page.getByText('2 criteria are answered.').waitFor();
    await page.evaluate(() => (location.hash = '#answers=AAAA'));
    await problem(page).getByText('The link is damaged').waitFor();
    await page.goBack();
    await page.getByText('2 criteria are answered.').waitFor();
  });
});

test('a link that would be too long is not made, and the page is offered instead', async () => {
  const { scheme } = await standard();
  // Words that do not compress.
  let seed = 1;
  const noise = () => Array.from({ length: 400 }, () => String.fromCharCode(97 + ((seed = (seed * 48_271) % 2_147_483_647) % 26))).join('');
  const ids = scheme.sections.flatMap(({ criteria }) => criteria.map(({ id }) => id)).slice(0, 40);
  const answers = { ...(await sample()), evidence: Object.fromEntries(ids.map((id) => [id, { note: noise() }])) };
  await site.visit({ today: answers.as_of }, async (page) => {
    await load(page, answers);
    await open(page, SAVED, 'Your assessments');
    await tabTo(page, 'checkbox', /Put my notes/);
    await page.keyboard.press('Space');
    await enter(page, 'button', 'Make the link');
    const why = page.getByText(/^The link would be \d+ characters long, and many programs cut links after 8000/);
    await why.waitFor();
    assert.ok(Number(/\d+/.exec(await why.innerText())[0]) > 8_000);
    assert.equal(await page.getByLabel('Link with your answers').count(), 0);
    await clean(page, 'link too long', [[{ colorScheme: 'dark' }, NARROW]]);
    const file = await downloaded(page, () => enter(page, 'button', 'Download as a page'));
    assert.match(file.name, /\.html$/);
    // Without notes it is short enough.
    assert.ok((await made(page)).length < 8_000);
  });
});

test('fragments that are broken or made to do harm are refused in words, and nothing happens', async () => {
  const answers = await sample();
  const whole = deflateRawSync(canonical(answers));
  const bomb = deflateRawSync(Buffer.alloc(64 << 20, ' '));
  const hostile = { ...answers, ratings: { '"><img src=x onerror=alert(1)>': 'met' } };
  const cases = {
    'no letters': ['#answers=', /damaged/],
    'letters that are none': ['#answers=%3Cscript%3E', /damaged/],
    'padded as elsewhere': [`#answers=${Buffer.from(whole).toString('base64')}==`, /damaged/],
    'cut off': [`#answers=${letters(whole.subarray(0, -20))}`, /damaged/],
    'something after it': [`#answers=${letters(Buffer.concat([whole, Buffer.from('more')]))}`, /damaged/],
    'not compressed': [`#answers=${letters(canonical(answers))}`, /damaged/],
    'no text': [`#answers=${letters(deflateRawSync(Buffer.from([0xff, 0xfe, 0xfd])))}`, /damaged/],
    'no answers': [fragment('[1,2,3]'), /damaged/],
    'far too much': [`#answers=${letters(bomb)}`, /far more than any assessment/],
    'another standard': [fragment(canonical({ ...answers, scheme: 'qim' })), /another standard/],
    'markup for an id': [fragment(canonical(hostile)), /onerror/],
    'an answer that does not exist': [fragment(canonical({ ...answers, ratings: { 'aims.bronze.purpose': 'mett' } })), /Did you mean “met”/],
  };
  assert.ok(bomb.length < 100_000);
  await site.visit({ today: answers.as_of }, async (page) => {
    await load(page, SAMPLE);
    const before = await kept(page);
    for (const [what, [hash, said]] of Object.entries(cases)) {
      await page.goto('about:blank');
      await page.goto(`${START}${hash}`);
      const summary = problem(page);
      await summary.and(page.locator(':focus')).waitFor();
      await summary.getByText('Nothing was changed.').waitFor();
      assert.match(await summary.getByRole('listitem').first().innerText(), said, what);
      assert.equal(await page.locator('main img').count(), 0);
      assert.deepEqual(await kept(page), before, what);
      await says(page, 'Answered', new RegExp(`^Answered${Object.keys(answers.ratings).length} of`));
    }
    await clean(page, 'link refused', [[{ colorScheme: 'light' }, NARROW]]);
    // The way on is there: another file can be opened, and what is wrong with that one leads back to it.
    const field = page.getByLabel('Open another person’s file');
    await field.setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer: Buffer.from('{') });
    await problem(page).and(page.locator(':focus')).getByText('not a file of answers').waitFor();
    await problem(page).getByRole('link').press('Enter');
    await field.and(page.locator(':focus')).waitFor();
    assert.match(page.url(), /\/merge\/#their-file$/);
  });
});
