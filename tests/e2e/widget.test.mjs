// The readiness widget on other people's pages: under the strictest policy, in React and Vue, twice, hidden, narrow, without scripts,
// and in bad company.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { examples, installed } from '../pkg/installed.mjs';
import { DIST, NARROW, WIDE, mentormark, start } from './browser.mjs';
import { HEAR, answer, at, bundled, checkOf, cleanIn, earned, framed, onward, page, partner, shown, strict, widget } from './partner.mjs';
import { spaceOut, sticksOut } from './sight.mjs';

const ALL = 'All of it';
const NONE = 'None of it';
const SOME = 'Some of it, or I am not sure';
const SEVEN = Array(7).fill(ALL);
const SMALL = { width: 280, height: 700 };

let site;
before(async () => (site = await start()));
after(() => site.close());

const plain = (attributes, script = HEAR) => ({ '/': page(widget(site.address, attributes), script), '/own.js': script });
const base = () => site.address.replace(/\/?$/, '/');
/** What was heard of an event, once there was one. */
const told = async (tab, type) => {
  await tab.waitForFunction((type) => globalThis.heard.some(([of]) => of === type), type);
  return heard(tab, type);
};
const heard = (tab, type) => tab.evaluate((type) => globalThis.heard.filter(([of]) => of === type).map(([, detail]) => detail), type);
/** The frame, once its script runs: then it has told its height. */
const frameOf = async (tab) => {
  await tab.locator('mentormark-readiness iframe[height]').waitFor();
  return checkOf(tab, base());
};

/** Neither the page nor the frame holds anything, and no server was told anything but addresses. */
async function keepsNothing(tab, context) {
  assert.deepEqual(await context.cookies(), []);
  for (const frame of tab.frames()) {
    const kept = await frame.evaluate(async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length, (await caches.keys()).length]);
    assert.deepEqual(kept, [0, 0, 0, 0], frame.url());
  }
}

test('a plain page under the strictest policy: answers, events, result, and nothing kept before or after', async () => {
  const asked = [];
  await at(site, { files: plain(), policy: strict(site.address) }, async (tab, context, host) => {
    context.on('request', (request) => asked.push(request));
    await tab.reload();
    const check = await frameOf(tab);
    await keepsNothing(tab, context);
    const before = asked.map((request) => request.url());
    assert.ok(!before.some((url) => /\.wasm$|embed-engine/.test(url)), 'the rules are loaded before anybody answers');
    await answer(framed(tab), SEVEN);
    assert.equal(await earned(framed(tab)), 'Silver');
    await keepsNothing(tab, context);
    for (const request of asked) {
      const { origin } = new URL(request.url());
      assert.ok([new URL(base()).origin, new URL(host.address).origin].includes(origin), request.url());
      assert.equal(request.postData(), null);
      assert.equal(request.method(), 'GET');
    }
    const [ready] = await heard(tab, 'ready');
    assert.deepEqual(ready, { scheme: 'nms', edition: '2022', target: 'silver' });
    const [{ outcome, rules_hash }] = await told(tab, 'complete');
    const changes = await heard(tab, 'change');
    assert.deepEqual(changes.at(-1), { answered: 8, of: 8, level: 'silver', could_reach: 'gold' });
    assert.deepEqual(changes.map(({ answered }) => answered), [1, 2, 3, 4, 5, 6, 7, 8], 'one for each answer, and none for going on');
    assert.deepEqual(outcome.quality, { level: 'silver', could_reach: 'gold' });
    assert.deepEqual([outcome.award.level, outcome.award.limited_by], ['bronze', ['progression']]);
    assert.equal(outcome.fee.gross, 96_000);
    assert.equal(rules_hash, JSON.parse(await mentormark('schemes', '--json')).find(({ id }) => id === 'nms').rules_hash);
    assert.ok(check.url().startsWith(`${base()}embed/nms/silver/`));
  });
});

