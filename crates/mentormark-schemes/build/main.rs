//! Compiles every shipped scheme and its words. A fault in one stops the build and is shown with its file and line.
//!
//! What is shipped of an edition is its newest released revision, the very bytes that are stored; one that was never released
//! is shipped as it compiles.
//!
//! | Place | Holds |
//! |---|---|
//! | `released.toml` | every revision that was released, with its hash |
//! | `data/<scheme>/<edition>.toml` | the rules of one edition, as their author wrote them |
//! | `data/<scheme>/released/<edition>.<number>.json` | the bytes of a released revision |
//! | `data/<scheme>/sources.toml` | what stands behind them |
//! | `data/<scheme>/beside/` | what was published with them, and no rule |
//! | `text/<language>/<scheme>.toml` | the words of a scheme |
//! | `text/<language>/sources/` | the sources of schemes and of rates in a language other than theirs |
//! | `policy/<subject>/<table>.toml` | rates that schemes name |
//! | `policy/<subject>/sources.toml` | what stands behind those |

mod languages;
mod released;
mod same_keys;

use std::{
    collections::BTreeSet,
    env,
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
    process::ExitCode,
};

use mentormark_author::{Anchors, Compiled, Diagnostic, RateTables, SchemeFile, compile, compile_wording, render};

use crate::{languages::languages, released::Released};

const SOURCES: &str = "sources";

fn main() -> ExitCode {
    for place in ["data", "text", "policy", "released.toml"] {
        println!("cargo::rerun-if-changed={place}");
    }
    match build() {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("{fault}");
            ExitCode::FAILURE
        }
    }
}

fn build() -> Result<(), String> {
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("cargo did not set `OUT_DIR`")?);
    let mut rates = RateTables::default();
    let mut rate_files = String::new();
    for subject in entries("policy")? {
        read_policy(&subject, &mut rates, &mut rate_files)?;
    }
    let released = Released::read()?;
    let (mut tables, mut sources) = (Tables { revisions: released.table(), ..Tables::default() }, String::new());
    let mut schemes = BTreeSet::new();
    for folder in entries("data")? {
        let name = stem(&folder)?.to_owned();
        let beside = File::read(&folder.join("sources.toml"))?;
        let anchors = beside.say(Anchors::read(&beside.as_scheme_file()))?;
        let _ = writeln!(sources, "({name:?}, {}),", beside.included());
        for path in entries(&folder)?.iter().filter(|path| is_edition(path)) {
            let (edition, words) = compile_edition(path, &name, &anchors, &rates, &out)?;
            tables.add(&edition, &words, &released, &out)?;
        }
        schemes.insert(name);
    }
    for language in languages()? {
        languages::refuse_unused_sources(&language)?;
        for path in entries(&language)?.iter().filter(|path| !path.is_dir()) {
            if !schemes.contains(stem(path)?) {
                return Err(format!(
                    "{}: there is no such scheme under data: rename or remove this file",
                    path.display()
                ));
            }
        }
    }
    let Tables { shipped, revisions, unreleased } = tables;
    let tables = format!(
        "static SHIPPED: &[Shipped] = &[{shipped}];\n\
         static REVISIONS: &[Revision] = &[{revisions}];\n\
         static UNRELEASED: &[Unreleased] = &[{unreleased}];\n\
         static SOURCES: &[(&str, &str)] = &[{sources}];\n\
         static RATE_FILES: &[RateFile] = &[{rate_files}];\n"
    );
    write(&out.join("tables.rs"), &tables)
}

/// Whether a path of a scheme's folder holds an edition.
fn is_edition(path: &Path) -> bool {
    path.is_file() && stem(path).is_ok_and(|stem| stem != SOURCES)
}

/// Adds the tables of a subject of policy to `rates`, and their texts to `files`.
fn read_policy(subject: &Path, rates: &mut RateTables, files: &mut String) -> Result<(), String> {
    let name = stem(subject)?;
    for path in entries(subject)? {
        let (file, table) = (File::read(&path)?, stem(&path)?);
        if table == SOURCES {
            rates.add_sources(name, &file.say(Anchors::read(&file.as_scheme_file()))?);
        } else {
            file.say(rates.add(&file.as_scheme_file()))?;
        }
        let kind = if table == SOURCES { "Sources" } else { "Table" };
        let _ = writeln!(
            files,
            "RateFile {{ subject: {name:?}, name: {:?}, kind: RateFileKind::{kind}, text: {} }},",
            file.name,
            file.included()
        );
    }
    Ok(())
}

/// Entries of the tables that the crate holds, in Rust.
#[derive(Default)]
struct Tables {
    shipped: String,
    revisions: String,
    unreleased: String,
}

