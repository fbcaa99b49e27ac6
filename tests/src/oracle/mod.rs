//! Second, plainer answers to hold against the engine.
//!
//! Everything here is written from the design alone, is slow on purpose and shares no code with the engine: dates are three
//! numbers, bounds come from filling every blank in every way, routes from trying every subset. Where oracle and engine
//! differ, one of them misreads the design.

pub mod agreement;
pub mod brute;
pub mod calendar;
pub mod canonical;
pub mod general;
pub mod learning_mentor;
pub mod mentorsme;
pub mod nms;
pub mod nms_university;
pub mod nos_coaching_mentoring;
pub mod qim;
