// How the site should write a date and an amount, worked out without it.

/** `2 March 2026` for `2026-03-02`. */
export function date(day) {
  const form = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' };
  return new Intl.DateTimeFormat('en-GB', form).format(new Date(`${day}T00:00:00Z`));
}

/** `£1,680.00` for 168000 pence. */
export function money(pence) {
  return new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP' }).format(pence / 100);
}
