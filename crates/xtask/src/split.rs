//! Parts a WebAssembly module: what the page needs first, and what `#[wasm_split]` functions alone reach, which is loaded when one of
//! them is first called. `wasm_split_cli_support` does the parting; this places what it writes.

use crate::output::Asset;
use crate::place;
use anyhow::{Context, Result, anyhow, bail};
use std::fs;
use std::path::PathBuf;

/// What the JavaScript of the loader is called by the generated module that imports it.
pub(crate) const LOADER: &str = "./split.js";

/// A module in parts.
pub(crate) struct Split {
    /// What is loaded first. `wasm-bindgen` still has to read it.
    pub(crate) main: Vec<u8>,
    /// What is loaded later: its name and its WebAssembly.
    pub(crate) later: Vec<(String, Vec<u8>)>,
    /// The JavaScript that loads it, which names the parts as they are called here.
    pub(crate) loader: String,
}

/// Parts a module that was linked with `--emit-relocs`. `script` is the generated module that starts the main part.
///
/// # Errors
/// When the module has no relocations, or cannot be parted.
pub(crate) fn split(wasm: &[u8], script: &str) -> Result<Split> {
    let folder = place::target()?.join("xtask/split");
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("empty {}", folder.display()))?;
    }
    let main = folder.join("main.wasm");
    let mut options = wasm_split_cli_support::Options::new(wasm);
    options.output_dir = &folder;
    options.main_out_path = &main;
    options.link_name = LOADER;
    options.main_module = script;
    let parted =
        wasm_split_cli_support::transform(options).map_err(|trouble| anyhow!("part the module: {trouble:#}"))?;
    let read = |path: &PathBuf| fs::read(path).with_context(|| format!("read {}", path.display()));
    let mut later = Vec::new();
    for path in &parted.split_modules {
        let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        later.push((name, read(path)?));
    }
    later.sort();
    let loader = String::from_utf8(read(&folder.join(LOADER))?).context("read the loader as text")?;
    Ok(Split { main: read(&main)?, later, loader })
}

/// The loader with the published file of each part in place of its name, checked against its hash. They stand beside the script.
///
/// # Errors
/// When the loader does not name a part as expected.
pub(crate) fn placed<'a>(loader: &str, parts: impl IntoIterator<Item = (&'a str, &'a Asset)>) -> Result<String> {
    let mut placed = loader.to_owned();
    for (name, asset) in parts {
        let wanted = format!("fetch(new URL(\"./{name}.wasm\", import.meta.url))");
        if !placed.contains(&wanted) {
            bail!("the loader of wasm_split_cli_support does not fetch `{name}` as it did: look at what it writes");
        }
        let file = asset.path.rsplit('/').next().unwrap_or(&asset.path);
        let fetched =
            format!("fetch(new URL(\"./{file}\", import.meta.url), {{ integrity: \"{}\" }})", asset.integrity);
        placed = placed.replace(&wanted, &fetched);
    }
    // A host that does not know the type of WebAssembly still serves it, and its bytes are checked by now.
    let streamed = "WebAssembly.instantiateStreaming(src, imports)";
    if placed.contains("fetch(") && !placed.contains(streamed) {
        bail!("the loader of wasm_split_cli_support does not make a part as it did: look at what it writes");
    }
    let made = "src.then((part) => part.arrayBuffer()).then((bytes) => WebAssembly.instantiate(bytes, imports))";
    placed = placed.replace(streamed, made);
    if placed.contains("import.meta.url))") {
        bail!("the loader of wasm_split_cli_support fetches a part that was not published");
    }
    Ok(placed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::Output;

    const LOADED: &str = r#"const src = fetch(new URL("./explain.wasm", import.meta.url)); WebAssembly.instantiateStreaming(src, imports);"#;

    #[test]
    fn a_part_is_fetched_by_its_published_name_and_hash() {
        let asset = Output::default().asset("explain", "wasm", b"part").unwrap();
        let placed = placed(LOADED, [("explain", &asset)]).unwrap();
        let file = asset.path.strip_prefix("assets/").unwrap();
        assert!(placed.contains(&format!("\"./{file}\"")) && placed.contains(&asset.integrity), "{placed}");
        assert!(!placed.contains("instantiateStreaming"), "{placed}");
    }

    #[test]
    fn a_part_that_is_not_published_or_not_named_is_refused() {
        let asset = Output::default().asset("other", "wasm", b"part").unwrap();
        assert!(placed(LOADED, []).is_err());
        assert!(placed(LOADED, [("other", &asset)]).is_err());
    }
}
