// WCAG 2.2 AA: what axe can see, in every state, in both colour schemes and at 320 and 1280 px; and what it cannot see.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { NARROW, WIDE, start } from './browser.mjs';
import { choose, enter, focused, type } from './keyboard.mjs';
import { START, complete, load, open, pages, problem, sample, standard } from './sample.mjs';
import { RULES, clean, clipped, spaceOut, sticksOut } from './sight.mjs';
import { VISITS, visit } from './visits.mjs';

/** How a page is looked at: each width and each colour scheme, crossed over two views so that every pair occurs often. */
const VIEWS = [
  [{ colorScheme: 'light' }, WIDE],
  [{ colorScheme: 'dark' }, NARROW],
];
const OTHER_VIEWS = [
  [{ colorScheme: 'light' }, NARROW],
  [{ colorScheme: 'dark' }, WIDE],
];

const SECTION = `${START}aims/`;

let site;
before(async () => (site = await start()));
after(() => site.close());

test('axe finds nothing on any kind of page while nothing is answered', async () => {
  const { words } = await standard();
  await site.visit({}, async (page) => {
    await page.goto('');
    await clean(page, 'front page', [...VIEWS, ...OTHER_VIEWS]);
    await open(page, START, words.name);
    await clean(page, 'start, empty', VIEWS);
    await open(page, `${START}about/`, 'About you');
    await clean(page, 'about, empty', OTHER_VIEWS);
    await open(page, SECTION, 'Aims');
    await clean(page, 'section, empty', VIEWS);
    await open(page, `${START}result/`, 'Your result');
    await clean(page, 'result, empty', OTHER_VIEWS);
  });
});

test('axe finds nothing while some is answered', async () => {
  const answers = await sample();
  await site.visit({ today: answers.as_of }, async (page) => {
    await load(page, { ...answers, ratings: Object.fromEntries(Object.entries(answers.ratings).slice(0, 8)) });
    await clean(page, 'start, partly answered', OTHER_VIEWS);
    await open(page, SECTION, 'Aims');
    await page.getByText('Why it matters and what shows it').first().click();
    await clean(page, 'section, partly answered, guide open', [...VIEWS, ...OTHER_VIEWS]);
    await open(page, `${START}about/`, 'About you');
    await clean(page, 'about, filled in', VIEWS);
    await open(page, `${START}result/`, 'Your result');
    // With so little answered there is a way to each level, of which the first stands open.
    const shut = page.locator('main details:not([open])');
    assert.ok((await shut.count()) > 0);
    await shut.evaluateAll((all) => all.forEach((details) => (details.open = true)));
    await clean(page, 'result, partly answered', VIEWS);
  });
});

test('axe finds nothing while all is answered', async () => {
  const answers = await complete();
  await site.visit({ today: answers.as_of }, async (page) => {
    await load(page, answers);
    await clean(page, 'start, complete', VIEWS);
    await page.getByRole('button', { name: 'Clear all answers' }).click();
    await page.getByRole('dialog').waitFor();
    await clean(page, 'dialog', OTHER_VIEWS);
    await page.keyboard.press('Escape');
    await open(page, `${START}result/`, 'Your result');
    await clean(page, 'result, complete', [...VIEWS, ...OTHER_VIEWS]);
    await page.goto(`${SECTION}#aims.gold.set-together`);
    await page.locator('fieldset:focus').waitFor();
    await clean(page, 'section, complete, at a criterion', OTHER_VIEWS);
  });
});

for (const of of Object.keys(VISITS)) {
  test(`axe finds nothing on the pages of ${of}, and none scrolls sideways at 320 px`, async () => {
    const [answers, { scheme, words }] = await Promise.all([visit(of), standard(of)]);
    const [{ id }] = scheme.sections;
    const shown = [
      ...(scheme.facts ? [[`${of}/about/`, 'About you']] : []),
      ...(scheme.programmes ? [[`${of}/programmes/`, 'Your programmes']] : []),
      [`${of}/${id}/`, words.sections[id].name],
      [`${of}/result/`, 'Your result'],
    ];
    await site.visit({ today: answers.as_of }, async (page) => {
      for (const [path, heading] of shown) {
        await open(page, path, heading);
        await clean(page, `${path}, empty`, OTHER_VIEWS);
      }
      await load(page, answers, of);
      for (const [path, heading] of shown) {
        await open(page, path, heading);
        await clean(page, `${path}, partly answered`, VIEWS);
        assert.deepEqual(await sticksOut(page), [], path);
      }
    });
  });
}

