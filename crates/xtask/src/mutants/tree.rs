//! The copy of the project with every change in it, and the test programs built there.

use super::find::{self, Mutant};
use super::judge::{Finding, Judge};
use super::write::Written;
use crate::{place, shell};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Where the engine stands.
const ENGINE: &str = "crates/mentormark-rules/src";

/// What chooses the change.
const SWITCH: &str = include_str!("switch.rs");

/// A test program: package, name, which of its tests, one in how many of their random cases.
type Program = (&'static str, &'static str, &'static [&'static str], u32);

/// The test programs that judge every change, the quick ones first.
const FIRST: [Program; 6] = [
    ("mentormark-tests", "frozen", &[], 1),
    ("mentormark-tests", "allocation", &[], 1),
    ("mentormark-tests", "conformance", &["engine::"], 1),
    ("mentormark-rules", "mentormark_rules", &[], 1),
    ("mentormark-author", "diagnostics", &[], 1),
    ("mentormark-tests", "differential", &[], 20),
];

/// Those that judge what is left.
const SECOND: [Program; 2] = [("mentormark-tests", "properties", &[], 1), ("mentormark-tests", "differential", &[], 1)];

/// What is built.
#[derive(Debug)]
pub(crate) struct Built {
    /// The changes that compile.
    pub(crate) mutants: Vec<Mutant>,
    /// How many do not.
    pub(crate) left_out: usize,
    /// Who judges every change.
    pub(crate) first: Vec<Judge>,
    /// Who judges what is left.
    pub(crate) second: Vec<Judge>,
}

/// Copies the project, writes its engine anew with every change to the files of `only` that compiles, and builds the test programs.
pub(crate) fn build(only: &[String], quick: bool) -> Result<Built> {
    let tree = place::target()?.join("mutants/tree");
    copy(&tree)?;
    let mut left_out = BTreeSet::new();
    loop {
        let (mutants, files) = rewrite(&tree, only, &left_out)?;
        println!("building {} changes, {} more do not compile", mutants.len(), left_out.len());
        let said = cargo(&tree)?;
        if said.faults.is_empty() {
            let first = judges(&FIRST, &said)?;
            let second = if quick { Vec::new() } else { judges(&SECOND, &said)? };
            return Ok(Built { mutants, left_out: left_out.len(), first, second });
        }
        let before = left_out.len();
        for (file, place, _) in &said.faults {
            if let Some(written) = files.get(file) {
                left_out.extend(written.due_to(place));
            }
        }
        if left_out.len() == before {
            let all: String = said.faults.into_iter().map(|(_, _, told)| told).collect();
            bail!("the copy of the engine does not compile:\n{all}");
        }
    }
}

/// Makes the copy hold what the project holds, and nothing else. What is the same is not written again, so it is not built again.
fn copy(tree: &Path) -> Result<()> {
    let mut list = Command::new("git");
    list.args(["ls-files", "--cached", "--others", "--exclude-standard"]).current_dir(place::root());
    let listed = shell::read(&mut list)?;
    let known: BTreeSet<PathBuf> = listed.lines().map(|file| tree.join(file)).collect();
    remove_unknown(tree, &known)?;
    for file in listed.lines() {
        let from = place::root().join(file);
        if !file.starts_with(ENGINE) && from.is_file() {
            put(&tree.join(file), &fs::read(&from).with_context(|| format!("read {}", from.display()))?)?;
        }
    }
    Ok(())
}

fn remove_unknown(folder: &Path, known: &BTreeSet<PathBuf>) -> Result<()> {
    let Ok(entries) = fs::read_dir(folder) else { return Ok(()) };
    for entry in entries {
        let path = entry.with_context(|| format!("list {}", folder.display()))?.path();
        if path.is_dir() {
            remove_unknown(&path, known)?;
        } else if !known.contains(&path) && !path.ends_with(Path::new(ENGINE).join("mutant.rs")) {
            fs::remove_file(&path).with_context(|| format!("remove {}", path.display()))?;
        }
    }
    Ok(())
}

fn put(to: &Path, bytes: &[u8]) -> Result<()> {
    if fs::read(to).is_ok_and(|there| there == bytes) {
        return Ok(());
    }
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).with_context(|| format!("make {}", folder.display()))?;
    }
    fs::write(to, bytes).with_context(|| format!("write {}", to.display()))
}

/// Writes the engine into the copy with every change but those left out. Files are named as a compiler names them.
fn rewrite(tree: &Path, only: &[String], left_out: &BTreeSet<u32>) -> Result<(Vec<Mutant>, BTreeMap<String, Written>)> {
    let source = place::root().join(ENGINE);
    let (mut mutants, mut files, mut next) = (Vec::new(), BTreeMap::new(), 1);
    let sources = sources(&source)?;
    let tests = test_modules(&sources)?;
    for path in sources {
        let file = path.strip_prefix(&source).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        let text = fs::read_to_string(&path).with_context(|| format!("read {}", path.display()))?;
        let to = tree.join(ENGINE).join(&file);
        if file == "lib.rs" {
            put(&to, format!("{text}\nmod mutant;\n").as_bytes())?;
            continue;
        }
        let is_wanted = only.iter().any(|begin| file.starts_with(begin.as_str()));
        if !is_wanted || tests.contains(&path) {
            put(&to, text.as_bytes())?;
            continue;
        }
        let found = find::find(&file, &text, next, &|number| left_out.contains(&number))?;
        next = found.next;
        mutants.extend(found.mutants.iter().cloned());
        let written = Written::new(&text, found);
        put(&to, written.text.as_bytes())?;
        files.insert(format!("{ENGINE}/{file}"), written);
    }
    put(&tree.join(ENGINE).join("mutant.rs"), SWITCH.as_bytes())?;
    // As they were asked for.
    mutants.sort_by_key(|mutant: &Mutant| only.iter().position(|begin| mutant.file.starts_with(begin.as_str())));
    Ok((mutants, files))
}

