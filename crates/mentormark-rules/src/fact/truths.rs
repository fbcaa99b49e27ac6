//! Truths: which comparisons hold, as a set of bits.

use alloc::vec::Vec;

use crate::packed::packed;

/// Which comparisons hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Truths {
    /// The first 64. Few schemes compare more, and so nothing is allocated for them.
    first: u64,
    // INVARIANT: the last word is not nought, so that equal sets are equal.
    rest: Vec<u64>,
}

packed!(struct Truths { first, rest });

impl Truths {
    /// Those with these indices.
    pub(crate) fn of(comparisons: &[usize]) -> Self {
        let mut truths = Self::default();
        for &comparison in comparisons {
            truths.add(comparison);
        }
        truths
    }

    /// Whether the comparison with this index holds; one that was not asked about does not.
    pub(crate) fn holds(&self, comparison: usize) -> bool {
        let (word, bit) = crate::case::place(comparison);
        let bits = if let Some(word) = word.checked_sub(1) { self.rest.get(word) } else { Some(&self.first) };
        bits.is_some_and(|bits| bits & bit != 0)
    }

    /// Whether the same of some comparisons hold.
    pub(crate) fn agree(&self, other: &Self, on: &Self) -> bool {
        let word = |truths: &Self, at: usize| truths.rest.get(at).copied().unwrap_or_default();
        (self.first ^ other.first) & on.first == 0
            && on.rest.iter().enumerate().all(|(at, on)| (word(self, at) ^ word(other, at)) & on == 0)
    }

    pub(super) fn add(&mut self, comparison: usize) {
        let (word, bit) = crate::case::place(comparison);
        let Some(word) = word.checked_sub(1) else {
            self.first |= bit;
            return;
        };
        if self.rest.len() <= word {
            self.rest.resize(word.saturating_add(1), 0);
        }
        if let Some(bits) = self.rest.get_mut(word) {
            *bits |= bit;
        }
    }

    pub(super) fn add_all(&mut self, other: &Self) {
        self.first |= other.first;
        if self.rest.len() < other.rest.len() {
            self.rest.resize(other.rest.len(), 0);
        }
        self.rest.iter_mut().zip(&other.rest).for_each(|(bits, more)| *bits |= more);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sets of comparisons that fill no word, one, or several.
    const SETS: [&[usize]; 9] =
        [&[], &[0], &[63], &[64], &[0, 63, 64, 127], &[127, 128], &[5, 130], &[1, 70, 199], &[70, 70, 5, 5]];

    #[test]
    fn truths_hold_what_was_added_and_nothing_else() {
        for set in SETS {
            let truths = Truths::of(set);
            for comparison in 0..260 {
                assert_eq!(truths.holds(comparison), set.contains(&comparison), "{comparison} of {set:?}");
            }
            for other in SETS {
                let is_same = set.iter().all(|it| other.contains(it)) && other.iter().all(|it| set.contains(it));
                assert_eq!(truths == Truths::of(other), is_same, "{set:?} {other:?}");
                let mut both = truths.clone();
                both.add_all(&Truths::of(other));
                assert_eq!(both, Truths::of(&[set, other].concat()), "{set:?} {other:?}");
            }
        }
    }

    #[test]
    fn truths_agree_on_those_that_both_have_or_neither() {
        for (one, other, on) in SETS
            .iter()
            .flat_map(|one| SETS.iter().map(move |other| (one, other)))
            .flat_map(|(one, other)| SETS.iter().map(move |on| (*one, *other, *on)))
        {
            let expected = on.iter().all(|comparison| one.contains(comparison) == other.contains(comparison));
            let found = Truths::of(one).agree(&Truths::of(other), &Truths::of(on));
            assert_eq!(found, expected, "{one:?} {other:?} {on:?}");
        }
    }
}
