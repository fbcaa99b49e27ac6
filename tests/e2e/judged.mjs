// What the program says of answers, for holding a page against it.

import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mentormark } from './browser.mjs';

let files = 0;

/** The outcome of answers, as `mentormark assess` gives it. */
export async function judged(answers) {
  const file = join(tmpdir(), `mentormark-judged-${process.pid}-${(files += 1)}.json`);
  await writeFile(file, JSON.stringify(answers));
  try {
    return JSON.parse(await mentormark('assess', '--json', file));
  } finally {
    await rm(file);
  }
}
