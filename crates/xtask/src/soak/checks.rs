//! The long checks, each with what it needs built.

use super::Check;
use crate::{mutants, peers, pkg, place, setup, shell, site, test};
use anyhow::{Context, Result, bail};
use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

/// All but the one that wants every document of the right shape taken: most are refused for what they say.
const SCHEMATHESIS_CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,\
    response_headers_conformance,response_schema_conformance,negative_data_rejection,unsupported_method";

/// Every check, those that find most in the least time first.
pub(super) const ALL: &[Check] = &[
    check("peers", 20, "receipts before verifiers from PyPI", peers::check),
    check("stores", 40, "every promise of both stores, and the drills, on a PostgreSQL that must be there", stores),
    check("schemathesis", 40, "requests made from the description of the server", schema_made_requests),
    check("engine", 40, "the engine beside its floor", || bench("mentormark-tests", &["--bench", "nms"])),
    check("schemes", 40, "every scheme, and making a plan of it", || {
        bench("mentormark-tests", &["--bench", "schemes"])
    }),
    check("streams", 40, "a stream of assessments beside its floor, and its memory", || bench("mentormark-cli", &[])),
    check("load", 40, "the server under load beside its floors", || bench("mentormark-tests", &["--bench", "load"])),
    check("batch", 40, "a batch of 400 MB in the memory of its first tenth", batch),
    check("kills", 90, "servers killed 200 times over each store", kills),
    check("busy-time", 60, "the browser's main thread beside a plain page", busy_time),
    check("lighthouse", 60, "Lighthouse on the front page, a section and the result", lighthouse),
    check("axe", 60, "axe on every state of one standard's pages, at both widths in both colour schemes", axe),
    check("npm", 40, "assessing from JavaScript beside a function written by hand, and its memory", npm),
    check("fuzz-scheme", 60, "texts made for ten minutes: schemes", || fuzz("scheme")),
    check("fuzz-assessment", 60, "texts made for ten minutes: assessments", || fuzz("assessment")),
    check("fuzz-submission", 60, "texts made for ten minutes: submissions, to their signed verifications", || {
        fuzz("submission")
    }),
    check("mutants", 240, "the engine changed on purpose, one place at a time, before its tests", || {
        mutants::mutants(&mutants::Wanted::default())
    }),
];

const fn check(name: &'static str, minutes: u64, about: &'static str, run: fn() -> Result<()>) -> Check {
    Check { name, about, minutes, run }
}

fn bench(package: &str, which: &[&str]) -> Result<()> {
    shell::run(shell::cargo().args(["bench", "--locked", "--package", package]).args(which))
}

fn build_program() -> Result<()> {
    shell::run(shell::cargo().args(["build", "--locked", "--package", "mentormark-cli"]))
}

/// Tests of the crate that spans all, with the program and a PostgreSQL that must be there.
fn tests(targets: &[&str], only: &[&str], set: &[(&str, &str)]) -> Result<()> {
    build_program()?;
    let mut tests = shell::cargo();
    tests.args(["test", "--locked", "--package", "mentormark-tests"]);
    for target in targets {
        tests.args(["--test", target]);
    }
    tests.args(["--", "--nocapture"]).args(only).envs(set.iter().copied());
    tests.env("MENTORMARK_BIN", place::program("debug", "mentormark")?);
    shell::run(tests.env("MENTORMARK_POSTGRES", setup::postgres()?))
}

fn stores() -> Result<()> {
    tests(&["store", "drills"], &[], &[])
}

fn kills() -> Result<()> {
    tests(&["drills"], &["kill::"], &[("MENTORMARK_KILLS", "200")])
}

fn batch() -> Result<()> {
    tests(&["drills"], &["batch::"], &[("MENTORMARK_BATCH_MEGABYTES", "400")])
}

fn busy_time() -> Result<()> {
    in_browser("soak/busy-time.mjs")
}

fn axe() -> Result<()> {
    in_browser("soak/axe.mjs")
}

fn lighthouse() -> Result<()> {
    setup::lighthouse()?;
    in_browser("soak/lighthouse.mjs")
}

/// A script that looks at the built site in the browser.
fn in_browser(script: &str) -> Result<()> {
    setup::build_tools()?;
    let browser = setup::browser()?;
    site::build()?;
    build_program()?;
    let mut node = Command::new("node");
    node.arg(script).current_dir(place::node_tools());
    shell::run(test::tools(&mut node, &browser)?)
}

fn npm() -> Result<()> {
    setup::build_tools()?;
    setup::package_tools()?;
    pkg::build()?;
    let mut assess = Command::new("node");
    shell::run(assess.args(["--expose-gc", "soak/assess.mjs"]).current_dir(place::package_tools()))
}

/// Requests made from `/openapi.json` by Schemathesis: none may find a fault of the server or an answer that is not described.
fn schema_made_requests() -> Result<()> {
    let program = setup::schemathesis()?;
    build_program()?;
    let data = place::target()?.join("schemathesis-data");
    if data.exists() {
        fs::remove_dir_all(&data).with_context(|| format!("empty {}", data.display()))?;
    }
    let mut server = Command::new(place::program("debug", "mentormark")?);
    server.args(["serve", "--quiet", "--listen", "127.0.0.1:0", "--data"]).arg(&data).current_dir(std::env::temp_dir());
    server.args(["--limit", "assess-per-minute=0,verify-per-minute=0,read-per-minute=0"]);
    let mut server = server.stdout(Stdio::piped()).spawn().context("start the server")?;
    let mut said = String::new();
    let heard = server.stdout.take().map(|out| BufReader::new(out).read_line(&mut said));
    let address = said.strip_prefix("Serving ").and_then(|rest| rest.split(' ').next());
    let asked = match (heard, address) {
        (Some(Ok(_)), Some(address)) => {
            let mut ask = Command::new(program);
            ask.arg("--config-file").arg(place::root().join("tests/schemathesis.toml"));
            // It cannot write NDJSON; the batch has tests of its own.
            ask.args(["run", "--max-examples", "200", "--exclude-path", "/v1/verifications/batch"]);
            ask.args(["--checks", SCHEMATHESIS_CHECKS]);
            // What it leaves where it runs goes with the data.
            shell::run(ask.arg(format!("{address}openapi.json")).current_dir(&data))
        }
        _ => bail!("the server did not say where it is: {said}"),
    };
    server.kill().and_then(|()| server.wait()).context("end the server")?;
    fs::remove_dir_all(&data).with_context(|| format!("remove {}", data.display()))?;
    asked
}

/// Ten minutes of a fuzz target. What it finds stays in `fuzz/artifacts`; new texts worth keeping go to a corpus under `target`.
fn fuzz(target: &str) -> Result<()> {
    let program = setup::cargo_fuzz()?;
    let built = place::target()?.join("fuzz");
    let grown = built.join("corpus").join(target);
    fs::create_dir_all(&grown).with_context(|| format!("make {}", grown.display()))?;
    let mut fuzz = Command::new(&program);
    fuzz.current_dir(place::root()).args(["fuzz", "run", "--target-dir"]).arg(&built);
    fuzz.arg(target).arg(grown).arg(format!("fuzz/corpus/{target}"));
    fuzz.args(["--", "-max_total_time=600", "-max_len=16384", "-timeout=20"]);
    // The address sanitizer is still behind a gate in the pinned Rust.
    shell::run(fuzz.env("RUSTC_BOOTSTRAP", "1"))
}
