//! From a crate to an optimised WebAssembly module and the JavaScript that loads it.

use crate::setup::WASM;
use crate::split::{self, Split};
use crate::{place, shell};
use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;

/// What rustc emits for the wasm target by default; wasm-opt may use these and nothing newer.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// How wasm-opt works: docs/decisions/0003-wasm-profile.md has the measurements. The lowest kilobyte of memory is the end of the stack,
/// where no address is worked out from.
const OPTIMISE: [&str; 9] = [
    "--low-memory-unused",
    "--flexible-inline-max-function-size",
    "6",
    "--one-caller-inline-max-function-size",
    "20",
    "-O3",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
];

/// A module ready to be published.
pub(crate) struct Module {
    /// The optimised WebAssembly that is loaded first.
    pub(crate) wasm: Vec<u8>,
    /// What is loaded later, if it is in parts: each part's name and its optimised WebAssembly.
    pub(crate) later: Vec<(String, Vec<u8>)>,
    /// The parts that each function calls for that is split off, by its name.
    pub(crate) calls: BTreeMap<String, Vec<String>>,
    /// The ES module that loads the later parts, which the first imports as [`split::LOADER`]; empty without parts.
    pub(crate) loader: String,
    /// The ES module that loads it; its default export takes where the WebAssembly is.
    pub(crate) js: String,
}

/// What rustc strives for: a profile of Cargo.toml.
#[derive(Clone, Copy)]
pub(crate) enum Profile {
    /// Few bytes: what people wait for.
    Small,
    /// Time, for a tenth more bytes: what programs call in a loop.
    Fast,
}

impl Profile {
    fn name(self) -> &'static str {
        match self {
            Self::Small => "wasm",
            Self::Fast => "wasm-fast",
        }
    }
}

/// Builds the library `package` for the browser, whole and without features.
///
/// # Errors
/// As [`build_with`].
pub(crate) fn build(package: &str, name: &str, profile: Profile) -> Result<Module> {
    build_with(package, &[], &package.replace('-', "_"), name, None, profile)
}

/// Builds `package` for the browser, with `features`. The ES module is told where the WebAssembly is. `parted` names the ES module where the module comes
/// in parts; without it all is one.
///
/// # Errors
/// When the versions of wasm-bindgen disagree, or a tool fails.
pub(crate) fn build_with(
    package: &str,
    features: &[&str],
    artefact: &str,
    name: &str,
    parted: Option<&str>,
    profile: Profile,
) -> Result<Module> {
    let lock = fs::read_to_string(place::root().join("Cargo.lock")).context("read Cargo.lock")?;
    agree(&lock)?;
    let mut cargo = shell::cargo();
    cargo.args(["build", "--quiet", "--package", package, "--target", WASM, "--profile", profile.name()]);
    if !features.is_empty() {
        cargo.arg("--features").arg(features.join(","));
    }
    shell::run(cargo.arg("--config").arg(remapped(parted.is_some())?))?;
    let target = place::target()?;
    let built = target.join(WASM).join(profile.name()).join(format!("{artefact}.wasm"));
    let bytes = fs::read(&built).with_context(|| format!("read {}", built.display()))?;
    let Split { main, later, calls, loader } = match parted {
        None => Split { main: bytes, later: Vec::new(), calls: BTreeMap::new(), loader: String::new() },
        Some(script) => split::split(&bytes, script)?,
    };

    let mut output = Bindgen::new()
        .input_bytes(name, main)
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        // What the parts share with the first is exported under the linker's names.
        .keep_lld_exports(!later.is_empty())
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()
        .with_context(|| format!("make the JavaScript of {package}"))?;
    // Every crate that uses wasm-bindgen has an entry; only a list with something in it is JavaScript of the crate's own.
    let inline = output.snippets().iter().filter(|(_, scripts)| !scripts.is_empty()).map(|(by, _)| by);
    let modules = output.local_modules().keys().filter(|module| *module != split::LOADER);
    let brought: Vec<&str> = inline.chain(modules).map(String::as_str).collect();
    if !brought.is_empty() {
        bail!(
            "{package} or a crate below it brings JavaScript snippets, which the build does not publish: leave out {}",
            brought.join(", ")
        );
    }
    drop_streams(&mut output);
    let js = shortened(&mut output);
    let cache = target.join("xtask");
    let optimised = |(name, wasm): (String, Vec<u8>)| Ok((name, optimise(&wasm, &cache)?));
    Ok(Module {
        wasm: optimise(&output.wasm_mut().emit_wasm(), &cache)?,
        later: later.into_iter().map(optimised).collect::<Result<_>>()?,
        calls,
        loader,
        js,
    })
}

/// A setting by which places in source files that panics name start at their crate. The paths of the machine that built a module are
/// nobody's business, and would make it weigh something else on every machine.
///
/// A module that is parted keeps what the linker knew of it.
fn remapped(keeps_relocations: bool) -> Result<String> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let sysroot = shell::read(Command::new(rustc).args(["--print", "sysroot"]).current_dir(place::root()))?;
    let library = Path::new(sysroot.trim()).join("lib/rustlib/src/rust");
    let mut prefixes = vec![place::root().to_owned(), library];
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")));
    if let Some(Ok(registries)) = home.map(|home| fs::read_dir(home.join("registry/src"))) {
        for registry in registries {
            prefixes.push(registry.context("list the sources of crates")?.path());
        }
    }
    let mut flags: Vec<String> =
        prefixes.iter().map(|prefix| format!("{:?}", format!("--remap-path-prefix={}=", prefix.display()))).collect();
    if keeps_relocations {
        flags.push("\"-Clink-arg=--emit-relocs\"".to_owned());
    }
    Ok(format!("target.{WASM}.rustflags=[{}]", flags.join(",")))
}

