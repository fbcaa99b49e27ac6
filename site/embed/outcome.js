// Shows what the rules said. It chooses no level and counts nothing: every value is the outcome's.

/** Puts `outcome` into the places of `main` that show it. */
export function outcome(main, { quality, award, eligibility, routes, fee }) {
  const { target } = main.dataset;
  const mark = (level) => main.querySelector(`template[data-level="${level ?? ''}"]`).content.cloneNode(true);
  const put = (name, ...what) => {
    for (const place of main.querySelectorAll(`[data-show=${name}]`)) place.replaceChildren(...what.map((node) => node.cloneNode(true)));
  };
  const part = (name, isThere) => {
    main.querySelector(`[data-part=${name}]`).hidden = !isThere;
  };
  put('level', mark(quality.level));
  put('could-reach', mark(quality.could_reach));
  part('open', quality.level !== quality.could_reach);
  part('settled', quality.level === quality.could_reach);

  const route = routes.find(({ to, lift }) => to === target && lift);
  part('left', route);
  if (route) {
    const words = main.querySelector('[data-part=left] dt');
    words.textContent = words.dataset.say.replace('{level}', main.dataset.targetName);
    put('left', new Text(String(route.count)));
  }
  part('award', award.level !== quality.level);
  put('award', mark(award.level));
  if (main.querySelector('[data-part=fee]')) {
    part('fee', fee.status === 'known');
    if (fee.status === 'known') put('fee', new Text(money(main, fee)));
  }
  for (const words of main.querySelectorAll('[data-show=eligibility] [data-words]')) {
    words.hidden = words.dataset.words !== eligibility.status;
  }
}

/** An amount in whole minor units, in the language of the check; as in English where the browser does not know that language. */
function money(main, { gross, currency }) {
  const { lang } = main.closest('[lang]');
  const format = new Intl.NumberFormat([lang, 'en-GB'], { style: 'currency', currency });
  return format.format(gross / 10 ** format.resolvedOptions().maximumFractionDigits);
}

/**
 * What the page around is told of an outcome: what it says, and none of what it rests on. Whatever names a section, a criterion, a
 * fact or what a fact falls in, or counts answers, stays here.
 */
export function told({ scheme, edition, rules_hash, as_of, target, status, eligibility, quality, award, progression, validity, fee, assumptions }) {
  const { needs, band, ...cost } = fee;
  return {
    scheme,
    edition,
    rules_hash,
    as_of,
    target,
    status,
    eligibility: { status: eligibility.status },
    quality,
    award,
    progression,
    validity,
    fee: cost,
    assumptions,
  };
}
