//! Calendar dates and calendar months.

use core::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A calendar date from 1 January 1900 to 31 December 2199 where a person states it; arithmetic may pass that.
///
/// Written `YYYY-MM-DD`, and in no other way.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(jiff::civil::Date);

/// A period in calendar months, 0 to 1,200.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Months(u16);

/// Why a text is no [`Date`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// Not `YYYY-MM-DD`, or no such day.
    #[error("not a date: write it as `YYYY-MM-DD`, a day that exists")]
    NotADate,
    /// Before 1900 or after 2199.
    #[error("outside 1900-01-01 to 2199-12-31: use a day within")]
    OutOfRange,
}

impl Months {
    /// That many months, or `None` above 1,200.
    #[must_use]
    pub fn new(months: u16) -> Option<Self> {
        (months <= 1200).then_some(Self(months))
    }

    /// How many months.
    #[must_use]
    pub fn get(self) -> u16 {
        self.0
    }
}

/// The number of days from 1 March of the year 0 to 1 January 1970, and one.
const FIRST_OF_1970: i64 = 719_469;

/// The day, if there is one. It is asked for before it is made: the error that would come back otherwise is more WebAssembly than a date.
fn existing(year: i16, month: i8, day: i8) -> Option<jiff::civil::Date> {
    let is_month = (-9_999..=9_999).contains(&year) && (1..=12).contains(&month);
    let first = is_month.then(|| jiff::civil::date(year, month, 1))?;
    (1..=first.days_in_month()).contains(&day).then(|| jiff::civil::date(year, month, day))
}

impl Date {
    /// The first date that a person may state.
    pub(crate) const FIRST: Self = Self(jiff::civil::date(1900, 1, 1));
    /// The last date that a person may state.
    pub(crate) const LAST: Self = Self(jiff::civil::date(2199, 12, 31));

    /// The date of a year, a month (1 to 12) and a day (1 to 31).
    ///
    /// # Errors
    /// [`DateError::OutOfRange`] outside 1900 to 2199, [`DateError::NotADate`] for a day that does not exist.
    pub fn new(year: u16, month: u8, day: u8) -> Result<Self, DateError> {
        let narrow = |n: u8| i8::try_from(n).map_err(|_| DateError::NotADate);
        let year = i16::try_from(year).map_err(|_| DateError::OutOfRange)?;
        let date = existing(year, narrow(month)?, narrow(day)?).ok_or(DateError::NotADate)?;
        if (1900..=2199).contains(&year) { Ok(Self(date)) } else { Err(DateError::OutOfRange) }
    }

    /// The day in UTC at a time: seconds since the start of 1970, as clocks count them. `None` after 2199.
    ///
    /// ```
    /// use mentormark_rules::Date;
    ///
    /// let at = |seconds| Date::at_unix_time(seconds).map(|day| day.to_string());
    /// assert_eq!(at(1_795_305_599).as_deref(), Some("2026-11-21"));
    /// assert_eq!(at(1_795_305_600).as_deref(), Some("2026-11-22"));
    /// assert_eq!(at(u64::MAX), None);
    /// ```
    #[must_use]
    pub fn at_unix_time(seconds: u64) -> Option<Self> {
        let day = i64::try_from(seconds.div_euclid(86_400)).ok().filter(|&day| day <= Self::LAST.day_number())?;
        Some(Self::of_day_number(day))
    }

    /// The same day of the month so many months later; the month's last day where there is no such day.
    ///
    /// 31 August and six months is 28 or 29 February.
    #[must_use]
    pub fn plus(self, months: Months) -> Self {
        self.plus_months(i32::from(months.0))
    }

    /// The number of the day: 0 for 1 January 1970, rising by one a day.
    pub(crate) fn day_number(self) -> i64 {
        // Years start in March here, so that the leap day is the last of its year and months before it have a fixed length.
        let (year, month) = (i64::from(self.year()), i64::from(self.month()));
        let (year, month) =
            if month > 2 { (year, month.saturating_sub(3)) } else { (year.saturating_sub(1), month.saturating_add(9)) };
        let days_before_month = month.saturating_mul(153).saturating_add(2).div_euclid(5);
        year.saturating_mul(365)
            .saturating_add(year.div_euclid(4))
            .saturating_sub(year.div_euclid(100))
            .saturating_add(year.div_euclid(400))
            .saturating_add(days_before_month)
            .saturating_add(i64::from(self.day()))
            .saturating_sub(FIRST_OF_1970)
    }

