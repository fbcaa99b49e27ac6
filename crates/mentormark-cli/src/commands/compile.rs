//! `mentormark compile`: scheme file to canonical JSON.

use std::{
    fs,
    io::{self, IsTerminal, Write},
    path::Path,
};

use mentormark_author::{Anchors, RateTables, SchemeFile, Setting, render};
use mentormark_rules::Plan;
use mentormark_schemes::{RateFile, RateFileKind};

use crate::{
    args::Colour,
    ending::{Ending, Failure},
    input,
    paint::Paint,
    refused,
};

/// Compiles `file` and writes the compiled scheme to `output`, or to standard output.
///
/// What is written are the bytes that the rules hash is of, without a line break at the end; or, as a plan, those from which pages
/// of the same build make theirs.
pub(crate) fn compile(
    file: &Path,
    settings: &[Setting],
    as_plan: bool,
    output: Option<&Path>,
    colour: Colour,
) -> Result<Ending, Failure> {
    let paint = Paint::for_errors(colour);
    let text = written_scheme(file, paint)?;
    let compiled = if as_plan && input::is_json(&text) { text } else { compiled(file, &text, settings, paint)? };
    if as_plan {
        let plan = Plan::from_json(&compiled).map_err(|refusals| {
            refused::tell(&format!("`{}`", file.display()), &refusals, paint);
            Failure::Told
        })?;
        written(&plan.pack(), output)?;
    } else if output.is_some() {
        written(compiled.as_bytes(), output)?;
    } else {
        bytes(&compiled)?;
    }
    Ok(Ending::Fine)
}

/// Writes exact bytes to `output`, or to standard output.
fn written(bytes: &[u8], output: Option<&Path>) -> Result<(), Failure> {
    match output {
        Some(output) => {
            let unwritable = |reason| Failure::Machine(format!("cannot write `{}`: {reason}", output.display()));
            fs::write(output, bytes).map_err(unwritable)
        }
        None => Ok(io::stdout().lock().write_all(bytes)?),
    }
}

/// Prints exact bytes; a terminal gets a line break after them.
pub(crate) fn bytes(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    if out.is_terminal() {
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(())
}

/// The text of the scheme file at `file`; that it is not UTF-8 is told on standard error.
pub(crate) fn written_scheme(file: &Path, paint: Paint) -> Result<String, Failure> {
    input::written(file, paint)?.map_err(|findings| told(&findings))
}

/// The scheme file at `file` compiled to canonical JSON; its faults are told on standard error.
pub(crate) fn compiled(file: &Path, text: &str, settings: &[Setting], paint: Paint) -> Result<String, Failure> {
    findings(file, text, settings, paint)?.map_err(|findings| told(&findings))
}

/// Tells `findings` on standard error.
fn told(findings: &str) -> Failure {
    // Nobody is left to tell if this fails.
    let _ = io::stderr().write_all(findings.as_bytes());
    Failure::Told
}

/// The scheme file at `file` compiled to canonical JSON, or its faults as text.
///
/// Its anchors are those of the `sources.toml` beside it; without one, those of the shipped scheme that it names, if it names one.
pub(crate) fn findings(
    file: &Path,
    text: &str,
    settings: &[Setting],
    paint: Paint,
) -> Result<Result<String, String>, Failure> {
    let beside = file.with_file_name("sources.toml");
    let looked_for = beside.display().to_string();
    let anchors = if beside.is_file() {
        input::written(&beside, paint)?.and_then(|text| anchors(&looked_for, &text, paint))
    } else {
        shipped_sources(text)
            .map_or_else(|| Ok(Anchors::missing(looked_for)), |shipped| anchors("sources.toml", shipped, paint))
    };
    Ok(anchors.and_then(|anchors| {
        let scheme = SchemeFile { name: &file.display().to_string(), text };
        let compiled = mentormark_author::compile(&scheme, &anchors, &rate_tables(), settings);
        compiled.map(|compiled| compiled.json).map_err(|faults| render(&faults, text, paint.is_on()))
    }))
}

/// The anchors in a file of sources, or its faults as text.
fn anchors(name: &str, text: &str, paint: Paint) -> Result<Anchors, String> {
    Anchors::read(&SchemeFile { name, text }).map_err(|faults| render(&faults, text, paint.is_on()))
}

/// The sources of the shipped scheme whose anchors `text` names.
fn shipped_sources(text: &str) -> Option<&'static str> {
    let named = mentormark_schemes::all().iter().find(|shipped| text.contains(&format!("\"{}#", shipped.id)));
    mentormark_schemes::sources(named?.id)
}

/// The rate tables that schemes may name.
fn rate_tables() -> RateTables {
    let mut tables = RateTables::default();
    for RateFile { subject, name, kind, text } in mentormark_schemes::rate_tables() {
        let file = SchemeFile { name, text };
        // INVARIANT: the build read the same files and found no fault; a table that is missing is told of where it is named.
        match kind {
            RateFileKind::Table => drop(tables.add(&file)),
            RateFileKind::Sources => {
                if let Ok(anchors) = Anchors::read(&file) {
                    tables.add_sources(subject, &anchors);
                }
            }
        }
    }
    tables
}
