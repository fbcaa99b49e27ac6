//! The log: one JSON object a line on standard error.

use std::io;

use tracing::level_filters::LevelFilter;

/// Starts the log of this process; `quietly` leaves out the line for each request.
///
/// A second call changes nothing.
pub fn log(quietly: bool) {
    let level = if quietly { LevelFilter::WARN } else { LevelFilter::INFO };
    let _ = tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_target(false)
        .with_max_level(level)
        .with_writer(io::stderr)
        .try_init();
}
