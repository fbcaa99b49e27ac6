//! Exact rational numbers by hand.

use std::cmp::Ordering;
use std::ops::{Add, Div, Mul, Sub};

/// A rational number in its lowest terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ratio {
    above: i128,
    /// Always positive.
    below: i128,
}

impl Ratio {
    /// Nothing.
    pub const ZERO: Ratio = Ratio::whole(0);

    /// A whole number.
    #[must_use]
    pub const fn whole(number: i128) -> Ratio {
        Ratio { above: number, below: 1 }
    }

    /// `above` / `below`.
    ///
    /// # Panics
    /// Where `below` is zero: a scheme that divides by zero is refused.
    #[must_use]
    pub fn new(above: i128, below: i128) -> Ratio {
        assert!(below != 0, "division by zero");
        let common = common_divisor(above.abs(), below.abs()) * below.signum();
        Ratio { above: above / common, below: below / common }
    }

    /// The greatest whole number that is not above this one.
    #[must_use]
    pub fn down(self) -> i128 {
        self.above.div_euclid(self.below)
    }

    /// The least whole number that is not below this one.
    #[must_use]
    pub fn up(self) -> i128 {
        -(-self.above).div_euclid(self.below)
    }

    /// The nearest whole number; of two that are as near, the higher.
    #[must_use]
    pub fn nearest(self) -> i128 {
        (self + Ratio::new(1, 2)).down()
    }

    /// Rounded as `mode` says: `down`, `up` or `nearest`.
    ///
    /// # Panics
    /// Where there is no such mode.
    #[must_use]
    pub fn rounded(self, mode: &str) -> i128 {
        match mode {
            "down" => self.down(),
            "up" => self.up(),
            "nearest" => self.nearest(),
            other => panic!("no way to round: {other}"),
        }
    }
}

/// The greatest common divisor; of nothing and a number, that number.
fn common_divisor(mut one: i128, mut other: i128) -> i128 {
    while other != 0 {
        (one, other) = (other, one % other);
    }
    one
}

impl Add for Ratio {
    type Output = Ratio;
    fn add(self, other: Ratio) -> Ratio {
        Ratio::new(self.above * other.below + other.above * self.below, self.below * other.below)
    }
}

impl Sub for Ratio {
    type Output = Ratio;
    fn sub(self, other: Ratio) -> Ratio {
        Ratio::new(self.above * other.below - other.above * self.below, self.below * other.below)
    }
}

impl Mul for Ratio {
    type Output = Ratio;
    fn mul(self, other: Ratio) -> Ratio {
        Ratio::new(self.above * other.above, self.below * other.below)
    }
}

impl Div for Ratio {
    type Output = Ratio;
    fn div(self, other: Ratio) -> Ratio {
        Ratio::new(self.above * other.below, self.below * other.above)
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Ratio) -> Ordering {
        (self.above * other.below).cmp(&(other.above * self.below))
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Ratio) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_rounded_up_on_both_sides_of_nothing() {
        assert_eq!([5, -5, 4, -4, 6, -6].map(|tenths| Ratio::new(tenths, 10).nearest()), [1, 0, 0, 0, 1, -1]);
        assert_eq!([Ratio::new(-7, 2).down(), Ratio::new(-7, 2).up(), Ratio::whole(-3).up()], [-4, -3, -3]);
        assert_eq!([Ratio::new(7, 2).down(), Ratio::new(7, 2).up(), Ratio::whole(3).down()], [3, 4, 3]);
    }

    #[test]
    fn equal_numbers_are_equal_however_they_came_about() {
        assert_eq!(Ratio::new(2, -4), Ratio::whole(1) / Ratio::whole(-2));
        assert_eq!(Ratio::new(1, 3) + Ratio::new(1, 6), Ratio::new(1, 2));
        assert_eq!(Ratio::new(1, 3) - Ratio::new(1, 3), Ratio::ZERO);
        assert!(Ratio::new(-1, 3) < Ratio::new(-1, 4) && Ratio::new(1, 3) > Ratio::new(33, 100));
    }
}