test('axe finds nothing where something is wrong', async () => {
  const { words } = await standard();
  await site.visit({}, async (page, context) => {
    await context.addInitScript(() => (Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }));
    await open(page, `${START}about/`, 'About you');
    await type(page, words.facts.employees.question, 'abc');
    await choose(page, 'Which level of this award do you hold now?', 'Bronze');
    await enter(page, 'button', 'Save and continue');
    await problem(page).waitFor();
    await clean(page, 'about, wrong', [...VIEWS, ...OTHER_VIEWS]);
    await choose(page, 'Which level are you aiming for?', 'Gold');
    await page.getByText('its storage is switched off or full').waitFor();
    await clean(page, 'about, wrong and not kept', VIEWS);
    await open(page, START, words.name);
    await page.getByLabel('Open a file of answers').setInputFiles({ name: 'a.json', mimeType: 'application/json', buffer: Buffer.from('{') });
    await problem(page).waitFor();
    await clean(page, 'start, file refused', OTHER_VIEWS);
  });
});

test('no page scrolls sideways at 320 px, and none clips its text when it is spaced out', async () => {
  const answers = await complete();
  await site.visit({ today: answers.as_of, viewport: NARROW }, async (page) => {
    await load(page, answers);
    const found = {};
    for (const { path, heading } of [{ path: '', heading: /./ }, ...(await pages())]) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1, name: heading }).first().waitFor();
      await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
      found[`/${path}`] = await sticksOut(page);
      await spaceOut(page);
      found[`/${path}, spaced out`] = [...(await sticksOut(page)), ...(await clipped(page))];
    }
    assert.deepEqual(Object.fromEntries(Object.entries(found).filter(([, troubles]) => troubles.length)), {});
  });
});

test('focus moves to the heading on each change of page, and each page has a title of its own', async () => {
  const titles = new Set();
  await site.visit({}, async (page) => {
    const all = await pages();
    await open(page, START, all[0].heading);
    const steps = page.getByRole('navigation', { name: 'Steps' });
    for (const [at, { path, heading }] of all.entries()) {
      if (at > 0) {
        await steps.getByRole('link').nth(at).focus();
        await page.keyboard.press('Enter');
        await page.getByRole('heading', { level: 1, name: heading, exact: true }).and(page.locator(':focus')).waitFor();
        await page.waitForFunction(() => scrollY === 0);
        await page.waitForFunction((title) => document.title === title, `${heading} | ${all[0].heading} | Mentormark`);
      }
      assert.equal(await steps.locator('[aria-current=page]').count(), 1);
      titles.add(await page.title());
      await page.waitForURL((url) => url.pathname.endsWith(path));
    }
    assert.equal(titles.size, all.length);
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: all.at(-2).heading, exact: true }).and(page.locator(':focus')).waitFor();
  });
});

test('no part of the ring around what has focus is cut off beside a section', async () => {
  await site.visit({}, async (page) => {
    await open(page, SECTION, 'Aims');
    const steps = page.getByRole('navigation', { name: 'Steps' }).getByRole('link');
    assert.ok((await steps.count()) > 5);
    await page.getByRole('radio').first().focus();
    await page.keyboard.press('Shift+Tab');
    for (const step of await steps.all()) {
      await step.focus();
      assert.deepEqual(await step.evaluate(cuts), []);
    }
  });
});

