// The app in two languages: what was answered in one stands in the other with the same result, and nothing of one shows in the other.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { DIST, launch, mentormark, start, visit } from './browser.mjs';
import { focused, tabTo } from './keyboard.mjs';
import { LANGUAGES, SAMPLE, START, asFile, load, open, sample, standard } from './sample.mjs';
import { host } from './static.mjs';

const WELSH = `cy/${START}`;

/** What a walk through the app presses and waits for, by language. */
const WORDS = {
  'en-GB': { standing: 'Where you stand', award: 'Award now', submit: 'Submit', confirmed: 'Submitted and confirmed', copy: 'Try changes on a copy', link: 'Make the link', made: 'The link is ready.' },
  cy: { standing: 'Ble rydych chi arni', award: 'Dyfarniad nawr', submit: 'Cyflwyno', confirmed: 'Wedi’i gyflwyno a’i gadarnhau', copy: 'Rhoi cynnig ar newidiadau ar gopi', link: 'Gwneud y ddolen', made: 'Mae’r ddolen yn barod.' },
};

/** `maen prawf` after a number, by the category that the browser's own rules put the number in. */
const CRITERION = { two: 'faen prawf', other: 'maen prawf' };
const criteria = (count) => `${count} ${CRITERION[new Intl.PluralRules('cy').select(count)] ?? CRITERION.other}`;

/** `2 Mawrth 2026` for `2026-03-02`. */
const date = (day) => new Intl.DateTimeFormat('cy', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));

let site;
before(async () => (site = await start()));
after(() => site.close());

/** Where one stands, term by term. */
async function standing(page, { standing: name }) {
  const pairs = page.getByRole('region', { name }).locator('dl > div');
  return Object.fromEntries(await pairs.evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('dt, dd')].map((part) => part.textContent.trim()))));
}

/** Follows the link to the other language by keyboard, and waits for the app there. */
async function change(page, to) {
  const { folder, name } = LANGUAGES[to];
  await tabTo(page, 'link', name);
  await Promise.all([page.waitForURL((url) => url.pathname.startsWith('/cy/') === (folder === 'cy/')), page.keyboard.press('Enter')]);
  await page.locator('h1[tabindex]').waitFor();
  assert.equal(await page.locator('html').getAttribute('lang'), to);
}

/** Everything on the page that people read or hear and that does not say that it is in English. */
function read(page) {
  return page.evaluate(() => {
    const foreign = '[lang|="en"]:not(html), pre, code, .hash, textarea, script, style, noscript, template';
    const found = [document.title];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { parentElement: around, data } = texts.currentNode;
      if (around.checkVisibility() && !around.closest(foreign)) found.push(data);
    }
    for (const element of document.body.querySelectorAll('[aria-label], [title], [placeholder], [alt]')) {
      if (element.closest(foreign)) continue;
      for (const name of ['aria-label', 'title', 'placeholder', 'alt']) found.push(element.getAttribute(name) ?? '');
    }
    return found.map((text) => text.replace(/\s+/g, ' ').trim()).filter((text) => /\p{L}{2}/u.test(text));
  });
}

/** Goes through every page of the app and gives what is read in each state. */
async function walk(page, tag, answers) {
  const { folder } = LANGUAGES[tag];
  const words = WORDS[tag];
  const states = {};
  const look = async (state) => (states[state] = await read(page));
  const go = async (path) => {
    await page.goto(`${folder}${START}${path}`);
    await page.locator('h1[tabindex]').waitFor();
    // What explains the result comes a moment later.
    await page.waitForLoadState('networkidle');
  };
  for (const path of ['', 'about/', 'aims/', 'result/', 'plan/', 'compare/', 'saved/', 'merge/', 'check/', 'submit/', 'confirmation/']) {
    await go(path);
    await look(`empty: ${path}`);
  }
  await go('');
  await page.locator('input[data-take=file]').first().setInputFiles(asFile({ ...answers, ratings: { aims: 'met' }, as_of: 'soon' }));
  await page.getByRole('alert').first().waitFor();
  await look('a file refused');
  await page.locator('input[data-take=file]').first().setInputFiles(asFile(answers));
  await page.waitForFunction(() => Object.keys(localStorage).some((name) => name.startsWith('mentormark')));
  await look('a file opened');
  for (const path of ['about/', 'training/', 'plan/', 'compare/', 'saved/', 'merge/', 'check/', 'result/']) {
    await go(path);
    await page.evaluate(() => document.querySelectorAll('main details').forEach((details) => (details.open = true)));
    await page.locator('main details .guide > p:only-child').filter({ hasText: /^(One moment|Un eiliad)\.$/ }).first().waitFor({ state: 'detached' });
    await look(path);
  }
  await go('compare/');
  await page.getByRole('button', { name: words.copy }).click();
  await look('a copy');
  await go('saved/');
  await page.getByRole('button', { name: words.link }).click();
  await page.getByText(words.made).first().waitFor();
  await look('a link');
  await go('submit/');
  await look('submit/');
  await page.getByRole('button', { name: words.submit, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: words.confirmed, exact: true }).waitFor();
  await look('confirmation/');
  return states;
}

