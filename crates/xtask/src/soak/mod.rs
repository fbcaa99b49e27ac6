//! `xtask soak`: what takes longer than a minute or two, or wants a quiet machine. It prints figures, which stand in
//! `docs/evidence.md` with the command and the date.

use crate::{peers, pkg, place, setup, shell, site, test};
use anyhow::{Context, Result, bail};
use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

/// All but the one that wants every document of the right shape taken: most are refused for what they say.
const SCHEMATHESIS_CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,\
    response_headers_conformance,response_schema_conformance,negative_data_rejection,unsupported_method";

/// Runs every long check, one after the other.
pub(crate) fn soak() -> Result<()> {
    setup::build_tools()?;
    let browser = setup::browser()?;
    println!("\n== receipts before verifiers from PyPI");
    peers::check()?;
    site::build()?;
    shell::run(shell::cargo().args(["build", "--package", "mentormark-cli"]))?;
    println!("\n== the engine beside its floor");
    shell::run(shell::cargo().args(["bench", "--package", "mentormark-tests", "--bench", "nms"]))?;
    println!("\n== the browser's main thread beside a plain page");
    let mut busy_time = Command::new("node");
    busy_time.arg("soak/busy-time.mjs").current_dir(place::node_tools());
    shell::run(test::tools(&mut busy_time, &browser)?)?;
    println!("\n== a stream of assessments beside its floor, and its memory");
    shell::run(shell::cargo().args(["bench", "--package", "mentormark-cli"]))?;
    println!("\n== the server under load beside its floors");
    shell::run(shell::cargo().args(["bench", "--package", "mentormark-tests", "--bench", "load"]))?;
    println!("\n== servers killed 200 times over each store");
    let mut drills = shell::cargo();
    drills.args(["test", "--package", "mentormark-tests", "--test", "drills", "--", "--nocapture", "kill"]);
    drills.env("MENTORMARK_KILLS", "200").env("MENTORMARK_BIN", place::program("debug", "mentormark")?);
    shell::run(drills.env("MENTORMARK_POSTGRES", setup::postgres()?))?;
    schema_made_requests()?;
    fuzz()?;
    println!("\n== assessing from JavaScript beside a function written by hand, and its memory");
    pkg::build()?;
    let mut assess = Command::new("node");
    shell::run(assess.args(["--expose-gc", "soak/assess.mjs"]).current_dir(place::package_tools()))
}

/// Requests made from `/openapi.json` by Schemathesis: none may find a fault of the server or an answer that is not described.
fn schema_made_requests() -> Result<()> {
    println!("\n== requests made from the description of the server");
    let program = setup::schemathesis()?;
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
            // It cannot write NDJSON; the batch has tests of its own.
            ask.args(["run", "--max-examples", "200", "--exclude-path", "/v1/verifications/batch"]);
            ask.args(["--checks", SCHEMATHESIS_CHECKS]);
            shell::run(ask.arg(format!("{address}openapi.json")).current_dir(std::env::temp_dir()))
        }
        _ => bail!("the server did not say where it is: {said}"),
    };
    server.kill().and_then(|()| server.wait()).context("end the server")?;
    asked
}

/// Ten minutes for each fuzz target. What they find stays in `fuzz/artifacts`; new texts worth keeping go to a corpus under `target`.
fn fuzz() -> Result<()> {
    let program = setup::cargo_fuzz()?;
    for target in ["scheme", "assessment"] {
        println!("\n== texts made for the target \"{target}\"");
        let grown = place::target()?.join("fuzz").join(target);
        fs::create_dir_all(&grown).with_context(|| format!("make {}", grown.display()))?;
        let mut fuzz = Command::new(&program);
        fuzz.current_dir(place::root()).args(["fuzz", "run", target]).arg(grown).arg(format!("fuzz/corpus/{target}"));
        fuzz.args(["--", "-max_total_time=600", "-max_len=16384", "-timeout=20"]);
        // The address sanitizer is still behind a gate in the pinned Rust.
        shell::run(fuzz.env("RUSTC_BOOTSTRAP", "1"))?;
    }
    Ok(())
}