test('axe finds nothing in the page, nor in any state of the check', async () => {
  await at(site, { files: plain(), policy: strict(site.address) }, async (tab) => {
    const check = await frameOf(tab);
    const views = [[{ colorScheme: 'light' }, WIDE], [{ colorScheme: 'dark' }, NARROW]];
    const look = async (state) => {
      await cleanIn(tab, tab, state, views);
      await cleanIn(tab, check, state, views);
    };
    await look('first question');
    await shown(check).getByRole('textbox').fill('a few');
    await check.getByRole('button', { name: 'Next' }).click();
    await check.getByText('Write a whole number in figures').waitFor();
    await look('problem');
    await shown(check).getByRole('textbox').fill('180');
    await onward(check);
    await shown(check).getByLabel(SOME).check();
    await shown(check).getByText('Say which, as far as you know.').waitFor();
    await look('section opened');
    for (const words of SEVEN) {
      await shown(check).getByRole('radio', { name: words, exact: true }).check();
      await onward(check);
    }
    await check.getByRole('heading', { name: 'Your result' }).waitFor();
    await look('result');
  });
});

test('a whole check by keyboard, each question read out by name', async () => {
  await at(site, { files: plain(), policy: strict(site.address) }, async (tab) => {
    const check = await frameOf(tab);
    const focus = () => check.evaluate(() => document.activeElement.textContent.trim() || document.activeElement.name);
    await tab.keyboard.press('Tab');
    assert.equal(await focus(), 'fact:employees');
    assert.equal(await tab.evaluate(() => document.activeElement.localName), 'mentormark-readiness');
    await tab.keyboard.type('250');
    await tab.keyboard.press('Enter');
    for (const name of ['Aims', 'Training', 'Support', 'Admin', 'Inclusion', 'Awareness', 'Recognition']) {
      await check.getByRole('group', { name: new RegExp(name) }).waitFor();
      assert.equal(await focus(), name);
      await tab.keyboard.press('Tab');
      await tab.keyboard.press('Space');
      await tab.keyboard.press('Enter');
    }
    await check.getByRole('heading', { name: 'Your result' }).and(check.locator(':focus')).waitFor();
    assert.equal(await earned(check), 'Silver');
    await tab.keyboard.press('Tab');
    assert.equal(await focus(), 'See why, and what to do next');
    await check.getByRole('status').getByText('So far: Silver. Could still reach: Gold.').waitFor({ state: 'attached' });
  });
});

test('a frame is as high as it needs to be, at 280 pixels too, and nothing sticks out of it', async () => {
  await at(site, { files: plain(), policy: strict(site.address), viewport: SMALL }, async (tab) => {
    const check = await frameOf(tab);
    const fits = async () => {
      await check.waitForFunction(() => innerHeight >= document.documentElement.getBoundingClientRect().height - 1);
      assert.deepEqual([...(await sticksOut(tab)), ...(await sticksOut(check))], []);
      return check.evaluate(() => innerHeight);
    };
    await fits();
    await shown(check).getByRole('textbox').fill('180');
    await onward(check);
    const shut = await fits();
    await shown(check).getByLabel(SOME).check();
    await shown(check).getByText('Say which, as far as you know.').waitFor();
    const open = await fits();
    assert.ok(open > shut + 500, `${open} after ${shut}`);
    await spaceOut(check);
    await fits();
    await shown(check).getByLabel(NONE).check();
    await tab.waitForFunction((open) => document.querySelector('mentormark-readiness').offsetHeight < open / 2, open);
    await cleanIn(tab, check, '280 pixels', [[{ colorScheme: 'light' }, SMALL]]);
  });
});

test('the example of the npm package, packed and bundled, hears what a check came to', async () => {
  const [{ 'readiness.html': html, 'readiness.js': script }, { folder }] = await Promise.all([examples(), installed()]);
  const example = html.replace('https://mentormark.example/"', `${base()}"`).replace('https://mentormark.example/nms', `${base()}nms`);
  await at(site, { files: { '/': example, '/readiness.js': await bundled(script, folder) }, policy: strict(site.address) }, async (tab) => {
    await frameOf(tab);
    await answer(framed(tab), SEVEN);
    await tab.getByRole('status').getByText('Your answers earn: silver').waitFor();
    await cleanIn(tab, tab, 'example', [[{ colorScheme: 'light' }, WIDE], [{ colorScheme: 'light' }, SMALL]]);
  });
});

