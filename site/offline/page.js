// Registers the worker that keeps the site for when there is no network, and says when it has a new version. Loaded once the page
// can be used. Whatever goes wrong here, the site goes on as it would without it.

import sheet from "./notice.css";
import { WORDS } from "./words.js";

/** Milliseconds after which a page that is looked at again asks for a new version; each page that is opened asks by itself. */
const A_WHILE = 3_600_000;

/** Milliseconds that what is read out stays where it is read from; it stands in the notice as well. */
const READ_OUT = 5_000;

/** Milliseconds in which the app saves what is pending and says whether it could. */
const TO_SAVE = 200;

/** What the app shows while answers cannot be kept. */
const UNKEPT = ".kept .grave";

const root = document.documentElement;
const worker = navigator.serviceWorker;
const words = WORDS[root.lang] ?? WORDS["en-GB"];

if (worker) start().catch(() => {});

async function start() {
  if (document.readyState !== "complete") await new Promise((done) => addEventListener("load", done, { once: true }));
  const registration = await worker.register(new URL("../sw.js", import.meta.url), { updateViaCache: "none" });
  const look = () => {
    // The first of all is no news.
    if (registration.waiting && registration.active) announce(registration);
  };
  const follow = (coming) => coming?.addEventListener("statechange", look);
  follow(registration.installing);
  registration.addEventListener("updatefound", () => follow(registration.installing));
  look();
  // Where another tab went over to the new version, this one still shows the old.
  if (worker.controller) worker.addEventListener("controllerchange", () => announce(registration));
  // What nobody has opened yet is kept too, once the page and what it needs are there, unless the visitor asked to save data. A version
  // that is about to be replaced is left at rest, so that it can be.
  if (!navigator.connection?.saveData) worker.ready.then(({ active, waiting }) => waiting || active.postMessage("keep the rest"));

  let asked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.hidden || Date.now() - asked < A_WHILE) return;
    asked = Date.now();
    registration.update().catch(() => {});
  });
}

/** Says in the page that there is a new version, once somebody looks at it, and offers it. Nothing on the page moves. */
async function announce(registration) {
  while (document.hidden) await new Promise((done) => document.addEventListener("visibilitychange", done, { once: true }));
  if (document.querySelector(".renewal")) return;
  const style = new CSSStyleSheet();
  style.replaceSync(sheet);
  document.adoptedStyleSheets.push(style);

  const said = made("p", {}, words.ready);
  const use = made("button", { type: "button", class: "button" }, words.use);
  const later = made("button", { type: "button", class: "button plain" }, words.later);
  const buttons = made("p", { class: "buttons" }, use, later);
  const notice = made("section", { class: "renewal card", "aria-label": words.name }, said, buttons);
  use.addEventListener("click", async () => {
    if (await isKept()) return renew(registration);
    said.textContent = words.lost;
    readOut(words.lost);
  });
  later.addEventListener("click", () => {
    notice.remove();
    root.classList.remove("renewing");
    (document.querySelector("h1[tabindex]") ?? document.querySelector("main"))?.focus({ preventScroll: true });
  });

  document.querySelector(".masthead").after(notice);
  root.classList.add("renewing");
  new ResizeObserver(() => root.style.setProperty("--renewal", `${notice.offsetHeight}px`)).observe(notice);
  readOut(words.ready);
}

/** Has a screen reader say something when it is next silent. It hears only what comes into a region that was there before. */
function readOut(text) {
  const aloud = made("p", { role: "status", class: "unseen" });
  document.body.append(aloud);
  requestAnimationFrame(() => (aloud.textContent = text));
  setTimeout(() => aloud.remove(), READ_OUT);
}

/** Has the app save what it would save soon; false if it says that it cannot. */
async function isKept() {
  dispatchEvent(new PageTransitionEvent("pagehide"));
  await new Promise((done) => setTimeout(done, TO_SAVE));
  return !document.querySelector(UNKEPT);
}

/** Goes over to the version that waits, or to the one that another tab went over to, and loads the page anew from it. */
function renew({ waiting }) {
  const reload = () => location.reload();
  if (!waiting) return reload();
  waiting.addEventListener("statechange", () => {
    if (["activated", "redundant"].includes(waiting.state)) reload();
  });
  waiting.postMessage("take over");
}

function made(name, attributes, ...content) {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  element.append(...content);
  return element;
}
