//! `xtask site`: builds the site into `site/dist`, ready for any static host under any path.

use crate::output::{Asset, Output, short_integrity};
use crate::page::{self, OfScheme, Parts, Shared};
use crate::reading;
use crate::shipped::{self, LANGUAGE, Scheme};
use crate::sizes::{self, Sizes};
use crate::{action_plan, bundle, embed, hosting, offline, place, setup, split, verify, wasm};
use anyhow::{Context, Result, bail};
use mentormark_rules::{Plan, Wording};
use mentormark_schemes::Revision;
use std::fs;
use std::path::Path;

/// Builds the site for the root of a host; any path will do but for the pages that stand in for others.
pub(crate) fn build() -> Result<()> {
    build_under("/")
}

/// Builds the site, prints what it weighs and writes that to `site/dist/sizes.json`. `under` is its path on the host that it is for.
pub(crate) fn build_under(under: &str) -> Result<()> {
    if !(under.starts_with('/') && under.ends_with('/')) {
        bail!("`{under}` is no path of a site: it starts and ends with `/`, as `/tools/mentormark/` does");
    }
    setup::build_tools()?;
    let folder = place::root().join("site");
    let schemes = shipped::schemes()?;
    let mut output = Output::default();
    let mut sizes = Sizes::default();
    let shared = shared(&folder, &mut output, &mut sizes)?;

    let parts =
        Parts { masthead: read(&folder.join("parts/masthead.html"))?, foot: read(&folder.join("parts/foot.html"))? };
    let always = [&shared.style, &shared.icon];
    let html = page::landing(&read(&folder.join("landing.html"))?, &parts, &shared, &schemes)?;
    let size = output.file("index.html", html.as_bytes())?;
    sizes.route("/", size, always.into_iter().chain([&shared.offline]));

    let frame = read(&folder.join("reading.html"))?;
    let template = |name: &str| read(&folder.join("pages").join(name));
    for (path, html) in reading::pages(&frame, template, &parts, &shared, &schemes)? {
        let size = output.file(&format!("{path}index.html"), html.as_bytes())?;
        sizes.route(&format!("/{path}"), size, always.into_iter().chain([&shared.reading]));
    }

    for (path, html) in reading::anywhere(&frame, template, &parts, &shared, &schemes, under)? {
        output.file(path, html.as_bytes())?;
    }

    let shell = read(&folder.join("app.html"))?;
    let plan = read(&folder.join("parts").join(action_plan::PAGE))?;
    let mut published = Vec::new();
    for scheme in &schemes {
        let files = publish(scheme, &plan, &mut output)?;
        for route in page::routes(scheme) {
            let html = page::app(&shell, &parts, &shared, &files, &route)?;
            let size = output.file(&format!("{}index.html", route.path), html.as_bytes())?;
            let app = [&shared.script, &shared.wasm, &files.plan, &files.words];
            sizes.route(&format!("/{}", route.path), size, always.into_iter().chain(app));
        }
        published.push(files);
    }
    let html = verify::page(&read(&folder.join("verify.html"))?, &parts, &shared, &schemes, &published)?;
    let size = output.file(&format!("{}index.html", verify::PATH), html.as_bytes())?;
    let app = [&shared.later, &shared.script, &shared.wasm];
    sizes.route(&format!("/{}", verify::PATH), size, always.into_iter().chain(app));
    embed::build(&parts, &shared, &schemes, &mut output, &mut sizes)?;
    // Last of all, because they name everything else.
    output.bare(hosting::HEADERS, hosting::headers(&output, under)?.as_bytes());
    output.file(offline::WORKER, offline::worker(&folder, &output, &schemes, under)?.as_bytes())?;
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
fn shared(folder: &Path, output: &mut Output, sizes: &mut Sizes) -> Result<Shared> {
    let module = wasm::build("mentormark-site", "mentormark-site", "mentormark_site", Some(GLUE))?;
    let mut later = Vec::new();
    for (name, wasm) in &module.later {
        let part = Asset { integrity: short_integrity(wasm), ..output.asset(name, "wasm", wasm)? };
        sizes.later.insert(part.path.clone(), part.size);
        later.push((name.as_str(), part));
    }
    let loader = split::placed(&module.loader, later.iter().map(|(name, asset)| (*name, asset)))?;
    let offline = output.asset("offline", "js", offline::script(folder)?.as_bytes())?;
    sizes.later.insert(offline.path.clone(), offline.size);
    let script = script(&module.js, &loader, &offline::placed(&read(&folder.join("boot.js"))?, &offline)?)?;
    let reading = bundle::style(&style(&folder.join("style/reading"))?)?;
    let later = bundle::style(&style(&folder.join("style/later"))?)?;
    let style = bundle::style(&style(&folder.join("style"))?)?;
    Ok(Shared {
        style: output.asset("site", "css", style.as_bytes())?,
        reading: output.asset("reading", "css", reading.as_bytes())?,
        later: output.asset("later", "css", later.as_bytes())?,
        icon: output.asset("icon", "svg", read(&folder.join("icon.svg"))?.as_bytes())?,
        script: output.asset("site", "js", script.as_bytes())?,
        wasm: output.asset("site", "wasm", &module.wasm)?,
        offline,
    })
}

/// What `boot.js` and the loader of later parts call the generated module.
const GLUE: &str = "./glue.js";

/// The generated module, the loader of later parts and the start of the app as one file, so that one request brings all.
fn script(glue: &str, loader: &str, boot: &str) -> Result<String> {
    if !boot.contains(&format!("\"{GLUE}\"")) {
        bail!("site/boot.js must import `./glue.js`, the JavaScript of wasm-bindgen");
    }
    bundle::script(&[(GLUE, glue), (split::LOADER, loader), ("boot.js", boot)], "boot.js")
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

fn publish(scheme: &Scheme, plan: &str, output: &mut Output) -> Result<OfScheme> {
    let stem = format!("{}-{}", scheme.shipped.id, scheme.shipped.edition);
    let (words, guidance) = (format!("{stem}.{LANGUAGE}"), format!("{stem}.{LANGUAGE}.guidance"));
    // No page loads these; they are there for whoever checks what pages apply and say.
    output.asset(&stem, "json", scheme.shipped.compiled.as_bytes())?;
    output.asset(&words, "json", scheme.words.as_bytes())?;
    output.asset(&guidance, "json", scheme.guidance.as_bytes())?;
    let beside = action_plan::markup(plan, scheme.shipped.id, action_plan::Under::App)?;
    let beside = beside.map(|markup| output.asset(&format!("{stem}.{LANGUAGE}.beside"), "html", markup.as_bytes()));
    let guides = Wording { guidance: scheme.guides.clone(), ..Wording::default() };
    let mut revisions = Vec::new();
    let of_edition = |it: &&Revision| (it.id, it.edition) == (scheme.shipped.id, scheme.shipped.edition);
    for revision in mentormark_schemes::revisions().iter().filter(of_edition) {
        let plan = Plan::from_checked_json(revision.compiled).context("read a released revision")?;
        revisions.push((revision.rules_hash, output.asset(&stem, "plan", &plan.pack())?));
    }
    Ok(OfScheme {
        wording_hash: scheme.wording_hash,
        revisions,
        plan: output.asset(&stem, "plan", &scheme.plan.pack())?,
        words: output.asset(&words, "words", &scheme.said.pack())?,
        guidance: output.asset(&guidance, "words", &guides.pack())?,
        beside: beside.transpose()?,
    })
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("read {}", path.display()))
}