/** The boxes around an element that cut something off the ring which shows that it has focus. */
function cuts(element) {
  const { outlineStyle, outlineWidth, outlineOffset } = getComputedStyle(element);
  if (outlineStyle === 'none') return ['there is no ring'];
  const [at, out] = [element.getBoundingClientRect(), parseFloat(outlineWidth) + parseFloat(outlineOffset)];
  const cut = [];
  for (let box = element.parentElement; box; box = box.parentElement) {
    const { contain, overflowX } = getComputedStyle(box);
    if (!/content|strict|paint/.test(contain) && overflowX === 'visible') continue;
    const within = box.getBoundingClientRect();
    if (at.left - out < within.left - 0.1 || at.right + out > within.right + 0.1) cut.push(box.className || box.localName);
  }
  return cut;
}

for (const [viewport, width] of [[NARROW, 'a small phone'], [{ width: 1280, height: 600 }, 'a low window']]) {
  test(`what has focus is never hidden under the summary on ${width}`, async () => {
    const answers = await sample();
    await site.visit({ today: answers.as_of, viewport, reducedMotion: 'reduce' }, async (page) => {
      await load(page, answers);
      await open(page, SECTION, 'Aims');
      for (const [key, wanted] of [['Tab', 45], ['Shift+Tab', 45]]) {
        let stops = 0;
        for (let press = 0; press < 70; press += 1) {
          await page.keyboard.press(key);
          const seen = await page.evaluate(coverOfFocus);
          if (seen === null) continue;
          stops += 1;
          assert.deepEqual(seen.hidden, [], `${key} to ${seen.what}`);
        }
        assert.ok(stops >= wanted, `${stops} stops`);
      }
    });
  });
}

test('the skip link shows itself and leads to the main part', async () => {
  await site.visit({ viewport: NARROW }, async (page) => {
    for (const path of ['', `${SECTION}`]) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.keyboard.press('Tab');
      assert.deepEqual(await focused(page), { role: 'link', name: 'Skip to main content', within: '' });
      const box = await page.getByRole('link', { name: 'Skip to main content' }).boundingBox();
      assert.ok(box.x >= 0 && box.y >= 0 && box.height >= 24, JSON.stringify(box));
      await page.keyboard.press('Enter');
      await page.getByRole('main').and(page.locator(':focus')).waitFor();
    }
  });
});

test('the links at the head of a result lead to each of its parts, by keyboard, and back again', async () => {
  for (const of of ['nms/2022', ...Object.keys(VISITS)]) {
    await site.visit({ viewport: NARROW }, async (page) => {
      await load(page, of === 'nms/2022' ? await sample() : await visit(of), of);
      await open(page, `${of}/result/`, 'Your result');
      const links = page.getByRole('navigation', { name: 'On this page' }).getByRole('link');
      await links.first().waitFor();
      const names = await links.allInnerTexts();
      const headings = page.locator('main h2:not(#verdict-title)');
      assert.deepEqual(names, await headings.allInnerTexts(), of);
      // Of the table beside the picture what the level of a section is can be read without scrolling sideways.
      const cut = await page.locator('.chart + .wide-table').evaluate((around) => {
        const edge = around.getBoundingClientRect().right;
        return [...around.querySelectorAll('tr > :nth-child(2)')].filter((cell) => {
          const words = document.createRange();
          words.selectNodeContents(cell);
          return words.getBoundingClientRect().right > edge + 1;
        }).map((cell) => cell.innerText);
      });
      assert.deepEqual(cut, [], of);
      for (const name of names) {
        await links.filter({ hasText: new RegExp(`^${name}$`) }).focus();
        await page.keyboard.press('Enter');
        const heading = page.getByRole('heading', { level: 2, name, exact: true });
        await heading.and(page.locator(':focus')).waitFor();
        assert.deepEqual((await page.evaluate(coverOfFocus)).hidden, [], `${of}: ${name}`);
      }
      await page.goBack();
      await page.getByRole('heading', { level: 2, name: names.at(-2), exact: true }).and(page.locator(':focus')).waitFor();
    });
  }
});

