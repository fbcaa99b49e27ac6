// The check in a second language: everything is said in it, it asks and judges the same, and it leads to the site in that language.

import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import { DIST, NARROW, WIDE, start } from './browser.mjs';
import { HEAR, at, checkOf, cleanIn, framed, onward, page, shown, strict, widget, wordsOf } from './partner.mjs';
import { sticksOut } from './sight.mjs';

const SMALL = { width: 280, height: 700 };

/** The words of the scheme in Welsh, as the site publishes them. */
async function schemeWords() {
  const name = (await readdir(join(DIST, 'assets'))).find((file) => /^nms-2022\.cy\.[0-9a-f]+\.json$/.test(file));
  return JSON.parse(await readFile(join(DIST, 'assets', name), 'utf8'));
}

let site;
let [words, scheme] = [];
before(async () => ([site, words, scheme] = await Promise.all([start(), wordsOf('cy'), schemeWords()])));
after(() => site.close());

const base = () => site.address.replace(/\/?$/, '/');
const asked = 'scheme="nms" target="silver" lang="cy"';
const files = (attributes = asked) => ({ '/': page(widget(base(), attributes), HEAR), '/own.js': HEAR });
const heard = (tab, type) => tab.evaluate((type) => globalThis.heard.filter(([of]) => of === type).map(([, detail]) => detail), type);
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const title = (level) => filled(words.title, { level: scheme.levels[level].name });

/** The frame in Welsh, once its script runs. */
async function welsh(tab) {
  await framed(tab).locator('html[lang=cy]').waitFor({ state: 'attached' });
  await tab.locator('mentormark-readiness iframe[height]').waitFor();
  return checkOf(tab, `${base()}`);
}

/** Goes through the check with `choice` for every section. */
async function answer(check, choice) {
  await shown(check).getByRole('textbox').fill('180');
  for (let section = 0; section < 7; section += 1) {
    await onward(check);
    await shown(check).getByRole('radio', { name: choice, exact: true }).check();
  }
  await onward(check);
  await check.getByRole('heading', { name: words.result }).waitFor();
}

test('a page that asks for Welsh gets the check in Welsh, hears the same of it, and its visitors go on in Welsh', async () => {
  await at(site, { files: files(), policy: strict(site.address) }, async (tab) => {
    const check = await welsh(tab);
    assert.equal(new URL(check.url()).pathname, '/embed/cy/nms/silver/');
    assert.ok(await check.getByRole('heading', { name: title('silver') }).isVisible());
    assert.ok(await check.getByText(words.draft).isVisible());
    assert.equal(await tab.locator('mentormark-readiness iframe').getAttribute('title'), `${title('silver')}: ${scheme.name}`);
    await answer(check, words.all_of_it);
    assert.equal(await check.locator('.verdict .first dd').innerText(), scheme.levels.silver.name);
    // The result says in the standard's own words that the Welsh is a draft, so the line at the foot need not.
    assert.equal((await check.locator('main').innerText()).split('Drafft gyda chymorth peiriant').length - 1, 1);
    assert.equal(await check.locator('.verdict [data-show=fee]').innerText(), '£960.00');
    await tab.waitForFunction(() => globalThis.heard.some(([type]) => type === 'complete'));
    const ready = await heard(tab, 'ready');
    assert.deepEqual(ready, [{ scheme: 'nms', edition: '2022', target: 'silver' }], 'once, and by ids');
    assert.deepEqual((await heard(tab, 'complete'))[0].outcome.quality, { level: 'silver', could_reach: 'gold' });
    const link = new URL(await check.getByRole('link', { name: words.open_full }).evaluate((link) => link.href));
    assert.equal(link.pathname, '/cy/nms/2022/');
    const { ratings, facts } = JSON.parse(inflateRawSync(Buffer.from(link.hash.replace('#answers=', ''), 'base64url')).toString());
    assert.deepEqual([facts, new Set(Object.values(ratings))], [{ employees: 180 }, new Set(['met'])]);
  });
});

test('the Welsh site takes up what the link carries', async () => {
  await site.visit({}, async (tab) => {
    await tab.goto('embed/cy/nms/silver/');
    await answer(tab, words.all_of_it);
    await tab.goto(await tab.getByRole('link', { name: words.open_full }).evaluate((link) => link.href));
    await tab.locator('html[lang=cy]').waitFor();
    // Every criterion of Bronze and Silver.
    await tab.getByRole('main').getByText(/\b70\b/).first().waitFor();
    assert.ok(await tab.getByRole('heading', { level: 1 }).isVisible());
  });
});

