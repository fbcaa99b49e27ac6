//! What several pages show.

mod choice;
pub(crate) mod dialog;
mod level;
mod problem;
mod standing;
mod steps;
mod trouble;

pub(crate) use choice::{Choices, undo};
pub(crate) use level::{award, could_reach, level};
pub(crate) use problem::{Fault, problem, raise};
pub(crate) use standing::{fee_words, standing};
pub(crate) use steps::{State, state, steps};
pub(crate) use trouble::trouble;