impl Tables {
    /// Adds an edition: what is shipped of it, and what its file says where that is not released.
    fn add(&mut self, edition: &Compiled, words: &str, released: &Released, out: &Path) -> Result<(), String> {
        let Compiled { scheme, json, rules_hash } = edition;
        let (id, name) = (&scheme.id, &scheme.edition);
        let compiled = out.join(format!("{id}-{name}.json"));
        write(&compiled, json)?;
        let compiled = included(&compiled);
        let newest = released.newest(id, name);
        if newest.is_none_or(|newest| newest.compiled != *json) {
            println!("cargo::warning={id}@{name} is not released as its file says: see CONTRIBUTING.md");
            let _ = writeln!(
                self.unreleased,
                "Unreleased {{ id: {id:?}, edition: {name:?}, rules_hash: {rules_hash:?}, compiled: {compiled} }},"
            );
        }
        let (starts_on, rules_hash, compiled) = if let Some(newest) = newest {
            (newest.scheme()?.starts_on, newest.rules_hash(), newest.included())
        } else {
            let _ = writeln!(
                self.revisions,
                "Revision {{ id: {id:?}, edition: {name:?}, number: 0, released_on: None, rules_hash: {rules_hash:?}, \
                 compiled: {compiled} }},"
            );
            (scheme.starts_on, rules_hash.as_str(), compiled)
        };
        let _ = writeln!(
            self.shipped,
            "Shipped {{ id: {id:?}, edition: {name:?}, starts_on: \"{starts_on}\", rules_hash: {rules_hash:?}, \
             compiled: {compiled}, words: &[{words}] }},"
        );
        Ok(())
    }
}

/// Compiles an edition, and its words into `out`; gives it, and the entries of its words.
fn compile_edition(
    path: &Path,
    scheme: &str,
    anchors: &Anchors,
    rates: &RateTables,
    out: &Path,
) -> Result<(Compiled, String), String> {
    let file = File::read(path)?;
    let compiled = file.say(compile(&file.as_scheme_file(), anchors, rates, &[]))?;
    if compiled.scheme.id != *scheme || compiled.scheme.edition != *stem(path)? {
        let (id, edition) = (&compiled.scheme.id, &compiled.scheme.edition);
        return Err(format!("{}: this is `{id}@{edition}`: move it to data/{id}/{edition}.toml", file.name));
    }
    let mut words = String::new();
    for language in languages()? {
        let path = languages::words(&language, scheme);
        if path.exists() {
            let (anchors, rates) = languages::sources_in(&language, scheme, anchors, rates)?;
            words.push_str(&compile_words(&path, &compiled, &anchors, &rates, out)?);
            languages::refuse_other_words(&language, scheme)?;
        }
    }
    Ok((compiled, words))
}

/// Compiles the words of an edition in one language into `out`; gives their entry in the table.
fn compile_words(
    path: &Path,
    of: &Compiled,
    anchors: &Anchors,
    rates: &RateTables,
    out: &Path,
) -> Result<String, String> {
    let file = File::read(path)?;
    let words = file.say(compile_wording(&file.as_scheme_file(), anchors, rates, &of.scheme))?;
    let folder = path.parent().map_or(Ok(""), stem)?;
    if words.language != folder {
        return Err(format!(
            "{}: these words are in `{}`: move them to text/{}",
            file.name, words.language, words.language
        ));
    }
    let stored = out.join(format!("{}-{}.{}.json", of.scheme.id, of.scheme.edition, words.language));
    write(&stored, &words.json)?;
    Ok(format!(
        "Words {{ language: {:?}, compiled: {}, wording_hash: {:?} }},",
        words.language,
        included(&stored),
        words.wording_hash
    ))
}

/// A file of this crate.
struct File {
    name: String,
    text: String,
}

impl File {
    fn read(path: &Path) -> Result<Self, String> {
        let text = fs::read_to_string(path).map_err(|error| trouble("read", path, &error))?;
        Ok(Self { name: path.display().to_string(), text })
    }

    fn as_scheme_file(&self) -> SchemeFile<'_> {
        SchemeFile { name: &self.name, text: &self.text }
    }

    /// Faults of this file as the person who builds sees them.
    fn say<T>(&self, read: Result<T, Vec<Diagnostic>>) -> Result<T, String> {
        read.map_err(|faults| render(&faults, &self.text, false))
    }

    /// The Rust that gives its text.
    fn included(&self) -> String {
        included(self.name.as_ref())
    }
}

/// The Rust that gives the text of a file, from wherever the generated file stands.
fn included(path: &Path) -> String {
    let root = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
    format!("include_str!({:?})", Path::new(&root).join(path).display().to_string())
}

/// The entries of a folder of this crate, by name; hidden ones are left out.
fn entries(folder: impl AsRef<Path>) -> Result<Vec<PathBuf>, String> {
    let folder = folder.as_ref();
    let listed: io::Result<Vec<PathBuf>> =
        fs::read_dir(folder).and_then(|entries| entries.map(|entry| entry.map(|entry| entry.path())).collect());
    let mut paths = listed.map_err(|error| trouble("list", folder, &error))?;
    paths.retain(|path| path.file_name().is_some_and(|name| !name.to_string_lossy().starts_with('.')));
    paths.sort();
    Ok(paths)
}

fn stem(path: &Path) -> Result<&str, String> {
    path.file_stem().and_then(|stem| stem.to_str()).ok_or_else(|| format!("{}: this name is not UTF-8", path.display()))
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| trouble("write", path, &error))
}

fn trouble(what: &str, path: &Path, error: &io::Error) -> String {
    format!("{}: could not {what} this: {error}", path.display())
}