/// Removes the exports of `wasm-streams`, which Leptos links for answers streamed by a server and this site never calls. As
/// exports they would keep their code alive; without them wasm-opt drops it.
fn drop_streams(output: &mut wasm_bindgen_cli_support::Output) {
    let exports = &mut output.wasm_mut().exports;
    let mut unused = Vec::new();
    for export in exports.iter() {
        if export.name.trim_start_matches("__wbg_").starts_with("intounderlying") {
            unused.push(export.id());
        }
    }
    for export in unused {
        exports.delete(export);
    }
}

/// The JavaScript, with what the module imports from it under short names in both. The names that wasm-bindgen gives bear hashes, which do
/// not compress and stand in both files.
fn shortened(output: &mut wasm_bindgen_cli_support::Output) -> String {
    let mut js = output.js().to_owned();
    let mut places = 0..;
    for import in output.wasm_mut().imports.iter_mut() {
        let is_hashed = import
            .name
            .rsplit('_')
            .next()
            .is_some_and(|hash| hash.len() == HASH && hash.bytes().all(|digit| digit.is_ascii_hexdigit()));
        // Every name is a word of its own in the JavaScript, and ends in its hash, so no name is part of another.
        if let (true, Some(place)) = (is_hashed, places.next()) {
            let short = format!("_{place}");
            js = js.replace(&import.name, &short);
            import.name = short;
        }
    }
    js
}

/// The digits of the hash at the end of a name that wasm-bindgen gives.
const HASH: usize = 16;

/// Refuses a lock file in which the macro and the tool that reads what it left are different releases.
fn agree(lock: &str) -> Result<()> {
    let (library, tool) = (locked(lock, "wasm-bindgen")?, locked(lock, "wasm-bindgen-cli-support")?);
    if library != tool {
        bail!(
            "Cargo.lock has wasm-bindgen {library} and wasm-bindgen-cli-support {tool}, which must be the same release: \
             set both to `={library}` in the root Cargo.toml and run `cargo update -p wasm-bindgen-cli-support`"
        );
    }
    Ok(())
}

fn locked(lock: &str, package: &str) -> Result<String> {
    let lock: toml::Table = toml::from_str(lock).context("read Cargo.lock")?;
    let packages = lock.get("package").and_then(toml::Value::as_array).context("Cargo.lock lists no packages")?;
    packages
        .iter()
        .find(|entry| entry.get("name").and_then(toml::Value::as_str) == Some(package))
        .and_then(|entry| entry.get("version")?.as_str())
        .map(str::to_owned)
        .with_context(|| format!("Cargo.lock has no {package}"))
}

/// Runs wasm-opt over `wasm`. The same input is optimised once: the result is kept in `cache`.
fn optimise(wasm: &[u8], cache: &Path) -> Result<Vec<u8>> {
    let tool = place::node_tools().join("node_modules/binaryen");
    let release = fs::read(tool.join("package.json")).context("wasm-opt is missing: run `cargo xtask setup`")?;
    let mut known = Sha256::new();
    for part in [wasm, &release, OPTIMISE.concat().as_bytes(), FEATURES.concat().as_bytes()] {
        known.update(part.len().to_le_bytes());
        known.update(part);
    }
    let stem = crate::output::hex(&known.finalize());
    let (from, to) = (named(cache, &stem, "in.wasm"), named(cache, &stem, "out.wasm"));
    if let Ok(done) = fs::read(&to) {
        return Ok(done);
    }
    let part = named(cache, &stem, "part.wasm");
    fs::create_dir_all(cache).with_context(|| format!("make {}", cache.display()))?;
    fs::write(&from, wasm).with_context(|| format!("write {}", from.display()))?;
    let mut node = Command::new("node");
    node.arg(tool.join("bin/wasm-opt")).args(FEATURES).args(OPTIMISE).arg(&from).arg("-o").arg(&part);
    shell::run(&mut node)?;
    fs::remove_file(&from).with_context(|| format!("remove {}", from.display()))?;
    // Renamed last: a file of this name is always whole.
    fs::rename(&part, &to).with_context(|| format!("write {}", to.display()))?;
    fs::read(&to).with_context(|| format!("read {}", to.display()))
}

fn named(folder: &Path, stem: &str, ending: &str) -> PathBuf {
    folder.join(format!("{stem}.{ending}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lock(library: &str, tool: &str) -> String {
        format!(
            "[[package]]\nname = \"wasm-bindgen\"\nversion = \"{library}\"\n\
             [[package]]\nname = \"wasm-bindgen-cli-support\"\nversion = \"{tool}\"\n"
        )
    }

    #[test]
    fn one_release_of_macro_and_tool_is_accepted() {
        agree(&lock("0.2.130", "0.2.130")).unwrap();
    }

    #[test]
    fn two_releases_are_refused_with_both_and_what_to_do() {
        let refused = agree(&lock("0.2.131", "0.2.130")).unwrap_err().to_string();
        assert!(refused.contains("0.2.131") && refused.contains("0.2.130") && refused.contains("cargo update"));
    }

    #[test]
    fn a_lock_file_without_the_tool_is_refused() {
        let refused = agree("[[package]]\nname = \"wasm-bindgen\"\nversion = \"1\"\n").unwrap_err().to_string();
        assert_eq!(refused, "Cargo.lock has no wasm-bindgen-cli-support");
    }
}
