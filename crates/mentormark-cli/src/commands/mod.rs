//! One sub-command a file.

mod assess;
mod check;
pub(crate) mod compile;
mod completions;
mod dry_run;
mod schemes;
mod serve;
mod show;

use crate::{
    args::{Args, Command},
    ending::{Ending, Failure},
};

/// Does what was asked for.
pub(crate) fn run(args: &Args) -> Result<Ending, Failure> {
    match &args.command {
        Command::Schemes { json } => schemes::schemes(*json, args.color),
        Command::Show { scheme, json, added } => show::show(scheme, *json, added, args.color),
        Command::Assess(assess) => assess::assess(assess, args.color),
        Command::Check { files } => check::check(files, args.color),
        Command::Compile { file, set, output } => compile::compile(file, set, output.as_deref(), args.color),
        Command::DryRun(dry_run) => dry_run::dry_run(dry_run, args.color),
        Command::Serve { listen, site } => serve::serve(listen, site),
        Command::Completions { shell } => completions::completions(*shell),
    }
}
