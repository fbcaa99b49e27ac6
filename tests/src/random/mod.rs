//! Repeatable random schemes, assessments and texts, thick around the edges where rules change their mind.

pub mod days;
pub mod learning_mentor;
pub mod mentorsme;
pub mod nms;
pub mod nms_university;
pub mod nos_coaching_mentoring;
pub mod qim;
pub mod schemes;
pub mod shipped;
pub mod small;
pub mod text;

use fastrand::Rng;

/// The generator of case `number` of a run, the same on every machine. A failing test prints both numbers.
#[must_use]
pub fn case(run: u64, number: u64) -> Rng {
    Rng::with_seed(run.wrapping_mul(1_000_003).wrapping_add(number))
}

/// True `percent` times in a hundred.
pub fn chance(rng: &mut Rng, percent: u32) -> bool {
    rng.u32(0..100) < percent
}

/// One of `items`.
///
/// # Panics
/// Where there are none.
pub fn one_of<T: Copy>(rng: &mut Rng, items: &[T]) -> T {
    items[rng.usize(0..items.len())]
}
