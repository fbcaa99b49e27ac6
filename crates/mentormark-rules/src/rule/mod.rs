//! The rule shapes, one a file: a small closed set, because each must evaluate, bound, explain and invert.

pub(crate) mod sections;
pub(crate) mod share;
