//! What the server answers, asked without a socket.

mod batches;
mod clock;
mod described;
mod idempotency;
mod keys;
mod limits;
mod operations;
mod refused;
mod schemes;
mod serving;
mod site;
mod submitted;
mod verifications;
