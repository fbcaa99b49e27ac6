//! Receipts before verifiers that pip installs, in a virtual environment of their own below `target`. Those from npm run with the other tests in
//! Node.

use crate::{place, shell};
use anyhow::{Context, Result, bail};
use std::fs;
use std::process::Command;

/// Installs what `tests/peers/requirements.txt` names, once, and runs the checks.
pub(crate) fn check() -> Result<()> {
    let Some(python) = shell::on_path(&["python3", "python"]) else {
        bail!(
            "checking with verifiers that pip installs needs Python 3.11 or newer: install it from python.org or your system"
        );
    };
    let listed = place::peers().join("requirements.txt");
    let requirements = fs::read(&listed).with_context(|| format!("read {}", listed.display()))?;
    let environment = place::target()?.join("peers");
    let programs = environment.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let stamp = environment.join("installed.txt");
    if !fs::read(&stamp).is_ok_and(|installed| installed == requirements) {
        shell::run(Command::new(python).args(["-m", "venv", "--clear"]).arg(&environment))?;
        let mut install = Command::new(programs.join("python"));
        install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"]).arg(&listed);
        shell::run(&mut install)?;
        fs::write(stamp, requirements).context("note what is installed")?;
    }
    shell::run(Command::new(programs.join("python")).arg(place::peers().join("openvc_core.py")))
}
