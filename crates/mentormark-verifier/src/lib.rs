//! The verifier as a server: it re-checks submitted scores, signs what it finds, and keeps it before it answers.
//!
//! [`app()`] is the whole of it as a service, without a socket; [`serve`] listens until it is told to stop. What is right and what is
//! not is decided by `mentormark-rules` alone, and what a receipt says by `mentormark-seal`.
//!
//! | To find | Look in |
//! |---|---|
//! | one address of the server | `routes/`, one file each |
//! | what every connection and every request goes through | `server`, `paced`, `app`, `watch`, `headers`, `rate` |
//! | what one client may have at once | `share` |
//! | what a body may be | `body`, [`Limits`] |
//! | why a request is not answered as asked | [`problem`] |
//! | judging on every core | `pool`, `judge` |
//! | signing, and keeping before answering | `verifier`, [`keys`] |
//! | where answers are kept, and the audit chain | [`store`] |
//! | what is counted and logged | `metrics`, `watch`, [`log()`] |
//! | the description of all this for machines | [`openapi`], `wire` |

mod app;
mod body;
mod clock;
mod config;
mod headers;
mod judge;
pub mod keys;
mod limits;
mod log;
mod metrics;
pub mod openapi;
mod paced;
mod pieces;
mod pool;
mod private;
pub mod problem;
mod random;
mod rate;
mod routes;
mod server;
mod share;
mod site;
pub mod store;
mod verifier;
mod watch;
pub mod wire;

pub use app::app;
pub use clock::Clock;
pub use config::{Config, ConfigError};
pub use limits::{LONGEST_DOCUMENT, LONGEST_KEY, LimitError, Limits};
pub use log::log;
pub use server::{ServeError, serve};
pub use store::{Store, StoreError};
pub use verifier::{OpenError, Verifier};
