// The page for partners: it shows the widget at work, and every snippet that it hands out does what it says on a page that has nothing
// but the snippet, under the policy printed beside it.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { DIST, NARROW, WIDE, start } from './browser.mjs';
import { enter, tabTo } from './keyboard.mjs';
import { at, checkOf, cleanIn, framed, wordsOf } from './partner.mjs';
import { LANGUAGES } from './sample.mjs';
import { clipped, spaceOut, sticksOut } from './sight.mjs';

let site;
before(async () => (site = await start()));
after(() => site.close());

const base = () => site.address.replace(/\/?$/, '/');
const snippet = (page, name) => page.getByRole('region', { name, exact: true }).innerText();
const preview = (page) => framed(page, '.stage mentormark-readiness');
const SCRIPT = 'Snippet with a script';
const FRAME = 'Snippet with a frame';
const LINK = 'Snippet with a link';
const POLICY = 'Lines for a content-security policy';
const PINNED = 'Script with its version and hash';

/** What the page calls the snippets in Welsh. */
const WELSH = { script: 'Pwt gyda sgript', frame: 'Pwt gyda ffrâm', link: 'Pwt gyda dolen' };

/** A page that has `snippet` and nothing else, under the policy of the page for partners and `also`. */
const bare = (snippet) => ({ '/': `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bare</title></head><body><main><h1>Bare</h1>${snippet}</main></body></html>` });

/** What a partner gets who chooses these. */
async function chosen(choices) {
  const found = {};
  await site.visit({}, async (page) => {
    await page.goto('partners/');
    for (const [label, option] of Object.entries(choices)) await page.getByLabel(label, { exact: true }).selectOption(option);
    for (const name of [SCRIPT, FRAME, LINK, POLICY, PINNED]) found[name] = await snippet(page, name);
  });
  return found;
}

test('what is chosen is in every snippet and in the preview', async () => {
  await site.visit({ colorScheme: 'light' }, async (page) => {
    await page.goto('partners/');
    await preview(page).getByRole('heading', { name: 'Readiness check: Bronze' }).waitFor();
    await page.getByLabel('Standard', { exact: true }).selectOption('Quality in Mentoring');
    await preview(page).getByText('Quality in Mentoring').first().waitFor();
    assert.deepEqual(await page.getByLabel('Level', { exact: true }).locator('option').allInnerTexts(), ['Award', 'Excellence']);
    await page.getByLabel('Level', { exact: true }).selectOption('Excellence');
    await page.getByLabel('Colours', { exact: true }).selectOption('Dark');
    await page.getByLabel('Words of the link', { exact: true }).fill('Try "it" & see <b>');
    await preview(page).getByRole('heading', { name: 'Readiness check: Excellence' }).waitFor();
    const check = checkOf(page, base());
    await check.waitForFunction(() => getComputedStyle(document.querySelector('.readiness')).colorScheme === 'dark');
    const words = 'Try &quot;it&quot; &amp; see &lt;b>';
    assert.equal(
      await snippet(page, SCRIPT),
      `<script type="module" src="${base()}widget.js"></script>\n<mentormark-readiness scheme="qim" target="excellence" lang="en-GB" theme="dark">\n  <a href="${base()}qim/2022/">${words}</a>\n</mentormark-readiness>`,
    );
    assert.ok((await snippet(page, FRAME)).startsWith(`<iframe src="${base()}embed/qim/excellence/#dark" title="Readiness check: Excellence"`));
    assert.equal(await snippet(page, LINK), `<a href="${base()}qim/2022/">${words}</a>`);
  });
});

