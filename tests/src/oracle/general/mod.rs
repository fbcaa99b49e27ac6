//! The plain answer for any scheme: every completion of every blank, every set to lift, read straight off compiled JSON.
//!
//! [`answer::answer`] takes a compiled scheme and an assessment as JSON and says what the outcome must hold. Each file
//! answers one question by its definition. Nothing is bounded by way of worst and best: a blank criterion takes every rating
//! of the scale, a blank fact every value within its limits, so schemes must be small (see [`crate::random::schemes`]).
//!
//! Two things spare time and change no answer. What ratings earn is worked out once for fact completions on which every
//! comparison of the rules comes out alike. And programmes, which share facts but no ratings, are completed one by one.

pub mod answer;
pub mod attained;
pub mod award;
pub mod condition;
pub mod dates;
pub mod expression;
pub mod fee;
pub mod given;
pub mod model;
pub mod ratio;
pub mod route;
pub mod total;
pub mod worlds;
