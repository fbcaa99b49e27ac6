//! Days of the Gregorian calendar by hand: year, month and day of the month, compared in that order.

use std::fmt;

/// A day of the Gregorian calendar. Later days are greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    /// The year, such as 2026.
    pub year: u32,
    /// The month, from 1 to 12.
    pub month: u32,
    /// The day of the month, from 1.
    pub day: u32,
}

/// The day `year`-`month`-`day`, which must exist.
#[must_use]
pub const fn day(year: u32, month: u32, day: u32) -> Day {
    Day { year, month, day }
}

impl Day {
    /// Reads `YYYY-MM-DD`.
    ///
    /// # Panics
    /// Where the text is not such a day: the tests write no other.
    #[must_use]
    pub fn read(text: &str) -> Day {
        let parts: Vec<u32> = text.split('-').map(|part| part.parse().expect("a number")).collect();
        let read = day(parts[0], parts[1], parts[2]);
        assert!(read.day >= 1 && read.day <= days_in_month(read.year, read.month), "no such day: {text}");
        read
    }

    /// The day `months` calendar months later: the same day of the month, or the month's last day where it is shorter.
    #[must_use]
    pub fn plus_months(self, months: u32) -> Day {
        let mut year = self.year;
        let mut month = self.month;
        for _ in 0..months {
            month += 1;
            if month == 13 {
                month = 1;
                year += 1;
            }
        }
        day(year, month, self.day.min(days_in_month(year, month)))
    }

    /// The day `months` calendar months earlier, clamped in the same way.
    #[must_use]
    pub fn minus_months(self, months: u32) -> Day {
        let mut year = self.year;
        let mut month = self.month;
        for _ in 0..months {
            month -= 1;
            if month == 0 {
                month = 12;
                year -= 1;
            }
        }
        day(year, month, self.day.min(days_in_month(year, month)))
    }

    /// The next day.
    #[must_use]
    pub fn tomorrow(self) -> Day {
        if self.day < days_in_month(self.year, self.month) {
            day(self.year, self.month, self.day + 1)
        } else if self.month < 12 {
            day(self.year, self.month + 1, 1)
        } else {
            day(self.year + 1, 1, 1)
        }
    }

    /// The day before.
    #[must_use]
    pub fn yesterday(self) -> Day {
        if self.day > 1 {
            day(self.year, self.month, self.day - 1)
        } else if self.month > 1 {
            day(self.year, self.month - 1, days_in_month(self.year, self.month - 1))
        } else {
            day(self.year - 1, 12, 31)
        }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// Whether `year` has a 29 February.
#[must_use]
pub fn is_leap(year: u32) -> bool {
    (year.is_multiple_of(4) && !year.is_multiple_of(100)) || year.is_multiple_of(400)
}

/// How many days `month` of `year` has.
///
/// # Panics
/// Where there is no such month.
#[must_use]
pub fn days_in_month(year: u32, month: u32) -> u32 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => panic!("no month {month}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_clamp_to_the_end_of_a_shorter_month() {
        assert_eq!(day(2026, 8, 31).plus_months(6), day(2027, 2, 28));
        assert_eq!(day(2023, 8, 31).plus_months(6), day(2024, 2, 29));
        assert_eq!(day(2024, 2, 29).plus_months(12), day(2025, 2, 28));
        assert_eq!(day(2025, 12, 31).plus_months(2), day(2026, 2, 28));
        assert_eq!(day(2026, 3, 31).minus_months(1), day(2026, 2, 28));
        assert_eq!(day(2026, 1, 15).minus_months(13), day(2024, 12, 15));
    }

    #[test]
    fn days_cross_months_and_years() {
        assert_eq!(day(2024, 2, 28).tomorrow(), day(2024, 2, 29));
        assert_eq!(day(2100, 2, 28).tomorrow(), day(2100, 3, 1));
        assert_eq!(day(2025, 12, 31).tomorrow(), day(2026, 1, 1));
        assert_eq!(day(2025, 3, 1).yesterday(), day(2025, 2, 28));
        assert_eq!(day(2026, 1, 1).yesterday(), day(2025, 12, 31));
    }

    #[test]
    fn a_day_reads_as_it_writes() {
        assert_eq!(Day::read("2026-01-09"), day(2026, 1, 9));
        assert_eq!(day(2026, 1, 9).to_string(), "2026-01-09");
    }
}