test('Welsh can be chosen for a standard that is in it, and every snippet is then in Welsh', async () => {
  const words = await wordsOf('cy');
  const title = words.title.replace('{level}', 'Arian');
  const found = {};
  await site.visit({}, async (page) => {
    await page.goto('partners/');
    const of = (label) => page.getByLabel(label, { exact: true });
    await of('Language').selectOption('Cymraeg');
    assert.deepEqual(await of('Level').locator('option').allInnerTexts(), ['Efydd', 'Arian', 'Aur']);
    await of('Level').selectOption('Arian');
    await preview(page).getByRole('heading', { name: title }).waitFor();
    assert.equal(await of('Words of the link').inputValue(), words.link);
    for (const name of [SCRIPT, FRAME, LINK, POLICY]) found[name] = await snippet(page, name);
    await cleanIn(page, page, 'partners, Welsh chosen', [[{ colorScheme: 'light' }, WIDE]]);
    // Back where the standard is in English alone, with the words that nobody changed.
    await of('Standard').selectOption('Quality in Mentoring');
    assert.deepEqual(await of('Language').locator('option').allInnerTexts(), ['English']);
    assert.equal(await of('Words of the link').inputValue(), 'Check your readiness');
    await preview(page).getByRole('heading', { name: 'Readiness check: Award' }).waitFor();
    // Words of the partner's own stay.
    await of('Words of the link').fill('Barod?');
    await of('Standard').selectOption('National Mentoring Standards');
    await of('Language').selectOption('Cymraeg');
    assert.equal(await of('Words of the link').inputValue(), 'Barod?');
  });
  const link = `<a href="${base()}cy/nms/2022/"`;
  assert.ok(found[SCRIPT].includes('scheme="nms" target="silver" lang="cy"') && found[SCRIPT].includes(`${link}>${words.link}</a>`), found[SCRIPT]);
  assert.equal(found[LINK], `${link} lang="cy" hreflang="cy">${words.link}</a>`);
  assert.ok(found[FRAME].startsWith(`<iframe src="${base()}embed/cy/nms/silver/" title="${title}"`), found[FRAME]);
  for (const name of [SCRIPT, FRAME]) {
    await at(site, { files: bare(found[name]), policy: `default-src 'none'; ${found[POLICY].replaceAll('\n', ' ')}` }, async (page) => {
      const check = name === SCRIPT ? framed(page) : page.frameLocator('iframe');
      await check.getByRole('heading', { name: title }).waitFor();
    });
  }
});

test('the page in Welsh starts in Welsh, with the snippets and the preview, and goes back to it after a standard in English', async () => {
  const words = await wordsOf('cy');
  await site.visit({ permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
    await page.goto('cy/partners/');
    const of = (label) => page.getByLabel(label, { exact: true });
    const options = (label) => of(label).locator('option').allInnerTexts();
    assert.deepEqual([await of('Iaith').inputValue(), await options('Iaith')], ['cy', ['Cymraeg', 'English']]);
    assert.deepEqual(await options('Lefel'), ['Efydd', 'Arian', 'Aur']);
    assert.equal(await of('Geiriau’r ddolen').inputValue(), words.link);
    await of('Lefel').selectOption('Aur');
    await of('Lliwiau').selectOption('Tywyll');
    const title = words.title.replace('{level}', 'Aur');
    await preview(page).getByRole('heading', { name: title }).waitFor();
    const start = `${base()}cy/nms/2022/`;
    const script = `<script type="module" src="${base()}widget.js"></script>\n<mentormark-readiness scheme="nms" target="gold" lang="cy" theme="dark">\n  <a href="${start}">${words.link}</a>\n</mentormark-readiness>`;
    assert.equal(await snippet(page, WELSH.script), script);
    assert.ok((await snippet(page, WELSH.frame)).startsWith(`<iframe src="${base()}embed/cy/nms/gold/#dark" title="${title}"`));
    assert.equal(await snippet(page, WELSH.link), `<a href="${start}">${words.link}</a>`, 'in the language of the page, so it names none');
    await enter(page, 'button', 'Copïo y pwt gyda sgript');
    await page.getByRole('status').first().getByText('Wedi’i gopïo.').waitFor({ state: 'attached' });
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), script);

    await of('Safon').selectOption('Quality in Mentoring');
    assert.deepEqual(await options('Iaith'), ['English']);
    const english = await wordsOf('en-GB');
    assert.equal(await snippet(page, WELSH.link), `<a href="${base()}qim/2022/" lang="en-GB" hreflang="en-GB">${english.link}</a>`);
    await preview(page).getByRole('heading', { name: 'Readiness check: Award' }).waitFor();
    await of('Safon').selectOption('nms');
    assert.deepEqual([await of('Iaith').inputValue(), await of('Geiriau’r ddolen').inputValue()], ['cy', words.link]);
    // What somebody chooses is wanted from then on.
    await of('Iaith').selectOption('English');
    await of('Safon').selectOption('Quality in Mentoring');
    await of('Safon').selectOption('nms');
    assert.equal(await of('Iaith').inputValue(), 'en-GB');
  });
});

