//! The schemes of `tests/schemes`: marks of others and made-up ones, written only as data.

use mentormark_author::{Anchors, RateTables, SchemeFile, compile, render};
use mentormark_schemes::{RateFileKind, rate_tables};
use std::fs;
use std::path::{Path, PathBuf};

/// The file of a scheme's edition, if it is one of these.
#[must_use]
pub fn file(scheme: &str, edition: &str) -> Option<PathBuf> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemes").join(scheme).join(format!("{edition}.toml"));
    file.is_file().then_some(file)
}

/// The compiled JSON of a scheme's edition, if it is one of these.
///
/// # Panics
/// If the file has faults, which are shown.
#[must_use]
pub fn compiled(scheme: &str, edition: &str) -> Option<String> {
    let file = file(scheme, edition)?;
    let text = read(&file);
    let beside = read(&file.with_file_name("sources.toml"));
    let sources = SchemeFile { name: "sources.toml", text: &beside };
    let anchors = Anchors::read(&sources).unwrap_or_else(|faults| panic!("{}", render(&faults, &beside, false)));
    let name = file.display().to_string();
    let compiled = compile(&SchemeFile { name: &name, text: &text }, &anchors, &rates(), &[]);
    Some(compiled.unwrap_or_else(|faults| panic!("{}", render(&faults, &text, false))).json)
}

/// The rate tables that are shipped.
fn rates() -> RateTables {
    let mut rates = RateTables::default();
    for file in rate_tables() {
        let read = SchemeFile { name: file.name, text: file.text };
        match file.kind {
            RateFileKind::Sources => rates.add_sources(file.subject, &Anchors::read(&read).expect("it is shipped")),
            RateFileKind::Table => rates.add(&read).expect("it is shipped"),
        }
    }
    rates
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}
