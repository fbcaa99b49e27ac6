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
    /// Batches of one client at work at once.
    pub batches_per_client: usize,
    /// Open connections.
    pub connections: usize,
    /// Open connections from one address, where no proxy stands before the server.
    pub connections_per_client: usize,
    /// Seconds in which the head of a request must arrive, and in which an idle connection must send its next.
    pub head_seconds: u64,
    /// Seconds in which a body must arrive whole; for a batch, in which a line of it must end; for an answer, in which some more of it
    /// must be taken.
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
            batches_per_client: 2,
            connections: 2_048,
            connections_per_client: 256,
            head_seconds: 15,
            body_seconds: 15,
            claim_seconds: 30,
            grace_seconds: 30,
        }
    }
}

/// The most of anything at once, and the most seconds of anything: a day.
const MOST: u64 = 1_000_000;
const LONGEST: u64 = 86_400;

/// A limit with which nobody could be served, or that no machine could hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{name}` cannot be {given}: set it to {least} to {most}")]
pub struct LimitError {
    name: &'static str,
    given: u64,
    least: u64,
    most: u64,
}

impl Limits {
    /// The same, every one of them such that somebody can be served.
    ///
    /// # Errors
    /// The first that is too small or too large.
    pub fn checked(self) -> Result<Self, LimitError> {
        let count = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
        for (name, given, least, most) in [
            ("concurrent-requests", count(self.concurrent_requests), 1, MOST),
            ("concurrent-batches", count(self.concurrent_batches), 1, MOST),
            ("batches-per-client", count(self.batches_per_client), 1, MOST),
            ("connections", count(self.connections), 1, MOST),
            ("connections-per-client", count(self.connections_per_client), 1, MOST),
            ("head-seconds", self.head_seconds, 1, LONGEST),
            ("body-seconds", self.body_seconds, 1, LONGEST),
            ("claim-seconds", u64::from(self.claim_seconds), 1, LONGEST),
            ("grace-seconds", self.grace_seconds, 0, LONGEST),
        ] {
            if !(least..=most).contains(&given) {
                return Err(LimitError { name, given, least, most });
            }
        }
        Ok(self)
    }

    /// As a length of time.
    #[must_use]
    pub fn body_time(&self) -> Duration {
        Duration::from_secs(self.body_seconds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_leave_room_for_somebody_and_for_no_more_than_a_machine_can_hold() {
        let limits = Limits::default();
        assert_eq!(limits.checked(), Ok(limits));
        assert_eq!(Limits { grace_seconds: 0, verify_per_minute: 0, ..limits }.checked().map(drop), Ok(()));
        for (bad, name) in [
            (Limits { concurrent_requests: 0, ..limits }, "concurrent-requests"),
            (Limits { concurrent_batches: usize::MAX, ..limits }, "concurrent-batches"),
            (Limits { batches_per_client: 0, ..limits }, "batches-per-client"),
            (Limits { connections: 1_000_001, ..limits }, "connections"),
            (Limits { connections_per_client: 0, ..limits }, "connections-per-client"),
            (Limits { head_seconds: u64::MAX, ..limits }, "head-seconds"),
            (Limits { body_seconds: 0, ..limits }, "body-seconds"),
            (Limits { claim_seconds: 0, ..limits }, "claim-seconds"),
            (Limits { grace_seconds: 86_401, ..limits }, "grace-seconds"),
        ] {
            assert_eq!(bad.checked().unwrap_err().name, name);
        }
        let refused = Limits { connections: 0, ..limits }.checked().unwrap_err();
        assert_eq!(refused.to_string(), "`connections` cannot be 0: set it to 1 to 1000000");
    }
}