test('the switch leads to the same page in the other language, and back', async () => {
  await site.visit({}, async (page) => {
    await page.goto('partners/');
    for (const [name, path, heading] of [
      ['Cymraeg', '/cy/partners/', 'Gwiriad parodrwydd ar eich tudalen eich hun'],
      ['English', '/partners/', 'A readiness check on your own page'],
    ]) {
      await enter(page, 'link', name);
      await page.waitForURL((url) => url.pathname === path);
      await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor();
      await preview(page).getByRole('heading', { level: 1 }).waitFor();
    }
  });
});

test('nothing on the page in Welsh is left in English but what says so', async () => {
  const texts = async (path, javaScriptEnabled) => {
    let found;
    await site.visit({ javaScriptEnabled }, async (page) => {
      await page.goto(path);
      found = await page.evaluate(() => {
        const foreign = '[lang|="en"]:not(html), code, script, .brand, .stage';
        const found = [document.title, document.querySelector('[name=description]').content];
        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) if (!texts.currentNode.parentElement.closest(foreign)) found.push(texts.currentNode.data);
        for (const element of document.body.querySelectorAll('*')) {
          for (const name of ['aria-label', 'data-copied', 'data-selected', 'value']) found.push((!element.closest(foreign) && element.getAttribute(name)) || '');
        }
        return found.map((text) => text.replace(/\s+/g, ' ').trim()).filter((text) => /\p{L}{3}/u.test(text));
      });
    });
    return found;
  };
  // What a form sends to nobody is an id in both languages, and a language calls itself the same in each.
  const names = [LANGUAGES.cy.name, 'nms', 'nms-university', 'qim', 'mentorsme', 'nos-coaching-mentoring', 'learning-mentor', 'bronze', 'silver', 'gold', 'light', 'dark', 'en-GB'];
  for (const javaScriptEnabled of [true, false]) {
    const [english, welsh] = [await texts('partners/', javaScriptEnabled), await texts('cy/partners/', javaScriptEnabled)];
    assert.ok(welsh.length > 60, `${welsh.length} texts`);
    assert.deepEqual(welsh.filter((text) => english.includes(text) && !names.includes(text)), []);
  }
});

test('the script works on a page under the policy printed beside it', async () => {
  const found = await chosen({ Standard: 'nms', Level: 'silver' });
  await at(site, { files: bare(found[SCRIPT]), policy: `default-src 'none'; ${found[POLICY].replaceAll('\n', ' ')}` }, async (page) => {
    await framed(page).getByRole('heading', { name: 'Readiness check: Silver' }).waitFor();
  });
});

test('the frame works on a page that lets in frames and no script', async () => {
  const found = await chosen({ Standard: 'mentorsme' });
  const [frames] = found[POLICY].split('\n');
  await at(site, { files: bare(found[FRAME]), policy: `default-src 'none'; ${frames}` }, async (page) => {
    const check = page.frameLocator('iframe');
    await check.getByRole('heading', { name: 'Readiness check: Listed' }).waitFor();
    await page.waitForLoadState();
    await check.getByLabel('Met', { exact: true }).first().check();
    await check.getByText('So far').waitFor();
  });
});

test('the link leads to the standard, on a page that lets in nothing', async () => {
  const found = await chosen({ Standard: 'learning-mentor' });
  await at(site, { files: bare(found[LINK]), policy: "default-src 'none'" }, async (page) => {
    assert.equal(await page.getByRole('link', { name: 'Check your readiness' }).getAttribute('href'), `${base()}learning-mentor/ap01/`);
  });
});

