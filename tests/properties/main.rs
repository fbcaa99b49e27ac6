//! The laws that every rule obeys, on random schemes as well as on random assessments.
//!
//! A failing case prints its run and number; `random::case(run, number)` makes it again.

mod blanks;
mod case;
mod claims;
mod climbing;
mod json;
mod languages;
mod order;
mod packed;
mod raising;
mod totality;