test('forced colours leave borders, marks and focus to be seen', async () => {
  const answers = await sample();
  await site.visit({ today: answers.as_of, forcedColors: 'active' }, async (page) => {
    await load(page, answers);
    await open(page, SECTION, 'Aims');
    // axe does not know which colours the browser forces.
    await clean(page, 'section, forced colours', VIEWS, { ...RULES, rules: { ...RULES.rules, 'color-contrast': { enabled: false } } });
    const style = (locator, name) => locator.evaluate((element, property) => getComputedStyle(element)[property], name);
    const summary = page.getByRole('region', { name: 'Where you stand' });
    assert.equal(await style(summary, 'borderTopStyle'), 'solid');
    const chosen = page.getByRole('radio', { checked: true }).first().locator('xpath=..');
    assert.notEqual(await style(chosen, 'outlineStyle'), 'none');
    for (const button of [page.getByRole('link', { name: /^Next/ }), page.getByRole('button', { name: /^Clear this/ }).first()]) {
      await button.focus();
      await page.keyboard.press('Shift+Tab');
      await page.keyboard.press('Tab');
      assert.notEqual(await style(button, 'outlineStyle'), 'none');
    }
  });
});

test('nothing moves for those who ask for less motion', async () => {
  await site.visit({ reducedMotion: 'reduce' }, async (page) => {
    await open(page, SECTION, 'Aims');
    const moving = await page.evaluate(() =>
      [...document.querySelectorAll('*')].filter((element) => {
        const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element);
        return transitionDuration.split(', ').some((time) => parseFloat(time) > 0) || animationName !== 'none' || scrollBehavior === 'smooth';
      }).map(({ tagName, className }) => `${tagName}.${className}`),
    );
    assert.deepEqual(moving, []);
  });
});

test('print leaves out what only a screen is for, and nothing else', async () => {
  const answers = await sample();
  await site.visit({ today: answers.as_of }, async (page) => {
    await load(page, answers);
    await open(page, `${START}result/`, 'Your result');
    await page.emulateMedia({ media: 'print' });
    for (const navigation of await page.locator('nav').all()) assert.ok(!(await navigation.isVisible()));
    for (const button of await page.getByRole('button').all()) assert.ok(!(await button.isVisible()));
    assert.ok(!(await page.getByRole('link', { name: 'Skip to main content' }).isVisible()));
    for (const heading of ['Your result', 'Why', 'What would lift it', 'When you may apply', 'What it costs', 'What was assumed']) {
      assert.ok(await page.getByRole('heading', { name: heading, exact: true }).isVisible(), heading);
    }
    assert.ok(!(await page.getByText('What to do next').last().isVisible()));
    // Of a section, what was opened beside a criterion, and nothing in the place of what was not.
    await page.emulateMedia({ media: 'screen' });
    await open(page, SECTION, 'Aims');
    await page.getByText(/^Why it matters/).first().click();
    const guide = page.locator('.criterion').first().getByRole('heading', { name: 'Why it matters', exact: true });
    await guide.waitFor();
    await page.emulateMedia({ media: 'print' });
    assert.ok(await guide.isVisible());
    assert.doesNotMatch(await page.getByRole('main').innerText(), /One moment|Clear this answer|Your evidence/);
  });
});

/** What has focus and what hides any part of it; nothing where the page itself has it. A label counts with its control. */
function coverOfFocus() {
  const active = document.activeElement;
  if (active === document.body) return null;
  const shown = active.closest('label') ?? active;
  const { left, top, right, bottom } = shown.getBoundingClientRect();
  const hidden = [];
  if (top < 0 || bottom > innerHeight || left < 0 || right > innerWidth) hidden.push(`outside the window: ${top} to ${bottom}`);
  const bar = document.querySelector('.standing');
  // Asked of the browser point by point: what is scrolled out of sight within the column beside the page covers nothing.
  const along = (from, to) => [from + 2, (from + to) / 2, to - 2];
  const covered = along(left, right).some((x) => along(top, bottom).some((y) => bar.contains(document.elementFromPoint(x, y))));
  if (covered && !bar.contains(active)) hidden.push(`under the summary: ${top} to ${bottom}`);
  return { what: `${active.tagName} "${(active.labels?.[0] ?? active).textContent.slice(0, 60)}"`, hidden };
}
