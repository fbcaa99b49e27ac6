//! Reads, checks and compiles scheme files for standards authors.
//!
//! A scheme is written in TOML and compiled to canonical JSON, the only form that every other surface loads. Nothing is
//! checked here a second time: a file becomes the same tree as a JSON document, the engine's own reader and checks find
//! its faults, and this crate says on which line they stand. Every fault of a file comes back at once.
//!
//! | To find | Look in |
//! |---|---|
//! | scheme file to compiled scheme | [`compile`] |
//! | words file to compiled words | [`compile_wording`] |
//! | what stands behind the rules: `sources.toml` | [`Anchors`] |
//! | rates that schemes name instead of writing them out | [`RateTables`] |
//! | values set when compiling | [`Setting`] |
//! | bytes of a file as its text | [`utf8`] |
//! | faults, and how they look in a terminal | [`Diagnostic`], [`render`] |
//!
//! ```
//! use mentormark_author::{Anchors, RateTables, SchemeFile, compile, render};
//!
//! let file = SchemeFile { name: "silent.toml", text: "id = \"Silent\"\n" };
//! let faults = compile(&file, &Anchors::default(), &RateTables::default(), &[]).unwrap_err();
//! assert!(render(&faults, file.text, false).contains(" --> silent.toml:1:6\n"));
//! ```

mod anchors;
mod compile;
mod diagnostic;
mod document;
mod follow;
mod legible;
mod mend;
mod place;
mod rate_tables;
mod render;
mod setting;
mod syntax;
mod wording;

pub use anchors::Anchors;
pub use compile::{Compiled, compile};
pub use diagnostic::Diagnostic;
pub use legible::{NotUtf8, utf8};
pub use rate_tables::RateTables;
pub use render::render;
pub use setting::{NotASetting, Setting};
pub use wording::{CompiledWording, compile_wording};

/// A TOML file that an author wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SchemeFile<'a> {
    /// What diagnostics call it, usually its path.
    pub name: &'a str,
    /// What is in it.
    pub text: &'a str,
}
