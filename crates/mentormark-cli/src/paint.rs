//! Colour, where it is wanted. Nothing is said by colour alone.

use std::{
    env,
    io::{self, IsTerminal},
};

use crate::args::Colour;

/// Paints text, or leaves it as it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Paint {
    on: bool,
}

impl Paint {
    /// For standard output.
    pub(crate) fn for_output(colour: Colour) -> Self {
        Self::when(colour, io::stdout().is_terminal())
    }

    /// For standard error.
    pub(crate) fn for_errors(colour: Colour) -> Self {
        Self::when(colour, io::stderr().is_terminal())
    }

    fn when(colour: Colour, terminal: bool) -> Self {
        let on = match colour {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => {
                let unwanted = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
                terminal && !unwanted && env::var_os("TERM").is_none_or(|term| term != "dumb")
            }
        };
        Self { on }
    }

    /// What a heading is painted like.
    pub(crate) fn strong(self, text: &str) -> String {
        self.wrapped("1", text)
    }

    /// What matters less.
    pub(crate) fn faint(self, text: &str) -> String {
        self.wrapped("2", text)
    }

    /// What is wrong.
    pub(crate) fn wrong(self, text: &str) -> String {
        self.wrapped("1;31", text)
    }

    /// Whether there is any colour.
    pub(crate) fn is_on(self) -> bool {
        self.on
    }

    fn wrapped(self, code: &str, text: &str) -> String {
        if self.on { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}
