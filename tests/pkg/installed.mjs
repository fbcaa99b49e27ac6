// The npm package as a stranger gets it: packed, and installed in a project that has nothing else.

import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp, readFile, realpath, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { ROOT } from '../e2e/browser.mjs';

const run = promisify(execFile);

/** `pkg`, where `cargo xtask pkg` has made its half. */
export const PKG = join(ROOT, 'pkg');

const made = [];
process.once('exit', () => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A new folder, gone when this process ends. */
export async function folder() {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'mentormark-pkg-')));
  made.push(folder);
  return folder;
}

/** The package as npm would publish it. */
export async function packed() {
  const to = await folder();
  const { stdout } = await npm(PKG, 'pack', '--json', '--ignore-scripts', '--pack-destination', to);
  const [{ filename, files }] = JSON.parse(stdout);
  return { tarball: join(to, filename), files: files.map(({ path }) => path).sort() };
}

/** A project with the package installed: its `folder`, and the `entry` that an import there finds. */
export async function installed() {
  const [{ tarball }, project] = await Promise.all([packed(), folder()]);
  await writeFile(join(project, 'package.json'), '{ "private": true, "type": "module" }\n');
  await npm(project, 'install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', tarball);
  const entry = createRequire(join(project, 'package.json')).resolve('mentormark');
  return { folder: project, entry, module: () => import(pathToFileURL(entry)) };
}

/** The examples of the package's README by the name that each one's first line says. */
export async function examples() {
  const readme = await readFile(join(PKG, 'README.md'), 'utf8');
  const blocks = [...readme.matchAll(/^```\w+\n(.*?)^```/gms)].map(([, code]) => code);
  const named = blocks.map((code) => [code.match(/^(?:\/\/|<!--) ([\w.-]+\.\w+)/)?.[1], code]);
  return Object.fromEntries(named.filter(([name]) => name));
}

/** What the README says that an example prints: the block after it. */
export async function printed(name) {
  const readme = await readFile(join(PKG, 'README.md'), 'utf8');
  const after = readme.slice(readme.indexOf(`// ${name}\n`));
  return after.match(/It prints:\n\n```\n(.*?)```/s)[1];
}

function npm(cwd, ...words) {
  return run('npm', words, { cwd, maxBuffer: 1 << 26, env: { ...process.env, npm_config_update_notifier: 'false' } });
}
