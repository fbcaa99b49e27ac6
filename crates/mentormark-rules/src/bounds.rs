//! What is certain and what is still possible.

use core::num::NonZeroU8;

use serde::Serialize;

/// A level's place on its scheme's ladder. `Option<Rank>` is ordered too: `None`, no level, is below every level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rank(NonZeroU8);

/// A result with every blank taken at its worst and at its best; the truth lies between, and both ends can come true.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Bounds<T> {
    /// With every blank at its best.
    pub could_reach: T,
    /// With every blank at its worst.
    pub level: T,
}

impl Rank {
    /// The most levels of a ladder.
    pub const MOST: usize = 16;

    /// The lowest level.
    pub(crate) const LOWEST: Self = Self(NonZeroU8::MIN);

    /// The rank of the level at `index`, the lowest being 0, or `None` from [`Rank::MOST`] on.
    #[must_use]
    pub fn from_index(index: usize) -> Option<Self> {
        let place = u8::try_from(index).ok()?.checked_add(1)?;
        (index < Self::MOST).then_some(NonZeroU8::new(place)).flatten().map(Self)
    }

    /// The index of the level, the lowest being 0.
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0.get()).saturating_sub(1)
    }

    /// The place of a level or of none: 0 for none, 1 for the lowest level.
    #[must_use]
    pub fn place(rank: Option<Self>) -> usize {
        rank.map_or(0, |rank| usize::from(rank.0.get()))
    }

    /// The inverse of [`Rank::place`].
    #[must_use]
    pub fn at_place(place: usize) -> Option<Self> {
        Self::from_index(place.checked_sub(1)?)
    }
}

impl<T> Bounds<T> {
    /// Both ends through the same function, which must be monotone for the result to be bounds.
    pub fn map<U>(self, mut f: impl FnMut(T) -> U) -> Bounds<U> {
        Bounds { level: f(self.level), could_reach: f(self.could_reach) }
    }

    /// Whether both ends are the same, so that no blank can change the result.
    pub fn is_settled(&self) -> bool
    where
        T: PartialEq,
    {
        self.level == self.could_reach
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_level_is_below_the_lowest() {
        assert!(None < Rank::from_index(0));
        assert!(Rank::from_index(0) < Rank::from_index(1));
    }

    #[test]
    fn indices_and_places_round_trip_up_to_the_most() {
        for index in 0..Rank::MOST {
            assert_eq!(Rank::from_index(index).unwrap().index(), index);
        }
        assert_eq!(Rank::from_index(Rank::MOST), None);
        assert_eq!(Rank::from_index(300), None);
        for place in 0..=Rank::MOST {
            assert_eq!(Rank::place(Rank::at_place(place)), place);
        }
    }
}
