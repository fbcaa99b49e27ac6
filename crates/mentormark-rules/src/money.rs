//! Money in whole pence and rates in basis points: exact integers.

use serde::Serialize;

/// An amount of money in whole minor units: pence, for pounds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Pence(u64);

/// A rate in hundredths of a per cent: 2,000 is 20 %. At most 10,000.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct BasisPoints(u16);

/// How a fraction of a penny becomes whole pence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rounding {
    /// Towards zero.
    Down,
    /// To the nearest penny; half a penny goes up.
    Nearest,
}

impl Pence {
    /// The most a scheme may state: £10 million million.
    pub const MOST: u64 = 1_000_000_000_000_000;

    /// That many pence, or `None` above [`Pence::MOST`].
    #[must_use]
    pub fn new(pence: u64) -> Option<Self> {
        (pence <= Self::MOST).then_some(Self(pence))
    }

    /// How many pence.
    #[must_use]
    pub fn get(self) -> u64 {
        self.0
    }

    /// The sum.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// `rate` of this amount, in whole pence.
    #[must_use]
    pub fn share(self, rate: BasisPoints, rounding: Rounding) -> Self {
        let half = match rounding {
            Rounding::Down => 0,
            Rounding::Nearest => 5_000,
        };
        // INVARIANT: `MOST` times 10,000 is below 2^64, so nothing saturates.
        let exact = self.0.saturating_mul(u64::from(rate.0)).saturating_add(half);
        Self(exact.checked_div(10_000).unwrap_or_default())
    }
}

impl BasisPoints {
    /// That rate, or `None` above 10,000.
    #[must_use]
    pub fn new(basis_points: u16) -> Option<Self> {
        (basis_points <= 10_000).then_some(Self(basis_points))
    }

    /// The rate as a number of basis points.
    #[must_use]
    pub fn get(self) -> u16 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pence: u64, rate: u16, rounding: Rounding, expected: u64) {
        let share = Pence::new(pence).unwrap().share(BasisPoints::new(rate).unwrap(), rounding);
        assert_eq!(share.get(), expected, "{rate} of {pence}");
    }

    #[test]
    fn a_share_rounds_once_to_whole_pence() {
        check(80_000, 2_000, Rounding::Down, 16_000);
        check(80_000, 1_750, Rounding::Down, 14_000);
        check(1_234, 2_000, Rounding::Down, 246);
        check(1_234, 2_000, Rounding::Nearest, 247);
        check(50, 100, Rounding::Nearest, 1);
        check(49, 100, Rounding::Nearest, 0);
        check(99, 100, Rounding::Down, 0);
    }

    #[test]
    fn the_largest_amount_at_the_largest_rate_is_exact() {
        check(Pence::MOST, 10_000, Rounding::Nearest, Pence::MOST);
        assert_eq!(Pence::new(Pence::MOST + 1), None);
        assert_eq!(BasisPoints::new(10_001), None);
    }
}
