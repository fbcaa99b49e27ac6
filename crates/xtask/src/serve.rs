//! `xtask serve`: builds everything and serves it on one port.

use crate::{place, setup, shell, site};
use anyhow::Result;
use std::process::Command;

/// Builds the site and the `mentormark` program, then becomes `mentormark serve`, which prints the address.
pub(crate) fn serve(listen: &str) -> Result<()> {
    setup::build_tools()?;
    site::build()?;
    shell::run(shell::cargo().args(["build", "--release", "--package", "mentormark-cli"]))?;
    let mut server = Command::new(place::program("release", "mentormark")?);
    server.args(["serve", "--listen", listen, "--site"]).arg(place::root().join("site/dist"));
    server.arg("--data").arg(place::target()?.join("verifier"));
    become_program(&mut server)
}

/// On Unix the server takes the place of this process, so that signals reach it.
#[cfg(unix)]
fn become_program(program: &mut Command) -> Result<()> {
    use anyhow::Context;
    use std::os::unix::process::CommandExt;
    Err(program.exec()).with_context(|| format!("`{}` does not start", shell::typed(program)))
}

#[cfg(not(unix))]
fn become_program(program: &mut Command) -> Result<()> {
    shell::run(program)
}
