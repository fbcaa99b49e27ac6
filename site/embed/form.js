// Goes through the questions of a check, one after another, and reads the answers off the page, which is the only place where they are.
//
// Nothing is decided here. An answer sets ratings and facts; the rules module says what they come to, which section concerns the
// visitor at all, and what is wrong with a value.

import { address } from './share.js';
import { outcome as shown } from './outcome.js';

/** Milliseconds without a change after which the standing is read out. */
const PAUSE = 1000;

/**
 * Brings a check to life.
 *
 * @param {HTMLElement} main What `frame.html` has as its main part, in a page of its own or in somebody else's.
 * @param {{ from: string, tell: (what: string, detail: object) => void }} around The address of the page it came in, and who is told:
 *   `change` after each answer that is given or taken back, `complete` when the result is shown, `error` when the rules do not load.
 */
export function start(main, { from, tell }) {
  const one = (selector) => main.querySelector(selector);
  const all = (selector) => [...main.querySelectorAll(selector)];
  const { scheme, edition, target } = main.dataset;
  const form = one('form');
  const steps = all('.step');
  const [back, next] = [one('[data-do=back]'), one('[data-do=onward]')];
  const at = (path) => new URL(path, from).href;
  let outcome;
  let refused = [];
  let judging = Promise.resolve();
  let pause;
  let before = '[]';

  /** The rules module and the scheme, fetched when somebody starts to answer and not before. */
  let starting;
  const rules = () => {
    starting ??= load().catch((trouble) => {
      starting = undefined;
      throw trouble;
    });
    return starting;
  };
  async function load() {
    const { engine, rules, rulesIntegrity, plan, planIntegrity } = main.dataset;
    const module = await import(at(engine));
    return module.plan(
      fetch(at(rules), { integrity: rulesIntegrity }),
      fetch(at(plan), { integrity: planIntegrity }),
    );
  }

  /** The steps that concern the visitor, as far as the rules know by now. */
  const asked = () => steps.filter((step) => step.dataset.skip === undefined);
  const current = () => steps.find((step) => !step.hidden);
  const checked = (step, name) => [...step.querySelectorAll(':checked')].find((input) => input.name === name);

  /** The ratings that a section's step sets: one for all, or each for itself. */
  function ratings(step) {
    const whole = checked(step, `section:${step.dataset.id}`)?.value;
    return [...step.querySelectorAll('.criterion')].flatMap(({ dataset: { id } }) => {
      const rating = whole || checked(step, id)?.value;
      return rating ? [[id, rating]] : [];
    });
  }

  /** A fact as the step states it: `{}` where it states none, `{ fault }` where nobody could read it. */
  function fact(step) {
    const { id, kind } = step.dataset;
    const name = `fact:${id}`;
    const input = [...step.querySelectorAll('input')].find((found) => found.name === name);
    const text = input.value.trim();
    switch (kind) {
      case 'yes-no': {
        const chosen = checked(step, name);
        return chosen ? { value: chosen.value === 'yes' } : {};
      }
      case 'choice': {
        const chosen = checked(step, name);
        return chosen ? { value: chosen.value } : {};
      }
      case 'choices': {
        const chosen = [...step.querySelectorAll(':checked')].map(({ value }) => value);
        return chosen.length ? { value: chosen.filter(Boolean) } : {};
      }
      case 'date':
        if (input.validity.badInput) return { fault: 'date' };
        return text ? { value: text } : {};
      case 'amount':
        if (!text) return {};
        return /^£?\d[\d,]*(\.\d\d)?$/.test(text) ? { value: pence(text) } : { fault: 'amount' };
      default:
        if (!text) return {};
        return /^\d[\d,]*$/.test(text) ? { value: Number(text.replaceAll(',', '')) } : { fault: 'number' };
    }
  }

  /** The fact that a step states, by its id, if it states one. */
  function stated(step) {
    const { value } = fact(step);
    return value === undefined ? [] : [[step.dataset.id, value]];
  }

  /** The answers as the assessment of the public contract. */
  function assessment() {
    const kept = asked();
    return {
      scheme,
      edition,
      as_of: today(),
      target,
      facts: Object.fromEntries(kept.filter((step) => step.dataset.kind !== 'section').flatMap(stated)),
      ratings: Object.fromEntries(kept.filter((step) => step.dataset.kind === 'section').flatMap(ratings)),
    };
  }

  /** Everything that is answered, whether it concerns the visitor or not. */
  const given = () => JSON.stringify(steps.flatMap((step) => (step.dataset.kind === 'section' ? ratings(step) : stated(step))));

  const isAnswered = (step) => (step.dataset.kind === 'section' ? ratings(step).length > 0 : fact(step).value !== undefined);

  /** Asks the rules, after whatever they are asked already, and shows what they say. Gives whether they had an answer. */
  function judge() {
    judging = judging.then(async () => {
      try {
        const plan = await rules();
        const now = given();
        const { outcome: said, refusals } = plan.assess(assessment());
        refused = refusals ?? [];
        if (!said) return false;
        outcome = said;
        skip();
        standing();
        if (now !== before) tell('change', { answered: asked().filter(isAnswered).length, of: asked().length, ...bounds() });
        before = now;
        return true;
      } catch (trouble) {
        fail(trouble);
        return false;
      }
    });
    return judging;
  }

  const bounds = () => ({ level: outcome.quality.level, could_reach: outcome.quality.could_reach });

  /** Leaves out each section of which the rules count nothing. */
  function skip() {
    const concerned = new Map(outcome.sections.map(({ id, tallies }) => [id, tallies.some((tally) => tally.of > tally.not_applicable)]));
    for (const step of steps.filter(({ dataset }) => dataset.kind === 'section')) {
      if (concerned.get(step.dataset.id) === false) step.dataset.skip = '';
      else delete step.dataset.skip;
    }
    count();
  }

  /** Says beside each fact what the rules, or we, cannot read of it: when someone goes on, so that nothing moves under a finger. */
  function faults() {
    for (const step of steps.filter(({ dataset }) => dataset.kind !== 'section')) {
      const refusal = refused.find(({ pointer }) => pointer === `/facts/${step.dataset.id}`);
      const unread = fact(step).fault;
      const ours = unread ? one(`template[data-fault=${unread}]`).content.textContent : refusal?.code === 'number-out-of-range' && step.dataset.range;
      const words = ours || (refusal && sentence(refusal.message));
      const fault = step.querySelector('.fault');
      fault.textContent = words ?? '';
      // The rules speak English in every language of a check.
      if (words && !ours) fault.lang = 'en';
      else fault.removeAttribute('lang');
      step.querySelector('.entry')?.setAttribute('aria-invalid', String(Boolean(words)));
    }
  }

  function standing() {
    const { level, could_reach } = bounds();
    shown(main, outcome);
    one('.standing').hidden = false;
    clearTimeout(pause);
    const status = one('[role=status]');
    pause = setTimeout(() => {
      status.textContent = status.dataset.say.replace('{level}', named(level)).replace('{could_reach}', named(could_reach));
    }, PAUSE);
  }

  const named = (level) => main.querySelector(`template[data-level="${level ?? ''}"]`).content.textContent.trim();

  function count() {
    const kept = asked();
    const place = kept.indexOf(current());
    if (place < 0) return;
    const words = current().querySelector('.count');
    words.textContent = words.dataset.say.replace('{n}', place + 1).replace('{of}', kept.length);
    back.hidden = place === 0;
    const isLast = place === kept.length - 1;
    next.querySelector('[data-words=next]').hidden = isLast;
    next.querySelector('[data-words=last]').hidden = !isLast;
  }

  function show(step) {
    one('.result').hidden = true;
    form.hidden = false;
    for (const other of steps) other.hidden = other !== step;
    one('.opening').hidden = step !== steps[0];
    count();
    step.querySelector('.question').focus();
  }

  async function onward() {
    const step = current();
    const isJudged = await judge();
    faults();
    const kept = asked();
    const wrong = kept.find((other) => other.querySelector('.fault').textContent);
    if (wrong) {
      if (wrong !== step) show(wrong);
      wrong.querySelector('input').focus();
      return;
    }
    if (!isJudged) return;
    const following = kept[kept.indexOf(step) + 1];
    if (following) show(following);
    else await finish();
  }

  async function finish() {
    const link = one('[data-full]');
    const packed = await address(at(main.dataset.full), assessment());
    link.href = packed.href;
    one('[data-words=with-answers]').hidden = !packed.withAnswers;
    one('[data-words=without-answers]').hidden = packed.withAnswers;
    form.hidden = true;
    one('.opening').hidden = true;
    one('.result').hidden = false;
    one('#result-title').focus();
    tell('complete', { outcome });
  }

  function fail(trouble) {
    form.hidden = true;
    one('.failed').hidden = false;
    one('.failed h2').focus();
    tell('error', { code: 'no-rules', message: String(trouble?.message ?? trouble) });
  }

  /** Opens what a section asks where the visitor wants to say which, and shuts it where all of it is said. */
  function unfold(input) {
    const inside = input.closest('.step').querySelector('.inside');
    const some = input.value === '';
    inside.querySelector('.which').hidden = !some;
    for (const answers of inside.querySelectorAll('.answers')) answers.hidden = !some;
    inside.open = some;
  }

  form.addEventListener('change', ({ target: input }) => {
    if (input.name.startsWith('section:')) unfold(input);
    // None of these, or some: not both.
    if (input.type === 'checkbox' && input.checked) {
      for (const other of input.closest('.choices').querySelectorAll('input')) {
        if (Boolean(other.value) !== Boolean(input.value)) other.checked = false;
      }
    }
    judge();
  });
  // As a form is sent by pressing Enter in it. It is never sent: a sandbox around it need not allow that.
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !event.target.matches('input')) return;
    event.preventDefault();
    onward();
  });
  // Early, so that it is there by the time of the first answer. Nothing is lost by a failure here: an answer asks again.
  for (const kind of ['pointerdown', 'focusin', 'keydown']) form.addEventListener(kind, () => rules().catch(() => {}), { once: true });
  main.addEventListener('click', ({ target: clicked }) => {
    switch (clicked.closest('[data-do]')?.dataset.do) {
      case 'back': {
        const kept = asked();
        return show(kept[kept.indexOf(current()) - 1]);
      }
      case 'onward':
        return onward();
      case 'change':
        return show(asked()[0]);
      case 'again':
        form.reset();
        for (const inside of all('details.inside')) inside.open = false;
        for (const words of all('details .answers, .which')) words.hidden = true;
        return judge().then(() => show(asked()[0]));
    }
  });
}

/** The day by the visitor's own clock. */
function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

function pence(text) {
  const [pounds, rest = '00'] = text.replace(/[£,]/g, '').split('.');
  return Number(pounds + rest);
}

function sentence(message) {
  return `${message[0].toUpperCase()}${message.slice(1)}.`;
}
