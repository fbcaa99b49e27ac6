//! Days to judge on, to have been awarded on and to be taxed on.

use super::{chance, one_of};
use crate::oracle::calendar::{Day, day, days_in_month};
use fastrand::Rng;

/// The days on which the UK standard rate of VAT began or changed.
pub const VAT_CHANGES: [Day; 7] = [
    day(1973, 4, 1),
    day(1974, 7, 29),
    day(1979, 6, 18),
    day(1991, 4, 1),
    day(2008, 12, 1),
    day(2010, 1, 1),
    day(2011, 1, 4),
];

/// A day from 2022 to 2031, sometimes about 2100, which is no leap year; often at a month's end or about 29 February.
pub fn judged_on(rng: &mut Rng) -> Day {
    let year = if chance(rng, 5) { rng.u32(2099..2102) } else { rng.u32(2022..2032) };
    match rng.u32(0..10) {
        0..=2 => {
            let month = rng.u32(1..13);
            day(year, month, days_in_month(year, month) - rng.u32(0..2))
        }
        3..=4 => {
            let day = one_of(rng, &[day(year, 2, 28), day(year, 3, 1), day(2024, 2, 29), day(2028, 2, 29)]);
            moved(rng, day)
        }
        _ => {
            let month = rng.u32(1..13);
            day(year, month, rng.u32(1..=days_in_month(year, month)))
        }
    }
}

/// A day no later than `as_of`, often within a day of being one of `months` before it.
pub fn awarded_on(rng: &mut Rng, as_of: Day, months: &[u32]) -> Day {
    let back = if chance(rng, 70) { one_of(rng, months) } else { rng.u32(0..40) };
    let base = as_of.minus_months(back);
    // A month's end so that the clamp has something to do.
    let base = if chance(rng, 25) { day(base.year, base.month, days_in_month(base.year, base.month)) } else { base };
    moved(rng, base).min(as_of)
}

/// A day within a day of a change of VAT, never before there was any.
pub fn tax_point(rng: &mut Rng) -> Day {
    let change = one_of(rng, &VAT_CHANGES);
    moved(rng, change).max(VAT_CHANGES[0])
}

/// The same day, or the day before or after it.
pub(super) fn moved(rng: &mut Rng, day: Day) -> Day {
    match rng.u32(0..4) {
        0 => day.yesterday(),
        1 => day.tomorrow(),
        _ => day,
    }
}