for (const file of (await readdir(DIST)).filter((name) => /^widget-.*\.js$/.test(name))) {
  test(`${file}, named with its hash, brings up a check of today`, async () => {
    const hash = createHash('sha384').update(await readFile(join(DIST, file))).digest('base64');
    const script = `<script type="module" src="${base()}${file}" crossorigin="anonymous" integrity="sha384-${hash}"></script>`;
    const html = page(widget(base()), HEAR).replace('<script type="module" src="/widget.js"></script>', script);
    const policy = strict(site.address).replace("script-src 'self'", `script-src 'self' ${new URL(base()).origin}`);
    await at(site, { files: { '/': html, '/own.js': HEAR }, policy }, async (tab) => {
      await frameOf(tab);
      await answer(framed(tab), SEVEN);
      assert.equal((await told(tab, 'complete'))[0].outcome.quality.level, 'silver');
    });
  });
}

const REACT = `
import { StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import '../../pkg/widget.js';
function Page({ base }) {
  const [target, choose] = useState('bronze');
  const [level, hear] = useState('nothing yet');
  return <><p>Level: <output>{level}</output></p><button onClick={() => choose('silver')}>Silver</button>
    <mentormark-readiness scheme="nms" target={target} base={base} onmentormark-change={(event) => hear(event.detail.level ?? 'none')}>
      <a href={base}>Check your readiness</a>
    </mentormark-readiness></>;
}
const place = document.getElementById('app');
createRoot(place).render(<StrictMode><Page base={place.dataset.base} /></StrictMode>);`;

const VUE = `
import { createApp, h, ref } from 'vue';
import '../../pkg/widget.js';
const place = document.getElementById('app');
const target = ref('bronze');
const level = ref('nothing yet');
createApp({ setup: () => () => [
  h('p', ['Level: ', h('output', level.value)]),
  h('button', { onClick: () => { target.value = 'silver'; } }, 'Silver'),
  h('mentormark-readiness', { scheme: 'nms', target: target.value, base: place.dataset.base, 'onMentormark-change': (event) => { level.value = event.detail.level ?? 'none'; } },
    [h('a', { href: place.dataset.base }, 'Check your readiness')]),
] }).mount(place);`;

for (const [name, source] of Object.entries({ React: REACT, Vue: VUE })) {
  test(`a ${name} page sets attributes, hears events and may change its mind`, async () => {
    const html = page(`<div id="app" data-base="${base()}"></div>`, 'own').replace('<script type="module" src="/widget.js"></script>', '');
    await at(site, { files: { '/': html, '/own.js': await bundled(source) }, policy: strict(site.address) }, async (tab) => {
      await framed(tab).getByRole('heading', { name: 'Readiness check: Bronze' }).waitFor();
      await tab.getByRole('button', { name: 'Silver' }).click();
      await framed(tab).getByRole('heading', { name: 'Readiness check: Silver' }).waitFor();
      await frameOf(tab);
      await answer(framed(tab), SEVEN);
      await tab.getByRole('status').getByText('silver').waitFor();
      assert.equal(await tab.locator('mentormark-readiness').count(), 1);
      await cleanIn(tab, tab, name, [[{ colorScheme: 'light' }, WIDE]]);
      await cleanIn(tab, checkOf(tab, base()), name, [[{ colorScheme: 'dark' }, NARROW]]);
    });
  });
}

test('two on one page know nothing of each other', async () => {
  const two = `${widget(base(), 'id="one" scheme="nms" target="bronze"')}${widget(base(), 'id="two" scheme="mentorsme" aria-label="Listing check"')}`;
  await at(site, { files: { '/': page(two, HEAR), '/own.js': HEAR }, policy: strict(site.address) }, async (tab) => {
    const [one, other] = [framed(tab, '#one'), framed(tab, '#two')];
    await other.getByRole('heading', { name: 'Readiness check: Listed' }).waitFor();
    await tab.locator('#one iframe[height]').waitFor();
    await answer(one, SEVEN);
    assert.equal(await earned(one), 'Bronze');
    assert.ok(await other.getByText('Question 1 of 3').isVisible());
    const of = await tab.evaluate(() => globalThis.heard.filter(([type]) => type !== 'ready').map(([, , id]) => id));
    assert.deepEqual([...new Set(of)], ['one']);
    assert.equal(new Set(await tab.locator('iframe').evaluateAll((all) => all.map(({ title }) => title))).size, 2);
    await cleanIn(tab, tab, 'two', [[{ colorScheme: 'light' }, WIDE]]);
  });
});

