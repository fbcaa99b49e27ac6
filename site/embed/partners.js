// Writes the snippets for what is chosen and shows the check at work. The page has one of each snippet already, for browsers without
// scripts; its table of names is where the checks of a standard are found, by language and level.

const form = document.querySelector('form.options');
const { scheme, target, lang, words } = form.elements;
const site = new URL('.', document.querySelector('script[src$="widget.js"]').src).href;
const PLACE = 'https://mentormark.example/';
const status = document.getElementById('status');

/** The words of each snippet as the page came, which name the site by an address that is nobody's. */
const text = (id) => document.getElementById(`snippet-${id}`).textContent;
const [policy, pinned] = ['policy', 'pinned'].map(text);

/** Every language, as the page came with it: its own comes first. */
const languages = [...lang.options];

/** The language that was chosen last, for standards that are in it; the page's own until then. */
let wanted = lang.value;

/** What the page knows of the checks of the chosen standard: one for each level in each language. */
const checks = () => [...document.querySelectorAll(`tr[data-scheme="${scheme.value}"] template`)].map(({ dataset }) => dataset);

const escaped = (words) => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** Offers the languages that the standard is in, and its levels by their names in the chosen one; what was chosen stays where it can. */
function offer() {
  const of = checks();
  refill(lang, languages.filter(({ value }) => of.some((check) => check.lang === value)), wanted);
  const levels = of.filter((check) => check.lang === lang.value);
  refill(target, levels.map(({ level, name }) => new Option(name, level)), target.value);
  target.lang = lang.value;
  // Words that nobody changed are those of the language.
  if (languages.some(({ dataset: { link } }) => link === words.value)) words.value = lang.selectedOptions[0].dataset.link;
  words.lang = lang.value;
}

function refill(select, options, value) {
  select.replaceChildren(...options);
  if (options.some((option) => option.value === value)) select.value = value;
  else select.selectedIndex = 0;
}

function write() {
  const { theme, ...chosen } = Object.fromEntries(new FormData(form));
  const check = checks().find(({ lang, level }) => lang === chosen.lang && level === chosen.target);
  const start = site + check.start;
  const said = chosen.words.trim() || lang.selectedOptions[0].dataset.link;
  const link = (attributes = '') => `<a href="${start}"${attributes}>${escaped(said)}</a>`;
  const put = (id, snippet) => {
    document.getElementById(`snippet-${id}`).textContent = snippet;
  };
  // By itself, a link in another language than this page says so, of its words and of what it leads to.
  const language = chosen.lang === document.documentElement.lang ? '' : ` lang="${chosen.lang}" hreflang="${chosen.lang}"`;
  put('link', link(language));
  put(
    'script',
    `<script type="module" src="${site}widget.js"></script>\n<mentormark-readiness scheme="${chosen.scheme}" target="${chosen.target}" lang="${chosen.lang}"${theme && ` theme="${theme}"`}>\n  ${link()}\n</mentormark-readiness>`,
  );
  put(
    'frame',
    `<iframe src="${site}${check.frame}${theme && `#${theme}`}" title="${escaped(check.title)}" width="100%" height="720"\n  loading="lazy" referrerpolicy="no-referrer"\n  sandbox="allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox"></iframe>`,
  );
  put('policy', policy.replaceAll(PLACE.slice(0, -1), new URL(site).origin));
  put('pinned', pinned.replaceAll(PLACE, site));
  show({ scheme: chosen.scheme, target: chosen.target, lang: chosen.lang, theme }, start, said);
}

/** The widget itself, as the snippet makes it. */
function show(attributes, start, said) {
  const stage = document.getElementById('stage');
  let widget = stage.querySelector('mentormark-readiness');
  if (!widget) {
    widget = document.createElement('mentormark-readiness');
    stage.append(widget);
  }
  const link = document.createElement('a');
  link.href = start;
  link.textContent = said;
  widget.replaceChildren(link);
  for (const [name, value] of Object.entries(attributes)) {
    if (value) widget.setAttribute(name, value);
    else widget.removeAttribute(name);
  }
}

async function copy(button) {
  const code = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(code.textContent);
    say('copied');
  } catch {
    // Where the clipboard is closed to pages, what is selected can be copied by hand.
    getSelection().selectAllChildren(code);
    say('selected');
  }
}

/** Reads out the words that the page has for what came of it. */
function say(what) {
  status.textContent = '';
  // Said again even where it is the same.
  setTimeout(() => {
    status.textContent = status.dataset[what];
  }, 100);
}

form.addEventListener('change', ({ target: changed }) => {
  if (changed === lang) wanted = lang.value;
  offer();
  write();
});
words.addEventListener('input', write);
form.addEventListener('submit', (event) => event.preventDefault());
for (const button of document.querySelectorAll('.copy')) {
  button.hidden = false;
  button.addEventListener('click', () => copy(button));
}
for (const place of document.querySelectorAll('.origin')) place.textContent = site;
// A browser that comes back to a page fills in what was chosen before; what is offered follows that.
offer();
write();
