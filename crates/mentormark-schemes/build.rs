//! Compiles every shipped scheme and its words. A fault in one stops the build and is shown with its file and line.
//!
//! | Folder | Holds |
//! |---|---|
//! | `data/<scheme>/<edition>.toml` | the rules of one edition |
//! | `data/<scheme>/sources.toml` | what stands behind them |
//! | `data/<scheme>/beside/` | what was published with them, and no rule |
//! | `text/<language>/<scheme>.toml` | the words of a scheme |
//! | `policy/<subject>/<table>.toml` | rates that schemes name |
//! | `policy/<subject>/sources.toml` | what stands behind those |

use std::{
    collections::BTreeSet,
    env,
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
    process::ExitCode,
};

use mentormark_author::{Anchors, Compiled, Diagnostic, RateTables, SchemeFile, compile, compile_wording, render};

const SOURCES: &str = "sources";

fn main() -> ExitCode {
    for folder in ["data", "text", "policy"] {
        println!("cargo::rerun-if-changed={folder}");
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
    let (mut shipped, mut sources) = (String::new(), String::new());
    let mut schemes = BTreeSet::new();
    for folder in entries("data")? {
        let name = stem(&folder)?.to_owned();
        let beside = File::read(&folder.join("sources.toml"))?;
        let anchors = beside.say(Anchors::read(&beside.as_scheme_file()))?;
        let _ = writeln!(sources, "({name:?}, include_str!({:?})),", beside.absolute());
        let is_edition = |path: &&PathBuf| path.is_file() && stem(path).is_ok_and(|stem| stem != SOURCES);
        for path in entries(&folder)?.iter().filter(is_edition) {
            let edition = compile_edition(path, &name, &anchors, &rates, &out)?;
            shipped.push_str(&edition);
        }
        schemes.insert(name);
    }
    for language in entries("text")? {
        for path in entries(&language)? {
            if !schemes.contains(stem(&path)?) {
                return Err(format!(
                    "{}: there is no such scheme under data: rename or remove this file",
                    path.display()
                ));
            }
        }
    }
    let tables = format!(
        "static SHIPPED: &[Shipped] = &[{shipped}];\n\
         static SOURCES: &[(&str, &str)] = &[{sources}];\n\
         static RATE_FILES: &[RateFile] = &[{rate_files}];\n"
    );
    write(&out.join("tables.rs"), &tables)
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
        let text = file.absolute();
        let _ = writeln!(
            files,
            "RateFile {{ subject: {name:?}, name: {:?}, kind: RateFileKind::{kind}, text: include_str!({text:?}) }},",
            file.name
        );
    }
    Ok(())
}

/// Compiles an edition and its words into `out`; gives its entry in the table.
fn compile_edition(
    path: &Path,
    scheme: &str,
    anchors: &Anchors,
    rates: &RateTables,
    out: &Path,
) -> Result<String, String> {
    let file = File::read(path)?;
    let compiled = file.say(compile(&file.as_scheme_file(), anchors, rates, &[]))?;
    let Compiled { scheme: data, json, rules_hash } = &compiled;
    if data.id != *scheme || data.edition != *stem(path)? {
        let (id, edition) = (&data.id, &data.edition);
        return Err(format!("{}: this is `{id}@{edition}`: move it to data/{id}/{edition}.toml", file.name));
    }
    let stored = out.join(format!("{}-{}.json", data.id, data.edition));
    write(&stored, json)?;
    let stored = stored.display().to_string();
    let mut entry = String::new();
    let _ = write!(
        entry,
        "Shipped {{ id: {:?}, edition: {:?}, starts_on: \"{}\", rules_hash: {rules_hash:?}, \
         compiled: include_str!({stored:?}), words: &[",
        data.id, data.edition, data.starts_on
    );
    for language in entries("text")? {
        let path = language.join(format!("{scheme}.toml"));
        if path.exists() {
            entry.push_str(&compile_words(&path, &compiled, anchors, rates, out)?);
        }
    }
    entry.push_str("] },\n");
    Ok(entry)
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
    let stored = stored.display().to_string();
    Ok(format!(
        "Words {{ language: {:?}, compiled: include_str!({stored:?}), wording_hash: {:?} }},",
        words.language, words.wording_hash
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

    /// Where `include_str!` finds it from the generated file.
    fn absolute(&self) -> String {
        let root = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
        Path::new(&root).join(&self.name).display().to_string()
    }
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
