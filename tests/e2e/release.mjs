// The next version of the built site: the same with some words of its pages changed and some files under new names, as a host has
// it the moment after it was put there. The worker's list names what there is then.

import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DIST } from './browser.mjs';

const hash = (bytes) => `sha256-${createHash('sha256').update(bytes).digest('base64')}`;

/** Every page of the built site, by its file. */
async function pages() {
  const files = await readdir(DIST, { recursive: true });
  return files.filter((file) => file.endsWith('.html'));
}

/** Puts the next version onto a host of `static.mjs`: `words` in place of others on each page, `names` in place of those of files. */
export async function release(host, { words = {}, names = {} }) {
  const text = async (file) => host.instead.get(file)?.toString() ?? readFile(join(DIST, file), 'utf8');
  let worker = await text('sw.js');
  for (const file of await pages()) {
    const before = await text(file);
    let after = before;
    for (const [old, now] of Object.entries({ ...words, ...names })) after = after.replaceAll(old, now);
    if (after === before) continue;
    worker = worker.replaceAll(hash(before), hash(after));
    host.instead.set(file, Buffer.from(after));
  }
  for (const [old, now] of Object.entries(names)) {
    worker = worker.replaceAll(old, now);
    host.instead.set(`assets/${now}`, await readFile(join(DIST, 'assets', old)));
    host.instead.set(`assets/${old}`, undefined);
  }
  // What the build makes of the list: another one for each list.
  worker = worker.replace(/(version:")[0-9a-f]+/, (_, name) => `${name}${hash(worker).replace(/\W/g, '').slice(-16)}`);
  host.instead.set('sw.js', Buffer.from(worker));
}
