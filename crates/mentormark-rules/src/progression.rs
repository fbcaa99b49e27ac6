//! Entry level, steps and waiting times: the highest level that may be awarded now, and the first day for each other. How long an
//! award lasts, and when it may be renewed.

use crate::packed::packed;
use alloc::{vec, vec::Vec};

use crate::{
    Date, Id, Months, Plan, Rank, Reason,
    assess::Told,
    case::HeldAward,
    outcome::Validity,
    scheme::{Lapsed, Scheme, validity},
};

/// The progression of a checked scheme, compiled.
#[derive(Clone, Debug)]
pub(crate) struct Ladder {
    entry: Rank,
    most_steps: usize,
    /// For each level, lowest first; nothing for the top.
    waits: Vec<Months>,
    levels: usize,
    /// How long an award of each level lasts, where lapsed awards do not count; else empty.
    blocked_after: Vec<Months>,
}

packed!(struct Ladder { entry, most_steps, waits, levels, blocked_after });

/// How long awards last and how they are renewed, of a checked scheme, compiled.
#[derive(Clone, Debug)]
pub(crate) struct Term {
    /// For each level, lowest first.
    months: Vec<Months>,
    /// Where there is no level.
    otherwise: Months,
    opens_before: Option<Months>,
    keeps_anniversary: bool,
    /// The levels that one who holds them must rise from.
    must_progress: Vec<Rank>,
}

packed!(struct Term { months, otherwise, opens_before, keeps_anniversary, must_progress });

