//! Every word of the interface in Welsh, a machine-assisted draft. Words about an outcome come from `mentormark-report`, words about a
//! standard from its own wording.

mod about;
mod count;
mod frame;
pub(crate) mod keeping;
pub(crate) mod merging;
pub(crate) mod planning;
mod refusals;
mod result;
mod section;
pub(crate) mod sending;
mod start;
pub(crate) mod told;
pub(crate) mod verify;

pub(crate) use about::*;
pub(crate) use frame::*;
pub(crate) use refusals::*;
pub(crate) use result::*;
pub(crate) use section::*;
pub(crate) use start::*;