    /// The inverse of [`Date::day_number`], as far as years have four digits.
    pub(crate) fn of_day_number(day: i64) -> Self {
        // The year that starts in March, found from its mean length: that one, or the next. Leap days never come so early that it is
        // the one before.
        let from_start = day.saturating_add(FIRST_OF_1970).saturating_sub(1);
        let first_of = |year: i64| {
            let leap_days =
                year.div_euclid(4).saturating_sub(year.div_euclid(100)).saturating_add(year.div_euclid(400));
            year.saturating_mul(365).saturating_add(leap_days)
        };
        let guess = from_start.saturating_mul(400).div_euclid(146_097);
        let year = if first_of(guess.saturating_add(1)) <= from_start { guess.saturating_add(1) } else { guess };
        let of_year = from_start.saturating_sub(first_of(year));
        let month = of_year.saturating_mul(5).saturating_add(2).div_euclid(153);
        let of_month =
            of_year.saturating_sub(month.saturating_mul(153).saturating_add(2).div_euclid(5)).saturating_add(1);
        let (year, month) = if month < 10 {
            (year, month.saturating_add(3))
        } else {
            (year.saturating_add(1), month.saturating_sub(9))
        };
        Self::clamped(year, month, of_month)
    }

    /// The day, or the first or last that there is where the year does not have four digits.
    fn clamped(year: i64, month: i64, day: i64) -> Self {
        let small = |number: i64| i8::try_from(number).unwrap_or(1);
        let day = i16::try_from(year).ok().and_then(|year| existing(year, small(month), small(day)));
        Self(day.unwrap_or(if year < 0 { jiff::civil::Date::MIN } else { jiff::civil::Date::MAX }))
    }

    /// The same day of the month so many months later, or earlier where they are negative; the month's last day where there is no
    /// such day.
    pub(crate) fn plus_months(self, months: i32) -> Self {
        let month = i64::from(self.year()).saturating_mul(12).saturating_add(i64::from(self.month()).saturating_sub(1));
        let month = month.saturating_add(i64::from(months));
        let (year, month) = (month.div_euclid(12), month.rem_euclid(12).saturating_add(1));
        let day = i64::from(self.day());
        // Every month has 28 days.
        let last = if day > 28 { Self::clamped(year, month, 1).0.days_in_month() } else { 28 };
        Self::clamped(year, month, day.min(i64::from(last)))
    }

    /// How many whole calendar months have gone by from this day to `to`; less than none, the other way round, where `to` is before.
    ///
    /// From 31 January to 28 February is one, in a common year; to 27 February it is none.
    pub(crate) fn months_until(self, to: Self) -> i32 {
        if to < self {
            return to.months_until(self).saturating_neg();
        }
        let month = |day: Self| i32::from(day.year()).saturating_mul(12).saturating_add(day.month().into());
        let months = month(to).saturating_sub(month(self));
        months.saturating_sub(i32::from(self.plus_months(months) > to))
    }