test('nothing in it is left in English', async () => {
  // What is not for people: numbers, amounts and names.
  const texts = async (path) => {
    let found;
    await site.visit({ javaScriptEnabled: false }, async (tab) => {
      await tab.goto(path);
      found = await tab.evaluate(() => {
        const texts = [];
        const walk = (node) => {
          if (node.nodeType === Node.TEXT_NODE) texts.push(node.data.trim());
          for (const attribute of ['data-say', 'data-range', 'data-target-name', 'aria-label']) texts.push(node.getAttribute?.(attribute) ?? '');
          for (const child of (node instanceof HTMLTemplateElement ? node.content : node).childNodes) walk(child);
        };
        walk(document.documentElement);
        return texts.filter((text) => /\p{L}{3}/u.test(text));
      });
    });
    return found;
  };
  const [english, own] = await Promise.all(['embed/nms/silver/', 'embed/cy/nms/silver/'].map(texts));
  assert.ok(own.length > 150 && Math.abs(own.length - english.length) <= 1, `${own.length} beside ${english.length}`);
  assert.deepEqual(own.filter((text) => english.includes(text)), []);
});

test('numbers take the plural forms that a browser knows', async () => {
  const of = new Intl.PluralRules('cy');
  await site.visit({ javaScriptEnabled: false }, async (tab) => {
    for (const level of ['bronze', 'silver', 'gold']) {
      await tab.goto(`embed/cy/nms/${level}/`);
      const [questions, minutes] = (await tab.locator('.opening .quiet').first().innerText()).match(/\d+/g).map(Number);
      const counted = (key, n) => filled(words[`${key}_${of.select(n)}`], { n });
      const opening = filled(words.opening, { questions: counted('questions', questions), minutes: counted('minutes', minutes) });
      assert.equal(await tab.locator('.opening .quiet').first().innerText(), opening);
      const sections = await tab.locator('.inside').evaluateAll((all) => all.map((inside) => [inside.querySelector('summary').textContent, inside.querySelectorAll('.criterion').length]));
      for (const [said, n] of sections) assert.equal(said, filled(words.covers, { things: counted('things', n) }));
    }
  });
});

test('what cannot be read, or is out of range, is said in Welsh', async () => {
  await site.visit({}, async (tab) => {
    await tab.goto('embed/cy/nms/');
    const field = shown(tab).getByRole('textbox');
    for (const [written, said] of [['llawer', words.not_a_number], ['99999999999', filled(words.out_of_range, { least: '0', most: '10,000,000' })]]) {
      await field.fill(written);
      await tab.getByRole('button', { name: words.next }).click();
      await shown(tab).getByRole('alert').getByText(said, { exact: true }).waitFor();
      assert.equal(await shown(tab).getByRole('alert').getAttribute('lang'), null);
    }
  });
});

test('a whole check by keyboard, each part read out by its Welsh name', async () => {
  await at(site, { files: files(), policy: strict(site.address) }, async (tab) => {
    const check = await welsh(tab);
    const focus = () => check.evaluate(() => document.activeElement.textContent.trim() || document.activeElement.name);
    await tab.keyboard.press('Tab');
    assert.equal(await focus(), 'fact:employees');
    assert.ok(await check.getByRole('textbox', { name: scheme.facts.employees.question }).isVisible());
    await tab.keyboard.type('250');
    await tab.keyboard.press('Enter');
    const sections = await check.locator('.step[data-kind=section]').evaluateAll((all) => all.map(({ dataset: { id } }) => id));
    for (const id of sections) {
      const { name } = scheme.sections[id];
      await check.getByRole('group', { name: new RegExp(name) }).waitFor();
      assert.equal(await focus(), name);
      await tab.keyboard.press('Tab');
      await tab.keyboard.press('Space');
      assert.ok(await shown(check).getByRole('radio', { name: words.all_of_it, exact: true }).isChecked());
      await tab.keyboard.press('Enter');
    }
    await check.getByRole('heading', { name: words.result }).and(check.locator(':focus')).waitFor();
    const [level, could_reach] = ['silver', 'gold'].map((id) => scheme.levels[id].name);
    await check.getByRole('status').getByText(filled(words.announced, { level, could_reach })).waitFor({ state: 'attached' });
  });
});

