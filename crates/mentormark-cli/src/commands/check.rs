//! `mentormark check`: scheme files, as strictly as the build reads them.

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
};

use mentormark_rules::{Plan, Refusals, json};

use crate::{
    args::Colour,
    commands::compile,
    ending::{Ending, Failure, tell},
    input,
    paint::Paint,
    refused,
};

/// Tells of each file what is wrong with it, or its rules hash; of one that cannot be read, why.
pub(crate) fn check(files: &[PathBuf], colour: Colour) -> Result<Ending, Failure> {
    let paint = Paint::for_output(colour);
    let mut ending = Ending::Fine;
    for file in files {
        let said = match checked(file, paint) {
            Ok(Ok(rules_hash)) => format!("{}: fine, {rules_hash}\n", file.display()),
            Ok(Err(findings)) => {
                ending = ending.max(Ending::No);
                findings
            }
            Err(Failure::Machine(reason)) => {
                ending = Ending::InPart;
                tell(&reason);
                continue;
            }
            Err(failure) => return Err(failure),
        };
        io::stdout().write_all(said.as_bytes())?;
    }
    Ok(ending)
}

/// The rules hash of a scheme file, TOML or compiled, or what is wrong with it.
fn checked(file: &Path, paint: Paint) -> Result<Result<String, String>, Failure> {
    let text = match input::written(file, paint)? {
        Ok(text) => text,
        Err(findings) => return Ok(Err(findings)),
    };
    if input::is_json(&text) {
        let told = |refusals: Refusals| refused::told(&format!("`{}`", file.display()), &refusals, paint);
        return Ok(Plan::from_json(&text).map(|plan| plan.rules_hash().to_owned()).map_err(told));
    }
    Ok(compile::findings(file, &text, &[], paint)?.map(|compiled| json::sha256(compiled.as_bytes())))
}
