//! Scripts and style sheets made small by esbuild: one file each, without comments, white space or what nothing uses.

use crate::{place, shell};
use anyhow::{Context, Result};
use std::fs;
use std::process::Command;

/// What is written for: the browsers that run the WebAssembly which rustc emits.
const TARGET: &str = "--target=es2022";

/// A style sheet that a script imports is text to it.
const SHEET: &str = "--loader:.css=text";

/// One ES module from `files`, of which `entry` imports the others.
///
/// # Errors
/// When esbuild is missing or does not understand a file.
pub(crate) fn script(files: &[(&str, &str)], entry: &str) -> Result<String> {
    bundle(files, entry, &["--bundle", "--format=esm", "--charset=utf8", SHEET])
}

/// One script that is no module, as a service worker is in every browser that has them.
///
/// # Errors
/// As [`script`].
pub(crate) fn classic(files: &[(&str, &str)], entry: &str) -> Result<String> {
    bundle(files, entry, &["--bundle", "--format=iife", "--charset=utf8"])
}

/// One style sheet.
///
/// # Errors
/// As [`script`].
pub(crate) fn style(sheet: &str) -> Result<String> {
    bundle(&[("site.css", sheet)], "site.css", &["--charset=utf8"])
}

fn bundle(files: &[(&str, &str)], entry: &str, options: &[&str]) -> Result<String> {
    let folder = place::target()?.join("xtask/bundle");
    fs::create_dir_all(&folder).with_context(|| format!("make {}", folder.display()))?;
    for (name, text) in files {
        fs::write(folder.join(name), text).with_context(|| format!("write {name}"))?;
    }
    // The loader of later parts is imported twice under one name by what wasm-bindgen writes, which is the same object both times.
    let mut esbuild = Command::new(place::node_tools().join("node_modules/.bin/esbuild"));
    esbuild
        .arg(folder.join(entry))
        .args(["--minify", "--log-level=warning", "--log-override:duplicate-object-key=silent", TARGET])
        .args(options);
    shell::read(&mut esbuild)
}
