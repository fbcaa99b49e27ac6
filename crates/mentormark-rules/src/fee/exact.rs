//! Exact amounts.

use crate::{Pence, fact::Ratio};

/// An exact number: pence, or what they are multiplied by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Exact {
    // INVARIANT: `under` is at least 1. The checks see to it that nothing leaves 128 bits, though it is never brought to lowest terms.
    over: i128,
    under: i128,
}

impl Exact {
    pub(super) fn new(over: i128, under: i64) -> Self {
        Self { over, under: i128::from(under).max(1) }
    }

    pub(super) fn plus(self, other: Self) -> Self {
        let across = |one: Self, other: Self| one.over.saturating_mul(other.under);
        let over = across(self, other).saturating_add(across(other, self));
        Self { over, under: self.under.saturating_mul(other.under) }
    }

    pub(super) fn times(self, other: Self) -> Self {
        Self { over: self.over.saturating_mul(other.over), under: self.under.saturating_mul(other.under) }
    }

    /// The greatest whole number that is not above this.
    pub(super) fn floor(self) -> i128 {
        self.over.checked_div_euclid(self.under).unwrap_or_default()
    }

    /// The least whole number that is not below this.
    pub(super) fn ceiling(self) -> i128 {
        Self { over: self.over.saturating_neg(), ..self }.floor().saturating_neg()
    }

    /// This, if it is a whole number that fits.
    pub(super) fn whole(self) -> Option<u64> {
        let floor = self.floor();
        u64::try_from(floor).ok().filter(|_| floor.saturating_mul(self.under) == self.over)
    }

    /// The parts above and below the line, in lowest terms; nought where it is below.
    pub(super) fn lowest(self) -> (i128, i128) {
        let over = self.over.max(0);
        let (mut divisor, mut rest) = (self.under, over);
        while rest != 0 {
            (divisor, rest) = (rest, divisor.checked_rem(rest).unwrap_or_default());
        }
        let part = |number: i128| number.checked_div(divisor).unwrap_or_default();
        (part(over), part(self.under))
    }

    /// The nearest number of pence, half a penny going up; 0 where it is below.
    pub(super) fn pence(self) -> Pence {
        let half_up = self.plus(Self::new(1, 2)).floor().max(0);
        Pence::within(u64::try_from(half_up).unwrap_or(u64::MAX))
    }
}

impl From<Pence> for Exact {
    fn from(pence: Pence) -> Self {
        Self::new(pence.get().into(), 1)
    }
}

impl From<Ratio> for Exact {
    fn from(ratio: Ratio) -> Self {
        Self::new(ratio.numerator().into(), ratio.denominator())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exact_numbers_round_half_up_and_floor_towards_minus_infinity() {
        for (over, under, floor, ceiling, pence) in [
            (5, 2, 2, 3, 3),
            (-5, 2, -3, -2, 0),
            (7, 3, 2, 3, 2),
            (8, 3, 2, 3, 3),
            (-1, 3, -1, 0, 0),
            (6, 2, 3, 3, 3),
            (0, 5, 0, 0, 0),
        ] {
            let exact = Exact::new(over, under);
            let found = (exact.floor(), exact.ceiling(), exact.pence().get());
            assert_eq!(found, (floor, ceiling, pence), "{over}/{under}");
        }
        assert_eq!(Exact::new(i128::MAX, 1).pence().get(), Pence::MOST);
    }
}