/// The files that are there for tests only: `#[cfg(test)] mod name;` stands in the module above.
fn test_modules(sources: &[PathBuf]) -> Result<BTreeSet<PathBuf>> {
    let mut found = BTreeSet::new();
    for path in sources {
        let text = fs::read_to_string(path).with_context(|| format!("read {}", path.display()))?;
        let parent = path.parent().unwrap_or(path);
        let is_root = path.file_name().is_some_and(|name| name == "mod.rs" || name == "lib.rs");
        let folder = if is_root { parent.to_owned() } else { path.with_extension("") };
        found.extend(find::test_modules(&text)?.into_iter().map(|name| folder.join(name).with_extension("rs")));
    }
    Ok(found)
}

/// The files of Rust in a folder and those in it, by name.
fn sources(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("list {}", folder.display()))? {
        let path = entry.with_context(|| format!("list {}", folder.display()))?.path();
        if path.is_dir() {
            found.extend(sources(&path)?);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// What cargo said.
#[derive(Default)]
struct Said {
    /// Each fault: its file, where in it, and what the compiler says.
    faults: Vec<(String, std::ops::Range<usize>, String)>,
    /// The test programs, by package and name.
    programs: BTreeMap<(String, String), (PathBuf, PathBuf)>,
}

fn cargo(tree: &Path) -> Result<Said> {
    let mut cargo = shell::cargo();
    // A folder of its own: cargo takes crates at the same place in two workspaces for the same crate.
    let built = place::target()?.join("mutants/build");
    cargo.current_dir(tree).args(["test", "--no-run", "--message-format=json", "--quiet", "--target-dir"]).arg(built);
    cargo.args(["--package", "mentormark-rules", "--package", "mentormark-author", "--package", "mentormark-tests"]);
    for (package, name, ..) in FIRST {
        if package != "mentormark-rules" {
            cargo.args(["--test", name]);
        }
    }
    cargo.args(["--lib", "--test", "properties"]);
    cargo.env("CARGO_PROFILE_DEV_DEBUG", "0").stderr(Stdio::null());
    let output = cargo.output().with_context(|| format!("`{}` does not start", shell::typed(&cargo)))?;
    let mut said = Said::default();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let Ok(line) = serde_json::from_str::<Value>(line) else { continue };
        if line["reason"] == "compiler-message" && line["message"]["level"] == "error" {
            said.faults.extend(faults(&line["message"]));
        } else if let (Some(program), true) = (line["executable"].as_str(), line["profile"]["test"] == true) {
            let manifest = PathBuf::from(line["manifest_path"].as_str().unwrap_or_default());
            let folder = manifest.parent().map(Path::to_owned).unwrap_or_default();
            let package = line["package_id"].as_str().unwrap_or_default();
            let name = line["target"]["name"].as_str().unwrap_or_default();
            said.programs.insert((package.to_owned(), name.to_owned()), (program.into(), folder));
        }
    }
    if !output.status.success() && said.faults.is_empty() {
        bail!("`{}` failed: {}", shell::typed(&cargo), output.status);
    }
    Ok(said)
}

fn faults(message: &Value) -> Vec<(String, std::ops::Range<usize>, String)> {
    let told = message["rendered"].as_str().unwrap_or_default();
    let spans = message["spans"].as_array().map(Vec::as_slice).unwrap_or_default();
    let place = |span: &Value| {
        let at = |key: &str| span[key].as_u64().and_then(|at| usize::try_from(at).ok());
        Some((span["file_name"].as_str()?.to_owned(), at("byte_start")?..at("byte_end")?, told.to_owned()))
    };
    spans.iter().filter(|span| span["is_primary"] == true).filter_map(place).collect()
}

/// The test programs, each found to pass on the engine as it is; a change may take ten times as long.
fn judges(programs: &[Program], said: &Said) -> Result<Vec<Judge>> {
    let mut judges = Vec::new();
    for &(package, name, given, one_in) in programs {
        let found = said.programs.iter().find(|((of, is), _)| of.contains(package) && is == name);
        let (program, folder) =
            found.map(|(_, found)| found.clone()).with_context(|| format!("no test program `{name}`"))?;
        let hour = Duration::from_hours(1);
        let given = [given, &["--nocapture"]].concat();
        let mut judge = Judge { name: name.into(), program, given, one_in, folder, patience: hour };
        let start = Instant::now();
        if judge.judge(0)? != Finding::Passes {
            bail!("the tests of {name} fail on the engine as it is");
        }
        println!("{:>8.1} s  {name}, one in {one_in}", start.elapsed().as_secs_f64());
        judge.patience = (start.elapsed() * 10).max(Duration::from_secs(10));
        judges.push(judge);
    }
    Ok(judges)
}
