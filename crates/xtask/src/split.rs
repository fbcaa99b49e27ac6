//! Parts a WebAssembly module: what the page needs first, and what `#[wasm_split]` functions alone reach, which is loaded when one of
//! them is first called. `wasm_split_cli_support` does the parting; this places what it writes.

use crate::output::Asset;
use crate::place;
use anyhow::{Context, Result, anyhow, bail};
use std::collections::BTreeMap;
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
    /// The parts that each function calls for that is split off, by its name.
    pub(crate) calls: BTreeMap<String, Vec<String>>,
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
    let calls = parted.prefetch_map.into_iter().collect();
    Ok(Split { main: read(&main)?, later, calls, loader })
}

/// Where each part is published, with its hash: what the loader asks for when the first of them is called for. The hashes do not compress,
/// so they do not stand in the script that every first visit loads.
///
/// # Errors
/// When it cannot be written as JSON.
pub(crate) fn table<'a>(parts: impl IntoIterator<Item = (&'a str, &'a Asset)>) -> Result<String> {
    let table: BTreeMap<&str, [&str; 2]> =
        parts.into_iter().map(|(name, asset)| (name, [file(asset), asset.integrity.as_str()])).collect();
    serde_json::to_string(&table).context("write where the parts of the app are")
}

/// The loader, which looks each part up in the table. They stand beside the script.
///
/// # Errors
/// When the loader does not name a part as expected.
pub(crate) fn placed<'a>(loader: &str, parts: impl IntoIterator<Item = &'a str>, table: &Asset) -> Result<String> {
    let mut placed = loader.to_owned();
    for name in parts {
        let wanted = format!("fetch(new URL(\"./{name}.wasm\", import.meta.url))");
        if !placed.contains(&wanted) {
            bail!("the loader of wasm_split_cli_support does not fetch `{name}` as it did: look at what it writes");
        }
        placed = placed.replace(&wanted, &format!("part(\"{name}\")"));
    }
    if placed.contains("import.meta.url))") {
        bail!("the loader of wasm_split_cli_support fetches a part that was not published");
    }
    // A host that does not know the type of WebAssembly still serves it, and its bytes are checked by now.
    let streamed = "WebAssembly.instantiateStreaming(src, imports)";
    if placed.contains("part(\"") && !placed.contains(streamed) {
        bail!("the loader of wasm_split_cli_support does not make a part as it did: look at what it writes");
    }
    placed = placed.replace(streamed, "made(src, imports)");
    Ok(placed + &LOOKED_UP.replace("{file}", file(table)).replace("{integrity}", &table.integrity))
}

/// What the loader fetches parts with. Where the table could not be had, the next call asks again.
const LOOKED_UP: &str = r#"
let table;
const had = (file, integrity) => fetch(new URL("./" + file, import.meta.url), { integrity });
async function part(name) {
  table ??= had("{file}", "{integrity}").then((found) => found.json());
  try {
    return await had(...(await table)[name]);
  } catch (trouble) {
    table = undefined;
    throw trouble;
  }
}
const made = async (src, imports) => WebAssembly.instantiate(await (await src).arrayBuffer(), imports);
"#;

fn file(asset: &Asset) -> &str {
    asset.path.rsplit('/').next().unwrap_or(&asset.path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::Output;

    const LOADED: &str = r#"const src = fetch(new URL("./explain.wasm", import.meta.url)); WebAssembly.instantiateStreaming(src, imports);"#;

    #[test]
    fn a_part_is_fetched_by_its_published_name_and_hash() {
        let mut output = Output::default();
        let asset = output.asset("explain", "wasm", b"part").unwrap();
        let written = table([("explain", &asset)]).unwrap();
        assert_eq!(written, format!(r#"{{"explain":["{}","{}"]}}"#, file(&asset), asset.integrity));
        let table = output.asset("parts", "json", written.as_bytes()).unwrap();
        let placed = placed(LOADED, ["explain"], &table).unwrap();
        assert!(placed.starts_with(r#"const src = part("explain"); made(src, imports);"#), "{placed}");
        assert!(placed.contains(file(&table)) && placed.contains(&table.integrity), "{placed}");
    }

    #[test]
    fn a_part_that_is_not_published_or_not_named_is_refused() {
        let table = Output::default().asset("parts", "json", b"{}").unwrap();
        assert!(placed(LOADED, [], &table).is_err());
        assert!(placed(LOADED, ["other"], &table).is_err());
    }
}
