// The service worker: keeps the pages of each language that was read, so that they work without a network: first what all standards
// share and the standards that were opened, then the others. One version of the site is kept whole in one cache and served from there
// until the visitor takes the next one.
// What is kept was checked against its hash. Whatever cannot be had from a cache comes from the network, as it would without a worker.

import { FILES } from "./files.js";

/** The root of the site, wherever it is. */
const ROOT = self.registration.scope;

/** What the names of our caches begin with: other things of the same host may have caches too. */
const OURS = `mentormark ${ROOT} `;
const CACHE = OURS + FILES.version;

/** Hashed files: their name changes with their bytes. */
const ASSETS = "assets/";

/** What stands after the path of a start page in the name under which it is noted that its standard was opened. */
const OPENED = "?opened";

/** Pages that other sites show in a frame. Whoever sees one has not opened the site. */
const FRAMED = "embed/";

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
  // The browser does not wait for it, because a new version takes over only once nothing is waited for. Where the worker is ended before
  // all is kept, the next page goes on with it.
  if (event.data === "keep the rest" && event.source) keepRest(event.source.url);
});
self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  if (method !== "GET" || !url.startsWith(ROOT)) return;
  const path = pathOf(url);
  if (path.startsWith(ASSETS)) event.respondWith(file(event.request, path));
  else if (mode === "navigate" && !path.startsWith(FRAMED)) event.respondWith(page(event, path));
});

/** All of this version that was opened, or nothing: where one file fails, the version before stays. */
async function install() {
  const pages = await opened();
  await keepFor(pages);
  for (const start of new Set(pages.map(standardOf).filter(Boolean))) await note(start);
}

/** The newest version besides this one stays: a tab that still shows it may yet load a part of it. */
async function activate() {
  const others = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CACHE);
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** Keeps what the pages at some paths need: what all of their languages need first, then the rest of their standards. */
async function keepFor(paths) {
  for (const language of new Set(paths.map(languageOf))) await keep(FILES.languages[language]);
  for (const start of new Set(paths.map(standardOf).filter(Boolean))) await keep(FILES.standards[start]);
}

/** Keeps every standard in the language of the page at an address, one after the other; but not while a new version comes, which keeps its own. */
async function keepRest(url) {
  const language = languageOf(pathOf(url));
  const starts = Object.keys(FILES.standards).filter((start) => languageOf(start) === language);
  for (const files of [FILES.languages[language], ...starts.map((start) => FILES.standards[start])]) {
    const { installing, waiting } = self.registration;
    if (!installing && !waiting) await keep(files).catch(() => {});
  }
}

/** Notes that a standard was opened, beside what is kept of it: the rest is kept too, but a new version waits for what was opened alone. */
async function note(start) {
  const cache = await caches.open(CACHE);
  await cache.put(ROOT + start + OPENED, new Response());
}

/** Keeps files, given as path and hash: hashed ones first, so that a page that is kept can load what it names. */
async function keep(files) {
  const cache = await caches.open(CACHE);
  const isAsset = ([path]) => path.startsWith(ASSETS);
  const all = Object.entries(files);
  for (const some of [all.filter(isAsset), all.filter((file) => !isAsset(file))]) {
    await Promise.all(some.map((file) => put(cache, ...file)));
  }
}

async function put(cache, path, integrity) {
  if (await cache.match(ROOT + path, { ignoreVary: true })) return;
  const isAsset = path.startsWith(ASSETS);
  // A redirected answer cannot be given to a page, and whoever signs in before a network answers anything with a redirect.
  const how = { integrity, cache: isAsset ? "default" : "no-cache", redirect: "error", priority: "low" };
  const response = (isAsset && (await anywhere(path))) || (await fetch(ROOT + path, how));
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  await cache.put(ROOT + path, response);
}

/** The pages that somebody is looking at, and the front pages and the start pages of standards that were opened before, by their paths. */
async function opened() {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const shown = windows.filter(({ url }) => url.startsWith(ROOT)).map(({ url }) => asPage(pathOf(url)));
  const first = [...Object.keys(FILES.languages), ...Object.keys(FILES.standards)];
  const kept = await Promise.all(first.map((page) => anywhere(page in FILES.standards ? page + OPENED : page)));
  return [...shown, ...first.filter((_, at) => kept[at])];
}

/** A page: the kept one; else from the network, and all of its standard is kept for the next time. */
async function page(event, path) {
  const at = asPage(path);
  const start = standardOf(at);
  if (start) event.waitUntil(note(start).catch(() => {}));
  const kept = await here(at);
  if (kept) return kept;
  if (!at.endsWith("/") && (await here(`${at}/`))) return Response.redirect(`${ROOT}${at}/${new URL(event.request.url).search}`);
  if (start || at in FILES.languages[languageOf(at)]) event.waitUntil(keepFor([at]).catch(() => {}));
  try {
    return await fetch(event.request);
  } catch (trouble) {
    const said = await notKept();
    if (said) return said;
    throw trouble;
  }
}

async function file(request, path) {
  return (await here(path)) ?? (await anywhere(path)) ?? fetch(request);
}

/** The page that says that there is no network. Its addresses are written for one place of the site, which may be at another. */
async function notKept() {
  const kept = await here(FILES.notKept);
  if (!kept) return undefined;
  const text = await kept.text();
  const { pathname } = new URL(ROOT);
  const headers = new Headers({ "content-type": "text/html; charset=utf-8" });
  const policy = kept.headers.get("content-security-policy");
  if (policy) headers.set("content-security-policy", policy);
  return new Response(text.replaceAll(`="${FILES.under}`, `="${pathname}`), { status: 503, headers });
}

/** What this version keeps at a path. Where the browser refuses its caches, nothing is kept. */
function here(path) {
  return caches.match(ROOT + path, { cacheName: CACHE, ignoreVary: true }).catch(() => undefined);
}

/** What any version keeps at a path. */
async function anywhere(path) {
  const names = await caches.keys().catch(() => []);
  for (const cacheName of names.filter((name) => name.startsWith(OURS))) {
    const found = await caches.match(ROOT + path, { cacheName, ignoreVary: true }).catch(() => undefined);
    if (found) return found;
  }
  return undefined;
}

/** The folder of the language that a page is in: that of the root, unless it is below another. */
function languageOf(page) {
  return Object.keys(FILES.languages).find((folder) => folder && page.startsWith(folder)) ?? "";
}

/** The start page of the standard that a page belongs to. */
function standardOf(page) {
  return Object.keys(FILES.standards).find((start) => page in FILES.standards[start]);
}

/** The path of an address from the root of the site, without what follows it. */
function pathOf(url) {
  return url.slice(ROOT.length).replace(/[?#].*$/s, "");
}

/** A page is named by its folder, with or without its file. */
function asPage(path) {
  return path.replace(/(^|\/)index\.html$/, "$1");
}