test('axe finds nothing in it and nothing sticks out at 280 pixels, in any state', async () => {
  await at(site, { files: files(), policy: strict(site.address), viewport: SMALL }, async (tab) => {
    const check = await welsh(tab);
    const look = async (state) => {
      await cleanIn(tab, check, state, [[{ colorScheme: 'light' }, WIDE], [{ colorScheme: 'dark' }, NARROW], [{ colorScheme: 'light' }, SMALL]]);
      assert.deepEqual(await sticksOut(check), [], state);
    };
    await look('first question');
    await shown(check).getByRole('textbox').fill('llawer');
    await check.getByRole('button', { name: words.next }).click();
    await check.getByText(words.not_a_number).waitFor();
    await look('problem');
    await shown(check).getByRole('textbox').fill('180');
    await onward(check);
    await shown(check).getByLabel(words.some_of_it).check();
    await shown(check).getByText(words.say_which).waitFor();
    await look('section opened');
    for (let section = 0; section < 7; section += 1) {
      await shown(check).getByRole('radio', { name: words.all_of_it, exact: true }).check();
      await onward(check);
    }
    await check.getByRole('heading', { name: words.result }).waitFor();
    await look('result');
  });
});

test('a change of theme keeps the language and what was answered', async () => {
  await at(site, { files: files(`${asked} theme="dark"`), policy: strict(site.address) }, async (tab) => {
    const check = await welsh(tab);
    const paper = () => check.evaluate(() => getComputedStyle(document.querySelector('.readiness')).backgroundColor);
    assert.equal(await paper(), 'rgb(23, 16, 23)');
    await shown(check).getByRole('textbox').fill('12');
    await tab.evaluate(() => document.querySelector('mentormark-readiness').setAttribute('theme', 'light'));
    await check.waitForFunction(() => location.hash === '#light');
    assert.equal(await paper(), 'rgb(251, 248, 245)');
    assert.equal(await shown(check).getByRole('textbox').inputValue(), '12');
    assert.equal(await check.evaluate(() => document.documentElement.lang), 'cy');
  });
});

test('it is found by any tag of the language, left for English, and not there for a standard without it', async () => {
  await at(site, { files: files('scheme="nms" lang="cy-GB"'), policy: strict(site.address) }, async (tab) => {
    const set = (name, value) => tab.evaluate(([name, value]) => document.querySelector('mentormark-readiness').setAttribute(name, value), [name, value]);
    await framed(tab).getByRole('heading', { name: title('bronze') }).waitFor();
    await set('lang', 'en');
    await framed(tab).getByRole('heading', { name: 'Readiness check: Bronze' }).waitFor();
    await set('lang', 'cy');
    await framed(tab).getByRole('heading', { name: title('bronze') }).waitFor();
    await set('scheme', 'qim');
    await framed(tab).getByRole('heading', { name: 'Readiness check: Award' }).waitFor();
  });
});

test('a plain frame of it needs no page around, and inline it is Welsh as well', async () => {
  const { origin } = new URL(base());
  const plain = `<iframe title="x" src="${base()}embed/cy/nms/silver/" width="320" height="600"></iframe>`;
  await at(site, { files: { '/': page(plain) }, policy: strict(site.address) }, async (tab) => {
    await tab.frameLocator('iframe').getByRole('heading', { name: title('silver') }).waitFor();
  });
  const open = `default-src 'none'; script-src 'self' 'wasm-unsafe-eval' ${origin}; style-src 'self'; connect-src ${origin}; frame-src ${origin}`;
  await at(site, { files: files(`${asked} inline theme="light"`), policy: open }, async (tab) => {
    await tab.waitForFunction(() => globalThis.heard.some(([type]) => type === 'ready'));
    assert.equal(await tab.locator('iframe').count(), 0);
    assert.equal(await tab.locator('mentormark-readiness .readiness').getAttribute('lang'), 'cy');
    await answer(tab, words.all_of_it);
    const link = await tab.getByRole('link', { name: words.open_full }).evaluate((link) => new URL(link.href).pathname);
    assert.equal(link, '/cy/nms/2022/');
    await cleanIn(tab, tab, 'inline', [[{ colorScheme: 'light' }, WIDE]]);
  });
});
