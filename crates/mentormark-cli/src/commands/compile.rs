//! `mentormark compile`: scheme file to canonical JSON.

use std::{
    fs,
    io::{self, IsTerminal, Write},
    path::Path,
};

use mentormark_author::{Anchors, Diagnostic, RateTables, SchemeFile, Setting, render};
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
    let text = input::whole(file)?;
    let paint = Paint::for_errors(colour);
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

/// The scheme file at `file` compiled to canonical JSON; its faults are told on standard error.
pub(crate) fn compiled(file: &Path, text: &str, settings: &[Setting], paint: Paint) -> Result<String, Failure> {
    findings(file, text, settings, paint)?.map_err(|findings| {
        // Nobody is left to tell if this fails.
        let _ = io::stderr().write_all(findings.as_bytes());
        Failure::Told
    })
}

/// The scheme file at `file` compiled to canonical JSON, or its faults as text.
///
/// Its anchors are those of the `sources.toml` beside it; without one, those of the shipped scheme that it names.
pub(crate) fn findings(
    file: &Path,
    text: &str,
    settings: &[Setting],
    paint: Paint,
) -> Result<Result<String, String>, Failure> {
    let sources = match file.with_file_name("sources.toml") {
        beside if beside.is_file() => (beside.display().to_string(), input::whole(&beside)?),
        _ => ("sources.toml".to_owned(), shipped_sources(text).unwrap_or_default().to_owned()),
    };
    Ok(with_sources((&file.display().to_string(), text), (&sources.0, &sources.1), settings, paint))
}

/// A scheme compiled with the anchors of `sources`, or the faults of either; both are a name and a text.
fn with_sources(
    scheme: (&str, &str),
    sources: (&str, &str),
    settings: &[Setting],
    paint: Paint,
) -> Result<String, String> {
    let shown = |text: &str, faults: &[Diagnostic]| render(faults, text, paint.is_on());
    let anchors = match sources {
        (_, "") => Anchors::default(),
        (name, text) => Anchors::read(&SchemeFile { name, text }).map_err(|faults| shown(text, &faults))?,
    };
    let (name, text) = scheme;
    let compiled = mentormark_author::compile(&SchemeFile { name, text }, &anchors, &rate_tables(), settings);
    compiled.map(|compiled| compiled.json).map_err(|faults| shown(text, &faults))
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
