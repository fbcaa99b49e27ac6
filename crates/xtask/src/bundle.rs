//! Scripts and style sheets made small by esbuild: one file each, without comments, white space or what nothing uses.

use crate::{place, shell};
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};
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

/// The style sheets of a folder as one, in the order of their names.
///
/// # Errors
/// When one cannot be read.
pub(crate) fn sheets(folder: &Path) -> Result<String> {
    let mut sheets = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("list {}", folder.display()))? {
        let path = entry.with_context(|| format!("list {}", folder.display()))?.path();
        if path.extension().is_some_and(|extension| extension == "css") {
            sheets.push(path);
        }
    }
    sheets.sort();
    let read = |sheet: &PathBuf| fs::read_to_string(sheet).with_context(|| format!("read {}", sheet.display()));
    sheets.iter().map(read).collect()
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