test('what is hidden asks for nothing, and fits once it is shown', async () => {
  const asked = [];
  const hidden = `<div id="tab" hidden>${widget(base())}</div>`;
  await at(site, { files: { '/': page(hidden, HEAR), '/own.js': HEAR }, policy: strict(site.address) }, async (tab, context) => {
    context.on('request', (request) => asked.push(request.url()));
    await tab.reload({ waitUntil: 'load' });
    await tab.waitForFunction(() => document.querySelector('mentormark-readiness').shadowRoot?.querySelector('iframe'));
    await tab.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    assert.ok(!asked.some((url) => url.startsWith(base())), asked.join('\n'));
    await tab.evaluate(() => {
      document.getElementById('tab').hidden = false;
    });
    const check = await frameOf(tab);
    await check.waitForFunction(() => innerHeight >= document.documentElement.getBoundingClientRect().height - 1);
    // Hidden and shown again, as a tab is.
    await tab.evaluate(async () => {
      const place = document.getElementById('tab');
      place.hidden = true;
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      place.hidden = false;
    });
    await check.waitForFunction(() => innerHeight >= document.documentElement.getBoundingClientRect().height - 1);
    await cleanIn(tab, check, 'shown', [[{ colorScheme: 'light' }, WIDE]]);
  });
});

test('without JavaScript the link inside is there, and a plain frame says where to go', async () => {
  const body = `${widget(base())}<iframe title="Readiness check" src="${base()}embed/nms/silver/" width="300" height="300"></iframe>`;
  await at(site, { files: { '/': page(body) }, policy: strict(site.address), javaScriptEnabled: false }, async (tab) => {
    const link = tab.getByRole('link', { name: 'Check your readiness' });
    assert.ok(await link.isVisible());
    assert.equal(await link.getAttribute('href'), `${base()}nms/2022/`);
    const plain = tab.frameLocator('iframe');
    const standard = plain.getByRole('link', { name: 'Read the standard in full' });
    await standard.waitFor();
    assert.ok((await plain.getByRole('main').innerText()).includes('This check needs JavaScript, which is switched off.'));
    assert.equal(await plain.getByRole('button').count(), 0);
    assert.equal(await standard.evaluate((link) => link.href), `${base()}standards/nms/2022/`);
  });
  // axe is a script: it looks at the same page with scripts on and none in it.
  await at(site, { files: { '/': page(widget(base())).replace(/<script.*<\/script>/, '') }, policy: strict(site.address) }, async (tab) => {
    await tab.getByRole('link', { name: 'Check your readiness' }).waitFor();
    await cleanIn(tab, tab, 'no scripts', [[{ colorScheme: 'light' }, WIDE], [{ colorScheme: 'dark' }, NARROW]]);
  });
});

test('the theme that the page names holds in the frame, and changing it keeps what was answered', async () => {
  await at(site, { files: plain('scheme="nms" theme="dark"'), policy: strict(site.address), colorScheme: 'light' }, async (tab) => {
    const check = await frameOf(tab);
    const paper = () => check.evaluate(() => getComputedStyle(document.querySelector('.readiness')).backgroundColor);
    assert.equal(await paper(), 'rgb(23, 16, 23)');
    await shown(check).getByRole('textbox').fill('12');
    const before = await tab.evaluate(() => history.length);
    await tab.evaluate(() => document.querySelector('mentormark-readiness').setAttribute('theme', 'light'));
    await check.waitForFunction(() => location.hash === '#light');
    assert.equal(await paper(), 'rgb(251, 248, 245)');
    assert.equal(await shown(check).getByRole('textbox').inputValue(), '12');
    assert.equal(await tab.evaluate(() => history.length), before, 'the way back stays as long');
  });
});

