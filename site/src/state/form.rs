//! The answers about the organisation as they are being typed, so that moving between pages loses none, finished or not.

use std::collections::BTreeMap;

use mentormark_rules::{Assessment, Date};

/// Texts being typed.
#[derive(Clone, Default)]
pub(crate) struct Form {
    /// Facts by id.
    pub(crate) facts: BTreeMap<String, String>,
    /// The level held; empty for none.
    pub(crate) held: String,
    /// The day of that award.
    pub(crate) awarded_on: DateEntry,
}

/// A date in three texts.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct DateEntry {
    /// The day of the month.
    pub(crate) day: String,
    /// The month as a number.
    pub(crate) month: String,
    /// The year.
    pub(crate) year: String,
}

impl Form {
    /// What the answers say.
    pub(crate) fn of(answers: &Assessment) -> Self {
        let mut form = Self::default();
        for (id, value) in &answers.facts {
            form.facts.insert(id.clone(), value.to_string());
        }
        if let Some(held) = &answers.held {
            form.held.clone_from(&held.level);
            form.awarded_on = DateEntry::of(held.awarded_on);
        }
        form
    }

    /// Whether something is typed or chosen here that the answers do not hold.
    pub(crate) fn says_more_than(&self, answers: &Assessment) -> bool {
        let typed = |(id, typed): (&String, &String)| !typed.trim().is_empty() && !answers.facts.contains_key(id);
        (!self.held.is_empty() && answers.held.is_none()) || self.facts.iter().any(typed)
    }
}

impl DateEntry {
    fn of(date: Date) -> Self {
        Self { day: date.day().to_string(), month: date.month().to_string(), year: date.year().to_string() }
    }

    /// Whether nothing is typed.
    pub(crate) fn is_empty(&self) -> bool {
        self.parts().all(str::is_empty)
    }

    /// Whether all three parts are typed.
    pub(crate) fn is_whole(&self) -> bool {
        !self.parts().any(str::is_empty)
    }

    fn parts(&self) -> impl Iterator<Item = &str> {
        [&self.day, &self.month, &self.year].into_iter().map(|part| part.trim())
    }

    /// The date, if there is such a day.
    pub(crate) fn date(&self) -> Option<Date> {
        let small = |text: &str| text.trim().parse().ok();
        Date::new(self.year.trim().parse().ok()?, small(&self.month)?, small(&self.day)?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(day: &str, month: &str, year: &str, expected: Option<&str>) {
        let entry = DateEntry { day: day.into(), month: month.into(), year: year.into() };
        assert_eq!(entry.date(), expected.map(|text| text.parse().unwrap()), "{day} {month} {year}");
    }

    #[test]
    fn three_numbers_of_a_day_that_exists_are_a_date() {
        check("2", "3", "2026", Some("2026-03-02"));
        check(" 02 ", "03", "2026", Some("2026-03-02"));
        check("29", "2", "2028", Some("2028-02-29"));
        check("29", "2", "2026", None);
        check("31", "11", "2026", None);
        check("2", "March", "2026", None);
        check("2", "3", "26", None);
        check("", "", "", None);
    }
}