test('answers given in English have the same result in Welsh, with dates, amounts and plurals of that language, and back', async () => {
  const [answers, { words: english }, { words: welsh }] = await Promise.all([sample(), standard(), standard('nms/2022', 'cy')]);
  const outcome = JSON.parse(await mentormark('assess', '--json', SAMPLE));
  const name = ({ levels }, level) => levels[level].name;
  await site.visit({ today: answers.as_of }, async (page) => {
    await load(page, answers);
    await open(page, `${START}result/`, 'Your result');
    const before = await standing(page, WORDS['en-GB']);
    await change(page, 'cy');
    const after = await standing(page, WORDS.cy);
    const award = (words, summary, term) => [name(words, outcome.award.level), Object.entries(summary).find(([key]) => key.startsWith(term))?.[1]];
    for (const [wanted, said] of [award(english, before, 'Award now'), award(welsh, after, 'Dyfarniad nawr')]) assert.equal(said, wanted);
    assert.equal(after['Gallai gyrraedd o hyd'], name(welsh, outcome.award.could_reach));
    assert.equal(after['Ffi gan gynnwys TAW'], before['Fee with VAT']);
    assert.match(after['Ffi gan gynnwys TAW'], /^£[\d,]+\.\d\d$/);

    for (const { level, earliest } of outcome.progression) {
      const row = page.getByRole('row').filter({ has: page.getByRole('columnheader', { name: 'Lefel' }) });
      assert.ok(row, level);
      await page.getByRole('rowheader', { name: name(welsh, level), exact: true }).first().waitFor();
      await page.getByRole('cell', { name: date(earliest), exact: true }).first().waitFor();
    }
    const counted = outcome.routes.filter(({ count }) => count !== null);
    assert.ok(counted.length > 0);
    for (const { to, count } of counted) await page.getByText(`I ennill ${name(welsh, to)}: ${criteria(count)}`, { exact: true }).first().waitFor();

    await change(page, 'en-GB');
    await page.getByRole('heading', { level: 1, name: 'Your result', exact: true }).waitFor();
    assert.deepEqual(await standing(page, WORDS['en-GB']), before);
  });
});

test('no page of the app says anything in Welsh as it does in English, but for names', async () => {
  const [answers, english, welsh] = await Promise.all([sample(), standard(), standard('nms/2022', 'cy')]);
  const today = new Date().toISOString().slice(0, 10);
  const walked = {};
  for (const tag of Object.keys(WORDS)) {
    await site.visit({ today }, async (page) => (walked[tag] = await walk(page, tag, { ...answers, as_of: today })));
  }
  // What is the same in both languages: names, and what the person wrote.
  assert.equal(english.words.short_name, welsh.words.short_name);
  const names = ['Mentormark', english.words.short_name, ...Object.values(answers.evidence ?? {}).flatMap(({ note = '', links = [] }) => [note, ...links])];
  const isName = (text) => names.includes(text) || /^(https?:|\/|[\w-]+\.(json|html|csv))/.test(text) || /^[\w-]{16,}$/.test(text);
  const said = new Set(Object.values(walked['en-GB']).flat());
  assert.ok(said.size > 400, `${said.size} texts`);
  for (const [state, texts] of Object.entries(walked.cy)) {
    assert.deepEqual([...new Set(texts.filter((text) => said.has(text) && !isName(text)))], [], state);
  }
});

