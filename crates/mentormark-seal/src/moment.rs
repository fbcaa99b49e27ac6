//! A second of UTC time.

use core::{fmt, str::FromStr};

use mentormark_rules::Date;
use serde::{Serialize, Serializer};

/// A second of UTC time from 1900 to 2199, written `2026-11-22T03:14:38Z` and in no other way.
///
/// ```
/// use mentormark_seal::Moment;
///
/// let moment = Moment::from_unix(1_795_317_278).unwrap();
/// assert_eq!(moment.to_string(), "2026-11-22T03:14:38Z");
/// assert_eq!("2026-11-22T03:14:38Z".parse(), Ok(moment));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    date: Date,
    // INVARIANT: below 24, 60 and 60. The order of the fields is the order of time.
    hour: u8,
    minute: u8,
    second: u8,
}

/// A text that is no [`Moment`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a time: write it as `YYYY-MM-DDThh:mm:ssZ`, a second that exists")]
pub struct NotAMoment;

impl Moment {
    /// The moment so many seconds after the start of 1970, or `None` before 1900 or after 2199.
    #[must_use]
    pub fn from_unix(seconds: i64) -> Option<Self> {
        let time = jiff::tz::Offset::UTC.to_datetime(jiff::Timestamp::from_second(seconds).ok()?);
        let date =
            Date::new(u16::try_from(time.year()).ok()?, time.month().unsigned_abs(), time.day().unsigned_abs()).ok()?;
        let (hour, minute, second) = (time.hour(), time.minute(), time.second());
        Some(Self { date, hour: hour.unsigned_abs(), minute: minute.unsigned_abs(), second: second.unsigned_abs() })
    }

    /// The day it is in UTC.
    #[must_use]
    pub fn date(self) -> Date {
        self.date
    }
}

impl FromStr for Moment {
    type Err = NotAMoment;

    fn from_str(text: &str) -> Result<Self, NotAMoment> {
        let (date, time) = text.strip_suffix('Z').and_then(|text| text.split_once('T')).ok_or(NotAMoment)?;
        let mut parts = time.split(':').map(|part| match part.as_bytes() {
            [tens @ b'0'..=b'9', ones @ b'0'..=b'9'] => Ok((tens - b'0') * 10 + (ones - b'0')),
            _ => Err(NotAMoment),
        });
        let mut below = |most: u8| match parts.next() {
            Some(Ok(part)) if part < most => Ok(part),
            _ => Err(NotAMoment),
        };
        let (hour, minute, second) = (below(24)?, below(60)?, below(60)?);
        if parts.next().is_some() {
            return Err(NotAMoment);
        }
        Ok(Self { date: date.parse().map_err(|_| NotAMoment)?, hour, minute, second })
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{:02}:{:02}:{:02}Z", self.date, self.hour, self.minute, self.second)
    }
}

impl fmt::Debug for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;

    #[test]
    fn seconds_since_1970_become_moments_and_text() {
        for (seconds, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (-1, "1969-12-31T23:59:59Z"),
            (951_827_696, "2000-02-29T12:34:56Z"),
            (-2_208_988_800, "1900-01-01T00:00:00Z"),
            (7_258_118_399, "2199-12-31T23:59:59Z"),
        ] {
            let moment = Moment::from_unix(seconds).unwrap();
            assert_eq!(moment.to_string(), text);
            assert_eq!(text.parse(), Ok(moment));
            assert_eq!(moment.date().to_string(), text[..10]);
        }
        for outside in [-2_208_988_801, 7_258_118_400, i64::MIN, i64::MAX] {
            assert_eq!(Moment::from_unix(outside), None, "{outside}");
        }
    }

    #[test]
    fn moments_are_ordered_by_time() {
        let moments = [0, 1, 59, 60, 3_599, 3_600, 86_399, 86_400].map(|seconds| Moment::from_unix(seconds).unwrap());
        assert!(moments.is_sorted_by(|a, b| a < b), "{moments:?}");
    }

    #[test]
    fn a_moment_is_written_in_one_way_only() {
        for bad in [
            "",
            "2026-11-22",
            "2026-11-22T03:14:38",
            "2026-11-22T03:14:38z",
            "2026-11-22t03:14:38Z",
            "2026-11-22 03:14:38Z",
            "2026-11-22T03:14:38+00:00",
            "2026-11-22T03:14:38.0Z",
            "2026-11-22T03:14Z",
            "2026-11-22T03:14:38:00Z",
            "2026-11-22T24:00:00Z",
            "2026-11-22T23:60:00Z",
            "2026-11-22T23:59:60Z",
            "2026-11-22T3:14:38Z",
            "2026-11-22T+3:14:38Z",
            "2026-02-29T03:14:38Z",
            "1899-12-31T23:59:59Z",
            "2026-11-22T03:14:38Z ",
        ] {
            assert_eq!(bad.parse::<Moment>(), Err(NotAMoment), "{bad}");
        }
    }
}
