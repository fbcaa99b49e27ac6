//! What the site knows: the standard, the answers, where they are kept and the day.

mod catalogue;
mod clock;
mod form;
mod outside;
mod programmes;
mod session;
pub(crate) mod store;

pub(crate) use catalogue::{Catalogue, File, beside};
pub(crate) use form::{AWARDED, DateEntry, Form, PARTS, number};
pub(crate) use outside::{download, hand, read_text};
pub(crate) use programmes::{BadName, name_of, sections};
pub(crate) use session::{Kept, Refused, Session};
pub(crate) use store::{Stored, load};
