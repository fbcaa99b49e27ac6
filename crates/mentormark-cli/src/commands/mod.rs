//! One sub-command a file.

mod assess;
mod check;
pub(crate) mod compile;
mod completions;
mod dry_run;
mod keys;
mod receipt;
mod schemes;
mod serve;
mod show;
mod store;
mod verify;

use crate::{
    args::{Args, Command, ReceiptCommand},
    ending::{Ending, Failure},
};

/// Does what was asked for.
pub(crate) fn run(args: &Args) -> Result<Ending, Failure> {
    match &args.command {
        Command::Schemes { json } => schemes::schemes(*json, args.color),
        Command::Show { scheme, json, added } => show::show(scheme, *json, added, args.color),
        Command::Assess(assess) => assess::assess(assess, args.color),
        Command::Verify(verify) => verify::verify(verify, args.color),
        Command::Receipt(ReceiptCommand::Verify(verify)) => receipt::verify(verify, args.color),
        Command::Check { files } => check::check(files, args.color),
        Command::Compile { file, plan, set, output } => {
            compile::compile(file, set, *plan, output.as_deref(), args.color)
        }
        Command::DryRun(dry_run) => dry_run::dry_run(dry_run, args.color),
        Command::Serve(serve) => serve::serve(serve),
        Command::Store(command) => store::store(command),
        Command::Keys(command) => keys::keys(command),
        Command::Completions { shell } => completions::completions(*shell),
    }
}
