//! The clock that answers are dated by, read in one place.
//!
//! Nothing rests on its never going back: the order of answers is that of the audit chain, waiting times are counted by a clock that
//! only goes forward, and a signature is refused where the clock stands before its key.

use std::{
    fmt, ptr,
    time::{SystemTime, UNIX_EPOCH},
};

use mentormark_rules::Date;
use mentormark_seal::Moment;

/// How far clocks in the United Kingdom are ahead of UTC in summer, in seconds.
const SUMMER: i64 = 3_600;

/// Where the time comes from: the machine, unless somebody who drills a server sets it.
#[derive(Clone, Copy)]
pub struct Clock(fn() -> i64);

impl Clock {
    /// A clock read by a function that gives the seconds since the start of 1970 in UTC. It may go back.
    #[must_use]
    pub fn read_by(seconds: fn() -> i64) -> Self {
        Self(seconds)
    }

    /// The day to hold a submission's `as_of` against: today in UTC, or what clocks in the United Kingdom show in summer if it is that.
    #[must_use]
    pub fn today(self, as_of: Date) -> Date {
        today(self.seconds(), as_of)
    }

    /// The seconds since the start of 1970.
    pub(crate) fn seconds(self) -> i64 {
        (self.0)()
    }

    /// Now.
    pub(crate) fn now(self) -> Moment {
        moment(self.seconds())
    }
}

/// The clock of the machine.
impl Default for Clock {
    fn default() -> Self {
        Self(seconds)
    }
}

impl PartialEq for Clock {
    fn eq(&self, other: &Self) -> bool {
        ptr::fn_addr_eq(self.0, other.0)
    }
}

impl Eq for Clock {}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Clock({})", self.now())
    }
}

/// The seconds since 1970 by the clock of the machine.
pub(crate) fn seconds() -> i64 {
    let since = |(sign, length): (i64, std::time::Duration)| sign * i64::try_from(length.as_secs()).unwrap_or(i64::MAX);
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    since(now.map_or_else(|error| (-1, error.duration()), |length| (1, length)))
}

/// The moment so many seconds after the start of 1970; that start for a clock that is out of all bounds.
pub(crate) fn moment(seconds: i64) -> Moment {
    let nearest = |seconds| Moment::from_unix(seconds).or_else(|| Moment::from_unix(0));
    nearest(seconds).expect("1970 is within bounds")
}

/// What [`Clock::today`] says at a moment.
pub(crate) fn today(seconds: i64, as_of: Date) -> Date {
    let ahead = moment(seconds.saturating_add(SUMMER)).date();
    if as_of == ahead { ahead } else { moment(seconds).date() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn today_is_that_of_utc_or_of_british_summer() {
        // 2026-07-01T23:30:00Z
        let late = 1_782_948_600;
        assert_eq!(moment(late).to_string(), "2026-07-01T23:30:00Z");
        let on = |as_of: &str| today(late, as_of.parse().unwrap()).to_string();
        assert_eq!(on("2026-07-01"), "2026-07-01");
        assert_eq!(on("2026-07-02"), "2026-07-02");
        assert_eq!(on("2026-07-03"), "2026-07-01");
        let clock = Clock::read_by(|| 1_782_948_600);
        assert_eq!(clock.today("2026-07-02".parse().unwrap()).to_string(), "2026-07-02");
        assert_eq!(today(late - 3_600, "2026-07-02".parse().unwrap()).to_string(), "2026-07-01");
    }

    #[test]
    fn a_clock_out_of_all_bounds_is_told_as_1970() {
        assert_eq!(moment(i64::MAX).to_string(), "1970-01-01T00:00:00Z");
        assert!(seconds() > 1_700_000_000);
    }
}
