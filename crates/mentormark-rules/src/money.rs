//! Money in whole pence and rates in basis points: exact integers.

use crate::packed::packed;
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

packed!(enum Rounding { 0 => Down, 1 => Nearest });

/// The least part of a penny that VAT is worked out to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Quantum {
    /// Whole pence.
    #[default]
    Penny,
    /// Halves of a penny.
    HalfPenny,
    /// Tenths of a penny.
    TenthPenny,
}

packed!(enum Quantum { 0 => Penny, 1 => HalfPenny, 2 => TenthPenny });

impl Quantum {
    /// Each by its name.
    pub(crate) const NAMES: [(&str, Self); 3] =
        [("penny", Self::Penny), ("half-penny", Self::HalfPenny), ("tenth-penny", Self::TenthPenny)];

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes fields by reference")]
    pub(crate) fn is_penny(&self) -> bool {
        *self == Self::Penny
    }

    /// How many of it make a penny.
    pub(crate) fn in_a_penny(self) -> u64 {
        match self {
            Self::Penny => 1,
            Self::HalfPenny => 2,
            Self::TenthPenny => 10,
        }
    }
}

impl Rounding {
    /// `amount` divided by `by`, rounded; 0 by nothing.
    pub(crate) fn divide(self, amount: u64, by: u64) -> u64 {
        if by == 1 {
            return amount;
        }
        let half = match self {
            Self::Down => 0,
            Self::Nearest => by >> 1,
        };
        amount.saturating_add(half).checked_div(by).unwrap_or_default()
    }
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
        Self(self.share_to(Quantum::Penny, rate, rounding))
    }

    /// `rate` of this amount: how many of `quantum` it is.
    pub(crate) fn share_to(self, quantum: Quantum, rate: BasisPoints, rounding: Rounding) -> u64 {
        // INVARIANT: `MOST` times 10,000 is below 2^64, so nothing saturates. Each quantum divides 10,000.
        let whole = 10_000u64.checked_div(quantum.in_a_penny()).unwrap_or(1);
        rounding.divide(self.0.saturating_mul(u64::from(rate.0)), whole)
    }

    /// The nearest number of pence from 0 to [`Pence::MOST`].
    pub(crate) fn within(pence: u64) -> Self {
        Self(pence.min(Self::MOST))
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
    fn a_share_may_round_to_less_than_a_penny() {
        let share = |quantum, rounding| {
            Pence::new(1_234).unwrap().share_to(quantum, BasisPoints::new(1_750).unwrap(), rounding)
        };
        // 215.95 pence.
        assert_eq!(share(Quantum::HalfPenny, Rounding::Down), 431);
        assert_eq!(share(Quantum::HalfPenny, Rounding::Nearest), 432);
        assert_eq!(share(Quantum::TenthPenny, Rounding::Down), 2_159);
        assert_eq!(share(Quantum::TenthPenny, Rounding::Nearest), 2_160);
        assert_eq!(Rounding::Nearest.divide(5, 2), 3);
        assert_eq!(Rounding::Nearest.divide(7, 1), 7);
    }

    #[test]
    fn the_largest_amount_at_the_largest_rate_is_exact() {
        check(Pence::MOST, 10_000, Rounding::Nearest, Pence::MOST);
        assert_eq!(Pence::new(Pence::MOST + 1), None);
        assert_eq!(BasisPoints::new(10_001), None);
        assert_eq!(BasisPoints::new(1_750).map(BasisPoints::get), Some(1_750));
    }
}
