//! `xtask pkg`: builds the rules module for JavaScript into `pkg/dist`.

use crate::output::Size;
use crate::sizes::Table;
use crate::{place, setup, wasm};
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::fs;

const SCRIPT: &str = "mentormark_wasm.js";
const WASM: &str = "mentormark_wasm_bg.wasm";
const TYPES: &str = "mentormark_wasm.d.ts";

/// Builds the module and prints what it weighs.
pub(crate) fn build() -> Result<()> {
    setup::build_tools()?;
    let module = wasm::build("mentormark-wasm", "mentormark_wasm", "mentormark_wasm", true)?;
    let dist = place::root().join("pkg/dist");
    fs::create_dir_all(&dist).with_context(|| format!("make {}", dist.display()))?;
    for (name, bytes) in [(SCRIPT, module.js.as_bytes()), (WASM, &module.wasm), (TYPES, module.types.as_bytes())] {
        fs::write(dist.join(name), bytes).with_context(|| format!("write pkg/dist/{name}"))?;
    }
    print!("{}", Table("pkg/dist", &measure()?));
    Ok(())
}

/// What the files that a browser loads weigh.
pub(crate) fn measure() -> Result<BTreeMap<String, Size>> {
    let dist = place::root().join("pkg/dist");
    let measure = |name: &str| {
        let bytes =
            fs::read(dist.join(name)).with_context(|| format!("read pkg/dist/{name}: run `cargo xtask pkg` first"))?;
        Ok((name.to_owned(), Size::of(&bytes)?))
    };
    [SCRIPT, WASM].into_iter().map(measure).collect()
}
