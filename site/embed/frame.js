// A check in a frame: it tells the page around how high it is and what came of it, and never what was answered.
//
// It speaks once the page around has said hello, and only to that page. `pkg/widget.js` is the other side.

import { start } from './form.js';
import { told } from './outcome.js';

export { another, start, told };

const main = document.querySelector('main.readiness[data-engine]');
if (main) frame(main);

function frame(main) {
  let say = () => {};
  start(main, {
    from: document.baseURI,
    tell(what, detail) {
      const { outcome } = detail;
      say(outcome ? { type: what, outcome: told(outcome), rules_hash: outcome.rules_hash } : { type: what, ...detail });
    },
  });
  const height = () => say({ type: 'height', height: Math.ceil(document.documentElement.getBoundingClientRect().height) });

  addEventListener('message', ({ source, origin, data }) => {
    if (source !== parent || parent === window || !['hello', 'theme'].includes(data?.mentormark)) return;
    wear(data.theme);
    if (data.mentormark === 'theme') return;
    const other = another(document, data.lang);
    if (other) return location.replace(other + location.hash);
    // A page without an origin of its own can be named in no other way.
    const to = origin === 'null' ? '*' : origin;
    say = (message) => parent.postMessage({ mentormark: 1, ...message }, to);
    const { scheme, edition, target } = main.dataset;
    say({ type: 'ready', title: document.title, scheme, edition, target });
    height();
  });
  new ResizeObserver(height).observe(document.documentElement);
}

/** Takes on the colours that the page around names, or, where it names none, those that the visitor prefers. */
function wear(theme) {
  if (['light', 'dark', ''].includes(theme) && `#${theme}` !== (location.hash || '#')) location.replace(`#${theme}`);
}

/** The address of the same check in the language `lang`, where `page` is in another one and names it. */
function another(page, lang) {
  const language = (tag) => String(tag ?? '').toLowerCase().split('-')[0];
  const wanted = language(lang);
  if (!wanted || wanted === language(page.documentElement.lang)) return undefined;
  const others = [...page.querySelectorAll('link[rel=alternate][hreflang]')];
  return others.find(({ hreflang }) => language(hreflang) === wanted)?.getAttribute('href');
}
