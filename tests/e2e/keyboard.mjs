// Going through a page by keyboard alone. What has focus is read from the browser's accessibility tree, as a screen reader
// reads it, so a thing without a role and a name cannot be found.

import assert from 'node:assert/strict';
import { PATIENCE } from './browser.mjs';

/** More presses of Tab than any page has stops: what is not there yet has as long to come as anything else that is awaited. */
const STOPS = 250;

const sessions = new WeakMap();

/** What has focus: its role, its name, and the name of the group or dialog around it. */
export async function focused(page) {
  if (!sessions.has(page)) sessions.set(page, await page.context().newCDPSession(page));
  const nodes = await looked(sessions.get(page));
  const above = new Map(nodes.map((node) => [node.nodeId, node]));
  let around = above.get(nodes[0].parentId);
  while (around && !['group', 'radiogroup', 'dialog'].includes(around.role?.value)) around = above.get(around.parentId);
  return { role: nodes[0].role?.value, name: nodes[0].name?.value ?? '', within: around?.name?.value ?? '' };
}

/** The accessibility tree around what has focus. Where the page is drawn anew between the two questions, they are asked again. */
async function looked(session) {
  for (let again = 0; ; again += 1) {
    try {
      const { result } = await session.send('Runtime.evaluate', { expression: 'document.activeElement' });
      const { nodes } = await session.send('Accessibility.getPartialAXTree', { objectId: result.objectId, fetchRelatives: true });
      await session.send('Runtime.releaseObject', { objectId: result.objectId });
      return nodes;
    } catch (trouble) {
      if (again === 5) throw trouble;
    }
  }
}

/** Presses Tab until the thing of this role and name has focus and keeps it, in the group or dialog `within` if one is named. */
export async function tabTo(page, role, name, within) {
  const passed = new Set();
  const begun = performance.now();
  const wanted = (at) => at.role === role && is(at.name, name) && (within === undefined || is(at.within, within));
  for (let stop = 0; stop < STOPS || performance.now() - begun < PATIENCE; stop += 1) {
    let at = await focused(page);
    if (wanted(at)) {
      // Where a page was just drawn, focus moves to its heading a moment later.
      await drawn(page);
      at = await focused(page);
      if (wanted(at)) return at;
    }
    passed.add(`${at.role} "${at.name}"`);
    await page.keyboard.press('Tab');
  }
  return assert.fail(`Tab does not reach the ${role} "${name}"${within ? ` in "${within}"` : ''}; it reaches ${[...passed].join(', ')}`);
}

/** Waits until the page has been drawn twice; a tab behind another is not drawn at all. */
function drawn(page) {
  return page.evaluate(() => new Promise((done) => {
    requestAnimationFrame(() => requestAnimationFrame(done));
    setTimeout(done, 200);
  }));
}

/** Goes to a link or button and presses Enter. */
export async function enter(page, role, name, within) {
  await tabTo(page, role, name, within);
  await page.keyboard.press('Enter');
}

/** Goes to a field and types in it in place of what is there. */
export async function type(page, name, text, within) {
  await tabTo(page, 'textbox', name, within);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
}

/** Chooses one of a group of radio buttons: Tab to the group, the arrows within it, Space where the first is wanted. */
export async function choose(page, group, name) {
  let at = await tabTo(page, 'radio', /./, group);
  const first = at.name;
  while (!is(at.name, name)) {
    await page.keyboard.press('ArrowDown');
    at = await focused(page);
    assert.equal(at.role, 'radio', `an arrow leads out of the group "${group}"`);
    assert.ok(at.name !== first, `the group "${group}" has no choice "${name}"`);
  }
  await page.keyboard.press('Space');
}

/** Ticks some of a group of boxes, in the order of the page. */
export async function tick(page, group, names) {
  for (const name of names) {
    await tabTo(page, 'checkbox', name, group);
    await page.keyboard.press('Space');
  }
}

function is(said, wanted) {
  return wanted instanceof RegExp ? wanted.test(said) : said === wanted;
}
