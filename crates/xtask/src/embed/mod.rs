//! The readiness widget: the frames that other people's pages show, the loader that puts them there, and the page that hands out snippets.
//!
//! A frame is a page of `site/embed/frame.html`, made whole from a scheme and its words, one for each level: its first view needs no
//! WebAssembly. `docs/widget.md` says what it asks and why.

mod asks;
mod frame;
mod loader;
mod partners;
mod questions;
mod words;

use crate::output::{Asset, Output};
use crate::page::{Parts, Shared, root_from};
use crate::shipped::{LANGUAGE, Scheme};
use crate::sizes::Sizes;
use crate::{bundle, place, wasm};
use anyhow::{Context, Result};
use asks::Asks;
use std::fs;
use std::path::Path;
use words::Words;

/// Where frames stand, from the root of the site: the only pages that other pages may show in a frame.
const FOLDER: &str = "embed/";

/// What every frame loads, by what it is for.
struct Files {
    /// The style sheet.
    style: Asset,
    /// The script that goes through the questions.
    script: Asset,
    /// The script around the rules module, loaded once somebody answers.
    engine: Asset,
    /// The rules module.
    rules: Asset,
}

/// Makes the frames of every scheme, the loader and the page for partners, and notes what each loads.
pub(crate) fn build(
    parts: &Parts,
    shared: &Shared,
    schemes: &[Scheme],
    output: &mut Output,
    sizes: &mut Sizes,
) -> Result<()> {
    let folder = place::root().join("site/embed");
    let words = Words::read(&read(&folder.join(format!("{LANGUAGE}.toml")))?)?;
    let files = files(&folder, output)?;
    let template = words.said(&read(&folder.join("frame.html"))?)?;
    let criteria = words.said(&read(&folder.join("criteria.html"))?)?;
    for scheme in schemes {
        // As the pages of the app name it, so that it is one file.
        let stem = format!("{}-{}", scheme.shipped.id, scheme.shipped.edition);
        let plan = output.asset(&stem, "plan", &scheme.plan.pack())?;
        for (path, target) in paths(scheme) {
            let asks = Asks::of(scheme, target);
            let frame = frame::Frame { scheme, asks: &asks, root: root_from(&path), words: &words };
            let html = frame.page(&template, &criteria, &files, &plan)?;
            let size = output.file(&format!("{path}index.html"), html.as_bytes())?;
            sizes.frame(&format!("/{path}"), size, [&files.style, &files.script]);
        }
    }
    let loader = loader::publish(&folder.join("released"), output)?;
    sizes.loader = loader.size;
    partners::build(parts, shared, schemes, &loader, output, sizes)
}

/// The frames of a scheme: one for each level, and one under the scheme's own name for the lowest.
fn paths(scheme: &Scheme) -> Vec<(String, &str)> {
    let levels = &scheme.plan.scheme().levels;
    let whole = format!("{FOLDER}{}/", scheme.shipped.id);
    let each = levels.iter().map(|level| (format!("{whole}{}/", level.id), level.id.as_str()));
    levels.first().map(|lowest| (whole.clone(), lowest.id.as_str())).into_iter().chain(each).collect()
}

/// Publishes what the frames load.
fn files(folder: &Path, output: &mut Output) -> Result<Files> {
    let module = wasm::build("mentormark-wasm", "mentormark_wasm", "rules", None)?;
    let style = bundle::style(&read(&folder.join("frame.css"))?)?;
    let mut scripts = Vec::new();
    for name in ["frame.js", "form.js", "outcome.js", "share.js"] {
        scripts.push((name, read(&folder.join(name))?));
    }
    let scripts: Vec<(&str, &str)> = scripts.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let script = bundle::script(&scripts, "frame.js")?;
    let engine =
        bundle::script(&[("rules.js", &module.js), ("engine.js", &read(&folder.join("engine.js"))?)], "engine.js")?;
    Ok(Files {
        style: output.asset("embed", "css", style.as_bytes())?,
        script: output.asset("embed", "js", script.as_bytes())?,
        engine: output.asset("embed-engine", "js", engine.as_bytes())?,
        rules: output.asset("rules", "wasm", &module.wasm)?,
    })
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("read {}", path.display()))
}