    /// Whether a text is written like a date, so that it can be meant as nothing else.
    pub(crate) fn is_shape_of(text: &str) -> bool {
        text.len() == 10
            && text.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() })
    }

    /// The day before.
    #[must_use]
    pub fn day_before(self) -> Self {
        Self(self.0.yesterday().unwrap_or(self.0))
    }

    /// The year, as a number.
    #[must_use]
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u8 {
        self.0.month().unsigned_abs()
    }

    /// The day of the month, 1 to 31.
    #[must_use]
    pub fn day(self) -> u8 {
        self.0.day().unsigned_abs()
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        if !Self::is_shape_of(text) {
            return Err(DateError::NotADate);
        }
        let mut parts = text.split('-');
        let mut next = || parts.next().and_then(|part| part.parse::<u16>().ok()).ok_or(DateError::NotADate);
        let (year, month, day) = (next()?, next()?, next()?);
        let small = |n: u16| u8::try_from(n).map_err(|_| DateError::NotADate);
        Self::new(year, small(month)?, small(day)?)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = (self.year().unsigned_abs(), self.month(), self.day());
        let mut text = *b"0000-00-00";
        let century = u8::try_from(year.div_euclid(100)).unwrap_or_default();
        let of_century = u8::try_from(year.rem_euclid(100)).unwrap_or_default();
        for (at, pair) in [(0usize, century), (2, of_century), (5, month), (8, day)] {
            let digits = [pair.div_euclid(10), pair.rem_euclid(10)].map(|digit| digit.wrapping_add(b'0'));
            text.iter_mut().skip(at).zip(digits).for_each(|(slot, digit)| *slot = digit);
        }
        f.write_str(core::str::from_utf8(&text).unwrap_or_default())
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl de::Visitor<'_> for Visitor {
            type Value = Date;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a date")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Date, E> {
                text.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Visitor)
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn months_keep_the_day_and_clamp_to_the_end_of_the_month() {
        for (from, months, to) in [
            ("2026-08-31", 6, "2027-02-28"),
            ("2027-08-31", 6, "2028-02-29"),
            ("2027-02-28", 6, "2027-08-28"),
            ("2026-03-02", 6, "2026-09-02"),
            ("2024-02-29", 12, "2025-02-28"),
            ("2026-12-31", 2, "2027-02-28"),
            ("2026-11-21", 0, "2026-11-21"),
        ] {
            assert_eq!(date(from).plus(Months::new(months).unwrap()), date(to), "{from} + {months}");
        }
    }

    #[test]
    fn months_are_whole_and_clamped_both_ways() {
        for (from, to, months) in [
            ("2026-01-31", "2026-02-27", 0),
            ("2026-01-31", "2026-02-28", 1),
            ("2026-01-31", "2026-03-30", 1),
            ("2026-01-31", "2026-03-31", 2),
            ("2024-02-29", "2025-02-27", 11),
            ("2024-02-29", "2025-02-28", 12),
            ("2026-01-15", "2027-01-14", 11),
            ("2026-01-15", "2027-01-15", 12),
            ("2026-05-05", "2026-05-05", 0),
        ] {
            assert_eq!(date(from).months_until(date(to)), months, "{from} to {to}");
            assert_eq!(date(to).months_until(date(from)), -months, "{to} to {from}");
        }
        for (from, months, to) in [
            ("2026-03-31", -1, "2026-02-28"),
            ("2024-03-31", -1, "2024-02-29"),
            ("2026-01-31", -2, "2025-11-30"),
            ("2026-01-30", 1, "2026-02-28"),
            ("2024-02-29", -12, "2023-02-28"),
        ] {
            assert_eq!(date(from).plus_months(months), date(to), "{from} {months}");
        }
    }

    #[test]
    fn months_gone_by_are_the_most_that_fit() {
        let first = date("2023-11-25").day_number();
        for from in first..first + 130 {
            for to in from..from + 500 {
                let (from, to) = (Date::of_day_number(from), Date::of_day_number(to));
                let most = (0..20).rfind(|&months| from.plus_months(months) <= to).unwrap();
                assert_eq!(from.months_until(to), most, "{from} to {to}");
            }
        }
    }

    #[test]
    fn days_are_numbered_without_a_gap() {
        for (text, number) in [("1970-01-01", 0), ("1969-12-31", -1), ("1900-01-01", -25_567), ("2199-12-31", 84_005)] {
            assert_eq!(date(text).day_number(), number, "{text}");
        }
        let mut day = Date::FIRST;
        for number in Date::FIRST.day_number()..=Date::LAST.day_number() {
            assert_eq!((day.day_number(), Date::of_day_number(number)), (number, day));
            day = Date(day.0.tomorrow().unwrap());
        }
    }

    #[test]
    fn years_beyond_four_digits_come_to_the_first_and_the_last_day_there_are() {
        for (day, number) in [("-009999-01-01", -4_371_587), ("9999-12-31", 2_932_896)] {
            let day = Date(day.parse().unwrap());
            assert_eq!((day.day_number(), Date::of_day_number(number)), (number, day));
        }
        assert_eq!(Date::of_day_number(-4_371_588), Date(jiff::civil::Date::MIN));
        assert_eq!(Date::of_day_number(2_932_897), Date(jiff::civil::Date::MAX));
    }

    #[test]
    fn a_time_falls_on_a_day_until_the_end_of_2199() {
        for (seconds, day) in [
            (0, Some("1970-01-01")),
            (86_399, Some("1970-01-01")),
            (86_400, Some("1970-01-02")),
            (84_006 * 86_400 - 1, Some("2199-12-31")),
            (84_006 * 86_400, None),
            (u64::MAX, None),
        ] {
            assert_eq!(Date::at_unix_time(seconds), day.map(date), "{seconds}");
        }
    }

    #[test]
    fn the_longest_chain_of_periods_does_not_overflow() {
        let mut day = date("2199-12-31");
        for _ in 0..64 {
            day = day.plus(Months::new(1200).unwrap());
        }
        assert_eq!(day.to_string(), "8599-12-31");
    }

    #[test]
    fn only_the_ten_character_form_of_a_day_that_exists_is_a_date() {
        for good in ["1900-01-01", "2199-12-31", "2024-02-29"] {
            assert_eq!(date(good).to_string(), good);
        }
        for (bad, why) in [
            ("", DateError::NotADate),
            ("2026-2-01", DateError::NotADate),
            ("2026-02-29", DateError::NotADate),
            ("2026-13-01", DateError::NotADate),
            ("2026-00-10", DateError::NotADate),
            ("+026-01-01", DateError::NotADate),
            ("2026/01/01", DateError::NotADate),
            ("2026-01-01T00:00", DateError::NotADate),
            ("1899-12-31", DateError::OutOfRange),
            ("2200-01-01", DateError::OutOfRange),
        ] {
            assert_eq!(bad.parse::<Date>(), Err(why), "{bad}");
        }
    }

    #[test]
    fn the_day_before_crosses_months_and_years() {
        assert_eq!(date("2025-03-01").day_before(), date("2025-02-28"));
        assert_eq!(date("2026-01-01").day_before(), date("2025-12-31"));
    }
}
