//! `mentormark completions`: what makes a shell complete the command.

use std::io::{self, Write};

use clap::CommandFactory;
use clap_complete::Shell;

use crate::{
    args::Args,
    ending::{Ending, Failure},
};

/// Prints the completions of a shell.
pub(crate) fn completions(shell: Shell) -> Result<Ending, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "mentormark", &mut script);
    io::stdout().write_all(&script)?;
    Ok(Ending::Fine)
}
