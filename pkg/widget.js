// The readiness widget: a custom element around a check that runs in a frame of the site at `base`.
//
//   <mentormark-readiness scheme="nms" target="silver"><a href="https://...">Check your readiness</a></mentormark-readiness>
//
// This file is handed out as it stands and needs nothing else. It stores nothing, sends nothing and asks only `base` for anything. The
// frame is sandboxed: it can neither leave its place nor navigate the page around it. What it says is heard only if it comes from the
// origin of `base` and from the frame of this very element. `widget.d.ts` and docs/widget.md document what it does.

const NAME = 'mentormark-readiness';

/** The greatest height in CSS pixels that a frame is given, whatever it asks for. */
const HIGHEST = 6000;

/** Milliseconds that a loaded frame may take to answer before the link inside the element takes its place. */
const PATIENCE = 8000;

/** What ids are: parts of lower-case letters and digits. Anything else could lead elsewhere on `base`. */
const ID = /^[a-z0-9]+([-.][a-z0-9]+)*$/;

const STYLE = `
:host { display: block; }
:host([hidden]) { display: none; }
iframe { display: block; box-sizing: border-box; inline-size: 100%; min-block-size: var(--mentormark-min-height, 20rem);
  max-block-size: var(--mentormark-max-height, none); border: var(--mentormark-border, 1px solid #8d7584);
  border-radius: var(--mentormark-radius, 0.625rem); background: var(--mentormark-background, transparent); }
:host([theme='light']) iframe { color-scheme: light; }
:host([theme='dark']) iframe { color-scheme: dark; }
`;

/** One sheet for every element of a page, made when the first one needs it. */
let sheet;

function styled(text) {
  const made = new CSSStyleSheet();
  made.replaceSync(text);
  return made;
}

// A server that renders pages has no elements: it can import this file all the same.
const Element = globalThis.HTMLElement ?? class {};

export class MentormarkReadiness extends Element {
  static observedAttributes = ['scheme', 'target', 'lang', 'theme', 'base', 'inline'];

  #root;
  #frame;
  #page;
  #timer;
  #isPlacing = false;
  #isGreeted = false;

  connectedCallback() {
    if (!this.#root) {
      this.#root = this.attachShadow({ mode: 'open' });
      sheet ??= styled(STYLE);
      this.#root.adoptedStyleSheets = [sheet];
    }
    addEventListener('message', this);
    this.#place();
  }

  disconnectedCallback() {
    removeEventListener('message', this);
    clearTimeout(this.#timer);
    this.#page = undefined;
  }

  attributeChangedCallback(name, before, now) {
    if (before !== now && this.isConnected && this.#root) this.#place();
  }

  /** Several attributes that change together lead to one frame. */
  #place() {
    if (this.#isPlacing) return;
    this.#isPlacing = true;
    queueMicrotask(() => {
      this.#isPlacing = false;
      if (this.isConnected) this.#show();
    });
  }

  #show() {
    let page;
    try {
      page = this.#address();
    } catch (trouble) {
      this.#page = undefined;
      return this.#fall('bad-attribute', trouble.message);
    }
    const [path] = page.href.split('#');
    const key = [path, this.lang, this.hasAttribute('inline')].join(' ');
    if (key === this.#page) {
      // Only the theme: what was answered stays. A frame that has not been greeted yet is told in greeting.
      if (this.#isGreeted) this.#say('theme', page.origin);
      const main = this.#root.querySelector('.readiness');
      if (main) main.dataset.theme = this.#theme();
      return;
    }
    this.#page = key;
    // What was there before is neither heard any more nor waited for.
    clearTimeout(this.#timer);
    this.#frame = undefined;
    if (this.hasAttribute('inline')) this.#inline(path, key).catch(() => key === this.#page && this.#framed(page));
    else this.#framed(page);
  }

  /** Where the check is. */
  #address() {
    const base = new URL(this.getAttribute('base') ?? new URL('.', import.meta.url), document.baseURI);
    if (!/^https?:$/.test(base.protocol)) throw new Error(`\`base\` is \`${base}\`: name an address that begins with https:`);
    if (!base.pathname.endsWith('/')) base.pathname += '/';
    const ids = ['scheme', 'target'].map((name) => [name, this.getAttribute(name) ?? '']);
    for (const [name, id] of ids) {
      if (!ID.test(id) && (id || name === 'scheme')) throw new Error(`\`${name}\` is \`${id}\`: name a ${name} such as \`${name === 'scheme' ? 'nms' : 'silver'}\``);
    }
    const page = new URL(`embed/${ids.map(([, id]) => id && `${id}/`).join('')}`, base);
    page.hash = this.#theme();
    return page;
  }

  #theme() {
    const theme = this.getAttribute('theme');
    return ['light', 'dark'].includes(theme) ? theme : '';
  }

  #framed(page) {
    this.#isGreeted = false;
    const frame = document.createElement('iframe');
    frame.src = page;
    frame.title = this.getAttribute('aria-label') ?? (this.textContent.trim().slice(0, 200) || 'Readiness check');
    frame.setAttribute('part', 'frame');
    // Nothing is fetched while nobody can see it.
    frame.loading = 'lazy';
    frame.referrerPolicy = 'no-referrer';
    // No navigation of the page around, no forms, no dialogs, no downloads; the full site opens in a new tab. `allow-same-origin` is the
    // origin of `base`, which its scripts need to be fetched from there. From the origin of this page a sandbox would keep nothing in.
    if (page.origin !== location.origin) frame.sandbox = 'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox';
    frame.addEventListener('load', () => {
      if (frame !== this.#frame) return;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#fall('no-answer', `nothing answers at \`${page.href}\`: check \`base\`, \`scheme\`, \`target\` and the policy of this page`), PATIENCE);
      this.#isGreeted = true;
      this.#say('hello', page.origin);
    });
    this.#frame = frame;
    this.#root.replaceChildren(frame);
  }

  #say(mentormark, origin) {
    this.#frame?.contentWindow?.postMessage({ mentormark, lang: this.lang, theme: this.#theme() }, origin);
  }

