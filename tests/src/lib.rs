//! Conformance vectors and every check that spans crates.

pub mod claim;
pub mod frozen;
pub mod http;
pub mod nms;
pub mod oracle;
pub mod postgres;
pub mod program;
pub mod proofs;
pub mod random;
pub mod serving;
pub mod shipped;
pub mod submission;
pub mod verdict;
