//! `mentormark store`: checking and copying what a verifier keeps.

use std::io::{self, Write};

use mentormark_verifier::{StoreError, store};

use crate::{
    ending::{Ending, Failure},
    operating::{Kept, StoreCommand},
};

/// Does what was asked for.
pub(crate) fn store(command: &StoreCommand) -> Result<Ending, Failure> {
    match command {
        StoreCommand::Check { kept, head } => check(kept, head.as_deref()),
        StoreCommand::Backup { data, file } => {
            store::Sqlite::back_up(data, file).map_err(failure)?;
            writeln!(io::stdout(), "copied `{}` into `{}`", data.display(), file.display())?;
            Ok(Ending::Fine)
        }
    }
}

/// Prints how many rows the chain has and its head, or what is wrong with it.
fn check(kept: &Kept, known_head: Option<&str>) -> Result<Ending, Failure> {
    let checked = store::check(&kept.data, kept.database_url.as_deref(), known_head).map_err(failure)?;
    let mut out = io::stdout().lock();
    for fault in &checked.faults {
        writeln!(out, "{fault}")?;
    }
    writeln!(out, "rows {}\nhead {}", checked.rows, checked.head)?;
    Ok(if checked.faults.is_empty() { Ending::Fine } else { Ending::No })
}

fn failure(error: StoreError) -> Failure {
    match error {
        StoreError::NoStore(message) => Failure::Input(message),
        other => Failure::Machine(other.to_string()),
    }
}
