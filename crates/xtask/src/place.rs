//! Where things are.

use crate::shell;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// The root of the workspace.
pub(crate) fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here)
}

/// The folder of the development tools that come from npm, with their lock file.
pub(crate) fn node_tools() -> PathBuf {
    root().join("tests/e2e")
}

/// The folder of what the npm package is tried with, with its own lock file.
pub(crate) fn package_tools() -> PathBuf {
    root().join("tests/pkg")
}

/// The folder of other people's verifiers, which check our receipts, with its own lock files.
pub(crate) fn peers() -> PathBuf {
    root().join("tests/peers")
}

/// The folder cargo builds into, which `CARGO_TARGET_DIR` or a cargo setting may have moved.
pub(crate) fn target() -> Result<PathBuf> {
    let said = shell::read(shell::cargo().args(["metadata", "--no-deps", "--format-version=1"]))?;
    let metadata: serde_json::Value = serde_json::from_str(&said).context("read what `cargo metadata` says")?;
    let folder = metadata["target_directory"].as_str();
    Ok(PathBuf::from(folder.context("`cargo metadata` names no target directory")?))
}

/// The built program `name` of a cargo profile's folder (`debug`, `release`).
pub(crate) fn program(profile: &str, name: &str) -> Result<PathBuf> {
    Ok(target()?.join(profile).join(format!("{name}{}", std::env::consts::EXE_SUFFIX)))
}
