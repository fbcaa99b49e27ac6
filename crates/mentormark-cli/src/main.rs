//! The `mentormark` command: `mentormark help` lists what it can do.
//!
//! One file a sub-command, in `commands/`. What several of them need stands beside: `library` (the schemes to judge by),
//! `input` (files and standard input), `ending` (exit codes), `refused` (refusals for a person), `page` and `paint` (laying
//! out text), `report` and `verified` (an outcome, and a
//! submission that was checked, on paper), `notes` (numbered sources), `stream` (many lines on many cores) and `progress` (how far that is).

mod args;
mod commands;
mod ending;
mod input;
mod library;
mod notes;
mod operating;
mod page;
mod paint;
mod progress;
mod refused;
mod report;
mod stream;
mod verified;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let args = args::Args::parse();
    ending::exit_code(commands::run(&args))
}
