//! Entry level, steps and waiting times: the highest level that may be awarded now, and the first day for each other.

use alloc::{vec, vec::Vec};

use crate::{
    Date, Months, Rank,
    case::HeldAward,
    scheme::{Lapsed, Scheme},
};

/// The progression of a checked scheme, compiled.
#[derive(Clone, Debug)]
pub(crate) struct Ladder {
    entry: Rank,
    most_steps: usize,
    /// For each level, lowest first; nothing for the top.
    waits: Vec<Months>,
    levels: usize,
    /// How long an award lasts, where lapsed awards do not count.
    blocked_after: Option<Months>,
}

impl Ladder {
    /// Compiles the progression; `None` where the scheme has none, or where it was not checked.
    pub(crate) fn new(scheme: &Scheme) -> Option<Self> {
        let progression = scheme.progression.as_ref()?;
        let level = |id: &str| scheme.level_index(id).and_then(Rank::from_index);
        let mut waits = vec![Months::default(); scheme.levels.len()];
        for wait in &progression.waits {
            if let Some(slot) = scheme.level_index(&wait.at).and_then(|index| waits.get_mut(index)) {
                *slot = wait.months;
            }
        }
        Some(Self {
            entry: level(&progression.entry)?,
            most_steps: usize::from(progression.most_steps),
            waits,
            levels: scheme.levels.len(),
            blocked_after: match progression.lapsed {
                Some(Lapsed::Blocked) => scheme.validity.as_ref().map(|validity| validity.months),
                _ => None,
            },
        })
    }

    /// The award that counts on `as_of`: none where it has lapsed and lapsed awards do not count.
    pub(crate) fn counting(&self, held: Option<HeldAward>, as_of: Date) -> Option<HeldAward> {
        held.filter(|held| self.blocked_after.is_none_or(|term| as_of <= last_day(held.on, term)))
    }

    /// The waiting time at `level`.
    pub(crate) fn wait(&self, level: Rank) -> Months {
        self.waits.get(level.index()).copied().unwrap_or_default()
    }

    /// The highest level that may be awarded on `as_of`.
    ///
    /// Holding none: the entry level. Holding one: so many steps up once the waiting time is over, the anniversary day
    /// included, else that level; and never less than the entry level, which is open to all.
    pub(crate) fn cap(&self, held: Option<HeldAward>, as_of: Date) -> Rank {
        let Some(held) = self.counting(held, as_of) else {
            return self.entry;
        };
        let waited = as_of >= held.on.plus(self.wait(held.level));
        let cap = if waited { self.up(held.level, self.most_steps) } else { held.level };
        cap.max(self.entry)
    }

    /// For each level above the one held, the first day on which it may be awarded, lowest first.
    ///
    /// Each day assumes that the levels before were awarded on their own first days; with several steps allowed at once
    /// it is the least over all paths. Levels up to the entry level are open on `as_of`.
    pub(crate) fn earliest(&self, held: Option<HeldAward>, as_of: Date) -> Vec<(Rank, Date)> {
        let held = self.counting(held, as_of);
        let start = Rank::place(held.map(|held| held.level));
        // One entry a place on the ladder, `None` first; the day from which that place counts as held.
        let mut first_days: Vec<Option<Date>> = vec![None; start];
        first_days.push(held.map(|held| held.on));
        let mut earliest = Vec::new();
        for level in (start..self.levels).filter_map(Rank::from_index) {
            let place = Rank::place(Some(level));
            let steps = first_days.iter().enumerate().skip(place.saturating_sub(self.most_steps));
            let by_steps =
                steps.filter_map(|(from, day)| Some(day.as_ref()?.plus(self.wait(Rank::at_place(from)?)))).min();
            let day = if level <= self.entry { Some(as_of) } else { by_steps.map(|day| day.max(as_of)) };
            earliest.extend(day.map(|day| (level, day)));
            first_days.push(day);
        }
        earliest
    }

    fn up(&self, level: Rank, steps: usize) -> Rank {
        let top = self.levels.saturating_sub(1);
        Rank::from_index(level.index().saturating_add(steps).min(top)).unwrap_or(level)
    }
}

/// The last valid day of an award: the day before the anniversary.
pub(crate) fn last_day(awarded_on: Date, term: Months) -> Date {
    awarded_on.plus(term).day_before()
}

#[cfg(test)]
mod tests {
    use alloc::string::{String, ToString};

    use super::*;

