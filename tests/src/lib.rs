//! Conformance vectors and every check that spans crates.

pub mod nms;
pub mod oracle;
pub mod random;
pub mod verdict;