  /** The check as a part of this page: its style sheet, its questions and its script, all from `base`. */
  async #inline(path, key) {
    // The smallest module there is: a policy without 'wasm-unsafe-eval' stops it here, before anything is fetched.
    await WebAssembly.compile(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
    const answer = await fetch(path, { credentials: 'omit', referrerPolicy: 'no-referrer' });
    if (!answer.ok) throw new Error(`\`${path}\` answers ${answer.status}`);
    const found = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const at = (element, name) => new URL(element.getAttribute(name), path).href;
    const link = found.querySelector('link[rel=stylesheet]');
    // This page has a main part of its own.
    const main = document.createElement('div');
    const theirs = found.querySelector('main.readiness');
    for (const { name, value } of theirs.attributes) main.setAttribute(name, value);
    main.append(...theirs.childNodes);
    const [style, { another, start, told }] = await Promise.all([
      fetch(at(link, 'href'), { integrity: link.integrity, credentials: 'omit', referrerPolicy: 'no-referrer' }).then((sheet) => sheet.text()),
      import(at(found.querySelector('script[type=module]'), 'src')),
    ]);
    if (key !== this.#page) return;
    const other = another(found, this.lang);
    if (other) return this.#inline(new URL(other, path).href, key);
    for (const element of main.querySelectorAll('a[href]')) element.href = at(element, 'href');
    // Below whatever headings this page has.
    for (const heading of main.querySelectorAll('h1, h2')) heading.setAttribute('aria-level', Number(heading.localName[1]) + 1);
    main.dataset.theme = this.#theme();
    main.setAttribute('role', 'group');
    main.setAttribute('aria-label', found.title);
    main.setAttribute('part', 'check');
    main.lang = found.documentElement.lang;
    this.#root.adoptedStyleSheets = [sheet, styled(style)];
    this.#root.replaceChildren(main);
    start(main, {
      from: path,
      tell: (type, { outcome, ...detail }) => this.#tell(type, outcome ? { outcome: told(outcome), rules_hash: outcome.rules_hash } : detail),
    });
    const { scheme, edition, target } = main.dataset;
    this.#tell('ready', { scheme, edition, target });
  }

  /** Hears this element's own frame and nobody else. */
  handleEvent({ source, origin, data }) {
    const frame = this.#frame;
    if (!frame || source !== frame.contentWindow || origin !== new URL(frame.src).origin || data?.mentormark !== 1) return;
    clearTimeout(this.#timer);
    const { type, mentormark, height, title, ...detail } = data;
    if (type === 'height') {
      // In a hidden element the frame has no height.
      if (height > 0) frame.height = Math.min(Math.ceil(height) + 2, HIGHEST);
    } else if (['ready', 'change', 'complete', 'error'].includes(type)) {
      if (type === 'ready' && typeof title === 'string') frame.title = title.slice(0, 200);
      this.#tell(type, detail);
    }
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(`mentormark-${type}`, { detail, bubbles: true, composed: true }));
  }

  /** Shows what stands inside the element in place of the check. */
  #fall(code, message) {
    clearTimeout(this.#timer);
    this.#frame = undefined;
    this.#root.replaceChildren(document.createElement('slot'));
    this.#tell('error', { code, message });
  }
}

// A page may load this file twice, from two addresses.
if (globalThis.customElements && !customElements.get(NAME)) customElements.define(NAME, MentormarkReadiness);