/// How long one award is valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Valid {
    pub(crate) months: Months,
    pub(crate) last_day: Date,
    /// The first day on which it may be renewed, where the scheme says.
    pub(crate) renew_from: Option<Date>,
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
                Some(Lapsed::Blocked) => scheme.validity.iter().flat_map(|validity| months(scheme, validity)).collect(),
                _ => Vec::new(),
            },
        })
    }

    /// The award that counts on `as_of`: none where it has lapsed and lapsed awards do not count.
    pub(crate) fn counting(&self, held: Option<HeldAward>, as_of: Date) -> Option<HeldAward> {
        held.filter(|held| {
            let term = self.blocked_after.get(held.level.index());
            term.is_none_or(|&term| as_of <= last_day(held.on, term))
        })
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

impl Term {
    /// Compiles the validity; `None` where awards last for ever.
    pub(crate) fn new(scheme: &Scheme) -> Option<Self> {
        let validity = scheme.validity.as_ref()?;
        let renewal = validity.renewal.as_ref();
        let level = |id: &Id| scheme.level_index(id).and_then(Rank::from_index);
        Some(Self {
            months: months(scheme, validity).collect(),
            otherwise: validity.months,
            opens_before: renewal.and_then(|renewal| renewal.opens_months_before),
            keeps_anniversary: renewal.is_some_and(|renewal| renewal.early_keeps_anniversary),
            must_progress: renewal.iter().flat_map(|renewal| &renewal.must_progress).filter_map(level).collect(),
        })
    }

    /// Whether an award held makes a difference: to when it may be renewed, to how long the next is valid, or to its level.
    pub(crate) fn looks_at_held(&self) -> bool {
        self.opens_before.is_some() || !self.must_progress.is_empty()
    }

    /// How long an award of a level lasts.
    pub(crate) fn months(&self, level: Rank) -> Months {
        self.months.get(level.index()).copied().unwrap_or(self.otherwise)
    }

    /// How long the award held is valid.
    pub(crate) fn of_held(&self, held: HeldAward) -> Valid {
        self.starting(held.on, Some(held.level))
    }

    /// How long an award made on `as_of` would be valid: from that day on, or, where one of the same level is renewed early, from the
    /// day after the last day of that one.
    pub(crate) fn of_award(&self, award: Option<Rank>, held: Option<HeldAward>, as_of: Date) -> Valid {
        let early = held.filter(|&held| self.is_early(award, held, as_of));
        let start = early.map_or(as_of, |held| held.on.plus(self.months(held.level)));
        self.starting(start, award)
    }

    /// The same in an outcome.
    pub(crate) fn validity(&self, award: Option<Rank>, held: Option<HeldAward>, as_of: Date) -> Validity {
        let Valid { months, last_day, renew_from } = self.of_award(award, held, as_of);
        Validity { months: months.get(), last_day, renew_from }
    }

    /// Whether an award made on `as_of` renews the one held early and keeps its anniversary.
    pub(crate) fn is_early(&self, award: Option<Rank>, held: HeldAward, as_of: Date) -> bool {
        let term = self.of_held(held);
        let is_open = term.renew_from.is_some_and(|from| from <= as_of) && as_of <= term.last_day;
        self.keeps_anniversary && award == Some(held.level) && is_open
    }

    fn starting(&self, start: Date, level: Option<Rank>) -> Valid {
        let months = level.map_or(self.otherwise, |level| self.months(level));
        Valid {
            months,
            last_day: last_day(start, months),
            renew_from: self.opens_before.map(|opens| {
                let before = i32::from(opens.get()).saturating_neg();
                start.plus(months).plus_months(before)
            }),
        }
    }

    /// A level held, if it must be risen from.
    pub(crate) fn must_pass(&self, held: Rank) -> Option<Rank> {
        Some(held).filter(|held| self.must_progress.contains(held))
    }
}

impl Plan {
    /// Adds that the level held must be risen from, where that is what stops an award up to `top`.
    pub(crate) fn must_progress_reason(&self, told: &Told<'_>, top: Option<Rank>, reasons: &mut Vec<Reason>) {
        let must_pass = self.must_pass(told.case);
        if let (Some(held), Some(renewal)) = (must_pass.filter(|_| top.is_some() && top <= must_pass), self.renewal()) {
            reasons.push(Reason::MustProgress { held: self.level_id(held), source: renewal.source.clone() });
        }
    }

    /// Adds when the award held may be renewed, as long as it has not ended.
    pub(crate) fn renewal_reason(&self, told: &Told<'_>, reasons: &mut Vec<Reason>) {
        let (Some(term), Some(renewal), Some(held)) = (&self.term, self.renewal(), told.case.awards.held) else {
            return;
        };
        let as_of = told.case.awards.as_of;
        let Valid { last_day, renew_from, .. } = term.of_held(held);
        reasons.extend(renew_from.filter(|_| as_of <= last_day).map(|from| Reason::RenewalWindow {
            held: self.level_id(held.level),
            from,
            last_day,
            keeps_anniversary: term.is_early(told.award, held, as_of),
            source: renewal.source.clone(),
        }));
    }

    fn renewal(&self) -> Option<&validity::Renewal> {
        self.scheme().validity.as_ref()?.renewal.as_ref()
    }
}

/// How long an award of each level lasts, lowest first.
fn months<'s>(scheme: &'s Scheme, validity: &'s validity::Validity) -> impl Iterator<Item = Months> + 's {
    scheme.levels.iter().map(|level| validity.months_at(&level.id))
}

/// The last valid day of an award: the day before the anniversary.
pub(crate) fn last_day(awarded_on: Date, term: Months) -> Date {
    awarded_on.plus(term).day_before()
}

#[cfg(test)]
mod tests {
    use alloc::string::{String, ToString};

    use super::*;
    use crate::outcome::Outcome;

    fn ladder(entry: usize, most_steps: usize, waits: &[u16], blocked_after: Option<u16>) -> Ladder {
        Ladder {
            entry: Rank::from_index(entry).unwrap(),
            most_steps,
            waits: waits.iter().map(|&months| Months::new(months).unwrap()).collect(),
            levels: waits.len(),
            blocked_after: blocked_after.map_or(Vec::new(), |term| vec![Months::new(term).unwrap(); waits.len()]),
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

    fn terms(months: &[u16], opens_before: Option<u16>, must_progress: &[usize]) -> Term {
        Term {
            months: months.iter().map(|&months| Months::new(months).unwrap()).collect(),
            otherwise: Months::new(12).unwrap(),
            opens_before: opens_before.and_then(Months::new),
            keeps_anniversary: opens_before.is_some(),
            must_progress: must_progress.iter().filter_map(|&level| Rank::from_index(level)).collect(),
        }
    }

    fn term(terms: &Term, award: usize, held: Option<HeldAward>, as_of: &str) -> (String, Option<String>) {
        let term = terms.of_award(Rank::at_place(award), held, as_of.parse().unwrap());
        (term.last_day.to_string(), term.renew_from.map(|day| day.to_string()))
    }

    #[test]
    fn each_level_lasts_for_its_own_time_and_none_for_the_common_one() {
        let terms = terms(&[12, 36], None, &[]);
        assert_eq!(term(&terms, 0, None, "2026-11-21"), ("2027-11-20".into(), None));
        assert_eq!(term(&terms, 1, None, "2026-11-21"), ("2027-11-20".into(), None));
        assert_eq!(term(&terms, 2, None, "2026-11-21"), ("2029-11-20".into(), None));
        assert!(!terms.looks_at_held());
    }

    #[test]
    fn renewal_opens_so_many_months_before_the_day_after_the_last_clamped() {
        let terms = terms(&[36, 36], Some(6), &[]);
        let renew_from = |as_of| term(&terms, 1, None, as_of).1.unwrap();
        assert_eq!(renew_from("2026-11-21"), "2029-05-21");
        // The anniversary is 31 August 2029, and February has no 31st.
        assert_eq!(renew_from("2026-08-31"), "2029-02-28");
        // The anniversary of 29 February 2024 is 28 February 2027.
        assert_eq!(renew_from("2024-02-29"), "2026-08-28");
    }

    #[test]
    fn an_early_renewal_of_the_same_level_keeps_the_anniversary() {
        let terms = terms(&[12, 12], Some(3), &[]);
        let last = |award, as_of| term(&terms, award, held(0, "2026-03-02"), as_of).0;
        // The award held ends on 1 March 2027, and may be renewed from 2 December 2026.
        assert_eq!(last(1, "2026-12-01"), "2027-11-30");
        assert_eq!(last(1, "2026-12-02"), "2028-03-01");
        assert_eq!(last(1, "2027-03-01"), "2028-03-01");
        assert_eq!(last(1, "2027-03-02"), "2028-03-01");
        assert_eq!(last(1, "2027-03-03"), "2028-03-02");
        assert_eq!(last(2, "2026-12-02"), "2027-12-01");
        assert_eq!(term(&terms, 1, None, "2026-12-02").0, "2027-12-01");
    }

    #[test]
    fn a_level_that_must_be_risen_from_stands_below_whatever_is_awarded() {
        let terms = terms(&[12, 12, 12], None, &[1]);
        let must_pass = |held| terms.must_pass(Rank::from_index(held).unwrap()).map(Rank::index);
        assert_eq!([0, 1, 2].map(must_pass), [None, Some(1), None]);
        assert!(terms.looks_at_held());
    }

    /// Award, last day and the reasons of renewal, where both levels are earned and bronze must be risen from.
    fn renewed(held: &str, as_of: &str, ratings: &str) -> (Option<Id>, String, Vec<Reason>) {
        let outcome = judged("", held, as_of, ratings);
        let of_renewal = outcome.reasons.into_iter().filter(|reason| **reason.source() == *"s#r").collect();
        (outcome.award.bounds.level, outcome.validity.unwrap().last_day.to_string(), of_renewal)
    }

    fn judged(progression: &str, held: &str, as_of: &str, ratings: &str) -> Outcome {
        let plan = Plan::from_json(&alloc::format!(
            r#"{{ {progression} "id": "s", "edition": "1", "starts_on": "2000-01-01", "source": "s#a",
                "levels": [{{ "id": "bronze", "source": "s#a" }}, {{ "id": "silver", "source": "s#a" }}],
                "scale": [{{ "id": "not-met", "source": "s#a" }}, {{ "id": "met", "source": "s#a" }}],
                "sections": [{{ "id": "one", "source": "s#a", "criteria_source": "s#a", "criteria": [
                    {{ "id": "one.a", "level": "bronze" }}, {{ "id": "one.b", "level": "silver" }}] }}],
                "section_rule": {{ "cumulative": true, "source": "s#a",
                    "share": {{ "rated": "met", "of": "all", "source": "s#a" }} }},
                "award_rule": {{ "source": "s#a", "sections": {{ "needed": "all", "floor": "none", "source": "s#a" }} }},
                "validity": {{ "months": 12, "source": "s#a", "renewal": {{ "opens_months_before": 3,
                    "early_keeps_anniversary": true, "must_progress": ["bronze"], "source": "s#r" }} }} }}"#
        ));
        let text = alloc::format!(
            r#"{{ "scheme": "s", "as_of": "{as_of}", "facts": {{}}, "ratings": {{ {ratings} }},
                "held": {{ "level": "{held}", "awarded_on": "2026-03-02" }} }}"#
        );
        plan.unwrap().assess(&crate::json::assessment(&text).unwrap()).unwrap()
    }

    #[test]
    fn a_lapsed_award_must_be_risen_from_unless_it_is_as_if_none_were_held() {
        let met = r#""one.a": "met", "one.b": "met""#;
        // Bronze of 2 March 2026 is last valid on 1 March 2027.
        for (lapsed, as_of, award, first_days) in [
            ("allowed", "2027-03-01", Some("silver"), &["silver 2027-03-01"][..]),
            ("allowed", "2027-03-02", Some("silver"), &["silver 2027-03-02"]),
            ("blocked", "2027-03-01", Some("silver"), &["silver 2027-03-01"]),
            ("blocked", "2027-03-02", Some("bronze"), &["bronze 2027-03-02", "silver 2027-09-02"]),
        ] {
            let progression = alloc::format!(
                r#""progression": {{ "entry": "bronze", "most_steps": 1, "lapsed": "{lapsed}", "lapsed_source": "s#a",
                    "source": "s#a", "waits": [{{ "at": "bronze", "months": 6, "source": "s#a" }}] }},"#
            );
            let outcome = judged(&progression, "bronze", as_of, met);
            assert_eq!(outcome.award.bounds.level.as_deref(), award, "{lapsed} {as_of}");
            let found: Vec<String> =
                outcome.progression.iter().map(|next| alloc::format!("{} {}", &*next.level, next.earliest)).collect();
            assert_eq!(found, first_days, "{lapsed} {as_of}");
        }
    }

    #[test]
    fn the_reasons_tell_of_the_window_and_of_what_must_be_risen_from() {
        let window = |held: &str, keeps_anniversary| Reason::RenewalWindow {
            held: held.into(),
            from: "2026-12-02".parse().unwrap(),
            last_day: "2027-03-01".parse().unwrap(),
            keeps_anniversary,
            source: "s#r".into(),
        };
        let must_progress = || Reason::MustProgress { held: "bronze".into(), source: "s#r".into() };
        let (bronze, both) = (r#""one.a": "met", "one.b": "not-met""#, r#""one.a": "met", "one.b": "met""#);
        let check = |held, as_of, ratings, award: Option<&str>, last_day: &str, reasons: &[Reason]| {
            let expected = (award.map(Id::from), last_day.into(), reasons.to_vec());
            assert_eq!(renewed(held, as_of, ratings), expected, "{held} {as_of} {ratings}");
        };
        check("silver", "2026-12-02", both, Some("silver"), "2028-03-01", &[window("silver", true)]);
        check("silver", "2026-12-01", both, Some("silver"), "2027-11-30", &[window("silver", false)]);
        check("silver", "2027-03-02", both, Some("silver"), "2028-03-01", &[]);
        check("bronze", "2026-12-02", both, Some("silver"), "2027-12-01", &[window("bronze", false)]);
        check("bronze", "2026-12-02", bronze, None, "2027-12-01", &[must_progress(), window("bronze", false)]);
        check("bronze", "2028-12-02", bronze, None, "2029-12-01", &[must_progress()]);
        check("bronze", "2026-12-02", "", None, "2027-12-01", &[window("bronze", false)]);
    }
}
