//! What stands in the fields about the applicant as it is being typed, so that moving between pages loses none of it, finished or not.

use mentormark_rules::{
    Assessment, Date, Entries,
    assessment::FactValue,
    scheme::facts::{Fact, FactKind},
};

/// The field of the day of the award held. A fact's field bears the fact's id, which has no `_` in it.
pub(crate) const AWARDED: &str = "_held";

/// What stands after a field's name in those of the parts of a date; the day bears the field's own.
pub(crate) const PARTS: [&str; 3] = ["", "_month", "_year"];

/// Texts being typed.
#[derive(Clone, Default)]
pub(crate) struct Form {
    /// What is typed, by the name of the field.
    pub(crate) typed: Entries<String>,
    /// The level held; empty for none.
    pub(crate) held: String,
}

/// A date in three texts: day, month and year.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct DateEntry(pub(crate) [String; 3]);

impl Form {
    /// What the answers to these facts say.
    pub(crate) fn of(answers: &Assessment, facts: &[Fact]) -> Self {
        let mut form = Self::default();
        for fact in facts {
            match (&fact.kind, answers.facts.get(&*fact.id)) {
                (FactKind::Amount { .. }, Some(FactValue::Whole(pence))) => form.put(&fact.id, pounds(*pence)),
                (_, Some(FactValue::Whole(number))) => form.put(&fact.id, number.to_string()),
                (FactKind::Date { .. }, Some(FactValue::Text(day))) => {
                    if let Ok(day) = day.parse() {
                        form.put_day(&fact.id, day);
                    }
                }
                _ => {}
            }
        }
        if let Some(held) = &answers.held {
            form.held.clone_from(&held.level);
            form.put_day(AWARDED, held.awarded_on);
        }
        form
    }

    fn put(&mut self, field: &str, typed: String) {
        self.typed.insert(field.to_owned(), typed);
    }

    fn put_day(&mut self, field: &str, date: Date) {
        let parts = [date.day().to_string(), date.month().to_string(), date.year().to_string()];
        for (part, typed) in PARTS.iter().zip(parts) {
            self.put(&format!("{field}{part}"), typed);
        }
    }

    /// What is typed in a field.
    pub(crate) fn text(&self, field: &str) -> &str {
        self.typed.get(field).map_or("", |typed| typed.trim())
    }

    /// What is typed in the three parts of a date.
    pub(crate) fn day(&self, field: &str) -> DateEntry {
        DateEntry(PARTS.map(|part| self.text(&format!("{field}{part}")).to_owned()))
    }

    /// Whether something is typed or chosen here that the answers do not hold.
    pub(crate) fn says_more_than(&self, answers: &Assessment) -> bool {
        let is_open = |(field, typed): (&String, &String)| {
            let fact = field.split('_').next().unwrap_or_default();
            !typed.trim().is_empty() && !fact.is_empty() && !answers.facts.contains_key(fact)
        };
        (!self.held.is_empty() && answers.held.is_none()) || self.typed.iter().any(is_open)
    }
}

impl DateEntry {
    /// Whether nothing is typed.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.iter().all(String::is_empty)
    }

    /// Whether all three parts are typed.
    pub(crate) fn is_whole(&self) -> bool {
        !self.0.iter().any(String::is_empty)
    }

    /// The date, if there is such a day.
    pub(crate) fn date(&self) -> Option<Date> {
        let [day, month, year] = &self.0;
        Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
    }
}

/// The whole number that a text means for a fact of this kind: pence for an amount in pounds, minutes for a duration.
pub(crate) fn number(kind: &FactKind, typed: &str) -> Option<i64> {
    match kind {
        FactKind::Amount { .. } => times(typed.trim_start_matches('£'), 100),
        FactKind::Duration { .. } => minutes(&typed.to_ascii_lowercase()),
        _ => times(typed, 1),
    }
}

/// `90`, `90 min`, `1:30`, `1 h 30`, `1.5 hours` and the like.
fn minutes(typed: &str) -> Option<i64> {
    let unit = |text: &str| text.trim_end_matches(['m', 'i', 'n', 'u', 't', 'e', 's', ' ']).to_owned();
    let Some((hours, rest)) = typed.split_once(['h', ':']) else { return times(&unit(typed), 1) };
    let rest = unit(rest.trim_start_matches(['o', 'u', 'r', 's', ' ']));
    let minutes = if rest.is_empty() { 0 } else { times(&rest, 1)? };
    times(hours, 60)?.checked_add(minutes)
}

/// A number so many times, where that is whole. People part thousands with commas and spaces.
fn times(typed: &str, by: i64) -> Option<i64> {
    let typed = typed.replace([',', ' '], "");
    let (whole, part) = typed.split_once('.').unwrap_or((&typed, ""));
    let tens = 10i64.checked_pow(u32::try_from(part.len()).ok()?)?;
    let number: i64 = format!("{whole}{part}").parse().ok()?;
    let number = number.checked_mul(by)?;
    (number % tens == 0).then(|| number / tens)
}

/// Pence in pounds.
fn pounds(pence: i64) -> String {
    if pence % 100 == 0 { (pence / 100).to_string() } else { format!("{}.{:02}", pence / 100, (pence % 100).abs()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_numbers_of_a_day_that_exists_are_a_date() {
        let check = |day: &str, month: &str, year: &str, expected: Option<&str>| {
            let mut form = Form::default();
            for (part, typed) in PARTS.iter().zip([day, month, year]) {
                form.put(&format!("{AWARDED}{part}"), typed.to_owned());
            }
            let found = form.day(AWARDED).date();
            assert_eq!(found, expected.map(|text| text.parse().unwrap()), "{day} {month} {year}");
        };
        check("2", "3", "2026", Some("2026-03-02"));
        check(" 02 ", "03", "2026", Some("2026-03-02"));
        check("29", "2", "2028", Some("2028-02-29"));
        check("29", "2", "2026", None);
        check("31", "11", "2026", None);
        check("2", "March", "2026", None);
        check("2", "3", "26", None);
        check("", "", "", None);
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let (least, most) = (0, 0);
        let count = FactKind::Count { least, most };
        let amount = FactKind::Amount { least, most };
        let duration = FactKind::Duration { least, most };
        for (kind, typed, expected) in [
            (&count, "1,250", Some(1_250)),
            (&count, "1.2.3", None),
            (&count, "2.5", None),
            (&amount, "£1,234.50", Some(123_450)),
            (&amount, "0.005", None),
            (&duration, "90", Some(90)),
            (&duration, "90 minutes", Some(90)),
            (&duration, "1:30", Some(90)),
            (&duration, "1 h 30 min", Some(90)),
            (&duration, "2 Hours", Some(120)),
            (&duration, "278.4 hours", Some(16_704)),
            (&duration, "90 days", None),
            (&duration, "h", None),
            (&duration, "soon", None),
        ] {
            assert_eq!(number(kind, typed), expected, "{typed}");
        }
    }

    #[test]
    fn amounts_are_shown_in_pounds() {
        assert_eq!([pounds(123_450), pounds(80_000), pounds(5)], ["1234.50", "800", "0.05"]);
    }
}
