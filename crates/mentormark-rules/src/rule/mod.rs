//! The rule shapes, one a file: a small closed set, because each must evaluate, bound, explain and invert.

pub(crate) mod condition;
pub(crate) mod none_below;
pub(crate) mod points;
pub(crate) mod sections;
pub(crate) mod share;
pub(crate) mod table;
pub(crate) mod tally;
pub(crate) mod test;
