//! The HTTP server: the built site and the health of the process, on one port.
//!
//! [`app()`] is the whole of it as a service, without a socket; [`serve`] listens until it is told to stop.
mod app;
mod config;
mod headers;
mod routes;
mod server;
mod site;

pub use app::app;
pub use config::{Config, ConfigError};
pub use server::{ServeError, serve};
