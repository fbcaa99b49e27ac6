//! What the site knows: the standard, the answers, where they are kept and the day.

mod catalogue;
mod clock;
mod form;
mod outside;
mod session;
mod store;

pub(crate) use catalogue::Catalogue;
pub(crate) use form::{DateEntry, Form};
pub(crate) use outside::{download, read_text};
pub(crate) use session::{Kept, Refused, Session};
