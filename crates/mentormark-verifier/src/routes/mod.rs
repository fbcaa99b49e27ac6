//! One route a file.

pub(crate) mod healthz;
