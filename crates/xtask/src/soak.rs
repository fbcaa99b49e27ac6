//! `xtask soak`: what takes longer than a minute or two, or wants a quiet machine. It prints figures, which stand in
//! `docs/evidence.md` with the command and the date.

use crate::{place, setup, shell, site, test};
use anyhow::{Context, Result};
use std::fs;
use std::process::Command;

/// Runs every long check, one after the other.
pub(crate) fn soak() -> Result<()> {
    setup::build_tools()?;
    let browser = setup::browser()?;
    site::build()?;
    shell::run(shell::cargo().args(["build", "--package", "mentormark-cli"]))?;
    println!("\n== the engine beside its floor");
    shell::run(shell::cargo().args(["bench", "--package", "mentormark-tests"]))?;
    println!("\n== the browser's main thread beside a plain page");
    let mut busy_time = Command::new("node");
    busy_time.arg("soak/busy-time.mjs").current_dir(place::node_tools());
    shell::run(test::tools(&mut busy_time, &browser)?)?;
    println!("\n== a stream of assessments beside its floor, and its memory");
    shell::run(shell::cargo().args(["bench", "--package", "mentormark-cli"]))?;
    fuzz()
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
