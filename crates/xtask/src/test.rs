//! `xtask test`: every check, in an order that finds the cheap faults first. It stops at the first failure.

use crate::setup::{self, WASM};
use crate::{docs, pkg, place, shell, site, sizes};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

/// One line a file and every failure at the end: of two thousand lines that say "passed", nobody finds the one that does not.
const TOLD: [&str; 2] = ["--test-reporter=../js/reporter.mjs", "--test-reporter-destination=stdout"];

/// Milliseconds after which a file of tests is given up and named: many times what the longest takes on a slow machine.
const STUCK: &str = "--test-timeout=2400000";

/// Runs every check and ends with the time of each.
pub(crate) fn test() -> Result<()> {
    let mut steps = Steps { took: Vec::new() };
    let outcome = run(&mut steps);
    println!("\n{:>8}  step", "seconds");
    for (name, took) in &steps.took {
        println!("{:>8.1}  {name}", took.as_secs_f64());
    }
    let total: Duration = steps.took.iter().map(|(_, took)| *took).sum();
    println!("{:>8.1}  {}", total.as_secs_f64(), if outcome.is_ok() { "in all: every check passed" } else { "in all" });
    outcome
}

fn run(steps: &mut Steps) -> Result<()> {
    let mut browser = PathBuf::new();
    let mut deny = PathBuf::new();
    steps.step("set-up", || {
        setup::build_tools()?;
        setup::package_tools()?;
        setup::peers()?;
        browser = setup::browser()?;
        deny = setup::cargo_deny()?;
        if let Err(trouble) = setup::postgres() {
            println!("what concerns PostgreSQL will not run: {trouble:#}");
        }
        Ok(())
    })?;
    steps.cargo("formatting", &["fmt", "--all", "--check"])?;
    steps.step("generated documents are fresh", || docs::docs(true))?;
    // `advisories` would fetch the advisory database from GitHub, which a build machine may not reach.
    let checks = ["--workspace", "--locked", "check", "--hide-inclusion-graph", "bans", "licenses", "sources"];
    steps.step("dependencies", || shell::run(Command::new(&deny).args(checks).current_dir(place::root())))?;
    steps.cargo("lints", &["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"])?;
    let browser_crates =
        ["-pmentormark-site", "-pmentormark-wasm", "-pmentormark-wasm-compile", "-pmentormark-wasm-seal"];
    steps.cargo(
        "lints of what the browser runs",
        &[&["clippy", "--locked", "--target", WASM], &browser_crates[..], &["--", "-D", "warnings"]].concat(),
    )?;
    for target in [&["--all-targets"][..], &["--target", WASM]] {
        let clippy = ["clippy", "--locked", "-pmentormark-site", "--features", "cy"];
        steps.cargo("lints of the app in Welsh", &[&clippy, target, &["--", "-D", "warnings"]].concat())?;
    }
    steps.step("site", site::build)?;
    steps.step("rules module for JavaScript", pkg::build)?;
    steps.step("sizes", sizes::hold)?;
    steps.cargo("programs", &["build", "--workspace", "--bins", "--locked"])?;
    steps.step("tests", || {
        let nextest = shell::works(shell::cargo().args(["nextest", "--version"]));
        let how: &[&str] = if nextest { &["nextest", "run"] } else { &["test", "--all-targets"] };
        shell::run(tools(shell::cargo().args(how).args(["--workspace", "--locked"]), &browser)?)
    })?;
    steps.cargo("tests of the app in Welsh", &["test", "--locked", "-pmentormark-site", "--features", "cy"])?;
    steps.cargo("examples in documentation", &["test", "--doc", "--workspace", "--locked"])?;
    steps.step("documentation", || {
        let mut doc = shell::cargo();
        doc.args(["doc", "--workspace", "--no-deps", "--locked"]).env("RUSTDOCFLAGS", "-D warnings");
        shell::run(&mut doc)
    })?;
    steps.step("tests in Node and the browser", || {
        let mut node = Command::new("node");
        node.arg("--test").args(TOLD).arg(STUCK).args(node_tests()?).current_dir(place::node_tools());
        shell::run(tools(&mut node, &browser)?)
    })
}

/// Tells tests where the browser and the `mentormark` program are.
pub(crate) fn tools<'a>(command: &'a mut Command, browser: &PathBuf) -> Result<&'a mut Command> {
    Ok(command.env("CHROME_PATH", browser).env("MENTORMARK_BIN", place::program("debug", "mentormark")?))
}

/// `*.test.mjs` of `tests/js`, `tests/pkg`, `tests/peers` and `tests/e2e`, by name.
fn node_tests() -> Result<Vec<PathBuf>> {
    let mut all = Vec::new();
    for folder in ["tests/js", "tests/pkg", "tests/peers", "tests/e2e"] {
        let mut tests = Vec::new();
        for entry in fs::read_dir(place::root().join(folder)).with_context(|| format!("list {folder}"))? {
            let path = entry.with_context(|| format!("list {folder}"))?.path();
            if path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(".test.mjs")) {
                tests.push(path);
            }
        }
        if tests.is_empty() {
            bail!("{folder} has no file named `*.test.mjs`");
        }
        tests.sort();
        all.append(&mut tests);
    }
    Ok(all)
}

struct Steps {
    took: Vec<(&'static str, Duration)>,
}

impl Steps {
    fn step(&mut self, name: &'static str, work: impl FnOnce() -> Result<()>) -> Result<()> {
        println!("\n== {name}");
        let start = Instant::now();
        let outcome = work();
        self.took.push((name, start.elapsed()));
        outcome.with_context(|| format!("stopped at \"{name}\""))
    }

    fn cargo(&mut self, name: &'static str, arguments: &[&str]) -> Result<()> {
        self.step(name, || shell::run(shell::cargo().args(arguments)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_its_step_and_its_cause() {
        let mut steps = Steps { took: Vec::new() };
        let failure = steps.step("sizes", || bail!("over budget")).unwrap_err();
        assert_eq!(format!("{failure:#}"), "stopped at \"sizes\": over budget");
        assert_eq!(steps.took.len(), 1);
    }
}
