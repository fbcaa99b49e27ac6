//! Conformance vectors and every check that spans crates.

pub mod nms;
pub mod oracle;
pub mod proofs;
pub mod random;
pub mod shipped;
pub mod verdict;
