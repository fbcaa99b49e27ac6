// A plain static host: it gives out files below a sub-path and knows nothing of the site, as the least of hosts would.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const KINDS = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.mjs': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/**
 * Serves `folder` below `prefix`, which starts and ends in `/`, with `headers` of its own. A folder is its `index.html`; what is
 * missing, `404.html`. A test puts into `instead` what stands in place of a file from then on: its bytes, or nothing where it is gone.
 */
export async function host(folder, prefix = '/', headers = {}) {
  const instead = new Map();
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://host');
    const path = pathname.startsWith(prefix) ? pathname.slice(prefix.length) : undefined;
    const [status, file, bytes] = (await found(folder, path, instead)) ?? [404, '.txt', 'not found'];
    response.writeHead(status, { 'content-type': KINDS[extname(file)] ?? 'text/plain', ...headers }).end(bytes);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  return { address: `http://127.0.0.1:${server.address().port}${prefix}`, instead, stop };
}

async function found(folder, path, instead) {
  const there = (file) => readFile(join(folder, normalize(`/${file}`))).catch(() => undefined);
  const read = (file) => (instead.has(file) ? instead.get(file) : there(file));
  if (path !== undefined) {
    const file = path === '' || path.endsWith('/') ? `${path}index.html` : path;
    const bytes = await read(decodeURIComponent(file));
    if (bytes) return [200, file, bytes];
  }
  const page = path !== undefined && (await read('404.html'));
  return page ? [404, '404.html', page] : undefined;
}