test('a theme that changes while the frame is being greeted holds too', async () => {
  await at(site, { files: plain('scheme="nms" theme="light"'), policy: strict(site.address), colorScheme: 'light' }, async (tab) => {
    await frameOf(tab);
    await tab.evaluate(() => {
      const element = document.querySelector('mentormark-readiness');
      element.setAttribute('target', 'gold');
      // Between the greeting, which goes out when the frame has loaded, and the answer to it.
      queueMicrotask(() => element.shadowRoot.querySelector('iframe').addEventListener('load', () => element.setAttribute('theme', 'dark')));
    });
    await framed(tab).getByRole('heading', { name: 'Readiness check: Gold' }).waitFor();
    await checkOf(tab, base()).waitForFunction(() => location.hash === '#dark');
  });
});

test('a language that is not there is shown in English, and an attribute that leads nowhere shows the link and says so', async () => {
  await at(site, { files: plain('scheme="nms" lang="fr"'), policy: strict(site.address) }, async (tab) => {
    await framed(tab).getByRole('heading', { name: 'Readiness check: Bronze' }).waitFor();
    await tab.evaluate(() => document.querySelector('mentormark-readiness').setAttribute('scheme', '../../partners'));
    await tab.getByRole('link', { name: 'Check your readiness' }).waitFor();
    assert.equal((await told(tab, 'error'))[0].code, 'bad-attribute');
    await tab.evaluate(() => document.querySelector('mentormark-readiness').setAttribute('scheme', 'mentorsme'));
    await framed(tab).getByRole('heading', { name: 'Readiness check: Listed' }).waitFor();
    await tab.evaluate(() => document.querySelector('mentormark-readiness').setAttribute('base', 'javascript:alert(1)'));
    await tab.getByRole('link', { name: 'Check your readiness' }).waitFor();
    await tab.waitForFunction(() => globalThis.heard.filter(([type]) => type === 'error').length === 2);
    assert.equal((await heard(tab, 'error'))[1].code, 'bad-attribute');
  });
});

test('a frame that does not come up gives way to the link', async () => {
  const refused = { also: /violates the following Content Security Policy directive|Framing '|does not match the recipient window's origin/ };
  await at(site, { files: plain(), policy: strict('http://127.0.0.1:1/'), ...refused }, async (tab) => {
    await tab.getByRole('link', { name: 'Check your readiness' }).waitFor();
    assert.equal((await told(tab, 'error'))[0].code, 'no-answer');
  });
});

test('loaded twice it is defined once, and it leaves no name behind', async () => {
  const script = `const before = new Set(Object.getOwnPropertyNames(globalThis));
await import('/widget.js?again'); await import('/widget.js?third');
globalThis.added = Object.getOwnPropertyNames(globalThis).filter((name) => !before.has(name) && name !== 'added');`;
  const files = { '/': page(widget(base()), script), '/own.js': script };
  await at(site, { files, policy: strict(site.address) }, async (tab) => {
    await frameOf(tab);
    await tab.waitForFunction(() => globalThis.added);
    assert.deepEqual(await tab.evaluate(() => globalThis.added), []);
    assert.equal(await tab.evaluate(() => document.querySelectorAll('[style], style').length), 0);
  });
});

test('inline: the check is a part of the page where its policy allows that, and a frame where it does not', async () => {
  const { origin } = new URL(base());
  const open = `default-src 'none'; script-src 'self' 'wasm-unsafe-eval' ${origin}; style-src 'self'; connect-src ${origin}; frame-src ${origin}`;
  const files = plain('scheme="nms" target="silver" inline theme="light"');
  await at(site, { files, policy: open }, async (tab, context) => {
    await tab.waitForFunction(() => globalThis.heard.some(([type]) => type === 'ready'));
    assert.equal(await tab.locator('iframe').count(), 0);
    assert.ok(!(await tab.getByText('The page around this is told').isVisible()), 'of this page it would not be true');
    await cleanIn(tab, tab, 'inline', [[{ colorScheme: 'light' }, WIDE], [{ colorScheme: 'light' }, SMALL]]);
    assert.deepEqual(await sticksOut(tab), []);
    await answer(tab, SEVEN);
    assert.equal(await earned(tab), 'Silver');
    assert.equal((await told(tab, 'complete'))[0].outcome.quality.level, 'silver');
    assert.equal((await tab.getByRole('link', { name: 'See why, and what to do next' }).getAttribute('href')).split('#')[0], `${base()}nms/2022/`);
    await keepsNothing(tab, context);
  });
  const closed = { policy: strict(site.address), also: /wasm|WebAssembly/ };
  await at(site, { files, ...closed }, async (tab) => {
    await frameOf(tab);
    await answer(framed(tab), SEVEN);
    assert.equal(await earned(framed(tab)), 'Silver');
  });
});

