//! The limits that the server publishes and holds.

use std::time::Duration;

use serde::Deserialize;

/// The longest document, in bytes: what the engine's own reader takes.
pub const LONGEST_DOCUMENT: usize = 1 << 20;

/// Bytes of one document that are kept: a little more than the most, so that one which is cut here is still refused for its length.
pub(crate) const LONGEST_KEPT: usize = LONGEST_DOCUMENT + 4;

/// Bytes of a body that is too long which are read and dropped, so that the client hears why before the connection ends.
pub(crate) const LONGEST_DROPPED: usize = 8 << 20;

/// The longest idempotency key, in characters.
pub const LONGEST_KEY: usize = 255;

/// What can be set when the server starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Limits {
    /// Requests a minute for one client to `POST /v1/assess`; 0 for no limit.
    pub assess_per_minute: u32,
    /// Requests a minute for one client to `POST /v1/verifications` and its batch; 0 for no limit.
    pub verify_per_minute: u32,
    /// Requests a minute for one client to everything else below `/v1/`; 0 for no limit.
    pub read_per_minute: u32,
    /// Requests at work at once, over all clients.
    pub concurrent_requests: usize,
    /// Batches at work at once, over all clients.
    pub concurrent_batches: usize,
    /// Open connections.
    pub connections: usize,
    /// Seconds in which the head of a request must arrive, and in which an idle connection must send its next.
    pub head_seconds: u64,
    /// Seconds in which a body must arrive whole; for a batch, in which some more of it must arrive or be taken.
    pub body_seconds: u64,
    /// Seconds after which a request that claimed an idempotency key in PostgreSQL and never answered counts as dead.
    pub claim_seconds: u32,
    /// Seconds that open requests get to end once the server is told to stop.
    pub grace_seconds: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            assess_per_minute: 600,
            verify_per_minute: 120,
            read_per_minute: 600,
            concurrent_requests: 512,
            concurrent_batches: 4,
            connections: 2_048,
            head_seconds: 15,
            body_seconds: 15,
            claim_seconds: 30,
            grace_seconds: 30,
        }
    }
}

impl Limits {
    /// As a length of time.
    #[must_use]
    pub fn body_time(&self) -> Duration {
        Duration::from_secs(self.body_seconds)
    }
}
