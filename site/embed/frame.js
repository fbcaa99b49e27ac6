// A check in a frame: it tells the page around how high it is and what came of it, and never what was answered.
//
// It speaks once the page around has said hello, and only to that page. `pkg/widget.js` is the other side.

import { start } from './form.js';
import { told } from './outcome.js';

export { start, told };

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
    if (source !== parent || parent === window || data?.mentormark !== 'hello') return;
    if (speakAnother(data.lang)) return;
    // A page without an origin of its own can be named in no other way.
    const to = origin === 'null' ? '*' : origin;
    say = (message) => parent.postMessage({ mentormark: 1, ...message }, to);
    const { scheme, edition, target } = main.dataset;
    say({ type: 'ready', title: document.title, scheme, edition, target });
    height();
  });
  new ResizeObserver(height).observe(document.documentElement);
}

/** Goes to the same check in the language that the page around asks for, where there is one. */
function speakAnother(lang) {
  if (typeof lang !== 'string' || lang === document.documentElement.lang) return false;
  const others = [...document.querySelectorAll('link[rel=alternate][hreflang]')];
  const wanted = lang.toLowerCase();
  const found = others.find(({ hreflang }) => [wanted, wanted.split('-')[0]].includes(hreflang.toLowerCase()));
  if (found) location.replace(found.href + location.hash);
  return Boolean(found);
}
