//! Exact rational numbers.

use crate::packed::packed;
use core::cmp::Ordering;

/// An exact rational number. Arithmetic gives `None` where the result would leave 64 bits, which the checks of a scheme rule out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ratio {
    // INVARIANT: in lowest terms, the denominator at least 1.
    numerator: i64,
    denominator: i64,
}

packed!(struct Ratio { numerator, denominator });

/// Which way a number becomes whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoundTo {
    /// Towards minus infinity.
    Down,
    /// Towards plus infinity.
    Up,
    /// To the nearest; halves towards plus infinity.
    Nearest,
}

packed!(enum RoundTo { 0 => Down, 1 => Up, 2 => Nearest });

impl Ratio {
    /// Nought.
    pub(crate) const ZERO: Self = Self::whole(0);

    /// A whole number.
    pub(crate) const fn whole(number: i64) -> Self {
        Self { numerator: number, denominator: 1 }
    }

    /// One number over another; `None` over nought.
    pub(crate) fn new(numerator: i64, denominator: i64) -> Option<Self> {
        if denominator == 0 {
            return None;
        }
        let (mut rest, mut divisor) = (numerator, denominator);
        while rest != 0 {
            (divisor, rest) = (rest, divisor.checked_rem(rest)?);
        }
        // The divisor takes the sign of the denominator, so that the denominator loses it.
        let divisor = if (divisor < 0) == (denominator < 0) { divisor } else { divisor.checked_neg()? };
        Some(Self { numerator: numerator.checked_div(divisor)?, denominator: denominator.checked_div(divisor)? })
    }

    /// The number above the line, in lowest terms.
    pub(crate) fn numerator(self) -> i64 {
        self.numerator
    }

    /// The number below the line, in lowest terms: 1 for a whole number.
    pub(crate) fn denominator(self) -> i64 {
        self.denominator
    }

    /// The sum.
    pub(crate) fn plus(self, other: Self) -> Option<Self> {
        let left = self.numerator.checked_mul(other.denominator)?;
        let right = other.numerator.checked_mul(self.denominator)?;
        Self::new(left.checked_add(right)?, self.denominator.checked_mul(other.denominator)?)
    }

    /// What is left without the other.
    pub(crate) fn minus(self, other: Self) -> Option<Self> {
        self.plus(Self { numerator: other.numerator.checked_neg()?, ..other })
    }

    /// The product.
    pub(crate) fn times(self, other: Self) -> Option<Self> {
        Self::new(self.numerator.checked_mul(other.numerator)?, self.denominator.checked_mul(other.denominator)?)
    }

    /// This over the other; `None` over nought.
    pub(crate) fn over(self, other: Self) -> Option<Self> {
        Self::new(self.numerator.checked_mul(other.denominator)?, self.denominator.checked_mul(other.numerator)?)
    }

    /// The whole number nearby.
    pub(crate) fn round(self, to: RoundTo) -> i64 {
        // INVARIANT: the denominator is at least 1, so nothing falls back; and where it is 1 nothing is left to add.
        let down = self.numerator.checked_div_euclid(self.denominator).unwrap_or_default();
        let left = self.numerator.checked_rem_euclid(self.denominator).unwrap_or_default();
        let goes_up = match to {
            RoundTo::Down => false,
            RoundTo::Up => left > 0,
            RoundTo::Nearest => left >= self.denominator.saturating_sub(left),
        };
        down.saturating_add(i64::from(goes_up))
    }

    /// The least whole number that neither this nor its opposite is above; `None` past 64 bits.
    pub(crate) fn magnitude(self) -> Option<i64> {
        let opposite = Self { numerator: self.numerator.checked_neg()?, ..self };
        Some(self.round(RoundTo::Up).max(opposite.round(RoundTo::Up)))
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// By cross-multiplying: two numbers of 64 bits make one of 128.
impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        let across = |one: Self, other: Self| i128::from(one.numerator).wrapping_mul(other.denominator.into());
        across(*self, *other).cmp(&across(*other, *self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(numerator: i64, denominator: i64) -> Ratio {
        Ratio::new(numerator, denominator).unwrap()
    }

    #[test]
    fn ratios_are_kept_in_lowest_terms_with_the_sign_above() {
        for (given, kept) in
            [((2, 4), (1, 2)), ((-2, 4), (-1, 2)), ((2, -4), (-1, 2)), ((-2, -4), (1, 2)), ((0, -7), (0, 1))]
        {
            let ratio = ratio(given.0, given.1);
            assert_eq!((ratio.numerator(), ratio.denominator()), kept, "{given:?}");
        }
        assert_eq!(Ratio::new(1, 0), None);
        assert_eq!(Ratio::new(0, 0), None);
    }

    #[test]
    fn arithmetic_is_exact() {
        assert_eq!(ratio(1, 3).plus(ratio(1, 6)), Some(ratio(1, 2)));
        assert_eq!(ratio(1, 3).minus(ratio(1, 2)), Some(ratio(-1, 6)));
        assert_eq!(ratio(2, 3).times(ratio(9, 4)), Some(ratio(3, 2)));
        assert_eq!(ratio(2, 3).over(ratio(-4, 9)), Some(ratio(-3, 2)));
        assert_eq!(ratio(2, 3).over(Ratio::ZERO), None);
        assert!(ratio(1, 3) < ratio(34, 100));
        assert!(ratio(-1, 3) > ratio(-34, 100));
    }

    #[test]
    fn what_would_leave_64_bits_is_none() {
        let most = Ratio::whole(i64::MAX);
        assert_eq!(most.plus(Ratio::whole(1)), None);
        assert_eq!(most.times(Ratio::whole(2)), None);
        assert_eq!(Ratio::whole(i64::MIN).minus(Ratio::whole(i64::MIN)), None);
        assert!(ratio(i64::MAX, 2) > ratio(i64::MAX, 3));
        assert_eq!(Ratio::whole(i64::MIN).magnitude(), None);
    }

    #[test]
    fn halves_go_up_and_down_is_towards_minus_infinity() {
        for ((numerator, denominator), down, up, nearest) in [
            ((5, 2), 2, 3, 3),
            ((-5, 2), -3, -2, -2),
            ((7, 3), 2, 3, 2),
            ((8, 3), 2, 3, 3),
            ((-7, 3), -3, -2, -2),
            ((-8, 3), -3, -2, -3),
            ((6, 2), 3, 3, 3),
            ((-6, 2), -3, -3, -3),
        ] {
            let ratio = ratio(numerator, denominator);
            let rounded = [RoundTo::Down, RoundTo::Up, RoundTo::Nearest].map(|to| ratio.round(to));
            assert_eq!(rounded, [down, up, nearest], "{numerator}/{denominator}");
        }
        assert_eq!(Ratio::whole(i64::MAX).round(RoundTo::Nearest), i64::MAX);
        assert_eq!([ratio(-5, 2), ratio(5, 2)].map(Ratio::magnitude), [Some(3), Some(3)]);
    }
}
