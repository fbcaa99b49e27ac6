//! `xtask site`: builds the site into `site/dist`, ready for any static host under any path.

use crate::output::Output;
use crate::page::{self, OfScheme, Shared};
use crate::shipped::{self, LANGUAGE, Scheme};
use crate::sizes::{self, Sizes};
use crate::{bundle, place, setup, wasm};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;

/// Builds the site, prints what it weighs and writes that to `site/dist/sizes.json`.
pub(crate) fn build() -> Result<()> {
    setup::build_tools()?;
    let folder = place::root().join("site");
    let schemes = shipped::schemes()?;
    let mut output = Output::default();
    let shared = shared(&folder, &mut output)?;
    let mut sizes = Sizes::default();

    let always = [&shared.style, &shared.icon];
    let html = page::landing(&read(&folder.join("landing.html"))?, &shared, &schemes)?;
    let size = output.file("index.html", html.as_bytes())?;
    sizes.route("/", size, always);

    // Shown by hosts for any address that names nothing, at any depth: so it holds no address but the one above it.
    output.file("404.html", read(&folder.join("404.html"))?.as_bytes())?;

    let shell = read(&folder.join("app.html"))?;
    for scheme in &schemes {
        let files = publish(scheme, &mut output)?;
        for route in page::routes(scheme) {
            let html = page::app(&shell, &shared, &files, &route)?;
            let size = output.file(&format!("{}index.html", route.path), html.as_bytes())?;
            let app = [&shared.script, &shared.wasm, &files.compiled, &files.words];
            sizes.route(&format!("/{}", route.path), size, always.into_iter().chain(app));
        }
    }
    sizes.assets = output
        .sizes()
        .iter()
        .filter(|(path, _)| path.starts_with("assets/"))
        .map(|(path, size)| (path.clone(), *size))
        .collect();

    let dist = folder.join("dist");
    output.write(&dist)?;
    sizes.write(&dist.join(sizes::FILE))?;
    print!("{sizes}");
    Ok(())
}

/// The files that every page shares.
fn shared(folder: &Path, output: &mut Output) -> Result<Shared> {
    let module = wasm::build("mentormark-site", "mentormark-site", "mentormark_site", false)?;
    let script = script(&module.js, &read(&folder.join("boot.js"))?)?;
    let style = bundle::style(&style(&folder.join("style"))?)?;
    Ok(Shared {
        style: output.asset("site", "css", style.as_bytes())?,
        icon: output.asset("icon", "svg", read(&folder.join("icon.svg"))?.as_bytes())?,
        script: output.asset("site", "js", script.as_bytes())?,
        wasm: output.asset("site", "wasm", &module.wasm)?,
    })
}

/// The generated module and the start of the app as one file, so that one request brings both.
fn script(glue: &str, boot: &str) -> Result<String> {
    if !boot.contains("\"./glue.js\"") {
        bail!("site/boot.js must import `./glue.js`, the JavaScript of wasm-bindgen");
    }
    bundle::script(&[("glue.js", glue), ("boot.js", boot)], "boot.js")
}

/// The style sheets of a folder as one, in the order of their names.
fn style(folder: &Path) -> Result<String> {
    let mut sheets = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("list {}", folder.display()))? {
        let path = entry.with_context(|| format!("list {}", folder.display()))?.path();
        if path.extension().is_some_and(|extension| extension == "css") {
            sheets.push(path);
        }
    }
    sheets.sort();
    sheets.iter().map(|sheet| read(sheet)).collect()
}

fn publish(scheme: &Scheme, output: &mut Output) -> Result<OfScheme> {
    let stem = format!("{}-{}", scheme.shipped.id, scheme.shipped.edition);
    Ok(OfScheme {
        compiled: output.asset(&stem, "json", scheme.shipped.compiled.as_bytes())?,
        words: output.asset(&format!("{stem}.{LANGUAGE}"), "json", scheme.words.as_bytes())?,
        guidance: output.asset(&format!("{stem}.{LANGUAGE}.guidance"), "json", scheme.guidance.as_bytes())?,
    })
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("read {}", path.display()))
}
