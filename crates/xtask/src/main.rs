//! Builds, serves and checks the project: `cargo xtask help` lists what it can do.
//!
//! One file a sub-command. What several of them need stands beside them: `place` (where things are), `shell` (running
//! programs), `wasm` (from crate to optimised module), `output` (files, hashes, compression), `language` and `locale` (the site in each
//! language), `words` (words by key), `page` (HTML of the app), `reading` (pages without a script), `standard` (the page of a standard), `offline` (what works without a network),
//! `opened` (what a visit loads after its first load) and `hosting` (what other hosts are told).

mod action_plan;
mod bundle;
mod docs;
mod embed;
mod hosting;
mod language;
mod locale;
mod mutants;
mod offline;
mod opened;
mod output;
mod page;
mod peers;
mod pkg;
mod place;
mod reading;
mod release;
mod serve;
mod setup;
mod shell;
mod shipped;
mod site;
mod sizes;
mod soak;
mod split;
mod standard;
mod template;
mod test;
mod verify;
mod wasm;
mod words;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Builds, serves and checks the project.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Command {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Install what the other tasks need and this machine lacks
    Setup,
    /// Build the site into site/dist
    Site {
        /// The path of the site on its host, where that is not the root: what is shown for addresses without a page depends on it
        #[arg(long, value_name = "PATH", default_value = "/")]
        under: String,
    },
    /// Make the generated half of the npm package in pkg
    Pkg,
    /// Hold what was built against its size budgets
    Sizes,
    /// Build everything and serve the site and the verifier on one port
    Serve {
        /// Address and port to listen on
        #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
        listen: String,
    },
    /// Write the generated documents
    Docs {
        /// Write nothing; fail if a document is not fresh
        #[arg(long)]
        check: bool,
    },
    /// Release what the file of an edition says as its next revision, for ever
    Release {
        /// The edition
        #[arg(value_name = "SCHEME@EDITION")]
        edition: String,
        /// Put it in the place of the newest revision: only while nobody else can have that one
        #[arg(long)]
        again: bool,
    },
    /// Run every check
    Test,
    /// Change the engine on purpose, one place at a time, and look whether a test notices
    Mutants(mutants::Wanted),
    /// Run the long checks and print their figures for docs/evidence.md
    Soak {
        /// Only the check of this name; may stand several times
        #[arg(long, value_name = "NAME")]
        only: Vec<String>,
        /// Run nothing; tell which checks there are and how long each may take
        #[arg(long)]
        list: bool,
    },
    /// Run one long check in this process, for as long as it takes
    #[command(hide = true)]
    SoakCheck {
        /// The check
        name: String,
    },
}

fn main() -> ExitCode {
    let done = match Command::parse().task {
        Task::Setup => setup::all(),
        Task::Site { under } => site::build_under(&under),
        Task::Pkg => pkg::build(),
        Task::Sizes => sizes::hold(),
        Task::Serve { listen } => serve::serve(&listen),
        Task::Docs { check } => docs::docs(check),
        Task::Release { edition, again } => release::release(&edition, again),
        Task::Test => test::test(),
        Task::Mutants(wanted) => mutants::mutants(&wanted),
        Task::Soak { list: true, .. } => {
            soak::list();
            Ok(())
        }
        Task::Soak { only, list: false } => soak::soak(&only),
        Task::SoakCheck { name } => soak::check(&name),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            eprintln!("error: {trouble:#}");
            ExitCode::FAILURE
        }
    }
}