test('the script with its version bears the hash of its file, and a browser takes it', async () => {
  const found = await chosen({});
  const [, name, hash] = found[PINNED].match(/([^/"]+\.js)" crossorigin="anonymous"\s+integrity="(.+?)"/);
  const bytes = await readFile(join(DIST, name));
  assert.equal(hash, `sha384-${createHash('sha384').update(bytes).digest('base64')}`);
  assert.deepEqual(bytes, await readFile(join(DIST, 'widget.js')), 'the newest version is the unversioned one');
  const element = found[SCRIPT].split('\n').slice(1).join('\n');
  const policy = `default-src 'none'; ${found[POLICY].replaceAll('\n', ' ')}`;
  await at(site, { files: bare(found[PINNED] + element), policy }, async (page) => {
    await framed(page).getByRole('button', { name: 'Next' }).waitFor();
  });
  const wrong = found[PINNED].replace(hash, `sha384-${createHash('sha384').update('another').digest('base64')}`);
  await at(site, { files: bare(wrong + element), policy, also: /integrity/ }, async (page) => {
    await page.getByRole('link', { name: 'Check your readiness' }).waitFor();
    assert.equal(await page.locator('iframe').count(), 0);
  });
});

test('a snippet is copied, by keyboard alone, and it is said', async () => {
  await site.visit({ permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
    await page.goto('partners/');
    await tabTo(page, 'combobox', 'Standard');
    await page.keyboard.press('ArrowDown');
    await preview(page).getByText('National University Mentoring Standards').first().waitFor();
    await enter(page, 'button', 'Copy the snippet with a script');
    await page.getByRole('status').first().getByText('Copied.').waitFor({ state: 'attached' });
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await snippet(page, SCRIPT));
    assert.ok((await snippet(page, SCRIPT)).includes('scheme="nms-university"'));
  });
});

test('without JavaScript the page says what to write in place of what, and shows no control that does nothing', async () => {
  await site.visit({ javaScriptEnabled: false }, async (page) => {
    await page.goto('partners/');
    assert.ok((await page.getByRole('main').innerText()).includes('JavaScript is switched off, so nothing can be chosen here'));
    assert.equal(await page.getByRole('button').count() + (await page.getByRole('combobox').count()), 0);
    assert.ok((await snippet(page, SCRIPT)).includes('<mentormark-readiness scheme="nms" target="bronze"'));
    const row = page.getByRole('row', { name: /Quality in Mentoring/ });
    assert.match(await row.innerText(), /qim\s+award\s+excellence/);
    await page.getByRole('link', { name: 'table of names' }).click();
    await page.waitForURL(/#names$/);
  });
});

test('without JavaScript the page in Welsh has the snippets in Welsh, and says in Welsh what to write in place of what', async () => {
  const words = await wordsOf('cy');
  await site.visit({ javaScriptEnabled: false }, async (page) => {
    await page.goto('cy/partners/');
    assert.ok((await page.getByRole('main').innerText()).includes('Mae JavaScript wedi’i ddiffodd, felly ni ellir dewis dim yma'));
    assert.equal(await page.getByRole('button').count() + (await page.getByRole('combobox').count()), 0);
    const place = 'https://mentormark.example/';
    const link = `<a href="${place}cy/nms/2022/">${words.link}</a>`;
    assert.ok((await snippet(page, WELSH.script)).includes(`<mentormark-readiness scheme="nms" target="bronze" lang="cy">\n  ${link}`));
    assert.ok((await snippet(page, WELSH.frame)).startsWith(`<iframe src="${place}embed/cy/nms/bronze/" title="${words.title.replace('{level}', 'Efydd')}"`));
    assert.equal(await snippet(page, WELSH.link), link);
    await page.getByRole('link', { name: 'tabl enwau' }).click();
    await page.waitForURL(/#names$/);
  });
});

test('axe finds nothing, nothing sticks out of 320 pixels or is cut off, and nothing is kept', async () => {
  for (const [path, next] of [['partners/', 'Next'], ['cy/partners/', 'Nesaf']]) {
    await site.visit({}, async (page, context) => {
      await page.goto(path);
      await preview(page).getByRole('button', { name: next }).waitFor();
      await cleanIn(page, page, path, [[{ colorScheme: 'light' }, WIDE], [{ colorScheme: 'dark' }, NARROW]]);
      await cleanIn(page, checkOf(page, base()), `preview of ${path}`, [[{ colorScheme: 'light' }, WIDE], [{ colorScheme: 'dark' }, NARROW]]);
      assert.deepEqual(await sticksOut(page), []);
      await spaceOut(page);
      assert.deepEqual([...(await sticksOut(page)), ...(await clipped(page))], []);
      assert.deepEqual([await page.evaluate(() => localStorage.length + sessionStorage.length), await context.cookies()], [0, []]);
    });
  }
});

test('the front page and the pages to read lead here, in their own language', async () => {
  await site.visit({}, async (page) => {
    for (const [folder, name] of [['', 'Put a readiness check on your own page'], ['cy/', 'Rhoi gwiriad parodrwydd ar eich tudalen eich hun']]) {
      for (const path of ['', 'about/', 'standards/']) {
        await page.goto(`${folder}${path}`);
        await page.getByRole('link', { name, exact: true }).click();
        await page.waitForURL((url) => url.pathname === `/${folder}partners/`);
      }
    }
  });
});