    fn ladder(entry: usize, most_steps: usize, waits: &[u16], blocked_after: Option<u16>) -> Ladder {
        Ladder {
            entry: Rank::from_index(entry).unwrap(),
            most_steps,
            waits: waits.iter().map(|&months| Months::new(months).unwrap()).collect(),
            levels: waits.len(),
            blocked_after: blocked_after.and_then(Months::new),
        }
    }

    #[expect(clippy::unnecessary_wraps, reason = "the ladder asks for what may be held")]
    fn held(level: usize, on: &str) -> Option<HeldAward> {
        Some(HeldAward { level: Rank::from_index(level).unwrap(), on: on.parse().unwrap() })
    }

    fn cap(ladder: &Ladder, held: Option<HeldAward>, as_of: &str) -> usize {
        ladder.cap(held, as_of.parse().unwrap()).index()
    }

    fn earliest(ladder: &Ladder, held: Option<HeldAward>, as_of: &str) -> Vec<String> {
        ladder.earliest(held, as_of.parse().unwrap()).into_iter().map(|(_, day)| day.to_string()).collect()
    }

    #[test]
    fn the_anniversary_day_is_late_enough_and_the_day_before_is_not() {
        let ladder = ladder(0, 1, &[6, 6, 0], None);
        assert_eq!(cap(&ladder, None, "2026-08-31"), 0);
        assert_eq!(cap(&ladder, held(0, "2026-08-31"), "2027-02-27"), 0);
        assert_eq!(cap(&ladder, held(0, "2026-08-31"), "2027-02-28"), 1);
        assert_eq!(cap(&ladder, held(0, "2020-01-01"), "2027-02-28"), 1);
        assert_eq!(cap(&ladder, held(2, "2026-08-31"), "2026-09-01"), 2);
    }

    #[test]
    fn each_first_day_builds_on_the_one_before() {
        let ladder = ladder(0, 1, &[6, 6, 0], None);
        assert_eq!(earliest(&ladder, None, "2026-08-31"), ["2026-08-31", "2027-02-28", "2027-08-28"]);
        assert_eq!(earliest(&ladder, held(0, "2026-03-02"), "2026-11-21"), ["2026-11-21", "2027-05-21"]);
        assert_eq!(earliest(&ladder, held(0, "2026-10-02"), "2026-11-21"), ["2027-04-02", "2027-10-02"]);
        assert!(earliest(&ladder, held(2, "2026-10-02"), "2026-11-21").is_empty());
    }

    #[test]
    fn with_several_steps_the_shortest_path_counts() {
        // Two at once: waiting 12 months at the lowest level reaches the third sooner than 6 + 18 by the second.
        let ladder = ladder(0, 2, &[12, 18, 0], None);
        assert_eq!(cap(&ladder, held(0, "2025-11-21"), "2026-11-21"), 2);
        assert_eq!(earliest(&ladder, None, "2026-01-01"), ["2026-01-01", "2027-01-01", "2027-01-01"]);
    }

    #[test]
    fn an_award_below_the_entry_level_never_counts_for_less_than_none() {
        let ladder = ladder(1, 1, &[6, 6, 0], None);
        assert_eq!(cap(&ladder, held(0, "2026-11-01"), "2026-11-21"), 1);
        assert_eq!(earliest(&ladder, held(0, "2026-11-01"), "2026-11-21"), ["2026-11-21", "2027-05-21"]);
        assert_eq!(earliest(&ladder, None, "2026-11-21"), ["2026-11-21", "2026-11-21", "2027-05-21"]);
    }

    #[test]
    fn a_lapsed_award_counts_for_nothing_where_it_is_blocked() {
        let ladder = ladder(0, 1, &[6, 6, 0], Some(12));
        assert_eq!(cap(&ladder, held(1, "2025-11-21"), "2026-11-20"), 2);
        assert_eq!(cap(&ladder, held(1, "2025-11-21"), "2026-11-21"), 0);
        assert_eq!(earliest(&ladder, held(1, "2025-11-21"), "2026-11-21"), ["2026-11-21", "2027-05-21", "2027-11-21"]);
    }

    #[test]
    fn the_last_day_is_the_day_before_the_clamped_anniversary() {
        let last = |on: &str| last_day(on.parse().unwrap(), Months::new(12).unwrap()).to_string();
        assert_eq!(last("2024-02-29"), "2025-02-27");
        assert_eq!(last("2026-11-21"), "2027-11-20");
    }
}
