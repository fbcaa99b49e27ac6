//! Brute force over small schemes: every completion, every subset to lift, every path of awards.
//!
//! A scheme here is a model of its own, small enough to enumerate; [`scheme`] writes it as the compiled JSON that the engine
//! reads. Each file answers one question by its definition and by nothing cleverer.

pub mod answer;
pub mod bounds;
pub mod dates;
pub mod fee;
pub mod fragile;
pub mod route;
pub mod scheme;
pub mod total;