test('what was chosen a moment before the change of language is kept', async () => {
  const { words } = await standard('nms/2022', 'cy');
  const { words: english, scheme } = await standard();
  const [{ id }] = scheme.sections[0].criteria;
  await site.visit({}, async (page) => {
    await open(page, `${START}aims/`, english.sections.aims.name);
    await page.getByRole('group', { name: english.criteria[id] }).getByRole('radio', { name: english.ratings.met, exact: true }).check();
    await page.getByRole('link', { name: 'Cymraeg', exact: true }).click();
    await page.getByRole('group', { name: words.criteria[id] }).getByRole('radio', { name: words.ratings.met, exact: true, checked: true }).waitFor();
  });
});

test('the change leads to the same criterion, and takes no answers in a link along', async () => {
  await site.visit({}, async (page) => {
    await page.goto(`${WELSH}aims/#aims.gold.set-together`);
    await page.locator('fieldset:focus').waitFor();
    await page.getByRole('link', { name: 'English', exact: true }).click();
    await page.waitForURL(`${site.address}${START}aims/#aims.gold.set-together`);
    await page.locator('fieldset:focus').waitFor();
    await page.goto('about:blank');
    await page.goto(`${START}#answers=Zm9v`);
    await page.getByRole('heading', { level: 1, name: 'Put answers together' }).waitFor();
    await page.getByRole('link', { name: 'Cymraeg', exact: true }).click();
    await page.waitForURL((url) => url.pathname.startsWith('/cy/'));
    assert.equal(new URL(page.url()).hash, '');
  });
});

test('where the browser keeps nothing, the other language opens beside, and nothing is lost', async () => {
  const { words, scheme } = await standard();
  const [{ id }] = scheme.sections[0].criteria;
  await site.visit({}, async (page, context) => {
    await context.addInitScript(() => (Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }));
    await open(page, `${START}aims/`, words.sections.aims.name);
    const met = page.getByRole('group', { name: words.criteria[id] }).getByRole('radio', { name: words.ratings.met, exact: true });
    await met.check();
    await page.getByText('its storage is switched off or full').waitFor();
    const [other] = await Promise.all([context.waitForEvent('page'), page.getByRole('link', { name: 'Cymraeg', exact: true }).click()]);
    await other.waitForURL(`**/${WELSH}aims/`);
    await other.getByText('Ni ellir cadw eich atebion').first().waitFor({ state: 'detached' });
    assert.ok(await met.isChecked());
  });
});

test('what is wrong with a file is said in Welsh, with what was written', async () => {
  const [answers, { words }] = await Promise.all([sample(), standard('nms/2022', 'cy')]);
  await site.visit({ today: answers.as_of }, async (page) => {
    await open(page, WELSH, words.name);
    const file = page.locator('input[data-take=file]');
    for (const [wrong, said] of [
      [{ ratings: { 'aims.bronze.purpose': 'mett' } }, 'Nid yw “mett” yn sgôr yma. Oeddech chi’n golygu “met”?'],
      [{ facts: { employees: -3 } }, 'Mae’r rhif yn rhy fach neu’n rhy fawr.'],
      [{ as_of: '2026-02-30' }, 'Nid yw “2026-02-30” yn ddyddiad: rhowch ddiwrnod sy’n bod, fel 2026-03-02.'],
      [{ scheme: 'qim' }, 'Ar gyfer safon arall y mae’r atebion yn y ffeil hon. Agorwch hi ar dudalen y safon honno.'],
    ]) {
      await file.setInputFiles(asFile({ ...answers, ...wrong }));
      const alert = page.getByRole('alert').filter({ has: page.getByRole('heading', { name: 'Ni chafodd y ffeil ei hagor, ac mae eich atebion fel yr oeddent.' }) });
      await alert.or(page.getByRole('alert')).getByText(said).first().waitFor();
    }
  });
});

test('below a sub-path, and from the address of a file, the change leads to the same page', async () => {
  const [browser, server] = await Promise.all([launch(), host(DIST, '/tools/mentormark/')]);
  try {
    await visit(browser, server.address, {}, async (page) => {
      await page.goto(`${START}aims/index.html`);
      await page.locator('h1[tabindex]').waitFor();
      await tabTo(page, 'link', 'Cymraeg');
      assert.equal((await focused(page)).name, 'Cymraeg');
      await page.keyboard.press('Enter');
      await page.waitForURL(`${server.address}${WELSH}aims/`);
      await page.locator('h1[tabindex]').waitFor();
      await page.getByRole('link', { name: 'English', exact: true }).click();
      await page.waitForURL(`${server.address}${START}aims/`);
    });
  } finally {
    await browser.close();
    server.stop();
  }
});
