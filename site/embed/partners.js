// Writes the snippets for what is chosen and shows the check at work. The page has one of each snippet already, for browsers without
// scripts; its table of names is where the levels of a standard are found.

const form = document.querySelector('form.options');
const site = new URL('..', location.href).href;
const PLACE = 'https://mentormark.example/';
const status = document.getElementById('status');

/** The words of each snippet as the page came, which name the site by an address that is nobody's. */
const text = (id) => document.getElementById(`snippet-${id}`).textContent;
const [policy, pinned] = ['policy', 'pinned'].map(text);

const levels = (scheme) =>
  [...document.querySelectorAll(`tr[data-scheme="${scheme}"] [data-level]`)].map(({ dataset: { level, name } }) => new Option(name, level));

const escaped = (words) => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** What is chosen, with the path of the standard's start page, which its page in full shares. */
function chosen() {
  const { scheme, target, lang, theme, words } = Object.fromEntries(new FormData(form));
  return { scheme, target, lang, theme, words: words.trim() || 'Check your readiness', start: `${site}${form.elements.scheme.selectedOptions[0].dataset.start}` };
}

function write() {
  const { scheme, target, lang, theme, words, start } = chosen();
  const link = `<a href="${start}">${escaped(words)}</a>`;
  const colours = theme && ` theme="${theme}"`;
  const name = form.elements.target.selectedOptions[0].text;
  const put = (id, snippet) => {
    document.getElementById(`snippet-${id}`).textContent = snippet;
  };
  put('link', link);
  put(
    'script',
    `<script type="module" src="${site}widget.js"></script>\n<mentormark-readiness scheme="${scheme}" target="${target}" lang="${lang}"${colours}>\n  ${link}\n</mentormark-readiness>`,
  );
  put(
    'frame',
    `<iframe src="${site}embed/${scheme}/${target}/${theme && `#${theme}`}" title="Readiness check: ${escaped(name)}" width="100%" height="720"\n  loading="lazy" referrerpolicy="no-referrer"\n  sandbox="allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox"></iframe>`,
  );
  put('policy', policy.replaceAll(PLACE.slice(0, -1), new URL(site).origin));
  put('pinned', pinned.replaceAll(PLACE, site));
  show({ scheme, target, lang, theme, words, start });
}

/** The widget itself, as the snippet makes it. */
function show({ scheme, target, lang, theme, words, start }) {
  const stage = document.getElementById('stage');
  let widget = stage.querySelector('mentormark-readiness');
  if (!widget) {
    widget = document.createElement('mentormark-readiness');
    stage.append(widget);
  }
  const link = document.createElement('a');
  link.href = start;
  link.textContent = words;
  widget.replaceChildren(link);
  for (const [name, value] of Object.entries({ scheme, target, lang, theme })) {
    if (value) widget.setAttribute(name, value);
    else widget.removeAttribute(name);
  }
}

async function copy(button) {
  const code = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(code.textContent);
    say('Copied.');
  } catch {
    // Where the clipboard is closed to pages, what is selected can be copied by hand.
    getSelection().selectAllChildren(code);
    say('Selected: copy it with your keyboard or menu.');
  }
}

function say(words) {
  status.textContent = '';
  // Said again even where it is the same.
  setTimeout(() => {
    status.textContent = words;
  }, 100);
}

form.elements.scheme.addEventListener('change', () => {
  form.elements.target.replaceChildren(...levels(form.elements.scheme.value));
});
form.addEventListener('change', write);
form.elements.words.addEventListener('input', write);
form.addEventListener('submit', (event) => event.preventDefault());
for (const button of document.querySelectorAll('.copy')) {
  button.hidden = false;
  button.addEventListener('click', () => copy(button));
}
for (const place of document.querySelectorAll('.origin')) place.textContent = site;
// A browser that comes back to a page fills in what was chosen before; the levels follow the standard.
const before = form.elements.target.value;
form.elements.target.replaceChildren(...levels(form.elements.scheme.value));
if ([...form.elements.target.options].some(({ value }) => value === before)) form.elements.target.value = before;
write();
