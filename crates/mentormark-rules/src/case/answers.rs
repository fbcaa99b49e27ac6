//! Answers as bit sets: which criteria are rated, and how.

use alloc::{vec, vec::Vec};

use crate::scheme::NotApplicableCounts;

/// Ratings as bit sets over the criteria in scheme order: which are known, and which reach each step of the scale.
#[derive(Clone, Debug)]
pub(crate) struct Answers {
    /// 64-bit words in one bit set.
    words: usize,
    /// Criteria that are not blank.
    known: Vec<u64>,
    /// One bit set for each step of the scale above the lowest, one after the other.
    reached: Vec<u64>,
    /// Criteria that no count takes in; known, and reaching no step. Without words where there are none.
    left_out: Vec<u64>,
    /// Criteria rated not applicable, whatever that counts for. Without words where there are none.
    not_applicable: Vec<u64>,
    /// Criteria whose note says something. Without words where nobody asks.
    reasoned: Vec<u64>,
}

impl Answers {
    /// Nothing answered: `criteria` criteria on a scale of `ratings` ratings.
    pub(crate) fn blank(criteria: usize, ratings: usize) -> Self {
        let words = criteria.div_ceil(64);
        let steps = ratings.saturating_sub(1);
        Self {
            words,
            known: vec![0; words],
            reached: vec![0; words.saturating_mul(steps)],
            left_out: Vec::new(),
            not_applicable: Vec::new(),
            reasoned: Vec::new(),
        }
    }

    /// Rates a criterion: `step` 0 is the lowest rating. What it had before is forgotten.
    pub(crate) fn rate(&mut self, criterion: usize, step: usize) {
        let (word, bit) = place(criterion);
        if let Some(known) = self.known.get_mut(word) {
            *known |= bit;
        }
        for (below, reached) in self.reached.chunks_mut(self.words.max(1)).enumerate() {
            if let Some(reached) = reached.get_mut(word) {
                *reached = if below < step { *reached | bit } else { *reached & !bit };
            }
        }
    }

    /// Rates a criterion not applicable.
    pub(crate) fn rate_not_applicable(&mut self, criterion: usize, counts: NotApplicableCounts) {
        let (word, bit) = place(criterion);
        set(&mut self.not_applicable, self.words, word, bit);
        match counts {
            NotApplicableCounts::AsHighest => self.rate(criterion, usize::MAX),
            NotApplicableCounts::LeftOut => self.leave_out(criterion),
        }
    }

    /// Takes a criterion out of every count.
    pub(crate) fn leave_out(&mut self, criterion: usize) {
        let (word, bit) = place(criterion);
        self.leave_out_among(word, bit);
    }

    /// Takes the criteria of one word of a bit set out of every count.
    pub(crate) fn leave_out_among(&mut self, word: usize, criteria: u64) {
        if let Some(known) = self.known.get_mut(word) {
            *known |= criteria;
        }
        for reached in self.reached.chunks_mut(self.words.max(1)) {
            if let Some(reached) = reached.get_mut(word) {
                *reached &= !criteria;
            }
        }
        set(&mut self.left_out, self.words, word, criteria);
    }

    /// Notes that a criterion has a written reason.
    pub(crate) fn give_reason(&mut self, criterion: usize) {
        let (word, bit) = place(criterion);
        set(&mut self.reasoned, self.words, word, bit);
    }

    /// The bit set of criteria that are not blank.
    pub(crate) fn known(&self) -> &[u64] {
        &self.known
    }

    /// A word of the bit set of criteria that are not blank.
    #[inline]
    pub(crate) fn known_word(&self, word: usize) -> u64 {
        self.known.get(word).copied().unwrap_or_default()
    }

    /// A word of the bit set of criteria rated at `step` or higher; `step` is at least 1.
    #[inline]
    pub(crate) fn reached_word(&self, step: usize, word: usize) -> u64 {
        // The first step is asked about most.
        let start = if step == 1 { 0 } else { step.saturating_sub(1).saturating_mul(self.words) };
        self.reached.get(start.wrapping_add(word)).copied().unwrap_or_default()
    }

    /// The bit set of criteria rated at `step` or higher; `step` is at least 1.
    pub(crate) fn reached(&self, step: usize) -> &[u64] {
        let start = step.saturating_sub(1).saturating_mul(self.words);
        self.reached.get(start..start.saturating_add(self.words)).unwrap_or_default()
    }

    /// Whether any criterion is left out.
    #[inline]
    pub(crate) fn leaves_out(&self) -> bool {
        !self.left_out.is_empty()
    }

    /// The bit set of criteria left out, which may be without words.
    pub(crate) fn left_out(&self) -> &[u64] {
        &self.left_out
    }

    /// The bit set of criteria rated not applicable, which may be without words.
    pub(crate) fn not_applicable(&self) -> &[u64] {
        &self.not_applicable
    }

    /// The bit set of criteria with a written reason, which may be without words.
    pub(crate) fn reasoned(&self) -> &[u64] {
        &self.reasoned
    }

    /// Whether a criterion has a written reason.
    pub(crate) fn is_reasoned(&self, criterion: usize) -> bool {
        is_set(&self.reasoned, criterion)
    }

    /// Whether a criterion is on the scale: blank or rated, but neither left out nor rated not applicable.
    pub(crate) fn is_on_scale(&self, criterion: usize) -> bool {
        !is_set(&self.left_out, criterion) && !is_set(&self.not_applicable, criterion)
    }

    /// The step of a criterion's rating, or `None` where it is blank.
    pub(crate) fn step(&self, criterion: usize) -> Option<usize> {
        let steps = self.reached.chunks(self.words.max(1));
        is_set(&self.known, criterion).then(|| steps.filter(|steps| is_set(steps, criterion)).count())
    }
}

pub(super) fn is_set(set: &[u64], criterion: usize) -> bool {
    let (word, bit) = place(criterion);
    set.get(word).is_some_and(|bits| bits & bit != 0)
}

/// Adds the criteria of one word to a bit set, which has `words` words from then on.
fn set(set: &mut Vec<u64>, words: usize, word: usize, criteria: u64) {
    if set.is_empty() {
        set.resize(words, 0);
    }
    if let Some(bits) = set.get_mut(word) {
        *bits |= criteria;
    }
}

/// The word of a bit set that holds a criterion, and its bit there.
pub(crate) fn place(criterion: usize) -> (usize, u64) {
    let bit = u32::try_from(criterion & 63).unwrap_or_default();
    (criterion >> 6, 1u64.rotate_left(bit))
}
