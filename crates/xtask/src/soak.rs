//! `xtask soak`: what takes longer than a minute or two, or wants a quiet machine. It prints figures, which stand in
//! `docs/evidence.md` with the command and the date.

use crate::{place, setup, shell, site, test};
use anyhow::Result;
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
    shell::run(test::tools(&mut busy_time, &browser)?)
}
