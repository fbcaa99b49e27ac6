//! What several pages show.

mod level;
mod problem;
mod reasons;
mod standing;
mod steps;
mod trouble;

pub(crate) use level::level;
pub(crate) use problem::{Fault, problem, raise};
pub(crate) use reasons::{about, reasons};
pub(crate) use standing::standing;
pub(crate) use steps::{State, answered, state, steps};
pub(crate) use trouble::trouble;