test('inline in place of a frame that never answered stays, however long that frame is silent', async () => {
  const { origin } = new URL(base());
  const open = `default-src 'none'; script-src 'self' 'wasm-unsafe-eval' ${origin}; style-src 'self'; connect-src ${origin}; frame-src ${origin}`;
  await at(site, { files: { '/': page('', HEAR), '/own.js': HEAR }, policy: open }, async (tab) => {
    const silent = '**/embed/nms/silver/';
    await tab.route(silent, (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>x</title>' }));
    // Once it has loaded it is waited for.
    await tab.evaluate((base) => new Promise((done) => {
      const element = document.createElement('mentormark-readiness');
      for (const [name, value] of Object.entries({ scheme: 'nms', target: 'silver', base })) element.setAttribute(name, value);
      document.querySelector('main').append(element);
      queueMicrotask(() => element.shadowRoot.querySelector('iframe').addEventListener('load', done));
    }), base());
    await tab.unroute(silent);
    await tab.evaluate(() => document.querySelector('mentormark-readiness').setAttribute('inline', ''));
    await told(tab, 'ready');
    await tab.clock.fastForward(60_000);
    assert.deepEqual(await heard(tab, 'error'), []);
    await tab.getByRole('heading', { name: 'Readiness check: Silver' }).waitFor();
  });
});

test('a hostile page around a check is told the level, and never an answer', async () => {
  const spy = `${HEAR}
globalThis.said = [];
addEventListener('message', ({ data }) => said.push(data));
globalThis.pry = () => {
  const frame = document.querySelector('mentormark-readiness').shadowRoot.querySelector('iframe');
  const tries = [() => frame.contentWindow.document.body.innerHTML, () => frame.contentWindow.location.href, () => frame.contentWindow.eval('1')];
  for (const ask of ['hello', 'answers', 'assessment', 'state', 'end']) frame.contentWindow.postMessage({ mentormark: ask, type: ask }, '*');
  return [frame.contentDocument, ...tries.map((go) => { try { return String(go()); } catch (error) { return error.name; } })];
};`;
  await at(site, { files: plain(undefined, spy), policy: strict(site.address) }, async (tab) => {
    const check = await frameOf(tab);
    await answer(framed(tab), [ALL, NONE, SOME, ALL, ALL, ALL, ALL]);
    // Whatever the frame answers to what it is asked here before this is heard before it too.
    await check.evaluate(() => addEventListener('message', ({ data }) => data.mentormark === 'end' && parent.postMessage({ type: 'end' }, '*')));
    assert.deepEqual(await tab.evaluate(() => globalThis.pry()), [null, 'SecurityError', 'SecurityError', 'SecurityError']);
    await tab.waitForFunction(() => globalThis.said.some(({ type }) => type === 'end'));
    const [said, heardOf] = await tab.evaluate(() => [globalThis.said, globalThis.heard]);
    assert.ok(said.some(({ type }) => type === 'complete'));
    const ids = await check.locator('.criterion').evaluateAll((all) => all.map(({ dataset: { id } }) => id));
    const text = JSON.stringify([said, heardOf]);
    const sections = await check.locator('.step[data-kind=section]').evaluateAll((all) => all.map(({ dataset: { id } }) => `"${id}"`));
    assert.equal(sections.length, 7);
    for (const never of [...ids, ...sections, 'not-met', '"met"', 'ratings', 'facts', 'employees', '180', 'sections', 'band', 'tallies', 'routes', 'fragile', 'reasons', '#answers']) {
      assert.ok(!text.includes(never), never);
    }
    assert.deepEqual(await tab.evaluate(() => document.querySelector('mentormark-readiness').shadowRoot.querySelectorAll('input').length), 0);
  });
});

test('a page elsewhere may frame a check and no other page of the site', async () => {
  const frames = ['embed/nms/', 'nms/2022/', 'partners/', ''].map((path) => `<iframe title="${path}" src="${base()}${path}"></iframe>`).join('');
  await at(site, { files: { '/': page(frames) }, policy: strict(site.address), also: /frame-ancestors|failed: / }, async (tab) => {
    await tab.frameLocator('iframe').first().getByRole('heading', { name: 'Readiness check: Bronze' }).waitFor();
    const inside = tab.frames().slice(1).map((frame) => frame.url());
    assert.deepEqual(inside.filter((url) => url.startsWith(base())), [`${base()}embed/nms/`]);
  });
});

test('a hostile frame beside a check is not heard', async () => {
  // Again and again, so that it is while the page listens and the frame is there.
  const forge = `setInterval(() => {
  for (const data of [{ mentormark: 1, type: 'height', height: 5000 }, { mentormark: 1, type: 'complete', outcome: {}, rules_hash: 'x' }, { mentormark: 1, type: 'ready', title: 'Mine' }]) parent.postMessage(data, '*');
  parent.postMessage('done', '*');
}, 50);`;
  const enemy = await partner({ '/': '<!doctype html><title>x</title><script type="module" src="/own.js"></script>', '/own.js': forge });
  const listen = `${HEAR}
globalThis.forged = 0;
addEventListener('message', ({ data }) => { if (data === 'done') globalThis.forged += 1; });`;
  const beside = `${widget(base())}<iframe title="Another" src="${enemy.address}"></iframe>`;
  const policy = `${strict(site.address)} ${new URL(enemy.address).origin}`;
  try {
    await at(site, { files: { '/': page(beside, listen), '/own.js': listen }, policy, also: new RegExp(enemy.address) }, async (tab) => {
      await frameOf(tab);
      const before = await tab.evaluate(() => globalThis.forged);
      // The first that comes now may have been begun before.
      await tab.waitForFunction((before) => globalThis.forged > before + 1, before);
      const { height, title } = await tab.evaluate(() => {
        const { height, title } = document.querySelector('mentormark-readiness').shadowRoot.querySelector('iframe');
        return { height: Number(height), title };
      });
      assert.ok(height < 1500 && title !== 'Mine', `${height}, ${title}`);
      assert.deepEqual(await heard(tab, 'complete'), []);
    });
  } finally {
    enemy.stop();
  }
});

test('a hostile frame in the place of a check can neither grow without end nor take the page elsewhere', async () => {
  const attack = `addEventListener('message', () => {
  parent.postMessage({ mentormark: 1, type: 'height', height: 1e9 }, '*');
  parent.postMessage({ mentormark: 1, type: 'height', height: 'calc(1e9px)' }, '*');
});
try { top.location = 'about:blank'; } catch (error) { setInterval(() => parent.postMessage('kept', '*'), 50); }
try { top.document.title = 'Mine'; } catch {}
addEventListener('load', () => { const link = document.querySelector('a'); link.click(); });`;
  const body = '<!doctype html><title>x</title><script src="/own.js"></script><a href="about:blank" target="_top">x</a>';
  const enemy = await partner({ '/embed/nms/': body, '/own.js': attack });
  const listen = `${HEAR}
addEventListener('message', ({ data }) => { if (data === 'kept') globalThis.kept = true; });`;
  const files = { '/': page(widget(enemy.address, 'scheme="nms"'), listen), '/own.js': listen };
  const also = new RegExp(`${enemy.address}|Unsafe attempt to initiate navigation|sandbox`);
  try {
    await at(site, { files, policy: strict(enemy.address), also }, async (tab, context, host) => {
      await tab.waitForFunction(() => globalThis.kept);
      const height = () => tab.evaluate(() => document.querySelector('mentormark-readiness').offsetHeight);
      await tab.waitForFunction(() => document.querySelector('mentormark-readiness').offsetHeight > 3000);
      assert.ok((await height()) <= 6000, String(await height()));
      assert.equal(tab.url(), host.address);
      assert.equal(await tab.title(), 'A partner');
      assert.equal(context.pages().length, 1);
    });
  } finally {
    enemy.stop();
  }
});
